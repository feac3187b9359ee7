//! Screens.

pub mod input;
pub mod term;
