//! One invented person under secrecy, and every command in every role: what the
//! role may not see is in no output, no file name and no log.

use acolhida::app::{Arrival, Comer};
use acolhida::domain::access::{Right, Role};
use acolhida::domain::codes::{Disability, Kinship, Race};
use acolhida::domain::person::PersonFacts;
use acolhida::domain::priority::Grounds;

use super::run::{PROGRAM, Place, colleague, finish};
use crate::desks::{PASSWORD, says};
use crate::families::{family_of, member, person, who};

/// Street, neighbourhood, end of the phone.
const PLACES: &[&str] = &["Jabuticabeiras", "Canário do", "7734"];
const NUMBERS: &[&str] = &["11144477735", "111.444.777-35"];
const SENSITIVE: &[&str] = &["Indígena", "intelectual", "TEA", "tea", "autismo", "PCD"];
const NAMES: &[&str] = &["Zulmira", "Sanhaço"];

const COMMANDS: &[&[&str]] = &[
    &["buscar", "zulmira"],
    &["buscar", "11144477735"],
    &["buscar", "12051990"],
    &["buscar", "7734"],
    &["buscar", "1"],
    &["fila"],
    &["fila", "--dia", "ontem"],
    &["usuarios", "listar"],
    &["painel"],
    &["verificar"],
    &["expurgo", "--simular"],
    &["eliminar", "zulmira", "--motivo", "ofício 12", "--simular"],
];

/// A place with Zulmira, under secrecy and in the line.
fn place() -> Place {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    let mut family = family_of(&["Zulmira Sanhaço"]);
    let facts = PersonFacts {
        cpf: "11144477735".into(),
        race: Some(Race::Indigenous),
        disability: vec![Disability::Intellectual],
        ..person("Zulmira Sanhaço", "1990-05-12")
    };
    family.members = vec![member(facts, Kinship::Reference)];
    let id = desk.open_family(family).unwrap();
    desk.set_secrecy(id, true).unwrap();
    let zulmira = who(&mut desk, id, "Zulmira");
    let arrival = Arrival {
        who: Comer::Registered {
            person: zulmira,
            family: Some(id),
        },
        grounds: Some(Grounds::Autism),
        ..says(&desk, "x", "CU-ATU")
    };
    let ticket = desk.arrive(&arrival).unwrap().id;
    desk.print_ticket(ticket, true).unwrap();
    place
}

#[test]
fn no_command_tells_a_role_what_the_matrix_hides() {
    let place = place();
    let mut desk = place.rosas_desk();
    for role in Role::ALL.into_iter().filter(|it| *it != Role::Coordination) {
        let login = role.code();
        desk.log_in("rosa", PASSWORD).unwrap();
        let first = desk.add_staff(&colleague(login, "Pessoa", role)).unwrap();
        desk.log_in(login, &first).unwrap();
        desk.change_password(&first, "bolo de macaxeira").unwrap();
        one_cheap_door(&place);
        let mut found = false;
        for words in COMMANDS {
            let formats = match words[0] {
                "buscar" | "fila" => &["texto", "csv", "json"][..],
                _ => &["json"],
            };
            for format in formats {
                let mut command = place.command(PROGRAM);
                command.args(*words).args(["--formato", *format]);
                command.args(["--usuario", login, "--senha-stdin"]);
                let ran = finish(command, &format!("{PASSWORD}\n"));
                let said = format!("{}{}", ran.out, ran.err);
                for (right, hidden) in [
                    (Right::SeeSecret, PLACES),
                    (Right::SeeNumbers, NUMBERS),
                    (Right::SeeSensitive, SENSITIVE),
                    (Right::SeeFamilies, NAMES),
                ] {
                    let told = hidden.iter().filter(|it| !words.contains(it));
                    for hidden in told.filter(|it| said.contains(**it)) {
                        assert!(role.may(right), "{role:?} {words:?} {hidden}: {said}");
                    }
                }
                found |= said.contains("Zulmira");
                if words[0] == "buscar" && !role.may(Right::SeeFamilies) {
                    assert_eq!(ran.code, Some(1), "no oracle by number: {said}");
                }
                if words[0] == "eliminar" {
                    assert_eq!(ran.code, Some(1), "{role:?}: {said}");
                }
            }
        }
        assert_eq!(found, role.may(Right::SeeFamilies), "{role:?}");
    }
    names_and_logs(place.file().parent().unwrap());
}

/// Rosa's password for all: a hundred entrances at the cost of a real door
/// would take most of the suite's time.
fn one_cheap_door(place: &Place) {
    let con = rusqlite::Connection::open(place.file()).unwrap();
    con.execute_batch(
        "UPDATE credential SET password = (SELECT password FROM credential
           JOIN staff ON staff.id = credential.staff WHERE login = 'rosa')",
    )
    .unwrap();
}

/// Names of files, temporary ones too, and logs; a printed page holds a first
/// name where it was asked for, and no more.
fn names_and_logs(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
        assert!(!name.contains("zulmira") && !name.contains("11144477735"));
        if path.is_dir() {
            names_and_logs(&path);
        } else if name.ends_with(".log") || name.ends_with(".txt") {
            let text = std::fs::read_to_string(&path).unwrap();
            for hidden in [PLACES, NUMBERS, SENSITIVE, NAMES].concat() {
                assert!(!text.contains(hidden), "{name} {hidden}: {text}");
            }
        }
    }
}

#[test]
fn the_coordination_erases_from_the_command_line_once_it_was_counted() {
    let place = place();
    let erase = |words: &[&str]| {
        let mut args = vec!["eliminar"];
        args.extend(words);
        place.rosa(&args)
    };
    let why = ["--motivo", "ofício 12/2026"];
    // Neither by slip nor by default.
    assert_eq!(erase(&["zulmira", why[0], why[1]]).code, Some(2));
    assert_eq!(erase(&["zulmira", "--definitivo"]).code, Some(2));
    let none = erase(&["ninguém", why[0], why[1], "--definitivo"]);
    assert!(none.refused().contains("Não achei"));
    let in_line = erase(&["zulmira", why[0], why[1], "--definitivo"]);
    assert!(in_line.refused().contains("na fila de hoje"));

    let mut desk = place.rosas_desk();
    let ticket = desk.line().unwrap().rows[0].id;
    desk.give_up(ticket).unwrap();
    drop(desk);
    let counted = erase(&["zulmira", why[0], why[1], "--simular"]).done();
    assert!(counted.contains("Ensaio: nada foi eliminado"), "{counted}");
    assert!(
        place
            .rosa(&["buscar", "zulmira"])
            .done()
            .contains("Zulmira")
    );
    let done = erase(&[
        "11144477735",
        why[0],
        why[1],
        "--definitivo",
        "--formato",
        "json",
    ])
    .json();
    assert_eq!((&done["done"], &done["records"]), (&true.into(), &1.into()));
    assert!(
        !place
            .rosa(&["buscar", "zulmira"])
            .done()
            .contains("Zulmira")
    );
    assert_eq!(
        place.run(&["verificar", "--formato", "json"]).json()["ok"],
        true
    );
    let kept = place.rosa(&["expurgo", "--simular"]).done();
    assert!(
        kept.contains("30 dias") && kept.contains("Nenhuma passou"),
        "{kept}"
    );
}
