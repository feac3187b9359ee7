//! How a class went: by list entry, the certificates, and the calls of three
//! and six months.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Applied, Course, Seats};
use acolhida::domain::id::Id;

use super::desks::*;
use crate::agenda::desks::day;
use crate::groups::desks::{person, teens};
use crate::shift::program;
use crate::sizes::at_every_size;

/// Seven of eight have a seat, one waits for «Porteiro», which went from
/// `starts` to `ends`.
fn class(starts: &str, ends: &str) -> (Desk, Id<Course>) {
    let (mut desk, id) = courses_desk();
    let seats = Seats {
        own: 7,
        pool: 0,
        returns_on: None,
    };
    let mut it = Course {
        title: "Porteiro".into(),
        seats,
        ..course(id)
    };
    keep(&mut desk, &it);
    for it in teens(&mut desk, 8) {
        desk.apply(&applying(id, it)).unwrap();
    }
    it.starts_on = day(starts);
    it.ends_on = Some(day(ends));
    it.closes_on = None;
    keep(&mut desk, &it);
    (desk, id)
}

fn states(desk: &Desk, id: Id<Course>) -> Vec<Applied> {
    let all = desk.applications_of(id).unwrap();
    all.iter().map(|it| it.state).collect()
}

#[test]
fn a_class_that_ended_is_said_in_a_few_keys() {
    let (desk, id) = class("2026-08-03", "2026-08-20");
    let mut drive = program(desk);
    drive.keys("<F9>c").shows("resultados");
    drive.shows("de 7 pessoas ninguém disse como foi: resultados");
    drive.keys("porteiro<enter><F6>").shows("Resultados");
    drive.shows("«Porteiro (TI-01)»: por dizer: 7");
    drive.shows("Terminou: * põe «Concluinte» no resto; o número de alguém, «Evadido»");
    drive.count_from_here();
    drive.keys("*").shows("7 de uma vez: Concluinte.");
    drive.keys("26<F10>");
    assert!(drive.keys_pressed() <= 4, "{}", drive.keys_pressed());
    drive.shows("«Porteiro (TI-01)»: 7 resultados gravados.");
    drive
        .shows("1 Bia Teste 0 16 Concluinte")
        .shows("2 Caio Teste 1 16 Evadido");
    drive.shows("Concluinte: 5, Evadido: 2");
    let told = states(&drive.desk, id);
    assert_eq!(told[1], Applied::Dropped);
    assert_eq!(told[7], Applied::Waiting, "whoever waited is left alone");
    // One undo takes the whole back.
    drive.keys("<ctrl+z>").shows("1 Bia Teste 0 16 Inscrito");
    assert!(
        states(&drive.desk, id)[..7]
            .iter()
            .all(|it| *it == Applied::Entered)
    );
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn before_it_begins_the_rest_goes_to_the_partner_and_a_seat_given_back_is_offered() {
    let (desk, id) = class("2026-11-25", "2026-12-18");
    let mut drive = program(desk);
    drive.keys("<F9>c").shows("enviar lista");
    drive
        .keys("<enter><F6>")
        .shows("Antes de começar: * põe «Encaminhado ao Senac»");
    drive.keys("*3").shows("3 Duda Teste 2: Desistente.");
    // The number again takes a slip back; nobody has number 9 or 8.
    drive
        .keys("3")
        .shows("3 Duda Teste 2: Encaminhado ao Senac.");
    drive.keys("9").shows("Ninguém com vaga tem o número 9.");
    drive.keys("0").shows("Número: 0");
    drive.keys("3<F10>").shows("7 resultados gravados.");
    drive.shows("1 vaga livre, 1 espera. Chame Ícaro Teste 7");
    assert_eq!(states(&drive.desk, id)[2], Applied::GaveUp);
    assert_eq!(states(&drive.desk, id)[0], Applied::Sent);
}

#[test]
fn letters_say_anything_else_and_nothing_is_written_before_f10() {
    let (desk, id) = class("2026-11-16", "2026-12-18");
    let mut drive = program(desk);
    drive
        .keys("<F9>c<enter><F6>")
        .shows("Começou: * põe «Matriculado»");
    drive.keys("mn").shows("2 Caio Teste 1: Não compareceu.");
    drive.shows("Matriculado: 1, Não compareceu: 1, por dizer: 5");
    drive
        .keys("<up><delete>")
        .shows("2 Caio Teste 1: Inscrito.");
    drive.keys("<up>V").shows("2 Caio Teste 1: Evadido.");
    at_every_size(&mut drive);
    assert!(
        states(&drive.desk, id)[..7]
            .iter()
            .all(|it| *it == Applied::Entered)
    );
    // Left and taken up again where it was.
    drive
        .keys("<esc><esc><esc><esc><F9>r")
        .shows("Resultados de um curso");
    drive
        .keys("<enter>")
        .shows("Matriculado: 1, Evadido: 1, por dizer: 5");
    drive.keys("<F10>").shows("2 resultados gravados.");
    let told = states(&drive.desk, id);
    assert_eq!(
        (told[0], told[1], told[2]),
        (Applied::Enrolled, Applied::Dropped, Applied::Entered)
    );
    drive
        .keys("<esc><F9>c<enter><F6><F10>")
        .shows("Nada mudou.");
}

#[test]
fn what_another_desk_said_meanwhile_is_not_overwritten_unseen() {
    let (desk, id) = class("2026-08-03", "2026-08-20");
    let mut drive = program(desk);
    drive.keys("<F9>c<enter><F6>*");
    let first = drive.desk.applications_of(id).unwrap()[0].id;
    drive
        .desk
        .set_application(first, Applied::TurnedDown, day("2026-11-23"))
        .unwrap();
    drive
        .keys("<F10>")
        .shows("Outra mesa mudou alguém desta turma");
    drive.hides("Bia Teste 0").shows("por dizer: 0");
    drive.keys("<F10>").shows("6 resultados gravados.");
    let told = states(&drive.desk, id);
    assert_eq!((told[0], told[1]), (Applied::TurnedDown, Applied::Finished));
}

#[test]
fn whoever_finished_gets_a_certificate_and_a_call_after_three_months() {
    let (desk, id) = class("2026-08-03", "2026-08-20");
    let mut drive = program(desk);
    drive.keys("<F9>e").shows("Ninguém a chamar agora.");
    drive.keys("<enter>").shows("Ninguém a chamar agora.");
    drive
        .keys("<esc>c<enter><F8>")
        .shows("Só quem concluiu recebe certificado.");
    drive
        .keys("<F6>*2<F10>")
        .keys("1<F8>")
        .shows("Bia Teste 0: certificado entregue.");
    drive.keys("1").shows("certificado entregue em 23/11/2026");
    drive
        .keys("<F8>")
        .shows("Bia Teste 0: certificado não entregue.");
    assert!(
        drive.desk.applications_of(id).unwrap()[0]
            .certificate_on
            .is_none()
    );
    drive.keys("<esc><esc>e");
    drive.shows("6 pessoas a chamar. Bia Teste 0 (sem telefone) concluiu «Porteiro»");
    drive
        .keys("a<up>a<up>a")
        .shows("não atendeu 3 de 3. Enter e «s»");
    at_every_size(&mut drive);
    drive.keys("<enter>").shows("trabalha por conta própria");
    at_every_size(&mut drive);
    drive
        .keys("s")
        .shows("Bia Teste 0: não se conseguiu contato.");
    drive.hides("1 Bia Teste 0").shows("5 pessoas a chamar");
    drive
        .keys("ct")
        .shows("Duda Teste 2: trabalha com carteira ou contrato.");
    drive.keys("<ctrl+z>").shows("5 pessoas a chamar");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn the_card_marks_papers_signs_up_and_makes_the_list() {
    let (mut desk, _) = class("2026-12-07", "2026-12-18");
    person(&mut desk, "Zeca Lima", "10/05/1990");
    let mut drive = program(desk);
    drive.keys("<F9>c<enter>").shows("sem resp.; falta RG, CPF");
    drive.keys("1<F7>").shows("RG").shows("CPF");
    drive.keys("<space><F10>");
    drive.shows("sem resp.; falta CPF");
    drive.keys("=").shows("Quem se inscreve");
    drive
        .keys("zeca<enter>")
        .shows("Zeca Lima")
        .shows("Porteiro");
    drive
        .keys("<enter>")
        .shows("Zeca Lima espera por «Porteiro»");
    drive
        .keys("<esc>")
        .shows("9 Zeca Lima 36 Lista de espera, 2ª");
    drive.keys("<F5>").shows("guardar a lista em CSV");
    at_every_size(&mut drive);
}

#[test]
fn who_may_only_look_changes_nothing() {
    let (mut desk, _) = class("2026-08-03", "2026-08-20");
    desk.sample_login(Role::Instructor).unwrap();
    let mut drive = program(desk);
    drive
        .keys("<F9>")
        .hides("Cursos: turmas")
        .hides("Depois do curso");
}
