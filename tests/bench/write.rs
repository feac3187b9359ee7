//! What a check-in costs the disk: flushes, and time against the same rows
//! written by plain SQLite with the same settings.

use std::path::Path;
use std::time::Instant;

use acolhida::app::{Arrival, Comer, Desk};
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};

use crate::data::{self, Data};
use crate::proc;
use crate::table::{Goal, Row, Spread, Table};

/// A full day of a big unit.
const CHECK_INS: usize = 100;

pub fn measure(table: &mut Table, data: &Data) {
    fsyncs(table, data);
    commits(table, data);
    instructions(table, data);
}

fn fsyncs(table: &mut Table, data: &Data) {
    let what = "fsyncs per check-in";
    let folder = tempfile::tempdir().unwrap();
    let file = data.copy(folder.path());
    let run = |count: &str| proc::fsyncs("checkins", &[file.to_str()?, count]);
    match (run("1"), run("201")) {
        (Some(few), Some(many)) if few > 0 => table.row(&Row {
            what: what.into(),
            floor: Some(1.0),
            ours: (many as f64 - few as f64) / 200.0,
            unit: "",
            goal: Goal::Exact(1.1),
        }),
        (Some(_) | None, _) => table.absent(what, "no strace"),
    }
}

/// What of a check-in is not the disk's, without the start of the process.
fn instructions(table: &mut Table, data: &Data) {
    let what = "check-in committed, instructions";
    let mean = |part: &str| {
        let run = |count: &str| {
            let folder = tempfile::tempdir().unwrap();
            let file = data.copy(folder.path());
            proc::instructions(part, &[file.to_str()?, count])
        };
        Some((run("101")? as f64 - run("1")? as f64) / 100.0 / 1e6)
    };
    match (mean("raw-checkins"), mean("checkins")) {
        (Some(floor), Some(ours)) => table.row(&Row {
            what: what.into(),
            floor: Some(floor),
            ours,
            unit: "M",
            goal: Goal::Told,
        }),
        (None, _) | (_, None) => table.absent(what, "no valgrind"),
    }
}

/// So many people come in.
pub fn checkins_part(args: &[String]) {
    let (mut desk, count) = begun(args);
    let arrival = arrival(&desk);
    for _ in 0..count {
        desk.arrive(&arrival).unwrap();
    }
}

/// One comes in, and their rows are written so many times by SQLite alone.
pub fn raw_checkins_part(args: &[String]) {
    let (mut desk, count) = begun(args);
    let arrival = arrival(&desk);
    desk.arrive(&arrival).unwrap();
    drop(desk);
    let mut plain = Plain::over(Path::new(&args[0]));
    for _ in 0..count {
        plain.commit();
    }
}

fn begun(args: &[String]) -> (Desk, usize) {
    let [file, count] = args else {
        panic!("file, count");
    };
    (data::desk(Path::new(file)), count.parse().unwrap())
}

fn arrival(desk: &Desk) -> Arrival {
    Arrival {
        who: Comer::Said("Joana".into()),
        companions: Vec::new(),
        demands: desk.usual_demand().unwrap().into_iter().collect(),
        access: "1".into(),
        grounds: None,
        donor_on: None,
        reserved: false,
    }
}

/// Ours and plain commits by turns, so that both meet the same disk.
fn commits(table: &mut Table, data: &Data) {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut desk = data::desk(&data.copy(one.path()));
    let file = data.copy(other.path());
    let mut sketch = data::desk(&file);
    let arrival = arrival(&desk);
    sketch.arrive(&arrival).unwrap();
    drop(sketch);
    let mut plain = Plain::over(&file);
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..CHECK_INS {
        let begun = Instant::now();
        desk.arrive(&arrival).unwrap();
        ours.push(begun.elapsed().as_secs_f64() * 1e3);
        let begun = Instant::now();
        plain.commit();
        floor.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let (ours, floor) = (Spread::of(ours), Spread::of(floor));
    for (name, share, goal) in [("p50", 0.5, Goal::Ratio(1.2)), ("p99", 0.99, Goal::Told)] {
        table.row(&Row {
            what: format!("check-in committed, {name}"),
            floor: Some(floor.at(share)),
            ours: ours.at(share),
            unit: "ms",
            goal,
        });
    }
}

/// The rows of the check-in that the file saw last, written again and again
/// under other keys: no rules, no reading, no hash.
struct Plain {
    con: Connection,
    rows: Vec<(String, Vec<Value>)>,
    count: i64,
}

impl Plain {
    fn over(file: &Path) -> Self {
        let con = Connection::open(file).unwrap();
        con.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
             PRAGMA foreign_keys = OFF; PRAGMA cache_size = -2000;",
        )
        .unwrap();
        let last = "SELECT max(n) FROM journal";
        let ticket = "SELECT id FROM ticket ORDER BY arrived_at DESC, line DESC LIMIT 1";
        let rows = [
            ("ticket", format!("id = ({ticket})")),
            ("ticket_demand", format!("ticket = ({ticket})")),
            ("journal", format!("n = ({last})")),
            ("journal_touch", format!("n = ({last})")),
        ]
        .into_iter()
        .flat_map(|(table, which)| copy(&con, table, &which))
        .collect();
        Self {
            con,
            rows,
            count: 0,
        }
    }

    fn commit(&mut self) {
        self.count += 1;
        let n = 1_000_000 + self.count;
        let tx = self
            .con
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .unwrap();
        for (at, (sql, values)) in self.rows.iter().enumerate() {
            let values = values.iter().map(|it| match it {
                // Keys that must differ: numbers of the day and of the journal.
                Value::Integer(-1) => Value::Integer(n),
                Value::Blob(it) if it.as_slice() == MARK => {
                    let mut id = MARK.to_vec();
                    id.splice(..8, n.to_be_bytes());
                    id.splice(8..9, [u8::try_from(at).unwrap()]);
                    Value::Blob(id)
                }
                other => other.clone(),
            });
            tx.prepare_cached(sql)
                .unwrap()
                .execute(params_from_iter(values))
                .unwrap();
        }
        tx.commit().unwrap();
    }
}

/// Stands for an id that is drawn anew.
const MARK: &[u8] = &[0xAB; 16];

fn copy(con: &Connection, table: &str, which: &str) -> Vec<(String, Vec<Value>)> {
    let mut query = con
        .prepare(&format!("SELECT * FROM {table} WHERE {which}"))
        .unwrap();
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {table} VALUES ({marks})");
    let all = query
        .query_map([], |row| {
            names
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    Ok(match name.as_str() {
                        "line" | "seq" | "n" => Value::Integer(-1),
                        "id" | "row" => Value::Blob(MARK.to_vec()),
                        _ => row.get(at)?,
                    })
                })
                .collect::<rusqlite::Result<Vec<Value>>>()
        })
        .unwrap();
    all.map(|it| (sql.clone(), it.unwrap())).collect()
}
