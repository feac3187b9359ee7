//! Desks that die in the middle of a write, many desks at once, one desk that
//! will not let go.

use std::thread;

use acolhida::domain::sample::rng::Rng;
use rusqlite::{Connection, TransactionBehavior};

use super::{Unit, Worker, nothing_is_lost, rosa, rounds};
use crate::desks::{refusal, says};

/// Check-ins of one desk in one round.
const MOST: usize = 40;

#[test]
fn two_desks_killed_again_and_again_lose_nothing_acknowledged() {
    let unit = Unit::new();
    let mut chance = Rng::new(200);
    let mut acknowledged = Vec::new();
    let rounds = i64::try_from(rounds(40, 200)).unwrap();
    for round in 0..rounds {
        let mut one = Worker::start(&unit.file, round, MOST);
        let mut other = Worker::start(&unit.file, round, MOST);
        one.hear(1 + usize::try_from(chance.below(12)).unwrap());
        if chance.percent(50) {
            other.hear(1);
        }
        let before = acknowledged.len();
        acknowledged.extend(one.kill());
        acknowledged.extend(other.kill());
        assert!(acknowledged.len() > before, "nobody worked in {round}");
        if round % 20 == 19 {
            nothing_is_lost(&unit.file, &acknowledged);
        }
    }
    nothing_is_lost(&unit.file, &acknowledged);
    acknowledged.sort();
    let all = acknowledged.len();
    acknowledged.dedup();
    assert_eq!(acknowledged.len(), all);
}

#[test]
fn five_desks_at_once_never_share_a_ticket_nor_wait_in_vain() {
    const DESKS: usize = 5;
    let each = rounds(60, 300);
    let unit = Unit::new();
    let mut codes: Vec<String> = thread::scope(|scope| {
        let desks: Vec<_> = (0..DESKS)
            .map(|_| {
                scope.spawn(|| {
                    let mut desk = rosa(&unit.file, 0).unwrap();
                    let joana = says(&desk, "Joana", "CU-ATU");
                    let codes: Vec<String> = (0..each)
                        .map(|_| desk.arrive(&joana).unwrap().code)
                        .collect();
                    codes
                })
            })
            .collect();
        desks
            .into_iter()
            .flat_map(|it| it.join().unwrap())
            .collect()
    });
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), DESKS * each);
    nothing_is_lost(&unit.file, &[]);
    let con = Connection::open(&unit.file).unwrap();
    let lines: (usize, usize) = con
        .query_row("SELECT max(line), count(*) FROM ticket", [], |row| {
            Ok((
                row.get::<_, u32>(0)? as usize,
                row.get::<_, u32>(1)? as usize,
            ))
        })
        .unwrap();
    assert_eq!(lines, (DESKS * each, DESKS * each), "the list has no gap");
}

#[test]
fn a_file_that_is_never_let_go_is_told_and_the_next_try_works() {
    let unit = Unit::new();
    let mut desk = rosa(&unit.file, 0).unwrap();
    let joana = says(&desk, "Joana", "CU-ATU");
    let mut stuck = Connection::open(&unit.file).unwrap();
    let held = stuck
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    // Reading goes on all the while.
    assert_eq!(desk.line().unwrap().rows.len(), 0);
    let told = refusal(desk.arrive(&joana));
    assert!(told.contains("Outra mesa está gravando"), "{told}");
    assert!(told.contains("Nada se perdeu"), "{told}");
    drop(held);
    assert_eq!(desk.arrive(&joana).unwrap().line, 1);
    nothing_is_lost(&unit.file, &[]);
}
