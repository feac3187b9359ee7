//! Groups: their meetings and roll, places and who waits for one.

pub mod desks;
mod places;
mod random;
mod roll;
mod sample;
pub mod secrecy;
mod situations;
