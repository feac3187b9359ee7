//! Use cases: one method, one IMMEDIATE transaction, one journal line. The
//! only layer that reads the clock, draws an id or checks a role.
//!
//! [`Desk`] is one person at one machine over one file; each aggregate's use
//! cases are an `impl Desk` in a file of their own.

mod backup;
mod desk;
mod drafts;
mod password;
mod reception;
mod session;
mod settings;
mod sources;
mod team;
mod undo;
mod verify;
mod watch;

pub use backup::Copy;
pub use desk::{Acting, Desk};
pub use drafts::Draft;
pub use reception::*;
pub use session::Entered;
pub use sources::{Clock, Ids};
pub use team::{SetUp, StaffData, UnitData};
pub use verify::{Check, Verdict};
pub use watch::Watch;
