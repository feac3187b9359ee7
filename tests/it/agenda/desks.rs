//! A unit with hours: the CadÚnico desk works every weekday from 8 to 12 and
//! from 13 to 17, the técnica on Mondays and Wednesdays from 8 to 12.

use acolhida::app::{Booking, BookingAnswer, Comer, Desk, Where};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::{Appointment, Minute, Provider, Service, Turn, TurnKind, When};
use acolhida::domain::id::Id;
use chrono::NaiveDate;

use crate::desks::desk;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn at(text: &str) -> Minute {
    Minute::parse(text).unwrap()
}

/// Gives hours to the CadÚnico desk and to the técnica; leaves whoever was
/// logged in at the desk.
pub fn give_hours(desk: &mut Desk) {
    let was = desk.session().map(|it| it.role);
    desk.sample_login(Role::Coordination).unwrap();
    give_hours_as_coordination(desk);
    if let Some(role) = was {
        desk.sample_login(role).unwrap();
    }
}

/// The same, by whoever is logged in, who must be of the coordination.
pub fn give_hours_as_coordination(desk: &mut Desk) {
    let team = desk.team().unwrap();
    for (role, weekdays, shifts) in [
        (Role::CadUnico, 1..=5, &[("8", "12"), ("13", "17")][..]),
        (Role::Technician, 1..=3, &[("8", "12")][..]),
    ] {
        let staff = team.iter().find(|it| it.role == role).unwrap();
        let provider = Provider {
            id: desk.new_id(),
            staff: Some(staff.id),
            name: String::new(),
            role: None,
            services: Vec::new(),
            active: true,
            position: i64::from(role == Role::Technician),
        };
        desk.save_provider(&provider).unwrap();
        for weekday in weekdays.step_by(if role == Role::Technician { 2 } else { 1 }) {
            for (starts, ends) in shifts {
                let turn = turn(desk, provider.id, weekday, starts, ends);
                desk.save_turn(&turn).unwrap();
            }
        }
    }
}

pub fn turn(
    desk: &mut Desk,
    provider: Id<Provider>,
    weekday: u32,
    starts: &str,
    ends: &str,
) -> Turn {
    Turn {
        id: desk.new_id(),
        provider,
        when: When::Weekly(weekday),
        since: day("2026-01-01"),
        until: None,
        starts: at(starts),
        ends: at(ends),
        pause: None,
        kind: TurnKind::Unit,
        place: String::new(),
        room: None,
        services: Vec::new(),
        places: 0,
    }
}

/// A desk with an agenda; reception is logged in, Monday 23 November at 8.
pub fn agenda_desk() -> Desk {
    let mut desk = desk();
    give_hours(&mut desk);
    desk
}

pub fn service(desk: &Desk, code: &str) -> Service {
    let supply = desk.supply().unwrap();
    supply
        .services
        .into_iter()
        .find(|it| it.code == code)
        .unwrap()
}

pub fn provider(desk: &Desk, role: Role) -> Id<Provider> {
    let supply = desk.supply().unwrap();
    supply
        .providers
        .iter()
        .find(|it| it.role == Some(role))
        .unwrap()
        .id
}

/// Somebody without a record, into the CadÚnico desk's hour.
pub fn booking(desk: &Desk, name: &str, on: &str, starts: &str) -> Booking {
    Booking {
        who: Comer::Said(name.into()),
        service: service(desk, "CAD-ATU").id,
        provider: provider(desk, Role::CadUnico),
        day: day(on),
        starts: at(starts),
        phone: String::new(),
        repeat: None,
    }
}

/// Books and expects a place.
pub fn booked(desk: &mut Desk, it: &Booking) -> Appointment {
    match desk.book(it).unwrap() {
        BookingAnswer::Booked { all, .. } => all.into_iter().next().unwrap(),
        BookingAnswer::Taken { next } => panic!("taken; next {next:?}"),
    }
}

/// The next places of the service, as "2026-11-23 08:40".
pub fn next_places(desk: &Desk, code: &str, many: usize) -> Vec<String> {
    let asked = Where {
        service: service(desk, code).id,
        provider: None,
        from: None,
        only_day: false,
    };
    let found = desk.free_slots(asked, None, many).unwrap();
    found
        .iter()
        .map(|it| format!("{} {}", it.slot.day, it.slot.starts))
        .collect()
}
