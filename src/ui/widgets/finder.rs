//! The box over a list: one place for names, numbers and Enter, always
//! focused. Two uses: over a local list letters jump to the row that has
//! them; over a search the screen asks the desk whenever the text changes.

use ratatui::layout::Rect;

use super::Edit;
use super::line::Line;
use super::list::{List, Match, fits};
use super::table::Column;
use crate::ui::canvas::Canvas;
use crate::ui::input::Key;
use crate::ui::look::Tone;

pub struct Finder<T> {
    pub line: Line,
    pub list: List<T>,
    /// With it, letters look for rows here (local lists); without it the
    /// screen searches at the desk when it sees `Found::Typed`.
    text: Option<fn(&T) -> String>,
}

/// What a key did to the box or its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The text changed.
    Typed,
    /// Enter on this row.
    Row(usize),
    /// Enter without a row: the text is no line and no fragment, or of many.
    Unclear(usize),
    Moved,
    No,
}

/// Digits that can be a line's number rather than a document.
const NUMBER_DIGITS_MAX: usize = 3;

impl<T> Finder<T> {
    pub fn new(same: fn(&T, &T) -> bool) -> Self {
        Self {
            line: Line::new(80),
            list: List::new(same),
            text: None,
        }
    }

    #[must_use]
    pub fn local(mut self, text: fn(&T) -> String) -> Self {
        self.text = Some(text);
        self
    }

    pub fn key(&mut self, key: Key) -> Found {
        if key == Key::Enter {
            return self.enter();
        }
        if key == Key::Esc && !self.line.is_empty() {
            self.line.clear();
            return Found::Typed;
        }
        let editing = !self.line.is_empty() && matches!(key, Key::Home | Key::End);
        if !editing && self.list.key(key) {
            return Found::Moved;
        }
        match self.line.key(key) {
            Edit::Changed => {
                self.typed();
                Found::Typed
            }
            Edit::Moved => Found::Moved,
            Edit::No => Found::No,
        }
    }

    pub fn paste(&mut self, text: &str) -> Found {
        if self.line.insert(text.trim()) {
            self.typed();
            return Found::Typed;
        }
        Found::Moved
    }

    /// Jumps to the first row that has the fragment, or to the number typed.
    fn typed(&mut self) {
        let typed = self.line.text();
        if self.is_number() {
            if let Match::One(n) = self.list.find(typed, |_| String::new()) {
                self.list.select(n);
            }
        } else if let Some(text) = self.text.filter(|_| !typed.is_empty())
            && let Some(n) = (self.list.items().iter()).position(|it| fits(&text(it), typed))
        {
            self.list.select(n);
        }
    }

    /// Whether what is typed can be a line's number.
    pub fn is_number(&self) -> bool {
        let typed = self.line.text();
        (1..=NUMBER_DIGITS_MAX).contains(&typed.len())
            && typed.bytes().all(|it| it.is_ascii_digit())
    }

    fn enter(&self) -> Found {
        let typed = self.line.text();
        let found = match (self.is_number(), self.text) {
            (true, _) => self.list.find(typed, |_| String::new()),
            (false, Some(text)) if !typed.is_empty() => self.list.find(typed, text),
            (false, _) if self.list.is_empty() => Match::None,
            (false, _) => Match::One(self.list.selected_index()),
        };
        match found {
            Match::One(n) => Found::Row(n),
            // Arrows may have chosen among the many.
            Match::Many(many) => match (self.list.selected(), self.text) {
                (Some(it), Some(text))
                    if fits(&text(it), typed) && self.moved_by_hand(typed, text) =>
                {
                    Found::Row(self.list.selected_index())
                }
                _ => Found::Unclear(many),
            },
            Match::None => Found::Unclear(0),
        }
    }

    fn moved_by_hand(&self, typed: &str, text: fn(&T) -> String) -> bool {
        self.list
            .items()
            .iter()
            .position(|it| fits(&text(it), typed))
            != Some(self.list.selected_index())
    }

    /// The box on one row with its label, and the place left for the list.
    pub fn draw_box(&mut self, canvas: &mut Canvas<'_>, area: Rect, label: &str) -> Rect {
        if area.is_empty() {
            canvas.cursor(area.x, area.y);
            return area;
        }
        let label = format!("{label}: ");
        let x = canvas.text(area.x, area.y, area.width, &label, Tone::Title);
        let at = Rect::new(x, area.y, area.right().saturating_sub(x), 1);
        self.line.draw(canvas, at, true);
        let gap = u16::from(area.height > 6);
        let used = (1 + gap).min(area.height);
        Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        }
    }

    /// Box and list, with the cursor in the box.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, label: &str, cols: &[Column<T>]) {
        let rest = self.draw_box(canvas, area, label);
        let cursor = canvas.cursor_position();
        self.list.draw(canvas, rest, cols);
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_box_takes_numbers_fragments_and_arrows() {
        let mut it = Finder::new(|a: &&str, b: &&str| a == b).local(|row| (*row).to_owned());
        it.list.set(vec!["Ana Lima", "Bia", "Ana Souza"]);
        let mut press = |script: &str| {
            it.line.clear();
            it.list.select(0);
            Key::script(script)
                .unwrap()
                .into_iter()
                .map(|key| it.key(key))
                .last()
                .unwrap()
        };
        assert_eq!(press("3<enter>"), Found::Row(2));
        assert_eq!(press("bi<enter>"), Found::Row(1));
        assert_eq!(press("ana<enter>"), Found::Unclear(2));
        assert_eq!(press("ana<down><down><enter>"), Found::Row(2));
        assert_eq!(press("x<enter>"), Found::Unclear(0));
        assert_eq!(press("<down><enter>"), Found::Row(1));
        assert_eq!(press("<F5>"), Found::No);
    }
}
