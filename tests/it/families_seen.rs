//! What each role sees of a family, what corrections and looks leave behind.

use acolhida::app::{Comer, Veil};
use acolhida::domain::access::Role;
use acolhida::domain::codes::{Disability, Kinship, Race};
use acolhida::domain::date::Birth;
use acolhida::domain::family::{AddressFacts, FamilyField, NewPhone};
use acolhida::domain::person::{PersonFacts, PersonField};

use crate::desks::{demand, desk, later, refusal, says};
use crate::families::{edit, family_of, member, person, who};

#[test]
fn the_counter_sees_masks_and_writes_what_it_will_not_see() {
    let mut desk = desk();
    let mut new = family_of(&["Ana Melo"]);
    let facts = PersonFacts {
        cpf: "11144477735".into(),
        nis: "12034567899".into(),
        race: Some(Race::Brown),
        disability: vec![Disability::Autism],
        ..person("Ana Melo", "1990-05-12")
    };
    new.members = vec![member(facts, Kinship::Reference)];
    let id = desk.open_family(new).unwrap();
    let card = desk.family_card(id).unwrap();
    let ana = card.members[0].person;
    assert_eq!(card.members[0].cpf, "***.444.777-**");
    assert!(card.members[0].race.is_hidden() && card.members[0].disability.is_hidden());
    let form = desk.person_card(ana).unwrap();
    assert!(form.numbers_masked && form.sensitive_hidden);
    assert_eq!((form.facts.race, form.facts.disability.len()), (None, 0));
    assert!(refusal(edit(&mut desk, ana, PersonField::Race, "1")).contains("preenchido"));
    assert_eq!(desk.reveal(ana).unwrap().cpf, "11144477735");
    let told = format!("{:?}", desk.person_history(ana).unwrap());
    assert!(!told.contains("Parda") && !told.contains("11144477735"));

    desk.sample_login(Role::Technician).unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.members[0].cpf, "111.444.777-35");
    assert_eq!(card.members[0].race, Veil::Open(Some(Race::Brown)));
    desk.sample_login(Role::Coordination).unwrap();
    let looks = desk.who_opened(id).unwrap();
    assert!(looks.iter().any(|it| it.action == "revelou CPF/NIS"));
    for role in [Role::Instructor, Role::Management] {
        desk.sample_login(role).unwrap();
        assert!(refusal(desk.family_card(id)).contains("ver famílias"));
        assert!(refusal(desk.search_desk("ana")).contains("ver famílias"));
        assert!(refusal(desk.reveal(ana)).contains("CPF"));
        assert!(desk.open_family(family_of(&["X"])).is_err());
    }
}

#[test]
fn a_family_under_secrecy_leaves_no_trace_of_its_place_at_the_counter() {
    const CANARIES: [&str; 7] = [
        "Jabuticabeiras",
        "4021",
        "Canário",
        "Sanhaço",
        "7734",
        "Travessa",
        "Vagalume",
    ];
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let community = (FamilyField::Community, "Vila Vagalume".to_string());
    desk.edit_family(id, std::slice::from_ref(&community))
        .unwrap();
    let street = AddressFacts {
        street: "Travessa X".into(),
        ..AddressFacts::default()
    };
    desk.change_address(id, &street, None).unwrap();
    assert!(refusal(desk.set_secrecy(id, true)).contains("sigilo"));
    desk.sample_login(Role::Technician).unwrap();
    desk.set_secrecy(id, true).unwrap();
    let seen = format!("{:?}", desk.family_card(id).unwrap());
    assert!(
        CANARIES.iter().all(|it| seen.contains(it)),
        "the técnico sees all"
    );

    for role in [Role::Reception, Role::CadUnico] {
        desk.sample_login(role).unwrap();
        let ana = who(&mut desk, id, "Ana");
        let mut seen = format!("{:?}", desk.family_card(id).unwrap());
        seen += &format!("{:?}", desk.family_history(id).unwrap());
        seen += &format!("{:?}", desk.person_card(ana).unwrap());
        seen += &format!("{:?}", desk.person_history(ana).unwrap());
        seen += &format!("{:?}", desk.search_desk("ana melo").unwrap().rows);
        seen += &format!("{:?}", desk.search_desk("12051990").unwrap().rows);
        seen += &format!("{:?}", desk.search_desk("1").unwrap().rows);
        let suspects = desk.suspects("Ana Melo", Birth::Unknown, "", "").unwrap();
        seen += &format!("{suspects:?}");
        for canary in CANARIES {
            assert!(!seen.contains(canary), "{role:?} sees {canary}");
        }
        assert!(!desk.search_desk("ana melo").unwrap().rows.is_empty());
        assert!(
            desk.search_desk("99812-7734").unwrap().rows.is_empty(),
            "nor by phone"
        );
        assert!(refusal(desk.change_address(id, &street, None)).contains("sigilo"));
        assert!(refusal(desk.correct_address(id, &street)).contains("sigilo"));
        assert!(refusal(desk.add_phone(id, &NewPhone::new("99999-0000"))).contains("sigilo"));
        assert!(refusal(desk.edit_family(id, std::slice::from_ref(&community))).contains("sigilo"));
    }
}

#[test]
fn the_card_tells_who_usually_comes_and_hides_a_reserved_matter() {
    let mut desk = desk();
    let clock = desk.clock().clone();
    let id = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let (ana, beto) = (who(&mut desk, id, "Ana"), who(&mut desk, id, "Beto"));
    for (at, person) in [beto, ana, beto].into_iter().enumerate() {
        let mut it = says(&desk, "", "CU-ATU");
        it.who = Comer::Registered {
            person,
            family: Some(id),
        };
        it.reserved = at == 2;
        if it.reserved {
            it.demands = vec![demand(&desk, "CU-ATU")];
        }
        let ticket = desk.arrive(&it).unwrap().id;
        if it.reserved {
            desk.sample_login(Role::Technician).unwrap();
        }
        desk.call(ticket).unwrap();
        desk.finish(ticket).unwrap();
        desk.sample_login(Role::Reception).unwrap();
        later(&clock, 24 * 60);
    }
    let card = desk.family_card(id).unwrap();
    let (usual, name, times) = card.usual_visitor.unwrap();
    assert_eq!((usual, name.as_str(), times), (beto, "Beto Melo", 2));
    assert_eq!(card.visits.len(), 3);
    assert!(
        card.visits[0].demands.is_hidden(),
        "the newest was reserved"
    );
    assert!(
        card.visits[1]
            .demands
            .open()
            .is_some_and(|it| !it.is_empty())
    );
    desk.sample_login(Role::Technician).unwrap();
    assert!(!desk.family_card(id).unwrap().visits[0].demands.is_hidden());
}

#[test]
fn corrections_say_who_changed_what_and_opening_is_logged_once_a_minute() {
    let mut desk = desk();
    let id = desk.open_family(family_of(&["Ana Melo"])).unwrap();
    let ana = who(&mut desk, id, "Ana");
    edit(&mut desk, ana, PersonField::Mother, "Célia Melo").unwrap();
    edit(&mut desk, ana, PersonField::Mother, "Celina Melo").unwrap();
    let all = desk.person_history(ana).unwrap();
    assert_eq!(all[0].field, "nome da mãe");
    assert_eq!(all[0].old, Veil::Open("Célia Melo".into()));
    assert_eq!(all[0].new, Veil::Open("Celina Melo".into()));
    assert_eq!(
        (all[0].who.as_str(), all[0].whose.as_str()),
        ("Pessoa recepcao", "Ana Melo")
    );
    let all = desk.family_history(id).unwrap();
    assert!(all.iter().any(|it| it.field == "novo endereço"));

    let clock = desk.clock().clone();
    for _ in 0..5 {
        desk.family_card(id).unwrap();
    }
    later(&clock, 2);
    desk.family_card(id).unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    let looks = desk.who_opened(id).unwrap();
    let opened = looks
        .iter()
        .filter(|it| it.subject == *id.bytes() && it.action == "abriu");
    // Opening the card and its history are two looks in the first minute.
    let opened = opened.count();
    assert!(opened <= 3);
    // A clock that went back is no reason to stop noting.
    later(&clock, -10 * 365 * 24 * 60);
    desk.family_card(id).unwrap();
    let looks = desk.who_opened(id).unwrap();
    let again = looks
        .iter()
        .filter(|it| it.subject == *id.bytes() && it.action == "abriu");
    assert_eq!(again.count(), opened + 1);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn the_person_gets_everything_held_about_them() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let ana = who(&mut desk, id, "Ana");
    edit(&mut desk, ana, PersonField::Cpf, "11144477735").unwrap();
    assert!(refusal(desk.subject_data(ana)).contains("imprimir"));
    desk.sample_login(Role::Technician).unwrap();
    let data = desk.subject_data(ana).unwrap();
    let text = format!("{data:?}");
    for expected in [
        "111.444.777-35",
        "Jabuticabeiras",
        "Para que usamos",
        "Quem viu",
        "parentesco",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
    assert_eq!(data.name, "Ana Melo");
}
