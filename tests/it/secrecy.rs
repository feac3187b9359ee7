//! Families under secrecy, at the edges where they meet something else: the
//! CadÚnico base, a move, a ticket without a family, a reserved matter.

use acolhida::app::{Arrival, Comer, Desk, MoveTo, SendTo};
use acolhida::domain::access::Role;
use acolhida::domain::family::AddressFacts;
use acolhida::domain::priority::Grounds;
use acolhida::domain::ticket::WaitsFor;
use acolhida::domain::unit::Setting;

use crate::desks::{demand, desk, refusal, says};
use crate::families::{family_of, who};

fn under_secrecy(
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
fn a_reserved_matter_leaves_the_tecnicos_only_by_their_hand() {
    let mut desk = desk();
    let mut it = says(&desk, "Ana", "RE-CTU");
    it.reserved = true;
    let id = desk.arrive(&it).unwrap().id;
    let to = SendTo::Role(Role::CadUnico);
    assert!(refusal(desk.send_on(id, to)).contains("equipe técnica"));
    assert!(refusal(desk.send_out(id, "CREAS")).contains("equipe técnica"));
    let usual = [demand(&desk, "CU-ATU")];
    let why = refusal(desk.correct_ticket(id, &usual, Grounds::Conventional));
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
    desk.correct_ticket(id, &reserved, Grounds::Conventional)
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
    assert!(refusal(desk.correct_ticket(id, &[person], Grounds::Conventional)).contains("fila"));
}
