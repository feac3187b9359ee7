//! Tests through the public door: use cases, screens and the program itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod adoption;
mod agenda;
mod base_search;
mod base_town;
mod base_variants;
mod cecad;
mod cli;
mod desks;
mod erasure;
mod families;
mod families_moves;
mod families_seen;
mod faults;
mod keeping;
mod kernel;
mod manual;
mod merging;
mod paper;
mod pty;
mod reception;
mod sample;
mod screens_family;
mod screens_family_seen;
mod screens_house;
mod searching;
mod secrecy;
mod secrecy_views;
mod shift;
mod sizes;
mod team;
mod terminal;
mod town_shift;
mod tree;
mod two_desks;
mod two_desks_base;
