//! The day's line as data: `fila`, `painel`, `demo`.

use serde::Serialize;

use super::instant;
use crate::app::sample;
use crate::app::{BookedRow, DayLine, LineRow, PanelCall};
use crate::domain::agenda::Status;
use crate::domain::priority::Class;
use crate::domain::ticket::State;
use crate::domain::time::Zone;

/// `fila`.
#[derive(Serialize)]
pub struct Queue<'a> {
    pub day: String,
    /// Tickets waiting now.
    pub waiting: u32,
    /// Called or in service now.
    pub in_service: u32,
    /// Over, whatever the outcome.
    pub finished: u32,
    /// Called and in service first, then in the order of call, then the rest.
    pub tickets: Vec<TicketRow<'a>>,
    /// Those with an hour on that day who have no ticket, by hour.
    pub booked: Vec<Expected<'a>>,
}

/// Somebody booked, in `fila`.
#[derive(Serialize)]
pub struct Expected<'a> {
    /// Fixed number in the day's list; the ticket takes it on arrival.
    pub line: u32,
    /// The hour on the unit's clock, `08:40`.
    pub starts: String,
    /// Nome social first.
    pub name: &'a str,
    pub service: &'a str,
    /// The professional, or the desk, that has the hour.
    pub provider: &'a str,
    /// `booked` or `no_show`.
    pub state: &'static str,
    /// Minutes past the hour; 0 before it.
    pub late_minutes: u32,
    /// Late by more than the unit waits: the place may be offered.
    pub overdue: bool,
}

impl<'a> Expected<'a> {
    fn of(it: &'a BookedRow) -> Self {
        Self {
            line: it.line,
            starts: it.starts.to_string(),
            name: &it.name,
            service: &it.service,
            provider: &it.provider,
            state: status(it.status),
            late_minutes: it.late,
            overdue: it.overdue,
        }
    }
}

/// One ticket of `fila`.
#[derive(Serialize)]
pub struct TicketRow<'a> {
    /// Fixed number in the day's list, from 1.
    pub line: u32,
    /// What is called: `CU12`, `CUP7`.
    pub ticket: &'a str,
    /// Nome social first; initials for roles that do not see families.
    pub name: &'a str,
    /// People served by this ticket.
    pub people: u32,
    /// Labels joined by ` + `; `assunto reservado` for roles below técnico.
    pub demand: &'a str,
    /// `eighty_plus`, `legal`, `donor`, `conventional`; which of the legal
    /// groups is not for a file.
    pub priority: &'static str,
    pub reserved: bool,
    /// Came back with papers, and goes first within the class.
    pub returned: bool,
    /// `waiting`, `called`, `in_service`, `done`, `papers_missing`,
    /// `sent_out`, `absent`, `gave_up`.
    pub state: &'static str,
    /// Place in the order of call, from 1; only while waiting.
    pub place: Option<u32>,
    /// Times called, up to 3.
    pub calls: u8,
    pub arrived_at: String,
    /// Minutes until now, or until the service began.
    pub waited_minutes: u32,
    /// Desk that called.
    pub seat: &'a str,
    /// Who attends or attended.
    pub attendant: &'a str,
    /// Role or person that it waits for, when not for anybody.
    pub waits_for: &'a str,
    /// Papers that were missing.
    pub missing: &'a str,
    /// Where the person was sent, outside the unit.
    pub sent_to: &'a str,
}

impl<'a> Queue<'a> {
    pub fn of(line: &'a DayLine, zone: Zone) -> Self {
        Self {
            day: line.day.to_string(),
            waiting: line.waiting,
            in_service: line.in_service,
            finished: line.finished,
            tickets: line.rows.iter().map(|it| TicketRow::of(it, zone)).collect(),
            booked: line.booked.iter().map(Expected::of).collect(),
        }
    }
}

impl<'a> TicketRow<'a> {
    fn of(it: &'a LineRow, zone: Zone) -> Self {
        Self {
            line: it.line,
            ticket: &it.code,
            name: &it.name,
            people: it.party,
            demand: &it.demand,
            priority: priority(it.class),
            reserved: it.reserved,
            returned: it.returned,
            state: state(it.state),
            place: it.place,
            calls: it.calls,
            arrived_at: instant(it.arrived_at, zone),
            waited_minutes: it.waited_min,
            seat: &it.seat,
            attendant: &it.attendant,
            waits_for: &it.waits_for,
            missing: &it.missing,
            sent_to: &it.sent_to,
        }
    }
}

/// `painel`: an array, newest call first.
#[derive(Serialize)]
pub struct Call<'a> {
    pub ticket: &'a str,
    pub seat: &'a str,
    /// First name or nome social, only where the unit allows it.
    pub name: Option<&'a str>,
    pub called_at: String,
    /// Times called, up to 3.
    pub calls: u8,
}

impl<'a> Call<'a> {
    pub fn of(it: &'a PanelCall, zone: Zone) -> Self {
        Self {
            ticket: &it.code,
            seat: &it.seat,
            name: it.name.as_deref(),
            called_at: instant(it.called_at, zone),
            calls: it.calls,
        }
    }
}

/// `demo` without a terminal: the sample day.
#[derive(Serialize)]
pub struct SampleDay<'a> {
    pub unit: &'a str,
    /// Município and UF.
    pub place: &'a str,
    /// The hour on the unit's clock, `08:40`.
    pub clock: &'a str,
    pub families: u32,
    pub people: u32,
    /// Tickets of two weeks and of the day.
    pub tickets: u32,
    /// Whom the law puts first now.
    pub next: Option<TicketRow<'a>>,
    /// The day's line, as in `fila`.
    pub queue: Queue<'a>,
    /// The last working day before.
    pub last_day: String,
    /// Its last visits, newest first.
    pub last_visits: Vec<TicketRow<'a>>,
}

impl<'a> SampleDay<'a> {
    pub fn of(it: &'a sample::SampleDay, zone: Zone) -> Self {
        Self {
            unit: &it.unit,
            place: &it.place,
            clock: &it.clock,
            families: it.families,
            people: it.people,
            tickets: it.tickets,
            next: it.next.as_ref().map(|it| TicketRow::of(it, zone)),
            queue: Queue::of(&it.line, zone),
            last_day: it.last_day.to_string(),
            last_visits: it
                .last_visits
                .iter()
                .map(|it| TicketRow::of(it, zone))
                .collect(),
        }
    }
}

pub const fn priority(class: Class) -> &'static str {
    match class {
        Class::EightyPlus => "eighty_plus",
        Class::Legal => "legal",
        Class::Donor => "donor",
        Class::Conventional => "conventional",
    }
}

pub const fn state(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Called => "called",
        State::InService => "in_service",
        State::Done => "done",
        State::PapersMissing => "papers_missing",
        State::SentOut => "sent_out",
        State::Absent => "absent",
        State::GaveUp => "gave_up",
    }
}

pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Booked => "booked",
        Status::Done => "done",
        Status::Moved => "moved",
        Status::GaveUp => "gave_up",
        Status::NoShow => "no_show",
        Status::Cancelled => "cancelled",
    }
}
