//! Tickets of the line, their demands, who came along.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::families::SECRET_PEOPLE;
use super::outcome;
use super::record::{RowChange, put};
use crate::domain::access::Role;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::priority::{Class, Grounds};
use crate::domain::ticket::{Demand, Place, State, Ticket, WaitsFor};
use crate::domain::time::{from_ms, to_ms};

const COLUMNS: &str = "ticket.id, ticket.day, ticket.line, ticket.prefix, ticket.seq, \
    ticket.family, ticket.person, ticket.said_name, ticket.party, ticket.access, ticket.grounds, \
    ticket.donor_on, ticket.reserved, ticket.wait_role, ticket.wait_staff, ticket.returned, \
    ticket.state, ticket.arrived_at, ticket.queued_at, ticket.calls, ticket.called_at, \
    ticket.started_at, ticket.ended_at, ticket.seat, ticket.attendant, ticket.missing, \
    ticket.sent_to";

/// A ticket with what a list shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub ticket: Ticket,
    pub demands: Vec<Id<Demand>>,
    /// Name to show: nome social first, or what was said at the counter.
    pub name: String,
    pub attendant: Option<String>,
    pub secret: bool,
}

pub fn by_id(con: &Connection, id: Id<Ticket>) -> Outcome<Option<Ticket>> {
    outcome(
        "ler a senha",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM ticket WHERE id = ?1 AND void = 0"
        ))
        .and_then(|mut it| it.query_row([&id.bytes()[..]], read).optional()),
    )
}

/// The ticket that had this line and was undone: whoever is booked comes again
/// with the same line, and a line is of one row.
pub fn undone_of_line(con: &Connection, day: NaiveDate, line: u32) -> Outcome<Option<Id<Ticket>>> {
    let found: Option<[u8; 16]> = outcome(
        "ler a senha",
        con.prepare_cached("SELECT id FROM ticket WHERE day = ?1 AND line = ?2 AND void = 1")
            .and_then(|mut it| {
                it.query_row(params![day, line], |row| row.get(0))
                    .optional()
            }),
    )?;
    Ok(found.map(Id::from_bytes))
}

/// Brings back the row of a ticket that was undone, to be written anew.
pub fn bring_back(tx: &Transaction<'_>, id: Id<Ticket>) -> Outcome<Option<RowChange>> {
    put(tx, "ticket", id.bytes(), &[("void", Value::Integer(0))])
}

/// The whole list of one day, by line.
pub fn of_day(con: &Connection, day: NaiveDate) -> Outcome<Vec<Listed>> {
    listed(con, "ticket.day = ?1 ORDER BY ticket.line", params![day])
}

/// The places of those who wait on one day, in no order.
pub fn places(con: &Connection, day: NaiveDate) -> Outcome<Vec<Place>> {
    outcome(
        "ler a fila",
        con.prepare_cached(
            "SELECT class, returned, queued_at, line FROM ticket
             WHERE day = ?1 AND state = ?2 AND void = 0",
        )
        .and_then(|mut it| {
            it.query_map(params![day, State::Waiting.code()], |row| {
                // The CHECK of the table bounds the class.
                let class = Class::from_number(row.get(0)?).unwrap_or(Class::Conventional);
                let queued_at = from_ms(row.get(2)?);
                Ok(Place::new(class, row.get(1)?, queued_at, row.get(3)?))
            })?
            .collect()
        }),
    )
}

/// The newest tickets of one family.
pub fn of_family(con: &Connection, family: &[u8; 16], max: u32) -> Outcome<Vec<Listed>> {
    listed(
        con,
        "ticket.family = ?1 ORDER BY ticket.day DESC, ticket.line DESC LIMIT ?2",
        params![&family[..], max],
    )
}

fn listed(con: &Connection, what: &str, with: &[&dyn rusqlite::ToSql]) -> Outcome<Vec<Listed>> {
    let sql = format!(
        "SELECT {COLUMNS},
                coalesce(nullif(person.social_name, ''), person.name, ticket.said_name),
                staff.name,
                coalesce(family.secret, 0) OR coalesce(ticket.person IN ({SECRET_PEOPLE}), 0),
                (SELECT group_concat(hex(demand), ' ') FROM
                   (SELECT demand FROM ticket_demand
                    WHERE ticket = ticket.id AND void = 0 ORDER BY position))
         FROM ticket
         LEFT JOIN person ON person.id = ticket.person
         LEFT JOIN staff ON staff.id = ticket.attendant
         LEFT JOIN family ON family.id = ticket.family
         WHERE ticket.void = 0 AND {what}"
    );
    outcome(
        "ler a fila",
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(with, |row| {
                let demands: Option<String> = row.get(30)?;
                Ok(Listed {
                    ticket: read(row)?,
                    name: row.get(27)?,
                    attendant: row.get(28)?,
                    secret: row.get(29)?,
                    demands: demands
                        .unwrap_or_default()
                        .split(' ')
                        .filter_map(Id::parse)
                        .collect(),
                })
            })?
            .collect()
        }),
    )
}

/// The number that the next ticket of the day takes in its list, and in its
/// prefix. Read inside the transaction that uses them.
pub fn next_numbers(tx: &Transaction<'_>, day: NaiveDate, prefix: &str) -> Outcome<(u32, u32)> {
    outcome(
        "tirar a senha",
        tx.prepare_cached(
            "SELECT 1 + max((SELECT coalesce(max(line), 0) FROM ticket WHERE day = ?1),
                            (SELECT coalesce(max(line), 0) FROM appointment WHERE day = ?1)),
                    (SELECT coalesce(max(seq), 0) + 1 FROM ticket WHERE day = ?1 AND prefix = ?2)",
        )
        .and_then(|mut it| {
            it.query_row(params![day, prefix], |row| Ok((row.get(0)?, row.get(1)?)))
        }),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Ticket) -> Outcome<Option<RowChange>> {
    let text = |it: &str| Value::Text(it.to_string());
    let blob = |it: Option<&[u8; 16]>| it.map_or(Value::Null, |it| Value::Blob(it.to_vec()));
    let instant = |it: Option<chrono::DateTime<chrono::Utc>>| {
        it.map_or(Value::Null, |it| Value::Integer(to_ms(it)))
    };
    let (wait_role, wait_staff) = match it.wait {
        WaitsFor::Anybody => ("", None),
        WaitsFor::Role(role) => (role.code(), None),
        WaitsFor::Staff(id) => ("", Some(id)),
    };
    put(
        tx,
        "ticket",
        it.id.bytes(),
        &[
            ("day", Value::Text(it.day.to_string())),
            ("line", Value::Integer(i64::from(it.line))),
            ("prefix", text(&it.prefix)),
            ("seq", Value::Integer(i64::from(it.seq))),
            ("family", blob(it.family.as_ref().map(Id::bytes))),
            ("person", blob(it.person.as_ref().map(Id::bytes))),
            ("said_name", text(&it.said_name)),
            ("party", Value::Integer(i64::from(it.party))),
            ("access", text(&it.access)),
            ("class", Value::Integer(it.class().number())),
            ("grounds", text(it.grounds.code())),
            (
                "donor_on",
                it.donor_on
                    .map_or(Value::Null, |day| Value::Text(day.to_string())),
            ),
            ("reserved", Value::Integer(i64::from(it.reserved))),
            ("wait_role", text(wait_role)),
            ("wait_staff", blob(wait_staff.as_ref().map(Id::bytes))),
            ("returned", Value::Integer(i64::from(it.returned))),
            ("state", text(it.state.code())),
            ("arrived_at", Value::Integer(to_ms(it.arrived_at))),
            ("queued_at", Value::Integer(to_ms(it.queued_at))),
            ("calls", Value::Integer(i64::from(it.calls))),
            ("called_at", instant(it.called_at)),
            ("started_at", instant(it.started_at)),
            ("ended_at", instant(it.ended_at)),
            ("seat", text(&it.seat)),
            ("attendant", blob(it.attendant.as_ref().map(Id::bytes))),
            ("missing", text(&it.missing)),
            ("sent_to", text(&it.sent_to)),
        ],
    )
}

pub fn add_demand(
    tx: &Transaction<'_>,
    id: [u8; 16],
    ticket: Id<Ticket>,
    demand: Id<Demand>,
    position: i64,
) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "ticket_demand",
        &id,
        &[
            ("ticket", Value::Blob(ticket.bytes().to_vec())),
            ("demand", Value::Blob(demand.bytes().to_vec())),
            ("position", Value::Integer(position)),
        ],
    )
}

/// What the ticket is for, in the order taken down.
pub fn demands_of(con: &Connection, ticket: Id<Ticket>) -> Outcome<Vec<Id<Demand>>> {
    outcome(
        "ler as demandas",
        con.prepare_cached(
            "SELECT demand FROM ticket_demand WHERE ticket = ?1 AND void = 0 ORDER BY position",
        )
        .and_then(|mut it| {
            it.query_map([&ticket.bytes()[..]], |row| Ok(Id::from_bytes(row.get(0)?)))?
                .collect()
        }),
    )
}

/// Takes every demand of the ticket out of sight, before others are added.
pub fn clear_demands(tx: &Transaction<'_>, ticket: Id<Ticket>) -> Outcome<Vec<RowChange>> {
    let ids: Vec<[u8; 16]> = outcome(
        "ler as demandas",
        tx.prepare_cached("SELECT id FROM ticket_demand WHERE ticket = ?1 AND void = 0")
            .and_then(|mut it| {
                it.query_map([&ticket.bytes()[..]], |row| row.get(0))?
                    .collect()
            }),
    )?;
    let mut changes = Vec::new();
    for id in ids {
        changes.extend(put(
            tx,
            "ticket_demand",
            &id,
            &[("void", Value::Integer(1))],
        )?);
    }
    Ok(changes)
}

pub fn add_companion(
    tx: &Transaction<'_>,
    id: [u8; 16],
    ticket: Id<Ticket>,
    person: Id<Person>,
) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "ticket_person",
        &id,
        &[
            ("ticket", Value::Blob(ticket.bytes().to_vec())),
            ("person", Value::Blob(person.bytes().to_vec())),
        ],
    )
}

pub fn companions(con: &Connection, ticket: Id<Ticket>) -> Outcome<Vec<String>> {
    outcome(
        "ler quem veio junto",
        con.prepare_cached(
            "SELECT coalesce(nullif(social_name, ''), name) FROM ticket_person
             JOIN person ON person.id = ticket_person.person
             WHERE ticket = ?1 AND ticket_person.void = 0 ORDER BY ticket_person.rowid",
        )
        .and_then(|mut it| {
            it.query_map([&ticket.bytes()[..]], |row| row.get(0))?
                .collect()
        }),
    )
}

/// Who came along, in the order they were named.
pub fn companion_ids(con: &Connection, ticket: Id<Ticket>) -> Outcome<Vec<Id<Person>>> {
    outcome(
        "ler quem veio junto",
        con.prepare_cached(
            "SELECT person FROM ticket_person WHERE ticket = ?1 AND void = 0 ORDER BY rowid",
        )
        .and_then(|mut it| {
            it.query_map([&ticket.bytes()[..]], |row| Ok(Id::from_bytes(row.get(0)?)))?
                .collect()
        }),
    )
}

/// The open ticket of the same person today, so that nobody arrives twice.
pub fn open_of_person(
    con: &Connection,
    day: NaiveDate,
    person: Id<Person>,
) -> Outcome<Option<Ticket>> {
    outcome(
        "ler a fila",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM ticket
             WHERE person = ?1 AND day = ?2 AND void = 0
               AND state IN ('espera', 'chamado', 'atendimento', 'documentos')
             ORDER BY line DESC LIMIT 1"
        ))
        .and_then(|mut it| {
            it.query_row(params![&person.bytes()[..], day], read)
                .optional()
        }),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Ticket> {
    let instant =
        |at: usize| -> rusqlite::Result<_> { Ok(row.get::<_, Option<i64>>(at)?.map(from_ms)) };
    let id = |at: usize| -> rusqlite::Result<Option<[u8; 16]>> { row.get(at) };
    let (grounds, role, state): (String, String, String) =
        (row.get(10)?, row.get(13)?, row.get(16)?);
    let wait = match (Role::from_code(&role), id(14)?) {
        (_, Some(staff)) => WaitsFor::Staff(Id::from_bytes(staff)),
        (Some(role), None) => WaitsFor::Role(role),
        (None, None) => WaitsFor::Anybody,
    };
    Ok(Ticket {
        id: Id::from_bytes(row.get(0)?),
        day: row.get(1)?,
        line: row.get(2)?,
        prefix: row.get(3)?,
        seq: row.get(4)?,
        family: id(5)?.map(Id::from_bytes),
        person: id(6)?.map(Id::from_bytes),
        said_name: row.get(7)?,
        party: row.get(8)?,
        access: row.get(9)?,
        // The CHECK of the table bounds the class; unknown grounds (of a newer
        // program) count as the conventional line.
        grounds: Grounds::from_code(&grounds).unwrap_or(Grounds::Conventional),
        donor_on: row.get(11)?,
        reserved: row.get(12)?,
        wait,
        returned: row.get(15)?,
        state: State::from_code(&state).unwrap_or(State::Done),
        arrived_at: from_ms(row.get(17)?),
        queued_at: from_ms(row.get(18)?),
        calls: row.get(19)?,
        called_at: instant(20)?,
        started_at: instant(21)?,
        ended_at: instant(22)?,
        seat: row.get(23)?,
        attendant: id(24)?.map(Id::from_bytes),
        missing: row.get(25)?,
        sent_to: row.get(26)?,
    })
}
