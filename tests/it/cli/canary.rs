//! One invented person under secrecy, and every command in every role: what the
//! role may not see is in no output, no file name and no log.

use acolhida::domain::access::Role;
use acolhida::domain::codes::Kinship;
use acolhida::domain::person::PersonFacts;

use super::run::{PROGRAM, Place, colleague, finish};
use crate::families::{family_of, member, person};

/// CPF whole, street, neighbourhood, end of the phone.
const HIDDEN: [&str; 5] = [
    "11144477735",
    "111.444.777-35",
    "Jabuticabeiras",
    "Canário do",
    "7734",
];

#[test]
fn no_command_tells_a_role_what_the_matrix_hides() {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    let mut family = family_of(&["Zulmira Sanhaço"]);
    let facts = PersonFacts {
        cpf: "11144477735".into(),
        ..person("Zulmira Sanhaço", "1990-05-12")
    };
    family.members = vec![member(facts, Kinship::Reference)];
    let id = desk.open_family(family).unwrap();
    desk.set_secrecy(id, true).unwrap();
    for role in [Role::Reception, Role::Instructor, Role::Management] {
        let login = role.code();
        desk.log_in("rosa", crate::desks::PASSWORD).unwrap();
        let first = desk.add_staff(&colleague(login, "Pessoa", role)).unwrap();
        desk.log_in(login, &first).unwrap();
        desk.change_password(&first, "bolo de macaxeira").unwrap();
        for typed in ["zulmira", "11144477735", "12051990", "7734", "1"] {
            for format in ["texto", "csv", "json"] {
                let mut command = place.command(PROGRAM);
                command.args(["buscar", typed, "--formato", format]);
                command.args(["--usuario", login, "--senha-stdin"]);
                let ran = finish(command, "bolo de macaxeira\n");
                let said = format!("{}{}", ran.out, ran.err);
                for hidden in HIDDEN.iter().filter(|it| **it != typed) {
                    assert!(!said.contains(hidden), "{role:?} {typed}: {said}");
                }
                if role == Role::Reception && typed == "zulmira" {
                    assert!(said.contains("Zulmira"), "{said}");
                }
                if role != Role::Reception {
                    assert!(!said.contains("Zulmira"), "{role:?}: {said}");
                    assert_eq!(ran.code, Some(1), "no oracle by number: {said}");
                }
            }
        }
    }
    for entry in std::fs::read_dir(place.file().parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().to_lowercase();
        assert!(!name.contains("zulmira") && !name.contains("11144477735"));
        if name.ends_with(".log") {
            let log = std::fs::read_to_string(&path).unwrap();
            assert!(!log.contains("Zulmira") && !log.contains("7734"), "{log}");
        }
    }
}
