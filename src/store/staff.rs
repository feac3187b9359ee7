//! People who work, their passwords and the tries at the door. Password hashes
//! live apart from the row that the journal describes.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::outcome;
use super::record::{Cell, RowChange, hex, put};
use crate::domain::access::Role;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::domain::time::{from_ms, to_ms};

const COLUMNS: &str = "id, login, name, role, registration, handles, active, must_change";

pub fn all(con: &Connection) -> Outcome<Vec<Staff>> {
    outcome(
        "ler a equipe",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM staff WHERE void = 0 ORDER BY active DESC, name"
        ))
        .and_then(|mut it| it.query_map([], read)?.collect()),
    )
}

pub fn by_login(con: &Connection, login: &str) -> Outcome<Option<Staff>> {
    outcome(
        "ler a equipe",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM staff WHERE login = ?1 AND void = 0"
        ))
        .and_then(|mut it| it.query_row([login], read).optional()),
    )
}

pub fn by_id(con: &Connection, id: Id<Staff>) -> Outcome<Option<Staff>> {
    outcome(
        "ler a equipe",
        con.prepare_cached(&format!("SELECT {COLUMNS} FROM staff WHERE id = ?1"))
            .and_then(|mut it| it.query_row([&id.bytes()[..]], read).optional()),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Staff, at_ms: i64) -> Outcome<Option<RowChange>> {
    let mut values = vec![
        ("login", Value::Text(it.login.clone())),
        ("name", Value::Text(it.name.clone())),
        ("role", Value::Text(it.role.code().to_string())),
        ("registration", Value::Text(it.registration.clone())),
        ("handles", Value::Text(it.handles.join(" "))),
        ("active", Value::Integer(i64::from(it.active))),
        ("must_change", Value::Integer(i64::from(it.must_change))),
    ];
    if by_id(tx, it.id)?.is_none() {
        values.push(("created_at", Value::Integer(at_ms)));
    }
    put(tx, "staff", it.id.bytes(), &values)
}

/// The PHC string of somebody's password.
pub fn password(con: &Connection, staff: Id<Staff>) -> Outcome<Option<String>> {
    outcome(
        "conferir a senha",
        con.prepare_cached("SELECT password FROM credential WHERE staff = ?1")
            .and_then(|mut it| {
                it.query_row([&staff.bytes()[..]], |row| row.get(0))
                    .optional()
            }),
    )
}

/// Writes a password. The journal is told that it changed and when, never the
/// hash: whoever may read the journal must not be able to guess against it.
pub fn set_password(
    tx: &Transaction<'_>,
    staff: Id<Staff>,
    phc: &str,
    at_ms: i64,
) -> Outcome<RowChange> {
    let before: Option<i64> = outcome(
        "gravar a senha",
        tx.query_row(
            "SELECT changed_at FROM credential WHERE staff = ?1",
            [&staff.bytes()[..]],
            |row| row.get(0),
        )
        .optional(),
    )?;
    outcome(
        "gravar a senha",
        tx.execute(
            "INSERT INTO credential (staff, password, changed_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (staff) DO UPDATE SET password = ?2, changed_at = ?3",
            params![&staff.bytes()[..], phc, at_ms],
        ),
    )?;
    let at = |it: i64| BTreeMap::from([("changed_at".to_string(), Cell::Int(it))]);
    Ok(RowChange {
        table: "credential".to_string(),
        id: hex(staff.bytes()),
        before: before.map(at),
        after: at(at_ms),
    })
}

/// Wrong tries in a row and until when the next one waits.
pub fn tries(con: &Connection, login: &str) -> Outcome<(u32, DateTime<Utc>)> {
    let found = outcome(
        "conferir a senha",
        con.prepare_cached("SELECT wrong, wait_until FROM login_try WHERE login = ?1")
            .and_then(|mut it| {
                it.query_row([login], |row| Ok((row.get(0)?, from_ms(row.get(1)?))))
                    .optional()
            }),
    )?;
    Ok(found.unwrap_or((0, from_ms(0))))
}

pub fn set_tries(
    tx: &Transaction<'_>,
    login: &str,
    wrong: u32,
    wait_until: DateTime<Utc>,
) -> Outcome<()> {
    outcome(
        "conferir a senha",
        tx.execute(
            "INSERT INTO login_try (login, wrong, wait_until) VALUES (?1, ?2, ?3)
             ON CONFLICT (login) DO UPDATE SET wrong = ?2, wait_until = ?3",
            params![login, wrong, to_ms(wait_until)],
        ),
    )
    .map(drop)
}

/// Where this person called people to last, on this machine.
pub fn seat(con: &Connection, machine: &str, staff: Id<Staff>) -> Outcome<Option<String>> {
    outcome(
        "ler o guichê",
        con.prepare_cached("SELECT name FROM seat WHERE machine = ?1 AND staff = ?2")
            .and_then(|mut it| {
                it.query_row(params![machine, &staff.bytes()[..]], |row| row.get(0))
                    .optional()
            }),
    )
}

pub fn set_seat(tx: &Transaction<'_>, machine: &str, staff: Id<Staff>, name: &str) -> Outcome<()> {
    outcome(
        "guardar o guichê",
        tx.execute(
            "INSERT INTO seat (machine, staff, name) VALUES (?1, ?2, ?3)
             ON CONFLICT (machine, staff) DO UPDATE SET name = ?3",
            params![machine, &staff.bytes()[..], name],
        ),
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Staff> {
    let role: String = row.get(3)?;
    let handles: String = row.get(5)?;
    Ok(Staff {
        id: Id::from_bytes(row.get(0)?),
        login: row.get(1)?,
        name: row.get(2)?,
        // The CHECK of the table holds the codes; least right otherwise.
        role: Role::from_code(&role).unwrap_or(Role::Management),
        registration: row.get(4)?,
        handles: handles.split_whitespace().map(str::to_string).collect(),
        active: row.get(6)?,
        must_change: row.get(7)?,
    })
}
