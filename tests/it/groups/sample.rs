//! The groups of the demonstration: one of each band, meeting and called.

use chrono::Duration;

use acolhida::app::sample::{hour, sample_day};
use acolhida::app::{Clock, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::groups::Band;

fn demo() -> Desk {
    let mut desk = sample_day(Clock::held(hour())).unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    desk
}

#[test]
fn the_demonstration_has_a_group_of_each_band_and_one_that_meets_now() {
    let desk = demo();
    let all = desk.groups().unwrap();
    for band in Band::ALL {
        assert!(
            all.iter().any(|it| it.group.band == Some(*band)),
            "{band:?}"
        );
    }
    let (mut offers, mut people, mut priority) = (0, 0, 0);
    for it in &all {
        let card = desk.group_card(it.group.id).unwrap();
        assert!((9..=25).contains(&card.people.len()), "{}", it.group.name);
        assert!(!card.percursos.is_empty());
        people += card.people.len();
        priority += card.people.iter().filter(|it| it.priority).count();
        offers += usize::from(it.places.to_offer());
    }
    assert!(offers > 0, "a free place that somebody waits for");
    let percent = priority * 100 / people;
    assert!((40..=65).contains(&percent), "{percent}%");
    let today = desk.today();
    let now = desk.meetings_on(today).unwrap();
    let at = now.iter().find(|it| it.starts.get() == 480).unwrap();
    let roll = desk.roll(at.key).unwrap();
    assert!(roll.lines.len() >= 10 && at.called_at.is_none());
    let past = desk.meetings(
        at.key.group,
        today - Duration::days(40),
        today - Duration::days(1),
    );
    let past = past.unwrap();
    assert!(past.len() >= 8 && past.iter().all(|it| it.called_at.is_some()));
}
