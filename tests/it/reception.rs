//! The day's line, from arrival to outcome.

use acolhida::app::{Clock, Comer, Desk, SendTo};
use acolhida::domain::access::Role;
use acolhida::domain::priority::{Class, Grounds};
use acolhida::domain::ticket::State;
use proptest::prelude::*;

use crate::desks::{PASSWORD, demand, desk, desk_on, later, monday_at_8, refusal, says, set_up};
use crate::families::{family_of, who};

fn desk_and_clock() -> (Desk, Clock) {
    let desk = desk();
    let clock = desk.clock().clone();
    (desk, clock)
}

#[test]
fn the_law_decides_who_is_called_next() {
    let (mut desk, clock) = desk_and_clock();
    let arrive = |desk: &mut Desk, name: &str, grounds| {
        let mut it = says(desk, name, "CU-ATU");
        it.grounds = grounds;
        it.donor_on = (grounds == Some(Grounds::BloodDonor)).then(|| desk.today());
        later(&clock, 1);
        desk.arrive(&it).unwrap()
    };
    let ana = arrive(&mut desk, "Ana", None);
    assert_eq!((ana.code.as_str(), ana.line, ana.ahead), ("CU1", 1, 0));
    let bia = arrive(&mut desk, "Bia", Some(Grounds::BloodDonor));
    assert_eq!((bia.code.as_str(), bia.ahead), ("CUP1", 0));
    arrive(&mut desk, "Caio", Some(Grounds::Autism));
    let dora = arrive(&mut desk, "Dora", Some(Grounds::EightyPlus));
    assert_eq!(dora.ahead, 0);
    let elisa = arrive(&mut desk, "Elisa", None);
    assert_eq!(elisa.ahead, 4);

    let order: Vec<String> = (0..5)
        .map(|_| desk.call_next().unwrap().said_name)
        .collect();
    assert_eq!(order, ["Dora", "Caio", "Bia", "Ana", "Elisa"]);
    assert_eq!(refusal(desk.call_next()), "Ninguém espera por você agora.");
}

#[test]
fn three_calls_and_then_absent() {
    let (mut desk, _) = desk_and_clock();
    let it = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap().id;
    assert!(refusal(desk.mark_absent(it)).contains("Chame antes"));
    for calls in 1..=3 {
        assert_eq!(desk.call(it).unwrap().calls, calls);
    }
    assert!(refusal(desk.call(it)).contains("três vezes"));
    assert_eq!(desk.mark_absent(it).unwrap().state, State::Absent);
    assert!(refusal(desk.start(it)).contains("já terminou"));
    // A slip of the keys is taken back, newest first.
    assert_eq!(desk.undo().unwrap(), "não compareceu");
    assert_eq!(desk.undo().unwrap(), "chamada");
    assert_eq!(desk.line().unwrap().rows[0].calls, 2);
}

#[test]
fn whoever_fetched_papers_comes_back_ahead_of_the_class() {
    let (mut desk, clock) = desk_and_clock();
    let ana = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap().id;
    later(&clock, 5);
    desk.arrive(&says(&desk, "Bia", "CU-ATU")).unwrap();
    desk.call(ana).unwrap();
    assert!(refusal(desk.miss_papers(ana, "  ")).contains("qual documento"));
    desk.miss_papers(ana, "certidão da criança").unwrap();
    assert_eq!(desk.line().unwrap().waiting, 1);
    later(&clock, 60);
    let mut eldest = says(&desk, "Caio", "CU-ATU");
    eldest.grounds = Some(Grounds::EightyPlus);
    desk.arrive(&eldest).unwrap();
    desk.come_back(ana).unwrap();
    let order: Vec<String> = (0..3)
        .map(|_| desk.call_next().unwrap().said_name)
        .collect();
    assert_eq!(order, ["Caio", "Ana", "Bia"]);
}

#[test]
fn a_reserved_matter_goes_to_the_tecnico_and_tells_nothing() {
    let (mut desk, _) = desk_and_clock();
    let mut it = says(&desk, "Ana", "RE-CTU");
    it.reserved = true;
    let code = desk.arrive(&it).unwrap().code;
    assert_eq!(code, "AT1");
    let row = desk.line().unwrap().rows.remove(0);
    assert_eq!(row.demand, "reservado");
    assert_eq!(row.waits_for, "Técnico(a) de referência");
    assert_eq!(refusal(desk.call_next()), "Ninguém espera por você agora.");
    assert!(refusal(desk.call(row.id)).contains("equipe técnica"));

    desk.sample_login(Role::Technician).unwrap();
    assert_eq!(desk.line().unwrap().rows[0].demand, "Conselho Tutelar");
    assert_eq!(desk.call_next().unwrap().code, "AT1");
    desk.start(row.id).unwrap();
    assert_eq!(desk.finish(row.id).unwrap().state, State::Done);
}

#[test]
fn a_ticket_sent_on_waits_for_the_one_it_was_sent_to() {
    let (mut desk, _) = desk_and_clock();
    let it = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap().id;
    desk.call(it).unwrap();
    desk.start(it).unwrap();
    desk.send_on(it, SendTo::Role(Role::Technician)).unwrap();
    assert!(refusal(desk.call_next()).contains("Ninguém espera"));
    desk.sample_login(Role::Technician).unwrap();
    assert_eq!(desk.call_next().unwrap().said_name, "Ana");
    assert_eq!(
        refusal(desk.send_out(it, "")),
        "Diga para onde a pessoa foi encaminhada."
    );
    assert_eq!(
        desk.send_out(it, "USF do bairro").unwrap().state,
        State::SentOut
    );
}

#[test]
fn roles_that_do_not_attend_see_no_names_or_no_line() {
    let (mut desk, _) = desk_and_clock();
    desk.arrive(&says(&desk, "Ana Beatriz Canária", "CU-ATU"))
        .unwrap();
    desk.sample_login(Role::Instructor).unwrap();
    let line = desk.line().unwrap();
    assert!(!format!("{line:?}").contains("Canária"));
    assert!(refusal(desk.call_next()).contains("não pode atender a fila"));
    desk.sample_login(Role::Management).unwrap();
    assert!(refusal(desk.line()).contains("não pode ver a fila"));
}

#[test]
fn an_old_proof_of_donation_does_not_count() {
    let (mut desk, _) = desk_and_clock();
    let mut it = says(&desk, "Ana", "CU-ATU");
    it.grounds = Some(Grounds::BloodDonor);
    assert!(refusal(desk.arrive(&it)).contains("data do comprovante"));
    it.donor_on = Some("2026-07-01".parse().unwrap());
    assert!(refusal(desk.arrive(&it)).contains("120 dias"));
    it.donor_on = Some("2026-10-01".parse().unwrap());
    assert_eq!(desk.arrive(&it).unwrap().code, "CUP1");
}

#[test]
fn the_panel_shows_codes_and_names_only_where_allowed() {
    let (mut desk, clock) = desk_and_clock();
    for name in ["Ana Beatriz", "Bruno"] {
        desk.arrive(&says(&desk, name, "CU-ATU")).unwrap();
        later(&clock, 1);
        desk.call_next().unwrap();
    }
    let calls = desk.panel().unwrap();
    assert_eq!(calls[0].code, "CU2");
    assert_eq!(calls[0].seat, "Guichê 1");
    assert_eq!(calls[1].name, None);
    desk.sample_login(Role::Coordination).unwrap();
    let names = acolhida::domain::unit::Setting::PanelNames;
    desk.change_setting(names, "sim").unwrap();
    assert_eq!(desk.panel().unwrap()[1].name.as_deref(), Some("Ana"));
}

#[test]
fn two_desks_on_one_file_never_take_the_same_ticket() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unidade.db");
    let mut one = desk_on(&file, monday_at_8());
    one.set_up(&set_up()).unwrap();
    one.log_in("rosa", PASSWORD).unwrap();
    let mut two = desk_on(&file, monday_at_8());
    two.log_in("rosa", PASSWORD).unwrap();
    for at in 0..20 {
        one.arrive(&says(&one, &format!("Pessoa {at}"), "CU-ATU"))
            .unwrap();
    }
    assert!(two.others_wrote().unwrap());
    let mut calls: Vec<String> = std::thread::scope(|scope| {
        let hands: Vec<_> = [&mut one, &mut two]
            .into_iter()
            .map(|desk| {
                scope.spawn(move || {
                    let mut codes = Vec::new();
                    while let Ok(it) = desk.call_next() {
                        codes.push(it.code);
                    }
                    codes
                })
            })
            .collect();
        hands
            .into_iter()
            .flat_map(|it| it.join().unwrap())
            .collect()
    });
    calls.sort();
    calls.dedup();
    assert_eq!(calls.len(), 20);
    assert!(one.verify().unwrap().holds());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A random shift: whatever is pressed, the rules of the line hold, every
    /// act can be taken back or stays whole, and the journal tells the rows.
    #[test]
    fn a_random_shift_keeps_the_rules(moves in prop::collection::vec((0_u8..11, 0_usize..6), 1..50)) {
        let (mut desk, clock) = desk_and_clock();
        let mut ids = Vec::new();
        for (what, which) in moves {
            later(&clock, 1);
            let it = ids.get(which).copied();
            let _ = match (what, it) {
                (0 | 1, _) | (_, None) => {
                    let mut who = says(&desk, "Alguém", "CU-ATU");
                    who.grounds = Some(Grounds::ALL[which]);
                    let arrived = desk.arrive(&who);
                    arrived.map(|it| ids.push(it.id))
                }
                (2, _) => desk.call_next().map(drop),
                (3, Some(it)) => desk.call(it).map(drop),
                (4, Some(it)) => desk.start(it).map(drop),
                (5, Some(it)) => desk.finish(it).map(drop),
                (6, Some(it)) => desk.miss_papers(it, "RG").map(drop),
                (7, Some(it)) => desk.come_back(it).map(drop),
                (8, Some(it)) => desk.mark_absent(it).map(drop),
                (9, Some(it)) => desk.give_up(it).map(drop),
                (_, Some(_)) => desk.undo().map(drop),
            };
            let line = desk.line().unwrap();
            let waiting: Vec<_> = line.rows.iter().filter(|it| it.state == State::Waiting).collect();
            prop_assert!(waiting.windows(2).all(|two| {
                two[0].class <= two[1].class
            }), "class before class");
            prop_assert!(waiting.iter().zip(1..).all(|(it, at)| it.place == Some(at)));
            prop_assert!(line.rows.iter().all(|it| it.calls <= 3));
        }
        let verdict = desk.verify().unwrap();
        prop_assert!(verdict.holds(), "{:?}", verdict);
    }
}

#[test]
fn correcting_a_ticket_keeps_its_number() {
    let (mut desk, _) = desk_and_clock();
    let it = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap();
    let demands = [demand(&desk, "BE-CES"), demand(&desk, "CU-INC")];
    desk.correct_ticket(it.id, &demands, Some(Grounds::Pregnant))
        .unwrap();
    let row = desk.line().unwrap().rows.remove(0);
    assert_eq!(row.code, "CU1");
    assert_eq!(row.demand, "Cesta básica + Inscrição no Cadastro Único");
    assert_eq!(row.class, Class::Legal);
    assert!(row.grounds.is_hidden());
    desk.undo().unwrap();
    assert_eq!(
        desk.line().unwrap().rows[0].demand,
        "Atualização do Cadastro Único"
    );
}

#[test]
fn what_is_typed_about_a_ticket_has_bounds_and_unknown_codes_are_refused() {
    let mut desk = desk();
    let long = "á".repeat(500);
    assert!(refusal(desk.arrive(&says(&desk, &long, "CU-ATU"))).contains("120 letras"));
    let mut it = says(&desk, "Ana", "CU-ATU");
    it.access = "qualquer".into();
    assert!(refusal(desk.arrive(&it)).contains("como a pessoa chegou"));
    let it = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap().id;
    assert!(refusal(desk.miss_papers(it, &long)).contains("120 letras"));
    assert!(refusal(desk.send_out(it, &long)).contains("120 letras"));
    let to = SendTo::Role(Role::Management);
    assert!(refusal(desk.send_on(it, to)).contains("Ninguém atende"));
    let demands = [demand(&desk, "CU-ATU")];
    let donor = Some(Grounds::BloodDonor);
    assert!(refusal(desk.correct_ticket(it, &demands, donor)).contains("comprovante"));
}

#[test]
fn the_dead_do_not_arrive_and_each_companion_counts_once() {
    let mut desk = desk();
    let home = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let (ana, beto) = (who(&mut desk, home, "Ana"), who(&mut desk, home, "Beto"));
    let mut it = says(&desk, "x", "CU-ATU");
    it.who = Comer::Registered {
        person: ana,
        family: Some(home),
    };
    it.companions = vec![beto, beto, ana];
    let id = desk.arrive(&it).unwrap().id;
    assert_eq!(desk.line().unwrap().rows[0].party, 2);
    assert_eq!(desk.companions(id).unwrap(), ["Beto Melo"]);
    desk.record_death(beto, desk.today(), None).unwrap();
    it.who = Comer::Registered {
        person: beto,
        family: None,
    };
    it.companions.clear();
    assert!(refusal(desk.arrive(&it)).contains("óbito"));
}

#[test]
fn the_line_of_a_day_ends_at_midnight_and_numbers_begin_again() {
    let (mut desk, clock) = desk_and_clock();
    let ana = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap();
    desk.call(ana.id).unwrap();
    desk.start(ana.id).unwrap();
    later(&clock, 16 * 60);
    assert_eq!(desk.today().to_string(), "2026-11-24");
    assert_eq!(desk.line().unwrap().rows.len(), 0);
    assert!(refusal(desk.undo()).contains("nada de hoje"));
    let bia = desk.arrive(&says(&desk, "Bia", "CU-ATU")).unwrap();
    assert_eq!((bia.code.as_str(), bia.line), ("CU1", 1));
    // Whoever was in service at midnight is still closed by their number.
    assert_eq!(desk.finish(ana.id).unwrap().state, State::Done);
    // A clock set back works on: no order comes from the time of day.
    later(&clock, -10 * 365 * 24 * 60);
    desk.arrive(&says(&desk, "Caio", "CU-ATU")).unwrap();
    assert_eq!(desk.undo().unwrap(), "chegada");
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_demand_taken_back_can_be_added_again() {
    let mut desk = desk();
    desk.sample_login(Role::Coordination).unwrap();
    let mut new = desk.demands().unwrap().remove(0);
    for _ in 0..2 {
        new.id = desk.new_demand_id();
        (new.code, new.letter) = ("OU-NOVA".into(), String::new());
        desk.save_demand(&new).unwrap();
        assert!(
            desk.demands()
                .unwrap()
                .iter()
                .any(|it| it.code == "OU-NOVA")
        );
        desk.undo().unwrap();
        assert!(
            !desk
                .demands()
                .unwrap()
                .iter()
                .any(|it| it.code == "OU-NOVA")
        );
    }
    new.letter = "nova".into();
    assert!(refusal(desk.save_demand(&new)).contains("uma letra só"));
    assert!(desk.verify().unwrap().holds());
}
