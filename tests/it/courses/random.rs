//! Whatever people do in whatever order at two desks: no seat too many, nobody
//! twice in one class, and nobody waits for a free seat without being shown to
//! be called.
#![cfg(unix)]

use acolhida::app::{ApplyWay, Applying};
use acolhida::domain::agenda::Reach;
use acolhida::domain::courses::{Applied, Seats};
use proptest::prelude::*;

use super::desks::*;
use crate::faults::{Unit, rosa};
use crate::groups::desks::teens;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn seats_hold_whatever_the_order_of_acts(
        acts in prop::collection::vec((0u8..8, 0usize..7, 0u8..3, 0usize..2), 1..40)
    ) {
        let unit = Unit::new();
        let mut desks = [(); 2].map(|()| rosa(&unit.file, 0).unwrap());
        let id = desks[0].new_id();
        desks[0].save_course(&course(id), 0).unwrap();
        let people = teens(&mut desks[0], 7);
        for (what, who, how, at) in acts {
            let desk = &mut desks[at];
            let all = desk.applications_of(id).unwrap();
            let own = all.iter().rev().find(|it| it.person == people[who]).map(|it| it.id);
            match (what, own) {
                (0..=2, _) => {
                    let way = match how {
                        0 | 1 => ApplyWay::Usual,
                        _ => ApplyWay::Ahead("ordem judicial".into()),
                    };
                    let it = Applying { way, ..applying(id, people[who]) };
                    let _ = desk.apply(&it);
                }
                (3, Some(own)) => {
                    let states = [Applied::GaveUp, Applied::TurnedDown, Applied::Sent];
                    let on = desk.today();
                    let _ = desk.set_application(own, states[usize::from(how)], on);
                }
                (4, Some(own)) => {
                    let reason = if how == 2 { "ordem judicial" } else { "" };
                    let _ = desk.accept_seat(own, reason);
                    if how == 1 {
                        let _ = desk.note_seat_call(own, Reach::NoAnswer);
                    }
                }
                (5 | 6, _) => drop(desk.undo()),
                (7, _) => {
                    // The notice changes: fewer seats, more, or back to the pool.
                    let mut it = desk.courses().unwrap()[0].course.clone();
                    let returns_on = (how == 2).then(|| desk.today());
                    it.seats = Seats { own: u32::from(how), pool: 1, returns_on };
                    let _ = desk.save_course(&it, 0);
                }
                (_, _) => {}
            }
            let desk = &desks[1 - at];
            let all = desk.applications_of(id).unwrap();
            let seated = all.iter().filter(|it| it.state.holds_seat()).count();
            let line = &desk.courses().unwrap()[0];
            let seats = line.course.seats;
            prop_assert!(seated <= (seats.own + seats.pool) as usize, "{all:?}");
            for person in &people {
                let open = all.iter().filter(|it| {
                    it.person == *person
                        && (it.state.holds_seat() || it.state == Applied::Waiting)
                });
                prop_assert!(open.count() <= 1);
            }
            let left = (line.left.0 + line.left.1) as usize;
            prop_assert_eq!(left, (seats.own + seats.pool) as usize - seated);
            let waiting = desk.waiting_for_seat(id).unwrap();
            let offer = desk.seat_offer(id).unwrap();
            if line.left != (0, 0) {
                prop_assert_eq!(offer.call.len() + offer.more as usize, waiting.len());
                let reachable = waiting.iter().filter(|it| !it.passed).count();
                prop_assert_eq!(offer.call.len(), reachable.min(3));
            }
        }
        prop_assert!(desks[0].verify().unwrap().holds());
    }
}
