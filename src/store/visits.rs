//! What the line of past days says about one family: its last visits and who
//! usually comes. Reads tickets only; they are written elsewhere.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::outcome;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::ticket::State;

/// One past or present ticket of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub day: NaiveDate,
    pub code: String,
    pub name: String,
    pub state: State,
    pub reserved: bool,
    /// Labels in the order of the ticket.
    pub demands: Vec<String>,
    pub attendant: Option<String>,
}

/// The newest tickets that name the family.
pub fn of_family(con: &Connection, family: &[u8; 16], max: u32) -> Outcome<Vec<Visit>> {
    of(con, "ticket.family = ?1", family, max)
}

/// The newest tickets that name the person.
pub fn of_person(con: &Connection, person: &[u8; 16], max: u32) -> Outcome<Vec<Visit>> {
    of(con, "ticket.person = ?1", person, max)
}

fn of(con: &Connection, which: &str, key: &[u8; 16], max: u32) -> Outcome<Vec<Visit>> {
    let sql = format!(
        "SELECT ticket.day, ticket.prefix || ticket.seq,
                coalesce(nullif(person.social_name, ''), person.name, ticket.said_name),
                ticket.state,
                ticket.reserved OR EXISTS (
                  SELECT 1 FROM ticket_demand AS it JOIN demand ON demand.id = it.demand
                  WHERE it.ticket = ticket.id AND it.void = 0 AND demand.reserved = 1),
                (SELECT group_concat(label, char(31)) FROM
                   (SELECT demand.label FROM ticket_demand AS it
                    JOIN demand ON demand.id = it.demand
                    WHERE it.ticket = ticket.id AND it.void = 0 ORDER BY it.position)),
                staff.name
         FROM ticket
         LEFT JOIN person ON person.id = ticket.person
         LEFT JOIN staff ON staff.id = ticket.attendant
         WHERE ticket.void = 0 AND {which}
         ORDER BY ticket.day DESC, ticket.line DESC LIMIT ?2"
    );
    outcome(
        "ler os atendimentos",
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map(params![&key[..], max], |row| {
                let state: String = row.get(3)?;
                let demands: Option<String> = row.get(5)?;
                Ok(Visit {
                    day: row.get(0)?,
                    code: row.get(1)?,
                    name: row.get(2)?,
                    // The column's CHECK knows the same states.
                    state: State::from_code(&state).unwrap_or(State::Done),
                    reserved: row.get(4)?,
                    demands: demands
                        .unwrap_or_default()
                        .split('\u{1f}')
                        .filter(|it| !it.is_empty())
                        .map(str::to_string)
                        .collect(),
                    attendant: row.get(6)?,
                })
            })?
            .collect()
        }),
    )
}

/// Whose name is on most of the family's tickets since that day, and on how
/// many; between two, whoever came last.
pub fn usual_visitor(
    con: &Connection,
    family: &[u8; 16],
    since: NaiveDate,
) -> Outcome<Option<(Id<Person>, u32)>> {
    outcome(
        "ler os atendimentos",
        con.prepare_cached(
            "SELECT person, count(*) FROM ticket
             WHERE family = ?1 AND day >= ?2 AND person IS NOT NULL AND void = 0
               AND state NOT IN ('ausente', 'desistiu')
             GROUP BY person ORDER BY count(*) DESC, max(day) DESC LIMIT 1",
        )
        .and_then(|mut it| {
            it.query_row(params![&family[..], since], |row| {
                Ok((Id::from_bytes(row.get(0)?), row.get(1)?))
            })
            .optional()
        }),
    )
}

/// The newest ticket of this person today: its code and state.
pub fn today_of(
    con: &Connection,
    person: &[u8; 16],
    today: NaiveDate,
) -> Outcome<Option<(String, State)>> {
    outcome(
        "ler a fila",
        con.prepare_cached(
            "SELECT prefix || seq, state FROM ticket
             WHERE person = ?1 AND day = ?2 AND void = 0 ORDER BY line DESC LIMIT 1",
        )
        .and_then(|mut it| {
            it.query_row(params![&person[..], today], |row| {
                let state: String = row.get(1)?;
                Ok((row.get(0)?, State::from_code(&state).unwrap_or(State::Done)))
            })
            .optional()
        }),
    )
}
