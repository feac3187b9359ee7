//! Declarações de comparecimento: what they say and never say, who may have
//! one, the code that confirms them, and the keys they cost.

use std::fs;
use std::path::Path;

use acolhida::app::{Arrival, Comer, Desk, ToDeclare};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Minute;
use acolhida::domain::codes::DocKind;
use acolhida::domain::declaration::DocumentOn;
use acolhida::domain::family::Family;
use acolhida::domain::id::Id;
use acolhida::domain::person::{DocumentFacts, Person, PersonFacts, Who};
use acolhida::domain::ticket::Ticket;
use acolhida::domain::unit::Setting;
use acolhida::paper::wrap::columns;
use rusqlite::Connection;

use super::paper::pdf_text;
use crate::desks::{PASSWORD, demand, desk, desk_on, later, monday_at_8, refusal, says, set_up};
use crate::families::{family_of, who};
use crate::shift::program;

struct Visit {
    desk: Desk,
    family: Id<Family>,
    maria: Id<Person>,
    joao: Id<Person>,
    ticket: Id<Ticket>,
}

fn desk_in(folder: &Path) -> Desk {
    let mut desk = desk_on(&folder.join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    desk.set_seat("Guichê 1").unwrap();
    desk
}

/// Maria came at 8 with João and was seen from 8:10 to 8:50.
fn visit(mut desk: Desk) -> Visit {
    let mut family = family_of(&["Maria Conceição", "João Canário"]);
    family.members[0].who = Who::New(Box::new(PersonFacts {
        social_name: "Mário Ávila".into(),
        cpf: "52998224725".into(),
        ..PersonFacts::named("Maria Conceição")
    }));
    let family = desk.open_family(family).unwrap();
    let maria = who(&mut desk, family, "Mário");
    let joao = who(&mut desk, family, "João");
    let arrival = Arrival {
        who: Comer::Registered {
            person: maria,
            family: Some(family),
        },
        companions: vec![joao],
        demands: vec![demand(&desk, "CU-ATU")],
        ..says(&desk, "x", "CU-ATU")
    };
    let ticket = desk.arrive(&arrival).unwrap().id;
    let clock = desk.clock().clone();
    later(&clock, 10);
    desk.call(ticket).unwrap();
    desk.start(ticket).unwrap();
    later(&clock, 40);
    desk.finish(ticket).unwrap();
    Visit {
        desk,
        family,
        maria,
        joao,
        ticket,
    }
}

impl Visit {
    fn of(&self, person: Id<Person>, document: DocumentOn) -> ToDeclare {
        ToDeclare {
            ticket: self.ticket,
            person: Some(person),
            civil_name: false,
            document,
            left: Minute::parse("8:50").unwrap(),
        }
    }
}

#[test]
fn it_says_who_and_when_and_never_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = visit(desk_in(folder.path()));
    let what = it.of(it.maria, DocumentOn::Cpf);
    let looks = it.desk.verify().unwrap().looks;
    let issued = it.desk.declare(&what).unwrap();
    assert_eq!(
        (issued.it.title().as_str(), issued.again),
        ("1/2026", false)
    );
    assert_eq!(it.desk.verify().unwrap().looks, looks + 2, "CPF and print");
    let printed = issued.printed.unwrap();
    let text = fs::read_to_string(&printed.file).unwrap();
    for part in [
        "Declaração de comparecimento",
        "Mário Ávila, CPF",
        "529.982.247-25",
        "segunda-feira, 23 de novembro de 2026",
        "das 08:00 às 08:50",
        "Aracaju/SE, 23 de novembro de 2026.",
        &issued.it.code_shown(),
        "Impresso por rosa em 23/11/2026 08:50",
    ] {
        let words = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&text).contains(part), "{part}\n{text}");
    }
    for part in ["Cadastro", "Atualização", "Conceição", "CU1", "prioridade"] {
        assert!(!text.contains(part), "{part}\n{text}");
    }
    assert!(text.lines().all(|it| columns(it) <= 80), "{text}");
    let pdf = pdf_text(&printed.pdf.unwrap());
    assert!(
        pdf.contains("Mário Ávila") && pdf.contains(&issued.it.code_shown()),
        "{pdf}"
    );
    let name = printed.file.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "2026-11-23-0850-declaracao-1-2026.txt");

    // The same words again are the same paper, printed and logged once more.
    let again = it.desk.declare(&what).unwrap();
    assert!(again.again);
    assert_eq!(again.it, issued.it);
    let looks = it.desk.verify().unwrap().looks;
    it.desk.reprint_declaration(issued.it.id).unwrap();
    assert_eq!(it.desk.verify().unwrap().looks, looks + 1);
    assert!(it.desk.verify().unwrap().holds());
}

#[test]
fn name_and_document_are_the_persons_choice_and_companions_have_their_own() {
    let mut it = visit(desk());
    let sheet = it.desk.declaration_sheet(it.ticket).unwrap();
    let names: Vec<&str> = sheet.people.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Mário Ávila", "João Canário"]);
    assert!(sheet.people[0].has_civil && !sheet.people[1].has_civil);
    assert_eq!(
        (sheet.arrived.to_string(), sheet.left.to_string()),
        ("08:00".into(), "08:50".into())
    );
    let rg = DocumentFacts::new(DocKind::Rg, "1.234.567");
    it.desk.add_document(it.joao, rg).unwrap();
    for (person, civil_name, document, name, shown) in [
        (
            it.maria,
            false,
            DocumentOn::Masked,
            "Mário Ávila",
            "CPF ***.982.247-**",
        ),
        (it.maria, true, DocumentOn::None, "Maria Conceição", ""),
        (it.maria, false, DocumentOn::Other, "Mário Ávila", ""),
        // Who has no CPF has what they have.
        (
            it.joao,
            false,
            DocumentOn::Cpf,
            "João Canário",
            "RG 1.234.567",
        ),
        (it.joao, false, DocumentOn::Masked, "João Canário", ""),
    ] {
        let what = ToDeclare {
            civil_name,
            ..it.of(person, document)
        };
        let issued = it.desk.declare(&what).unwrap();
        assert_eq!(
            (issued.it.name.as_str(), issued.it.document.as_str()),
            (name, shown)
        );
        // In memory nothing is printed, and the number stays.
        assert!(issued.printed.unwrap_err().contains("demonstração"));
    }
    let given = it.desk.declaration_sheet(it.ticket).unwrap().given;
    let numbers: Vec<u32> = given.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

#[test]
fn only_who_came_and_was_seen_has_one() {
    let mut it = visit(desk());
    let other = it.desk.open_family(family_of(&["Zélia Lima"])).unwrap();
    let zelia = who(&mut it.desk, other, "Zélia");
    let what = it.of(zelia, DocumentOn::None);
    assert!(refusal(it.desk.declare(&what)).contains("não veio nesta senha"));
    let early = ToDeclare {
        left: Minute::parse("7:59").unwrap(),
        ..it.of(it.maria, DocumentOn::None)
    };
    assert!(refusal(it.desk.declare(&early)).contains("a saída vem depois"));
    let bia = it.desk.arrive(&says(&it.desk, "Bia", "CU-ATU")).unwrap();
    assert!(refusal(it.desk.declaration_sheet(bia.id)).contains("ainda não foi atendida"));
    it.desk.give_up(bia.id).unwrap();
    assert!(refusal(it.desk.declaration_sheet(bia.id)).contains("não há o que declarar"));
    it.desk.sample_login(Role::Instructor).unwrap();
    assert!(refusal(it.desk.declaration_sheet(it.ticket)).contains("não pode"));
    assert!(it.family != other);
}

#[test]
fn the_code_confirms_these_words_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = visit(desk_in(folder.path()));
    let issued = it.desk.declare(&it.of(it.maria, DocumentOn::Cpf)).unwrap();
    let typed = issued.it.code_shown().to_lowercase();
    it.desk.log_out();
    let found = it.desk.check_declaration(&typed).unwrap();
    assert_eq!((found.id, &found.name), (issued.it.id, &issued.it.name));
    assert_eq!(found.document, "", "nobody is logged in");
    assert!(refusal(it.desk.check_declaration("AAAAA-AAAAA")).contains("Nenhuma declaração"));
    assert!(refusal(it.desk.check_declaration("123")).contains("10 letras"));
    // Somebody lengthens the stay in the file itself.
    let con = Connection::open(folder.path().join("unidade.db")).unwrap();
    con.execute("UPDATE declaration SET left_at = 1020", [])
        .unwrap();
    assert!(refusal(it.desk.check_declaration(&typed)).contains("Não confirme"));
    assert!(!it.desk.verify().unwrap().holds());
}

#[test]
fn it_costs_three_keys_from_the_visit_and_a_screen_confirms_it() {
    let folder = tempfile::tempdir().unwrap();
    let it = visit(desk_in(folder.path()));
    let mut drive = program(it.desk);
    let enter = format!("rosa<enter>{PASSWORD}<enter>");
    drive.keys(&enter);
    drive.count_from_here();
    drive.keys("<F8>p<enter>");
    assert!(drive.keys_pressed() <= 3, "{}", drive.keys_pressed());
    drive.shows("Declaração 1/2026. Impresso no arquivo");
    let kept = fs::read_dir(folder.path().join("impressos")).unwrap();
    assert_eq!(kept.count(), 2, "text and PDF");
    let con = Connection::open(folder.path().join("unidade.db")).unwrap();
    let code: String = con
        .query_row("SELECT code FROM declaration", [], |row| row.get(0))
        .unwrap();
    drive.keys(&format!("<F9>q{code}<enter>"));
    drive.shows("CONFERE: declaração nº 1/2026.");
    drive.shows("das 08:00 às");
}

#[test]
fn asked_again_from_the_visit_the_same_paper_is_offered_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = visit(desk_in(folder.path()));
    let clock = it.desk.clock().clone();
    it.desk.declare(&it.of(it.joao, DocumentOn::None)).unwrap();
    let mut drive = program(it.desk);
    drive.keys(&format!("rosa<enter>{PASSWORD}<enter><F8>p"));
    drive.shows("Já foi dada declaração desta visita");
    drive.shows("Reimprimir a 1/2026: João Canário, 08:00 às 08:50");
    // Another one is still a key away, and comes first the next time.
    drive.keys("o").shows("De quem");
    drive.keys("<enter>").shows("Declaração 2/2026.");
    later(&clock, 10);
    drive.count_from_here();
    drive.keys("<F8>p");
    drive.shows("Reimprimir a 2/2026: Mário Ávila, 08:00 às 08:50");
    drive
        .keys("r")
        .shows("A mesma declaração. Impresso no arquivo");
    assert!(drive.keys_pressed() <= 3, "{}", drive.keys_pressed());
    let con = Connection::open(folder.path().join("unidade.db")).unwrap();
    let count = |sql: &str| -> i64 { con.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM declaration"), 2);
    let printed = "SELECT count(*) FROM access_log WHERE action = 'print'";
    assert_eq!(count(printed), 3, "each print is logged");
}

#[test]
fn where_there_is_only_a_roll_sheets_are_48_columns_and_the_pdf_stays_a4() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = visit(desk_in(folder.path()));
    it.desk.change_setting(Setting::PrinterRoll, "sim").unwrap();
    let issued = it.desk.declare(&it.of(it.maria, DocumentOn::Cpf)).unwrap();
    let printed = issued.printed.unwrap();
    let text = fs::read_to_string(&printed.file).unwrap();
    assert!(text.lines().all(|it| columns(it) <= 48), "{text}");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Mário Ávila, CPF 529.982.247-25, compareceu",
        "das 08:00 às 08:50",
        &issued.it.code_shown(),
    ] {
        assert!(words.contains(part), "{part}\n{text}");
    }
    let pdf = printed.pdf.unwrap();
    assert!(pdf_text(&pdf).contains(&issued.it.code_shown()));
    let info = std::process::Command::new("pdfinfo").arg(&pdf).output();
    let info = String::from_utf8(info.unwrap().stdout).unwrap();
    assert!(info.contains("A4"), "{info}");
}

#[test]
fn a_person_is_told_of_the_declarations_they_were_given() {
    let mut it = visit(desk());
    let issued = it
        .desk
        .declare(&it.of(it.maria, DocumentOn::Masked))
        .unwrap();
    it.desk.sample_login(Role::Technician).unwrap();
    let data = it.desk.subject_data(it.maria).unwrap();
    let title = "Declarações de comparecimento";
    let section = data.sections.iter().find(|it| it.title == title).unwrap();
    let (day, what) = &section.lines[0];
    assert_eq!(day, "23/11/2026");
    for part in ["nº 1/2026", "das 08:00 às 08:50", &issued.it.code_shown()] {
        assert!(what.contains(part), "{part}\n{what}");
    }
    assert!(section.lines[1].1.contains("***.982.247-**"));
    let other = it.desk.subject_data(it.joao).unwrap();
    assert!(other.sections.iter().all(|it| it.title != title));
}

#[test]
fn a_declaration_is_not_for_who_still_waits() {
    let mut drive = program(desk());
    drive.keys("joana<F4><enter>1<enter>p");
    drive.shows("Ainda não foi atendida.");
    drive.keys("<esc><F5><F6><F8>p");
    drive.shows("Declaração de comparecimento");
    drive.shows("Joana");
    drive.keys("<tab>n<enter>");
    drive.shows("Declaração 1/2026 dada.");
}
