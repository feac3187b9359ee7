//! Desks that sign people up for one class and die in the middle of it: no seat
//! is given twice, and whoever was told of a seat has it.

use std::path::Path;

use acolhida::app::{ApplyAnswer, Desk};
use acolhida::domain::courses::{Applied, Course, Seats};
use acolhida::domain::fault::{Failure, Outcome};
use acolhida::domain::id::Id;
use acolhida::domain::person::{Person, PersonFacts};
use acolhida::domain::sample::rng::Rng;
use rusqlite::Connection;

use super::{Unit, Worker, rosa, rounds};
use crate::courses::desks::{applying, course};

const PEOPLE: usize = 120;
const OWN: u32 = 8;
const POOL: u32 = 4;
/// Acts of one desk in one round.
const MOST: usize = 30;

/// A worker's work: somebody signs up, somebody gives up, a free seat is given
/// to whoever is next. Says each that was acknowledged, and where it stands.
pub fn sign_up(file: &Path, from: i64, most: usize) -> Outcome<()> {
    let mut desk = rosa(file, 0)?;
    let class = desk.courses()?[0].course.id;
    let people = candidates(file);
    let mut chance = Rng::new(u64::try_from(from).unwrap());
    for _ in 0..most {
        let person = people[usize::try_from(chance.below(PEOPLE as u64)).unwrap()];
        match desk.apply(&applying(class, person)) {
            Ok(ApplyAnswer::Seated { id, .. }) => println!("\nack seat {id}"),
            Ok(ApplyAnswer::Waiting { id, .. }) => println!("\nack wait {id}"),
            Ok(other) => panic!("{other:?}"),
            // In the class already: they give it up.
            Err(Failure::Refused(_)) => give_up(&mut desk, class, person)?,
            Err(broken) => return Err(broken),
        }
        if let Some(next) = desk.seat_offer(class)?.call.first() {
            match desk.accept_seat(next.id, "") {
                Ok(ApplyAnswer::Seated { id, .. }) => println!("\nack seat {id}"),
                // Another desk was faster, or its turn came before.
                Ok(_) | Err(Failure::Refused(_)) => {}
                Err(broken) => return Err(broken),
            }
        }
    }
    let _ = std::io::stdin().read_line(&mut String::new());
    Ok(())
}

fn give_up(desk: &mut Desk, class: Id<Course>, person: Id<Person>) -> Outcome<()> {
    let all = desk.applications_of(class)?;
    let own = all
        .iter()
        .rev()
        .find(|it| it.person == person && it.state != Applied::GaveUp);
    if let Some(own) = own {
        println!("\nack leaves {}", own.id);
        desk.set_application(own.id, Applied::GaveUp, desk.today())?;
    }
    Ok(())
}

fn candidates(file: &Path) -> Vec<Id<Person>> {
    let con = Connection::open(file).unwrap();
    let mut found = con
        .prepare("SELECT id FROM person WHERE name LIKE 'Candidata %' ORDER BY name")
        .unwrap();
    let ids = found.query_map([], |row| row.get(0)).unwrap();
    ids.map(|it| Id::from_bytes(it.unwrap())).collect()
}

#[test]
fn desks_killed_while_signing_up_never_oversell_nor_lose_a_seat_they_told_of() {
    let unit = Unit::new();
    {
        let mut desk = rosa(&unit.file, 0).unwrap();
        let id = desk.new_id();
        let mut class = course(id);
        class.seats = Seats {
            own: OWN,
            pool: POOL,
            returns_on: None,
        };
        class.age_min = None;
        desk.save_course(&class, 0).unwrap();
        for n in 0..PEOPLE {
            desk.register_person(&PersonFacts::named(format!("Candidata {n:03}")))
                .unwrap();
        }
    }
    let mut chance = Rng::new(7);
    let (mut told, mut gone) = (Vec::new(), Vec::new());
    for round in 0..i64::try_from(rounds(12, 60)).unwrap() {
        let mut desks = [0, 1, 2].map(|n| Worker::signing_up(&unit.file, 3 * round + n, MOST));
        for desk in &mut desks {
            desk.hear(1 + usize::try_from(chance.below(10)).unwrap());
        }
        for said in desks.into_iter().flat_map(Worker::kill) {
            match said.split_once(' ').unwrap() {
                ("leaves", id) => gone.push(id.to_string()),
                (what, id) => told.push((what.to_string(), id.to_string())),
            }
        }
        holds(&unit.file, &told, &gone);
    }
    assert!(told.iter().filter(|it| it.0 == "seat").count() > 12);
    let verdict = rosa(&unit.file, 0).unwrap().verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
}

/// No seat twice, nobody twice, and everything told of is there.
fn holds(file: &Path, told: &[(String, String)], gone: &[String]) {
    let desk = rosa(file, 0).unwrap();
    let class = desk.courses().unwrap()[0].course.id;
    let all = desk.applications_of(class).unwrap();
    let seated = all.iter().filter(|it| it.state.holds_seat()).count();
    assert!(seated <= (OWN + POOL) as usize, "{seated} seats given");
    let open = |it: &&acolhida::app::ApplicationLine| {
        it.state.holds_seat() || it.state == Applied::Waiting
    };
    let mut people: Vec<_> = all.iter().filter(open).map(|it| it.person).collect();
    let many = people.len();
    people.sort();
    people.dedup();
    assert_eq!(people.len(), many, "somebody stands twice");
    for (what, id) in told {
        let key = Id::parse(id).unwrap();
        let it = all.iter().find(|it| it.id == key);
        let it = it.unwrap_or_else(|| panic!("acknowledged and lost: {id}"));
        let left = gone.contains(id);
        assert!(what != "seat" || left || it.state.holds_seat(), "{it:?}");
    }
    // Whoever waits for a free seat is there to be called.
    let line = &desk.courses().unwrap()[0];
    let waiting = desk.waiting_for_seat(class).unwrap().len();
    if line.left != (0, 0) && waiting > 0 {
        assert!(!desk.seat_offer(class).unwrap().call.is_empty());
    }
}
