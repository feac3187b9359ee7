//! Courses at the desk: the classes, who is in them and who waits for a seat.

pub mod card;
mod class_words;
pub mod demand;
mod form;
pub mod list;
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
