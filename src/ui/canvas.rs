//! Where screens draw. Every way to put text here is clipped to the screen
//! and cut on letter borders, so no size and no name can make a drawing
//! panic; the cursor is the terminal's own, because screen readers and
//! Braille lines follow it.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::look::{Look, Tone};

pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub look: &'a Look,
    cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        Self {
            buffer,
            look,
            cursor: None,
        }
    }

    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Writes at most `width` columns; returns the column after the text.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, tone: Tone) -> u16 {
        let style = self.look.style(tone);
        self.styled(x, y, width, text, style)
    }

    pub fn styled(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let area = self.area();
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
            return x;
        }
        let width = width.min(area.right() - x);
        if text.chars().all(is_plain) {
            return self.letters(x, y, width, text, style);
        }
        let text = cut(text, width);
        let (after, _) = self
            .buffer
            .set_stringn(x, y, text, usize::from(width), style);
        after
    }

    /// Text of plain letters: one cell each, nothing to look up in the tables
    /// of Unicode, which were a third of a frame's work.
    fn letters(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let count = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        let shown = count.min(width);
        let from = self.buffer.index_of(x, y);
        let cells = &mut self.buffer.content[from..from + usize::from(shown)];
        for (cell, letter) in cells.iter_mut().zip(text.chars()) {
            cell.set_char(letter).set_style(style);
        }
        if count > shown
            && let Some(last) = cells.last_mut()
        {
            last.set_char('…');
        }
        x + shown
    }

    /// The text against the right border of `area`'s row.
    pub fn right(&mut self, area: Rect, row: u16, text: &str, tone: Tone) {
        let wide = columns(text).min(area.width);
        self.text(
            area.right() - wide,
            area.y.saturating_add(row),
            wide,
            text,
            tone,
        );
    }

    /// One row of `area`, cut at its right border.
    pub fn line(&mut self, area: Rect, row: u16, text: &str, tone: Tone) {
        if row < area.height {
            self.text(area.x, area.y + row, area.width, text, tone);
        }
    }

    /// Text in as many rows as it needs and there are; returns how many.
    pub fn wrapped(&mut self, area: Rect, text: &str, tone: Tone) -> u16 {
        let lines = wrap(text, area.width);
        let rows = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .min(area.height);
        for (row, line) in (0..rows).zip(&lines) {
            self.line(area, row, line, tone);
        }
        rows
    }

    /// The style over what is already there.
    pub fn tint(&mut self, area: Rect, tone: Tone) {
        let style = self.look.style(tone);
        let area = area.intersection(self.area());
        self.buffer.set_style(area, style);
    }

    pub fn wipe(&mut self, area: Rect) {
        let area = area.intersection(self.area());
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].reset();
            }
        }
    }

    /// A titled box; returns its inside.
    pub fn boxed(&mut self, area: Rect, title: &str) -> Rect {
        let area = area.intersection(self.area());
        let block = ratatui::widgets::Block::bordered()
            .border_set(border::PLAIN)
            .border_style(self.look.style(Tone::Dim));
        let inner = block.inner(area);
        block.render(area, self.buffer);
        if !title.is_empty() && area.width > 4 && area.height > 0 {
            let title = format!(" {title} ");
            self.text(area.x + 1, area.y, area.width - 2, &title, Tone::Title);
        }
        inner
    }

    /// A rule across `area`'s row.
    pub fn rule(&mut self, area: Rect, row: u16) {
        if row < area.height {
            let line = "─".repeat(usize::from(area.width));
            self.text(area.x, area.y + row, area.width, &line, Tone::Dim);
        }
    }

    /// Any ratatui widget.
    pub fn widget(&mut self, widget: impl Widget, area: Rect) {
        widget.render(area.intersection(self.area()), self.buffer);
    }

    /// Where the next key will act. The last call wins.
    pub fn cursor(&mut self, x: u16, y: u16) {
        let area = self.area();
        if area.width > 0 && area.height > 0 {
            self.cursor = Some(Position::new(
                x.min(area.right() - 1),
                y.min(area.bottom() - 1),
            ));
        }
    }

    pub fn forget_cursor(&mut self) {
        self.cursor = None;
    }

    pub fn cursor_position(&self) -> Option<Position> {
        self.cursor
    }
}

/// A letter of Portuguese or a sign of our own drawings, that always takes one
/// column and never joins its neighbour.
fn is_plain(letter: char) -> bool {
    matches!(letter, ' '..='~' | 'À'..='ÿ' | '…' | '─' | '·' | 'ª' | 'º')
}

/// Columns that a text takes, which is not its length.
pub fn columns(text: &str) -> u16 {
    let wide = if text.is_ascii() {
        text.len()
    } else if text.chars().all(is_plain) {
        text.chars().count()
    } else {
        text.width()
    };
    u16::try_from(wide).unwrap_or(u16::MAX)
}

/// At most `width` columns, cut on letter borders, with "…" for what is gone.
pub fn cut(text: &str, width: u16) -> Cow<'_, str> {
    if columns(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let mut kept = String::new();
    let mut taken = 0;
    for letter in text.graphemes(true) {
        taken += columns(letter);
        if taken > width - 1 {
            break;
        }
        kept.push_str(letter);
    }
    kept.push('…');
    Cow::Owned(kept)
}

/// Rows of at most `width` columns, broken at spaces and line breaks.
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let mut rows = Vec::new();
    if width == 0 {
        return rows;
    }
    for paragraph in text.lines() {
        let mut row = String::new();
        for word in paragraph.split_whitespace() {
            let space = u16::from(!row.is_empty());
            if columns(&row)
                .saturating_add(space)
                .saturating_add(columns(word))
                > width
                && !row.is_empty()
            {
                rows.push(std::mem::take(&mut row));
            }
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_on_letters() {
        assert_eq!(cut("Conceição", 9), "Conceição");
        assert_eq!(cut("Conceição", 6), "Conce…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("語語語", 4), "語…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn plain_letters_are_drawn_as_any_other() {
        let look = Look::default();
        for text in ["Conceição", "", "a", "Maria da Conceição … ─ 1ª"] {
            for width in 0..12 {
                let mut ours = Buffer::empty(Rect::new(0, 0, 10, 1));
                let after = Canvas::new(&mut ours, &look).text(2, 0, width, text, Tone::Bad);
                let mut theirs = Buffer::empty(Rect::new(0, 0, 10, 1));
                let room = width.min(8);
                let style = look.style(Tone::Bad);
                let end = theirs.set_stringn(2, 0, cut(text, room), usize::from(room), style);
                assert_eq!((ours, after), (theirs, end.0), "{text} {width}");
            }
        }
    }

    #[test]
    fn text_wraps_at_spaces() {
        assert_eq!(wrap("um dois três", 7), ["um dois", "três"]);
        assert_eq!(wrap("a\nb", 9), ["a", "b"]);
        assert!(wrap("a", 0).is_empty());
    }

    #[test]
    fn nothing_outside_the_screen_is_touched() {
        let look = Look::default();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        let mut canvas = Canvas::new(&mut buffer, &look);
        canvas.text(9, 0, 5, "x", Tone::Plain);
        canvas.text(1, 0, 50, "abcdef", Tone::Plain);
        canvas.boxed(Rect::new(0, 0, 50, 50), "título");
        canvas.tint(Rect::new(2, 0, 9, 9), Tone::Bad);
        canvas.cursor(90, 90);
        assert_eq!(canvas.cursor_position(), Some(Position::new(2, 0)));
    }
}
