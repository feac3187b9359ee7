//! What was being typed when the program stopped. A draft belongs to one person
//! and one screen; it is no act, so it is not journalled, and it is removed
//! (and its bytes zeroed, by `secure_delete`) once saved or thrown away.

use rusqlite::{Connection, Transaction, params};

use super::outcome;
use crate::domain::fault::Outcome;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: [u8; 16],
    pub screen: String,
    pub at_ms: i64,
    pub payload: String,
}

pub fn keep(
    tx: &Transaction<'_>,
    id: [u8; 16],
    who: Option<[u8; 16]>,
    screen: &str,
    at_ms: i64,
    payload: &str,
) -> Outcome<()> {
    outcome(
        "guardar o rascunho",
        tx.prepare_cached(
            "INSERT INTO draft (id, who, screen, at, payload) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET at = ?4, payload = ?5",
        )
        .and_then(|mut it| {
            it.execute(params![
                &id[..],
                who.as_ref().map(|it| &it[..]),
                screen,
                at_ms,
                payload
            ])
        }),
    )
    .map(drop)
}

pub fn drop_one(tx: &Transaction<'_>, id: [u8; 16]) -> Outcome<()> {
    outcome(
        "apagar o rascunho",
        tx.execute("DELETE FROM draft WHERE id = ?1", [&id[..]]),
    )
    .map(drop)
}

/// Somebody's drafts, newest first.
pub fn of(con: &Connection, who: Option<[u8; 16]>) -> Outcome<Vec<Row>> {
    outcome(
        "ler os rascunhos",
        con.prepare_cached(
            "SELECT id, screen, at, payload FROM draft WHERE who IS ?1 ORDER BY at DESC, id DESC",
        )
        .and_then(|mut it| {
            it.query_map([who.as_ref().map(|it| &it[..])], |row| {
                Ok(Row {
                    id: row.get(0)?,
                    screen: row.get(1)?,
                    at_ms: row.get(2)?,
                    payload: row.get(3)?,
                })
            })?
            .collect()
        }),
    )
}
