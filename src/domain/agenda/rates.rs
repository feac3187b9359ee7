//! How many of those booked do not come, by service and weekday, and what that
//! suggests. Advice only: no slot ever takes more than its places.

use std::collections::BTreeMap;

use crate::domain::id::Id;

use super::status::Status;
use super::supply::Service;

/// Of one service on one weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub service: Id<Service>,
    /// 1 = Monday.
    pub weekday: u32,
    /// Appointments that came to their hour, however they ended.
    pub expected: u32,
    pub missed: u32,
}

/// So many appointments of a service, on a weekday, that ended in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    pub service: Id<Service>,
    /// 1 = Monday.
    pub weekday: u32,
    pub status: Status,
    pub count: u32,
}

/// Fewer than these say nothing.
const ENOUGH: u32 = 20;
/// How often more people than places may come before it is too often.
const RISK: f64 = 0.10;

impl Rate {
    /// Of a hundred booked, how many did not come; rounded.
    pub fn percent(&self) -> u32 {
        if self.expected == 0 {
            return 0;
        }
        (self.missed * 100 + self.expected / 2) / self.expected
    }

    pub fn says_enough(&self) -> bool {
        self.expected >= ENOUGH
    }
}

/// Sums appointments that came to an end; moved and cancelled ones freed their
/// place in time and count for nothing.
pub fn rates(ended: impl IntoIterator<Item = Ended>) -> Vec<Rate> {
    let mut sums: BTreeMap<(Id<Service>, u32), (u32, u32)> = BTreeMap::new();
    for it in ended {
        let missed = match it.status {
            Status::Done | Status::GaveUp => 0,
            Status::NoShow => it.count,
            Status::Booked | Status::Moved | Status::Cancelled => continue,
        };
        let sum = sums.entry((it.service, it.weekday)).or_default();
        sum.0 += it.count;
        sum.1 += missed;
    }
    sums.into_iter()
        .map(|((service, weekday), (expected, missed))| Rate {
            service,
            weekday,
            expected,
            missed,
        })
        .collect()
}

/// How many could be booked beyond `places` a day so that more than `places`
/// come on at most one day in ten, if people go on as they did. 0 while too
/// little is known.
pub fn advice(rate: &Rate, places: u32) -> u32 {
    if !rate.says_enough() || places == 0 || rate.missed == 0 {
        return 0;
    }
    let comes = f64::from(rate.expected - rate.missed) / f64::from(rate.expected);
    (1..=places)
        .take_while(|extra| too_many(places + extra, places, comes) <= RISK)
        .last()
        .unwrap_or(0)
}

/// The advice in words. `places` are those of one day of that service; what is
/// done about it is for the coordination to decide.
pub fn advice_told(rate: &Rate, places: u32, more: u32) -> String {
    let plural = if places == 1 { "horário" } else { "horários" };
    match (rate.says_enough(), places, more) {
        (false, ..) => "ainda pouco para dizer".to_owned(),
        (true, 0, _) => "sem horários nesse dia agora".to_owned(),
        (true, _, 0) => "não marque mais do que os horários".to_owned(),
        (true, _, 1) => format!("em {places} {plural}, 1 a mais caberia"),
        (true, ..) => format!("em {places} {plural}, até {more} a mais caberiam"),
    }
}

/// Chance that more than `places` of `booked` come, each with chance `comes`.
fn too_many(booked: u32, places: u32, comes: f64) -> f64 {
    let mut chances = vec![0.0; booked as usize + 1];
    chances[0] = 1.0;
    for done in 1..=booked as usize {
        for at in (0..=done).rev() {
            let stays = chances[at] * (1.0 - comes);
            let joins = if at > 0 { chances[at - 1] * comes } else { 0.0 };
            chances[at] = stays + joins;
        }
    }
    chances.iter().skip(places as usize + 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(expected: u32, missed: u32) -> Rate {
        Rate {
            service: Id::from_bytes([7; 16]),
            weekday: 1,
            expected,
            missed,
        }
    }

    #[test]
    fn only_what_came_to_its_hour_counts() {
        let service = Id::from_bytes([7; 16]);
        let all = Status::ALL.map(|status| Ended {
            service,
            weekday: 1,
            status,
            count: 10,
        });
        assert_eq!(rates(all), vec![rate(30, 10)]);
        assert_eq!(rate(30, 10).percent(), 33);
        assert_eq!(rate(0, 0).percent(), 0);
    }

    #[test]
    fn little_is_known_so_nothing_is_advised() {
        assert_eq!(advice(&rate(19, 10), 20), 0);
        assert_eq!(advice(&rate(100, 0), 20), 0);
        assert_eq!(advice(&rate(100, 40), 0), 0);
    }

    #[test]
    fn the_advice_is_told_in_words_and_decides_nothing() {
        for (rate, places, more, told) in [
            (rate(19, 9), 20, 0, "ainda pouco para dizer"),
            (rate(20, 9), 20, 6, "em 20 horários, até 6 a mais caberiam"),
            (rate(20, 2), 1, 1, "em 1 horário, 1 a mais caberia"),
            (rate(20, 0), 9, 0, "não marque mais do que os horários"),
            (rate(20, 9), 0, 0, "sem horários nesse dia agora"),
        ] {
            assert_eq!(advice_told(&rate, places, more), told);
        }
    }

    #[test]
    fn with_two_in_five_missing_some_more_fit_and_more_miss_more_fit() {
        let advised = advice(&rate(500, 200), 20);
        assert!((4..=13).contains(&advised), "{advised}");
        let more = advice(&rate(500, 300), 20);
        assert!(more >= advised);
        assert!(too_many(20 + advised, 20, 0.6) <= RISK);
        assert!(too_many(21 + advised, 20, 0.6) > RISK);
    }
}
