//! Tries to reach somebody by phone, about a row of any other table.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};

use super::{id, int, text};
use crate::domain::agenda::Reach;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

/// One try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub id: Id<Contact>,
    pub about: [u8; 16],
    pub at: DateTime<Utc>,
    pub who: Option<Id<Staff>>,
    pub reach: Reach,
}

/// The tries about one row, the oldest first.
pub fn of(con: &Connection, about: &[u8; 16]) -> Outcome<Vec<Contact>> {
    outcome(
        "ler os contatos",
        con.prepare_cached(
            "SELECT id, at, who, outcome FROM contact
             WHERE about = ?1 AND void = 0 ORDER BY at, id",
        )
        .and_then(|mut it| {
            it.query_map([&about[..]], |row| {
                let outcome: String = row.get(3)?;
                Ok(Contact {
                    id: Id::from_bytes(row.get(0)?),
                    about: *about,
                    at: from_ms(row.get(1)?),
                    who: super::maybe(row, 2)?,
                    // The CHECK of the table bounds it.
                    reach: Reach::from_code(&outcome).unwrap_or(Reach::NoAnswer),
                })
            })?
            .collect()
        }),
    )
}

pub fn add(tx: &Transaction<'_>, it: &Contact) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "contact",
        it.id.bytes(),
        &[
            ("about", rusqlite::types::Value::Blob(it.about.to_vec())),
            ("at", int(to_ms(it.at))),
            ("who", id(it.who.as_ref())),
            ("outcome", text(it.reach.code())),
        ],
    )
}
