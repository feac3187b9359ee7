//! The groups' use cases: what a group is, its meetings and roll, who is in it
//! or waits for a place. An orientador reaches the groups they work in and no
//! other; where somebody under secrecy goes is told to nobody who has no need
//! of it.

mod at_hand;
mod edit;
mod enrol;
mod expected;
mod grid;
mod list;
mod meetings;
mod outside;
mod own;
mod percurso;
mod places;
mod report;
mod roll;
mod roll_paper;
mod seen;
mod sisc;
mod situations;
mod waiting;
mod watch;

pub use edit::{GroupChoices, GroupSaved, GroupSheet, TeamPick};
pub use enrol::{EnrolAnswer, EnrolLine, EnrolSheet, NewEnrolment, OwnGroup, Standing, Way};
pub use grid::{GridCell, GridLine, GroupGrid, MarkSaid};
pub use list::{GroupCard, GroupLine, RollName};
pub use meetings::{MeetingEdit, MeetingMove, MeetingView};
pub use outside::PlaceLine;
pub use own::PersonGroups;
pub use report::Frequency;
pub use roll::{Roll, RollConflict, RollLine, RollSaved};
pub use sisc::{SiscLine, SiscQuarter};
pub use situations::{NewSituation, SituationLine};
pub use waiting::{PlaceOffer, WaitingLine};
pub use watch::{AbsenceTask, Alert, AlertKind, GroupWatch};

pub(in crate::app) use expected::commitments;
