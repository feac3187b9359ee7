//! What a delivered file is, by its first line only: names of files tell
//! nothing, because every city renames them.

use std::path::Path;

use super::read::Lines;
use crate::domain::cecad::header::{self, Kind};
use crate::domain::cecad::payroll;
use crate::domain::fault::{Outcome, refused};

/// A file that can be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// An extract of CECAD: whole, or one half of a pair.
    Cecad(Kind),
    /// The payroll of Bolsa Família (SIBEC).
    Payroll,
}

/// Looks at the first line of a file.
///
/// # Errors
/// Refused when the file cannot be read or is neither; the words are those of
/// a CECAD file, which is what people mostly mean.
pub fn kind(path: &Path) -> Outcome<Delivered> {
    let header = Lines::open(path)?.header()?;
    match (header::read(&header), payroll::layout(&header)) {
        (Ok(it), _) => Ok(Delivered::Cecad(it.kind)),
        (Err(_), Ok(_)) => Ok(Delivered::Payroll),
        (Err(why), Err(_)) => refused(why),
    }
}
