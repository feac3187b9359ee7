//! What the records say about somebody who comes in, before anything is asked:
//! who lives with them, what they came for last, what the law gives them. Only
//! reads; the ticket itself is in [`super::tickets`].

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension};

use super::outcome;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::priority::Known;
use crate::domain::ticket::Demand;

/// Somebody of a household, as the check-in offers companions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Housemate {
    pub person: Id<Person>,
    pub name: String,
    pub birth: Option<NaiveDate>,
}

/// Who lives in the household today, in the order of the card.
pub fn household(con: &Connection, family: &[u8; 16]) -> Outcome<Vec<Housemate>> {
    outcome(
        "ler a família",
        con.prepare_cached(
            "SELECT person.id, coalesce(nullif(social_name, ''), name), birth
             FROM member JOIN person ON person.id = member.person
             WHERE member.family = ?1 AND member.until IS NULL AND member.void = 0
               AND person.void = 0 AND person.died_on IS NULL
             ORDER BY member.position, member.id",
        )
        .and_then(|mut it| {
            it.query_map([&family[..]], |row| {
                Ok(Housemate {
                    person: Id::from_bytes(row.get(0)?),
                    name: row.get(1)?,
                    birth: row.get(2)?,
                })
            })?
            .collect()
        }),
    )
}

/// What this family came for last, to be offered first.
pub fn last_demands(con: &Connection, family: &[u8; 16]) -> Outcome<Vec<Id<Demand>>> {
    outcome(
        "ler o último atendimento",
        con.prepare_cached(
            "SELECT demand FROM ticket_demand AS it
             JOIN demand ON demand.id = it.demand AND demand.active = 1
             WHERE it.void = 0 AND it.ticket =
               (SELECT id FROM ticket WHERE family = ?1 AND void = 0 AND reserved = 0
                ORDER BY day DESC, line DESC LIMIT 1)
             ORDER BY it.position",
        )
        .and_then(|mut it| {
            it.query_map([&family[..]], |row| Ok(Id::from_bytes(row.get(0)?)))?
                .collect()
        }),
    )
}

/// What a person's record says about priority, without asking anything: the
/// age in full years, known or from the year of birth.
pub fn known(con: &Connection, person: Id<Person>, today: NaiveDate) -> Outcome<Option<Known>> {
    outcome(
        "ler a pessoa",
        con.prepare_cached(
            "SELECT birth, birth_year, disability <> '', donor_on FROM person WHERE id = ?1",
        )
        .and_then(|mut it| {
            it.query_row([&person.bytes()[..]], |row| {
                let (birth, year): (Option<NaiveDate>, Option<i32>) = (row.get(0)?, row.get(1)?);
                let about = year.and_then(|it| u32::try_from(today.year() - it).ok());
                Ok(Known {
                    age: birth.and_then(|it| today.years_since(it)).or(about),
                    disability: row.get(2)?,
                    donated_on: row.get(3)?,
                })
            })
            .optional()
        }),
    )
}
