//! After the course: who is called some months later to hear how it goes.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::{Application, FollowOutcome};
use crate::domain::id::Id;

/// Months after the end at which somebody is called.
pub const FOLLOW_UP_MONTHS: [u32; 2] = [3, 6];

/// What somebody told some months after the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    pub id: Id<FollowUp>,
    pub application: Id<Application>,
    /// One of [`FOLLOW_UP_MONTHS`].
    pub months: u32,
    pub outcome: FollowOutcome,
    pub at: DateTime<Utc>,
}

/// The day from which somebody who finished on `ended` is to be called.
pub fn due_on(ended: NaiveDate, months: u32) -> NaiveDate {
    ended
        .checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_last_day_of_a_month_stays_in_its_month() {
        let day = |it: &str| it.parse::<NaiveDate>().unwrap();
        assert_eq!(due_on(day("2026-11-30"), 3), day("2027-02-28"));
        assert_eq!(due_on(day("2026-01-15"), 6), day("2026-07-15"));
    }
}
