//! One way to write a row, which also says what changed. The journal, the undo
//! key, the history of corrections and the future outbox all live from the
//! `RowChange` made here, so no write can forget to be told.

use std::collections::BTreeMap;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Transaction, params_from_iter};
use serde::{Deserialize, Serialize};

use super::broken;
use crate::domain::fault::Outcome;

/// A cell as the journal spells it. Blobs are hexadecimal behind a marker of
/// their own, so that no text can be taken for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    Null(()),
    Int(i64),
    Text(String),
    Blob { hex: String },
}

/// What one write did to one row: columns with their value before and after.
/// `before` is absent for a row that was not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    pub table: String,
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<BTreeMap<String, Cell>>,
    pub after: BTreeMap<String, Cell>,
}

/// Columns and their new values, as an aggregate's file gives them.
pub type Values<'a> = &'a [(&'static str, Value)];

impl Cell {
    pub fn of(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null(()),
            ValueRef::Integer(it) => Self::Int(it),
            // No column of ours is REAL; a foreign one is kept by its text.
            ValueRef::Real(it) => Self::Text(it.to_string()),
            ValueRef::Text(it) => Self::Text(String::from_utf8_lossy(it).into_owned()),
            ValueRef::Blob(it) => Self::Blob { hex: hex(it) },
        }
    }

    pub fn value(&self) -> Value {
        match self {
            Self::Null(()) => Value::Null,
            Self::Int(it) => Value::Integer(*it),
            Self::Text(it) => Value::Text(it.clone()),
            Self::Blob { hex } => Value::Blob(unhex(hex).unwrap_or_default()),
        }
    }
}

/// Writes `values` into the row `id` of `table`, made if it is not there.
/// `None` when nothing would change, so that saving twice journals once.
pub fn put(
    tx: &Transaction<'_>,
    table: &'static str,
    id: &[u8; 16],
    values: Values<'_>,
) -> Outcome<Option<RowChange>> {
    let doing = "gravar";
    let columns: Vec<&str> = values.iter().map(|it| it.0).collect();
    let after: BTreeMap<String, Cell> = values
        .iter()
        .map(|(name, value)| ((*name).to_string(), Cell::of(ValueRef::from(value))))
        .collect();
    let Some(old) = read(tx, table, id, &columns)? else {
        let marks: Vec<String> = (0..columns.len())
            .map(|at| format!("?{}", at + 2))
            .collect();
        let sql = format!(
            "INSERT INTO {table} (id, {}) VALUES (?1, {})",
            columns.join(", "),
            marks.join(", ")
        );
        let all =
            std::iter::once(Value::Blob(id.to_vec())).chain(values.iter().map(|it| it.1.clone()));
        tx.prepare_cached(&sql)
            .and_then(|mut it| it.execute(params_from_iter(all)))
            .map_err(|e| broken(doing, e))?;
        return Ok(Some(RowChange {
            table: table.to_string(),
            id: hex(id),
            before: None,
            after,
        }));
    };
    let changed: Vec<&(&'static str, Value)> = values
        .iter()
        .filter(|(name, _)| old.get(*name) != after.get(*name))
        .collect();
    if changed.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = changed.iter().map(|it| it.0.to_string()).collect();
    update(tx, table, id, changed.iter().map(|it| (it.0, it.1.clone())))?;
    let only = |all: BTreeMap<String, Cell>| {
        all.into_iter()
            .filter(|(name, _)| names.contains(name))
            .collect()
    };
    Ok(Some(RowChange {
        table: table.to_string(),
        id: hex(id),
        before: Some(only(old)),
        after: only(after),
    }))
}

/// Takes one change back. A row that was made is put out of sight; the answer
/// is `None` when somebody changed the row since (then nothing is touched).
pub fn revert(tx: &Transaction<'_>, change: &RowChange) -> Outcome<Option<RowChange>> {
    let Some(table) = known_table(&change.table) else {
        return Ok(None);
    };
    let Some(id) = unhex(&change.id).and_then(|it| <[u8; 16]>::try_from(it).ok()) else {
        return Ok(None);
    };
    let columns: Vec<&str> = change.after.keys().map(String::as_str).collect();
    match read(tx, table, &id, &columns)? {
        Some(now) if now == change.after => {}
        Some(_) | None => return Ok(None),
    }
    match &change.before {
        None => put(tx, table, &id, &[("void", Value::Integer(1))]),
        Some(before) => {
            update(
                tx,
                table,
                &id,
                before
                    .iter()
                    .map(|(name, cell)| (name.as_str(), cell.value())),
            )?;
            Ok(Some(RowChange {
                table: change.table.clone(),
                id: change.id.clone(),
                before: Some(change.after.clone()),
                after: before.clone(),
            }))
        }
    }
}

/// The named columns of one row, `None` when the row is not there.
pub fn read(
    con: &rusqlite::Connection,
    table: &str,
    id: &[u8; 16],
    columns: &[&str],
) -> Outcome<Option<BTreeMap<String, Cell>>> {
    let sql = format!("SELECT {} FROM {table} WHERE id = ?1", columns.join(", "));
    let doing = "ler";
    let mut statement = con.prepare_cached(&sql).map_err(|e| broken(doing, e))?;
    let mut rows = statement.query([&id[..]]).map_err(|e| broken(doing, e))?;
    let Some(row) = rows.next().map_err(|e| broken(doing, e))? else {
        return Ok(None);
    };
    let mut out = BTreeMap::new();
    for (at, name) in columns.iter().enumerate() {
        let cell = row.get_ref(at).map_err(|e| broken(doing, e))?;
        out.insert((*name).to_string(), Cell::of(cell));
    }
    Ok(Some(out))
}

fn update<'a>(
    tx: &Transaction<'_>,
    table: &str,
    id: &[u8; 16],
    values: impl Iterator<Item = (&'a str, Value)>,
) -> Outcome<()> {
    let mut sets = Vec::new();
    let mut all = vec![Value::Blob(id.to_vec())];
    for (name, value) in values {
        all.push(value);
        sets.push(format!("{name} = ?{}", all.len()));
    }
    let sql = format!("UPDATE {table} SET {} WHERE id = ?1", sets.join(", "));
    tx.prepare_cached(&sql)
        .and_then(|mut it| it.execute(params_from_iter(all)))
        .map(drop)
        .map_err(|e| broken("gravar", e))
}

/// The tables whose rows the journal describes. Names that come back from the
/// journal are matched here before they reach SQL: stored text is data.
pub const TABLES: &[&str] = &[
    "station",
    "unit",
    "district",
    "setting",
    "staff",
    "family",
    "address",
    "person",
    "member",
    "phone",
    "document",
    "base_kept",
    "base_load",
    "demand",
    "ticket",
    "ticket_demand",
    "ticket_person",
    "room",
    "service",
    "provider",
    "turn",
    "absence",
    "holiday",
    "appointment",
    "wish",
    "contact",
    "declaration",
    "groups",
    "group_hours",
    "group_team",
    "percurso",
    "enrolment",
    "waiting",
    "meeting",
    "mark",
    "situation",
    "sisc_typed",
    "course",
    "application",
    "income",
    "interest",
    "follow_up",
];

/// A stored table name, as one of ours.
pub fn known_table(name: &str) -> Option<&'static str> {
    TABLES.iter().copied().find(|it| *it == name)
}

/// Whether rows of the table are put out of sight by `void`; the others are
/// never taken back.
pub fn has_void(table: &str) -> bool {
    !["station", "unit", "base_load"].contains(&table)
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok())
        .collect()
}
