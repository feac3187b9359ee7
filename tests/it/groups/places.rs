//! Places: the 31st of 30, who is called first, and what passing costs.

use acolhida::app::{Desk, EnrolAnswer, NewSituation, Standing, Way};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Reach;
use acolhida::domain::groups::{GroupLeave, Situation};
use acolhida::domain::id::Id;
use acolhida::domain::person::Person;

use super::desks::*;
use crate::agenda::desks::{booking, day, give_hours};
use crate::desks::refusal;

fn prioritise(desk: &mut Desk, person: Id<Person>) {
    let was = desk.session().map(|it| it.role).unwrap();
    desk.sample_login(Role::Technician).unwrap();
    desk.note_situation(&NewSituation {
        person,
        situation: Situation::ChildLabour,
        since: day("2026-11-01"),
        proof: String::new(),
    })
    .unwrap();
    desk.sample_login(was).unwrap();
}

#[test]
fn the_31st_of_30_goes_on_the_waiting_list() {
    let mut desk = groups_desk();
    let elders = group(&desk, "Convivência");
    for n in 0..30 {
        let it = person(&mut desk, &format!("Idosa {n}"), "01/02/1950");
        assert_eq!(enrolled(&mut desk, elders, &[it], "2026-11-23"), [n + 1]);
    }
    let last = person(&mut desk, "Zilda Nova", "01/02/1950");
    let answer = desk.enrol(&entry(elders, last, "2026-11-23")).unwrap();
    let EnrolAnswer::Waiting { position, places } = answer else {
        panic!("{answer:?}");
    };
    assert_eq!((position, places.taken, places.waiting), (1, 30, 1));
    assert!(refusal(desk.enrol(&entry(elders, last, "2026-11-23"))).contains("já espera"));
    let sheet = desk.enrol_sheet(last).unwrap();
    let line = sheet.lines.iter().find(|it| it.group == elders).unwrap();
    assert_eq!(line.standing, Standing::Waiting(1));
}

#[test]
fn a_free_place_is_offered_in_order_and_passing_needs_a_reason() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 8);
    enrolled(&mut desk, violao, &people[..3], "2026-11-01");
    for it in &people[3..7] {
        desk.enrol(&entry(violao, *it, "2026-11-23")).unwrap();
    }
    prioritise(&mut desk, people[6]);
    let order: Vec<_> = desk
        .waiting_of(violao)
        .unwrap()
        .iter()
        .map(|it| it.person)
        .collect();
    assert_eq!(order, [people[6], people[3], people[4], people[5]]);
    assert!(desk.place_offer(violao).unwrap().call.is_empty());
    let out = desk.group_card(violao).unwrap().people[0].enrolment;
    desk.leave_group(out, day("2026-11-23"), GroupLeave::OwnWish)
        .unwrap();
    let offer = desk.place_offer(violao).unwrap();
    assert_eq!(
        (offer.places.free(), offer.call.len(), offer.more),
        (1, 3, 1)
    );
    // Somebody new stands behind them; the second may not pass the first.
    let asked = desk.enrol(&entry(violao, people[7], "2026-11-24")).unwrap();
    assert_eq!(asked, EnrolAnswer::Behind { waiting: 4 });
    let second = offer.call[1].id;
    assert_eq!(
        desk.accept_place(second, day("2026-11-24"), "").unwrap(),
        EnrolAnswer::Behind { waiting: 1 }
    );
    // The first does not answer, three times: the second is next.
    for _ in 0..3 {
        desk.note_place_call(offer.call[0].id, Reach::NoAnswer)
            .unwrap();
    }
    let next = desk.place_offer(violao).unwrap();
    assert_eq!(next.call[0].person, people[3]);
    let answer = desk.accept_place(second, day("2026-11-24"), "").unwrap();
    assert!(
        matches!(answer, EnrolAnswer::Enrolled { number: 1, .. }),
        "{answer:?}"
    );
    let order: Vec<_> = desk
        .waiting_of(violao)
        .unwrap()
        .iter()
        .map(|it| it.person)
        .collect();
    assert_eq!(order, [people[6], people[4], people[5]]);
    // One undo gives place and turn back.
    desk.undo().unwrap();
    assert_eq!(desk.waiting_of(violao).unwrap().len(), 4);
    assert_eq!(desk.place_offer(violao).unwrap().places.free(), 1);
    // With a reason anybody passes, and it is on record.
    let ahead = acolhida::app::NewEnrolment {
        way: Way::Ahead("pedido da rede".into()),
        ..entry(violao, people[7], "2026-11-24")
    };
    assert!(matches!(
        desk.enrol(&ahead).unwrap(),
        EnrolAnswer::Enrolled { .. }
    ));
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn nobody_is_put_on_a_list_while_a_place_is_open() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 1);
    let wait = acolhida::app::NewEnrolment {
        way: Way::Wait,
        ..entry(violao, people[0], "2026-11-23")
    };
    assert!(refusal(desk.enrol(&wait)).contains("Há vaga"));
}

#[test]
fn what_does_not_fit_is_told_and_not_stopped() {
    let mut desk = groups_desk();
    let elders = group(&desk, "Convivência");
    desk.sample_login(Role::Coordination).unwrap();
    let crafts = sheet(&desk, "Artesanato", None, "seg 9 a 11", 10);
    let crafts = desk.save_group(&crafts).unwrap();
    assert_eq!(
        crafts.clashes,
        ["Pessoa orientador também está em «Convivência», segunda às 09:00."]
    );
    desk.sample_login(Role::Reception).unwrap();
    let teen = teens(&mut desk, 1)[0];
    enrolled(&mut desk, elders, &[teen], "2026-11-23");
    let sheet = desk.enrol_sheet(teen).unwrap();
    assert!(sheet.warnings[0].contains("NIS"));
    let line = |name: &str| {
        sheet
            .lines
            .iter()
            .find(|it| it.name == name)
            .unwrap()
            .clone()
    };
    assert_eq!(
        (
            line("Convivência").standing,
            line("Convivência").out_of_band
        ),
        (Standing::In, true)
    );
    assert_eq!(
        line("Artesanato").clash.as_deref(),
        Some("«Convivência», segunda às 08:00")
    );
    assert!(!line("Violão").out_of_band);
    assert!(desk.group_card(elders).unwrap().people[0].out_of_band);
}

#[test]
fn whoever_moves_to_another_group_keeps_the_history() {
    let mut desk = groups_desk();
    let (violao, elders) = (group(&desk, "Violão"), group(&desk, "Convivência"));
    let teen = teens(&mut desk, 1)[0];
    enrolled(&mut desk, violao, &[teen], "2026-11-01");
    let stay = desk.group_card(violao).unwrap().people[0].enrolment;
    assert_eq!(
        desk.move_to_group(stay, elders, day("2026-11-23")).unwrap(),
        1
    );
    let own = desk.groups_of(teen).unwrap();
    let own = own.open().unwrap();
    let told: Vec<_> = own
        .iter()
        .map(|it| {
            (
                it.name.as_str(),
                it.until.map(|it| it.to_string()),
                it.reason,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Convivência", None, None),
            (
                "Violão",
                Some("2026-11-22".into()),
                Some(GroupLeave::Transfer)
            ),
        ]
    );
    assert!(refusal(desk.move_to_group(stay, elders, day("2026-11-23"))).contains("já saiu"));
}

#[test]
fn an_appointment_at_the_hour_of_a_meeting_is_warned_of() {
    let mut desk = groups_desk();
    give_hours(&mut desk);
    let elders = group(&desk, "Convivência");
    let ana = person(&mut desk, "Ana Elói", "01/02/1950");
    enrolled(&mut desk, elders, &[ana], "2026-11-23");
    let mut it = booking(&desk, "x", "2026-11-30", "8:40");
    it.who = acolhida::app::Comer::Registered {
        person: ana,
        family: None,
    };
    match desk.book(&it).unwrap() {
        acolhida::app::BookingAnswer::Booked { clash, .. } => {
            assert_eq!(clash.as_deref(), Some("encontro do SCFV às 08:00"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_group_that_ends_or_shrinks_says_who_is_still_in_it() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 2);
    enrolled(&mut desk, violao, &people, "2026-11-23");
    desk.sample_login(Role::Coordination).unwrap();
    let mut sheet = desk.group_sheet(violao).unwrap();
    sheet.capacity = 1;
    let told = desk.save_group(&sheet).unwrap().clashes;
    assert_eq!(told, ["2 pessoas continuam inscritas para 1 vaga."]);
    sheet.active = false;
    let told = desk.save_group(&sheet).unwrap().clashes;
    assert!(told[0].contains("no grupo encerrado"), "{told:?}");
}
