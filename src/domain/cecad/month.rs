//! A month of reference, as `AAAA-MM`: what a delivery of the register is
//! named by and compared by.

use std::fmt;

/// Year and month; orders by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// `None` unless the month is 1 to 12 and the year has four digits.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1..=12).contains(&month) && (1000..=9999).contains(&year)).then_some(Self { year, month })
    }

    /// Reads the stored spelling, `AAAA-MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        (year.len() == 4 && month.len() == 2)
            .then(|| Self::new(year.parse().ok()?, month.parse().ok()?))
            .flatten()
    }

    /// As people read it: `05/2026`.
    pub fn spoken(self) -> String {
        format!("{:02}/{}", self.month, self.year)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelled_read_and_ordered() {
        let may = Month::parse("2026-05");
        assert_eq!(may.map(|it| it.to_string()).as_deref(), Some("2026-05"));
        assert_eq!(may.map(Month::spoken).as_deref(), Some("05/2026"));
        assert!(Month::new(2025, 12) < may);
        assert_eq!(Month::parse("2026-13"), None);
        assert_eq!(Month::parse("26-05"), None);
    }
}
