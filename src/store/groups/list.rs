//! What a group is: its data, weekly hours, team and percursos. Small lists,
//! each read whole.

use rusqlite::{Connection, Row, Transaction, params};

use super::{date, id, int, maybe, minute, text, words};
use crate::domain::agenda::Minute;
use crate::domain::fault::Outcome;
use crate::domain::groups::{Axis, Band, Group, GroupKind, Hours, Part, Percurso, TeamMember};
use crate::domain::id::Id;
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const DOING: &str = "ler os grupos";

const GROUP: &str =
    "SELECT id, kind, name, band, mixed, executor, room, place, capacity, sisc, active FROM groups";

/// Every group, those in use first.
pub fn all(con: &Connection) -> Outcome<Vec<Group>> {
    let sql = format!("{GROUP} WHERE void = 0 ORDER BY active DESC, name, id");
    outcome(
        DOING,
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map([], group)?.collect()),
    )
}

pub fn by_id(con: &Connection, it: Id<Group>) -> Outcome<Option<Group>> {
    let sql = format!("{GROUP} WHERE void = 0 AND id = ?1");
    let found: Vec<Group> = outcome(
        DOING,
        con.prepare_cached(&sql)
            .and_then(|mut found| found.query_map(params![&it.bytes()[..]], group)?.collect()),
    )?;
    Ok(found.into_iter().next())
}

fn group(row: &Row<'_>) -> rusqlite::Result<Group> {
    let (kind, band): (String, String) = (row.get(1)?, row.get(3)?);
    Ok(Group {
        id: Id::from_bytes(row.get(0)?),
        // The CHECK of the table bounds both.
        kind: GroupKind::from_code(&kind).unwrap_or(GroupKind::Scfv),
        name: row.get(2)?,
        band: Band::from_code(&band),
        mixed: row.get(4)?,
        executor: row.get(5)?,
        room: maybe(row, 6)?,
        place: row.get(7)?,
        capacity: row.get(8)?,
        sisc: row.get(9)?,
        active: row.get(10)?,
    })
}

pub fn save(tx: &Transaction<'_>, it: &Group) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "groups",
        it.id.bytes(),
        &[
            ("kind", text(it.kind.code())),
            ("name", text(&it.name)),
            ("band", text(it.band.map_or("", Band::code))),
            ("mixed", int(it.mixed)),
            ("executor", text(&it.executor)),
            ("room", id(it.room.as_ref())),
            ("place", text(&it.place)),
            ("capacity", int(it.capacity)),
            ("sisc", text(&it.sisc)),
            ("active", int(it.active)),
        ],
    )
}

/// Weekly hours of every group, past ones too.
pub fn hours(con: &Connection) -> Outcome<Vec<Hours>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT id, groups, weekday, starts, ends, since, until FROM group_hours
             WHERE void = 0 ORDER BY groups, weekday, starts, since",
        )
        .and_then(|mut it| {
            it.query_map([], |row| {
                Ok(Hours {
                    id: Id::from_bytes(row.get(0)?),
                    group: Id::from_bytes(row.get(1)?),
                    weekday: row.get(2)?,
                    starts: Minute::clamped(row.get(3)?),
                    ends: Minute::clamped(row.get(4)?),
                    since: row.get(5)?,
                    until: row.get(6)?,
                })
            })?
            .collect()
        }),
    )
}

pub fn save_hours(tx: &Transaction<'_>, it: &Hours) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "group_hours",
        it.id.bytes(),
        &[
            ("groups", id(Some(&it.group))),
            ("weekday", int(it.weekday)),
            ("starts", minute(Some(it.starts))),
            ("ends", minute(Some(it.ends))),
            ("since", date(Some(it.since))),
            ("until", date(it.until)),
        ],
    )
}

/// Who works in the groups, with the name of the team's list.
pub fn team(con: &Connection) -> Outcome<Vec<TeamMember>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT it.id, it.groups, it.part, it.staff, coalesce(staff.name, it.name)
             FROM group_team AS it LEFT JOIN staff ON staff.id = it.staff
             WHERE it.void = 0 ORDER BY it.groups, it.part DESC, it.id",
        )
        .and_then(|mut it| {
            it.query_map([], |row| {
                let part: String = row.get(2)?;
                Ok(TeamMember {
                    id: Id::from_bytes(row.get(0)?),
                    group: Id::from_bytes(row.get(1)?),
                    part: Part::from_code(&part).unwrap_or(Part::Facilitator),
                    staff: maybe(row, 3)?,
                    name: row.get(4)?,
                })
            })?
            .collect()
        }),
    )
}

pub fn save_team(tx: &Transaction<'_>, it: &TeamMember) -> Outcome<Option<RowChange>> {
    // The name of somebody of the team lives in the team's list.
    let name = it.staff.map_or(it.name.as_str(), |_| "");
    put(
        tx,
        "group_team",
        it.id.bytes(),
        &[
            ("groups", id(Some(&it.group))),
            ("part", text(it.part.code())),
            ("staff", id(it.staff.as_ref())),
            ("name", text(name)),
        ],
    )
}

/// Percursos of every group, the newest first.
pub fn percursos(con: &Connection) -> Outcome<Vec<Percurso>> {
    outcome(
        DOING,
        con.prepare_cached(
            "SELECT id, groups, title, goal, axes, themes, since, until FROM percurso
             WHERE void = 0 ORDER BY groups, since DESC, id DESC",
        )
        .and_then(|mut it| {
            it.query_map([], |row| {
                let (axes, themes): (String, String) = (row.get(4)?, row.get(5)?);
                Ok(Percurso {
                    id: Id::from_bytes(row.get(0)?),
                    group: Id::from_bytes(row.get(1)?),
                    title: row.get(2)?,
                    goal: row.get(3)?,
                    axes: Axis::list(&axes),
                    themes: words(&themes, ';'),
                    since: row.get(6)?,
                    until: row.get(7)?,
                })
            })?
            .collect()
        }),
    )
}

pub fn save_percurso(tx: &Transaction<'_>, it: &Percurso) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "percurso",
        it.id.bytes(),
        &[
            ("groups", id(Some(&it.group))),
            ("title", text(&it.title)),
            ("goal", text(&it.goal)),
            ("axes", text(&Axis::join(&it.axes))),
            ("themes", text(&it.themes.join(";"))),
            ("since", date(Some(it.since))),
            ("until", date(it.until)),
        ],
    )
}
