//! What is booked: one row an appointment, whatever became of it.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{date, day, id, int, maybe, minute, text};
use crate::domain::agenda::{Appointment, Booked, Ended, Minute, Reach, Status};
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::ticket::Ticket;
use crate::domain::time::{from_ms, to_ms};
use crate::store::families::SECRET_PEOPLE;
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler a agenda";

const COLUMNS: &str = "it.id, it.service, it.provider, it.day, it.starts, it.minutes, it.line, \
    it.family, it.person, it.said_name, it.phone, it.state, it.moved_from, it.fills, it.series, \
    it.ticket, it.booked_at, it.booked_by";

/// An appointment with what a list shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub appointment: Appointment,
    /// Name to show: nome social first, or what was said when booking.
    pub name: String,
    /// The family, or any other of the person's, is under secrecy.
    pub secret: bool,
    /// How the last call about it ended.
    pub reach: Option<Reach>,
}

pub fn by_id(con: &Connection, it: Id<Appointment>) -> Outcome<Option<Appointment>> {
    one(con, "it.id = ?1", params![&it.bytes()[..]])
}

/// The appointment that this ticket is the arrival of.
pub fn of_ticket(con: &Connection, it: Id<Ticket>) -> Outcome<Option<Appointment>> {
    one(con, "it.ticket = ?1", params![&it.bytes()[..]])
}

/// Everything of one day by hour, without names.
pub fn of_day(con: &Connection, day: NaiveDate) -> Outcome<Vec<Appointment>> {
    outcome(
        DOING,
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM appointment AS it
             WHERE it.day = ?1 AND it.void = 0 ORDER BY it.starts, it.line"
        ))
        .and_then(|mut it| it.query_map([day], read)?.collect()),
    )
}

/// What holds its place on that day.
pub fn booked(con: &Connection, day: NaiveDate) -> Outcome<Vec<Booked>> {
    Ok(of_day(con, day)?
        .iter()
        .filter(|it| it.status.holds_place())
        .map(Booked::from)
        .collect())
}

/// The days from one to another by day and hour, as a list shows them.
pub fn listed(con: &Connection, from: NaiveDate, until: NaiveDate) -> Outcome<Vec<Listed>> {
    named(
        con,
        "it.day BETWEEN ?1 AND ?2 ORDER BY it.day, it.starts, it.line",
        params![from, until],
    )
}

/// One appointment as a list shows it, whatever became of it.
pub fn one_listed(con: &Connection, it: Id<Appointment>) -> Outcome<Option<Listed>> {
    Ok(named(con, "it.id = ?1", params![&it.bytes()[..]])?.pop())
}

/// All of one family, the newest day first: of the people in it now and of
/// those booked under it.
pub fn of_family(con: &Connection, family: Id<Family>, max: u32) -> Outcome<Vec<Listed>> {
    named(
        con,
        "(it.family = ?1 OR it.person IN (SELECT person FROM member
            WHERE family = ?1 AND until IS NULL AND void = 0))
         ORDER BY it.day DESC, it.starts DESC LIMIT ?2",
        params![&family.bytes()[..], max],
    )
}

/// All of one person, the newest day first.
pub fn of_person(con: &Connection, person: Id<Person>, max: u32) -> Outcome<Vec<Listed>> {
    named(
        con,
        "it.person = ?1 ORDER BY it.day DESC, it.starts DESC LIMIT ?2",
        params![&person.bytes()[..], max],
    )
}

/// What holds a place for this person on that day.
pub fn of_person_on(
    con: &Connection,
    person: Id<Person>,
    day: NaiveDate,
) -> Outcome<Vec<Appointment>> {
    let all: Vec<Appointment> = outcome(
        DOING,
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM appointment AS it
             WHERE it.person = ?1 AND it.day = ?2 AND it.void = 0 ORDER BY it.starts"
        ))
        .and_then(|mut it| {
            it.query_map(params![&person.bytes()[..], day], read)?
                .collect()
        }),
    )?;
    Ok(all
        .into_iter()
        .filter(|it| it.status.holds_place())
        .collect())
}

/// The rest of a row of them, from that day on.
pub fn of_series(
    con: &Connection,
    series: Id<Appointment>,
    from: NaiveDate,
) -> Outcome<Vec<Appointment>> {
    outcome(
        DOING,
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM appointment AS it
             WHERE it.series = ?1 AND it.day >= ?2 AND it.void = 0 ORDER BY it.day, it.starts"
        ))
        .and_then(|mut it| {
            it.query_map(params![&series.bytes()[..], from], read)?
                .collect()
        }),
    )
}

/// The one that took this one's place, if it was moved.
pub fn moved_to(con: &Connection, it: Id<Appointment>) -> Outcome<Option<Appointment>> {
    one(con, "it.moved_from = ?1", params![&it.bytes()[..]])
}

/// Appointments that came to their hour, counted by service, weekday (1 =
/// Monday) and state, between two days.
pub fn ended(con: &Connection, from: NaiveDate, until: NaiveDate) -> Outcome<Vec<Ended>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT service, (strftime('%w', day) + 6) % 7 + 1, state, count(*)
             FROM appointment WHERE day BETWEEN ?1 AND ?2 AND void = 0 GROUP BY 1, 2, 3",
        )
        .and_then(|mut it| {
            it.query_map(params![from, until], |row| {
                let state: String = row.get(2)?;
                Ok(Ended {
                    service: Id::from_bytes(row.get(0)?),
                    weekday: row.get(1)?,
                    // The CHECK of the table bounds it.
                    status: Status::from_code(&state).unwrap_or(Status::Cancelled),
                    count: row.get(3)?,
                })
            })?
            .collect()
        }),
    )
}

/// What one day has of what holds a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    pub day: NaiveDate,
    pub booked: u32,
    /// Minutes of somebody's work; a group seen together counts once.
    pub minutes: u32,
}

/// How much holds a place on each day that has any, for the month.
pub fn loads(con: &Connection, from: NaiveDate, until: NaiveDate) -> Outcome<Vec<Load>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT day, sum(people), sum(minutes) FROM (
               SELECT day, minutes, count(*) AS people FROM appointment
               WHERE day BETWEEN ?1 AND ?2 AND void = 0
                 AND state IN ('agendado', 'realizado', 'nao_aguardou')
               GROUP BY day, provider, starts, minutes)
             GROUP BY day ORDER BY day",
        )
        .and_then(|mut it| {
            it.query_map(params![from, until], |row| {
                Ok(Load {
                    day: row.get(0)?,
                    booked: row.get(1)?,
                    minutes: row.get(2)?,
                })
            })?
            .collect()
        }),
    )
}

/// The first day after this one on which somebody is still expected.
pub fn next_day(con: &Connection, after: NaiveDate) -> Outcome<Option<NaiveDate>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT min(day) FROM appointment WHERE day > ?1 AND state = 'agendado' AND void = 0",
        )
        .and_then(|mut it| it.query_row([after], |row| row.get(0))),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Appointment) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "appointment",
        it.id.bytes(),
        &[
            ("service", id(Some(&it.service))),
            ("provider", id(Some(&it.provider))),
            ("day", date(Some(it.day))),
            ("starts", minute(Some(it.starts))),
            ("minutes", int(it.minutes)),
            ("line", int(it.line)),
            ("family", id(it.family.as_ref())),
            ("person", id(it.person.as_ref())),
            ("said_name", text(&it.said_name)),
            ("phone", text(&it.phone)),
            ("state", text(it.status.code())),
            ("moved_from", id(it.moved_from.as_ref())),
            ("fills", id(it.fills.as_ref())),
            ("series", id(it.series.as_ref())),
            ("ticket", id(it.ticket.as_ref())),
            ("booked_at", int(to_ms(it.booked_at))),
            ("booked_by", id(it.booked_by.as_ref())),
        ],
    )
}

fn one(
    con: &Connection,
    what: &str,
    with: &[&dyn rusqlite::ToSql],
) -> Outcome<Option<Appointment>> {
    outcome(
        DOING,
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM appointment AS it WHERE {what} AND it.void = 0"
        ))
        .and_then(|mut it| it.query_row(with, read).optional()),
    )
}

fn named(con: &Connection, what: &str, with: &[&dyn rusqlite::ToSql]) -> Outcome<Vec<Listed>> {
    let sql = format!(
        "SELECT {COLUMNS}, coalesce(nullif(person.social_name, ''), person.name, it.said_name),
                coalesce(family.secret, 0) OR coalesce(it.person IN ({SECRET_PEOPLE}), 0),
                (SELECT outcome FROM contact WHERE about = it.id AND void = 0
                 ORDER BY at DESC, id DESC LIMIT 1)
         FROM appointment AS it
         LEFT JOIN person ON person.id = it.person
         LEFT JOIN family ON family.id = it.family
         WHERE it.void = 0 AND {what}"
    );
    outcome(
        DOING,
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(with, |row| {
                let reach: Option<String> = row.get(20)?;
                Ok(Listed {
                    appointment: read(row)?,
                    name: row.get(18)?,
                    secret: row.get(19)?,
                    reach: reach.and_then(|it| Reach::from_code(&it)),
                })
            })?
            .collect()
        }),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Appointment> {
    let state: String = row.get(11)?;
    Ok(Appointment {
        id: Id::from_bytes(row.get(0)?),
        service: Id::from_bytes(row.get(1)?),
        provider: Id::from_bytes(row.get(2)?),
        day: day(row, 3)?,
        starts: Minute::clamped(row.get(4)?),
        minutes: row.get(5)?,
        line: row.get(6)?,
        family: maybe(row, 7)?,
        person: maybe(row, 8)?,
        said_name: row.get(9)?,
        phone: row.get(10)?,
        // The CHECK of the table bounds it.
        status: Status::from_code(&state).unwrap_or(Status::Cancelled),
        moved_from: maybe(row, 12)?,
        fills: maybe(row, 13)?,
        series: maybe(row, 14)?,
        ticket: maybe(row, 15)?,
        booked_at: from_ms(row.get(16)?),
        booked_by: maybe(row, 17)?,
    })
}
