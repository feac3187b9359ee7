//! Writes one load's file. Big inserts without a journal (the file is thrown
//! away when anything goes wrong), rows in order of name, indexes at the end.
//!
//! Persons wait in a second file until all are read, because their order is
//! known only then. Why order them: rows of the text index come out by number,
//! so the first fifty are the alphabet's first fifty without sorting thousands
//! of matches, and they lie side by side on a spinning disk.

use std::ops::ControlFlow;

use rusqlite::types::ToSqlOutput;
use rusqlite::{CachedStatement, Connection, params};

use super::attach::{BASE_ID, VERSION};
use super::examine::cancelled;
use super::folder::Building;
use super::load::{Input, Order, Progress, Stage};
use crate::domain::cecad::census::Sink;
use crate::domain::cecad::{BaseFamily, BasePerson, Report};
use crate::domain::fault::Outcome;
use crate::domain::name::{name_key, sound_key};
use crate::domain::time::to_ms;
use crate::store::outcome;

const DOING: &str = "montar a base do CadÚnico";

/// Page cache while rows come in one after the other, KiB.
const ROWS_KIB: i32 = -4_000;

/// Page cache while indexes are made, KiB. Within it an index of a city's
/// people is sorted in memory, not in a temporary file outside the data folder.
const INDEX_KIB: i32 = -24_000;

/// Names are put in order in memory: their letters end to end, some 30 bytes
/// a person (10 MB for 320 thousand).
#[derive(Default)]
struct Names {
    letters: Vec<u8>,
    /// Where each name ends.
    ends: Vec<u32>,
}

impl Names {
    fn push(&mut self, key: &str) {
        self.letters.extend_from_slice(key.as_bytes());
        self.ends
            .push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
    }

    fn get(&self, index: u32) -> &[u8] {
        let at = index as usize;
        let from = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
            None => 0,
        };
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.letters
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// The order of the alphabet; equal names keep the order of the file.
    fn sorted(&self) -> Vec<u32> {
        let count = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_unstable_by(|&a, &b| self.get(a).cmp(self.get(b)).then(a.cmp(&b)));
        order
    }
}

pub(super) struct Builder {
    con: Connection,
    names: Names,
}

impl Builder {
    pub fn new(building: &Building) -> Outcome<Self> {
        let open = || -> rusqlite::Result<Connection> {
            let con = Connection::open(&building.path)?;
            con.execute("ATTACH ?1 AS aside", [building.aside.to_str()])?;
            for schema in ["main", "aside"] {
                con.pragma_update_and_check(Some(schema), "journal_mode", "OFF", |_| Ok(()))?;
                con.pragma_update(Some(schema), "synchronous", "OFF")?;
                con.pragma_update(Some(schema), "cache_size", ROWS_KIB)?;
                con.pragma_update_and_check(Some(schema), "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
            }
            con.execute_batch(include_str!("../../../assets/base.sql"))?;
            con.execute_batch(
                "CREATE TABLE aside.person (
                     id INTEGER PRIMARY KEY, family, name, social, nis, cpf, birth, sex, race,
                     kinship, mother, disability, schooling, school, homeless, sound
                 );
                 -- Fewer, larger pieces of the text indexes: nothing to merge later.
                 INSERT INTO name_fts (name_fts, rank) VALUES ('hashsize', 4000000);
                 INSERT INTO sound_fts (sound_fts, rank) VALUES ('hashsize', 4000000);
                 BEGIN",
            )?;
            con.set_prepared_statement_cache_capacity(16);
            Ok(con)
        };
        Ok(Self {
            con: outcome(DOING, open())?,
            names: Names::default(),
        })
    }

    /// Moves the persons into their table by name, and into the text indexes.
    pub fn sort(&mut self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Outcome<()> {
        let names = std::mem::take(&mut self.names);
        let order = names.sorted();
        let total = order.len() as u64;
        outcome(DOING, self.con.execute_batch("COMMIT; BEGIN"))?;
        let mut mover = outcome(DOING, Mover::new(&self.con))?;
        for (place, &index) in order.iter().enumerate() {
            let done = place as u64;
            if done.is_multiple_of(2000)
                && progress(Progress {
                    stage: Stage::Sorting,
                    done,
                    total,
                })
                .is_break()
            {
                return cancelled();
            }
            let key = String::from_utf8_lossy(names.get(index));
            outcome(
                DOING,
                mover.one(place as i64 + 1, i64::from(index) + 1, &key),
            )?;
        }
        Ok(())
    }

    pub fn index(&mut self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Outcome<()> {
        let steps = include_str!("../../../assets/base_indexes.sql");
        let steps: Vec<&str> = steps
            .split_inclusive(';')
            .filter(|it| it.contains(';'))
            .collect();
        let total = steps.len() as u64 + 1;
        let roomy = self
            .con
            .pragma_update(Some("main"), "cache_size", INDEX_KIB);
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
            self.con.execute_batch("COMMIT; DETACH aside")
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
        self.names.push(&name_key(&names));
        outcome(DOING, put_person(&self.con, family, it, &sound_key(&names)))
    }
}

fn put_family(con: &Connection, id: u32, it: &BaseFamily) -> rusqlite::Result<()> {
    con.prepare_cached(
        "INSERT OR REPLACE INTO main.family VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
             ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    )?
    .execute(params![
        id,
        it.code,
        it.city,
        it.updated.map(|day| day.to_string()),
        it.place,
        it.street_kind,
        it.street_title,
        it.street,
        it.number,
        it.complement,
        it.complement_more,
        it.cep,
        it.area_code,
        it.area,
        it.landmark,
        it.centre,
        it.phone1,
        it.phone2,
        it.income_cents,
        it.income_band,
        it.pbf,
        it.gpte,
    ])
    .map(drop)
}

fn put_person(con: &Connection, family: u32, it: &BasePerson, sound: &str) -> rusqlite::Result<()> {
    con.prepare_cached(
        "INSERT INTO aside.person VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
             ?13, ?14, ?15)",
    )?
    .execute(params![
        family,
        it.name,
        it.social,
        it.nis,
        it.cpf,
        it.birth.map(|day| day.to_string()),
        it.sex,
        it.race,
        it.kinship,
        it.mother,
        it.disability,
        it.schooling,
        it.school,
        it.homeless,
        sound,
    ])
    .map(drop)
}

/// The statements that every person passes. All inserts name their values: an
/// `INSERT … SELECT` opens a savepoint, and at each one the text indexes write
/// out what they hold, one person at a time (15 times slower, measured).
struct Mover<'c> {
    aside: CachedStatement<'c>,
    person: CachedStatement<'c>,
    name: CachedStatement<'c>,
    sound: CachedStatement<'c>,
}

impl<'c> Mover<'c> {
    fn new(con: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            aside: con.prepare_cached(
                "SELECT family, name, social, nis, cpf, birth, sex, race, kinship, mother,
                     disability, schooling, school, homeless, sound
                 FROM aside.person WHERE id = ?1",
            )?,
            person: con.prepare_cached(
                "INSERT INTO main.person (id, name_key, family, name, social, nis, cpf, birth, sex,
                     race, kinship, mother, disability, schooling, school, homeless)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?,
            name: con.prepare_cached("INSERT INTO name_fts (rowid, name_key) VALUES (?1, ?2)")?,
            sound: con
                .prepare_cached("INSERT INTO sound_fts (rowid, sound_key) VALUES (?1, ?2)")?,
        })
    }

    fn one(&mut self, place: i64, aside: i64, key: &str) -> rusqlite::Result<()> {
        const SOUND: usize = 14;
        let mut rows = self.aside.query([aside])?;
        let Some(row) = rows.next()? else {
            return Err(rusqlite::Error::QueryReturnedNoRows);
        };
        self.person.raw_bind_parameter(1, place)?;
        self.person.raw_bind_parameter(2, key)?;
        for column in 0..SOUND {
            let value = ToSqlOutput::Borrowed(row.get_ref(column)?);
            self.person.raw_bind_parameter(column + 3, value)?;
        }
        self.person.raw_execute()?;
        self.name.execute(params![place, key])?;
        let sound = ToSqlOutput::Borrowed(row.get_ref(SOUND)?);
        self.sound.execute(params![place, sound])?;
        Ok(())
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

    #[test]
    fn names_in_order_and_equal_ones_as_they_came() {
        let mut names = Names::default();
        for name in ["bia", "ana maria", "ana", "bia"] {
            names.push(name);
        }
        assert_eq!(names.sorted(), [2, 1, 0, 3]);
        assert_eq!(names.get(9), b"");
    }
}
