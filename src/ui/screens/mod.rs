//! The screens of the desk, one file each. They hold what is typed and the
//! rows they show; everything else they ask of the desk.

pub mod adopt;
pub mod arrival;
mod columns;
pub mod door;
pub mod family_card;
pub mod family_new;
pub mod home;
pub mod menu;
pub mod seat;
pub mod setup;
pub mod start;
pub mod ticket;
