//! A unit with groups: «Violão» of 15 to 17 on Tuesdays and Thursdays from 14
//! to 16 and «Convivência» of 60 and more on Mondays from 8 to 10, each with
//! the orientador of the team.

use acolhida::app::{Desk, EnrolAnswer, GroupSheet, NewEnrolment, TeamPick, Way};
use acolhida::domain::access::Role;
use acolhida::domain::groups::{
    AwayReason, Band, Change, Group, GroupKind, Mark, MeetingKey, Part,
};
use acolhida::domain::id::Id;
use acolhida::domain::person::{Person, PersonFacts, PersonField};

use crate::agenda::desks::{at, day};
use crate::desks::desk;

pub const P: Option<Mark> = Some(Mark::Present);
pub const F: Option<Mark> = Some(Mark::Absent(None));
pub const J: Option<Mark> = Some(Mark::Absent(Some(AwayReason::Health)));

/// Reception is logged in, Monday 23 November at 8.
pub fn groups_desk() -> Desk {
    let mut desk = desk();
    make_groups(&mut desk);
    desk
}

/// The two groups, in any desk with a team; whoever was logged in stays.
pub fn make_groups(desk: &mut Desk) {
    let was = desk.session().map(|it| it.role);
    desk.sample_login(Role::Coordination).unwrap();
    make_groups_as_is(desk);
    if let Some(role) = was {
        desk.sample_login(role).unwrap();
    }
}

/// The same by whoever is logged in, who must be of the coordination.
pub fn make_groups_as_is(desk: &mut Desk) {
    let violao = sheet(desk, "Violão", Some(Band::Teens), "ter qui 14 a 16", 3);
    desk.save_group(&violao).unwrap();
    let elders = sheet(desk, "Convivência", Some(Band::Elderly), "seg 8 a 10", 30);
    desk.save_group(&elders).unwrap();
}

pub fn sheet(
    desk: &Desk,
    name: &str,
    band: Option<Band>,
    hours: &str,
    capacity: u32,
) -> GroupSheet {
    let team = desk.team().unwrap();
    let leader = team.iter().find(|it| it.role == Role::Instructor).unwrap();
    GroupSheet {
        id: None,
        kind: GroupKind::Scfv,
        name: name.into(),
        band,
        mixed: false,
        executor: String::new(),
        room: None,
        place: String::new(),
        capacity,
        sisc: String::new(),
        active: true,
        hours: hours.into(),
        hours_since: day("2026-01-05"),
        team: vec![TeamPick {
            part: Part::Leader,
            staff: Some(leader.id),
            name: String::new(),
        }],
    }
}

/// By whoever is logged in, who must reach it.
pub fn group(desk: &Desk, name: &str) -> Id<Group> {
    let all = desk.groups().unwrap();
    all.iter()
        .find(|it| it.group.name == name)
        .unwrap()
        .group
        .id
}

/// Somebody of that birth.
pub fn person(desk: &mut Desk, name: &str, birth: &str) -> Id<Person> {
    let made = desk.register_person(&PersonFacts::named(name)).unwrap();
    if !birth.is_empty() {
        let birth = [(PersonField::Birth, birth.to_string())];
        desk.edit_person(made, &birth).unwrap();
    }
    made
}

/// So many people of 16.
pub fn teens(desk: &mut Desk, many: usize) -> Vec<Id<Person>> {
    const NAMES: [&str; 8] = [
        "Bia", "Caio", "Duda", "Enzo", "Flora", "Gil", "Helena", "Ícaro",
    ];
    (0..many)
        .map(|n| {
            let name = format!("{} Teste {n}", NAMES[n % NAMES.len()]);
            person(desk, &name, "10/05/2010")
        })
        .collect()
}

pub fn entry(group: Id<Group>, person: Id<Person>, since: &str) -> NewEnrolment {
    NewEnrolment {
        group,
        person,
        since: day(since),
        phone: String::new(),
        way: Way::Usual,
    }
}

/// Puts them in; the number of each on the roll.
pub fn enrolled(desk: &mut Desk, group: Id<Group>, people: &[Id<Person>], since: &str) -> Vec<u32> {
    people
        .iter()
        .map(|it| match desk.enrol(&entry(group, *it, since)).unwrap() {
            EnrolAnswer::Enrolled { number, .. } => number,
            other => panic!("{other:?}"),
        })
        .collect()
}

pub fn key(group: Id<Group>, on: &str, starts: &str) -> MeetingKey {
    MeetingKey {
        group,
        day: day(on),
        starts: at(starts),
    }
}

pub fn change(person: Id<Person>, seen: Option<Mark>, mark: Option<Mark>) -> Change<Id<Person>> {
    Change { person, seen, mark }
}

/// What stands in a meeting, by number of the roll.
pub fn marks(desk: &Desk, key: MeetingKey) -> Vec<Option<Mark>> {
    let roll = desk.roll(key).unwrap();
    roll.lines.iter().map(|it| it.mark).collect()
}
