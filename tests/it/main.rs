//! Tests through the public door: use cases, screens and the program itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod base_search;
mod base_town;
mod base_variants;
mod cecad;
mod desks;
mod families;
mod keeping;
mod kernel;
mod merging;
mod reception;
mod searching;
mod team;
mod terminal;
