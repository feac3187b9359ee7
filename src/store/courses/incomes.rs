//! Income as people declared it; the last word counts.

use rusqlite::{Connection, Transaction, params};

use super::{date, id, int};
use crate::domain::courses::Income;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;
use crate::store::outcome;
use crate::store::record::{RowChange, put};

/// What somebody declared last.
pub fn last(con: &Connection, it: Id<Person>) -> Outcome<Option<Income>> {
    Ok(of_person(con, it)?.into_iter().next())
}

/// Everything that somebody declared, the newest first.
pub fn of_person(con: &Connection, it: Id<Person>) -> Outcome<Vec<Income>> {
    outcome(
        "ler a declaração de renda",
        con.prepare_cached(
            "SELECT per_person, declared_on FROM income WHERE person = ?1 AND void = 0
             ORDER BY declared_on DESC, id DESC",
        )
        .and_then(|mut found| {
            found
                .query_map(params![&it.bytes()[..]], |row| {
                    Ok(Income {
                        per_person: row.get(0)?,
                        declared_on: row.get(1)?,
                    })
                })?
                .collect()
        }),
    )
}

pub fn add(
    tx: &Transaction<'_>,
    key: Id<Income>,
    person: Id<Person>,
    it: Income,
    by: Option<Id<Staff>>,
) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "income",
        key.bytes(),
        &[
            ("person", id(Some(&person))),
            ("per_person", int(it.per_person)),
            ("declared_on", date(Some(it.declared_on))),
            ("noted_by", id(by.as_ref())),
        ],
    )
}
