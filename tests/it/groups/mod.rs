//! Groups: their meetings and roll, places and who waits for one.

pub mod desks;
mod places;
mod random;
mod roll;
pub mod secrecy;
mod situations;
