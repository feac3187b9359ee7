//! Calling down the list of those who wait for a place.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::domain::groups::GroupLeave;

use super::desks::*;
use crate::agenda::desks::day;
use crate::families::{family_of, who};
use crate::shift::program;
use crate::sizes::at_every_size;

/// Four wait for «Violão», whose one place came free this morning.
fn waiting_desk() -> Desk {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let teens = teens(&mut desk, 7);
    enrolled(&mut desk, violao, &teens[..3], "2026-11-02");
    for it in &teens[3..] {
        let it = acolhida::app::NewEnrolment {
            phone: "79 99999-0001".into(),
            ..entry(violao, *it, "2026-11-23")
        };
        desk.enrol(&it).unwrap();
    }
    let out = desk.group_card(violao).unwrap().people[0].enrolment;
    desk.leave_group(out, day("2026-11-23"), GroupLeave::OwnWish)
        .unwrap();
    desk
}

#[test]
fn calls_are_noted_and_the_turn_passes_after_three_without_an_answer() {
    let mut drive = program(waiting_desk());
    drive.keys("<F9>s").shows("chamar");
    drive.keys("viol<F4>");
    drive.shows("«Violão»: 1 vaga livre, 4 esperam. Chame Enzo Teste 3, (79) 99999-0001.");
    drive.shows("1 Enzo Teste 3 16 não 23/11/26 (79) 99999-0001 chamar");
    drive.keys("a").shows("Enzo Teste 3: não atendeu 1 de 3.");
    drive.keys("<up>a<up>a").shows("não atendeu 3 de 3.");
    drive.shows("Chame Flora Teste 4");
    // Whoever does not want any more leaves the list; a message keeps the turn.
    drive
        .keys("n")
        .shows("Flora Teste 4: não quer mais e sai da lista.");
    drive.shows("Chame Gil Teste 5").shows("3 esperam");
    drive
        .keys("<home><down>r")
        .shows("Gil Teste 5: deixado recado");
    // The last one passes Gil: that needs a reason.
    drive.keys("<end><enter>").shows("Passar à frente");
    drive.keys("Gil pediu para esperar<enter>");
    drive.shows("Helena Teste 6 está em «Violão», número 4. Era a última vaga.");
    drive.shows("«Violão»: sem vaga, 2 esperam.");
    drive
        .keys("<home><enter>")
        .shows("Não há vaga livre neste grupo.");
    drive.keys("<ctrl+z>").shows("1 vaga livre, 3 esperam.");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn whoever_says_so_at_the_counter_leaves_the_list() {
    let mut drive = program(waiting_desk());
    drive
        .keys("<F9>sviol<F4><F8>")
        .shows("Enzo Teste 3 não espera mais.");
    drive.shows("Chame Flora Teste 4");
    drive.keys("<F3>").shows("espera por «Violão» (1ª)");
    at_every_size(&mut drive);
    drive.keys("<esc>");
    at_every_size(&mut drive);
}

#[test]
fn somebody_under_secrecy_waits_without_a_name_at_the_counter() {
    let mut desk = waiting_desk();
    let home = desk.open_family(family_of(&["Jandira Curió"])).unwrap();
    let her = who(&mut desk, home, "Jandira");
    desk.sample_login(Role::Technician).unwrap();
    let violao = group(&desk, "Violão");
    let wait = acolhida::app::NewEnrolment {
        way: acolhida::app::Way::Wait,
        ..entry(violao, her, "2026-11-23")
    };
    desk.enrol(&wait).unwrap();
    desk.set_secrecy(home, true).unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive
        .keys("<F9>sviol<F4>")
        .hides("Jandira")
        .shows("(sob sigilo)");
    drive
        .keys("<end><F3>")
        .shows("Pessoa sob sigilo.")
        .hides("Jandira");
}
