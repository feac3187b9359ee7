//! One shift over a whole town: the city's file in every form in which it
//! comes, one base, and from it somebody who is found, let in, called and
//! done with, by keys alone.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use acolhida::app::{Desk, Import};
use acolhida::domain::cecad::header::Kind;
use acolhida::domain::cecad::write::{Sheet, Variant};
use acolhida::domain::sample::{self, SampleFamily};
use acolhida::store::base::{self, Input};
use acolhida::ui::drive::Drive;
use rusqlite::Connection;

use crate::base_town::{dump, may, onward};
use crate::base_variants::variants;
use crate::desks::{PASSWORD, desk_on, monday_at_8, set_up};
use crate::shift::program;

/// A little over 20,000 people, one of whom comes today.
static TOWN: LazyLock<Vec<SampleFamily>> = LazyLock::new(|| {
    let mut town: Vec<_> = sample::families(2026, 8100).collect();
    let mut hers = sample::families(7, 40).last().unwrap();
    hers.family.code = "27182818284".into();
    hers.members.truncate(1);
    hers.members[0].name = "MARIA D SOUZA".into();
    hers.members[0].birth = Some("1987-03-14".parse().unwrap());
    hers.members[0].social = None;
    hers.members[0].cpf = Some("52998224725".into());
    town.insert(4321, hers);
    town
});

/// The city's file in that form, written to `folder`.
pub fn delivery(folder: &Path, variant: &Variant) -> PathBuf {
    let sheet = Sheet::new(Kind::Tudo, variant, may());
    let mut bytes = Vec::new();
    sheet.header(&mut bytes);
    for it in TOWN.iter() {
        sheet.family(&mut bytes, &it.family, &it.members);
    }
    let path = folder.join("tudo.csv");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The number before that name on the screen.
pub fn row_of(name: &str, screen: &str) -> u32 {
    let line = screen.lines().find(|it| it.contains(name));
    let line = line.unwrap_or_else(|| panic!("{name} is not in\n{screen}"));
    let digits = |it: char| !it.is_ascii_digit();
    line.split(digits)
        .find(|it| !it.is_empty())
        .unwrap()
        .parse()
        .unwrap()
}

/// Imports a file and tells all that the base it gave holds.
fn imported(desk: &mut Desk, folder: &Path, file: PathBuf) -> String {
    let loads = || -> BTreeSet<String> {
        let dir = std::fs::read_dir(folder.join("base"));
        let names = dir.into_iter().flatten().map(|it| it.unwrap().file_name());
        names.map(|it| it.into_string().unwrap()).collect()
    };
    let before = loads();
    let progress = &mut |it| -> ControlFlow<()> { onward(it) };
    let told = desk
        .import_cecad(&Input::Tudo(file), Import::default(), progress)
        .unwrap();
    assert!(told.stored && told.persons > 20_000, "{}", told.persons);
    assert_eq!(told.bad_lines, 0);
    let after = loads();
    let new = after
        .difference(&before)
        .find(|it| *it != "importando")
        .unwrap();
    let con = Connection::open_in_memory().unwrap();
    base::attach(&con, &folder.join("base"), new).unwrap();
    dump(&con)
}

#[test]
fn a_shift_over_twenty_thousand_people_in_whatever_form_they_came() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&home.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    let mut first = None;
    for variant in variants() {
        let file = delivery(home.path(), &variant);
        let base = imported(&mut desk, home.path(), file);
        // Not `assert_eq`: it would print 20,000 people.
        assert!(
            first.get_or_insert_with(|| base.clone()) == &base,
            "{variant:?}"
        );
    }
    let before = desk.verify().unwrap();

    let mut drive = program(desk);
    // Two fragments are many Marcelos and Márcias in a town of this size; the
    // names they are most of stand first.
    drive.keys("mar sou").shows("Maria D Souza");
    let row = row_of("Maria D Souza", &drive.screen());
    drive.keys(&row.to_string()).shows("Família do CadÚnico");
    drive.keys("<enter>").shows("Chegada");
    drive
        .keys("<enter>")
        .shows("Senha CU1, linha 1: é a próxima.");
    drive
        .keys("<F5>Sala 3<enter>")
        .shows("Chamar CU1: Maria D Souza.");
    drive.keys("<F6>").shows("CU1: em atendimento.");
    drive.keys("<F7>").shows("CU1: concluída.");

    journal_holds_five_more(&drive, before.acts);
    drive
        .keys("<ctrl+z>")
        .shows("Desfeito: atendimento concluído.");
}

/// Brought in, let in, called, begun, done: each an entry, and the rows say
/// what the entries say.
fn journal_holds_five_more(drive: &Drive, before: i64) {
    let verdict = drive.desk.verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
    assert_eq!(verdict.acts, before + 5);
}
