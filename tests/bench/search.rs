//! What the box answers, against the text index asked raw in the same run.

use std::path::Path;
use std::time::Instant;

use acolhida::app::Desk;
use rusqlite::Connection;

use crate::data::{self, Data};
use crate::proc;
use crate::table::{Goal, Row, Spread, Table};

const QUERIES: u64 = 300;
/// Each query is asked so often and its best time counts: the rest is what
/// else the machine was doing.
const PASSES: usize = 3;

pub fn measure(table: &mut Table, data: &Data) {
    let folder = tempfile::tempdir().unwrap();
    let desk = data::desk(&data.copy(folder.path()));
    let raw = data::raw(&data.base());
    let queries = data::queries(data.families, QUERIES);
    let floor = times(&queries, |it| ask_raw(&raw, it));
    let ours = times(&queries, |it| ask(&desk, it));
    let size = data.people / 1000;
    for (share, name) in [(0.5, "p50"), (0.99, "p99"), (1.0, "max")] {
        table.row(&Row {
            what: format!("search, {size}k people, {QUERIES} queries, {name}"),
            floor: Some(floor.at(share)),
            ours: ours.at(share),
            unit: "ms",
            goal: if name == "p99" {
                Goal::Most(5.0)
            } else {
                Goal::Told
            },
        });
    }
    let short = short_queries();
    let floor = times(&short, |it| ask_raw(&raw, it));
    let ours = times(&short, |it| ask(&desk, it));
    table.row(&Row {
        what: format!("search, {size}k people, every 1-2 letters, max"),
        floor: Some(floor.max()),
        ours: ours.max(),
        unit: "ms",
        goal: Goal::Most(2.0),
    });
}

/// One search inside one process, for counting its instructions: the whole
/// desk, or SQLite alone.
pub fn part(args: &[String]) {
    let [what, file, base, families, count] = args else {
        panic!("what, file, base, families, count");
    };
    let queries = data::queries(families.parse().unwrap(), count.parse().unwrap());
    if what == "raw" {
        let raw = data::raw(Path::new(base));
        queries.iter().for_each(|it| ask_raw(&raw, it));
    } else {
        let desk = data::desk(Path::new(file));
        queries.iter().for_each(|it| ask(&desk, it));
    }
}

/// Instructions of one search, without the start of the process.
pub fn instructions(table: &mut Table, data: &Data) {
    let what = format!("search, {}k people, instructions", data.people / 1000);
    let folder = tempfile::tempdir().unwrap();
    let file = data.copy(folder.path());
    let families = data.families.to_string();
    let base = data.base();
    let mean = |kind: &str| {
        let run = |count: &str| {
            let args = [
                kind,
                file.to_str()?,
                base.to_str()?,
                families.as_str(),
                count,
            ];
            proc::instructions("search", &args)
        };
        Some((run("61")? as f64 - run("1")? as f64) / 60.0 / 1e6)
    };
    match (mean("raw"), mean("desk")) {
        (Some(floor), Some(ours)) => table.row(&Row {
            what,
            floor: Some(floor),
            ours,
            unit: "M",
            goal: Goal::Told,
        }),
        (None, _) | (_, None) => table.absent(&what, "no valgrind"),
    }
}

fn times(queries: &[String], mut ask: impl FnMut(&str)) -> Spread {
    let mut best = vec![f64::MAX; queries.len()];
    for _ in 0..PASSES {
        for (query, best) in queries.iter().zip(&mut best) {
            let begun = Instant::now();
            ask(query);
            *best = best.min(begun.elapsed().as_secs_f64() * 1e3);
        }
    }
    Spread::of(best)
}

fn ask(desk: &Desk, typed: &str) {
    std::hint::black_box(desk.search(typed).unwrap());
}

fn ask_raw(con: &Connection, typed: &str) {
    let wanted: Vec<String> = typed.split(' ').map(|it| format!("\"{it}\"*")).collect();
    let rows: Vec<i64> = con
        .prepare_cached(
            "SELECT rowid FROM name_fts WHERE name_fts MATCH ?1 ORDER BY rowid LIMIT 50",
        )
        .unwrap()
        .query_map([wanted.join(" ")], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    std::hint::black_box(rows);
}

/// All one- and two-letter beginnings, and two words of one letter.
fn short_queries() -> Vec<String> {
    let letters = 'a'..='z';
    let mut out: Vec<String> = letters.clone().map(String::from).collect();
    for one in letters.clone() {
        for two in letters.clone() {
            out.push(format!("{one}{two}"));
            out.push(format!("{one} {two}"));
        }
    }
    out
}
