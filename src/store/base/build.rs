//! Writes one load's file. Big inserts without a journal (the file is thrown
//! away when anything goes wrong), rows in order of name, indexes at the end.
//!
//! Persons wait in order of name until all are read. Why order them: rows of
//! the text index come out by number, so the first fifty are the alphabet's
//! first fifty without sorting thousands of matches, and they lie side by side
//! on a spinning disk.

use std::fs::File;
use std::io;
use std::ops::ControlFlow;

use rusqlite::{Connection, params};

use super::attach::{BASE_ID, VERSION};
use super::examine::cancelled;
use super::folder::Building;
use super::load::{Input, Order, Progress, Stage};
use super::rows::{Persons, names, pack, put_family};
use super::runs::Sorter;
use crate::domain::cecad::census::Sink;
use crate::domain::cecad::{BaseFamily, BasePerson, Report};
use crate::domain::fault::{Failure, Outcome, refused};
use crate::domain::name::{name_key, sound_key};
use crate::domain::time::to_ms;
use crate::store::outcome;

const DOING: &str = "montar a base do CadÚnico";

/// Page cache while rows come in one after the other, KiB.
const ROWS_KIB: i32 = -4_000;

/// Page cache while indexes are made, KiB. Within it an index of a city's
/// people is sorted in memory, not in a temporary file outside the data folder.
const INDEX_KIB: i32 = -20_000;

pub(super) struct Builder {
    con: Connection,
    persons: Sorter,
    /// Where a person is packed.
    packed: Vec<u8>,
}

impl Builder {
    pub fn new(building: &Building) -> Outcome<Self> {
        let open = || -> rusqlite::Result<Connection> {
            let con = Connection::open(&building.path)?;
            con.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
            con.pragma_update(None, "synchronous", "OFF")?;
            con.pragma_update(None, "cache_size", ROWS_KIB)?;
            con.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
            con.execute_batch(include_str!("../../../assets/base.sql"))?;
            // Fewer, larger pieces of the text indexes, and no merging of some
            // of them before all are merged into one.
            con.execute_batch(
                "INSERT INTO name_fts (name_fts, rank)
                 VALUES ('hashsize', 4000000), ('automerge', 0), ('crisismerge', 1999);
                 INSERT INTO sound_fts (sound_fts, rank)
                 VALUES ('hashsize', 4000000), ('automerge', 0), ('crisismerge', 1999);
                 BEGIN",
            )?;
            con.set_prepared_statement_cache_capacity(16);
            Ok(con)
        };
        let aside = File::options().read(true).write(true).open(&building.aside);
        Ok(Self {
            con: outcome(DOING, open())?,
            persons: Sorter::new(kept(aside)?),
            packed: Vec::new(),
        })
    }

    /// Puts the persons into their table by name, and into the text indexes.
    pub fn sort(self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Outcome<Filled> {
        let mut sorted = kept(self.persons.sorted())?;
        let total = sorted.count();
        let mut persons = outcome(DOING, Persons::new(&self.con))?;
        let mut done = 0;
        while let Some((key, packed)) = kept(sorted.next())? {
            if done % 2000 == 0
                && progress(Progress {
                    stage: Stage::Sorting,
                    done,
                    total,
                })
                .is_break()
            {
                return cancelled();
            }
            done += 1;
            let sound = sound_key(&names(packed));
            let place = i64::try_from(done).unwrap_or(i64::MAX);
            outcome(DOING, persons.put(place, key, &sound, packed))?;
        }
        drop(persons);
        Ok(Filled { con: self.con })
    }
}

/// All rows are in.
pub(super) struct Filled {
    con: Connection,
}

impl Filled {
    /// Makes them quick to find.
    pub fn index(&self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Outcome<()> {
        let steps = include_str!("../../../assets/base_indexes.sql");
        let steps: Vec<&str> = steps
            .split_inclusive(';')
            .filter(|it| it.contains(';'))
            .collect();
        let total = steps.len() as u64 + 1;
        let roomy = self.con.pragma_update(None, "cache_size", INDEX_KIB);
        outcome(DOING, roomy)?;
        outcome(DOING, self.phones())?;
        for (at, step) in steps.iter().enumerate() {
            let done = at as u64 + 1;
            if progress(Progress {
                stage: Stage::Indexing,
                done,
                total,
            })
            .is_break()
            {
                return cancelled();
            }
            outcome(DOING, self.con.execute_batch(step))?;
        }
        Ok(())
    }

    fn phones(&self) -> rusqlite::Result<()> {
        let mut all: Vec<(i64, i64)> = Vec::new();
        let mut query = self.con.prepare("SELECT id, phone1, phone2 FROM family")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            for column in [1, 2] {
                if let Some(phone) = row.get_ref(column)?.as_str_or_null().unwrap_or(None) {
                    all.push((backward(phone).0, row.get(0)?));
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        let mut insert = self.con.prepare("INSERT INTO phone VALUES (?1, ?2)")?;
        for (backward, family) in all {
            insert.execute([backward, family])?;
        }
        Ok(())
    }

    /// Signs the file and closes it.
    pub fn finish(self, order: &Order, report: &Report) -> Outcome<()> {
        let source = match order.input {
            Input::Tudo(_) => "tudo",
            Input::Pair(..) => "pair",
        };
        let lines: u64 = report.files.iter().map(|it| it.lines).sum();
        let unknown: usize = report.files.iter().map(|it| it.unknown.len()).sum();
        let number = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
        let write = || -> rusqlite::Result<()> {
            self.con.execute(
                "INSERT INTO load VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    report.month.to_string(),
                    to_ms(order.now),
                    source,
                    number(lines),
                    number(report.counts.families),
                    number(report.counts.persons),
                    number(report.counts.without_cpf),
                    number(report.counts.bad_lines),
                    number(unknown as u64),
                    report.told().join("\n"),
                ],
            )?;
            self.con.pragma_update(None, "application_id", BASE_ID)?;
            self.con.pragma_update(None, "user_version", VERSION)?;
            self.con.execute_batch("COMMIT")
        };
        outcome(DOING, write())?;
        self.con.close().or_else(|(_, e)| outcome(DOING, Err(e)))
    }
}

impl Sink for Builder {
    fn family(&mut self, id: u32, it: &BaseFamily) -> Outcome<()> {
        outcome(DOING, put_family(&self.con, id, it))
    }

    fn newer_family(&mut self, id: u32, it: &BaseFamily) -> Outcome<()> {
        outcome(DOING, put_family(&self.con, id, it))
    }

    fn person(&mut self, family: u32, it: &BasePerson) -> Outcome<()> {
        let names = [it.name.as_str(), it.social.as_deref().unwrap_or_default()];
        pack(&mut self.packed, family, it);
        kept(self.persons.push(&name_key(&names), &self.packed))
    }
}

/// For the file in which persons wait.
fn kept<T>(result: io::Result<T>) -> Outcome<T> {
    match result {
        Ok(it) => Ok(it),
        Err(e) if e.kind() == io::ErrorKind::StorageFull => {
            refused("O disco está cheio. Libere espaço e importe de novo; nada foi mudado.")
        }
        Err(e) => Err(Failure::broken(DOING, e.kind())),
    }
}

/// The digits of a telephone back to front as a number whose ranges are ends
/// of telephones, and the width of the range that an end of that length spans.
pub(super) fn backward(digits: &str) -> (i64, i64) {
    let mut number = 0;
    let mut left = 15;
    for digit in digits
        .chars()
        .rev()
        .filter_map(|it| it.to_digit(10))
        .take(15)
    {
        left -= 1;
        number |= i64::from(digit + 1) << (4 * left);
    }
    (number, 1 << (4 * left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_a_range_of_backward_numbers() {
        let (phone, _) = backward("79998123456");
        for (end, found) in [
            ("3456", true),
            ("6", true),
            ("79998123456", true),
            ("3455", false),
            ("03456", false),
        ] {
            let (from, width) = backward(end);
            assert_eq!((from..from + width).contains(&phone), found, "{end}");
        }
    }
}
