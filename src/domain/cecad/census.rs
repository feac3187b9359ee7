//! The second pass: which records of the file are kept. One family per code,
//! one line per member, inactive ones left out, nobody dropped for lacking a
//! document or a family line. The same code serves the load and its rehearsal,
//! so both tell the same; only what receives the records differs.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::columns::Col;
use super::header::Kind;
use super::line::Fields;
use super::records::{BaseFamily, BasePerson, Reader, Unread};
use super::report::{BAD_LINES_MAX, BadLine, Counts, Why};
use crate::domain::fault::Outcome;

/// What receives the records that are kept.
pub trait Sink {
    /// A new family; `id` counts from 1 without gaps.
    fn family(&mut self, id: u32, it: &BaseFamily) -> Outcome<()>;

    /// A newer version of a family already given, or its missing half.
    fn newer_family(&mut self, id: u32, it: &BaseFamily) -> Outcome<()>;

    fn person(&mut self, family: u32, it: &BasePerson) -> Outcome<()>;
}

/// Receives and forgets: the rehearsal.
pub struct Nowhere;

impl Sink for Nowhere {
    fn family(&mut self, _: u32, _: &BaseFamily) -> Outcome<()> {
        Ok(())
    }
    fn newer_family(&mut self, _: u32, _: &BaseFamily) -> Outcome<()> {
        Ok(())
    }
    fn person(&mut self, _: u32, _: &BasePerson) -> Outcome<()> {
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    /// 0: not active, left out.
    id: u32,
    /// Days of the last update, for the newer of two lines.
    updated: i32,
    /// Known only from a person's line.
    stub: bool,
    has_person: bool,
}

/// Memory: some 40 bytes per family and 30 per person, 15 MB for a city of
/// 320 thousand people; codes, CPFs and hashes as numbers, never whole records.
#[derive(Debug, Default)]
pub struct Census {
    families: HashMap<u64, Seen>,
    persons: HashSet<u64>,
    cpfs: Vec<(u64, u32)>,
    cities: HashMap<u32, u64>,
    next: u32,
    counts: Counts,
    bad: Vec<BadLine>,
    unread: Unread,
}

/// The municipalities counted apart; more would be a wrong column.
const CITIES_MAX: usize = 1000;

impl Census {
    /// One line of fields.
    ///
    /// # Errors
    /// What the sink said; a line that cannot be used is no error but counted.
    pub fn line<S: Sink>(
        &mut self,
        reader: &Reader,
        line: &Fields<'_>,
        number: u64,
        sink: &mut S,
    ) -> Outcome<()> {
        let kind = reader.layout.kind;
        let code = match reader.code(line) {
            Ok(code) => code,
            Err(why) => {
                self.skip(kind, number, why);
                return Ok(());
            }
        };
        match kind {
            Kind::Familia => self.family(reader, line, code, sink).map(drop),
            Kind::Tudo => {
                // The family stays even when its person cannot be read, as it
                // does in the pair of files.
                let family = self.family(reader, line, code, sink)?;
                self.person(reader, line, number, family, sink)
            }
            Kind::Pessoa => {
                let family = self.stub(code, sink)?;
                self.person(reader, line, number, family, sink)
            }
        }
    }

    /// A line that could not even be split.
    pub fn skip(&mut self, file: Kind, line: u64, why: Why) {
        self.counts.bad_lines += 1;
        if self.bad.len() < BAD_LINES_MAX {
            self.bad.push(BadLine { file, line, why });
        }
    }

    /// The id of the line's family, 0 when it is left out.
    fn family<S: Sink>(
        &mut self,
        reader: &Reader,
        line: &Fields<'_>,
        code: String,
        sink: &mut S,
    ) -> Outcome<u64> {
        let key = number(&code);
        let repeats = reader.layout.kind == Kind::Familia;
        let before = self.families.get(&key).copied();
        if let Some(seen) = before
            && !repeats
            && (seen.id > 0 || !reader.is_active(line, Col::FamilyState))
        {
            return Ok(key);
        }
        let active = reader.is_active(line, Col::FamilyState);
        if repeats && before.is_some_and(|it| !it.stub) {
            self.counts.repeated_families += 1;
        }
        if !active {
            if before.is_none() {
                self.counts.inactive_families += 1;
                self.families.insert(
                    key,
                    Seen {
                        id: 0,
                        updated: 0,
                        stub: false,
                        has_person: false,
                    },
                );
            }
            return Ok(key);
        }
        let it = reader.family(line, code, &mut self.unread);
        let updated = it.updated.map_or(i32::MIN, |day| day.to_epoch_days());
        match before {
            Some(seen) if seen.id > 0 => {
                if seen.stub || updated > seen.updated {
                    sink.newer_family(seen.id, &it)?;
                    self.families.insert(
                        key,
                        Seen {
                            updated,
                            stub: false,
                            ..seen
                        },
                    );
                }
            }
            Some(_) | None => {
                if before.is_some() {
                    self.counts.inactive_families -= 1;
                }
                self.city(&it);
                let id = self.add(key, updated, false);
                sink.family(id, &it)?;
            }
        }
        Ok(key)
    }

    /// The family of a line of persons, made up from its code when unknown.
    fn stub<S: Sink>(&mut self, code: String, sink: &mut S) -> Outcome<u64> {
        let key = number(&code);
        if !self.families.contains_key(&key) {
            let id = self.add(key, i32::MIN, true);
            sink.family(
                id,
                &BaseFamily {
                    code,
                    ..BaseFamily::default()
                },
            )?;
        }
        Ok(key)
    }

    fn add(&mut self, key: u64, updated: i32, stub: bool) -> u32 {
        self.next += 1;
        self.counts.families += 1;
        self.families.insert(
            key,
            Seen {
                id: self.next,
                updated,
                stub,
                has_person: false,
            },
        );
        self.next
    }

    fn person<S: Sink>(
        &mut self,
        reader: &Reader,
        line: &Fields<'_>,
        number_of_line: u64,
        family: u64,
        sink: &mut S,
    ) -> Outcome<()> {
        let Some(seen) = self.families.get_mut(&family) else {
            return Ok(());
        };
        if seen.id == 0 || !reader.is_active(line, Col::PersonState) {
            self.counts.inactive_persons += 1;
            return Ok(());
        }
        let it = match reader.person(line, &mut self.unread) {
            Ok(it) => it,
            Err(why) => {
                self.skip(reader.layout.kind, number_of_line, why);
                return Ok(());
            }
        };
        let (id, stub) = (seen.id, seen.stub);
        seen.has_person = true;
        if !self.persons.insert(identity(id, &it)) {
            self.counts.repeated_persons += 1;
            return Ok(());
        }
        self.counts.persons += 1;
        self.counts.without_family += u64::from(stub);
        self.counts.without_birth += u64::from(it.birth.is_none());
        match &it.cpf {
            Some(cpf) => self.cpfs.push((number(cpf), id)),
            None => self.counts.without_cpf += 1,
        }
        sink.person(id, &it)
    }

    fn city(&mut self, it: &BaseFamily) {
        let Some(city) = it.city.as_deref().and_then(|it| it.parse().ok()) else {
            return;
        };
        if self.cities.len() < CITIES_MAX || self.cities.contains_key(&city) {
            *self.cities.entry(city).or_default() += 1;
        }
    }

    /// The end of all files: what only the whole can count.
    pub fn finish(mut self) -> (Counts, Vec<BadLine>) {
        self.cpfs.sort_unstable();
        self.cpfs.dedup();
        let mut last = None;
        for pair in self.cpfs.windows(2) {
            if let &[(cpf, _), (next, _)] = pair
                && cpf == next
                && last != Some(cpf)
            {
                self.counts.cpfs_in_two_families += 1;
                last = Some(cpf);
            }
        }
        let empty = |it: &&Seen| it.id > 0 && !it.has_person;
        self.counts.families_without_persons = self.families.values().filter(empty).count() as u64;
        let most = self.cities.values().max().copied().unwrap_or(0);
        self.counts.other_cities = self.cities.values().sum::<u64>() - most;
        [self.counts.unread_updates, self.counts.unread_births] = self.unread;
        (self.counts, self.bad)
    }
}

/// Eleven digits fit a number, at a third of the memory.
fn number(digits: &str) -> u64 {
    digits.parse().unwrap_or(0)
}

/// The same member twice: same family and same CPF, or else NIS, or else name
/// and birth. A 64-bit hash stands for it; at five million people the chance
/// that any two collide is under one in a million.
fn identity(family: u32, it: &BasePerson) -> u64 {
    let mut hash = DefaultHasher::new();
    family.hash(&mut hash);
    match (&it.cpf, &it.nis) {
        (Some(cpf), _) => (0u8, number(cpf)).hash(&mut hash),
        (None, Some(nis)) => (1u8, number(nis)).hash(&mut hash),
        (None, None) => (2u8, &it.name, it.birth).hash(&mut hash),
    }
    hash.finish()
}
