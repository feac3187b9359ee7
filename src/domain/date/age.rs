//! Ages. Completed years decide rights (80 and over, 60, 18, 6), so the rule
//! for 29 February is the law's and not a library's.

use chrono::{Datelike, NaiveDate};

/// What is known of a birth. People whose date nobody knows are full citizens:
/// they have an age about so much, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Birth {
    Known(NaiveDate),
    /// Said or estimated: only the year, and only roughly.
    About {
        year: i32,
    },
    #[default]
    Unknown,
}

impl Birth {
    /// From an age said at the desk ("uns 40 anos").
    pub fn about_age(years: u32, today: NaiveDate) -> Self {
        let years = i32::try_from(years).unwrap_or(i32::MAX);
        Self::About {
            year: today.year().saturating_sub(years),
        }
    }

    /// The known day, if it is known.
    pub fn date(self) -> Option<NaiveDate> {
        match self {
            Self::Known(date) => Some(date),
            Self::About { .. } | Self::Unknown => None,
        }
    }

    /// Completed years; of an approximate birth, the difference of the years.
    pub fn age(self, today: NaiveDate) -> Option<u32> {
        match self {
            Self::Known(date) => Some(age_at(date, today)),
            Self::About { year } => {
                Some(u32::try_from(today.year().saturating_sub(year)).unwrap_or(0))
            }
            Self::Unknown => None,
        }
    }

    /// "34 anos", "8 meses", "menos de 1 mês", "cerca de 40 anos", "idade não
    /// informada".
    pub fn age_text(self, today: NaiveDate) -> String {
        let about = match self {
            Self::Known(date) => match (age_at(date, today), months_at(date, today)) {
                (0, 0) => return "menos de 1 mês".to_string(),
                (0, 1) => return "1 mês".to_string(),
                (0, months) => return format!("{months} meses"),
                _ => "",
            },
            Self::About { .. } => "cerca de ",
            Self::Unknown => "",
        };
        match self.age(today) {
            None => "idade não informada".to_string(),
            Some(0) => "menos de 1 ano".to_string(),
            Some(1) => format!("{about}1 ano"),
            Some(years) => format!("{about}{years} anos"),
        }
    }
}

/// Years completed on that day. Who was born on 29 February completes them on
/// 1 March in common years: a term of years ends on the day of the same number
/// or, when there is none, on the next (Código Civil, art. 132, § 3º; Lei
/// 810/1949, art. 3º). 0 before the birth.
pub fn age_at(birth: NaiveDate, day: NaiveDate) -> u32 {
    months_at(birth, day) / 12
}

/// Months completed on that day, by the same rule (31 January + 1 month is
/// 1 March). 0 before the birth.
pub fn months_at(birth: NaiveDate, day: NaiveDate) -> u32 {
    let count = |it: NaiveDate| i64::from(it.year()) * 12 + i64::from(it.month0());
    let whole = count(day) - count(birth) - i64::from(day.day() < birth.day());
    u32::try_from(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_29th_of_february_completes_years_on_the_first_of_march() {
        let born = day(2004, 2, 29);
        assert_eq!(age_at(born, day(2022, 2, 28)), 17);
        assert_eq!(age_at(born, day(2022, 3, 1)), 18);
        assert_eq!(age_at(born, day(2024, 2, 28)), 19);
        assert_eq!(age_at(born, day(2024, 2, 29)), 20);
    }

    #[test]
    fn ages_are_told_as_people_tell_them() {
        let today = day(2026, 11, 23);
        let check = |birth: Birth, text: &str| assert_eq!(birth.age_text(today), text);
        check(Birth::Known(day(1992, 11, 23)), "34 anos");
        check(Birth::Known(day(1992, 11, 24)), "33 anos");
        check(Birth::Known(day(2025, 11, 23)), "1 ano");
        check(Birth::Known(day(2025, 11, 24)), "11 meses");
        check(Birth::Known(day(2026, 3, 20)), "8 meses");
        check(Birth::Known(day(2026, 10, 23)), "1 mês");
        check(Birth::Known(day(2026, 10, 24)), "menos de 1 mês");
        check(Birth::about_age(40, today), "cerca de 40 anos");
        check(Birth::About { year: 2025 }, "cerca de 1 ano");
        check(Birth::About { year: 2027 }, "menos de 1 ano");
        check(Birth::Unknown, "idade não informada");
        assert_eq!(Birth::Unknown.age(today), None);
        assert_eq!(
            Birth::About { year: i32::MIN }.age(today),
            Some(i32::MAX as u32)
        );
        assert_eq!(age_at(today, day(2020, 1, 1)), 0);
    }

    /// Walks the calendar a day at a time and counts birthdays.
    fn counted(birth: NaiveDate, until: NaiveDate) -> u32 {
        let mut years = 0;
        let mut at = birth;
        while at < until {
            at = at.succ_opt().unwrap();
            let same = (at.month(), at.day()) == (birth.month(), birth.day());
            let moved = (birth.month(), birth.day()) == (2, 29)
                && (at.month(), at.day()) == (3, 1)
                && !at.leap_year();
            years += u32::from(same || moved);
        }
        years
    }

    proptest! {
        #[test]
        fn age_equals_the_birthdays_lived(born in 0i32..3_000, lived in 0i32..3_000) {
            let birth = NaiveDate::from_epoch_days(born).unwrap();
            let until = NaiveDate::from_epoch_days(born + lived).unwrap();
            prop_assert_eq!(age_at(birth, until), counted(birth, until));
        }

        #[test]
        fn so_it_does_for_the_29th_of_february(leap in 0i32..20, lived in 0i32..9_000) {
            let birth = day(1904 + 4 * leap, 2, 29);
            let until = birth + chrono::Duration::days(i64::from(lived));
            prop_assert_eq!(age_at(birth, until), counted(birth, until));
        }
    }
}
