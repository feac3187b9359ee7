//! Joining two records of one person and parting them again. What belongs to a
//! person is pointed at the kept record, row by row, and the journal's own
//! description of that act is what parts them at any later time: each column
//! that nobody changed since goes back, each that somebody changed stays.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params};

use super::outcome;
use super::record::{Cell, RowChange, put, read, unhex};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;

/// Tables whose rows belong to a person through a column `person`.
const BELONGING: &[&str] = &[
    "member",
    "phone",
    "document",
    "ticket",
    "ticket_person",
    "appointment",
    "wish",
    "declaration",
    "enrolment",
    "waiting",
    "mark",
    "situation",
    "sisc_typed",
    "application",
    "income",
    "interest",
];

/// Columns that a join may write, by table: names that come back from the
/// journal are matched here before they reach SQL.
const WRITTEN: &[(&str, &[&str])] = &[
    (
        "person",
        &[
            "social_name",
            "nickname",
            "mother",
            "email",
            "birth",
            "birth_year",
            "sex",
            "race",
            "cpf",
            "nis",
            "disability",
            "support",
            "schooling",
            "occupation",
            "bpc",
            "homeless",
            "country",
            "missing",
            "donor_on",
            "died_on",
            "merged_into",
        ],
    ),
    ("member", &["person", "kinship", "void"]),
    ("phone", &["person"]),
    ("document", &["person", "void"]),
    ("ticket", &["person"]),
    ("ticket_person", &["person", "void"]),
    ("appointment", &["person"]),
    ("wish", &["person"]),
    ("declaration", &["person"]),
    ("enrolment", &["person", "void"]),
    ("waiting", &["person", "void"]),
    ("mark", &["person", "void"]),
    ("situation", &["person", "void"]),
    ("sisc_typed", &["person", "void"]),
    ("application", &["person", "void"]),
    ("income", &["person"]),
    ("interest", &["person"]),
];

/// A row that belongs to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belonging {
    pub table: &'static str,
    pub id: [u8; 16],
}

/// Every row in sight that belongs to the person.
pub fn belongings(con: &Connection, person: Id<Person>) -> Outcome<Vec<Belonging>> {
    let mut out = Vec::new();
    for &table in BELONGING {
        let sql = format!("SELECT id FROM {table} WHERE person = ?1 AND void = 0 ORDER BY id");
        let ids: Vec<[u8; 16]> = outcome(
            "juntar os cadastros",
            con.prepare_cached(&sql).and_then(|mut it| {
                it.query_map([&person.bytes()[..]], |row| row.get(0))?
                    .collect()
            }),
        )?;
        out.extend(ids.into_iter().map(|id| Belonging { table, id }));
    }
    Ok(out)
}

/// Whether the kept record already has a row that says the same: the same
/// document, or company on the same ticket.
pub fn is_twin(con: &Connection, row: Belonging, keep: Id<Person>) -> Outcome<bool> {
    let sql = match row.table {
        "document" => {
            "SELECT EXISTS (SELECT 1 FROM document AS a JOIN document AS b
               ON a.kind = b.kind AND a.number = b.number
             WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0)"
        }
        "ticket_person" => {
            "SELECT EXISTS (SELECT 1 FROM ticket_person AS a JOIN ticket_person AS b
               ON a.ticket = b.ticket WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0)"
        }
        // In the group at the same time: one stay says it all.
        "enrolment" => {
            "SELECT EXISTS (SELECT 1 FROM enrolment AS a JOIN enrolment AS b
               ON a.groups = b.groups AND a.until IS NULL AND b.until IS NULL
             WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0)"
        }
        "waiting" => {
            "SELECT EXISTS (SELECT 1 FROM waiting AS a JOIN waiting AS b
               ON a.groups = b.groups AND a.state = b.state
             WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0 AND a.state = 'espera')"
        }
        "mark" => {
            "SELECT EXISTS (SELECT 1 FROM mark AS a JOIN mark AS b
               ON a.meeting = b.meeting
             WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0)"
        }
        "situation" => {
            "SELECT EXISTS (SELECT 1 FROM situation AS a JOIN situation AS b
               ON a.code = b.code AND a.until IS b.until
             WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0)"
        }
        "application" => {
            "SELECT EXISTS (SELECT 1 FROM application AS a JOIN application AS b
               ON a.course = b.course
             WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0
               AND a.state NOT IN ('desistente', 'nao_compareceu', 'indeferido')
               AND b.state NOT IN ('desistente', 'nao_compareceu', 'indeferido'))"
        }
        "sisc_typed" => {
            "SELECT EXISTS (SELECT 1 FROM sisc_typed AS a JOIN sisc_typed AS b
               ON a.quarter = b.quarter
             WHERE a.id = ?1 AND b.person = ?2 AND b.void = 0)"
        }
        _ => return Ok(false),
    };
    outcome(
        "juntar os cadastros",
        con.prepare_cached(sql).and_then(|mut it| {
            it.query_row(params![&row.id[..], &keep.bytes()[..]], |row| row.get(0))
        }),
    )
}

/// Gives the row to another person.
pub fn give(tx: &Transaction<'_>, row: Belonging, to: Id<Person>) -> Outcome<Option<RowChange>> {
    let to = Value::Blob(to.bytes().to_vec());
    put(tx, row.table, &row.id, &[("person", to)])
}

/// Puts the row out of sight.
pub fn hide(tx: &Transaction<'_>, row: Belonging) -> Outcome<Option<RowChange>> {
    put(tx, row.table, &row.id, &[("void", Value::Integer(1))])
}

/// Takes back what one change of a join wrote, column by column, where it is
/// still as the join left it.
pub fn give_back(tx: &Transaction<'_>, change: &RowChange) -> Outcome<Option<RowChange>> {
    let known = WRITTEN.iter().find(|it| it.0 == change.table);
    let id = unhex(&change.id).and_then(|it| <[u8; 16]>::try_from(it).ok());
    let (Some(&(table, columns)), Some(id), Some(before)) = (known, id, &change.before) else {
        return Ok(None);
    };
    let names: Vec<&'static str> = columns
        .iter()
        .copied()
        .filter(|it| change.after.contains_key(*it) && before.contains_key(*it))
        .collect();
    if names.is_empty() {
        return Ok(None);
    }
    let Some(now): Option<BTreeMap<String, Cell>> = read(tx, table, &id, &names)? else {
        return Ok(None);
    };
    let values: Vec<(&'static str, Value)> = names
        .into_iter()
        .filter(|it| now.get(*it) == change.after.get(*it))
        .filter_map(|it| Some((it, before.get(it)?.value())))
        .collect();
    if values.is_empty() {
        return Ok(None);
    }
    put(tx, table, &id, &values)
}
