//! Families and people at the counter: opened, corrected, moved, under secrecy.

use acolhida::app::{Comer, Desk, Leaving, MoveTo, Veil};
use acolhida::domain::access::Role;
use acolhida::domain::codes::{Disability, DocKind, Kinship, LeaveReason, Race};
use acolhida::domain::date::Birth;
use acolhida::domain::family::{
    AddressFacts, Family, FamilyField, NewFamily, NewMember, NewPhone, Pending,
};
use acolhida::domain::fault::Outcome;
use acolhida::domain::id::Id;
use acolhida::domain::person::{DocumentFacts, Person, PersonFacts, PersonField, Who};
use chrono::NaiveDate;
use proptest::prelude::*;

use crate::desks::{demand, desk, later, refusal, says};

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

fn edit(desk: &mut Desk, id: Id<Person>, field: PersonField, typed: &str) -> Outcome<()> {
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
    assert!(opened.count() <= 3);
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

/// One move at random in a small village.
#[derive(Debug, Clone)]
enum Move {
    Open(u8),
    Add {
        family: u8,
    },
    Leave {
        family: u8,
        member: u8,
        next: u8,
    },
    Go {
        family: u8,
        member: u8,
        to: u8,
        next: u8,
    },
    Die {
        family: u8,
        member: u8,
        next: u8,
    },
    Lead {
        family: u8,
        member: u8,
    },
    Undo,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let any = || 0..6u8;
    let one = prop_oneof![
        (1..4u8).prop_map(Move::Open),
        any().prop_map(|family| Move::Add { family }),
        (any(), any(), any()).prop_map(|(family, member, next)| Move::Leave {
            family,
            member,
            next
        }),
        (any(), any(), any(), any()).prop_map(|(family, member, to, next)| Move::Go {
            family,
            member,
            to,
            next
        }),
        (any(), any(), any()).prop_map(|(family, member, next)| Move::Die {
            family,
            member,
            next
        }),
        (any(), any()).prop_map(|(family, member)| Move::Lead { family, member }),
        Just(Move::Undo),
    ];
    prop::collection::vec(one, 1..25)
}

fn take(desk: &mut Desk, village: &mut Vec<Id<Family>>, it: Move) {
    let at = |all: &[Id<Family>], n: u8| all.get(usize::from(n) % all.len().max(1)).copied();
    let one = |desk: &mut Desk, family: Id<Family>, n: u8| {
        let all = desk.family_card(family).ok()?.members;
        all.get(usize::from(n) % all.len().max(1))
            .map(|it| it.person)
    };
    let today = desk.today();
    match it {
        Move::Open(size) => {
            let names = ["Ana A", "Beto B", "Caio C", "Dora D"];
            let new = family_of(&names[..usize::from(size)]);
            village.push(desk.open_family(new).unwrap());
        }
        Move::Add { family } => {
            if let Some(family) = at(village, family) {
                let _ = desk.add_member(
                    family,
                    &member(person("Novo N", "2020-01-01"), Kinship::Child),
                );
            }
        }
        Move::Leave {
            family,
            member,
            next,
        } => {
            if let Some(family) = at(village, family)
                && let Some(person) = one(desk, family, member)
            {
                let next = one(desk, family, next);
                let reason = LeaveReason::Moved;
                let _ = desk.leave_family(Leaving {
                    person,
                    family,
                    reason,
                    day: today,
                    next,
                });
            }
        }
        Move::Go {
            family,
            member,
            to,
            next,
        } => {
            if let (Some(family), Some(to)) = (at(village, family), at(village, to))
                && let Some(person) = one(desk, family, member)
            {
                let next = one(desk, family, next);
                let to = MoveTo::Family {
                    id: to,
                    kinship: Kinship::OtherKin,
                };
                let _ = desk.move_member(person, family, &to, next);
            }
        }
        Move::Die {
            family,
            member,
            next,
        } => {
            if let Some(family) = at(village, family)
                && let Some(person) = one(desk, family, member)
            {
                let next = one(desk, family, next);
                let _ = desk.record_death(person, today, next);
            }
        }
        Move::Lead { family, member } => {
            if let Some(family) = at(village, family)
                && let Some(person) = one(desk, family, member)
            {
                desk.change_reference(family, person, &[]).unwrap();
            }
        }
        Move::Undo => {
            let _ = desk.undo();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_each_family_has_one_reference_and_nobody_twice(all in moves()) {
        let mut desk = desk();
        let mut village = Vec::new();
        for it in all {
            take(&mut desk, &mut village, it);
            let mut everybody = Vec::new();
            for family in &village {
                let Ok(card) = desk.family_card(*family) else { continue };
                let references = card.members.iter().filter(|it| it.kinship == Kinship::Reference);
                prop_assert_eq!(references.count(), usize::from(!card.members.is_empty()));
                everybody.extend(card.members.iter().map(|it| it.person));
            }
            let count = everybody.len();
            everybody.sort();
            everybody.dedup();
            prop_assert_eq!(everybody.len(), count, "somebody is in two families");
        }
        prop_assert!(desk.verify().unwrap().holds());
    }
}
