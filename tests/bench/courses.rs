//! A city offer of sixty classes, the first of thirty seats with four hundred
//! who signed up for it: the answer of every class for the person at the
//! counter, and the list of the first. The floor is SQLite alone reading the
//! classes, the counts and the person's own applications, or those who wait.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use acolhida::app::Desk;
use acolhida::domain::id::Id;
use rusqlite::{Connection, params};

use crate::data::Data;
use crate::opened::{Opened, id};
use crate::table::{Goal, Table};

const CLASSES: i64 = 60;
const SEATS: i64 = 30;
const CANDIDATES: i64 = 400;
/// Sign-ups of each of the others.
const OTHERS: i64 = 40;
/// What a search may take (ms): the answers come while the person waits.
const SEARCH_MS: f64 = 5.0;

pub const OPENED: Opened = Opened {
    name: "courses",
    parts: &[
        ("answers", "60 classes answer for a person", || {
            Goal::Most(SEARCH_MS)
        }),
        ("waiting", "370 who wait for a seat, in order", || {
            Goal::Told
        }),
    ],
    ask,
    ask_raw,
};

pub fn measure(table: &mut Table, data: &Data) {
    let folder = tempfile::tempdir().unwrap();
    OPENED.measure(table, &filled(data, folder.path()));
}

fn ask(desk: &Desk, part: &str) {
    if part == "waiting" {
        let all = desk.waiting_for_seat(Id::from_bytes(id(0xD0, 0))).unwrap();
        assert_eq!(black_box(all).len(), (CANDIDATES - SEATS) as usize);
        return;
    }
    let person: [u8; 16] = last_candidate(desk);
    let told = desk.course_answers(Id::from_bytes(person)).unwrap();
    assert_eq!(told.answers.len(), CLASSES as usize);
    let own = told.answers.iter().find_map(|it| it.position);
    assert_eq!(own, Some((CANDIDATES - SEATS) as u32));
    black_box(told);
}

/// Whoever signed up last for the first class.
fn last_candidate(desk: &Desk) -> [u8; 16] {
    thread_local! {
        static LAST: std::cell::Cell<Option<[u8; 16]>> = const { std::cell::Cell::new(None) };
    }
    LAST.with(|last| {
        last.get().unwrap_or_else(|| {
            let all = desk.applications_of(Id::from_bytes(id(0xD0, 0))).unwrap();
            let it = *all.last().unwrap().person.bytes();
            last.set(Some(it));
            it
        })
    })
}

fn ask_raw(con: &Connection, part: &str) {
    let count = |sql: &str, with: &[&dyn rusqlite::ToSql], columns: usize| {
        let mut query = con.prepare_cached(sql).unwrap();
        let rows = query.query_map(with, |row| {
            for it in 0..columns {
                black_box(row.get_ref(it)?);
            }
            Ok(())
        });
        rows.unwrap().count()
    };
    let waiting = "SELECT it.id, it.asked_at, it.phone, person.name, person.birth
         FROM application AS it JOIN person ON person.id = it.person
         WHERE it.course = ?1 AND it.state = 'espera' AND it.void = 0 ORDER BY it.asked_at";
    let queue = count(waiting, params![id(0xD0, 0)], 5);
    assert_eq!(queue, (CANDIDATES - SEATS) as usize);
    if part == "waiting" {
        return;
    }
    let classes =
        "SELECT id, title, starts_on, ends_on, week, age_min, schooling, papers, own, pool
         FROM course WHERE void = 0 AND active = 1 ORDER BY starts_on";
    assert_eq!(count(classes, &[], 10), CLASSES as usize);
    let held = "SELECT course, state, seat, count(*) FROM application WHERE void = 0
         GROUP BY course, state, seat";
    assert!(count(held, &[], 4) > 100);
}

/// A copy with the offer, written as rows: a journal of them would measure
/// something else.
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
    // The invented unit has classes of its own.
    tx.execute("UPDATE course SET active = 0", []).unwrap();
    let mut made = 0;
    for class in 0..CLASSES {
        tx.execute(
            "INSERT INTO course (id, title, partner, starts_on, ends_on, week, age_min, schooling,
               papers, own, pool, opens_on, closes_on, first, asks_income, choices)
             VALUES (?1, ?2, 'Senac', '2026-12-07', '2027-03-01', ?3, 16, 'fund_inc',
               'RG;CPF', 20, 10, '2026-11-01', '2026-12-01', 'pbf', 1, 3)",
            params![
                id(0xD0, class),
                format!("Curso {class}"),
                format!("{}:480-720", class % 5 + 1)
            ],
        )
        .unwrap();
        let many = if class == 0 { CANDIDATES } else { OTHERS };
        for nth in 0..many {
            let (state, seat) = match nth {
                0..20 => ("inscrito", "unidade"),
                20..30 => ("inscrito", "comum"),
                _ => ("espera", ""),
            };
            let at = usize::try_from(class * 37 + nth).unwrap() % people.len();
            tx.prepare_cached(
                "INSERT INTO application (id, course, person, state, seat, asked_at, state_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, '2026-11-20')",
            )
            .unwrap()
            .execute(params![
                id(0xD1, made),
                id(0xD0, class),
                people[at],
                state,
                seat,
                1_700_000_000_000_i64 + nth * 60_000
            ])
            .unwrap();
            made += 1;
        }
    }
    // Nobody is put first, so that the last to sign up is the last in order.
    tx.execute("UPDATE course SET first = '' WHERE id = ?1", [id(0xD0, 0)])
        .unwrap();
    tx.commit().unwrap();
    con.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    file
}
