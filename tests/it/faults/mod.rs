//! What the world does to a desk in the middle of its work: kills it, fills
//! its disk, locks its file, spoils its file. Whatever was acknowledged must
//! still be there, and what was not must have been said in plain words.
//!
//! A desk that has to die is this test program again, playing [`worker`].
#![cfg(unix)]

mod disk;
mod files;
mod kill;
mod panics;
mod seats;

use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use acolhida::app::{Clock, Desk, Ids};
use acolhida::domain::fault::{Failure, Outcome};
use acolhida::domain::id::Id;
use acolhida::domain::ticket::Ticket;
use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, Duration, Utc};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::desks::{PASSWORD, desk_on, monday_at_8, says, set_up};

/// The file that a worker works on; without it there is nobody to play.
const FILE: &str = "ACOLHIDA_TEST_WORKER";
/// Days after the first Monday: a list that grows all test long is no day.
const DAY: &str = "ACOLHIDA_TEST_DAY";
/// Check-ins after which a worker waits to be killed: one that the other
/// starves must not fill the day of all.
const MOST: &str = "ACOLHIDA_TEST_MOST";
/// With it the worker signs people up for courses instead.
const SEATS: &str = "ACOLHIDA_TEST_SEATS";

/// A unit's file in a folder of its own.
pub struct Unit {
    pub folder: TempDir,
    pub file: PathBuf,
}

impl Unit {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("unidade.db");
        Self::at(&file);
        Self { folder, file }
    }

    /// Sets a unit up in that place. The password costs little, because
    /// hundreds of desks will enter.
    pub fn at(file: &Path) {
        let mut desk = desk_on(file, monday_at_8());
        desk.set_up(&set_up()).unwrap();
        drop(desk);
        let cheap = Params::new(8, 1, 1, None).unwrap();
        let hash: PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap)
            .hash_password_with_salt(PASSWORD.as_bytes(), &[1; 16])
            .unwrap();
        let con = Connection::open(file).unwrap();
        con.execute("UPDATE credential SET password = ?1", [hash.to_string()])
            .unwrap();
    }
}

/// Rosa at her desk, on some day.
pub fn rosa(file: &Path, day: i64) -> Outcome<Desk> {
    let clock = Clock::held(morning(day));
    let mut desk = Desk::open(file, clock, Ids::System)?;
    desk.log_in("rosa", PASSWORD)?;
    Ok(desk)
}

pub fn morning(day: i64) -> DateTime<Utc> {
    monday_at_8() + Duration::days(day)
}

/// Not a test: the desk that others start and kill. Checks people in, or signs
/// them up, until it is refused, telling each one that was acknowledged.
#[test]
fn worker() {
    let Some(file) = std::env::var_os(FILE) else {
        return;
    };
    acolhida::app::harden();
    let day = std::env::var(DAY).unwrap().parse().unwrap();
    let most = std::env::var(MOST).unwrap().parse().unwrap();
    let end = match std::env::var_os(SEATS) {
        Some(_) => seats::sign_up(Path::new(&file), day, most),
        None => check_in(Path::new(&file), day, most),
    };
    match end {
        Err(Failure::Refused(why)) => println!("\nrefused {}", why.text),
        Err(Failure::Broken(why)) => println!("\nbroken {why}"),
        Ok(()) => {}
    }
}

fn check_in(file: &Path, day: i64, most: usize) -> Outcome<()> {
    let mut desk = rosa(file, day)?;
    let joana = says(&desk, "Joana", "CU-ATU");
    for _ in 0..most {
        let arrived = desk.arrive(&joana)?;
        println!("\nack {}", arrived.id);
    }
    // Nobody writes here: it ends when it is killed, or left.
    let _ = std::io::stdin().read_line(&mut String::new());
    Ok(())
}

/// A worker that runs.
pub struct Worker {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub acknowledged: Vec<String>,
    /// What it was refused with, at its end.
    pub refused: Option<String>,
}

impl Worker {
    pub fn start(file: &Path, day: i64, most: usize) -> Self {
        Self::under(&[], file, day, most)
    }

    /// One that signs people up for courses; each begins at another person.
    pub fn signing_up(file: &Path, from: i64, most: usize) -> Self {
        Self::under(&["env", &format!("{SEATS}=1")], file, from, most)
    }

    /// Under another program (`sh`, `strace`), given with its arguments.
    pub fn under(runner: &[&str], file: &Path, day: i64, most: usize) -> Self {
        let me = std::env::current_exe().unwrap();
        let me = me.to_str().unwrap();
        let play = [me, "--exact", "faults::worker", "--nocapture"];
        let mut words = runner.iter().chain(&play);
        let mut child = Command::new(words.next().unwrap())
            .args(words)
            .env(FILE, file)
            .env(DAY, day.to_string())
            .env(MOST, most.to_string())
            .env("RUST_TEST_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self {
            child,
            lines,
            acknowledged: Vec::new(),
            refused: None,
        }
    }

    /// Waits for so many acknowledgements; fewer when it ends before.
    pub fn hear(&mut self, count: usize) {
        let wanted = self.acknowledged.len() + count;
        while self.acknowledged.len() < wanted {
            let Some(Ok(line)) = self.lines.next() else {
                return;
            };
            if let Some(id) = line.strip_prefix("ack ") {
                self.acknowledged.push(id.to_string());
            } else if let Some(why) = line.strip_prefix("refused ") {
                self.refused = Some(why.to_string());
            } else if let Some(why) = line.strip_prefix("broken ") {
                panic!("a fault where an answer was due: {why}");
            }
        }
    }

    /// Kills it where it stands; what it had told before still counts.
    pub fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.hear(usize::MAX - self.acknowledged.len());
        self.child.wait().unwrap();
        self.acknowledged
    }

    /// Lets it work until it is refused.
    pub fn finish(&mut self) -> ExitStatus {
        self.hear(usize::MAX - self.acknowledged.len());
        self.child.wait().unwrap()
    }
}

/// Everything acknowledged is in the file, and the file holds.
#[track_caller]
pub fn nothing_is_lost(file: &Path, acknowledged: &[String]) {
    {
        let con = Connection::open(file).unwrap();
        let mut there = con
            .prepare("SELECT EXISTS (SELECT 1 FROM ticket WHERE id = ?1)")
            .unwrap();
        for id in acknowledged {
            let key = Id::<Ticket>::parse(id).unwrap();
            let key = &key.bytes()[..];
            let found: bool = there.query_row([key], |row| row.get(0)).unwrap();
            assert!(found, "acknowledged and lost: {id}");
        }
    }
    let verdict = desk_on(file, monday_at_8()).verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
    assert!(usize::try_from(verdict.acts).unwrap() >= acknowledged.len());
}

/// The usual number, or the long one where `.ci/run` asks for it.
pub fn rounds(usual: usize, long: usize) -> usize {
    if std::env::var_os("ACOLHIDA_TEST_LONG").is_some() {
        long
    } else {
        usual
    }
}
