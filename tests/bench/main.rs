//! The numbers that the design promises, each beside a floor measured in the
//! same run: `cargo bench` looks briefly at a base of 14 thousand people,
//! `cargo bench -- --full` at a city and at a million, `-- --sp` at São Paulo.
//!
//! Slow machines print other times and never fail; what no machine changes
//! (bytes of an unchanged screen, wake-ups, flushes) fails the run when it is
//! past its goal. Some rows need tools that may be absent (valgrind, strace,
//! sqlite3), and then say so.
//!
//! ```text
//! search   the box                    screen   keys, bytes, an hour's memory
//! program  the real one in a terminal  write    check-ins     import   loads
//! agenda   a crowded day and week     groups   the grid and the SISC's quarter
//! courses  60 classes, 400 in one     opened   what a screen opens, and its rows
//! data     what is measured on        proc     other processes
//! table    what is printed
//! ```
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

mod agenda;
mod courses;
mod data;
mod groups;
mod import;
mod opened;
mod proc;
mod program;
mod screen;
mod search;
mod table;
mod write;

use std::process::ExitCode;
use std::time::Duration;

use data::Data;
use program::Idle;
use table::Table;

const SMALL: u64 = 14_000;
const CITY: u64 = 320_000;
const MILLION: u64 = 1_000_000;
const SAO_PAULO: u64 = 4_600_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Some(part) = std::env::var_os(proc::PART) {
        play(&part.to_string_lossy(), &args);
        return ExitCode::SUCCESS;
    }
    let asked = |name: &str| args.iter().any(|it| it == name);
    let sizes: &[u64] = match (asked("--sp"), asked("--full")) {
        (true, _) => &[SAO_PAULO],
        (false, true) => &[CITY, MILLION],
        (false, false) => &[SMALL],
    };
    let only = args.iter().find(|it| !it.starts_with('-'));
    let wanted = |name: &str| only.is_none_or(|it| name.contains(it.as_str()));
    let whole = asked("--full") || asked("--sp");
    let all: Vec<Data> = sizes.iter().copied().map(Data::of).collect();
    let (Some(least), Some(most)) = (all.first(), all.last()) else {
        return ExitCode::FAILURE;
    };

    let mut table = Table::default();
    let idle = wanted("idle").then(|| Idle::begin(least));
    if wanted("size") {
        program::size(&mut table);
    }
    if wanted("start") {
        program::start(&mut table, most);
    }
    if wanted("memory") {
        program::memory(&mut table, most);
    }
    if wanted("search") {
        for data in &all {
            search::measure(&mut table, data);
        }
        search::instructions(&mut table, most);
    }
    if wanted("keys") {
        screen::measure(&mut table, most);
    }
    if wanted("write") {
        write::measure(&mut table, least);
    }
    if wanted("agenda") {
        agenda::measure(&mut table, least);
    }
    if wanted("groups") {
        groups::measure(&mut table, least);
    }
    if wanted("courses") {
        courses::measure(&mut table, least);
    }
    if wanted("import") {
        import::measure(&mut table, least, if whole { 3 } else { 2 });
    }
    if let Some(idle) = idle {
        idle.end(&mut table, Duration::from_secs(if whole { 61 } else { 20 }));
    }
    for it in table.broken() {
        eprintln!("past a goal that no machine changes: {it}");
    }
    if table.broken().is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What a child of this program does.
fn play(part: &str, args: &[String]) {
    match part {
        "empty" => program::empty_part(),
        "shell" => program::shell_part(args),
        "search" => search::part(args),
        "agenda" => agenda::OPENED.part(args),
        "groups" => groups::OPENED.part(args),
        "courses" => courses::OPENED.part(args),
        "keys" => screen::keys_part(args),
        "hour" => screen::hour_part(args),
        "checkins" => write::checkins_part(args),
        "raw-checkins" => write::raw_checkins_part(args),
        "import" => import::part(args, import::ours),
        "raw-import" => import::part(args, import::raw),
        "raw-import-indexed" => import::part(args, import::raw_indexed),
        other => panic!("no part {other}"),
    }
}
