//! The meetings of a group, key by key: moved, cancelled, added, prepared with
//! an activity of the books, told of.

use acolhida::domain::access::Role;
use acolhida::domain::groups::GroupKind;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::later;
use crate::shift::program;

#[test]
fn meetings_are_moved_cancelled_and_put_back_with_the_reason() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 1);
    enrolled(&mut desk, violao, &people, "2026-11-10");
    desk.save_roll(
        key(violao, "2026-11-10", "14"),
        &[change(people[0], None, P)],
    )
    .unwrap();
    let mut drive = program(desk);
    drive.keys("*violao<F3>").shows("Violão");
    drive.shows("ter 10/11/2026 14:00–16:00 chamada feita");
    drive.shows("qui 19/11/2026 14:00–16:00 não chamado");
    drive.shows("ter 24/11/2026 14:00–16:00 vai acontecer");
    drive
        .keys("<down><F7>")
        .shows("Violão, ter 24/11/2026 14:00–16:00");
    drive.keys("<enter>").shows("Cancelar encontro");
    drive
        .keys("falta de água<enter>")
        .shows("Encontro cancelado.");
    drive.shows("Cancelado: falta de água.");
    drive.keys("<F7>").shows("já está cancelado");
    // Put back on another day, it is still the same meeting.
    drive
        .keys("<F6>")
        .shows("Mudar encontro")
        .keys("<ctrl+u>25112026");
    drive
        .keys("<enter><enter>reposição<F10>")
        .shows("Encontro mudado.");
    drive
        .shows("qua 25/11/2026 14:00–16:00")
        .shows("Era ter 24/11/2026 às 14:00: reposição.");
    drive.keys("<ctrl+z>").shows("Cancelado: falta de água.");
    drive
        .keys("<ctrl+z>")
        .shows("ter 24/11/2026 14:00–16:00 vai acontecer");
    drive.keys("<F9>").shows("Violão");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn a_meeting_is_prepared_from_the_books_and_told_of() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 1);
    enrolled(&mut desk, violao, &people, "2026-11-10");
    desk.sample_login(Role::Instructor).unwrap();
    let mut drive = program(desk);
    drive.keys("*violao<F3><down><F3>").shows("Encontro");
    drive
        .keys("Nossa rua<F6>")
        .shows("Escolher atividade")
        .shows("Idades: 15 a 17 anos");
    drive.keys("<enter>").shows("Encontro").hides("Escolher");
    drive
        .keys("<F10>")
        .shows("Encontro gravado.")
        .shows("Nossa rua: ");
    let all = drive
        .desk
        .meetings(violao, day("2026-11-24"), day("2026-11-24"))
        .unwrap();
    assert!(!all[0].activity.is_empty(), "{:?}", all[0]);
    drive.keys("<F3><F7>").shows("Atividade").keys("<esc><esc>");
    drive.keys("<enter>").shows("Chamada, ter 24/11/2026");
}

#[test]
fn a_one_off_activity_has_its_own_meeting_a_head_count_and_visitors() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let talk = acolhida::app::GroupSheet {
        kind: GroupKind::OneOff,
        ..sheet(&desk, "Palestra", None, "", 200)
    };
    desk.save_group(&talk).unwrap();
    desk.open_family(crate::families::family_of(&["Zélia Sabiá"]))
        .unwrap();
    let talk = group(&desk, "Palestra");
    desk.add_meeting(
        talk,
        day("2026-11-23"),
        crate::agenda::desks::at("9"),
        crate::agenda::desks::at("11"),
    )
    .unwrap();
    later(&desk.clock().clone(), 60);
    let mut drive = program(desk);
    drive.keys("*").shows("Palestra").keys("pal<F3>");
    drive
        .shows("hoje, extra")
        .keys("<F3>")
        .shows("Pessoas contadas");
    drive.keys("Direitos<tab><tab><tab><tab>120<F10>");
    drive
        .shows("Direitos")
        .shows("hoje, extra")
        .shows("Pessoas contadas: 120.");
    drive
        .keys("<F2>")
        .shows("Encontro extra")
        .keys("<enter>14<enter>15<F10>");
    drive
        .shows("Encontro marcado.")
        .shows("seg 23/11/2026 14:00–15:00");
    drive
        .keys("<F2><enter>14<enter>16<F10>")
        .shows("já tem encontro nessa hora");
    drive
        .keys("<esc><home><enter>")
        .shows("Ninguém está inscrito neste grupo neste dia.");
    drive
        .keys("vzel<enter><F10>")
        .shows("1 presente, 0 faltas.");
}
