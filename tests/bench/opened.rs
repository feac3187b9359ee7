//! Opening what a screen shows, and SQLite alone reading the rows that it needs
//! in the same run: the time of each, and the instructions, which no machine
//! changes.

use std::path::Path;
use std::time::Instant;

use acolhida::app::Desk;
use rusqlite::Connection;

use crate::data;
use crate::proc;
use crate::table::{Goal, Row, Spread, Table};

const TIMES: usize = 20;
/// Openings whose instructions are counted, beyond the first.
const COUNTED: usize = 4;

/// What is opened: the word that asks for it, how it is called, how fast it
/// should be.
pub type Part = (&'static str, &'static str, fn() -> Goal);

/// One family of openings, played by this program under `name`.
pub struct Opened {
    pub name: &'static str,
    pub parts: &'static [Part],
    pub ask: fn(&Desk, &str),
    pub ask_raw: fn(&Connection, &str),
}

impl Opened {
    pub fn measure(&self, table: &mut Table, file: &Path) {
        let (desk, raw) = (data::desk(file), Connection::open(file).unwrap());
        for (part, what, goal) in self.parts {
            table.row(&Row {
                what: format!("{what}, p50"),
                floor: Some(median(|| (self.ask_raw)(&raw, part))),
                ours: median(|| (self.ask)(&desk, part)),
                unit: "ms",
                goal: goal(),
            });
            let what = format!("{what}, instructions");
            let each = |kind: &str| {
                let run = |count: usize| {
                    let count = count.to_string();
                    proc::instructions(self.name, &[kind, file.to_str()?, part, &count])
                };
                Some((run(1 + COUNTED)? as f64 - run(1)? as f64) / COUNTED as f64 / 1e6)
            };
            match (each("raw"), each("desk")) {
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
    }

    /// So many openings in one process.
    pub fn part(&self, args: &[String]) {
        let [kind, file, part, count] = args else {
            panic!("kind, file, part, count");
        };
        let count: usize = count.parse().unwrap();
        if kind == "raw" {
            let raw = Connection::open(file).unwrap();
            (0..count).for_each(|_| (self.ask_raw)(&raw, part));
        } else {
            let desk = data::desk(Path::new(file));
            (0..count).for_each(|_| (self.ask)(&desk, part));
        }
    }
}

/// An id of the rows that a bench writes by itself.
pub fn id(kind: u8, number: i64) -> [u8; 16] {
    let mut id = [kind; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    id
}

fn median(mut work: impl FnMut()) -> f64 {
    let times = (0..TIMES).map(|_| {
        let begun = Instant::now();
        work();
        begun.elapsed().as_secs_f64() * 1e3
    });
    Spread::of(times.collect()).at(0.5)
}
