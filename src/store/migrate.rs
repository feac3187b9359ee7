//! The steps from an empty file to today's shape. Each step and the note that
//! it ran are one transaction, so a power cut leaves the step before; a file
//! from a newer program is refused politely and left as it is.

use rusqlite::{Connection, TransactionBehavior};

use super::broken;
use crate::domain::fault::{Outcome, refused};

/// Marks a file as ours: the letters "ACOL".
pub const APPLICATION_ID: i32 = 0x4143_4F4C;

/// Released steps, in order; append only.
pub const STEPS: &[&str] = &[
    include_str!("../../assets/migrations/0001_inicio.sql"),
    include_str!("../../assets/migrations/0002_agenda.sql"),
    include_str!("../../assets/migrations/0003_grupos.sql"),
    include_str!("../../assets/migrations/0004_cursos.sql"),
];

/// The version that this program writes.
pub const LATEST: u32 = STEPS.len() as u32;

/// Brings the file to [`LATEST`].
///
/// # Errors
/// Refused for a file of a newer program or of another program.
pub fn run(con: &mut Connection) -> Outcome<()> {
    check(con)?;
    upto(con, LATEST)
}

/// Whether this program may write this file at all; reads only.
///
/// # Errors
/// As [`run`].
pub fn check(con: &Connection) -> Outcome<()> {
    let found = version(con)?;
    if found > LATEST {
        return refused(format!(
            "Este arquivo foi gravado por uma versão mais nova do programa \
             (formato {found}; esta versão conhece até {LATEST}). Atualize o programa \
             neste computador; o arquivo não foi tocado."
        ));
    }
    Ok(())
}

/// Brings an older file to `target`; the tests stop at every released version.
pub fn upto(con: &mut Connection, target: u32) -> Outcome<()> {
    for (at, step) in STEPS.iter().enumerate().take(target as usize) {
        let becomes = at as u32 + 1;
        let tx = con
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| broken("preparar o arquivo da unidade", e))?;
        // Read inside the lock: another desk may have just run this step.
        if version(&tx)? < becomes {
            tx.execute_batch(step)
                .and_then(|()| tx.pragma_update(None, "application_id", APPLICATION_ID))
                .and_then(|()| tx.pragma_update(None, "user_version", becomes))
                .map_err(|e| broken("preparar o arquivo da unidade", e))?;
        }
        tx.commit()
            .map_err(|e| broken("preparar o arquivo da unidade", e))?;
    }
    Ok(())
}

/// The version of the file, 0 when it is empty.
///
/// # Errors
/// Refused when the file is a database of some other program.
pub fn version(con: &Connection) -> Outcome<u32> {
    let doing = "ler o arquivo da unidade";
    let number = |name| {
        con.pragma_query_value(None, name, |row| row.get::<_, i32>(0))
            .map_err(|e| broken(doing, e))
    };
    let (app, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = con
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
        .map_err(|e| broken(doing, e))?;
    if tables > 0 && app != APPLICATION_ID {
        return refused(
            "Este arquivo é de outro programa. Confira o caminho dado em --banco; \
             o arquivo não foi tocado.",
        );
    }
    Ok(version.max(0) as u32)
}
