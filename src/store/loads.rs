//! Which loads of the CadÚnico base and of the payroll there are, and which
//! one is in use; and what was kept against them. The loads themselves are files
//! of their own (see `base`).

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::outcome;
use super::record::{RowChange, put};
use crate::domain::fault::Outcome;
use crate::domain::time::{from_ms, to_ms};

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

/// The load before the one in use.
pub fn previous(con: &Connection, kind: Kind) -> Outcome<Option<Load>> {
    let all = all(con, kind)?;
    Ok(all.into_iter().find(|it| it.state == State::Previous))
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

/// Names of the files that must stay: of both kinds, in use and the one before.
pub fn kept_files(con: &Connection) -> Outcome<Vec<String>> {
    outcome(
        "ler as cargas da base",
        con.prepare_cached("SELECT file FROM base_load WHERE state IN ('atual', 'anterior')")
            .and_then(|mut it| it.query_map([], |row| row.get(0))?.collect()),
    )
}

/// Whether somebody looked at this difference with the base and kept ours.
pub fn is_kept(con: &Connection, row: &[u8; 16], field: &str, value: &str) -> Outcome<bool> {
    outcome(
        "ler as diferenças conferidas",
        con.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM base_kept
                            WHERE row = ?1 AND field = ?2 AND value = ?3 AND void = 0)",
        )
        .and_then(|mut it| it.query_row(params![&row[..], field, value], |row| row.get(0))),
    )
}

/// Notes that ours stays as it is while the base says just this.
pub fn keep(
    tx: &Transaction<'_>,
    id: [u8; 16],
    row: &[u8; 16],
    field: &str,
    value: &str,
) -> Outcome<Option<RowChange>> {
    let values = [
        ("row", Value::Blob(row.to_vec())),
        ("field", Value::Text(field.to_string())),
        ("value", Value::Text(value.to_string())),
    ];
    put(tx, "base_kept", &id, &values)
}

/// Somebody who lives in a family under secrecy, as the base may know them.
/// Never shown: it has no `Debug`.
pub struct UnderSecrecy {
    pub cpf: String,
    pub nis: String,
    /// Civil name, which is the base's.
    pub name: String,
    pub birth: Option<NaiveDate>,
    /// Código familiar.
    pub code: String,
}

/// Everybody who lives in a family under secrecy.
pub fn under_secrecy(con: &Connection) -> Outcome<Vec<UnderSecrecy>> {
    outcome(
        "ler as famílias sob sigilo",
        con.prepare_cached(
            "SELECT person.cpf, person.nis, person.name, person.birth, family.cod_familiar
             FROM family
             JOIN member ON member.family = family.id AND member.until IS NULL AND member.void = 0
             JOIN person ON person.id = member.person AND person.void = 0
             WHERE family.secret = 1 AND family.void = 0",
        )
        .and_then(|mut it| {
            it.query_map([], |row| {
                Ok(UnderSecrecy {
                    cpf: row.get(0)?,
                    nis: row.get(1)?,
                    name: row.get(2)?,
                    birth: row.get(3)?,
                    code: row.get(4)?,
                })
            })?
            .collect()
        }),
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
