//! Whatever people do in whatever order: no group beyond its places, nobody
//! twice in one, no number for two people on a day, and nobody waits for a
//! free place without being shown to be called.

use acolhida::app::{Desk, Way};
use acolhida::domain::agenda::Reach;
use acolhida::domain::groups::GroupLeave;
use chrono::Days;
use proptest::prelude::*;

use super::desks::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn places_hold_whatever_the_order_of_acts(
        acts in prop::collection::vec((0u8..8, 0usize..9, 0u8..3), 1..40)
    ) {
        let mut desk = groups_desk();
        let violao = group(&desk, "Violão");
        let people = teens(&mut desk, 9);
        for (what, who, how) in acts {
            act(&mut desk, violao, people[who], what, how);
            hold(&desk, violao)?;
        }
        prop_assert!(desk.verify().unwrap().holds());
    }
}

type GroupId = acolhida::domain::id::Id<acolhida::domain::groups::Group>;
type PersonId = acolhida::domain::id::Id<acolhida::domain::person::Person>;

fn act(desk: &mut Desk, group: GroupId, person: PersonId, what: u8, how: u8) {
    let way = match how {
        0 => Way::Usual,
        1 => Way::Wait,
        _ => Way::Ahead("ordem judicial".into()),
    };
    let it = acolhida::app::NewEnrolment {
        way,
        ..entry(group, person, "2026-11-23")
    };
    let inside = desk.group_card(group).unwrap().people;
    let stay = inside.iter().find(|it| it.person == person);
    let waiting = desk.waiting_of(group).unwrap();
    let wait = waiting.iter().find(|it| it.person == person);
    match what {
        0..=2 => drop(desk.enrol(&it)),
        3 => {
            if let Some(stay) = stay {
                let on = desk
                    .today()
                    .checked_sub_days(Days::new(u64::from(how)))
                    .unwrap();
                let _ = desk.leave_group(stay.enrolment, on, GroupLeave::OwnWish);
            }
        }
        4 => {
            if let Some(wait) = wait {
                let reason = if how == 2 { "ordem judicial" } else { "" };
                let _ = desk.accept_place(wait.id, desk.today(), reason);
            }
        }
        5 => {
            if let Some(wait) = wait {
                let reach = [Reach::NoAnswer, Reach::Refused, Reach::WrongNumber];
                let _ = desk.note_place_call(wait.id, reach[usize::from(how)]);
            }
        }
        6 => drop(desk.undo()),
        _ => {
            if let Some(wait) = wait {
                let _ = desk.leave_waiting(wait.id);
            }
        }
    }
}

fn hold(desk: &Desk, group: GroupId) -> Result<(), TestCaseError> {
    let card = desk.group_card(group).unwrap();
    let places = card.line.places;
    let tomorrow = desk.today().succ_opt().unwrap();
    let inside: Vec<_> = card
        .people
        .iter()
        .filter(|it| it.until.is_none_or(|until| until >= tomorrow))
        .collect();
    prop_assert_eq!(inside.len(), places.taken as usize);
    prop_assert!(places.taken <= places.capacity);
    let mut numbers: Vec<u32> = inside.iter().map(|it| it.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    prop_assert_eq!(numbers.len(), inside.len());
    let waiting = desk.waiting_of(group).unwrap();
    prop_assert_eq!(waiting.len(), places.waiting as usize);
    for it in &waiting {
        prop_assert!(inside.iter().all(|other| other.person != it.person));
    }
    let offer = desk.place_offer(group).unwrap();
    if places.free() > 0 {
        // Everybody who waits is shown, or was called in vain.
        let shown = offer.call.len() + offer.more as usize;
        prop_assert_eq!(shown, waiting.len());
        let reachable = waiting
            .iter()
            .filter(|it| it.unanswered < 3 && it.reach != Some(Reach::WrongNumber))
            .count();
        prop_assert_eq!(offer.call.len(), reachable.min(3));
    } else {
        prop_assert!(offer.call.is_empty());
    }
    Ok(())
}
