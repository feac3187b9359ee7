//! Frequency of a group over a month: meetings, how many came, and how often
//! each person did. Numbers only; no situation is ever in it.

use super::{Group, Mark};
use crate::domain::id::Id;

/// A group's month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFrequency {
    pub group: Id<Group>,
    pub name: String,
    /// Meetings of the calendar, moved and cancelled ones too.
    pub planned: u32,
    pub cancelled: u32,
    pub called: u32,
    /// Presences of all meetings together.
    pub presences: u32,
    /// By number, visitors last; empty for whoever sees numbers only.
    pub people: Vec<PersonFrequency>,
}

/// How often somebody came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonFrequency {
    /// On the roll; `None` for a visitor.
    pub number: Option<u32>,
    pub name: String,
    /// One of their families is under secrecy.
    pub secret: bool,
    pub present: u32,
    pub absent: u32,
    pub justified: u32,
}

impl GroupFrequency {
    /// Presences a meeting, in tenths, rounded.
    pub fn mean_tenths(&self) -> u32 {
        match self.called {
            0 => 0,
            called => (self.presences * 10 + called / 2) / called,
        }
    }

    /// "12,5"; empty when no roll was called.
    pub fn mean_text(&self) -> String {
        match self.called {
            0 => String::new(),
            _ => format!("{},{}", self.mean_tenths() / 10, self.mean_tenths() % 10),
        }
    }
}

impl PersonFrequency {
    pub fn count(&mut self, mark: Mark) {
        match mark {
            Mark::Present => self.present += 1,
            Mark::Absent(None) => self.absent += 1,
            Mark::Absent(Some(_)) => self.justified += 1,
        }
    }

    pub const fn called(&self) -> u32 {
        self.present + self.absent + self.justified
    }

    /// Presences in percent of the rolls with a mark of theirs; `None` without
    /// one.
    pub const fn percent(&self) -> Option<u32> {
        (self.present * 100).checked_div(self.called())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::AwayReason;

    #[test]
    fn an_absence_with_a_reason_is_counted_apart_and_lowers_the_percent_too() {
        let mut it = PersonFrequency::default();
        assert_eq!(it.percent(), None);
        for mark in [
            Mark::Present,
            Mark::Present,
            Mark::Absent(None),
            Mark::Absent(Some(AwayReason::School)),
        ] {
            it.count(mark);
        }
        assert_eq!((it.present, it.absent, it.justified), (2, 1, 1));
        assert_eq!(it.percent(), Some(50));
    }

    #[test]
    fn the_mean_has_one_place_and_no_roll_has_none() {
        let mut it = GroupFrequency {
            group: Id::from_bytes([0; 16]),
            name: String::new(),
            planned: 8,
            cancelled: 0,
            called: 0,
            presences: 0,
            people: Vec::new(),
        };
        assert_eq!(it.mean_text(), "");
        (it.called, it.presences) = (3, 38);
        assert_eq!(it.mean_text(), "12,7");
    }
}
