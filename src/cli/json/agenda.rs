//! The agenda as data: `agenda`, `faltas`, `verificar --declaracao`.

use chrono::NaiveDate;
use serde::Serialize;

use super::GroupAbsence;
use crate::app::{self, AbsenceTask, AgendaDay, AgendaLine, DayLoad, Missed, Outside};
use crate::domain::agenda::Status;
use crate::domain::declaration::Declaration;

/// `agenda`: one of `days` and `loads` is there, by role.
#[derive(Serialize)]
pub struct Agenda<'a> {
    pub from: String,
    pub until: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<Day<'a>>>,
    /// Numbers only, for management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loads: Option<Vec<Load<'a>>>,
}

#[derive(Serialize)]
pub struct Day<'a> {
    pub day: String,
    /// Why the unit is closed.
    pub closed: Option<&'a str>,
    pub providers: Vec<Provider<'a>>,
}

#[derive(Serialize)]
pub struct Provider<'a> {
    pub name: &'a str,
    pub appointments: Vec<Appointment<'a>>,
    /// Hours at which somebody could still be booked, `HH:MM`.
    pub free: Vec<String>,
}

#[derive(Serialize)]
pub struct Appointment<'a> {
    /// Number in the day's list.
    pub line: u32,
    /// `HH:MM` on the unit's clock.
    pub starts: String,
    pub ends: String,
    /// First name and initial; initials of families under secrecy.
    pub name: &'a str,
    pub service: &'a str,
    /// `booked`, `done`, `moved`, `gave_up`, `no_show`, `cancelled`.
    pub status: &'static str,
    /// Is in the line, or was.
    pub arrived: bool,
}

#[derive(Serialize)]
pub struct Load<'a> {
    pub day: String,
    /// Why the unit is closed.
    pub closed: Option<&'a str>,
    pub booked: u32,
    /// Minutes worked by everybody.
    pub minutes: u32,
}

/// `faltas`.
#[derive(Serialize)]
pub struct Absences<'a> {
    /// Who did not come; not for management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed: Option<Vec<Absence<'a>>>,
    /// By service and weekday; only for coordination and management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rates: Option<Vec<Rate<'a>>>,
    /// Who stopped coming to the groups; not for management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<GroupAbsence<'a>>>,
}

#[derive(Serialize)]
pub struct Absence<'a> {
    pub day: String,
    pub starts: String,
    pub name: &'a str,
    pub service: &'a str,
    /// Late today and not marked by anybody yet.
    pub still_may_come: bool,
}

#[derive(Serialize)]
pub struct Rate<'a> {
    pub service: &'a str,
    /// 1 = Monday.
    pub weekday: u32,
    /// Came to their hour, however they ended.
    pub expected: u32,
    pub missed: u32,
    pub percent: u32,
    /// How many more could be booked; advice.
    pub more: u32,
}

/// `verificar --declaracao`.
#[derive(Serialize)]
pub struct Confirmed<'a> {
    /// `12/2026`.
    pub number: String,
    pub code: String,
    /// As on the paper.
    pub name: &'a str,
    pub day: String,
    pub arrived: String,
    pub left: String,
}

impl<'a> Agenda<'a> {
    pub fn of(it: &'a Outside, from: NaiveDate, until: NaiveDate) -> Self {
        let (days, loads) = match it {
            Outside::Days(days) => (Some(days.iter().map(Day::of).collect()), None),
            Outside::Loads(loads) => (None, Some(loads.iter().map(Load::of).collect())),
        };
        Self {
            from: from.to_string(),
            until: until.to_string(),
            days,
            loads,
        }
    }
}

impl<'a> Day<'a> {
    fn of(it: &'a AgendaDay) -> Self {
        let providers = it.providers.iter().map(|it| Provider {
            name: &it.name,
            appointments: it.lines.iter().map(Appointment::of).collect(),
            free: it.free.iter().map(|it| it.starts.to_string()).collect(),
        });
        Self {
            day: it.day.to_string(),
            closed: it.closed.as_deref(),
            providers: providers.collect(),
        }
    }
}

impl<'a> Appointment<'a> {
    fn of(it: &'a AgendaLine) -> Self {
        Self {
            line: it.line,
            starts: it.starts.to_string(),
            ends: it.ends.to_string(),
            name: &it.name,
            service: &it.service,
            status: status(it.status),
            arrived: it.ticket.is_some(),
        }
    }
}

impl<'a> Load<'a> {
    fn of(it: &'a DayLoad) -> Self {
        Self {
            day: it.day.to_string(),
            closed: it.closed.as_deref(),
            booked: it.booked,
            minutes: it.minutes,
        }
    }
}

impl<'a> Absences<'a> {
    pub fn of(
        missed: Option<&'a [Missed]>,
        rates: Option<&'a app::NoShows>,
        groups: Option<&'a [AbsenceTask]>,
    ) -> Self {
        let absence = |it: &'a Missed| Absence {
            day: it.line.day.to_string(),
            starts: it.line.starts.to_string(),
            name: &it.line.name,
            service: &it.line.service,
            still_may_come: it.still_may_come,
        };
        let rate = |it: &'a app::RateLine| Rate {
            service: &it.service,
            weekday: it.rate.weekday,
            expected: it.rate.expected,
            missed: it.rate.missed,
            percent: it.rate.percent(),
            more: it.more,
        };
        Self {
            missed: missed.map(|it| it.iter().map(absence).collect()),
            rates: rates.map(|it| it.lines.iter().map(rate).collect()),
            groups: groups.map(|it| it.iter().map(GroupAbsence::of).collect()),
        }
    }
}

impl<'a> Confirmed<'a> {
    pub fn of(it: &'a Declaration, name: &'a str) -> Self {
        Self {
            number: it.title(),
            code: it.code_shown(),
            name,
            day: it.day.to_string(),
            arrived: it.arrived.to_string(),
            left: it.left.to_string(),
        }
    }
}

const fn status(it: Status) -> &'static str {
    match it {
        Status::Booked => "booked",
        Status::Done => "done",
        Status::Moved => "moved",
        Status::GaveUp => "gave_up",
        Status::NoShow => "no_show",
        Status::Cancelled => "cancelled",
    }
}
