//! Groups and what happens in them: SCFV and PAIF groups and one-off
//! activities. Meetings follow from the weekly hours and the calendar; marks,
//! places, the order of those who wait and the quarter are rules here, pure.

mod frequency;
mod group;
mod hours;
mod mark;
mod meeting;
mod places;
mod quarter;
mod watch;

pub use frequency::{GroupFrequency, PersonFrequency};
pub use group::{Enrolment, Group, Percurso, Shift, TeamMember};
pub use hours::{Hours, hours, hours_text, meets};
pub use mark::{Change, Conflict, Mark, Merged, merge, streak};
pub use meeting::{MEETING_DAYS_MAX, Meeting, MeetingKey, Planned, planned};
pub use places::{Places, Waiting, WaitingState, free_number, in_order};
pub use quarter::{Quarter, QuarterSpan};
pub use watch::{Absent, CALLS_MAX, Moment, Share, absent, is_in_vain, over_leaders};

pub use super::codes::{AwayReason, Axis, Band, GroupKind, GroupLeave, Part, Situation};

/// Users for whom one orientador social answers (FAQ SCFV, MDS).
pub const PER_LEADER: u32 = 30;
/// Share of the reference capacity that the priority public should fill
/// (Resoluções CNAS 1/2013 and CIT 1/2013), in percent.
pub const PRIORITY_PERCENT: u32 = 50;
