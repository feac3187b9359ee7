//! What the groups hold of a person: told to them on paper, joined with their
//! other record, and gone when they ask for it.

use std::path::Path;

use acolhida::app::{Desk, EnrolAnswer, NewEnrolment, NewSituation};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Reach;
use acolhida::domain::groups::{Band, GroupLeave, Situation};
use acolhida::domain::id::Id;
use acolhida::domain::person::Person;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::{PASSWORD, add_staff, desk_on, monday_at_8, refusal, set_up};

/// In «Violão» with a presence and an absence, waiting for «Coral», with a
/// situation; coordination is logged in.
fn lives(desk: &mut Desk, name: &str) -> Id<Person> {
    let coral = sheet(desk, "Coral", None, "sex 8 a 10", 1);
    let coral = desk.save_group(&coral).unwrap().id;
    let violao = group(desk, "Violão");
    let other = person(desk, "Outra Pessoa", "10/05/2010");
    enrolled(desk, coral, &[other], "2026-11-02");
    let id = person(desk, name, "10/05/2010");
    enrolled(desk, violao, &[id], "2026-11-02");
    for (on, mark) in [("2026-11-17", P), ("2026-11-19", J)] {
        let change = change(id, None, mark);
        desk.save_roll(key(violao, on, "14"), &[change]).unwrap();
    }
    let wait = NewEnrolment {
        phone: "79 98127-7340".into(),
        ..entry(coral, id, "2026-11-23")
    };
    let answer = desk.enrol(&wait).unwrap();
    assert!(matches!(answer, EnrolAnswer::Waiting { .. }));
    let wait = desk.waiting_of(coral).unwrap()[0].id;
    desk.note_place_call(wait, Reach::NoAnswer).unwrap();
    desk.note_situation(&NewSituation {
        person: id,
        situation: Situation::Street,
        since: day("2026-11-02"),
        proof: "ofício 4417/2026".into(),
    })
    .unwrap();
    id
}

#[test]
fn the_person_is_told_what_the_groups_hold_of_them() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let id = lives(&mut desk, "Zulmira Sanhaço");
    let told = desk.subject_data(id).unwrap();
    let of = |title: &str| {
        let it = told.sections.iter().find(|it| it.title.starts_with(title));
        let lines = &it.unwrap().lines;
        let lines: Vec<String> = lines
            .iter()
            .map(|it| format!("{}: {}", it.0, it.1))
            .collect();
        lines
    };
    assert_eq!(
        of("Grupos"),
        [
            "inscrição em Violão: desde 02/11/2026",
            "frequência em Violão: presenças: 1, faltas: 1",
            "vaga em Coral: pediu em 23/11/2026 (à espera)",
            "telefone deixado: (79) 98127-7340",
            "telefonema 23/11/2026 08:00: não atendeu",
        ]
    );
    assert_eq!(
        of("Situação"),
        [
            "crianças e adolescentes em situação de rua: desde 02/11/2026; comprovação: ofício 4417/2026"
        ]
    );
}

#[test]
fn a_join_brings_groups_marks_waits_and_situations_and_parting_gives_them_back() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let gone = lives(&mut desk, "Zulmira Sanhaço");
    let keep = person(&mut desk, "Zulmira Sanhasso", "10/05/2010");
    desk.merge(keep, gone).unwrap();
    let told = |desk: &mut Desk, id| {
        let it = desk.groups_of_people(&[id]).unwrap().remove(0);
        (
            it.told.open().cloned().unwrap(),
            desk.situations(id).unwrap().len(),
        )
    };
    let all = vec![
        "«Violão» (nº 1)".to_string(),
        "espera por «Coral» (1ª)".to_string(),
    ];
    assert_eq!(told(&mut desk, keep), (all.clone(), 1));
    let violao = group(&desk, "Violão");
    assert_eq!(marks(&desk, key(violao, "2026-11-17", "14")), [P]);
    desk.unmerge(gone).unwrap();
    assert_eq!(told(&mut desk, keep), (Vec::new(), 0));
    assert_eq!(told(&mut desk, gone), (all, 1));
    assert!(desk.verify().unwrap().holds());
}

/// In no byte of any file afterwards.
const CANARIES: [&str; 5] = ["ulmira", "anhaç", "anhac", "98127734", "4417"];

pub fn traces(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(traces(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
        let holds = |it: &&str| bytes.windows(it.len()).any(|at| at == it.as_bytes());
        let found = CANARIES.iter().filter(|it| holds(it));
        out.extend(found.map(|it| format!("{}: {it}", path.display())));
    }
    out
}

#[test]
fn whoever_left_the_groups_is_erased_with_all_that_they_hold() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    add_staff(&mut desk, Role::Instructor);
    let violao = sheet(&desk, "Violão", Some(Band::Teens), "ter qui 14 a 16", 3);
    desk.save_group(&violao).unwrap();
    let id = lives(&mut desk, "Zulmira Sanhaço");
    assert!(!traces(folder.path()).is_empty());
    let why = "ofício 12/2026";
    assert!(refusal(desk.erase_subject(id, why, false)).contains("num grupo"));
    let violao = group(&desk, "Violão");
    let stay = desk.group_card(violao).unwrap().people[0].enrolment;
    desk.leave_group(stay, day("2026-11-22"), GroupLeave::OwnWish)
        .unwrap();
    desk.erase_subject(id, why, false).unwrap();
    assert_eq!(traces(folder.path()), [""; 0]);
    // Who came still counts, without a name.
    let roll = desk.roll(key(violao, "2026-11-17", "14")).unwrap();
    assert_eq!(roll.lines[0].mark, P);
    let verdict = desk.verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
}
