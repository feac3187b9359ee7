//! What every drawing needs to know besides its own data: the hour, whether
//! names are hidden, how wide the screen is, and which style plays which
//! role. Colour only repeats what a word or a sign already says.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::style::{Color, Modifier, Style};

use super::house::House;
use crate::domain::time::{BRASILIA, Zone};

/// The parts that colours and weights play on our screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// Less important: labels, units, counts.
    Dim,
    Strong,
    Title,
    /// The line on top.
    Header,
    /// A key's name on the footer.
    Key,
    /// The row or option under the cursor.
    Selected,
    /// A field's text, and the field being filled.
    Field,
    Active,
    Good,
    Warn,
    Bad,
}

/// How much room there is, in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// Below 60: a phone.
    Phone,
    /// 60–99.
    Usual,
    /// From 100 on: two columns of fields, a side panel.
    Wide,
}

impl Width {
    pub const USUAL_MIN: u16 = 60;
    pub const WIDE_MIN: u16 = 100;

    pub const fn of(columns: u16) -> Self {
        if columns < Self::USUAL_MIN {
            Self::Phone
        } else if columns < Self::WIDE_MIN {
            Self::Usual
        } else {
            Self::Wide
        }
    }
}

#[derive(Debug, Clone)]
pub struct Look {
    pub now: DateTime<Utc>,
    pub zone: Zone,
    /// Names on screen become initials.
    pub blank_names: bool,
    pub width: Width,
    pub height: u16,
    /// The header: the unit's name, and who is at the desk.
    pub unit: String,
    pub who: String,
    /// Keys of the house that were used since the start, a bit each.
    pub(super) tried: u32,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            now: DateTime::UNIX_EPOCH,
            zone: BRASILIA,
            blank_names: false,
            width: Width::Usual,
            height: 24,
            unit: String::new(),
            who: String::new(),
            tried: 0,
        }
    }
}

impl Look {
    pub fn style(&self, tone: Tone) -> Style {
        style(tone)
    }

    /// Whether a key of the house was ever used: the guided tour asks.
    pub fn tried(&self, key: House) -> bool {
        self.tried & (1 << key as u32) != 0
    }

    /// The unit's civil day.
    pub fn today(&self) -> NaiveDate {
        self.zone.day(self.now)
    }

    /// A person's name as it may be shown now.
    pub fn name<'a>(&self, name: &'a str) -> Cow<'a, str> {
        if self.blank_names {
            Cow::Owned(initials(name))
        } else {
            Cow::Borrowed(name)
        }
    }
}

pub fn style(tone: Tone) -> Style {
    let plain = Style::new();
    match tone {
        Tone::Plain | Tone::Field => plain,
        // Grey is unreadable on half of the old screens; dim is at worst plain.
        Tone::Dim => plain.add_modifier(Modifier::DIM),
        Tone::Strong => plain.add_modifier(Modifier::BOLD),
        Tone::Title => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Tone::Header | Tone::Selected => plain.add_modifier(Modifier::REVERSED),
        Tone::Key => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Tone::Active => plain.add_modifier(Modifier::UNDERLINED),
        Tone::Good => plain.fg(Color::Green),
        Tone::Warn => plain.fg(Color::Yellow).add_modifier(Modifier::BOLD),
        Tone::Bad => plain.fg(Color::LightRed).add_modifier(Modifier::BOLD),
    }
}

/// "Maria da Silva" → "M. S.": enough for whoever knows the person, nothing
/// for the next in line.
pub fn initials(name: &str) -> String {
    let mut short = String::new();
    for word in name.split_whitespace() {
        let particle = word.chars().all(char::is_lowercase) && word.chars().count() <= 3;
        if let Some(first) = word.chars().next().filter(|_| !particle) {
            if !short.is_empty() {
                short.push(' ');
            }
            short.extend(first.to_uppercase());
            short.push('.');
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_names_keep_only_initials() {
        assert_eq!(initials("Maria da Silva e Souza"), "M. S. S.");
        assert_eq!(initials("ângela"), "Â.");
        assert_eq!(initials(""), "");
    }
}
