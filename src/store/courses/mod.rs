//! The courses' tables, one file an aggregate: classes, who signed up or waits,
//! declared income, what people would like to learn, how it went afterwards.

pub mod applications;
pub mod follow_ups;
pub mod incomes;
pub mod interests;
pub mod list;
pub mod numbers;
pub mod tally;

use super::values::{date, day, id, int, maybe, text, words};
