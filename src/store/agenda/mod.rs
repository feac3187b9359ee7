//! The agenda's tables, one file an aggregate: what is offered, what is
//! booked, who waits for an earlier place, which calls were made.

pub mod appointments;
pub mod contacts;
pub mod declarations;
pub mod supply;
pub mod wishes;

use super::values::{date, day, id, int, maybe, minute, text, words};
