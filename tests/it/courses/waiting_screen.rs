//! Calling about a free seat: down the waiting list, and those who asked for
//! the course before there was a class.

use acolhida::app::{Applying, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Applied, Course};

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::later;
use crate::groups::desks::{person, teens};
use crate::shift::program;
use crate::sizes::at_every_size;

/// Four wait for «Informática básica», one seat came free this morning.
fn waiting_desk() -> Desk {
    let (mut desk, id) = courses_desk();
    for it in teens(&mut desk, 6) {
        let it = Applying {
            phone: "79 99999-0001".into(),
            ..applying(id, it)
        };
        desk.apply(&it).unwrap();
    }
    let first = desk.applications_of(id).unwrap()[0].id;
    desk.set_application(first, Applied::GaveUp, day("2026-11-23"))
        .unwrap();
    desk
}

#[test]
fn calls_are_noted_and_the_turn_passes_after_three_without_an_answer() {
    let mut drive = program(waiting_desk());
    drive.keys("<F9>c").shows("1+0 4 chamar");
    drive.keys("inform<F4>");
    drive.shows("«Informática básica (TI-01)»: 1 vaga livre, 4 esperam. Chame Duda Teste 2, (79)");
    drive
        .shows("1 Duda Teste 2")
        .shows("(79) 99999-0001 chamar");
    // The first call in vain says until when the turn is kept.
    drive
        .keys("a")
        .shows("Duda Teste 2: não atendeu 1 de 3.")
        .shows("25/11 não atendeu 1 de 3");
    drive.keys("<up>A<up>a").shows("não atendeu 3 de 3.");
    drive.shows("Chame Enzo Teste 3");
    // Whoever does not want any more leaves the list; a wrong number passes.
    drive
        .keys("n")
        .shows("Enzo Teste 3: não quer mais e sai da lista.");
    drive.shows("Chame Flora Teste 4").shows("3 esperam");
    drive
        .keys("<home><down>r")
        .shows("Flora Teste 4: deixado recado");
    // The last one passes Flora: that needs a reason.
    drive.keys("<end><enter>").shows("Passar à frente");
    drive.keys("<enter>").shows("Passar à frente");
    drive.keys("Flora pediu para esperar<enter>");
    drive.shows("Gil Teste 5 tem vaga da unidade em «Informática básica (TI-01)». Era a última.");
    drive.shows("sem vaga, 2 esperam.");
    drive
        .keys("<home><enter>")
        .shows("Não há vaga livre nesta turma.");
    // The class tells who passed whom, and why.
    drive
        .keys("<esc><enter>6")
        .shows("passou à frente: Flora pediu para");
    drive.keys("<ctrl+z><F4>").shows("1 vaga livre, 3 esperam.");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn the_time_to_answer_runs_out_and_the_next_is_called() {
    let mut desk = waiting_desk();
    let clock = desk.clock().clone();
    let id = desk.courses().unwrap()[0].course.id;
    let first = desk.waiting_for_seat(id).unwrap()[0].id;
    desk.note_seat_call(first, acolhida::domain::agenda::Reach::Message)
        .unwrap();
    clock.set("2026-11-26T11:00:00Z".parse().unwrap());
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>cinform<F4>").shows("passou o prazo");
    drive
        .shows("Chame Enzo Teste 3")
        .shows("25/11 passou o prazo");
    // The next one may have the seat, and no reason is asked.
    drive.keys("<down><enter>").shows("Enzo Teste 3 tem vaga");
    at_every_size(&mut drive);
}

#[test]
fn those_who_asked_for_the_course_are_called_first_when_it_opens() {
    let (mut desk, _) = courses_desk();
    let ana = person(&mut desk, "Ana Elói", "10/05/1990");
    let bruno = person(&mut desk, "Bruno Reis", "10/05/1991");
    let caio = person(&mut desk, "Caio Lima", "10/05/2012");
    let clock = desk.clock().clone();
    for it in [ana, bruno, caio] {
        desk.note_interest(it, "Porteiro", "79 98888-0001").unwrap();
        later(&clock, 1);
    }
    desk.sample_login(Role::Coordination).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>d").shows("Porteiro 3").shows("sem turma");
    drive.shows("Idade: até 14 1, 30 a 59 2");
    at_every_size(&mut drive);
    drive.keys("<F2>").shows("Turma").shows("Porteiro");
    drive.keys("<enter><enter><enter><enter>01032027");
    drive
        .keys("<tab><enter><enter>1<enter>1<enter>")
        .keys("<F10>");
    drive.shows("Quem pediu o curso");
    drive.shows("«Porteiro»: 2 vagas livres, 3 pessoas pediram. Chame Ana Elói, (79) 98888-0001.");
    drive.keys("a").shows("Ana Elói: não atendeu 1 de 3.");
    // The income is asked as at the counter.
    drive.keys("<enter>").shows("Renda").shows("Bruno Reis");
    drive
        .keys("600<enter>")
        .shows("Bruno Reis está em «Porteiro»");
    drive.shows("2 pessoas pediram").hides("Bruno Reis 35");
    drive
        .keys("<end>n")
        .shows("Caio Lima: não quer mais este curso.");
    drive.shows("1 pessoa pediu");
    at_every_size(&mut drive);
    // The class tells that somebody is still to be called.
    drive
        .keys("<esc>")
        .shows("1 pessoa pediu este curso e não está na turma");
    drive.keys("<F9>").shows("Ana Elói");
    drive
        .keys("<esc><esc>")
        .shows("Procura por cursos")
        .shows("há turma");
    drive.keys("zzz<enter>").shows("Não há um só curso assim");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn nobody_who_may_not_write_classes_opens_one_from_the_demand() {
    let (mut desk, id) = courses_desk();
    let class = Course {
        title: "Barbeiro".into(),
        ..course(id)
    };
    keep(&mut desk, &class);
    let mut drive = program(desk);
    drive.keys("<F9>d").shows("Ninguém pediu curso ainda.");
    drive.keys("<F2>").shows("Ninguém pediu curso ainda.");
    drive.keys("<enter>").shows("Ninguém pediu curso ainda.");
    at_every_size(&mut drive);
    let ana = person(&mut drive.desk, "Ana Elói", "10/05/1990");
    drive.desk.note_interest(ana, "Espanhol", "").unwrap();
    drive.keys("<esc>d<F2>").shows("não pode mudar os cursos");
}
