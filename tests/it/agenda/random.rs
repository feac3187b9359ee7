//! Whatever the order of acts, no slot has more people than places and nobody
//! is booked on a closed day or in an absence.

use acolhida::app::{BookedArrival, BookingAnswer, Comer, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::{Absence, Appointment, Minute, Status};
use acolhida::domain::id::Id;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;

use super::desks::{agenda_desk, booking, day, provider};
use crate::desks::later;

#[derive(Debug, Clone)]
enum Deed {
    Book {
        ahead: u64,
        quarter: i64,
        service: usize,
        provider: usize,
    },
    Move {
        which: usize,
        ahead: u64,
        quarter: i64,
    },
    Cancel(usize),
    Missed(usize),
    Arrive(usize),
    Away {
        ahead: u64,
        provider: usize,
    },
    Undo,
    Wait(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let quarter = 28..72_i64;
    prop_oneof![
        6 => (0..5_u64, quarter.clone(), 0..3_usize, 0..2_usize).prop_map(
            |(ahead, quarter, service, provider)| Deed::Book { ahead, quarter, service, provider }
        ),
        2 => (0..40_usize, 0..5_u64, quarter).prop_map(
            |(which, ahead, quarter)| Deed::Move { which, ahead, quarter }
        ),
        1 => (0..40_usize).prop_map(Deed::Cancel),
        1 => (0..40_usize).prop_map(Deed::Missed),
        1 => (0..40_usize).prop_map(Deed::Arrive),
        1 => (0..5_u64, 0..2_usize).prop_map(|(ahead, provider)| Deed::Away { ahead, provider }),
        1 => Just(Deed::Undo),
        1 => (1..90_i64).prop_map(Deed::Wait),
    ]
}

const MONDAY: &str = "2026-11-23";

fn all(desk: &Desk) -> Vec<Id<Appointment>> {
    let days = desk
        .agenda_days(day(MONDAY), day("2026-11-29"), None)
        .unwrap();
    days.iter()
        .flat_map(|it| &it.providers)
        .flat_map(|it| it.lines.iter().map(|it| it.id))
        .collect()
}

/// Does the deed, and says whether it booked somebody where and when.
fn act(desk: &mut Desk, deed: &Deed) -> Option<(NaiveDate, Minute)> {
    let on = |ahead: u64| day(MONDAY) + Days::new(ahead);
    let at = |quarter: i64| Minute::clamped(quarter * 15);
    let pick = |desk: &Desk, which: usize| {
        let all = all(desk);
        (!all.is_empty()).then(|| all[which % all.len()])
    };
    let services = desk.supply().unwrap().services;
    let providers = [
        provider(desk, Role::CadUnico),
        provider(desk, Role::Technician),
    ];
    match deed {
        Deed::Book {
            ahead,
            quarter,
            service,
            provider,
        } => {
            let mut it = booking(desk, "Ana", MONDAY, "8");
            it.who = Comer::Said("Ana".into());
            (it.day, it.starts) = (on(*ahead), at(*quarter));
            it.service = services[*service].id;
            it.provider = providers[*provider];
            match desk.book(&it) {
                Ok(BookingAnswer::Booked { .. }) => return Some((it.day, it.starts)),
                Ok(BookingAnswer::Taken { next: Some(next) }) => {
                    // The other is offered the next, and takes it.
                    it.day = next.slot.day;
                    it.starts = next.slot.starts;
                    it.provider = next.slot.provider;
                    assert!(matches!(desk.book(&it), Ok(BookingAnswer::Booked { .. })));
                    return Some((it.day, it.starts));
                }
                Ok(BookingAnswer::Taken { next: None }) | Err(_) => {}
            }
        }
        Deed::Move {
            which,
            ahead,
            quarter,
        } => {
            let id = pick(desk, *which)?;
            let mut it = booking(desk, "", MONDAY, "8");
            (it.day, it.starts) = (on(*ahead), at(*quarter));
            if let Ok(BookingAnswer::Booked { all, .. }) = desk.move_appointment(id, &it) {
                return Some((all[0].day, all[0].starts));
            }
        }
        Deed::Cancel(which) => drop(desk.cancel_appointment(pick(desk, *which)?)),
        Deed::Missed(which) => drop(desk.mark_missed(pick(desk, *which)?)),
        Deed::Arrive(which) => {
            drop(desk.arrive_booked(pick(desk, *which)?, &BookedArrival::default()));
        }
        Deed::Away { ahead, provider } => {
            desk.sample_login(Role::Coordination).unwrap();
            let it = Absence {
                id: desk.new_id(),
                provider: Some(providers[*provider]),
                since: on(*ahead),
                until: on(*ahead),
                hours: Some((at(36), at(44))),
                reason: String::new(),
            };
            desk.save_absence(&it).unwrap();
            desk.sample_login(Role::Reception).unwrap();
        }
        Deed::Undo => drop(desk.undo()),
        Deed::Wait(minutes) => {
            if desk.today() == day(MONDAY) {
                later(&desk.clock().clone(), *minutes);
            }
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_slot_beyond_its_places_whatever_the_order(deeds in proptest::collection::vec(deed(), 1..60)) {
        let mut desk = agenda_desk();
        for deed in &deeds {
            let made = act(&mut desk, deed);
            let supply = desk.supply().unwrap();
            if let Some((on, _)) = made {
                prop_assert!(supply.closed(on).is_none());
            }
            let days = desk.agenda_days(day(MONDAY), day("2026-11-29"), None).unwrap();
            for it in &days {
                // A naive fold: who holds each minute of each professional.
                for column in &it.providers {
                    let mut minutes: BTreeMap<u32, Vec<(Minute, &str)>> = BTreeMap::new();
                    for line in column.lines.iter().filter(|it| it.status.holds_place()) {
                        for minute in line.starts.get()..line.ends.get() {
                            minutes.entry(minute).or_default().push((line.starts, &line.service));
                        }
                    }
                    for held in minutes.values() {
                        prop_assert!(held.len() == 1, "{held:?}");
                    }
                }
            }
            // What was just booked lies within the hours that are left.
            if let Some((on, starts)) = made {
                let found = desk.agenda_day(on, None).unwrap();
                let just = found.providers.iter().any(|column| {
                    column.lines.iter().any(|it| {
                        it.starts == starts
                            && it.status == Status::Booked
                            && column.hours.iter().any(|(from, until, _)| *from <= it.starts && it.ends <= *until)
                    })
                });
                prop_assert!(just, "{on} {starts}");
            }
        }
        prop_assert!(desk.verify().unwrap().holds());
    }
}
