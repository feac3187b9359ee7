//! The only place where something is deleted for good: the erasure that LGPD
//! grants a person (art. 18, VI). Papers and phones go; the record itself is
//! blanked and stays out of sight, so that the tickets it counts in stay
//! counted; the content of every act that described it is emptied. Rows that
//! shared an act with it are told anew as they stand, because the journal is
//! what `verificar` holds them against.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params};

use super::outcome;
use super::record::{Cell, RowChange, hex, known_table, put, unhex};
use super::{Store, journal};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;

const DOING: &str = "eliminar os dados da pessoa";

/// What stands where the name was: no row goes without one.
const NAME_AFTER: &str = "(dados eliminados)";

/// A unit's file up to this size is written anew, in memory first: an old PC
/// has 1 GB. In a bigger one `secure_delete` alone has zeroed what went.
const REWRITE_BYTES_MAX: i64 = 200 * 1024 * 1024;

/// A row by its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    table: &'static str,
    id: [u8; 16],
}

/// Tables whose rows name a person in a column `person`, and whether they go or
/// are blanked: what is counted, or was handed out under a number, stays.
pub const OF_PERSON: &[(&str, bool)] = &[
    ("member", false),
    ("ticket", false),
    ("document", true),
    ("phone", true),
    ("appointment", false),
    ("wish", true),
    ("declaration", false),
    ("enrolment", false),
    ("waiting", true),
    ("mark", false),
    ("situation", true),
    ("sisc_typed", true),
    ("application", false),
    ("income", true),
    ("interest", true),
];

/// Everything that goes.
#[derive(Debug, Default)]
pub struct Reach {
    /// The record, and those that were joined to it.
    pub people: Vec<[u8; 16]>,
    /// Numbers of the families where nobody else is now: they go too.
    pub families: Vec<u32>,
    /// Families, by number, in which others would stay without anybody to
    /// answer for them.
    pub answers_for: Vec<u32>,
    /// Whether they are still expected on some day, from today on.
    pub expected: bool,
    /// Names and numbers by which copies elsewhere are found.
    pub known_by: Vec<String>,
    blanked: Vec<Row>,
    deleted: Vec<Row>,
    /// Acts to be emptied: station and number.
    acts: BTreeSet<([u8; 16], i64)>,
}

impl Reach {
    pub fn count(&self, table: &str) -> usize {
        let rows = self.blanked.iter().chain(&self.deleted);
        rows.filter(|it| it.table == table).count()
    }

    pub fn acts(&self) -> usize {
        self.acts.len()
    }
}

/// What the erasure of this person would take away.
pub fn reach(con: &Connection, person: Id<Person>, today: NaiveDate) -> Outcome<Reach> {
    let mut out = Reach {
        people: ids(
            con,
            "SELECT it.id FROM person AS asked
             JOIN person AS it ON coalesce(it.merged_into, it.id) = coalesce(asked.merged_into, asked.id)
             WHERE asked.id = ?1",
            person.bytes(),
        )?,
        ..Reach::default()
    };
    for id in out.people.clone() {
        out.known_by.extend(known_by(con, &id)?);
        out.blanked.push(Row {
            table: "person",
            id,
        });
        out.expected |= outcome(
            DOING,
            con.prepare_cached(
                "SELECT 1 FROM appointment
                 WHERE person = ?1 AND day >= ?2 AND state = 'agendado' AND void = 0",
            )
            .and_then(|mut it| it.exists(params![&id[..], today])),
        )?;
        for &(table, deletes) in OF_PERSON {
            let found = ids(
                con,
                &format!("SELECT id FROM {table} WHERE person = ?1"),
                &id,
            )?;
            out.take(table, found, deletes);
        }
        out.take("base_kept", ids(con, KEPT, &id)?, true);
        for family in ids(
            con,
            "SELECT DISTINCT family FROM member WHERE person = ?1",
            &id,
        )? {
            out.take_family(con, &family)?;
        }
    }
    for it in [&mut out.families, &mut out.answers_for] {
        it.sort_unstable();
        it.dedup();
    }
    out.known_by.retain(|it| it.chars().count() > 2);
    out.blanked.sort_unstable();
    out.blanked.dedup();
    out.deleted.sort_unstable();
    out.deleted.dedup();
    for row in out.blanked.iter().chain(&out.deleted) {
        out.acts.extend(acts_of(con, &row.id)?);
    }
    Ok(out)
}

const KEPT: &str = "SELECT id FROM base_kept WHERE row = ?1";

impl Reach {
    fn take(&mut self, table: &'static str, found: Vec<[u8; 16]>, deletes: bool) {
        let to = if deletes {
            &mut self.deleted
        } else {
            &mut self.blanked
        };
        to.extend(found.into_iter().map(|id| Row { table, id }));
    }

    fn take_family(&mut self, con: &Connection, family: &[u8; 16]) -> Outcome<()> {
        let number: u32 = outcome(
            DOING,
            con.query_row(
                "SELECT number FROM family WHERE id = ?1",
                [&family[..]],
                |row| row.get(0),
            ),
        )?;
        let current: Vec<([u8; 16], String)> = outcome(
            DOING,
            con.prepare_cached(
                "SELECT person, kinship FROM member
                 WHERE family = ?1 AND until IS NULL AND void = 0",
            )
            .and_then(|mut it| {
                it.query_map([&family[..]], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            }),
        )?;
        let ours = |it: &[u8; 16]| self.people.contains(it);
        if current.iter().any(|it| !ours(&it.0)) {
            if current.iter().any(|it| ours(&it.0) && it.1 == "1") {
                self.answers_for.push(number);
            }
            return Ok(());
        }
        self.families.push(number);
        self.take("family", vec![*family], false);
        for table in ["address", "phone"] {
            let found = ids(
                con,
                &format!("SELECT id FROM {table} WHERE family = ?1"),
                family,
            )?;
            self.take(table, found, true);
        }
        self.take("base_kept", ids(con, KEPT, family)?, true);
        Ok(())
    }
}

/// Takes everything away; answers what the journal says of it, which holds no
/// former value.
pub fn erase(tx: &Transaction<'_>, reach: &Reach) -> Outcome<Vec<RowChange>> {
    let beside = rows_beside(tx, reach)?;
    for (station, n) in &reach.acts {
        let emptied = tx.execute(
            "UPDATE journal SET change = NULL WHERE station = ?1 AND n = ?2",
            params![&station[..], n],
        );
        outcome(DOING, emptied)?;
    }
    let mut out = Vec::new();
    for row in &reach.blanked {
        if let Some(change) = put(tx, row.table, &row.id, &blank(row.table))? {
            out.push(RowChange {
                before: Some(BTreeMap::new()),
                ..change
            });
        }
    }
    for row in &reach.deleted {
        let sql = format!("DELETE FROM {} WHERE id = ?1", row.table);
        outcome(DOING, tx.execute(&sql, [&row.id[..]]))?;
        out.push(RowChange {
            table: row.table.to_string(),
            id: hex(&row.id),
            before: Some(BTreeMap::new()),
            after: BTreeMap::new(),
        });
    }
    for word in &reach.known_by {
        let sql = "DELETE FROM draft WHERE instr(payload, ?1) > 0";
        outcome(DOING, tx.execute(sql, [word]))?;
    }
    for row in beside {
        if let Some(now) = whole(tx, row)? {
            out.push(RowChange {
                table: row.table.to_string(),
                id: hex(&row.id),
                before: Some(now.clone()),
                after: now,
            });
        }
    }
    Ok(out)
}

impl Store {
    /// After an erasure: the words leave the search index, the pages are
    /// written anew and the WAL is emptied. `false` when another desk was
    /// reading: its WAL goes when the last desk closes.
    pub fn scour(&mut self) -> Outcome<bool> {
        let con = self.con();
        for index in ["person_fts", "person_sound"] {
            let sql = format!("INSERT INTO {index} ({index}) VALUES ('optimize')");
            outcome(DOING, con.execute(&sql, []))?;
        }
        let bytes: i64 = outcome(
            DOING,
            con.query_row(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                [],
                |row| row.get(0),
            ),
        )?;
        if bytes <= REWRITE_BYTES_MAX {
            outcome(DOING, con.execute_batch("VACUUM main"))?;
        }
        let busy: i64 = outcome(
            DOING,
            con.query_row("PRAGMA main.wal_checkpoint(TRUNCATE)", [], |row| row.get(0)),
        )?;
        Ok(busy == 0)
    }
}

/// What a row of the table looks like with nobody in it.
fn blank(table: &str) -> Vec<(&'static str, Value)> {
    const WORDS: &[(&str, &[&str])] = &[
        (
            "person",
            &[
                "social_name",
                "nickname",
                "mother",
                "email",
                "sex",
                "race",
                "cpf",
                "nis",
                "disability",
                "support",
                "schooling",
                "occupation",
                "country",
                "missing",
                "name_key",
                "sound_key",
            ],
        ),
        ("member", &["reason"]),
        ("ticket", &["said_name", "grounds", "missing", "sent_to"]),
        ("appointment", &["said_name", "phone"]),
        ("declaration", &["document"]),
        ("enrolment", &["reason"]),
        ("mark", &["reason"]),
        ("application", &["phone", "exception", "broken"]),
        (
            "family",
            &["cod_familiar", "specificity", "gpte", "community", "note"],
        ),
    ];
    const NOTHING: &[(&str, &[&str])] = &[
        (
            "person",
            &["birth", "birth_year", "bpc", "donor_on", "died_on"],
        ),
        ("ticket", &["donor_on"]),
        ("family", &["pbf", "technician"]),
    ];
    let of = |all: &'static [(&str, &[&'static str])]| {
        let found = all.iter().find(|it| it.0 == table);
        found.map_or(&[][..], |it| it.1).iter().copied()
    };
    let mut out: Vec<(&'static str, Value)> = of(WORDS)
        .map(|it| (it, Value::Text(String::new())))
        .collect();
    out.extend(of(NOTHING).map(|it| (it, Value::Null)));
    match table {
        "person" => {
            out.push(("name", Value::Text(NAME_AFTER.to_string())));
            out.push(("homeless", Value::Integer(0)));
            out.push(("void", Value::Integer(1)));
        }
        "family" => {
            out.push(("homeless", Value::Integer(0)));
            out.push(("void", Value::Integer(1)));
        }
        "declaration" => out.push(("name", Value::Text(NAME_AFTER.to_string()))),
        "member" => out.push(("void", Value::Integer(1))),
        _ => {}
    }
    out
}

/// Rows of others that were written in the same acts.
fn rows_beside(con: &Connection, reach: &Reach) -> Outcome<BTreeSet<Row>> {
    let mut out = BTreeSet::new();
    for (station, n) in &reach.acts {
        let line = journal::line(con, station, *n)?;
        for change in line.into_iter().flat_map(|it| it.changes) {
            let id = unhex(&change.id).and_then(|it| it.try_into().ok());
            if let (Some(table), Some(id)) = (known_table(&change.table), id) {
                out.insert(Row { table, id });
            }
        }
    }
    for row in reach.blanked.iter().chain(&reach.deleted) {
        out.remove(row);
    }
    Ok(out)
}

/// A row as it stands, without what is no fact of it.
fn whole(con: &Connection, row: Row) -> Outcome<Option<BTreeMap<String, Cell>>> {
    let sql = format!("SELECT * FROM {} WHERE id = ?1", row.table);
    let mut statement = outcome(DOING, con.prepare_cached(&sql))?;
    let names: Vec<String> = statement
        .column_names()
        .map(|it| (*it).to_string())
        .collect();
    let mut rows = outcome(DOING, statement.query([&row.id[..]]))?;
    let Some(found) = outcome(DOING, rows.next())? else {
        return Ok(None);
    };
    let mut out = BTreeMap::new();
    for (at, name) in names.into_iter().enumerate() {
        if name != "id" && name != "row" {
            out.insert(name, Cell::of(outcome(DOING, found.get_ref(at))?));
        }
    }
    Ok(Some(out))
}

fn known_by(con: &Connection, person: &[u8; 16]) -> Outcome<Vec<String>> {
    let words: [String; 4] = outcome(
        DOING,
        con.query_row(
            "SELECT name, social_name, cpf, nis FROM person WHERE id = ?1",
            [&person[..]],
            |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
        ),
    )?;
    Ok(words.into())
}

fn ids(con: &Connection, sql: &str, key: &[u8; 16]) -> Outcome<Vec<[u8; 16]>> {
    outcome(
        DOING,
        con.prepare_cached(sql)
            .and_then(|mut it| it.query_map([&key[..]], |row| row.get(0))?.collect()),
    )
}

fn acts_of(con: &Connection, row: &[u8; 16]) -> Outcome<Vec<([u8; 16], i64)>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT station, n FROM journal_touch AS touch WHERE row = ?1
               AND EXISTS (SELECT 1 FROM journal WHERE journal.station = touch.station
                           AND journal.n = touch.n AND change IS NOT NULL)",
        )
        .and_then(|mut it| {
            it.query_map([&row[..]], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        }),
    )
}
