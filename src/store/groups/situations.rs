//! Situações prioritárias of people (Resolução CNAS 1/2013). Which one a person
//! is in leaves this file only towards technicians and coordination; `app` sees
//! to that.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, params};

use super::{date, id, int, maybe, text};
use crate::domain::fault::Outcome;
use crate::domain::groups::{Group, Situation};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler as situações prioritárias";

/// One situation of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub id: Id<Noted>,
    pub person: Id<Person>,
    pub situation: Situation,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// The paper that proves it; empty = none yet.
    pub proof: String,
    pub noted_at: DateTime<Utc>,
    pub noted_by: Option<Id<Staff>>,
}

/// All of one person, past ones too.
pub fn of_person(con: &Connection, it: Id<Person>) -> Outcome<Vec<Noted>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT id, code, since, until, proof, noted_at, noted_by FROM situation
             WHERE person = ?1 AND void = 0 ORDER BY since, id",
        )
        .and_then(|mut found| {
            found
                .query_map(params![&it.bytes()[..]], |row| {
                    let code: u32 = row.get(1)?;
                    Ok(Noted {
                        id: Id::from_bytes(row.get(0)?),
                        person: it,
                        // The CHECK of the table bounds it.
                        situation: Situation::from_code(&code.to_string())
                            .unwrap_or(Situation::Isolation),
                        since: row.get(2)?,
                        until: row.get(3)?,
                        proof: row.get(4)?,
                        noted_at: from_ms(row.get(5)?),
                        noted_by: maybe(row, 6)?,
                    })
                })?
                .collect()
        }),
    )
}

/// Everybody of the priority public on that day, each once.
pub fn priority(con: &Connection, day: NaiveDate) -> Outcome<HashSet<Id<Person>>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT person FROM situation
             WHERE void = 0 AND since <= ?1 AND (until IS NULL OR until >= ?1)",
        )
        .and_then(|mut it| {
            it.query_map([day], |row| Ok(Id::from_bytes(row.get(0)?)))?
                .collect()
        }),
    )
}

/// How many of those who hold a place in each group are of the priority
/// public, each once.
pub fn priority_by_group(con: &Connection, day: NaiveDate) -> Outcome<HashMap<Id<Group>, u32>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT it.groups, count(DISTINCT it.person)
             FROM enrolment AS it JOIN situation AS s ON s.person = it.person
             WHERE it.void = 0 AND (it.until IS NULL OR it.until > ?1)
               AND s.void = 0 AND s.since <= ?1 AND (s.until IS NULL OR s.until >= ?1)
             GROUP BY it.groups",
        )
        .and_then(|mut it| {
            it.query_map([day], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?)))?
                .collect()
        }),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Noted) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "situation",
        it.id.bytes(),
        &[
            ("person", id(Some(&it.person))),
            ("code", int(it.situation.code().parse::<u32>().unwrap_or(1))),
            ("since", date(Some(it.since))),
            ("until", date(it.until)),
            ("proof", text(&it.proof)),
            ("noted_at", int(to_ms(it.noted_at))),
            ("noted_by", id(it.noted_by.as_ref())),
        ],
    )
}
