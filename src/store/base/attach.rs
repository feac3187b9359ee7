//! The file in use, attached read-only to a desk's connection. A missing, cut,
//! damaged or foreign file gives a plain refusal, and the desk works on
//! without a base.

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::domain::cecad::Month;
use crate::domain::fault::{Failure, Outcome, refused};
use crate::domain::time::from_ms;

/// Marks a base file as ours: the letters "ACOB".
pub const BASE_ID: i32 = 0x4143_4F42;

/// Marks a payroll file as ours: the letters "ACOF".
pub const FOLHA_ID: i32 = 0x4143_4F46;

/// The shape that this program writes and reads; another one is loaded anew.
pub(super) const VERSION: i32 = 2;

/// What is attached, for "base de 05/2026" on every screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    pub month: Month,
    pub loaded_at: DateTime<Utc>,
    pub families: u32,
    /// 0 for a payroll.
    pub persons: u32,
    pub bad_lines: u32,
}

/// Attaches a load as the schema `base`, instead of the one attached before.
///
/// # Errors
/// Refused, with what to do, when the file is missing, cut, damaged, foreign
/// or of another version; then nothing is attached.
pub fn attach(con: &Connection, dir: &Path, file: &str) -> Outcome<Attached> {
    join(con, &BASE, &dir.join(file))
}

/// Attaches a payroll as the schema `folha`.
///
/// # Errors
/// As [`attach`].
pub fn attach_payroll(con: &Connection, dir: &Path, file: &str) -> Outcome<Attached> {
    join(con, &FOLHA, &dir.join(file))
}

/// Works on without a base.
pub fn detach(con: &Connection) -> Outcome<()> {
    leave(con, BASE.schema)
}

pub fn detach_payroll(con: &Connection) -> Outcome<()> {
    leave(con, FOLHA.schema)
}

struct Shape {
    schema: &'static str,
    id: i32,
    told: &'static str,
    load: &'static str,
}

const BASE: Shape = Shape {
    schema: "base",
    id: BASE_ID,
    told: "A base do CadÚnico",
    load: "SELECT month, loaded_at, families, persons, bad_lines FROM base.load",
};

const FOLHA: Shape = Shape {
    schema: "folha",
    id: FOLHA_ID,
    told: "A folha de pagamento",
    load: "SELECT month, loaded_at, families, 0, bad_lines FROM folha.load",
};

fn join(con: &Connection, shape: &Shape, path: &Path) -> Outcome<Attached> {
    leave(con, shape.schema)?;
    let again = |what: &str| {
        refused(format!(
            "{} {what}. Importe de novo; a recepção continua sem ela.",
            shape.told
        ))
    };
    let Ok(about) = std::fs::metadata(path) else {
        return again("em uso não está mais na pasta de dados");
    };
    let Some(uri) = uri(path) else {
        return again("está numa pasta cujo nome não consigo ler");
    };
    if con
        .execute(&format!("ATTACH ?1 AS {}", shape.schema), [&uri])
        .is_err()
    {
        return again("não abre: está danificada ou incompleta");
    }
    match check(con, shape, about.len()) {
        Ok(attached) => Ok(attached),
        Err(Wrong::Foreign) => {
            leave(con, shape.schema)?;
            again("é de outra versão do programa ou não é um arquivo dele")
        }
        Err(Wrong::Damaged) => {
            leave(con, shape.schema)?;
            again("está danificada ou incompleta")
        }
    }
}

enum Wrong {
    Foreign,
    Damaged,
}

fn check(con: &Connection, shape: &Shape, size: u64) -> Result<Attached, Wrong> {
    let pragma = |name: &str| {
        con.pragma_query_value(Some(shape.schema), name, |row| row.get::<_, i64>(0))
            .map_err(|_| Wrong::Damaged)
    };
    if pragma("application_id")? != i64::from(shape.id)
        || pragma("user_version")? != i64::from(VERSION)
    {
        return Err(Wrong::Foreign);
    }
    // A file cut short opens well and fails in the middle of the day.
    let pages = pragma("page_count")?.saturating_mul(pragma("page_size")?);
    if u64::try_from(pages) != Ok(size) {
        return Err(Wrong::Damaged);
    }
    con.query_row(shape.load, [], |row| {
        let month: String = row.get(0)?;
        Ok(Month::parse(&month).map(|month| {
            Ok(Attached {
                month,
                loaded_at: from_ms(row.get(1)?),
                families: row.get(2)?,
                persons: row.get(3)?,
                bad_lines: row.get(4)?,
            })
        }))
    })
    .map_err(|_| Wrong::Damaged)?
    .ok_or(Wrong::Damaged)?
    .map_err(|_: rusqlite::Error| Wrong::Damaged)
}

fn leave(con: &Connection, schema: &str) -> Outcome<()> {
    let there = con
        .query_row(
            "SELECT 1 FROM pragma_database_list WHERE name = ?1",
            [schema],
            |_| Ok(()),
        )
        .optional()
        .map_err(|e| Failure::broken("soltar a base do CadÚnico", Code(&e)))?;
    if there.is_none() {
        return Ok(());
    }
    con.execute_batch(&format!("DETACH {schema}"))
        .map_err(|e| Failure::broken("soltar a base do CadÚnico", Code(&e)))
}

/// A failed read of the base, as an answer: the desk goes on without it.
pub(super) fn unread(error: rusqlite::Error) -> Failure {
    use rusqlite::ErrorCode;
    let again = match error.sqlite_error_code() {
        Some(
            ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen,
        ) => refused::<()>(
            "A base do CadÚnico não pôde ser lida: o arquivo está danificado. Importe de novo; a \
             recepção continua sem ela.",
        ),
        Some(_) | None => return Failure::broken("procurar na base do CadÚnico", Code(&error)),
    };
    match again {
        Err(failure) => failure,
        Ok(()) => Failure::broken("procurar na base do CadÚnico", Code(&error)),
    }
}

/// The number of SQLite's error and nothing that was searched for.
struct Code<'a>(&'a rusqlite::Error);

impl std::fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.sqlite_error() {
            Some(it) => write!(f, "sqlite {}", it.extended_code),
            None => f.write_str("rusqlite"),
        }
    }
}

/// `immutable=1`: the file never changes under its name, so SQLite needs no
/// lock, no journal look-up and no write permission.
fn uri(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    let path = path.to_str()?.replace('\\', "/");
    let mut out = String::from("file://");
    if !path.starts_with('/') {
        out.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out.push_str("?immutable=1");
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_folders_are_spelled_out() {
        let it = uri(Path::new("/casa/Área de trabalho/a?b#c%/x.db"));
        assert_eq!(
            it.as_deref(),
            Some("file:///casa/%C3%81rea%20de%20trabalho/a%3Fb%23c%25/x.db?immutable=1")
        );
    }
}
