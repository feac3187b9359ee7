//! Classes as their notices have them. Some dozens: read whole.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, ToSql, Transaction, params};

use super::{date, day, int, text, words};
use crate::domain::agenda::Minute;
use crate::domain::courses::{Course, FirstGroup, SchoolLevel, Seats};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const COLUMNS: &str = "id, code, title, partner, place, starts_on, ends_on, week, hours, age_min, \
    age_max, schooling, papers, own, pool, returns_on, opens_on, closes_on, first, asks_income, \
    choices, contact, active, elsewhere";

/// A class, and how many seats of the pool other units filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub course: Course,
    pub elsewhere: u32,
}

pub fn by_id(con: &Connection, it: Id<Course>) -> Outcome<Option<Kept>> {
    let found = many(con, "id = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().next())
}

/// Those in use that have not ended before that day, the first to start first.
pub fn current(con: &Connection, today: NaiveDate) -> Outcome<Vec<Kept>> {
    many(
        con,
        "active = 1 AND coalesce(ends_on, starts_on) >= ?1 ORDER BY starts_on, title, id",
        params![today],
    )
}

/// Every class, the newest first.
pub fn all(con: &Connection) -> Outcome<Vec<Kept>> {
    many(con, "1 = 1 ORDER BY starts_on DESC, title, id", &[])
}

pub fn save(tx: &Transaction<'_>, it: &Kept) -> Outcome<Option<RowChange>> {
    let of = &it.course;
    let week: Vec<String> = of
        .week
        .iter()
        .map(|(day, starts, ends)| format!("{day}:{}-{}", starts.get(), ends.get()))
        .collect();
    let maybe = |it: Option<u32>| it.map_or(Value::Null, int);
    put(
        tx,
        "course",
        of.id.bytes(),
        &[
            ("code", text(&of.code)),
            ("title", text(&of.title)),
            ("partner", text(&of.partner)),
            ("place", text(&of.place)),
            ("starts_on", date(Some(of.starts_on))),
            ("ends_on", date(of.ends_on)),
            ("week", text(&week.join(";"))),
            ("hours", maybe(of.hours)),
            ("age_min", maybe(of.age_min)),
            ("age_max", maybe(of.age_max)),
            (
                "schooling",
                text(of.schooling.map_or("", SchoolLevel::code)),
            ),
            ("papers", text(&of.papers.join(";"))),
            ("own", int(of.seats.own)),
            ("pool", int(of.seats.pool)),
            ("elsewhere", int(it.elsewhere)),
            ("returns_on", date(of.seats.returns_on)),
            ("opens_on", date(of.opens_on)),
            ("closes_on", date(of.closes_on)),
            ("first", text(&FirstGroup::join(&of.first))),
            ("asks_income", int(of.asks_income)),
            ("choices", int(of.choices)),
            ("contact", text(&of.contact)),
            ("active", int(of.active)),
        ],
    )
}

fn many(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Vec<Kept>> {
    let sql = format!("SELECT {COLUMNS} FROM course WHERE void = 0 AND {what}");
    outcome(
        "ler os cursos",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map(with, read)?.collect()),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let (week, papers): (String, String) = (row.get(7)?, row.get(12)?);
    let (schooling, first): (String, String) = (row.get(11)?, row.get(18)?);
    Ok(Kept {
        course: Course {
            id: Id::from_bytes(row.get(0)?),
            code: row.get(1)?,
            title: row.get(2)?,
            partner: row.get(3)?,
            place: row.get(4)?,
            starts_on: day(row, 5)?,
            ends_on: row.get(6)?,
            week: week.split(';').filter_map(slot).collect(),
            hours: row.get(8)?,
            age_min: row.get(9)?,
            age_max: row.get(10)?,
            schooling: SchoolLevel::from_code(&schooling),
            papers: words(&papers, ';'),
            seats: Seats {
                own: row.get(13)?,
                pool: row.get(14)?,
                returns_on: row.get(15)?,
            },
            opens_on: row.get(16)?,
            closes_on: row.get(17)?,
            first: FirstGroup::list(&first),
            asks_income: row.get(19)?,
            choices: row.get(20)?,
            contact: row.get(21)?,
            active: row.get(22)?,
        },
        elsewhere: row.get(23)?,
    })
}

fn slot(it: &str) -> Option<(u32, Minute, Minute)> {
    let (day, hours) = it.split_once(':')?;
    let (starts, ends) = hours.split_once('-')?;
    let minute = |it: &str| Minute::new(it.parse().ok()?);
    Some((day.parse().ok()?, minute(starts)?, minute(ends)?))
}
