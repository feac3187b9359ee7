//! Copies: made, checked, restored; a byte or a row changed behind the
//! program's back is found.

use std::fs;
use std::path::PathBuf;

use super::run::Place;
use crate::desks::says;

fn copy(place: &Place) -> PathBuf {
    let made = place.rosa(&["backup", "--formato", "json"]).json();
    assert_eq!(made["verified"]["ok"], true);
    PathBuf::from(made["file"].as_str().unwrap())
}

fn manifest(copy: &std::path::Path) -> PathBuf {
    PathBuf::from(format!("{}.manifesto.json", copy.display()))
}

#[test]
fn what_was_copied_comes_back() {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap();
    let copy = copy(&place);
    desk.arrive(&says(&desk, "Bia", "CU-ATU")).unwrap();
    drop(desk);
    let before = place
        .rosa(&["restaurar", copy.to_str().unwrap(), "--formato", "json"])
        .json();
    let line = place.rosa(&["fila"]).done();
    assert!(line.contains("Ana") && !line.contains("Bia"), "{line}");
    // What stood there before is one more copy, and goes back the same way.
    place
        .rosa(&["restaurar", before["before"].as_str().unwrap()])
        .done();
    assert!(place.rosa(&["fila"]).done().contains("Bia"));
    let verdict = place.run(&["verificar", "--formato", "json"]).json();
    assert_eq!(verdict["ok"], true);

    // On a new computer there is nobody to ask for a password.
    let other = Place::empty();
    other.run(&["restaurar", copy.to_str().unwrap()]).done();
    assert!(other.rosa(&["fila"]).done().contains("Ana"));
}

#[test]
fn a_copy_that_changed_is_not_restored() {
    let place = Place::with_unit();
    let copy = copy(&place);
    let whole = fs::read(&copy).unwrap();
    // A name in its row, the name of an act in the journal.
    for word in [&b"Rosa Menezes"[..], b"unit.set_up"] {
        let at = whole.windows(word.len()).position(|it| it == word).unwrap();
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&copy, bytes).unwrap();
        let err = place.rosa(&["restaurar", copy.to_str().unwrap()]).refused();
        assert!(err.contains("mudou depois de feita"), "{err}");
        // Without the manifest the journal still tells.
        let ran = place.run(&["verificar", copy.to_str().unwrap()]);
        assert_eq!(ran.code, Some(1), "{}", ran.out);
        assert!(ran.out.contains("ERRADO"), "{}", ran.out);
    }
    fs::write(&copy, &whole[..whole.len() / 2]).unwrap();
    fs::remove_file(manifest(&copy)).unwrap();
    let err = place.rosa(&["restaurar", copy.to_str().unwrap()]).refused();
    assert!(!err.contains("Rosa"), "{err}");
    place.rosa(&["fila"]).done();
}

#[test]
fn a_row_edited_behind_the_programs_back_is_found() {
    let place = Place::with_unit();
    let con = rusqlite::Connection::open(place.file()).unwrap();
    con.execute("UPDATE staff SET name = 'Outra Pessoa'", [])
        .unwrap();
    drop(con);
    let ran = place.run(&["verificar"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out.contains("ERRADO  dados iguais ao diário"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("Outra") && !ran.err.contains("Outra"));
    let verdict: serde_json::Value =
        serde_json::from_str(&place.run(&["verificar", "--formato", "json"]).out).unwrap();
    assert_eq!(verdict["ok"], false);
}

#[test]
fn copies_go_where_asked_and_never_over_a_file() {
    let place = Place::with_unit();
    let to = place.folder.path().join("minha.copia");
    place.rosa(&["backup", to.to_str().unwrap()]).done();
    let before = fs::read(&to).unwrap();
    let err = place.rosa(&["backup", to.to_str().unwrap()]).refused();
    assert!(err.contains("Já existe"), "{err}");
    assert_eq!(fs::read(&to).unwrap(), before);
    place.run(&["verificar", to.to_str().unwrap()]).done();
    let err = place.run(&["verificar", "nada.copia"]).refused();
    assert!(err.contains("Não achei"), "{err}");
}

#[test]
fn a_fault_is_told_in_plain_words_and_its_cause_goes_to_the_log() {
    let place = Place::with_unit();
    // A file where the folder of copies should be: nobody foresaw it.
    let folder = place.file().parent().unwrap().to_path_buf();
    fs::write(folder.join("copias"), "").unwrap();
    let err = place.rosa(&["backup"]).refused();
    assert!(err.starts_with("Não consegui"), "{err}");
    assert!(!err.contains("causa"), "{err}");
    let log = fs::read_to_string(folder.join("falhas.log")).unwrap();
    assert_eq!(log.lines().count(), 1);
    assert!(!log.contains("rosa") && !log.contains("Rosa"), "{log}");
}
