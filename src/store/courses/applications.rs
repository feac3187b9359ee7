//! Who signed up for which class, and who waits for a seat.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Row, ToSql, Transaction, params};

use super::{date, id, int, maybe, text, words};
use crate::domain::codes::Sex;
use crate::domain::courses::{Application, Applied, Course, Seat, Standing};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::{from_ms, to_ms};
use crate::store::groups::{FACE, Face, face};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler as inscrições do curso";

const COLUMNS: &str = "it.id, it.course, it.person, it.state, it.choice, it.seat, it.asked_at, \
    it.made_by, it.phone, it.exception, it.broken, it.papers, it.guardian, it.state_on, \
    it.certificate_on";
const FACE_AT: usize = 15;

/// An application, and the days beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub application: Application,
    /// Day of the last change of state.
    pub state_on: NaiveDate,
    pub certificate_on: Option<NaiveDate>,
}

impl Kept {
    /// Whether it stands: whoever gave up may sign up again.
    pub fn is_open(&self) -> bool {
        let state = self.application.state;
        state.holds_seat() || state == Applied::Waiting
    }
}

/// Seats of a class that are held, by where they come from, and who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    pub own: u32,
    pub pool: u32,
    pub waiting: u32,
}

pub fn by_id(con: &Connection, it: Id<Application>) -> Outcome<Option<Kept>> {
    let found = plain(con, "it.id = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().next())
}

/// All of one class with names, the first to sign up first.
pub fn of_course(con: &Connection, it: Id<Course>) -> Outcome<Vec<(Kept, Face)>> {
    let sql = format!(
        "SELECT {COLUMNS}, {FACE} FROM application AS it JOIN person ON person.id = it.person
         WHERE it.void = 0 AND it.course = ?1 ORDER BY it.asked_at, it.id"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut found| {
            found
                .query_map(params![&it.bytes()[..]], |row| {
                    Ok((read(row)?, face(row, FACE_AT)?))
                })?
                .collect()
        }),
    )
}

/// Those of one class that wait, the first to sign up first, with what a notice
/// may put first; their age is the caller's to say.
pub fn waiting(con: &Connection, it: Id<Course>) -> Outcome<Vec<(Kept, Face, Standing)>> {
    let sql = format!(
        "SELECT {COLUMNS}, {FACE}, person.sex, (
           SELECT max(f.cod_familiar <> '') + 2 * max(coalesce(f.pbf, 0))
           FROM member AS m JOIN family AS f ON f.id = m.family
           WHERE m.person = person.id AND m.until IS NULL AND m.void = 0 AND f.void = 0)
         FROM application AS it JOIN person ON person.id = it.person
         WHERE it.void = 0 AND it.course = ?1 AND it.state = 'espera'
         ORDER BY it.asked_at, it.id"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut found| {
            found
                .query_map(params![&it.bytes()[..]], |row| {
                    let (kept, face) = (read(row)?, face(row, FACE_AT)?);
                    let sex: String = row.get(FACE_AT + 8)?;
                    // One bit each: in the CadÚnico, in the Bolsa Família.
                    let family: u32 = row.get::<_, Option<u32>>(FACE_AT + 9)?.unwrap_or(0);
                    let standing = Standing {
                        cadunico: family & 1 != 0 || !face.nis.is_empty(),
                        pbf: family & 2 != 0,
                        disability: face.disabled,
                        age: None,
                        sex: Sex::from_code(&sex),
                    };
                    Ok((kept, face, standing))
                })?
                .collect()
        }),
    )
}

/// The first instant after everybody who signed up for that class.
pub fn last_asked(con: &Connection, it: Id<Course>) -> Outcome<Option<DateTime<Utc>>> {
    let last: Option<i64> = outcome(
        DOING,
        con.prepare_cached("SELECT max(asked_at) FROM application WHERE course = ?1 AND void = 0")
            .and_then(|mut found| found.query_row(params![&it.bytes()[..]], |row| row.get(0))),
    )?;
    Ok(last.map(|it| from_ms(it.saturating_add(1))))
}

/// All of one person, the newest first.
pub fn of_person(con: &Connection, it: Id<Person>) -> Outcome<Vec<Kept>> {
    plain(
        con,
        "it.person = ?1 ORDER BY it.asked_at DESC, it.id DESC",
        params![&it.bytes()[..]],
    )
}

/// Held seats and people waiting of every class.
pub fn held(con: &Connection) -> Outcome<HashMap<Id<Course>, Held>> {
    let mut out: HashMap<Id<Course>, Held> = HashMap::new();
    let rows: Vec<([u8; 16], String, String, u32)> = outcome(
        DOING,
        con.prepare_cached(
            "SELECT course, state, seat, count(*) FROM application WHERE void = 0
             GROUP BY course, state, seat",
        )
        .and_then(|mut it| {
            it.query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect()
        }),
    )?;
    for (course, state, seat, many) in rows {
        let held = out.entry(Id::from_bytes(course)).or_default();
        match (Applied::from_code(&state), Seat::from_code(&seat)) {
            (Some(Applied::Waiting), _) => held.waiting += many,
            (Some(state), Some(Seat::Own)) if state.holds_seat() => held.own += many,
            (Some(state), Some(Seat::Pool)) if state.holds_seat() => held.pool += many,
            (_, _) => {}
        }
    }
    Ok(out)
}

pub fn save(tx: &Transaction<'_>, it: &Kept) -> Outcome<Option<RowChange>> {
    let of = &it.application;
    put(
        tx,
        "application",
        of.id.bytes(),
        &[
            ("course", id(Some(&of.course))),
            ("person", id(Some(&of.person))),
            ("state", text(of.state.code())),
            ("choice", int(of.choice)),
            ("seat", text(of.seat.map_or("", Seat::code))),
            ("asked_at", int(to_ms(of.asked_at))),
            ("made_by", id(of.made_by.as_ref())),
            ("phone", text(&of.phone)),
            ("exception", text(&of.exception)),
            ("broken", text(&of.broken)),
            ("papers", text(&of.papers.join(";"))),
            ("guardian", id(of.guardian.as_ref())),
            ("state_on", date(Some(it.state_on))),
            ("certificate_on", date(it.certificate_on)),
        ],
    )
}

fn plain(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Vec<Kept>> {
    let sql = format!("SELECT {COLUMNS} FROM application AS it WHERE it.void = 0 AND {what}");
    outcome(
        DOING,
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map(with, read)?.collect()),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let (state, seat): (String, String) = (row.get(3)?, row.get(5)?);
    let papers: String = row.get(11)?;
    Ok(Kept {
        application: Application {
            id: Id::from_bytes(row.get(0)?),
            course: Id::from_bytes(row.get(1)?),
            person: Id::from_bytes(row.get(2)?),
            // The CHECK of the table bounds it.
            state: Applied::from_code(&state).unwrap_or(Applied::TurnedDown),
            choice: row.get(4)?,
            seat: Seat::from_code(&seat),
            asked_at: from_ms(row.get(6)?),
            made_by: maybe(row, 7)?,
            phone: row.get(8)?,
            exception: row.get(9)?,
            broken: row.get(10)?,
            papers: words(&papers, ';'),
            guardian: maybe(row, 12)?,
        },
        state_on: row.get(13)?,
        certificate_on: row.get(14)?,
    })
}
