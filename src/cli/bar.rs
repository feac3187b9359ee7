//! A progress bar on the other output, only where somebody watches it. Draws
//! when the number changes and takes itself away at the end.

use std::io::{self, IsTerminal, Write};

pub struct Bar {
    watched: bool,
    shown: Option<(u8, &'static str)>,
}

const WIDE: usize = 30;
/// Back to the start of the row, and all of it erased.
const ERASE: &str = "\r\u{1b}[K";

impl Bar {
    pub fn new() -> Self {
        Self {
            watched: io::stderr().is_terminal(),
            shown: None,
        }
    }

    /// `percent` from 0 to 100, and what is being done.
    pub fn show(&mut self, percent: u8, doing: &'static str) {
        let now = (percent.min(100), doing);
        if !self.watched || self.shown == Some(now) {
            return;
        }
        self.shown = Some(now);
        let row = row(now.0, doing);
        let mut out = io::stderr().lock();
        let _ = write!(out, "{ERASE}{row}").and_then(|()| out.flush());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let mut out = io::stderr().lock();
            let _ = write!(out, "{ERASE}").and_then(|()| out.flush());
        }
    }
}

fn row(percent: u8, doing: &str) -> String {
    let full = usize::from(percent) * WIDE / 100;
    let (done, missing) = ("#".repeat(full), ".".repeat(WIDE - full));
    format!("[{done}{missing}] {percent:3}% {doing}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_fits_the_narrowest_terminal() {
        assert_eq!(row(0, "x"), format!("[{}]   0% x", ".".repeat(30)));
        assert_eq!(row(100, "x"), format!("[{}] 100% x", "#".repeat(30)));
        assert!(row(50, "lendo famílias e pessoas").chars().count() < 65);
    }
}
