//! Fixed-length numbers: CPF, NIS, dates, CEP, phones. The mask shows while
//! typing, the last digit checks itself and moves on. A wrong check digit
//! rings and says so but never blocks: papers are wrong too, and a person
//! without the right one is still a person.

use ratatui::layout::Rect;

use chrono::NaiveDate;

use crate::domain::date::{Birth, parse_typed};
use crate::domain::ids::{Cep, Cpf, Nis, Phone};
use crate::ui::canvas::{Canvas, columns};
use crate::ui::input::Key;
use crate::ui::look::Tone;

/// How a number looks and how it is checked.
#[derive(Clone, Copy)]
pub struct Mask {
    /// Patterns by growing length, `0` for a digit: a phone has two.
    pub patterns: &'static [&'static str],
    /// Says what is wrong with a complete number; gets digits only.
    pub check: fn(&str) -> Result<(), &'static str>,
    /// On leaving: the whole number out of a short one (a year of two
    /// digits), and what only the day can tell (a birth in the future).
    pub finish: Option<Finish>,
    /// What a number shorter than the pattern says as it is, if it says
    /// something: an age instead of a birth date.
    pub short: Option<fn(&str) -> Option<String>>,
}

pub type Finish = fn(&str, NaiveDate) -> Result<String, &'static str>;

impl Mask {
    pub const fn new(
        patterns: &'static [&'static str],
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Self {
        Self {
            patterns,
            check,
            finish: None,
            short: None,
        }
    }

    #[must_use]
    pub const fn finish(mut self, finish: Finish) -> Self {
        self.finish = Some(finish);
        self
    }

    #[must_use]
    pub const fn short(mut self, short: fn(&str) -> Option<String>) -> Self {
        self.short = Some(short);
        self
    }

    fn short_of(&self, typed: &str) -> Option<String> {
        self.short.and_then(|it| it(typed))
    }

    pub fn digits_max(&self) -> usize {
        self.patterns.iter().map(|it| digits(it)).max().unwrap_or(0)
    }

    /// Whether some pattern has exactly that many digits.
    pub fn complete(&self, typed: &str) -> bool {
        self.patterns.iter().any(|it| digits(it) == typed.len())
    }

    fn pattern(&self, typed: usize) -> &'static str {
        let fits = self.patterns.iter().find(|it| digits(it) >= typed);
        fits.or(self.patterns.last()).copied().unwrap_or("")
    }

    /// "123.456.___-__".
    pub fn shown(&self, typed: &str) -> String {
        let mut rest = typed.chars();
        let place = |c| {
            if c == '0' {
                rest.next().unwrap_or('_')
            } else {
                c
            }
        };
        self.pattern(typed.len()).chars().map(place).collect()
    }
}

fn digits(pattern: &str) -> usize {
    pattern.bytes().filter(|it| *it == b'0').count()
}

/// No check beyond the number of digits.
pub fn any(_: &str) -> Result<(), &'static str> {
    Ok(())
}

/// Day, month and year of four digits that exist in the calendar.
pub fn date(digits: &str) -> Result<(), &'static str> {
    parse_date(digits)
        .map(drop)
        .ok_or("Essa data não existe no calendário.")
}

/// "23111980" as a civil date.
pub fn parse_date(digits: &str) -> Option<NaiveDate> {
    let part = |range| {
        digits
            .get(range)
            .and_then(|it: &str| it.parse::<u32>().ok())
    };
    let year = i32::try_from(part(4..8)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(2..4)?, part(0..2)?).filter(|_| digits.len() == 8)
}

pub const DATE: Mask = Mask::new(&["00/00/0000"], date)
    .finish(|typed, today| parse_typed(typed, today).map(|it| it.format("%d%m%Y").to_string()));
/// A day that has come, at most 125 years ago; or only the age or the year,
/// for people whose day nobody knows.
pub const BIRTH: Mask = Mask::new(&["00/00/0000"], date)
    .finish(|typed, today| {
        Birth::parse(typed, today).map(|it| match it {
            Birth::Known(day) => day.format("%d%m%Y").to_string(),
            Birth::About { .. } | Birth::Unknown => typed.to_owned(),
        })
    })
    .short(|typed| match typed.len() {
        1..=3 => Some(format!("cerca de {typed} anos")),
        4 => Some(format!("cerca de {typed}")),
        _ => None,
    });
pub const TIME: Mask = Mask::new(&["00:00"], time);
pub const CPF: Mask = Mask::new(&[Cpf::MASK], |it| Cpf::parse(it).map(drop));
pub const NIS: Mask = Mask::new(&[Nis::MASK], |it| Nis::parse(it).map(drop));
pub const CEP: Mask = Mask::new(&[Cep::MASK], |it| Cep::parse(it).map(drop));
/// With or without area code: the unit's own is added when it is stored.
pub const PHONE: Mask = Mask::new(
    &[
        "0000-0000",
        "00000-0000",
        "(00) 0000-0000",
        "(00) 00000-0000",
    ],
    |it| Phone::parse(it, "11").map(drop),
);

fn time(digits: &str) -> Result<(), &'static str> {
    let part = |range| {
        digits
            .get(range)
            .and_then(|it: &str| it.parse::<u32>().ok())
    };
    match (part(0..2), part(2..4)) {
        (Some(hour), Some(minute)) if hour < 24 && minute < 60 => Ok(()),
        _ => Err("Essa hora não existe."),
    }
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Changed,
    Moved,
    /// The last digit is in and the number checks: go on.
    Complete,
    /// The last digit is in and something is wrong: say it and stay.
    Wrong(&'static str),
    /// No room, or not a digit.
    Refused,
    No,
}

#[derive(Clone)]
pub struct Masked {
    mask: Mask,
    digits: String,
}

impl Masked {
    pub fn new(mask: Mask) -> Self {
        Self {
            mask,
            digits: String::new(),
        }
    }

    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// See `Mask::finish`.
    pub fn finish(&mut self, today: NaiveDate) -> Option<&'static str> {
        let finish = self.mask.finish.filter(|_| !self.digits.is_empty())?;
        match finish(&self.digits, today) {
            Ok(whole) => {
                self.set(&whole);
                None
            }
            Err(why) => Some(why),
        }
    }

    /// Columns that it takes when full.
    pub fn columns(&self) -> u16 {
        self.mask
            .patterns
            .iter()
            .map(|it| columns(it))
            .max()
            .unwrap_or(0)
    }

    pub fn set(&mut self, text: &str) {
        let digits = text.chars().filter(char::is_ascii_digit);
        self.digits = digits.take(self.mask.digits_max()).collect();
    }

    /// What is wrong with what is there; empty is not wrong.
    pub fn problem(&self) -> Option<&'static str> {
        if self.digits.is_empty() || self.mask.short_of(&self.digits).is_some() {
            None
        } else if self.mask.complete(&self.digits) {
            (self.mask.check)(&self.digits).err()
        } else {
            Some("Faltam dígitos.")
        }
    }

    pub fn key(&mut self, key: Key) -> Step {
        match key {
            Key::Char(c) if c.is_ascii_digit() => self.push(c),
            Key::Char(c) => self.separator(c),
            Key::Backspace => self.pop(),
            Key::Delete | Key::Ctrl('u' | 'w') if self.digits.is_empty() => Step::Moved,
            Key::Delete | Key::Ctrl('u' | 'w') => {
                self.digits.clear();
                Step::Changed
            }
            Key::Left | Key::Right | Key::Home | Key::End => Step::Moved,
            _ => Step::No,
        }
    }

    fn push(&mut self, c: char) -> Step {
        let max = self.mask.digits_max();
        if self.digits.len() >= max {
            return Step::Refused;
        }
        self.digits.push(c);
        if self.digits.len() < max {
            return Step::Changed;
        }
        match (self.mask.check)(&self.digits) {
            Ok(()) => Step::Complete,
            Err(why) => Step::Wrong(why),
        }
    }

    fn pop(&mut self) -> Step {
        match self.digits.pop() {
            Some(_) => Step::Changed,
            None => Step::Moved,
        }
    }

    /// People type "5/3/1980" and "529.982.247-25": a separator is welcome
    /// where the mask has it, and fills a short group with zeros before it.
    fn separator(&mut self, c: char) -> Step {
        let pattern = self.mask.pattern(self.digits.len());
        let mut seen = 0;
        let mut group = 0;
        for place in pattern.chars() {
            if place == '0' {
                (seen, group) = (seen + 1, group + 1);
                continue;
            }
            if place == c && seen >= self.digits.len() {
                let typed = self.digits.len() - (seen - group);
                if typed == 0 || typed > group {
                    return Step::Moved;
                }
                let at = seen - group;
                self.digits.insert_str(at, &"0".repeat(group - typed));
                return Step::Changed;
            }
            if seen > self.digits.len() {
                break;
            }
            group = 0;
        }
        // Spaces and separators already behind us, as pasted text has them.
        if pattern.contains(c) || c == ' ' {
            Step::Moved
        } else {
            Step::Refused
        }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, active: bool) {
        if area.is_empty() || (self.digits.is_empty() && !active) {
            if active {
                canvas.cursor(area.x, area.y);
            }
            return;
        }
        let short = self.mask.short_of(&self.digits).filter(|_| !active);
        let shown = short.unwrap_or_else(|| self.mask.shown(&self.digits));
        let tone = if active { Tone::Active } else { Tone::Field };
        canvas.line(area, 0, &shown, tone);
        if active {
            let next = shown
                .find('_')
                .map_or(columns(&shown), |n| columns(&shown[..n]));
            canvas.cursor((area.x + next).min(area.right() - 1), area.y);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(mask: Mask, typed: &str, expected: &str, last: Step) {
        let mut field = Masked::new(mask);
        let mut step = Step::No;
        for key in Key::script(typed).unwrap() {
            step = field.key(key);
        }
        assert_eq!(
            (mask.shown(field.digits()).as_str(), step),
            (expected, last),
            "{typed}"
        );
    }

    #[test]
    fn the_mask_shows_and_checks() {
        check(DATE, "2311", "23/11/____", Step::Changed);
        check(DATE, "23111980", "23/11/1980", Step::Complete);
        check(
            DATE,
            "31021980",
            "31/02/1980",
            Step::Wrong("Essa data não existe no calendário."),
        );
        check(DATE, "5/3/1980", "05/03/1980", Step::Complete);
        check(DATE, "05/03/1980", "05/03/1980", Step::Complete);
        check(DATE, "05/0<backspace>", "05/__/____", Step::Changed);
        check(PHONE, "33330000", "3333-0000", Step::Changed);
        check(PHONE, "7933330000", "(79) 3333-0000", Step::Changed);
        check(PHONE, "79999990000", "(79) 99999-0000", Step::Complete);
        check(CEP, "49000-100", "49000-100", Step::Complete);
        check(TIME, "8:30", "08:30", Step::Complete);
        check(TIME, "2530", "25:30", Step::Wrong("Essa hora não existe."));
        check(DATE, "a", "__/__/____", Step::Refused);
    }
}
