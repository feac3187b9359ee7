//! A key is one row of a table: what it does, what footer and help say of it,
//! and why it may be off. Dispatch, footer, help and the manual all read the
//! same rows, so they cannot disagree. A key that is off answers why instead
//! of doing nothing.

use std::collections::HashMap;

use super::Desk;
use super::cx::Cx;
use super::input::Key;
use super::screen::Handled;

/// One key of a screen `S`.
pub struct Binding<S: 'static, D: 'static = Desk> {
    /// As `Key::parse` reads it: "F5", "ctrl+g", "enter".
    pub key: &'static str,
    /// Other keys for the same; every F-key needs one that no terminal
    /// emulator swallows.
    pub also: &'static [&'static str],
    /// One or two words for the footer.
    pub label: &'static str,
    /// One sentence for F1 and the manual.
    pub help: &'static str,
    pub run: fn(&mut S, &mut Cx<'_, D>),
    /// Why the key does nothing now, in words for the person.
    pub off: fn(&S) -> Option<&'static str>,
}

impl<S, D> Binding<S, D> {
    pub const fn new(
        key: &'static str,
        also: &'static [&'static str],
        label: &'static str,
        help: &'static str,
        run: fn(&mut S, &mut Cx<'_, D>),
    ) -> Self {
        Self {
            key,
            also,
            label,
            help,
            run,
            off: |_| None,
        }
    }

    /// The same key, off while `why` gives a reason.
    #[must_use]
    pub const fn off(mut self, why: fn(&S) -> Option<&'static str>) -> Self {
        self.off = why;
        self
    }

    fn answers(&self, key: Key) -> bool {
        self.names().any(|it| Key::parse(it) == Some(key))
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.key).chain(self.also.iter().copied())
    }
}

/// What footer, help and manual show of a binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// "F5".
    pub key: String,
    pub also: Vec<String>,
    pub label: &'static str,
    pub help: &'static str,
    /// Why it is off now.
    pub off: Option<&'static str>,
}

impl Hint {
    /// A hint for a key that a widget handles by itself.
    pub fn plain(key: &str, label: &'static str, help: &'static str) -> Self {
        Self {
            key: key.to_owned(),
            also: Vec::new(),
            label,
            help,
            off: None,
        }
    }
}

/// Runs the row of the table that answers to `key`.
pub fn dispatch<S, D>(
    table: &[Binding<S, D>],
    screen: &mut S,
    key: Key,
    cx: &mut Cx<'_, D>,
) -> Handled {
    let Some(row) = table.iter().find(|it| it.answers(key)) else {
        return Handled::No;
    };
    match (row.off)(screen) {
        Some(why) => cx.warn(why),
        None => (row.run)(screen, cx),
    }
    Handled::Yes
}

pub fn hints<S, D>(table: &[Binding<S, D>], screen: &S) -> Vec<Hint> {
    table
        .iter()
        .map(|it| Hint {
            off: (it.off)(screen),
            ..row(it)
        })
        .collect()
}

/// The rows of a table without a screen at hand, for the manual.
pub fn rows<S, D>(table: &[Binding<S, D>]) -> Vec<Hint> {
    table.iter().map(row).collect()
}

fn row<S, D>(it: &Binding<S, D>) -> Hint {
    let shown =
        |name: &&str| Key::parse(name).map_or_else(|| (*name).to_owned(), |key| key.to_string());
    Hint {
        key: shown(&it.key),
        also: it.also.iter().map(shown).collect(),
        label: it.label,
        help: it.help,
        off: None,
    }
}

/// What is wrong with tables that are active together: unreadable names, one
/// key with two meanings, an F-key without another way. Empty is good.
pub fn clashes(tables: &[Vec<Hint>]) -> Vec<String> {
    let mut seen: HashMap<String, &'static str> = HashMap::new();
    let mut found = Vec::new();
    for hint in tables.iter().flatten() {
        for name in std::iter::once(&hint.key).chain(&hint.also) {
            if Key::parse(name).is_none() && !is_shown(name) {
                found.push(format!("{name}: não é uma tecla"));
            }
            if let Some(other) = seen.insert(name.to_lowercase(), hint.label) {
                found.push(format!("{name}: {other} e {}", hint.label));
            }
        }
        let is_function = |it: &String| matches!(Key::parse(it), Some(Key::F(_)));
        if is_function(&hint.key) && hint.also.iter().all(is_function) {
            found.push(format!("{}: sem outra tecla", hint.key));
        }
        if hint.label.is_empty() || hint.help.is_empty() {
            found.push(format!("{}: sem explicação", hint.key));
        }
    }
    found
}

/// Names as `Display` writes them ("PgUp"), which `parse` does not read.
fn is_shown(name: &str) -> bool {
    [
        Key::Enter,
        Key::Tab,
        Key::BackTab,
        Key::Esc,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::Top,
        Key::Bottom,
        Key::Delete,
        Key::Backspace,
        Key::WordLeft,
        Key::WordRight,
        Key::Char(' '),
    ]
    .iter()
    .any(|it| it.to_string() == name)
}
