//! When somebody was born, as far as it is known. Approximate age is kept as a
//! year of birth, so that it grows by itself; its age is said with "cerca de".

use chrono::{Datelike, NaiveDate};

/// Nobody alive is older; a year before it is a slip of the keys.
const AGE_MAX_YEARS: i32 = 125;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Birth {
    #[default]
    Unknown,
    /// Only an approximate age was told; the year it points to.
    Year(i32),
    Day(NaiveDate),
}

impl Birth {
    /// What was typed: a date (12/05/1980, 12051980), a year (1980), an age
    /// (40, ~40, "40 anos") or nothing.
    ///
    /// # Errors
    /// What to type instead.
    pub fn parse(typed: &str, today: NaiveDate) -> Result<Self, &'static str> {
        const HELP: &str =
            "Não entendi a data. Escreva dia, mês e ano (12051980) ou a idade aproximada (40).";
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(Self::Unknown);
        }
        let words = typed
            .trim_start_matches('~')
            .trim_end_matches(|it: char| it.is_alphabetic() || it.is_whitespace());
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let only_digits = digits.len() == words.len();
        let number = || digits.parse::<i32>().map_err(|_| HELP);
        match (only_digits, digits.len()) {
            (true, 1..=3) => Self::from_age(number()?, today),
            (true, 4) => Self::checked_year(number()?, today),
            (true, 8) | (false, _) => {
                let day = read_day(words, &digits).ok_or(HELP)?;
                if today < day {
                    return Err("Esta data ainda não chegou. Confira o ano.");
                }
                if today.year() - day.year() > AGE_MAX_YEARS {
                    return Err("Esta data daria mais de 125 anos. Confira o ano.");
                }
                Ok(Self::Day(day))
            }
            (true, _) => Err(HELP),
        }
    }

    fn from_age(age: i32, today: NaiveDate) -> Result<Self, &'static str> {
        if age > AGE_MAX_YEARS {
            return Err("A idade passou de 125 anos. Confira.");
        }
        Ok(Self::Year(today.year() - age))
    }

    fn checked_year(year: i32, today: NaiveDate) -> Result<Self, &'static str> {
        if (today.year() - AGE_MAX_YEARS..=today.year()).contains(&year) {
            Ok(Self::Year(year))
        } else {
            Err("Este ano de nascimento não parece certo. Confira.")
        }
    }

    /// Full years; approximate when only the year is known.
    pub fn age(self, today: NaiveDate) -> Option<u32> {
        match self {
            Self::Unknown => None,
            Self::Year(year) => u32::try_from(today.year() - year).ok(),
            Self::Day(day) => today.years_since(day),
        }
    }

    /// "43 anos", "1 ano", "8 meses", "12 dias", "cerca de 40 anos".
    pub fn age_text(self, today: NaiveDate) -> String {
        match (self, self.age(today)) {
            (Self::Unknown, _) | (_, None) => "idade não informada".to_string(),
            (Self::Year(_), Some(age)) => format!("cerca de {}", count(age, "ano", "anos")),
            (Self::Day(day), Some(0)) => match months(day, today) {
                0 => count(days(day, today), "dia", "dias"),
                it => count(it, "mês", "meses"),
            },
            (Self::Day(_), Some(age)) => count(age, "ano", "anos"),
        }
    }

    /// The same for a narrow column: "43a", "8m", "12d", "~40a", "".
    pub fn age_short(self, today: NaiveDate) -> String {
        match (self, self.age(today)) {
            (Self::Unknown, _) | (_, None) => String::new(),
            (Self::Year(_), Some(age)) => format!("~{age}a"),
            (Self::Day(day), Some(0)) => match months(day, today) {
                0 => format!("{}d", days(day, today)),
                it => format!("{it}m"),
            },
            (Self::Day(_), Some(age)) => format!("{age}a"),
        }
    }

    /// "12/05/1980", "cerca de 1980", "".
    pub fn text(self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Year(year) => format!("cerca de {year}"),
            Self::Day(day) => day.format("%d/%m/%Y").to_string(),
        }
    }

    /// As it can be typed again: "12/05/1980", "1980", "".
    pub fn typed(self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Year(year) => year.to_string(),
            Self::Day(day) => day.format("%d/%m/%Y").to_string(),
        }
    }

    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Unknown | Self::Year(_) => None,
        }
    }
}

fn count(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn months(from: NaiveDate, to: NaiveDate) -> u32 {
    let whole = (to.year() - from.year()) * 12 + to.month0() as i32 - from.month0() as i32;
    let whole = if to.day() < from.day() {
        whole - 1
    } else {
        whole
    };
    u32::try_from(whole).unwrap_or(0)
}

fn days(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// ddmmaaaa, or three groups in that order; ISO is told by its first group.
fn read_day(typed: &str, digits: &str) -> Option<NaiveDate> {
    let groups: Vec<&str> = typed
        .split(|it: char| !it.is_ascii_digit())
        .filter(|it| !it.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let (day, month, year) = match groups[..] {
        [one] if one.len() == 8 => (&digits[..2], &digits[2..4], &digits[4..]),
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] if year.len() == 4 => (day, month, year),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_years_and_ages_are_told_apart() {
        let today = day("2026-11-23");
        let check = |typed: &str, expected: Result<Birth, ()>| {
            assert_eq!(
                Birth::parse(typed, today).map_err(drop),
                expected,
                "{typed}"
            );
        };
        check("", Ok(Birth::Unknown));
        check("12/05/1980", Ok(Birth::Day(day("1980-05-12"))));
        check("12051980", Ok(Birth::Day(day("1980-05-12"))));
        check("1980-05-12", Ok(Birth::Day(day("1980-05-12"))));
        check("40", Ok(Birth::Year(1986)));
        check("~40", Ok(Birth::Year(1986)));
        check("40 anos", Ok(Birth::Year(1986)));
        check("1986", Ok(Birth::Year(1986)));
        check("0", Ok(Birth::Year(2026)));
        for bad in [
            "31/02/1980",
            "24/11/2026",
            "12/05/1880",
            "1700",
            "130",
            "ontem",
            "120519",
        ] {
            check(bad, Err(()));
        }
    }

    #[test]
    fn ages_are_said_as_people_say_them() {
        let today = day("2026-11-23");
        let check = |birth: Birth, text: &str, short: &str| {
            assert_eq!(birth.age_text(today), text);
            assert_eq!(birth.age_short(today), short);
        };
        check(Birth::Day(day("1983-11-23")), "43 anos", "43a");
        check(Birth::Day(day("1983-11-24")), "42 anos", "42a");
        check(Birth::Day(day("2025-11-01")), "1 ano", "1a");
        check(Birth::Day(day("2026-03-20")), "8 meses", "8m");
        check(Birth::Day(day("2026-10-24")), "30 dias", "30d");
        check(Birth::Day(day("2026-10-23")), "1 mês", "1m");
        check(Birth::Year(1986), "cerca de 40 anos", "~40a");
        check(Birth::Unknown, "idade não informada", "");
    }

    #[test]
    fn what_is_typed_again_says_the_same() {
        let today = day("2026-11-23");
        for birth in [
            Birth::Unknown,
            Birth::Year(1990),
            Birth::Day(day("2001-02-03")),
        ] {
            assert_eq!(Birth::parse(&birth.typed(), today), Ok(birth));
        }
    }
}
