//! The program itself, run as a person or a script runs it.

mod activities;
pub mod agenda;
mod canary;
mod copies;
mod courses;
mod files;
mod groups;
mod line;
mod load;
pub mod run;
mod sample;
mod search;
mod secret;
mod sheets;
mod team;
mod words;
