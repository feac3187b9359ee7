//! The classes on screen: the list, one of them, its form and its copy.

use acolhida::app::{ApplyWay, Applying, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Reach;
use acolhida::domain::courses::{Applied, Course, FirstGroup, SchoolLevel};
use acolhida::domain::id::Id;
use acolhida::ui::drive::Drive;

use super::desks::*;
use crate::agenda::desks::day;
use crate::families::{family_of, who};
use crate::groups::desks::{person, teens};
use crate::shift::program;
use crate::sizes::at_every_size;

/// Two have the seats of «Informática básica», three wait; that role is at
/// the desk.
pub fn busy_desk(role: Role) -> (Desk, Id<Course>) {
    let (mut desk, id) = courses_desk();
    for it in teens(&mut desk, 5) {
        let it = Applying {
            phone: "79 99999-0001".into(),
            ..applying(id, it)
        };
        desk.apply(&it).unwrap();
    }
    desk.sample_login(role).unwrap();
    (desk, id)
}

fn card(role: Role) -> Drive {
    let mut drive = program(busy_desk(role).0);
    drive.keys("<F9>cinform<enter>");
    drive
}

#[test]
fn the_list_says_where_somebody_must_act() {
    let (mut desk, id) = busy_desk(Role::Reception);
    let mut done = course(desk.new_id());
    done.title = "Porteiro".into();
    done.starts_on = day("2026-08-03");
    done.ends_on = Some(day("2026-09-30"));
    keep(&mut desk, &done);
    let mut drive = program(desk);
    drive.keys("<F9>").shows("Cursos: turmas e inscrições");
    drive.keys("c");
    drive.shows("1 Informática básica 07/12/26 seg 08:00–12:00 cheia 3");
    drive.shows("2 Porteiro 03/08/26").shows("encerrada");
    drive.shows("Informática básica (TI-01): Senac · seg 08:00–12:00 · 07/12/2026 a 26/02/2027");
    drive.shows("2 de 2 vagas ocupadas, 3 esperam; sem vaga");
    drive
        .keys("inform<F4>")
        .shows("«Informática básica (TI-01)»: sem vaga, 3 esperam.");
    // A seat is given back: the list says that somebody must call.
    let given = drive.desk.applications_of(id).unwrap()[0].id;
    drive
        .desk
        .set_application(given, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    drive.keys("<esc><F2>").shows("não pode mudar os cursos");
    drive.keys("<esc><esc>c").shows("1+0 3 chamar");
    drive.shows("há vaga e quem espere: chamar");
    drive.keys("<F3>").shows("não pode mudar os cursos");
    drive.keys("<F8>").shows("não pode mudar os cursos");
    drive
        .keys("zzz<enter>")
        .shows("Não há turma assim na lista.");
}

#[test]
fn a_seat_somebody_gives_back_is_offered_at_once() {
    let mut drive = card(Role::Reception);
    drive.shows("2 de 2 vagas ocupadas, 3 esperam; sem vaga");
    drive.shows("1 Bia Teste 0 16 Inscrito");
    drive.shows("3 Duda Teste 2 16 Lista de espera, 1ª");
    drive.shows("sem resp.; falta RG");
    // The number goes to the person, the letter says what became of them.
    drive
        .keys("2d")
        .shows("Caio Teste 1: Desistente. A vaga está livre.");
    drive.shows("1 vaga livre, 3 esperam. Chame Duda Teste 2, (79)");
    drive
        .keys("<enter>")
        .shows("Duda Teste 2 tem vaga comum em «Informática básica (TI-01)». Era a última.");
    drive.keys("<esc>").shows("3 Duda Teste 2 16 Inscrito");
    drive.shows("2 Caio Teste 1 16 Desistente");
    drive
        .keys("<ctrl+z>")
        .shows("3 Duda Teste 2 16 Lista de espera, 1ª");
    drive.keys("<ctrl+z>").shows("2 Caio Teste 1 16 Inscrito");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn a_letter_says_what_became_of_somebody() {
    let mut drive = card(Role::Reception);
    drive.keys("1e").shows("Bia Teste 0: Encaminhado ao Senac.");
    drive.keys("M").shows("Bia Teste 0: Matriculado.");
    drive.keys("m").shows("Bia Teste 0: já era assim.");
    drive.keys("c").shows("Bia Teste 0: Concluinte.");
    drive.keys("v").shows("Bia Teste 0: Evadido.");
    // Whoever waits has no seat to be enrolled on.
    drive
        .keys("4m")
        .shows("Esta pessoa não tem vaga: chame-a pela lista de espera.");
    drive.keys("x").shows("Enzo Teste 3: Indeferido.");
    drive.shows("4 Enzo Teste 3 16 Indeferido");
    drive.shows("5 Flora Teste 4 16 Lista de espera, 2ª");
    // Back on the list from a seat: the seat is offered.
    drive.keys("2l").shows("Chame Caio Teste 1");
    // A number that nobody has never stands for whoever is marked.
    drive
        .keys("<esc>99d")
        .shows("Não há o número 99 nesta lista.")
        .hides("Desistente");
    drive
        .keys("9<enter>")
        .shows("Não há o número 9 nesta lista.")
        .hides("Ficha da pessoa");
    drive.keys("<enter>").shows("Ficha da pessoa");
}

#[test]
fn who_passed_and_who_is_outside_the_rule_is_told_with_the_reason() {
    let (mut desk, id) = courses_desk();
    let child = person(&mut desk, "Nina Teste", "08/12/2011");
    let people = teens(&mut desk, 3);
    let outside = Applying {
        exception: "o edital aceita aprendiz".into(),
        ..applying(id, child)
    };
    desk.apply(&outside).unwrap();
    for it in &people {
        desk.apply(&applying(id, *it)).unwrap();
    }
    let all = desk.applications_of(id).unwrap();
    desk.set_application(all[1].id, Applied::NoShow, day("2026-11-23"))
        .unwrap();
    desk.note_seat_call(all[2].id, Reach::Message).unwrap();
    desk.accept_seat(all[3].id, "ordem judicial").unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>cinform<enter>");
    drive.shows("1 Nina Teste 14 Inscrito").shows("sem resp.");
    drive.shows("menor sem responsável; falta trazer RG, CPF; fora da regra: o edital aceita");
    drive.keys("4").shows("passou à frente: ordem judicial");
    drive.size(60, 15).shows("Nina Teste");
    drive.size(120, 30).shows("passou à frente");
    let ahead = Applying {
        way: ApplyWay::Ahead("pediu".into()),
        ..applying(id, person(&mut drive.desk, "Zeca Teste", "10/05/2000"))
    };
    drive.desk.apply(&ahead).unwrap();
    drive
        .size(80, 24)
        .keys("<esc><esc><enter>")
        .shows("5 Zeca Teste 26 Lista de espera, 2ª");
}

#[test]
fn a_class_is_written_as_its_notice_has_it() {
    let (desk, _) = courses_desk();
    let mut drive = program(desk);
    drive.desk.sample_login(Role::Coordination).unwrap();
    drive.keys("<F9>c<F2>").shows("Turma");
    // Senac, one choice and the income are there already.
    drive.keys("Porteiro<enter>P-7<enter><enter>CRAS Norte<enter>");
    drive
        .keys("0103202731052027")
        .keys("seg qua 8 a 12<enter>160<enter>");
    drive.keys("10<enter>20<enter><enter>2002202701022027");
    drive.keys("20022027").keys("18<enter><enter>c");
    drive.keys("RG; CPF;<enter>");
    drive
        .keys("<enter>c j z<F10>")
        .shows("As letras são c, b, d, j e m.");
    drive.keys("<backspace><F10>").shows("Gravado.");
    drive.shows("Porteiro (P-7): Senac · seg e qua 08:00–12:00 · 01/03/2027 a 31/05/2027 · 160 h");
    drive.shows("0 de 30 vagas ocupadas; livres: 10 da unidade + 20 comuns");
    drive.shows("Pede 18 anos ou mais, Ensino Fundamental completo, declaração de renda, RG, CPF");
    let line = drive.desk.courses().unwrap().pop().unwrap();
    let it = line.course;
    assert_eq!(
        (it.age_min, it.age_max, it.hours),
        (Some(18), None, Some(160))
    );
    assert_eq!(it.schooling, Some(SchoolLevel::Primary));
    assert_eq!(it.papers, ["RG", "CPF"]);
    assert_eq!(it.first, [FirstGroup::CadUnico, FirstGroup::Youth]);
    assert_eq!(it.seats.returns_on, Some(day("2027-02-20")));
    assert_eq!(
        (it.opens_on, it.closes_on),
        (Some(day("2027-02-01")), Some(day("2027-02-20")))
    );
    assert!(it.asks_income && it.active);
    // Changed again, what is typed wrong is pinned and nothing is lost.
    drive.keys("<F2><bottom>").shows("Contato");
    drive
        .keys("<top><enter><enter><enter><enter>")
        .keys("<delete>31022027");
    drive.keys("<F10>").shows("data");
    drive.keys("<ctrl+u>01022027").keys("<F10>");
    drive.shows("Gravado.").shows("01/02/2027 a 31/05/2027");
}

#[test]
fn a_former_class_is_copied_and_only_its_days_are_said_anew() {
    let (mut desk, id) = courses_desk();
    let mut former = course(id);
    former.starts_on = day("2026-03-02");
    former.ends_on = Some(day("2026-05-29"));
    former.closes_on = Some(day("2026-02-20"));
    former.first = vec![FirstGroup::Women];
    keep(&mut desk, &former);
    desk.sample_login(Role::Coordination).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>c").shows("encerrada");
    drive
        .keys("<F8>")
        .shows("Informática básica")
        .shows("seg 08:00–12:00");
    drive.keys("<F10>").shows("Falta");
    drive.keys("01022027").keys("<F10>").shows("Gravado.");
    drive.shows("0 de 2 vagas ocupadas; livres: 1 da unidade + 1 comum");
    drive.keys("<esc>").shows("1 Informática básica 01/02/27");
    drive.shows("2 Informática básica 02/03/26");
    let made = drive.desk.courses().unwrap();
    assert_eq!(made.len(), 1);
    assert_ne!(made[0].course.id, id);
    assert_eq!(
        (made[0].course.closes_on, made[0].course.ends_on),
        (None, None)
    );
    assert_eq!(made[0].course.first, [FirstGroup::Women]);
    drive.keys("<ctrl+z>").hides("01/02/27");
}

#[test]
fn somebody_under_secrecy_has_no_name_at_the_counter() {
    let (mut desk, id) = courses_desk();
    let home = desk.open_family(family_of(&["Jandira Curió"])).unwrap();
    let her = who(&mut desk, home, "Jandira");
    desk.sample_login(Role::Technician).unwrap();
    desk.apply(&applying(id, her)).unwrap();
    desk.set_secrecy(home, true).unwrap();
    assert_eq!(
        desk.course_card(id).unwrap().people[0].name,
        "Jandira Curió"
    );
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive
        .keys("<F9>cinform<enter>")
        .hides("Jandira")
        .shows("(sob sigilo)");
    drive.keys("d").shows("Pessoa sob sigilo");
    drive
        .keys("<enter>")
        .shows("Pessoa sob sigilo")
        .hides("Jandira");
}

#[test]
fn the_classes_at_every_size() {
    let mut drive = program(busy_desk(Role::Coordination).0);
    for keys in [
        "<F9>c",
        "inform<F2>",
        "<esc>",
        "<F8>",
        "<esc>",
        "<enter>",
        "5",
        "<F2>",
        "<esc><F4>",
        "<F1>",
    ] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}
