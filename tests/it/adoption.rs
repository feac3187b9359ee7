//! The CadÚnico base at the desk: imported, found beside our own, confirmed
//! with one key, compared line by line.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use acolhida::app::{Compared, Desk, Import, Imported, Input, Progress, Source, Veil};
use acolhida::domain::access::Role;
use acolhida::domain::cecad::header::Kind;
use acolhida::domain::cecad::write::{Sheet, Variant};
use acolhida::domain::cecad::{BaseFamily, BasePerson, Month};
use acolhida::domain::codes::Kinship;
use acolhida::domain::family::Pending;
use acolhida::domain::fault::Outcome;
use acolhida::domain::person::PersonField;
use acolhida::domain::register::{BaseEdits, Field};

use crate::desks::{desk, refusal};
use crate::families::{family_of, who};

pub const CODE: &str = "01234567890";

pub struct Town {
    pub home: tempfile::TempDir,
    pub desk: Desk,
}

fn base_person(name: &str, kinship: u32, birth: &str) -> BasePerson {
    BasePerson {
        name: name.into(),
        kinship: Some(kinship),
        birth: Some(birth.parse().unwrap()),
        sex: Some(2),
        race: Some(4),
        ..BasePerson::default()
    }
}

pub fn melos() -> (BaseFamily, Vec<BasePerson>) {
    let family = BaseFamily {
        code: CODE.into(),
        updated: "2024-03-12".parse().ok(),
        place: Some("JARDIM CANARIO".into()),
        street_kind: Some("RUA".into()),
        street: Some("DAS JABUTICABEIRAS".into()),
        number: Some("4021".into()),
        phone1: Some("79998127734".into()),
        pbf: Some(true),
        ..BaseFamily::default()
    };
    let members = vec![
        BasePerson {
            cpf: Some("11144477735".into()),
            nis: Some("12034567899".into()),
            mother: Some("CELIA MELO".into()),
            ..base_person("ANA MELO DA SILVA", 1, "1980-05-12")
        },
        base_person("BETO MELO DA SILVA", 3, "2010-01-02"),
        base_person("CAIO MELO DA SILVA", 3, "2012-03-04"),
    ];
    (family, members)
}

impl Town {
    pub fn new() -> Self {
        let mut desk = desk();
        let home = tempfile::tempdir().unwrap();
        desk.keep_loads_in(&home.path().join("base"));
        Self { home, desk }
    }

    pub fn import(
        &mut self,
        month: (i32, u32),
        families: &[(BaseFamily, Vec<BasePerson>)],
        how: Import,
    ) -> Outcome<Imported> {
        let path = extract(self.home.path(), month, families);
        let role = self.desk.session().unwrap().role;
        self.desk.sample_login(Role::CadUnico).unwrap();
        let onward = &mut |_: Progress| ControlFlow::Continue(());
        let done = self.desk.import_cecad(&Input::Tudo(path), how, onward);
        self.desk.sample_login(role).unwrap();
        done
    }

    pub fn with_melos() -> Self {
        let mut town = Self::new();
        town.import((2026, 5), &[melos()], Import::default())
            .unwrap();
        town
    }
}

/// The file of a delivery, written into `folder`.
pub fn extract(
    folder: &Path,
    month: (i32, u32),
    families: &[(BaseFamily, Vec<BasePerson>)],
) -> PathBuf {
    let path = folder.join(format!("tudo_{}_{}.csv", month.0, month.1));
    let month = Month::new(month.0, month.1).unwrap();
    let sheet = Sheet::new(Kind::Tudo, &Variant::default(), month);
    let mut bytes = Vec::new();
    sheet.header(&mut bytes);
    for (family, members) in families {
        sheet.family(&mut bytes, family, members);
    }
    std::fs::write(&path, bytes).unwrap();
    path
}

fn month_in_use(desk: &Desk) -> String {
    desk.bases().cecad.as_ref().unwrap().month.spoken()
}

fn line(compared: &Compared, field: Field) -> &acolhida::app::Differs {
    compared.rows.iter().find(|it| it.field == field).unwrap()
}

#[test]
fn a_base_is_imported_kept_and_given_back() {
    let mut town = Town::new();
    let input = Input::Tudo(town.home.path().join("nada.csv"));
    let onward = &mut |_: Progress| ControlFlow::Continue(());
    let how = Import::default();
    assert!(refusal(town.desk.import_cecad(&input, how, onward)).contains("importar"));
    let simulate = Import {
        simulate: true,
        ..how
    };
    let told = town.import((2026, 5), &[melos()], simulate).unwrap();
    assert!(!told.stored && told.persons == 3);
    assert_eq!(town.desk.bases().cecad, None);

    town.import((2026, 5), &[melos()], how).unwrap();
    assert!(refusal(town.import((2026, 4), &[melos()], how)).contains("mais antigo"));
    town.import((2026, 6), &[], how).unwrap_err();
    town.import((2026, 6), &[melos()], how).unwrap();
    assert_eq!(month_in_use(&town.desk), "06/2026");
    let previous = town.desk.previous_base().unwrap();
    assert_eq!(previous.unwrap().spoken(), "05/2026");
    town.import((2026, 7), &[melos()], how).unwrap();
    town.desk.sample_login(Role::Coordination).unwrap();
    assert_eq!(
        town.desk.restore_previous_base().unwrap().spoken(),
        "06/2026"
    );
    assert_eq!(month_in_use(&town.desk), "06/2026");
    let files = std::fs::read_dir(town.home.path().join("base")).unwrap();
    let loads = files.filter(|it| {
        let name = it.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".db")
    });
    assert_eq!(loads.count(), 2, "the current one and the one before");
    assert!(town.desk.verify().unwrap().holds());
}

#[test]
fn one_key_brings_the_family_and_nobody_is_shown_twice() {
    let mut town = Town::with_melos();
    let desk = &mut town.desk;
    let answer = desk.search("mel silva ana").unwrap();
    assert_eq!(answer.base_month.as_deref(), Some("05/2026"));
    let Source::Base { code, .. } = answer.rows[0].source.clone() else {
        panic!("the base's own line");
    };
    assert_eq!(answer.rows[0].name, "Ana Melo da Silva");
    assert_eq!(answer.rows[0].cpf, "***.444.777-**");
    let card = desk.base_family(&code).unwrap();
    assert_eq!(card.stale_months, Some(32));
    assert_eq!(card.members.len(), 3);

    let adopted = desk.adopt(&code, &BaseEdits::default()).unwrap();
    assert_eq!(adopted.left_out, []);
    let ours = desk.family_card(adopted.family).unwrap();
    assert_eq!(ours.title, "Ana Melo da Silva");
    assert_eq!(ours.members[1].kinship, Kinship::Child);
    assert_eq!(ours.cod_familiar, CODE);
    assert_eq!(ours.pbf, Some(true));
    let address = ours.address.open().unwrap().clone().unwrap();
    assert_eq!(
        address.text(),
        "Rua das Jabuticabeiras, 4021 · Jardim Canario · Aracaju/SE"
    );
    assert_eq!(ours.phones.open().unwrap()[0].text, "(79) 99812-7734");
    assert!(
        ours.pending
            .iter()
            .any(|it| matches!(it, Pending::Stale { months: 32 }))
    );
    let found = desk.search("melo").unwrap().rows;
    assert_eq!(found.len(), 3);
    assert!(
        found
            .iter()
            .all(|it| matches!(it.source, Source::Desk { .. }))
    );
    assert_eq!(desk.search("11144477735").unwrap().rows.len(), 1);
    assert!(refusal(desk.adopt(&code, &BaseEdits::default())).contains("nº 1"));
    assert_eq!(desk.undo().unwrap(), "família trazida do CadÚnico");
    assert!(desk.adopt(&code, &BaseEdits::default()).is_ok());
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn the_copy_of_the_register_is_among_the_data_held_about_a_person() {
    let mut town = Town::with_melos();
    let id = town.desk.adopt(CODE, &BaseEdits::default()).unwrap().family;
    let ana = who(&mut town.desk, id, "Ana");
    town.desk.sample_login(Role::Technician).unwrap();
    let data = town.desk.subject_data(ana).unwrap();
    let copy = data
        .sections
        .iter()
        .find(|it| it.title.starts_with("Cópia"));
    assert!(copy.unwrap().lines.iter().any(|it| it.1 == CODE));
}

#[test]
fn what_is_typed_anew_wins_and_who_left_stays_out() {
    let mut town = Town::with_melos();
    let desk = &mut town.desk;
    let rows: Vec<i64> = desk
        .base_family(CODE)
        .unwrap()
        .members
        .iter()
        .map(|it| it.row)
        .collect();
    let edits = BaseEdits {
        left_out: vec![rows[2]],
        fields: vec![(rows[0], PersonField::SocialName, "Antônia".into())],
        ..BaseEdits::default()
    };
    let id = desk.adopt(CODE, &edits).unwrap().family;
    let card = desk.family_card(id).unwrap();
    assert_eq!((card.title.as_str(), card.members.len()), ("Antônia", 2));
}

#[test]
fn whoever_is_in_a_family_of_ours_stays_there() {
    let mut town = Town::new();
    let id = town
        .desk
        .open_family(family_of(&["Beto Melo da Silva", "Rui Reis"]))
        .unwrap();
    let beto = who(&mut town.desk, id, "Beto");
    town.desk
        .edit_person(beto, &[(PersonField::Birth, "02/01/2010".into())])
        .unwrap();
    town.import((2026, 5), &[melos()], Import::default())
        .unwrap();
    let adopted = town.desk.adopt(CODE, &BaseEdits::default()).unwrap();
    assert_eq!(adopted.left_out, [("Beto Melo da Silva".to_string(), 1)]);
    assert_eq!(
        town.desk.family_card(adopted.family).unwrap().members.len(),
        2
    );
}

#[test]
fn a_newer_base_is_laid_beside_and_taken_or_left_line_by_line() {
    let mut town = Town::with_melos();
    let id = town.desk.adopt(CODE, &BaseEdits::default()).unwrap().family;
    assert_eq!(town.desk.differences(id).unwrap().unwrap().rows, []);

    let (mut family, mut members) = melos();
    family.street = Some("DO SOL".into());
    family.phone2 = Some("7931793469".into());
    family.pbf = Some(false);
    members[0].mother = Some("CELINA MELO".into());
    members[0].race = Some(1);
    members[1].kinship = Some(5);
    members.pop();
    members.push(base_person("DORA MELO DA SILVA", 3, "2025-02-02"));
    town.import((2026, 6), &[(family, members)], Import::default())
        .unwrap();

    let desk = &mut town.desk;
    let compared = desk.differences(id).unwrap().unwrap();
    let fields: Vec<&str> = compared.rows.iter().map(|it| it.label).collect();
    assert_eq!(
        fields,
        [
            "recebe Bolsa Família",
            "endereço",
            "telefone",
            "nome da mãe",
            "raça/cor",
            "parentesco",
            "membro só aqui",
            "membro só no Cadastro Único"
        ]
    );
    let race = line(&compared, Field::Person(PersonField::Race));
    assert!(race.ours.is_hidden() && race.theirs.is_hidden());
    assert_eq!(
        line(&compared, Field::Kinship).theirs,
        Veil::Open("Neto(a) ou bisneto(a)".into())
    );

    let mother = line(&compared, Field::Person(PersonField::Mother)).clone();
    desk.keep_difference(id, &mother).unwrap();
    assert!(refusal(desk.accept_difference(id, &mother)).contains("não existe mais"));
    let absent = line(&compared, Field::NotInBase).clone();
    assert!(!absent.acceptable);
    assert!(refusal(desk.accept_difference(id, &absent)).contains("saída"));
    desk.keep_difference(id, &absent).unwrap();
    for it in desk.differences(id).unwrap().unwrap().rows {
        desk.accept_difference(id, &it).unwrap();
    }
    assert_eq!(desk.differences(id).unwrap().unwrap().rows, []);
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.pbf, Some(false));
    assert_eq!(card.members.len(), 4);
    assert_eq!(card.members[0].mother, "Celia Melo", "ours was kept");
    assert_eq!(card.past_addresses.open().unwrap().len(), 1);
    assert_eq!(card.phones.open().unwrap().len(), 2);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn the_base_does_not_tell_what_the_desk_keeps_secret() {
    const CANARIES: [&str; 4] = ["Jabuticabeiras", "4021", "Canario", "7734"];
    let mut town = Town::with_melos();
    let rows: Vec<i64> = town
        .desk
        .base_family(CODE)
        .unwrap()
        .members
        .iter()
        .map(|it| it.row)
        .collect();
    // Only the mother and a child come; the rest of the register stays behind.
    let edits = BaseEdits {
        left_out: vec![rows[2]],
        ..BaseEdits::default()
    };
    let id = town.desk.adopt(CODE, &edits).unwrap().family;
    town.desk.sample_login(Role::Technician).unwrap();
    town.desk.set_secrecy(id, true).unwrap();
    for role in [Role::Reception, Role::CadUnico] {
        town.desk.sample_login(role).unwrap();
        let desk = &mut town.desk;
        let mut seen = format!("{:?}", desk.search("melo silva").unwrap().rows);
        seen += &format!("{:?}", desk.search("caio melo").unwrap().rows);
        seen += &format!("{:?}", desk.base_family(CODE).unwrap());
        seen += &format!("{:?}", desk.family_card(id).unwrap());
        seen += &format!("{:?}", desk.differences(id).unwrap());
        assert!(desk.search("caio melo").unwrap().rows.len() == 1);
        assert!(
            desk.search("998127734").unwrap().rows.is_empty(),
            "nor by phone"
        );
        for canary in CANARIES {
            assert!(!seen.contains(canary), "{role:?} sees {canary}");
        }
    }
    town.desk.sample_login(Role::Technician).unwrap();
    let seen = format!("{:?}", town.desk.base_family(CODE).unwrap());
    assert!(seen.contains("Jabuticabeiras"));
}

#[test]
fn a_base_that_vanished_leaves_the_desk_working() {
    let mut town = Town::with_melos();
    town.desk.open_family(family_of(&["Rosa Prado"])).unwrap();
    std::fs::remove_dir_all(town.home.path().join("base")).unwrap();
    let mut other = Town::new();
    std::mem::swap(&mut town.home, &mut other.home);
    town.desk.keep_loads_in(&town.home.path().join("base"));
    town.import((2026, 8), &[melos()], Import::default())
        .unwrap();
    assert_eq!(month_in_use(&town.desk), "08/2026");
    assert_eq!(town.desk.search("rosa").unwrap().rows.len(), 1);
}

#[test]
fn a_register_that_names_somebody_under_secrecy_tells_no_place_and_is_not_brought_below_tecnico() {
    let mut town = Town::new();
    // Known by name and birth only: no number of theirs is written here.
    let id = town
        .desk
        .open_family(family_of(&["Beto Melo da Silva"]))
        .unwrap();
    let beto = who(&mut town.desk, id, "Beto");
    town.desk
        .edit_person(beto, &[(PersonField::Birth, "02/01/2010".into())])
        .unwrap();
    town.desk.sample_login(Role::Technician).unwrap();
    town.desk.set_secrecy(id, true).unwrap();
    town.desk.sample_login(Role::Reception).unwrap();
    let (mut family, members) = melos();
    family.centre = Some("CREAS VIVEIRO".into());
    town.import((2026, 5), &[(family, members)], Import::default())
        .unwrap();
    let desk = &mut town.desk;
    let mut seen = format!("{:?}", desk.base_family(CODE).unwrap());
    seen += &format!("{:?}", desk.search("melo").unwrap().rows);
    seen += &format!("{:?}", desk.search("99812-7734").unwrap().rows);
    for hidden in ["Jabuticabeiras", "4021", "Canario", "VIVEIRO"] {
        assert!(!seen.contains(hidden), "{hidden}: {seen}");
    }
    assert!(refusal(desk.adopt(CODE, &BaseEdits::default())).contains("Há sigilo"));

    desk.sample_login(Role::Technician).unwrap();
    let brought = desk.adopt(CODE, &BaseEdits::default()).unwrap();
    assert_eq!(brought.left_out.len(), 1);
    desk.sample_login(Role::Reception).unwrap();
    let card = desk.family_card(brought.family).unwrap();
    assert!(card.secret && card.address.is_hidden());
    let compared = desk.differences(brought.family).unwrap().unwrap();
    assert!(!format!("{compared:?}").contains("Jabuticabeiras"));
}
