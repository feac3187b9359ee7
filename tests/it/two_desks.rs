//! Two desks on one file: what one takes away is gone at the other at once, and
//! what both do at the same time happens once.

use std::path::{Path, PathBuf};

use acolhida::app::{Desk, StaffData};
use acolhida::domain::access::Role;
use acolhida::domain::codes::Kinship;
use acolhida::domain::family::{NewMember, NewPhone};
use acolhida::domain::person::{PersonFacts, Who};
use acolhida::ui::drive::Drive;
use rusqlite::Connection;

use crate::desks::{PASSWORD, desk_on, monday_at_8, refusal, says, set_up, unit};
use crate::families::family_of;
use crate::shift::program;

const JOAO: &str = "minha vó faz bolo";

pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("unidade.db")
    }

    fn desk(&self) -> Desk {
        desk_on(&self.file(), monday_at_8())
    }

    /// Rosa's desk and João's, who has the role.
    pub fn rosa_and_joao(&self, role: Role) -> (Desk, Desk) {
        let mut rosa = self.desk();
        rosa.set_up(&set_up()).unwrap();
        rosa.log_in("rosa", PASSWORD).unwrap();
        let first = rosa.add_staff(&joao(role)).unwrap();
        let mut desk = self.desk();
        desk.log_in("joao", &first).unwrap();
        assert!(refusal(desk.line()).contains("provisória"));
        desk.change_password(&first, JOAO).unwrap();
        (rosa, desk)
    }
}

fn joao(role: Role) -> StaffData {
    StaffData {
        login: "joao".into(),
        name: "João Canário".into(),
        role,
        registration: String::new(),
        handles: Vec::new(),
    }
}

pub fn count(file: &Path, sql: &str) -> i64 {
    let con = Connection::open(file).unwrap();
    con.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn whoever_loses_the_role_or_the_key_loses_it_while_working() {
    let place = Place::new();
    let (mut rosa, mut desk) = place.rosa_and_joao(Role::Technician);
    let id = rosa
        .team()
        .unwrap()
        .into_iter()
        .find(|it| it.login == "joao")
        .unwrap()
        .id;
    desk.line().unwrap();

    rosa.change_staff(id, &joao(Role::Reception), true).unwrap();
    assert!(refusal(desk.line()).contains("perfil acaba de mudar"));
    assert!(refusal(desk.undo()).contains("perfil acaba de mudar"));
    // Told that another desk wrote, it goes on in the new role.
    assert!(desk.others_wrote().unwrap());
    desk.line().unwrap();
    assert_eq!(desk.session().unwrap().role, Role::Reception);

    rosa.change_staff(id, &joao(Role::Reception), false)
        .unwrap();
    let ana = says(&rosa, "Ana", "CU-ATU");
    assert!(refusal(desk.arrive(&ana)).contains("retirada pela coordenação"));
    assert!(desk.others_wrote().unwrap());
    assert!(refusal(desk.line()).contains("retirada pela coordenação"));
    assert!(refusal(desk.unlock(JOAO)).contains("não conferem"));

    rosa.change_staff(id, &joao(Role::Reception), true).unwrap();
    desk.unlock(JOAO).unwrap();
    rosa.reset_password(id).unwrap();
    assert!(refusal(desk.line()).contains("provisória"));
}

#[test]
fn a_unit_is_set_up_once_even_by_two_at_a_time() {
    let place = Place::new();
    let (mut one, mut two) = (place.desk(), place.desk());
    one.set_up(&set_up()).unwrap();
    assert!(refusal(two.set_up(&set_up())).contains("Outra mesa acabou"));
    assert_eq!(two.unit(), one.unit());
    two.log_in("rosa", PASSWORD).unwrap();
    for table in ["station", "unit", "staff"] {
        let rows = count(&place.file(), &format!("SELECT count(*) FROM {table}"));
        assert_eq!(rows, 1, "{table}");
    }
    assert!(two.verify().unwrap().holds());
}

#[test]
fn guesses_at_two_desks_add_up_and_a_password_typed_as_a_name_is_not_kept() {
    let place = Place::new();
    let mut one = place.desk();
    one.set_up(&set_up()).unwrap();
    let mut two = place.desk();
    for _ in 0..2 {
        assert!(refusal(one.log_in("rosa", "errada")).contains("não conferem"));
        assert!(refusal(two.log_in("rosa", "errada")).contains("não conferem"));
    }
    assert!(refusal(one.log_in("rosa", PASSWORD)).contains("Espere"));
    assert!(refusal(two.log_in(PASSWORD, "rosa")).contains("não conferem"));
    let kept = count(&place.file(), "SELECT count(*) FROM login_try");
    assert_eq!(kept, 1);
    let told = "SELECT count(*) FROM access_log WHERE action = 'login_refused'";
    assert_eq!(count(&place.file(), told), 5);
    let whose = format!("{told} AND subject IS NOT NULL");
    assert_eq!(count(&place.file(), &whose), 4);
}

#[test]
fn each_change_of_password_is_in_the_journal_without_its_hash() {
    let place = Place::new();
    let (rosa, mut desk) = place.rosa_and_joao(Role::Reception);
    let told = "SELECT count(*) FROM journal WHERE act = 'staff.password'";
    assert_eq!(count(&place.file(), told), 1);
    desk.change_password(JOAO, "bolo de macaxeira").unwrap();
    assert_eq!(count(&place.file(), told), 2);
    let hashes = "SELECT count(*) FROM journal WHERE change LIKE '%argon2%'";
    assert_eq!(count(&place.file(), hashes), 0);
    assert!(rosa.verify().unwrap().holds());
}

#[test]
fn a_phone_added_at_each_desk_is_two_phones() {
    let place = Place::new();
    let (mut rosa, mut joao) = place.rosa_and_joao(Role::Reception);
    let id = rosa.open_family(family_of(&["Ana Melo"])).unwrap();
    let before = rosa.family_card(id).unwrap().phones.open().unwrap().len();
    rosa.add_phone(id, &NewPhone::new("7931790001")).unwrap();
    joao.add_phone(id, &NewPhone::new("7931790002")).unwrap();
    let after = rosa.family_card(id).unwrap().phones.open().unwrap().len();
    assert_eq!(after, before + 2);
}

#[test]
fn what_another_desk_built_upon_is_not_undone_under_it() {
    let place = Place::new();
    let (mut rosa, mut joao) = place.rosa_and_joao(Role::Reception);
    let id = rosa.open_family(family_of(&["Ana Melo"])).unwrap();
    let beto = NewMember::new(
        Who::New(Box::new(PersonFacts::named("Beto Melo"))),
        Kinship::Child,
    );
    joao.add_member(id, &beto).unwrap();
    let why = refusal(rosa.undo());
    assert!(why.contains("já tem gente"), "{why}");
    assert!(!why.contains("de novo"), "nothing before it: {why}");
    assert!(refusal(rosa.undo()).contains("Não há mais nada"));
    assert_eq!(rosa.family_card(id).unwrap().members.len(), 2);
    joao.undo().unwrap();
    rosa.undo().unwrap();
    assert!(refusal(rosa.family_card(id)).contains("não está mais"));
    assert!(rosa.verify().unwrap().holds());
}

#[test]
fn the_one_who_called_attended_even_if_another_desk_closes_it() {
    let place = Place::new();
    let (mut rosa, mut joao) = place.rosa_and_joao(Role::Reception);
    joao.set_seat("Guichê 2").unwrap();
    let ana = rosa.arrive(&says(&rosa, "Ana", "CU-ATU")).unwrap().id;
    joao.call(ana).unwrap();
    joao.start(ana).unwrap();
    rosa.finish(ana).unwrap();
    let row = rosa.line().unwrap().rows.remove(0);
    assert_eq!(
        (row.attendant.as_str(), row.seat.as_str()),
        ("João Canário", "Guichê 2")
    );
}

/// Rosa at the screen over a town with two Souzas, and João at his desk.
fn two_souzas(place: &Place) -> (Drive, Desk) {
    let (mut rosa, joao) = place.rosa_and_joao(Role::Reception);
    for name in ["Maria de Souza", "Maria Souza Zuca"] {
        let mut family = family_of(&[name]);
        if let Who::New(person) = &mut family.members[0].who {
            person.cpf = if name.ends_with("Souza") {
                "52998224725".into()
            } else {
                String::new()
            };
        }
        rosa.open_family(family).unwrap();
    }
    (program(rosa), joao)
}

fn writes(joao: &mut Desk) {
    let ana = says(joao, "Ana", "CU-ATU");
    joao.arrive(&ana).unwrap();
}

#[test]
fn a_row_typed_ahead_is_taken_although_the_other_desk_writes_meanwhile() {
    let place = Place::new();
    let (mut rosa, mut joao) = two_souzas(&place);
    writes(&mut joao);
    rosa.hold().others_wrote().keys("mar sou1<enter>");
    rosa.release().shows("linha 2: 1 pessoa antes.");
}

#[test]
fn the_marked_row_stays_marked_when_the_other_desk_writes() {
    let place = Place::new();
    let (mut rosa, mut joao) = two_souzas(&place);
    rosa.keys("mar sou<down>");
    writes(&mut joao);
    rosa.others_wrote().keys("<enter><enter>");
    rosa.shows("2 CU2 Maria Souza Zuca");
}

#[test]
fn a_sheet_that_was_closed_does_not_open_because_the_other_desk_writes() {
    for typed in ["mar sou1", "52998224725"] {
        let place = Place::new();
        let (mut rosa, mut joao) = two_souzas(&place);
        rosa.keys(typed).shows("Chegada").keys("<esc>");
        writes(&mut joao);
        rosa.others_wrote().hides("Chegada");
        // Nor when it was open while he wrote.
        rosa.keys("<enter>").shows("Chegada");
        joao.call_next().unwrap();
        rosa.others_wrote().keys("<esc>").hides("Chegada");
    }
}

#[test]
fn an_undone_change_of_the_unit_is_seen_at_both_desks() {
    let place = Place::new();
    let (mut rosa, mut joao) = place.rosa_and_joao(Role::Reception);
    let before = rosa.unit().unwrap().clone();
    let mut changed = unit();
    changed.name = "CRAS Vagalume".into();
    rosa.change_unit(&changed).unwrap();
    joao.others_wrote().unwrap();
    assert_eq!(joao.unit().unwrap().name, "CRAS Vagalume");
    rosa.undo().unwrap();
    assert_eq!(rosa.unit(), Some(&before));
    joao.others_wrote().unwrap();
    assert_eq!(joao.unit(), Some(&before));
}

#[test]
fn an_act_that_stays_does_not_hold_up_the_one_before() {
    let place = Place::new();
    let (mut rosa, mut joao) = place.rosa_and_joao(Role::Reception);
    let id = rosa.open_family(family_of(&["Ana Melo"])).unwrap();
    rosa.add_phone(id, &NewPhone::new("7931790001")).unwrap();
    let bia = rosa.arrive(&says(&rosa, "Bia", "CU-ATU")).unwrap().id;
    joao.set_seat("Guichê 2").unwrap();
    joao.call(bia).unwrap();

    let why = refusal(rosa.undo());
    assert_eq!(
        why,
        "«chegada» fica: já foi mudado depois, aqui ou em outra mesa. Ctrl+Z de novo desfaz o \
         anterior: telefones."
    );
    assert_eq!(rosa.undo(), Ok("telefones"));
    assert_eq!(rosa.undo(), Ok("cadastro de família"));
    assert!(refusal(rosa.undo()).contains("Não há mais nada"));
    // Somebody wrote: what stayed may be free again.
    joao.undo().unwrap();
    assert_eq!(rosa.undo(), Ok("chegada"));
    assert!(rosa.verify().unwrap().holds());
}
