//! What was being typed when the program stopped. A draft belongs to one person
//! and one form; it is no act, so it is not journalled, and it is removed (and
//! its bytes zeroed, by `secure_delete`) once saved or thrown away.

use rusqlite::{Connection, Transaction, params};

use super::outcome;
use crate::domain::fault::Outcome;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub form: String,
    pub at_ms: i64,
    pub payload: String,
}

pub fn keep(
    tx: &Transaction<'_>,
    new_id: [u8; 16],
    who: Option<[u8; 16]>,
    form: &str,
    at_ms: i64,
    payload: &str,
) -> Outcome<()> {
    let who = who.as_ref().map(|it| &it[..]);
    let changed = outcome(
        "guardar o rascunho",
        tx.prepare_cached("UPDATE draft SET at = ?3, payload = ?4 WHERE who IS ?1 AND form = ?2")
            .and_then(|mut it| it.execute(params![who, form, at_ms, payload])),
    )?;
    if changed > 0 {
        return Ok(());
    }
    outcome(
        "guardar o rascunho",
        tx.prepare_cached(
            "INSERT INTO draft (id, who, form, at, payload) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
        .and_then(|mut it| it.execute(params![&new_id[..], who, form, at_ms, payload])),
    )
    .map(drop)
}

pub fn take_away(tx: &Transaction<'_>, who: Option<[u8; 16]>, form: &str) -> Outcome<()> {
    let who = who.as_ref().map(|it| &it[..]);
    outcome(
        "apagar o rascunho",
        tx.prepare_cached("DELETE FROM draft WHERE who IS ?1 AND form = ?2")
            .and_then(|mut it| it.execute(params![who, form])),
    )
    .map(drop)
}

/// Somebody's drafts, newest first.
pub fn of(con: &Connection, who: Option<[u8; 16]>) -> Outcome<Vec<Row>> {
    outcome(
        "ler os rascunhos",
        con.prepare_cached(
            "SELECT form, at, payload FROM draft WHERE who IS ?1 ORDER BY at DESC, id DESC",
        )
        .and_then(|mut it| {
            it.query_map([who.as_ref().map(|it| &it[..])], |row| {
                Ok(Row {
                    form: row.get(0)?,
                    at_ms: row.get(1)?,
                    payload: row.get(2)?,
                })
            })?
            .collect()
        }),
    )
}
