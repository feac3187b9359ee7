//! Signing up at the counter: fits or not and why, own seat, pool, list.

use acolhida::app::{ApplyAnswer, ApplyWay, Applying};
use acolhida::domain::agenda::Reach;
use acolhida::domain::codes::Disability;
use acolhida::domain::courses::{Applied, Course, FirstGroup, Note, Seat};
use acolhida::domain::person::PersonField;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::refusal;
use crate::groups::desks::{person, teens};

/// The place on the list.
fn waits(answer: ApplyAnswer) -> u32 {
    match answer {
        ApplyAnswer::Waiting { position, .. } => position,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_own_seat_goes_first_then_the_pool_then_the_list() {
    let (mut desk, id) = courses_desk();
    let people = teens(&mut desk, 4);
    let seat = |answer| match answer {
        ApplyAnswer::Seated { seat, left, .. } => (seat, left),
        other => panic!("{other:?}"),
    };
    let first = desk.apply(&applying(id, people[0])).unwrap();
    assert_eq!(seat(first), (Seat::Own, (0, 1)));
    let second = desk.apply(&applying(id, people[1])).unwrap();
    assert_eq!(seat(second), (Seat::Pool, (0, 0)));
    for (n, it) in people[2..].iter().enumerate() {
        let position = u32::try_from(n + 1).unwrap();
        let answer = desk.apply(&applying(id, *it)).unwrap();
        assert_eq!(waits(answer), position);
    }
    assert!(refusal(desk.apply(&applying(id, people[0]))).contains("já está"));
    let told = desk.course_answers(people[3]).unwrap();
    assert_eq!(told.answers[0].position, Some(2));
    assert_eq!(told.answers[0].state, Some(Applied::Waiting));
    // One undo gives the turn back.
    desk.undo().unwrap();
    assert_eq!(desk.waiting_for_seat(id).unwrap().len(), 1);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_seat_given_back_is_offered_in_order_and_passing_needs_a_reason() {
    let (mut desk, id) = courses_desk();
    let people = teens(&mut desk, 5);
    for it in &people {
        desk.apply(&applying(id, *it)).unwrap();
    }
    assert!(desk.seat_offer(id).unwrap().call.is_empty());
    let own = desk.course_answers(people[0]).unwrap();
    assert_eq!(own.answers[0].state, Some(Applied::Entered));
    let given = desk.applications_of(id).unwrap();
    desk.set_application(given[0].id, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    let offer = desk.seat_offer(id).unwrap();
    assert_eq!((offer.left, offer.call.len(), offer.more), ((1, 0), 3, 0));
    let (one, two) = (offer.call[0].id, offer.call[1].id);
    assert_eq!(waits(desk.accept_seat(two, "").unwrap()), 2);
    desk.note_seat_call(one, Reach::WrongNumber).unwrap();
    assert!(matches!(
        desk.accept_seat(two, "").unwrap(),
        ApplyAnswer::Seated {
            seat: Seat::Own,
            ..
        }
    ));
    assert!(refusal(desk.accept_seat(one, "")).contains("outra mesa"));
    // Whoever gave up may sign up again, behind the others.
    let again = desk.apply(&applying(id, people[0])).unwrap();
    assert_eq!(waits(again), 3);
}

#[test]
fn outside_the_rule_a_reason_is_asked_and_kept() {
    let (mut desk, id) = courses_desk();
    let child = person(&mut desk, "Nina Teste", "08/12/2010");
    let told = desk.course_answers(child).unwrap();
    assert_eq!(
        told.answers[0].fit.notes,
        [
            Note::TooYoung { age: 15, min: 16 },
            Note::NoGuardian,
            Note::Papers(vec!["RG".into(), "CPF".into()])
        ]
    );
    let answer = desk.apply(&applying(id, child)).unwrap();
    assert_eq!(
        answer,
        ApplyAnswer::Outside(vec!["terá 15 anos no início; a turma pede 16".into()])
    );
    let it = Applying {
        exception: "o edital aceita aprendiz".into(),
        ..applying(id, child)
    };
    assert!(matches!(
        desk.apply(&it).unwrap(),
        ApplyAnswer::Seated { .. }
    ));
    assert_eq!(
        desk.applications_of(id).unwrap()[0].exception,
        "o edital aceita aprendiz"
    );
}

#[test]
fn the_income_is_asked_once() {
    let (mut desk, id) = courses_desk();
    let other = desk.new_id();
    for id in [id, other] {
        let it = Course {
            asks_income: true,
            ..course(id)
        };
        keep(&mut desk, &it);
    }
    let teen = teens(&mut desk, 1)[0];
    assert_eq!(
        desk.apply(&applying(id, teen)).unwrap(),
        ApplyAnswer::AskIncome
    );
    let it = Applying {
        income: Some(50_000),
        ..applying(id, teen)
    };
    assert!(matches!(
        desk.apply(&it).unwrap(),
        ApplyAnswer::Seated { .. }
    ));
    assert!(matches!(
        desk.apply(&applying(other, teen)).unwrap(),
        ApplyAnswer::Seated { .. }
    ));
    assert_eq!(
        desk.course_answers(teen)
            .unwrap()
            .income
            .unwrap()
            .per_person,
        50_000
    );
}

#[test]
fn groups_of_the_notice_come_first() {
    let (mut desk, id) = courses_desk();
    let it = Course {
        first: vec![FirstGroup::Disability],
        ..course(id)
    };
    keep(&mut desk, &it);
    let people = teens(&mut desk, 5);
    let facts = [(PersonField::Disability, Disability::Deaf.code().to_string())];
    desk.edit_person(people[4], &facts).unwrap();
    for it in &people {
        desk.apply(&applying(id, *it)).unwrap();
    }
    let order: Vec<_> = desk.waiting_for_seat(id).unwrap();
    let order: Vec<_> = order.iter().map(|it| (it.person, it.first)).collect();
    assert_eq!(
        order,
        [(people[4], true), (people[2], false), (people[3], false)]
    );
}

#[test]
fn unused_seats_go_back_to_the_pool_on_their_day() {
    let (mut desk, id) = courses_desk();
    let mut it = course(id);
    it.seats.own = 3;
    it.seats.returns_on = Some(day("2026-11-23"));
    keep(&mut desk, &it);
    assert_eq!(desk.courses().unwrap()[0].left, (0, 4));
    let people = teens(&mut desk, 6);
    let mut seats = Vec::new();
    for it in &people {
        if let ApplyAnswer::Seated { seat, .. } = desk.apply(&applying(id, *it)).unwrap() {
            seats.push(seat);
        }
    }
    assert_eq!(seats, [Seat::Pool; 4]);
    let ahead = Applying {
        way: ApplyWay::Ahead("ordem judicial".into()),
        ..applying(id, person(&mut desk, "Zeca Teste", "10/05/2000"))
    };
    // No reason makes a seat where there is none.
    assert_eq!(waits(desk.apply(&ahead).unwrap()), 3);
}
