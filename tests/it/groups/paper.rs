//! The roll on paper: to be signed and as called, read back by another's eyes.

use std::fs;

use acolhida::domain::access::Role;
use acolhida::paper::wrap::columns;

use super::desks::*;
use crate::agenda::paper::pdf_text;
use crate::desks::{PASSWORD, add_staff, desk_on, monday_at_8, refusal, set_up};
use crate::shift::program;

#[test]
fn the_sheet_is_signed_or_filled_kept_as_text_and_as_a4_and_logged() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    add_staff(&mut desk, Role::Instructor);
    make_groups_as_is(&mut desk);
    let elders = group(&desk, "Convivência");
    let names = ["Conceição Ávila", "Bento Curió"];
    let people = names.map(|it| person(&mut desk, it, "01/02/1950"));
    enrolled(&mut desk, elders, &people, "2026-11-02");
    let today = key(elders, "2026-11-23", "8");
    let looks = desk.verify().unwrap().looks;
    let blank = desk.print_roll(today, false).unwrap();
    assert_eq!(desk.verify().unwrap().looks, looks + 1);
    let name = blank.file.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "2026-11-23-0800-chamada-2026-11-23.txt");
    let text = fs::read_to_string(&blank.file).unwrap();
    assert!(text.lines().all(|it| columns(it) <= 80), "{text}");
    let read = pdf_text(&blank.pdf.unwrap());
    for part in [
        "Chamada: Convivência",
        "segunda-feira, 23 de novembro de 2026, 08:00 a 10:00",
        "Pessoa orientador",
        "Conceição Ávila",
        "Assinatura",
        "Impresso por rosa em 23/11/2026 08:00",
    ] {
        for text in [&text, &read] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
    desk.save_roll(
        today,
        &[change(people[0], None, P), change(people[1], None, J)],
    )
    .unwrap();
    let called = desk.print_roll(today, true).unwrap();
    let read = pdf_text(&called.pdf.unwrap());
    for part in ["presente", "faltou, com motivo", "Presentes: 1 de 2."] {
        assert!(read.contains(part), "{part}\n{read}");
    }
    // Why somebody was away lies on no table.
    assert!(!read.contains("saúde") && !read.contains("____"), "{read}");
    desk.log_out();
    let mut drive = program(desk);
    drive.keys(&format!("rosa<enter>{PASSWORD}<enter>"));
    drive
        .keys("*<enter><F5>")
        .shows("lista para assinar")
        .keys("a");
    drive.shows("Impresso no arquivo");
}

#[test]
fn whoever_may_not_call_the_roll_prints_none() {
    let mut desk = groups_desk();
    let elders = group(&desk, "Convivência");
    desk.sample_login(Role::Management).unwrap();
    let today = key(elders, "2026-11-23", "8");
    assert!(refusal(desk.print_roll(today, false)).contains("não pode"));
}
