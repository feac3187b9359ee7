//! Several lines of free text, with the editing that people expect. Enter
//! breaks the line, so leaving the field is Tab's.

use ratatui::layout::Rect;
use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};
use unicode_normalization::UnicodeNormalization;

use super::Edit;
use crate::ui::canvas::Canvas;
use crate::ui::input::Key;
use crate::ui::look::Tone;
use crate::ui::term::charset::harmless;

pub struct Notes {
    area: TextArea<'static>,
    chars_max: usize,
}

impl Notes {
    pub fn new(chars_max: usize) -> Self {
        Self {
            area: area(Vec::new()),
            chars_max,
        }
    }

    /// The text, composed, with line breaks.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").nfc().collect()
    }

    pub fn set(&mut self, text: &str) {
        let clean = |line: &str| line.chars().filter(|c| harmless(*c)).collect();
        self.area = area(text.lines().map(clean).collect());
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    pub fn insert(&mut self, text: &str) -> bool {
        let used: usize = self
            .area
            .lines()
            .iter()
            .map(|it| it.chars().count() + 1)
            .sum();
        let room = self.chars_max.saturating_sub(used.saturating_sub(1));
        let clean: String = text.chars().filter(|c| harmless(*c)).take(room).collect();
        !clean.is_empty() && self.area.insert_str(clean)
    }

    pub fn key(&mut self, key: Key) -> Edit {
        let (code, ctrl) = match key {
            Key::Char(c) => {
                let changed = self.insert(c.encode_utf8(&mut [0; 4]));
                return if changed { Edit::Changed } else { Edit::Moved };
            }
            Key::Enter => (AreaKey::Enter, false),
            Key::Backspace => (AreaKey::Backspace, false),
            Key::Delete => (AreaKey::Delete, false),
            Key::Left => (AreaKey::Left, false),
            Key::Right => (AreaKey::Right, false),
            Key::Up => (AreaKey::Up, false),
            Key::Down => (AreaKey::Down, false),
            Key::WordLeft => (AreaKey::Left, true),
            Key::WordRight => (AreaKey::Right, true),
            Key::Home => (AreaKey::Home, false),
            Key::End => (AreaKey::End, false),
            Key::Ctrl('w') => (AreaKey::Char('w'), true),
            _ => return Edit::No,
        };
        let changed = self.area.input(Input {
            key: code,
            ctrl,
            alt: false,
            shift: false,
        });
        if changed { Edit::Changed } else { Edit::Moved }
    }

    /// Whether Up or Down would leave the text, and so the field.
    pub fn at_edge(&self, key: Key) -> bool {
        let row = self.area.cursor().0;
        match key {
            Key::Up => row == 0,
            Key::Down => row + 1 >= self.area.lines().len(),
            _ => false,
        }
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, active: bool) {
        if area.is_empty() {
            if active {
                canvas.cursor(area.x, area.y);
            }
            return;
        }
        let tone = if active { Tone::Active } else { Tone::Field };
        self.area.set_style(canvas.look.style(tone));
        canvas.widget(&self.area, area);
        if active {
            let at = self.area.screen_cursor();
            let (top, left) = self.area.scroll_offset();
            let down = u16::try_from(at.row).unwrap_or(0).saturating_sub(top);
            let across = u16::try_from(at.col).unwrap_or(0).saturating_sub(left);
            canvas.cursor(
                (area.x + across).min(area.right() - 1),
                (area.y + down).min(area.bottom() - 1),
            );
        }
    }
}

fn area(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    // The terminal's own cursor marks the place.
    area.set_cursor_style(ratatui::style::Style::new());
    area.set_cursor_line_style(ratatui::style::Style::new());
    area.set_wrap_mode(WrapMode::Word);
    area
}
