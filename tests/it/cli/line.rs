//! `fila` in its three formats, and `painel`.

use acolhida::app::{Arrival, Comer};
use acolhida::domain::access::Role;

use super::run::{Place, colleague};
use crate::desks::{demand, says};

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
fn no_cell_of_any_csv_is_a_formula() {
    for canary in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "a;=1"] {
        let place = Place::with_unit();
        day(&place, [canary, canary, canary]);
        let mut desk = place.rosas_desk();
        let mut joao = colleague("joao", canary, Role::Reception);
        joao.registration = canary.into();
        desk.add_staff(&joao).unwrap();
        drop(desk);
        let mut found = 0;
        for args in [
            &["fila"][..],
            &["usuarios", "listar"],
            &["painel"],
            &["verificar"],
        ] {
            let args = [args, &["--formato", "csv"]].concat();
            let csv = place.rosa(&args).done();
            assert!(csv.contains("\r\n"), "{csv:?}");
            found += csv.matches(canary).count();
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(csv.as_bytes());
            for cell in reader
                .records()
                .flat_map(|it| it.unwrap().iter().map(str::to_string).collect::<Vec<_>>())
            {
                for part in cell.split([';', '\t']) {
                    let first = part.chars().next().unwrap_or('x');
                    assert!(!"=+-@＝＋－＠".contains(first), "{cell}");
                }
            }
        }
        // Nothing was taken away either.
        let kept = if canary.contains(';') { 0 } else { 5 };
        assert!(found >= kept, "{canary}: {found}");
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
