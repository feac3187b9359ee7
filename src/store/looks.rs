//! Reading the access log: who opened a family, and whether this very minute's
//! look is already there. Writing is the journal's.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::outcome;
use crate::domain::act::Access;
use crate::domain::fault::Outcome;
use crate::domain::time::from_ms;

/// One look at a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    pub at: DateTime<Utc>,
    pub who: String,
    pub machine: String,
    pub action: &'static str,
    pub subject: [u8; 16],
}

/// Whether this person's look at the subject is logged from that instant on.
pub fn is_logged(
    con: &Connection,
    who: Option<&[u8; 16]>,
    subject: &[u8; 16],
    action: &str,
    since_ms: i64,
) -> Outcome<bool> {
    outcome(
        "ler o registro de acessos",
        con.prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM (SELECT * FROM access_log WHERE subject = ?1
                              ORDER BY n DESC LIMIT 20)
               WHERE at >= ?2 AND who IS ?3 AND action = ?4)",
        )
        .and_then(|mut it| {
            it.query_row(
                params![&subject[..], since_ms, who.map(|it| &it[..]), action],
                |row| row.get(0),
            )
        }),
    )
}

/// The newest looks at any of these records.
pub fn at(con: &Connection, subjects: &[[u8; 16]], max: u32) -> Outcome<Vec<Looked>> {
    let marks = vec!["?"; subjects.len()].join(", ");
    let sql = format!(
        "SELECT access_log.at, coalesce(staff.name, ''), machine, action, subject
         FROM access_log LEFT JOIN staff ON staff.id = access_log.who
         WHERE subject IN ({marks}) ORDER BY access_log.at DESC, n DESC LIMIT {max}"
    );
    let all = subjects.iter().map(|it| it.to_vec());
    outcome(
        "ler o registro de acessos",
        con.prepare(&sql).and_then(|mut it| {
            it.query_map(rusqlite::params_from_iter(all), |row| {
                let action: String = row.get(3)?;
                Ok(Looked {
                    at: from_ms(row.get(0)?),
                    who: row.get(1)?,
                    machine: row.get(2)?,
                    action: Access::from_code(&action).map_or("", Access::label),
                    subject: row.get(4)?,
                })
            })?
            .collect()
        }),
    )
}
