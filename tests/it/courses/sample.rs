//! The courses of the demonstration: one of each stage.

use acolhida::app::sample::{hour, sample_day};
use acolhida::app::{Clock, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::courses::Applied;

fn demo() -> Desk {
    let mut desk = sample_day(Clock::held(hour())).unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    desk
}

#[test]
fn the_demonstration_has_a_class_of_each_stage() {
    let desk = demo();
    let all = desk.courses().unwrap();
    assert!(all.len() >= 4, "{}", all.len());
    let today = desk.today();
    assert!(all.iter().any(|it| it.course.starts_on < today), "running");
    let closed = |it: &&acolhida::app::CourseLine| it.course.opens_on.is_some_and(|it| it > today);
    assert!(all.iter().any(|it| closed(&it)), "not open yet");
    let called = all.iter().find(|it| it.waiting > 0 && it.left != (0, 0));
    let called = called.expect("a free seat that somebody waits for");
    assert_eq!(desk.seat_offer(called.course.id).unwrap().call.len(), 3);
    let mut seen = Vec::new();
    for it in &all {
        let lines = desk.applications_of(it.course.id).unwrap();
        seen.extend(lines.into_iter().map(|it| it.state));
    }
    for state in [Applied::Entered, Applied::Waiting, Applied::Enrolled] {
        assert!(seen.contains(&state), "{state:?}");
    }
    let due = desk.follow_ups_due().unwrap();
    assert!(due.len() >= 4 && due.iter().all(|it| it.months == 3));
    let demand = desk.demand().unwrap();
    assert_eq!(
        (demand[0].title.as_str(), demand[0].many),
        ("Espanhol Instrumental", 3)
    );
    assert!(demand.iter().any(|it| it.has_class));
    assert!(desk.verify().unwrap().holds());
}
