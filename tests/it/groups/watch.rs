//! Watching: who stopped coming is called until somebody is reached, and what
//! a group lacks is told once.

use acolhida::app::{AbsenceTask, AlertKind, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::Reach;
use acolhida::domain::groups::{Group, Mark};
use acolhida::domain::id::Id;
use acolhida::domain::person::Person;
use acolhida::domain::unit::Setting;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::{later, refusal};

/// Says what is said of somebody at the meetings of «Violão» on those days.
pub fn called(
    desk: &mut Desk,
    group: Id<Group>,
    days: &[&str],
    who: &[(Id<Person>, Option<Mark>)],
) {
    for on in days {
        let all: Vec<_> = who.iter().map(|it| change(it.0, None, it.1)).collect();
        let saved = desk.save_roll(key(group, on, "14"), &all).unwrap();
        assert!(saved.conflicts.is_empty());
    }
}

const OCTOBER: [&str; 4] = ["2026-10-06", "2026-10-13", "2026-10-20", "2026-10-27"];
const NOVEMBER: [&str; 3] = ["2026-11-03", "2026-11-10", "2026-11-17"];

/// Bia comes, Caio stopped after October, Duda tells why she does not.
fn gone() -> (Desk, Id<Group>, Vec<Id<Person>>) {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let who = teens(&mut desk, 3);
    enrolled(&mut desk, violao, &who, "2026-10-01");
    called(
        &mut desk,
        violao,
        &OCTOBER,
        &[(who[0], P), (who[1], P), (who[2], P)],
    );
    called(
        &mut desk,
        violao,
        &NOVEMBER,
        &[(who[0], P), (who[1], F), (who[2], J)],
    );
    (desk, violao, who)
}

fn one(desk: &Desk) -> AbsenceTask {
    let all = desk.absence_tasks().unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

#[test]
fn three_absences_in_a_row_are_a_task_until_somebody_is_reached() {
    let (mut desk, violao, who) = gone();
    let it = one(&desk);
    assert_eq!((it.person, it.streak, it.group), (who[1], 3, violao));
    assert_eq!(it.since, Some(day("2026-11-03")));
    assert_eq!(it.last_present, Some(day("2026-10-27")));
    for (reach, in_vain) in [
        (Reach::NoAnswer, 1),
        (Reach::Message, 2),
        (Reach::WrongNumber, 3),
    ] {
        later(desk.clock(), 5);
        desk.note_absence_call(it.enrolment, reach).unwrap();
        let open = one(&desk);
        assert_eq!((open.reach, open.in_vain), (Some(reach), in_vain));
    }
    later(desk.clock(), 5);
    desk.note_absence_call(it.enrolment, Reach::Confirmed)
        .unwrap();
    assert!(desk.absence_tasks().unwrap().is_empty());
    desk.undo().unwrap();
    assert_eq!(one(&desk).in_vain, 3);
    // The unit waits for four, and the next absence is the fourth.
    desk.sample_login(Role::Coordination).unwrap();
    desk.change_setting(Setting::GroupAbsences, "4").unwrap();
    assert!(desk.absence_tasks().unwrap().is_empty());
    desk.clock().set(desk.now() + chrono::Duration::days(1));
    called(&mut desk, violao, &["2026-11-24"], &[(who[1], F)]);
    assert_eq!(one(&desk).streak, 4);
    // Whoever leaves is nobody's task.
    let left = acolhida::domain::groups::GroupLeave::Absences;
    desk.leave_group(it.enrolment, desk.today(), left).unwrap();
    assert!(desk.absence_tasks().unwrap().is_empty());
    let why = refusal(desk.note_absence_call(it.enrolment, Reach::NoAnswer));
    assert!(why.contains("já saiu"), "{why}");
}

#[test]
fn an_orientador_watches_their_own_groups_and_calls_nobody_by_phone() {
    let (mut desk, ..) = gone();
    desk.sample_login(Role::Instructor).unwrap();
    let it = one(&desk);
    assert!(it.phone_hidden && it.phone.is_empty());
    desk.note_absence_call(it.enrolment, Reach::Message)
        .unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    let mut sheet = desk.group_sheet(it.group).unwrap();
    sheet.team.clear();
    desk.save_group(&sheet).unwrap();
    desk.sample_login(Role::Instructor).unwrap();
    assert!(desk.absence_tasks().unwrap().is_empty());
    let watch = desk.group_watch().unwrap();
    assert!(watch.alerts.iter().all(|it| it.group_name != "Violão"));
    assert!(
        refusal(desk.note_absence_call(it.enrolment, Reach::NoAnswer)).contains("outra equipe")
    );
    desk.sample_login(Role::Management).unwrap();
    assert!(refusal(desk.absence_tasks()).contains("não pode"));
    assert!(refusal(desk.group_watch()).contains("não pode"));
}

#[test]
fn the_list_tells_each_thing_once() {
    let (mut desk, violao, who) = gone();
    let old = person(&mut desk, "Ícaro Crescido", "10/05/2005");
    desk.sample_login(Role::Coordination).unwrap();
    let mut sheet = desk.group_sheet(violao).unwrap();
    sheet.capacity = 40;
    desk.save_group(&sheet).unwrap();
    enrolled(&mut desk, violao, &[old], "2026-09-01");
    let told = |desk: &Desk, kind: AlertKind| -> Vec<String> {
        let all = desk.group_watch().unwrap().alerts;
        let of = all
            .iter()
            .filter(|it| it.kind == kind && it.group == violao);
        of.map(|it| format!("{} {}", it.name, it.text)).collect()
    };
    let ages = told(&desk, AlertKind::OutOfBand);
    assert_eq!(
        ages,
        ["Ícaro Crescido 21 anos, e o grupo é de 15 a 17 anos."]
    );
    let unseen = told(&desk, AlertKind::NoPresence);
    assert_eq!(unseen, ["Ícaro Crescido nenhuma presença desde 01/10."]);
    // Nobody called the Thursdays of the last four weeks; then a Tuesday.
    assert_eq!(told(&desk, AlertKind::NotCalled).len(), 4);
    desk.clock().set(desk.now() + chrono::Duration::days(2));
    let missing = told(&desk, AlertKind::NotCalled);
    assert_eq!(missing.len(), 5, "{missing:?}");
    assert_eq!(missing[4], " ter 24/11/2026: ninguém fez a chamada.");
    desk.cancel_meeting(key(violao, "2026-11-24", "14"), "chuva")
        .unwrap();
    assert_eq!(told(&desk, AlertKind::NotCalled).len(), 4);
    // Nobody is of the priority public; then all of a group of three are.
    assert_eq!(told(&desk, AlertKind::FewPriority).len(), 1);
    let mut sheet = desk.group_sheet(violao).unwrap();
    sheet.capacity = 6;
    desk.save_group(&sheet).unwrap();
    for it in &who {
        let noted = acolhida::app::NewSituation {
            person: *it,
            situation: acolhida::domain::groups::Situation::Isolation,
            since: day("2026-11-01"),
            proof: String::new(),
        };
        desk.note_situation(&noted).unwrap();
    }
    assert!(told(&desk, AlertKind::FewPriority).is_empty());
    let share = desk.group_watch().unwrap().share;
    assert_eq!((share.people, share.capacity), (3, 36));
    assert!(share.is_low());
}

#[test]
fn thirty_one_with_one_orientador_are_too_many_and_with_two_are_not() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let big = sheet(&desk, "Grande", None, "qua 8 a 10", 40);
    let big = desk.save_group(&big).unwrap().id;
    let people = teens(&mut desk, 31);
    enrolled(&mut desk, big, &people, "2026-11-02");
    let too_many = |desk: &Desk| {
        let all = desk.group_watch().unwrap().alerts;
        all.into_iter()
            .filter(|it| it.kind == AlertKind::TooMany)
            .count()
    };
    assert_eq!(too_many(&desk), 1);
    let mut sheet = desk.group_sheet(big).unwrap();
    sheet.team.push(acolhida::app::TeamPick {
        part: acolhida::domain::groups::Part::Leader,
        staff: None,
        name: "Marli".into(),
    });
    desk.save_group(&sheet).unwrap();
    assert_eq!(too_many(&desk), 0);
}
