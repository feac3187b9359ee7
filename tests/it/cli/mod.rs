//! The program itself, run as a person or a script runs it.

mod copies;
mod files;
mod line;
mod run;
mod sample;
mod search;
mod team;
mod words;
