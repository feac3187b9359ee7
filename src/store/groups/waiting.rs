//! Who waits for a place in a group, as asked; the order is a rule of
//! `domain`.

use std::collections::HashMap;

use rusqlite::{Connection, Row, ToSql, Transaction, params};

use super::{FACE, Face, face, id, int, maybe, text};
use crate::domain::fault::Outcome;
use crate::domain::groups::{Group, Waiting, WaitingState};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler a lista de espera do grupo";

const COLUMNS: &str =
    "it.id, it.groups, it.person, it.phone, it.asked_at, it.state, it.broken, it.enrolment";
const FACE_AT: usize = 8;

pub fn by_id(con: &Connection, it: Id<Waiting>) -> Outcome<Option<Waiting>> {
    let found = named(con, "it.id = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().next().map(|it| it.0))
}

/// Everybody who still waits for a place in that group, by when they asked.
pub fn of_group(con: &Connection, it: Id<Group>) -> Outcome<Vec<(Waiting, Face)>> {
    named(
        con,
        "it.groups = ?1 AND it.state = 'espera'",
        params![&it.bytes()[..]],
    )
}

/// Everything that person waits or waited for.
pub fn of_person(con: &Connection, it: Id<Person>) -> Outcome<Vec<Waiting>> {
    let found = named(con, "it.person = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().map(|it| it.0).collect())
}

/// How many wait for each group.
pub fn counts(con: &Connection) -> Outcome<HashMap<Id<Group>, u32>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT groups, count(*) FROM waiting WHERE void = 0 AND state = 'espera'
             GROUP BY groups",
        )
        .and_then(|mut it| {
            it.query_map([], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?)))?
                .collect()
        }),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Waiting) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "waiting",
        it.id.bytes(),
        &[
            ("groups", id(Some(&it.group))),
            ("person", id(Some(&it.person))),
            ("phone", text(&it.phone)),
            ("asked_at", int(to_ms(it.asked_at))),
            ("state", text(it.state.code())),
            ("broken", text(&it.broken)),
            ("enrolment", id(it.enrolment.as_ref())),
        ],
    )
}

fn named(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Vec<(Waiting, Face)>> {
    let sql = format!(
        "SELECT {COLUMNS}, {FACE} FROM waiting AS it JOIN person ON person.id = it.person
         WHERE it.void = 0 AND {what} ORDER BY it.asked_at, it.id"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(with, |row| Ok((read(row)?, face(row, FACE_AT)?)))?
                .collect()
        }),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    let state: String = row.get(5)?;
    Ok(Waiting {
        id: Id::from_bytes(row.get(0)?),
        group: Id::from_bytes(row.get(1)?),
        person: Id::from_bytes(row.get(2)?),
        phone: row.get(3)?,
        asked_at: from_ms(row.get(4)?),
        state: WaitingState::from_code(&state).unwrap_or(WaitingState::GaveUp),
        broken: row.get(6)?,
        enrolment: maybe(row, 7)?,
    })
}
