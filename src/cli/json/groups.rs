//! The groups as data: `vagas`, `sisc`, `frequencia`, and the groups' part of
//! `faltas`.

use serde::Serialize;

use crate::app::{AbsenceTask, Frequency, PlaceLine, SiscQuarter};
use crate::domain::agenda::Reach;
use crate::domain::groups::{GroupFrequency, PersonFrequency};

/// `vagas`.
#[derive(Serialize)]
pub struct GroupPlaces<'a> {
    pub groups: Vec<Place<'a>>,
}

#[derive(Serialize)]
pub struct Place<'a> {
    pub name: &'a str,
    /// In words; empty when not by age.
    pub band: &'a str,
    /// Weekdays and hours, in words.
    pub hours: &'a str,
    /// Turno: "manhã", "tarde", "noite", joined by " e ".
    pub shift: &'a str,
    pub capacity: u32,
    pub taken: u32,
    pub free: u32,
    pub waiting: u32,
    /// How many of those who wait are to be called now.
    pub to_call: u32,
}

/// `faltas`, under `groups`: who stopped coming and was not reached since.
#[derive(Serialize)]
pub struct GroupAbsence<'a> {
    /// First name and initial; initials of families under secrecy.
    pub name: &'a str,
    pub group: &'a str,
    /// Absences in a row without a reason.
    pub streak: u32,
    /// Day of the first of them.
    pub since: Option<String>,
    pub last_present: Option<String>,
    /// `no_answer`, `message`, `wrong_number`; `null` = nobody called yet.
    pub last_call: Option<&'static str>,
    /// Calls about these absences.
    pub calls: u32,
    /// Técnico de referência of the family.
    pub technician: &'a str,
}

/// `sisc`: numbers only; the people are in the CSV.
#[derive(Serialize)]
pub struct SiscNumbers {
    /// `2026-4`
    pub quarter: String,
    pub from: String,
    pub until: String,
    pub deadline: String,
    /// Below 0 once it has passed.
    pub days_left: i64,
    pub to_confirm: usize,
    /// Of those, already typed into the SISC.
    pub typed: usize,
    pub to_check: usize,
    pub without_nis: usize,
    /// People of the priority public, each once.
    pub priority: u32,
    pub capacity: u32,
    pub priority_percent: u32,
}

/// `frequencia`.
#[derive(Serialize)]
pub struct GroupMonth<'a> {
    pub from: String,
    pub until: String,
    pub groups: Vec<Month<'a>>,
}

#[derive(Serialize)]
pub struct Month<'a> {
    pub name: &'a str,
    /// Meetings of the calendar, cancelled ones too.
    pub planned: u32,
    pub cancelled: u32,
    pub called: u32,
    /// Of all meetings together.
    pub presences: u32,
    /// Presences a meeting, one place; `null` when no roll was called.
    pub mean: Option<f64>,
    /// Empty for whoever sees numbers only.
    pub people: Vec<Attendance<'a>>,
}

#[derive(Serialize)]
pub struct Attendance<'a> {
    /// On the roll; `null` for a visitor.
    pub number: Option<u32>,
    /// First name and initial; initials of families under secrecy.
    pub name: &'a str,
    pub present: u32,
    pub absent: u32,
    /// Absent with a reason.
    pub justified: u32,
    pub percent: Option<u32>,
}

impl<'a> GroupPlaces<'a> {
    pub fn of(all: &'a [PlaceLine]) -> Self {
        let place = |it: &'a PlaceLine| Place {
            name: &it.name,
            band: it.band,
            hours: &it.hours,
            shift: &it.shift,
            capacity: it.places.capacity,
            taken: it.places.taken,
            free: it.places.free(),
            waiting: it.places.waiting,
            to_call: it.to_call,
        };
        Self {
            groups: all.iter().map(place).collect(),
        }
    }
}

impl<'a> GroupAbsence<'a> {
    pub fn of(it: &'a AbsenceTask) -> Self {
        Self {
            name: &it.name,
            group: &it.group_name,
            streak: it.streak,
            since: it.since.map(|it| it.to_string()),
            last_present: it.last_present.map(|it| it.to_string()),
            last_call: it.reach.map(reach),
            calls: it.in_vain,
            technician: &it.technician,
        }
    }
}

impl SiscNumbers {
    pub fn of(it: &SiscQuarter) -> Self {
        Self {
            quarter: it.quarter.to_string(),
            from: it.from.to_string(),
            until: it.to.to_string(),
            deadline: it.deadline.to_string(),
            days_left: it.days_left,
            to_confirm: it.confirm.len(),
            typed: it.typed(),
            to_check: it.check.len(),
            without_nis: it.without_nis.len(),
            priority: it.share.people,
            capacity: it.share.capacity,
            priority_percent: it.share.percent(),
        }
    }
}

impl<'a> GroupMonth<'a> {
    pub fn of(it: &'a Frequency) -> Self {
        Self {
            from: it.from.to_string(),
            until: it.to.to_string(),
            groups: it.groups.iter().map(Month::of).collect(),
        }
    }
}

impl<'a> Month<'a> {
    fn of(it: &'a GroupFrequency) -> Self {
        Self {
            name: &it.name,
            planned: it.planned,
            cancelled: it.cancelled,
            called: it.called,
            presences: it.presences,
            mean: (it.called > 0).then(|| f64::from(it.mean_tenths()) / 10.0),
            people: it.people.iter().map(Attendance::of).collect(),
        }
    }
}

impl<'a> Attendance<'a> {
    fn of(it: &'a PersonFrequency) -> Self {
        Self {
            number: it.number,
            name: &it.name,
            present: it.present,
            absent: it.absent,
            justified: it.justified,
            percent: it.percent(),
        }
    }
}

const fn reach(it: Reach) -> &'static str {
    match it {
        Reach::Confirmed => "confirmed",
        Reach::WantsAnother => "wants_another",
        Reach::Refused => "refused",
        Reach::Message => "message",
        Reach::NoAnswer => "no_answer",
        Reach::WrongNumber => "wrong_number",
    }
}
