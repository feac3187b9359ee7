//! The kernel with toy screens: keys typed ahead, late answers, busy screens,
//! panics, the keys of the house, every size.

mod forms;
mod toys;

use acolhida::domain::fault::refused;
use acolhida::ui::drive::Drive;
use acolhida::ui::keys::{clashes, rows};
use acolhida::ui::{Ending, Hooks, house};
use chrono::Duration;

use toys::{Base, Lock, SEARCH_KEYS, Search, Toy, desk, morning, toy};

#[test]
fn a_name_is_found_and_chosen() {
    let mut desk = desk();
    desk.shows("Buscar:").shows("1 Ana Souza").shows("F1 ajuda");
    desk.keys("conceicao<enter>")
        .shows("escolhida: Bia Conceição");
    assert_eq!(desk.keys_pressed(), 10);
    assert_eq!(desk.cursor(), Some((17, 1)));
}

#[test]
fn enter_typed_ahead_waits_for_the_rows_it_is_about() {
    let mut desk = desk();
    desk.hold().keys("caio<enter>").hides("escolhida");
    desk.release().shows("escolhida: Caio Souza");
}

#[test]
fn the_newest_search_replaces_those_still_waiting() {
    let mut desk = desk();
    desk.desk.asked.clear();
    desk.hold().keys("cai");
    assert_eq!(desk.in_line(), 1);
    desk.release();
    assert_eq!(desk.desk.asked, ["cai"]);
    desk.shows("1 Caio").hides("Ana");
}

#[test]
fn keys_typed_ahead_of_a_write_go_to_the_screen_that_comes() {
    let mut desk = desk();
    desk.hold().keys("<F2>Zeca<F10>bia<enter>");
    desk.hides("bia").release();
    assert_eq!(desk.desk.saved, ["Zeca"]);
    desk.shows("Buscar: bia").shows("escolhida: Bia Conceição");
}

#[test]
fn a_write_that_fails_keeps_the_form_and_drops_what_was_meant_for_another_screen() {
    let mut desk = desk();
    desk.desk.fails = true;
    desk.hold().keys("<ctrl+o>Zeca<ctrl+s>bia").release();
    desk.shows("Nova pessoa")
        .shows("Não foi salvo")
        .shows("3 teclas adiantadas")
        .shows("Zeca")
        .hides("bia");
    desk.desk.fails = false;
    desk.keys("<F10>")
        .shows("gravada a nº 1")
        .shows("Ctrl+Z desfaz");
}

#[test]
fn a_refusal_is_pinned_to_its_field() {
    let mut desk = desk();
    desk.keys("<F2>repetido<enter><F10>")
        .shows("! Já existe alguém com esse nome.");
    desk.keys("<ctrl+u>outro<F10>");
    assert_eq!(desk.desk.saved, ["outro"]);
}

#[test]
fn a_late_answer_to_a_closed_screen_is_dropped() {
    let mut desk = Drive::new(toy(), Base, morning());
    desk.hold().keys("a").keys("<esc>");
    assert_eq!(desk.in_line(), 0);
    desk.release().shows("base");
}

#[test]
fn keys_wait_for_a_screen_that_must_be_fetched_first() {
    let mut desk = Drive::new(toy(), Base, morning());
    desk.hold().keys("dbia<enter>").release();
    desk.shows("escolhida: Bia Conceição");
}

#[test]
fn a_write_goes_on_after_its_screen_closed_and_others_are_told() {
    let mut desk = Drive::new(toy(), Search::new(), morning());
    desk.keys("<F2>Zeca");
    let asked = desk.desk.asked.len();
    desk.keys("<F10>");
    assert!(desk.desk.asked.len() > asked);
}

#[test]
fn panics_cost_one_event_and_are_told_plainly() {
    let mut desk = desk();
    desk.keys("<F5>")
        .shows("Não foi salvo. Não consegui quebrar.");
    desk.keys("<F7>").shows("Não consegui fazer isso");
    desk.keys("ana<enter>").shows("escolhida: Ana Souza");
}

#[test]
fn a_key_that_is_off_says_why() {
    let mut desk = desk();
    desk.keys("xyz").hides("quebrar");
    desk.keys("<F5>").shows("! Não há ninguém na lista.");
    assert!(desk.rang());
    desk.keys("<F1>")
        .shows("agora não: Não há ninguém na")
        .shows("F2 ou Ctrl+O");
    desk.keys("<esc>").hides("F2 ou Ctrl+O");
}

#[test]
fn the_pick_list_takes_letters_numbers_fragments_and_arrows() {
    for (script, told) in [
        ("a", 0),
        ("2<enter>", 1),
        ("3<enter>", 2),
        ("gend<enter>", 0),
        ("<down><down><enter>", 2),
    ] {
        let mut desk = desk();
        desk.keys("<F6>")
            .shows("Motivo")
            .keys(script)
            .shows(&format!("opção {told}"))
            .hides("Motivo");
    }
}

#[test]
fn busy_screens_hold_a_bounded_line_and_quit_can_be_forced() {
    let mut desk = desk();
    desk.keys("<F2>Zeca").hold().keys("<F10>");
    desk.keys(&"a".repeat(300)).keys("<ctrl+q>");
    assert_eq!(desk.ending(), None);
    desk.shows("Ctrl+Q outra vez").keys("<ctrl+q>");
    assert_eq!(desk.ending(), Some(Ending::Forced));
}

#[test]
fn other_desks_are_seen_and_covered_screens_catch_up() {
    let mut desk = desk();
    desk.desk.names.push("Zeca");
    desk.others_wrote().shows("Zeca");
    desk.keys("<F2>");
    desk.desk.names.push("Yara");
    desk.others_wrote()
        .hides("Yara")
        .keys("<esc>")
        .shows("Yara");
}
#[test]
fn undo_lock_and_hidden_names_are_keys_of_the_house() {
    let hooks = Hooks {
        undo: Some(|desk: &mut Toy| match desk.saved.pop() {
            Some(_) => Ok("cadastro desfeito".to_owned()),
            None => refused("Não há o que desfazer."),
        }),
        lock: Some(|| Box::new(Lock)),
        idle_lock_min: Some(10),
        ..Hooks::default()
    };
    let mut desk = Drive::hooked(toy(), Search::new(), hooks, morning());
    desk.keys("<F2>Zeca<F10><ctrl+z>")
        .shows("cadastro desfeito");
    desk.keys("<ctrl+z>").shows("Não há o que desfazer.");
    desk.keys("<F11>")
        .shows("1 A. S.")
        .hides("Ana Souza")
        .keys("<ctrl+n>")
        .shows("Ana Souza");
    desk.wait(Duration::minutes(11))
        .shows("trancada")
        .hides("Ana");
    desk.keys("<esc><F1><F11>").shows("trancada");
    desk.keys("<enter>").shows("Ana Souza");
    desk.keys("<F12>").shows("trancada");
}

#[test]
fn a_drawing_that_fails_leaves_a_way_out() {
    let mut desk = Drive::new(toy(), Base, morning());
    desk.keys("b")
        .shows("não pôde ser mostrada")
        .keys("x<esc>")
        .shows("base");
    desk.keys("<ctrl+q>");
    assert_eq!(desk.ending(), Some(Ending::Quit));
}

#[test]
fn long_work_tells_how_far_it_is_and_can_be_stopped() {
    let mut desk = Drive::new(toy(), Base, morning());
    desk.hold()
        .keys("c")
        .keys("<esc>")
        .shows("Parando")
        .release()
        .shows("! parado a pedido");
    desk.keys("c").shows("feito");
}

#[test]
fn no_key_has_two_meanings() {
    let tables = [rows(SEARCH_KEYS), house::hints()];
    assert_eq!(clashes(&tables), Vec::<String>::new());
    let twice = [rows(SEARCH_KEYS), rows(SEARCH_KEYS)];
    assert!(!clashes(&twice).is_empty());
}

#[test]
fn every_size_can_be_drawn() {
    let mut list = desk();
    let mut form = desk_with_form();
    let mut help = desk();
    help.keys("<F1>");
    let mut pick = desk();
    pick.keys("<F6>");
    for width in (1..=200).step_by(19).chain([1, 2, 3, 59, 60, 99, 100]) {
        for height in (1..=9).chain([15, 24, 60]) {
            for it in [&mut list, &mut form, &mut help, &mut pick] {
                it.size(width, height);
                assert!(!it.has("não pôde ser mostrada"), "{width}×{height}");
                if width > 2 {
                    assert!(it.cursor().is_some(), "{width}×{height}");
                }
            }
        }
    }
    list.size(0, 0).keys("<down>");
}

fn desk_with_form() -> Drive<Toy> {
    let mut desk = desk();
    desk.keys("<F2>Zeca<enter>99999999999<enter><enter>f");
    desk
}

#[test]
fn the_frame_at_80_by_24() {
    let mut desk = Drive::new(toy(), Base, morning());
    desk.keys("u<F1>");
    desk.shows("CRAS Norte base")
        .shows("Ana seg 23/11/2026 08:00");
}
