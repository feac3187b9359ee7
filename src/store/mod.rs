//! The unit's SQLite file: how it is opened, written and watched. Each
//! aggregate has its own file here with all of its SQL. Writing functions
//! demand a `&Transaction`, so nothing is written outside a use case.
//!
//! Several desks are several processes on one file: WAL, `synchronous=FULL`
//! (a check-in that was acknowledged survives a power cut), IMMEDIATE
//! transactions that never wait for a person.

pub mod agenda;
pub mod arrivals;
pub mod base;
pub mod check;
pub mod copies;
pub mod courses;
pub mod demands;
pub mod drafts;
pub mod erase;
pub mod families;
pub mod groups;
pub mod journal;
pub mod loads;
pub mod looks;
pub mod merge;
pub mod migrate;
pub mod people;
pub mod place;
pub mod record;
pub mod sample;
pub mod search;
pub mod staff;
pub mod tickets;
pub mod unit;
mod values;
pub mod visits;

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::domain::fault::{Failure, Outcome, Refused, refused};

/// Older versions lose data when several processes share a WAL (fixed in
/// 3.51.3) and trust a crafted FTS5 index (CVE-2026-11822, fixed in 3.53.2).
const SQLITE_MIN: i32 = 3_053_002;

/// How long a desk waits for another one's write, and between two tries.
/// SQLite's own waiting grows to a tenth of a second, and with five busy desks
/// one of them could wait all five seconds in vain (measured).
const BUSY: Duration = Duration::from_secs(5);
const BUSY_STEP: Duration = Duration::from_millis(4);

/// Page cache of one desk, in KiB (negative, as SQLite spells it).
const CACHE_KIB: i32 = -2000;

pub struct Store {
    con: Connection,
}

impl Store {
    /// Opens the unit's file, made and brought to today's shape if need be.
    ///
    /// # Errors
    /// Refused, with what to do, for a network share, a folder that cannot be
    /// written, a damaged file or one of another program.
    pub fn open(path: &Path) -> Outcome<Self> {
        if rusqlite::version_number() < SQLITE_MIN {
            return refused(
                "A biblioteca SQLite deste programa é antiga demais e poderia perder dados. \
                 Instale a versão oficial do acolhida.",
            );
        }
        place::prepare(path)?;
        let con = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI,
        )
        .map_err(|e| broken("abrir o arquivo da unidade", e))?;
        Self::with(con, Some(path))
    }

    /// A file in memory, for the sample day and for tests.
    pub fn in_memory() -> Outcome<Self> {
        let con = Connection::open_in_memory().map_err(|e| broken("abrir a memória", e))?;
        Self::with(con, None)
    }

    /// Opens a copy only to read it, as it is: nothing is made or migrated.
    pub fn open_copy(path: &Path) -> Outcome<Self> {
        let con = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(|e| broken("abrir a cópia", e))?;
        Ok(Self { con })
    }

    pub fn con_mut(&mut self) -> &mut Connection {
        &mut self.con
    }

    fn with(mut con: Connection, file: Option<&Path>) -> Outcome<Self> {
        let doing = "abrir o arquivo da unidade";
        outcome(doing, con.busy_handler(Some(wait_turn)))?;
        // Before anything that writes: a file of others is left as it is.
        migrate::check(&con)?;
        if let Some(file) = file {
            place::close(file);
        }
        let set = con.execute_batch(&format!(
            "PRAGMA journal_mode = WAL;
                 PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = ON;
                 PRAGMA trusted_schema = OFF;
                 PRAGMA secure_delete = ON;
                 PRAGMA cell_size_check = ON;
                 PRAGMA temp_store = MEMORY;
                 PRAGMA cache_size = {CACHE_KIB};
                 PRAGMA mmap_size = 0;"
        ));
        outcome(doing, set)?;
        // Plans do not depend on what is bound: without this, SQLite prepares
        // each search anew (a tenth of a key's cost, measured).
        let stable = con.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
        outcome(doing, stable)?;
        con.set_prepared_statement_cache_capacity(64);
        migrate::run(&mut con)?;
        Ok(Self { con })
    }

    pub fn con(&self) -> &Connection {
        &self.con
    }

    /// One view of the file for many questions, until it is dropped: they agree
    /// with each other, and the file is locked once and not for each of them.
    pub fn view(&self) -> Outcome<Transaction<'_>> {
        outcome("ler o arquivo da unidade", self.con.unchecked_transaction())
    }

    /// One IMMEDIATE transaction: all of `work` or nothing.
    pub fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Outcome<T>) -> Outcome<T> {
        let tx = outcome(
            "gravar",
            self.con
                .transaction_with_behavior(TransactionBehavior::Immediate),
        )?;
        // Dropping the transaction on `?` rolls it back.
        let answer = work(&tx)?;
        outcome("gravar", tx.commit())?;
        Ok(answer)
    }

    /// Changes by one whenever another connection committed.
    pub fn data_version(&self) -> Outcome<i64> {
        outcome(
            "ver se outra mesa gravou",
            self.con
                .pragma_query_value(None, "data_version", |row| row.get(0)),
        )
    }
}

/// Whether to try again for a file that another desk is writing to.
fn wait_turn(tries: i32) -> bool {
    let waited = BUSY_STEP * u32::try_from(tries).unwrap_or(0);
    let again = waited < BUSY;
    if again {
        std::thread::sleep(BUSY_STEP);
    }
    again
}

/// [`broken`] for a result.
pub fn outcome<T>(doing: &'static str, result: rusqlite::Result<T>) -> Outcome<T> {
    result.map_err(|e| broken(doing, e))
}

/// What SQLite said, as an answer where the person can act on it. The cause
/// names codes, never values: no personal datum reaches a log this way.
pub fn broken(doing: &'static str, error: rusqlite::Error) -> Failure {
    let answer = |text: &str| {
        Failure::Refused(Refused {
            text: text.to_string(),
            field: None,
        })
    };
    let code = error.sqlite_error_code();
    match code {
        Some(ErrorCode::DiskFull) => answer(
            "O disco está cheio: nada foi gravado agora, e o que já estava gravado está a salvo. \
             Libere espaço e salve de novo.",
        ),
        Some(ErrorCode::ReadOnly) => answer(
            "O arquivo da unidade está só para leitura: nada foi gravado. Confira a permissão da \
             pasta, ou se o disco está com defeito, e salve de novo.",
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => answer(
            "Outra mesa está gravando há mais de 5 segundos. Nada se perdeu: espere um instante \
             e salve de novo.",
        ),
        Some(ErrorCode::NotADatabase) => answer(
            "Este arquivo não é da acolhida. Confira o caminho dado em --banco; o arquivo não foi \
             tocado.",
        ),
        Some(ErrorCode::DatabaseCorrupt) => answer(
            "O arquivo da unidade está danificado. Não apague nada: avise a coordenação e use \
             «acolhida restaurar» com a última cópia.",
        ),
        Some(ErrorCode::CannotOpen) => answer(
            "Não consegui abrir o arquivo da unidade. Confira se a pasta existe e se este usuário \
             pode gravar nela.",
        ),
        Some(ErrorCode::SystemIoFailure) => answer(
            "O disco não confirmou a gravação. Considere que NÃO foi salvo; tente de novo e, se \
             continuar, avise a coordenação.",
        ),
        Some(_) | None => Failure::broken(doing, cause(&error)),
    }
}

fn cause(error: &rusqlite::Error) -> String {
    match error {
        // Messages of constraints name tables and columns only; others may
        // quote what was searched for.
        rusqlite::Error::SqliteFailure(code, Some(text))
            if code.code == ErrorCode::ConstraintViolation =>
        {
            format!("sqlite {}: {text}", code.extended_code)
        }
        rusqlite::Error::SqliteFailure(code, _) => format!("sqlite {}", code.extended_code),
        rusqlite::Error::InvalidColumnType(at, name, kind) => {
            format!("column {at} {name} is {kind}")
        }
        rusqlite::Error::QueryReturnedNoRows => "no rows".to_string(),
        _ => "rusqlite".to_string(),
    }
}
