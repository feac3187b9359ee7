//! The courses' tables, one file an aggregate: classes, who signed up or waits,
//! declared income, what people would like to learn.

pub mod applications;
pub mod incomes;
pub mod list;

use super::values::{date, day, id, int, maybe, text, words};
