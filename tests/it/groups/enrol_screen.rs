//! Enrolling the person on screen, key by key: how many keys, what does not
//! fit, the waiting list, and who passes whom.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::domain::groups::GroupLeave;
use acolhida::ui::drive::Drive;

use super::desks::*;
use crate::agenda::desks::day;
use crate::families::{family_of, who};
use crate::shift::program;
use crate::sizes::at_every_size;

/// Three places of «Violão» are taken; Ana Elói, 16, is at the desk.
fn full_desk() -> Desk {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let teens = teens(&mut desk, 3);
    enrolled(&mut desk, violao, &teens, "2026-11-02");
    person(&mut desk, "Ana Elói", "10/05/2010");
    desk
}

/// One of the three leaves, at another desk.
fn one_leaves(drive: &mut Drive) {
    let desk = &mut drive.desk;
    let violao = group(desk, "Violão");
    let out = desk.group_card(violao).unwrap().people[0].enrolment;
    desk.leave_group(out, day("2026-11-23"), GroupLeave::OwnWish)
        .unwrap();
}

#[test]
fn somebody_found_is_in_a_group_in_three_keys() {
    let mut desk = groups_desk();
    person(&mut desk, "Ana Elói", "10/05/2010");
    let mut drive = program(desk);
    drive.keys("ana el").count_from_here().hold();
    drive.keys("+1<enter>").release();
    assert_eq!(drive.keys_pressed(), 3);
    drive.shows("Ana Elói está em «Violão», número 1. Restam 2 vagas.");
    // From a ticket, and the answer undone.
    drive.keys("<ctrl+z>").shows("Desfeito");
    drive
        .keys("<esc>ana el1<enter>1<enter>s")
        .shows("Inscrever em grupo");
    drive.keys("viol<enter>").shows("número 1");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn the_sheet_says_what_does_not_fit_and_stops_nobody() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let choir = sheet(&desk, "Coral", None, "ter 15 a 17", 10);
    desk.save_group(&choir).unwrap();
    desk.sample_login(Role::Reception).unwrap();
    person(&mut desk, "Ana Elói", "10/05/2010");
    let mut drive = program(desk);
    drive.keys("ana el+");
    drive.shows("Ana Elói · 16 anos · desde hoje");
    drive.shows("! Sem NIS: o SISC só aceita quem está no Cadastro Único.");
    // Those of her age first.
    drive
        .shows("1 Coral")
        .shows("2 Violão")
        .shows("3 Convivência");
    drive.keys("<down><down>");
    drive.shows("! Fora da faixa: tem 16 anos; o grupo é de 60 anos ou mais.");
    // From the third on, although today is the 23rd.
    drive.keys("03/11<enter>").shows("desde 03/11/2026");
    drive.keys("viol<enter>").shows("número 1");
    let violao = group(&drive.desk, "Violão");
    let since = drive.desk.group_card(violao).unwrap().people[0].since;
    assert_eq!(since, day("2026-11-03"));
    drive.keys("+");
    drive.shows("Já está em «Violão» ter e qui 14:00–16:00");
    drive.shows("já está");
    drive.shows("! Mesmo horário que «Violão», terça às 14:00.");
    drive
        .keys("viol<enter>")
        .shows("A pessoa já está neste grupo, com o número 1.");
    drive.keys("9<enter>").shows("Não há esse grupo na lista.");
    drive.keys("<esc>99/99<enter>");
    assert!(drive.rang());
    drive
        .keys("<esc>coral<enter>")
        .shows("Ana Elói está em «Coral»");
}

#[test]
fn a_full_group_puts_on_the_list_with_the_position() {
    let mut drive = program(full_desk());
    drive.keys("ana el+").shows("cheio");
    drive.keys("<F2>79991110000<enter>").shows("79991110000");
    drive.keys("1<enter>");
    drive.shows("Ana Elói espera por «Violão»: 1ª de 1.");
    drive.keys("<F3>").shows("grupos");
    drive.shows("espera por «Violão» (1ª)");
    drive.keys("+").shows("espera: 1ª");
    drive.keys("<esc><ctrl+z>").hides("espera por «Violão»");
}

#[test]
fn who_comes_while_others_wait_is_asked_to_wait_or_to_say_why() {
    let mut drive = program(full_desk());
    drive.keys("ana el+1<enter><esc>");
    person(&mut drive.desk, "Bruna Nova", "10/05/2010");
    person(&mut drive.desk, "Ciça Nova", "10/05/2010");
    one_leaves(&mut drive);
    drive.keys("bruna+").shows("1 vaga, 1 espera");
    drive.keys("1<enter>");
    drive.shows("Há vaga, mas 1 pessoa espera por ela");
    drive
        .keys("e")
        .shows("Bruna Nova espera por «Violão»: 2ª de 2.");
    drive.keys("<esc>ciça+1<enter>p").shows("Passar à frente");
    drive.keys("<enter>").hides("Ciça Nova está");
    drive.keys("encaminhada pelo Conselho Tutelar<enter>");
    // Number 1 is still of whoever leaves today.
    drive.shows("Ciça Nova está em «Violão», número 4. Era a última vaga.");
    drive.shows("Buscar: ciça");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn under_secrecy_the_counter_is_shown_no_group_and_puts_nobody_in_one() {
    let mut desk = groups_desk();
    let home = desk.open_family(family_of(&["Jandira Curió"])).unwrap();
    let her = who(&mut desk, home, "Jandira");
    desk.sample_login(Role::Coordination).unwrap();
    let violao = group(&desk, "Violão");
    enrolled(&mut desk, violao, &[her], "2026-11-02");
    desk.set_secrecy(home, true).unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive.keys("jandira+");
    drive.shows("Pessoa sob sigilo: quem inscreve é a equipe técnica.");
    drive.hides("Violão");
    drive.keys("1<enter>").hides("Violão");
    drive.keys("<esc><esc><F3>").hides("Violão");
    drive.desk.sample_login(Role::Technician).unwrap();
    drive.keys("<esc><F3>").shows("Grupos: «Violão» (nº 1)");
}

#[test]
fn the_enrolment_at_every_size() {
    let mut drive = program(full_desk());
    drive.keys("ana el+");
    at_every_size(&mut drive);
    drive.keys("<F2>");
    at_every_size(&mut drive);
    drive.keys("<esc>1<enter><esc>");
    person(&mut drive.desk, "Bruna Nova", "10/05/2010");
    one_leaves(&mut drive);
    drive.keys("bruna+1<enter>");
    at_every_size(&mut drive);
    drive.keys("p");
    at_every_size(&mut drive);
}
