//! One field being filled, whatever its kind: takes keys, gives its value as
//! text and back. Values are what is stored (digits, codes), never what is
//! shown, so a draft of today reads the same in a newer program.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::spec::{FieldKind, LookupRow};
use crate::ui::canvas::{Canvas, columns};
use crate::ui::input::Key;
use crate::ui::look::Tone;
use crate::ui::widgets::Edit;
use crate::ui::widgets::choice::{Choice, Chose};
use crate::ui::widgets::line::Line;
use crate::ui::widgets::list::fits;
use crate::ui::widgets::masked::{Masked, Step};
use crate::ui::widgets::notes::Notes;

pub enum Editor {
    Text(Line),
    Digits(Line),
    Masked(Masked),
    Choice(Choice),
    Lookup(Lookup),
    Notes(Box<Notes>),
}

/// What a key did to the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    Changed,
    /// Complete: go to the next field.
    Advance,
    /// Complete but odd: say it, stay once.
    Wrong(&'static str),
    /// Only the cursor.
    Moved,
    /// A key that cannot be here: ring.
    Refused(&'static str),
    /// Wants the pick list.
    List,
    No,
}

impl Editor {
    pub fn new<S>(kind: &FieldKind<S>) -> Self {
        match kind {
            FieldKind::Text { chars_max } => Self::Text(Line::new(*chars_max)),
            FieldKind::Digits { max } => Self::Digits(Line::new(*max)),
            FieldKind::Secret { chars_max } => Self::Text(Line::new(*chars_max).secret()),
            FieldKind::Masked(mask) => Self::Masked(Masked::new(*mask)),
            FieldKind::Choice(rows) => Self::Choice(Choice::new(rows)),
            FieldKind::Lookup(_) => Self::Lookup(Lookup {
                line: Line::new(60),
                chosen: None,
            }),
            FieldKind::Notes { chars_max, .. } => Self::Notes(Box::new(Notes::new(*chars_max))),
        }
    }

    /// The value as stored: trimmed text, digits, a code.
    pub fn value(&self) -> String {
        match self {
            Self::Text(line) => line.text().split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Digits(line) => line.text().to_owned(),
            Self::Masked(it) => it.digits().to_owned(),
            Self::Choice(it) => it.code().to_owned(),
            Self::Lookup(it) => it
                .chosen
                .as_ref()
                .map(|it| it.value.clone())
                .unwrap_or_default(),
            Self::Notes(it) => it.text().trim().to_owned(),
        }
    }

    /// As typed: a password's spaces are its own.
    pub fn raw(&self) -> String {
        match self {
            Self::Text(line) => line.text().to_owned(),
            other => other.value(),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.value().is_empty()
    }

    pub fn set(&mut self, value: &str, rows: &[LookupRow]) {
        match self {
            Self::Text(line) => line.set(value),
            Self::Digits(line) => line.set(&only_digits(value)),
            Self::Masked(it) => it.set(value),
            Self::Choice(it) => it.set(value),
            Self::Lookup(it) => it.choose(rows.iter().find(|row| row.value == value).cloned()),
            Self::Notes(it) => it.set(value),
        }
    }

    pub fn key(&mut self, key: Key, rows: &[LookupRow]) -> Did {
        match self {
            Self::Text(line) => line.key(key).into(),
            Self::Digits(line) => match key {
                Key::Char(c) if !c.is_ascii_digit() => Did::Refused("Aqui só números."),
                key => line.key(key).into(),
            },
            Self::Masked(it) => match it.key(key) {
                Step::Changed => Did::Changed,
                Step::Moved => Did::Moved,
                Step::Complete => Did::Advance,
                Step::Wrong(why) => Did::Wrong(why),
                Step::Refused => Did::Refused("Aqui só números, e não cabem mais."),
                Step::No => Did::No,
            },
            Self::Choice(it) => match it.key(key) {
                Chose::Letter => Did::Advance,
                Chose::Stepped => Did::Changed,
                Chose::List => Did::List,
                Chose::Unknown => {
                    Did::Refused("Nenhuma opção com essa letra. F3 ou ? mostra todas.")
                }
                Chose::No => Did::No,
            },
            Self::Lookup(it) => it.key(key, rows),
            Self::Notes(it) if it.at_edge(key) => Did::No,
            Self::Notes(it) => it.key(key).into(),
        }
    }

    /// Pasted text goes where typing would; numbers take their digits.
    pub fn paste(&mut self, text: &str) -> Did {
        let changed = match self {
            Self::Text(line) => line.insert(text),
            Self::Digits(line) => line.insert(&only_digits(text)),
            Self::Masked(it) => {
                let before = it.digits().to_owned();
                it.set(&format!("{before}{text}"));
                it.digits() != before
            }
            Self::Notes(it) => it.insert(text),
            Self::Choice(_) | Self::Lookup(_) => false,
        };
        if changed {
            Did::Changed
        } else {
            Did::Refused("Isso não cabe neste campo.")
        }
    }

    /// What is wrong with a complete or begun number.
    pub fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Masked(it) => it.problem(),
            Self::Lookup(it) if it.chosen.is_none() && !it.line.is_empty() => {
                Some("Escolha uma opção da lista (F3).")
            }
            Self::Text(_)
            | Self::Digits(_)
            | Self::Choice(_)
            | Self::Lookup(_)
            | Self::Notes(_) => None,
        }
    }

    /// On leaving: completes what can be, tells what only the day can tell.
    pub fn finish(&mut self, today: NaiveDate) -> Option<&'static str> {
        let late = match self {
            Self::Masked(it) => it.finish(today),
            Self::Text(_)
            | Self::Digits(_)
            | Self::Choice(_)
            | Self::Lookup(_)
            | Self::Notes(_) => None,
        };
        late.or_else(|| self.problem())
    }

    /// Columns that must stay for the value when a problem stands beside it.
    pub fn columns(&self) -> u16 {
        match self {
            Self::Masked(it) => it.columns() + 1,
            Self::Text(_)
            | Self::Digits(_)
            | Self::Choice(_)
            | Self::Lookup(_)
            | Self::Notes(_) => 12,
        }
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, active: bool) {
        match self {
            Self::Text(line) | Self::Digits(line) => line.draw(canvas, area, active),
            Self::Masked(it) => it.draw(canvas, area, active),
            Self::Choice(it) => it.draw(canvas, area, active),
            Self::Lookup(it) => it.draw(canvas, area, active),
            Self::Notes(it) => it.draw(canvas, area, active),
        }
    }

    /// The same while names are hidden: what is typed is taken, not shown.
    pub fn draw_initials(&self, canvas: &mut Canvas<'_>, area: Rect, active: bool) {
        let shown = canvas.look.name(&self.raw()).into_owned();
        let tone = if active { Tone::Active } else { Tone::Field };
        canvas.line(area, 0, &shown, tone);
        if active {
            let end = area.x.saturating_add(columns(&shown));
            canvas.cursor(end.min(area.right().saturating_sub(1)), area.y);
        }
    }
}

impl From<Edit> for Did {
    fn from(it: Edit) -> Self {
        match it {
            Edit::Changed => Self::Changed,
            Edit::Moved => Self::Moved,
            Edit::No => Self::No,
        }
    }
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A choice among rows that only the running program knows.
pub struct Lookup {
    line: Line,
    chosen: Option<LookupRow>,
}

impl Lookup {
    pub fn choose(&mut self, row: Option<LookupRow>) {
        self.line
            .set(row.as_ref().map_or("", |it| it.text.as_str()));
        self.chosen = row;
    }

    /// The text that narrows the pick list.
    pub fn typed(&self) -> &str {
        if self.chosen.is_some() {
            ""
        } else {
            self.line.text()
        }
    }

    fn key(&mut self, key: Key, rows: &[LookupRow]) -> Did {
        let lettered = rows.iter().any(|it| it.letter.is_some());
        match key {
            Key::F(3) | Key::Ctrl('f') | Key::Char('?') => return Did::List,
            Key::Char(c) if lettered => {
                let lower = |c: char| c.to_lowercase().next();
                let hit = rows
                    .iter()
                    .find(|it| it.letter.is_some_and(|it| lower(it) == lower(c)));
                let Some(hit) = hit else {
                    return Did::Refused("Nenhuma opção com essa letra. F3 ou ? mostra todas.");
                };
                self.choose(Some(hit.clone()));
                return Did::Advance;
            }
            Key::Char(_) | Key::Backspace | Key::Delete if self.chosen.is_some() => {
                self.choose(None)
            }
            Key::Enter | Key::Tab if self.chosen.is_none() && !self.line.is_empty() => {
                let mut hits = rows.iter().filter(|it| fits(&it.text, self.line.text()));
                return match (hits.next(), hits.next()) {
                    (Some(one), None) => {
                        self.choose(Some(one.clone()));
                        Did::Advance
                    }
                    (Some(_), Some(_)) => Did::List,
                    (None, _) => Did::Refused("Nenhuma opção com esse texto. F3 mostra todas."),
                };
            }
            _ => {}
        }
        self.line.key(key).into()
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, active: bool) {
        self.line.draw(canvas, area, active);
        if active && self.line.is_empty() && area.width > 12 {
            canvas.text(area.right() - 8, area.y, 8, "F3 lista", Tone::Dim);
        }
    }
}
