//! Desks for the tests: a unit set up on a Monday at 8, held still.

use std::path::Path;

use acolhida::app::{Arrival, Clock, Comer, Desk, Ids, SetUp, StaffData, UnitData};
use acolhida::domain::access::Role;
use acolhida::domain::fault::{Failure, Outcome};
use acolhida::domain::id::Id;
use acolhida::domain::ticket::Demand;
use chrono::{DateTime, Duration, Utc};

/// Monday, 23 November 2026, 8:00 in Aracaju.
pub fn monday_at_8() -> DateTime<Utc> {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

pub fn unit() -> UnitData {
    UnitData {
        name: "CRAS Jardim das Mangueiras".into(),
        municipality: "Aracaju".into(),
        uf: "SE".into(),
        ddd: "79".into(),
        ..UnitData::default()
    }
}

pub const PASSWORD: &str = "café com tapioca";

pub fn set_up() -> SetUp {
    SetUp {
        unit: unit(),
        login: "rosa".into(),
        name: "Rosa Menezes".into(),
        password: PASSWORD.into(),
    }
}

/// A desk in memory with somebody in every role; reception is logged in.
pub fn desk() -> Desk {
    let mut desk = Desk::in_memory(Clock::held(monday_at_8()), Ids::Seeded(1)).unwrap();
    desk.set_up(&set_up()).unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    for role in Role::ALL.into_iter().filter(|it| *it != Role::Coordination) {
        add_staff(&mut desk, role);
    }
    desk.sample_login(Role::Reception).unwrap();
    desk.set_seat("Guichê 1").unwrap();
    desk
}

/// Somebody more in the team, named after the role; answers the first password.
pub fn add_staff(desk: &mut Desk, role: Role) -> String {
    desk.add_staff(&StaffData {
        login: role.code().into(),
        name: format!("Pessoa {}", role.code()),
        role,
        registration: String::new(),
        handles: Vec::new(),
    })
    .unwrap()
}

/// A desk on a real file; nobody is logged in.
pub fn desk_on(file: &Path, at: DateTime<Utc>) -> Desk {
    Desk::open(file, Clock::held(at), Ids::System).unwrap()
}

/// Moves the desk's clock.
pub fn later(clock: &Clock, minutes: i64) {
    clock.set(clock.now() + Duration::minutes(minutes));
}

pub fn demand(desk: &Desk, code: &str) -> Id<Demand> {
    let all = desk.demands().unwrap();
    all.iter().find(|it| it.code == code).unwrap().id
}

/// Somebody without a record comes for `code`.
pub fn says(desk: &Desk, name: &str, code: &str) -> Arrival {
    Arrival {
        who: Comer::Said(name.into()),
        companions: Vec::new(),
        demands: vec![demand(desk, code)],
        access: "1".into(),
        grounds: None,
        donor_on: None,
        reserved: false,
    }
}

/// The words of a refusal.
pub fn refusal<T: std::fmt::Debug>(outcome: Outcome<T>) -> String {
    match outcome {
        Err(Failure::Refused(it)) => it.text,
        other => panic!("expected a refusal, got {other:?}"),
    }
}
