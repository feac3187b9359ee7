//! Opening the day and the week of a crowded agenda: 300 appointments a day
//! over two years, most of them history. The floor is SQLite alone reading the
//! same rows with their names.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use acolhida::app::Desk;
use chrono::{Datelike, Days, NaiveDate};
use rusqlite::{Connection, params};

use crate::data::{self, Data};
use crate::opened::Opened;
use crate::table::{Goal, Table};

/// Desks that see people, and those that each of them sees in a day.
const DESKS: i64 = 24;
const EACH: i64 = 13;
const MINUTES: i64 = 40;
const OPENS: i64 = 8 * 60;
const YEARS_DAYS: u64 = 2 * 365;

pub const OPENED: Opened = Opened {
    name: "agenda",
    parts: &[
        ("1", "agenda, a day of 300, two years", || Goal::Told),
        ("5", "agenda, a week of 300 a day", || Goal::Told),
    ],
    ask,
    ask_raw,
};

pub fn measure(table: &mut Table, data: &Data) {
    let folder = tempfile::tempdir().unwrap();
    OPENED.measure(table, &filled(data, folder.path()));
}

fn ask(desk: &Desk, days: &str) {
    let (from, until) = span(days.parse().unwrap());
    let days = desk.agenda_days(from, until, None).unwrap();
    let booked: usize = days
        .iter()
        .flat_map(|it| &it.providers)
        .map(|it| it.lines.len())
        .sum();
    assert!(booked >= 300);
    black_box(days);
}

fn ask_raw(con: &Connection, days: &str) {
    let (from, until) = span(days.parse().unwrap());
    let mut query = con
        .prepare_cached(
            "SELECT it.id, it.service, it.provider, it.day, it.starts, it.minutes, it.line,
                    it.state, it.ticket, it.phone, person.name, person.social_name
             FROM appointment AS it LEFT JOIN person ON person.id = it.person
             WHERE it.day BETWEEN ?1 AND ?2 AND it.void = 0 ORDER BY it.day, it.starts, it.line",
        )
        .unwrap();
    let rows = query.query_map([from, until], |row| {
        Ok((
            row.get::<_, [u8; 16]>(0)?,
            row.get::<_, i64>(4)?,
            row.get::<_, String>(7)?,
            row.get::<_, Option<String>>(10)?,
        ))
    });
    assert!(black_box(rows.unwrap().count()) >= 300);
}

/// The Monday of the bench, and as many working days as asked.
fn span(days: u64) -> (NaiveDate, NaiveDate) {
    let from = data::monday().date_naive();
    (from, from + Days::new(days - 1))
}

/// A copy with hours for every desk and two years of appointments, written as
/// rows: a journal of them would measure something else.
fn filled(data: &Data, folder: &Path) -> PathBuf {
    let file = data.copy(folder);
    let mut con = Connection::open(&file).unwrap();
    let tx = con.transaction().unwrap();
    let service: [u8; 16] = tx
        .query_row(
            "SELECT id FROM service WHERE minutes = ?1 ORDER BY position LIMIT 1",
            [MINUTES],
            |row| row.get(0),
        )
        .unwrap();
    let code: String = tx
        .query_row("SELECT code FROM service WHERE id = ?1", [service], |row| {
            row.get(0)
        })
        .unwrap();
    let people: Vec<[u8; 16]> = tx
        .prepare("SELECT id FROM person ORDER BY id")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let id = |kind: u8, number: i64| {
        let mut id = [kind; 16];
        id[8..].copy_from_slice(&number.to_be_bytes());
        id
    };
    for desk in 0..DESKS {
        let provider = id(0xD0, desk);
        tx.execute(
            "INSERT INTO provider (id, name, services, position) VALUES (?1, ?2, ?3, ?4)",
            params![provider, format!("Mesa {}", desk + 1), code, 100 + desk],
        )
        .unwrap();
        for weekday in 1..=5 {
            tx.execute(
                "INSERT INTO turn (id, provider, weekday, since, starts, ends, kind)
                 VALUES (?1, ?2, ?3, '2024-01-01', ?4, ?5, 'unidade')",
                params![
                    id(0xD1, desk * 7 + weekday),
                    provider,
                    weekday,
                    OPENS,
                    OPENS + (EACH + 1) * MINUTES
                ],
            )
            .unwrap();
        }
    }
    let (_, last) = span(5);
    let first = last - Days::new(YEARS_DAYS);
    let mut add = tx
        .prepare(
            "INSERT INTO appointment (id, service, provider, day, starts, minutes, line, person,
                                      phone, state, booked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '79998120000', ?9, 0)",
        )
        .unwrap();
    let mut number = 0;
    let today = data::monday().date_naive();
    let working = first
        .iter_days()
        .take_while(|it| *it <= last)
        .filter(|it| it.weekday().number_from_monday() <= 5);
    for day in working {
        for at in 0..DESKS * EACH {
            number += 1;
            let state = match (day < today, number % 5) {
                (false, _) => "agendado",
                (true, 0 | 1) => "nao_compareceu",
                (true, _) => "realizado",
            };
            let who = people[usize::try_from(number).unwrap() % people.len()];
            add.execute(params![
                id(0xD2, number),
                service,
                id(0xD0, at % DESKS),
                day,
                OPENS + at / DESKS * MINUTES,
                MINUTES,
                1000 + at,
                who,
                state
            ])
            .unwrap();
        }
    }
    drop(add);
    tx.commit().unwrap();
    con.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    file
}
