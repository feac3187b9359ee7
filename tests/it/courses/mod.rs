//! Courses: whether somebody fits, whose seat it is, who waits for one.

mod answers_screen;
mod counter_screen;
mod demand;
pub mod desks;
mod facts;
mod held;
mod list_screen;
mod offer;
mod outside;
mod paper;
mod random;
mod results;
mod results_screen;
mod sample;
mod screens;
pub mod secrecy;
mod signing_up;
mod waiting_screen;
