//! Who comes first on the waiting list of a class: the groups of the notice if
//! it names any, then who signed up first.

use chrono::{DateTime, Utc};

use super::FirstGroup;
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

#[cfg(test)]
mod tests {
    use super::*;

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
