//! Two desks and the CadÚnico base: what one takes, the other does not take
//! again; and nothing is decided over what somebody changed meanwhile.

use std::ops::ControlFlow;

use acolhida::app::{Desk, Import, Input, Progress};
use acolhida::domain::access::Role;
use acolhida::domain::family::{AddressFacts, Family};
use acolhida::domain::id::Id;
use acolhida::domain::register::{BaseEdits, Field};
use acolhida::ui::drive::Drive;

use crate::adoption::{CODE, extract, melos};
use crate::desks::refusal;
use crate::shift::program;
use crate::two_desks::{Place, count};

fn import(desk: &mut Desk, place: &Place, month: (i32, u32)) {
    let (mut family, members) = melos();
    if month.1 > 5 {
        family.street = Some("DO SOL".into());
        family.pbf = Some(false);
    }
    let path = extract(place.folder.path(), month, &[(family, members)]);
    let onward = &mut |_: Progress| ControlFlow::Continue(());
    desk.import_cecad(&Input::Tudo(path), Import::default(), onward)
        .unwrap();
}

/// Both with the base of May at hand.
fn desks(place: &Place) -> (Desk, Desk) {
    let (mut rosa, mut joao) = place.rosa_and_joao(Role::CadUnico);
    import(&mut rosa, place, (2026, 5));
    joao.others_wrote().unwrap();
    (rosa, joao)
}

/// A family of the base of May, beside that of June.
fn apart(place: &Place) -> (Desk, Desk, Id<Family>) {
    let (mut rosa, mut joao) = desks(place);
    let id = rosa.adopt(CODE, &BaseEdits::default()).unwrap().family;
    import(&mut rosa, place, (2026, 6));
    joao.others_wrote().unwrap();
    (rosa, joao, id)
}

fn differing(desk: &mut Desk, id: Id<Family>, field: Field) -> acolhida::app::Differs {
    let rows = desk.differences(id).unwrap().unwrap().rows;
    rows.into_iter().find(|it| it.field == field).unwrap()
}

#[test]
fn a_family_of_the_base_is_brought_once_and_the_other_desk_is_shown_it() {
    let place = Place::new();
    let (mut rosa, joao) = desks(&place);
    let mut drive: Drive = program(joao);
    drive.keys("beto melo<enter>").shows("Família do CadÚnico");
    rosa.adopt(CODE, &BaseEdits::default()).unwrap();
    drive.keys("<enter>").shows("já está no cadastro");
    drive
        .hides("Família do CadÚnico")
        .shows("Beto Melo da Silva");
    drive.shows("Prontuário");
    assert!(
        refusal(drive.desk.adopt(CODE, &BaseEdits::default()))
            .contains("já está no cadastro: prontuário nº 1")
    );
    let families = "SELECT count(*) FROM family WHERE void = 0";
    assert_eq!(count(&place.file(), families), 1);
    assert!(rosa.verify().unwrap().holds());
}

#[test]
fn a_difference_is_decided_over_what_was_shown() {
    let place = Place::new();
    let (mut rosa, mut joao, id) = apart(&place);
    let shown = differing(&mut joao, id, Field::Address);
    let address = AddressFacts {
        street: "Travessa Vagalume".into(),
        ..AddressFacts::default()
    };
    rosa.change_address(id, &address, None).unwrap();
    assert!(refusal(joao.accept_difference(id, &shown)).contains("mudou em outra mesa"));
    assert!(refusal(joao.keep_difference(id, &shown)).contains("mudou em outra mesa"));
    let again = differing(&mut joao, id, Field::Address);
    rosa.keep_difference(id, &again).unwrap();
    assert!(refusal(joao.accept_difference(id, &again)).contains("não existe mais"));
    let card = rosa.family_card(id).unwrap();
    assert_eq!(
        card.address.open().unwrap().as_ref().unwrap().street,
        "Travessa Vagalume"
    );
}

#[test]
fn a_difference_with_a_base_that_another_desk_put_away_is_not_decided() {
    let place = Place::new();
    let (mut rosa, mut joao, id) = apart(&place);
    let shown = differing(&mut joao, id, Field::Address);
    rosa.restore_previous_base().unwrap();
    assert!(refusal(joao.accept_difference(id, &shown)).contains("trocada em outra mesa"));
    assert!(refusal(joao.keep_difference(id, &shown)).contains("trocada em outra mesa"));
}

#[test]
fn laying_a_family_beside_the_base_is_a_look() {
    let place = Place::new();
    let (_, mut joao, id) = apart(&place);
    let looks = "SELECT count(*) FROM access_log WHERE kind = 'compare' AND action = 'open'";
    assert_eq!(count(&place.file(), looks), 0);
    joao.family_card(id).unwrap();
    joao.differences(id).unwrap();
    joao.differences(id).unwrap();
    assert_eq!(count(&place.file(), looks), 1, "once a minute");
    assert!(joao.verify().unwrap().holds());
}

#[test]
fn of_two_imports_at_once_one_waits_its_turn_and_an_older_one_does_not_win() {
    let place = Place::new();
    let (mut rosa, mut joao) = desks(&place);
    let (june, july) = ((2026, 6), (2026, 7));
    let new = Input::Tudo(extract(place.folder.path(), july, &[melos()]));
    let path = extract(place.folder.path(), june, &[melos()]);
    let mut told = None;
    let meanwhile = &mut |_: Progress| {
        let onward = &mut |_: Progress| ControlFlow::Continue(());
        told.get_or_insert_with(|| refusal(joao.import_cecad(&new, Import::default(), onward)));
        ControlFlow::Continue(())
    };
    rosa.import_cecad(&Input::Tudo(path.clone()), Import::default(), meanwhile)
        .unwrap();
    assert!(told.unwrap().contains("Outra mesa está importando"));

    let onward = &mut |_: Progress| ControlFlow::Continue(());
    joao.import_cecad(&new, Import::default(), onward).unwrap();
    let older = rosa.import_cecad(&Input::Tudo(path), Import::default(), onward);
    assert!(refusal(older).contains("07/2026"));
    rosa.others_wrote().unwrap();
    for desk in [&rosa, &joao] {
        let month = desk.bases().cecad.as_ref().unwrap().month;
        assert_eq!(month.spoken(), "07/2026");
        assert!(desk.verify().unwrap().holds());
    }
    let current = "SELECT count(*) FROM base_load WHERE state = 'atual'";
    assert_eq!(count(&place.file(), current), 1);
}
