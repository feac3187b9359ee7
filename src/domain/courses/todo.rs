//! What a class asks of the unit today, so that a list of classes can say it:
//! a seat is free and somebody waits, the list has to go to the partner,
//! seats are about to go back, nobody said yet how it went. Never does any of
//! it: somebody reads it and acts.

use chrono::NaiveDate;

use super::{Applied, Course};

/// Days ahead in which seats that are about to go back are told.
pub const RETURN_AHEAD_DAYS: i64 = 7;
/// Days before the first day of class in which the list is told to be sent,
/// whatever the notice says of the window.
pub const SEND_AHEAD_DAYS: i64 = 3;

/// How many of one class are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally([u32; Applied::ALL.len()]);

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Todo {
    /// A seat is free and somebody waits.
    Call,
    /// So many signed up and are not on the partner's list.
    Send(u32),
    /// So many of whom nobody said yet how it went.
    Results(u32),
    /// So many own seats go back to the pool on that day.
    Returns(u32, NaiveDate),
}

impl Tally {
    pub fn add(&mut self, state: Applied, many: u32) {
        if let Some(it) = Self::at(state).and_then(|at| self.0.get_mut(at)) {
            *it = it.saturating_add(many);
        }
    }

    pub fn of(&self, state: Applied) -> u32 {
        let found = Self::at(state).and_then(|at| self.0.get(at));
        found.copied().unwrap_or(0)
    }

    /// Everybody who holds a seat.
    pub fn seated(&self) -> u32 {
        let held = Applied::ALL.iter().filter(|it| it.holds_seat());
        held.map(|it| self.of(*it)).sum()
    }

    /// With a seat, and the partner does not know of them.
    pub fn unsent(&self) -> u32 {
        self.of(Applied::Entered) + self.of(Applied::Chosen)
    }

    fn at(state: Applied) -> Option<usize> {
        Applied::ALL.iter().position(|it| *it == state)
    }
}

impl Course {
    /// Whether the class is over on that day.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.ends_on.unwrap_or(self.starts_on) < today
    }

    /// What the class asks on that day, the most pressing first.
    pub fn todo(&self, tally: &Tally, left: (u32, u32), today: NaiveDate) -> Vec<Todo> {
        let over = self.is_over(today);
        let begun = self.starts_on < today;
        let open = self.active && !over;
        let mut out = Vec::new();
        let free = left.0.saturating_add(left.1);
        if open && free > 0 && tally.of(Applied::Waiting) > 0 {
            out.push(Todo::Call);
        }
        let near = (self.starts_on - today).num_days() <= SEND_AHEAD_DAYS;
        let closed = self.closes_on.is_some_and(|it| it < today);
        if open && !begun && (near || closed) && tally.unsent() > 0 {
            out.push(Todo::Send(tally.unsent()));
        }
        let unsaid = match (over, begun) {
            (true, _) => tally.unsent() + tally.of(Applied::Sent) + tally.of(Applied::Enrolled),
            (false, true) => tally.unsent() + tally.of(Applied::Sent),
            (false, false) => 0,
        };
        if unsaid > 0 {
            out.push(Todo::Results(unsaid));
        }
        let soon = |day: &NaiveDate| (1..=RETURN_AHEAD_DAYS).contains(&(*day - today).num_days());
        let returns = self.seats.returns_on.filter(soon);
        if let Some(day) = returns.filter(|_| open && left.0 > 0) {
            out.push(Todo::Returns(left.0, day));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::courses::Seats;
    use crate::domain::id::Id;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn course() -> Course {
        Course {
            id: Id::from_bytes([1; 16]),
            code: String::new(),
            title: "Porteiro".into(),
            partner: "Senac".into(),
            place: String::new(),
            starts_on: day("2026-03-10"),
            ends_on: Some(day("2026-04-10")),
            week: Vec::new(),
            hours: None,
            age_min: None,
            age_max: None,
            schooling: None,
            papers: Vec::new(),
            seats: Seats {
                own: 2,
                pool: 3,
                returns_on: Some(day("2026-03-05")),
            },
            opens_on: None,
            closes_on: Some(day("2026-03-01")),
            first: Vec::new(),
            asks_income: false,
            choices: 1,
            contact: String::new(),
            active: true,
        }
    }

    fn check(tally: &[(Applied, u32)], left: (u32, u32), today: &str, expected: &[Todo]) {
        let mut all = Tally::default();
        for (state, many) in tally {
            all.add(*state, *many);
        }
        assert_eq!(course().todo(&all, left, day(today)), expected, "{today}");
    }

    #[test]
    fn each_time_of_a_class_asks_for_its_own() {
        let signed = [(Applied::Entered, 2), (Applied::Waiting, 1)];
        check(&signed, (0, 0), "2026-02-20", &[]);
        check(&signed, (0, 1), "2026-02-20", &[Todo::Call]);
        // The window is closed: its list goes to the partner.
        check(&signed, (0, 0), "2026-03-02", &[Todo::Send(2)]);
        check(&[(Applied::Sent, 2)], (0, 0), "2026-03-02", &[]);
        // Seats of the unit go back in a week.
        let returns = [Todo::Returns(1, day("2026-03-05"))];
        check(&[], (1, 0), "2026-02-26", &returns);
        check(&[], (1, 0), "2026-02-25", &[]);
        check(&[], (1, 0), "2026-03-05", &[]);
        // It began: who came. It ended: how it went.
        let sent = [(Applied::Sent, 2), (Applied::Enrolled, 3)];
        check(&sent, (0, 0), "2026-03-10", &[]);
        check(&sent, (0, 0), "2026-03-11", &[Todo::Results(2)]);
        check(&sent, (0, 0), "2026-04-11", &[Todo::Results(5)]);
        check(&[(Applied::Finished, 5)], (0, 0), "2026-04-11", &[]);
    }

    #[test]
    fn a_tally_knows_who_holds_a_seat() {
        let mut it = Tally::default();
        for state in Applied::ALL {
            it.add(*state, 1);
        }
        assert_eq!(
            (it.seated(), it.unsent(), it.of(Applied::Waiting)),
            (6, 2, 1)
        );
    }
}
