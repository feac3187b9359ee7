//! Who came to which meeting.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, params};

use super::{FACE, Face, face, id, int, maybe, text};
use crate::domain::fault::Outcome;
use crate::domain::groups::{Group, Mark, Meeting};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler a frequência";

/// A mark as it stands, and who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    pub id: Id<Marked>,
    pub meeting: Id<Meeting>,
    pub person: Id<Person>,
    pub mark: Mark,
    pub at: DateTime<Utc>,
    pub who: Option<Id<Staff>>,
}

/// One cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub meeting: Id<Meeting>,
    pub person: Id<Person>,
    pub mark: Mark,
}

/// How often somebody came to one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presences {
    pub group: Id<Group>,
    pub person: Id<Person>,
    pub times: u32,
}

pub fn of_meeting(con: &Connection, it: Id<Meeting>) -> Outcome<Vec<(Marked, Face)>> {
    let sql = format!(
        "SELECT it.id, it.meeting, it.person, it.present, it.reason, it.at, it.who, {FACE}
         FROM mark AS it JOIN person ON person.id = it.person
         WHERE it.meeting = ?1 AND it.void = 0 ORDER BY it.at, it.id"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut found| {
            found
                .query_map(params![&it.bytes()[..]], |row| {
                    let reason: String = row.get(4)?;
                    let marked = Marked {
                        id: Id::from_bytes(row.get(0)?),
                        meeting: Id::from_bytes(row.get(1)?),
                        person: Id::from_bytes(row.get(2)?),
                        mark: Mark::of(row.get(3)?, &reason),
                        at: from_ms(row.get(5)?),
                        who: maybe(row, 6)?,
                    };
                    Ok((marked, face(row, 7)?))
                })?
                .collect()
        }),
    )
}

/// Every mark of one group on those days of meeting, oldest first.
pub fn of_group(
    con: &Connection,
    group: Id<Group>,
    from: NaiveDate,
    to: NaiveDate,
) -> Outcome<Vec<Cell>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT it.meeting, it.person, it.present, it.reason
             FROM meeting JOIN mark AS it ON it.meeting = meeting.id AND it.void = 0
             WHERE meeting.groups = ?1 AND meeting.day BETWEEN ?2 AND ?3
               AND meeting.void = 0 AND meeting.cancelled = 0
             ORDER BY meeting.day, meeting.starts",
        )
        .and_then(|mut found| {
            found
                .query_map(params![&group.bytes()[..], from, to], |row| {
                    // Read in place: a grid has tens of thousands of these.
                    let reason = row.get_ref(3)?.as_str()?;
                    Ok(Cell {
                        meeting: Id::from_bytes(row.get(0)?),
                        person: Id::from_bytes(row.get(1)?),
                        mark: Mark::of(row.get(2)?, reason),
                    })
                })?
                .collect()
        }),
    )
}

/// Whoever has a mark of those days in that group without having been in it
/// then.
pub fn visitors(
    con: &Connection,
    group: Id<Group>,
    from: NaiveDate,
    to: NaiveDate,
) -> Outcome<Vec<Face>> {
    let sql = format!(
        "SELECT {FACE} FROM person WHERE person.id IN (
           SELECT it.person FROM meeting JOIN mark AS it ON it.meeting = meeting.id AND it.void = 0
           WHERE meeting.groups = ?1 AND meeting.day BETWEEN ?2 AND ?3
             AND meeting.void = 0 AND meeting.cancelled = 0)
         AND NOT EXISTS (
           SELECT 1 FROM enrolment WHERE enrolment.person = person.id AND enrolment.void = 0
             AND enrolment.groups = ?1 AND enrolment.since <= ?3
             AND (enrolment.until IS NULL OR enrolment.until >= ?2))
         ORDER BY 2, person.id"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(params![&group.bytes()[..], from, to], |row| face(row, 0))?
                .collect()
        }),
    )
}

/// Everybody who was present at any meeting of those days, each group once,
/// with how often; the days are those on which the meetings were.
pub fn presences(con: &Connection, from: NaiveDate, to: NaiveDate) -> Outcome<Vec<Presences>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT meeting.groups, it.person, count(*)
             FROM meeting JOIN mark AS it ON it.meeting = meeting.id AND it.void = 0
             WHERE meeting.day BETWEEN ?1 AND ?2 AND meeting.void = 0
               AND meeting.cancelled = 0 AND it.present = 1
             GROUP BY meeting.groups, it.person",
        )
        .and_then(|mut found| {
            found
                .query_map(params![from, to], |row| {
                    Ok(Presences {
                        group: Id::from_bytes(row.get(0)?),
                        person: Id::from_bytes(row.get(1)?),
                        times: row.get(2)?,
                    })
                })?
                .collect()
        }),
    )
}

/// The row of a person at a meeting, in sight or not.
pub fn row_of(
    con: &Connection,
    meeting: Id<Meeting>,
    person: Id<Person>,
) -> Outcome<Option<Id<Marked>>> {
    super::row_of(
        con,
        "SELECT id FROM mark WHERE meeting = ?1 AND person = ?2",
        params![&meeting.bytes()[..], &person.bytes()[..]],
    )
}

pub fn save(tx: &Transaction<'_>, it: &Marked) -> Outcome<Option<RowChange>> {
    let (present, reason) = it.mark.columns();
    put(
        tx,
        "mark",
        it.id.bytes(),
        &[
            ("meeting", id(Some(&it.meeting))),
            ("person", id(Some(&it.person))),
            ("present", int(present)),
            ("reason", text(reason)),
            ("at", int(to_ms(it.at))),
            ("who", id(it.who.as_ref())),
            ("void", int(0)),
        ],
    )
}

/// How often one person came to each group and missed it, the groups in the
/// order of their first meeting.
pub fn counts_of_person(
    con: &Connection,
    person: Id<Person>,
) -> Outcome<Vec<(Id<Group>, u32, u32)>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT meeting.groups, sum(it.present), sum(1 - it.present)
             FROM mark AS it JOIN meeting ON meeting.id = it.meeting
             WHERE it.person = ?1 AND it.void = 0 AND meeting.void = 0
             GROUP BY meeting.groups ORDER BY min(meeting.day)",
        )
        .and_then(|mut it| {
            it.query_map(params![&person.bytes()[..]], |row| {
                Ok((Id::from_bytes(row.get(0)?), row.get(1)?, row.get(2)?))
            })?
            .collect()
        }),
    )
}
