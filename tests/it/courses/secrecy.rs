//! What the courses tell to whom: nobody below the técnicos learns which class
//! somebody under secrecy is in, nor where to call them; the management gets
//! numbers and no bairro of theirs.

use std::fmt::Debug;

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Applied, Course};
use acolhida::domain::id::Id;
use acolhida::domain::person::Person;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::desk;
use crate::families::{family_of, who};
use crate::groups::desks::teens;

/// Her name, her phone, her bairro.
const HERS: &[&str] = &["Jandira", "Curió", "98127734", "998127734", "Canário"];
/// The class that she is in, towards whoever opens her.
const CLASS: &[&str] = &["Sabiá"];

pub struct Scene {
    person: Id<Person>,
    class: Id<Course>,
    waited: Id<Course>,
}

type Ask = fn(&mut Desk, &Scene) -> String;

fn all(answer: impl Debug) -> String {
    format!("{answer:?}")
}

/// What answers something about people in classes.
pub const READS: &[(&str, Ask)] = &[
    ("courses", |it, _| all(it.courses())),
    ("course_board", |it, _| all(it.course_board())),
    ("course_card", |it, at| all(it.course_card(at.class))),
    (
        "applications_of",
        |it, at| all(it.applications_of(at.class)),
    ),
    ("course_list", |it, at| {
        all(it.course_list(at.class).map(|it| it.csv()))
    }),
    ("course_list_page", |it, at| {
        all(it.course_list_page(at.class).map(|it| it.text()))
    }),
    ("course_numbers", |it, _| all(it.course_numbers(None))),
    ("course_numbers_page", |it, _| {
        all(it.course_numbers_page(None).map(|it| it.text()))
    }),
    ("course_listed", |it, at| all(it.course_listed(at.class))),
    ("waiting_for_seat", |it, at| {
        all(it.waiting_for_seat(at.waited))
    }),
    ("seat_offer", |it, at| all(it.seat_offer(at.waited))),
    ("interested_in", |it, at| all(it.interested_in(at.waited))),
    ("demand", |it, _| all(it.demand())),
    ("follow_ups_due", |it, _| all(it.follow_ups_due())),
];

/// What answers about one person whom the counter has before it.
pub const READS_OF_PERSON: &[(&str, Ask)] = &[
    ("course_answers", |it, at| {
        // The classes are named to all; which is hers it must not say.
        all(it.course_answers(at.person).map(|it| {
            let own = it.answers.into_iter().filter(|it| it.state.is_some());
            own.map(|it| it.course.title).collect::<Vec<_>>()
        }))
    }),
    ("courses_of", |it, at| all(it.courses_of(at.person))),
    ("interests_of", |it, at| all(it.interests_of(at.person))),
    ("guardians_of", |it, at| all(it.guardians_of(at.person))),
];

fn scene(desk: &mut Desk) -> Scene {
    let family = desk
        .open_family(family_of(&["Jandira Curió", "Rosa Curió"]))
        .unwrap();
    let person = who(desk, family, "Jandira");
    desk.sample_login(Role::Coordination).unwrap();
    let (class, waited) = (desk.new_id(), desk.new_id());
    let done = Course {
        title: "Sabiá".into(),
        starts_on: day("2026-06-01"),
        ends_on: Some(day("2026-08-20")),
        closes_on: None,
        ..course(class)
    };
    let full = Course {
        title: "Bordado".into(),
        week: Vec::new(),
        ..course(waited)
    };
    let open = Course {
        ends_on: Some(day("2027-01-20")),
        ..done.clone()
    };
    for it in [&open, &full] {
        desk.save_course(it, 0).unwrap();
    }
    let late = acolhida::app::Applying {
        exception: "turma em andamento".into(),
        ..applying(class, person)
    };
    desk.apply(&late).unwrap();
    let others = teens(desk, 2);
    for it in others.iter().chain([&person]) {
        desk.apply(&applying(waited, *it)).unwrap();
    }
    let lines = desk.applications_of(waited).unwrap();
    desk.set_application(lines[0].id, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    desk.note_interest(person, "bordado", "").unwrap();
    desk.set_secrecy(family, true).unwrap();
    Scene {
        person,
        class,
        waited,
    }
}

#[test]
fn the_courses_tell_each_role_what_it_needs() {
    let mut desk = desk();
    let at = scene(&mut desk);
    let mut leaks = Vec::new();
    let mut told = Vec::new();
    for role in Role::ALL {
        let technician = matches!(role, Role::Technician | Role::Coordination);
        for (of_person, reads) in [(false, READS), (true, READS_OF_PERSON)] {
            for (name, ask) in reads {
                desk.sample_login(role).unwrap();
                let answer = ask(&mut desk, &at);
                let canaries = if of_person { CLASS } else { HERS };
                for canary in canaries.iter().filter(|it| answer.contains(**it)) {
                    told.push((*name, *canary));
                    if !technician {
                        leaks.push(format!("{name} tells {role:?} {canary}: {answer}"));
                    }
                }
                // The numbers say no bairro of hers to anybody.
                assert!(*name != "demand" || !answer.contains("Canário"), "{answer}");
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n\n"));
    for (name, canary) in [
        ("applications_of", "Jandira"),
        ("waiting_for_seat", "98127734"),
        ("seat_offer", "Jandira"),
        ("course_answers", "Sabiá"),
    ] {
        assert!(
            told.contains(&(name, canary)),
            "{name} tells {canary} to nobody"
        );
    }
}
