//! What signing up and waiting share: how many seats are left, who is ahead.
//! Asked inside the transaction that writes.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::app::agenda::{in_vain, unanswered};
use crate::domain::agenda::Reach;
use crate::domain::courses::{Course, Standing, Used, answer_until, first_groups, in_order};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::Zone;
use crate::domain::unit::Setting;
use crate::store::agenda::contacts;
use crate::store::courses::applications::{self, Held};
use crate::store::courses::list::{self, Kept};
use crate::store::groups::Face;
use crate::store::unit;

/// Somebody on the list of a class.
pub(super) struct Queued {
    pub kept: applications::Kept,
    pub face: Face,
    /// Of a group that the notice puts first.
    pub first: bool,
}

/// What the calls about a seat came to.
pub(super) struct Tried {
    /// How the last one ended.
    pub reach: Option<Reach>,
    /// In a row, without an answer.
    pub unanswered: u32,
    /// Last day to answer the first of them.
    pub until: Option<NaiveDate>,
    /// The turn may pass to the next.
    pub passed: bool,
}

/// When it is asked, and how long people have to answer.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub today: NaiveDate,
    pub zone: Zone,
    /// Days, from the setting.
    days: u64,
}

impl Moment {
    pub(super) fn new(con: &Connection, today: NaiveDate, zone: Zone) -> Outcome<Self> {
        let days = unit::setting(con, Setting::SeatDays, today)?;
        let days = days.parse().unwrap_or(2);
        Ok(Self { today, zone, days })
    }

    /// The calls about one application.
    pub(super) fn tried(self, con: &Connection, about: &[u8; 16]) -> Outcome<Tried> {
        let tries = contacts::of(con, about)?;
        let days: Vec<(NaiveDate, Reach)> = tries
            .iter()
            .map(|it| (self.zone.day(it.at), it.reach))
            .collect();
        let (reach, unanswered) = (tries.last().map(|it| it.reach), unanswered(&tries));
        let until = answer_until(&days, self.days);
        Ok(Tried {
            reach,
            unanswered,
            until,
            passed: in_vain(reach, unanswered) || until.is_some_and(|it| self.today > it),
        })
    }
}

/// Seats of a class as they are held.
pub(super) fn used(of: &Kept, held: &HashMap<Id<Course>, Held>) -> Used {
    let held = held.get(&of.course.id).copied().unwrap_or_default();
    Used {
        own: held.own,
        pool: held.pool.saturating_add(of.elsewhere),
    }
}

/// Who waits for a seat of that class, in order.
pub(super) fn ordered(con: &Connection, of: &Course, today: NaiveDate) -> Outcome<Vec<Queued>> {
    let found = applications::waiting(con, of.id)?;
    let mut out: Vec<Queued> = found
        .into_iter()
        .map(|(kept, face, standing)| {
            let age = face.age(today);
            Queued {
                first: first_groups(&of.first, Standing { age, ..standing }),
                kept,
                face,
            }
        })
        .collect();
    in_order(&mut out, |it| (it.first, it.kept.application.asked_at));
    Ok(out)
}

/// Where somebody stands on the list of that class, from 1.
pub(super) fn position(
    con: &Connection,
    of: &Course,
    person: Id<Person>,
    today: NaiveDate,
) -> Outcome<Option<u32>> {
    let at = ordered(con, of, today)?
        .iter()
        .position(|it| it.kept.application.person == person);
    Ok(at.and_then(|it| u32::try_from(it + 1).ok()))
}

/// Whether what an undo brought back keeps the seats: none too many, and
/// nobody twice in one class. `id` is of a row of `table`.
pub(in crate::app) fn seats_hold(
    con: &Connection,
    (table, id): (&str, [u8; 16]),
    today: NaiveDate,
) -> Outcome<bool> {
    let own = match table {
        "application" => applications::by_id(con, Id::from_bytes(id))?,
        _ => None,
    };
    let of = match (table, &own) {
        ("course", _) => list::by_id(con, Id::from_bytes(id))?,
        (_, Some(own)) => list::by_id(con, own.application.course)?,
        (_, None) => None,
    };
    let Some(of) = of else {
        return Ok(true);
    };
    if let Some(own) = own {
        let all = applications::of_person(con, own.application.person)?;
        let here = all
            .iter()
            .filter(|it| it.application.course == of.course.id);
        if here.filter(|it| it.is_open()).count() > 1 {
            return Ok(false);
        }
    }
    let held = applications::held(con)?;
    Ok(of.course.seats.hold(used(&of, &held), today))
}
