//! Services, rooms, who has hours, the hours, absences and holidays. Small
//! lists: each is read whole.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, Transaction};

use super::{date, day, id, int, maybe, minute, text, words};
use crate::domain::access::Role;
use crate::domain::agenda::{
    Absence, Holiday, HolidayKind, Minute, Provider, Room, Service, Turn, TurnKind, When,
};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler a agenda";

const LIST: &str = include_str!("../../../assets/lists/servicos.csv");

/// The services a new unit starts from, each with the code of its demand; ids
/// are the caller's to draw. Nobody has hours yet, so nothing is offered.
pub fn starting() -> Vec<(Service, String)> {
    LIST.lines()
        .skip(1)
        .zip(0..)
        .filter_map(|(line, position)| {
            let mut cells = line.split(';');
            let mut next = || cells.next().unwrap_or("").to_string();
            let (code, letter, label) = (next(), next(), next());
            let (minutes, places) = (next().parse().ok()?, next().parse().ok()?);
            let (rma, demand, roles) = (next(), next(), next());
            let papers = cells.filter(|it| !it.is_empty()).map(str::to_string);
            let service = Service {
                id: Id::from_bytes([0; 16]),
                code,
                letter,
                label,
                minutes,
                places,
                papers: papers.collect(),
                rma,
                demand: None,
                given_by: roles.split(' ').filter_map(Role::from_code).collect(),
                active: true,
                position,
            };
            Some((service, demand))
        })
        .collect()
}

/// Every service, those in use first.
pub fn services(con: &Connection) -> Outcome<Vec<Service>> {
    all(
        con,
        "SELECT id, code, letter, label, minutes, places, papers, rma, demand, given_by, active,
                position
         FROM service WHERE void = 0 ORDER BY active DESC, position",
        |row| {
            let (papers, roles): (String, String) = (row.get(6)?, row.get(9)?);
            Ok(Service {
                id: Id::from_bytes(row.get(0)?),
                code: row.get(1)?,
                letter: row.get(2)?,
                label: row.get(3)?,
                minutes: row.get(4)?,
                places: row.get(5)?,
                papers: words(&papers, ';'),
                rma: row.get(7)?,
                demand: maybe(row, 8)?,
                given_by: roles.split(' ').filter_map(Role::from_code).collect(),
                active: row.get(10)?,
                position: row.get(11)?,
            })
        },
    )
}

pub fn save_service(tx: &Transaction<'_>, it: &Service) -> Outcome<Option<RowChange>> {
    let roles: Vec<&str> = it.given_by.iter().map(|it| it.code()).collect();
    put(
        tx,
        "service",
        it.id.bytes(),
        &[
            ("code", text(&it.code)),
            ("letter", text(&it.letter)),
            ("label", text(&it.label)),
            ("minutes", int(it.minutes)),
            ("places", int(it.places)),
            ("papers", text(&it.papers.join(";"))),
            ("rma", text(&it.rma)),
            ("demand", id(it.demand.as_ref())),
            ("given_by", text(&roles.join(" "))),
            ("active", int(it.active)),
            ("position", int(it.position)),
            ("void", int(0)),
        ],
    )
}

/// The row of a service that was added and taken back, whose code is still its.
pub fn undone_service(con: &Connection, code: &str) -> Outcome<Option<Id<Service>>> {
    let found: Vec<[u8; 16]> = outcome(
        DOING,
        con.prepare_cached("SELECT id FROM service WHERE code = ?1 AND void = 1")
            .and_then(|mut it| it.query_map([code], |row| row.get(0))?.collect()),
    )?;
    Ok(found.first().copied().map(Id::from_bytes))
}

pub fn rooms(con: &Connection) -> Outcome<Vec<Room>> {
    all(
        con,
        "SELECT id, name, places, active FROM room WHERE void = 0 ORDER BY active DESC, name",
        |row| {
            Ok(Room {
                id: Id::from_bytes(row.get(0)?),
                name: row.get(1)?,
                places: row.get(2)?,
                active: row.get(3)?,
            })
        },
    )
}

pub fn save_room(tx: &Transaction<'_>, it: &Room) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "room",
        it.id.bytes(),
        &[
            ("name", text(&it.name)),
            ("places", int(it.places)),
            ("active", int(it.active)),
        ],
    )
}

/// Whoever has hours, with the name and role of the team's list. Somebody who
/// left the team is no longer active here either.
pub fn providers(con: &Connection) -> Outcome<Vec<Provider>> {
    all(
        con,
        "SELECT it.id, it.staff, coalesce(staff.name, it.name), staff.role, it.services,
                it.active AND coalesce(staff.active, 1), it.position
         FROM provider AS it LEFT JOIN staff ON staff.id = it.staff
         WHERE it.void = 0 ORDER BY it.position, it.id",
        |row| {
            let (role, services): (Option<String>, String) = (row.get(3)?, row.get(4)?);
            Ok(Provider {
                id: Id::from_bytes(row.get(0)?),
                staff: maybe(row, 1)?,
                name: row.get(2)?,
                role: role.and_then(|it| Role::from_code(&it)),
                services: words(&services, ' '),
                active: row.get(5)?,
                position: row.get(6)?,
            })
        },
    )
}

pub fn save_provider(tx: &Transaction<'_>, it: &Provider) -> Outcome<Option<RowChange>> {
    // The name of somebody of the team lives in the team's list.
    let name = it.staff.map_or(it.name.as_str(), |_| "");
    put(
        tx,
        "provider",
        it.id.bytes(),
        &[
            ("staff", id(it.staff.as_ref())),
            ("name", text(name)),
            ("services", text(&it.services.join(" "))),
            ("active", int(it.active)),
            ("position", int(it.position)),
        ],
    )
}

/// Every turn that was not taken out, past ones too.
pub fn turns(con: &Connection) -> Outcome<Vec<Turn>> {
    all(
        con,
        "SELECT id, provider, weekday, since, until, starts, ends, break_from, break_until, kind,
                place, room, services, places
         FROM turn WHERE void = 0 ORDER BY provider, coalesce(weekday, 8), since, starts",
        |row| {
            let pause: (Option<i64>, Option<i64>) = (row.get(7)?, row.get(8)?);
            let (kind, services): (String, String) = (row.get(9)?, row.get(12)?);
            Ok(Turn {
                id: Id::from_bytes(row.get(0)?),
                provider: Id::from_bytes(row.get(1)?),
                when: row
                    .get::<_, Option<u32>>(2)?
                    .map_or(When::Once, When::Weekly),
                since: day(row, 3)?,
                until: row.get(4)?,
                starts: Minute::clamped(row.get(5)?),
                ends: Minute::clamped(row.get(6)?),
                pause: pause
                    .0
                    .zip(pause.1)
                    .map(|it| (Minute::clamped(it.0), Minute::clamped(it.1))),
                kind: TurnKind::from_code(&kind).unwrap_or(TurnKind::Unit),
                place: row.get(10)?,
                room: maybe(row, 11)?,
                services: words(&services, ' '),
                places: row.get(13)?,
            })
        },
    )
}

pub fn save_turn(tx: &Transaction<'_>, it: &Turn) -> Outcome<Option<RowChange>> {
    let weekday = match it.when {
        When::Weekly(day) => int(day),
        When::Once => Value::Null,
    };
    put(
        tx,
        "turn",
        it.id.bytes(),
        &[
            ("provider", id(Some(&it.provider))),
            ("weekday", weekday),
            ("since", date(Some(it.since))),
            ("until", date(it.until)),
            ("starts", minute(Some(it.starts))),
            ("ends", minute(Some(it.ends))),
            ("break_from", minute(it.pause.map(|it| it.0))),
            ("break_until", minute(it.pause.map(|it| it.1))),
            ("kind", text(it.kind.code())),
            ("place", text(&it.place)),
            ("room", id(it.room.as_ref())),
            ("services", text(&it.services.join(" "))),
            ("places", int(it.places)),
        ],
    )
}

/// Absences that end on that day or later, the whole history with `None`.
pub fn absences(con: &Connection, from: Option<chrono::NaiveDate>) -> Outcome<Vec<Absence>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT id, provider, since, until, starts, ends, reason FROM absence
             WHERE void = 0 AND until >= coalesce(?1, '') ORDER BY since, starts",
        )
        .and_then(|mut it| {
            it.query_map([from], |row| {
                let hours: (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
                Ok(Absence {
                    id: Id::from_bytes(row.get(0)?),
                    provider: maybe(row, 1)?,
                    since: row.get(2)?,
                    until: row.get(3)?,
                    hours: hours
                        .0
                        .zip(hours.1)
                        .map(|it| (Minute::clamped(it.0), Minute::clamped(it.1))),
                    reason: row.get(6)?,
                })
            })?
            .collect()
        }),
    )
}

pub fn save_absence(tx: &Transaction<'_>, it: &Absence) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "absence",
        it.id.bytes(),
        &[
            ("provider", id(it.provider.as_ref())),
            ("since", date(Some(it.since))),
            ("until", date(Some(it.until))),
            ("starts", minute(it.hours.map(|it| it.0))),
            ("ends", minute(it.hours.map(|it| it.1))),
            ("reason", text(&it.reason)),
        ],
    )
}

/// The days that the unit wrote down.
pub fn holidays(con: &Connection) -> Outcome<Vec<Holiday>> {
    all(
        con,
        "SELECT id, day, name, kind, opens FROM holiday WHERE void = 0 ORDER BY day",
        |row| {
            let kind: String = row.get(3)?;
            Ok(Holiday {
                id: Id::from_bytes(row.get(0)?),
                day: row.get(1)?,
                name: row.get(2)?,
                kind: HolidayKind::from_code(&kind).unwrap_or(HolidayKind::Municipal),
                opens: row.get(4)?,
            })
        },
    )
}

pub fn save_holiday(tx: &Transaction<'_>, it: &Holiday) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "holiday",
        it.id.bytes(),
        &[
            ("day", text(&it.day)),
            ("name", text(&it.name)),
            ("kind", text(it.kind.code())),
            ("opens", int(it.opens)),
        ],
    )
}

/// Takes a row of one of these lists out of sight; what was booked stays.
pub fn hide(tx: &Transaction<'_>, list: List, id: &[u8; 16]) -> Outcome<Option<RowChange>> {
    put(tx, list.table(), id, &[("void", int(1))])
}

/// The lists whose rows may be taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Turns,
    Absences,
    Holidays,
}

impl List {
    const fn table(self) -> &'static str {
        match self {
            Self::Turns => "turn",
            Self::Absences => "absence",
            Self::Holidays => "holiday",
        }
    }
}

fn all<T>(
    con: &Connection,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Outcome<Vec<T>> {
    outcome(
        DOING,
        con.prepare_cached(sql)
            .and_then(|mut it| it.query_map([], read)?.collect()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::demands;
    use std::collections::HashSet;

    #[test]
    fn the_starting_services_read_whole_and_lead_to_demands() {
        let list = starting();
        assert_eq!(list.len(), LIST.lines().count() - 1);
        let mut letters = HashSet::new();
        let codes: Vec<String> = demands::starting().into_iter().map(|it| it.code).collect();
        for (it, demand) in &list {
            assert!(letters.insert(it.letter.clone()), "{}", it.code);
            assert!(codes.contains(demand), "{demand}");
            assert!(!it.given_by.is_empty(), "{}", it.code);
        }
    }
}
