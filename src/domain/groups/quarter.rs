//! The quarters in which participation is confirmed in the SISC: until the
//! 20th of March, June, September and December.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

/// Day of the last month by which the quarter is confirmed.
const DEADLINE_DAY: u32 = 20;

/// A quarter of a year, 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    number: u32,
}

/// Which days a quarter counts. The manuals do not say, so the unit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuarterSpan {
    /// January to March and so on.
    Calendar,
    /// From the day after one deadline to the next: every day can still be
    /// confirmed when it comes.
    Deadlines,
}

impl Quarter {
    /// `None` for a number that is none, or a year no calendar has.
    pub fn new(year: i32, number: u32) -> Option<Self> {
        let it = Self { year, number };
        ((1..=4).contains(&number) && (1900..=9999).contains(&year)).then_some(it)
    }

    /// The quarter in which a day counts.
    pub fn of(day: NaiveDate, span: QuarterSpan) -> Self {
        let it = Self {
            year: day.year(),
            number: day.month0() / 3 + 1,
        };
        match span {
            QuarterSpan::Deadlines if day > it.deadline() => it.next(),
            QuarterSpan::Calendar | QuarterSpan::Deadlines => it,
        }
    }

    /// "2026-4".
    ///
    /// # Errors
    /// What to write instead, for the person.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let found = text
            .trim()
            .split_once(['-', '/'])
            .and_then(|(year, number)| {
                let number = number.trim_start_matches(['t', 'T']).parse().ok()?;
                Self::new(year.parse().ok()?, number)
            });
        found.ok_or("escreva o trimestre como 2026-4")
    }

    pub fn next(self) -> Self {
        match self.number {
            4 => Self {
                year: self.year + 1,
                number: 1,
            },
            number => Self {
                number: number + 1,
                ..self
            },
        }
    }

    pub fn previous(self) -> Self {
        match self.number {
            1 => Self {
                year: self.year - 1,
                number: 4,
            },
            number => Self {
                number: number - 1,
                ..self
            },
        }
    }

    /// Last day of confirming.
    pub fn deadline(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number * 3, DEADLINE_DAY).unwrap_or(NaiveDate::MAX)
    }

    /// First and last day counted.
    pub fn days(self, span: QuarterSpan) -> (NaiveDate, NaiveDate) {
        match span {
            QuarterSpan::Calendar => (first_day(self), before(first_day(self.next()))),
            QuarterSpan::Deadlines => (after(self.previous().deadline()), self.deadline()),
        }
    }

    /// "4º trimestre de 2026".
    pub fn shown(self) -> String {
        format!("{}º trimestre de {}", self.number, self.year)
    }
}

impl QuarterSpan {
    /// Of the unit's setting: «sim» counts from one deadline to the next.
    pub fn from_setting(code: &str) -> Self {
        match code {
            "sim" => Self::Deadlines,
            _ => Self::Calendar,
        }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}", self.year, self.number)
    }
}

fn first_day(it: Quarter) -> NaiveDate {
    NaiveDate::from_ymd_opt(it.year, it.number * 3 - 2, 1).unwrap_or(NaiveDate::MIN)
}

fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_day_is_in_the_one_quarter_that_has_it() {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        for span in [QuarterSpan::Calendar, QuarterSpan::Deadlines] {
            let mut last: Option<Quarter> = None;
            for day in first.iter_days().take(1_200) {
                let it = Quarter::of(day, span);
                let (from, to) = it.days(span);
                assert!(from <= day && day <= to, "{day} {span:?}");
                assert_eq!(Quarter::parse(&it.to_string()), Ok(it));
                if let Some(last) = last.filter(|last| *last != it) {
                    assert_eq!(last.next(), it);
                    assert_eq!(it.previous(), last);
                    assert_eq!(day, from);
                }
                last = Some(it);
            }
        }
    }

    #[test]
    fn the_deadlines_are_those_of_the_ministry() {
        let deadlines: Vec<String> = (1..=4)
            .filter_map(|it| Quarter::new(2026, it))
            .map(|it| it.deadline().to_string())
            .collect();
        assert_eq!(
            deadlines,
            ["2026-03-20", "2026-06-20", "2026-09-20", "2026-12-20"]
        );
        for wrong in ["", "2026", "2026-5", "2026-0", "x-1", "4-2026"] {
            assert!(Quarter::parse(wrong).is_err(), "{wrong}");
        }
    }
}
