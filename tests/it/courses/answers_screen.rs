//! The courses for whoever is at the counter, key by key: how many keys, what
//! every class answers and why, the income, the exception, the list.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Applied, Course, Seats};
use acolhida::domain::id::Id;

use super::desks::*;
use super::paper::kept_desk;
use crate::agenda::desks::day;
use crate::families::{family_of, who};
use crate::groups::desks::{person, teens};
use crate::shift::program;
use crate::sizes::at_every_size;

/// «Informática básica» (16 or more), «Confeitaria» (18 or more, asks the
/// income, three choices) and Ana Elói, 16.
fn counter() -> (Desk, Id<Course>) {
    let (mut desk, id) = courses_desk();
    let it = Course {
        choices: 3,
        ..course(id)
    };
    keep(&mut desk, &it);
    let other = desk.new_id();
    keep(&mut desk, &sweets(other));
    person(&mut desk, "Ana Elói", "10/05/2010");
    (desk, id)
}

fn sweets(id: Id<Course>) -> Course {
    Course {
        code: "CF-02".into(),
        title: "Confeitaria".into(),
        starts_on: day("2027-01-11"),
        ends_on: Some(day("2027-03-26")),
        week: Vec::new(),
        age_min: Some(18),
        seats: Seats {
            own: 2,
            pool: 3,
            returns_on: None,
        },
        asks_income: true,
        choices: 3,
        ..course(id)
    }
}

#[test]
fn somebody_found_is_signed_up_in_three_keys() {
    let (desk, id) = counter();
    let mut drive = program(desk);
    drive.keys("ana el").count_from_here().hold();
    drive.keys("=1<enter>").release();
    assert_eq!(drive.keys_pressed(), 3);
    drive.shows("Ana Elói está em «Informática básica», vaga da unidade. Resta 1.");
    // The screen stays: what she has is told, and the number is the same.
    drive.shows("Já tem: «Informática básica» Inscrito, 1ª opção");
    drive.keys("1<enter>");
    drive.shows("Já está nesta turma (Inscrito, 1ª opção): não se inscreve duas vezes.");
    assert_eq!(drive.desk.applications_of(id).unwrap().len(), 1);
    drive.keys("<ctrl+z>").shows("Desfeito").hides("Já tem");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn with_the_income_it_is_within_ten_keys() {
    let (mut desk, _) = counter();
    person(&mut desk, "Rita Lemos", "10/05/1990");
    let mut drive = program(desk);
    drive.keys("rita").count_from_here().hold();
    drive.keys("=2<enter>600<enter>").release();
    assert_eq!(drive.keys_pressed(), 7);
    drive.shows("Rita Lemos está em «Confeitaria», vaga da unidade. Restam 4.");
    drive.shows("Já tem: «Confeitaria» Inscrito, 1ª opção");
    drive.shows("renda R$ 600,00 por pessoa (23/11/2026)");
}

#[test]
fn signed_up_declared_and_printed_for_signature_is_within_ten_keys() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = kept_desk(folder.path());
    person(&mut desk, "Rita Lemos", "10/05/1990");
    let mut drive = program(desk);
    drive.keys("rita").count_from_here();
    drive.keys("=1<enter>600<enter><F5>");
    assert_eq!(drive.keys_pressed(), 8);
    drive.shows("Ficha, declaração de renda e comprovante:");
    drive.shows("Já tem: «Informática básica» Inscrito, 1ª opção");
}

#[test]
fn every_class_answers_at_once_and_says_why_not() {
    let (desk, _) = counter();
    let mut drive = program(desk);
    drive.keys("ana el=");
    drive.shows("Ana Elói · 16 anos");
    drive.shows("1 Informática básica 07/12 1 un. + 1 comum sim");
    drive.shows("2 Confeitaria 11/01 2 un. + 3 comuns não: tem 16, pede 18");
    drive.keys("<down>");
    drive.shows("! Não: terá 16 anos no início; a turma pede 18.");
    drive.shows("Vagas: 2 da unidade + 3 comuns; ninguém espera.");
    drive.shows("Senac · 11/01/2027 a 26/03/2027 · 60 h");
    drive
        .keys("9<enter>")
        .shows("Não há essa turma na lista.")
        .keys("<esc>inglês<enter>")
        .shows("Não há essa turma na lista.");
}

#[test]
fn outside_the_rule_the_income_and_then_the_reason_are_asked() {
    let (desk, _) = counter();
    let mut drive = program(desk);
    drive.keys("ana el=conf<enter>");
    drive.shows("Renda que a pessoa declara");
    drive.keys("<enter>").shows("Renda por pessoa");
    drive
        .keys("muita<enter>")
        .shows("Diga a renda por pessoa em reais");
    drive
        .keys("<ctrl+u>2400/4")
        .shows("R$ 600,00 por pessoa, no mês");
    drive.keys("<enter>").shows("Fora da regra da turma");
    drive.shows("! terá 16 anos no início; a turma pede 18");
    // Nothing is written yet, and going back writes nothing.
    drive.keys("<esc>").hides("Já tem");
    drive.keys("conf<enter>600<enter>o edital aceita aprendiz<enter>");
    drive.shows("Ana Elói está em «Confeitaria»");
    let conf = drive.desk.courses().unwrap();
    let conf = conf.iter().find(|it| it.course.title == "Confeitaria");
    let kept = drive.desk.applications_of(conf.unwrap().course.id).unwrap();
    assert_eq!(kept[0].exception, "o edital aceita aprendiz");
}

#[test]
fn without_a_seat_the_person_knows_their_place() {
    let (mut desk, id) = counter();
    for it in teens(&mut desk, 3) {
        desk.apply(&applying(id, it)).unwrap();
    }
    let mut drive = program(desk);
    drive.keys("ana el=").shows("cheia, 1 espera");
    drive.keys("<F2>79991110000<enter>").shows("79991110000");
    drive.keys("1<enter>");
    drive.shows("Ana Elói espera por «Informática básica»: 2ª da lista.");
    drive.shows("Já tem: «Informática básica» Lista de espera: 2ª");
    let waits = drive.desk.waiting_for_seat(id).unwrap();
    assert_eq!(waits[1].phone, "79991110000");
    // She gives up, and may come back.
    drive
        .keys("<F7>")
        .shows("Ana Elói desistiu de «Informática básica».");
    drive.shows("Antes: «Informática básica» Desistente em 11/2026");
    drive
        .keys("<F7>")
        .shows("Marque uma turma em que a pessoa está");
    drive.keys("1<enter>").shows("2ª da lista.");
}

#[test]
fn who_comes_while_others_wait_goes_on_the_list_or_says_why() {
    let (mut desk, id) = counter();
    let people = teens(&mut desk, 3);
    for it in &people {
        desk.apply(&applying(id, *it)).unwrap();
    }
    person(&mut desk, "Bruna Nova", "10/05/2009");
    let seated = desk.applications_of(id).unwrap()[0].id;
    desk.set_application(seated, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    let mut drive = program(desk);
    drive.keys("bruna=1<enter>");
    drive.shows("Há vaga, mas 1 pessoa espera por ela");
    drive
        .keys("e")
        .shows("Bruna Nova espera por «Informática básica»: 2ª da lista.");
    drive
        .keys("<esc><esc>ana el=1<enter>p")
        .shows("Passar à frente");
    drive.keys("<enter>").hides("Ana Elói está");
    drive.keys("ordem judicial<enter>");
    drive.shows("Ana Elói está em «Informática básica», vaga da unidade. Era a última.");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn a_number_means_the_same_class_until_the_screen_closes() {
    let (mut desk, _) = counter();
    person(&mut desk, "Rita Lemos", "10/05/1990");
    let mut drive = program(desk);
    // Both choices typed ahead of the first answer.
    drive.keys("rita=").hold();
    drive.keys("1<enter>2<enter>0<enter>").release();
    drive.shows("Rita Lemos está em «Confeitaria»");
    drive.shows("«Informática básica» Inscrito");
    drive.shows("1 Informática básica").shows("2 Confeitaria");
}

#[test]
fn the_courses_open_from_the_cards_and_from_a_ticket() {
    let (mut desk, _) = counter();
    desk.open_family(family_of(&["Zélia Lima", "Beto Lima"]))
        .unwrap();
    let mut drive = program(desk);
    drive
        .keys("zelia<F3>=")
        .shows("Zélia Lima · ")
        .shows("Pode?");
    drive
        .keys("<esc><esc><esc>ana el<F3>=")
        .shows("Ana Elói · 16 anos");
    drive.keys("<esc><esc><esc>ana el1<enter>1<enter>u");
    drive.shows("Ana Elói · 16 anos");
    drive.keys("<esc>").hides("Pode?");
    drive
        .keys("<esc><esc>ninguem=")
        .shows("Ninguém encontrado. F2 cadastra.");
}

#[test]
fn under_secrecy_the_counter_is_told_no_class() {
    let (mut desk, id) = counter();
    let home = desk.open_family(family_of(&["Jandira Curió"])).unwrap();
    let her = who(&mut desk, home, "Jandira");
    desk.apply(&applying(id, her)).unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    desk.set_secrecy(home, true).unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive.keys("jandira=").hides("Informática");
    drive.keys("1<enter>").hides("Informática");
    drive.desk.sample_login(Role::Technician).unwrap();
    drive
        .keys("<esc><esc>=")
        .shows("Já tem: «Informática básica»");
}

#[test]
fn the_courses_at_every_size() {
    let (mut desk, id) = counter();
    for it in teens(&mut desk, 3) {
        desk.apply(&applying(id, it)).unwrap();
    }
    let mut drive = program(desk);
    for keys in [
        "ana el=",
        "<F2>",
        "<esc><F6>",
        "<esc>2<enter>",
        "600<enter>",
    ] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}

/// Sixty classes of the city: the marked one still says why.
#[test]
fn a_long_offer_keeps_room_for_the_reason() {
    let (mut desk, _) = counter();
    for n in 0..30 {
        let id = desk.new_id();
        let it = Course {
            title: format!("Oficina {n:02}"),
            age_min: Some(40),
            ..course(id)
        };
        keep(&mut desk, &it);
    }
    let mut drive = program(desk);
    drive.keys("ana el=ofic");
    for (width, height) in [(80, 24), (60, 15)] {
        drive.size(width, height);
        drive.shows("! Não: terá 16 anos no início; a turma pede 40.");
        drive.shows("Oficina 00");
    }
}

#[test]
fn the_order_of_the_choices_is_the_persons() {
    let (mut desk, _) = counter();
    person(&mut desk, "Rita Lemos", "10/05/1990");
    let mut drive = program(desk);
    drive.keys("rita=1<enter>2<enter>600<enter>");
    let before = |drive: &mut acolhida::ui::drive::Drive| {
        drive.shows("1 Informática básica 07/12 1 comum Inscrito, 1ª opção");
        drive.shows("2 Confeitaria 11/01 1 un. + 3 comuns Inscrito, 2ª opção");
    };
    before(&mut drive);
    drive
        .keys("2<F9>")
        .shows("«Confeitaria» é a primeira opção.");
    drive.shows("1 Informática básica 07/12 1 comum Inscrito, 2ª opção");
    drive.shows("2 Confeitaria 11/01 1 un. + 3 comuns Inscrito, 1ª opção");
    drive
        .keys("<F9>")
        .shows("«Confeitaria» já é a primeira opção.");
    drive.keys("<ctrl+z>");
    before(&mut drive);
    assert!(drive.desk.verify().unwrap().holds());
}
