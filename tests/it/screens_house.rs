//! The screens of the house, as whoever coordinates uses them.

use std::path::Path;

use acolhida::app::sample::{Order, hour, sample_day, write_cecad};
use acolhida::app::{Clock, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::unit::Setting;
use acolhida::ui::drive::Drive;
use acolhida::ui::route::Route;
use acolhida::ui::screens::home::Home;
use acolhida::ui::screens::panel::Panel;
use acolhida::ui::screens::start;
use chrono::Duration;

use crate::desks::{PASSWORD, desk, desk_on, later, monday_at_8, says, set_up};
use crate::shift::program;
use crate::sizes::at_every_size;

/// The program with somebody of a role at the desk.
fn as_role(role: Role) -> Drive {
    let mut desk = desk();
    desk.sample_login(role).unwrap();
    program(desk)
}

fn coordinator() -> Drive {
    as_role(Role::Coordination)
}

#[test]
fn every_place_of_the_menu_stands_at_every_size() {
    for route in Route::ALL {
        let mut drive = coordinator();
        drive.keys(&format!("<F9>{}", route.keys()));
        assert!(drive.app().depth() > 2, "{route:?}");
        at_every_size(&mut drive);
    }
}

#[test]
fn every_form_behind_the_menu_stands_at_every_size() {
    for (keys, shows) in [
        ("ue<F2>", "Pessoa da equipe"),
        ("ue<enter>", "Perfil"),
        ("uepessoa recep<F7>", "anote agora"),
        ("ucsalario<enter>", "Valor em reais"),
        ("ud<F2>", "F10 gravar"),
        ("ud<enter>", "F10 gravar"),
        ("ub<F2>", "Até"),
        ("ub<F2>Olaria<F10>", "Olaria"),
        ("k<F10>", "Diga um arquivo"),
        ("m<F3>", "Capítulos"),
        ("a<F5>", "Acessos"),
        ("<esc><ctrl+a>", "De onde você chama?"),
    ] {
        let mut drive = coordinator();
        drive.keys(&format!("<F9>{keys}")).shows(shows);
        at_every_size(&mut drive);
    }
}

#[test]
fn the_menu_shows_what_the_role_may() {
    let seen = |role| {
        let mut drive = as_role(role);
        drive.size(80, 40).keys("<F9>");
        drive.screen()
    };
    let reception = seen(Role::Reception);
    for hidden in [
        "Equipe",
        "Configurações",
        "Base do CadÚnico",
        "Cópias",
        "Acessos",
    ] {
        assert!(!reception.contains(hidden), "{hidden}\n{reception}");
    }
    assert!(reception.contains("Manual") && reception.contains("Sobre"));
    let cadunico = seen(Role::CadUnico);
    assert!(cadunico.contains("Base do CadÚnico") && !cadunico.contains("Equipe"));
    let management = seen(Role::Management);
    assert!(management.contains("Acessos") && !management.contains("Cópias"));
    let coordination = seen(Role::Coordination);
    assert!(coordination.contains("Ajustes da unidade"));
    assert!(!reception.contains("Ajustes") && !cadunico.contains("Ajustes"));
    let mut drive = coordinator();
    drive
        .keys("<F9>u")
        .shows("Equipe")
        .shows("Bairros")
        .hides("Manual");
}

#[test]
fn whoever_the_demonstration_is_seen_as_stands_above() {
    let mut drive = as_role(Role::Reception);
    drive.shows("Pessoa R.");
    drive
        .keys("<F9><end><enter>")
        .shows("Fila")
        .hides("Pessoa R.");
}

#[test]
fn a_first_password_is_shown_once_and_opens_the_door_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>ue<F2>Lia Souza<enter>lia<enter>r<F10>");
    drive
        .shows("Senha provisória: anote agora")
        .shows("entra como lia");
    let screen = drive.screen();
    let line = screen.lines().find(|it| it.contains("senha  ")).unwrap();
    let password = line.replace('│', " ");
    let password = password.split_whitespace().last().unwrap().to_owned();
    drive.keys("<enter>");
    drive
        .hides(&password)
        .shows("Lia Souza")
        .shows("senha nova");
    // The old password of somebody who forgot is gone; the new one is shown.
    drive.keys("lia<F7>").shows("anote agora").hides(&password);
    drive.keys("<enter><F1>").hides(&password);
    let drafts = drive.desk.drafts().unwrap();
    assert!(
        drafts
            .iter()
            .all(|it| it.values.values().all(|it| *it != password))
    );
}

#[test]
fn somebody_leaves_the_team_and_comes_back() {
    let mut drive = coordinator();
    drive
        .keys("<F9>uepessoa recep<F8>")
        .shows("não entra mais no programa");
    drive.shows("desligada");
    drive.keys("<F8>").shows("volta a entrar");
    drive
        .keys("<enter>")
        .shows("Pessoa da equipe")
        .hides("Entra como");
    drive
        .keys("<down>t<F10>")
        .shows("Gravado.")
        .shows("Técnico(a) de referência");
    // Nobody is left to coordinate: the answer is at the field.
    drive.keys("rosa<enter><down>r<F10>");
    drive.shows("Alguém precisa continuar na coordenação");
}

#[test]
fn the_unit_says_whom_people_write_to() {
    let mut drive = coordinator();
    drive
        .keys("<F9>uu")
        .shows("CRAS Jardim das Mangueiras")
        .shows("Brasília");
    drive
        .keys("<bottom>Ana, encarregada@cidade<F10>")
        .shows("Gravado.");
    drive
        .keys("<esc>o")
        .shows("Ana, encarregada@cidade")
        .shows("SQLite");
    drive.keys("incidente").keys("<esc>anpd").shows("ANPD");
}

#[test]
fn a_setting_holds_from_a_day_on() {
    let mut drive = coordinator();
    drive.keys("<F9>ucsalario<enter>").shows("Salário mínimo");
    drive
        .keys("<ctrl+u>1.700,00<enter>01012027")
        .shows("01/01/2027");
    drive.keys("<F10>").shows("Gravado.").size(110, 24);
    drive
        .shows("R$ 1.621,00")
        .shows("R$ 1.700,00 em 01/01/2027");
    drive
        .keys("<ctrl+u>primeiro nome<enter>s<F10>")
        .shows("Gravado.");
    assert_eq!(drive.desk.setting(Setting::PanelNames).unwrap(), "sim");
    drive
        .keys("<ctrl+u>minutos parados<enter><ctrl+u>999<F10>")
        .shows("de 1 a 120 minutos");
}

#[test]
fn the_list_of_demands_is_the_units_own() {
    let mut drive = coordinator();
    drive.keys("<F9>ud<F2>Horta comunitária<enter>ho-1<enter>ho<enter>z<enter>1<F10>");
    drive
        .shows("Gravado.")
        .keys("horta")
        .shows("Horta comunitária")
        .shows("C.1");
    drive.keys("<F5>").keys("<F5>");
    let all = drive.desk.demands().unwrap();
    let at = all.iter().position(|it| it.code == "HO-1").unwrap();
    assert_eq!(at + 3, all.len());
    drive.keys("<F8>").shows("sai da lista");
    // Another demand has this letter already.
    drive.keys("<ctrl+u><F2>Outra<enter>ou-x<enter>ou<enter>a<F10>");
    drive.shows("Outra demanda já usa esta letra");
}

#[test]
fn a_neighbourhood_ends_on_a_day() {
    let mut drive = coordinator();
    drive.keys("<F9>ub").shows("Nenhum bairro ainda");
    drive
        .keys("<F2>Olaria<F10>")
        .shows("Olaria")
        .shows("23/11/2026");
    drive
        .keys("<enter><down><down>01011990<F10>")
        .shows("O fim vem antes");
    drive.keys("<ctrl+u>31122026<F10>").shows("31/12/2026");
}

#[test]
fn copies_are_made_checked_and_told_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>p").shows("Nenhuma cópia ainda");
    drive
        .keys("<F2>")
        .shows("Cópia feita e conferida")
        .shows("acolhida-2026-11-23-0800.copia");
    drive
        .keys("<enter>")
        .shows("Está tudo certo")
        .shows("diário encadeado");
    drive
        .keys("<esc><F6>")
        .shows("O ARQUIVO EM USO")
        .keys("<esc>");
    let copy = drive.desk.copies().unwrap().remove(0).path;
    let mut bytes = std::fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x55);
    std::fs::write(&copy, bytes).unwrap();
    drive.keys("<enter>").hides("Está tudo certo");
}

#[test]
fn who_looked_at_what_is_read_by_day_and_by_person() {
    let mut drive = coordinator();
    drive.desk.line_listed(drive.desk.today()).unwrap();
    drive
        .keys("<F9>a")
        .shows("listou")
        .shows("Rosa Menezes")
        .shows("lista do dia");
    drive
        .keys("zzz")
        .shows("Nenhum acesso assim")
        .keys("<ctrl+u>");
    drive.keys("<F6>").shows("Hoje é o último dia.");
    drive
        .keys("<F5>")
        .shows("dom 22/11/2026: 0 acessos")
        .keys("<F6>");
    drive.shows("seg 23/11/2026: 3 acessos");
}

fn cecad(path: &Path, desk: &Desk, days_ago: i64, seed: u64) {
    let order = Order {
        families: 8,
        months: 1,
        seed,
    };
    let today = desk.today() - Duration::days(days_ago);
    write_cecad(path, &order, today, &mut |_| {}).unwrap();
}

#[test]
fn a_delivery_is_rehearsed_then_loaded_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    desk.sample_login(Role::CadUnico).unwrap();
    desk.keep_loads_in(&folder.path().join("base"));
    let path = |name: &str| folder.path().join(name);
    cecad(&path("novo.csv"), &desk, 0, 1);
    cecad(&path("velho.csv"), &desk, 90, 2);
    std::fs::write(path("folha.csv"), "nada;disto\n1;2\n").unwrap();
    let typed = |name: &str| format!("{}/{name}", folder.path().display());
    let mut drive = program(desk);
    drive
        .keys("<F9>k")
        .shows("nenhuma base carregada")
        .keys("<F10>");
    drive.shows("Diga um arquivo");
    drive
        .paste(&typed("folha.csv"))
        .keys("<enter>")
        .hides("F10 carrega");
    drive
        .keys("<esc>")
        .paste(&typed("nov"))
        .keys("<tab>")
        .shows("novo.csv");
    drive
        .keys("<enter>")
        .shows("Conferido. F10 carrega")
        .shows("Nada foi carregado ainda");
    at_every_size(&mut drive);
    assert!(drive.desk.bases().cecad.is_none());
    drive
        .keys("<F10>")
        .shows("Carregado:")
        .shows("Carregado e em uso");
    at_every_size(&mut drive);
    assert!(drive.desk.bases().cecad.is_some());
    // An older one only for whoever insists, and the newer one comes back.
    drive
        .paste(&typed("velho.csv"))
        .keys("<enter>")
        .shows("mais antigo")
        .shows("Aqui: F8");
    drive
        .keys("<F8>")
        .shows("F10 carrega")
        .keys("<F10>")
        .shows("Carregado:");
    drive.keys("<F6>").shows("Em uso: a base de");
    drive.shows("guardada; F6 volta a ela");
    drive.keys("<esc><esc>maria").shows("CadÚnico");
}

#[test]
fn the_manual_is_searched_while_typing() {
    let mut drive = as_role(Role::Reception);
    drive.keys("<F9>m").shows("MANUAL DO ACOLHIDA");
    drive.keys("doadores").shows("Doadores de sangue");
    drive
        .keys("<enter>")
        .keys("<ctrl+u>zzzz")
        .shows("Não há «zzzz» neste texto.");
    drive
        .keys("<esc><F3>")
        .shows("Capítulos")
        .keys("base do<enter>");
    drive.shows("A base do CadÚnico").shows("fotografia");
    drive.keys("<esc>n").shows("NOVIDADES");
}

fn called(names: bool) -> Desk {
    let mut desk = desk();
    desk.sample_login(Role::Coordination).unwrap();
    if names {
        desk.change_setting(Setting::PanelNames, "sim").unwrap();
    }
    desk.sample_login(Role::Reception).unwrap();
    desk.arrive(&says(&desk, "Joana Prado", "CU-ATU")).unwrap();
    desk.arrive(&says(&desk, "Carla Dias", "BE-NAT")).unwrap();
    desk.call_next().unwrap();
    desk
}

fn panel(desk: Desk) -> Drive {
    Drive::new(desk, Panel::new(true), monday_at_8())
}

#[test]
fn the_panel_shows_the_call_and_rings_for_a_new_one() {
    let mut drive = panel(called(true));
    drive.size(80, 24);
    assert!(!drive.rang(), "what was called before is no news");
    drive
        .shows("Joana")
        .shows("Guichê 1")
        .shows("█")
        .hides("Prado");
    later(drive.desk.clock(), 1);
    drive.desk.call_next().unwrap();
    drive.others_wrote();
    assert!(drive.rang());
    drive.shows("Carla").shows("CU1 Guichê 1 Joana");
    drive.others_wrote();
    assert!(!drive.rang(), "the same call rings once");
    // Midnight empties it.
    drive.desk.clock().set(monday_at_8() + Duration::hours(18));
    drive
        .wait(Duration::hours(18))
        .shows("sua senha será chamada aqui");
    at_every_size(&mut drive);
}

#[test]
fn the_panel_tells_no_name_that_the_unit_does_not_allow() {
    let mut drive = panel(called(false));
    drive
        .hides("Joana")
        .hides("Bolsa")
        .hides("Cadastro")
        .shows("Guichê 1");
    at_every_size(&mut drive);
    let mut desk = called(true);
    let reserved = acolhida::app::Arrival {
        demands: Vec::new(),
        reserved: true,
        ..says(&desk, "Beatriz Reis", "CU-ATU")
    };
    let arrived = desk.arrive(&reserved).unwrap();
    desk.sample_login(Role::Technician).unwrap();
    desk.set_seat("Sala 2").unwrap();
    desk.call(arrived.id).unwrap();
    desk.log_out();
    let mut drive = panel(desk);
    drive
        .shows("Sala 2")
        .hides("Beatriz")
        .hides("eservado")
        .shows("Joana");
}

#[test]
fn the_guided_shift_ticks_what_was_done() {
    let desk = sample_day(Clock::held(hour())).unwrap();
    let hooks = start::hooks(&desk);
    let mut drive = Drive::boxed(desk, Box::new(Home::guided()), hooks, hour());
    drive
        .shows("Passeio 1 de 12: Encontrar alguém")
        .shows("Esc esconde");
    drive
        .keys("mar sou")
        .shows("Passeio 2 de 12")
        .shows("Feito: Encontrar alguém.");
    drive
        .keys("<esc>jo<F4><enter>")
        .shows("Passeio 3 de 12: Chamar");
    drive.keys("<F5>").shows("Passeio 4 de 12");
    drive
        .keys("<F6>")
        .shows("Passeio 5 de 12")
        .keys("<F7>")
        .shows("Passeio 6 de 12");
    drive.keys("<ctrl+z>").shows("Passeio 7 de 12");
    drive
        .keys("<tab><tab>")
        .shows("Inscrever num curso")
        .keys("<tab>")
        .shows("Esconder os nomes")
        .keys("<F11>")
        .shows("Bloquear a tela");
    drive
        .keys("<F12>")
        .shows("não há senha: Enter volta")
        .keys("<enter>")
        .shows("Pedir ajuda");
    drive
        .keys("<F1>")
        .shows("O passeio diz")
        .keys("<esc>")
        .shows("Fim do passeio");
    at_every_size(&mut drive);
    drive.keys("<esc>").hides("passeio").shows("Buscar");
}
