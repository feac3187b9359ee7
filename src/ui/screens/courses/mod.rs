//! Courses at the desk: what every open class answers for whoever is there,
//! the classes, who is in them and who waits for a seat.

pub mod answers;
mod answers_acts;
mod answers_told;
mod apply_words;
pub mod card;
mod class_words;
pub mod demand;
mod form;
pub mod import;
pub mod interest;
pub mod list;
pub mod numbers;
pub mod papers;
mod passing;
pub mod waiting;

use crate::ui::Key;

/// Letters mean the same whatever Caps Lock says.
fn lower(key: Key) -> Key {
    match key {
        Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
        other => other,
    }
}
