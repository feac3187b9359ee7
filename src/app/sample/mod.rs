//! Invented data: the living day of `demo` and the big file of `gerar`. Both
//! are written by the same use cases and the same journal as real work, so
//! that `verificar` holds over them. Nobody here exists.

mod base;
mod booked;
mod cast;
mod courses;
mod day;
mod generate;
mod groups;
mod line;
mod offer;
mod script;
mod script_agenda;
mod team;
mod town;

pub(super) use base::Folder;
pub use day::{SampleDay, hour, sample_day};
pub use generate::{FAMILIES_MAX, Generated, MONTHS_MAX, Order, write_cecad};
pub use team::FirstPassword;
