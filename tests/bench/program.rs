//! The real program in a pseudo-terminal: how long to the first frame, how
//! much memory, how often an idle desk wakes up, how big it is.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::data::{self, Data};
use crate::proc::{self, PART, Screen};
use crate::table::{Goal, Row, Spread, Table};

const PROGRAM: &str = env!("CARGO_BIN_EXE_acolhida");
const HOLD: (&str, &str) = ("ACOLHIDA_AGORA", "2026-11-23T08:00");
/// What the first screen of a unit that is set up says.
const DOOR: &str = "Senha";
/// What the resting screen says.
const HOME: &str = "Buscar:";
const HELLO: &str = "vazio";

/// Starts measured of each program, one after the other.
const STARTS: usize = 15;

pub fn size(table: &mut Table) {
    let size = fs::metadata(PROGRAM).map_or(0.0, |it| it.len() as f64 / 1e6);
    table.row(&Row {
        what: "program, stripped".into(),
        floor: None,
        ours: size,
        unit: "MB",
        goal: Goal::Most(5.0),
    });
}

pub fn start(table: &mut Table, data: &Data) {
    let folder = tempfile::tempdir().unwrap();
    let file = data.copy(folder.path());
    let (mut floor, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        floor.push(empty().shows(HELLO).as_secs_f64() * 1e3);
        ours.push(open(&file).shows(DOOR).as_secs_f64() * 1e3);
    }
    table.row(&Row {
        what: format!("start to first frame, {}k people, best", data.people / 1000),
        floor: Some(Spread::of(floor.clone()).at(0.0)),
        ours: Spread::of(ours.clone()).at(0.0),
        unit: "ms",
        goal: Goal::Ratio(1.5),
    });
    table.row(&Row {
        what: format!(
            "start to first frame, {}k people, median",
            data.people / 1000
        ),
        floor: Some(Spread::of(floor).at(0.5)),
        ours: Spread::of(ours).at(0.5),
        unit: "ms",
        goal: Goal::Told,
    });
}

pub fn memory(table: &mut Table, data: &Data) {
    let folder = tempfile::tempdir().unwrap();
    let file = data.copy(folder.path());
    let mut screen = open(&file);
    screen.shows(DOOR);
    let first = proc::memory(&screen.pid().to_string(), "VmRSS");
    let size = data.people / 1000;
    let floor = rusqlite_shell(&data.base());
    let row = |what: String, floor: Option<f64>, ours: Option<f64>, goal| Row {
        what,
        floor: floor.map(|it| it / 1024.0),
        ours: ours.unwrap_or(0.0) / 1024.0,
        unit: "MB",
        goal,
    };
    let what = format!("memory at first frame, {size}k people / plain SQLite");
    table.row(&row(what, floor, first, Goal::Told));
    let what = format!("memory at first frame, {size}k people / sqlite3");
    if proc::has("sqlite3") {
        let shell = sqlite3_shell(&data.base());
        table.row(&row(what, shell, first, Goal::Ratio(1.0)));
    } else {
        table.absent(&what, "no sqlite3");
    }
    let told = proc::told(proc::part("hour", &[file.to_str().unwrap()]));
    let told: Vec<f64> = told.lines().filter_map(|it| it.parse().ok()).collect();
    if let [first, half, end] = told[..] {
        let what = "memory after an hour / at first frame".into();
        table.row(&row(what, Some(first), Some(end), Goal::Ratio(1.6)));
        let what = "memory after an hour / after half of it".into();
        table.row(&row(what, Some(half), Some(end), Goal::Ratio(1.05)));
    }
}

/// Until a write, its notice and their echoes are over.
const AFTER_WORK: Duration = Duration::from_secs(6);

/// A desk at its resting screen that nobody touches; asked at the end of the
/// run, because an idle minute is a minute long.
pub struct Idle {
    screen: Screen,
    before: f64,
    since: Instant,
    _folder: tempfile::TempDir,
}

impl Idle {
    pub fn begin(data: &Data) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = data.copy(folder.path());
        // By the real clock, because a held one has no minutes to count.
        let mut screen = Screen::start(PROGRAM, &[], &["--banco", file.to_str().unwrap()]);
        screen.shows(DOOR);
        screen.keys(&format!("{}\r{}\r", data::LOGIN, data::PASSWORD));
        screen.shows(HOME);
        // Somebody waits: F4 is an arrival by name alone.
        screen.keys("joana\x1bOS\r");
        screen.shows("1 na espera");
        // The arrival was work: its own notice and the echoes of it end within
        // five seconds. What is counted is what comes after.
        std::thread::sleep(AFTER_WORK);
        Self {
            before: proc::switches(screen.pid()).unwrap_or(0.0),
            since: Instant::now(),
            screen,
            _folder: folder,
        }
    }

    pub fn end(mut self, table: &mut Table, at_least: Duration) {
        std::thread::sleep(at_least.saturating_sub(self.since.elapsed()));
        let count = proc::switches(self.screen.pid()).map(|it| it - self.before);
        let minutes = self.since.elapsed().as_secs_f64() / 60.0;
        self.screen.shows(HOME);
        let what = format!("wake-ups a minute while idle, over {:.0} s", minutes * 60.0);
        match count {
            // A minute begun counts as one: the clock may have ticked in it.
            Some(count) => table.row(&Row {
                what,
                floor: None,
                ours: count / minutes.max(1.0),
                unit: "",
                goal: Goal::Exact(2.0),
            }),
            None => table.absent(&what, "no /proc"),
        }
    }
}

fn open(file: &Path) -> Screen {
    Screen::start(PROGRAM, &[HOLD], &["--banco", file.to_str().unwrap()])
}

fn empty() -> Screen {
    let me = std::env::current_exe().unwrap();
    Screen::start(me.to_str().unwrap(), &[(PART, "empty")], &[])
}

/// The empty program: the whole screen taken, one word, waiting for a key.
pub fn empty_part() {
    use crossterm::{cursor, event, execute, terminal};
    terminal::enable_raw_mode().unwrap();
    let mut out = std::io::stdout();
    execute!(out, terminal::EnterAlternateScreen, cursor::MoveTo(0, 0)).unwrap();
    execute!(out, crossterm::style::Print(HELLO)).unwrap();
    while event::read().is_ok() {}
}

/// Plain SQLite on the base, as a shell would open it.
pub fn shell_part(args: &[String]) {
    let [base] = args else {
        panic!("base");
    };
    let con = data::raw(Path::new(base));
    let loads: i64 = con
        .query_row("SELECT count(*) FROM load", [], |row| row.get(0))
        .unwrap();
    println!("{loads}");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}

fn rusqlite_shell(base: &Path) -> Option<f64> {
    resident(proc::part("shell", &[base.to_str()?]), "")
}

/// Debian's shell may be too old for a file in use; a base never changes.
fn sqlite3_shell(base: &Path) -> Option<f64> {
    let mut command = Command::new("sqlite3");
    command.arg(format!("file://{}?immutable=1", base.display()));
    resident(command, "SELECT count(*) FROM load;\n")
}

/// Memory of a shell once it answered one line.
fn resident(mut command: Command, asks: &str) -> Option<f64> {
    use std::io::{BufRead, BufReader, Write};
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.as_mut()?.write_all(asks.as_bytes()).ok()?;
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut()?)
        .read_line(&mut line)
        .ok()?;
    let resident = proc::memory(&child.id().to_string(), "VmRSS");
    drop(child.stdin.take());
    let _ = child.wait();
    resident
}
