//! A shift at the desk, key by key.

use acolhida::app::Desk;
use acolhida::ui::drive::Drive;
use acolhida::ui::screens::start;

use crate::desks::{PASSWORD, desk, desk_on, monday_at_8, set_up};

/// The program over a desk, as it starts.
pub fn program(desk: Desk) -> Drive {
    let first = start::first(&desk);
    let hooks = start::hooks(&desk);
    Drive::boxed(desk, first, hooks, monday_at_8())
}

#[test]
fn a_walk_in_without_record_goes_from_name_to_done() {
    let mut drive = program(desk());
    drive.keys("joana<F4><enter>");
    drive.shows("Senha CU1, linha 1: é a próxima.");
    drive.keys("<F5>");
    drive.shows("Chamar CU1: Joana.");
    drive.keys("<F6>");
    drive.shows("CU1: em atendimento.");
    drive.keys("<F7>");
    drive.shows("CU1: concluída.");
    drive.keys("<ctrl+z>");
    drive.shows("Desfeito: atendimento concluído.");
}

#[test]
fn the_line_of_a_full_morning_reads_at_a_glance() {
    let mut drive = program(desk());
    for name in ["ana beatriz", "bruno", "carla"] {
        drive.keys(&format!("{name}<F4><enter>"));
    }
    drive.keys("<F5>");
    drive.shows("2 na espera, 1 em atendimento");
    drive.keys("2<enter>");
    drive.shows("Senha CU2 - linha 2");
    drive.keys("fRG<enter>");
    drive.shows("CU2: faltou documento.");
    drive.keys("<F9>");
}

#[test]
fn the_first_call_asks_where_from_and_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    let mut desk = desk_on(&file, monday_at_8());
    desk.set_up(&set_up()).unwrap();
    let mut drive = program(desk);
    let enter = format!("rosa<enter>{PASSWORD}<enter>");
    drive.keys(&enter).keys("ana<F4><enter><F5>");
    drive.shows("De onde você chama?");
    drive.keys("Sala 3<enter>");
    drive.shows("Chamar CU1: Ana.");
    drive.shows("chamada Sala 3");
    drop(drive);
    let mut drive = program(desk_on(&file, monday_at_8()));
    drive.keys(&enter).keys("bia<F4><enter><F5>");
    drive.shows("Chamar CU2: Bia.");
}
