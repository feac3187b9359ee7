//! Places, absences, the quarter and the month of the groups from the command
//! line: names shortened, no situation in any form, every reading logged.

use acolhida::app::{Desk, NewSituation};
use acolhida::domain::access::Role;
use acolhida::domain::groups::Situation;
use acolhida::domain::person::PersonField;
use acolhida::domain::sample::numbers;
use acolhida::paper::wrap::columns;

use super::run::{PROGRAM, Place, finish};
use crate::agenda::desks::day;
use crate::desks::{PASSWORD, add_staff};
use crate::groups::desks::*;

/// Jandira stopped coming to «Violão», where Bia still comes; each is in a
/// situation.
fn place_with_groups() -> Place {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    for role in Role::ALL {
        if role != Role::Coordination {
            add_staff(&mut desk, role);
        }
    }
    make_groups_of(&mut desk);
    place
}

fn make_groups_of(desk: &mut Desk) {
    for (name, hours, capacity) in [
        ("Violão", "ter qui 14 a 16", 2),
        ("Sabiá", "qua 8 a 10", 30),
    ] {
        let made = sheet(desk, name, None, hours, capacity);
        desk.save_group(&made).unwrap();
    }
    let violao = group(desk, "Violão");
    let who = [
        person(desk, "Jandira Curió Sanhaço", "10/05/2010"),
        person(desk, "Bia Lima Melo", "10/05/2010"),
        person(desk, "Caio Espera Prado", "10/05/2010"),
    ];
    let nis = [(PersonField::Nis, numbers::nis(1, 7))];
    desk.edit_person(who[1], &nis).unwrap();
    enrolled(desk, violao, &who[..2], "2026-10-01");
    desk.enrol(&entry(violao, who[2], "2026-11-23")).unwrap();
    for on in ["2026-11-03", "2026-11-10", "2026-11-17"] {
        let all = [change(who[0], None, F), change(who[1], None, P)];
        desk.save_roll(key(violao, on, "14"), &all).unwrap();
    }
    for it in who {
        let noted = NewSituation {
            person: it,
            situation: Situation::Abuse,
            since: day("2026-10-05"),
            proof: "ofício 4417".into(),
        };
        desk.note_situation(&noted).unwrap();
    }
}

const FORMS: [&[&str]; 5] = [
    &["vagas"],
    &["faltas"],
    &["faltas", "--grupos"],
    &["sisc"],
    &["frequencia"],
];

#[test]
fn no_form_of_no_command_tells_a_situation_and_only_the_sheets_whole_names() {
    let place = place_with_groups();
    let con = rusqlite::Connection::open(place.file()).unwrap();
    // One cheap door for everybody.
    con.execute_batch(
        "UPDATE credential SET password = (SELECT password FROM credential
           JOIN staff ON staff.id = credential.staff WHERE login = 'rosa');
         UPDATE staff SET must_change = 0",
    )
    .unwrap();
    drop(con);
    for role in Role::ALL {
        let login = if role == Role::Coordination {
            "rosa"
        } else {
            role.code()
        };
        for words in FORMS {
            for format in ["texto", "csv", "json"] {
                let mut command = place.command(PROGRAM);
                command.args(words).args(["--formato", format]);
                command.args(["--usuario", login, "--senha-stdin"]);
                let ran = finish(command, &format!("{PASSWORD}\n"));
                let said = format!("{}{}", ran.out, ran.err);
                for hidden in ["abuso", "Abuse", "4417", "situação prioritária:"] {
                    assert!(
                        !said.contains(hidden),
                        "{role:?} {words:?} {format}: {said}"
                    );
                }
                let sheet = format == "csv" && ["sisc", "frequencia"].contains(&words[0]);
                for name in ["Sanhaço", "Melo"] {
                    let may = sheet && role != Role::Management;
                    assert!(
                        may || !said.contains(name),
                        "{role:?} {words:?} {format}: {said}"
                    );
                }
                let technician = matches!(role, Role::Technician | Role::Coordination);
                if words[0] == "sisc" {
                    assert_eq!(ran.code == Some(0), technician, "{role:?}: {said}");
                }
                if role == Role::Management {
                    assert!(!said.contains("Bia"), "{words:?} {format}: {said}");
                }
            }
        }
    }
    for entry in std::fs::read_dir(place.file().parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "log") {
            let text = std::fs::read_to_string(path).unwrap();
            assert!(
                !text.contains("4417") && !text.contains("Jandira"),
                "{text}"
            );
        }
    }
}

#[test]
fn places_absences_and_months_are_read_in_any_width_and_form() {
    let place = place_with_groups();
    let text = place.rosa(&["vagas"]).done();
    assert!(
        text.contains("Violão") && text.contains("ter e qui"),
        "{text}"
    );
    let json = place.rosa(&["vagas", "--formato", "json"]).json();
    let violao = json["groups"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Violão")
        .unwrap();
    assert_eq!(
        (&violao["taken"], &violao["free"], &violao["waiting"]),
        (&2.into(), &0.into(), &1.into())
    );
    assert_eq!(violao["to_call"], 0);
    assert_eq!(violao["shift"], "tarde");
    let text = place.rosa(&["faltas"]).done();
    for part in [
        "Não compareceram",
        "Faltas seguidas nos grupos",
        "Jandira S.",
        "Violão",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let json = place.rosa(&["faltas", "--formato", "json"]).json();
    assert_eq!(json["groups"][0]["streak"], 3);
    assert_eq!(json["groups"][0]["since"], "2026-11-03");
    assert!(json["rates"].is_array() && json["missed"].is_array());
    let csv = place
        .rosa(&["faltas", "--grupos", "--formato", "csv"])
        .done();
    assert!(csv.contains("Jandira S.,Violão,3,03/11/2026"), "{csv}");
    let text = place.rosa(&["sisc"]).done();
    assert!(
        text.contains("faltam 27 dias") && text.contains("A confirmar: 1"),
        "{text}"
    );
    let csv = place.rosa(&["sisc", "2026-4", "--formato", "csv"]).done();
    assert!(
        csv.starts_with("nu_nis_pessoa,") && csv.contains("Bia Lima Melo"),
        "{csv}"
    );
    place.rosa(&["sisc", "2026-9"]).wrong_usage();
    let text = place.rosa(&["frequencia", "--grupo", "viol"]).done();
    assert!(
        text.contains("novembro de 2026") && text.contains("100%"),
        "{text}"
    );
    let json = place
        .rosa(&["frequencia", "2026-11", "--formato", "json"])
        .json();
    let of = json["groups"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Violão")
        .unwrap();
    assert_eq!((&of["called"], &of["mean"]), (&3.into(), &1.0.into()));
    place.rosa(&["frequencia", "--grupo", "zz"]).refused();
    for words in [&["vagas"][..], &["faltas"], &["frequencia"]] {
        let mut args = words.to_vec();
        args.extend(["--largura", "40"]);
        let text = place.rosa(&args).done();
        assert!(text.lines().all(|it| columns(it) <= 40), "{text}");
    }
}
