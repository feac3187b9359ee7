//! People and their documents. A person's names are also written folded and as
//! they sound (`name_key`, `sound_key`), which the search reads.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::outcome;
use super::record::{RowChange, put};
use crate::domain::codes::{Disability, DocKind, MissingDoc, Occupation, Race, Schooling, Sex};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::name;
use crate::domain::person::{Birth, Document, DocumentFacts, Person, PersonFacts};

/// The columns that [`read`] reads, in its order, of a table named `p`.
pub(super) const COLUMNS: &str = "p.id, p.name, p.social_name, p.nickname, p.mother, p.birth, \
     p.birth_year, p.sex, p.race, p.cpf, p.nis, p.disability, p.support, p.schooling, \
     p.occupation, p.bpc, p.homeless, p.country, p.missing, p.donor_on, p.died_on, p.merged_into, p.email";

pub fn load(con: &Connection, id: Id<Person>) -> Outcome<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM person AS p WHERE p.id = ?1 AND p.void = 0");
    outcome(
        "ler a pessoa",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_row([&id.bytes()[..]], read).optional()),
    )
}

/// Writes a person; `created_ms` counts only for a new one.
pub fn save(tx: &Transaction<'_>, it: &Person, created_ms: i64) -> Outcome<Option<RowChange>> {
    let facts = &it.facts;
    let names = facts.searched_names();
    let (birth, year) = match facts.birth {
        Birth::Unknown => (Value::Null, Value::Null),
        Birth::About { year } => (Value::Null, Value::Integer(i64::from(year))),
        Birth::Known(day) => (text(&day.to_string()), Value::Null),
    };
    let mut values = vec![
        ("name", text(&facts.name)),
        ("social_name", text(&facts.social_name)),
        ("nickname", text(&facts.nickname)),
        ("mother", text(&facts.mother)),
        ("email", text(&facts.email)),
        ("birth", birth),
        ("birth_year", year),
        ("sex", text(facts.sex.map_or("", Sex::code))),
        ("race", text(facts.race.map_or("", Race::code))),
        ("cpf", text(&facts.cpf)),
        ("nis", text(&facts.nis)),
        ("disability", text(&Disability::join(&facts.disability))),
        ("support", text(&facts.support)),
        (
            "schooling",
            text(facts.schooling.map_or("", Schooling::code)),
        ),
        (
            "occupation",
            text(facts.occupation.map_or("", Occupation::code)),
        ),
        ("bpc", flag(facts.bpc)),
        ("homeless", Value::Integer(i64::from(facts.homeless))),
        ("country", text(&facts.country)),
        ("missing", text(&MissingDoc::join(&facts.missing))),
        ("donor_on", day(facts.donor_on)),
        ("died_on", day(it.died_on)),
        ("merged_into", blob(it.merged_into.as_ref().map(Id::bytes))),
        ("name_key", text(&name::name_key(&names))),
        ("sound_key", text(&name::sound_key(&names))),
    ];
    if !exists(tx, it.id)? {
        values.push(("created_at", Value::Integer(created_ms)));
    }
    put(tx, "person", it.id.bytes(), &values)
}

fn exists(con: &Connection, id: Id<Person>) -> Outcome<bool> {
    outcome(
        "ler a pessoa",
        con.prepare_cached("SELECT count(*) FROM person WHERE id = ?1")
            .and_then(|mut it| {
                it.query_row([&id.bytes()[..]], |row| Ok(row.get::<_, i64>(0)? > 0))
            }),
    )
}

/// Documents of one person, in the order in which they were written.
pub fn documents(con: &Connection, person: Id<Person>) -> Outcome<Vec<Document>> {
    outcome(
        "ler os documentos",
        con.prepare_cached(
            "SELECT id, person, kind, number, issuer, uf, country, issued_on, valid_until
             FROM document WHERE person = ?1 AND void = 0 ORDER BY rowid",
        )
        .and_then(|mut it| {
            it.query_map([&person.bytes()[..]], |row| {
                let kind: String = row.get(2)?;
                Ok(Document {
                    id: Id::from_bytes(row.get(0)?),
                    person: Id::from_bytes(row.get(1)?),
                    facts: DocumentFacts {
                        // A kind of a later version is still a document.
                        kind: DocKind::from_code(&kind).unwrap_or(DocKind::Other),
                        number: row.get(3)?,
                        issuer: row.get(4)?,
                        uf: row.get(5)?,
                        country: row.get(6)?,
                        issued_on: row.get(7)?,
                        valid_until: row.get(8)?,
                    },
                })
            })?
            .collect()
        }),
    )
}

pub fn save_document(tx: &Transaction<'_>, it: &Document) -> Outcome<Option<RowChange>> {
    let facts = &it.facts;
    let values = [
        ("person", blob(Some(it.person.bytes()))),
        ("kind", text(facts.kind.code())),
        ("number", text(&facts.number)),
        ("issuer", text(&facts.issuer)),
        ("uf", text(&facts.uf)),
        ("country", text(&facts.country)),
        ("issued_on", day(facts.issued_on)),
        ("valid_until", day(facts.valid_until)),
    ];
    put(tx, "document", it.id.bytes(), &values)
}

pub fn remove_document(tx: &Transaction<'_>, id: Id<Document>) -> Outcome<Option<RowChange>> {
    put(tx, "document", id.bytes(), &[("void", Value::Integer(1))])
}

/// Who else carries this CPF or NIS; both may be empty.
pub fn with_number(con: &Connection, cpf: &str, nis: &str, max: u32) -> Outcome<Vec<Person>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM person AS p
         WHERE p.void = 0 AND ((?1 <> '' AND p.cpf = ?1) OR (?2 <> '' AND p.nis = ?2)) LIMIT ?3"
    );
    outcome(
        "procurar a pessoa",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map(params![cpf, nis, max], read)?.collect()),
    )
}

/// The records that were joined into this one.
pub fn merged_into(con: &Connection, id: Id<Person>) -> Outcome<Vec<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM person AS p WHERE p.merged_into = ?1 AND p.void = 0");
    outcome(
        "ler a pessoa",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map([&id.bytes()[..]], read)?.collect()),
    )
}

/// The ids of every row that says something of this person: their own, their
/// documents and their lines in families, ended or taken back included.
pub fn rows_of(con: &Connection, person: Id<Person>) -> Outcome<Vec<[u8; 16]>> {
    outcome(
        "ler o histórico",
        con.prepare_cached(
            "SELECT id FROM person WHERE id = ?1
             UNION SELECT id FROM document WHERE person = ?1
             UNION SELECT id FROM member WHERE person = ?1",
        )
        .and_then(|mut it| {
            it.query_map([&person.bytes()[..]], |row| row.get(0))?
                .collect()
        }),
    )
}

/// Whose a line of a family or a document is now.
pub fn owner_of(con: &Connection, table: &str, id: &[u8; 16]) -> Outcome<Option<[u8; 16]>> {
    let sql = match table {
        "member" => "SELECT person FROM member WHERE id = ?1",
        "document" => "SELECT person FROM document WHERE id = ?1",
        _ => return Ok(None),
    };
    outcome(
        "ler o histórico",
        con.prepare_cached(sql)
            .and_then(|mut it| it.query_row([&id[..]], |row| row.get(0)).optional()),
    )
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Person> {
    let (day, year): (Option<NaiveDate>, Option<i32>) = (row.get(5)?, row.get(6)?);
    let word = |at: usize| row.get::<_, String>(at);
    Ok(Person {
        id: Id::from_bytes(row.get(0)?),
        facts: PersonFacts {
            name: row.get(1)?,
            social_name: row.get(2)?,
            nickname: row.get(3)?,
            mother: row.get(4)?,
            email: row.get(22)?,
            birth: birth(day, year),
            sex: Sex::from_code(&word(7)?),
            race: Race::from_code(&word(8)?),
            cpf: row.get(9)?,
            nis: row.get(10)?,
            disability: Disability::list(&word(11)?),
            support: row.get(12)?,
            schooling: Schooling::from_code(&word(13)?),
            occupation: Occupation::from_code(&word(14)?),
            bpc: row.get(15)?,
            homeless: row.get(16)?,
            country: row.get(17)?,
            missing: MissingDoc::list(&word(18)?),
            donor_on: row.get(19)?,
        },
        died_on: row.get(20)?,
        merged_into: row.get::<_, Option<[u8; 16]>>(21)?.map(Id::from_bytes),
    })
}

/// The two columns that hold a birth.
pub(super) fn birth(day: Option<NaiveDate>, year: Option<i32>) -> Birth {
    match (day, year) {
        (Some(day), _) => Birth::Known(day),
        (None, Some(year)) => Birth::About { year },
        (None, None) => Birth::Unknown,
    }
}

pub(super) fn text(it: &str) -> Value {
    Value::Text(it.to_string())
}

pub(super) fn day(it: Option<NaiveDate>) -> Value {
    it.map_or(Value::Null, |day| Value::Text(day.to_string()))
}

pub(super) fn flag(it: Option<bool>) -> Value {
    it.map_or(Value::Null, |yes| Value::Integer(i64::from(yes)))
}

pub(super) fn blob(it: Option<&[u8; 16]>) -> Value {
    it.map_or(Value::Null, |bytes| Value::Blob(bytes.to_vec()))
}
