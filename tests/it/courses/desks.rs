//! A class of «Informática básica» of the Senac, from 16 years on, with one own
//! seat and one of the pool; sign-up is open.

use acolhida::app::{ApplyWay, Applying, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Course, Seats};
use acolhida::domain::id::Id;
use acolhida::domain::person::Person;

use crate::agenda::desks::{at, day};
use crate::desks::desk;

/// Reception is logged in, Monday 23 November at 8.
pub fn courses_desk() -> (Desk, Id<Course>) {
    let mut desk = desk();
    let id = desk.new_id();
    keep(&mut desk, &course(id));
    (desk, id)
}

/// As the coordination writes it; reception is logged in afterwards.
pub fn keep(desk: &mut Desk, it: &Course) {
    desk.sample_login(Role::Coordination).unwrap();
    desk.save_course(it, 0).unwrap();
    desk.sample_login(Role::Reception).unwrap();
}

pub fn course(id: Id<Course>) -> Course {
    Course {
        id,
        code: "TI-01".into(),
        title: "Informática básica".into(),
        partner: "Senac".into(),
        place: String::new(),
        starts_on: day("2026-12-07"),
        ends_on: Some(day("2027-02-26")),
        week: vec![(1, at("8"), at("12"))],
        hours: Some(60),
        age_min: Some(16),
        age_max: None,
        schooling: None,
        papers: vec!["RG".into(), "CPF".into()],
        seats: Seats {
            own: 1,
            pool: 1,
            returns_on: None,
        },
        opens_on: None,
        closes_on: Some(day("2026-12-04")),
        first: Vec::new(),
        asks_income: false,
        choices: 3,
        contact: String::new(),
        active: true,
    }
}

pub fn applying(course: Id<Course>, person: Id<Person>) -> Applying {
    Applying {
        course,
        person,
        choice: None,
        phone: String::new(),
        income: None,
        exception: String::new(),
        way: ApplyWay::Usual,
    }
}
