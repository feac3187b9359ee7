//! Finding people in the attached base while the desk types. Names by
//! fragments in any order: first those that begin with all that was typed, or
//! else nobody called Maria d Souza would be found in a city where a thousand
//! Marias stand before her; then those that begin with the first fragment, in
//! alphabetical order, then the others. How they sound is a second question,
//! asked when the first finds few. Numbers go straight to their index.
//!
//! Never ranks by relevance: a score over all matches of one letter took
//! 400 ms where this takes one.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::HITS_MAX;
use super::attach::unread;
use super::build::backward;
use crate::domain::fault::Outcome;
use crate::domain::name::{fold, matches, name_key, required, sound_word};

/// Fragments of a name that are looked at.
const WORDS_MAX: usize = 8;

/// Rows that one search looks at when the index found too much: "maria maria"
/// must not read all the Marias of the town.
const LOOKED_MAX: usize = 500;

/// Names that begin with the first of several fragments and are put in order
/// of length: enough for the Marias of a unit's own town, and still few pages
/// of a spinning disk in a city.
const RANKED_MAX: usize = 300;

/// Fewest last digits of a telephone that are a search.
pub const PHONE_END_MIN: usize = 4;

/// One person found, light: the whole is in [`super::member`] or [`super::card`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseHit {
    /// Row of the base; good only while this load is attached.
    pub row: i64,
    pub name: String,
    /// Apelido or nome social.
    pub social: Option<String>,
    pub birth: Option<NaiveDate>,
    pub kinship: Option<u32>,
    /// To tell whether the desk already knows this person.
    pub cpf: Option<String>,
    pub nis: Option<String>,
    /// Código familiar, 11 digits.
    pub code: String,
    /// Bairro or locality.
    pub place: Option<String>,
    /// Last update of the family's register.
    pub updated: Option<NaiveDate>,
}

/// Rows of the people whose name has words beginning with the fragments typed,
/// each a word of its own, in any order. A particle between two others may be
/// missing.
///
/// # Errors
/// Refused when the attached file cannot be read.
pub fn named(con: &Connection, typed: &str, limit: usize) -> Outcome<Vec<i64>> {
    let folded = fold(typed);
    let fragments: Vec<&str> = words(&folded).collect();
    let wanted = required(&fragments);
    let read = || -> rusqlite::Result<Vec<i64>> {
        let Some(first) = wanted.first() else {
            return Ok(Vec::new());
        };
        let limit = limit.min(HITS_MAX);
        // Names that begin with all of it: their rows stand side by side, and
        // a full answer needs no text index.
        let begun = span(con, &fragments.join(" "))?;
        let mut rows: Vec<i64> = begun.clone().take(limit).collect();
        if rows.len() == limit {
            return Ok(rows);
        }
        let (first, last) = span(con, first)?.into_inner();
        // Two fragments can meet in one word only when one begins the other;
        // the index lets them share it, the rule does not.
        let meet = overlap(&wanted);
        let mut looked = 0;
        let in_order = rows.len();
        if fragments.len() > 1 && !meet {
            rows.extend(shortest(con, &wanted, (first, last), &begun)?);
            rows.truncate(limit);
            looked = rows.len();
        }
        let ranked = rows.len() > in_order;
        // Names that begin with the first fragment, and then all the others.
        for (from, to) in [(first, last), (i64::MIN, first - 1), (last + 1, i64::MAX)] {
            // What begins with the first was looked for just now.
            let only = fragments.len() == 1 && begun.contains(&from);
            if only || (ranked && from == first) {
                continue;
            }
            let mut ask = Ask {
                index: "name_fts",
                words: &wanted,
                from,
                to,
            };
            while rows.len() < limit && looked < LOOKED_MAX {
                // Asking anew costs more than rows that are then dropped.
                let room = if meet { HITS_MAX } else { limit - rows.len() };
                let found = ask.next(con, room)?;
                if found.is_empty() {
                    break;
                }
                looked += found.len();
                for row in found.into_iter().filter(|it| !begun.contains(it)) {
                    if !meet || matches(&key_of(con, row)?, &wanted) {
                        rows.push(row);
                    }
                }
            }
        }
        rows.truncate(limit);
        Ok(rows)
    };
    read().map_err(unread)
}

/// Rows of the people whose name sounds alike; to be shown as *similar*.
/// `known` are rows already shown.
///
/// # Errors
/// As [`named`].
pub fn heard(con: &Connection, typed: &str, known: &[i64], limit: usize) -> Outcome<Vec<i64>> {
    let fragments: Vec<&str> = typed.split_whitespace().take(WORDS_MAX).collect();
    let sounds: Vec<String> = required(&fragments).into_iter().map(sound_word).collect();
    // One letter sounds like half the town.
    let wanted: Vec<&str> = sounds
        .iter()
        .flat_map(|it| words(it))
        .filter(|it| it.len() > 1)
        .collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let limit = limit.min(HITS_MAX);
    let read = || {
        let mut ask = Ask {
            index: "sound_fts",
            words: &wanted,
            from: i64::MIN,
            to: i64::MAX,
        };
        let mut rows = ask.next(con, limit + known.len())?;
        rows.retain(|row| !known.contains(row));
        rows.truncate(limit);
        Ok(rows)
    };
    read().map_err(unread)
}

/// What a line shows of these rows, in their order.
///
/// # Errors
/// As [`named`].
pub fn read(con: &Connection, rows: &[i64]) -> Outcome<Vec<BaseHit>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    hits(con, rows).map_err(unread)
}

/// By CPF, 11 digits; more than one when it stands in two families, the most
/// recently updated first.
pub fn by_cpf(con: &Connection, cpf: &str) -> Outcome<Vec<BaseHit>> {
    select(con, "WHERE p.cpf = ?1 ORDER BY f.updated DESC, p.id", [cpf])
}

/// By NIS, 11 digits.
pub fn by_nis(con: &Connection, nis: &str) -> Outcome<Vec<BaseHit>> {
    select(con, "WHERE p.nis = ?1 ORDER BY f.updated DESC, p.id", [nis])
}

/// Schooling (`grau_instrucao`, 1 to 6) of whoever has that CPF, or that NIS
/// when there is none; either may be empty.
pub fn schooling_of(con: &Connection, cpf: &str, nis: &str) -> Outcome<Option<u32>> {
    let found = |column: &str, number: &str| -> rusqlite::Result<Option<u32>> {
        if number.is_empty() {
            return Ok(None);
        }
        con.prepare_cached(&format!(
            "SELECT p.schooling FROM base.person p JOIN base.family f ON f.id = p.family
             WHERE p.{column} = ?1 AND p.schooling IS NOT NULL
             ORDER BY f.updated DESC, p.id LIMIT 1"
        ))?
        .query_row([number], |row| row.get(0))
        .optional()
    };
    let read = || Ok(found("cpf", cpf)?.or(found("nis", nis)?));
    read().map_err(unread)
}

/// The members of a family by its code, 11 digits, the reference person first.
pub fn by_family(con: &Connection, code: &str) -> Outcome<Vec<BaseHit>> {
    select(
        con,
        "WHERE p.family = (SELECT id FROM base.family WHERE code = ?1)
         ORDER BY p.kinship IS NOT 1, p.birth, p.id",
        [code],
    )
}

/// Everybody born that day, in alphabetical order.
pub fn by_birth(con: &Connection, day: NaiveDate) -> Outcome<Vec<BaseHit>> {
    select(con, "WHERE p.birth = ?1 ORDER BY p.id", [day.to_string()])
}

/// Same names and same birth: a match for people without numbers.
pub fn by_name_and_birth(
    con: &Connection,
    name: &str,
    social: Option<&str>,
    day: NaiveDate,
) -> Outcome<Vec<BaseHit>> {
    let key = name_key(&[name, social.unwrap_or_default()]);
    // No name has a letter below the blank.
    let span = || Ok((place(con, &key)?, place(con, &format!("{key}\u{1}"))?));
    let (from, to) = span().map_err(unread)?;
    select(
        con,
        "WHERE p.birth = ?1 AND p.id >= ?2 AND p.id < ?3 ORDER BY p.id",
        params![day.to_string(), from, to],
    )
}

/// The families whose telephone ends in these digits (four or more), reference
/// persons first.
pub fn by_phone_end(con: &Connection, digits: &str) -> Outcome<Vec<BaseHit>> {
    if digits.len() < PHONE_END_MIN || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let (from, width) = backward(digits);
    select(
        con,
        "WHERE p.family IN (SELECT family FROM base.phone WHERE backward >= ?1 AND backward < ?2)
         ORDER BY p.kinship IS NOT 1, p.id",
        [from, from.saturating_add(width)],
    )
}

const HIT: &str = "SELECT p.id, p.name, p.social, p.birth, p.kinship, p.cpf, p.nis,
     f.code, f.place, f.updated
     FROM base.person p JOIN base.family f ON f.id = p.family ";

fn select(con: &Connection, rest: &str, values: impl Params) -> Outcome<Vec<BaseHit>> {
    let sql = format!("{HIT}{rest} LIMIT {HITS_MAX}");
    con.prepare_cached(&sql)
        .and_then(|mut query| query.query_map(values, hit)?.collect())
        .map_err(unread)
}

/// The words of folded text as the text index cuts them.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|it: char| it.is_ascii() && !it.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty())
        .take(WORDS_MAX)
}

/// First and last row of the names that begin with `word`, in the order of
/// names; when there are none, the last lies before the first.
fn span(con: &Connection, word: &str) -> rusqlite::Result<RangeInclusive<i64>> {
    let beyond = format!("{word}{}", char::MAX);
    Ok(place(con, word)?..=place(con, &beyond)? - 1)
}

/// The row of the first name that does not come before `key`, or the one after
/// all: from the last mark before it, a few rows further.
fn place(con: &Connection, key: &str) -> rusqlite::Result<i64> {
    con.prepare_cached(
        "SELECT coalesce(
             (SELECT id FROM base.person
              WHERE id >= coalesce((SELECT person FROM base.name_mark WHERE name_key < ?1
                                    ORDER BY name_key DESC, person DESC LIMIT 1), 0)
                AND name_key >= ?1
              ORDER BY id LIMIT 1),
             (SELECT max(id) + 1 FROM base.person), 1)",
    )?
    .query_row([key], |row| row.get(0))
}

/// Rows of a text index that have all the words as beginnings, piece by piece
/// in the order of rows.
struct Ask<'a> {
    index: &'static str,
    words: &'a [&'a str],
    from: i64,
    to: i64,
}

impl Ask<'_> {
    fn next(&mut self, con: &Connection, limit: usize) -> rusqlite::Result<Vec<i64>> {
        if self.from > self.to {
            return Ok(Vec::new());
        }
        let index = self.index;
        let rows: Vec<i64> = con
            .prepare_cached(&format!(
                "SELECT rowid FROM base.{index} WHERE {index} MATCH ?1
                 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid LIMIT ?4"
            ))?
            .query_map(
                (all_of(self.words), self.from, self.to, limit as i64),
                |row| row.get(0),
            )?
            .collect::<rusqlite::Result<_>>()?;
        self.from = rows.last().map_or(i64::MAX, |it| it.saturating_add(1));
        Ok(rows)
    }
}

/// Rows that have a word beginning with each of these, as the index is asked.
fn all_of(words: &[&str]) -> String {
    let each: Vec<String> = words.iter().map(|it| format!("\"{it}\"*")).collect();
    each.join(" ")
}

/// Of the names that begin with the first fragment and have the others too,
/// the shortest first: what was typed is most of them. "mar sou" is Maria D
/// Souza before it is Marcela Aparecida de Souza Vieira.
fn shortest(
    con: &Connection,
    wanted: &[&str],
    (from, to): (i64, i64),
    known: &RangeInclusive<i64>,
) -> rusqlite::Result<Vec<i64>> {
    if from > to {
        return Ok(Vec::new());
    }
    // One statement walks both in the order of rows; asked name by name, the
    // asking cost more than the reading.
    let mut found: Vec<(i64, i64)> = con
        .prepare_cached(
            "SELECT octet_length(person.name_key), person.id
             FROM base.name_fts CROSS JOIN base.person ON person.id = name_fts.rowid
             WHERE name_fts MATCH ?1 AND name_fts.rowid BETWEEN ?2 AND ?3
             ORDER BY name_fts.rowid LIMIT ?4",
        )?
        .query_map((all_of(wanted), from, to, RANKED_MAX as i64), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    found.retain(|it| !known.contains(&it.1));
    found.sort_unstable();
    Ok(found.into_iter().map(|it| it.1).collect())
}

fn overlap(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(at, it)| {
        let mut others = words.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(_, word)| word.starts_with(it))
    })
}

fn key_of(con: &Connection, row: i64) -> rusqlite::Result<String> {
    con.prepare_cached("SELECT name_key FROM base.person WHERE id = ?1")?
        .query_row([row], |row| row.get(0))
}

fn hits(con: &Connection, rows: &[i64]) -> rusqlite::Result<Vec<BaseHit>> {
    let mut query = con.prepare_cached(&format!("{HIT}WHERE p.id = ?1"))?;
    rows.iter().map(|row| query.query_row([row], hit)).collect()
}

/// The columns of [`HIT`], by place: looking their names up for every line was
/// a twentieth of a search.
fn hit(row: &Row<'_>) -> rusqlite::Result<BaseHit> {
    let date = |at| -> rusqlite::Result<Option<NaiveDate>> {
        let text = row.get_ref(at)?.as_str_or_null()?;
        Ok(text.and_then(|it| it.parse().ok()))
    };
    Ok(BaseHit {
        row: row.get(0)?,
        name: row.get(1)?,
        social: row.get(2)?,
        birth: date(3)?,
        kinship: row.get(4)?,
        cpf: row.get(5)?,
        nis: row.get(6)?,
        code: row.get(7)?,
        place: row.get(8)?,
        updated: date(9)?,
    })
}
