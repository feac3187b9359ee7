//! A birth as the form takes it and a list shows it: a date, a year, or just an
//! age said at the desk, which is kept as a year so that it grows by itself.

use chrono::{Datelike, NaiveDate};

use crate::domain::date::{self, AGE_MAX_YEARS, Birth, months_at};

impl Birth {
    /// What was typed: a date (12/05/1980, 12051980), a year (1980), an age
    /// (40, ~40, "40 anos") or nothing.
    ///
    /// # Errors
    /// What to type instead.
    pub fn parse(typed: &str, today: NaiveDate) -> Result<Self, &'static str> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(Self::Unknown);
        }
        let number = typed
            .trim_start_matches('~')
            .trim_end_matches(|it: char| it.is_alphabetic() || it.is_whitespace());
        let is_short = number.len() <= 4 && number.bytes().all(|it| it.is_ascii_digit());
        match number.parse::<u32>() {
            Ok(age) if is_short && number.len() < 4 => {
                if age > AGE_MAX_YEARS {
                    return Err("A idade passou de 125 anos. Confira.");
                }
                Ok(Self::about_age(age, today))
            }
            Ok(year) if is_short => {
                let year = i32::try_from(year).unwrap_or(0);
                let age = today.year() - year;
                if (0..=AGE_MAX_YEARS.cast_signed()).contains(&age) {
                    Ok(Self::About { year })
                } else {
                    Err("Este ano de nascimento não parece certo. Confira.")
                }
            }
            Ok(_) | Err(_) => date::parse_birth(typed, today).map(Self::Known),
        }
    }

    /// For a narrow column: "43a", "8m", "~40a", "".
    pub fn age_short(self, today: NaiveDate) -> String {
        match (self, self.age(today)) {
            (Self::Unknown, _) | (_, None) => String::new(),
            (Self::About { .. }, Some(age)) => format!("~{age}a"),
            (Self::Known(day), Some(0)) => format!("{}m", months_at(day, today)),
            (Self::Known(_), Some(age)) => format!("{age}a"),
        }
    }

    /// "12/05/1980", "cerca de 1980", "".
    pub fn text(self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::About { year } => format!("cerca de {year}"),
            Self::Known(day) => date::show(day),
        }
    }

    /// As it can be typed again: "12/05/1980", "1980", "".
    pub fn typed(self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::About { year } => year.to_string(),
            Self::Known(day) => date::show(day),
        }
    }
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
        let about = |year| Ok(Birth::About { year });
        check("", Ok(Birth::Unknown));
        check("12/05/1980", Ok(Birth::Known(day("1980-05-12"))));
        check("12051980", Ok(Birth::Known(day("1980-05-12"))));
        check("1980-05-12", Ok(Birth::Known(day("1980-05-12"))));
        check("40", about(1986));
        check("~40", about(1986));
        check("40 anos", about(1986));
        check("1986", about(1986));
        check("0", about(2026));
        for bad in [
            "31/02/1980",
            "24/11/2026",
            "12/05/1880",
            "1700",
            "130",
            "ontem",
        ] {
            check(bad, Err(()));
        }
    }

    #[test]
    fn what_is_typed_again_says_the_same() {
        let today = day("2026-11-23");
        let known = Birth::Known(day("2001-02-03"));
        for birth in [Birth::Unknown, Birth::About { year: 1990 }, known] {
            assert_eq!(Birth::parse(&birth.typed(), today), Ok(birth));
        }
        assert_eq!(known.age_short(today), "25a");
        assert_eq!(Birth::about_age(40, today).age_short(today), "~40a");
    }
}
