//! Civil dates as people type, read and count them: `ddmmaaaa`, "34 anos",
//! "cerca de 40 anos", the month of a report. Today always comes in as an
//! argument; nothing here knows what day it is.

mod age;
mod month;

pub use age::{Birth, age_at, months_at};
pub use month::YearMonth;

use chrono::{Datelike, NaiveDate};

/// Nobody has been proved to live longer (122 years), with room for the one
/// who will.
pub const AGE_MAX_YEARS: u32 = 125;
/// Years that a date at the desk can have: the oldest deed, the farthest term.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2199;
/// How far ahead a year of two digits is still taken to be in the future.
const AHEAD_YEARS: i32 = 10;

pub const BAD_SHAPE: &str = "escreva a data como dia, mês e ano: 23/11/2026";
pub const BAD_DAY: &str = "o dia vai de 01 a 31";
pub const BAD_MONTH: &str = "o mês vai de 01 a 12";
pub const NO_SUCH_DAY: &str = "esse mês não tem esse dia; confira a data";
pub const NOT_LEAP: &str = "esse ano não teve 29 de fevereiro; confira a data";
pub const BAD_YEAR: &str = "confira o ano";
pub const IN_THE_FUTURE: &str = "essa data ainda não chegou; confira o nascimento";
pub const TOO_OLD: &str = "seriam mais de 125 anos; confira o ano de nascimento";

/// A date as typed: `ddmmaaaa`, `ddmmaa`, or day, month and year set apart by
/// `/`, `-`, `.` or spaces; `aaaa-mm-dd` too. A year of two digits is the one
/// between 89 years ago and 10 ahead. The error is for the person.
pub fn parse_typed(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let typed = Typed::parse(text)?;
    typed.within(today.year().saturating_add(AHEAD_YEARS))
}

/// A birth date: the same forms, a year of two digits being the last such one
/// that has come. Refuses the future and more than 125 years.
pub fn parse_birth(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let typed = Typed::parse(text)?;
    let date = match typed.within(today.year()) {
        // This year's, but not yet come: a century before. Neither may be a
        // 29 February of a year without one, so the other is tried.
        Ok(date) if typed.short && date > today => typed.within(today.year() - 1)?,
        Err(NOT_LEAP) if typed.short => typed.within(today.year() - 1)?,
        other => other?,
    };
    check_birth(date, today)?;
    Ok(date)
}

/// Whether somebody living can have been born on that day.
pub fn check_birth(date: NaiveDate, today: NaiveDate) -> Result<(), &'static str> {
    if date > today {
        Err(IN_THE_FUTURE)
    } else if age_at(date, today) > AGE_MAX_YEARS {
        Err(TOO_OLD)
    } else {
        Ok(())
    }
}

/// "23/11/2026".
pub fn show(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

struct Typed {
    day: u32,
    month: u32,
    year: i32,
    /// The year had two digits.
    short: bool,
}

impl Typed {
    fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let parts: Vec<&str> = text
            .split(|it: char| matches!(it, '/' | '-' | '.') || it.is_whitespace())
            .filter(|it| !it.is_empty())
            .take(4)
            .collect();
        let digits = |it: &&str| it.bytes().all(|it| it.is_ascii_digit());
        if !parts.iter().all(digits) {
            return Err(BAD_SHAPE);
        }
        let (day, month, year) = match parts.as_slice() {
            [all] if matches!(all.len(), 6 | 8) => (&all[..2], &all[2..4], &all[4..]),
            [y, m, d] if y.len() == 4 && d.len() <= 2 => (*d, *m, *y),
            [d, m, y] => (*d, *m, *y),
            _ => return Err(BAD_SHAPE),
        };
        if day.len() > 2 || month.len() > 2 || !matches!(year.len(), 2 | 4) {
            return Err(BAD_SHAPE);
        }
        let number = |it: &str| it.parse::<u32>().map_err(|_| BAD_SHAPE);
        let typed = Self {
            day: number(day)?,
            month: number(month)?,
            year: i32::try_from(number(year)?).map_err(|_| BAD_SHAPE)?,
            short: year.len() == 2,
        };
        if !(1..=31).contains(&typed.day) {
            return Err(BAD_DAY);
        }
        if !(1..=12).contains(&typed.month) {
            return Err(BAD_MONTH);
        }
        Ok(typed)
    }

    /// The date, with a short year in the century that ends in `newest`.
    fn within(&self, newest: i32) -> Result<NaiveDate, &'static str> {
        let year = if self.short {
            newest - (newest - self.year).rem_euclid(100)
        } else {
            self.year
        };
        if !YEARS.contains(&year) {
            return Err(BAD_YEAR);
        }
        NaiveDate::from_ymd_opt(year, self.month, self.day).ok_or({
            if (self.month, self.day) == (2, 29) {
                NOT_LEAP
            } else {
                NO_SUCH_DAY
            }
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn today() -> NaiveDate {
        day(2026, 11, 23)
    }

    #[test]
    fn dates_as_people_type_them() {
        #[track_caller]
        fn check(typed: &str, expected: Result<(i32, u32, u32), &'static str>) {
            let expected = expected.map(|(y, m, d)| day(y, m, d));
            assert_eq!(parse_typed(typed, today()), expected, "{typed}");
        }
        check("23111984", Ok((1984, 11, 23)));
        check("23/11/1984", Ok((1984, 11, 23)));
        check(" 3/1/1984 ", Ok((1984, 1, 3)));
        check("03-01-84", Ok((1984, 1, 3)));
        check("03.01.1984", Ok((1984, 1, 3)));
        check("03 01 1984", Ok((1984, 1, 3)));
        check("1984-01-03", Ok((1984, 1, 3)));
        check("030184", Ok((1984, 1, 3)));
        check("030130", Ok((2030, 1, 3)));
        check("030137", Ok((1937, 1, 3)));
        check("29022024", Ok((2024, 2, 29)));
        check("29022023", Err(NOT_LEAP));
        check("31042024", Err(NO_SUCH_DAY));
        check("30022024", Err(NO_SUCH_DAY));
        check("32012024", Err(BAD_DAY));
        check("00012024", Err(BAD_DAY));
        check("01132024", Err(BAD_MONTH));
        check("01010024", Err(BAD_YEAR));
        check("01019999", Err(BAD_YEAR));
        check("1/1/198", Err(BAD_SHAPE));
        check("1/1", Err(BAD_SHAPE));
        check("1/1/1/1984", Err(BAD_SHAPE));
        check("2301198", Err(BAD_SHAPE));
        check("", Err(BAD_SHAPE));
        check("ontem", Err(BAD_SHAPE));
        check("+1/01/1984", Err(BAD_SHAPE));
        check("٠١/٠١/١٩٨٤", Err(BAD_SHAPE));
    }

    #[test]
    fn births_have_happened_and_not_too_long_ago() {
        #[track_caller]
        fn check(typed: &str, expected: Result<(i32, u32, u32), &'static str>) {
            let expected = expected.map(|(y, m, d)| day(y, m, d));
            assert_eq!(parse_birth(typed, today()), expected, "{typed}");
        }
        check("23112026", Ok((2026, 11, 23)));
        check("24112026", Err(IN_THE_FUTURE));
        check("231126", Ok((2026, 11, 23)));
        check("241126", Ok((1926, 11, 24)));
        check("030130", Ok((1930, 1, 3)));
        check("290224", Ok((2024, 2, 29)));
        check("290226", Err(NOT_LEAP));
        check("23111901", Ok((1901, 11, 23)));
        check("22111900", Err(TOO_OLD));
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_back(days in -40_000i32..60_000) {
            let date = NaiveDate::from_epoch_days(days).unwrap();
            prop_assert_eq!(parse_typed(&show(date), today()), Ok(date));
            let digits: String = show(date).split('/').collect();
            prop_assert_eq!(parse_typed(&digits, today()), Ok(date));
        }

        #[test]
        fn no_text_breaks_a_date(text in "\\PC{0,12}|[0-9/. -]{0,12}") {
            let _ = parse_typed(&text, today());
            if let Ok(born) = parse_birth(&text, today()) {
                prop_assert!(born <= today());
            }
        }
    }
}
