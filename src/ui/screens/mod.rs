//! The screens of the desk, one file each. They hold what is typed and the
//! rows they show; everything else they ask of the desk.

pub mod about;
pub mod access;
pub mod adopt;
pub mod arrival;
pub mod base;
mod base_delivery;
mod base_told;
mod columns;
pub mod copies;
pub mod demands;
pub mod districts;
pub mod door;
pub mod family_card;
pub mod family_new;
pub mod home;
pub mod manual;
pub mod menu;
pub mod news;
pub mod panel;
pub mod reading;
pub mod seat;
pub mod settings;
mod settings_words;
pub mod setup;
pub mod start;
pub mod team;
mod team_form;
pub mod ticket;
pub mod tour;
pub mod unit;
