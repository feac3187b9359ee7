//! The grid: what it adds up, how a cell is corrected, what stood there before.

use acolhida::app::GridCell;
use acolhida::domain::access::Role;
use acolhida::domain::groups::{AwayReason, GroupLeave, Mark};

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::later;
use crate::shift::program;

const ABSENT: GridCell = GridCell::Said(Mark::Absent(None));
const CAME: GridCell = GridCell::Said(Mark::Present);
const EXCUSED: GridCell = GridCell::Said(Mark::Absent(Some(AwayReason::Health)));

/// Three teens over four meetings of November; the third is a visitor once,
/// the second left after the second.
fn marked() -> acolhida::app::Desk {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 3);
    enrolled(&mut desk, violao, &people[..2], "2026-11-10");
    let mut call = |on: &str, marks: &[(usize, Option<Mark>)]| {
        let marks: Vec<_> = marks
            .iter()
            .map(|it| change(people[it.0], None, it.1))
            .collect();
        desk.save_roll(key(violao, on, "14"), &marks).unwrap();
    };
    call("2026-11-10", &[(0, P), (1, J)]);
    call("2026-11-12", &[(0, F), (1, P), (2, P)]);
    call("2026-11-19", &[(0, F)]);
    let out = desk.group_card(violao).unwrap().people[1].enrolment;
    desk.leave_group(out, day("2026-11-12"), GroupLeave::Moved)
        .unwrap();
    desk
}

#[test]
fn the_grid_has_each_person_once_and_adds_up() {
    let desk = marked();
    let violao = group(&desk, "Violão");
    let grid = desk
        .group_grid(violao, day("2026-11-09"), day("2026-12-31"))
        .unwrap();
    let days: Vec<String> = grid.meetings.iter().map(|it| it.day.to_string()).collect();
    // Nothing of the days to come.
    assert_eq!(
        days,
        ["2026-11-10", "2026-11-12", "2026-11-17", "2026-11-19"]
    );
    let told: Vec<_> = grid
        .lines
        .iter()
        .map(|it| {
            (
                it.number,
                it.cells.clone(),
                it.present,
                it.absent,
                it.excused,
                it.streak,
            )
        })
        .collect();
    let (open, out) = (GridCell::NotCalled, GridCell::Outside);
    assert_eq!(
        told,
        [
            (Some(1), vec![CAME, ABSENT, open, ABSENT], 1, 2, 0, 2),
            (Some(2), vec![EXCUSED, CAME, out, out], 1, 0, 1, 0),
            (None, vec![out, CAME, out, out], 1, 0, 0, 0),
        ]
    );
}

#[test]
fn a_correction_is_one_letter_and_tells_what_stood_before() {
    let mut desk = marked();
    later(&desk.clock().clone(), 65);
    desk.sample_login(Role::Technician).unwrap();
    let mut drive = program(desk);
    drive
        .keys("*violao<F8>")
        .shows("Violão: 4º trimestre de 2026");
    drive.shows("Bia Teste 0, qui 19/11/2026: faltou (por Pessoa recepcao, 23/11 08:00)");
    drive.keys("p").shows("Bia Teste 0, 19/11/2026: presente.");
    drive.shows("qui 19/11/2026: presente (por Pessoa tecnico, 23/11 09:05)");
    drive.shows("antes: faltou, por Pessoa recepcao, 23/11 08:00");
    // Undone, it is what it was, and the history tells that too.
    drive.keys("<ctrl+z>").shows("qui 19/11/2026: faltou (");
    drive.keys("<left>").shows("ter 17/11/2026: não chamado(a)");
    drive
        .keys("<left>js")
        .shows("qui 12/11/2026: faltou: saúde");
    drive.keys("n").shows("qui 12/11/2026: não chamado(a)");
    drive
        .keys("<down>")
        .shows("Caio Teste 1, qui 12/11/2026: presente");
    drive.keys("<right>").shows("não estava no grupo");
    // A column is a meeting: Enter opens its roll.
    drive
        .keys("<right><enter>")
        .shows("Chamada, qui 19/11/2026");
    drive.keys("<esc><F6>").shows("3º trimestre de 2026");
    drive.keys("<F7>").shows("4º trimestre").keys("<F7>");
    drive.shows("Este é o trimestre de hoje.");
    assert!(drive.desk.verify().unwrap().holds());
}

#[test]
fn a_cell_that_another_changed_meanwhile_is_not_written_over() {
    let mut desk = marked();
    desk.sample_login(Role::Technician).unwrap();
    let violao = group(&desk, "Violão");
    let mut drive = program(desk);
    drive.keys("*violao<F8>").shows("faltou (");
    let last = key(violao, "2026-11-19", "14");
    let person = drive.desk.roll(last).unwrap().lines[0].person;
    drive.desk.save_roll(last, &[change(person, F, J)]).unwrap();
    drive
        .keys("p")
        .shows("Outra pessoa acaba de marcar «faltou: saúde»");
    drive.shows("qui 19/11/2026: faltou: saúde");
    assert_eq!(marks(&drive.desk, last)[0], J);
    let said = drive.desk.mark_history(last, person).unwrap();
    let told: Vec<_> = said.iter().map(|it| (it.mark, it.by.as_str())).collect();
    assert_eq!(told, [(J, "Pessoa tecnico"), (F, "Pessoa recepcao")]);
}
