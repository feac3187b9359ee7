//! What somebody is already expected at: told while booking, and never a
//! reason to refuse. Whatever takes people's time on a day adds itself to
//! [`commitments`], and every screen that books warns of it.

use chrono::NaiveDate;

use crate::domain::agenda::{Appointment, Commitment, Minute, Status, Supply};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::agenda::appointments;

/// What the person is already expected at in those hours of that day, in words.
/// `but` is the appointment being made or moved.
pub(super) fn clash(
    con: &rusqlite::Connection,
    supply: &Supply,
    person: Option<Id<Person>>,
    (day, starts, ends): (NaiveDate, Minute, Minute),
    but: Option<Id<Appointment>>,
) -> Outcome<Option<String>> {
    let Some(person) = person else {
        return Ok(None);
    };
    let expected = commitments(con, supply, person, day, but)?;
    Ok(expected
        .iter()
        .find(|it| it.meets(day, starts, ends))
        .map(|it| format!("{} às {}", it.label, it.starts)))
}

/// Everything that person is expected at on that day.
pub(super) fn commitments(
    con: &rusqlite::Connection,
    supply: &Supply,
    person: Id<Person>,
    day: NaiveDate,
    but: Option<Id<Appointment>>,
) -> Outcome<Vec<Commitment>> {
    let mut out = crate::app::groups::commitments(con, &supply.calendar, person, day)?;
    out.extend(crate::app::courses::commitments(con, person, day)?);
    let booked = appointments::of_person_on(con, person, day)?;
    let booked = booked
        .iter()
        .filter(|it| Some(it.id) != but && it.status == Status::Booked)
        .map(|it| Commitment {
            label: supply
                .service(it.service)
                .map_or_else(String::new, |it| it.label.clone()),
            day: it.day,
            starts: it.starts,
            ends: it.ends(),
        });
    out.extend(booked);
    Ok(out)
}
