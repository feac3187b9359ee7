//! A defect of the program itself: told in plain words, and where it happened
//! goes to the log of faults. What was being worked on goes nowhere.

use std::path::PathBuf;
use std::process::Command;

use super::Unit;

/// The file that a desk with a defect works on.
const FILE: &str = "ACOLHIDA_TEST_PANIC";

/// Not a test: the program that has the defect.
#[test]
fn defect() {
    let Some(file) = std::env::var_os(FILE) else {
        return;
    };
    acolhida::app::tell_panics(Some(PathBuf::from(file)));
    let name = std::hint::black_box("Zulmira Sanhaço, 111.444.777-35");
    panic!("index out of {name}");
}

#[test]
fn a_panic_is_told_and_logged_without_what_it_says() {
    let unit = Unit::new();
    let me = std::env::current_exe().unwrap();
    let ran = Command::new(me)
        .args(["--exact", "faults::panics::defect", "--nocapture"])
        .env(FILE, &unit.file)
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    assert!(!ran.status.success());
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.contains("encontrou um defeito"), "{said}");
    let log = std::fs::read_to_string(unit.folder.path().join("falhas.log")).unwrap();
    assert!(log.contains("| panic "), "{log}");
    assert!(log.contains("panics.rs:"), "{log}");
    assert_eq!(log.lines().count(), 1, "{log}");
    for words in [&log, said.as_ref()] {
        assert!(
            !words.contains("Sanhaço") && !words.contains("777"),
            "{words}"
        );
    }
}
