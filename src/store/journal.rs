//! The journal and the access log: append-only, gap-free, chained by hash.
//!
//! An entry's hash covers the entry before it, so a line changed or taken out
//! in the middle is found by [`verify_acts`]. A chain cut at its end is not: that
//! needs a note of the last hash kept elsewhere, which each backup carries.
//! The change itself is covered through its digest, so that the erasure LGPD
//! grants can empty it and leave the chain whole.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::outcome;
use super::record::{RowChange, unhex};
use crate::domain::act::Act;
use crate::domain::fault::{Failure, Outcome};

/// One act to be written.
pub struct Entry<'a> {
    pub station: [u8; 16],
    pub at_ms: i64,
    pub who: Option<[u8; 16]>,
    pub act: &'a str,
    pub undoes: Option<i64>,
    pub changes: &'a [RowChange],
}

/// One look to be written.
pub struct Look<'a> {
    pub station: [u8; 16],
    pub at_ms: i64,
    pub who: Option<[u8; 16]>,
    pub machine: &'a str,
    pub action: &'a str,
    pub kind: &'a str,
    pub subject: Option<[u8; 16]>,
    pub reason: &'a str,
}

/// A line of the journal as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub n: i64,
    pub at_ms: i64,
    pub who: Option<[u8; 16]>,
    pub act: String,
    pub undoes: Option<i64>,
    pub changes: Vec<RowChange>,
}

/// Where a chain ends: how many entries and the hash of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    pub n: i64,
    pub hash: [u8; 32],
}

/// The first thing wrong with a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Entry `n` is not where it should be: one is missing before it.
    Gap { n: i64 },
    /// Entry `n` does not follow from the one before, or was changed.
    Altered { n: i64 },
}

/// Appends an act; answers its number.
pub fn append(tx: &Transaction<'_>, entry: &Entry<'_>) -> Outcome<i64> {
    let tip = tip(tx, "journal", &entry.station)?;
    let n = tip.n + 1;
    let change =
        serde_json::to_string(entry.changes).map_err(|e| Failure::broken("registrar", e))?;
    let change_sha = digest(&[change.as_bytes()]);
    let hash = act_hash(&tip.hash, n, entry, &change_sha);
    outcome(
        "registrar",
        tx.prepare_cached(
            "INSERT INTO journal (station, n, at, who, act, undoes, change, change_sha, prev, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )
        .and_then(|mut it| {
            it.execute(params![
                &entry.station[..],
                n,
                entry.at_ms,
                entry.who.as_ref().map(|it| &it[..]),
                entry.act,
                entry.undoes,
                change,
                &change_sha[..],
                &tip.hash[..],
                &hash[..],
            ])
        }),
    )?;
    for change in entry.changes {
        let row = unhex(&change.id).unwrap_or_default();
        outcome(
            "registrar",
            tx.prepare_cached(
                "INSERT OR IGNORE INTO journal_touch (row, station, n) VALUES (?1, ?2, ?3)",
            )
            .and_then(|mut it| it.execute(params![row, &entry.station[..], n])),
        )?;
    }
    Ok(n)
}

/// Appends a look.
pub fn look(tx: &Transaction<'_>, look: &Look<'_>) -> Outcome<i64> {
    let tip = tip(tx, "access_log", &look.station)?;
    let n = tip.n + 1;
    let hash = look_hash(&tip.hash, n, look);
    outcome(
        "registrar o acesso",
        tx.prepare_cached(
            "INSERT INTO access_log
               (station, n, at, who, machine, action, kind, subject, reason, prev, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )
        .and_then(|mut it| {
            it.execute(params![
                &look.station[..],
                n,
                look.at_ms,
                look.who.as_ref().map(|it| &it[..]),
                look.machine,
                look.action,
                look.kind,
                look.subject.as_ref().map(|it| &it[..]),
                look.reason,
                &tip.hash[..],
                &hash[..],
            ])
        }),
    )?;
    Ok(n)
}

/// The end of one station's chain in `table` ("journal" or "access_log").
pub fn tip(con: &Connection, table: &'static str, station: &[u8; 16]) -> Outcome<Tip> {
    let sql = format!("SELECT n, hash FROM {table} WHERE station = ?1 ORDER BY n DESC LIMIT 1");
    let found = outcome(
        "ler o registro",
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_row([&station[..]], |row| {
                Ok(Tip {
                    n: row.get(0)?,
                    hash: row.get(1)?,
                })
            })
            .optional()
        }),
    )?;
    Ok(found.unwrap_or(Tip {
        n: 0,
        hash: [0; 32],
    }))
}

/// One entry, `None` when there is none or its change was erased.
pub fn line(con: &Connection, station: &[u8; 16], n: i64) -> Outcome<Option<Line>> {
    outcome(
        "ler o registro",
        con.prepare_cached(
            "SELECT n, at, who, act, undoes, change FROM journal WHERE station = ?1 AND n = ?2",
        )
        .and_then(|mut it| it.query_row(params![&station[..], n], read_line).optional()),
    )
}

/// The newest entries of one person at the desk that are not yet undone, of
/// this station only: an undoing names its act by number. What was emptied by
/// an erasure cannot be taken back.
pub fn latest_of(
    con: &Connection,
    station: &[u8; 16],
    who: &[u8; 16],
    since_ms: i64,
    max: u32,
) -> Outcome<Vec<Line>> {
    outcome(
        "ler o registro",
        con.prepare_cached(
            "SELECT n, at, who, act, undoes, change FROM journal AS it
             WHERE who = ?1 AND at >= ?2 AND undoes IS NULL
               AND station = ?4 AND change IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM journal AS later
                               WHERE later.station = it.station AND later.undoes = it.n)
             ORDER BY n DESC LIMIT ?3",
        )
        .and_then(|mut it| {
            it.query_map(params![&who[..], since_ms, max, &station[..]], read_line)?
                .collect()
        }),
    )
}

/// Everything that touched one of these rows, newest first.
pub fn history(con: &Connection, rows: &[[u8; 16]], max: u32) -> Outcome<Vec<Line>> {
    let marks = vec!["?"; rows.len()].join(", ");
    let sql = format!(
        "SELECT DISTINCT it.n, it.at, it.who, it.act, it.undoes, it.change, it.station,
                station.created_at
         FROM journal_touch AS touch
         JOIN journal AS it ON it.station = touch.station AND it.n = touch.n
         JOIN station ON station.id = it.station
         WHERE touch.row IN ({marks})
         ORDER BY station.created_at DESC, it.n DESC LIMIT {max}"
    );
    let all = rows.iter().map(|it| it.to_vec());
    outcome(
        "ler o histórico",
        con.prepare(&sql).and_then(|mut it| {
            it.query_map(rusqlite::params_from_iter(all), read_line)?
                .collect()
        }),
    )
}

/// Walks one station's journal from the first entry.
pub fn verify_acts(con: &Connection, station: &[u8; 16]) -> Outcome<Result<Tip, Flaw>> {
    let doing = "conferir o registro";
    let mut statement = outcome(
        doing,
        con.prepare(
            "SELECT n, at, who, act, undoes, change, change_sha, prev, hash
             FROM journal WHERE station = ?1 ORDER BY n",
        ),
    )?;
    let mut rows = outcome(doing, statement.query([&station[..]]))?;
    let mut tip = Tip {
        n: 0,
        hash: [0; 32],
    };
    while let Some(row) = outcome(doing, rows.next())? {
        let read = || -> rusqlite::Result<_> {
            let n: i64 = row.get(0)?;
            let act: String = row.get(3)?;
            let change: Option<String> = row.get(5)?;
            let change_sha: [u8; 32] = row.get(6)?;
            let (prev, hash): ([u8; 32], [u8; 32]) = (row.get(7)?, row.get(8)?);
            let entry = Entry {
                station: *station,
                at_ms: row.get(1)?,
                who: row.get(2)?,
                act: &act,
                undoes: row.get(4)?,
                changes: &[],
            };
            let change_holds = change.is_none_or(|it| digest(&[it.as_bytes()]) == change_sha);
            let holds =
                change_holds && prev == tip.hash && hash == act_hash(&prev, n, &entry, &change_sha);
            Ok((n, hash, holds))
        };
        let (n, hash, holds) = outcome(doing, read())?;
        if n != tip.n + 1 {
            return Ok(Err(Flaw::Gap { n }));
        }
        if !holds {
            return Ok(Err(Flaw::Altered { n }));
        }
        tip = Tip { n, hash };
    }
    Ok(Ok(tip))
}

/// The newest entry whose content was emptied with no erasure on record after
/// it.
pub fn emptied_unsaid(con: &Connection) -> Outcome<Option<i64>> {
    outcome(
        "conferir o registro",
        con.query_row(
            "SELECT n FROM journal AS it WHERE change IS NULL
               AND NOT EXISTS (SELECT 1 FROM journal AS later JOIN station ON station.id = later.station
                               WHERE later.act = ?1 AND (station.created_at, later.n) >
                                 ((SELECT created_at FROM station WHERE id = it.station), it.n))
             ORDER BY n DESC LIMIT 1",
            [Act::SubjectErased.code()],
            |row| row.get(0),
        )
        .optional(),
    )
}

/// The same for its access log.
pub fn verify_looks(con: &Connection, station: &[u8; 16]) -> Outcome<Result<Tip, Flaw>> {
    let doing = "conferir o registro de acessos";
    let mut statement = outcome(
        doing,
        con.prepare(
            "SELECT n, at, who, machine, action, kind, subject, reason, prev, hash
             FROM access_log WHERE station = ?1 ORDER BY n",
        ),
    )?;
    let mut rows = outcome(doing, statement.query([&station[..]]))?;
    let mut tip = Tip {
        n: 0,
        hash: [0; 32],
    };
    while let Some(row) = outcome(doing, rows.next())? {
        let read = || -> rusqlite::Result<_> {
            let n: i64 = row.get(0)?;
            let (machine, action): (String, String) = (row.get(3)?, row.get(4)?);
            let (kind, reason): (String, String) = (row.get(5)?, row.get(7)?);
            let (prev, hash): ([u8; 32], [u8; 32]) = (row.get(8)?, row.get(9)?);
            let look = Look {
                station: *station,
                at_ms: row.get(1)?,
                who: row.get(2)?,
                machine: &machine,
                action: &action,
                kind: &kind,
                subject: row.get(6)?,
                reason: &reason,
            };
            Ok((
                n,
                hash,
                prev == tip.hash && hash == look_hash(&prev, n, &look),
            ))
        };
        let (n, hash, holds) = outcome(doing, read())?;
        if n != tip.n + 1 {
            return Ok(Err(Flaw::Gap { n }));
        }
        if !holds {
            return Ok(Err(Flaw::Altered { n }));
        }
        tip = Tip { n, hash };
    }
    Ok(Ok(tip))
}

fn read_line(row: &rusqlite::Row<'_>) -> rusqlite::Result<Line> {
    let change: Option<String> = row.get(5)?;
    Ok(Line {
        n: row.get(0)?,
        at_ms: row.get(1)?,
        who: row.get(2)?,
        act: row.get(3)?,
        undoes: row.get(4)?,
        // An erased or unreadable change is an entry without rows.
        changes: change
            .and_then(|it| serde_json::from_str(&it).ok())
            .unwrap_or_default(),
    })
}

fn act_hash(prev: &[u8; 32], n: i64, entry: &Entry<'_>, change_sha: &[u8; 32]) -> [u8; 32] {
    digest(&[
        prev,
        &entry.station,
        &n.to_be_bytes(),
        &entry.at_ms.to_be_bytes(),
        entry.who.as_ref().map_or(&[][..], |it| &it[..]),
        entry.act.as_bytes(),
        &entry.undoes.unwrap_or(0).to_be_bytes(),
        change_sha,
    ])
}

fn look_hash(prev: &[u8; 32], n: i64, look: &Look<'_>) -> [u8; 32] {
    digest(&[
        prev,
        &look.station,
        &n.to_be_bytes(),
        &look.at_ms.to_be_bytes(),
        look.who.as_ref().map_or(&[][..], |it| &it[..]),
        look.machine.as_bytes(),
        look.action.as_bytes(),
        look.kind.as_bytes(),
        look.subject.as_ref().map_or(&[][..], |it| &it[..]),
        look.reason.as_bytes(),
    ])
}

/// Each part goes in behind its length, so that two different lists of parts
/// never give one string of bytes.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().into()
}
