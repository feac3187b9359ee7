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
    /// What to do about problems of this kind.
    pub next: &'static str,
}

const RESTORE: &str = "Não apague nada. Confira a última cópia com «acolhida verificar CÓPIA» e, \
                       se ela estiver certa, volte a ela com «acolhida restaurar CÓPIA».";
const BY_HAND: &str = "Alguém mudou o arquivo por fora do programa. Guarde este arquivo como está, \
                       anote a data e avise a coordenação e o encarregado de dados; depois volte à \
                       última cópia certa.";
const RULES: &str = "Nada se perdeu e dá para trabalhar. Avise a coordenação: quem cuida do \
                     programa precisa saber.";

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
        next: RESTORE,
    }];
    let version = migrate::version(con)?;
    let stations = if version == 0 {
        Vec::new()
    } else {
        unit::stations(con)?
    };
    let (mut acts, mut looks) = (Chain::default(), Chain::default());
    // The oldest first, so that the tips are those of the one that writes now.
    for station in stations.iter().rev() {
        acts.walk(journal::verify_acts(con, station)?);
        looks.walk(journal::verify_looks(con, station)?);
    }
    if !stations.is_empty() {
        acts.problems.extend(journal::emptied_unsaid(con)?.map(|n| {
            format!("nº {n}: o conteúdo foi esvaziado sem que uma eliminação conste depois")
        }));
        checks.push(acts.check("diário encadeado"));
        checks.push(looks.check("registro de acessos encadeado"));
        checks.push(Check {
            label: "dados iguais ao diário",
            problems: rows_match_journal(store, &stations)?,
            next: BY_HAND,
        });
    }
    if version == migrate::LATEST {
        checks.push(Check {
            label: "regras da casa",
            problems: check::invariants(con)?,
            next: RULES,
        });
    }
    Ok(Verdict {
        checks,
        acts: acts.count,
        acts_tip: hex(&acts.tip[..6]),
        looks: looks.count,
        looks_tip: hex(&looks.tip[..6]),
    })
}

/// One log over all its stations.
#[derive(Default)]
struct Chain {
    count: i64,
    tip: [u8; 32],
    problems: Vec<String>,
}

impl Chain {
    fn walk(&mut self, found: Result<Tip, Flaw>) {
        match found {
            Ok(tip) if tip.n > 0 => {
                self.count += tip.n;
                self.tip = tip.hash;
            }
            Ok(_) => {}
            Err(Flaw::Gap { n }) => self.problems.push(format!(
                "falta o registro nº {}; o seguinte é o nº {n}",
                n - 1
            )),
            Err(Flaw::Altered { n }) => self
                .problems
                .push(format!("o registro nº {n} foi alterado depois de escrito")),
        }
    }

    fn check(&mut self, label: &'static str) -> Check {
        Check {
            label,
            problems: std::mem::take(&mut self.problems),
            next: BY_HAND,
        }
    }
}

/// Walks the journal from its end: the newest value written to a column must
/// be the one that stands there. Finds edits made behind the program's back
/// and bits that flipped.
fn rows_match_journal(store: &Store, stations: &[[u8; 16]]) -> Outcome<Vec<String>> {
    let con = store.con();
    let mut entries = Vec::new();
    for station in stations {
        let tip = journal::tip(con, "journal", station)?;
        entries.push((station, tip.n));
    }
    let entries = entries
        .into_iter()
        .flat_map(|(station, last)| (1..=last).rev().map(move |n| (station, n)));
    let mut seen: HashSet<u64> = HashSet::new();
    let mut problems = Vec::new();
    let mut wrong = 0_usize;
    for (station, n) in entries {
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
                    problems.push(format!("{table}: linha diferente do nº {n} do diário"));
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
