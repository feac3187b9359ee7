//! What stays on the counter after signing up, key by key: the papers, who
//! answers for a minor, what people would like to learn.

use acolhida::app::{Applying, Desk};
use acolhida::domain::codes::Kinship;
use acolhida::domain::courses::Course;
use acolhida::domain::date::Birth;
use acolhida::domain::id::Id;
use acolhida::domain::person::{Person, PersonFacts};

use super::desks::*;
use crate::agenda::desks::day;
use crate::families::{family_of, member, who};
use crate::groups::desks::person;
use crate::shift::program;
use crate::sizes::at_every_size;

fn born(name: &str, on: &str) -> PersonFacts {
    PersonFacts {
        birth: Birth::Known(day(on)),
        ..PersonFacts::named(name)
    }
}

/// Lia Curió, 16, lives with Rosa (who answers for the family) and Téo.
fn family(desk: &mut Desk) -> Id<Person> {
    let mut home = family_of(&["Rosa Curió"]);
    home.members.clear();
    for (facts, kinship) in [
        (born("Rosa Curió", "1980-03-02"), Kinship::Reference),
        (born("Téo Curió", "1978-01-15"), Kinship::Spouse),
        (born("Lia Curió", "2010-05-10"), Kinship::Child),
    ] {
        home.members.push(member(facts, kinship));
    }
    let home = desk.open_family(home).unwrap();
    who(desk, home, "Lia")
}

fn own(desk: &Desk, person: Id<Person>) -> acolhida::app::OwnCourse {
    desk.courses_of(person).unwrap().remove(0)
}

#[test]
fn papers_are_ticked_as_they_come_and_what_is_missing_is_told() {
    let (mut desk, id) = courses_desk();
    let ana = person(&mut desk, "Ana Elói", "10/05/2000");
    let mut drive = program(desk);
    drive.keys("ana el=").shows("Traga: RG, CPF.");
    drive
        .keys("<F3>")
        .shows("Marque uma turma em que a pessoa está");
    drive.keys("1<enter>").shows("! Faltam: RG, CPF.");
    drive.keys("<F3>").shows("Ana Elói em «Informática básica»");
    drive
        .keys("<down> ")
        .shows("[x] CPF entregue")
        .shows("[ ] RG falta");
    // Going back is asked about once, and saves nothing.
    drive.keys("<esc>").shows("Esc de novo sai sem gravar");
    drive.keys("<esc>").shows("! Faltam: RG, CPF.");
    drive.keys("<F3>2<enter>");
    drive.shows("Anotado: falta 1 documento de Ana Elói.");
    drive.shows("! Faltam: RG.");
    drive.keys("<F3>9").shows("Não há essa linha.");
    drive
        .keys("*<F10>")
        .shows("Ana Elói entregou todos os documentos.");
    drive.shows("Documentos: todos entregues.");
    assert!(own(&drive.desk, ana).papers.iter().all(|it| it.1));
    drive.keys("<ctrl+z>").shows("! Faltam: RG.");
    // Another class within the year asks for nothing that was brought.
    let other = drive.desk.new_id();
    let it = Course {
        title: "Barbeiro".into(),
        week: Vec::new(),
        ..course(other)
    };
    keep(&mut drive.desk, &it);
    drive.keys("<esc>=barb").shows("Traga: RG.");
    assert_eq!(drive.desk.applications_of(id).unwrap().len(), 1);
}

#[test]
fn a_minor_has_who_answers_and_it_can_be_another() {
    let (mut desk, _) = courses_desk();
    let lia = family(&mut desk);
    let mut drive = program(desk);
    drive.keys("lia cur=").shows("Responsável: Rosa Curió");
    drive
        .keys("<F4>")
        .shows("Marque uma turma em que a pessoa está");
    drive.keys("1<enter><F4>").shows("Quem responde");
    drive.keys("teo<enter>").shows("Responsável: Téo Curió.");
    let guardian = own(&drive.desk, lia).guardian.unwrap();
    assert_eq!(guardian.1, "Téo Curió");
    drive
        .keys("<F4>n")
        .shows("Sem responsável nesta inscrição.");
    assert_eq!(own(&drive.desk, lia).guardian, None);
    drive.keys("<ctrl+z>").shows("Responsável: Téo Curió.");
    // Names are hidden here too.
    drive.keys("<F11>").hides("Téo").hides("Rosa").hides("Lia");
}

#[test]
fn a_minor_alone_and_a_grown_up_are_told_why_there_is_nobody_to_choose() {
    let (mut desk, _) = courses_desk();
    person(&mut desk, "Nina Só", "10/05/2010");
    person(&mut desk, "Rita Lemos", "10/05/1990");
    let mut drive = program(desk);
    drive
        .keys("nina=")
        .shows("! Atenção: menor sem responsável.");
    drive.keys("<F4>").shows("Nenhum adulto na família");
    drive
        .keys("1<enter>")
        .shows("Nina Só está em «Informática básica»");
    drive.keys("<esc><esc>rita=<F4>");
    drive.shows("Só quem tem menos de 18 anos precisa de responsável.");
}

#[test]
fn what_somebody_would_like_to_learn_is_noted_in_their_words_or_from_the_list() {
    let (mut desk, _) = courses_desk();
    let ana = person(&mut desk, "Ana Elói", "10/05/2000");
    let bia = person(&mut desk, "Bia Norte", "10/05/1990");
    desk.note_interest(bia, "Espanhol Instrumental", "")
        .unwrap();
    let mut drive = program(desk);
    drive.keys("ana el=<F8>").shows("Espanhol Instrumental");
    // A fragment of what others asked for counts with theirs.
    drive.keys("espanhol<enter>");
    drive.shows("Anotado: Ana Elói quer aprender «Espanhol Instrumental».");
    drive.shows("Quer aprender: Espanhol Instrumental");
    drive.keys("<F8>corte de cabelo<enter>");
    drive.shows("corte de cabelo; Espanhol Instrumental");
    drive
        .keys("<F8>espanhol<enter>")
        .shows("Este já está anotado, desde 23/11/2026.");
    drive
        .keys("<F7>")
        .shows("Não quer mais «Espanhol Instrumental».");
    drive
        .keys("<F10>")
        .shows("Escreva o curso que a pessoa quer aprender.");
    drive.keys("99<enter>").shows("Não há essa linha.");
    // As it is written, though another reads alike.
    drive.keys("<esc>espanhol<F10>");
    drive.shows("corte de cabelo; espanhol");
    // A class that is open already is said.
    drive
        .keys("<F8>informática<F10>")
        .shows("Há turma aberta de «Informática básica».");
    assert_eq!(drive.desk.interests_of(ana).unwrap().len(), 4);
    // Signing up closes the wish.
    drive.keys("1<enter>").hides("informática;");
    drive.keys("<ctrl+z>");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn another_phone_goes_with_the_application() {
    let (mut desk, id) = courses_desk();
    for n in 0..2 {
        let it = person(&mut desk, &format!("Gil Teste {n}"), "10/05/2000");
        desk.apply(&applying(id, it)).unwrap();
    }
    person(&mut desk, "Ana Elói", "10/05/2000");
    let mut drive = program(desk);
    // A wrong one is refused, and what was typed is still there.
    drive.keys("ana el=<F2>123<enter>1<enter>");
    assert!(drive.rang());
    drive.keys("<F2>").shows("123");
    drive.keys("<ctrl+u>79991110000<enter>1<enter>");
    drive.shows("espera por «Informática básica»: 1ª da lista.");
    let waits = drive.desk.waiting_for_seat(id).unwrap();
    assert_eq!(waits[0].phone, "79991110000");
}

#[test]
fn the_income_can_be_declared_again() {
    let (mut desk, id) = courses_desk();
    let it = Course {
        asks_income: true,
        ..course(id)
    };
    keep(&mut desk, &it);
    let ana = person(&mut desk, "Ana Elói", "10/05/2000");
    let mut drive = program(desk);
    drive
        .keys("ana el=")
        .shows("! Atenção: falta a declaração de renda.");
    drive
        .keys("<F6>dez<enter>")
        .shows("Diga a renda por pessoa em reais");
    drive
        .keys("<ctrl+u>9000<enter>")
        .shows("renda R$ 9.000,00 por pessoa (agora)");
    drive
        .keys("1<enter>")
        .shows("renda por pessoa acima de R$ 3.242,00");
    drive.keys("<esc><F6>0<enter>1<enter>");
    drive.shows("Ana Elói está em «Informática básica»");
    let income = drive.desk.course_answers(ana).unwrap().income.unwrap();
    assert_eq!(income.per_person, 0);
    let again = Applying {
        income: Some(-1),
        ..applying(id, ana)
    };
    assert!(drive.desk.apply(&again).is_err());
}

#[test]
fn papers_guardian_and_wishes_at_every_size() {
    let (mut desk, _) = courses_desk();
    family(&mut desk);
    let mut drive = program(desk);
    for keys in ["lia cur=1<enter><F3>", "<esc><F4>", "<esc><F8>", "x"] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}
