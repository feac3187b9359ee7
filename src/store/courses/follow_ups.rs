//! What became of people some months after a course.

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction, params};

use super::{id, int, text};
use crate::domain::courses::{Application, FollowOutcome, FollowUp};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::domain::time::{from_ms, to_ms};
use crate::store::groups::{FACE, Face, face};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler o que houve depois do curso";

/// Somebody who finished a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finisher {
    pub application: Id<Application>,
    pub course: String,
    /// Day on which the class ended, or on which that was noted.
    pub ended: NaiveDate,
    /// As left at sign-up; may be empty.
    pub phone: String,
    pub face: Face,
}

/// Everybody who finished since that day and is alive, the first first.
pub fn finishers(con: &Connection, since: NaiveDate) -> Outcome<Vec<Finisher>> {
    let sql = format!(
        "SELECT it.id, course.title, coalesce(course.ends_on, it.state_on), it.phone, {FACE}
         FROM application AS it JOIN course ON course.id = it.course
         JOIN person ON person.id = it.person
         WHERE it.void = 0 AND it.state = 'concluinte' AND person.died_on IS NULL
           AND person.merged_into IS NULL AND coalesce(course.ends_on, it.state_on) >= ?1
         ORDER BY 3, it.id"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(params![since], |row| {
                Ok(Finisher {
                    application: Id::from_bytes(row.get(0)?),
                    course: row.get(1)?,
                    ended: row.get(2)?,
                    phone: row.get(3)?,
                    face: face(row, 4)?,
                })
            })?
            .collect()
        }),
    )
}

/// Everything told of one application, the first first.
pub fn of_application(con: &Connection, it: Id<Application>) -> Outcome<Vec<FollowUp>> {
    many(con, "application = ?1", params![&it.bytes()[..]])
}

pub fn all(con: &Connection) -> Outcome<Vec<FollowUp>> {
    many(con, "1 = 1", &[])
}

pub fn save(
    tx: &Transaction<'_>,
    it: &FollowUp,
    who: Option<Id<Staff>>,
) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "follow_up",
        it.id.bytes(),
        &[
            ("application", id(Some(&it.application))),
            ("months", int(it.months)),
            ("outcome", text(it.outcome.code())),
            ("at", int(to_ms(it.at))),
            ("who", id(who.as_ref())),
        ],
    )
}

fn many(con: &Connection, what: &str, with: &[&dyn rusqlite::ToSql]) -> Outcome<Vec<FollowUp>> {
    let sql = format!(
        "SELECT id, application, months, outcome, at FROM follow_up
         WHERE void = 0 AND {what} ORDER BY at, id"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(with, |row| {
                let outcome: String = row.get(3)?;
                Ok(FollowUp {
                    id: Id::from_bytes(row.get(0)?),
                    application: Id::from_bytes(row.get(1)?),
                    months: row.get(2)?,
                    // The CHECK of the table bounds it.
                    outcome: FollowOutcome::from_code(&outcome).unwrap_or(FollowOutcome::Other),
                    at: from_ms(row.get(4)?),
                })
            })?
            .collect()
        }),
    )
}
