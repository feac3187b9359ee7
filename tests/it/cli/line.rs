//! `fila` in its three formats, and `painel`.

use acolhida::app::{Arrival, Comer};
use acolhida::domain::access::Role;

use super::run::{Place, colleague};
use crate::agenda::desks::{booked, booking, give_hours_as_coordination};
use crate::desks::{add_staff, demand, says};
use crate::families::family_of;

/// A day with one person called, one who fetches papers, one who waits.
fn day(place: &Place, names: [&str; 3]) {
    let mut desk = place.rosas_desk();
    desk.set_seat("=Guichê 2").unwrap();
    let one = desk.arrive(&says(&desk, names[0], "CU-ATU")).unwrap();
    let two = desk.arrive(&says(&desk, names[1], "CU-INC")).unwrap();
    let three = Arrival {
        who: Comer::Said(names[2].into()),
        demands: vec![demand(&desk, "CU-ATU")],
        reserved: true,
        ..says(&desk, "x", "CU-ATU")
    };
    desk.arrive(&three).unwrap();
    desk.call(one.id).unwrap();
    desk.start(two.id).unwrap();
    desk.miss_papers(two.id, "@certidão;=1").unwrap();
}

#[test]
fn the_line_comes_as_text_and_as_documented_json() {
    let mut place = Place::with_unit();
    day(&place, ["Ana do Canário", "Bia", "Caio"]);
    place.now = "2026-11-23T08:12";
    let text = place.rosa(&["fila"]).done();
    assert!(
        text.starts_with("Fila de seg 23/11/2026: 1 em espera, 1 em atendimento"),
        "{text}"
    );
    assert!(text.contains("Ana do Canário"), "{text}");
    assert!(text.lines().all(|it| it.chars().count() <= 80), "{text}");

    let json = place
        .rosa(&["fila", "--dia", "2026-11-23", "--formato", "json"])
        .json();
    assert_eq!(
        (&json["waiting"], &json["in_service"]),
        (&1.into(), &1.into())
    );
    let called = &json["tickets"][0];
    assert_eq!(called["name"], "Ana do Canário");
    assert_eq!(called["state"], "called");
    assert_eq!(called["ticket"], "CU1");
    assert_eq!(called["seat"], "=Guichê 2");
    assert_eq!(called["arrived_at"], "2026-11-23T08:00:00-03:00");
    assert_eq!(called["priority"], "conventional");
    let reserved = &json["tickets"][1];
    assert_eq!(
        (&reserved["reserved"], &reserved["place"]),
        (&true.into(), &1.into())
    );
    assert_eq!(reserved["waited_minutes"], 12);

    let yesterday = place.rosa(&["fila", "--dia", "ontem"]).done();
    assert!(yesterday.contains("dom 22/11/2026"), "{yesterday}");
}

#[test]
fn whoever_is_booked_stands_in_the_line_too() {
    let mut place = Place::with_unit();
    let mut desk = place.rosas_desk();
    add_staff(&mut desk, Role::CadUnico);
    add_staff(&mut desk, Role::Technician);
    give_hours_as_coordination(&mut desk);
    let it = booking(&desk, "Bia do Canário", "2026-11-23", "8");
    booked(&mut desk, &it);
    drop(desk);
    place.now = "2026-11-23T08:12";
    let text = place.rosa(&["fila"]).done();
    assert!(text.contains("Com hora marcada, sem senha:"), "{text}");
    assert!(text.contains("atrasado 12 min"), "{text}");
    assert!(text.lines().all(|it| it.chars().count() <= 80), "{text}");
    let json = place.rosa(&["fila", "--formato", "json"]).json();
    let it = &json["booked"][0];
    assert_eq!((&it["line"], &it["starts"]), (&1.into(), &"08:00".into()));
    assert_eq!(it["name"], "Bia do Canário");
    assert_eq!(it["state"], "booked");
    assert_eq!(
        (&it["late_minutes"], &it["overdue"]),
        (&12.into(), &false.into())
    );
    let csv = place.rosa(&["fila", "--formato", "csv"]).done();
    assert!(csv.contains("08:00"), "{csv}");
}

/// What opens a formula, and what hides behind a border some spreadsheet sees.
const CANARIES: [&str; 6] = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "a;=1"];

#[test]
fn no_cell_of_any_csv_is_a_formula() {
    let place = Place::with_unit();
    day(&place, ["=1+1", "+1", "-1"]);
    let mut desk = place.rosas_desk();
    for name in CANARIES {
        desk.arrive(&says(&desk, name, "CU-ATU")).unwrap();
    }
    let mut joao = colleague("joao", "=João", Role::Reception);
    joao.registration = "@123".into();
    desk.add_staff(&joao).unwrap();
    desk.open_family(family_of(&["=Ana Canário", "+Bia Canário"]))
        .unwrap();
    drop(desk);
    let mut all = String::new();
    for args in [
        &["fila"][..],
        &["usuarios", "listar"],
        &["buscar", "canario"],
        &["painel"],
        &["verificar"],
    ] {
        let csv = place.rosa(&[args, &["--formato", "csv"]].concat()).done();
        assert!(csv.contains("\r\n"), "{csv:?}");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(csv.as_bytes());
        for row in reader.records() {
            for part in row.unwrap().iter().flat_map(|it| it.split([';', '\t'])) {
                let first = part.chars().next().unwrap_or('x');
                assert!(!"=+-@＝＋－＠".contains(first), "{part}");
            }
        }
        all.push_str(&csv);
    }
    // Guarded, and nothing taken away.
    for text in [
        "'=1+1",
        "'+1",
        "'-1",
        "'@SUM(A1)",
        "'＝1",
        "a;'=1",
        "'=João",
        "'@123",
        "'=Ana",
        "'@certidão;'=1",
        "'=Guichê 2",
    ] {
        assert!(all.contains(text), "{text}: {all}");
    }
}

#[test]
fn controls_of_a_terminal_are_shown_and_never_sent() {
    let place = Place::with_unit();
    day(&place, ["Ana\u{1b}[31m", "Bia\u{202e}", "Caio\u{9b}2J"]);
    for format in ["texto", "csv"] {
        let out = place.rosa(&["fila", "--formato", format]).done();
        let bad = |it: char| it.is_control() && it != '\n' && it != '\r' || it == '\u{202e}';
        assert!(!out.contains(bad), "{out:?}");
    }
}

#[test]
fn the_panel_without_a_terminal_is_text_and_needs_nobody() {
    let place = Place::with_unit();
    assert_eq!(place.run(&["painel"]).done(), "Ninguém foi chamado hoje.\n");
    day(&place, ["Ana", "Bia", "Caio"]);
    let calls = place.run(&["painel", "--formato", "json"]).json();
    assert_eq!(calls[0]["ticket"], "CU1");
    assert_eq!(calls[0]["name"], serde_json::Value::Null);
    assert!(!place.run(&["painel"]).done().contains("Ana"));
}
