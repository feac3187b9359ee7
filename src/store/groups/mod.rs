//! The groups' tables, one file an aggregate: what a group is, who is in it or
//! waits, its meetings and marks, priority situations, the SISC's quarter.

pub mod enrolments;
pub mod list;
pub mod marks;
pub mod meetings;
pub mod sisc;
pub mod situations;
pub mod waiting;
pub mod watch;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, ToSql, Transaction};

use super::outcome;
use super::people::birth;
use super::record::{RowChange, known_table, put};
use super::values::{date, id, int, maybe, minute, text, words};
use crate::domain::date::Birth;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;

/// Somebody as a list of a group shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    pub person: Id<Person>,
    /// Nome social first.
    pub name: String,
    pub birth: Birth,
    pub died_on: Option<NaiveDate>,
    pub nis: String,
    pub disabled: bool,
    /// One of their families is under secrecy.
    pub secret: bool,
}

/// The columns of a [`Face`]; the query joins `person`.
pub(super) const FACE: &str = "person.id, coalesce(nullif(person.social_name, ''), person.name), \
    person.birth, person.birth_year, person.died_on, person.nis, \
    coalesce(person.disability, '') <> '', EXISTS ( \
      SELECT 1 FROM member AS m JOIN family AS f ON f.id = m.family \
      WHERE m.person = person.id AND m.until IS NULL AND m.void = 0 \
        AND f.secret = 1 AND f.void = 0)";

/// Reads a [`Face`] whose columns begin at `at`.
pub(super) fn face(row: &Row<'_>, at: usize) -> rusqlite::Result<Face> {
    let (day, year): (Option<NaiveDate>, Option<i32>) = (row.get(at + 2)?, row.get(at + 3)?);
    Ok(Face {
        person: Id::from_bytes(row.get(at)?),
        name: row.get(at + 1)?,
        birth: birth(day, year),
        died_on: row.get(at + 4)?,
        nis: row.get(at + 5)?,
        disabled: row.get(at + 6)?,
        secret: row.get(at + 7)?,
    })
}

impl Face {
    pub fn age(&self, today: NaiveDate) -> Option<u32> {
        self.birth.age(self.died_on.unwrap_or(today))
    }
}

/// The row that a unique key already has, one in sight before one that was put
/// out of sight: it is written again, so that an undo of the older act finds
/// that somebody spoke since.
fn row_of<T>(con: &Connection, sql: &str, key: &[&dyn ToSql]) -> Outcome<Option<Id<T>>> {
    let found: Vec<[u8; 16]> = outcome(
        "ler os grupos",
        con.prepare_cached(&format!("{sql} ORDER BY void LIMIT 1"))
            .and_then(|mut it| it.query_map(key, |row| row.get(0))?.collect()),
    )?;
    Ok(found.first().copied().map(Id::from_bytes))
}

/// Puts a row of one of these tables out of sight.
pub fn hide(tx: &Transaction<'_>, table: &str, id: &[u8; 16]) -> Outcome<Option<RowChange>> {
    match known_table(table) {
        Some(table) => put(tx, table, id, &[("void", Value::Integer(1))]),
        None => Ok(None),
    }
}
