//! Groups: their meetings and roll, places and who waits for one.

pub mod desks;
mod enrol_screen;
mod grid;
pub mod held;
mod list_screen;
mod meetings_screen;
mod paper;
mod places;
mod random;
mod report;
mod roll;
mod roll_screen;
mod sample;
pub mod secrecy;
mod sisc;
mod situation_screen;
mod situations;
mod waiting_screen;
mod watch;
mod watch_screen;
