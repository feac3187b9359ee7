//! Whatever people do in whatever order: no seat too many, nobody twice in one
//! class, and nobody waits for a free seat without being shown to be called.

use acolhida::app::{ApplyWay, Applying};
use acolhida::domain::agenda::Reach;
use acolhida::domain::courses::Applied;
use proptest::prelude::*;

use super::desks::*;
use crate::groups::desks::teens;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn seats_hold_whatever_the_order_of_acts(
        acts in prop::collection::vec((0u8..6, 0usize..7, 0u8..3), 1..40)
    ) {
        let (mut desk, id) = courses_desk();
        let people = teens(&mut desk, 7);
        for (what, who, how) in acts {
            let all = desk.applications_of(id).unwrap();
            let own = all.iter().find(|it| it.person == people[who]).map(|it| it.id);
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
                (5, _) => drop(desk.undo()),
                (_, _) => {}
            }
            let all = desk.applications_of(id).unwrap();
            let seated = all.iter().filter(|it| it.state.holds_seat()).count();
            prop_assert!(seated <= 2);
            for person in &people {
                let open = all.iter().filter(|it| {
                    it.person == *person
                        && (it.state.holds_seat() || it.state == Applied::Waiting)
                });
                prop_assert!(open.count() <= 1);
            }
            let line = &desk.courses().unwrap()[0];
            prop_assert_eq!(line.left.0 + line.left.1, 2 - u32::try_from(seated).unwrap());
            let waiting = desk.waiting_for_seat(id).unwrap();
            let offer = desk.seat_offer(id).unwrap();
            if line.left != (0, 0) {
                prop_assert_eq!(offer.call.len() + offer.more as usize, waiting.len());
                let reachable = waiting.iter().filter(|it| !it.passed).count();
                prop_assert_eq!(offer.call.len(), reachable.min(3));
            }
        }
        prop_assert!(desk.verify().unwrap().holds());
    }
}
