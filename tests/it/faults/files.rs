//! Files that are not what they should be: cut, spoiled, somebody else's.
//! Opening one never panics, and one that is refused is left as it was found.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use acolhida::app::Desk;
use acolhida::domain::fault::Failure;
use acolhida::domain::sample::rng::Rng;
use rusqlite::Connection;

use super::{Unit, rosa};
use crate::desks::{desk_on, monday_at_8, says};

const FUZZED: usize = 1000;

/// A file with a morning in it, all of it in the one file.
fn worked() -> (Unit, Vec<u8>) {
    let unit = Unit::new();
    let mut desk = rosa(&unit.file, 0).unwrap();
    for name in ["Ana", "Bia", "Caio"] {
        let arrival = says(&desk, name, "CU-ATU");
        desk.arrive(&arrival).unwrap();
    }
    drop(desk);
    let con = Connection::open(&unit.file).unwrap();
    con.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(con);
    let bytes = fs::read(&unit.file).unwrap();
    (unit, bytes)
}

/// Opens whatever is there and looks it over; what the person is told.
fn open(file: &Path) -> Option<String> {
    let opened = Desk::open(
        file,
        acolhida::app::Clock::held(monday_at_8()),
        acolhida::app::Ids::System,
    );
    match opened {
        Ok(desk) => {
            // A file that opens may still be spoiled inside: found or not, it
            // is an answer.
            let _ = (desk.verify(), desk.line(), desk.demands());
            None
        }
        Err(Failure::Refused(why)) => Some(why.text),
        Err(Failure::Broken(why)) => Some(why.to_string()),
    }
}

#[test]
fn a_thousand_spoiled_files_never_panic_and_are_left_as_they_were() {
    let (unit, whole) = worked();
    let mut chance = Rng::new(19);
    let mut refused = 0;
    for round in 0..FUZZED {
        let mut bytes = whole.clone();
        let size = bytes.len() as u64;
        match round % 4 {
            // The header, byte by byte.
            0 => {
                let at = usize::try_from(chance.below(100)).unwrap();
                bytes[at] = u8::try_from(chance.below(256)).unwrap();
            }
            // The header, all of it after the first words.
            1 => {
                for byte in &mut bytes[16..100] {
                    *byte = u8::try_from(chance.below(256)).unwrap();
                }
            }
            // The first page, which says what everything else is.
            2 => {
                for _ in 0..8 {
                    let at = usize::try_from(100 + chance.below(3996)).unwrap();
                    bytes[at] = u8::try_from(chance.below(256)).unwrap();
                }
            }
            // Cut anywhere.
            _ => bytes.truncate(usize::try_from(1 + chance.below(size - 1)).unwrap()),
        }
        for aside in ["unidade.db-wal", "unidade.db-shm"] {
            let _ = fs::remove_file(unit.folder.path().join(aside));
        }
        fs::write(&unit.file, &bytes).unwrap();
        let file = unit.file.clone();
        let told = catch_unwind(move || open(&file));
        let told = told.unwrap_or_else(|_| panic!("round {round} panicked"));
        if let Some(text) = told {
            refused += 1;
            assert!(fs::read(&unit.file).unwrap() == bytes, "{round}: {text}");
        }
    }
    assert!(refused > FUZZED / 2, "only {refused} were noticed");
}

#[test]
fn a_log_that_was_torn_keeps_what_was_whole() {
    let unit = Unit::new();
    let mut desk = rosa(&unit.file, 0).unwrap();
    let joana = says(&desk, "Joana", "CU-ATU");
    for _ in 0..5 {
        desk.arrive(&joana).unwrap();
    }
    // The file and its log as they stand under a desk that still works.
    let log = unit.folder.path().join("unidade.db-wal");
    let (file, log) = (fs::read(&unit.file).unwrap(), fs::read(log).unwrap());
    let mut before = usize::MAX;
    for keep in [log.len(), log.len() - 1, log.len() / 2, 40, 0] {
        let other = tempfile::tempdir().unwrap();
        let copy = other.path().join("unidade.db");
        fs::write(&copy, &file).unwrap();
        fs::write(other.path().join("unidade.db-wal"), &log[..keep]).unwrap();
        let con = Connection::open(&copy).unwrap();
        let there = con.query_row("SELECT count(*) FROM ticket", [], |row| row.get(0));
        let there = usize::try_from(there.unwrap_or(0_u32)).unwrap();
        drop(con);
        if there > 0 || keep == log.len() {
            let verdict = desk_on(&copy, monday_at_8()).verify().unwrap();
            assert!(verdict.holds(), "{keep}: {:?}", verdict.checks);
        } else {
            open(&copy);
        }
        assert!(there <= before);
        before = there;
        if keep == log.len() {
            assert_eq!(there, 5);
        }
    }
}
