//! An hour of the day as a wall clock shows it, to the minute.

use std::fmt;

use chrono::{NaiveTime, Timelike};

/// The end of a day: no start, but a turn may end there.
pub const DAY_END: u32 = 24 * 60;

/// Minutes since midnight, 0 to 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(u16);

impl Minute {
    pub const MIDNIGHT: Self = Self(0);

    /// `None` beyond the end of the day.
    pub const fn new(minutes: u32) -> Option<Self> {
        if minutes <= DAY_END {
            Some(Self(minutes as u16))
        } else {
            None
        }
    }

    /// The nearest minute of the day; for numbers that a CHECK already bounds.
    pub const fn clamped(minutes: i64) -> Self {
        if minutes < 0 {
            Self(0)
        } else if minutes > DAY_END as i64 {
            Self(DAY_END as u16)
        } else {
            Self(minutes as u16)
        }
    }

    pub fn of(time: NaiveTime) -> Self {
        Self((time.hour() * 60 + time.minute()) as u16)
    }

    pub const fn get(self) -> u32 {
        self.0 as u32
    }

    /// Later by so many minutes, `None` past the end of the day.
    pub const fn plus(self, minutes: u32) -> Option<Self> {
        Self::new(self.get().saturating_add(minutes))
    }

    /// Minutes from `earlier` to this; 0 when it is later.
    pub const fn since(self, earlier: Self) -> u32 {
        self.get().saturating_sub(earlier.get())
    }

    /// As a time; the end of the day is its last minute.
    pub fn time(self) -> NaiveTime {
        let minutes = self.get().min(DAY_END - 1);
        NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or(NaiveTime::MIN)
    }

    /// As typed: `8`, `14`, `830`, `0830`, `8:30`, `8h30`, `8h`.
    ///
    /// # Errors
    /// What to write instead, for the person.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const SHAPE: &str = "escreva a hora como 8, 14, 830 ou 08:30";
        let text = text.trim().trim_end_matches(['h', 'H']);
        let (hour, minute) = match text.split_once([':', 'h', 'H', '.']) {
            Some((hour, minute)) => (hour, minute),
            None if text.len() <= 2 => (text, "0"),
            None if text.len() <= 4 && text.is_ascii() => text.split_at(text.len() - 2),
            None => return Err(SHAPE),
        };
        let number = |it: &str| match it.len() {
            1 | 2 if it.bytes().all(|it| it.is_ascii_digit()) => it.parse::<u32>().ok(),
            _ => None,
        };
        let (Some(hour), Some(minute)) = (number(hour), number(minute)) else {
            return Err(SHAPE);
        };
        if minute > 59 || hour > 24 || (hour == 24 && minute > 0) {
            return Err("a hora vai de 00:00 a 24:00");
        }
        Ok(Self((hour * 60 + minute) as u16))
    }
}

/// "08:05".
impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_minute_is_read_back_as_shown() {
        for it in (0..=DAY_END).filter_map(Minute::new) {
            assert_eq!(Minute::parse(&it.to_string()), Ok(it));
        }
        assert_eq!(Minute::new(DAY_END + 1), None);
    }

    #[test]
    fn hours_are_typed_in_few_keys() {
        for (typed, shown) in [
            ("8", "08:00"),
            ("14", "14:00"),
            ("830", "08:30"),
            ("0830", "08:30"),
            ("8h30", "08:30"),
            ("8h", "08:00"),
            ("9:5", "09:05"),
            (" 14h ", "14:00"),
            ("24", "24:00"),
        ] {
            assert_eq!(
                Minute::parse(typed).map(|it| it.to_string()),
                Ok(shown.to_string()),
                "{typed}"
            );
        }
        for wrong in [
            "", "25", "2401", "860", "8:60", "abc", "8:", ":30", "12345", "-1", "8é0",
        ] {
            assert!(Minute::parse(wrong).is_err(), "{wrong}");
        }
    }
}
