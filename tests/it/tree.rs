//! The house as the sources show it: layers run downward only, files stay
//! short, released migrations are never touched, the schema on paper is the
//! schema in use. Reads the sources; never builds or changes them, except the
//! schema when `BLESS=1` asks for it.

use std::fs;
use std::path::{Path, PathBuf};

use acolhida::store::migrate;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// Migrations that units out there may have run: name and SHA-256. A new one
/// is added here on the day of its release; none is ever changed.
const RELEASED: &[(&str, &str)] = &[];

/// What each layer may name of the crate, and what it must never name at all.
struct Layer {
    folder: &'static str,
    may: &'static [&'static str],
    never: &'static [&'static str],
}

const LAYERS: &[Layer] = &[
    Layer {
        folder: "src/domain",
        may: &["domain"],
        never: &[
            "rusqlite",
            "std::fs",
            "std::env",
            "std::net",
            "std::process",
            "std::thread",
            "Utc::now",
            "Local::now",
            "Instant::now",
            "SystemTime",
            "getrandom",
            "ratatui",
            "crossterm",
            "println!",
            "eprintln!",
        ],
    },
    Layer {
        folder: "src/paper",
        may: &["paper", "domain"],
        never: &[
            "rusqlite",
            "std::fs",
            "std::env",
            "std::net",
            "std::process",
            "Utc::now",
            "Local::now",
            "Instant::now",
            "SystemTime",
            "ratatui",
            "crossterm",
            "println!",
            "eprintln!",
        ],
    },
    Layer {
        folder: "src/store",
        may: &["store", "domain"],
        never: &[
            "Utc::now",
            "Local::now",
            "SystemTime",
            "getrandom",
            "ratatui",
            "crossterm",
            "clap",
        ],
    },
    Layer {
        folder: "src/app",
        may: &["app", "store", "paper", "domain"],
        never: &["ratatui", "crossterm", "clap", "println!", "eprintln!"],
    },
    Layer {
        folder: "src/ui",
        may: &["ui", "app", "paper", "domain"],
        never: &[
            "rusqlite",
            "Utc::now",
            "Local::now",
            "SystemTime",
            "getrandom",
            "clap",
        ],
    },
    Layer {
        folder: "src/cli",
        may: &["cli", "ui", "app", "paper", "domain"],
        never: &[
            "rusqlite",
            "Utc::now",
            "Local::now",
            "Instant::now",
            "SystemTime",
            "getrandom",
            "ratatui",
        ],
    },
];

/// Lines of a file, tests inside included.
const LINES_MAX: usize = 500;

#[test]
fn layers_run_downward_only() {
    let mut wrong = Vec::new();
    for layer in LAYERS {
        for file in sources(layer.folder) {
            for (number, code) in code_lines(&file) {
                let place = || format!("{}:{number}: {}", shown(&file), code.trim());
                for used in crate_paths(&code) {
                    if !layer.may.contains(&used.as_str()) {
                        wrong.push(place());
                    }
                }
                if layer.never.iter().any(|it| code.contains(it)) {
                    wrong.push(place());
                }
            }
        }
    }
    let main = read(&root().join("src/main.rs"));
    for used in main.match_indices("acolhida::").map(|(at, _)| &main[at..]) {
        if !used.starts_with("acolhida::cli::run") {
            wrong.push(format!(
                "src/main.rs: {}",
                used.lines().next().unwrap_or_default()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for file in sources("src").into_iter().chain(sources("tests")) {
        let text = read(&file);
        let lines = text.lines().count();
        if lines > LINES_MAX {
            wrong.push(format!("{}: {lines} lines", shown(&file)));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{}: does not open with what it is", shown(&file)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_for_later_and_nothing_is_unsafe() {
    let marks = ["TODO", "FIXME", "XXX", "unimplemented!", "todo!", "unsafe "];
    let mut wrong = Vec::new();
    for file in sources("src") {
        for (at, line) in read(&file).lines().enumerate() {
            let words = line.split(|it: char| !it.is_alphanumeric() && it != '!');
            let marked = words.into_iter().any(|it| marks[..5].contains(&it));
            if marked || line.trim_start().starts_with(marks[5]) {
                wrong.push(format!("{}:{}: {}", shown(&file), at + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(read(&root().join("src/lib.rs")).contains("#![forbid(unsafe_code)]"));
}

#[test]
fn no_path_of_anybodys_machine_is_written_down() {
    // Spelled in halves, or this file would find itself.
    let paths = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
        concat!("C:\\Us", "ers"),
    ];
    let mut wrong = Vec::new();
    let mut files = sources("src");
    files.extend(sources("tests"));
    files.extend(under(&root().join("assets"), &["sql", "md", "csv"]));
    files.extend([
        root().join("Cargo.toml"),
        root().join("README.md"),
        root().join(".ci/run"),
    ]);
    for file in files.iter().filter(|it| it.is_file()) {
        let text = read(file);
        if let Some(path) = paths.iter().find(|it| text.contains(**it)) {
            wrong.push(format!("{}: {path}", shown(file)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn released_migrations_are_untouched_and_all_are_embedded_in_order() {
    let folder = root().join("assets/migrations");
    let mut files = under(&folder, &["sql"]);
    files.sort();
    for ((name, hash), file) in RELEASED.iter().zip(&files) {
        assert_eq!(file.file_name().unwrap().to_str().unwrap(), *name);
        let found: String = Sha256::digest(fs::read(file).unwrap())
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect();
        assert_eq!(found, *hash, "{name} was changed after its release");
    }
    assert!(files.len() >= RELEASED.len());
    let embedded: Vec<&str> = migrate::STEPS.to_vec();
    let written: Vec<String> = files.iter().map(|it| read(it)).collect();
    assert_eq!(embedded, written);
}

#[test]
fn the_schema_on_paper_is_the_one_in_use() {
    let mut con = Connection::open_in_memory().unwrap();
    migrate::run(&mut con).unwrap();
    let mut schema = String::from(
        "-- The shape of the unit's file after every migration. Generated by\n\
         -- `BLESS=1 cargo test --test it tree`; to be read, never to be run.\n",
    );
    let mut query = con
        .prepare(
            "SELECT sql FROM sqlite_master
             WHERE sql IS NOT NULL
               AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
             ORDER BY tbl_name, type = 'table' DESC, type, name",
        )
        .unwrap();
    let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for sql in rows {
        schema.push_str(&format!("\n{};\n", sql.unwrap()));
    }
    let path = root().join("assets/schema.sql");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == schema,
        "assets/schema.sql is not what the migrations make: run with BLESS=1 and look at the change"
    );
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<PathBuf> {
    under(&root().join(folder), &["rs"])
}

fn under(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return out;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let ending = path
            .extension()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        if path.is_dir() {
            out.extend(under(&path, endings));
        } else if endings.contains(&ending) {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Lines of code with their numbers; comments name whatever they like.
fn code_lines(path: &Path) -> Vec<(usize, String)> {
    read(path)
        .lines()
        .enumerate()
        .filter(|(_, it)| !it.trim_start().starts_with("//"))
        .map(|(at, it)| (at + 1, it.to_string()))
        .collect()
}

/// The layers that a line names: `crate::store::…` gives "store".
fn crate_paths(code: &str) -> Vec<String> {
    code.match_indices("crate::")
        .filter(|(at, _)| !code[..*at].ends_with('$'))
        .map(|(at, it)| {
            code[at + it.len()..]
                .chars()
                .take_while(|it| it.is_alphanumeric() || *it == '_')
                .collect()
        })
        .collect()
}
