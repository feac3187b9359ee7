//! Invented data: the living day and the generated file.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use acolhida::app::sample::{Order, hour, sample_day, write_cecad};
use acolhida::app::{AgendaLine, Clock, Desk, Ids};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Status;
use acolhida::domain::fault::Outcome;
use acolhida::domain::ids;
use acolhida::domain::priority::Class;
use acolhida::domain::ticket::State;

use crate::desks::{desk_on, later, monday_at_8, refusal};

const ORDER: Order = Order {
    families: 60,
    months: 1,
    seed: 7,
};

fn generated(file: &Path, order: &Order) -> Desk {
    let mut desk = desk_on(file, monday_at_8() + chrono::Duration::hours(2));
    desk.generate(order, &mut |_| {}).unwrap();
    desk
}

/// Every row of every table that says something, without passwords.
fn content(file: &Path) -> BTreeMap<String, Vec<String>> {
    let con = rusqlite::Connection::open(file).unwrap();
    let tables = [
        "unit",
        "staff",
        "family",
        "address",
        "person",
        "member",
        "phone",
        "document",
        "demand",
        "ticket",
        "ticket_demand",
        "ticket_person",
        "provider",
        "turn",
        "absence",
        "appointment",
        "wish",
        "contact",
        "journal",
    ];
    let mut out = BTreeMap::new();
    for table in tables {
        let mut rows = con.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let width = rows.column_count();
        let all: Vec<String> = rows
            .query_map([], |row| {
                Ok((0..width)
                    .map(|at| format!("{:?}", row.get_ref(at).unwrap()))
                    .collect())
            })
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        out.insert(table.to_string(), all);
    }
    out
}

#[test]
fn the_sample_day_is_alive_and_whole() {
    let mut desk = sample_day(Clock::held(hour())).unwrap();
    let verdict = desk.verify().unwrap();
    assert!(verdict.holds(), "{verdict:?}");
    let line = desk.line().unwrap();
    for state in State::ALL {
        assert!(line.rows.iter().any(|it| it.state == state), "{state:?}");
    }
    let waiting: Vec<_> = line
        .rows
        .iter()
        .filter(|it| it.state == State::Waiting)
        .collect();
    for class in Class::ALL {
        assert!(waiting.iter().any(|it| it.class == class), "{class:?}");
    }
    assert!((8..=16).contains(&waiting.len()), "{}", waiting.len());
    assert!(waiting.iter().any(|it| it.waited_min >= 45));
    assert!(line.rows.iter().all(|it| it.waited_min <= 90));
    assert!(line.rows.iter().any(|it| it.reserved) && line.rows.iter().any(|it| it.returned));
    assert!(line.rows.iter().any(|it| it.calls == 2));
    assert_eq!(waiting[0].class, Class::EightyPlus);
    assert_eq!(waiting[0].name, "Josefa Bispo dos Santos");

    let day = desk.day_as_text().unwrap();
    assert_eq!((day.clock.as_str(), day.families), ("08:40", 76));
    assert_eq!(day.next.unwrap().name, "Josefa Bispo dos Santos");
    assert!(day.last_visits.len() >= 4 && day.tickets > 150);
    assert_eq!(desk.session().map(|it| it.role), Some(Role::Reception));
    assert!(desk.folder().is_none());
    assert!(desk.call_next().is_ok() && desk.undo().is_ok());
}

#[test]
fn the_sample_day_has_an_agenda_that_lives() {
    let desk = sample_day(Clock::held(hour())).unwrap();
    let line = desk.line().unwrap();
    let overdue: Vec<_> = line.booked.iter().filter(|it| it.overdue).collect();
    assert_eq!(overdue.len(), 1, "{:?}", line.booked);
    assert!(line.booked.len() >= 8);
    // The place of whoever did not come fits somebody who waits.
    let holes = desk.holes().unwrap();
    assert_eq!(holes.len(), 1);
    assert!(!holes[0].fits.is_empty());
    let until = desk.today() + chrono::Duration::days(14);
    let from = desk.today() - chrono::Duration::days(45);
    let days = desk.agenda_days(from, until, None).unwrap();
    assert!(days.iter().all(|it| it.adrift.is_empty()));
    let listed: Vec<&AgendaLine> = days
        .iter()
        .flat_map(|it| &it.providers)
        .flat_map(|it| &it.lines)
        .collect();
    for status in Status::ALL {
        assert!(listed.iter().any(|it| it.status == status), "{status:?}");
    }
    let ahead = listed.iter().filter(|it| it.day > desk.today());
    assert!(ahead.clone().count() >= 60, "{}", ahead.clone().count());
    assert!(ahead.clone().any(|it| it.reach.is_some()));
    assert!(ahead.clone().any(|it| it.repeats));
    // Nobody is booked where nobody is offered, and never twice at once.
    let mut taken = HashSet::new();
    for it in listed.iter().filter(|it| it.status.holds_place()) {
        assert!(taken.insert((it.day, it.provider_id, it.starts)), "{it:?}");
    }
}

#[test]
fn about_a_third_of_what_was_booked_is_missed_and_weekdays_differ() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    let order = Order {
        families: 300,
        months: 3,
        seed: 5,
    };
    drop(generated(&file, &order));
    let con = rusqlite::Connection::open(&file).unwrap();
    let count = |sql: &str| -> i64 {
        let all = format!("SELECT count(*) FROM appointment WHERE {sql}");
        con.query_row(&all, [], |row| row.get(0)).unwrap()
    };
    let came = "state IN ('realizado', 'nao_aguardou')";
    let (missed, met) = (count("state = 'nao_compareceu'"), count(came));
    assert!((30..=42).contains(&(missed * 100 / (missed + met))));
    assert!(count("moved_from IS NOT NULL") > 10);
    assert_eq!(count(&format!("{came} AND ticket IS NULL")), 0);
    assert_eq!(count("day < '2026-11-23' AND state = 'agendado'"), 0);
    // A line of the day is one person's, whether they were booked or not.
    let twice: i64 = con
        .query_row(
            "SELECT count(*) FROM appointment AS a JOIN ticket AS t
             ON t.day = a.day AND t.line = a.line AND t.id IS NOT a.ticket",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(twice, 0);
}

#[test]
fn the_sample_day_has_a_base_and_finds_maria() {
    let desk = sample_day(Clock::held(hour())).unwrap();
    let found = desk.search("mar sou").unwrap();
    assert!(found.base_month.is_some());
    let own: Vec<&str> = found
        .rows
        .iter()
        .filter(|it| matches!(it.source, acolhida::app::Source::Desk { .. }))
        .map(|it| it.name.as_str())
        .collect();
    assert!(
        own.iter()
            .any(|it| it.starts_with("Maria das Dores de Souza")),
        "{own:?}"
    );
    assert!(found.rows.len() > own.len(), "the city around is there too");
    let base = desk.bases().cecad.as_ref().unwrap();
    assert_eq!((base.families, base.bad_lines), (448, 0));
}

#[test]
fn the_sample_day_leaves_no_file_behind() {
    let folder = tempfile::tempdir().unwrap();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_acolhida"))
        .arg("demo")
        .env("TMPDIR", folder.path())
        .env("HOME", folder.path())
        .env_remove("ACOLHIDA_BANCO")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(done.status.success());
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(text.contains("Próxima a chamar") && text.contains("Últimos atendimentos"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_sample_day_repeats_and_goes_on() {
    let (one, two) = (
        sample_day(Clock::held(hour())).unwrap(),
        sample_day(Clock::held(hour())).unwrap(),
    );
    assert_eq!(one.line().unwrap(), two.line().unwrap());
    later(one.clock(), 10);
    let (before, after) = (two.line().unwrap(), one.line().unwrap());
    let wait = |it: &acolhida::app::DayLine| {
        let row = it.rows.iter().find(|it| it.state == State::Waiting);
        row.unwrap().waited_min
    };
    assert_eq!(wait(&after), wait(&before) + 10);
    let running = Clock::running(hour());
    assert!(running.now() >= hour());
}

#[test]
fn the_same_seed_writes_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = ["um.db", "dois.db", "outra.db"]
        .map(|it| folder.path().join(it))
        .into();
    let one = generated(&files[0], &ORDER);
    assert!(one.verify().unwrap().holds());
    drop(one);
    drop(generated(&files[1], &ORDER));
    drop(generated(&files[2], &Order { seed: 8, ..ORDER }));
    let (one, two, other) = (content(&files[0]), content(&files[1]), content(&files[2]));
    for (table, rows) in &one {
        assert!(!rows.is_empty() || table == "document", "{table}");
        assert_eq!(Some(rows), two.get(table), "{table}");
    }
    for table in ["person", "family", "ticket"] {
        assert_ne!(one.get(table), other.get(table), "{table}");
    }
}

#[test]
fn nobody_shares_a_number_and_every_number_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    drop(generated(
        &file,
        &Order {
            families: 400,
            months: 0,
            seed: 3,
        },
    ));
    let con = rusqlite::Connection::open(&file).unwrap();
    let mut rows = con.prepare("SELECT cpf, nis FROM person").unwrap();
    let numbers: Vec<(String, String)> = rows
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let (mut cpfs, mut nises) = (HashSet::new(), HashSet::new());
    for (cpf, nis) in &numbers {
        assert!(cpf.is_empty() || ids::cpf_problem(cpf).is_none() && cpfs.insert(cpf));
        assert!(nis.is_empty() || ids::nis_problem(nis).is_none() && nises.insert(nis));
    }
    assert!(cpfs.len() > 800 && cpfs.len() < numbers.len());
}

#[test]
fn generated_work_obeys_hours_days_and_the_law() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    let desk = generated(
        &file,
        &Order {
            families: 300,
            months: 2,
            seed: 11,
        },
    );
    let con = rusqlite::Connection::open(&file).unwrap();
    let count = |sql: &str| -> i64 { con.query_row(sql, [], |row| row.get(0)).unwrap() };
    // Sundays and Saturdays, before the door and after the evening.
    assert_eq!(
        count("SELECT count(*) FROM ticket WHERE strftime('%w', day) IN ('0', '6')"),
        0
    );
    let local = "time(arrived_at / 1000, 'unixepoch', '-3 hours')";
    assert_eq!(
        count(&format!(
            "SELECT count(*) FROM ticket WHERE {local} < '07:30:00' OR {local} > '16:30:01'"
        )),
        0
    );
    assert_eq!(
        count("SELECT count(*) FROM ticket WHERE day = '2026-11-20'"),
        0
    );
    assert_eq!(
        count(
            "SELECT count(*) FROM ticket WHERE called_at < arrived_at
               OR started_at < called_at OR ended_at < started_at"
        ),
        0
    );
    for state in [
        "concluido",
        "ausente",
        "desistiu",
        "documentos",
        "encaminhado",
    ] {
        let sql = format!("SELECT count(*) FROM ticket WHERE state = '{state}'");
        assert!(count(&sql) > 0, "{state}");
    }
    for class in 1..=4 {
        let sql = format!("SELECT count(*) FROM ticket WHERE class = {class}");
        assert!(class == 3 || count(&sql) > 0, "{class}");
    }
    // Today stands at ten: some are done, some wait.
    let today = "SELECT count(*) FROM ticket WHERE day = '2026-11-23'";
    assert!(count(&format!("{today} AND state = 'concluido'")) > 0);
    assert_eq!(
        count("SELECT count(*) FROM ticket WHERE day < '2026-11-23' AND state = 'espera'"),
        0
    );
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn only_an_empty_file_takes_invented_data() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    let mut desk = desk_on(&file, monday_at_8());
    let made = desk.generate(&ORDER, &mut |_| {}).unwrap();
    assert_eq!((made.families, made.team.len()), (60, 9));
    let again: Outcome<_> = desk.generate(&ORDER, &mut |_| {});
    assert!(refusal(again).contains("não pode") || desk.session().is_none());
    // The printed password opens the door once, and asks for another.
    let rosa = &made.team[0];
    let entered = desk.log_in(&rosa.login, &rosa.password).unwrap();
    assert_eq!(entered, acolhida::app::Entered::MustChangePassword);
    desk.change_password(&rosa.password, "café com tapioca")
        .unwrap();
    assert!(refusal(desk.generate(&ORDER, &mut |_| {})).contains("já tem 60 famílias"));
    assert!(!format!("{made:?}").contains(&rosa.password));

    let mut fresh = Desk::in_memory(Clock::held(monday_at_8()), Ids::System).unwrap();
    let none = Order {
        families: 0,
        ..ORDER
    };
    assert!(refusal(fresh.generate(&none, &mut |_| {})).contains("de 1 a"));
}

#[test]
fn the_city_around_is_written_as_a_cecad_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tudo.csv");
    let today = "2026-11-23".parse().unwrap();
    let order = Order {
        families: 20,
        ..ORDER
    };
    assert_eq!(write_cecad(&file, &order, today, &mut |_| {}).unwrap(), 320);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.lines().count() > 600);
    let unit = text
        .lines()
        .filter(|it| it.contains("JARDIM DAS MANGUEIRAS"));
    assert!((40..=100).contains(&unit.count()));
    let again = write_cecad(&file, &order, today, &mut |_| {});
    assert!(refusal(again).contains("já existe"));
}

/// Prints its figures with `--nocapture`; a whole unit in a release build, a
/// small one otherwise, so that the suite stays short.
#[test]
fn a_year_of_a_big_unit() {
    let families: u32 = if cfg!(debug_assertions) { 200 } else { 8_000 };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    let mut desk = desk_on(&file, monday_at_8());
    let order = Order {
        families,
        months: 12,
        seed: 1,
    };
    let start = std::time::Instant::now();
    let mut last = 0;
    let made = desk
        .generate(&order, &mut |it| {
            assert!(last <= it && it <= 100);
            last = it;
        })
        .unwrap();
    let took = start.elapsed();
    assert_eq!(last, 100);
    println!(
        "{} families, {} people, {} tickets: {took:.1?}, {} KiB",
        made.families,
        made.people,
        made.tickets,
        std::fs::metadata(&file).unwrap().len() / 1024
    );
    let start = std::time::Instant::now();
    assert!(desk.verify().unwrap().holds());
    println!("verified in {:.1?}", start.elapsed());
}
