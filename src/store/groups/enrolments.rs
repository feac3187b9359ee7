//! Who is or was in a group.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, ToSql, Transaction, params};

use super::{FACE, Face, date, face, id, int, maybe, text};
use crate::domain::fault::Outcome;
use crate::domain::groups::{Enrolment, Group, GroupLeave};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler as inscrições do grupo";

const COLUMNS: &str = "it.id, it.groups, it.person, it.number, it.since, it.until, it.reason, \
    it.moved_from, it.made_at, it.made_by";
const FACE_AT: usize = 10;

pub fn by_id(con: &Connection, it: Id<Enrolment>) -> Outcome<Option<Enrolment>> {
    let found = plain(con, "it.id = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().next())
}

/// Everybody who ever was in the group, by number.
pub fn of_group(con: &Connection, it: Id<Group>) -> Outcome<Vec<Enrolment>> {
    plain(
        con,
        "it.groups = ?1 ORDER BY it.number, it.since",
        params![&it.bytes()[..]],
    )
}

/// All of one person, the newest first.
pub fn of_person(con: &Connection, it: Id<Person>) -> Outcome<Vec<Enrolment>> {
    plain(
        con,
        "it.person = ?1 ORDER BY it.since DESC, it.id DESC",
        params![&it.bytes()[..]],
    )
}

/// Who is in the group on any of those days, by number.
pub fn faces(
    con: &Connection,
    group: Id<Group>,
    from: NaiveDate,
    to: NaiveDate,
) -> Outcome<Vec<(Enrolment, Face)>> {
    named(
        con,
        "it.groups = ?1 AND it.since <= ?3 AND (it.until IS NULL OR it.until >= ?2)
         ORDER BY it.number, it.since",
        params![&group.bytes()[..], from, to],
    )
}

/// Everybody in any group on any of those days.
pub fn faces_of_all(
    con: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Outcome<Vec<(Enrolment, Face)>> {
    named(
        con,
        "it.since <= ?2 AND (it.until IS NULL OR it.until >= ?1)
         ORDER BY it.groups, it.number, it.since",
        params![from, to],
    )
}

/// How many hold a place in each group after that day: one that was given for
/// next week is taken, one whose last day is that day is free.
pub fn taken(con: &Connection, day: NaiveDate) -> Outcome<HashMap<Id<Group>, u32>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT groups, count(*) FROM enrolment
             WHERE void = 0 AND (until IS NULL OR until > ?1) GROUP BY groups",
        )
        .and_then(|mut it| {
            it.query_map([day], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?)))?
                .collect()
        }),
    )
}

/// The reference técnico of the family of each person who ever was in the
/// group, by name: PAIF and SCFV are one work.
pub fn technicians(con: &Connection, group: Id<Group>) -> Outcome<HashMap<Id<Person>, String>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT it.person, staff.name
             FROM enrolment AS it
             JOIN member AS m ON m.person = it.person AND m.until IS NULL AND m.void = 0
             JOIN family AS f ON f.id = m.family AND f.void = 0
             JOIN staff ON staff.id = f.technician AND staff.active = 1 AND staff.void = 0
             WHERE it.groups = ?1 AND it.void = 0",
        )
        .and_then(|mut it| {
            it.query_map(params![&group.bytes()[..]], |row| {
                Ok((Id::from_bytes(row.get(0)?), row.get(1)?))
            })?
            .collect()
        }),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Enrolment) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "enrolment",
        it.id.bytes(),
        &[
            ("groups", id(Some(&it.group))),
            ("person", id(Some(&it.person))),
            ("number", int(it.number)),
            ("since", date(Some(it.since))),
            ("until", date(it.until)),
            ("reason", text(it.reason.map_or("", GroupLeave::code))),
            ("moved_from", id(it.moved_from.as_ref())),
            ("made_at", int(to_ms(it.made_at))),
            ("made_by", id(it.made_by.as_ref())),
        ],
    )
}

fn plain(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Vec<Enrolment>> {
    let sql = format!("SELECT {COLUMNS} FROM enrolment AS it WHERE it.void = 0 AND {what}");
    outcome(
        DOING,
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map(with, read)?.collect()),
    )
}

fn named(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Vec<(Enrolment, Face)>> {
    let sql = format!(
        "SELECT {COLUMNS}, {FACE} FROM enrolment AS it JOIN person ON person.id = it.person
         WHERE it.void = 0 AND {what}"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(with, |row| Ok((read(row)?, face(row, FACE_AT)?)))?
                .collect()
        }),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Enrolment> {
    let reason: String = row.get(6)?;
    Ok(Enrolment {
        id: Id::from_bytes(row.get(0)?),
        group: Id::from_bytes(row.get(1)?),
        person: Id::from_bytes(row.get(2)?),
        number: row.get(3)?,
        since: row.get(4)?,
        until: row.get(5)?,
        reason: GroupLeave::from_code(&reason),
        moved_from: maybe(row, 7)?,
        made_at: from_ms(row.get(8)?),
        made_by: maybe(row, 9)?,
    })
}
