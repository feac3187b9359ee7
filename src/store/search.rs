//! Finding people of the desk's own registry while somebody types. Names: those
//! that begin with what was typed in alphabetical order, then whoever has all
//! the fragments in any order, from the text index; how they sound is a second
//! question. Numbers go straight to their index.
//!
//! Never ranks by relevance inside SQLite (bm25 over one letter took 400 ms):
//! rows come in the order of the index and are ranked outside.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::{outcome, people};
use crate::domain::codes::Kinship;
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::ticket::State;

/// Rows of the text index that one search looks at; the common first names of
/// a town must not be read whole for a list of fifty.
const LOOKED_MAX: usize = 200;
const DOING: &str = "procurar";

/// A row found: who it is (the kept record, when joined) and the key by which,
/// of its names or of their sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub row: i64,
    pub key: String,
}

/// What a line of the list shows of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub person: Person,
    pub family: Option<FoundFamily>,
    /// Ticket of today, when there is one.
    pub ticket: Option<(String, State)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFamily {
    pub id: Id<Family>,
    pub number: u32,
    pub secret: bool,
    pub pbf: Option<bool>,
    pub cod_familiar: String,
    pub kinship: Kinship,
    /// Whether this person is in it today.
    pub current: bool,
    /// Name shown of its reference person.
    pub reference: String,
    pub district: String,
}

/// By fragments, folded; each begins some word of a name. The caller settles
/// that the words differ, and the order.
pub fn by_name(
    con: &Connection,
    typed: &str,
    fragments: &[&str],
    limit: usize,
) -> Outcome<Vec<Key>> {
    let mut out = opening(con, typed, limit)?;
    add(&mut out, ask(con, "person_fts", "name_key", fragments)?);
    Ok(out)
}

/// By how the words sound; keys of at least two letters.
pub fn by_sound(con: &Connection, sounds: &[&str]) -> Outcome<Vec<Key>> {
    let sounds: Vec<&str> = sounds.iter().copied().filter(|it| it.len() > 1).collect();
    let mut out = Vec::new();
    add(&mut out, ask(con, "person_sound", "sound_key", &sounds)?);
    Ok(out)
}

/// By 11 digits, tried as CPF, as NIS and as código familiar at once.
pub fn by_eleven(con: &Connection, digits: &str) -> Outcome<Vec<i64>> {
    let mut out = rows(
        con,
        "SELECT row FROM person WHERE void = 0 AND cpf = ?1 AND cpf <> ''
         UNION ALL SELECT row FROM person WHERE void = 0 AND nis = ?1 AND nis <> ''",
        digits,
    )?;
    out.extend(by_code(con, digits)?);
    kept(con, out)
}

/// Everybody of the families with this código familiar, reference first.
pub fn by_code(con: &Connection, code: &str) -> Outcome<Vec<i64>> {
    rows(
        con,
        "SELECT person.row FROM family
         JOIN member ON member.family = family.id AND member.until IS NULL AND member.void = 0
         JOIN person ON person.id = member.person AND person.void = 0
         WHERE family.cod_familiar = ?1 AND family.cod_familiar <> '' AND family.void = 0
         ORDER BY family.number DESC, member.kinship <> '1', member.position",
        code,
    )
}

/// Everybody of the family with this number of Prontuário, reference first.
pub fn by_number(con: &Connection, number: u32) -> Outcome<Vec<i64>> {
    rows(
        con,
        "SELECT person.row FROM family
         JOIN member ON member.family = family.id AND member.until IS NULL AND member.void = 0
         JOIN person ON person.id = member.person AND person.void = 0
         WHERE family.number = ?1 AND family.void = 0
         ORDER BY member.kinship <> '1', member.position",
        number,
    )
}

pub fn by_birth(con: &Connection, day: NaiveDate) -> Outcome<Vec<i64>> {
    let found = rows(
        con,
        "SELECT row FROM person WHERE birth = ?1 AND void = 0 ORDER BY name_key LIMIT 200",
        day.to_string(),
    )?;
    kept(con, found)
}

/// Whose phone ends in these digits: its owner, or the family's reference
/// person. Families under secrecy only for who sees them.
pub fn by_phone_end(con: &Connection, digits: &str, sees_secret: bool) -> Outcome<Vec<i64>> {
    let reversed: String = digits.chars().rev().collect();
    // ':' is the sign after '9', so this range is exactly the prefix.
    let beyond = format!("{reversed}:");
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT DISTINCT person.row FROM phone
             JOIN family ON family.id = phone.family AND family.void = 0
             JOIN member ON member.family = phone.family AND member.until IS NULL
                        AND member.void = 0
             JOIN person ON person.id = member.person AND person.void = 0
             WHERE phone.reversed >= ?1 AND phone.reversed < ?2
               AND phone.void = 0 AND phone.until IS NULL
               AND (family.secret = 0 OR ?3)
               AND CASE WHEN phone.person IS NULL THEN member.kinship = '1'
                        ELSE member.person = phone.person END
             LIMIT 200",
        )
        .and_then(|mut it| {
            it.query_map(params![reversed, beyond, sees_secret], |row| row.get(0))?
                .collect()
        }),
    )
}

/// Same folded name and same birth: the match of people without numbers.
pub fn by_name_and_birth(con: &Connection, key: &str, day: NaiveDate) -> Outcome<Vec<i64>> {
    let found: Vec<i64> = outcome(
        DOING,
        con.prepare_cached(
            "SELECT row FROM person WHERE birth = ?1 AND name_key = ?2 AND void = 0",
        )
        .and_then(|mut it| {
            it.query_map(params![day.to_string(), key], |row| row.get(0))?
                .collect()
        }),
    )?;
    kept(con, found)
}

/// What the list shows of these rows, in the same order; rows that vanished
/// are left out.
pub fn found(con: &Connection, rows: &[i64], today: NaiveDate) -> Outcome<Vec<Found>> {
    let sql = format!(
        "SELECT {}, f.id, f.number, f.secret, f.pbf, f.cod_familiar, m.kinship, m.until,
           (SELECT coalesce(nullif(r.social_name, ''), r.name)
            FROM member AS rm JOIN person AS r ON r.id = rm.person
            WHERE rm.family = f.id AND rm.until IS NULL AND rm.void = 0 AND rm.kinship = '1'),
           (SELECT district FROM address
            WHERE family = f.id AND until IS NULL AND void = 0 LIMIT 1),
           (SELECT prefix || seq || ' ' || state FROM ticket
            WHERE person = p.id AND day = ?2 AND void = 0 ORDER BY line DESC LIMIT 1)
         FROM person AS p
         LEFT JOIN member AS m ON m.id =
           (SELECT id FROM member WHERE person = p.id AND void = 0
            ORDER BY until IS NOT NULL, since DESC, id DESC LIMIT 1)
         LEFT JOIN family AS f ON f.id = m.family AND f.void = 0
         WHERE p.row = ?1 AND p.void = 0",
        people::COLUMNS
    );
    let mut out = Vec::new();
    let mut query = outcome(DOING, con.prepare_cached(&sql))?;
    for row in rows {
        let it = query.query_row(params![row, today], read_found).optional();
        out.extend(outcome(DOING, it)?);
    }
    Ok(out)
}

fn read_found(row: &rusqlite::Row<'_>) -> rusqlite::Result<Found> {
    let family = match row.get::<_, Option<[u8; 16]>>(22)? {
        None => None,
        Some(id) => Some(FoundFamily {
            id: Id::from_bytes(id),
            number: row.get(23)?,
            secret: row.get(24)?,
            pbf: row.get(25)?,
            cod_familiar: row.get(26)?,
            kinship: Kinship::from_code(&row.get::<_, String>(27)?).unwrap_or(Kinship::OtherKin),
            current: row.get::<_, Option<String>>(28)?.is_none(),
            reference: row.get::<_, Option<String>>(29)?.unwrap_or_default(),
            district: row.get::<_, Option<String>>(30)?.unwrap_or_default(),
        }),
    };
    let ticket: Option<String> = row.get(31)?;
    Ok(Found {
        person: people::read(row)?,
        family,
        ticket: ticket.and_then(|it| {
            let (code, state) = it.split_once(' ')?;
            Some((code.to_string(), State::from_code(state)?))
        }),
    })
}

/// Names that begin with the whole of what was typed, in alphabetical order.
fn opening(con: &Connection, typed: &str, limit: usize) -> Outcome<Vec<Key>> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let beyond = format!("{typed}{}", char::MAX);
    let limit = i64::try_from(limit).unwrap_or(0);
    let found = outcome(
        DOING,
        con.prepare_cached(
            "SELECT coalesce(kept.row, p.row), p.name_key
             FROM person AS p LEFT JOIN person AS kept ON kept.id = p.merged_into
             WHERE p.name_key >= ?1 AND p.name_key < ?2 AND p.void = 0
             ORDER BY p.name_key LIMIT ?3",
        )
        .and_then(|mut it| {
            it.query_map(params![typed, beyond, limit], read_key)?
                .collect()
        }),
    )?;
    let mut out = Vec::new();
    add(&mut out, found);
    Ok(out)
}

/// Keys of the records whose words in a text index begin with all of these:
/// the record itself, or the one it was joined into.
fn ask(
    con: &Connection,
    index: &'static str,
    column: &'static str,
    words: &[&str],
) -> Outcome<Vec<Key>> {
    // Words come folded; whatever else is there must not reach the query.
    let wanted: Vec<String> = words
        .iter()
        .flat_map(|it| it.split(|c: char| !c.is_ascii_alphanumeric()))
        .filter(|it| !it.is_empty())
        .map(|it| format!("\"{it}\"*"))
        .collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    outcome(
        DOING,
        con.prepare_cached(&format!(
            "SELECT coalesce(kept.row, p.row), p.{column}
             FROM {index} CROSS JOIN person AS p ON p.row = {index}.rowid
             LEFT JOIN person AS kept ON kept.id = p.merged_into
             WHERE {index} MATCH ?1 AND p.void = 0
             ORDER BY {index}.rowid LIMIT {LOOKED_MAX}"
        ))
        .and_then(|mut it| it.query_map([wanted.join(" ")], read_key)?.collect()),
    )
}

fn read_key(row: &rusqlite::Row<'_>) -> rusqlite::Result<Key> {
    Ok(Key {
        row: row.get(0)?,
        key: row.get(1)?,
    })
}

/// Adds keys not there yet.
fn add(out: &mut Vec<Key>, keys: Vec<Key>) {
    for it in keys {
        if !out.contains(&it) {
            out.push(it);
        }
    }
}

/// The records that stand for these, each once.
fn kept(con: &Connection, rows: Vec<i64>) -> Outcome<Vec<i64>> {
    let mut query = outcome(
        DOING,
        con.prepare_cached(
            "SELECT coalesce(kept.row, p.row)
             FROM person AS p LEFT JOIN person AS kept ON kept.id = p.merged_into
             WHERE p.row = ?1 AND p.void = 0",
        ),
    )?;
    let mut out: Vec<i64> = Vec::new();
    for row in rows {
        let it = outcome(DOING, query.query_row([row], |it| it.get(0)).optional())?;
        out.extend(it.filter(|it| !out.contains(it)));
    }
    Ok(out)
}

fn rows(con: &Connection, sql: &str, key: impl rusqlite::ToSql) -> Outcome<Vec<i64>> {
    outcome(
        DOING,
        con.prepare_cached(sql)
            .and_then(|mut it| it.query_map([key], |row| row.get(0))?.collect()),
    )
}

/// Whether somebody of the attached base already stands in the desk's own
/// registry: same CPF, same NIS, or same names and birth.
pub fn knows(con: &Connection, base_row: i64) -> Outcome<bool> {
    outcome(
        "procurar",
        con.prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM base.person AS it WHERE it.id = ?1 AND (
                 EXISTS (SELECT 1 FROM person WHERE cpf = it.cpf AND cpf <> '' AND void = 0)
                 OR EXISTS (SELECT 1 FROM person WHERE nis = it.nis AND nis <> '' AND void = 0)
                 OR EXISTS (SELECT 1 FROM person
                            WHERE birth = it.birth AND name_key = it.name_key AND void = 0)))",
        )
        .and_then(|mut it| it.query_row([base_row], |row| row.get(0))),
    )
}
