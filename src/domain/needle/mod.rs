//! What the one box means. The same line takes names, documents, dates,
//! tickets and row numbers; nobody chooses a kind before typing. Reading is a
//! pure rule of shape: whether such a person or ticket exists is for the
//! caller, who tries the readings in order.
//!
//! | typed | readings | pick |
//! |---|---|---|
//! | `mar sil` | words `mar`, `sil` | |
//! | `mar sou1`, `mar sou 1` | words `mar`, `sou` | 1 |
//! | `CU12`, `cu-12`, `CUP7` | ticket `CU12`, then words `cu` | 12 |
//! | `lu1` | ticket `LU1`, then words `lu` | 1 |
//! | `7`, `123` | line of the list | |
//! | `3456`, `99812-3456` | end of a phone | |
//! | `03011984` | birth, then código familiar, then end of a phone | |
//! | `3/1/1984`, `03-01-1984`, `03/01/84` | birth | |
//! | `12345678` (no such date), 9 or 10 digits | código familiar (to 11 digits), end of a phone | |
//! | `12345678909` | eleven digits (CPF, NIS, código familiar), then the phone | |
//! | `123.456.789-09`, `120.34567.89-9` | eleven digits | |
//! | `(79) 99812-3456`, `+55 79 99812-3456` | end of a phone | |
//!
//! A ticket has two letters, perhaps a P, and digits, which is also how a short
//! fragment with a row number looks. Both readings come: **a ticket of today
//! that exists wins**, otherwise they are words and the pick is a row.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::date;
use super::name::{FRAGMENTS_MAX, fold};

/// Signs of a search that are read; what is pasted beyond is not.
pub const TYPED_MAX: usize = 200;
/// Digits of a row number.
const PICK_DIGITS_MAX: usize = 3;
/// Digits from which the end of a phone is looked for.
const PHONE_DIGITS_MIN: usize = 4;
/// Digits of a ticket after its letters.
const TICKET_DIGITS_MAX: usize = 4;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needle {
    /// What it may mean, likeliest first; empty when nothing was typed or no
    /// shape fits.
    pub readings: Vec<Reading>,
    /// Row asked for after the letters, counted from 1.
    pub pick: Option<u32>,
    /// What is wrong with something almost right (a date that does not
    /// exist), for the person.
    pub hint: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Folded fragments, each the beginning of a different word of a name.
    Words(Vec<String>),
    /// Number of a row in the list of the day.
    Line(u32),
    /// Capitals, without leading zeros in the number: "CU12", "CUP7".
    Ticket(String),
    /// 11 digits: CPF, NIS and código familiar are all to be tried; the check
    /// digit alone never decides.
    Eleven(String),
    Birth(NaiveDate),
    /// The last digits of a number, without country code or leading zero.
    PhoneEnd(String),
    /// 8 to 10 digits, with the lost zeros back: 11 digits.
    FamilyCode(String),
}

impl Needle {
    pub fn parse(text: &str, today: NaiveDate) -> Self {
        let text: String = text.chars().take(TYPED_MAX).collect();
        if text.chars().any(char::is_alphabetic) {
            Self::of_letters(&text)
        } else {
            Self::of_digits(text.trim(), today)
        }
    }

    /// The fragments, if it can be read as words.
    pub fn words(&self) -> Option<&[String]> {
        self.readings.iter().find_map(|it| match it {
            Reading::Words(words) => Some(words.as_slice()),
            Reading::Line(_)
            | Reading::Ticket(_)
            | Reading::Eleven(_)
            | Reading::Birth(_)
            | Reading::PhoneEnd(_)
            | Reading::FamilyCode(_) => None,
        })
    }

    fn of_letters(text: &str) -> Self {
        let folded = fold(text);
        if !folded.contains(|it: char| it.is_ascii_lowercase()) {
            return Self::default(); // Only letters that have no ASCII twin.
        }
        let (before, pick) = split_pick(&folded);
        let words: Vec<String> = before
            .split_ascii_whitespace()
            .take(FRAGMENTS_MAX)
            .map(String::from)
            .collect();
        let mut readings = Vec::new();
        readings.extend(ticket(&folded).map(Reading::Ticket));
        if !words.is_empty() {
            readings.push(Reading::Words(words));
        }
        let pick = pick.filter(|_| !readings.is_empty());
        Self {
            readings,
            pick,
            hint: None,
        }
    }

    fn of_digits(text: &str, today: NaiveDate) -> Self {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let mut it = Self::default();
        match shape(text) {
            Shape::Date => match date::parse_birth(text, today) {
                Ok(day) => it.readings.push(Reading::Birth(day)),
                Err(why) => it.hint = Some(why),
            },
            Shape::Phone => it.readings.extend(phone(&digits)),
            Shape::Document if digits.len() == 11 => it.readings.push(Reading::Eleven(digits)),
            Shape::Document | Shape::Plain => it.of_plain(digits, today),
        }
        it
    }

    fn of_plain(&mut self, digits: String, today: NaiveDate) {
        let all = &mut self.readings;
        match digits.len() {
            0 => {}
            1..=3 => all.extend(digits.parse().ok().filter(|it| *it > 0).map(Reading::Line)),
            4..=7 => all.extend(phone(&digits)),
            8 => {
                all.extend(date::parse_birth(&digits, today).ok().map(Reading::Birth));
                all.push(Reading::FamilyCode(format!("{digits:0>11}")));
                all.extend(phone(&digits));
            }
            9 | 10 => {
                let code = Reading::FamilyCode(format!("{digits:0>11}"));
                all.push(code);
                all.extend(phone(&digits));
                // Nine digits that open with 9 are a mobile far more often.
                if digits.len() == 9 && digits.starts_with('9') {
                    all.reverse();
                }
            }
            11 => {
                let phone = phone(&digits);
                all.push(Reading::Eleven(digits));
                all.extend(phone);
            }
            _ => all.extend(phone(&digits)),
        }
    }
}

/// What the signs between the digits say.
enum Shape {
    Date,
    Phone,
    /// Dots, or a hyphen before the two check digits.
    Document,
    Plain,
}

fn shape(text: &str) -> Shape {
    let groups: Vec<usize> = text
        .split(|it: char| !it.is_ascii_digit())
        .map(str::len)
        .filter(|it| *it > 0)
        .collect();
    // Day and month first, or the year first, as in files.
    let dated = matches!(groups.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2]);
    let hyphened = matches!(groups.as_slice(), [4 | 5, 4]) && text.contains('-');
    if hyphened || text.contains(['(', ')', '+']) {
        Shape::Phone
    } else if dated && text.contains(['/', '-', '.', ' ']) {
        Shape::Date
    } else if text.contains('.') || matches!(groups.as_slice(), [9, 2] | [10, 1]) {
        Shape::Document
    } else {
        Shape::Plain
    }
}

/// The part of a phone that is stored: without +55 and the zero of long
/// distance. None below 4 digits or beyond what a number can have.
fn phone(digits: &str) -> Option<Reading> {
    let mut end = digits;
    if end.len() > 11 {
        end = end.trim_start_matches('0');
        end = end.strip_prefix("55").unwrap_or(end);
    }
    if end.len() >= 10 {
        end = end.trim_start_matches('0');
    }
    (PHONE_DIGITS_MIN..=11)
        .contains(&end.len())
        .then(|| Reading::PhoneEnd(end.to_string()))
}

/// Letters and the row number after them: "mar sou1" and "mar sou 1".
fn split_pick(folded: &str) -> (&str, Option<u32>) {
    let before = folded.trim_end_matches(|it: char| it.is_ascii_digit());
    let digits = &folded[before.len()..];
    let pick = digits.parse().ok().filter(|it| *it > 0);
    let is_pick = (1..=PICK_DIGITS_MAX).contains(&digits.len()) && pick.is_some();
    if is_pick && before.ends_with(|it: char| it.is_ascii_lowercase() || it == ' ') {
        (before.trim_end(), pick)
    } else {
        (folded, None)
    }
}

/// Two letters, perhaps a P, digits: the number on the slip.
fn ticket(folded: &str) -> Option<String> {
    let letters = folded.trim_end_matches(|it: char| it.is_ascii_digit());
    let digits = &folded[letters.len()..];
    let letters = letters.trim_end();
    let known = match letters.as_bytes() {
        [a, b] | [a, b, b'p'] => a.is_ascii_lowercase() && b.is_ascii_lowercase(),
        _ => false,
    };
    if !known || !(1..=TICKET_DIGITS_MAX).contains(&digits.len()) {
        return None;
    }
    let number: u32 = digits.parse().ok().filter(|it| *it > 0)?;
    Some(format!("{}{number}", letters.to_ascii_uppercase()))
}
