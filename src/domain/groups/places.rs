//! Places of a group, and the order of those who wait for one: priority public
//! first, then who asked first. Nobody is moved by itself; the order may be
//! broken, with a reason.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Enrolment, Group};
use crate::domain::codes::codes;
use crate::domain::id::Id;
use crate::domain::person::Person;

/// Somebody who waits for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub id: Id<Waiting>,
    pub group: Id<Group>,
    pub person: Id<Person>,
    pub phone: String,
    pub asked_at: DateTime<Utc>,
    pub state: WaitingState,
    /// Why they got a place before those ahead of them.
    pub broken: String,
    pub enrolment: Option<Id<Enrolment>>,
}

codes! {
    /// What became of a wait.
    WaitingState {
        Waiting  = "espera"   'e' "à espera";
        Enrolled = "inscrita" 'i' "inscrita";
        GaveUp   = "desistiu" 'd' "não espera mais";
    }
}

/// How many fit, are in and wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    pub capacity: u32,
    pub taken: u32,
    pub waiting: u32,
}

impl Places {
    pub const fn free(self) -> u32 {
        self.capacity.saturating_sub(self.taken)
    }

    /// Whether somebody who comes now may sit down without passing anybody:
    /// more places are free than people wait for one.
    pub const fn open(self) -> bool {
        self.free() > self.waiting
    }

    /// Whether somebody waits while a place is free: they are to be called.
    pub const fn to_offer(self) -> bool {
        self.free() > 0 && self.waiting > 0
    }
}

/// Puts those who wait in order. `priority` says who is of the priority public.
pub fn in_order(all: &mut [Waiting], priority: impl Fn(Id<Person>) -> bool) {
    all.sort_by_key(|it| (!priority(it.person), it.asked_at, it.id));
}

/// The lowest number of the roll that nobody has from that day on, so that a
/// number on a printed sheet never means two people on one day.
pub fn free_number(all: &[Enrolment], since: NaiveDate) -> u32 {
    let mut used: Vec<u32> = all
        .iter()
        .filter(|it| it.until.is_none_or(|until| until >= since))
        .map(|it| it.number)
        .collect();
    used.sort_unstable();
    used.dedup();
    let mut next = 1;
    for number in used {
        if number > next {
            break;
        }
        next = number + 1;
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_open_only_when_nobody_is_passed() {
        for capacity in 0..5 {
            for taken in 0..7 {
                for waiting in 0..5 {
                    let it = Places {
                        capacity,
                        taken,
                        waiting,
                    };
                    assert_eq!(it.open(), taken + waiting < capacity, "{it:?}");
                    assert_eq!(it.to_offer(), taken < capacity && waiting > 0, "{it:?}");
                }
            }
        }
    }
}
