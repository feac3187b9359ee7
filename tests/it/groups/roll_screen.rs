//! The roll at the desk, key by key: the budget, slips of the finger, two
//! desks at once, what is left unsaved.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::ui::drive::Drive;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::{add_staff, later};
use crate::families::family_of;
use crate::shift::program;
use crate::sizes::at_every_size;
use crate::two_desks::{Place, count};

/// So many people of 70 in the group of Mondays at 8, which meets now.
fn elders(many: usize) -> Desk {
    let mut desk = groups_desk();
    let elders = group(&desk, "Convivência");
    for n in 1..=many {
        let it = person(&mut desk, &format!("Idosa {n:02}"), "01/02/1950");
        enrolled(&mut desk, elders, &[it], "2026-11-02");
    }
    desk
}

const ROLL: &str = "*<enter>";

#[test]
fn a_group_of_25_with_5_absent_is_fourteen_keys() {
    let mut drive = program(elders(25));
    drive.count_from_here();
    // Typed ahead of every answer.
    drive.hold().keys("*<enter>*0307122025<F10>").release();
    assert_eq!(drive.keys_pressed(), 14);
    drive.shows("Chamada de «Convivência» gravada: 20 presentes, 5 faltas.");
    drive.shows("Buscar");
    let elders = group(&drive.desk, "Convivência");
    let marks = marks(&drive.desk, key(elders, "2026-11-23", "8"));
    let absent: Vec<usize> = (1..)
        .zip(&marks)
        .filter(|it| *it.1 == F)
        .map(|it| it.0)
        .collect();
    assert_eq!(absent, [3, 7, 12, 20, 25]);
    assert_eq!(marks.iter().filter(|it| **it == P).count(), 20);
    drive.keys("<ctrl+z>").shows("Desfeito: chamada do grupo.");
    drive.keys("*").shows("por fazer");
}

#[test]
fn everybody_is_seen_at_once_with_the_three_states_in_letters() {
    let mut drive = program(elders(25));
    drive.keys(ROLL);
    drive
        .shows("Convivência, 08:00–10:00")
        .shows("0 P 0 F 0 J 25 ·");
    drive.shows("não chamada");
    drive
        .shows("> 1 · Idosa 01")
        .shows("14 · Idosa 14")
        .shows("25 · Idosa 25");
    drive
        .keys("p")
        .shows("1 Idosa 01: presente.")
        .shows("1 P Idosa 01");
    drive.keys("f").shows("2 F Idosa 02");
    drive
        .keys("j")
        .shows("Por que não veio?")
        .shows("chuva ou condução");
    drive.keys("s").shows("3 J Idosa 03").shows("faltou: saúde");
    drive.shows("1 P 1 F 1 J 22 ·");
    drive
        .keys("<up>")
        .shows("Idosa 03, 76 anos: faltou: saúde, por gravar");
    drive.keys("<up>n").shows("2 · Idosa 02");
    drive.keys("P").shows("3 P Idosa 03");
    // The other column of names is one key away.
    drive.keys("<home><right>").shows("> 14 · Idosa 14");
    drive
        .keys("<F10>")
        .shows("2 presentes, 0 faltas, 23 sem marca");
    drive
        .keys(ROLL)
        .shows("(Pessoa recepcao, 23/11/2026 08:00)");
}

#[test]
fn numbers_are_taken_as_soon_as_they_are_clear_and_slips_are_taken_back() {
    let mut drive = program(elders(25));
    drive
        .keys(ROLL)
        .keys("*")
        .shows("25 presentes. Agora digite");
    drive.keys("3").shows("3 F Idosa 03");
    drive.keys("3").shows("3 P Idosa 03");
    drive
        .keys("2")
        .shows("Número: 2")
        .keys("<enter>")
        .shows("2 F Idosa 02");
    drive.keys("1<space>").shows("1 F Idosa 01");
    drive
        .keys("0")
        .shows("Número: 0")
        .keys("<backspace>")
        .hides("Número:");
    drive
        .keys("2<esc>")
        .hides("Número:")
        .shows("Convivência, 08:00");
    drive
        .keys("26")
        .shows("Ninguém tem o número 26 nesta chamada.");
    drive.keys("12").shows("12 F Idosa 12");
    drive.keys("*").shows("Ninguém está sem marca.");
    drive.keys("<enter>").shows("F10 grava");
    drive.keys("<ctrl+s>").shows("22 presentes, 3 faltas.");
    // Nothing changed, nothing written.
    drive
        .keys(ROLL)
        .keys("<F10>")
        .shows("Nada mudou na chamada.");
}

#[test]
fn a_visitor_is_found_by_name_and_stands_last() {
    let mut desk = elders(2);
    desk.open_family(family_of(&["Zélia Sabiá"])).unwrap();
    let mut drive = program(desk);
    drive.keys(ROLL).keys("*vzel sab<enter>");
    drive
        .shows("vis P Zélia Sabiá")
        .shows("visitante: presente");
    drive.keys("<F10>").shows("3 presentes, 0 faltas.");
    drive.keys(ROLL).shows("vis P Zélia Sabiá");
    // Taken away again.
    drive.keys("<end>n<F10>").keys(ROLL).hides("Zélia");
}

#[test]
fn with_no_meeting_today_the_last_ones_not_called_are_offered() {
    let desk = elders(1);
    later(&desk.clock().clone(), 24 * 60 * 4);
    assert_eq!(desk.today(), day("2026-11-27"));
    let mut drive = program_of(desk, 24 * 4);
    drive.keys("*").shows("1 Violão qui 26/11/2026");
    drive.shows("Convivência seg 23/11/2026").hides("hoje");
    drive.keys("conv<enter>").shows("Chamada, seg 23/11/2026");
    drive
        .keys("*<F10>")
        .keys("*")
        .hides("Convivência seg 23/11/2026");
    let mut drive = program(crate::desks::desk());
    drive.keys("*").shows("Nenhum grupo se encontra hoje");
}

/// The program some hours after Monday at 8.
fn program_of(desk: Desk, hours: i64) -> Drive {
    let mut drive = program(desk);
    drive.wait(chrono::Duration::hours(hours));
    drive
}

#[test]
fn a_meeting_to_come_or_cancelled_says_so() {
    let mut desk = elders(1);
    let elders = group(&desk, "Convivência");
    desk.cancel_meeting(key(elders, "2026-11-23", "8"), "falta de água")
        .unwrap();
    let mut drive = program(desk);
    drive.keys("*").shows("qui 19/11/2026").hides("hoje");
    drive.keys("conv<F3>").shows("Cancelado: falta de água.");
    drive.keys("<enter>").shows("Este encontro foi cancelado.");
    drive.keys("*").shows("Este encontro foi cancelado.");
    drive.keys("1").shows("0 P 0 F 0 J 1 ·");
    drive.keys("<esc><end><enter>").shows("ainda vai acontecer");
    drive
        .keys("<F10>")
        .shows("ainda vai acontecer: a chamada é no dia");
}

#[test]
fn what_was_marked_and_not_saved_comes_back() {
    let mut desk = elders(3);
    desk.open_family(family_of(&["Zélia Sabiá"])).unwrap();
    let mut drive = program(desk);
    drive.keys(ROLL).keys("*2vzel sab<enter><esc><esc>");
    drive
        .keys("<F9>r")
        .shows("Chamada de um grupo")
        .shows("Convivência");
    drive
        .keys("<enter>")
        .shows("2 F Idosa 02")
        .shows("vis P Zélia Sabiá");
    drive.shows("3 P 1 F 0 J 0 ·");
    drive.keys("<F10>").shows("3 presentes, 1 falta.");
    drive.shows("Nenhum rascunho");
}

#[test]
fn marks_of_another_desk_are_joined_and_differences_decided_by_key() {
    let desk = elders(4);
    let elders = group(&desk, "Convivência");
    let today = key(elders, "2026-11-23", "8");
    let mut drive = program(desk);
    drive.keys(ROLL).keys("*2");
    let people: Vec<_> = drive.desk.roll(today).unwrap().lines;
    // Somebody else says otherwise of 1 and 3, and the same of 2.
    drive.desk.sample_login(Role::Instructor).unwrap();
    let theirs = [
        change(people[0].person, None, F),
        change(people[1].person, None, F),
        change(people[2].person, None, J),
    ];
    drive.desk.save_roll(today, &theirs).unwrap();
    drive.desk.sample_login(Role::Reception).unwrap();
    drive.keys("<F10>").shows("Marcas diferentes");
    drive.shows("Idosa 01: faltou (Pessoa orientador); você: presente.");
    drive.shows("Idosa 03 motivo").shows("presente a dela");
    drive.hides("Idosa 02");
    drive.keys("o").shows("Idosa 03: faltou: saúde (Pessoa");
    drive.keys("m").shows("a minha").keys("<F10>");
    drive.shows("gravada: 2 presentes, 2 faltas.");
    assert_eq!(marks(&drive.desk, today), [F, F, P, P]);
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn two_desks_that_call_one_roll_at_once_lose_no_mark() {
    let place = Place::new();
    let (mut rosa, joao) = place.rosa_and_joao(Role::Technician);
    add_staff(&mut rosa, Role::Instructor);
    super::desks::make_groups_as_is(&mut rosa);
    let elders = group(&rosa, "Convivência");
    for n in 1..=6 {
        let it = person(&mut rosa, &format!("Idosa {n}"), "01/02/1950");
        enrolled(&mut rosa, elders, &[it], "2026-11-02");
    }
    let today = key(elders, "2026-11-23", "8");
    let (mut one, mut two) = (program(rosa), program(joao));
    two.others_wrote();
    // Rosa has the first three on her sheet, João the others; both mark 3.
    one.keys(ROLL).keys("ppf");
    two.keys(ROLL).keys("3").keys("<down>").keys("pfp");
    one.keys("<F10>").shows("2 presentes, 1 falta, 3 sem marca");
    two.others_wrote();
    two.keys("<F10>").shows("gravada: 4 presentes, 2 faltas.");
    assert_eq!(marks(&one.desk, today), [P, P, F, P, F, P]);
    let file = place.file();
    assert_eq!(count(&file, "SELECT count(*) FROM meeting"), 1);
    assert_eq!(count(&file, "SELECT count(*) FROM mark"), 6);
    assert!(one.desk.verify().unwrap().holds());
}

#[test]
fn an_orientador_calls_the_own_roll_though_no_family_is_seen() {
    let mut desk = elders(2);
    desk.sample_login(Role::Instructor).unwrap();
    let mut drive = program(desk);
    drive
        .keys(ROLL)
        .keys("*2<F10>")
        .shows("1 presente, 1 falta.");
    drive
        .keys("*<enter>v")
        .shows("Seu perfil não procura pessoas");
    drive
        .keys("<F8>")
        .shows("Convivência: 4º trimestre de 2026");
    drive.keys("<esc><F3>").shows("Tema").keys("<esc><esc>");
    drive.keys("*<F3>").shows("Situação").shows("chamada feita");
}

#[test]
fn somebody_under_secrecy_is_marked_without_a_name_at_the_counter() {
    let mut desk = elders(1);
    let elders = group(&desk, "Convivência");
    let family = desk.open_family(family_of(&["Jandira Curió"])).unwrap();
    let jandira = crate::families::who(&mut desk, family, "Jandira");
    enrolled(&mut desk, elders, &[jandira], "2026-11-02");
    desk.sample_login(Role::Technician).unwrap();
    desk.set_secrecy(family, true).unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive
        .keys(ROLL)
        .keys("*2")
        .shows("2 F (sob sigilo)")
        .hides("Jandira");
    drive
        .keys("<F10>")
        .keys("*<enter><F8>")
        .shows("(sob sigilo)")
        .hides("Jandira");
}

#[test]
fn the_roll_fits_every_window() {
    let mut drive = program(elders(30));
    for keys in [
        "*",
        "<enter>",
        "*2",
        "1j",
        "<esc><esc><F8>",
        "<esc><F3>",
        "<esc><esc><esc>*<F3>",
    ] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
    drive.keys("<F2>");
    at_every_size(&mut drive);
    drive.keys("<esc><F6>");
    at_every_size(&mut drive);
}
