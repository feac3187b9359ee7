//! Names of people: how they are cleaned when they come in, made safe when
//! they go out, folded into keys for the search, and written. One place,
//! because two notions of "the same name" would hide a family from the desk.
//! Never compares whole people and never reads a database.

mod clean;
mod fold;

pub use clean::{clean, clean_lines, is_clean, shown};
pub use fold::fold;
