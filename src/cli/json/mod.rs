//! `--formato json`: field names in English, documented here and stable. A
//! field is never renamed, removed or given another meaning; new ones may be
//! added, and readers must skip those they do not know. Instants are RFC 3339
//! with the unit's offset; days are `AAAA-MM-DD`; what is not known is `null`
//! or, in texts, empty.

mod activities;
mod agenda;
mod courses;
mod day;
mod files;
mod gone;
mod groups;
mod people;

use chrono::{DateTime, FixedOffset, Offset, Utc};
use serde::Serialize;

use super::end::{self, Done, End};
use crate::domain::time::Zone;

pub use activities::{Activity, ActivityShelf};
pub use agenda::{Absences, Agenda, Confirmed};
pub use courses::{
    CourseCard, CourseGoals, CourseList, CourseYear, OfferLoaded, PartnerList, ResultsLoaded,
};
pub use day::{Call, Queue, SampleDay};
pub use files::{BaseInUse, Copied, Loaded, Made, Restored, SheetLoaded, Started, Verified};
pub use gone::{Erased, Purged};
pub use groups::{GroupAbsence, GroupMonth, GroupPlaces, SiscNumbers};
pub use people::{Answer, Colleague, FirstPassword};

/// Writes one value, indented, ending in a line end.
pub fn print(value: &impl Serialize) -> Done {
    match serde_json::to_string_pretty(value) {
        Ok(text) => end::print(&(text + "\n")),
        Err(_) => End::refused("Não consegui escrever o resultado em JSON."),
    }
}

/// An instant with the unit's offset.
pub fn instant(at: DateTime<Utc>, zone: Zone) -> String {
    let offset = FixedOffset::east_opt(zone.minutes() * 60).unwrap_or_else(|| Utc.fix());
    at.with_timezone(&offset)
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}
