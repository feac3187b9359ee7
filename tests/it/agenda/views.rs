//! Seeing the agenda: the day, the week, the month, what is free, only mine.

use acolhida::domain::access::Role;
use acolhida::domain::agenda::{Absence, Calendar, Status};
use acolhida::ui::drive::Drive;
use chrono::{Datelike, NaiveDate};

use super::desks::{agenda_desk, at, booked, booking, day, provider};
use crate::shift::program;
use crate::sizes::at_every_size;

/// Reception over an agenda with three people tomorrow and one missed today.
fn busy() -> Drive {
    let mut desk = agenda_desk();
    for (name, on, starts) in [
        ("Ana Lima", "2026-11-24", "8"),
        ("Bia Souza", "2026-11-24", "8:40"),
        ("Caio Reis", "2026-11-24", "13"),
        ("Davi Melo", "2026-11-27", "9:20"),
    ] {
        let it = booking(&desk, name, on, starts);
        booked(&mut desk, &it);
    }
    program(desk)
}

#[test]
fn the_day_the_week_the_month_and_what_is_free() {
    let mut drive = busy();
    drive.keys("<F9>g");
    drive
        .shows("Agenda: dia")
        .shows("seg 23/11/2026: 0 marcados");
    drive.keys("<right>");
    drive.shows("ter 24/11/2026: 3 marcados").shows("Ana Lima");
    // Letters are free for the views; digits are a day, or a line of it.
    drive.keys("27112026<enter>");
    drive.shows("sex 27/11/2026: 1 marcado,").shows("Davi Melo");
    drive.keys("h").shows("seg 23/11/2026");
    drive.keys("27/11/2026<enter>").shows("Davi Melo");
    drive.keys("9<enter>").shows("Não há essa linha");
    drive
        .keys("<esc>31022026<enter>")
        .shows("esse mês não tem esse dia");
    drive.keys("<esc>s");
    drive.shows("semana 48: 4 marcados").shows("ninguém atende");
    drive.keys("<right>").shows("semana 49: 0 marcados");
    drive.keys("<left><home><down><enter>");
    drive
        .shows("Agenda: dia")
        .shows("ter 24/11/2026: 3 marcados");
    drive
        .keys("m")
        .shows("11/2026: 4 marcados")
        .shows("fechado");
    drive.shows("Finados").shows("3, 2");
    drive
        .keys("<right>")
        .shows("12/2026: 0 marcados")
        .shows("Natal");
    drive
        .keys("<left><enter>")
        .shows("ter 24/11/2026: 3 marcados");
    drive
        .keys("2<enter><enter>")
        .shows("Horário")
        .shows("Bia Souza");
    drive.keys("<esc>").shows("Agenda: dia");
    drive.keys("l").shows("Vagas de que serviço?");
    drive
        .keys("<enter>")
        .shows("Agenda: vagas")
        .shows("de 24/11/2026 em diante");
}

#[test]
fn columns_stand_side_by_side_when_the_window_is_wide() {
    let mut drive = busy();
    drive.keys("<F9>g25112026<enter>");
    drive.size(60, 20).hides("08:00–12:00");
    drive
        .size(80, 24)
        .shows("08:00–12:00")
        .shows("Pessoa tecnico");
    // Tab goes to the column beside and stays at the hour.
    drive.keys("<tab><tab><backtab><down><up><pagedown>");
    drive.size(120, 40).shows("13:00–17:00");
}

#[test]
fn names_hide_and_every_size_stands() {
    let mut drive = busy();
    drive.keys("<F9>g<right>").shows("Ana Lima");
    drive.keys("<F11>").hides("Ana Lima").shows("A. L.");
    for keys in ["", "s", "m", "l<enter>", "d25112026<enter>"] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}

#[test]
fn a_closed_day_says_why_and_who_is_adrift_stands_on_top() {
    let mut drive = busy();
    drive.desk.sample_login(Role::Coordination).unwrap();
    let absence = Absence {
        id: drive.desk.new_id(),
        provider: Some(provider(&drive.desk, Role::CadUnico)),
        since: day("2026-11-24"),
        until: day("2026-11-24"),
        hours: Some((at("8"), at("12"))),
        reason: "curso".into(),
    };
    drive.desk.save_absence(&absence).unwrap();
    drive.keys("<F9>g24112026<enter>");
    drive.shows("2 sem quem atenda neste dia").shows("LIGAR");
    let screen = drive.screen();
    let row = |text: &str| screen.lines().position(|it| it.contains(text)).unwrap();
    assert!(row("Ana Lima") < row("Caio Reis"), "{screen}");
    drive.keys("s").shows("2 a remarcar: LIGAR");
    drive
        .keys("25122026<enter>d")
        .shows("Fechado neste dia: Natal.");
}

#[test]
fn only_mine_is_for_whoever_has_hours() {
    let mut drive = busy();
    drive.keys("<F9>ge").shows("Você não tem horários");
    let mut desk = agenda_desk();
    let it = booking(&desk, "Ana Lima", "2026-11-25", "8");
    booked(&mut desk, &it);
    desk.sample_login(Role::Technician).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>g25112026<enter>").shows("Ana Lima");
    drive
        .keys("e")
        .hides("Ana Lima")
        .shows("só a sua")
        .shows("livre");
    drive.keys("e").shows("Ana Lima").hides("só a sua");
}

/// Months against a count by hand: weekdays, holidays, who is booked.
#[test]
fn loads_are_what_a_naive_count_says() {
    let mut desk = agenda_desk();
    for on in ["2026-11-24", "2026-11-24", "2026-12-23"] {
        let next = desk.agenda_day(day(on), None).unwrap().providers[0].free[0].starts;
        let it = booking(&desk, "Ana", on, &next.to_string());
        booked(&mut desk, &it);
    }
    let gone = booking(&desk, "Bia", "2026-11-26", "8");
    let gone = booked(&mut desk, &gone);
    desk.cancel_appointment(gone.id).unwrap();
    let minutes = super::desks::service(&desk, "CAD-ATU").minutes;
    let calendar = Calendar::new(Vec::new(), "SE", "", true);
    let until = day("2027-06-30");
    let loads = desk.agenda_loads(day("2026-11-01"), until).unwrap();
    let mut on = day("2026-11-01");
    for load in &loads {
        assert_eq!(load.day, on);
        let closed = calendar.of_year(on.year()).remove(&on).map(|it| it.name);
        let worked = match on.weekday().number_from_monday() {
            _ if closed.is_some() => 0,
            1 | 3 => 12 * 60,
            2 | 4 | 5 => 8 * 60,
            _ => 0,
        };
        let booked = match on.to_string().as_str() {
            "2026-11-24" => 2,
            "2026-12-23" => 1,
            _ => 0,
        };
        assert_eq!(
            (load.closed.clone(), load.minutes, load.booked, load.busy),
            (closed, worked, booked, booked * minutes),
            "{on}"
        );
        on = on.succ_opt().unwrap();
    }
    assert_eq!(on, until.succ_opt().unwrap());
    let held = |on: NaiveDate| {
        let found = desk.agenda_day(on, None).unwrap();
        let lines = found.providers.iter().flat_map(|it| &it.lines);
        lines.filter(|it| it.status != Status::Cancelled).count()
    };
    assert_eq!(held(day("2026-11-24")), 2);
}
