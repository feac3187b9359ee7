//! The quarter of the SISC: each person once, whoever left counts for what was,
//! and ticks that another desk goes on from.

use std::collections::HashSet;

use acolhida::app::{Desk, NewSituation, SiscLine};
use acolhida::domain::access::Role;
use acolhida::domain::groups::{GroupLeave, Quarter, Situation};
use acolhida::domain::id::Id;
use acolhida::domain::person::{Person, PersonField};
use acolhida::domain::sample::numbers;
use acolhida::domain::unit::Setting;
use proptest::prelude::*;

use super::desks::*;
use super::watch::called;
use crate::agenda::desks::day;
use crate::desks::refusal;

fn with_nis(desk: &mut Desk, who: &[Id<Person>]) {
    for (it, n) in who.iter().zip(1..) {
        let nis = [(PersonField::Nis, numbers::nis(n, 7))];
        desk.edit_person(*it, &nis).unwrap();
    }
}

fn names(all: &[SiscLine]) -> Vec<&str> {
    all.iter().map(|it| it.name.as_str()).collect()
}

#[test]
fn each_person_is_on_one_of_three_lists_once() {
    let mut desk = groups_desk();
    let (violao, elders) = (group(&desk, "Violão"), group(&desk, "Convivência"));
    let who = teens(&mut desk, 3);
    with_nis(&mut desk, &who[..2]);
    // Bia is in both, Caio left on the 10th and came on the 3rd, Duda has no
    // NIS.
    enrolled(&mut desk, violao, &who, "2026-10-05");
    enrolled(&mut desk, elders, &who[..1], "2026-10-05");
    called(
        &mut desk,
        violao,
        &["2026-11-03"],
        &[(who[0], P), (who[1], P), (who[2], P)],
    );
    desk.save_roll(key(elders, "2026-11-09", "8"), &[change(who[0], None, P)])
        .unwrap();
    let stay = desk.groups_of(who[1]).unwrap().open().unwrap()[0].enrolment;
    desk.leave_group(stay, day("2026-11-10"), GroupLeave::Working)
        .unwrap();
    let late = person(&mut desk, "Flora Nova", "10/05/2010");
    with_nis(&mut desk, &[late]);
    enrolled(&mut desk, violao, &[late], "2026-11-16");
    desk.sample_login(Role::Technician).unwrap();
    let it = desk.sisc_quarter(None).unwrap();
    assert_eq!(it.quarter.to_string(), "2026-4");
    assert_eq!((it.deadline, it.days_left), (day("2026-12-20"), 27));
    let mut confirm = names(&it.confirm);
    confirm.sort_unstable();
    assert_eq!(confirm, ["Bia Teste 0", "Caio Teste 1"]);
    assert_eq!(names(&it.check), ["Flora Nova"]);
    assert_eq!(names(&it.without_nis), ["Duda Teste 2"]);
    let bia = it.confirm.iter().find(|it| it.person == who[0]).unwrap();
    assert_eq!((bia.presences, bia.others.is_empty()), (2, false));
    // The quarter before knows none of them.
    let before = desk.sisc_quarter(Some(it.quarter.previous())).unwrap();
    assert!(before.confirm.is_empty() && before.check.is_empty());
    assert!(before.days_left < 0);
    // From one deadline to the next: the 3rd of November is in it too, the
    // 21st of December is not.
    desk.sample_login(Role::Coordination).unwrap();
    desk.change_setting(Setting::SiscByDeadline, "sim").unwrap();
    let it = desk.sisc_quarter(None).unwrap();
    assert_eq!((it.from, it.to), (day("2026-09-21"), day("2026-12-20")));
    assert_eq!(it.confirm.len(), 2);
}

#[test]
fn a_tick_stays_with_who_and_when_and_is_taken_back() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let who = teens(&mut desk, 2);
    with_nis(&mut desk, &who[..1]);
    enrolled(&mut desk, violao, &who, "2026-10-05");
    called(&mut desk, violao, &["2026-11-03"], &[(who[0], P)]);
    let quarter = Quarter::parse("2026-4").unwrap();
    for role in [
        Role::Reception,
        Role::CadUnico,
        Role::Instructor,
        Role::Management,
    ] {
        desk.sample_login(role).unwrap();
        assert!(
            refusal(desk.sisc_quarter(None)).contains("não pode"),
            "{role:?}"
        );
        assert!(
            refusal(desk.sisc_sheet(None)).contains("não pode"),
            "{role:?}"
        );
        assert!(refusal(desk.tick_sisc(who[0], quarter, true)).contains("não pode"));
    }
    desk.sample_login(Role::Coordination).unwrap();
    assert!(refusal(desk.tick_sisc(who[1], quarter, true)).contains("Sem NIS"));
    desk.tick_sisc(who[0], quarter, true).unwrap();
    let it = desk.sisc_quarter(Some(quarter)).unwrap();
    let (at, by) = it.confirm[0].typed.clone().unwrap();
    assert_eq!((at, it.typed()), (desk.now(), 1));
    assert!(!by.is_empty());
    desk.tick_sisc(who[0], quarter, false).unwrap();
    assert_eq!(desk.sisc_quarter(None).unwrap().typed(), 0);
    desk.tick_sisc(who[0], quarter, true).unwrap();
    assert_eq!(desk.sisc_quarter(None).unwrap().typed(), 1);
    desk.undo().unwrap();
    assert_eq!(desk.sisc_quarter(None).unwrap().typed(), 0);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn the_export_has_the_columns_of_the_sisc_and_runs_no_formula() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let mut sheet = sheet(&desk, "=SOMA(A1)", None, "ter 14 a 16", 30);
    sheet.mixed = true;
    let group = desk.save_group(&sheet).unwrap().id;
    let who = teens(&mut desk, 1);
    with_nis(&mut desk, &who);
    enrolled(&mut desk, group, &who, "2026-10-05");
    called(&mut desk, group, &["2026-11-03"], &[(who[0], P)]);
    desk.note_situation(&NewSituation {
        person: who[0],
        situation: Situation::Abuse,
        since: day("2026-11-01"),
        proof: "ofício 4417".into(),
    })
    .unwrap();
    let csv = desk.sisc_sheet(None).unwrap().csv();
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(
        rows[0],
        "nu_nis_pessoa,no_pessoa,no_grupo,no_cras,nu_cras,co_seq_faixa_etaria,\
         co_situacao_prioritaria,st_intergeracional,dt_nasc_pessoa,dt_relatorio"
    );
    assert!(rows[1].starts_with(&numbers::nis(1, 7)), "{csv}");
    assert!(rows[1].contains(",'=SOMA(A1),"), "{csv}");
    assert!(rows[1].ends_with(",sim,sim,10/05/2010,23/11/2026"), "{csv}");
    for secret in ["abuso", "Abuse", "4417"] {
        assert!(!csv.contains(secret), "{csv}");
    }
    let seen = desk.accesses(day("2026-11-23")).unwrap();
    assert!(format!("{seen:?}").contains("sisc"), "{seen:?}");
}

#[test]
fn sixteen_of_thirty_places_are_53_percent() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let violao = group(&desk, "Violão");
    let mut sheet = desk.group_sheet(violao).unwrap();
    sheet.active = false;
    desk.save_group(&sheet).unwrap();
    let elders = group(&desk, "Convivência");
    let who = teens(&mut desk, 16);
    enrolled(&mut desk, elders, &who, "2026-10-05");
    for it in &who {
        for situation in [Situation::Isolation, Situation::School] {
            let noted = NewSituation {
                person: *it,
                situation,
                since: day("2026-10-05"),
                proof: String::new(),
            };
            desk.note_situation(&noted).unwrap();
        }
    }
    let it = desk.sisc_quarter(None).unwrap();
    assert_eq!((it.share.people, it.share.capacity), (16, 30));
    assert_eq!(it.share.percent(), 53);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Against a walk over every roll by hand.
    #[test]
    fn the_lists_are_what_the_sheets_of_paper_say(
        stays in prop::collection::vec((0usize..4, any::<bool>(), 0u32..12, prop::option::of(0u32..12)), 1..7),
        said in prop::collection::vec((0usize..4, any::<bool>(), 0usize..12, any::<bool>()), 0..25),
    ) {
        let mut desk = groups_desk();
        desk.sample_login(Role::Coordination).unwrap();
        let violao = group(&desk, "Violão");
        let mut sheet = desk.group_sheet(violao).unwrap();
        sheet.capacity = 30;
        desk.save_group(&sheet).unwrap();
        let groups = [violao, group(&desk, "Convivência")];
        let who = teens(&mut desk, 4);
        with_nis(&mut desk, &who[..3]);
        // Twelve weeks that cross into the quarter: from 8 September on.
        let week = |n: u32| day("2026-09-08") + chrono::Duration::weeks(i64::from(n));
        let mut inside = HashSet::new();
        let quarter = (day("2026-10-01"), day("2026-11-23"));
        for (person, in_first, since, until) in stays {
            let group = groups[usize::from(!in_first)];
            let since = week(since.min(10));
            if desk.enrol(&acolhida::app::NewEnrolment { since, ..entry(group, who[person], "2026-10-05") }).is_err() {
                continue;
            }
            let until = until.map(|it| week(it.min(10))).filter(|it| *it >= since);
            if let Some(until) = until {
                let own = desk.groups_of(who[person]).unwrap();
                let own = own.open().unwrap();
                let stay = own.iter().find(|it| it.group == group && it.until.is_none()).unwrap();
                desk.leave_group(stay.enrolment, until, GroupLeave::OwnWish).unwrap();
            }
            if since <= quarter.1 && until.is_none_or(|it| it >= quarter.0) {
                inside.insert(person);
            }
        }
        let mut last = std::collections::HashMap::new();
        for (person, in_first, at, present) in said {
            let (group, starts, on) = if in_first {
                (groups[0], "14", week(u32::try_from(at).unwrap().min(10)))
            } else {
                (groups[1], "8", week(u32::try_from(at).unwrap().min(10)) - chrono::Duration::days(1))
            };
            let key = key(group, &on.to_string(), starts);
            let Ok(roll) = desk.roll(key) else { continue };
            let seen = roll.lines.iter().find(|it| it.person == who[person]).and_then(|it| it.mark);
            let mark = if present { P } else { F };
            desk.save_roll(key, &[change(who[person], seen, mark)]).unwrap();
            last.insert((person, in_first, on), present);
        }
        let came = |person: usize| last.iter().any(|(it, present)| it.0 == person && *present && it.2 >= quarter.0);
        let it = desk.sisc_quarter(None).unwrap();
        for (at, person) in who.iter().enumerate() {
            let on = |all: &[SiscLine]| all.iter().filter(|it| it.person == *person).count();
            let is_in = inside.contains(&at);
            let nis = at < 3;
            prop_assert_eq!(on(&it.confirm), usize::from(is_in && nis && came(at)), "{}", at);
            prop_assert_eq!(on(&it.check), usize::from(is_in && nis && !came(at)), "{}", at);
            prop_assert_eq!(on(&it.without_nis), usize::from(is_in && !nis), "{}", at);
        }
    }
}
