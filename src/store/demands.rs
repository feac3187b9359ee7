//! What people come for: a list that each municipality edits, seeded from
//! `assets/lists/demandas.csv`.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::outcome;
use super::record::{RowChange, put};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ticket::Demand;

const LIST: &str = include_str!("../../assets/lists/demandas.csv");

const COLUMNS: &str = "id, code, grp, letter, label, rma, papers, reserved, active, position";

/// The list a new unit starts from; ids are the caller's to draw.
pub fn starting() -> Vec<Demand> {
    LIST.lines()
        .skip(1)
        .enumerate()
        .filter_map(|(at, line)| {
            let mut cells = line.split(';');
            let mut next = || cells.next().unwrap_or("").to_string();
            let (code, group, letter, label) = (next(), next(), next(), next());
            let (rma, reserved) = (next(), next());
            let papers = cells
                .filter(|it| !it.is_empty())
                .map(str::to_string)
                .collect();
            (!code.is_empty()).then_some(Demand {
                id: Id::from_bytes([0; 16]),
                code,
                group,
                letter,
                label,
                rma,
                papers,
                reserved: reserved == "sim",
                active: true,
                position: i64::try_from(at).unwrap_or(i64::MAX),
            })
        })
        .collect()
}

/// Every demand, in the order of the list; those out of use at the end.
pub fn all(con: &Connection) -> Outcome<Vec<Demand>> {
    outcome(
        "ler as demandas",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM demand WHERE void = 0 ORDER BY active DESC, position"
        ))
        .and_then(|mut it| it.query_map([], read)?.collect()),
    )
}

/// One demand of the list; `None` when it was taken back.
pub fn by_id(con: &Connection, id: Id<Demand>) -> Outcome<Option<Demand>> {
    outcome(
        "ler as demandas",
        con.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM demand WHERE id = ?1 AND void = 0"
        ))
        .and_then(|mut it| it.query_row([&id.bytes()[..]], read).optional()),
    )
}

/// The row of a demand that was added and taken back, whose code is still its.
pub fn undone(con: &Connection, code: &str) -> Outcome<Option<Id<Demand>>> {
    outcome(
        "ler as demandas",
        con.prepare_cached("SELECT id FROM demand WHERE code = ?1 AND void = 1")
            .and_then(|mut it| {
                it.query_row([code], |row| Ok(Id::from_bytes(row.get(0)?)))
                    .optional()
            }),
    )
}

pub fn save(tx: &Transaction<'_>, it: &Demand) -> Outcome<Option<RowChange>> {
    let text = |it: &str| Value::Text(it.to_string());
    put(
        tx,
        "demand",
        it.id.bytes(),
        &[
            ("code", text(&it.code)),
            ("grp", text(&it.group)),
            ("letter", text(&it.letter)),
            ("label", text(&it.label)),
            ("rma", text(&it.rma)),
            ("papers", text(&it.papers.join(";"))),
            ("reserved", Value::Integer(i64::from(it.reserved))),
            ("active", Value::Integer(i64::from(it.active))),
            ("position", Value::Integer(it.position)),
            ("void", Value::Integer(0)),
        ],
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Demand> {
    let papers: String = row.get(6)?;
    Ok(Demand {
        id: Id::from_bytes(row.get(0)?),
        code: row.get(1)?,
        group: row.get(2)?,
        letter: row.get(3)?,
        label: row.get(4)?,
        rma: row.get(5)?,
        papers: papers
            .split(';')
            .filter(|it| !it.is_empty())
            .map(str::to_string)
            .collect(),
        reserved: row.get(7)?,
        active: row.get(8)?,
        position: row.get(9)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_starting_list_reads_whole_and_letters_are_one_demand_each() {
        let list = starting();
        assert_eq!(list.len(), LIST.lines().count() - 1);
        let mut codes = HashSet::new();
        let mut letters = HashSet::new();
        for it in &list {
            assert!(codes.insert(it.code.clone()), "{}", it.code);
            assert_eq!(it.group.len(), 2, "{}", it.code);
            assert!(
                it.letter.is_empty() || letters.insert(it.letter.clone()),
                "{}",
                it.code
            );
            assert!(!it.label.is_empty());
        }
        assert!(list.iter().any(|it| it.code == "AT-RES" && it.reserved));
    }
}
