//! Names of people: how they are cleaned when they come in, made safe when
//! they go out, folded into keys for the search, and written. One place,
//! because two notions of "the same name" would hide a family from the desk.
//! Never compares whole people and never reads a database.

mod clean;
mod fold;
mod key;
mod shape;
mod sound;
#[cfg(test)]
mod sound_tests;

pub use clean::{clean, clean_lines, is_clean, shown};
pub use fold::fold;
pub use key::{FRAGMENTS_MAX, WORDS_MAX, matches, name_key, rank, rank_if, required};
pub use shape::{first, initials, short, surname_of, title_case};
pub use sound::{sound_key, sound_word};

/// The first of the names when the others are blank, as with nearly everybody.
fn only<'a>(names: &[&'a str]) -> Option<&'a str> {
    let (first, others) = names.split_first()?;
    others.iter().all(|it| it.is_empty()).then_some(*first)
}
