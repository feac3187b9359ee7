//! The roll: three states, two people at once, visitors, corrections.

use acolhida::app::MeetingMove;
use acolhida::domain::access::Role;
use acolhida::domain::groups::GroupLeave;

use super::desks::*;
use crate::agenda::desks::{at, day};
use crate::desks::refusal;

#[test]
fn a_meeting_never_saved_is_not_called() {
    let mut desk = groups_desk();
    let elders = group(&desk, "Convivência");
    let ana = person(&mut desk, "Ana Elói", "01/02/1950");
    enrolled(&mut desk, elders, &[ana], "2026-11-02");
    let today = key(elders, "2026-11-23", "8");
    assert_eq!(marks(&desk, today), [None]);
    let all = desk
        .meetings(elders, day("2026-11-01"), day("2026-11-30"))
        .unwrap();
    let days: Vec<String> = all.iter().map(|it| it.day.to_string()).collect();
    // The 2nd is a holiday.
    assert_eq!(
        days,
        ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]
    );
    assert!(
        all.iter()
            .all(|it| it.called_at.is_none() && it.id.is_none())
    );
    // Saving without a word calls nothing.
    let saved = desk.save_roll(today, &[change(ana, None, None)]).unwrap();
    assert_eq!((saved.written, saved.conflicts.len()), (0, 0));
    assert!(desk.roll(today).unwrap().meeting.called_at.is_none());
    desk.save_roll(today, &[change(ana, None, P)]).unwrap();
    let roll = desk.roll(today).unwrap();
    assert!(roll.meeting.called_at.is_some());
    assert_eq!(roll.lines[0].by, "Pessoa recepcao");
    assert_eq!(marks(&desk, today), [P]);
    // And one key takes it back.
    desk.undo().unwrap();
    assert_eq!(marks(&desk, today), [None]);
    assert!(desk.roll(today).unwrap().meeting.called_at.is_none());
    desk.save_roll(today, &[change(ana, None, J)]).unwrap();
    assert_eq!(marks(&desk, today), [J]);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn two_who_mark_at_once_are_merged_by_person_and_see_where_they_differ() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 3);
    enrolled(&mut desk, violao, &people, "2026-11-01");
    let last = key(violao, "2026-11-19", "14");
    let (a, b, c) = (people[0], people[1], people[2]);
    // Both opened it empty; each marks and saves.
    desk.sample_login(Role::Instructor).unwrap();
    let first = desk
        .save_roll(last, &[change(a, None, P), change(b, None, F)])
        .unwrap();
    assert_eq!((first.written, first.conflicts.len()), (2, 0));
    desk.sample_login(Role::Technician).unwrap();
    let second = desk
        .save_roll(
            last,
            &[change(a, None, P), change(b, None, P), change(c, None, P)],
        )
        .unwrap();
    assert_eq!(second.written, 1);
    let [conflict] = &second.conflicts[..] else {
        panic!("{second:?}");
    };
    assert_eq!((conflict.theirs, conflict.ours), (F, P));
    assert_eq!(conflict.by, "Pessoa orientador");
    assert_eq!(marks(&desk, last), [P, F, P]);
    // Having seen it, the second may say otherwise.
    desk.save_roll(last, &[change(b, F, P)]).unwrap();
    assert_eq!(marks(&desk, last), [P, P, P]);
    // The former mark is in the history of the row.
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn the_roll_of_a_day_has_who_was_in_then_and_visitors_last() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 3);
    assert_eq!(
        enrolled(&mut desk, violao, &people[..2], "2026-11-01"),
        [1, 2]
    );
    let (tuesday, thursday) = (
        key(violao, "2026-11-17", "14"),
        key(violao, "2026-11-19", "14"),
    );
    desk.save_roll(
        tuesday,
        &[change(people[0], None, P), change(people[2], None, P)],
    )
    .unwrap();
    let roll = desk.roll(tuesday).unwrap();
    let numbers: Vec<Option<u32>> = roll.lines.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [Some(1), Some(2), None]);
    // Number 1 leaves on the 17th; whoever enters on the 18th takes it.
    let out = desk.group_card(violao).unwrap().people[0].enrolment;
    desk.leave_group(out, day("2026-11-17"), GroupLeave::Moved)
        .unwrap();
    assert_eq!(enrolled(&mut desk, violao, &people[2..], "2026-11-18"), [1]);
    let of = |desk: &acolhida::app::Desk, key| -> Vec<_> {
        let lines = desk.roll(key).unwrap().lines;
        lines.iter().map(|it| (it.number, it.person)).collect()
    };
    assert_eq!(
        of(&desk, tuesday),
        [
            (Some(1), people[0]),
            (Some(2), people[1]),
            (None, people[2])
        ]
    );
    assert_eq!(
        of(&desk, thursday),
        [(Some(1), people[2]), (Some(2), people[1])]
    );
}

#[test]
fn a_meeting_is_moved_or_cancelled_with_a_reason_and_not_after_the_roll() {
    let mut desk = groups_desk();
    let violao = group(&desk, "Violão");
    let people = teens(&mut desk, 1);
    enrolled(&mut desk, violao, &people, "2026-11-01");
    let (tuesday, next) = (
        key(violao, "2026-11-17", "14"),
        key(violao, "2026-11-24", "14"),
    );
    assert!(refusal(desk.save_roll(next, &[change(people[0], None, P)])).contains("ainda vai"));
    assert!(refusal(desk.cancel_meeting(next, " ")).contains("motivo"));
    desk.cancel_meeting(next, "falta de água").unwrap();
    let at_10 = MeetingMove {
        day: day("2026-11-18"),
        starts: at("10"),
        ends: at("12"),
        reason: "jogo da seleção".into(),
    };
    desk.move_meeting(tuesday, &at_10).unwrap();
    let all = desk
        .meetings(violao, day("2026-11-16"), day("2026-11-24"))
        .unwrap();
    let told: Vec<_> = all
        .iter()
        .map(|it| {
            (
                it.day.to_string(),
                it.starts.to_string(),
                it.moved,
                it.cancelled,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("2026-11-18".into(), "10:00".into(), true, false),
            ("2026-11-19".into(), "14:00".into(), false, false),
            ("2026-11-24".into(), "14:00".into(), false, true),
        ]
    );
    // It is still the same meeting, under the key it was planned by.
    desk.save_roll(tuesday, &[change(people[0], None, P)])
        .unwrap();
    assert!(refusal(desk.cancel_meeting(tuesday, "chuva")).contains("já foi feita"));
    assert!(refusal(desk.save_roll(next, &[change(people[0], None, P)])).contains("cancelado"));
}

#[test]
fn hours_that_change_leave_the_past_meetings_where_they_were() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let violao = group(&desk, "Violão");
    let mut sheet = desk.group_sheet(violao).unwrap();
    assert_eq!(sheet.hours, "ter e qui 14:00–16:00");
    sheet.hours = "qui 14 a 16; sex 9 a 11".into();
    sheet.hours_since = day("2026-11-23");
    desk.save_group(&sheet).unwrap();
    let all = desk
        .meetings(violao, day("2026-11-17"), day("2026-11-28"))
        .unwrap();
    let days: Vec<String> = all.iter().map(|it| it.day.to_string()).collect();
    assert_eq!(
        days,
        ["2026-11-17", "2026-11-19", "2026-11-26", "2026-11-27"]
    );
    assert_eq!(
        desk.group_sheet(violao).unwrap().hours,
        "qui 14:00–16:00; sex 09:00–11:00"
    );
}

#[test]
fn an_orientador_reaches_the_own_groups_and_no_other() {
    let mut desk = groups_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let mut other = sheet(&desk, "Capoeira", None, "sex 8 a 10", 20);
    other.team.clear();
    let other = desk.save_group(&other).unwrap().id;
    desk.sample_login(Role::Instructor).unwrap();
    let names: Vec<String> = desk
        .groups()
        .unwrap()
        .into_iter()
        .map(|it| it.group.name)
        .collect();
    assert_eq!(names, ["Convivência", "Violão"]);
    assert!(refusal(desk.roll(key(other, "2026-11-20", "8"))).contains("outra equipe"));
    assert!(refusal(desk.group_card(other)).contains("outra equipe"));
    let violao = group(&desk, "Violão");
    assert!(
        refusal(desk.enrol_sheet(acolhida::domain::id::Id::from_bytes([7; 16])))
            .contains("não pode")
    );
    assert!(desk.group_card(violao).is_ok());
}
