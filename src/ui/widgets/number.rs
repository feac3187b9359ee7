//! Digits over a list whose keys are letters: they go to the row that has the
//! number. A number that no row has never stands for the marked one.

use ratatui::layout::Rect;

use super::line::Line;
use super::list::{List, Match};
use crate::ui::canvas::Canvas;
use crate::ui::input::Key;
use crate::ui::screen::Handled;

const DIGITS_MAX: usize = 4;

pub struct Number {
    line: Line,
}

impl Default for Number {
    fn default() -> Self {
        Self {
            line: Line::new(DIGITS_MAX),
        }
    }
}

impl Number {
    /// Esc takes the digits away, before it may mean anything else.
    pub fn gives_up(&mut self, key: Key) -> bool {
        let gives = key == Key::Esc && !self.line.is_empty();
        if gives {
            self.line.clear();
        }
        gives
    }

    /// A digit, or a key that moves in the list.
    pub fn key<T>(&mut self, key: Key, list: &mut List<T>) -> Handled {
        if list.key(key) {
            return Handled::Yes;
        }
        if matches!(key, Key::Char(it) if !it.is_ascii_digit()) {
            return Handled::No;
        }
        let edit = self.line.key(key);
        if let Match::One(at) = self.found(list) {
            list.select(at);
        }
        edit.handled()
    }

    /// Done with the digits, whatever comes next.
    ///
    /// # Errors
    /// What to tell when they were of no row: nothing may be done to the marked
    /// one then.
    pub fn settle<T>(&mut self, list: &List<T>) -> Result<(), String> {
        let found = self.found(list);
        let typed = self.line.text().to_owned();
        self.line.clear();
        match found {
            Match::None if !typed.is_empty() => {
                Err(format!("Não há o número {typed} nesta lista."))
            }
            Match::None | Match::One(_) | Match::Many(_) => Ok(()),
        }
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.line.draw(canvas, area, true);
    }

    fn found<T>(&self, list: &List<T>) -> Match {
        list.find(self.line.text(), |_| String::new())
    }
}
