//! The terminal: what it can do, how it is taken and given back. Everything
//! beyond writing cells and reading keys is deliberately absent: no title, no
//! clipboard, no questions to the terminal.

pub mod charset;
mod guard;
#[cfg(unix)]
mod ink;
#[cfg(unix)]
mod lean;
#[cfg(unix)]
mod moves;
#[cfg(unix)]
mod shift;

#[cfg(unix)]
pub use lean::Lean;

use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

pub use charset::Charset;
pub use guard::{Guard, caught, install_hook, restore};

/// Colours that may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    Sixteen,
    Eight,
    /// Bold, underline and reverse only: `NO_COLOR`, TERM=vt100.
    Mono,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    pub charset: Charset,
    pub palette: Palette,
}

impl Abilities {
    pub const FULL: Self = Self {
        charset: Charset::FULL,
        palette: Palette::Sixteen,
    };

    /// Read from the environment, because asking the terminal costs a round
    /// trip and the answer comes mixed with typed keys. `get` is the lookup
    /// (`|it| std::env::var(it).ok()`).
    pub fn detect(get: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| get(name).filter(|it| !it.is_empty());
        let term = set("TERM").unwrap_or_default();
        let old = ["vt1", "vt2", "vt5", "dumb", "ansi"]
            .iter()
            .any(|it| term.starts_with(it));
        let locale = set("LC_ALL")
            .or_else(|| set("LC_CTYPE"))
            .or_else(|| set("LANG"));
        let locale = locale.unwrap_or_default().to_lowercase();
        let utf8 = cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8");
        let charset = if !utf8 {
            Charset::ASCII
        } else if old || set("ACOLHIDA_ASCII").is_some_and(|it| it != "0") {
            Charset::PLAIN
        } else if term == "linux" {
            Charset::CONSOLE
        } else {
            Charset::FULL
        };
        let palette = if set("NO_COLOR").is_some() || (old && term != "ansi") {
            Palette::Mono
        } else if term == "linux" || term == "ansi" || term.ends_with("-8color") {
            Palette::Eight
        } else {
            Palette::Sixteen
        };
        Self { charset, palette }
    }
}

/// The screen in raw mode; given back when dropped, whatever happened.
pub struct Term {
    inner: Inner,
    _guard: Guard,
}

#[cfg(unix)]
type Inner = Lean<guard::Out>;
#[cfg(not(unix))]
type Inner = ratatui::Terminal<ratatui::backend::CrosstermBackend<io::Stdout>>;

#[cfg(unix)]
impl Term {
    /// # Errors
    /// When standard output is not a terminal or cannot be put in raw mode.
    pub fn open(abilities: Abilities) -> io::Result<Self> {
        let guard = Guard::enter()?;
        Ok(Self {
            inner: Lean::new(guard::Out::new()?, abilities, guard::size),
            _guard: guard,
        })
    }

    /// Draws one frame: `paint` fills the buffer and tells where the cursor is.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.inner.draw(paint)
    }

    /// Everything again from a blank screen (someone else wrote over it).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.inner.redraw();
        Ok(())
    }

    pub fn ring(&mut self) {
        self.inner.ring();
    }
}

#[cfg(not(unix))]
impl Term {
    /// # Errors
    /// When standard output is not a terminal or cannot be put in raw mode.
    pub fn open(_: Abilities) -> io::Result<Self> {
        let guard = Guard::enter()?;
        let inner = ratatui::backend::CrosstermBackend::new(io::stdout());
        Ok(Self {
            inner: ratatui::Terminal::new(inner)?,
            _guard: guard,
        })
    }

    /// Draws one frame: `paint` fills the buffer and tells where the cursor is.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.inner.draw(|frame| {
            if let Some(cursor) = paint(frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Everything again from a blank screen (someone else wrote over it).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    pub fn ring(&mut self) {
        use std::io::Write;
        // A bell that cannot ring is no reason to stop.
        let _ = io::stdout().write_all(b"\x07");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(set: &[(&str, &str)]) -> Abilities {
        Abilities::detect(|name| {
            set.iter()
                .find(|(it, _)| *it == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_says_what_can_be_shown() {
        let modern = detect(&[("TERM", "xterm-256color"), ("LANG", "pt_BR.UTF-8")]);
        assert_eq!(modern, Abilities::FULL);
        let console = detect(&[("TERM", "linux"), ("LANG", "pt_BR.UTF-8")]);
        assert_eq!(
            console,
            Abilities {
                charset: Charset::CONSOLE,
                palette: Palette::Eight
            }
        );
        let vt = detect(&[("TERM", "vt100"), ("LANG", "pt_BR.UTF-8")]);
        assert_eq!(
            vt,
            Abilities {
                charset: Charset::PLAIN,
                palette: Palette::Mono
            }
        );
        let bytes = detect(&[("TERM", "xterm"), ("LC_ALL", "C"), ("LANG", "pt_BR.UTF-8")]);
        assert_eq!(bytes.charset, Charset::ASCII);
        let asked = detect(&[
            ("TERM", "xterm"),
            ("LANG", "pt_BR.utf8"),
            ("ACOLHIDA_ASCII", "1"),
            ("NO_COLOR", "1"),
        ]);
        assert_eq!(
            asked,
            Abilities {
                charset: Charset::PLAIN,
                palette: Palette::Mono
            }
        );
    }
}
