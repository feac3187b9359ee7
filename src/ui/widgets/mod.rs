//! The pieces that screens are made of. Each keeps its own small state, takes
//! keys and draws itself; none knows the desk or the stack.

pub mod choice;
pub mod finder;
pub mod line;
pub mod list;
pub mod markdown;
pub mod masked;
pub mod notes;
pub mod number;
pub mod progress;
pub mod reader;
pub mod table;

use super::screen::Handled;

/// What a key did to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Changed,
    /// Only the cursor, or nothing for want of room.
    Moved,
    /// Not a key for texts.
    No,
}

impl Edit {
    pub fn changed(self) -> bool {
        self == Self::Changed
    }

    pub fn handled(self) -> Handled {
        Handled::from(self != Self::No)
    }
}
