//! Meetings of which somebody said something. The others follow from the hours
//! of the group and have no row.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, ToSql, Transaction, params};

use super::{date, id, int, maybe, minute, text};
use crate::domain::agenda::Minute;
use crate::domain::fault::Outcome;
use crate::domain::groups::{Group, Meeting, MeetingKey};
use crate::domain::id::Id;
use crate::domain::time::{from_ms, to_ms};
use crate::store::outcome;
use crate::store::record::{RowChange, put};

const COLUMNS: &str = "id, groups, planned_day, planned_starts, day, starts, ends, extra, \
    cancelled, reason, theme, activity, activity_title, materials, report, heads, called_at, \
    called_by";

pub fn by_id(con: &Connection, it: Id<Meeting>) -> Outcome<Option<Meeting>> {
    one(con, "id = ?1", params![&it.bytes()[..]])
}

pub fn by_key(con: &Connection, it: MeetingKey) -> Outcome<Option<Meeting>> {
    one(
        con,
        "groups = ?1 AND planned_day = ?2 AND planned_starts = ?3",
        params![&it.group.bytes()[..], it.day, it.starts.get()],
    )
}

/// The row of a key, in sight or not.
pub fn row_of_key(con: &Connection, it: MeetingKey) -> Outcome<Option<Id<Meeting>>> {
    super::row_of(
        con,
        "SELECT id FROM meeting WHERE groups = ?1 AND planned_day = ?2 AND planned_starts = ?3",
        params![&it.group.bytes()[..], it.day, it.starts.get()],
    )
}

/// Those of one group that are, or were planned, on any of those days.
pub fn of_group(
    con: &Connection,
    group: Id<Group>,
    from: NaiveDate,
    to: NaiveDate,
) -> Outcome<Vec<Meeting>> {
    many(
        con,
        "groups = ?1 AND (day BETWEEN ?2 AND ?3 OR planned_day BETWEEN ?2 AND ?3)
         ORDER BY day, starts",
        params![&group.bytes()[..], from, to],
    )
}

/// The same of every group.
pub fn of_all(con: &Connection, from: NaiveDate, to: NaiveDate) -> Outcome<Vec<Meeting>> {
    many(
        con,
        "(day BETWEEN ?1 AND ?2 OR planned_day BETWEEN ?1 AND ?2) ORDER BY day, starts, groups",
        params![from, to],
    )
}

pub fn save(tx: &Transaction<'_>, it: &Meeting) -> Outcome<Option<RowChange>> {
    put(
        tx,
        "meeting",
        it.id.bytes(),
        &[
            ("groups", id(Some(&it.key.group))),
            ("planned_day", date(Some(it.key.day))),
            ("planned_starts", minute(Some(it.key.starts))),
            ("day", date(Some(it.day))),
            ("starts", minute(Some(it.starts))),
            ("ends", minute(Some(it.ends))),
            ("extra", int(it.extra)),
            ("cancelled", int(it.cancelled)),
            ("reason", text(&it.reason)),
            ("theme", text(&it.theme)),
            ("activity", text(&it.activity)),
            ("activity_title", text(&it.activity_title)),
            ("materials", text(&it.materials)),
            ("report", text(&it.report)),
            ("heads", it.heads.map_or(rusqlite::types::Value::Null, int)),
            (
                "called_at",
                it.called_at
                    .map_or(rusqlite::types::Value::Null, |at| int(to_ms(at))),
            ),
            ("called_by", id(it.called_by.as_ref())),
            ("void", int(0)),
        ],
    )
}

fn one(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Option<Meeting>> {
    Ok(many(con, what, with)?.into_iter().next())
}

fn many(con: &Connection, what: &str, with: &[&dyn ToSql]) -> Outcome<Vec<Meeting>> {
    let sql = format!("SELECT {COLUMNS} FROM meeting WHERE void = 0 AND {what}");
    outcome(
        "ler os encontros",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map(with, read)?.collect()),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    Ok(Meeting {
        id: Id::from_bytes(row.get(0)?),
        key: MeetingKey {
            group: Id::from_bytes(row.get(1)?),
            day: row.get(2)?,
            starts: Minute::clamped(row.get(3)?),
        },
        day: row.get(4)?,
        starts: Minute::clamped(row.get(5)?),
        ends: Minute::clamped(row.get(6)?),
        extra: row.get(7)?,
        cancelled: row.get(8)?,
        reason: row.get(9)?,
        theme: row.get(10)?,
        activity: row.get(11)?,
        activity_title: row.get(12)?,
        materials: row.get(13)?,
        report: row.get(14)?,
        heads: row.get(15)?,
        called_at: row.get::<_, Option<i64>>(16)?.map(from_ms),
        called_by: maybe(row, 17)?,
    })
}
