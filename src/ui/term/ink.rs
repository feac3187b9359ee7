//! One cell of the shadow screen: a short glyph and its colours, 13 bytes and
//! `Copy`, so that comparing two screens is comparing memory. Colours go out
//! as the codes that every terminal since 1990 knows; on eight colours the
//! light ones become bold, on none they vanish (nothing on our screens is
//! said by colour alone).

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::{Palette, moves};

const GLYPH_BYTES_MAX: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    bytes: [u8; GLYPH_BYTES_MAX],
    length: u8,
    width: u8,
}

impl Glyph {
    /// The second column of a wide letter.
    pub const TAIL: Self = Self {
        bytes: [0; GLYPH_BYTES_MAX],
        length: 0,
        width: 0,
    };
    pub const SPACE: Self = Self {
        bytes: *b" \0\0\0\0\0\0\0",
        length: 1,
        width: 1,
    };
    const UNKNOWN: Self = Self {
        bytes: [0; GLYPH_BYTES_MAX],
        length: 0,
        width: 9,
    };

    /// A sign of ASCII that can be shown.
    pub const fn ascii(byte: u8) -> Self {
        let mut glyph = Self::SPACE;
        glyph.bytes[0] = byte;
        glyph
    }

    /// A letter with its accents; a longer heap of them is shown as `?`.
    pub fn of(text: &str) -> Self {
        let width = if text.len() == 1 { 1 } else { text.width() };
        if text.len() > GLYPH_BYTES_MAX || width == 0 || width > 2 {
            return Self::of("?");
        }
        let mut bytes = [0; GLYPH_BYTES_MAX];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Self {
            bytes,
            length: text.len() as u8,
            width: width as u8,
        }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    pub fn width(&self) -> u16 {
        u16::from(self.width)
    }

    pub fn is_ascii(&self) -> bool {
        self.length == 1
    }

    /// One scalar of one column: every terminal agrees on where it ends.
    pub fn is_simple(&self) -> bool {
        self.width == 1 && std::str::from_utf8(self.bytes()).is_ok_and(|it| it.chars().count() == 1)
    }
}

const BOLD: u8 = 1;
const DIM: u8 = 2;
const UNDERLINE: u8 = 4;
const REVERSE: u8 = 8;

/// Colours as SGR numbers, 0 for the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    fore: u8,
    back: u8,
    marks: u8,
}

impl Ink {
    pub const PLAIN: Self = Self {
        fore: 0,
        back: 0,
        marks: 0,
    };

    /// A blank in this ink looks like any other blank.
    pub fn is_unseen_on_blank(self) -> bool {
        self.back == 0 && self.marks & (UNDERLINE | REVERSE) == 0
    }

    pub fn of(cell: &Cell, palette: Palette) -> Self {
        let has = |it| cell.modifier.contains(it);
        let mut marks = 0;
        for (modifier, mark) in [
            (Modifier::BOLD, BOLD),
            (Modifier::DIM, DIM),
            (Modifier::UNDERLINED, UNDERLINE),
            (Modifier::REVERSED, REVERSE),
        ] {
            marks |= if has(modifier) { mark } else { 0 };
        }
        let (mut fore, mut back) = (code(cell.fg), code(cell.bg).map_or(0, |it| it + 10));
        match palette {
            Palette::Sixteen => {}
            Palette::Eight => {
                if fore.is_some_and(|it| it >= 90) {
                    fore = fore.map(|it| it - 60);
                    marks |= BOLD;
                }
                if back >= 100 {
                    back -= 60;
                }
            }
            Palette::Mono => {
                fore = None;
                back = 0;
            }
        }
        Self {
            fore: fore.unwrap_or(0),
            back,
            marks,
        }
    }

    /// The shortest change from what is set (`None`: not known).
    pub fn write(self, from: Option<Self>, out: &mut Vec<u8>) {
        if self == Self::PLAIN {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let start = out.len();
        let mut code = |number: u8| {
            if out.len() > start {
                out.push(b';');
            }
            moves::number(u16::from(number), out);
        };
        let (from, reset) = match from {
            Some(it) if it.marks & !self.marks == 0 => (it, false),
            Some(_) | None => (Self::PLAIN, true),
        };
        for (mark, number) in [(BOLD, 1), (DIM, 2), (UNDERLINE, 4), (REVERSE, 7)] {
            if self.marks & !from.marks & mark != 0 {
                code(number);
            }
        }
        if self.fore != from.fore {
            code(if self.fore == 0 { 39 } else { self.fore });
        }
        if self.back != from.back {
            code(if self.back == 0 { 49 } else { self.back });
        }
        if reset {
            // A leading 0 may be left out: "\x1b[;1m".
            out.insert(start, b';');
        }
        out.push(b'm');
    }
}

/// SGR foreground number; true colours are no part of our palette.
fn code(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        Color::DarkGray => 90,
        Color::LightRed => 91,
        Color::LightGreen => 92,
        Color::LightYellow => 93,
        Color::LightBlue => 94,
        Color::LightMagenta => 95,
        Color::LightCyan => 96,
        Color::White => 97,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub glyph: Glyph,
    pub ink: Ink,
}

impl Slot {
    pub const BLANK: Self = Self {
        glyph: Glyph::SPACE,
        ink: Ink::PLAIN,
    };
    /// A letter in its ink; blanks that look alike are alike.
    pub fn of(glyph: Glyph, ink: Ink) -> Self {
        if glyph == Glyph::SPACE && ink.is_unseen_on_blank() {
            return Self::BLANK;
        }
        Self { glyph, ink }
    }

    /// Whether it looks as wanted when written in this ink.
    pub fn fits(&self, ink: Ink) -> bool {
        self.ink == ink || (*self == Self::BLANK && ink.is_unseen_on_blank())
    }

    /// All of it in one number, different for what looks different.
    pub fn number(&self) -> u64 {
        let Ink { fore, back, marks } = self.ink;
        let ink = u64::from(fore) << 16 | u64::from(back) << 8 | u64::from(marks);
        u64::from_le_bytes(self.glyph.bytes).rotate_left(24) ^ ink
    }

    /// Differs from everything that can be wanted.
    pub const UNKNOWN: Self = Self {
        glyph: Glyph::UNKNOWN,
        ink: Ink::PLAIN,
    };
}
