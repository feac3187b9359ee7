//! A coded field: one letter chooses (or the official code in digits), the
//! options stand beside it so that nobody needs to know them by heart. Arrows
//! step through them, the pick list (F3 or `?`) shows them all. Tables longer
//! than the alphabet are chosen by typing their code: `se` for Sergipe.

use ratatui::layout::Rect;

use crate::domain::codes::Row;
use crate::ui::canvas::{Canvas, columns};
use crate::ui::input::Key;
use crate::ui::look::Tone;

pub const YES_NO: &[Row] = &[
    Row {
        code: "s",
        key: Some('s'),
        label: "sim",
    },
    Row {
        code: "n",
        key: Some('n'),
        label: "não",
    },
];

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chose {
    /// Chosen for sure: go on.
    Letter,
    /// Changed or begun, stay.
    Stepped,
    /// Opens the pick list.
    List,
    /// No option has that.
    Unknown,
    No,
}

#[derive(Debug, Clone)]
pub struct Choice {
    options: &'static [Row],
    chosen: Option<usize>,
    /// A code begun: "1" of "10", "s" of "se".
    typed: String,
}

impl Choice {
    pub fn new(options: &'static [Row]) -> Self {
        Self {
            options,
            chosen: None,
            typed: String::new(),
        }
    }

    /// The code to store; empty while nothing is chosen.
    pub fn code(&self) -> &'static str {
        self.option().map_or("", |it| it.code)
    }

    pub fn option(&self) -> Option<&'static Row> {
        self.chosen.and_then(|n| self.options.get(n))
    }

    pub fn options(&self) -> &'static [Row] {
        self.options
    }

    /// Chooses by code; anything else leaves it open.
    pub fn set(&mut self, code: &str) {
        self.typed.clear();
        self.chosen = self
            .options
            .iter()
            .position(|it| it.code.eq_ignore_ascii_case(code));
    }

    pub fn key(&mut self, key: Key) -> Chose {
        let last = self.options.len().saturating_sub(1);
        let to = match key {
            Key::Char('?') | Key::F(3) | Key::Ctrl('f') => return Chose::List,
            Key::Char(c) => return self.letter(c),
            Key::Left => Some(self.chosen.map_or(last, |n| n.saturating_sub(1))),
            Key::Right => Some(self.chosen.map_or(0, |n| (n + 1).min(last))),
            Key::Backspace | Key::Delete => None,
            _ => return Chose::No,
        };
        self.typed.clear();
        self.chosen = to;
        Chose::Stepped
    }

    /// Leaving the field ends a code that was begun.
    pub fn settle(&mut self) {
        self.typed.clear();
    }

    fn letter(&mut self, c: char) -> Chose {
        let lower = |c: char| c.to_lowercase().next();
        if self.typed.is_empty() {
            let hit = self
                .options
                .iter()
                .position(|it| it.key.is_some_and(|key| lower(key) == lower(c)));
            if hit.is_some() {
                self.chosen = hit;
                return Chose::Letter;
            }
        }
        self.typed.extend(c.to_lowercase());
        let begins = |it: &&Row| it.code.to_lowercase().starts_with(&self.typed);
        let several = self.options.iter().filter(begins).count();
        let exact = self
            .options
            .iter()
            .position(|it| it.code.eq_ignore_ascii_case(&self.typed));
        match (exact, several) {
            (Some(n), 1) => {
                self.chosen = Some(n);
                self.typed.clear();
                Chose::Letter
            }
            (None, 0) => {
                self.typed.clear();
                Chose::Unknown
            }
            (exact, _) => {
                self.chosen = exact.or(self.chosen);
                Chose::Stepped
            }
        }
    }

    /// The chosen option; when active also the others, if there is room.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, active: bool) {
        if active {
            canvas.cursor(area.x, area.y);
        }
        if area.is_empty() {
            return;
        }
        if active {
            self.draw_open(canvas, area);
        } else if let Some(it) = self.option() {
            canvas.line(area, 0, it.label, Tone::Field);
        }
    }

    fn draw_open(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let name = if self.typed.is_empty() {
            self.option().map_or("_", |it| it.label)
        } else {
            &self.typed
        };
        let mut x = canvas
            .text(area.x, area.y, area.width, name, Tone::Active)
            .saturating_add(2);
        for option in self.options {
            let key = option
                .key
                .map_or_else(|| option.code.to_owned(), String::from);
            let left = area.right().saturating_sub(x);
            if columns(&key) + columns(option.label) + 1 > left.saturating_sub(9) {
                canvas.text(x, area.y, left, "? lista", Tone::Dim);
                return;
            }
            x = canvas.text(x, area.y, left, &key, Tone::Key);
            x = canvas.text(x, area.y, left, &format!(" {}", option.label), Tone::Dim) + 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{Schooling, Uf};

    #[test]
    fn one_letter_chooses() {
        let mut it = Choice::new(YES_NO);
        assert_eq!((it.key(Key::Char('N')), it.code()), (Chose::Letter, "n"));
        assert_eq!((it.key(Key::Char('x')), it.code()), (Chose::Unknown, "n"));
        assert_eq!((it.key(Key::Left), it.code()), (Chose::Stepped, "s"));
        assert_eq!((it.key(Key::Backspace), it.code()), (Chose::Stepped, ""));
        assert_eq!(it.key(Key::Char('?')), Chose::List);
    }

    #[test]
    fn long_tables_take_the_code() {
        let mut it = Choice::new(Uf::ROWS);
        assert_eq!(it.key(Key::Char('s')), Chose::Stepped);
        assert_eq!(
            (it.key(Key::Char('e')), it.code()),
            (
                Chose::Letter,
                Uf::ROWS
                    .iter()
                    .find(|it| it.code == "SE")
                    .map_or("", |it| it.code)
            )
        );
    }

    #[test]
    fn every_code_of_a_table_can_be_typed() {
        for row in Schooling::ROWS {
            let mut it = Choice::new(Schooling::ROWS);
            for c in row.code.chars() {
                it.key(Key::Char(c));
            }
            assert_eq!(it.code(), row.code);
        }
    }
}
