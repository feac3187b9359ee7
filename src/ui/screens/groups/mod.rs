//! Groups at the desk: the roll and its grid, meetings, who is in them and who
//! waits for a place.

pub mod enrol;
mod enrol_words;
pub mod grid;
mod grid_draw;
pub mod meeting_form;
pub mod meetings;
pub mod roll;
pub mod roll_choice;
pub mod roll_conflicts;
mod roll_draw;
pub mod roll_marks;
mod roll_typed;
