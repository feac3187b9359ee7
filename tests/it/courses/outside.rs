//! What a class is for those outside: the list for whoever gives the course,
//! in every form, and the sheet to sign.

use std::fs;
use std::path::Path;
use std::process::Command;

use acolhida::app::{Applying, Desk, ListForm};
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Applied, Course, Seats};
use acolhida::domain::id::Id;
use acolhida::domain::person::PersonField;

use super::desks::*;
use super::paper::{enter, kept_desk};
use crate::agenda::desks::day;
use crate::desks::refusal;
use crate::families::{family_of, who};
use crate::groups::desks::person;

/// Three people with seats, of whom the first has the class as a second
/// choice, and one who waits.
fn filled(desk: &mut Desk, id: Id<Course>) {
    let of = Course {
        title: "=cmd|' /c calc'!A0".into(),
        seats: Seats {
            own: 3,
            ..Seats::default()
        },
        choices: 3,
        ..course(id)
    };
    desk.save_course(&of, 0).unwrap();
    let people = [
        person(desk, "Ana Segunda", "01/02/1990"),
        person(desk, "Conceição Ávila", "01/02/1991"),
        person(desk, "Bento Curió", "01/02/1992"),
        person(desk, "Caio Espera", "01/02/1993"),
    ];
    let edits = [
        (PersonField::SocialName, "Bia Curió".to_string()),
        (PersonField::Cpf, "01234567890".to_string()),
        (PersonField::Disability, "fisica".to_string()),
        (PersonField::Email, "Bia@exemplo.test".to_string()),
    ];
    desk.edit_person(people[2], &edits).unwrap();
    for (it, choice) in people.into_iter().zip([2_u32, 1, 1, 1]) {
        let phone = "79998123456".to_string();
        let it = Applying {
            choice: Some(choice),
            phone,
            ..applying(id, it)
        };
        desk.apply(&it).unwrap();
    }
}

fn xml(file: &Path, part: &str) -> String {
    let out = Command::new("unzip").arg("-p").arg(file).arg(part).output();
    let out = out.unwrap();
    assert!(out.status.success(), "{out:?}");
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn the_list_goes_by_choice_and_date_and_runs_nothing_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, id) = kept_desk(folder.path());
    filled(&mut desk, id);
    let looks = desk.verify().unwrap().looks;
    let csv = desk.course_list(id).unwrap().csv();
    assert_eq!(desk.verify().unwrap().looks, looks + 1);
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(rows.len(), 3, "{csv}");
    for (row, name) in rows.iter().zip(["Conceição", "Bento", "Ana"]) {
        assert!(row.contains(name), "{row}");
        assert!(row.contains(",'=cmd|"), "{row}");
    }
    for part in [
        "Bia Curió",
        "012.345.678-90",
        "(79) 99812-3456",
        "bia@exemplo.test",
    ] {
        assert!(rows[1].contains(part), "{part}\n{csv}");
    }
    let kept = desk.keep_course_list(id, ListForm::Csv).unwrap();
    assert!(fs::read_to_string(kept).unwrap().starts_with('\u{feff}'));
    // A workbook, read by a reader that is not ours.
    let book = desk.keep_course_list(id, ListForm::Xlsx).unwrap();
    let name = book.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "2026-11-23-0800-lista-TI-01.xlsx");
    let whole = Command::new("unzip").args(["-tq"]).arg(&book).status();
    assert!(whole.unwrap().success());
    let sheet = xml(&book, "xl/worksheets/sheet1.xml");
    for part in [
        ">012.345.678-90<",
        ">=cmd|' /c calc'!A0<",
        ">Conceição Ávila<",
    ] {
        assert!(sheet.contains(part), "{part}\n{sheet}");
    }
    assert!(!sheet.contains("<f>") && !sheet.contains("Caio"), "{sheet}");
    assert!(xml(&book, "xl/workbook.xml").contains("lista-TI-01"));
    let page = desk.print_course_list(id).unwrap().file;
    let page = fs::read_to_string(page).unwrap();
    assert!(
        page.contains("Bia Curió (no documento, Bento Curió)"),
        "{page}"
    );
    // What is erased leaves the workbook too.
    let all = desk.applications_of(id).unwrap();
    let bento = all.iter().find(|it| it.name == "Bia Curió").unwrap();
    desk.set_application(bento.id, Applied::GaveUp, desk.today())
        .unwrap();
    desk.erase_subject(bento.person, "ofício 12", false)
        .unwrap();
    assert!(!book.exists());
}

#[test]
fn how_somebody_under_secrecy_is_reached_stays_in_the_unit() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, id) = kept_desk(folder.path());
    filled(&mut desk, id);
    let family = desk.open_family(family_of(&["Rosa Vagalume"])).unwrap();
    let rosa = who(&mut desk, family, "Rosa");
    let first = desk.applications_of(id).unwrap()[0].id;
    desk.set_application(first, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    let waits = desk.waiting_for_seat(id).unwrap()[0].id;
    desk.set_application(waits, Applied::TurnedDown, day("2026-11-23"))
        .unwrap();
    let it = Applying {
        phone: "79998127734".into(),
        ..applying(id, rosa)
    };
    desk.apply(&it).unwrap();
    let edits = [(PersonField::Email, "vaga@lume.test".to_string())];
    desk.edit_person(rosa, &edits).unwrap();
    desk.set_secrecy(family, true).unwrap();
    let csv = desk.course_list(id).unwrap().csv();
    assert!(!csv.contains("lume.test"), "{csv}");
    assert!(
        csv.contains("Rosa Vagalume") && !csv.contains("7734"),
        "{csv}"
    );
    let sheet = desk.print_attendance(id, None).unwrap().file;
    let sheet = fs::read_to_string(sheet).unwrap();
    for part in [
        "Rosa Vagalume",
        "segunda-feira, 7 de dezembro",
        "08:00 a 12:00",
    ] {
        assert!(sheet.contains(part), "{part}\n{sheet}");
    }
    assert!(!sheet.contains("Ana Segunda"), "{sheet}");
    enter(&mut desk, Role::Reception);
    let sheet = desk.print_attendance(id, Some(day("2026-12-14"))).unwrap();
    let sheet = fs::read_to_string(sheet.file).unwrap();
    assert!(sheet.contains("(sob sigilo)") && !sheet.contains("Vagalume"));
    let (_, listed) = desk.course_listed(id).unwrap();
    assert!(listed.iter().any(|it| it.name == "(sob sigilo)"));
    assert!(
        listed.iter().any(|it| it.name == "Conceição Á."),
        "{listed:?}"
    );
    assert!(refusal(desk.course_list(id)).contains("não pode"));
    assert!(refusal(desk.keep_course_list(id, ListForm::Xlsx)).contains("não pode"));
}

#[test]
fn a_class_is_known_by_its_code_or_by_a_piece_of_its_title() {
    let (mut desk, id) = courses_desk();
    let other = desk.new_id();
    let it = Course {
        code: "007".into(),
        title: "Informática avançada".into(),
        ..course(other)
    };
    keep(&mut desk, &it);
    assert_eq!(desk.course_named("ti-01").unwrap(), id);
    assert_eq!(desk.course_named("7").unwrap(), other);
    assert_eq!(desk.course_named("BÁSICA").unwrap(), id);
    assert!(refusal(desk.course_named("informatica")).contains("TI-01"));
    assert!(refusal(desk.course_named("")).contains("Nenhuma"));
}
