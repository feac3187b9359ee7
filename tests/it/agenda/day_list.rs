//! Booked and walk-in people are one list: the line given when booking is the
//! one that arrives; what is left is offered to whoever waits.

use acolhida::app::{BookedArrival, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Status;
use acolhida::domain::ticket::State;

use super::desks::{agenda_desk, booked, booking, day, provider, service};
use crate::desks::{later, refusal, says};

fn status_of(desk: &Desk, line: u32) -> Status {
    let day = desk.agenda_day(desk.today(), None).unwrap();
    let all: Vec<_> = day.providers.iter().flat_map(|it| &it.lines).collect();
    all.iter().find(|it| it.line == line).unwrap().status
}

#[test]
fn the_line_given_when_booking_is_the_line_that_arrives() {
    let mut desk = agenda_desk();
    let ana = booking(&desk, "Ana", "2026-11-23", "9:20");
    let ana = booked(&mut desk, &ana);
    let walk_in = desk.arrive(&says(&desk, "Bia", "CU-ATU")).unwrap();
    let caio = booking(&desk, "Caio", "2026-11-23", "8:40");
    let caio = booked(&mut desk, &caio);
    assert_eq!((ana.line, walk_in.line, caio.line), (1, 2, 3));

    let line = desk.line().unwrap();
    let expected: Vec<(u32, &str)> = line
        .booked
        .iter()
        .map(|it| (it.line, it.name.as_str()))
        .collect();
    assert_eq!(expected, [(3, "Caio"), (1, "Ana")], "by hour");

    let arrived = desk
        .arrive_booked(ana.id, &BookedArrival::default())
        .unwrap();
    assert_eq!(
        (arrived.line, arrived.ahead),
        (1, 1),
        "Bia came for now, Ana for later"
    );
    assert!(refusal(desk.arrive_booked(ana.id, &BookedArrival::default())).contains("Já chegou"));
    assert_eq!(desk.line().unwrap().booked.len(), 1);
    assert_eq!(desk.undo().unwrap(), "chegada com hora marcada");
    assert_eq!(desk.line().unwrap().booked.len(), 2);
    // Undone and come again: the same line, with one demand and no other.
    let again = desk
        .arrive_booked(ana.id, &BookedArrival::default())
        .unwrap();
    assert_eq!(again.line, 1);
    assert_eq!(desk.ticket_demands(again.id).unwrap().len(), 1);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn booked_people_are_called_by_law_and_then_by_their_hour() {
    let mut desk = agenda_desk();
    let clock = desk.clock().clone();
    let hours = |desk: &mut Desk, name: &str, starts: &str| {
        let it = booking(desk, name, "2026-11-23", starts);
        booked(desk, &it).id
    };
    let nine = hours(&mut desk, "Nove e vinte", "9:20");
    let ten = hours(&mut desk, "Dez", "10");
    later(&clock, 30);
    desk.arrive_booked(ten, &BookedArrival::default()).unwrap();
    later(&clock, 30);
    // 9:00, for nobody's hour: before those of 9:20 and 10.
    desk.arrive(&says(&desk, "Sem hora", "CU-ATU")).unwrap();
    later(&clock, 30);
    // 9:30, ten minutes late and tolerated.
    desk.arrive_booked(nine, &BookedArrival::default()).unwrap();
    let mut elder = says(&desk, "Anciã", "CU-ATU");
    elder.grounds = Some(acolhida::domain::priority::Grounds::EightyPlus);
    desk.arrive(&elder).unwrap();
    let order: Vec<String> = {
        let line = desk.line().unwrap();
        line.rows.iter().map(|it| it.name.clone()).collect()
    };
    assert_eq!(order, ["Anciã", "Sem hora", "Nove e vinte", "Dez"]);
    desk.sample_login(Role::CadUnico).unwrap();
    desk.set_seat("Guichê 2").unwrap();
    let called: Vec<String> = (0..4)
        .map(|_| desk.call_next().unwrap().said_name)
        .collect();
    assert_eq!(called, ["Anciã", "Sem hora", "Nove e vinte", "Dez"]);
}

#[test]
fn the_outcome_of_the_ticket_is_the_outcome_of_the_appointment() {
    let mut desk = agenda_desk();
    let arrive = |desk: &mut Desk, name: &str, starts: &str| {
        let it = booking(desk, name, "2026-11-23", starts);
        let it = booked(desk, &it);
        (
            it.line,
            desk.arrive_booked(it.id, &BookedArrival::default())
                .unwrap()
                .id,
        )
    };
    let (done, done_ticket) = arrive(&mut desk, "Ana", "8");
    let (left, left_ticket) = arrive(&mut desk, "Bia", "8:40");
    assert_eq!(desk.finish(done_ticket).unwrap().state, State::Done);
    desk.give_up(left_ticket).unwrap();
    assert_eq!(status_of(&desk, done), Status::Done);
    assert_eq!(status_of(&desk, left), Status::GaveUp);
    assert_eq!(desk.undo().unwrap(), "não aguardou");
    assert_eq!(status_of(&desk, left), Status::Booked);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_hole_goes_to_the_first_of_the_line_who_came_for_the_same() {
    let mut desk = agenda_desk();
    let clock = desk.clock().clone();
    let missed = booking(&desk, "Ana", "2026-11-23", "8");
    let missed = booked(&mut desk, &missed);
    desk.arrive(&says(&desk, "Outra coisa", "OU-INF")).unwrap();
    let fits = desk.arrive(&says(&desk, "Bia", "CU-ATU")).unwrap();
    later(&clock, 14);
    assert!(desk.holes().unwrap().is_empty());
    later(&clock, 1);
    let holes = desk.holes().unwrap();
    assert_eq!(holes.len(), 1);
    assert_eq!((holes[0].line, holes[0].fits.len()), (missed.line, 1));
    assert_eq!(holes[0].fits[0].2, "Bia");
    assert!(desk.line().unwrap().booked[0].overdue);

    let ticket = desk.fill_hole(missed.id, fits.id).unwrap();
    assert_eq!(ticket.state, State::Waiting);
    assert_eq!(status_of(&desk, missed.line), Status::NoShow);
    assert!(refusal(desk.fill_hole(missed.id, fits.id)).contains("já não espera"));
    assert!(
        refusal(desk.arrive_booked(missed.id, &BookedArrival::default()))
            .contains("Não compareceu")
    );
    desk.finish(fits.id).unwrap();
    assert_eq!(status_of(&desk, fits.line), Status::Done);
    desk.undo().unwrap();
    assert_eq!(desk.undo().unwrap(), "vaga de quem faltou");
    assert_eq!(status_of(&desk, missed.line), Status::Booked);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn who_comes_after_being_missed_takes_a_ticket_like_anybody() {
    let mut desk = agenda_desk();
    let clock = desk.clock().clone();
    let it = booking(&desk, "Ana", "2026-11-23", "8");
    let it = booked(&mut desk, &it);
    later(&clock, 20);
    assert_eq!(desk.mark_missed(it.id).unwrap().status, Status::NoShow);
    let late = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap();
    assert_ne!(late.line, it.line);
    // The técnica goes out: no ticket, and yet attended.
    let mut visit = booking(&desk, "Bia", "2026-11-23", "9");
    visit.service = service(&desk, "ATE-TEC").id;
    visit.provider = provider(&desk, Role::Technician);
    visit.starts = super::desks::at("9:20");
    let visit = booked(&mut desk, &visit);
    assert_eq!(desk.mark_attended(visit.id).unwrap().status, Status::Done);
    assert_eq!(
        desk.agenda_day(day("2026-11-23"), None)
            .unwrap()
            .providers
            .len(),
        2
    );
}
