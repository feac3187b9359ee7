//! Declarations given out, as they were printed. Rows are only ever added:
//! another paper is another row.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{date, id, int, maybe, minute, text};
use crate::domain::agenda::Minute;
use crate::domain::declaration::Declaration;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::ticket::Ticket;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const COLUMNS: &str = "id, year, number, code, ticket, person, name, document, day, arrived, \
    left_at, issued_at, issued_by";

pub fn by_id(con: &Connection, it: Id<Declaration>) -> Outcome<Option<Declaration>> {
    one(con, "id = ?1", params![&it.bytes()[..]])
}

pub fn by_code(con: &Connection, code: &str) -> Outcome<Option<Declaration>> {
    one(con, "code = ?1", params![code])
}

/// Those of one visit, the oldest first.
pub fn of_ticket(con: &Connection, it: Id<Ticket>) -> Outcome<Vec<Declaration>> {
    outcome(
        "ler as declarações",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM declaration WHERE ticket = ?1 AND void = 0
             ORDER BY year, number"
        ))
        .and_then(|mut query| query.query_map([&it.bytes()[..]], read)?.collect()),
    )
}

/// Those given to one person, the oldest first.
pub fn of_person(con: &Connection, it: Id<Person>, max: u32) -> Outcome<Vec<Declaration>> {
    outcome(
        "ler as declarações",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM declaration WHERE person = ?1 AND void = 0
             ORDER BY year, number LIMIT ?2"
        ))
        .and_then(|mut query| {
            query
                .query_map(params![&it.bytes()[..], max], read)?
                .collect()
        }),
    )
}

/// The next number of the year. Read inside the transaction that uses it.
pub fn next_number(tx: &Transaction<'_>, year: i32) -> Outcome<u32> {
    outcome(
        "numerar a declaração",
        tx.query_row(
            "SELECT coalesce(max(number), 0) + 1 FROM declaration WHERE year = ?1",
            [year],
            |row| row.get(0),
        ),
    )
}

pub fn add(tx: &Transaction<'_>, it: &Declaration) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "declaration",
        it.id.bytes(),
        &[
            ("year", Value::Integer(i64::from(it.year))),
            ("number", int(it.number)),
            ("code", text(&it.code)),
            ("ticket", id(Some(&it.ticket))),
            ("person", id(it.person.as_ref())),
            ("name", text(&it.name)),
            ("document", text(&it.document)),
            ("day", date(Some(it.day))),
            ("arrived", minute(Some(it.arrived))),
            ("left_at", minute(Some(it.left))),
            ("issued_at", int(to_ms(it.issued_at))),
            ("issued_by", id(it.issued_by.as_ref())),
        ],
    )
}

fn one(
    con: &Connection,
    what: &str,
    with: &[&dyn rusqlite::ToSql],
) -> Outcome<Option<Declaration>> {
    outcome(
        "ler a declaração",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM declaration WHERE {what} AND void = 0"
        ))
        .and_then(|mut it| it.query_row(with, read).optional()),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Declaration> {
    Ok(Declaration {
        id: Id::from_bytes(row.get(0)?),
        year: row.get(1)?,
        number: row.get(2)?,
        code: row.get(3)?,
        ticket: Id::from_bytes(row.get(4)?),
        person: maybe(row, 5)?,
        name: row.get(6)?,
        document: row.get(7)?,
        day: row.get(8)?,
        arrived: Minute::clamped(row.get(9)?),
        left: Minute::clamped(row.get(10)?),
        issued_at: from_ms(row.get(11)?),
        issued_by: maybe(row, 12)?,
    })
}
