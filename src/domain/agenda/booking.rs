//! What is booked, who waits for an earlier place, and the phone calls made.

use chrono::{DateTime, NaiveDate, Utc};

use super::minute::Minute;
use super::status::Status;
use super::supply::{Provider, Service};
use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;
use crate::domain::ticket::Ticket;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub id: Id<Appointment>,
    pub service: Id<Service>,
    pub provider: Id<Provider>,
    pub day: NaiveDate,
    pub starts: Minute,
    pub minutes: u32,
    /// Number in the day's list, from the same count as the tickets'.
    pub line: u32,
    pub family: Option<Id<Family>>,
    pub person: Option<Id<Person>>,
    pub said_name: String,
    /// Where to call; empty = no phone, which was asked.
    pub phone: String,
    pub status: Status,
    /// The one this takes the place of, for the same person.
    pub moved_from: Option<Id<Appointment>>,
    /// The missed one whose hole this fills.
    pub fills: Option<Id<Appointment>>,
    /// The first of a row, every so many weeks.
    pub series: Option<Id<Appointment>>,
    pub ticket: Option<Id<Ticket>>,
    pub booked_at: DateTime<Utc>,
    pub booked_by: Option<Id<Staff>>,
}

/// Somebody who would come earlier, or has no place yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub id: Id<Wish>,
    pub service: Id<Service>,
    pub family: Option<Id<Family>>,
    pub person: Option<Id<Person>>,
    pub said_name: String,
    pub phone: String,
    /// What they are booked for meanwhile.
    pub appointment: Option<Id<Appointment>>,
    /// Days of the week they can come, 1 = Monday; empty = any.
    pub weekdays: Vec<u32>,
    pub asked_at: DateTime<Utc>,
    pub state: WishState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WishState {
    Waiting,
    Booked,
    GaveUp,
}

/// How a try to reach somebody by phone ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    Confirmed,
    WantsAnother,
    Refused,
    /// Left with somebody else.
    Message,
    NoAnswer,
    WrongNumber,
}

impl Appointment {
    pub fn ends(&self) -> Minute {
        Minute::clamped(i64::from(self.starts.get()) + i64::from(self.minutes))
    }

    /// Minutes late at that minute of its own day.
    pub fn late(&self, now: Minute) -> u32 {
        now.since(self.starts)
    }
}

impl WishState {
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Booked, Self::GaveUp];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "espera",
            Self::Booked => "marcado",
            Self::GaveUp => "desistiu",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Waiting => "à espera",
            Self::Booked => "marcado",
            Self::GaveUp => "não espera mais",
        }
    }
}

impl Reach {
    pub const ALL: [Self; 6] = [
        Self::Confirmed,
        Self::WantsAnother,
        Self::Refused,
        Self::Message,
        Self::NoAnswer,
        Self::WrongNumber,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmou",
            Self::WantsAnother => "remarcar",
            Self::Refused => "recusou",
            Self::Message => "recado",
            Self::NoAnswer => "nao_atendeu",
            Self::WrongNumber => "numero_errado",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmou",
            Self::WantsAnother => "quer outro dia",
            Self::Refused => "não quer mais",
            Self::Message => "deixado recado",
            Self::NoAnswer => "não atendeu",
            Self::WrongNumber => "número errado",
        }
    }

    /// The key that notes it while on the phone.
    pub const fn key(self) -> char {
        match self {
            Self::Confirmed => 'c',
            Self::WantsAnother => 'o',
            Self::Refused => 'n',
            Self::Message => 'r',
            Self::NoAnswer => 'a',
            Self::WrongNumber => 'e',
        }
    }
}
