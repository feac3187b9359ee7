//! What leaves the unit on paper: slips, days, and the A4 file read back by a
//! reader that is not ours.

use std::fs;
use std::path::Path;
use std::process::Command;

use acolhida::app::{Booking, Comer, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::unit::Setting;
use acolhida::paper::wrap::columns;
use acolhida::paper::{Line, Page, Width};

use super::desks::{
    agenda_desk, at, booked, booking, day, give_hours_as_coordination, provider, service,
};
use crate::desks::{PASSWORD, add_staff, desk_on, monday_at_8, refusal, set_up};
use crate::families::{family_of, who};
use crate::shift::program;
use crate::sizes::at_every_size;

/// The text of a PDF as poppler reads it, laid out.
pub fn pdf_text(file: &Path) -> String {
    let out = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(file)
        .arg("-")
        .output()
        .unwrap();
    assert!(out.status.success(), "{out:?}");
    assert!(out.stderr.is_empty(), "{out:?}");
    String::from_utf8(out.stdout).unwrap()
}

/// A desk on a file with an agenda; rosa, of the coordination, is logged in.
pub fn agenda_desk_in(folder: &Path) -> Desk {
    let mut desk = desk_on(&folder.join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    add_staff(&mut desk, Role::CadUnico);
    add_staff(&mut desk, Role::Technician);
    give_hours_as_coordination(&mut desk);
    desk
}

#[test]
fn the_slip_says_when_and_what_to_bring_and_names_nobody() {
    let mut desk = agenda_desk();
    let it = booking(&desk, "Ana Canário", "2026-11-24", "9:20");
    let it = booked(&mut desk, &it);
    let text = desk.appointment_slip(it.id, false).unwrap().text();
    for part in [
        "terça-feira, 24 de novembro de 2026",
        "às 09:20",
        "Traga:",
        "CRAS Jardim das Mangueiras",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    for part in ["Ana", "Pessoa cadunico", "Com:"] {
        assert!(!text.contains(part), "{part}\n{text}");
    }
    assert!(text.lines().all(|it| columns(it) <= 48), "{text}");
    assert!(
        desk.appointment_slip(it.id, true)
            .unwrap()
            .text()
            .contains("Ana")
    );
    desk.sample_login(Role::Coordination).unwrap();
    desk.change_setting(Setting::SlipProvider, "sim").unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let text = desk.appointment_slip(it.id, false).unwrap().text();
    assert!(text.contains("Pessoa cadunico"), "{text}");
    desk.cancel_appointment(it.id).unwrap();
    assert!(refusal(desk.appointment_slip(it.id, false)).contains("Agende outro"));
    desk.sample_login(Role::Instructor).unwrap();
    assert!(refusal(desk.appointment_slip(it.id, false)).contains("não pode"));
}

#[test]
fn papers_are_kept_as_text_and_as_a4_and_read_back_with_their_accents() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = agenda_desk_in(folder.path());
    let it = booking(&desk, "Conceição Ávila", "2026-11-23", "9:20");
    let it = booked(&mut desk, &it);
    let looks = desk.verify().unwrap().looks;
    let slip = desk.print_appointment(it.id, false).unwrap();
    let sheet = desk.print_agenda(day("2026-11-23"), None).unwrap();
    assert_eq!(desk.verify().unwrap().looks, looks + 2);
    let name = slip.file.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "2026-11-23-0800-agendamento-2026-11-23-linha-1.txt");
    let slip = pdf_text(&slip.pdf.unwrap());
    for part in ["segunda-feira, 23 de novembro de 2026", "09H20", "Traga:"] {
        assert!(slip.contains(part), "{part}\n{slip}");
    }
    let text = fs::read_to_string(&sheet.file).unwrap();
    assert!(text.lines().all(|it| columns(it) <= 80), "{text}");
    let pdf = sheet.pdf.unwrap();
    let read = pdf_text(&pdf);
    for part in [
        "Conceição Ávila",
        "Situação",
        "Agendado",
        "livre",
        "PESSOA CADUNICO",
        "08:00 a 12:00; 13:00 a 17:00",
        "Impresso por rosa em 23/11/2026 08:00",
        "página 1 de 1",
    ] {
        assert!(read.contains(part), "{part}\n{read}");
    }
    let info = Command::new("pdfinfo").arg(&pdf).output().unwrap();
    let info = String::from_utf8(info.stdout).unwrap();
    assert!(
        info.contains("Agenda do dia") && info.contains("A4"),
        "{info}"
    );
    assert!(!info.contains("Concei"), "{info}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&pdf).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
    }
}

#[test]
fn the_day_on_screen_is_printed_by_a_key_of_one_professional_or_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = agenda_desk_in(folder.path());
    let it = booking(&desk, "Conceição Ávila", "2026-11-23", "9:20");
    booked(&mut desk, &it);
    let mut drive = program(desk);
    drive.keys(&format!("rosa<enter>{PASSWORD}<enter><F9>gi"));
    drive.shows("Imprimir a agenda de quem?").shows("Todos");
    at_every_size(&mut drive);
    drive.keys("cad<enter>").shows("Impresso no arquivo");
    let printed = || {
        let files = fs::read_dir(folder.path().join("impressos")).unwrap();
        let mut files: Vec<_> = files.map(|it| it.unwrap().path()).collect();
        files.retain(|it| it.extension().is_some_and(|it| it == "txt"));
        files.sort();
        let texts = files.iter().map(|it| fs::read_to_string(it).unwrap());
        texts.collect::<Vec<String>>()
    };
    let of_one = &printed()[0];
    assert!(of_one.contains("Conceição Ávila"), "{of_one}");
    assert!(!of_one.contains("TECNICO"), "{of_one}");
    drive.keys("it").shows("Impresso no arquivo");
    let all = printed();
    assert_eq!(all.len(), 2);
    let both = |it: &&String| it.contains("CADUNICO") && it.contains("TECNICO");
    assert_eq!(all.iter().filter(both).count(), 1, "{all:?}");
    drive.keys("si").shows("Abra um dia (D) para imprimir.");
}

#[test]
fn the_day_of_one_professional_leaves_out_the_others_and_whoever_is_under_secrecy() {
    let mut desk = agenda_desk();
    desk.sample_login(Role::Technician).unwrap();
    let family = desk.open_family(family_of(&["Dália Prado"])).unwrap();
    desk.set_secrecy(family, true).unwrap();
    let dalia = who(&mut desk, family, "Dália");
    desk.sample_login(Role::Reception).unwrap();
    let it = Booking {
        who: Comer::Registered {
            person: dalia,
            family: Some(family),
        },
        ..booking(&desk, "", "2026-11-23", "10")
    };
    booked(&mut desk, &it);
    let other = Booking {
        provider: provider(&desk, Role::Technician),
        service: service(&desk, "ATE-TEC").id,
        starts: at("8"),
        ..booking(&desk, "Bia Lima", "2026-11-23", "8")
    };
    booked(&mut desk, &other);
    let only = provider(&desk, Role::CadUnico);
    let text = desk
        .agenda_page(day("2026-11-23"), Some(only))
        .unwrap()
        .text();
    assert!(text.contains("D. P.") && !text.contains("Dália"), "{text}");
    assert!(!text.contains("Bia"), "{text}");
    let all = desk.agenda_page(day("2026-11-23"), None).unwrap().text();
    assert!(all.contains("Bia Lima"), "{all}");
    let sunday = desk.agenda_page(day("2026-11-22"), None).unwrap().text();
    assert!(sunday.contains("Ninguém tem horário"), "{sunday}");
}

#[test]
fn letters_that_the_fonts_lack_are_replaced_by_legible_ones() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("folha.pdf");
    let page = Page {
        title: "Ficha".into(),
        lines: vec![
            Line::fact("Nome", "Łucja Đoković"),
            Line::Text("aspas “curvas”, travessão – e reticências… ªº «ção» ÁÉÍÓÚÂÊÔÃÕÀÇ".into()),
            Line::Item("parênteses (um) \\ dois".into()),
        ],
        footer: String::new(),
        width: Width::Sheet,
    };
    fs::write(&file, page.pdf()).unwrap();
    let text = pdf_text(&file);
    for part in [
        "Lucja Dokovic",
        "“curvas”",
        "–",
        "«ção» ÁÉÍÓÚÂÊÔÃÕÀÇ",
        "(um) \\ dois",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
