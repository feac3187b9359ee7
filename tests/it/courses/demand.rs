//! What people ask for before there is a class, and how it goes afterwards.

use acolhida::app::{ApplyAnswer, Applying, BookingAnswer, Clock, Comer, Desk, Ids, Ruling};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Reach;
use acolhida::domain::courses::{Applied, Course, FollowOutcome, InterestState, Note};
use acolhida::domain::person::PersonField;

use super::desks::*;
use crate::agenda::desks::{booking, day, give_hours};
use crate::desks::{later, monday_at_8, refusal, set_up};
use crate::families::{edit, family_of, who};
use crate::groups::desks::{enrolled, group, groups_desk, person, teens};

#[test]
fn a_class_that_opens_begins_by_calling_those_who_asked_for_it() {
    let (mut desk, id) = courses_desk();
    let people = teens(&mut desk, 3);
    desk.note_interest(people[0], "informatica", "").unwrap();
    desk.note_interest(people[1], "Barbeiro", "").unwrap();
    desk.note_interest(people[2], "INFORMÁTICA", "79 99999-1234")
        .unwrap();
    // Asked twice, it is one wish.
    desk.note_interest(people[0], "Informática", "").unwrap();
    assert_eq!(desk.interests_of(people[0]).unwrap().len(), 1);

    let demand = desk.demand().unwrap();
    let told: Vec<_> = demand
        .iter()
        .map(|it| (it.many, it.has_class, it.by_age.clone()))
        .collect();
    let teen = |many| vec![("15 a 17".to_string(), many)];
    assert_eq!(told, [(2, true, teen(2)), (1, false, teen(1))]);

    let calls = desk.interested_in(id).unwrap();
    let order: Vec<_> = calls.iter().map(|it| it.person).collect();
    assert_eq!(order, [people[0], people[2]]);
    assert_eq!(calls[1].phone, "79999991234");
    desk.note_interest_call(calls[1].id, Reach::NoAnswer)
        .unwrap();
    assert_eq!(desk.interested_in(id).unwrap()[1].unanswered, 1);
    desk.note_interest_call(calls[1].id, Reach::Refused)
        .unwrap();
    // Signing up answers the wish.
    desk.apply(&applying(id, people[0])).unwrap();
    assert!(desk.interested_in(id).unwrap().is_empty());
    let state = desk.interests_of(people[0]).unwrap()[0].state;
    assert_eq!(state, InterestState::Answered);
    assert!(refusal(desk.note_interest_call(calls[0].id, Reach::Message)).contains("resolvido"));
    assert!(refusal(desk.note_interest(people[0], "  ", "")).contains("curso"));
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn whoever_finished_is_called_after_three_months_and_after_six() {
    let (mut desk, id) = courses_desk();
    let ended = Course {
        starts_on: day("2026-06-01"),
        ends_on: Some(day("2026-08-20")),
        closes_on: None,
        ..course(id)
    };
    let people = teens(&mut desk, 1);
    desk.apply(&applying(id, people[0])).unwrap();
    keep(&mut desk, &ended);
    let own = desk.applications_of(id).unwrap()[0].id;
    assert!(
        desk.follow_ups_due().unwrap().is_empty(),
        "not finished yet"
    );
    assert!(refusal(desk.note_follow_up(own, 3, FollowOutcome::Working)).contains("concluiu"));
    assert!(refusal(desk.set_certificate(own, Some(day("2026-11-23")))).contains("Concluinte"));
    let finished = |seen| {
        [Ruling {
            id: own,
            seen,
            state: Applied::Finished,
        }]
    };
    let on = day("2026-11-23");
    // Seen otherwise by then: another desk spoke first, and nothing is written.
    let late = finished(Applied::Enrolled);
    assert!(!desk.set_applications(id, &late, on).unwrap());
    assert_eq!(desk.applications_of(id).unwrap()[0].state, Applied::Entered);
    let seen = finished(Applied::Entered);
    assert!(desk.set_applications(id, &seen, on).unwrap());
    desk.set_certificate(own, Some(day("2026-11-23"))).unwrap();
    assert!(
        desk.applications_of(id).unwrap()[0]
            .certificate_on
            .is_some()
    );

    let due = desk.follow_ups_due().unwrap();
    assert_eq!((due.len(), due[0].months), (1, 3));
    assert_eq!(due[0].due_on, day("2026-11-20"));
    desk.note_follow_up_call(own, Reach::NoAnswer).unwrap();
    assert_eq!(desk.follow_ups_due().unwrap()[0].unanswered, 1);
    desk.note_follow_up(own, 3, FollowOutcome::Working).unwrap();
    assert!(desk.follow_ups_due().unwrap().is_empty());
    assert!(refusal(desk.note_follow_up(own, 3, FollowOutcome::Other)).contains("Outra mesa"));
    desk.undo().unwrap();
    assert_eq!(desk.follow_ups_due().unwrap().len(), 1);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_minor_signs_up_with_who_answers_for_them_and_papers_are_not_asked_twice() {
    let (mut desk, id) = courses_desk();
    let other = desk.new_id();
    let second = Course {
        title: "Barbeiro".into(),
        week: Vec::new(),
        papers: vec!["CPF".into(), "comprovante de residência".into()],
        ..course(other)
    };
    keep(&mut desk, &second);
    let family = desk
        .open_family(family_of(&["Rita Teste", "Davi Teste"]))
        .unwrap();
    let (mother, son) = (
        who(&mut desk, family, "Rita"),
        who(&mut desk, family, "Davi"),
    );
    edit(&mut desk, son, PersonField::Birth, "10/05/2010").unwrap();
    let guardians = desk.guardians_of(son).unwrap();
    assert_eq!(guardians, [(mother, "Rita Teste".to_string())]);
    let answer = desk.apply(&applying(id, son)).unwrap();
    let ApplyAnswer::Seated { id: own, .. } = answer else {
        panic!("{answer:?}")
    };
    desk.hand_papers(own, &["CPF".into(), "outro".into()])
        .unwrap();
    let line = &desk.applications_of(id).unwrap()[0];
    assert_eq!(line.missing, ["RG"]);
    // The next choice, and the CPF need not be brought again.
    desk.apply(&applying(other, son)).unwrap();
    let line = &desk.applications_of(other).unwrap()[0];
    assert_eq!(
        (line.choice, &line.missing[..]),
        (2, &["comprovante de residência".to_string()][..])
    );
    desk.set_guardian(own, None).unwrap();
    assert!(refusal(desk.set_guardian(own, Some(son))).contains("18 anos"));
    desk.set_guardian(own, Some(mother)).unwrap();
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_turn_passes_when_the_time_to_answer_is_over() {
    let clock = Clock::held(monday_at_8());
    let mut desk = Desk::in_memory(clock.clone(), Ids::Seeded(1)).unwrap();
    desk.set_up(&set_up()).unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    let id = desk.new_id();
    desk.save_course(&course(id), 0).unwrap();
    let people = teens(&mut desk, 4);
    for it in &people {
        desk.apply(&applying(id, *it)).unwrap();
    }
    let seated = desk.applications_of(id).unwrap()[0].id;
    desk.set_application(seated, Applied::GaveUp, desk.today())
        .unwrap();
    let offer = desk.seat_offer(id).unwrap();
    let (one, two) = (offer.call[0].id, offer.call[1].id);
    desk.note_seat_call(one, Reach::Message).unwrap();
    assert_eq!(
        desk.seat_offer(id).unwrap().call[0].until,
        Some(day("2026-11-25"))
    );
    assert!(matches!(
        desk.accept_seat(two, "").unwrap(),
        ApplyAnswer::Waiting { .. }
    ));
    later(&clock, 3 * 24 * 60);
    desk.sample_login(Role::Coordination).unwrap();
    assert_eq!(desk.seat_offer(id).unwrap().call[0].id, two);
    assert!(matches!(
        desk.accept_seat(two, "").unwrap(),
        ApplyAnswer::Seated { .. }
    ));
}

#[test]
fn a_lesson_clashes_with_a_group_and_with_what_is_booked() {
    let mut desk = groups_desk();
    give_hours(&mut desk);
    let id = desk.new_id();
    keep(&mut desk, &course(id));
    let elders = group(&desk, "Convivência");
    let ana = person(&mut desk, "Ana Elói", "01/02/1950");
    enrolled(&mut desk, elders, &[ana], "2026-11-23");
    let told = desk.course_answers(ana).unwrap();
    let clash = Note::Clash("grupo «Convivência»".into());
    assert!(told.answers[0].fit.notes.contains(&clash), "{told:?}");
    assert!(told.answers[0].fit.fits(), "told, not refused");
    // Mondays from 7 December on, 8 to 12.
    let rui = person(&mut desk, "Rui Elói", "01/02/1980");
    desk.apply(&applying(id, rui)).unwrap();
    for (on, expected) in [
        ("2026-11-30", None),
        ("2026-12-07", Some("aula de curso às 08:00")),
    ] {
        let mut it = booking(&desk, "x", on, "8:40");
        it.who = Comer::Registered {
            person: rui,
            family: None,
        };
        let BookingAnswer::Booked { clash, .. } = desk.book(&it).unwrap() else {
            panic!("not booked")
        };
        assert_eq!(clash.as_deref(), expected, "{on}");
    }
}

#[test]
fn a_choice_beyond_the_notice_needs_a_reason() {
    let (mut desk, id) = courses_desk();
    let one = person(&mut desk, "Zeca Teste", "10/05/2000");
    let fourth = Applying {
        choice: Some(4),
        ..applying(id, one)
    };
    assert!(refusal(desk.apply(&fourth)).contains("opção"));
    let mut classes = vec![id];
    for n in 2..=4 {
        let other = desk.new_id();
        let it = Course {
            title: format!("Curso {n}"),
            week: Vec::new(),
            ..course(other)
        };
        keep(&mut desk, &it);
        classes.push(other);
    }
    for it in &classes[..3] {
        desk.apply(&applying(*it, one)).unwrap();
    }
    let told = desk.course_answers(one).unwrap();
    let mut choices: Vec<_> = told.answers.iter().filter_map(|it| it.choice).collect();
    choices.sort_unstable();
    assert_eq!(choices, [1, 2, 3]);
    let answer = desk.apply(&applying(classes[3], one)).unwrap();
    assert_eq!(
        answer,
        ApplyAnswer::Outside(vec!["já tem 3 opções; o edital aceita 3".into()])
    );
    // The choice that is given up is the next one's.
    let second = desk.applications_of(classes[1]).unwrap()[0].id;
    desk.set_application(second, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    desk.apply(&applying(classes[3], one)).unwrap();
    assert_eq!(desk.applications_of(classes[3]).unwrap()[0].choice, 2);
}
