//! Who comes first on the waiting list of a class: the groups of the notice if
//! it names any, then who signed up first.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::FirstGroup;
use crate::domain::agenda::Reach;
use crate::domain::codes::Sex;

/// Ages of youth (Estatuto da Juventude, Lei 12.852/2013, art. 1º).
const YOUTH: std::ops::RangeInclusive<u32> = 15..=29;

/// What of somebody counts for the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    pub cadunico: bool,
    pub pbf: bool,
    pub disability: bool,
    pub age: Option<u32>,
    pub sex: Option<Sex>,
}

/// Whether somebody is of any group that the notice puts first.
pub fn first_groups(first: &[FirstGroup], it: Standing) -> bool {
    first.iter().any(|group| match group {
        FirstGroup::CadUnico => it.cadunico,
        FirstGroup::Pbf => it.pbf,
        FirstGroup::Disability => it.disability,
        FirstGroup::Youth => it.age.is_some_and(|age| YOUTH.contains(&age)),
        FirstGroup::Women => it.sex == Some(Sex::Female),
    })
}

/// Puts those who wait in order; `of` tells who is first, and when they asked.
pub fn in_order<T>(all: &mut [T], of: impl Fn(&T) -> (bool, DateTime<Utc>)) {
    all.sort_by_key(|it| {
        let (first, asked_at) = of(it);
        (!first, asked_at)
    });
}

/// Last day to answer for somebody who was called about a seat and did not:
/// some days after the first of the calls that brought no answer. `tries` come
/// oldest first.
pub fn answer_until(tries: &[(NaiveDate, Reach)], days: u64) -> Option<NaiveDate> {
    let open = |reach| matches!(reach, Reach::NoAnswer | Reach::Message);
    let first = tries.iter().rev().take_while(|it| open(it.1)).last()?;
    first.0.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_time_to_answer_runs_from_the_first_call_in_vain() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 11, n).unwrap();
        let until = |tries: &[(NaiveDate, Reach)]| answer_until(tries, 2);
        assert_eq!(until(&[]), None);
        assert_eq!(
            until(&[(day(3), Reach::Message), (day(4), Reach::NoAnswer)]),
            Some(day(5))
        );
        let spoke = (day(4), Reach::WantsAnother);
        assert_eq!(until(&[(day(3), Reach::NoAnswer), spoke]), None);
        assert_eq!(
            until(&[(day(3), Reach::NoAnswer), spoke, (day(9), Reach::NoAnswer)]),
            Some(day(11))
        );
    }

    #[test]
    fn the_groups_of_the_notice_come_first_and_no_others() {
        let woman = Standing {
            sex: Some(Sex::Female),
            age: Some(30),
            ..Standing::default()
        };
        assert!(first_groups(&[FirstGroup::Women], woman));
        assert!(!first_groups(&[FirstGroup::Youth], woman));
        assert!(!first_groups(&[], woman));
        let young = Standing {
            age: Some(29),
            ..woman
        };
        assert!(first_groups(&[FirstGroup::Youth, FirstGroup::Pbf], young));
    }
}
