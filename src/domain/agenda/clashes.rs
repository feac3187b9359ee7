//! Two things that want the same room, the same pair of hands or the same
//! person at one time. Found and told; nobody is moved.

use chrono::{Datelike, NaiveDate};

use super::minute::Minute;
use super::supply::{Turn, When};
use crate::domain::id::Id;

/// What two turns both want.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    Provider,
    Room,
}

/// Two turns that collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    pub what: What,
    pub one: Id<Turn>,
    pub other: Id<Turn>,
}

/// Something a person is already expected at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// In words: "Atualização do Cadastro Único".
    pub label: String,
    pub day: NaiveDate,
    pub starts: Minute,
    pub ends: Minute,
}

impl Commitment {
    /// Whether it takes time within those hours of that day.
    pub fn meets(&self, day: NaiveDate, starts: Minute, ends: Minute) -> bool {
        self.day == day && self.starts < ends && self.ends > starts
    }
}

/// Every pair among the turns that collides.
pub fn of_turns(turns: &[Turn]) -> Vec<Clash> {
    let mut out = Vec::new();
    for (at, one) in turns.iter().enumerate() {
        out.extend(between(one, turns.get(at + 1..).unwrap_or_default()));
    }
    out
}

/// What one turn collides with.
pub fn between(one: &Turn, others: &[Turn]) -> Vec<Clash> {
    let mut out = Vec::new();
    for other in others.iter().filter(|it| it.id != one.id) {
        if !share_a_day(one, other) || !share_an_hour(one, other) {
            continue;
        }
        let mut told = |what| {
            out.push(Clash {
                what,
                one: one.id,
                other: other.id,
            });
        };
        if one.provider == other.provider {
            told(What::Provider);
        }
        if one.room.is_some() && one.room == other.room {
            told(What::Room);
        }
    }
    out
}

fn share_a_day(a: &Turn, b: &Turn) -> bool {
    match (a.when, b.when) {
        (When::Once, _) => b.is_on(a.since),
        (_, When::Once) => a.is_on(b.since),
        (When::Weekly(one), When::Weekly(other)) => {
            let first = a.since.max(b.since);
            let last = match (a.until, b.until) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            // The first such weekday from when both hold.
            let ahead = (one + 7 - first.weekday().number_from_monday()) % 7;
            let meets = first.checked_add_days(chrono::Days::new(u64::from(ahead)));
            one == other && meets.is_some_and(|day| last.is_none_or(|last| day <= last))
        }
    }
}

fn share_an_hour(a: &Turn, b: &Turn) -> bool {
    let theirs = b.stretches();
    a.stretches().iter().any(|one| {
        theirs
            .iter()
            .any(|other| one.0 < other.1 && one.1 > other.0)
    })
}
