//! The groups on screen: the list, one of them, its form and its percursos.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::ui::drive::Drive;

use super::desks::*;
use crate::families::{family_of, who};
use crate::shift::program;
use crate::sizes::at_every_size;

/// «Violão» is full, with one of four waiting; that role is at the desk.
fn busy_desk(role: Role) -> Desk {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let teens = teens(&mut desk, 4);
    enrolled(&mut desk, violao, &teens[..3], "2026-11-02");
    desk.enrol(&entry(violao, teens[3], "2026-11-23")).unwrap();
    desk.sample_login(role).unwrap();
    desk
}

fn violao(role: Role) -> Drive {
    let mut drive = program(busy_desk(role));
    drive.keys("<F9>s").keys("viol<enter>");
    drive
}

#[test]
fn the_list_says_where_somebody_must_act() {
    let mut drive = program(busy_desk(Role::Reception));
    drive.keys("<F9>s");
    drive.shows("1 Convivência seg 08:00–10:00 30 de 30");
    drive.shows("0 de 3 1 prior. <50%");
    drive.keys("viol");
    drive.shows("Violão · 15 a 17 anos · Pessoa orientador");
    drive.shows("3 de 3: cheio, 1 espera; prioritários: 0 (0%)");
    drive.shows("público prioritário abaixo de 50% das vagas");
    drive.keys("<F4>").shows("«Violão»: sem vaga, 1 espera.");
    // What a group is belongs to técnicos and coordination.
    drive.keys("<esc><F2>").shows("não pode mudar os grupos");
    drive.keys("<F3>").shows("não pode mudar os grupos");
}

#[test]
fn a_place_somebody_leaves_is_offered_at_once() {
    let mut drive = violao(Role::Reception);
    drive.shows("Violão: SCFV · 15 a 17 anos · ter e qui 14:00–16:00");
    drive.shows("Próximo encontro: ter 24/11/2026 às 14:00");
    drive.shows("Equipe: Pessoa orientador (orientador(a) social)");
    drive.shows("1 Bia Teste 0 16 não");
    // The number goes to the person, the letter acts.
    drive
        .keys("2d")
        .shows("Desligar do grupo")
        .shows("Caio Teste 1");
    drive
        .keys("p<enter>")
        .shows("Caio Teste 1 saiu do grupo: pediu para sair.");
    drive.shows("«Violão»: 1 vaga livre, 1 espera. Chame Enzo Teste 3, sem telefone.");
    drive
        .keys("<enter>")
        .shows("Enzo Teste 3 está em «Violão», número 4. Era a última vaga.");
    drive.keys("<esc>").shows("4 Enzo Teste 3");
    drive.keys("<ctrl+z>").hides("Enzo Teste 3");
    drive.keys("<ctrl+z>").shows("2 Caio Teste 1");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn a_card_enrols_transfers_and_opens_the_person() {
    let mut drive = violao(Role::Reception);
    drive.keys("1t").shows("Transferir de grupo");
    drive.keys("1<enter>").keys("<F10>");
    drive.shows("Bia Teste 0 está no outro grupo, número 1.");
    drive.keys("<esc><esc><esc>");
    person(&mut drive.desk, "Ana Elói", "10/05/1950");
    drive.keys("<F9>s1<enter>").shows("1 Bia Teste 0 16");
    drive
        .keys("7<enter>")
        .shows("Não há o número 7 nesta lista.");
    drive.shows("idade, sem NIS");
    drive
        .keys("i")
        .keys("ana el<enter>")
        .shows("Inscrever em grupo");
    // The group whose card is open is the one marked.
    drive
        .keys("<enter>")
        .shows("Ana Elói está em «Convivência», número 2.");
    drive.shows("2 Ana Elói 76");
    drive
        .keys("2<enter>")
        .shows("Ficha da pessoa")
        .shows("«Convivência» (nº 2)");
    drive
        .keys("<esc>9d")
        .shows("Não há o número 9 nesta lista.");
    drive.keys("a").shows("Seu perfil não faz isto");
}

#[test]
fn the_roll_the_meetings_and_the_grid_are_a_letter_away() {
    let mut drive = violao(Role::Technician);
    drive.keys("c").shows("Bia Teste 0").shows("19/11/2026");
    drive.keys("<esc>e").shows("Encontros");
    drive.keys("<esc>g").shows("Bia Teste 0");
    drive.keys("<esc>").shows("Nº:");
}

#[test]
fn the_family_of_paif_is_shown_to_be_somebodys() {
    let mut desk = busy_desk(Role::Technician);
    let home = desk.open_family(family_of(&["Rosa Melo"])).unwrap();
    let rosa = who(&mut desk, home, "Rosa");
    let team = desk.team().unwrap();
    let technician = team.iter().find(|it| it.role == Role::Technician).unwrap();
    desk.assign_technician(home, Some(technician.id)).unwrap();
    let elders = group(&desk, "Convivência");
    enrolled(&mut desk, elders, &[rosa], "2026-11-23");
    let card = desk.group_card(elders).unwrap();
    assert_eq!(card.people[0].technician, "Pessoa tecnico");
    let mut drive = program(desk);
    drive
        .keys("<F9>s1<enter>")
        .shows("Rosa Melo")
        .shows("Pessoa T.");
}

#[test]
fn a_group_is_made_and_what_collides_is_told_after_saving() {
    let mut drive = program(busy_desk(Role::Coordination));
    drive.keys("<F9>s<F2>").shows("Grupo");
    // Kind and places are there; name, band, no, places, hours.
    drive.keys("<enter>Coral<enter>in");
    drive.keys("<enter>seg 9 a 11<enter>");
    drive.keys("<F10>");
    drive.shows("Gravado.");
    drive.shows("Coral").shows("seg 09:00–11:00");
    // The same orientador twice on Mondays at 9.
    drive.keys("coral<F3>").shows("seg 09:00–11:00");
    drive.keys("<bottom>").keys("<up><up>");
    let mut sheet = {
        let desk = &mut drive.desk;
        let id = group(desk, "Coral");
        desk.group_sheet(id).unwrap()
    };
    assert_eq!(
        (sheet.capacity, sheet.mixed, sheet.active),
        (30, false, true)
    );
    let other = {
        let id = group(&drive.desk, "Convivência");
        drive.desk.group_sheet(id).unwrap()
    };
    sheet.team = other.team;
    drive.desk.save_group(&sheet).unwrap();
    drive.keys("<esc><F3><F10>");
    drive.shows("O que colide");
    drive.shows("Pessoa orientador também está em «Convivência», segunda às 09:00.");
    drive.keys("<esc>").shows("Grupos");
}

#[test]
fn a_percurso_is_written_and_shown() {
    let mut drive = violao(Role::Technician);
    drive
        .keys("p")
        .shows("Nenhum percurso ainda. F2 põe o primeiro.");
    drive.keys(
        "<F2>Música e território<enter>Tocar na praça.<tab>c p<enter>direitos; cidade<enter>",
    );
    drive.keys("<F10>").shows("Gravado.");
    drive.shows("Música e território").shows("desde 23/11/2026");
    drive.keys("<esc>").shows("Percurso: Música e território");
    drive.keys("p<enter>").shows("direitos; cidade");
    drive.keys("<esc><F8>").shows("Percurso retirado.");
    drive.keys("<ctrl+z>").shows("Música e território");
}

#[test]
fn the_orientador_sees_their_groups_and_enrols_nobody() {
    let mut drive = violao(Role::Instructor);
    drive.shows("1 Bia Teste 0");
    drive.keys("i").shows("Seu perfil não faz isto");
    drive.keys("1d").shows("Seu perfil não faz isto");
    drive.keys("l").shows("«Violão»: 1 espera.");
    drive.keys("<enter>").shows("Quem inscreve é a recepção");
}

#[test]
fn the_groups_at_every_size() {
    let mut drive = program(busy_desk(Role::Coordination));
    for keys in [
        "<F9>s",
        "viol<enter>",
        "l",
        "<esc>1d",
        "<esc>1t",
        "<esc>p",
        "<F2>",
        "<esc><esc>a",
        "<F1>",
    ] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}
