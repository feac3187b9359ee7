//! How a family and a person of a load are written. A person waits among
//! others to be put in order of name, as one short string of bytes, and goes
//! from there into the table and the text indexes without being a value again.

use chrono::{Datelike, NaiveDate};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, params};

use crate::domain::cecad::{BaseFamily, BasePerson};

/// Persons between two marks in the order of names: a few pages to look
/// through, on one spot of the disk.
const MARK_STEP: i64 = 64;

pub(super) fn put_family(con: &Connection, id: u32, it: &BaseFamily) -> rusqlite::Result<()> {
    con.prepare_cached(
        "INSERT OR REPLACE INTO family VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
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

/// The person as bytes, in the order of columns that [`Persons`] binds.
pub(super) fn pack(out: &mut Vec<u8>, family: u32, it: &BasePerson) {
    out.clear();
    pack_number(out, Some(family));
    pack_text(out, Some(&it.name));
    pack_text(out, it.social.as_deref());
    pack_text(out, it.nis.as_deref());
    pack_text(out, it.cpf.as_deref());
    pack_day(out, it.birth);
    pack_number(out, it.sex);
    pack_number(out, it.race);
    pack_number(out, it.kinship);
    pack_text(out, it.mother.as_deref());
    pack_number(out, it.disability.map(u32::from));
    pack_number(out, it.schooling);
    pack_number(out, it.school);
    pack_number(out, it.homeless.map(u32::from));
}

/// Places in a packed person.
const NAME: usize = 1;
const SOCIAL: usize = 2;

/// The names in a packed person, the social one empty when there is none.
pub(super) fn names(packed: &[u8]) -> [&str; 2] {
    let text = |at| match Cells(packed).nth(at) {
        Some(ValueRef::Text(it)) => std::str::from_utf8(it).unwrap_or_default(),
        Some(_) | None => "",
    };
    [text(NAME), text(SOCIAL)]
}

const NULL: u64 = 0;
const NUMBER: u64 = 1;
const TEXT: u64 = 2;

fn pack_number(out: &mut Vec<u8>, it: Option<u32>) {
    varint(out, it.map_or(NULL, |it| u64::from(it) << 2 | NUMBER));
}

fn pack_text(out: &mut Vec<u8>, it: Option<&str>) {
    varint(out, it.map_or(NULL, |it| (it.len() as u64) << 2 | TEXT));
    out.extend_from_slice(it.unwrap_or_default().as_bytes());
}

/// As ISO text. Years have four digits: no other one is read from a file.
fn pack_day(out: &mut Vec<u8>, it: Option<NaiveDate>) {
    let Some(day) = it else {
        return pack_text(out, None);
    };
    let year = u32::try_from(day.year()).unwrap_or(0);
    let number = (year * 100 + day.month()) * 100 + day.day();
    let mut text = *b"0000-00-00";
    let mut left = number;
    for at in [9, 8, 6, 5, 3, 2, 1, 0] {
        text[at] += (left % 10) as u8;
        left /= 10;
    }
    pack_text(out, std::str::from_utf8(&text).ok());
}

/// Seven bits a byte, the lowest first, all but the last byte marked.
fn varint(out: &mut Vec<u8>, mut it: u64) {
    while it >= 0x80 {
        out.push((it & 0x7F) as u8 | 0x80);
        it >>= 7;
    }
    out.push(it as u8);
}

/// The values of packed bytes, one after the other.
struct Cells<'a>(&'a [u8]);

impl<'a> Iterator for Cells<'a> {
    type Item = ValueRef<'a>;

    fn next(&mut self) -> Option<ValueRef<'a>> {
        let (mut head, mut shift) = (0u64, 0);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            head |= u64::from(byte & 0x7F) << shift;
            shift = (shift + 7).min(56);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let value = head >> 2;
        Some(match head & 3 {
            NUMBER => ValueRef::Integer(i64::try_from(value).unwrap_or(i64::MAX)),
            TEXT => {
                let length = usize::try_from(value).unwrap_or(usize::MAX);
                let (text, rest) = self.0.split_at(length.min(self.0.len()));
                self.0 = rest;
                ValueRef::Text(text)
            }
            _ => ValueRef::Null,
        })
    }
}

/// The statements that every person passes. All inserts name their values: an
/// `INSERT … SELECT` opens a savepoint, and at each one the text indexes write
/// out what they hold, one person at a time (15 times slower, measured).
pub(super) struct Persons<'c> {
    person: CachedStatement<'c>,
    name: CachedStatement<'c>,
    sound: CachedStatement<'c>,
    mark: CachedStatement<'c>,
}

impl<'c> Persons<'c> {
    pub fn new(con: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            person: con.prepare_cached(
                "INSERT INTO person (id, name_key, family, name, social, nis, cpf, birth, sex,
                     race, kinship, mother, disability, schooling, school, homeless)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?,
            name: con.prepare_cached("INSERT INTO name_fts (rowid, name_key) VALUES (?1, ?2)")?,
            sound: con
                .prepare_cached("INSERT INTO sound_fts (rowid, sound_key) VALUES (?1, ?2)")?,
            mark: con.prepare_cached("INSERT INTO name_mark VALUES (?1, ?2)")?,
        })
    }

    /// `place` counts from 1 in the order of names.
    pub fn put(
        &mut self,
        place: i64,
        key: &[u8],
        sound: &str,
        packed: &[u8],
    ) -> rusqlite::Result<()> {
        let text = |it| ToSqlOutput::Borrowed(ValueRef::Text(it));
        self.person.raw_bind_parameter(1, place)?;
        self.person.raw_bind_parameter(2, text(key))?;
        for (value, column) in Cells(packed).zip(3..) {
            let value = ToSqlOutput::Borrowed(value);
            self.person.raw_bind_parameter(column, value)?;
        }
        self.person.raw_execute()?;
        self.name.execute(params![place, text(key)])?;
        self.sound.execute(params![place, sound])?;
        if place % MARK_STEP == 1 {
            self.mark.execute(params![text(key), place])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packed_values_come_back(
            numbers in proptest::collection::vec(proptest::option::of(any::<u32>()), 0..5),
            texts in proptest::collection::vec(proptest::option::of(".{0,200}"), 0..5),
        ) {
            let mut out = Vec::new();
            numbers.iter().for_each(|it| pack_number(&mut out, *it));
            texts.iter().for_each(|it| pack_text(&mut out, it.as_deref()));
            let number =
                |it: &Option<u32>| it.map_or(ValueRef::Null, |it| ValueRef::Integer(it.into()));
            let mut cells = Cells(&out);
            for it in &numbers {
                prop_assert_eq!(cells.next(), Some(number(it)));
            }
            for it in &texts {
                let found = cells.next().unwrap().as_str_or_null().unwrap().map(str::to_owned);
                prop_assert_eq!(&found, it);
            }
            prop_assert_eq!(cells.next(), None);
        }

        #[test]
        fn a_day_is_packed_as_it_is_spelled(days in 693_596i32..767_010) {
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            let (mut one, mut other) = (Vec::new(), Vec::new());
            pack_day(&mut one, Some(day));
            pack_text(&mut other, Some(&day.to_string()));
            prop_assert_eq!(one, other);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert!(Cells(&bytes).count() <= bytes.len());
            let _ = names(&bytes);
        }
    }
}
