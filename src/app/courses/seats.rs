//! What signing up and waiting share: how many seats are left, who is ahead.
//! Asked inside the transaction that writes.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::domain::courses::{Course, FirstGroup, Standing, Used, first_groups, in_order};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::courses::applications::{self, Held};
use crate::store::courses::list::Kept;
use crate::store::groups::Face;
use crate::store::{families, people};

/// Seats of a class as they are held.
pub(super) fn used(of: &Kept, held: &HashMap<Id<Course>, Held>) -> Used {
    let held = held.get(&of.course.id).copied().unwrap_or_default();
    Used {
        own: held.own,
        pool: held.pool.saturating_add(of.elsewhere),
    }
}

/// Who waits for a seat of that class, in order.
pub(super) fn ordered(
    con: &Connection,
    of: &Course,
    today: NaiveDate,
) -> Outcome<Vec<(applications::Kept, Face)>> {
    let found = applications::waiting(con, of.id)?;
    let mut out = Vec::new();
    for it in found {
        let first = is_first(con, of, it.0.application.person, today)?;
        out.push((first, it));
    }
    in_order(&mut out, |it| (it.0, it.1.0.application.asked_at));
    Ok(out.into_iter().map(|it| it.1).collect())
}

/// Whether somebody is of a group that the notice puts first.
pub(super) fn is_first(
    con: &Connection,
    of: &Course,
    person: Id<Person>,
    today: NaiveDate,
) -> Outcome<bool> {
    if of.first.is_empty() {
        return Ok(false);
    }
    let Some(it) = people::load(con, person)? else {
        return Ok(false);
    };
    let mut family = None;
    if of.first.contains(&FirstGroup::Pbf) || of.first.contains(&FirstGroup::CadUnico) {
        let lines = families::lines_of(con, person)?;
        if let Some(line) = lines.iter().find(|it| it.is_current()) {
            family = families::load(con, line.family)?;
        }
    }
    let standing = Standing {
        cadunico: !it.facts.nis.is_empty()
            || family
                .as_ref()
                .is_some_and(|it| !it.facts.cod_familiar.is_empty()),
        pbf: family.as_ref().is_some_and(|it| it.facts.pbf == Some(true)),
        disability: !it.facts.disability.is_empty(),
        age: it.age(today),
        sex: it.facts.sex,
    };
    Ok(first_groups(&of.first, standing))
}
