//! The agenda at the desk, key by key: book, move, cancel, who did not come,
//! the hole they left, and two desks after one place.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::ui::drive::Drive;
use chrono::Duration;

use super::desks::{agenda_desk, booked, booking, give_hours, give_hours_as_coordination};
use crate::desks::{add_staff, later, says};
use crate::shift::{desk_with_maria, program};
use crate::sizes::at_every_size;
use crate::two_desks::Place;

/// Maria de Souza, 82, and an agenda; reception is at the desk.
fn desk_of_maria() -> Desk {
    let mut desk = desk_with_maria();
    give_hours(&mut desk);
    desk
}

/// Both clocks go on.
fn wait(drive: &mut Drive, minutes: i64) {
    later(&drive.desk.clock().clone(), minutes);
    drive.wait(Duration::minutes(minutes));
}

#[test]
fn the_next_free_place_is_three_keys_from_a_person_on_screen() {
    let mut drive = program(desk_of_maria());
    drive.keys("mar sou").count_from_here();
    drive.keys("<F10>a<enter>");
    assert_eq!(drive.keys_pressed(), 3);
    drive.shows("Agendado: seg 23/11/2026 às 08:00, Pessoa cadunico, linha 1.");
    drive.shows("Trazer: CPF ou título de eleitor de quem responde;");
    drive.shows("Telefone (79) 99812-7734");
    // The next name goes to the box, and the one before is gone from it.
    drive
        .keys("joa")
        .shows("Buscar: joa")
        .shows("João de Souza");
    drive.keys("<esc>").shows("08:00 Maria d'Ávila de Souza");
    drive.shows("agendado");
    drive.keys("<ctrl+z>").shows("Desfeito: agendamento.");
    drive.hides("agendado");
}

#[test]
fn a_free_hour_of_the_day_is_given_to_somebody_by_name() {
    let mut drive = program(agenda_desk());
    drive.keys("<F9>g<enter>").shows("Marcar para que serviço?");
    at_every_size(&mut drive);
    drive.keys("a").shows("Marcar esta vaga").shows("às 08:00");
    drive.keys("Bia Prado<F10>").shows("Marcado, linha 1.");
    drive.shows("08:00 Bia Prado");
    drive.keys("<ctrl+z>").hides("Bia Prado");
}

#[test]
fn a_chosen_day_and_hour_are_nine_keys() {
    let mut drive = program(desk_of_maria());
    drive.keys("mar sou").count_from_here();
    // Typed ahead of every answer.
    drive
        .hold()
        .keys("<F10>a25<enter>14<enter><enter>")
        .release();
    assert_eq!(drive.keys_pressed(), 9);
    drive.shows("Agendado: qua 25/11/2026 às 14:20, Pessoa cadunico, linha 1.");
}

#[test]
fn a_line_and_words_for_days_choose_too() {
    let mut drive = program(desk_of_maria());
    drive.keys("mar sou<F10>a");
    drive.shows("1 seg 23/11 08:00 08:40 Pessoa cadunico");
    drive.keys("3<enter>").shows("às 09:20");
    drive.keys("<enter>mar sou<F10>ater<enter>");
    drive.shows("Hora:").shows("1 ter 24/11 08:00");
    drive.shows("Já tem: seg 23/11 09:20 Maria d'Ávila de Souza");
    drive.keys("<esc>+7<enter>").shows("1 seg 30/11 08:00");
    drive.keys("<esc>28/11<enter>");
    drive.shows("sáb 28/11/2026: sem vaga. Estas são as próximas.");
    drive.keys("<esc>25/12<enter>").shows("fechado (Natal)");
    drive.keys("9<enter>").shows("Agendado");
    drive.keys("<enter>mar sou<F10>a7h<enter><ctrl+u>0<enter>");
    drive.shows("Não há essa linha.");
    drive.keys("<ctrl+u>xyz<enter>").shows("Não entendi");
    drive
        .keys("<esc><esc><esc>z")
        .shows("Nenhum serviço tem a letra z.");
    drive.keys("<esc>").shows("Buscar");
}

#[test]
fn the_phone_is_shown_changed_or_none_and_hidden_under_secrecy() {
    let mut drive = program(desk_of_maria());
    drive
        .keys("mar sou<F10>")
        .shows("Telefone (79) 99812-7734: F2 troca.");
    drive.keys("<F2>n").shows("Sem telefone: F2 anota.");
    drive
        .keys("<F2>o99999-0001<enter>")
        .shows("Telefone (79) 99999-0001");
    drive.keys("a<enter>").shows("Telefone (79) 99999-0001");

    let mut desk = desk_of_maria();
    desk.sample_login(Role::Technician).unwrap();
    let family = desk.search_up_to("mar sou", 5).unwrap().rows[0]
        .source
        .clone();
    let acolhida::app::Source::Desk {
        family: Some(family),
        ..
    } = family
    else {
        panic!("Maria has a family");
    };
    desk.set_secrecy(family, true).unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive
        .keys("mar sou<F10>")
        .shows("Telefone sob sigilo.")
        .hides("99812");
    drive.keys("<F2>").shows("só a equipe técnica vê e muda");
    drive.keys("a<enter>").shows("Agendado").hides("99812");
    // Whoever may see it has where to call.
    let phones = |desk: &Desk| -> Vec<String> {
        let booked = desk.appointments_of(None, Some(family), 9).unwrap();
        booked.into_iter().map(|it| it.phone).collect()
    };
    assert_eq!(phones(&drive.desk), [""]);
    drive.desk.sample_login(Role::Technician).unwrap();
    assert_eq!(phones(&drive.desk), ["79998127734"]);
}

#[test]
fn only_a_name_is_booked_too_and_clashes_are_told_without_blocking() {
    let mut drive = program(desk_of_maria());
    drive.keys("severina xique<F10>a<enter>");
    drive.shows("Severina Xique").shows("Sem telefone.");
    drive.keys("<enter>mar sou<F10>a2<enter><enter>mar sou<F10>t");
    drive.shows("já tem");
    drive
        .keys("3<enter>")
        .shows("Agendado")
        .shows("Atenção: a pessoa já tem");
}

#[test]
fn a_row_is_booked_and_cancelled_as_a_row() {
    let mut drive = program(desk_of_maria());
    drive.keys("mar sou<F10><F4>3<enter>2<enter>a<enter>");
    drive.shows("3 vezes: 23/11, 07/12, 21/12");
    drive
        .keys("<F8>")
        .shows("Repete: 3 horários a partir deste.");
    drive.keys("t").shows("Cancelados: 3 horários.");
    drive.keys("<ctrl+z>").shows("Desfeito");
    drive.shows("agendado");
}

#[test]
fn moved_cancelled_undone_and_the_chain_stays() {
    let mut drive = program(desk_of_maria());
    drive.keys("mar sou<F10>a<enter><enter>1<F8>");
    drive
        .shows("Horário")
        .shows("seg 23/11/2026, das 08:00 às 08:40");
    drive
        .keys("r")
        .shows("Remarcar")
        .shows("Sai de seg 23/11/2026 às 08:00.");
    drive.keys("25<enter><enter>");
    drive.shows("Remarcado: qua 25/11/2026 às 08:00, Pessoa cadunico, linha 1.");
    drive.keys("<enter>").hides("agendado");
    drive
        .keys("mar sou<F3><F8>a")
        .shows("Remarcado")
        .shows("Agendado");
    drive.keys("1<enter>").shows("remarcado: seg 23/11 08:00");
    drive
        .keys("la")
        .shows("Telefonema: não atendeu.")
        .shows("não atendeu (Pessoa recepcao)");
    drive.keys("c").shows("Cancelado: qua 25/11/2026 às 08:00.");
    drive.keys("<ctrl+z>").shows("Desfeito: horário cancelado.");
    drive.keys("1<enter>").shows("Agendado");
    drive.keys("n").shows("A hora ainda não chegou.");
}

#[test]
fn a_booked_person_is_checked_in_with_three_keys() {
    let mut desk = agenda_desk();
    for n in 0..9 {
        desk.arrive(&says(&desk, &format!("Ana {n}"), "CU-ATU"))
            .unwrap();
    }
    let it = booking(&desk, "Bia Canário", "2026-11-23", "8:40");
    assert_eq!(booked(&mut desk, &it).line, 10);
    let mut drive = program(desk);
    drive.shows("10 08:40 Bia Canário");
    drive.count_from_here().keys("10<enter>");
    assert_eq!(drive.keys_pressed(), 3);
    drive.shows("Senha CU10, linha 10: 9 pessoas antes.");
    drive.hides("agendado").shows("10 CU10 Bia Canário");
    drive
        .keys("<ctrl+z>")
        .shows("Desfeito: chegada com hora marcada.");
    drive.shows("10 08:40 Bia Canário");
    // Without the number, one Enter too many puts nobody in the line.
    drive
        .keys("<esc><end><enter>")
        .shows("Horário")
        .shows("das 08:40 às 09:20");
    drive.keys("<enter>").shows("Senha CU11, linha 10");
}

#[test]
fn who_is_late_is_said_on_the_minute_and_missed_with_one_key() {
    let mut desk = agenda_desk();
    let it = booking(&desk, "Bia Canário", "2026-11-23", "8:40");
    booked(&mut desk, &it);
    let mut drive = program(desk);
    drive
        .keys("<ctrl+r>")
        .shows("A hora desta pessoa ainda não chegou.");
    wait(&mut drive, 52);
    drive.shows("atrasado 12 min");
    drive.keys("1<ctrl+r>").shows("Linha 1: não compareceu.");
    drive.shows("não compareceu");
    drive
        .keys("1<enter>")
        .shows("Dê uma senha pela busca do nome.");
    drive
        .keys("<esc><ctrl+z>")
        .shows("Desfeito: não compareceu ao horário.");
    drive.shows("atrasado 12 min");
}

#[test]
fn the_hole_is_offered_at_the_minute_it_opens_and_given_with_one_key() {
    let mut desk = agenda_desk();
    let it = booking(&desk, "Bia Canário", "2026-11-23", "8");
    booked(&mut desk, &it);
    let it = booking(&desk, "Cora Canário", "2026-11-23", "8:40");
    booked(&mut desk, &it);
    let mut drive = program(desk);
    drive.keys("ana<F4><enter>").shows("1 na espera");
    drive
        .keys("<ctrl+s>")
        .shows("Não há vaga de quem faltou agora.");
    wait(&mut drive, 14);
    drive.hides("Vaga livre");
    wait(&mut drive, 1);
    drive.shows("Vaga livre até 08:40: linha 1 não veio; 1 pessoa da fila cabe (Ctrl+S).");
    drive
        .keys("<ctrl+s>")
        .shows("Vaga das 08:00 até 08:40")
        .shows("CU1 Ana");
    drive
        .keys("<enter>")
        .shows("CU1 fica com a vaga, com Pessoa cadunico.");
    drive
        .hides("Vaga livre")
        .shows("p/ Pessoa cadun")
        .shows("não compareceu");
    drive.keys("<ctrl+z>").shows("Vaga livre até 08:40");
    // Half of the time is the least: at 8:21 it is too late.
    wait(&mut drive, 6);
    drive.hides("Vaga livre");
}

#[test]
fn of_two_desks_after_the_last_place_the_other_is_offered_the_next() {
    let place = Place::new();
    let (mut rosa, joao) = place.rosa_and_joao(Role::Reception);
    add_staff(&mut rosa, Role::CadUnico);
    add_staff(&mut rosa, Role::Technician);
    give_hours_as_coordination(&mut rosa);
    let (mut one, mut other) = (program(rosa), program(joao));
    // Both see the same first place before either takes it.
    other.keys("bia canário<F10>a").shows("1 seg 23/11 08:00");
    one.keys("ana canário<F10>a<enter>").shows("às 08:00");
    other.keys("<enter>");
    other.shows("Esta vaga acaba de ser ocupada. A seguinte está marcada: Enter pega.");
    other.shows("1 seg 23/11 08:40");
    other
        .keys("<enter>")
        .shows("Agendado: seg 23/11/2026 às 08:40");
    assert!(other.desk.verify().unwrap().holds());
}

#[test]
fn a_ticket_and_a_card_book_their_person() {
    let mut drive = program(desk_of_maria());
    drive
        .keys("mar sou1<enter>1<enter>g")
        .shows("Agendar")
        .shows("Maria d'Ávila");
    drive.keys("a2<enter>").shows("Agendado");
    drive
        .keys("<enter><esc>mar sou<F3>2<F10>")
        .shows("João de Souza");
    drive.keys("a<enter>").shows("Agendado");
}

#[test]
fn every_screen_of_the_agenda_at_every_size() {
    let mut desk = desk_of_maria();
    let it = booking(&desk, "Bia Canário", "2026-11-23", "8");
    booked(&mut desk, &it);
    let mut drive = program(desk);
    drive.keys("ana<F4><enter>");
    wait(&mut drive, 16);
    for keys in [
        "",
        "<ctrl+s>",
        "<esc>1<F8>",
        "l",
        "<esc>r",
        "<esc><esc><esc>mar sou<F10>",
        "<F2>",
        "o",
        "<esc><F4>",
        "<esc>a",
        "25<enter>",
        "<enter>",
        "<F8>",
        "<esc><esc>mar sou<F10><F3>",
    ] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}
