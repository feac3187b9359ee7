//! Courses: whether somebody fits, whose seat it is, who waits for one.

pub mod desks;
mod random;
mod signing_up;
