//! `verificar`: is the file whole, is the chain whole, do the rows say what the
//! journal says, do the rules of the house hold. Reads only.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::desk::Desk;
use crate::domain::fault::Outcome;
use crate::store::check;
use crate::store::journal::{self, Flaw, Tip};
use crate::store::record::{Cell, has_void, hex, known_table, read, unhex};
use crate::store::{Store, migrate, unit};

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub label: &'static str,
    /// What is wrong, in plain words; empty when all is well.
    pub problems: Vec<String>,
}

/// Everything looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub checks: Vec<Check>,
    /// Entries of the journal and of the access log, with the last hash of
    /// each: written down elsewhere, they prove that the end was not cut off.
    pub acts: i64,
    pub acts_tip: String,
    pub looks: i64,
    pub looks_tip: String,
}

/// Problems listed of one kind; all are counted.
const LISTED_MAX: usize = 10;

impl Verdict {
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|it| it.problems.is_empty())
    }
}

impl Desk {
    /// Looks the unit's own file over.
    pub fn verify(&self) -> Outcome<Verdict> {
        verify(&self.store)
    }

    /// Looks a copy over, without changing a byte of it.
    pub fn verify_copy(path: &Path) -> Outcome<Verdict> {
        verify(&Store::open_copy(path)?)
    }
}

pub(super) fn verify(store: &Store) -> Outcome<Verdict> {
    let con = store.con();
    let mut checks = vec![Check {
        label: "arquivo inteiro",
        problems: check::integrity(con)?,
    }];
    let version = migrate::version(con)?;
    let mut tips = (
        Tip {
            n: 0,
            hash: [0; 32],
        },
        Tip {
            n: 0,
            hash: [0; 32],
        },
    );
    let station = if version == 0 { None } else { unit::load(con)? };
    if let Some((station, _)) = station {
        let mut problems = Vec::new();
        match journal::verify(con, station.id.bytes())? {
            Ok(found) => tips = found,
            Err(Flaw::Gap { n }) => problems.push(format!("falta um registro antes do nº {n}")),
            Err(Flaw::Altered { n }) => problems.push(format!("o registro nº {n} foi alterado")),
        }
        checks.push(Check {
            label: "registro encadeado",
            problems,
        });
        checks.push(Check {
            label: "dados iguais ao registro",
            problems: rows_match_journal(store, station.id.bytes())?,
        });
    }
    if version == migrate::LATEST {
        checks.push(Check {
            label: "regras da casa",
            problems: check::invariants(con)?,
        });
    }
    Ok(Verdict {
        checks,
        acts: tips.0.n,
        acts_tip: hex(&tips.0.hash[..6]),
        looks: tips.1.n,
        looks_tip: hex(&tips.1.hash[..6]),
    })
}

/// Walks the journal from its end: the newest value written to a column must
/// be the one that stands there. Finds edits made behind the program's back
/// and bits that flipped.
fn rows_match_journal(store: &Store, station: &[u8; 16]) -> Outcome<Vec<String>> {
    let con = store.con();
    let tip = journal::tip(con, "journal", station)?;
    let mut seen: HashSet<u64> = HashSet::new();
    let mut problems = Vec::new();
    let mut wrong = 0_usize;
    for n in (1..=tip.n).rev() {
        let Some(line) = journal::line(con, station, n)? else {
            continue;
        };
        for change in line.changes.iter().rev() {
            let Some(id) = unhex(&change.id).and_then(|it| <[u8; 16]>::try_from(it).ok()) else {
                continue;
            };
            let Some(table) = known_table(&change.table) else {
                continue;
            };
            let mut expected = change.after.clone();
            if change.before.is_none() && has_void(table) {
                // A new row is in sight, which no one had to write.
                expected.entry("void".to_string()).or_insert(Cell::Int(0));
            }
            expected.retain(|column, _| seen.insert(key(table, &id, column)));
            if expected.is_empty() {
                continue;
            }
            let columns: Vec<&str> = expected.keys().map(String::as_str).collect();
            let holds = read(con, table, &id, &columns)? == Some(expected);
            if !holds {
                wrong += 1;
                if problems.len() < LISTED_MAX {
                    problems.push(format!("{table}: linha diferente do registro nº {n}"));
                }
            }
        }
    }
    if wrong > problems.len() {
        problems.push(format!("… e mais {}", wrong - problems.len()));
    }
    problems.extend(check::unjournaled(con)?);
    Ok(problems)
}

fn key(table: &str, id: &[u8; 16], column: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (table, id, column).hash(&mut hasher);
    hasher.finish()
}
