//! The papers of an application, printed and read back by another's eyes.

use std::fs;
use std::path::Path;

use acolhida::app::{ApplicationPapers, ApplyAnswer, Applying, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Course, Seats};
use acolhida::domain::id::Id;
use acolhida::domain::person::{Person, PersonField};
use acolhida::paper::wrap::columns;

use super::desks::*;
use crate::agenda::paper::pdf_text;
use crate::desks::{PASSWORD, add_staff, desk_on, monday_at_8, refusal, set_up};
use crate::families::{family_of, who};
use crate::groups::desks::person;

/// A class of one seat that asks the income, on a file; rosa of the
/// coordination is logged in.
pub fn kept_desk(folder: &Path) -> (Desk, Id<Course>) {
    let mut desk = desk_on(&folder.join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    let id = desk.new_id();
    let it = Course {
        asks_income: true,
        seats: Seats {
            own: 1,
            ..Seats::default()
        },
        ..course(id)
    };
    desk.save_course(&it, 0).unwrap();
    (desk, id)
}

/// Somebody new of that role at the desk, with a password of their own.
pub fn enter(desk: &mut Desk, role: Role) {
    desk.log_in("rosa", PASSWORD).unwrap();
    let first = add_staff(desk, role);
    desk.log_in(role.code(), &first).unwrap();
    desk.change_password(&first, "doce de jenipapo").unwrap();
}

fn signed(desk: &mut Desk, course: Id<Course>, person: Id<Person>) -> ApplyAnswer {
    let it = Applying {
        income: Some(45_050),
        ..applying(course, person)
    };
    desk.apply(&it).unwrap()
}

fn printed(desk: &mut Desk, course: Id<Course>, person: Id<Person>) -> ApplicationPapers {
    let all = desk.applications_of(course).unwrap();
    let it = all.iter().find(|it| it.person == person).unwrap();
    desk.print_application(it.id).unwrap()
}

#[test]
fn form_declaration_and_slip_are_kept_as_text_and_as_a4_and_logged() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, id) = kept_desk(folder.path());
    let first = person(&mut desk, "Conceição Ávila", "01/02/1990");
    let second = person(&mut desk, "Bento Curió", "01/02/1991");
    let edits = [
        (PersonField::SocialName, "Bia Curió".to_string()),
        (PersonField::Cpf, "52998224725".to_string()),
    ];
    desk.edit_person(second, &edits).unwrap();
    signed(&mut desk, id, first);
    let waits = signed(&mut desk, id, second);
    assert!(matches!(waits, ApplyAnswer::Waiting { position: 1, .. }));
    let looks = desk.verify().unwrap().looks;
    let it = printed(&mut desk, id, second);
    // Each page, and the CPF that stands on them.
    assert_eq!(desk.verify().unwrap().looks, looks + 4);
    let income = it.income.clone().unwrap();
    for (one, name, parts) in [
        (
            &it.form,
            "inscricao-TI-01",
            &[
                "Ficha de inscrição em curso",
                "Informática básica",
                "Bia Curió",
                "Bento Curió",
                "529.982.247-25",
                "Lista de espera, 1º lugar",
                "Termo de compromisso",
                "Impresso por rosa em 23/11/2026 08:00",
            ][..],
        ),
        (
            &income,
            "renda-TI-01",
            &[
                "R$ 450,50",
                "R$ 3.242,00",
                "Eu, Bia Curió",
                "CPF 529.982.247-25",
            ],
        ),
        (
            &it.slip,
            "comprovante-TI-01",
            &["LISTA DE ESPERA", "1º lugar", "Bia C.", "RG"],
        ),
    ] {
        let file = one.file.file_name().unwrap().to_str().unwrap();
        assert_eq!(file, format!("2026-11-23-0800-{name}.txt"));
        let text = fs::read_to_string(&one.file).unwrap();
        let read = pdf_text(one.pdf.as_ref().unwrap());
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            for text in [&text, &read] {
                let found = flat(&text.to_lowercase()).contains(&part.to_lowercase());
                assert!(found, "{part}\n{text}");
            }
        }
    }
    let slip = fs::read_to_string(&it.slip.file).unwrap();
    assert!(slip.lines().all(|it| columns(it) <= 48), "{slip}");
    assert!(!slip.contains("529") && !slip.contains("Curió"), "{slip}");
    assert!(it.text().contains("declaração de renda"), "{}", it.text());
    let slip = printed(&mut desk, id, first).slip;
    let slip = fs::read_to_string(slip.file).unwrap();
    assert!(
        slip.contains("Inscrito") && !slip.contains("ESPERA"),
        "{slip}"
    );
}

#[test]
fn where_no_income_is_asked_none_is_printed_and_a_minor_has_a_line_to_sign() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, id) = kept_desk(folder.path());
    let plain = Course {
        asks_income: false,
        ..course(id)
    };
    desk.save_course(&plain, 0).unwrap();
    let young = person(&mut desk, "Nina Curió", "08/12/2009");
    desk.apply(&applying(id, young)).unwrap();
    let it = printed(&mut desk, id, young);
    assert_eq!(it.income, None);
    let form = fs::read_to_string(&it.form.file).unwrap();
    for part in [
        "Responsável pelo menor".to_uppercase().as_str(),
        "Assinatura do(a) responsável",
    ] {
        assert!(form.contains(part), "{part}\n{form}");
    }
}

#[test]
fn what_the_counter_does_not_see_is_on_no_paper_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, id) = kept_desk(folder.path());
    let family = desk.open_family(family_of(&["Rosa Curió"])).unwrap();
    let rosa = who(&mut desk, family, "Rosa");
    let edits = [(PersonField::Disability, "fisica".to_string())];
    desk.edit_person(rosa, &edits).unwrap();
    signed(&mut desk, id, rosa);
    let form = printed(&mut desk, id, rosa).form.file;
    let form = fs::read_to_string(form).unwrap();
    assert!(form.contains("Deficiência física"), "{form}");
    let application = desk.applications_of(id).unwrap()[0].id;
    enter(&mut desk, Role::Reception);
    let form = desk.print_application(application).unwrap().form.file;
    let form = fs::read_to_string(form).unwrap();
    assert!(!form.contains("física"), "{form}");
    desk.log_in("rosa", PASSWORD).unwrap();
    desk.set_secrecy(family, true).unwrap();
    desk.log_in("recepcao", "doce de jenipapo").unwrap();
    let why = refusal(desk.print_application(application));
    assert!(why.contains("sob sigilo") && !why.contains("Rosa"), "{why}");
    enter(&mut desk, Role::Management);
    assert!(refusal(desk.print_application(application)).contains("não pode"));
    enter(&mut desk, Role::Technician);
    desk.print_application(application).unwrap();
}
