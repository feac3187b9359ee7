//! Meetings: what the weekly hours and the calendar give, and what somebody
//! said of one (moved, cancelled, called, worked on).

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{Group, Hours};
use crate::domain::agenda::{Calendar, Minute};
use crate::domain::id::Id;
use crate::domain::staff::Staff;

/// The longest stretch of days planned at once: two years and a bit.
pub const MEETING_DAYS_MAX: i64 = 800;

/// Where the hours of its group put a meeting. Moving it changes nothing here,
/// so two desks always speak of the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeetingKey {
    pub group: Id<Group>,
    pub day: NaiveDate,
    pub starts: Minute,
}

/// A meeting that the hours give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    pub key: MeetingKey,
    pub ends: Minute,
}

/// A meeting of which somebody said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub id: Id<Meeting>,
    pub key: MeetingKey,
    pub day: NaiveDate,
    pub starts: Minute,
    pub ends: Minute,
    /// The hours of the group do not give it.
    pub extra: bool,
    pub cancelled: bool,
    /// Why it was moved or cancelled.
    pub reason: String,
    pub theme: String,
    /// Code and title of an activity of the books; empty = none.
    pub activity: String,
    pub activity_title: String,
    pub materials: String,
    pub report: String,
    /// People without a name on the list (one-off activities).
    pub heads: Option<u32>,
    /// When its roll was first saved; `None` = not called.
    pub called_at: Option<DateTime<Utc>>,
    pub called_by: Option<Id<Staff>>,
}

impl Meeting {
    /// As it stands before anybody says anything of it.
    pub fn new(id: Id<Self>, it: Planned, extra: bool) -> Self {
        Self {
            id,
            key: it.key,
            day: it.key.day,
            starts: it.key.starts,
            ends: it.ends,
            extra,
            cancelled: false,
            reason: String::new(),
            theme: String::new(),
            activity: String::new(),
            activity_title: String::new(),
            materials: String::new(),
            report: String::new(),
            heads: None,
            called_at: None,
            called_by: None,
        }
    }

    pub fn is_moved(&self) -> bool {
        (self.day, self.starts) != (self.key.day, self.key.starts)
    }
}

/// What the hours of one group give from one day to another, both counted, on
/// the days on which the unit opens; in order. Nothing for more than
/// [`MEETING_DAYS_MAX`] days at once.
pub fn planned(
    hours: &[Hours],
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Planned> {
    if (to - from).num_days() > MEETING_DAYS_MAX {
        return Vec::new();
    }
    let mut out = Vec::new();
    for day in from.iter_days().take_while(|it| *it <= to) {
        let weekday = day.weekday().number_from_monday();
        let mut of_day = hours
            .iter()
            .filter(|it| it.weekday == weekday && it.holds_on(day))
            .peekable();
        if of_day.peek().is_none() || calendar.closed(day).is_some() {
            continue;
        }
        for it in of_day {
            let key = MeetingKey {
                group: it.group,
                day,
                starts: it.starts,
            };
            // Two hours that say the same meet once.
            if out.last().is_none_or(|last: &Planned| last.key != key) {
                out.push(Planned { key, ends: it.ends });
            }
        }
    }
    out.sort_by_key(|it| (it.key.day, it.key.starts, it.key.group));
    out.dedup_by_key(|it| it.key);
    out
}
