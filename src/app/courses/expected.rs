//! Courses and the other things that take somebody's time: what the agenda
//! warns of while booking, and which group meets in the hours of a class.

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;

use crate::domain::agenda::{Commitment, Minute};
use crate::domain::courses::Course;
use crate::domain::fault::Outcome;
use crate::domain::groups::meets;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::courses::{applications, list};
use crate::store::groups::{enrolments, list as groups};

/// The lessons of that day in the classes that somebody is in. The title stays
/// out of it: where somebody under secrecy goes is not told at the counter.
pub(in crate::app) fn commitments(
    con: &Connection,
    person: Id<Person>,
    day: NaiveDate,
) -> Outcome<Vec<Commitment>> {
    let mut out = Vec::new();
    for it in applications::of_person(con, person)? {
        if !it.application.state.attends() {
            continue;
        }
        let Some(of) = list::by_id(con, it.application.course)? else {
            continue;
        };
        let of = of.course;
        if !of.active || day < of.starts_on || of.ends_on.is_some_and(|ends| day > ends) {
            continue;
        }
        let weekday = day.weekday().number_from_monday();
        let lessons = of.week.iter().filter(|it| it.0 == weekday);
        out.extend(lessons.map(|(_, starts, ends)| Commitment {
            label: "aula de curso".to_string(),
            day,
            starts: *starts,
            ends: *ends,
        }));
    }
    Ok(out)
}

/// A weekly meeting of a group that somebody is in, and its days.
pub(super) struct GroupHour {
    name: String,
    slot: (u32, Minute, Minute),
    since: NaiveDate,
    until: NaiveDate,
}

/// When the groups of somebody meet; read once for all classes.
pub(super) fn group_hours(con: &Connection, person: Id<Person>) -> Outcome<Vec<GroupHour>> {
    let own = enrolments::of_person(con, person)?;
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let hours = groups::hours(con)?;
    let last = |until: Option<NaiveDate>| until.unwrap_or(NaiveDate::MAX);
    let mut out = Vec::new();
    for it in own {
        let Some(group) = groups::by_id(con, it.group)?.filter(|it| it.active) else {
            continue;
        };
        let its = hours.iter().filter(|it| it.group == group.id);
        out.extend(its.map(|hour| GroupHour {
            name: group.name.clone(),
            slot: hour.slot(),
            since: it.since.max(hour.since),
            until: last(it.until).min(last(hour.until)),
        }));
    }
    Ok(out)
}

/// The group that meets in the hours of a class, in words.
pub(super) fn group_clash(hours: &[GroupHour], of: &Course) -> Option<String> {
    let ends = of.ends_on.unwrap_or(of.starts_on);
    hours
        .iter()
        .filter(|it| it.since <= ends && it.until >= of.starts_on)
        .find(|it| of.week.iter().any(|class| meets(*class, it.slot)))
        .map(|it| format!("grupo «{}»", it.name))
}
