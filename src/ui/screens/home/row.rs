//! One row of the resting screen: somebody who is here with a ticket, or
//! somebody who has an hour today and has not come yet. Both in one list,
//! because at the desk they are one day.

use crate::app::{BookedRow, LineRow};
use crate::domain::agenda::Status;
use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::priority::Class;
use crate::domain::ticket::State;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayRow {
    Ticket(LineRow),
    Booked(BookedRow),
}

impl DayRow {
    pub fn line(&self) -> u32 {
        match self {
            Self::Ticket(it) => it.line,
            Self::Booked(it) => it.line,
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Ticket(it) => &it.name,
            Self::Booked(it) => &it.name,
        }
    }

    pub fn person(&self) -> Option<Id<Person>> {
        match self {
            Self::Ticket(it) => it.person,
            Self::Booked(it) => it.person,
        }
    }

    pub fn family(&self) -> Option<Id<Family>> {
        match self {
            Self::Ticket(it) => it.family,
            Self::Booked(it) => it.family,
        }
    }

    pub fn ticket(&self) -> Option<&LineRow> {
        match self {
            Self::Ticket(it) => Some(it),
            Self::Booked(_) => None,
        }
    }

    pub fn booked(&self) -> Option<&BookedRow> {
        match self {
            Self::Ticket(_) => None,
            Self::Booked(it) => Some(it),
        }
    }

    /// The line stays when somebody booked arrives: the selection stays on
    /// the person, who now has a ticket.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ticket(a), Self::Ticket(b)) => a.id == b.id,
            (Self::Booked(a), Self::Booked(b)) => a.id == b.id,
            (Self::Ticket(_), Self::Booked(_)) | (Self::Booked(_), Self::Ticket(_)) => {
                self.line() == other.line()
            }
        }
    }
}

/// The tickets in their order, and among those who wait those who are still
/// expected, by hour: before whoever came for no hour after it. Priority by
/// law goes before any hour. Missed ones stand last.
pub fn merged(tickets: &[LineRow], booked: &[BookedRow]) -> Vec<DayRow> {
    let (expected, missed): (Vec<_>, Vec<_>) =
        booked.iter().partition(|it| it.status == Status::Booked);
    let mut expected = expected.into_iter().peekable();
    let mut out = Vec::with_capacity(tickets.len() + booked.len());
    for ticket in tickets {
        match ticket.state {
            State::Called | State::InService => {}
            State::Waiting if ticket.class == Class::Conventional => {
                while let Some(it) = expected.next_if(|it| it.at < ticket.queued_at) {
                    out.push(DayRow::Booked(it.clone()));
                }
            }
            State::Waiting => {}
            State::PapersMissing | State::Done | State::SentOut | State::Absent | State::GaveUp => {
                out.extend(expected.by_ref().cloned().map(DayRow::Booked));
            }
        }
        out.push(DayRow::Ticket(ticket.clone()));
    }
    out.extend(expected.cloned().map(DayRow::Booked));
    out.extend(missed.into_iter().cloned().map(DayRow::Booked));
    out
}
