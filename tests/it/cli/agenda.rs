//! The agenda, the absences and the declarations from the command line.

use acolhida::app::{Booking, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::unit::Setting;
use acolhida::paper::wrap::columns;
use icalendar::parser::{read_calendar, unfold};

use super::run::{PROGRAM, Place, Ran, finish};
use crate::agenda::desks::{booked, booking, give_hours_as_coordination};
use crate::desks::add_staff;

/// A unit with an agenda and four people in it; the phone and the name of one
/// of them are what must not come out.
pub fn place_with_agenda() -> Place {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    add_staff(&mut desk, Role::CadUnico);
    add_staff(&mut desk, Role::Technician);
    give_hours_as_coordination(&mut desk);
    for (name, day, hour) in [
        ("Conceição Canário Sanhaço", "2026-11-23", "8:40"),
        ("Bia Lima", "2026-11-23", "9:20"),
        ("Caio Prado; Filho", "2026-11-24", "8"),
        ("Davi Melo", "2026-11-27", "15:40"),
    ] {
        let it = Booking {
            phone: "79998127734".into(),
            ..booking(&desk, name, day, hour)
        };
        booked(&mut desk, &it);
    }
    place
}

/// Somebody with a password of their own in another role.
fn with_password_of(place: &Place, role: Role, args: &[&str]) -> Ran {
    const OWN: &str = "pitanga com farinha";
    let mut desk = place.rosas_desk();
    let first = add_staff(&mut desk, role);
    desk.log_in(role.code(), &first).unwrap();
    desk.change_password(&first, OWN).unwrap();
    let mut command = place.command(PROGRAM);
    command
        .args(args)
        .args(["--usuario", role.code(), "--senha-stdin"]);
    finish(command, &format!("{OWN}\n"))
}

#[track_caller]
fn tells_nobody(text: &str) {
    for part in ["Canário", "Lima", "Melo", "7734", "99812"] {
        assert!(!text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_day_is_read_at_a_glance_in_any_width() {
    let place = place_with_agenda();
    let text = place.rosa(&["agenda"]).done();
    for part in [
        "Agenda de seg 23/11/2026",
        "2 marcados",
        "Pessoa cadunico",
        "08:40",
        "Conceição S.",
        "Bia L.",
        "Livres: 08:00",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    tells_nobody(&text);
    let phone = place.rosa(&["agenda", "--largura", "40"]).done();
    assert!(phone.lines().all(|it| columns(it) <= 40), "{phone}");
    assert!(phone.contains("Conceição S."), "{phone}");
    let mut command = place.command(PROGRAM);
    command
        .env("COLUMNS", "40")
        .args(["agenda", "--usuario", "rosa", "--senha-stdin"]);
    let same = finish(command, &format!("{}\n", crate::desks::PASSWORD)).done();
    assert_eq!(same, phone);
    let tomorrow = place.rosa(&["agenda", "--dia", "amanha"]).done();
    assert!(tomorrow.contains("Caio P."), "{tomorrow}");
    let sunday = place.rosa(&["agenda", "--dia", "2026-11-22"]).done();
    assert!(sunday.contains("0 marcados"), "{sunday}");
    let only = place.rosa(&["agenda", "--profissional", "tecnico"]).done();
    assert!(!only.contains("Bia"), "{only}");
    let why = place.rosa(&["agenda", "--profissional", "zé"]).refused();
    assert!(why.contains("Há: Pessoa cadunico"), "{why}");
    let why = place
        .rosa(&["agenda", "--profissional", "pessoa"])
        .refused();
    assert!(why.contains("Qual?"), "{why}");
}

#[test]
fn the_week_and_the_data_forms() {
    let place = place_with_agenda();
    let week = place
        .rosa(&["agenda", "--semana", "--largura", "40"])
        .done();
    assert!(week.contains("Semana de seg 23/11/2026"), "{week}");
    assert!(week.lines().all(|it| columns(it) <= 40), "{week}");
    tells_nobody(&week);
    let json = place
        .rosa(&["agenda", "--semana", "--formato", "json"])
        .json();
    assert_eq!(json["from"], "2026-11-23");
    assert_eq!(json["days"].as_array().unwrap().len(), 7);
    let first = &json["days"][0]["providers"][0]["appointments"][0];
    assert_eq!(first["name"], "Conceição S.");
    assert_eq!(first["status"], "booked");
    tells_nobody(&json.to_string());
    let csv = place
        .rosa(&["agenda", "--semana", "--formato", "csv"])
        .done();
    assert_eq!(csv.lines().count(), 5, "{csv}");
    tells_nobody(&csv);
    let why = place.rosa(&["fila", "--formato", "ics"]).wrong_usage();
    assert!(why.contains("só da agenda"), "{why}");
}

#[test]
fn the_calendar_is_read_by_another_program() {
    let place = place_with_agenda();
    let ask = ["agenda", "--semana", "--formato", "ics"];
    let text = place.rosa(&ask).done();
    assert!(text.split("\r\n").all(|it| it.len() <= 75), "{text}");
    tells_nobody(&text);
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    assert_eq!(calendar.components.len(), 4);
    let of = |at: usize, name: &str| {
        let event = &calendar.components[at];
        let found = event.properties.iter().find(|it| it.name == name);
        found.unwrap().val.as_str().to_string()
    };
    assert_eq!(of(0, "DTSTART"), "20261123T114000Z");
    assert_eq!(of(0, "DTEND"), "20261123T122000Z");
    assert!(of(0, "SUMMARY").ends_with("Conceição S."));
    assert_eq!(of(0, "STATUS"), "CONFIRMED");
    // The same appointment keeps its name, moved or not.
    let uid = of(0, "UID");
    let mut desk = place.rosas_desk();
    let first = first_of(&desk);
    desk.cancel_appointment(first).unwrap();
    let after = place.rosa(&ask).done();
    let after = after.replace("\r\n ", "");
    let event = after
        .split("BEGIN:VEVENT")
        .find(|it| it.contains(&uid))
        .unwrap();
    assert!(event.contains("STATUS:CANCELLED"), "{event}");
}

fn first_of(desk: &Desk) -> acolhida::domain::id::Id<acolhida::domain::agenda::Appointment> {
    let day = desk.agenda_day(desk.today(), None).unwrap();
    day.providers[0].lines[0].id
}

#[test]
fn absences_name_people_shortly_and_management_sees_numbers() {
    let mut place = place_with_agenda();
    place.now = "2026-11-23T10:00";
    let mut desk = place.rosas_desk();
    desk.clock()
        .set(desk.clock().now() + chrono::Duration::hours(2));
    let first = first_of(&desk);
    desk.mark_missed(first).unwrap();
    drop(desk);
    let text = place.rosa(&["faltas", "--largura", "40"]).done();
    for part in ["Não compareceram", "Conceição S.", "Bia L.", "em atraso"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.lines().all(|it| columns(it) <= 40), "{text}");
    tells_nobody(&text);
    let json = place.rosa(&["faltas", "--formato", "json"]).json();
    assert_eq!(json["missed"].as_array().unwrap().len(), 2);
    assert_eq!(json["missed"][1]["still_may_come"], true);
    assert_eq!(json["rates"][0]["missed"], 1, "{json}");

    let text = with_password_of(&place, Role::Management, &["agenda", "--semana"]).done();
    assert!(text.contains("Marcados"), "{text}");
    for part in ["Conceição", "Bia", "Pessoa"] {
        assert!(!text.contains(part), "{part}\n{text}");
    }
    let why = with_password_of(&place, Role::Instructor, &["agenda"]).refused();
    assert!(why.contains("não pode"), "{why}");
}

#[test]
fn a_declaration_is_confirmed_without_a_password_and_tells_no_more() {
    let place = place_with_agenda();
    let why = place
        .run(&["verificar", "--declaracao", "AAAAA-BBBBB"])
        .refused();
    assert!(why.contains("Nenhuma declaração"), "{why}");
    let mut desk = place.rosas_desk();
    desk.set_seat("Guichê 1").unwrap();
    let ana = crate::desks::says(&desk, "Ana Canário Lima", "CU-ATU");
    let ticket = desk.arrive(&ana).unwrap().id;
    desk.call(ticket).unwrap();
    desk.start(ticket).unwrap();
    let sheet = desk.declaration_sheet(ticket).unwrap();
    let issued = desk
        .declare(&acolhida::app::ToDeclare {
            ticket,
            person: None,
            civil_name: false,
            document: acolhida::domain::declaration::DocumentOn::None,
            left: sheet.left,
        })
        .unwrap();
    let text = place
        .run(&["verificar", "--declaracao", &issued.it.code_shown()])
        .done();
    assert!(
        text.contains("CONFERE") && text.contains("Ana L."),
        "{text}"
    );
    tells_nobody(&text);
    let json = place
        .run(&[
            "verificar",
            "--declaracao",
            &issued.it.code,
            "--formato",
            "json",
        ])
        .json();
    assert_eq!(json["number"], "1/2026");
}

#[test]
fn a_key_reads_only_for_whom_the_coordination_marked() {
    let place = place_with_agenda();
    let why = place.run(&["leitura", "rosa"]).refused();
    assert!(why.contains("Peça à coordenação"), "{why}");
    let mut desk = place.rosas_desk();
    let why = crate::desks::refusal(desk.change_setting(Setting::KeyAccess, "rosa ninguem"));
    assert!(why.contains("ninguem"), "{why}");
    desk.change_setting(Setting::KeyAccess, "rosa tecnico")
        .unwrap();
    let text = place.run(&["leitura", "rosa", "--largura", "40"]).done();
    assert!(text.contains("Conceição S."), "{text}");
    tells_nobody(&text);
    // A password still provisional opens nothing.
    place.run(&["leitura", "tecnico"]).refused();
    let ask = |words: &str| {
        let mut command = place.command(PROGRAM);
        command
            .env("SSH_ORIGINAL_COMMAND", words)
            .args(["leitura", "rosa"]);
        finish(command, "")
    };
    assert!(ask("agenda amanha").done().contains("Caio P."));
    assert!(ask("fila").done().contains("Fila de seg 23/11/2026"));
    assert!(ask("faltas").done().contains("Não compareceram"));
    assert!(ask("agenda ics").done().starts_with("BEGIN:VCALENDAR\r\n"));
    let why = ask("usuarios listar").wrong_usage();
    assert!(why.contains("Daqui se pergunta"), "{why}");
    let day = desk.today();
    let looks = desk.accesses(day).unwrap();
    let by_key = looks.iter().filter(|it| it.what == "chave SSH").count();
    assert_eq!(by_key, 7, "five readings and two refusals");
}
