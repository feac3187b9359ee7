//! Two records of one person: joined, found, parted again.

use acolhida::app::{Comer, Leaving};
use acolhida::domain::access::Role;
use acolhida::domain::codes::{DocKind, Kinship, LeaveReason};
use acolhida::domain::family::Pending;
use acolhida::domain::person::{DocumentFacts, PersonFacts, PersonField};

use crate::desks::{desk, refusal, says};
use crate::families::{family_of, member, person, who};

#[test]
fn joined_records_are_one_and_part_again_after_other_work() {
    let mut desk = desk();
    let one = desk
        .open_family(family_of(&["Lourdes Souza", "Caio Souza"]))
        .unwrap();
    let two = desk.open_family(family_of(&["Rita Reis"])).unwrap();
    let twin = PersonFacts {
        cpf: "11144477735".into(),
        ..person("Lurdes Sousa Lima", "1990-05-12")
    };
    let gone = desk
        .add_member(two, &member(twin, Kinship::OtherKin))
        .unwrap();
    desk.add_document(gone, DocumentFacts::new(DocKind::Rg, "777"))
        .unwrap();
    let keep = who(&mut desk, one, "Lourdes");
    let mut came = says(&desk, "", "CU-ATU");
    came.who = Comer::Registered {
        person: gone,
        family: Some(two),
    };
    desk.arrive(&came).unwrap();

    assert!(refusal(desk.merge(keep, gone)).contains("unificar"));
    desk.sample_login(Role::Technician).unwrap();
    let twins = desk.compare(keep, gone).unwrap();
    assert!(
        twins
            .iter()
            .any(|it| it.field == PersonField::Cpf && it.kept.is_empty())
    );
    desk.merge(keep, gone).unwrap();
    assert!(refusal(desk.merge(keep, keep)).contains("mesmo"));
    assert!(refusal(desk.merge(keep, gone)).contains("unificado"));

    // Every way of looking finds the kept one.
    for typed in ["lurdes lima", "11144477735", "lourdes souza"] {
        let rows = desk.search_desk(typed).unwrap().rows;
        assert_eq!(rows[0].name, "Lourdes Souza", "{typed}");
        assert_eq!(rows.len(), 1, "{typed}");
        assert!(rows[0].ticket.is_some());
    }
    let card = desk.family_card(two).unwrap();
    assert!(
        card.pending
            .iter()
            .any(|it| matches!(it, Pending::TwoFamilies { .. }))
    );
    assert_eq!(desk.person_card(gone).unwrap().id, keep);
    assert_eq!(
        desk.person_card(keep)
            .unwrap()
            .documents
            .open()
            .unwrap()
            .len(),
        1
    );

    // Work goes on before anybody sees the mistake.
    desk.edit_person(keep, &[(PersonField::Mother, "Célia".into())])
        .unwrap();
    desk.unmerge(gone).unwrap();
    assert!(refusal(desk.unmerge(gone)).contains("separado"));
    let back = desk.person_card(gone).unwrap();
    assert_eq!((back.id, back.facts.cpf.as_str()), (gone, "11144477735"));
    assert_eq!(back.documents.open().unwrap().len(), 1);
    let kept = desk.person_card(keep).unwrap();
    assert_eq!(
        (kept.facts.cpf.as_str(), kept.facts.mother.as_str()),
        ("", "Célia")
    );
    assert_eq!(kept.families.len(), 1);
    let rows = desk.search_desk("lurdes lima").unwrap().rows;
    assert_eq!(rows[0].name, "Lurdes Sousa Lima");
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_twin_in_the_same_family_gives_its_place_and_gets_it_back() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Lurdes Sousa", "Lourdes Souza", "Caio Souza"]))
        .unwrap();
    let (gone, keep) = (who(&mut desk, id, "Lurdes"), who(&mut desk, id, "Lourdes"));
    let caio = who(&mut desk, id, "Caio");
    desk.sample_login(Role::Technician).unwrap();
    desk.merge(keep, gone).unwrap();
    let card = desk.family_card(id).unwrap();
    assert_eq!(
        (card.title.as_str(), card.members.len()),
        ("Lourdes Souza", 2)
    );
    // The reference changes meanwhile: parting must not make two of them.
    desk.leave_family(Leaving {
        person: keep,
        family: id,
        reason: LeaveReason::Moved,
        day: desk.today(),
        next: Some(caio),
    })
    .unwrap();
    desk.unmerge(gone).unwrap();
    let card = desk.family_card(id).unwrap();
    let references = card
        .members
        .iter()
        .filter(|it| it.kinship == Kinship::Reference);
    assert_eq!(references.count(), 1);
    assert_eq!(card.members.len(), 2);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_join_is_undone_by_the_key_while_it_is_fresh() {
    let mut desk = desk();
    let id = desk
        .open_family(family_of(&["Ana Melo", "Ana Mello"]))
        .unwrap();
    let (gone, keep) = (
        who(&mut desk, id, "Ana Mello"),
        who(&mut desk, id, "Ana Melo"),
    );
    desk.sample_login(Role::Coordination).unwrap();
    desk.merge(keep, gone).unwrap();
    assert_eq!(desk.family_card(id).unwrap().members.len(), 1);
    assert_eq!(desk.undo().unwrap(), "unificação de cadastros");
    assert_eq!(desk.family_card(id).unwrap().members.len(), 2);
    assert!(refusal(desk.unmerge(gone)).contains("separado"));
}
