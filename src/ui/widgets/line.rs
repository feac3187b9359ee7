//! One line of text, edited by letters as people see them (an accent and its
//! base are one). Text is composed (NFC) as it is typed, because some SSH
//! clients send the accent apart. Never holds a control character.

use ratatui::layout::Rect;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use super::Edit;
use crate::ui::canvas::{Canvas, columns};
use crate::ui::input::Key;
use crate::ui::look::Tone;
use crate::ui::term::charset::harmless;

#[derive(Debug, Clone)]
pub struct Line {
    text: String,
    /// Byte offset, always on the border of a letter.
    at: usize,
    /// First visible byte.
    from: usize,
    chars_max: usize,
    /// Shown as dots: passwords.
    secret: bool,
}

impl Line {
    pub fn new(chars_max: usize) -> Self {
        Self {
            text: String::new(),
            at: 0,
            from: 0,
            chars_max,
            secret: false,
        }
    }

    #[must_use]
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text with the cursor after it.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        (self.at, self.from) = (0, 0);
        self.insert(text);
    }

    pub fn clear(&mut self) {
        self.set("");
    }

    /// Inserts at the cursor what fits; true when anything did.
    pub fn insert(&mut self, text: &str) -> bool {
        let room = self.chars_max.saturating_sub(self.text.chars().count());
        let new: String = text.chars().filter(|c| harmless(*c)).take(room).collect();
        if new.is_empty() {
            return false;
        }
        self.text.insert_str(self.at, &new);
        self.at += new.len();
        self.compose();
        true
    }

    pub fn key(&mut self, key: Key) -> Edit {
        match key {
            Key::Char(c) => {
                let changed = self.insert(c.encode_utf8(&mut [0; 4]));
                return if changed { Edit::Changed } else { Edit::Moved };
            }
            Key::Backspace => return self.erase(self.before(), self.at),
            Key::Delete => return self.erase(self.at, self.after()),
            Key::Ctrl('w') => return self.erase(self.word_before(), self.at),
            Key::Ctrl('u') => return self.erase(0, self.at),
            Key::Left => self.at = self.before(),
            Key::Right => self.at = self.after(),
            Key::WordLeft => self.at = self.word_before(),
            Key::WordRight => self.at = self.word_after(),
            Key::Home => self.at = 0,
            Key::End => self.at = self.text.len(),
            _ => return Edit::No,
        }
        Edit::Moved
    }

    /// Draws the line and, when active, puts the cursor in it.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, active: bool) {
        if area.is_empty() {
            if active {
                canvas.cursor(area.x, area.y);
            }
            return;
        }
        let dots = |text: &str| "*".repeat(text.graphemes(true).count());
        let tone = if active { Tone::Active } else { Tone::Field };
        if active {
            canvas.tint(Rect { height: 1, ..area }, tone);
        }
        if self.secret {
            let shown = dots(&self.text);
            let x = area.x.saturating_add(columns(&dots(&self.text[..self.at])));
            canvas.line(area, 0, &shown, tone);
            if active {
                canvas.cursor(x.min(area.right() - 1), area.y);
            }
            return;
        }
        self.scroll(area.width, active);
        canvas.line(area, 0, &self.text[self.from..], tone);
        if active {
            canvas.cursor(area.x + columns(&self.text[self.from..self.at]), area.y);
        }
    }

    /// Keeps the cursor inside `width` columns; an idle field shows its start.
    fn scroll(&mut self, width: u16, active: bool) {
        if !active || columns(&self.text) < width {
            self.from = 0;
            return;
        }
        self.from = self.from.min(self.at);
        while columns(&self.text[self.from..self.at]) >= width {
            let step = self.text[self.from..]
                .graphemes(true)
                .next()
                .map_or(1, str::len);
            // A letter wider than the field is not stepped over.
            self.from = (self.from + step).min(self.at);
        }
    }

    fn compose(&mut self) {
        if !is_nfc(&self.text) {
            let head: String = self.text[..self.at].nfc().collect();
            self.text = self.text.nfc().collect();
            self.at = head.len().min(self.text.len());
            // Borders have moved; drawing finds the first visible one again.
            self.from = 0;
        }
        // An accent after the cursor may have joined what is before it.
        self.at = self.border(self.at);
    }

    /// The first border of a letter from there on.
    fn border(&self, at: usize) -> usize {
        let mut borders = self.text.grapheme_indices(true).map(|(n, _)| n);
        borders.find(|n| *n >= at).unwrap_or(self.text.len())
    }

    fn erase(&mut self, from: usize, to: usize) -> Edit {
        if from == to {
            return Edit::Moved;
        }
        self.text.replace_range(from..to, "");
        self.at = from;
        self.from = self.from.min(from);
        self.compose();
        Edit::Changed
    }

    fn before(&self) -> usize {
        self.text[..self.at]
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(n, _)| n)
    }

    fn after(&self) -> usize {
        let step = self.text[self.at..]
            .graphemes(true)
            .next()
            .map_or(0, str::len);
        self.at + step
    }

    fn word_before(&self) -> usize {
        let head = self.text[..self.at].trim_end();
        let start = head.rfind(char::is_whitespace).map_or(0, |n| {
            n + head[n..].chars().next().map_or(1, char::len_utf8)
        });
        // An accent over a blank is one letter with it: the word begins before.
        match self.border(start) {
            border if border == start => start,
            _ => self.text[..start]
                .grapheme_indices(true)
                .next_back()
                .map_or(0, |(n, _)| n),
        }
    }

    fn word_after(&self) -> usize {
        let tail = &self.text[self.at..];
        let word = tail.find(char::is_whitespace).unwrap_or(tail.len());
        let gap = tail[word..]
            .find(|c: char| !c.is_whitespace())
            .unwrap_or(tail.len() - word);
        self.border(self.at + word + gap)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn typed(script: &str) -> Line {
        let mut line = Line::new(40);
        for key in Key::script(script).unwrap() {
            line.key(key);
        }
        line
    }

    #[test]
    fn letters_are_what_people_see() {
        assert_eq!(typed("Joa\u{303}o").text(), "João");
        assert_eq!(typed("Joa\u{303}<backspace>o").text(), "Joo");
        assert_eq!(typed("maria da silva<ctrl+w>").text(), "maria da ");
        assert_eq!(typed("ab<left>X").text(), "aXb");
        assert_eq!(typed("um dois<wordleft>X").text(), "um Xdois");
        assert_eq!(typed("um dois<home><wordright>X").text(), "um Xdois");
        assert_eq!(typed("um dois<ctrl+u>x").text(), "x");
        assert_eq!(typed("ab<home><delete>").text(), "b");
    }

    #[test]
    fn an_accent_over_a_blank_is_one_letter_for_the_cursor() {
        let look = crate::ui::look::Look::default();
        let mut line = typed(" \u{301}");
        for key in [Key::WordLeft, Key::WordRight, Key::Ctrl('w')] {
            line.key(key);
            let mut buffer = ratatui::buffer::Buffer::empty(Rect::new(0, 0, 1, 1));
            let mut canvas = Canvas::new(&mut buffer, &look);
            line.draw(&mut canvas, Rect::new(0, 0, 1, 1), true);
        }
        assert_eq!(line.text(), "");
    }

    proptest! {
        #[test]
        fn no_order_of_keys_breaks_a_line(keys in prop::collection::vec(any::<(u8, char)>(), 0..60), width in 0u16..12) {
            let mut line = Line::new(20);
            let look = crate::ui::look::Look::default();
            for (n, c) in keys {
                let key = match n % 11 {
                    0 => Key::Left,
                    1 => Key::Right,
                    2 => Key::Backspace,
                    3 => Key::Delete,
                    4 => Key::Home,
                    5 => Key::WordLeft,
                    6 => Key::WordRight,
                    7 => Key::Ctrl('w'),
                    8 => Key::Char('\u{301}'),
                    _ => Key::Char(c),
                };
                line.key(key);
                let mut buffer = ratatui::buffer::Buffer::empty(Rect::new(0, 0, width, 1));
                let mut canvas = Canvas::new(&mut buffer, &look);
                line.draw(&mut canvas, Rect::new(0, 0, width, 1), true);
                prop_assert!(line.text().chars().count() <= 20);
                prop_assert!(line.text().chars().all(harmless));
            }
        }
    }
}
