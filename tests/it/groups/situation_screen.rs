//! The priority situation has one screen, which técnicos and coordination
//! reach; a receptionist cannot learn it by any other.

use acolhida::app::{Comer, Desk, NewSituation};
use acolhida::domain::access::Role;
use acolhida::domain::groups::Situation;
use acolhida::domain::person::PersonFacts;
use acolhida::ui::drive::Drive;
use acolhida::ui::route::Route;

use super::desks::*;
use crate::agenda::desks::{booked, booking, day, give_hours};
use crate::desks::says;
use crate::families::{family_of, member, who};
use crate::shift::program;
use crate::sizes::at_every_size;

/// The situation by its label, and its proof.
const CANARIES: [&str; 3] = ["abuso e/ou", "exploração sexual", "4417"];

/// Bia, 16, of a family, in a group, waiting for another, booked and in line;
/// with a situation. Her cousin has one too, and no family.
fn scene() -> Desk {
    let mut desk = groups_desk();
    give_hours(&mut desk);
    let mut home = family_of(&["Rosa Melo"]);
    home.members.push(member(
        PersonFacts {
            birth: acolhida::domain::date::Birth::Known(day("2010-05-10")),
            ..PersonFacts::named("Bia Melo")
        },
        acolhida::domain::codes::Kinship::Child,
    ));
    let family = desk.open_family(home).unwrap();
    let bia = who(&mut desk, family, "Bia");
    let cousin = person(&mut desk, "Caio Prado", "10/05/2010");
    let violao = group(&desk, "Violão");
    enrolled(&mut desk, violao, &[bia, cousin], "2026-11-02");
    desk.sample_login(Role::Technician).unwrap();
    for it in [bia, cousin] {
        desk.note_situation(&NewSituation {
            person: it,
            situation: Situation::Abuse,
            since: day("2026-11-02"),
            proof: "ofício 4417/2026".into(),
        })
        .unwrap();
    }
    desk.sample_login(Role::Reception).unwrap();
    let comer = Comer::Registered {
        person: bia,
        family: Some(family),
    };
    let mut it = booking(&desk, "x", "2026-11-23", "8");
    it.who = comer.clone();
    booked(&mut desk, &it);
    let mut came = says(&desk, "", "CU-ATU");
    came.who = Comer::Registered {
        person: cousin,
        family: None,
    };
    desk.arrive(&came).unwrap();
    desk
}

fn leaks(drive: &mut Drive, way: &str, out: &mut Vec<String>) {
    let screen = drive.screen();
    for canary in CANARIES {
        if screen.contains(canary) {
            out.push(format!("{way}: {canary}\n{screen}"));
        }
    }
}

#[test]
fn a_receptionist_cannot_learn_the_situation_by_any_screen() {
    let mut found = Vec::new();
    for role in [
        Role::Reception,
        Role::CadUnico,
        Role::Instructor,
        Role::Management,
    ] {
        let mut desk = scene();
        desk.sample_login(role).unwrap();
        let mut drive = program(desk);
        // Wide and tall: everything that a screen has.
        drive.size(200, 60);
        for route in Route::ALL {
            drive.keys(&format!("<F9>{}", route.keys()));
            leaks(&mut drive, &format!("{role:?} {route:?}"), &mut found);
            for keys in ["<enter>", "<F1>", "<esc><enter>"] {
                drive.keys(keys);
                leaks(
                    &mut drive,
                    &format!("{role:?} {route:?} {keys}"),
                    &mut found,
                );
            }
            drive.keys("<esc><esc><esc><esc><esc><esc>");
        }
        for person in ["bia melo", "caio pra"] {
            // Card, its other keys one by one, groups, booking, arrival.
            for way in [
                "",
                "<F3>",
                "<F3><F8>",
                "<F3><F8>p",
                "<F3><F8>p<F2>",
                "<F3><F8>h",
                "<F3><F8>l",
                "<F3><F8>a",
                "<F3><F9>",
                "<F3><F3>",
                "+",
                "<F10>",
                "<enter>",
            ] {
                drive.keys(&format!("{person}{way}"));
                leaks(&mut drive, &format!("{role:?} {person} {way}"), &mut found);
                drive.keys("<esc><esc><esc><esc><esc><esc>");
            }
        }
        for way in [
            "<F9>sviol<enter>",
            "<F9>sviol<enter>1<enter>",
            "<F9>sviol<enter>l",
            "<F9>sviol<enter>1d",
            "<F9>sviol<enter>1t",
            "<F9>sviol<enter>a",
            "1<F8>",
            "1<F8>s",
        ] {
            drive.keys(way);
            leaks(&mut drive, &format!("{role:?} {way}"), &mut found);
            drive.keys("<esc><esc><esc><esc><esc><esc>");
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn a_technician_notes_corrects_and_ends_a_situation() {
    let mut desk = scene();
    desk.sample_login(Role::Technician).unwrap();
    let mut drive = program(desk);
    drive.keys("bia melo<F3><F8>").shows("situação prioritária");
    drive.keys("p").shows("Bia Melo");
    drive.shows("8 situação de abuso").shows("ofício 4417/2026");
    drive.keys("<F2>t").keys("<enter>termo 9/2026<enter>");
    drive.keys("<F10>").shows("Gravado.");
    drive.shows("2 trabalho infantil").shows("termo 9/2026");
    drive.keys("infantil<enter>").keys("<F10>");
    drive.shows("Gravado.");
    drive
        .keys("infantil<F8><enter>")
        .shows("Situação encerrada.");
    drive
        .keys("infantil<F8>")
        .shows("Esta situação já foi encerrada.");
    at_every_size(&mut drive);
    drive.keys("<F11>").hides("Bia Melo");
    // Whoever has no family has the same key.
    drive
        .keys("<F11><esc><esc><esc><esc><esc>caio pra<F3><F8>p")
        .shows("ofício 4417/2026");
}

#[test]
fn who_has_no_right_has_no_key() {
    let mut drive = program(scene());
    drive.keys("bia melo<F3><F8>").hides("situação prioritária");
    drive
        .keys("<esc><esc><esc>caio pra<F3><F8>")
        .hides("situação prioritária");
    drive
        .keys("<esc><esc><esc><F9>sviol<enter>")
        .shows("Bia Melo 16 sim");
}
