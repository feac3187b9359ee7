//! What people would like to learn.

use rusqlite::{Connection, Row, ToSql, Transaction, params};

use super::{id, int, text};
use crate::domain::courses::{Interest, InterestState};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::{from_ms, to_ms};
use crate::store::groups::{FACE, Face, face};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const COLUMNS: &str = "it.id, it.person, it.title, it.asked_at, it.state, it.phone";
const FACE_AT: usize = 6;

/// Somebody who asked, with what the city counts by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    pub interest: Interest,
    pub face: Face,
    /// Code of [`crate::domain::codes::Schooling`]; may be empty.
    pub schooling: String,
    /// Bairro of the current address; may be empty.
    pub district: String,
}

pub fn by_id(con: &Connection, it: Id<Interest>) -> Outcome<Option<Interest>> {
    let found = plain(con, "it.id = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().next())
}

/// All of one person, the newest first.
pub fn of_person(con: &Connection, it: Id<Person>) -> Outcome<Vec<Interest>> {
    plain(
        con,
        "it.person = ?1 ORDER BY it.asked_at DESC, it.id DESC",
        params![&it.bytes()[..]],
    )
}

/// Everybody who still waits for a course, the first to ask first. People who
/// died or were merged into another card wait no more.
pub fn open(con: &Connection) -> Outcome<Vec<Asking>> {
    let sql = format!(
        "SELECT {COLUMNS}, {FACE}, person.schooling, coalesce((
           SELECT a.district FROM address AS a JOIN member AS m ON m.family = a.family
           WHERE m.person = person.id AND m.until IS NULL AND m.void = 0
             AND a.until IS NULL AND a.void = 0 ORDER BY a.since DESC LIMIT 1), '')
         FROM interest AS it JOIN person ON person.id = it.person
         WHERE it.void = 0 AND it.state = 'espera' AND person.died_on IS NULL
           AND person.merged_into IS NULL
         ORDER BY it.asked_at, it.id"
    );
    outcome(
        "ler a procura por cursos",
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map([], |row| {
                Ok(Asking {
                    interest: read(row)?,
                    face: face(row, FACE_AT)?,
                    schooling: row.get(FACE_AT + 8)?,
                    district: row.get(FACE_AT + 9)?,
                })
            })?
            .collect()
        }),
    )
}

/// Titles that anybody ever asked for, by name.
pub fn titles(con: &Connection) -> Outcome<Vec<String>> {
    outcome(
        "ler a procura por cursos",
        con.prepare_cached("SELECT DISTINCT title FROM interest WHERE void = 0 ORDER BY title")
            .and_then(|mut it| it.query_map([], |row| row.get(0))?.collect()),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Interest) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "interest",
        it.id.bytes(),
        &[
            ("person", id(Some(&it.person))),
            ("title", text(&it.title)),
            ("asked_at", int(to_ms(it.asked_at))),
            ("state", text(it.state.code())),
            ("phone", text(&it.phone)),
        ],
    )
}

fn plain(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Vec<Interest>> {
    let sql = format!("SELECT {COLUMNS} FROM interest AS it WHERE it.void = 0 AND {what}");
    outcome(
        "ler a procura por cursos",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map(with, read)?.collect()),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Interest> {
    let state: String = row.get(4)?;
    Ok(Interest {
        id: Id::from_bytes(row.get(0)?),
        person: Id::from_bytes(row.get(1)?),
        title: row.get(2)?,
        asked_at: from_ms(row.get(3)?),
        // The CHECK of the table bounds it.
        state: InterestState::from_code(&state).unwrap_or(InterestState::Open),
        phone: row.get(5)?,
    })
}
