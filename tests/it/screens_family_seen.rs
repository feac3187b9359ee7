//! What family screens show and to whom, at every size, and what is left of
//! them when the line drops.

use acolhida::app::Desk;
use acolhida::domain::access::Role;
use acolhida::ui::app::Event;
use acolhida::ui::drive::Drive;
use acolhida::ui::keys::{clashes, rows};
use acolhida::ui::screens::{family_card, person_card};

use crate::adoption::Town;
use crate::desks::desk;
use crate::families::family_of;
use crate::shift::program;
use crate::sizes::at_every_size;

/// Words of the address, the neighbourhood and the phone of `family_of`.
const CANARIES: [&str; 5] = ["Jabuticab", "Canário", "Sanhaço", "99812", "4021"];

/// A family of three and one of one; the first may be put under secrecy.
fn families(secret: bool) -> Desk {
    let mut desk = desk();
    let mut new = family_of(&["Ana Melo", "Beto Melo", "Caio Melo"]);
    new.address.cep = "49000100".into();
    let id = desk.open_family(new).unwrap();
    let mut other = family_of(&["Zélia Sousa Lima"]);
    other.address = Default::default();
    other.phones.clear();
    desk.open_family(other).unwrap();
    if secret {
        desk.sample_login(Role::Technician).unwrap();
        desk.set_secrecy(id, true).unwrap();
        desk.sample_login(Role::Reception).unwrap();
    }
    desk
}

/// Keys from the resting screen to each family screen; `<esc>` enough times
/// brings back home.
const WAYS: [&str; 32] = [
    "ana melo<F3>2<F7>p",
    "ana melo<F3>2<F7>v",
    "ana melo<F3><F7>",
    "ana melo<F3><F8>j",
    "ana melo<F3><F8>u",
    "ana melo<F3><F4>79<F8>",
    "ana melo1<F10>1<enter>k",
    "ana melo<F3>2<F3>x<F9>",
    "ana melo<F3>",
    "ana melo<F3>2",
    "ana melo<F3><F2>dora<F4>",
    "ana melo<F3>2<F3>",
    "ana melo<F3>2<F3><pagedown>",
    "ana melo<F3><F4>",
    "ana melo<F3><F5>",
    "ana melo<F3>2<F7>",
    "ana melo<F3>2<F7>s",
    "ana melo<F3>1<F7>f",
    "ana melo<F3>2<F7>m",
    "ana melo<F3>2<F7>mzel<enter>",
    "ana melo<F3>2<F7>r",
    "ana melo<F3><F8>",
    "ana melo<F3><F8>d",
    "ana melo<F3><F8>h",
    "ana melo<F3><F8>t",
    "ana melo<F3>2<F9>",
    "ana melo<F3>2<F9><F2>m",
    "ana melo<F3><F6>",
    "ana melo<F3><F1>",
    "ana melo<F3><enter>",
    "<F2>ana melo",
    "<F2>lia lima<enter><pagedown>49000100",
];

fn home(drive: &mut Drive) {
    for _ in 0..6 {
        drive.keys("<esc>");
    }
    drive.shows("Buscar:");
}

#[test]
fn every_family_screen_at_every_size() {
    let mut drive = program(families(false));
    for way in WAYS {
        drive.keys(way);
        at_every_size(&mut drive);
        home(&mut drive);
    }
    drive.desk.sample_login(Role::Coordination).unwrap();
    for way in [
        "ana melo<F3><F8>q",
        "ana melo<F3><F8>l",
        "ana melo<F3>2<F8>uzel<enter>",
        "<F9>r",
        "<F9>r<enter>",
    ] {
        drive.keys(way);
        at_every_size(&mut drive);
        home(&mut drive);
    }
    let town = Town::with_melos();
    let mut drive = program(town.desk);
    drive.keys("11144477735");
    at_every_size(&mut drive);
    drive.keys("<enter><esc>ana melo<F3><F6>");
    at_every_size(&mut drive);
}

#[test]
fn under_secrecy_the_counter_sees_no_place_and_no_phone_anywhere() {
    let mut open = program(families(false));
    open.keys("ana melo<F3>").shows("Jabuticab").shows("99812");
    let mut drive = program(families(true));
    let check = |drive: &mut Drive, way: &str| {
        let screen = drive.screen();
        for word in CANARIES {
            assert!(!screen.contains(word), "{way}: {word}\n{screen}");
        }
    };
    for way in WAYS {
        drive.size(80, 24).keys(way);
        check(&mut drive, way);
        drive.size(200, 60);
        check(&mut drive, way);
        home(&mut drive);
    }
    drive.size(80, 24).keys("ana melo<F3>");
    drive
        .shows("Endereço sob sigilo.")
        .shows("Telefone sob sigilo.");
    drive.keys("<F5>").shows("só a equipe técnica");
    drive.desk.sample_login(Role::Technician).unwrap();
    home(&mut drive);
    drive
        .keys("ana melo<F3>")
        .shows("Jabuticab")
        .shows("SOB SIGILO");
    drive
        .keys("<F8>s")
        .shows("Sigilo retirado.")
        .hides("SOB SIGILO");
}

#[test]
fn names_can_be_hidden_on_every_family_screen() {
    let mut drive = program(families(false));
    drive.keys("<F11>");
    for way in WAYS.iter().filter(|it| it.starts_with("ana")) {
        drive.keys(way);
        let screen = drive.screen();
        for name in ["Ana Melo", "Beto Melo", "Caio Melo"] {
            assert!(!screen.contains(name), "{way}: {name}\n{screen}");
        }
        home(&mut drive);
    }
    // Typed or about to be typed, in a field of its own.
    for way in [
        "<F2>Rute Canário",
        "Rute Canário<F4>",
        "ana melo<F3><F2>Rute Canário",
    ] {
        drive.keys(way).hides("Canário").shows("R. C.");
        home(&mut drive);
    }
}

#[test]
fn what_was_being_typed_comes_back_after_the_line_drops() {
    let mut drive = program(families(false));
    drive
        .keys("<F2>lia lima<enter>71<enter>fd")
        .event(Event::Gone);
    assert!(drive.ending().is_some());
    let mut drive = program(drive.desk);
    drive
        .shows("Algo ficou por gravar")
        .shows("Nova família")
        .shows("Lia Lima");
    drive
        .keys("<enter>")
        .shows("cerca de 71 anos")
        .shows("Feminino");
    drive.keys("<F10>").shows("1 Lia Lima Referência ~71");
    assert!(drive.desk.drafts().unwrap().is_empty());

    // A correction half done comes back over what is stored; Del throws away.
    let mut drive = program(drive.desk);
    drive.hides("Algo ficou");
    drive
        .keys("ana melo<F3>2<F3><enter>bia<enter>")
        .event(Event::Gone);
    let mut drive = program(drive.desk);
    drive.shows("Dados de uma pessoa").keys("<enter>");
    drive.shows("Beto Melo").shows("Bia");
    drive.keys("<esc><delete>").shows("Rascunho jogado fora.");
    drive.shows("Nada ficou por gravar.");
    // Letters meant for the box below go there.
    drive.keys("zel").shows("Buscar: zel").shows("Zélia");
}

#[test]
fn a_draft_is_offered_where_it_was_typed() {
    let mut drive = program(families(false));
    drive.keys("<F2>lia lima<enter>71<enter><esc>");
    drive
        .keys("<F2>")
        .shows("Há uma família que ficou por gravar");
    drive
        .keys("<F8>")
        .shows("Lia Lima")
        .shows("cerca de 71 anos");
}

#[test]
fn no_letter_of_the_lists_has_two_meanings() {
    for table in [rows(family_card::MORE), rows(person_card::MORE)] {
        assert_eq!(clashes(&[table]), Vec::<String>::new());
    }
}
