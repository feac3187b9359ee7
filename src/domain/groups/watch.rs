//! What the team has to notice in the groups: who stopped coming and was not
//! asked yet, how much of the places the priority public has, whether an
//! orientador answers for too many. Rules only; nobody is moved or left out by
//! them.

use chrono::NaiveDate;

use super::{Mark, PER_LEADER, PRIORITY_PERCENT};
use crate::domain::agenda::{Minute, Reach};

/// Calls in vain after which the task asks for another way.
pub const CALLS_MAX: u32 = 3;

/// A day and hour on the unit's clock.
pub type Moment = (NaiveDate, Minute);

/// How somebody stands who was marked, and maybe called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absent {
    /// Unjustified absences in a row since they came, told why, or were
    /// reached.
    pub streak: u32,
    /// Day of the first of them.
    pub since: Option<NaiveDate>,
    pub last_present: Option<NaiveDate>,
    /// How the last call about these absences ended.
    pub reach: Option<Reach>,
    /// Calls in vain about them.
    pub in_vain: u32,
}

/// Whether a call reached nobody who could tell: the task stays open.
pub const fn is_in_vain(reach: Reach) -> bool {
    match reach {
        Reach::NoAnswer | Reach::Message | Reach::WrongNumber => true,
        Reach::Confirmed | Reach::WantsAnother | Reach::Refused => false,
    }
}

/// Reads marks and calls of one stay in one group, each oldest first. A call
/// that reached them closes the absences up to it; a later one opens anew.
pub fn absent(marks: &[(Moment, Mark)], calls: &[(Moment, Reach)]) -> Absent {
    let reached = calls.iter().rev().find(|it| !is_in_vain(it.1));
    let asked = reached.map(|it| it.0);
    let run = marks.iter().rev();
    let run = run.take_while(|it| it.1.is_unjustified() && asked.is_none_or(|asked| it.0 > asked));
    let missed: Vec<Moment> = run.map(|it| it.0).collect();
    let first = missed.last().copied();
    let about: Vec<Reach> = calls
        .iter()
        .filter(|it| first.is_some_and(|first| it.0 >= first))
        .map(|it| it.1)
        .collect();
    let present = marks.iter().rev().find(|it| it.1.is_present());
    Absent {
        streak: count(missed.len()),
        since: first.map(|it| it.0),
        last_present: present.map(|it| it.0.0),
        reach: about.last().copied(),
        in_vain: count(about.len()),
    }
}

/// The priority public against the places that the unit reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Each person once.
    pub people: u32,
    pub capacity: u32,
}

impl Share {
    /// Whole percent, cut: 16 of 30 are 53.
    pub fn percent(self) -> u32 {
        match self.capacity {
            0 => 0,
            capacity => u32::try_from(u64::from(self.people) * 100 / u64::from(capacity))
                .unwrap_or(u32::MAX),
        }
    }

    /// Below what the co-funding asks for; nothing is asked of no places.
    pub fn is_low(self) -> bool {
        self.capacity > 0
            && u64::from(self.people) * 100 < u64::from(self.capacity) * u64::from(PRIORITY_PERCENT)
    }
}

/// How many more are in a group than its orientadores answer for; a group
/// without one counts as with one.
pub fn over_leaders(taken: u32, leaders: u32) -> u32 {
    taken.saturating_sub(leaders.max(1).saturating_mul(PER_LEADER))
}

fn count(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::domain::codes::AwayReason;

    const P: Mark = Mark::Present;
    const F: Mark = Mark::Absent(None);
    const J: Mark = Mark::Absent(Some(AwayReason::Health));

    fn at(day: u32, hour: u32) -> Moment {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        (day, Minute::new(hour * 60).unwrap())
    }

    /// One meeting a day at 8.
    fn marks(all: &[Mark]) -> Vec<(Moment, Mark)> {
        all.iter()
            .zip(1..)
            .map(|(it, day)| (at(day, 8), *it))
            .collect()
    }

    #[test]
    fn a_call_that_reached_them_closes_what_was_and_the_next_absence_opens() {
        let all = marks(&[P, F, F, F]);
        let open = absent(&all, &[]);
        assert_eq!((open.streak, open.last_present), (3, Some(at(1, 8).0)));
        assert_eq!(open.since, Some(at(2, 8).0));
        for reach in Reach::ALL {
            let after = absent(&all, &[(at(4, 17), reach)]);
            assert_eq!(
                after.streak,
                if is_in_vain(reach) { 3 } else { 0 },
                "{reach:?}"
            );
            // On the morning of the meeting that they missed all the same.
            let before = absent(&all, &[(at(4, 7), reach)]);
            assert_eq!(before.streak, if is_in_vain(reach) { 3 } else { 1 });
        }
        let again = absent(&marks(&[P, F, F, F, F]), &[(at(4, 17), Reach::Confirmed)]);
        assert_eq!((again.streak, again.since), (1, Some(at(5, 8).0)));
        assert_eq!(again.in_vain, 0);
    }

    #[test]
    fn calls_in_vain_are_those_about_these_absences() {
        let calls = [
            (at(1, 9), Reach::NoAnswer),
            (at(3, 9), Reach::NoAnswer),
            (at(4, 9), Reach::Message),
        ];
        let it = absent(&marks(&[F, P, F, F]), &calls);
        assert_eq!(
            (it.streak, it.in_vain, it.reach),
            (2, 2, Some(Reach::Message))
        );
        let told = absent(&marks(&[F, F, J]), &calls);
        assert_eq!((told.streak, told.in_vain, told.reach), (0, 0, None));
    }

    #[test]
    fn sixteen_of_thirty_are_53_percent_and_half_is_enough() {
        let of = |people, capacity| Share { people, capacity };
        assert_eq!(of(16, 30).percent(), 53);
        assert!(!of(15, 30).is_low() && of(14, 30).is_low());
        assert!(!of(0, 0).is_low() && of(0, 0).percent() == 0);
        assert_eq!((over_leaders(31, 1), over_leaders(31, 2)), (1, 0));
        assert_eq!((over_leaders(30, 0), over_leaders(32, 0)), (0, 2));
    }

    proptest! {
        /// As somebody would count it on the paper sheet: walk forward, start
        /// over at each presence, reason or answer.
        #[test]
        fn a_streak_is_what_a_walk_along_the_sheet_counts(
            said in proptest::collection::vec(0_u8..3, 0..25),
            calls in proptest::collection::vec((1_u32..26, 0_usize..6), 0..6),
        ) {
            let all: Vec<Mark> = said.iter().map(|it| [P, F, J][usize::from(*it)]).collect();
            let mut calls: Vec<(Moment, Reach)> = calls
                .into_iter()
                .map(|(day, reach)| (at(day, 12), Reach::ALL[reach]))
                .collect();
            calls.sort_by_key(|it| it.0);
            let all = marks(&all);
            let mut walk = 0;
            for (when, mark) in &all {
                walk = if *mark == F { walk + 1 } else { 0 };
                let day = calls.iter().filter(|it| it.0.0 == when.0);
                if day.clone().any(|it| !is_in_vain(it.1)) {
                    walk = 0;
                }
            }
            let after = all.last().map(|it| it.0.0);
            let late = calls.iter().any(|it| !is_in_vain(it.1) && Some(it.0.0) > after);
            prop_assert_eq!(absent(&all, &calls).streak, if late { 0 } else { walk });
        }
    }
}
