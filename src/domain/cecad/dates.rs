//! Dates of CECAD columns. Four forms are about: `DDMMAAAA`, `AAAAMMDD`,
//! `AAAA-MM-DD` and `DD/MM/AAAA`. Eight digits say nothing of their order, so
//! the whole column decides it, once, from the values that only one reading
//! makes a real date; a value that then does not fit is left blank and
//! counted, never guessed.

use chrono::{Datelike, NaiveDate};

/// No living person was born before; the lower edge of a plausible year.
const FIRST_YEAR: i32 = 1900;

/// How a column writes its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// `DDMMAAAA`, seven digits when a spreadsheet ate the zero.
    DayFirst,
    /// `AAAAMMDD`
    YearFirst,
    /// `AAAA-MM-DD`, also with a time after it.
    Iso,
    /// `DD/MM/AAAA`
    Slashed,
}

impl DateForm {
    pub const fn label(self) -> &'static str {
        match self {
            Self::DayFirst => "DDMMAAAA",
            Self::YearFirst => "AAAAMMDD",
            Self::Iso => "AAAA-MM-DD",
            Self::Slashed => "DD/MM/AAAA",
        }
    }
}

/// What the first pass saw in one column.
#[derive(Debug, Clone, Copy, Default)]
pub struct DateEvidence {
    day_first: u64,
    year_first: u64,
    iso: u64,
    slashed: u64,
}

impl DateEvidence {
    pub fn see(&mut self, value: &str, last_year: i32) {
        let value = value.trim();
        let fits = |form| read_as(value, form, last_year).is_some();
        // With years kept to 1900–today no eight digits are a date both ways
        // (the end of a year, read as a month, is 19 or 20), so each value is
        // clean evidence; garbage gives none.
        if is_digits(value) {
            self.day_first += u64::from(fits(DateForm::DayFirst));
            self.year_first += u64::from(fits(DateForm::YearFirst));
        } else {
            self.iso += u64::from(fits(DateForm::Iso));
            self.slashed += u64::from(fits(DateForm::Slashed));
        }
    }

    /// How the column is read. `DDMMAAAA` when nothing speaks, or both equally:
    /// it is the form of the newest dictionary (Dec 2025).
    pub const fn decide(&self) -> ColumnDates {
        let digits = if self.year_first > self.day_first {
            DateForm::YearFirst
        } else {
            DateForm::DayFirst
        };
        let (most, main) = if self.year_first > self.day_first {
            (self.year_first, DateForm::YearFirst)
        } else {
            (self.day_first, DateForm::DayFirst)
        };
        let main = if most == 0 && self.iso == 0 && self.slashed == 0 {
            None
        } else if self.iso > most && self.iso >= self.slashed {
            Some(DateForm::Iso)
        } else if self.slashed > most {
            Some(DateForm::Slashed)
        } else {
            Some(main)
        };
        ColumnDates { digits, main }
    }
}

/// The reading of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnDates {
    digits: DateForm,
    /// The form most values have; `None` when the column held no date.
    pub main: Option<DateForm>,
}

impl ColumnDates {
    /// `Ok(None)` for a blank (also `00000000`).
    ///
    /// # Errors
    /// The value is no date in this column's form.
    pub fn read(self, value: &str, last_year: i32) -> Result<Option<NaiveDate>, Unreadable> {
        let value = value.trim();
        if value.bytes().all(|it| matches!(it, b'0' | b'/' | b'-')) || super::values::is_null(value)
        {
            return Ok(None);
        }
        let read = if is_digits(value) {
            read_as(value, self.digits, last_year)
        } else {
            // The signs inside tell these two apart value by value.
            read_as(value, DateForm::Iso, last_year)
                .or_else(|| read_as(value, DateForm::Slashed, last_year))
        };
        read.map(Some).ok_or(Unreadable)
    }
}

/// A value that is no date. Holds nothing: it may be part of a person's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit())
}

fn read_as(value: &str, form: DateForm, last_year: i32) -> Option<NaiveDate> {
    let (year, month, day) = match form {
        DateForm::DayFirst => {
            let number: u32 = value.parse().ok()?;
            if !(7..=8).contains(&value.len()) {
                return None;
            }
            (number % 10_000, number / 10_000 % 100, number / 1_000_000)
        }
        DateForm::YearFirst => {
            let number: u32 = value.parse().ok()?;
            if value.len() != 8 {
                return None;
            }
            (number / 10_000, number / 100 % 100, number % 100)
        }
        DateForm::Iso => {
            let date = value.split([' ', 'T']).next()?;
            let mut parts = date.split('-');
            let year = parts.next().filter(|it| it.len() == 4)?;
            three(year, parts.next()?, parts.next()?, parts.next())?
        }
        DateForm::Slashed => {
            let date = value.split(' ').next()?;
            let mut parts = date.split('/');
            let (day, month) = (parts.next()?, parts.next()?);
            let year = parts.next().filter(|it| it.len() == 4)?;
            three(year, month, day, parts.next())?
        }
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (FIRST_YEAR <= date.year() && date.year() <= last_year).then_some(date)
}

fn three(year: &str, month: &str, day: &str, more: Option<&str>) -> Option<(u32, u32, u32)> {
    let number = |text: &str| {
        (is_digits(text) && text.len() <= 4)
            .then(|| text.parse().ok())
            .flatten()
    };
    more.is_none()
        .then_some((number(year)?, number(month)?, number(day)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const YEAR: i32 = 2026;

    fn column(values: &[&str]) -> ColumnDates {
        let mut it = DateEvidence::default();
        for value in values {
            it.see(value, YEAR);
        }
        it.decide()
    }

    fn check(values: &[&str], form: Option<DateForm>, dates: &[Option<&str>]) {
        let it = column(values);
        assert_eq!(it.main, form, "{values:?}");
        for (value, date) in values.iter().zip(dates) {
            let read = it.read(value, YEAR).ok().flatten();
            assert_eq!(read, date.map(|d| d.parse().unwrap()), "{value}");
        }
    }

    #[test]
    fn four_forms() {
        check(
            &["05031990"],
            Some(DateForm::DayFirst),
            &[Some("1990-03-05")],
        );
        check(
            &["5031990"],
            Some(DateForm::DayFirst),
            &[Some("1990-03-05")],
        );
        check(
            &["19900305"],
            Some(DateForm::YearFirst),
            &[Some("1990-03-05")],
        );
        check(&["1990-03-05"], Some(DateForm::Iso), &[Some("1990-03-05")]);
        check(
            &["1990-03-05 00:00:00"],
            Some(DateForm::Iso),
            &[Some("1990-03-05")],
        );
        check(
            &["05/03/1990"],
            Some(DateForm::Slashed),
            &[Some("1990-03-05")],
        );
        check(
            &["5/3/1990 00:00"],
            Some(DateForm::Slashed),
            &[Some("1990-03-05")],
        );
        check(&["", "00000000", "NULL"], None, &[None, None, None]);
    }

    #[test]
    fn the_column_decides_and_strays_stay_blank() {
        check(
            &["19900305", "20010228", "31121990", "99999999"],
            Some(DateForm::YearFirst),
            &[Some("1990-03-05"), Some("2001-02-28"), None, None],
        );
        // Looks like 1910 in December from the left; only the right is a year.
        check(
            &["19121990", "20102010"],
            Some(DateForm::DayFirst),
            &[Some("1990-12-19"), Some("2010-10-20")],
        );
        assert_eq!(column(&[]).read("31/02/2000", YEAR), Err(Unreadable));
        assert_eq!(column(&[]).read("2090-01-01", YEAR), Err(Unreadable));
    }

    proptest! {
        #[test]
        fn no_eight_digits_are_two_dates(n in 0u32..100_000_000) {
            let text = format!("{n:08}");
            let both = read_as(&text, DateForm::DayFirst, YEAR).is_some() && read_as(&text, DateForm::YearFirst, YEAR).is_some();
            prop_assert!(!both);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,20}") {
            let _ = column(&[&text]).read(&text, YEAR);
        }
    }
}
