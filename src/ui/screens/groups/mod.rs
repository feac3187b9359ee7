//! Groups at the desk: the roll and its grid, meetings, who is in them and who
//! waits for a place.

pub mod alerts;
pub mod card;
pub mod enrol;
mod enrol_words;
mod form;
pub mod grid;
mod grid_draw;
mod leave;
pub mod list;
pub mod meeting_form;
pub mod meetings;
pub mod percurso;
pub mod report;
pub mod roll;
pub mod roll_choice;
pub mod roll_conflicts;
mod roll_draw;
pub mod roll_marks;
pub(super) mod roll_typed;
pub mod sisc;
pub mod situation;
pub mod waiting;
pub mod watch;
mod why_absent;

use crate::ui::Key;

/// Letters mean the same whatever Caps Lock says.
fn lower(key: Key) -> Key {
    match key {
        Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
        other => other,
    }
}
