//! Days as they are said over a counter: "dia 25", "terça", "daqui a uma
//! semana". Always a day from today on, because nothing is booked in the past.

use chrono::{Datelike, Days, NaiveDate};

use super::Minute;
use crate::domain::date::parse_typed;
use crate::domain::name::fold;

const SHAPE: &str = "escreva o dia como 25, 25/11, +7 ou ter";
const WEEKDAYS: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sab", "dom"];
/// Months looked through for a day of the month: every month with 31 days is
/// at most two away.
const MONTHS_MAX: u32 = 3;
/// Days ahead that a "+" may say.
const AHEAD_MAX_DAYS: u64 = 366;

/// What is typed over a list of free places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A line of the list, from 1.
    Line(usize),
    Day(NaiveDate),
    Hour(Minute),
}

/// One digit is a line of the list; with an `h` or `:` it is an hour; two
/// digits are a day, and once the day is known an hour.
///
/// # Errors
/// What to write instead, for the person.
pub fn said(text: &str, day_known: bool, today: NaiveDate) -> Result<Said, &'static str> {
    let text = text.trim();
    let digits = text.bytes().all(|it| it.is_ascii_digit());
    match text.len() {
        1 if digits => Ok(Said::Line(text.parse().unwrap_or(0))),
        2..=4 if digits && day_known => Minute::parse(text).map(Said::Hour),
        _ if is_hour(text) => Minute::parse(text).map(Said::Hour),
        _ => day_said(text, today).map(Said::Day),
    }
}

fn is_hour(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit())
        && text.contains(['h', 'H', ':'])
        && !text.contains('/')
}

/// `25` (the next day 25), `25/11`, `2511`, `+7`, `ter`, `hoje`, `amanhã`, or
/// a whole date.
///
/// # Errors
/// What to write instead, for the person.
pub fn day_said(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let word = text.trim();
    if let Some(days) = word.strip_prefix('+') {
        let days = days.trim().parse().ok().filter(|it| *it <= AHEAD_MAX_DAYS);
        return days
            .and_then(|it| today.checked_add_days(Days::new(it)))
            .ok_or("diga até 366 dias, como +7");
    }
    if word.starts_with(char::is_alphabetic) {
        return day_named(&fold(word), today).ok_or(SHAPE);
    }
    let bare = word.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    match parts.as_slice() {
        [day] if bare && day.len() <= 2 => of_month(day, today),
        [both] if bare && both.len() == 4 => {
            let (day, month) = both.split_at(2);
            of_year(day, month, today)
        }
        [day, month] => of_year(day, month, today),
        _ => parse_typed(word, today),
    }
}

/// A weekday is the next one after today: whoever means today says so.
fn day_named(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word {
        "hoje" => return Some(today),
        "amanha" => return today.succ_opt(),
        _ => {}
    }
    let short: String = word.chars().take(3).collect();
    let wanted = WEEKDAYS.iter().position(|it| *it == short)?;
    let ahead = (1..=7).filter_map(|it| today.checked_add_days(Days::new(it)));
    ahead
        .into_iter()
        .find(|it| it.weekday().num_days_from_monday() as usize == wanted)
}

fn of_month(day: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day: u32 = day.parse().map_err(|_| SHAPE)?;
    if !(1..=31).contains(&day) {
        return Err("o dia vai de 01 a 31");
    }
    let first = today.with_day(1).unwrap_or(today);
    (0..MONTHS_MAX)
        .filter_map(|it| first.checked_add_months(chrono::Months::new(it)))
        .filter_map(|it| it.with_day(day))
        .find(|it| *it >= today)
        .ok_or(SHAPE)
}

fn of_year(day: &str, month: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let number = |it: &str| it.trim().parse::<u32>().map_err(|_| SHAPE);
    let (day, month) = (number(day)?, number(month)?);
    [today.year(), today.year() + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|it| *it >= today)
        .ok_or("esse dia não existe; confira dia e mês")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_the_next_ones_that_come() {
        // A Monday.
        let today = day("2026-11-23");
        for (typed, expected) in [
            ("25", "2026-11-25"),
            ("23", "2026-11-23"),
            ("05", "2026-12-05"),
            ("31", "2026-12-31"),
            ("25/11", "2026-11-25"),
            ("2511", "2026-11-25"),
            ("10/1", "2027-01-10"),
            ("24/12/2027", "2027-12-24"),
            ("+7", "2026-11-30"),
            ("ter", "2026-11-24"),
            ("Terça", "2026-11-24"),
            ("seg", "2026-11-30"),
            ("sáb", "2026-11-28"),
            ("hoje", "2026-11-23"),
            ("amanhã", "2026-11-24"),
        ] {
            assert_eq!(day_said(typed, today), Ok(day(expected)), "{typed}");
        }
        for wrong in ["", "32", "00", "30/02", "xyz", "+", "+400", "1/2/3/4", "é"] {
            assert!(day_said(wrong, today).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_day_of_the_month_is_found_from_every_day() {
        let from = day("2026-01-01");
        for today in from.iter_days().take(800) {
            for number in 1..=31 {
                let it = day_said(&format!("{number:02}"), today).unwrap();
                assert!(it >= today && it.day() == number, "{today} {number}");
            }
        }
    }

    #[test]
    fn one_digit_is_a_line_and_two_are_a_day_and_then_an_hour() {
        let today = day("2026-11-23");
        let hour = |it| Ok(Said::Hour(Minute::parse(it).unwrap()));
        assert_eq!(said("3", false, today), Ok(Said::Line(3)));
        assert_eq!(said("3", true, today), Ok(Said::Line(3)));
        assert_eq!(said("25", false, today), Ok(Said::Day(day("2026-11-25"))));
        assert_eq!(said("14", true, today), hour("14"));
        assert_eq!(said("830", true, today), hour("8:30"));
        assert_eq!(said("8h", false, today), hour("8"));
        assert_eq!(said("25/11", true, today), Ok(Said::Day(day("2026-11-25"))));
        assert_eq!(said("hoje", true, today), Ok(Said::Day(today)));
    }
}
