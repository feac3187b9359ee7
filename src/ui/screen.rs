//! What a screen is. It holds what is typed and the rows it shows, and
//! nothing else; it asks through `Cx` and never waits. The kernel calls it in
//! this order: `opened` once, then for each key `key` (and what it did not
//! handle falls to the keys of the house), answers through the functions
//! given to `ask`, `touched` when data changed, `draw` when all is settled.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use ratatui::layout::Rect;

use super::Desk;
use super::canvas::Canvas;
use super::cx::Cx;
use super::input::Key;
use super::keys::Hint;
use super::topic::Topics;
use crate::domain::fault::Refused;

/// Whether a key meant something here; if not, it goes on to the house keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Handled {
    Yes,
    No,
}

impl Handled {
    /// Tries the next one only when this one did nothing.
    pub fn or(self, next: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Yes => self,
            Self::No => next(),
        }
    }
}

impl From<bool> for Handled {
    fn from(it: bool) -> Self {
        if it { Self::Yes } else { Self::No }
    }
}

/// What was typed and not saved yet, to be offered again after a crash, a
/// power cut or a lost line. Empty values mean: nothing to keep.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Which form, and of whom: "familia.nova", `pessoa:ID`.
    pub name: String,
    pub values: BTreeMap<String, String>,
}

pub trait Screen<D: 'static = Desk>: Any {
    /// For the header; short.
    fn title(&self) -> Cow<'_, str>;

    /// Two or three sentences for F1, above the keys.
    fn help(&self) -> &str {
        ""
    }

    /// Draws into `area` (the screen without header and footer) and puts the
    /// cursor where the next key acts. State may be clamped, nothing more.
    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect);

    /// One key. Typically: `dispatch(KEYS, self, key, cx).or(|| …widgets…)`.
    fn key(&mut self, key: Key, cx: &mut Cx<'_, D>) -> Handled;

    /// Pasted text, already harmless. Only places for text take it.
    fn paste(&mut self, text: &str, cx: &mut Cx<'_, D>) -> Handled {
        let _ = (text, cx);
        Handled::No
    }

    /// The keys for footer and help: `hints(KEYS, self)`.
    fn hints(&self) -> Vec<Hint>;

    /// Called once when it comes on the stack: the place to ask for rows.
    fn opened(&mut self, cx: &mut Cx<'_, D>) {
        let _ = cx;
    }

    /// Data changed, here or at another desk: ask again if it concerns you.
    /// A covered screen is told when it is uncovered.
    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_, D>) {
        let _ = (topics, cx);
    }

    /// A screen opened from here closed with an answer (`Cx::close_with`).
    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_, D>) {
        let _ = (answer, cx);
    }

    /// A use case said no. Forms pin it to the field; the rest show it.
    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_, D>) {
        cx.warn(&why.text);
    }

    /// Whether this key must wait while a question of this screen is not
    /// answered: Enter on a search box, typed ahead of the rows it is about.
    fn holds(&self, key: Key) -> bool {
        let _ = key;
        false
    }

    /// When `tick` should come next; `None` for never. No polling.
    fn due(&self) -> Option<DateTime<Utc>> {
        None
    }

    fn tick(&mut self, cx: &mut Cx<'_, D>) {
        let _ = cx;
    }

    /// What would be lost if the power went now.
    fn draft(&self) -> Option<Draft> {
        None
    }

    fn kind(&self) -> Kind {
        Kind::Page
    }
}

/// How a screen sits on the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Inside the common frame.
    Page,
    /// Over the screen below, which stays visible.
    Float,
    /// The whole terminal: the call panel.
    Whole,
    /// The whole inside, and no key of the house but leaving the program:
    /// login and lock.
    Sealed,
}
