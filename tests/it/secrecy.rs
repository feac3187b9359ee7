//! Families under secrecy, at the edges where they meet something else: the
//! CadÚnico base, a move, a ticket without a family, a reserved matter.

use acolhida::app::{Arrival, Comer, Desk, MoveTo, SendTo};
use acolhida::domain::access::{Right, Role};
use acolhida::domain::codes::{Disability, Kinship};
use acolhida::domain::family::AddressFacts;
use acolhida::domain::person::PersonFacts;
use acolhida::domain::priority::{Class, Grounds};
use acolhida::domain::ticket::WaitsFor;
use acolhida::domain::unit::Setting;

use crate::desks::{demand, desk, refusal, says};
use crate::families::{family_of, member, who};
use crate::shift::program;

pub fn under_secrecy(
    desk: &mut Desk,
    names: &[&str],
) -> acolhida::domain::id::Id<acolhida::domain::family::Family> {
    let id = desk.open_family(family_of(names)).unwrap();
    desk.sample_login(Role::Technician).unwrap();
    desk.set_secrecy(id, true).unwrap();
    desk.sample_login(Role::Reception).unwrap();
    id
}

#[test]
fn whoever_moves_out_of_a_family_under_secrecy_stays_under_it() {
    let mut desk = desk();
    let home = under_secrecy(&mut desk, &["Ana Melo", "Beto Melo"]);
    let beto = who(&mut desk, home, "Beto");
    let address = Box::new(AddressFacts {
        street: "Travessa Vagalume".into(),
        ..AddressFacts::default()
    });
    let own = desk
        .move_member(beto, home, &MoveTo::New { address }, None)
        .unwrap();
    let card = desk.family_card(own).unwrap();
    assert!(card.secret && card.address.is_hidden());
}

#[test]
fn a_ticket_that_names_no_family_still_keeps_the_secrecy_of_the_person() {
    let mut desk = desk();
    let home = under_secrecy(&mut desk, &["Ana Melo"]);
    let ana = who(&mut desk, home, "Ana");
    desk.sample_login(Role::Coordination).unwrap();
    desk.change_setting(Setting::PanelNames, "sim").unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let it = Arrival {
        who: Comer::Registered {
            person: ana,
            family: None,
        },
        ..says(&desk, "x", "CU-ATU")
    };
    let ticket = desk.arrive(&it).unwrap().id;
    assert_eq!(desk.call(ticket).unwrap().family, Some(home));
    assert_eq!(desk.panel().unwrap()[0].name, None);
    let slip = desk.ticket_slip(ticket, true).unwrap().text();
    assert!(!slip.contains("Ana"), "{slip}");
}

#[test]
fn the_slip_says_that_there_is_priority_and_never_which() {
    let mut desk = desk();
    for grounds in [Grounds::Autism, Grounds::Pregnant, Grounds::Obesity] {
        let mut it = says(&desk, "Ana", "CU-ATU");
        it.grounds = Some(grounds);
        let id = desk.arrive(&it).unwrap().id;
        let slip = desk.ticket_slip(id, false).unwrap().text();
        assert!(slip.contains("PRIORITÁRIO"), "{slip}");
        assert!(!slip.contains(grounds.label()), "{slip}");
    }
}

#[test]
fn which_group_of_the_law_it_is_stays_with_who_may_know() {
    let mut desk = desk();
    let facts = PersonFacts {
        disability: vec![Disability::Intellectual],
        ..PersonFacts::named("Ana Melo")
    };
    let mut family = family_of(&["Ana Melo"]);
    family.members = vec![member(facts, Kinship::Reference)];
    let home = desk.open_family(family).unwrap();
    let ana = who(&mut desk, home, "Ana");
    let sheet = desk.arrival_sheet(ana, Some(home)).unwrap();
    assert_eq!(
        (sheet.class, sheet.grounds),
        (Class::Legal, acolhida::app::Veil::Hidden)
    );

    // At the counter Enter is still enough, and a word on record stays.
    let mut drive = program(desk);
    drive.keys("ana melo<enter>");
    drive
        .shows("prioridade legal (pelo cadastro)")
        .hides("deficiência");
    drive.keys("<enter>").shows("PRI");
    drive.keys("1<enter>").shows("prioridade legal");
    drive.hides("deficiência").keys("k");
    drive
        .shows("prioridade legal (como anotado)")
        .hides("deficiência");
    drive.keys("<enter>").shows("Senha corrigida");

    let desk = &mut drive.desk;
    let ticket = desk.line().unwrap().rows.remove(0).id;
    for role in Role::ALL {
        desk.sample_login(role).unwrap();
        let Ok(mut line) = desk.line() else { continue };
        let row = line.rows.remove(0);
        assert_eq!(row.class, Class::Legal, "{role:?}");
        let open = row.grounds.open() == Some(&Grounds::Disability);
        assert_eq!(open, role.may(Right::SeeSensitive), "{role:?}");
    }
    desk.sample_login(Role::Technician).unwrap();
    let mut drive = program(drive.desk);
    drive.keys("1<enter>").shows("pessoa com deficiência");
    let demands = [demand(&drive.desk, "CU-ATU")];
    let autism = Some(Grounds::Autism);
    drive.desk.correct_ticket(ticket, &demands, autism).unwrap();
    drive.desk.sample_login(Role::Reception).unwrap();
    let seen = format!("{:?}", drive.desk.call(ticket).unwrap());
    assert!(!seen.contains("Autism"), "{seen}");
}

#[test]
fn a_reserved_matter_leaves_the_tecnicos_only_by_their_hand() {
    let mut desk = desk();
    let mut it = says(&desk, "Ana", "RE-CTU");
    it.reserved = true;
    let id = desk.arrive(&it).unwrap().id;
    let to = SendTo::Role(Role::CadUnico);
    assert!(refusal(desk.send_on(id, to)).contains("equipe técnica"));
    assert!(refusal(desk.send_out(id, "CREAS")).contains("equipe técnica"));
    let usual = [demand(&desk, "CU-ATU")];
    let why = refusal(desk.correct_ticket(id, &usual, Some(Grounds::Conventional)));
    assert!(why.contains("equipe técnica"));

    desk.sample_login(Role::Technician).unwrap();
    desk.start(id).unwrap();
    desk.miss_papers(id, "laudo Canário").unwrap();
    desk.sample_login(Role::Reception).unwrap();
    let seen = format!("{:?}", desk.line().unwrap());
    assert!(
        !seen.contains("Canário") && !seen.contains("Conselho"),
        "{seen}"
    );
    desk.come_back(id).unwrap();
    desk.sample_login(Role::Technician).unwrap();
    desk.send_on(id, to).unwrap();
    desk.sample_login(Role::CadUnico).unwrap();
    assert_eq!(desk.call_next().unwrap().id, id);
    desk.start(id).unwrap();
    assert_eq!(desk.line().unwrap().rows[0].demand, "reservado");
    desk.finish(id).unwrap();
}

#[test]
fn a_correction_to_a_reserved_demand_makes_the_ticket_reserved() {
    let mut desk = desk();
    let id = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap().id;
    let reserved = [demand(&desk, "AT-RES")];
    desk.correct_ticket(id, &reserved, Some(Grounds::Conventional))
        .unwrap();
    let row = desk.line().unwrap().rows.remove(0);
    assert!(row.reserved);
    assert_eq!(row.demand, "reservado");
    assert!(refusal(desk.call(id)).contains("equipe técnica"));
    desk.sample_login(Role::Technician).unwrap();
    let called = desk.call(id).unwrap();
    assert_eq!(called.wait, WaitsFor::Role(Role::Technician));
}

#[test]
fn the_orientador_sees_how_full_the_day_is_and_nothing_of_anybody() {
    let mut desk = desk();
    let id = desk
        .arrive(&says(&desk, "Ana Canário", "CU-ATU"))
        .unwrap()
        .id;
    desk.miss_papers(id, "certidão do Sanhaço").unwrap();
    desk.sample_login(Role::Instructor).unwrap();
    let seen = format!("{:?}", desk.line().unwrap());
    for hidden in ["Canário", "Sanhaço", "Atualização"] {
        assert!(!seen.contains(hidden), "{hidden}: {seen}");
    }
    let person = demand(&desk, "CU-ATU");
    assert!(
        refusal(desk.correct_ticket(id, &[person], Some(Grounds::Conventional))).contains("fila")
    );
}
