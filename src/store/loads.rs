//! Which loads of the CadÚnico base and of the payroll there are, and which
//! one is in use. The loads themselves are files of their own (see `base`).

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::outcome;
use super::record::{RowChange, put};
use crate::domain::fault::Outcome;
use crate::domain::time::{from_ms, to_ms};
use chrono::{DateTime, Utc};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Cecad,
    Payroll,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Current,
    Previous,
    Removed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    pub id: [u8; 16],
    pub kind: Kind,
    /// "AAAA-MM".
    pub month: String,
    pub file: String,
    pub loaded_at: DateTime<Utc>,
    pub families: u32,
    pub persons: u32,
    pub bad_lines: u32,
    pub state: State,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Cecad => "cecad",
            Self::Payroll => "folha",
        }
    }
}

impl State {
    const fn code(self) -> &'static str {
        match self {
            Self::Current => "atual",
            Self::Previous => "anterior",
            Self::Removed => "removida",
        }
    }
}

const COLUMNS: &str = "id, kind, month, file, loaded_at, families, persons, bad_lines, state";

pub fn current(con: &Connection, kind: Kind) -> Outcome<Option<Load>> {
    outcome(
        "ler as cargas da base",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM base_load WHERE kind = ?1 AND state = 'atual'"
        ))
        .and_then(|mut it| it.query_row([kind.code()], read).optional()),
    )
}

/// Every load of a kind, the newest first.
pub fn all(con: &Connection, kind: Kind) -> Outcome<Vec<Load>> {
    outcome(
        "ler as cargas da base",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM base_load WHERE kind = ?1 ORDER BY loaded_at DESC, id DESC"
        ))
        .and_then(|mut it| it.query_map([kind.code()], read)?.collect()),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Load) -> Outcome<Option<RowChange>> {
    let text = |it: &str| Value::Text(it.to_string());
    put(
        tx,
        "base_load",
        &it.id,
        &[
            ("kind", text(it.kind.code())),
            ("month", text(&it.month)),
            ("file", text(&it.file)),
            ("loaded_at", Value::Integer(to_ms(it.loaded_at))),
            ("families", Value::Integer(i64::from(it.families))),
            ("persons", Value::Integer(i64::from(it.persons))),
            ("bad_lines", Value::Integer(i64::from(it.bad_lines))),
            ("state", text(it.state.code())),
        ],
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Load> {
    let (kind, state): (String, String) = (row.get(1)?, row.get(8)?);
    Ok(Load {
        id: row.get(0)?,
        kind: if kind == Kind::Payroll.code() {
            Kind::Payroll
        } else {
            Kind::Cecad
        },
        month: row.get(2)?,
        file: row.get(3)?,
        loaded_at: from_ms(row.get(4)?),
        families: row.get(5)?,
        persons: row.get(6)?,
        bad_lines: row.get(7)?,
        state: [State::Current, State::Previous, State::Removed]
            .into_iter()
            .find(|it| it.code() == state)
            .unwrap_or(State::Removed),
    })
}
