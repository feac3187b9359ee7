//! A whole load against the least that any load must do: read every line, cut
//! it, put the same columns into a table. And against the least that one must
//! do whose people can then be found: the same, and the same indexes over the
//! columns as they came.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, params_from_iter};

use crate::data::{self, Data};
use crate::proc;
use crate::table::{Goal, Row, Table};

pub fn measure(table: &mut Table, data: &Data, runs: usize) {
    let file = data.cecad();
    let (mut floor, mut found, mut ours) = (f64::MAX, f64::MAX, f64::MAX);
    let mut memory = 0.0_f64;
    for _ in 0..runs {
        for (part, best) in [
            ("raw-import", &mut floor),
            ("raw-import-indexed", &mut found),
            ("import", &mut ours),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let to = folder.path().to_str().unwrap();
            let told = proc::told(proc::part(part, &[file.to_str().unwrap(), to]));
            let told: Vec<f64> = told
                .split(' ')
                .filter_map(|it| it.trim().parse().ok())
                .collect();
            let [seconds, peak] = told[..] else {
                panic!("{part} said something else");
            };
            *best = best.min(seconds);
            if part == "import" {
                memory = memory.max(peak);
            }
        }
    }
    let size = data.people / 1000;
    table.row(&Row {
        what: format!("import of {size}k people"),
        floor: Some(floor),
        ours,
        unit: "s",
        goal: Goal::Ratio(3.0),
    });
    table.row(&Row {
        what: format!("import of {size}k people / the same indexes"),
        floor: Some(found),
        ours,
        unit: "s",
        goal: Goal::Told,
    });
    table.row(&Row {
        what: format!("import of {size}k people, memory at most"),
        floor: None,
        ours: memory / 1024.0,
        unit: "MB",
        goal: Goal::Most(64.0),
    });
}

/// Prints seconds and the most memory it held, KiB.
pub fn part(args: &[String], load: fn(&Path, &Path)) {
    let [file, folder] = args else {
        panic!("file, folder");
    };
    let begun = Instant::now();
    load(Path::new(file), Path::new(folder));
    let seconds = begun.elapsed().as_secs_f64();
    let peak = proc::memory("self", "VmHWM").unwrap_or(0.0);
    println!("{seconds} {peak}");
}

pub fn ours(file: &Path, folder: &Path) {
    data::load(file, &folder.join("base"));
}

/// The columns that are families' go to one table once, the rest to another.
pub fn raw(file: &Path, folder: &Path) {
    plain(file, folder, false);
}

/// The same, and the indexes that a load makes: two of the words, as letters
/// and (here the same letters) as sounds, and those of numbers and dates.
pub fn raw_indexed(file: &Path, folder: &Path) {
    plain(file, folder, true);
}

const WORDS: &str = "
    CREATE VIRTUAL TABLE name_fts USING fts5(it, content = '', columnsize = 0, detail = none,
        tokenize = 'ascii', prefix = '1 2 3 4 5 6');
    CREATE VIRTUAL TABLE sound_fts USING fts5(it, content = '', columnsize = 0, detail = none,
        tokenize = 'ascii', prefix = '2 3 4 5 6');
    INSERT INTO name_fts (name_fts, rank) VALUES ('hashsize', 4000000), ('automerge', 0);
    INSERT INTO sound_fts (sound_fts, rank) VALUES ('hashsize', 4000000), ('automerge', 0);";

fn plain(file: &Path, folder: &Path, indexed: bool) {
    let con = Connection::open(folder.join("raw.db")).unwrap();
    con.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        .unwrap();
    let mut lines = BufReader::new(File::open(file).unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    let header: Vec<String> = line.trim_end().split(';').map(str::to_owned).collect();
    let of = |side: &str| -> Vec<usize> {
        let named = header.iter().enumerate();
        named
            .filter(|(_, it)| it.starts_with(side))
            .map(|(at, _)| at)
            .collect()
    };
    let (family, person) = (of("d."), of("p."));
    let key = header
        .iter()
        .position(|it| it.ends_with("cod_familiar_fam"));
    let key = key.unwrap();
    let sql = |table: &str, columns: usize| {
        let names: Vec<String> = (0..columns).map(|it| format!("c{it}")).collect();
        con.execute_batch(&format!(
            "CREATE TABLE {table} (id INTEGER PRIMARY KEY, {})",
            names.join(", ")
        ))
        .unwrap();
        format!(
            "INSERT INTO {table} VALUES (NULL, {})",
            vec!["?"; columns].join(", ")
        )
    };
    let (families, persons) = (sql("family", family.len()), sql("person", person.len() + 1));
    con.execute_batch(WORDS).unwrap();
    let words =
        ["name_fts", "sound_fts"].map(|it| format!("INSERT INTO {it} (rowid, it) VALUES (?1, ?2)"));
    let mut words = words.map(|it| con.prepare(&it).unwrap());
    let column = |name: &str| header.iter().position(|it| it == name).unwrap();
    let name = column("p.nom_pessoa");
    let mut families = con.prepare(&families).unwrap();
    let mut persons = con.prepare(&persons).unwrap();
    let (mut before, mut row) = (String::new(), 0);
    loop {
        line.clear();
        if lines.read_line(&mut line).unwrap() == 0 {
            break;
        }
        let fields: Vec<&str> = line.trim_end().split(';').collect();
        if fields[key] != before {
            fields[key].clone_into(&mut before);
            row = families
                .insert(params_from_iter(family.iter().map(|it| fields[*it])))
                .unwrap();
        }
        let row = row.to_string();
        let values = person.iter().map(|it| fields[*it]);
        let place = persons
            .insert(params_from_iter(values.chain([row.as_str()])))
            .unwrap();
        if indexed {
            for it in &mut words {
                it.execute((place, fields[name])).unwrap();
            }
        }
    }
    if indexed {
        con.execute_batch(
            "INSERT INTO name_fts (name_fts) VALUES ('optimize');
             INSERT INTO sound_fts (sound_fts) VALUES ('optimize');
             PRAGMA cache_size = -20000",
        )
        .unwrap();
        let of = |all: &[usize], name: &str| {
            let at = all.iter().position(|it| *it == column(name)).unwrap();
            format!("c{at}")
        };
        let code = of(&family, "d.cod_familiar_fam");
        let mut all = vec![format!("family ({code})")];
        all.push(format!("person (c{})", person.len()));
        for it in ["dta_nasc_pessoa", "num_cpf_pessoa", "num_nis_pessoa_atual"] {
            all.push(format!("person ({})", of(&person, &format!("p.{it}"))));
        }
        for (at, it) in all.iter().enumerate() {
            con.execute_batch(&format!("CREATE INDEX i{at} ON {it}"))
                .unwrap();
        }
    }
    con.execute_batch("COMMIT").unwrap();
}
