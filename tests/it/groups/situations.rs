//! Which priority situation somebody is in is told to technicians and
//! coordination; everybody else hears yes or no.

use acolhida::app::NewSituation;
use acolhida::domain::access::Role;
use acolhida::domain::groups::Situation;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::refusal;

#[test]
fn the_situation_is_for_technicians_and_coordination() {
    let mut desk = groups_desk();
    let teen = teens(&mut desk, 1)[0];
    let it = NewSituation {
        person: teen,
        situation: Situation::Abuse,
        since: day("2026-11-01"),
        proof: "ofício 12/2026".into(),
    };
    for role in [
        Role::Reception,
        Role::CadUnico,
        Role::Instructor,
        Role::Management,
    ] {
        desk.sample_login(role).unwrap();
        assert!(
            refusal(desk.note_situation(&it)).contains("não pode"),
            "{role:?}"
        );
        assert!(
            refusal(desk.situations(teen)).contains("não pode"),
            "{role:?}"
        );
    }
    desk.sample_login(Role::Technician).unwrap();
    desk.note_situation(&it).unwrap();
    // Noting it again corrects it; somebody counts once however many there are.
    desk.note_situation(&NewSituation {
        proof: "ofício 13/2026".into(),
        ..it.clone()
    })
    .unwrap();
    desk.note_situation(&NewSituation {
        situation: Situation::Street,
        ..it
    })
    .unwrap();
    let all = desk.situations(teen).unwrap();
    assert_eq!(all.len(), 2);
    assert!(all.iter().any(|it| it.proof == "ofício 13/2026"));
    desk.sample_login(Role::Reception).unwrap();
    assert!(desk.enrol_sheet(teen).unwrap().priority);
    desk.sample_login(Role::Coordination).unwrap();
    for it in all {
        desk.end_situation(teen, it.id, day("2026-11-22")).unwrap();
    }
    assert!(!desk.enrol_sheet(teen).unwrap().priority);
}
