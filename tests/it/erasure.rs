//! What LGPD lets a person have taken away is taken away: out of the rows, the
//! journal, the index, the drafts, the printed pages and the corners of the
//! file. What is left still verifies.

use std::collections::BTreeMap;
use std::path::Path;

use acolhida::app::{Arrival, Booking, Comer, Desk};
use acolhida::domain::access::{Right, Role};
use acolhida::domain::codes::{Disability, DocKind, Kinship, Race};
use acolhida::domain::family::{Family, NewPhone};
use acolhida::domain::id::Id;
use acolhida::domain::person::{DocumentFacts, Person, PersonFacts, PersonField};

use crate::agenda::desks::{booked, booking, give_hours_as_coordination};
use crate::desks::{PASSWORD, desk, desk_on, monday_at_8, refusal, says, set_up};
use crate::families::{family_of, member, person, who};

/// In no byte of any file afterwards: parts of words, because an index writes
/// only how a word differs from the one before.
const CANARIES: [&str; 7] = [
    "ulmir",
    "anhaç",
    "anhac",
    "1144477735",
    "2034567899",
    "98127734",
    "abuticab",
];
const WHY: &str = "ofício 12/2026";

fn zulmira() -> PersonFacts {
    PersonFacts {
        cpf: "11144477735".into(),
        nis: "12034567899".into(),
        social_name: "Zulmira Sanhaço".into(),
        disability: vec![Disability::Blind],
        race: Some(Race::Black),
        ..person("Zulmiro Sanhaço", "1990-05-12")
    }
}

fn rosas(folder: &Path) -> Desk {
    let mut desk = desk_on(&folder.join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    desk
}

/// Zulmira, alone, with everything that can be known of somebody.
fn lives(desk: &mut Desk) -> (Id<Family>, Id<Person>) {
    let mut family = family_of(&["x"]);
    family.members = vec![member(zulmira(), Kinship::Reference)];
    let home = desk.open_family(family).unwrap();
    let id = who(desk, home, "Zulmira");
    let paper = DocumentFacts::new(DocKind::Rg, "98127734");
    desk.add_document(id, paper).unwrap();
    let fields = [(PersonField::Mother, "Célia Sanhaço".to_string())];
    desk.edit_person(id, &fields).unwrap();
    let it = Arrival {
        who: Comer::Registered {
            person: id,
            family: Some(home),
        },
        ..says(desk, "x", "CU-ATU")
    };
    let ticket = desk.arrive(&it).unwrap().id;
    desk.set_seat("Guichê 1").unwrap();
    desk.call(ticket).unwrap();
    desk.miss_papers(ticket, "RG da Zulmira").unwrap();
    desk.come_back(ticket).unwrap();
    desk.call(ticket).unwrap();
    desk.start(ticket).unwrap();
    desk.finish(ticket).unwrap();
    (home, id)
}

fn traces(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
            for canary in CANARIES {
                let needle = canary.as_bytes();
                if bytes.windows(needle.len()).any(|it| it == needle) {
                    out.push(format!("{}: {canary}", path.display()));
                }
            }
        }
    }
    out
}

#[test]
fn whoever_is_erased_is_in_no_byte_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = rosas(folder.path());
    desk.open_family(family_of_others()).unwrap();
    let (home, id) = lives(&mut desk);
    let draft = BTreeMap::from([("nome".to_string(), "Zulmira Sanhaço".to_string())]);
    desk.keep_draft("pessoa", &draft).unwrap();
    desk.print_subject(id).unwrap();
    assert!(!traces(folder.path()).is_empty());

    let counted = desk.erase_subject(id, WHY, true).unwrap();
    assert!(!counted.done && counted.families == [2] && counted.acts > 5);
    assert_eq!(
        (counted.documents, counted.phones, counted.addresses),
        (1, 1, 1)
    );
    assert_eq!(
        (counted.tickets, counted.pages),
        (1, 2),
        "a text and its sheet"
    );
    assert!(desk.family_card(home).is_ok(), "only counted");

    let done = desk.erase_subject(id, WHY, false).unwrap();
    assert_eq!((done.done, done.acts), (true, counted.acts));
    assert_eq!(traces(folder.path()), [""; 0]);
    assert!(refusal(desk.family_card(home)).contains("não está mais"));
    assert!(desk.search("zulmira").unwrap().rows.is_empty());
    assert!(desk.search("11144477735").unwrap().rows.is_empty());
    // The service still counts, and the chain still holds.
    let row = desk.line().unwrap().rows.remove(0);
    assert_eq!(row.name, "(dados eliminados)");
    let verdict = desk.verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
    assert!(desk.back_up(None).unwrap().verdict.holds());
    let told = desk.accesses(desk.today()).unwrap();
    let it = told.iter().find(|it| it.action == "eliminou os dados");
    assert_eq!(it.unwrap().what, format!("pessoa: {WHY}"));
    // What is emptied is not offered to the undo key.
    while desk.undo().is_ok() {}
    assert!(desk.verify().unwrap().holds());
    drop(desk);
    assert_eq!(traces(folder.path()), [""; 0]);
}

fn family_of_others() -> acolhida::domain::family::NewFamily {
    let mut family = family_of(&["Ana Melo", "Beto Melo"]);
    family.address.street = "Rua do Sol".into();
    family.address.reference = "perto da feira".into();
    family.phones = vec![NewPhone::new("7931790001")];
    family
}

#[test]
fn those_who_lived_with_them_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = rosas(folder.path());
    // All of one act: what is said of Ana goes from it too, and is said anew.
    let mut family = family_of_others();
    family.members.push(member(zulmira(), Kinship::Grandchild));
    let home = desk.open_family(family).unwrap();
    let id = who(&mut desk, home, "Zulmira");
    let ana = who(&mut desk, home, "Ana");
    let mother = [(PersonField::Mother, "Celina".to_string())];
    desk.edit_person(ana, &mother).unwrap();
    desk.erase_subject(id, WHY, false).unwrap();
    assert_eq!(traces(folder.path()), [""; 0]);
    let card = desk.family_card(home).unwrap();
    let names: Vec<&str> = card.members.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ana Melo", "Beto Melo"]);
    assert_eq!(card.members[0].mother, "Celina");
    assert_eq!(card.phones.open().unwrap().len(), 1);
    let address = card.address.open().unwrap().as_ref().unwrap();
    assert_eq!(address.street, "Rua do Sol");
    let history = desk.family_history(home).unwrap();
    assert!(history.iter().any(|it| it.field.contains("mãe")));
    assert!(
        history.iter().all(|it| it.old != it.new),
        "told anew is no correction: {history:?}"
    );
    let verdict = desk.verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
    // Ana can still be corrected, and the correction undone.
    let mother = [(PersonField::Mother, "Cecília".to_string())];
    desk.edit_person(ana, &mother).unwrap();
    desk.undo().unwrap();
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn only_the_coordination_erases_and_only_when_nothing_hangs_on_it() {
    let mut desk = desk();
    let home = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let (ana, beto) = (who(&mut desk, home, "Ana"), who(&mut desk, home, "Beto"));
    for role in Role::ALL.into_iter().filter(|it| !it.may(Right::Erase)) {
        desk.sample_login(role).unwrap();
        for rehearse in [true, false] {
            assert!(refusal(desk.erase_subject(beto, WHY, rehearse)).contains("eliminar"));
        }
    }
    desk.sample_login(Role::Coordination).unwrap();
    assert!(refusal(desk.erase_subject(beto, " ", false)).contains("motivo"));
    assert!(refusal(desk.erase_subject(beto, "pedido do Beto", false)).contains("sem o nome"));
    assert!(refusal(desk.erase_subject(ana, WHY, false)).contains("pessoa de referência"));
    let it = Arrival {
        who: Comer::Registered {
            person: beto,
            family: Some(home),
        },
        ..says(&desk, "x", "CU-ATU")
    };
    let ticket = desk.arrive(&it).unwrap().id;
    assert!(refusal(desk.erase_subject(beto, WHY, false)).contains("na fila de hoje"));
    desk.give_up(ticket).unwrap();
    desk.erase_subject(beto, WHY, false).unwrap();
    assert_eq!(desk.family_card(home).unwrap().members.len(), 1);
    // Now she is alone, and the Prontuário goes with her.
    desk.erase_subject(ana, WHY, false).unwrap();
    assert!(refusal(desk.family_card(home)).contains("não está mais"));
    assert!(desk.verify().unwrap().holds());
}

/// Somebody adds a table, and the person stays in it.
#[test]
fn each_table_that_names_a_person_is_reached() {
    let folder = tempfile::tempdir().unwrap();
    drop(rosas(folder.path()));
    let con = rusqlite::Connection::open(folder.path().join("unidade.db")).unwrap();
    let mut named = con
        .prepare(
            "SELECT it.name FROM sqlite_schema AS it, pragma_table_info(it.name) AS of
             WHERE it.type = 'table' AND of.name = 'person' ORDER BY 1",
        )
        .unwrap();
    let named = named.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for table in named {
        let table = table.unwrap();
        // Who came along: a row of two ids, which name nobody once blanked.
        let known = table == "ticket_person"
            || acolhida::store::erase::OF_PERSON
                .iter()
                .any(|it| it.0 == table);
        assert!(known, "{table}: what becomes of it in an erasure?");
    }
}

#[test]
fn whoever_is_booked_is_erased_with_their_phone_once_nothing_is_ahead() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = rosas(folder.path());
    for role in [Role::CadUnico, Role::Technician] {
        desk.add_staff(&acolhida::app::StaffData {
            login: role.code().into(),
            name: format!("Pessoa {}", role.code()),
            role,
            registration: String::new(),
            handles: Vec::new(),
        })
        .unwrap();
    }
    give_hours_as_coordination(&mut desk);
    let (home, id) = lives(&mut desk);
    let it = Booking {
        who: Comer::Registered {
            person: id,
            family: Some(home),
        },
        phone: "79998127734".into(),
        ..booking(&desk, "x", "2026-11-24", "8")
    };
    let made = booked(&mut desk, &it);
    assert!(refusal(desk.erase_subject(id, WHY, false)).contains("horário marcado"));
    desk.cancel_appointment(made.id).unwrap();
    let done = desk.erase_subject(id, WHY, false).unwrap();
    assert_eq!(done.appointments, 1);
    assert_eq!(traces(folder.path()), [""; 0]);
    let verdict = desk.verify().unwrap();
    assert!(verdict.holds(), "{:?}", verdict.checks);
}

#[test]
fn printed_pages_go_when_their_term_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = rosas(folder.path());
    let ana = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap().id;
    desk.print_ticket(ana, false).unwrap();
    let printed = folder.path().join("impressos");
    std::fs::write(printed.join("recado.txt"), "de outra pessoa").unwrap();
    let count = || std::fs::read_dir(&printed).unwrap().count();
    let on = |desk: &Desk, days: i64| {
        desk.clock()
            .set(monday_at_8() + chrono::Duration::days(days));
    };
    on(&desk, 30);
    assert_eq!(desk.purge_pages(true).unwrap().pages, 0);
    on(&desk, 31);
    let counted = desk.purge_pages(true).unwrap();
    assert_eq!((counted.pages, counted.done, count()), (1, false, 2));
    desk.change_setting(acolhida::domain::unit::Setting::PagesDays, "0")
        .unwrap();
    desk.purge_in_passing();
    assert_eq!(count(), 2, "kept for ever");
    desk.change_setting(acolhida::domain::unit::Setting::PagesDays, "30")
        .unwrap();
    desk.purge_in_passing();
    assert_eq!(count(), 1, "what this program did not print stays");
    desk.log_out();
    assert!(desk.purge_pages(false).is_err());
}
