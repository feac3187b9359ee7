//! What watching the groups asks: marks of every group at once, and of whoever
//! is in a group the técnico of the family, the phone and the calls. One
//! statement a question, however many people there are.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, params};

use crate::domain::agenda::{Minute, Reach};
use crate::domain::fault::Outcome;
use crate::domain::groups::{Enrolment, Group, Mark};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;
use crate::domain::time::from_ms;
use crate::store::outcome;

/// One mark of one of many groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub group: Id<Group>,
    pub person: Id<Person>,
    pub day: NaiveDate,
    pub starts: Minute,
    pub mark: Mark,
}

/// A try to reach somebody about their stay in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    pub about: Id<Enrolment>,
    pub at: DateTime<Utc>,
    pub reach: Reach,
}

/// Who answers for a family, and their name.
pub type Technician = (Id<Staff>, String);

/// Every mark of those days, the oldest first.
pub fn marks(con: &Connection, from: NaiveDate, to: NaiveDate) -> Outcome<Vec<Seen>> {
    outcome(
        "ler a frequência",
        con.prepare_cached(
            "SELECT meeting.groups, it.person, meeting.day, meeting.starts, it.present, it.reason
             FROM meeting JOIN mark AS it ON it.meeting = meeting.id AND it.void = 0
             WHERE meeting.day BETWEEN ?1 AND ?2 AND meeting.void = 0 AND meeting.cancelled = 0
             ORDER BY meeting.day, meeting.starts",
        )
        .and_then(|mut found| {
            found
                .query_map(params![from, to], |row| {
                    // Read in place: there are tens of thousands of these.
                    let reason = row.get_ref(5)?.as_str()?;
                    Ok(Seen {
                        group: Id::from_bytes(row.get(0)?),
                        person: Id::from_bytes(row.get(1)?),
                        day: row.get(2)?,
                        starts: Minute::clamped(row.get(3)?),
                        mark: Mark::of(row.get(4)?, reason),
                    })
                })?
                .collect()
        }),
    )
}

/// Calls about whoever is still in a group, the oldest first.
pub fn calls(con: &Connection) -> Outcome<Vec<Call>> {
    outcome(
        "ler os contatos",
        con.prepare_cached(
            "SELECT it.about, it.at, it.outcome
             FROM contact AS it JOIN enrolment ON enrolment.id = it.about
             WHERE it.void = 0 AND enrolment.void = 0 AND enrolment.until IS NULL
             ORDER BY it.at, it.id",
        )
        .and_then(|mut found| {
            found
                .query_map([], |row| {
                    let reach: String = row.get(2)?;
                    Ok(Call {
                        about: Id::from_bytes(row.get(0)?),
                        at: from_ms(row.get(1)?),
                        // The CHECK of the table bounds it.
                        reach: Reach::from_code(&reach).unwrap_or(Reach::NoAnswer),
                    })
                })?
                .collect()
        }),
    )
}

/// Técnico de referência of the family of whoever is in a group, if any.
pub fn technicians(con: &Connection) -> Outcome<HashMap<Id<Person>, Technician>> {
    outcome(
        "ler as famílias",
        con.prepare_cached(
            "SELECT m.person, staff.id, staff.name
             FROM enrolment AS it
             JOIN member AS m ON m.person = it.person AND m.until IS NULL AND m.void = 0
             JOIN family AS f ON f.id = m.family AND f.void = 0
             JOIN staff ON staff.id = f.technician
             WHERE it.void = 0 AND it.until IS NULL",
        )
        .and_then(|mut found| {
            found
                .query_map([], |row| {
                    let who = (Id::from_bytes(row.get(1)?), row.get(2)?);
                    Ok((Id::from_bytes(row.get(0)?), who))
                })?
                .collect()
        }),
    )
}

/// Where whoever is in a group is called: their own phone, else the first of
/// the family. National digits.
pub fn phones(con: &Connection) -> Outcome<HashMap<Id<Person>, String>> {
    let found: Vec<(Id<Person>, String)> = outcome(
        "ler os telefones",
        con.prepare_cached(
            "SELECT m.person, phone.digits
             FROM enrolment AS it
             JOIN member AS m ON m.person = it.person AND m.until IS NULL AND m.void = 0
             JOIN phone ON phone.family = m.family AND phone.void = 0 AND phone.until IS NULL
             WHERE it.void = 0 AND it.until IS NULL
             ORDER BY m.person, m.since DESC, phone.person IS NOT m.person, phone.position,
               phone.id",
        )
        .and_then(|mut found| {
            found
                .query_map([], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?)))?
                .collect()
        }),
    )?;
    let mut out = HashMap::new();
    for (person, digits) in found {
        out.entry(person).or_insert(digits);
    }
    Ok(out)
}
