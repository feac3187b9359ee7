//! A month of a year: what reports, benefits and the CadÚnico base are dated
//! by. Ordered as time is; bounded, so that every month has its days.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

const FIRST: i32 = 1850 * 12;
const LAST: i32 = 2199 * 12 + 11;

/// Written "2026-11" (Display, files, command line) and shown "11/2026".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Months since year 0.
    count: i32,
}

impl YearMonth {
    /// None for a month beyond 1–12 or a year beyond 1850–2199.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let month0 = i32::try_from(month).ok()?.checked_sub(1)?;
        let count = year.checked_mul(12)?.checked_add(month0)?;
        ((0..12).contains(&month0) && (FIRST..=LAST).contains(&count)).then_some(Self { count })
    }

    /// The month of that day; days beyond the bounds fall in the nearest one.
    pub fn of(day: NaiveDate) -> Self {
        let month0 = i32::try_from(day.month0()).unwrap_or(0);
        Self {
            count: (day.year() * 12 + month0).clamp(FIRST, LAST),
        }
    }

    /// "2026-11", "11/2026" or "112026".
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const SHAPE: &str = "escreva o mês como 11/2026 ou 2026-11";
        let text = text.trim();
        let (year, month) = if let Some((year, month)) = text.split_once('-') {
            (year, month)
        } else if let Some((month, year)) = text.split_once('/') {
            (year, month)
        } else if text.len() == 6 && text.is_ascii() {
            (&text[2..], &text[..2])
        } else {
            return Err(SHAPE);
        };
        let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
        if year.len() != 4 || !matches!(month.len(), 1 | 2) || !digits(year) || !digits(month) {
            return Err(SHAPE);
        }
        let month: u32 = month.parse().map_err(|_| SHAPE)?;
        if !(1..=12).contains(&month) {
            return Err(super::BAD_MONTH);
        }
        Self::new(year.parse().map_err(|_| SHAPE)?, month).ok_or(super::BAD_YEAR)
    }

    pub fn year(self) -> i32 {
        self.count.div_euclid(12)
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        u32::try_from(self.count.rem_euclid(12)).unwrap_or(0) + 1
    }

    /// The month after; the last one is its own.
    pub fn next(self) -> Self {
        Self {
            count: (self.count + 1).min(LAST),
        }
    }

    /// The month before; the first one is its own.
    pub fn previous(self) -> Self {
        Self {
            count: (self.count - 1).max(FIRST),
        }
    }

    pub fn first_day(self) -> NaiveDate {
        // Bounded in the constructors, so the fallback is never taken.
        NaiveDate::from_ymd_opt(self.year(), self.month(), 1).unwrap_or_default()
    }

    pub fn last_day(self) -> NaiveDate {
        // 31 days after a first is always in the next month: back to its first.
        let after = self.first_day() + Days::new(31);
        after - Days::new(u64::from(after.day()))
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    /// "11/2026".
    pub fn shown(self) -> String {
        format!("{:02}/{:04}", self.month(), self.year())
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_month_begins_after_the_one_before_ends() {
        let mut at = YearMonth::new(1850, 1).unwrap();
        while at != at.next() {
            let next = at.next();
            assert!(at < next);
            assert_eq!(next.previous(), at);
            assert_eq!(at.last_day().succ_opt().unwrap(), next.first_day());
            assert_eq!(YearMonth::of(at.first_day()), at);
            assert!(at.contains(at.last_day()) && !at.contains(next.first_day()));
            assert_eq!(YearMonth::parse(&at.to_string()), Ok(at));
            assert_eq!(YearMonth::parse(&at.shown()), Ok(at));
            at = next;
        }
        assert_eq!(at.to_string(), "2199-12");
        assert_eq!(at.last_day().to_string(), "2199-12-31");
    }

    #[test]
    fn months_as_people_type_them() {
        let november = YearMonth::new(2026, 11);
        for typed in ["2026-11", "11/2026", "112026", " 11/2026 "] {
            assert_eq!(YearMonth::parse(typed).ok(), november, "{typed}");
        }
        for typed in [
            "", "13/2026", "0/2026", "11/26", "2026", "ção/26", "1849-01", "+1/2026",
        ] {
            assert!(YearMonth::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(YearMonth::new(2026, 0), None);
        assert_eq!(YearMonth::new(2026, 13), None);
        assert_eq!(YearMonth::new(i32::MAX, 1), None);
        assert_eq!(YearMonth::of(NaiveDate::MAX).to_string(), "2199-12");
    }
}
