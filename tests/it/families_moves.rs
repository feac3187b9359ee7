//! Random lives of a village: whatever happens, the families hold together.

use acolhida::app::{Desk, Leaving, MoveTo};
use acolhida::domain::codes::{Kinship, LeaveReason};
use acolhida::domain::family::Family;
use acolhida::domain::id::Id;
use proptest::prelude::*;

use crate::desks::desk;
use crate::families::{family_of, member, person};

/// One move at random in a small village.
#[derive(Debug, Clone)]
enum Move {
    Open(u8),
    Add {
        family: u8,
    },
    Leave {
        family: u8,
        member: u8,
        next: u8,
    },
    Go {
        family: u8,
        member: u8,
        to: u8,
        next: u8,
    },
    Die {
        family: u8,
        member: u8,
        next: u8,
    },
    Lead {
        family: u8,
        member: u8,
    },
    Undo,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let any = || 0..6u8;
    let one = prop_oneof![
        (1..4u8).prop_map(Move::Open),
        any().prop_map(|family| Move::Add { family }),
        (any(), any(), any()).prop_map(|(family, member, next)| Move::Leave {
            family,
            member,
            next
        }),
        (any(), any(), any(), any()).prop_map(|(family, member, to, next)| Move::Go {
            family,
            member,
            to,
            next
        }),
        (any(), any(), any()).prop_map(|(family, member, next)| Move::Die {
            family,
            member,
            next
        }),
        (any(), any()).prop_map(|(family, member)| Move::Lead { family, member }),
        Just(Move::Undo),
    ];
    prop::collection::vec(one, 1..25)
}

fn take(desk: &mut Desk, village: &mut Vec<Id<Family>>, it: Move) {
    let at = |all: &[Id<Family>], n: u8| all.get(usize::from(n) % all.len().max(1)).copied();
    let one = |desk: &mut Desk, family: Id<Family>, n: u8| {
        let all = desk.family_card(family).ok()?.members;
        all.get(usize::from(n) % all.len().max(1))
            .map(|it| it.person)
    };
    let today = desk.today();
    match it {
        Move::Open(size) => {
            let names = ["Ana A", "Beto B", "Caio C", "Dora D"];
            let new = family_of(&names[..usize::from(size)]);
            village.push(desk.open_family(new).unwrap());
        }
        Move::Add { family } => {
            if let Some(family) = at(village, family) {
                let _ = desk.add_member(
                    family,
                    &member(person("Novo N", "2020-01-01"), Kinship::Child),
                );
            }
        }
        Move::Leave {
            family,
            member,
            next,
        } => {
            if let Some(family) = at(village, family)
                && let Some(person) = one(desk, family, member)
            {
                let next = one(desk, family, next);
                let reason = LeaveReason::Moved;
                let _ = desk.leave_family(Leaving {
                    person,
                    family,
                    reason,
                    day: today,
                    next,
                });
            }
        }
        Move::Go {
            family,
            member,
            to,
            next,
        } => {
            if let (Some(family), Some(to)) = (at(village, family), at(village, to))
                && let Some(person) = one(desk, family, member)
            {
                let next = one(desk, family, next);
                let to = MoveTo::Family {
                    id: to,
                    kinship: Kinship::OtherKin,
                };
                let _ = desk.move_member(person, family, &to, next);
            }
        }
        Move::Die {
            family,
            member,
            next,
        } => {
            if let Some(family) = at(village, family)
                && let Some(person) = one(desk, family, member)
            {
                let next = one(desk, family, next);
                let _ = desk.record_death(person, today, next);
            }
        }
        Move::Lead { family, member } => {
            if let Some(family) = at(village, family)
                && let Some(person) = one(desk, family, member)
            {
                desk.change_reference(family, person, &[]).unwrap();
            }
        }
        Move::Undo => {
            let _ = desk.undo();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_each_family_has_one_reference_and_nobody_twice(all in moves()) {
        let mut desk = desk();
        let mut village = Vec::new();
        for it in all {
            take(&mut desk, &mut village, it);
            let mut everybody = Vec::new();
            for family in &village {
                let Ok(card) = desk.family_card(*family) else { continue };
                let references = card.members.iter().filter(|it| it.kinship == Kinship::Reference);
                prop_assert_eq!(references.count(), usize::from(!card.members.is_empty()));
                everybody.extend(card.members.iter().map(|it| it.person));
            }
            let count = everybody.len();
            everybody.sort();
            everybody.dedup();
            prop_assert_eq!(everybody.len(), count, "somebody is in two families");
        }
        prop_assert!(desk.verify().unwrap().holds());
    }
}
