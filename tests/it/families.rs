//! Families and people at the counter: opened, corrected, moved, under secrecy.

use acolhida::app::{Desk, Leaving, MoveTo, Veil};
use acolhida::domain::access::Role;
use acolhida::domain::codes::{DocKind, Kinship, LeaveReason};
use acolhida::domain::date::Birth;
use acolhida::domain::family::{AddressFacts, Family, NewFamily, NewMember, NewPhone, Pending};
use acolhida::domain::fault::Outcome;
use acolhida::domain::id::Id;
use acolhida::domain::person::{DocumentFacts, Person, PersonFacts, PersonField, Who};
use chrono::NaiveDate;

use crate::desks::{desk, refusal};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn person(name: &str, birth: &str) -> PersonFacts {
    PersonFacts {
        birth: Birth::Known(day(birth)),
        ..PersonFacts::named(name)
    }
}

pub fn member(facts: PersonFacts, kinship: Kinship) -> NewMember {
    NewMember::new(Who::New(Box::new(facts)), kinship)
}

/// A family of these names; the first is the reference person.
pub fn family_of(names: &[&str]) -> NewFamily {
    let mut members = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let kinship = if at == 0 {
            Kinship::Reference
        } else {
            Kinship::Child
        };
        members.push(member(person(name, "1990-05-12"), kinship));
    }
    NewFamily {
        members,
        address: AddressFacts {
            street: "Rua das Jabuticabeiras".into(),
            number: "4021".into(),
            district: "Bairro Canário".into(),
            reference: "ao lado da padaria Sanhaço".into(),
            ..AddressFacts::default()
        },
        phones: vec![NewPhone::new("99812-7734")],
        ..NewFamily::default()
    }
}

pub fn who(desk: &mut Desk, family: Id<Family>, name: &str) -> Id<Person> {
    let card = desk.family_card(family).unwrap();
    let found = card.members.iter().find(|it| it.name.starts_with(name));
    found.unwrap().person
}

pub fn edit(desk: &mut Desk, id: Id<Person>, field: PersonField, typed: &str) -> Outcome<()> {
    desk.edit_person(id, &[(field, typed.to_string())])
}

#[test]
fn a_family_is_opened_in_one_act_and_undone_in_one_key() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&[
            "Jaciara Bezerra Tavares",
            "Caio Bezerra",
            "Lia Bezerra",
        ]))
        .unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(
        (card.number, card.title.as_str()),
        (1, "Jaciara Bezerra Tavares")
    );
    assert_eq!(card.members.len(), 3);
    assert_eq!(card.members[0].age, "36 anos");
    let phones = card.phones.open().unwrap();
    assert_eq!(phones[0].text, "(79) 99812-7734", "the unit's area code");
    assert!(
        card.pending
            .iter()
            .any(|it| matches!(it, Pending::NoCpf { .. }))
    );
    assert_eq!(desk.undo().unwrap(), "cadastro de família");
    assert!(refusal(desk.family_card(id)).contains("não está mais"));
    assert!(desk.search_desk("jaciara").unwrap().rows.is_empty());
    // A number once given on paper is not given twice.
    let next = desk.open_family(family_of(&["Rosa"])).unwrap();
    assert_eq!(desk.family_card(next).unwrap().number, 2);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_name_is_enough_and_an_approximate_age_is_an_age() {
    let mut desk = desk();
    let mut facts = PersonFacts::named("Seu Biu");
    facts
        .set(PersonField::Birth, "uns", desk.today())
        .unwrap_err();
    facts.set(PersonField::Birth, "70", desk.today()).unwrap();
    facts.homeless = true;
    assert_eq!(facts.warnings(), [], "an approximate age is no warning");
    let new = NewFamily {
        members: vec![member(facts, Kinship::Reference)],
        ..NewFamily::default()
    };
    let id = desk.open_family(new).unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.members[0].age, "cerca de 70 anos");
    assert_eq!(card.address, Veil::Open(None));
    let nobody = NewFamily {
        members: vec![member(PersonFacts::named(" 12 "), Kinship::Reference)],
        ..NewFamily::default()
    };
    assert!(refusal(desk.open_family(nobody)).contains("nome"));
}

#[test]
fn a_wrong_number_is_kept_and_warned_about() {
    let mut desk = desk();
    let id = desk.open_family(family_of(&["Rosa Prado"])).unwrap();
    let rosa = who(&mut desk, id, "Rosa");
    edit(&mut desk, rosa, PersonField::Cpf, "123.456.789-00").unwrap();
    let numbers = desk.reveal(rosa).unwrap();
    assert_eq!(numbers.cpf, "12345678900");
    let facts = PersonFacts {
        cpf: numbers.cpf,
        ..person("Rosa Prado", "1990-05-12")
    };
    assert_eq!(facts.warnings().len(), 1);
    assert!(refusal(edit(&mut desk, rosa, PersonField::Cpf, "123456789001")).contains("11"));
}

#[test]
fn nome_social_comes_first_everywhere() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Antônio Prado", "Rosa Prado"]))
        .unwrap();
    let it = who(&mut desk, id, "Antônio");
    edit(&mut desk, it, PersonField::SocialName, "Antônia Prado").unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.title, "Antônia Prado");
    assert_eq!(card.members[0].name, "Antônia Prado");
    assert_eq!(card.members[0].civil_name.as_deref(), Some("Antônio Prado"));
    for typed in ["antonia", "antonio"] {
        let hits = desk.search_desk(typed).unwrap().rows;
        assert_eq!(hits[0].name, "Antônia Prado", "{typed}");
    }
    let rosa = desk.search_desk("rosa prado").unwrap().rows;
    assert_eq!(rosa[0].reference, "Antônia Prado");
}

#[test]
fn leaving_keeps_the_line_and_the_reference_names_who_follows() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo", "Caio Melo"]))
        .unwrap();
    let (ana, beto) = (who(&mut desk, id, "Ana"), who(&mut desk, id, "Beto"));
    let leaving = |next| Leaving {
        person: ana,
        family: id,
        reason: LeaveReason::Separation,
        day: day("2026-11-20"),
        next,
    };
    assert!(refusal(desk.leave_family(leaving(None))).contains("quem fica"));
    desk.leave_family(leaving(Some(beto))).unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.title, "Beto Melo");
    assert_eq!(card.members.len(), 2);
    assert_eq!(card.former[0].name, "Ana Melo");
    assert_eq!(card.former[0].until, day("2026-11-20"));
    assert_eq!(card.former[0].reason, Some(LeaveReason::Separation));
    // Whoever left is found, and can open a family of her own.
    let hit = desk.search_desk("ana melo").unwrap().rows.remove(0);
    assert!(hit.former);
    let mut own = family_of(&[]);
    own.members = vec![NewMember::new(Who::Known(ana), Kinship::Reference)];
    let own = desk.open_family(own).unwrap();
    assert_eq!(desk.family_card(own).unwrap().title, "Ana Melo");
}

#[test]
fn nobody_is_in_two_families_by_typing_and_a_move_keeps_both_histories() {
    let mut desk = desk();
    let from = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let to = desk.open_family(family_of(&["Dora Reis"])).unwrap();
    let beto = who(&mut desk, from, "Beto");
    let again = NewMember::new(Who::Known(beto), Kinship::Child);
    assert!(refusal(desk.add_member(to, &again)).contains("nº 1"));
    let target = MoveTo::Family {
        id: to,
        kinship: Kinship::Grandchild,
    };
    assert_eq!(desk.move_member(beto, from, &target, None).unwrap(), to);
    assert_eq!(desk.family_card(from).unwrap().former[0].name, "Beto Melo");
    let lines = desk.person_card(beto).unwrap().families;
    assert_eq!(lines.len(), 2);
    assert_eq!((lines[0].0, lines[0].3), (to, true));
    // To a home of his own.
    let address = Box::new(family_of(&[]).address);
    let own = desk
        .move_member(beto, to, &MoveTo::New { address }, None)
        .unwrap();
    assert_eq!(desk.family_card(own).unwrap().title, "Beto Melo");
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_death_ends_the_lines_and_stays_on_record() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let (ana, beto) = (who(&mut desk, id, "Ana"), who(&mut desk, id, "Beto"));
    let today = desk.today();
    assert!(refusal(desk.record_death(ana, today, None)).contains("quem fica"));
    assert!(refusal(desk.record_death(ana, day("2026-12-01"), Some(beto))).contains("chegou"));
    assert!(refusal(desk.record_death(ana, day("1980-01-01"), Some(beto))).contains("anterior"));
    desk.record_death(ana, today, Some(beto)).unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.former[0].reason, Some(LeaveReason::Death));
    assert!(desk.search_desk("ana melo").unwrap().rows[0].dead);
    let back = NewMember::new(Who::Known(ana), Kinship::Parent);
    assert!(refusal(desk.add_member(id, &back)).contains("óbito"));
    assert_eq!(desk.undo().unwrap(), "registro de óbito");
    assert_eq!(desk.family_card(id).unwrap().title, "Ana Melo");
}

#[test]
fn the_new_reference_person_asks_the_kinships_again() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let (ana, beto) = (who(&mut desk, id, "Ana"), who(&mut desk, id, "Beto"));
    desk.change_reference(id, beto, &[(ana, Kinship::Parent)])
        .unwrap();
    let card = desk.family_card(id).unwrap();
    let kinship = |who| {
        card.members
            .iter()
            .find(|it| it.person == who)
            .unwrap()
            .kinship
    };
    assert_eq!(
        (kinship(ana), kinship(beto)),
        (Kinship::Parent, Kinship::Reference)
    );
}

#[test]
fn a_new_address_keeps_the_old_one_and_phones_follow_the_list() {
    let mut desk = desk();
    let id = desk.open_family(family_of(&["Ana Melo"])).unwrap();
    let new = AddressFacts {
        street: "Travessa do Sol".into(),
        ..AddressFacts::default()
    };
    desk.change_address(id, &new, Some(day("2026-11-01")))
        .unwrap();
    desk.change_address(id, &new, None).unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.address, Veil::Open(Some(new.clone())));
    assert_eq!(
        card.past_addresses.open().unwrap().len(),
        1,
        "saving twice moves once"
    );
    let fixed = AddressFacts {
        number: "7".into(),
        ..new
    };
    desk.correct_address(id, &fixed).unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(card.address, Veil::Open(Some(fixed)));
    assert_eq!(card.past_addresses.open().unwrap().len(), 1);

    let message = NewPhone {
        owner: "vizinha".into(),
        message: true,
        ..NewPhone::new("3179-3469")
    };
    desk.add_phone(id, &message).unwrap();
    desk.remove_phone(id, "79998127734").unwrap();
    let card = desk.family_card(id).unwrap();
    let phones = card.phones.open().unwrap();
    assert_eq!(phones.len(), 1);
    assert_eq!(
        (phones[0].owner.as_str(), phones[0].message),
        ("vizinha", true)
    );
    assert!(
        desk.search_desk("7734").unwrap().rows.is_empty(),
        "an ended phone finds nobody"
    );
    assert_eq!(desk.search_desk("3469").unwrap().rows.len(), 1);
}

#[test]
fn papers_of_migrants_and_papers_that_are_missing() {
    let mut desk = desk();
    let id = desk.open_family(family_of(&["Yulimar Contreras"])).unwrap();
    let it = who(&mut desk, id, "Yulimar");
    edit(&mut desk, it, PersonField::Missing, "cn rg ctps").unwrap();
    assert!(refusal(edit(&mut desk, it, PersonField::Missing, "xyz")).contains("lista"));
    let mut rnm = DocumentFacts::new(DocKind::Rnm, "V123456-7");
    rnm.country = "Venezuela".into();
    let rnm = desk.add_document(it, rnm).unwrap();
    desk.add_document(it, DocumentFacts::new(DocKind::Ctps, "123"))
        .unwrap();
    let card = desk.family_card(id).unwrap();
    let text: Vec<String> = card.pending.iter().map(Pending::text).collect();
    assert!(
        text.contains(&"Yulimar: falta CN, RG".to_string()),
        "{text:?}"
    );
    desk.sample_login(Role::Technician).unwrap();
    assert_eq!(
        desk.person_card(it)
            .unwrap()
            .documents
            .open()
            .unwrap()
            .len(),
        2
    );
    desk.remove_document(it, rnm).unwrap();
    assert_eq!(
        desk.person_card(it)
            .unwrap()
            .documents
            .open()
            .unwrap()
            .len(),
        1
    );
}
