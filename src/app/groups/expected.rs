//! Where the groups expect a person on one day, for the agenda that warns of
//! two things at once. The group's name stays out of it: where somebody under
//! secrecy goes is not told at the counter.

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::domain::agenda::{Calendar, Commitment};
use crate::domain::fault::Outcome;
use crate::domain::groups::{GroupKind, planned};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::groups::{enrolments, list, meetings};

/// The meetings of that day in the groups that the person is in.
pub(in crate::app) fn commitments(
    con: &Connection,
    calendar: &Calendar,
    person: Id<Person>,
    day: NaiveDate,
) -> Outcome<Vec<Commitment>> {
    let mut own = enrolments::of_person(con, person)?;
    own.retain(|it| it.holds_on(day));
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let hours = list::hours(con)?;
    let mut out = Vec::new();
    for it in own {
        let Some(group) = list::by_id(con, it.group)?.filter(|it| it.active) else {
            continue;
        };
        let label = match group.kind {
            GroupKind::Scfv => "encontro do SCFV",
            GroupKind::Paif => "grupo do PAIF",
            GroupKind::OneOff => "atividade do CRAS",
        };
        let said = meetings::of_group(con, group.id, day, day)?;
        let of_group: Vec<_> = hours
            .iter()
            .filter(|it| it.group == group.id)
            .cloned()
            .collect();
        let given = planned(&of_group, calendar, day, day)
            .into_iter()
            .filter(|it| said.iter().all(|said| said.key != it.key))
            .map(|it| (it.key.starts, it.ends));
        let told = said
            .iter()
            .filter(|it| it.day == day && !it.cancelled)
            .map(|it| (it.starts, it.ends));
        out.extend(given.chain(told).map(|(starts, ends)| Commitment {
            label: label.to_string(),
            day,
            starts,
            ends,
        }));
    }
    Ok(out)
}
