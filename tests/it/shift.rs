//! A shift at the desk, key by key.

use acolhida::app::Desk;
use acolhida::domain::date::Birth;
use acolhida::domain::person::Who;
use acolhida::ui::drive::Drive;
use acolhida::ui::screens::start;

use crate::desks::{PASSWORD, desk, desk_on, monday_at_8, set_up};
use crate::families::family_of;

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

/// A desk that knows the family of Maria de Souza, 82, with two children.
pub fn desk_with_maria() -> Desk {
    let mut desk = desk();
    let mut family = family_of(&["Maria d'Ávila de Souza", "João de Souza", "Lia de Souza"]);
    if let Who::New(maria) = &mut family.members[0].who {
        maria.cpf = "52998224725".into();
        maria.birth = Birth::Known("1944-02-01".parse().unwrap());
    }
    desk.open_family(family).unwrap();
    desk.open_family(family_of(&["Zélia Sousa Lima"])).unwrap();
    desk
}

#[test]
fn a_known_person_is_checked_in_by_name_within_nine_keys() {
    let mut drive = program(desk_with_maria());
    drive.count_from_here().keys("mar sou1<enter>");
    drive.shows("Senha CUP1, linha 1: é a próxima.");
    assert!(drive.keys_pressed() <= 9, "{}", drive.keys_pressed());
    drive.shows("80+");
}

#[test]
fn a_known_person_is_checked_in_by_cpf_within_twelve_keys() {
    let mut drive = program(desk_with_maria());
    // Typed ahead of every answer, as a bar-code reader does.
    drive
        .hold()
        .count_from_here()
        .keys("52998224725<enter>")
        .release();
    drive.shows("Senha CUP1, linha 1");
    assert!(drive.keys_pressed() <= 12, "{}", drive.keys_pressed());
}

#[test]
fn the_whole_family_comes_in_one_act() {
    let mut drive = program(desk_with_maria());
    drive.keys("mar sou1<tab><tab><tab><tab>*");
    drive.keys("<enter>");
    drive.shows("Senha CUP1");
    drive.keys("1<enter>");
    drive.shows("com João de Souza, Lia de Souza");
}

#[test]
fn nobody_stands_twice_in_the_line_and_the_sheet_says_so() {
    let mut drive = program(desk_with_maria());
    drive.keys("mar sou1<enter>mar sou1");
    drive.shows("Já está na lista de hoje: linha 1, senha CUP1.");
    drive.keys("<enter>");
    drive.shows("Esta pessoa já está na lista de hoje");
}

#[test]
fn a_reserved_matter_is_one_key_and_leaves_no_trace_on_screen() {
    let mut drive = program(desk_with_maria());
    drive.keys("mar sou1<F9>");
    drive.shows("Senha ATP1");
    drive.shows("reservado").hides("Atualiza");
}

#[test]
fn one_key_hides_names_and_another_brings_them_back() {
    let mut drive = program(desk_with_maria());
    drive.keys("mar sou1<enter><F11>");
    drive.shows("M. D. S.").hides("Maria").hides("Souza");
    drive.keys("<ctrl+n>");
    drive.shows("Maria d'Ávila");
}

#[test]
fn keys_typed_before_the_list_is_there_wait_for_it() {
    let mut desk = desk_with_maria();
    let ana = crate::desks::says(&desk, "Ana", "CU-ATU");
    desk.arrive(&ana).unwrap();
    let mut drive = program(desk);
    // As at the start: nothing was answered yet.
    drive.keys("<F9>").hold().keys("<esc>1<enter>c").release();
    drive.shows("CU1: chamada.");
}

#[test]
fn a_slip_at_arrival_is_corrected_and_the_number_stays() {
    let mut drive = program(desk_with_maria());
    drive.keys("mar sou1<enter>1<enter>ki<tab><tab>g<F10>");
    drive.shows("Senha corrigida.");
    drive.shows("Inscrição").shows("CUP1").shows("PRI");
    drive.keys("<ctrl+z>");
    drive.shows("Atualização").shows("80+");
}

#[test]
fn leaving_is_not_lost_while_something_is_being_written() {
    let mut drive = program(desk_with_maria());
    drive.keys("mar sou1").hold().keys("<enter><ctrl+q>");
    drive.shows("Ainda gravando");
    assert_eq!(drive.ending(), None);
    drive.release();
    assert_eq!(drive.ending(), Some(acolhida::ui::Ending::Quit));
}
