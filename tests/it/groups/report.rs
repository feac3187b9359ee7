//! The month of the groups: with names for whoever works in them, in numbers
//! for the management.

use acolhida::domain::access::Role;

use super::desks::*;
use super::watch::called;
use crate::agenda::desks::day;

#[test]
fn a_month_counts_meetings_and_who_came() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let who = teens(&mut desk, 3);
    enrolled(&mut desk, violao, &who, "2026-10-01");
    called(
        &mut desk,
        violao,
        &["2026-11-03"],
        &[(who[0], P), (who[1], P), (who[2], F)],
    );
    called(
        &mut desk,
        violao,
        &["2026-11-10"],
        &[(who[0], P), (who[1], J), (who[2], F)],
    );
    desk.cancel_meeting(key(violao, "2026-11-17", "14"), "chuva")
        .unwrap();
    let visitor = person(&mut desk, "Gil Visita", "");
    called(&mut desk, violao, &[], &[]);
    desk.save_roll(key(violao, "2026-11-10", "14"), &[change(visitor, None, P)])
        .unwrap();
    let it = desk.frequency(day("2026-11-20"), Some(violao)).unwrap();
    assert_eq!((it.from, it.to), (day("2026-11-01"), day("2026-11-30")));
    let of = &it.groups[0];
    assert_eq!((of.planned, of.cancelled, of.called), (8, 1, 2));
    assert_eq!((of.presences, of.mean_text().as_str()), (4, "2,0"));
    let rows: Vec<_> = of
        .people
        .iter()
        .map(|it| (it.number, it.present, it.absent, it.justified, it.percent()))
        .collect();
    assert_eq!(
        rows,
        [
            (Some(1), 2, 0, 0, Some(100)),
            (Some(2), 1, 0, 1, Some(50)),
            (Some(3), 0, 2, 0, Some(0)),
            (None, 1, 0, 0, Some(100)),
        ]
    );
    let page = desk.frequency_page(day("2026-11-20"), None).unwrap().text();
    assert!(page.contains("novembro de 2026"), "{page}");
    assert!(page.lines().all(|it| it.chars().count() <= 80), "{page}");
    let csv = desk.frequency_sheet(day("2026-11-20"), None).unwrap().csv();
    assert!(
        csv.contains("2026-11,Violão,1,Bia Teste 0,2,0,0,100"),
        "{csv}"
    );
}

#[test]
fn the_management_sees_numbers_and_no_name() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let who = teens(&mut desk, 2);
    enrolled(&mut desk, violao, &who, "2026-10-01");
    called(
        &mut desk,
        violao,
        &["2026-11-03"],
        &[(who[0], P), (who[1], F)],
    );
    desk.sample_login(Role::Management).unwrap();
    let it = desk.frequency(day("2026-11-20"), None).unwrap();
    let of = it.groups.iter().find(|it| it.name == "Violão").unwrap();
    assert_eq!((of.presences, of.people.len()), (1, 0));
    let page = desk.frequency_page(day("2026-11-20"), None).unwrap().text();
    let csv = desk.frequency_sheet(day("2026-11-20"), None).unwrap().csv();
    for text in [page, csv] {
        let has = text.to_uppercase().contains("VIOLÃO");
        assert!(has && !text.contains("Bia"), "{text}");
    }
    desk.sample_login(Role::Instructor).unwrap();
    assert_eq!(
        desk.frequency(day("2026-11-20"), None)
            .unwrap()
            .groups
            .len(),
        2
    );
}
