//! What becomes of an invented appointment: about two in five of a CadÚnico
//! desk do not come (figure of one city), more on Mondays and Fridays.

use chrono::{Datelike, NaiveDate};

use super::rng::Rng;

/// What was meant to happen; whether its hour has come is the caller's to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Came,
    /// Came, and left before being called.
    Left,
    Missed,
    /// Asked for another day in time.
    Moved,
    Cancelled,
}

/// Of a hundred that were neither moved nor cancelled, how many do not come.
pub fn missing_percent(day: NaiveDate) -> u64 {
    match day.weekday().number_from_monday() {
        1 => 41,
        2 => 33,
        3 => 29,
        4 => 32,
        _ => 44,
    }
}

pub fn fate(rng: &mut Rng, day: NaiveDate) -> Fate {
    match rng.below(100) {
        0..=4 => Fate::Cancelled,
        5..=10 => Fate::Moved,
        _ if rng.percent(missing_percent(day)) => Fate::Missed,
        _ if rng.percent(3) => Fate::Left,
        _ => Fate::Came,
    }
}

/// Of a hundred places, how many are booked where so many people come a day.
pub fn fill_percent(daily: u64) -> u64 {
    (daily * 2).clamp(30, 85)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_a_third_does_not_come_and_everything_happens() {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let all: Vec<Fate> = monday
            .iter_days()
            .take(5)
            .flat_map(|day| {
                let mut rng = Rng::of(7, u64::from(day.weekday().number_from_monday()));
                (0..1000).map(|_| fate(&mut rng, day)).collect::<Vec<_>>()
            })
            .collect();
        let count = |what: Fate| all.iter().filter(|it| **it == what).count();
        let expected = count(Fate::Came) + count(Fate::Left) + count(Fate::Missed);
        let missed = count(Fate::Missed) * 100 / expected;
        assert!((33..=39).contains(&missed), "{missed}");
        assert!(count(Fate::Left) > 20 && count(Fate::Moved) > 20 && count(Fate::Cancelled) > 20);
    }
}
