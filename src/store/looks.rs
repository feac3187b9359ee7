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

/// Whether this person's look of this kind at the subject is logged within these instants.
/// Both ends count: after a clock was set back, looks of "later" are no excuse.
pub fn is_logged(
    con: &Connection,
    who: Option<&[u8; 16]>,
    subject: &[u8; 16],
    (action, kind): (&str, &str),
    (since_ms, until_ms): (i64, i64),
) -> Outcome<bool> {
    outcome(
        "ler o registro de acessos",
        con.prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM (SELECT * FROM access_log WHERE subject = ?1
                              ORDER BY n DESC LIMIT 20)
               WHERE at >= ?2 AND at < ?5 AND who IS ?3 AND action = ?4
                 AND kind = ?6)",
        )
        .and_then(|mut it| {
            it.query_row(
                params![
                    &subject[..],
                    since_ms,
                    who.map(|it| &it[..]),
                    action,
                    until_ms,
                    kind
                ],
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

/// A look as the unit's log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookLine {
    pub at: DateTime<Utc>,
    pub who: String,
    pub machine: String,
    pub action: Option<Access>,
    pub kind: String,
    /// Name of the person, or of the family's reference person.
    pub name: String,
    pub reason: String,
}

/// Every look between two instants, the newest first.
pub fn between(con: &Connection, since_ms: i64, until_ms: i64, max: u32) -> Outcome<Vec<LookLine>> {
    outcome(
        "ler o registro de acessos",
        con.prepare_cached(
            "SELECT it.at, coalesce(staff.name, ''), it.machine, it.action, it.kind, it.reason,
                    coalesce(
                      (SELECT CASE WHEN social_name <> '' THEN social_name ELSE name END
                         FROM person WHERE id = it.subject),
                      (SELECT CASE WHEN p.social_name <> '' THEN p.social_name ELSE p.name END
                         FROM member JOIN person AS p ON p.id = member.person
                        WHERE member.family = it.subject AND member.until IS NULL
                          AND member.void = 0
                        ORDER BY member.position LIMIT 1),
                      '')
             FROM access_log AS it LEFT JOIN staff ON staff.id = it.who
             WHERE it.at >= ?1 AND it.at < ?2 ORDER BY it.at DESC, it.n DESC LIMIT ?3",
        )
        .and_then(|mut it| {
            it.query_map(params![since_ms, until_ms, max], |row| {
                let action: String = row.get(3)?;
                Ok(LookLine {
                    at: from_ms(row.get(0)?),
                    who: row.get(1)?,
                    machine: row.get(2)?,
                    action: Access::from_code(&action),
                    kind: row.get(4)?,
                    reason: row.get(5)?,
                    name: row.get(6)?,
                })
            })?
            .collect()
        }),
    )
}
