//! Courses and the other things that take somebody's time: what the agenda
//! warns of while booking, and which group meets in the hours of a class.

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;

use crate::domain::agenda::Commitment;
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

/// The group of the person that meets in the hours of a class, in words.
pub(super) fn group_clash(
    con: &Connection,
    person: Id<Person>,
    of: &Course,
) -> Outcome<Option<String>> {
    let ends = of.ends_on.unwrap_or(of.starts_on);
    let mut own = enrolments::of_person(con, person)?;
    own.retain(|it| it.since <= ends && it.until.is_none_or(|until| until >= of.starts_on));
    if own.is_empty() || of.week.is_empty() {
        return Ok(None);
    }
    let hours = groups::hours(con)?;
    for it in own {
        let Some(group) = groups::by_id(con, it.group)?.filter(|it| it.active) else {
            continue;
        };
        let clash = hours
            .iter()
            .filter(|it| it.group == group.id)
            .filter(|it| it.since <= ends && it.until.is_none_or(|until| until >= of.starts_on))
            .any(|it| of.week.iter().any(|class| meets(*class, it.slot())));
        if clash {
            return Ok(Some(format!("grupo «{}»", group.name)));
        }
    }
    Ok(None)
}
