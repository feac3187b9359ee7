//! What signing up takes from the family: who answers for a minor, and which
//! phones may be called; and what becomes of two records that are one person.

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::domain::courses::Applied;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::courses::applications;
use crate::store::families;
use crate::store::merge::Belonging;

/// Completed years from which nobody answers for one (Código Civil, art. 5º).
pub(super) const MAJORITY: u32 = 18;

/// The people of age whom somebody lives with, the reference person first.
pub(super) fn guardians(
    con: &Connection,
    person: Id<Person>,
    today: NaiveDate,
) -> Outcome<Vec<(Id<Person>, String)>> {
    let mut out: Vec<(bool, Id<Person>, String)> = Vec::new();
    for line in families::lines_of(con, person)? {
        if !line.is_current() {
            continue;
        }
        for (line, it) in families::people_of(con, line.family)? {
            let adult = it.age(today).is_some_and(|it| it >= MAJORITY) && it.died_on.is_none();
            if line.is_current() && adult && it.id != person {
                let name = it.facts.shown_name().to_string();
                out.push((!line.is_reference(), it.id, name));
            }
        }
    }
    out.sort_by_key(|it| it.0);
    let mut seen = Vec::new();
    for (_, id, name) in out {
        if seen.iter().all(|(other, _)| *other != id) {
            seen.push((id, name));
        }
    }
    Ok(seen)
}

/// Phones of the people somebody lives with, their own first; national digits.
pub(super) fn phones(con: &Connection, person: Id<Person>) -> Outcome<Vec<String>> {
    let mut out = Vec::new();
    for line in families::lines_of(con, person)? {
        if line.is_current() {
            out.extend(families::phones(con, line.family)?);
        }
    }
    out.sort_by_key(|it| it.person != Some(person));
    let mut digits: Vec<String> = Vec::new();
    for it in out {
        if !digits.contains(&it.digits) {
            digits.push(it.digits);
        }
    }
    Ok(digits)
}

/// Of two applications to one class that turn out to be one person's, the one
/// of `keep` that goes: theirs when they only wait and `row` has a seat.
pub(in crate::app) fn weaker_twin(
    con: &Connection,
    row: Belonging,
    keep: Id<Person>,
) -> Outcome<Option<Belonging>> {
    if row.table != "application" {
        return Ok(None);
    }
    let ours = applications::by_id(con, Id::from_bytes(row.id))?;
    let Some(ours) = ours.filter(|it| it.application.state.holds_seat()) else {
        return Ok(None);
    };
    let theirs = applications::of_person(con, keep)?;
    let waits = theirs.iter().find(|it| {
        it.application.course == ours.application.course && it.application.state == Applied::Waiting
    });
    Ok(waits.map(|it| Belonging {
        id: *it.application.id.bytes(),
        ..row
    }))
}
