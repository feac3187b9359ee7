//! Who was already typed into the SISC, quarter by quarter.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, params};

use super::{id, int, maybe, text};
use crate::domain::fault::Outcome;
use crate::domain::groups::Quarter;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

/// That somebody was typed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    pub id: Id<Typed>,
    pub person: Id<Person>,
    pub quarter: Quarter,
    pub at: DateTime<Utc>,
    pub by: Option<Id<Staff>>,
}

pub fn of_quarter(con: &Connection, quarter: Quarter) -> Outcome<Vec<Typed>> {
    outcome(
        "ler o que foi digitado no SISC",
        con.prepare_cached(
            "SELECT id, person, typed_at, typed_by FROM sisc_typed
             WHERE quarter = ?1 AND void = 0 ORDER BY typed_at, id",
        )
        .and_then(|mut found| {
            found
                .query_map(params![quarter.to_string()], |row| {
                    Ok(Typed {
                        id: Id::from_bytes(row.get(0)?),
                        person: Id::from_bytes(row.get(1)?),
                        quarter,
                        at: from_ms(row.get(2)?),
                        by: maybe(row, 3)?,
                    })
                })?
                .collect()
        }),
    )
}

/// The row of a person in a quarter, in sight or not.
pub fn row_of(
    con: &Connection,
    person: Id<Person>,
    quarter: Quarter,
) -> Outcome<Option<Id<Typed>>> {
    super::row_of(
        con,
        "SELECT id FROM sisc_typed WHERE person = ?1 AND quarter = ?2",
        params![&person.bytes()[..], quarter.to_string()],
    )
}

pub fn save(tx: &Transaction<'_>, it: &Typed) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "sisc_typed",
        it.id.bytes(),
        &[
            ("person", id(Some(&it.person))),
            ("quarter", text(&it.quarter.to_string())),
            ("typed_at", int(to_ms(it.at))),
            ("typed_by", id(it.by.as_ref())),
            ("void", int(0)),
        ],
    )
}

/// The quarters for which one person was typed, as they are written, and when.
pub fn of_person(con: &Connection, person: Id<Person>) -> Outcome<Vec<(String, DateTime<Utc>)>> {
    outcome(
        "ler o que foi digitado no SISC",
        con.prepare_cached(
            "SELECT quarter, typed_at FROM sisc_typed
             WHERE person = ?1 AND void = 0 ORDER BY quarter",
        )
        .and_then(|mut it| {
            it.query_map(params![&person.bytes()[..]], |row| {
                Ok((row.get(0)?, from_ms(row.get(1)?)))
            })?
            .collect()
        }),
    )
}
