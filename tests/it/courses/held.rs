//! What the courses hold of a person: told to them on paper, joined with their
//! other record, and gone when they ask for it.

use acolhida::app::{Applying, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Reach;
use acolhida::domain::courses::{Applied, Course};
use acolhida::domain::id::Id;
use acolhida::domain::person::Person;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::{PASSWORD, desk_on, monday_at_8, refusal, set_up};
use crate::groups::desks::{person, teens};
use crate::groups::held::traces;

/// With a seat in a class that asks the income, a wish and a call.
fn lives(desk: &mut Desk, class: Id<Course>, name: &str) -> Id<Person> {
    let id = person(desk, name, "10/05/2000");
    let asked = Applying {
        income: Some(44_170),
        phone: "79 98127-7340".into(),
        ..applying(class, id)
    };
    desk.apply(&asked).unwrap();
    let own = desk.applications_of(class).unwrap();
    let own = own.iter().find(|it| it.person == id).unwrap().id;
    desk.hand_papers(own, &["RG".into()]).unwrap();
    desk.note_interest(id, "Barbeiro", "").unwrap();
    id
}

fn class(desk: &mut Desk) -> Id<Course> {
    let id = desk.new_id();
    let it = Course {
        asks_income: true,
        ..course(id)
    };
    desk.save_course(&it, 0).unwrap();
    id
}

#[test]
fn the_person_is_told_what_the_courses_hold_of_them() {
    let (mut desk, _) = courses_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let class = class(&mut desk);
    let id = lives(&mut desk, class, "Zulmira Sanhaço");
    let told = desk.subject_data(id).unwrap();
    let it = told.sections.iter().find(|it| it.title == "Cursos");
    let lines: Vec<String> = (it.unwrap().lines.iter())
        .map(|it| format!("{}: {}", it.0, it.1))
        .collect();
    assert_eq!(
        lines,
        [
            "inscrição em Informática básica: Inscrito em 23/11/2026; pediu em 23/11/2026",
            "documentos entregues: RG",
            "telefone deixado: (79) 98127-7340",
            "renda por pessoa declarada em 23/11/2026: R$ 441,70",
            "quer aprender Barbeiro: pediu em 23/11/2026 (espera)",
        ]
    );
}

#[test]
fn of_two_records_of_one_person_the_seat_stays_and_parting_gives_none_twice() {
    let (mut desk, _) = courses_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let class = class(&mut desk);
    let gone = lives(&mut desk, class, "Zulmira Sanhaço");
    let other = lives(&mut desk, class, "Outra Pessoa");
    let keep = lives(&mut desk, class, "Zulmira Sanhasso");
    assert_eq!(desk.waiting_for_seat(class).unwrap()[0].person, keep);
    desk.merge(keep, gone).unwrap();
    let seated = |desk: &Desk| -> Vec<Id<Person>> {
        let all = desk.applications_of(class).unwrap();
        let seated = all.iter().filter(|it| it.state.holds_seat());
        seated.map(|it| it.person).collect()
    };
    let (mut now, mut expected) = (seated(&desk), [keep, other]);
    now.sort();
    expected.sort();
    assert_eq!(now, expected);
    assert!(desk.waiting_for_seat(class).unwrap().is_empty());
    desk.unmerge(gone).unwrap();
    assert!(seated(&desk).contains(&gone) && !seated(&desk).contains(&keep));
    // Two seats of one person: the one that is free is somebody else's soon.
    let third = teens(&mut desk, 1)[0];
    let own = |desk: &Desk, who| {
        let all = desk.applications_of(class).unwrap();
        all.iter().find(|it| it.person == who).unwrap().id
    };
    let today = desk.today();
    let left = own(&desk, other);
    desk.set_application(left, Applied::GaveUp, today).unwrap();
    let wait = own(&desk, keep);
    desk.accept_seat(wait, "").unwrap();
    desk.merge(keep, gone).unwrap();
    let asked = Applying {
        income: Some(0),
        ..applying(class, third)
    };
    desk.apply(&asked).unwrap();
    assert!(refusal(desk.unmerge(gone)).contains("já é de outra pessoa"));
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn whoever_left_the_courses_is_erased_with_all_that_they_hold() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    let class = class(&mut desk);
    let filled = [0, 1].map(|n| {
        let name = format!("Pessoa {n}");
        lives(&mut desk, class, &name)
    });
    let id = lives(&mut desk, class, "Zulmira Sanhaço");
    let wait = desk.waiting_for_seat(class).unwrap()[0].id;
    desk.note_seat_call(wait, Reach::NoAnswer).unwrap();
    assert!(!traces(folder.path()).is_empty());
    let why = "ofício 12/2026";
    assert!(refusal(desk.erase_subject(id, why, false)).contains("num curso"));
    desk.set_application(wait, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    // The others said the same phone.
    for it in filled {
        let all = desk.applications_of(class).unwrap();
        let own = all.iter().find(|line| line.person == it).unwrap().id;
        desk.set_application(own, Applied::GaveUp, day("2026-11-23"))
            .unwrap();
        desk.erase_subject(it, why, false).unwrap();
    }
    desk.erase_subject(id, why, false).unwrap();
    assert_eq!(traces(folder.path()), [""; 0]);
    // That somebody asked for a seat still counts, without a name.
    assert_eq!(desk.applications_of(class).unwrap().len(), 3);
    let verdict = desk.verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
}
