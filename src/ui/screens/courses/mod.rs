//! Courses at the desk: what every open class answers for whoever is there,
//! the classes, who is in them and who waits for a seat.

pub mod answers;
mod answers_acts;
mod answers_told;
mod apply_words;
pub mod asked;
pub mod card;
mod card_told;
mod class_words;
pub mod demand;
pub mod follow_up;
mod form;
pub mod import;
pub mod interest;
pub mod list;
pub mod numbers;
pub mod papers;
mod passing;
pub mod result_marks;
pub mod results;
pub mod waiting;

use crate::ui::Key;

/// Letters mean the same whatever Caps Lock says.
fn lower(key: Key) -> Key {
    match key {
        Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
        other => other,
    }
}
