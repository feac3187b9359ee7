//! Forms as people fill them: masks, letters, wrong numbers, drafts.

use std::collections::BTreeMap;

use acolhida::ui::app::Event;
use acolhida::ui::drive::Drive;
use acolhida::ui::{Draft, Ending, Form, Hooks};
use chrono::Duration;

use super::toys::{PERSON, Search, Toy, desk, morning, toy};

#[test]
fn masks_letters_and_conditions_advance_alone() {
    let mut desk = desk();
    desk.keys("<F2>Zeca<enter>12345678901")
        .shows("123.456.789-01");
    desk.keys("5/3/1980").shows("05/03/1980").hides("Gestante");
    desk.keys("f")
        .shows("Gestante")
        .keys("n")
        .keys("ces<enter>")
        .shows("cesta");
    desk.keys("linha<enter>dois<tab>Ana<F4>")
        .shows("Ana Zeca")
        .shows("Membro 2");
    desk.keys("01012010m").shows("Membro 2");
    desk.keys("<F10>");
    assert_eq!(desk.desk.saved, ["Zeca"]);
}

#[test]
fn a_wrong_identifier_warns_once_and_never_blocks() {
    let mut desk = desk();
    desk.keys("<F2>Zeca<enter>99999999999")
        .shows("! O dígito do CPF não confere.");
    assert!(desk.rang());
    desk.keys("<enter>23111980").shows("23/11/1980");
    desk.keys("<F10>").shows("gravada");
}

#[test]
fn a_short_year_is_completed_and_a_birth_to_come_is_doubted() {
    let mut desk = desk();
    desk.keys("<F2>Zeca<enter><enter>230580<enter>")
        .shows("23/05/1980");
    desk.keys("<up>")
        .keys("<ctrl+u>24112026")
        .shows("! ")
        .keys("<enter>f");
    desk.shows("Feminino").keys("<F10>").shows("gravada");
}

#[test]
fn a_paste_fills_a_number_and_never_presses_enter() {
    let mut desk = desk();
    desk.keys("<F2>")
        .paste("Zeca\nda Silva")
        .keys("<enter>")
        .paste("123.456.789-01");
    desk.shows("Zeca da Silva").shows("123.456.789-01");
}

#[test]
fn required_fields_are_asked_for_by_name() {
    let mut desk = desk();
    desk.keys("<F2><F10>").shows("Falta preencher: Nome.");
    assert!(desk.desk.saved.is_empty());
}

#[test]
fn drafts_are_kept_after_a_pause_on_leaving_and_when_the_terminal_goes() {
    let keep = |desk: &mut Toy, draft: &Draft| {
        desk.drafts.insert(draft.name.clone(), draft.values.clone());
        Ok(())
    };
    let hooks = || Hooks {
        keep: Some(keep),
        ..Hooks::default()
    };
    let mut desk = Drive::hooked(toy(), Search::new(), hooks(), morning());
    desk.keys("<F2>Ze").wait(Duration::seconds(4));
    assert_eq!(desk.desk.drafts["pessoa.nova"]["nome"], "Ze");
    desk.keys("ca<esc>");
    assert_eq!(desk.desk.drafts["pessoa.nova"]["nome"], "Zeca");
    desk.keys("<F2>Bia<F10>");
    assert!(!desk.desk.drafts["pessoa.nova"].contains_key("obs"));

    let mut form = Form::new(&PERSON, ());
    form.restore(&BTreeMap::from([
        ("membros.1.nome".to_owned(), "Lia".to_owned()),
        ("sumiu".to_owned(), "x".to_owned()),
    ]));
    assert_eq!(form.items("membros"), [1]);
    let mut desk = Drive::hooked(toy(), form, hooks(), morning());
    desk.shows("Lia").event(Event::Gone);
    assert_eq!(desk.ending(), Some(Ending::Gone));
}

#[test]
fn a_stored_form_takes_its_draft_away() {
    let hooks = Hooks {
        keep: Some(|desk: &mut Toy, draft: &Draft| {
            desk.drafts.insert(draft.name.clone(), draft.values.clone());
            Ok(())
        }),
        ..Hooks::default()
    };
    let mut desk = Drive::hooked(toy(), Search::new(), hooks, morning());
    desk.keys("<F2>Zeca")
        .wait(Duration::seconds(4))
        .keys("<F10>");
    assert!(desk.desk.drafts["pessoa.nova"].is_empty());
}
