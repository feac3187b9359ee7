//! What the groups tell to whom: no situation below the técnicos, no group of
//! somebody under secrecy at the counter, no name at all to the management.

use std::fmt::Debug;

use acolhida::app::{Desk, NewSituation};
use acolhida::domain::access::Role;
use acolhida::domain::codes::{Kinship, Situation};
use acolhida::domain::date::Birth;
use acolhida::domain::groups::{Group, MeetingKey};
use acolhida::domain::id::Id;
use acolhida::domain::person::{Person, PersonFacts};

use super::desks::*;
use crate::agenda::desks::day;
use crate::families::{family_of, member, who};

/// The situation by its label, its name in the sources and its proof.
const SITUATION: &[&str] = &["abuso", "Abuse", "4417"];
const NAMES: &[&str] = &["Jandira", "Curió"];
/// The group that she is in, towards whoever opens her.
const GROUP: &[&str] = &["Sabiá"];

pub struct Scene {
    person: Id<Person>,
    group: Id<Group>,
    key: MeetingKey,
}

type Ask = fn(&mut Desk, &Scene) -> String;

fn all(answer: impl Debug) -> String {
    format!("{answer:?}")
}

/// What answers something about people in groups.
pub const READS: &[(&str, Ask)] = &[
    ("group_card", |it, at| all(it.group_card(at.group))),
    ("roll", |it, at| all(it.roll(at.key))),
    ("save_roll", |it, at| {
        // Somebody else said otherwise: the conflict names her.
        let ours = [change(at.person, None, F)];
        all(it.save_roll(at.key, &ours))
    }),
    ("group_grid", |it, at| {
        all(it.group_grid(at.group, day("2026-10-01"), day("2026-12-31")))
    }),
    ("roll_page", |it, at| {
        [false, true]
            .map(|filled| it.roll_page(at.key, filled).map(|it| it.text()))
            .map(all)
            .concat()
    }),
    ("print_roll", |it, at| all(it.print_roll(at.key, true))),
    ("waiting_of", |it, at| all(it.waiting_of(at.group))),
    ("place_offer", |it, at| all(it.place_offer(at.group))),
    ("absence_tasks", |it, _| all(it.absence_tasks())),
    ("absences_outside", |it, _| all(it.absences_outside())),
    ("places_outside", |it, _| all(it.places_outside())),
    ("group_watch", |it, _| all(it.group_watch())),
    ("sisc_quarter", |it, _| all(it.sisc_quarter(None))),
    ("sisc_sheet", |it, _| all(it.sisc_sheet(None))),
    ("frequency", |it, at| all(it.frequency(at.key.day, None))),
    ("frequency_outside", |it, at| {
        all(it.frequency_outside(at.key.day, None))
    }),
    ("frequency_page", |it, at| {
        all(it.frequency_page(at.key.day, None).map(|it| it.text()))
    }),
    ("frequency_sheet", |it, at| {
        all(it
            .frequency_sheet(at.key.day, Some(at.group))
            .map(|it| it.csv()))
    }),
    ("print_frequency", |it, at| {
        all(it.print_frequency(at.key.day, None))
    }),
];

/// What answers about one person whom the counter has before it.
pub const READS_OF_PERSON: &[(&str, Ask)] = &[
    ("enrol_sheet", |it, at| {
        // The list of groups names them all; which is hers it must not say.
        all(it.enrol_sheet(at.person).map(|it| (it.own, it.warnings)))
    }),
    ("groups_of", |it, at| all(it.groups_of(at.person))),
    ("groups_of_people", |it, at| {
        all(it.groups_of_people(&[at.person]))
    }),
    ("enrol", |it, at| {
        // She is in it: the refusal would say so.
        all(it.enrol(&entry(at.group, at.person, "2026-11-23")))
    }),
    ("situations", |it, at| all(it.situations(at.person))),
];

fn scene(desk: &mut Desk) -> Scene {
    let mut home = family_of(&["Rosa Curió"]);
    home.members.push(member(
        PersonFacts {
            birth: Birth::Known(day("2010-05-10")),
            ..PersonFacts::named("Jandira Curió")
        },
        Kinship::Child,
    ));
    let family = desk.open_family(home).unwrap();
    let person = who(desk, family, "Jandira");
    desk.sample_login(Role::Coordination).unwrap();
    let made = sheet(desk, "Sabiá", None, "sex 8 a 10", 1);
    let group = desk.save_group(&made).unwrap().id;
    enrolled(desk, group, &[person], "2026-11-02");
    let key = key(group, "2026-11-13", "8");
    desk.save_roll(key, &[change(person, None, P)]).unwrap();
    // She waits for another group too.
    let other = teens(desk, 1)[0];
    desk.enrol(&entry(group, other, "2026-11-23")).unwrap();
    let noted = NewSituation {
        person,
        situation: Situation::Abuse,
        since: day("2026-11-02"),
        proof: "ofício 4417".into(),
    };
    desk.note_situation(&noted).unwrap();
    desk.set_secrecy(family, true).unwrap();
    Scene { person, group, key }
}

#[test]
fn the_groups_tell_each_role_what_it_needs() {
    let mut desk = groups_desk();
    let at = scene(&mut desk);
    let mut leaks = Vec::new();
    let mut told = Vec::new();
    for role in Role::ALL {
        let technician = matches!(role, Role::Technician | Role::Coordination);
        // Whoever works in the group knows who is in it.
        let names = technician || role == Role::Instructor;
        for (of_person, reads) in [(false, READS), (true, READS_OF_PERSON)] {
            for (name, ask) in reads {
                desk.sample_login(role).unwrap();
                let answer = ask(&mut desk, &at);
                let mut look = |canaries: &'static [&'static str], may: bool| {
                    for canary in canaries.iter().filter(|it| answer.contains(**it)) {
                        told.push(*canary);
                        if !may {
                            leaks.push(format!("{name} tells {role:?} {canary}: {answer}"));
                        }
                    }
                };
                look(SITUATION, technician);
                look(
                    if of_person { GROUP } else { NAMES },
                    if of_person { technician } else { names },
                );
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n\n"));
    for canary in ["Abuse", "4417", "Jandira", "Sabiá"] {
        assert!(told.contains(&canary), "{canary} was never told to anybody");
    }
}
