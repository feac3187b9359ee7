//! The examples that the field gives for the desk: the age on the first day of
//! class, the 31st of thirty, the seat that is given back, the minor alone, the
//! quota that is full while the pool is open. That a CPF with and without its
//! mask is one person, the results of a partner show (`cli::courses`).

use acolhida::app::{ApplyAnswer, Desk};
use acolhida::domain::courses::{Applied, Course, Note, Seat, Seats};
use acolhida::domain::id::Id;
use acolhida::domain::person::Person;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::refusal;
use crate::groups::desks::{person, teens};

fn class(desk: &mut Desk, own: u32, pool: u32) -> Id<Course> {
    let id = desk.new_id();
    let it = Course {
        seats: Seats {
            own,
            pool,
            returns_on: None,
        },
        ..course(id)
    };
    keep(desk, &it);
    id
}

fn notes(desk: &Desk, who: Id<Person>, of: Id<Course>) -> Vec<Note> {
    let told = desk.course_answers(who).unwrap();
    let answer = told.answers.into_iter().find(|it| it.course.id == of);
    answer.unwrap().fit.notes
}

#[test]
fn sixteen_counts_on_the_first_day_of_class_and_not_today() {
    let (mut desk, id) = courses_desk();
    // The class begins on 7 December 2026; today is 23 November.
    let soon = person(&mut desk, "Íris Teste", "07/12/2010");
    let late = person(&mut desk, "Noel Teste", "08/12/2010");
    let young = Note::TooYoung { age: 15, min: 16 };
    assert!(!notes(&desk, soon, id).contains(&young));
    assert!(notes(&desk, late, id).contains(&young));
}

#[test]
fn the_thirty_first_of_thirty_waits_first_and_gets_the_seat_that_is_given_back() {
    let (mut desk, _) = courses_desk();
    let id = class(&mut desk, 30, 0);
    let people = teens(&mut desk, 32);
    for (it, nth) in people.iter().zip(1..) {
        match (desk.apply(&applying(id, *it)).unwrap(), nth) {
            (ApplyAnswer::Seated { .. }, 1..=30) => {}
            (ApplyAnswer::Waiting { position, .. }, 31 | 32) => assert_eq!(position, nth - 30),
            (other, _) => panic!("{nth}: {other:?}"),
        }
    }
    let all = desk.applications_of(id).unwrap();
    desk.set_application(all[6].id, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    // Nobody is moved by itself: the first is called, and says yes.
    let offer = desk.seat_offer(id).unwrap();
    assert_eq!(offer.call[0].person, people[30]);
    let answer = desk.accept_seat(offer.call[0].id, "").unwrap();
    assert!(matches!(answer, ApplyAnswer::Seated { .. }));
    assert_eq!(desk.waiting_for_seat(id).unwrap()[0].person, people[31]);
    // The journal says who did it, and what; it can be taken back.
    let told = desk.undo().unwrap();
    assert_eq!(told, "inscrição em curso");
    assert_eq!(desk.waiting_for_seat(id).unwrap()[0].person, people[30]);
}

#[test]
fn a_minor_without_anybody_to_answer_for_them_is_a_warning() {
    let (mut desk, id) = courses_desk();
    let minor = teens(&mut desk, 1)[0];
    assert!(notes(&desk, minor, id).contains(&Note::NoGuardian));
    let answer = desk.apply(&applying(id, minor)).unwrap();
    assert!(matches!(answer, ApplyAnswer::Seated { .. }), "a warning");
}

#[test]
fn the_quota_of_the_unit_is_full_and_the_pool_is_open() {
    let (mut desk, _) = courses_desk();
    let id = class(&mut desk, 1, 2);
    let seats: Vec<_> = teens(&mut desk, 3)
        .into_iter()
        .map(|it| match desk.apply(&applying(id, it)).unwrap() {
            ApplyAnswer::Seated { seat, left, .. } => (seat, left),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        seats,
        [
            (Seat::Own, (0, 2)),
            (Seat::Pool, (0, 1)),
            (Seat::Pool, (0, 0))
        ]
    );
    // A notice that takes seats away stops at those that are given.
    let mut fewer = course(id);
    fewer.seats.own = 1;
    fewer.seats.pool = 1;
    desk.sample_login(acolhida::domain::access::Role::Coordination)
        .unwrap();
    assert!(refusal(desk.save_course(&fewer, 0)).contains("3 vagas ocupadas"));
}
