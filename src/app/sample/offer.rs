//! The hours of the sample unit: two CadÚnico interviewers, two técnicos, two
//! rooms, a turn of home visits, a day of CRAS itinerante and an absence.
//! Without collisions, so that whoever makes one sees their own.

use chrono::{Datelike, Days, NaiveDate};

use super::super::desk::{Acting, Desk};
use crate::domain::access::Role;
use crate::domain::act::Act;
use crate::domain::agenda::{Absence, Minute, Provider, Room, Turn, TurnKind, When};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::sample::shift;
use crate::store::agenda::supply;
use crate::store::staff;

/// Weekdays, hours and break of somebody's week, in minutes of the day.
struct Week {
    days: &'static [u32],
    hours: (i64, i64),
    pause: Option<(i64, i64)>,
}

const NOON: Option<(i64, i64)> = Some((12 * 60, 13 * 60));
const CLARA: &[Week] = &[Week {
    days: &[1, 2, 3, 4, 5],
    hours: (8 * 60, 16 * 60),
    pause: NOON,
}];
/// Thursdays are kept for the days out.
const DAVI: &[Week] = &[Week {
    days: &[1, 2, 3, 5],
    hours: (9 * 60, 16 * 60),
    pause: NOON,
}];
const INES: &[Week] = &[Week {
    days: &[1, 3],
    hours: (9 * 60, 12 * 60),
    pause: None,
}];
const OTAVIO: &[Week] = &[
    Week {
        days: &[1],
        hours: (13 * 60, 16 * 60),
        pause: None,
    },
    Week {
        days: &[2, 4],
        hours: (9 * 60, 12 * 60),
        pause: None,
    },
];

/// What a técnico gives at the unit; visits have their own turn.
const AT_THE_UNIT: &[&str] = &["ATE-TEC", "BPC", "BEN-EVE"];
const AT_HOME: &[&str] = &["VIS-DOM"];
const OUT: &[&str] = &["CAD-ATU", "CAD-INC"];

impl Desk {
    /// Writes the hours, from `since` on, for a file in which nobody has any.
    pub(super) fn write_sample_offer(&mut self, since: NaiveDate, today: NaiveDate) -> Outcome<()> {
        if !supply::providers(self.store.con())?.is_empty() {
            return Ok(());
        }
        self.act(Act::Sampled, |act| offer(act, since, today))
    }
}

fn offer(act: &mut Acting<'_>, since: NaiveDate, today: NaiveDate) -> Outcome<()> {
    let team = staff::all(act.tx)?;
    let of_role = |act: &mut Acting<'_>, role: Role| -> Outcome<Vec<Id<Provider>>> {
        let people = team.iter().filter(|it| it.active && it.role == role);
        people
            .take(2)
            .zip(0..)
            .map(|(it, at)| {
                let id = act.draw();
                let provider = Provider {
                    id,
                    staff: Some(it.id),
                    name: String::new(),
                    role: None,
                    services: Vec::new(),
                    active: true,
                    position: at + i64::from(role == Role::Technician) * 2,
                };
                let change = supply::save_provider(act.tx, &provider)?;
                act.note(change);
                Ok(id)
            })
            .collect()
    };
    let desks = of_role(act, Role::CadUnico)?;
    let rooms = of_role(act, Role::Technician)?;
    for (id, week) in desks.iter().zip([CLARA, DAVI]) {
        weekly(act, *id, week, since, None)?;
    }
    for ((id, week), name) in rooms.iter().zip([INES, OTAVIO]).zip(["Sala 1", "Sala 2"]) {
        let room = Room {
            id: act.draw(),
            name: name.to_owned(),
            places: 6,
            active: true,
        };
        let change = supply::save_room(act.tx, &room)?;
        act.note(change);
        weekly(act, *id, week, since, Some(room.id))?;
    }
    if let Some(first) = rooms.first() {
        let visits = Turn {
            when: When::Weekly(2),
            kind: TurnKind::HomeVisits,
            services: words(AT_HOME),
            ..turn(act, *first, since, (13 * 60, 16 * 60))
        };
        save(act, &visits)?;
    }
    if let Some(last) = desks.last() {
        let day = next(today, 4);
        let out = Turn {
            when: When::Once,
            kind: TurnKind::OffSite,
            place: "Escola do Mangue Velho".to_owned(),
            services: words(OUT),
            ..turn(act, *last, day, (8 * 60 + 30, 12 * 60))
        };
        save(act, &out)?;
    }
    if let Some(last) = rooms.last() {
        let day = next(today, 2);
        let away = Absence {
            id: act.draw(),
            provider: Some(*last),
            since: day,
            until: day,
            hours: None,
            reason: "capacitação".to_owned(),
        };
        let change = supply::save_absence(act.tx, &away)?;
        act.note(change);
    }
    Ok(())
}

fn weekly(
    act: &mut Acting<'_>,
    provider: Id<Provider>,
    weeks: &[Week],
    since: NaiveDate,
    room: Option<Id<Room>>,
) -> Outcome<()> {
    for week in weeks {
        for day in week.days {
            let it = Turn {
                when: When::Weekly(*day),
                pause: week.pause.map(minutes),
                room,
                services: match room {
                    Some(_) => words(AT_THE_UNIT),
                    None => Vec::new(),
                },
                ..turn(act, provider, since, week.hours)
            };
            save(act, &it)?;
        }
    }
    Ok(())
}

fn turn(act: &mut Acting<'_>, provider: Id<Provider>, since: NaiveDate, hours: (i64, i64)) -> Turn {
    let (starts, ends) = minutes(hours);
    Turn {
        id: act.draw(),
        provider,
        when: When::Once,
        since,
        until: None,
        starts,
        ends,
        pause: None,
        kind: TurnKind::Unit,
        place: String::new(),
        room: None,
        services: Vec::new(),
        places: 0,
    }
}

fn save(act: &mut Acting<'_>, it: &Turn) -> Outcome<()> {
    let change = supply::save_turn(act.tx, it)?;
    act.note(change);
    Ok(())
}

fn minutes(it: (i64, i64)) -> (Minute, Minute) {
    (Minute::clamped(it.0), Minute::clamped(it.1))
}

fn words(it: &[&str]) -> Vec<String> {
    it.iter().map(|it| (*it).to_owned()).collect()
}

/// That weekday (1 = Monday) of next week, or of the first after it on which
/// the unit opens.
fn next(today: NaiveDate, weekday: u32) -> NaiveDate {
    let monday = u64::from(today.weekday().num_days_from_monday());
    let first = today + Days::new(7 - monday) + Days::new(u64::from(weekday) - 1);
    (0..8)
        .map(|weeks| first + Days::new(weeks * 7))
        .find(|it| shift::is_open(*it))
        .unwrap_or(first)
}
