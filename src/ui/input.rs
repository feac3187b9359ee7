//! Keys as screens know them, whatever the terminal sends. Pasted line breaks
//! are spaces so that a paste never presses Enter. The odd cases of Windows are
//! settled here: only presses count (it also sends releases), AltGr arrives as
//! Ctrl+Alt and is text, Backspace may be Ctrl+H. Those of Unix are in `bytes`.

use std::fmt;

use crossterm::event::{Event as Raw, KeyCode, KeyEventKind, KeyModifiers};

use super::term::charset::harmless;

/// A paste longer than this is cut: no field holds more.
pub const PASTE_CHARS_MAX: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    /// Always a lower-case letter.
    Ctrl(char),
    F(u8),
    Enter,
    Tab,
    BackTab,
    Esc,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    /// Ctrl+Home and Ctrl+End.
    Top,
    Bottom,
}

/// What a person does at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// Already harmless: no control characters, no line breaks.
    Paste(String),
}

/// One event of the Windows console as what it means; empty for what we do not
/// use.
pub fn decode(raw: Raw) -> Vec<Input> {
    match raw {
        Raw::Key(key) if key.kind != KeyEventKind::Release => {
            let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
            let alt = key.modifiers.contains(KeyModifiers::ALT);
            let Some(plain) = plain(key.code, ctrl && !alt, key.modifiers) else {
                return Vec::new();
            };
            if alt && !ctrl {
                return vec![Input::Key(Key::Esc), Input::Key(plain)];
            }
            vec![Input::Key(plain)]
        }
        Raw::Paste(text) => vec![Input::Paste(clean_paste(&text))],
        Raw::Key(_) | Raw::FocusGained | Raw::FocusLost | Raw::Mouse(_) | Raw::Resize(..) => {
            Vec::new()
        }
    }
}

pub fn clean_paste(text: &str) -> String {
    text.replace("\r\n", " ")
        .chars()
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| harmless(*c))
        .take(PASTE_CHARS_MAX)
        .collect()
}

fn plain(code: KeyCode, ctrl: bool, modifiers: KeyModifiers) -> Option<Key> {
    Some(match code {
        KeyCode::Char(c) if ctrl => match c.to_ascii_lowercase() {
            'h' => Key::Backspace,
            'i' => Key::Tab,
            'j' | 'm' => Key::Enter,
            '[' | '3' => Key::Esc,
            c if c.is_ascii_lowercase() => Key::Ctrl(c),
            _ => return None,
        },
        KeyCode::Char(c) if harmless(c) => Key::Char(c),
        KeyCode::F(n) => Key::F(n),
        KeyCode::Enter => Key::Enter,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Esc => Key::Esc,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if ctrl => Key::WordLeft,
        KeyCode::Right if ctrl => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home if ctrl => Key::Top,
        KeyCode::End if ctrl => Key::Bottom,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
}

const NAMED: &[(&str, Key, &str)] = &[
    ("enter", Key::Enter, "Enter"),
    ("tab", Key::Tab, "Tab"),
    ("backtab", Key::BackTab, "Shift+Tab"),
    ("esc", Key::Esc, "Esc"),
    ("backspace", Key::Backspace, "Backspace"),
    ("delete", Key::Delete, "Del"),
    ("up", Key::Up, "seta acima"),
    ("down", Key::Down, "seta abaixo"),
    ("left", Key::Left, "seta esquerda"),
    ("right", Key::Right, "seta direita"),
    ("wordleft", Key::WordLeft, "Ctrl+esquerda"),
    ("wordright", Key::WordRight, "Ctrl+direita"),
    ("home", Key::Home, "Home"),
    ("end", Key::End, "End"),
    ("pageup", Key::PageUp, "PgUp"),
    ("pagedown", Key::PageDown, "PgDn"),
    ("top", Key::Top, "Ctrl+Home"),
    ("bottom", Key::Bottom, "Ctrl+End"),
    ("space", Key::Char(' '), "Espaço"),
];

impl Key {
    /// `"F5"`, `"ctrl+g"`, `"enter"`, `"a"`; brackets around it are allowed.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        let text = bare.filter(|it| !it.is_empty()).unwrap_or(text);
        let mut chars = text.chars();
        if let (Some(one), None) = (chars.next(), chars.next()) {
            return Some(Self::Char(one));
        }
        let lower = text.to_lowercase();
        if let Some(letter) = lower.strip_prefix("ctrl+") {
            let mut chars = letter.chars();
            return match (chars.next(), chars.next()) {
                (Some(c), None) if c.is_ascii_lowercase() => Some(Self::Ctrl(c)),
                _ => None,
            };
        }
        if let Some(number) = lower.strip_prefix('f') {
            return number
                .parse()
                .ok()
                .filter(|n| (1..=12).contains(n))
                .map(Self::F);
        }
        NAMED
            .iter()
            .find(|(name, ..)| *name == lower)
            .map(|(_, key, _)| *key)
    }

    /// A script such as `"<F8>Ana<enter>"`; `<<` is the sign itself. `None`
    /// when a name in brackets is no key.
    pub fn script(text: &str) -> Option<Vec<Self>> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("<<") {
                keys.push(Self::Char('<'));
                rest = after;
            } else if c == '<' {
                let end = rest.find('>')?;
                keys.push(Self::parse(&rest[..=end])?);
                rest = &rest[end + 1..];
            } else {
                keys.push(Self::Char(c));
                rest = &rest[c.len_utf8()..];
            }
        }
        Some(keys)
    }

    /// The digit typed, if it is one.
    pub fn digit(self) -> Option<char> {
        match self {
            Self::Char(c) if c.is_ascii_digit() => Some(c),
            _ => None,
        }
    }
}

/// As people read it on the footer: "F5", "Ctrl+G", "PgUp".
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((.., label)) = NAMED.iter().find(|(_, key, _)| key == self) {
            return f.write_str(label);
        }
        match self {
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "Ctrl+{}", c.to_ascii_uppercase()),
            Self::F(n) => write!(f, "F{n}"),
            other => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crossterm::event::KeyEvent;

    fn check(code: KeyCode, modifiers: KeyModifiers, expected: &[Key]) {
        let got = decode(Raw::Key(KeyEvent::new(code, modifiers)));
        let expected: Vec<Input> = expected.iter().map(|it| Input::Key(*it)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn odd_terminals_send_the_same_keys() {
        let none = KeyModifiers::NONE;
        check(KeyCode::Char('h'), KeyModifiers::CONTROL, &[Key::Backspace]);
        check(
            KeyCode::Char('@'),
            KeyModifiers::CONTROL | KeyModifiers::ALT,
            &[Key::Char('@')],
        );
        check(
            KeyCode::Char('m'),
            KeyModifiers::ALT,
            &[Key::Esc, Key::Char('m')],
        );
        check(KeyCode::Char('S'), KeyModifiers::CONTROL, &[Key::Ctrl('s')]);
        check(KeyCode::Char('\u{1b}'), none, &[]);
        check(KeyCode::Char('ç'), none, &[Key::Char('ç')]);
        let mut released = KeyEvent::new(KeyCode::Enter, none);
        released.kind = KeyEventKind::Release;
        assert_eq!(decode(Raw::Key(released)), vec![]);
    }

    #[test]
    fn a_paste_never_presses_enter() {
        assert_eq!(
            clean_paste("Ana\r\nBia\n\x1b[31mC\u{202e}"),
            "Ana Bia [31mC"
        );
    }

    #[test]
    fn every_name_reads_back() {
        for (name, key, _) in NAMED {
            assert_eq!(Key::parse(&format!("<{name}>")), Some(*key));
        }
        assert_eq!(Key::parse("F12"), Some(Key::F(12)));
        assert_eq!(Key::parse("F13"), None);
        assert_eq!(Key::parse("ctrl+G"), Some(Key::Ctrl('g')));
        let keys = Key::script("<F8>A<<<enter>").unwrap();
        assert_eq!(
            keys,
            [Key::F(8), Key::Char('A'), Key::Char('<'), Key::Enter]
        );
        assert_eq!(Key::script("<nada>"), None);
    }
}
