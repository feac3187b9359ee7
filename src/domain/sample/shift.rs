//! An invented working day of the unit: who comes when, for what, how it ends,
//! and, with few people at the desks, how long they waited. Pure: the same
//! numbers for the same seed; never reads the clock.

use chrono::{Datelike, NaiveDate, Weekday};

use super::rng::Rng;
use crate::domain::order::sort_by_key;
use crate::domain::priority::{Class, Grounds};

/// The door opens at 7:30 and the desks at 8, seconds from midnight.
const DOOR_S: i64 = 7 * 3600 + 1800;
const DESKS_S: i64 = 8 * 3600;
/// Whoever comes later than 16:30 is asked to come back.
const LAST_S: i64 = 16 * 3600 + 1800;

/// One arrival and what will come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// Seconds from midnight.
    pub at_s: i64,
    /// Codes of demands.
    pub demand: &'static str,
    pub second: Option<&'static str>,
    /// Code of the forma de acesso.
    pub access: &'static str,
    /// What the person says that no record knows.
    pub said: Option<Grounds>,
    /// Minutes at the desk.
    pub minutes: i64,
    pub ending: Ending,
    /// Somebody without a record.
    pub unknown: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Done,
    Papers(&'static str),
    SentOut(&'static str),
    Absent,
    GaveUp,
}

/// When somebody was called, began and ended, seconds from midnight, and at
/// which desk (from 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    pub called_s: i64,
    pub started_s: i64,
    pub ended_s: i64,
    pub desk: usize,
}

/// What the queue needs to know of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queued {
    pub at_s: i64,
    pub class: Class,
    pub reserved: bool,
    pub minutes: i64,
    pub ending: Ending,
}

/// Demands as often as they are met at a counter.
const DEMANDS: [(&str, u64); 20] = [
    ("CU-ATU", 260),
    ("CU-INC", 90),
    ("BF-BLO", 95),
    ("BF-CON", 60),
    ("CU-FOL", 70),
    ("CU-MEM", 30),
    ("CU-BPC", 25),
    ("BE-BPI", 25),
    ("BE-BPD", 20),
    ("BE-CES", 55),
    ("BE-NAT", 8),
    ("BE-ENE", 30),
    ("BE-IDO", 18),
    ("DO-CER", 22),
    ("SE-PAI", 45),
    ("SE-SCF", 30),
    ("TR-CUR", 28),
    ("OU-INF", 60),
    ("AT-RES", 15),
    ("OU-DOC", 14),
];

const PAPERS: [&str; 4] = [
    "certidão da criança",
    "CPF do companheiro",
    "comprovante de endereço",
    "título de eleitor",
];
const PLACES: [&str; 4] = [
    "agência do INSS",
    "USF do bairro",
    "agência da Caixa",
    "CREAS",
];
const SAID: [Grounds; 5] = [
    Grounds::ChildInArms,
    Grounds::Pregnant,
    Grounds::Nursing,
    Grounds::ReducedMobility,
    Grounds::Autism,
];

/// Whether the unit opens: Monday to Friday, save the days on which the whole
/// country, Sergipe or Aracaju rests.
pub fn is_open(day: NaiveDate) -> bool {
    const CLOSED: [(u32, u32); 13] = [
        (1, 1),
        (3, 17),
        (4, 21),
        (5, 1),
        (6, 24),
        (7, 8),
        (9, 7),
        (10, 12),
        (11, 2),
        (11, 15),
        (11, 20),
        (12, 8),
        (12, 25),
    ];
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
        && !CLOSED.contains(&(day.month(), day.day()))
}

/// The arrivals of one day around `count`, in order of time: more before
/// noon, a few of the first at the door before it opens.
pub fn comings(seed: u64, day: NaiveDate, count: u64) -> Vec<Coming> {
    let mut rng = Rng::of(
        seed ^ 0x0DA7,
        u64::try_from(day.num_days_from_ce()).unwrap_or(0),
    );
    let count = count * (85 + rng.below(31)) / 100;
    let mut all: Vec<Coming> = (0..count.max(1)).map(|_| coming(&mut rng)).collect();
    sort_by_key(&mut all, |it| it.at_s);
    all
}

fn coming(rng: &mut Rng) -> Coming {
    let width = LAST_S - DOOR_S;
    let (one, two) = (rng.between(0, width), rng.between(0, width));
    let at_s = DOOR_S + if rng.percent(60) { one.min(two) } else { one };
    let demand = demand(rng);
    let ending = match rng.below(1000) {
        0..=34 => Ending::Papers(rng.pick(&PAPERS)),
        35..=54 => Ending::SentOut(rng.pick(&PLACES)),
        55..=84 => Ending::Absent,
        85..=114 => Ending::GaveUp,
        _ => Ending::Done,
    };
    let minutes = match demand.get(..2) {
        Some("CU") => rng.between(12, 45),
        Some("SE" | "AT") => rng.between(25, 55),
        _ => rng.between(4, 18),
    };
    Coming {
        at_s,
        demand,
        second: rng
            .percent(7)
            .then(|| self::demand(rng))
            .filter(|it| *it != demand),
        access: rng.pick(&["1", "1", "1", "1", "1", "1", "2", "3", "5", "6"]),
        said: rng
            .percent(9)
            .then(|| SAID[usize::try_from(rng.below(SAID.len() as u64)).unwrap_or(0)]),
        minutes,
        ending,
        unknown: rng.percent(6),
    }
}

fn demand(rng: &mut Rng) -> &'static str {
    let whole = DEMANDS.iter().map(|it| it.1).sum();
    let mut at = rng.below(whole);
    for (code, weight) in DEMANDS {
        if at < weight {
            return code;
        }
        at -= weight;
    }
    "CU-ATU"
}

/// The day as it goes with `desks` desks and one técnico (the last desk) for
/// reserved matters: whoever gets free takes the first by class of law, then
/// by arrival. Answers one place for each of `line`.
pub fn serve(line: &[Queued], desks: usize) -> Vec<Served> {
    let mut free: Vec<i64> = vec![DESKS_S; desks + 1];
    let mut out: Vec<Option<Served>> = vec![None; line.len()];
    loop {
        let open = |desk: usize| {
            let mine = move |it: &Queued| it.reserved == (desk == desks);
            line.iter()
                .enumerate()
                .zip(&out)
                .filter(move |((_, it), done)| done.is_none() && mine(it))
                .map(|(it, _)| it)
        };
        let next = (0..=desks)
            .filter_map(|desk| {
                let first = open(desk).map(|(_, it)| it.at_s).min()?;
                Some((free[desk].max(first), desk))
            })
            .min();
        let Some((now, desk)) = next else { break };
        let picked = open(desk)
            .filter(|(_, it)| it.at_s <= now)
            .min_by_key(|(_, it)| (it.class, it.at_s))
            .map(|(at, it)| (at, *it));
        let Some((at, it)) = picked else { break };
        let busy = match it.ending {
            // They had left by the time their turn came.
            Ending::GaveUp => 0,
            Ending::Absent => 4 * 60,
            Ending::Done | Ending::Papers(_) | Ending::SentOut(_) => 60 + it.minutes * 60,
        };
        out[at] = Some(Served {
            called_s: now,
            started_s: now + 60,
            ended_s: now + busy,
            desk,
        });
        free[desk] = now + busy;
    }
    out.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_unit_rests_when_everybody_does() {
        assert!(is_open(day("2026-11-23")));
        for it in ["2026-11-22", "2026-11-20", "2026-03-17"] {
            assert!(!is_open(day(it)), "{it}");
        }
    }

    #[test]
    fn nobody_is_called_before_coming_and_the_law_holds() {
        let line: Vec<Queued> = comings(3, day("2026-11-23"), 120)
            .iter()
            .enumerate()
            .map(|(at, it)| Queued {
                at_s: it.at_s,
                class: Class::ALL[at % 4],
                reserved: it.demand == "SE-PAI",
                minutes: it.minutes,
                ending: it.ending,
            })
            .collect();
        let served = serve(&line, 5);
        assert_eq!(served.len(), line.len());
        for (a, x) in line.iter().zip(&served) {
            assert!(a.at_s <= x.called_s && x.called_s <= x.ended_s);
            for (b, y) in line.iter().zip(&served) {
                let before = a.reserved == b.reserved && b.class < a.class;
                assert!(!before || b.at_s > x.called_s || y.called_s <= x.called_s);
            }
        }
    }

    #[test]
    fn days_differ_and_repeat() {
        let one = comings(3, day("2026-11-23"), 100);
        assert_eq!(one, comings(3, day("2026-11-23"), 100));
        assert_ne!(one, comings(3, day("2026-11-24"), 100));
        assert!(one.iter().any(|it| it.ending == Ending::GaveUp));
        assert!(one.iter().any(|it| it.unknown) && one.iter().any(|it| it.said.is_some()));
    }
}
