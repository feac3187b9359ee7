//! The agenda from its public door: booking, the day's list, holes.

pub mod desks;

mod booking;
mod day_list;
mod declaration;
pub mod paper;
mod random;
mod screens;
mod supply;
mod views;
mod waiting;
