//! Use cases: one method, one IMMEDIATE transaction, one journal line. The
//! only layer that reads the clock, draws an id or checks a role.
//!
//! [`Desk`] is one person at one machine over one file; each aggregate's use
//! cases are an `impl Desk` in a file of their own.

mod desk;
mod sources;

pub use desk::{Acting, Desk};
pub use sources::{Clock, Ids};
