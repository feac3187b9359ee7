//! Finding people of the desk's own registry while somebody types. Names: those
//! that begin with what was typed in alphabetical order, then whoever has all
//! the fragments in any order, from the text index; how they sound is a second
//! question. Numbers go straight to their index.
//!
//! Never ranks by relevance inside SQLite (bm25 over one letter took 400 ms):
//! rows come in the order of the index and are ranked outside.

use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Rows, params};

use super::{outcome, people};
use crate::domain::codes::{Kinship, MissingDoc};
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::{Birth, Person, listed_name};
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

/// What a line of the list shows of one person, and nothing more: most of a
/// search was reading columns that no line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub person: Id<Person>,
    /// Nome social first, apelido in parentheses.
    pub name: String,
    pub birth: Birth,
    pub cpf: String,
    /// Documents still to be obtained.
    pub missing: usize,
    pub died_on: Option<NaiveDate>,
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
    pub kinship: Kinship,
    /// Whether this person is in it today.
    pub current: bool,
    /// Name shown of its reference person, when it is somebody else.
    pub reference: String,
    pub district: String,
}

/// By fragments, folded; each begins some word of a name. The caller settles
/// that the words differ, the order, and that each record comes once.
pub fn by_name(
    con: &Connection,
    typed: &str,
    fragments: &[&str],
    limit: usize,
) -> Outcome<Vec<Key>> {
    let mut out = opening(con, typed, limit)?;
    // Whoever begins with all that was typed comes before any other, so a full
    // answer needs no second question.
    if out.len() < limit {
        out.extend(ask(con, "person_fts", "name_key", fragments)?);
    }
    Ok(out)
}

/// By how the words sound; keys of at least two letters.
pub fn by_sound(con: &Connection, sounds: &[&str]) -> Outcome<Vec<Key>> {
    let sounds: Vec<&str> = sounds.iter().copied().filter(|it| it.len() > 1).collect();
    ask(con, "person_sound", "sound_key", &sounds)
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
/// are left out. Nothing is sorted inside: to put two lines in order SQLite
/// makes a table and throws it away (a third of a key's cost, measured).
pub fn found(con: &Connection, rows: &[i64], today: NaiveDate) -> Outcome<Vec<Found>> {
    let mut query = outcome(
        DOING,
        con.prepare_cached(
            "SELECT p.id, p.name, p.social_name, p.nickname, p.birth, p.birth_year, p.cpf,
               p.missing, p.died_on, m.until, m.since, m.id, m.kinship,
               f.id, f.number, f.secret, f.pbf,
               CASE WHEN m.kinship <> '1' THEN
                 (SELECT coalesce(nullif(r.social_name, ''), r.name)
                  FROM member AS rm JOIN person AS r ON r.id = rm.person
                  WHERE rm.family = f.id AND rm.until IS NULL AND rm.void = 0
                    AND rm.kinship = '1') END,
               (SELECT district FROM address
                WHERE family = f.id AND until IS NULL AND void = 0 LIMIT 1),
               t.line, t.prefix || t.seq, t.state
             FROM person AS p
             LEFT JOIN member AS m ON m.person = p.id AND m.void = 0
             LEFT JOIN family AS f ON f.id = m.family AND f.void = 0
             LEFT JOIN ticket AS t ON t.person = p.id AND t.day = ?2 AND t.void = 0
             WHERE p.row = ?1 AND p.void = 0",
        ),
    )?;
    let mut out = Vec::new();
    for row in rows {
        let it = query
            .query(params![row, today])
            .and_then(|mut lines| read_found(&mut lines));
        out.extend(outcome(DOING, it)?);
    }
    Ok(out)
}

/// One person's lines: one for each family they were in and each ticket of
/// today. The family of now counts, or the last one; and the last ticket.
fn read_found(lines: &mut Rows<'_>) -> rusqlite::Result<Option<Found>> {
    let mut found: Option<Found> = None;
    let mut best: Option<(bool, String, [u8; 16])> = None;
    let mut last: Option<i64> = None;
    while let Some(row) = lines.next()? {
        let it = match &mut found {
            Some(it) => it,
            None => found.insert(read_person(row)?),
        };
        if let Some(id) = row.get::<_, Option<[u8; 16]>>(11)? {
            let current = row.get_ref(9)? == ValueRef::Null;
            let line = Some((current, row.get(10)?, id));
            if line > best {
                best = line;
                it.family = read_family(row, current)?;
            }
        }
        let ticket: Option<i64> = row.get(19)?;
        if ticket > last {
            last = ticket;
            let state = State::from_code(row.get_ref(21)?.as_str()?);
            it.ticket = match state {
                Some(state) => Some((row.get(20)?, state)),
                None => None,
            };
        }
    }
    Ok(found)
}

fn read_person(row: &Row<'_>) -> rusqlite::Result<Found> {
    let (name, social): (&str, &str) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
    let shown = if social.is_empty() { name } else { social };
    let (day, year): (Option<NaiveDate>, Option<i32>) = (row.get(4)?, row.get(5)?);
    Ok(Found {
        person: Id::from_bytes(row.get(0)?),
        name: listed_name(shown, row.get_ref(3)?.as_str()?),
        birth: people::birth(day, year),
        cpf: row.get(6)?,
        missing: MissingDoc::list(row.get_ref(7)?.as_str()?).len(),
        died_on: row.get(8)?,
        family: None,
        ticket: None,
    })
}

fn read_family(row: &Row<'_>, current: bool) -> rusqlite::Result<Option<FoundFamily>> {
    let Some(id) = row.get::<_, Option<[u8; 16]>>(13)? else {
        return Ok(None);
    };
    let kinship = Kinship::from_code(row.get_ref(12)?.as_str()?);
    Ok(Some(FoundFamily {
        id: Id::from_bytes(id),
        number: row.get(14)?,
        secret: row.get(15)?,
        pbf: row.get(16)?,
        kinship: kinship.unwrap_or(Kinship::OtherKin),
        current,
        reference: row.get::<_, Option<String>>(17)?.unwrap_or_default(),
        district: row.get::<_, Option<String>>(18)?.unwrap_or_default(),
    }))
}

/// Names that begin with the whole of what was typed, in alphabetical order.
fn opening(con: &Connection, typed: &str, limit: usize) -> Outcome<Vec<Key>> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let beyond = format!("{typed}{}", char::MAX);
    let limit = i64::try_from(limit).unwrap_or(0);
    outcome(
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
    )
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

fn read_key(row: &Row<'_>) -> rusqlite::Result<Key> {
    Ok(Key {
        row: row.get(0)?,
        key: row.get(1)?,
    })
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

/// Which of these people of the attached base do not stand in the desk's own
/// registry yet (same CPF, same NIS, or same names and birth); the first
/// `max` of them.
pub fn unknown(con: &Connection, base_rows: &[i64], max: usize) -> Outcome<Vec<i64>> {
    let mut knows = outcome(
        DOING,
        con.prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM base.person AS it WHERE it.id = ?1 AND (
                 EXISTS (SELECT 1 FROM person WHERE cpf = it.cpf AND cpf <> '' AND void = 0)
                 OR EXISTS (SELECT 1 FROM person WHERE nis = it.nis AND nis <> '' AND void = 0)
                 OR EXISTS (SELECT 1 FROM person
                            WHERE birth = it.birth AND name_key = it.name_key AND void = 0)))",
        ),
    )?;
    let mut out = Vec::new();
    for row in base_rows {
        if out.len() >= max {
            break;
        }
        let known: bool = outcome(DOING, knows.query_row([row], |it| it.get(0)))?;
        if !known {
            out.push(*row);
        }
    }
    Ok(out)
}
