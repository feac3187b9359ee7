//! Who waits for an earlier place, in the order they asked.

use rusqlite::{Connection, Row, Transaction, params};

use super::{id, int, maybe, text};
use crate::domain::agenda::{Wish, WishState};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::{from_ms, to_ms};
use crate::store::families::SECRET_PEOPLE;
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const COLUMNS: &str = "it.id, it.service, it.family, it.person, it.said_name, it.phone, \
    it.appointment, it.weekdays, it.asked_at, it.state";

/// A wish with what a list shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub wish: Wish,
    pub name: String,
    pub secret: bool,
}

pub fn by_id(con: &Connection, it: Id<Wish>) -> Outcome<Option<Wish>> {
    let found = listed(con, "it.id = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().next().map(|it| it.wish))
}

/// Everybody who still waits, the first to ask first.
pub fn waiting(con: &Connection) -> Outcome<Vec<Listed>> {
    listed(con, "it.state = 'espera'", &[])
}

/// Everything that person waits or waited for, the first asked first.
pub fn of_person(con: &Connection, it: Id<Person>) -> Outcome<Vec<Wish>> {
    let found = listed(con, "it.person = ?1", params![&it.bytes()[..]])?;
    Ok(found.into_iter().map(|it| it.wish).collect())
}

fn listed(con: &Connection, what: &str, with: &[&dyn rusqlite::ToSql]) -> Outcome<Vec<Listed>> {
    let sql = format!(
        "SELECT {COLUMNS}, coalesce(nullif(person.social_name, ''), person.name, it.said_name),
                coalesce(family.secret, 0) OR coalesce(it.person IN ({SECRET_PEOPLE}), 0)
         FROM wish AS it
         LEFT JOIN person ON person.id = it.person
         LEFT JOIN family ON family.id = it.family
         WHERE it.void = 0 AND {what} ORDER BY it.asked_at, it.id"
    );
    outcome(
        "ler a lista de espera",
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(with, |row| {
                Ok(Listed {
                    wish: read(row)?,
                    name: row.get(10)?,
                    secret: row.get(11)?,
                })
            })?
            .collect()
        }),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Wish) -> Outcome<Option<RowChange>> {
    let weekdays: String = it.weekdays.iter().map(u32::to_string).collect();
    put(
        tx,
        "wish",
        it.id.bytes(),
        &[
            ("service", id(Some(&it.service))),
            ("family", id(it.family.as_ref())),
            ("person", id(it.person.as_ref())),
            ("said_name", text(&it.said_name)),
            ("phone", text(&it.phone)),
            ("appointment", id(it.appointment.as_ref())),
            ("weekdays", text(&weekdays)),
            ("asked_at", int(to_ms(it.asked_at))),
            ("state", text(it.state.code())),
        ],
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Wish> {
    let (weekdays, state): (String, String) = (row.get(7)?, row.get(9)?);
    Ok(Wish {
        id: Id::from_bytes(row.get(0)?),
        service: Id::from_bytes(row.get(1)?),
        family: maybe(row, 2)?,
        person: maybe(row, 3)?,
        said_name: row.get(4)?,
        phone: row.get(5)?,
        appointment: maybe(row, 6)?,
        weekdays: weekdays.chars().filter_map(|it| it.to_digit(10)).collect(),
        asked_at: from_ms(row.get(8)?),
        state: WishState::from_code(&state).unwrap_or(WishState::GaveUp),
    })
}
