//! Watching at the keys: calling whoever stopped coming, what the groups lack,
//! ticking the quarter of the SISC, reading the month.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::domain::person::PersonField;
use acolhida::domain::sample::numbers;

use super::desks::*;
use super::watch::called;
use crate::shift::program;
use crate::sizes::at_every_size;

/// Caio stopped coming to «Violão»; Bia still does, and has a NIS.
fn watched_desk() -> Desk {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let who = teens(&mut desk, 2);
    let nis = [(PersonField::Nis, numbers::nis(1, 7))];
    desk.edit_person(who[0], &nis).unwrap();
    enrolled(&mut desk, violao, &who, "2026-10-01");
    let days = ["2026-11-03", "2026-11-10", "2026-11-17"];
    called(&mut desk, violao, &days, &[(who[0], P), (who[1], F)]);
    desk.sample_login(Role::Technician).unwrap();
    desk
}

#[test]
fn whoever_stopped_coming_is_called_and_leaves_the_list_once_reached() {
    let mut drive = program(watched_desk());
    drive.keys("<F9>j").shows("1 pessoa para procurar");
    drive.shows("Caio Teste 1").shows("Violão");
    drive.keys("a").shows("Caio Teste 1: não atendeu");
    drive.shows("não atendeu 1 de 3");
    drive.keys("c").shows("0 pessoas para procurar");
    drive.keys("<ctrl+z>").shows("1 pessoa para procurar");
    drive.keys("m").shows("das suas famílias");
    drive.keys("m").shows("Caio Teste 1");
    // What the groups lack: the Thursdays were not called.
    drive
        .keys("p")
        .shows("chamada por fazer")
        .shows("Público prioritário: 0 de 33 vagas");
    drive.keys("<esc>s");
    drive.shows("4º trimestre de 2026: até 20/12/2026, faltam 27 dias");
    drive
        .shows("A confirmar: 1 (0 digitadas)")
        .shows("Bia Teste 0");
    // A number that nobody has is nobody's tick.
    drive
        .keys("99<enter>")
        .shows("Não há o número 99 nesta lista.")
        .shows("(0 digitadas)");
    drive
        .keys("1<enter>")
        .shows("A confirmar: 1 (1 digitadas)")
        .keys("<ctrl+z>")
        .shows("(0 digitadas)");
    drive.keys("d").shows("A confirmar: 1 (1 digitadas)");
    drive.keys("<ctrl+z>").shows("A confirmar: 1 (0 digitadas)");
    drive.keys("n").shows("Caio Teste 1");
    drive
        .keys("<left>")
        .shows("3º trimestre de 2026")
        .shows("venceu há");
    drive
        .keys("<esc>f")
        .shows("novembro de 2026")
        .shows("Violão");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn the_management_has_the_month_in_numbers() {
    let mut desk = watched_desk();
    desk.sample_login(Role::Management).unwrap();
    let mut drive = program(desk);
    drive
        .keys("<F9>z")
        .shows("novembro de 2026")
        .shows("Violão");
    drive
        .keys("<end><enter>")
        .shows("8 encontros, 3 com chamada");
    drive.hides("Bia");
}

#[test]
fn the_screens_of_watching_hold_at_every_size() {
    for keys in ["<F9>j", "<F9>jp", "<F9>js", "<F9>jf"] {
        let mut drive = program(watched_desk());
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}
