//! Values of the command line, checked where they are typed. The errors are
//! what the person reads, in pt-BR.

use chrono::NaiveDate;

use super::agenda::args::NearDay;
use super::args::Day;
use crate::app::sample::{FAMILIES_MAX, MONTHS_MAX};
use crate::domain::access::Role;
use crate::domain::activities::{parse_axis, parse_band};
use crate::domain::codes::{Axis, Band};

/// Columns between which a table can be read.
pub const WIDTH_MIN: usize = 30;
pub const WIDTH_MAX: usize = 200;

/// The widest offset that any place keeps, in minutes.
const ZONE_MAX: i32 = 14 * 60;

pub fn day(text: &str) -> Result<Day, String> {
    match text {
        "hoje" => Ok(Day::Today),
        "ontem" => Ok(Day::Yesterday),
        _ => NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"))
            .map(Day::On)
            .map_err(|_| "diga hoje, ontem ou uma data como 2026-11-23".to_string()),
    }
}

pub fn near_day(text: &str) -> Result<NearDay, String> {
    match text {
        "amanha" | "amanhã" => Ok(NearDay::Tomorrow),
        _ => match day(text) {
            Ok(Day::Today) => Ok(NearDay::Today),
            Ok(Day::Yesterday) => Ok(NearDay::Yesterday),
            Ok(Day::On(day)) => Ok(NearDay::On(day)),
            Err(_) => Err("diga hoje, amanha, ontem ou uma data como 2026-11-23".to_string()),
        },
    }
}

pub fn date(text: &str) -> Result<NaiveDate, String> {
    match day(text) {
        Ok(Day::On(day)) => Ok(day),
        Ok(Day::Today | Day::Yesterday) | Err(_) => {
            Err("diga uma data como 2026-11-23".to_string())
        }
    }
}

pub fn width(text: &str) -> Result<usize, String> {
    within(text, WIDTH_MIN, WIDTH_MAX)
}

pub fn axis(text: &str) -> Result<Axis, String> {
    parse_axis(text).ok_or_else(|| {
        let codes: Vec<&str> = Axis::ALL.iter().map(|it| it.code()).collect();
        format!("os eixos são {}", codes.join(", "))
    })
}

pub fn band(text: &str) -> Result<Band, String> {
    parse_band(text).ok_or_else(|| {
        let codes: Vec<&str> = Band::ALL.iter().map(|it| it.code()).collect();
        format!("as faixas são {}", codes.join(", "))
    })
}

pub fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Role::ALL.iter().map(|it| it.code()).collect();
        format!("os perfis são {}", codes.join(", "))
    })
}

pub fn families(text: &str) -> Result<u32, String> {
    within(text, 1, FAMILIES_MAX)
}

pub fn months(text: &str) -> Result<u32, String> {
    within(text, 0, MONTHS_MAX)
}

pub fn seed(text: &str) -> Result<u64, String> {
    within(text, 0, u64::MAX)
}

pub fn zone(text: &str) -> Result<i32, String> {
    within(text, -ZONE_MAX, ZONE_MAX)
}

fn within<T>(text: &str, least: T, most: T) -> Result<T, String>
where
    T: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    match text.parse::<T>() {
        Ok(number) if least <= number && number <= most => Ok(number),
        Ok(_) | Err(_) => Err(format!("diga um número inteiro de {least} a {most}")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn days_and_numbers_say_what_they_expect() {
        assert_eq!(day("ontem"), Ok(Day::Yesterday));
        assert_eq!(day("2026-11-23"), day("23/11/2026"));
        assert!(day("31/02/2026").unwrap_err().contains("2026-11-23"));
        assert_eq!(months("0"), Ok(0));
        assert!(families("0").unwrap_err().contains("de 1 a 100000"));
        assert!(seed("-1").is_err());
        assert!(role("chefe").unwrap_err().contains("recepcao"));
        assert_eq!(zone("-180"), Ok(-180));
    }
}
