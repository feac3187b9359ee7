//! Twenty groups of thirty over two years, two meetings a week: about 120,000
//! marks. Opening the grid of one group and the quarter of the SISC. The floor
//! is SQLite alone reading the marks that each needs, with the names.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use acolhida::app::Desk;
use acolhida::domain::id::Id;
use chrono::{Datelike, Days, NaiveDate};
use rusqlite::{Connection, params};

use crate::data::{self, Data};
use crate::opened::{Opened, id};
use crate::table::{Goal, Table};

const GROUPS: i64 = 20;
const EACH: i64 = 30;
const YEARS_DAYS: u64 = 2 * 365;
const QUARTER_DAYS: u64 = 91;

pub const OPENED: Opened = Opened {
    name: "groups",
    parts: &[
        ("quarter", "grid of a group, a quarter", || Goal::Told),
        ("years", "grid of a group, two years", || Goal::Told),
        ("sisc", "quarter of the SISC, 20 groups", || Goal::Told),
    ],
    ask,
    ask_raw,
};

pub fn measure(table: &mut Table, data: &Data) {
    let folder = tempfile::tempdir().unwrap();
    OPENED.measure(table, &filled(data, folder.path()));
}

fn ask(desk: &Desk, part: &str) {
    if part == "sisc" {
        let it = desk.sisc_quarter(None).unwrap();
        let all = it.confirm.len() + it.check.len() + it.without_nis.len();
        assert!(black_box(all) >= 500);
        return;
    }
    let (from, until) = span(part);
    let group = Id::from_bytes(id(0xE0, 0));
    let it = desk.group_grid(group, from, until).unwrap();
    assert!(it.lines.len() >= 30);
    black_box(it);
}

fn ask_raw(con: &Connection, part: &str) {
    let (from, until) = span(part);
    let (what, least) = match part {
        "sisc" => ("?1 IS NOT NULL", 5_000),
        _ => ("meeting.groups = ?1", 500),
    };
    let sql = format!(
        "SELECT meeting.id, person.id, person.name, person.social_name, it.present, it.reason
         FROM meeting JOIN mark AS it ON it.meeting = meeting.id AND it.void = 0
         JOIN person ON person.id = it.person
         WHERE {what} AND meeting.day BETWEEN ?2 AND ?3 AND meeting.void = 0"
    );
    let mut query = con.prepare_cached(&sql).unwrap();
    let rows = query.query_map(params![id(0xE0, 0), from, until], |row| {
        Ok((
            row.get::<_, [u8; 16]>(0)?,
            row.get::<_, [u8; 16]>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, bool>(4)?,
        ))
    });
    assert!(black_box(rows.unwrap().count()) >= least);
}

fn span(part: &str) -> (NaiveDate, NaiveDate) {
    let until = data::monday().date_naive();
    match part {
        "years" => (until - Days::new(YEARS_DAYS), until),
        "sisc" => (NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(), until),
        _ => (until - Days::new(QUARTER_DAYS), until),
    }
}

/// A copy with the groups and two years of rolls, written as rows: a journal of
/// them would measure something else.
fn filled(data: &Data, folder: &Path) -> PathBuf {
    let file = data.copy(folder);
    let mut con = Connection::open(&file).unwrap();
    let tx = con.transaction().unwrap();
    let people: Vec<[u8; 16]> = tx
        .prepare("SELECT id FROM person ORDER BY id")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let (first, last) = span("years");
    let mut marks = 0;
    for group in 0..GROUPS {
        tx.execute(
            "INSERT INTO groups (id, kind, name, band) VALUES (?1, 'scfv', ?2, '6-15')",
            params![id(0xE0, group), format!("Grupo {group}")],
        )
        .unwrap();
        let weekdays = [group % 5 + 1, (group + 2) % 5 + 1];
        for (nth, weekday) in (0..).zip(weekdays) {
            tx.execute(
                "INSERT INTO group_hours (id, groups, weekday, starts, ends, since)
                 VALUES (?1, ?2, ?3, 480, 600, '2024-01-01')",
                params![id(0xE1, group * 2 + nth), id(0xE0, group), weekday],
            )
            .unwrap();
        }
        let who = |place: i64| {
            let at = usize::try_from(group * EACH + place).unwrap();
            people[at % people.len()]
        };
        for place in 0..EACH {
            tx.execute(
                "INSERT INTO enrolment (id, groups, person, number, since, made_at)
                 VALUES (?1, ?2, ?3, ?4, '2024-01-01', 0)",
                params![
                    id(0xE2, group * EACH + place),
                    id(0xE0, group),
                    who(place),
                    place + 1
                ],
            )
            .unwrap();
        }
        let meets = |it: &NaiveDate| {
            weekdays.contains(&i64::from(it.weekday().number_from_monday())) && *it < last
        };
        for day in first.iter_days().take_while(|it| *it < last).filter(meets) {
            let meeting = id(
                0xE3,
                group * 10_000 + i64::from(day.to_epoch_days() % 10_000),
            );
            tx.prepare_cached(
                "INSERT INTO meeting (id, groups, planned_day, planned_starts, day, starts, ends,
                                      called_at)
                 VALUES (?1, ?2, ?3, 480, ?3, 480, 600, 1)",
            )
            .unwrap()
            .execute(params![meeting, id(0xE0, group), day])
            .unwrap();
            for place in 0..EACH {
                marks += 1;
                let (present, reason) = match marks % 7 {
                    0 => (0, ""),
                    1 => (0, "saude"),
                    _ => (1, ""),
                };
                tx.prepare_cached(
                    "INSERT INTO mark (id, meeting, person, present, reason, at)
                     VALUES (?1, ?2, ?3, ?4, ?5, 0)",
                )
                .unwrap()
                .execute(params![
                    id(0xE4, marks),
                    meeting,
                    who(place),
                    present,
                    reason
                ])
                .unwrap();
            }
        }
    }
    assert!(marks > 100_000);
    tx.commit().unwrap();
    con.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    file
}
