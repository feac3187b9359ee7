//! The first day of a unit, and the door.

use acolhida::app::{Clock, Desk, Entered, Ids, SetUp, StaffData};
use acolhida::domain::access::Role;
use acolhida::domain::fault::Failure;

use crate::desks::{PASSWORD, desk, desk_on, later, monday_at_8, refusal, set_up};

#[test]
fn the_first_start_asks_what_is_missing_at_its_field() {
    let mut desk = Desk::in_memory(Clock::held(monday_at_8()), Ids::Seeded(1)).unwrap();
    let check = |desk: &mut Desk, it: SetUp, field: &str| match desk.set_up(&it) {
        Err(Failure::Refused(why)) => assert_eq!(why.field, Some(field), "{}", why.text),
        other => panic!("{other:?}"),
    };
    let mut it = set_up();
    it.unit.name = " ".into();
    check(&mut desk, it, "unidade");
    let mut it = set_up();
    it.unit.uf = "Sergipe".into();
    check(&mut desk, it, "uf");
    let mut it = set_up();
    it.login = "Rosa Menezes".into();
    check(&mut desk, it, "login");
    let mut it = set_up();
    it.password = "12345678".into();
    check(&mut desk, it, "senha");
    assert!(!desk.is_set_up());
    desk.set_up(&set_up()).unwrap();
    assert!(refusal(desk.set_up(&set_up())).contains("já está configurada"));
}

#[test]
fn wrong_tries_wait_longer_and_the_answer_tells_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    let wrong = refusal(desk.log_in("rosa", "errada"));
    assert_eq!(refusal(desk.log_in("ninguem", "errada")), wrong);
    desk.log_in("rosa", "errada").unwrap_err();
    desk.log_in("rosa", "errada").unwrap_err();
    desk.log_in("rosa", "errada").unwrap_err();
    assert!(refusal(desk.log_in("rosa", PASSWORD)).contains("Espere"));
    let clock = desk.clock().clone();
    later(&clock, 1);
    assert_eq!(desk.log_in("rosa", PASSWORD).unwrap(), Entered::Working);
    desk.log_out();
    assert!(refusal(desk.line()).contains("Entre com seu nome"));
}

#[test]
fn a_new_colleague_enters_once_with_the_drawn_password() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    let joao = StaffData {
        login: "joao".into(),
        name: "João Canário".into(),
        role: Role::Reception,
        registration: String::new(),
        handles: Vec::new(),
    };
    let first = desk.add_staff(&joao).unwrap();
    assert!(refusal(desk.add_staff(&joao)).contains("Já existe"));
    assert_eq!(
        desk.log_in("joao", &first).unwrap(),
        Entered::MustChangePassword
    );
    assert!(refusal(desk.add_staff(&joao)).contains("não pode"));
    desk.change_password(&first, "minha vó faz bolo").unwrap();
    assert_eq!(
        desk.log_in("joao", "minha vó faz bolo").unwrap(),
        Entered::Working
    );
    assert!(refusal(desk.log_in("joao", &first)).contains("não conferem"));
}

#[test]
fn somebody_always_coordinates() {
    let mut desk = desk();
    desk.sample_login(Role::Coordination).unwrap();
    let rosa = desk
        .team()
        .unwrap()
        .into_iter()
        .find(|it| it.login == "rosa")
        .unwrap();
    let data = StaffData {
        login: rosa.login.clone(),
        name: rosa.name.clone(),
        role: Role::Reception,
        registration: String::new(),
        handles: Vec::new(),
    };
    assert!(refusal(desk.change_staff(rosa.id, &data, true)).contains("continuar na coordenação"));
}

#[test]
fn the_sample_door_is_closed_on_a_real_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    assert!(refusal(desk.sample_login(Role::Coordination)).contains("Só a demonstração"));
}

#[test]
fn every_field_of_the_house_has_an_end() {
    let long = "á".repeat(10_000);
    let mut fresh = Desk::in_memory(Clock::held(monday_at_8()), Ids::Seeded(1)).unwrap();
    let mut it = set_up();
    it.unit.address.clone_from(&long);
    assert!(refusal(fresh.set_up(&it)).contains("letras"));
    let mut it = set_up();
    it.unit.name = "CRAS\u{1b}[31m \u{202e}Jurubeba".into();
    fresh.set_up(&it).unwrap();
    assert_eq!(fresh.unit().unwrap().name, "CRAS[31m Jurubeba");

    let mut desk = desk();
    desk.sample_login(Role::Coordination).unwrap();
    let joao = |name: &str, registration: &str, group: &str| StaffData {
        login: "joao".into(),
        name: name.into(),
        role: Role::Reception,
        registration: registration.into(),
        handles: vec![group.into()],
    };
    for (it, field) in [
        (joao(&long, "", "CU"), "nome"),
        (joao("João", &long, "CU"), "registro"),
        (joao("João", "", &long), "grupos"),
    ] {
        match desk.add_staff(&it) {
            Err(Failure::Refused(why)) => assert_eq!(why.field, Some(field)),
            other => panic!("{other:?}"),
        }
    }
    use acolhida::domain::unit::Setting;
    for setting in Setting::ALL {
        assert!(desk.change_setting(*setting, &long).is_err(), "{setting:?}");
        assert!(
            desk.change_setting(*setting, "99999999999999999999")
                .is_err()
                || matches!(setting, Setting::PrinterTarget | Setting::DefaultDemand)
        );
    }
    assert!(desk.save_district(None, &long, desk.today(), None).is_err());
}
