//! Book, move, cancel, repeat; two desks that want the same place.

use acolhida::app::{BookingAnswer, Comer, Repeat};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::{Absence, Status};
use acolhida::domain::fault::Failure;
use chrono::Duration;

use super::desks::{
    agenda_desk, at, booked, booking, day, give_hours_as_coordination, next_places, provider,
    service,
};
use crate::desks::{PASSWORD, add_staff, desk_on, later, monday_at_8, refusal, set_up};
use crate::families::{family_of, who};

#[test]
fn the_next_place_is_today_and_the_place_booked_is_gone() {
    let mut desk = agenda_desk();
    assert_eq!(
        next_places(&desk, "CAD-ATU", 2),
        ["2026-11-23 08:00", "2026-11-23 08:40"]
    );
    let it = booking(&desk, "Ana", "2026-11-23", "8:40");
    let ana = booked(&mut desk, &it);
    assert_eq!((ana.line, ana.status), (1, Status::Booked));
    assert_eq!(
        next_places(&desk, "CAD-ATU", 2),
        ["2026-11-23 08:00", "2026-11-23 09:20"]
    );
    later(&desk.clock().clone(), 300);
    assert_eq!(next_places(&desk, "CAD-ATU", 1), ["2026-11-23 13:00"]);
    // The holiday of 20 November 2026 is past; Christmas is not booked on.
    let christmas = booking(&desk, "Bia", "2026-12-25", "8");
    assert!(refusal(desk.book(&christmas)).contains("Natal"));
    let past = booking(&desk, "Bia", "2026-11-23", "8");
    assert!(refusal(desk.book(&past)).contains("já passou"));
    let dead_of_night = booking(&desk, "Bia", "2026-11-24", "3");
    assert!(matches!(
        desk.book(&dead_of_night),
        Ok(BookingAnswer::Taken { next: Some(_) })
    ));
}

#[test]
fn a_day_of_the_agenda_ends_at_the_midnight_of_the_unit() {
    let mut desk = agenda_desk();
    let monday = booking(&desk, "Ana", "2026-11-23", "15:40");
    let ana = booked(&mut desk, &monday);
    let tuesday = booking(&desk, "Bia", "2026-11-24", "8");
    let bia = booked(&mut desk, &tuesday);
    let clock = desk.clock().clone();
    // One minute before, which in UTC has been Tuesday for three hours.
    clock.set(desk.zone().midnight(day("2026-11-24")) - Duration::minutes(1));
    assert_eq!(desk.today(), day("2026-11-23"));
    assert_eq!(next_places(&desk, "CAD-ATU", 1), ["2026-11-24 08:40"]);
    assert!(refusal(desk.mark_missed(bia.id)).contains("ainda não chegou"));
    assert!(refusal(desk.mark_attended(bia.id)).contains("ainda não chegou"));
    desk.mark_missed(ana.id).unwrap();
    clock.set(desk.zone().midnight(day("2026-11-24")));
    assert_eq!(desk.today(), day("2026-11-24"));
    let listed = desk.agenda_day(desk.today(), None).unwrap();
    assert_eq!(listed.providers[0].lines[0].id, bia.id);
    desk.mark_attended(bia.id).unwrap();
    assert!(refusal(desk.book(&monday)).contains("já passou"));
}

#[test]
fn moving_keeps_the_chain_and_one_undo_takes_it_back() {
    let mut desk = agenda_desk();
    let first = booking(&desk, "Ana", "2026-11-24", "8");
    let ana = booked(&mut desk, &first);
    let to = booking(&desk, "", "2026-11-25", "9:20");
    let BookingAnswer::Booked { all, .. } = desk.move_appointment(ana.id, &to).unwrap() else {
        panic!("there was a place");
    };
    assert_eq!(all[0].moved_from, Some(ana.id));
    assert_eq!(all[0].said_name, "Ana");
    let states = |desk: &acolhida::app::Desk, on: &str| -> Vec<Status> {
        let day = desk.agenda_day(day(on), None).unwrap();
        day.providers
            .iter()
            .flat_map(|it| &it.lines)
            .map(|it| it.status)
            .collect()
    };
    assert_eq!(states(&desk, "2026-11-24"), [Status::Moved]);
    assert_eq!(states(&desk, "2026-11-25"), [Status::Booked]);
    assert!(refusal(desk.move_appointment(ana.id, &to)).contains("já foi remarcado"));
    assert_eq!(desk.undo().unwrap(), "remarcação");
    assert_eq!(states(&desk, "2026-11-24"), [Status::Booked]);
    assert!(states(&desk, "2026-11-25").is_empty());
}

#[test]
fn moving_to_a_place_just_taken_keeps_the_old_one() {
    let mut desk = agenda_desk();
    let it = booking(&desk, "Ana", "2026-11-24", "8");
    let ana = booked(&mut desk, &it);
    let other = booking(&desk, "Bia", "2026-11-24", "8:40");
    booked(&mut desk, &other);
    let answer = desk.move_appointment(ana.id, &other).unwrap();
    let BookingAnswer::Taken { next: Some(next) } = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(
        (next.slot.day, next.slot.starts),
        (day("2026-11-24"), at("9:20"))
    );
    let kept = desk.agenda_day(day("2026-11-24"), None).unwrap();
    assert!(
        kept.providers[0]
            .lines
            .iter()
            .all(|it| it.status == Status::Booked)
    );
}

#[test]
fn a_cancelled_place_is_free_and_undo_gives_it_back() {
    let mut desk = agenda_desk();
    let it = booking(&desk, "Ana", "2026-11-23", "8");
    let ana = booked(&mut desk, &it);
    assert_eq!(
        desk.cancel_appointment(ana.id).unwrap().status,
        Status::Cancelled
    );
    assert_eq!(next_places(&desk, "CAD-ATU", 1), ["2026-11-23 08:00"]);
    assert!(refusal(desk.cancel_appointment(ana.id)).contains("foi cancelado"));
    desk.undo().unwrap();
    assert_eq!(next_places(&desk, "CAD-ATU", 1), ["2026-11-23 08:40"]);
    let tomorrow = booked_tomorrow(&mut desk);
    assert!(refusal(desk.mark_missed(tomorrow)).contains("ainda não chegou"));
}

fn booked_tomorrow(
    desk: &mut acolhida::app::Desk,
) -> acolhida::domain::id::Id<acolhida::domain::agenda::Appointment> {
    let it = booking(desk, "Caio", "2026-11-24", "8");
    booked(desk, &it).id
}

#[test]
fn a_row_of_weeks_skips_what_is_closed_or_taken() {
    let mut desk = agenda_desk();
    let taken = booking(&desk, "Bia", "2026-12-04", "8");
    booked(&mut desk, &taken);
    let mut it = booking(&desk, "Ana", "2026-11-27", "8");
    it.repeat = Some(Repeat { weeks: 1, times: 6 });
    let BookingAnswer::Booked { all, skipped, .. } = desk.book(&it).unwrap() else {
        panic!("the first day has a place");
    };
    let days: Vec<String> = all.iter().map(|it| it.day.to_string()).collect();
    assert_eq!(days, ["2026-11-27", "2026-12-11", "2026-12-18"]);
    let left: Vec<String> = skipped.iter().map(|it| it.to_string()).collect();
    assert_eq!(left, ["2026-12-04", "2026-12-25", "2027-01-01"]);
    assert!(all.iter().all(|it| it.series == Some(all[0].id)));
    assert_eq!(desk.cancel_series(all[1].id).unwrap(), 2);
    assert_eq!(desk.undo().unwrap(), "horário cancelado");
}

#[test]
fn the_person_is_told_of_another_hour_at_the_same_time() {
    let mut desk = agenda_desk();
    let family = desk.open_family(family_of(&["Maria de Souza"])).unwrap();
    let person = who(&mut desk, family, "Maria");
    let registered = Comer::Registered {
        person,
        family: Some(family),
    };
    let mut first = booking(&desk, "", "2026-11-25", "8");
    first.who = registered.clone();
    booked(&mut desk, &first);
    let mut second = first.clone();
    second.service = service(&desk, "ATE-TEC").id;
    second.provider = provider(&desk, Role::Technician);
    let BookingAnswer::Booked { clash, .. } = desk.book(&second).unwrap() else {
        panic!("told, not refused");
    };
    assert_eq!(clash.unwrap(), "Cadastro Único: atualização às 08:00");
    let sheet = desk.booking_sheet(Some(person), Some(family)).unwrap();
    assert_eq!(sheet.ahead.len(), 2);
}

#[test]
fn an_absence_tells_who_is_booked_in_it_and_moves_nobody() {
    let mut desk = agenda_desk();
    let it = booking(&desk, "Ana", "2026-11-24", "8");
    booked(&mut desk, &it);
    desk.sample_login(Role::Coordination).unwrap();
    let absence = Absence {
        id: desk.new_id(),
        provider: Some(provider(&desk, Role::CadUnico)),
        since: day("2026-11-24"),
        until: day("2026-11-24"),
        hours: None,
        reason: "capacitação".into(),
    };
    let touched = desk.save_absence(&absence).unwrap();
    assert_eq!(touched.len(), 1);
    let seen = desk.agenda_day(day("2026-11-24"), None).unwrap();
    assert_eq!(seen.adrift.len(), 1, "shown, to be rung up");
    let refused = booking(&desk, "Bia", "2026-11-24", "9:20");
    assert!(matches!(
        desk.book(&refused),
        Ok(BookingAnswer::Taken { .. })
    ));
}

#[test]
fn of_two_desks_one_gets_the_last_place_and_the_other_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    let mut one = desk_on(&file, monday_at_8());
    one.set_up(&set_up()).unwrap();
    one.log_in("rosa", PASSWORD).unwrap();
    add_staff(&mut one, Role::CadUnico);
    add_staff(&mut one, Role::Technician);
    give_hours_as_coordination(&mut one);
    let first = add_staff(&mut one, Role::Reception);
    let mut other = desk_on(&file, monday_at_8());
    other.log_in("recepcao", &first).unwrap();
    other.change_password(&first, "doce de jenipapo").unwrap();
    let it = booking(&one, "Ana", "2026-11-24", "8");
    booked(&mut one, &it);
    let late = booking(&other, "Bia", "2026-11-24", "8");
    let BookingAnswer::Taken { next: Some(next) } = other.book(&late).unwrap() else {
        panic!("one place, two people");
    };
    assert_eq!(next.slot.starts, at("8:40"));
    // Given back, taken by the other desk: the undo key cannot take it again.
    let ana = one.agenda_day(day("2026-11-24"), None).unwrap().providers[0].lines[0].id;
    one.cancel_appointment(ana).unwrap();
    let third = booking(&other, "Caio", "2026-11-24", "8");
    booked(&mut other, &third);
    let told = refusal(one.undo());
    assert!(told.contains("já foi dada a outra pessoa"), "{told}");
    assert!(one.verify().unwrap().holds());
}

#[test]
fn only_the_coordination_changes_the_hours() {
    let mut desk = agenda_desk();
    let it = service(&desk, "CAD-ATU");
    assert!(matches!(desk.save_service(&it), Err(Failure::Refused(_))));
    desk.sample_login(Role::Management).unwrap();
    assert!(desk.agenda_day(day("2026-11-23"), None).is_err());
    assert!(
        desk.agenda_loads(day("2026-11-23"), day("2026-11-30"))
            .is_ok()
    );
    desk.sample_login(Role::Instructor).unwrap();
    assert!(
        desk.agenda_loads(day("2026-11-23"), day("2026-11-30"))
            .is_err()
    );
}
