//! Slots, holes and collisions on a small unit: Mondays from 8 to 12.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::domain::access::Role;
use crate::domain::agenda::{When, holes, of_turns};
use std::convert::Infallible;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Minute {
    Minute::parse(text).unwrap()
}

fn id<T>(n: u8) -> Id<T> {
    Id::from_bytes([n; 16])
}

fn service(n: u8, minutes: u32, places: u32) -> Service {
    Service {
        id: id(n),
        code: format!("S{n}"),
        letter: String::new(),
        label: format!("Serviço {n}"),
        minutes,
        places,
        papers: Vec::new(),
        rma: String::new(),
        demand: Some(id(n)),
        given_by: vec![Role::CadUnico],
        active: true,
        position: i64::from(n),
    }
}

fn provider(n: u8) -> Provider {
    Provider {
        id: id(n),
        staff: Some(id(n)),
        name: format!("Pessoa {n}"),
        role: Some(Role::CadUnico),
        services: Vec::new(),
        active: true,
        position: i64::from(n),
    }
}

fn turn(n: u8, provider: u8, when: When, starts: &str, ends: &str) -> Turn {
    Turn {
        id: id(n),
        provider: id(provider),
        when,
        since: day("2026-11-23"),
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

/// Mondays 8 to 12, with a break at 10.
fn supply() -> Supply {
    let mut monday = turn(1, 1, When::Weekly(1), "8", "12");
    monday.pause = Some((at("10"), at("1015")));
    Supply {
        services: vec![service(1, 30, 1), service(2, 60, 3)],
        providers: vec![provider(1)],
        turns: vec![monday],
        absences: Vec::new(),
        rooms: Vec::new(),
        calendar: Calendar::new(Vec::new(), "SE", "2800308", true),
    }
}

fn booked(service: u8, starts: &str, ends: &str) -> Booked {
    Booked {
        provider: id(1),
        service: id(service),
        starts: at(starts),
        ends: at(ends),
    }
}

fn shown(all: &[Slot]) -> String {
    let each = all
        .iter()
        .map(|it| format!("{} {}/{}", it.starts, it.taken, it.places));
    each.collect::<Vec<_>>().join(", ")
}

const MONDAY: &str = "2026-11-23";

#[test]
fn slots_follow_the_hours_around_the_break() {
    let it = supply();
    let all = slots(&it, &[], &it.services[0], None, day(MONDAY));
    assert_eq!(
        shown(&all),
        "08:00 0/1, 08:30 0/1, 09:00 0/1, 09:30 0/1, 10:15 0/1, 10:45 0/1, 11:15 0/1"
    );
    assert!(slots(&it, &[], &it.services[0], None, day("2026-11-24")).is_empty());
    assert!(
        slots(&it, &[], &it.services[0], None, day("2026-11-16")).is_empty(),
        "before it began"
    );
}

#[test]
fn another_service_shifts_what_follows_and_never_overlaps() {
    let it = supply();
    let taken = [booked(2, "08:30", "09:30")];
    let all = slots(&it, &taken, &it.services[0], None, day(MONDAY));
    assert_eq!(
        shown(&all),
        "08:00 0/1, 09:30 0/1, 10:15 0/1, 10:45 0/1, 11:15 0/1"
    );
    let shared = slots(&it, &taken, &it.services[1], None, day(MONDAY));
    assert_eq!(
        shown(&shared),
        "08:30 1/3, 10:15 0/3",
        "the group's hour takes two more"
    );
}

#[test]
fn absences_holidays_and_one_day_turns() {
    let mut it = supply();
    it.absences.push(Absence {
        id: id(1),
        provider: None,
        since: day(MONDAY),
        until: day(MONDAY),
        hours: Some((at("9"), at("11"))),
        reason: "reunião".into(),
    });
    let all = slots(&it, &[], &it.services[0], None, day(MONDAY));
    assert_eq!(shown(&all), "08:00 0/1, 08:30 0/1, 11:00 0/1, 11:30 0/1");
    // 7 September 2026 is a Monday.
    it.turns[0].since = day("2026-01-01");
    assert!(slots(&it, &[], &it.services[0], None, day("2026-09-07")).is_empty());
    let mut saturday = turn(2, 1, When::Once, "8", "9");
    saturday.since = day("2026-11-28");
    saturday.places = 40;
    it.turns.push(saturday);
    let all = slots(&it, &[], &it.services[0], None, day("2026-11-28"));
    assert_eq!(shown(&all), "08:00 0/40, 08:30 0/40");
}

#[test]
fn two_turns_at_once_are_one_pair_of_hands() {
    let mut it = supply();
    it.turns.push(turn(2, 1, When::Weekly(1), "9", "13"));
    let all = slots(&it, &[], &it.services[1], None, day(MONDAY));
    assert!(
        all.windows(2).all(|it| it[0].ends <= it[1].starts),
        "{}",
        shown(&all)
    );
    assert_eq!(of_turns(&it.turns).len(), 1);
}

/// Every small case: two bookings of either service anywhere on the grid of
/// the quarter hour. No slot with a place ever runs into somebody else's time,
/// and what is booked within the hours keeps its slot.
#[test]
fn no_slot_runs_into_what_is_booked() {
    let it = supply();
    let starts: Vec<Minute> = (0..24).map(|n| Minute::clamped(420 + n * 15)).collect();
    for first in 1..=2_u8 {
        for second in 1..=2_u8 {
            for a in &starts {
                for b in &starts {
                    let length = |n: u8| it.services[n as usize - 1].minutes;
                    let one = Booked {
                        starts: *a,
                        ends: a.plus(length(first)).unwrap(),
                        ..booked(first, "8", "9")
                    };
                    let two = Booked {
                        starts: *b,
                        ends: b.plus(length(second)).unwrap(),
                        ..booked(second, "8", "9")
                    };
                    for service in &it.services {
                        let all = slots(&it, &[one, two], service, None, day(MONDAY));
                        assert!(all.windows(2).all(|it| it[0].ends <= it[1].starts));
                        for slot in &all {
                            for other in [one, two] {
                                let meets = other.starts < slot.ends && other.ends > slot.starts;
                                let same = other.service == service.id
                                    && (other.starts, other.ends) == (slot.starts, slot.ends);
                                assert!(!meets || same, "{slot:?} {other:?}");
                            }
                            let inside = [one, two]
                                .iter()
                                .filter(|it| {
                                    it.service == service.id
                                        && it.starts == slot.starts
                                        && it.ends == slot.ends
                                })
                                .count();
                            assert_eq!(slot.taken as usize, inside);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_next_place_skips_what_is_past_full_or_closed() {
    let it = supply();
    let next = |from: (&str, &str), taken: &[Booked]| {
        let ask = |_| Ok::<_, Infallible>(taken.to_vec());
        let from = (day(from.0), at(from.1));
        let Ok(found) = next_free(&it, &it.services[0], None, from, 60, 1, ask);
        found.first().map(|it| format!("{} {}", it.day, it.starts))
    };
    assert_eq!(next((MONDAY, "8:10"), &[]).unwrap(), "2026-11-23 08:30");
    assert_eq!(next((MONDAY, "12"), &[]).unwrap(), "2026-11-30 08:00");
    assert_eq!(
        next(
            (MONDAY, "8"),
            &[booked(1, "8", "830"), booked(1, "830", "9")]
        )
        .unwrap(),
        "2026-11-23 09:00"
    );
    assert_eq!(next(("2027-01-05", "8"), &[]).unwrap(), "2027-01-11 08:00");
}

#[test]
fn turns_that_never_meet_do_not_collide() {
    let mut before = turn(1, 1, When::Weekly(1), "8", "12");
    before.until = Some(day("2026-11-29"));
    let mut after = turn(2, 1, When::Weekly(1), "8", "12");
    after.since = day("2026-11-30");
    assert!(of_turns(&[before.clone(), after.clone()]).is_empty());
    after.since = day("2026-11-23");
    assert_eq!(of_turns(&[before.clone(), after.clone()]).len(), 1);
    // Only the break is shared, and another room.
    before.pause = Some((at("9"), at("10")));
    after.starts = at("9");
    after.ends = at("10");
    assert!(of_turns(&[before, after]).is_empty());
}

#[test]
fn a_hole_is_offered_after_a_quarter_of_an_hour_to_those_who_fit() {
    let it = supply();
    let missed = Appointment {
        id: id(9),
        service: id(1),
        provider: id(1),
        day: day(MONDAY),
        starts: at("8"),
        minutes: 30,
        line: 1,
        family: None,
        person: None,
        said_name: "Ana".into(),
        phone: String::new(),
        status: crate::domain::agenda::Status::Booked,
        moved_from: None,
        fills: None,
        series: None,
        ticket: None,
        booked_at: chrono::DateTime::UNIX_EPOCH,
        booked_by: None,
    };
    let waiting = [
        (id(1), vec![id(2)]),
        (id(2), vec![id(2), id(1)]),
        (id(3), vec![id(1)]),
    ];
    let of = |all: &[Appointment], now: &str| holes(&it, all, &waiting, at(now), 15);
    assert!(of(std::slice::from_ref(&missed), "8:14").is_empty());
    let found = of(std::slice::from_ref(&missed), "8:15");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].free_until, at("10"), "until the break");
    assert_eq!(
        found[0].fits,
        vec![id(2), id(3)],
        "in their order, only who came for it"
    );
    let next = Appointment {
        id: id(8),
        starts: at("8:30"),
        ..missed.clone()
    };
    let both = [missed.clone(), next];
    assert_eq!(of(&both, "8:15")[0].free_until, at("8:30"));
    assert!(
        of(&both, "8:16").is_empty(),
        "fewer than half of the minutes are left"
    );
    let filled = Appointment {
        id: id(7),
        fills: Some(missed.id),
        starts: at("8"),
        ..missed.clone()
    };
    let gone = Appointment {
        status: crate::domain::agenda::Status::NoShow,
        ..missed
    };
    assert_eq!(of(std::slice::from_ref(&gone), "8:20").len(), 1);
    assert!(of(&[gone, filled], "8:14").is_empty());
}
