//! One invented day of the line: who walks in, who was booked and came, and
//! how each ended.

use std::collections::HashSet;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::super::desk::Acting;
use super::super::reception::RESERVED_GROUP;
use super::booked::{Place, of_day, settle};
use super::town::{Home, Town};
use crate::domain::access::Role;
use crate::domain::agenda::{Appointment, Status};
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::priority::{Grounds, Known, computed};
use crate::domain::sample::booked::Fate;
use crate::domain::sample::names;
use crate::domain::sample::rng::Rng;
use crate::domain::sample::shift::{self, Coming, Ending, Queued, Served};
use crate::domain::ticket::{CALLS_MAX, Demand, State, Ticket, WaitsFor, prefix};
use crate::store::agenda::appointments;
use crate::store::{arrivals, tickets};

/// Somebody who comes, before the order of the line is known.
struct Comer {
    coming: Coming,
    family: Option<Id<Family>>,
    person: Option<Id<Person>>,
    companion: Option<Id<Person>>,
    said_name: String,
    grounds: Grounds,
    donor_on: Option<NaiveDate>,
    demands: Vec<usize>,
    reserved: bool,
    booked: Option<Appointment>,
}

/// The day as it stands at `now`: later arrivals have not come yet.
pub(super) fn write_line(
    act: &mut Acting<'_>,
    town: &mut Town,
    day: NaiveDate,
    count: u64,
    known: usize,
    now: DateTime<Utc>,
) -> Outcome<()> {
    let zone = town.zone;
    let at = |seconds: i64| zone.instant(day, NaiveTime::MIN) + Duration::seconds(seconds);
    let mut seen = HashSet::new();
    let places = of_day(act, town, day, count, known, &mut seen)?;
    let walk_ins = comers(act, town, day, count, known, &mut seen)?;
    let line: Vec<Queued> = walk_ins
        .iter()
        .map(|it| Queued {
            at_s: it.coming.at_s,
            class: it.grounds.class(),
            reserved: it.reserved,
            minutes: it.coming.minutes,
            ending: it.coming.ending,
        })
        .collect();
    let served = shift::serve(&line, town.counters.desks.len());
    let mut all: Vec<(Comer, Served)> = walk_ins.into_iter().zip(served).collect();
    // Lines are given as people book and come, the booked ones first.
    let (mut next_line, _) = tickets::next_numbers(act.tx, day, "")?;
    let mut rng = Rng::of(town.seed ^ 0xB00C, next_line.into());
    for place in places {
        next_line = next_line.max(place.it.line + 1);
        match booked_comer(act, town, &mut rng, &place, day)? {
            Some(it) if at(it.0.coming.at_s) <= now => all.push(it),
            Some(_) | None => {
                let hour = zone.instant(day, place.it.starts.time());
                let passed = now >= hour + Duration::minutes(60);
                settle(act, town, place.it, place.fate, passed)?;
            }
        }
    }
    all.sort_by_key(|it| it.0.coming.at_s);
    for (comer, served) in &all {
        if at(comer.coming.at_s) > now {
            continue;
        }
        let line = match &comer.booked {
            Some(it) => it.line,
            None => {
                next_line += 1;
                next_line - 1
            }
        };
        let ticket = ticket(act, town, comer, served, (day, line), now, &at)?;
        let change = tickets::save(act.tx, &ticket)?;
        act.note(change);
        if let Some(it) = &comer.booked {
            let status = match ticket.state {
                State::Done | State::SentOut => Status::Done,
                State::GaveUp | State::Absent => Status::GaveUp,
                State::Waiting | State::Called | State::InService | State::PapersMissing => {
                    Status::Booked
                }
            };
            let it = Appointment {
                status,
                ticket: Some(ticket.id),
                ..it.clone()
            };
            let change = appointments::save(act.tx, &it)?;
            act.note(change);
        }
        for (demand, place) in comer.demands.iter().zip(0..) {
            let Some(demand) = town.demands.get(*demand) else {
                continue;
            };
            let id = *act.draw::<Demand>().bytes();
            let change = tickets::add_demand(act.tx, id, ticket.id, demand.id, place)?;
            act.note(change);
        }
        if let Some(person) = comer.companion {
            let id = *act.draw::<Person>().bytes();
            let change = tickets::add_companion(act.tx, id, ticket.id, person)?;
            act.note(change);
        }
        town.tickets += 1;
    }
    Ok(())
}

/// Whoever was booked and came, some minutes before the hour, and was seen by
/// whom they were booked with; `None` for who did not come.
fn booked_comer(
    act: &Acting<'_>,
    town: &Town,
    rng: &mut Rng,
    place: &Place,
    day: NaiveDate,
) -> Outcome<Option<(Comer, Served)>> {
    let ending = match place.fate {
        Fate::Came => Ending::Done,
        Fate::Left => Ending::GaveUp,
        Fate::Missed | Fate::Moved | Fate::Cancelled => return Ok(None),
    };
    let facts = match place.it.person {
        Some(person) => arrivals::known(act.tx, person, day)?.unwrap_or_default(),
        None => Known::default(),
    };
    let hour_s = i64::from(place.it.starts.get()) * 60;
    let minutes = i64::from(place.service.minutes) * rng.between(60, 95) / 100;
    let called_s = hour_s + rng.between(0, 8) * 60;
    let position = |it: &Demand| Some(it.id) == place.service.demand;
    let grounds = computed(facts, day);
    let comer = Comer {
        coming: Coming {
            at_s: hour_s - rng.between(2, 25) * 60,
            demand: "",
            second: None,
            access: "1",
            said: None,
            minutes,
            ending,
            unknown: false,
        },
        family: place.it.family,
        person: place.it.person,
        companion: None,
        said_name: String::new(),
        donor_on: facts.donated_on.filter(|_| grounds == Grounds::BloodDonor),
        grounds,
        reserved: false,
        demands: town.demands.iter().position(position).into_iter().collect(),
        booked: Some(place.it.clone()),
    };
    let served = Served {
        called_s,
        started_s: called_s + 60,
        ended_s: called_s + 60 + minutes * 60,
        desk: 0,
    };
    Ok(Some((comer, served)))
}

fn comers(
    act: &Acting<'_>,
    town: &Town,
    day: NaiveDate,
    count: u64,
    known: usize,
    seen: &mut HashSet<usize>,
) -> Outcome<Vec<Comer>> {
    let mut rng = Rng::of(
        town.seed ^ 0xC0AE5,
        u64::try_from(day.to_epoch_days()).unwrap_or(0),
    );
    let mut fresh = known..town.homes.len();
    let mut out = Vec::new();
    for mut coming in shift::comings(town.seed, day, count) {
        let home = match fresh.next() {
            // Whoever was registered today came for it.
            Some(new) => {
                coming.demand = "CU-INC";
                coming.ending = Ending::Done;
                coming.unknown = false;
                seen.insert(new);
                Some(new)
            }
            None if coming.unknown => None,
            None => pick_home(&mut rng, town.homes.len(), seen),
        };
        let home = home.and_then(|it| town.homes.get(it));
        let (person, facts) = who_comes(act, &mut rng, home, day)?;
        let grounds = match computed(facts, day) {
            Grounds::Conventional => coming.said.unwrap_or(Grounds::Conventional),
            grounds => grounds,
        };
        let codes = std::iter::once(coming.demand).chain(coming.second);
        let demands: Vec<usize> = codes
            .filter_map(|code| town.demands.iter().position(|it| it.code == code))
            .collect();
        let others = home.map_or(&[][..], |it| &it.people[..]);
        out.push(Comer {
            family: home.map(|it| it.family),
            person,
            companion: others
                .iter()
                .copied()
                .find(|it| Some(*it) != person)
                .filter(|_| rng.percent(14)),
            said_name: if person.is_some() {
                String::new()
            } else {
                let female = rng.percent(70);
                let given = names::given(&mut rng, female);
                format!("{given} {}", names::surname(&mut rng, false))
            },
            donor_on: facts.donated_on.filter(|_| grounds == Grounds::BloodDonor),
            grounds,
            reserved: demands
                .iter()
                .any(|it| town.demands.get(*it).is_some_and(|it| it.reserved)),
            demands,
            coming,
            booked: None,
        });
    }
    Ok(out)
}

/// Families that came lately come again sooner; nobody twice a day.
pub(super) fn pick_home(rng: &mut Rng, count: usize, seen: &mut HashSet<usize>) -> Option<usize> {
    for _ in 0..8 {
        let share = rng.below(1000) * rng.below(1000);
        let back = count * usize::try_from(share).unwrap_or(0) / 1_000_000;
        let it = count.checked_sub(1 + back)?;
        if seen.insert(it) {
            return Some(it);
        }
    }
    None
}

/// Mostly the reference person; a child never comes alone.
fn who_comes(
    act: &Acting<'_>,
    rng: &mut Rng,
    home: Option<&Home>,
    day: NaiveDate,
) -> Outcome<(Option<Id<Person>>, Known)> {
    const ALONE_AGE: u32 = 16;
    let Some((home, first)) = home.and_then(|it| it.people.first().map(|first| (it, *first)))
    else {
        return Ok((None, Known::default()));
    };
    if rng.percent(25) {
        let other = usize::try_from(rng.below(home.people.len() as u64)).unwrap_or(0);
        if let Some(&other) = home.people.get(other) {
            let facts = arrivals::known(act.tx, other, day)?.unwrap_or_default();
            if facts.age.is_none_or(|it| it >= ALONE_AGE) {
                return Ok((Some(other), facts));
            }
        }
    }
    let facts = arrivals::known(act.tx, first, day)?.unwrap_or_default();
    Ok((Some(first), facts))
}

/// The ticket as it stands at `now`.
fn ticket(
    act: &mut Acting<'_>,
    town: &Town,
    it: &Comer,
    served: &Served,
    (day, line): (NaiveDate, u32),
    now: DateTime<Utc>,
    at: &dyn Fn(i64) -> DateTime<Utc>,
) -> Outcome<Ticket> {
    let group = match it.demands.first().and_then(|it| town.demands.get(*it)) {
        Some(first) if !it.reserved => first.group.as_str(),
        Some(_) | None => RESERVED_GROUP,
    };
    let prefix = prefix(group, it.grounds.class());
    let (_, seq) = tickets::next_numbers(act.tx, day, &prefix)?;
    let happened = |seconds: i64| Some(at(seconds)).filter(|it| *it <= now);
    let arrived_at = at(it.coming.at_s);
    let with = it.booked.as_ref().and_then(|it| {
        let provider = town.supply.provider(it.provider)?;
        provider.staff
    });
    let theirs = with.and_then(|staff| town.counters.of(staff));
    let counter = match theirs.or_else(|| town.counters.desks.get(served.desk)) {
        Some(desk) => Some(desk),
        None => {
            let turn = usize::try_from(line).unwrap_or(0) % town.counters.rooms.len().max(1);
            town.counters.rooms.get(turn)
        }
    };
    let mut ticket = Ticket {
        // An id made at the arrival keeps the rows of a day together.
        id: {
            let here = act.now;
            act.now = arrived_at;
            let id = act.draw();
            act.now = here;
            id
        },
        day,
        line,
        prefix,
        seq,
        family: it.family,
        person: it.person,
        said_name: it.said_name.clone(),
        party: 1 + u32::from(it.companion.is_some()),
        access: it.coming.access.to_owned(),
        grounds: it.grounds,
        donor_on: it.donor_on,
        reserved: it.reserved,
        wait: match with {
            Some(staff) => WaitsFor::Staff(staff),
            None if it.reserved => WaitsFor::Role(Role::Technician),
            None => WaitsFor::Anybody,
        },
        returned: false,
        state: State::Waiting,
        arrived_at,
        queued_at: match &it.booked {
            Some(it) => town.zone.instant(day, it.starts.time()),
            None => arrived_at,
        },
        calls: 0,
        called_at: None,
        started_at: None,
        ended_at: None,
        seat: String::new(),
        attendant: None,
        missing: String::new(),
        sent_to: String::new(),
    };
    let Some(called) = happened(served.called_s) else {
        return Ok(ticket);
    };
    if it.coming.ending == Ending::GaveUp {
        ticket.state = State::GaveUp;
        ticket.ended_at = Some(called);
        return Ok(ticket);
    }
    ticket.state = State::Called;
    ticket.calls = 1;
    ticket.called_at = Some(called);
    if let Some((session, seat)) = counter {
        ticket.attendant = Some(session.staff);
        ticket.seat.clone_from(seat);
    }
    let ended = happened(served.ended_s);
    if it.coming.ending == Ending::Absent {
        if ended.is_some() {
            ticket.state = State::Absent;
            ticket.calls = CALLS_MAX;
            ticket.ended_at = ended;
        }
        return Ok(ticket);
    }
    ticket.started_at = happened(served.started_s);
    if ticket.started_at.is_some() {
        ticket.state = State::InService;
    }
    if ended.is_some() {
        ticket.ended_at = ended;
        ticket.state = match it.coming.ending {
            Ending::Papers(what) => {
                ticket.missing = what.to_owned();
                State::PapersMissing
            }
            Ending::SentOut(place) => {
                ticket.sent_to = place.to_owned();
                State::SentOut
            }
            Ending::Done | Ending::Absent | Ending::GaveUp => State::Done,
        };
    }
    Ok(ticket)
}
