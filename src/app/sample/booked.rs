//! Invented appointments: those of a day that was, with what became of them,
//! and those of the days ahead, with calls made and two people who would come
//! earlier. Only in hours that are offered, and nobody twice a day.

use std::collections::HashSet;

use chrono::{Duration, NaiveDate, NaiveTime};

use super::super::desk::{Acting, Desk};
use super::line::pick_home;
use super::town::Town;
use crate::domain::act::Act;
use crate::domain::agenda::{
    Appointment, Booked, Minute, Provider, Reach, Service, Status, TurnKind, Wish, WishState,
};
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::sample::booked::{Fate, fate, fill_percent};
use crate::domain::sample::rng::Rng;
use crate::store::agenda::contacts::{self, Contact};
use crate::store::agenda::{appointments, wishes};
use crate::store::{families, tickets};

/// Days ahead that are booked.
pub(super) const AHEAD_DAYS: usize = 14;
/// Who wishes to come earlier.
const WISHES: usize = 2;
const DIFFERENT: u64 = 0x000A_6EDA;

/// Somebody of the day's list, before the day came.
pub(super) struct Place {
    pub it: Appointment,
    pub fate: Fate,
    pub service: Service,
}

/// Asked for another day: the place that they will take keeps the chain.
pub(super) struct Moved {
    from: Id<Appointment>,
    service: Id<Service>,
    family: Option<Id<Family>>,
    person: Option<Id<Person>>,
    phone: String,
}

/// Who is booked on `day`, where `daily` people come in all. Homes from
/// `known` on are of families that did not exist yet when it was booked.
pub(super) fn of_day(
    act: &mut Acting<'_>,
    town: &mut Town,
    day: NaiveDate,
    daily: u64,
    known: usize,
    seen: &mut HashSet<usize>,
) -> Outcome<Vec<Place>> {
    let number = u64::try_from(day.to_epoch_days()).unwrap_or(0);
    let mut rng = Rng::of(town.seed ^ DIFFERENT, number);
    let (mut line, _) = tickets::next_numbers(act.tx, day, "")?;
    let booked = appointments::booked(act.tx, day)?;
    let mut out = Vec::new();
    let providers: Vec<Id<Provider>> = town.supply.providers.iter().map(|it| it.id).collect();
    for provider in providers {
        let theirs: Vec<&Booked> = booked.iter().filter(|it| it.provider == provider).collect();
        for (service, starts) in hours(&mut rng, town, provider, day, fill_percent(daily)) {
            let ends = starts.plus(service.minutes).unwrap_or(starts);
            if theirs.iter().any(|it| it.starts < ends && it.ends > starts) {
                continue;
            }
            let Some(who) = somebody(act, &mut rng, town, &service, known, seen)? else {
                continue;
            };
            let ago = Duration::days(rng.between(2, 18)) + Duration::minutes(rng.between(0, 420));
            let morning = NaiveTime::from_hms_opt(15, 0, 0).unwrap_or_default();
            let staff = town.counters.desks.first().map(|it| it.0.staff);
            let it = Appointment {
                id: act.draw(),
                service: service.id,
                provider,
                day,
                starts,
                minutes: service.minutes,
                line,
                family: who.family,
                person: who.person,
                said_name: String::new(),
                phone: who.phone,
                status: Status::Booked,
                moved_from: who.from,
                fills: None,
                series: None,
                ticket: None,
                booked_at: (town.zone.instant(day, morning) - ago).min(act.now),
                booked_by: staff,
            };
            line += 1;
            out.push(Place {
                it,
                fate: fate(&mut rng, day),
                service,
            });
        }
    }
    Ok(out)
}

/// Writes how somebody who has no ticket stands at `now`; who came is written
/// with the ticket.
pub(super) fn settle(
    act: &mut Acting<'_>,
    town: &mut Town,
    mut it: Appointment,
    fate: Fate,
    passed: bool,
) -> Outcome<()> {
    it.status = match fate {
        Fate::Cancelled => Status::Cancelled,
        Fate::Moved => Status::Moved,
        Fate::Missed if passed => Status::NoShow,
        Fate::Missed | Fate::Came | Fate::Left => Status::Booked,
    };
    if it.status == Status::Moved {
        town.moved.push(Moved {
            from: it.id,
            service: it.service,
            family: it.family,
            person: it.person,
            phone: it.phone.clone(),
        });
    }
    let change = appointments::save(act.tx, &it)?;
    act.note(change);
    Ok(())
}

impl Desk {
    /// The days after today, two wishes, and the calls made so far.
    pub(super) fn write_ahead(&mut self, town: &mut Town, daily: u64) -> Outcome<()> {
        self.act(Act::Sampled, |act| {
            let today = act.today;
            let days = today.iter_days().skip(1).take(AHEAD_DAYS);
            let mut all: Vec<Appointment> = Vec::new();
            // The same family does not come every day.
            let mut seen = HashSet::new();
            for day in days {
                let known = town.homes.len();
                if seen.len() * 2 > known {
                    seen.clear();
                }
                for place in of_day(act, town, day, daily, known, &mut seen)? {
                    let cancelled = place.fate == Fate::Cancelled;
                    let fate = if cancelled {
                        Fate::Cancelled
                    } else {
                        Fate::Came
                    };
                    settle(act, town, place.it.clone(), fate, false)?;
                    if !cancelled {
                        all.push(place.it);
                    }
                }
            }
            calls(act, town, &all)?;
            for it in all.iter().rev().take(WISHES) {
                wish(act, it)?;
            }
            Ok(())
        })
    }
}

/// Some of the first day ahead have been called.
fn calls(act: &mut Acting<'_>, town: &Town, all: &[Appointment]) -> Outcome<()> {
    let Some(first) = all.first().map(|it| it.day) else {
        return Ok(());
    };
    let said = [
        Reach::Confirmed,
        Reach::NoAnswer,
        Reach::Message,
        Reach::Confirmed,
        Reach::WantsAnother,
    ];
    let tomorrow = all.iter().filter(|it| it.day == first);
    let with_phone = tomorrow.filter(|it| !it.phone.is_empty());
    for (it, reach) in with_phone.step_by(2).zip(said) {
        let call = Contact {
            id: act.draw(),
            about: *it.id.bytes(),
            at: act.now - Duration::minutes(12),
            who: town.counters.desks.first().map(|it| it.0.staff),
            reach,
        };
        let change = contacts::add(act.tx, &call)?;
        act.note(change);
    }
    Ok(())
}

fn wish(act: &mut Acting<'_>, it: &Appointment) -> Outcome<()> {
    let wish = Wish {
        id: act.draw(),
        service: it.service,
        family: it.family,
        person: it.person,
        said_name: it.said_name.clone(),
        phone: it.phone.clone(),
        appointment: Some(it.id),
        weekdays: Vec::new(),
        asked_at: it.booked_at,
        state: WishState::Waiting,
    };
    let change = wishes::save(act.tx, &wish)?;
    act.note(change);
    Ok(())
}

/// The places of one provider's day that somebody took, with the service.
fn hours(
    rng: &mut Rng,
    town: &Town,
    provider: Id<Provider>,
    day: NaiveDate,
    fill: u64,
) -> Vec<(Service, Minute)> {
    let supply = &town.supply;
    let Some(who) = supply.provider(provider) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (turn, from, until) in supply.hours(provider, day) {
        let given: Vec<&Service> = supply
            .services
            .iter()
            .filter(|it| it.active && turn.takes(it, who))
            .collect();
        let mut at = from;
        // The first service of a list is what most come for.
        while let Some(service) = given.get(if rng.percent(65) {
            0
        } else {
            usize::try_from(rng.below(given.len() as u64)).unwrap_or(0)
        }) {
            let Some(ends) = at.plus(service.minutes).filter(|it| *it <= until) else {
                break;
            };
            // Nobody drives out for an empty day.
            let fill = match turn.kind {
                TurnKind::Unit => fill,
                TurnKind::HomeVisits | TurnKind::OffSite | TurnKind::Campaign => fill.max(70),
            };
            if rng.percent(fill) {
                out.push(((*service).clone(), at));
            }
            at = ends;
        }
    }
    out
}

struct Somebody {
    family: Option<Id<Family>>,
    person: Option<Id<Person>>,
    phone: String,
    from: Option<Id<Appointment>>,
}

/// Who asked for another day first, else the reference person of some home.
fn somebody(
    act: &Acting<'_>,
    rng: &mut Rng,
    town: &mut Town,
    service: &Service,
    known: usize,
    seen: &mut HashSet<usize>,
) -> Outcome<Option<Somebody>> {
    let again = town.moved.iter().position(|it| it.service == service.id);
    if let Some(it) = again.map(|at| town.moved.swap_remove(at)) {
        let home = town
            .homes
            .iter()
            .position(|home| Some(home.family) == it.family);
        if home.is_none_or(|home| seen.insert(home)) {
            return Ok(Some(Somebody {
                family: it.family,
                person: it.person,
                phone: it.phone,
                from: Some(it.from),
            }));
        }
        town.moved.push(it);
    }
    let Some(home) = pick_home(rng, known, seen).and_then(|it| town.homes.get(it)) else {
        return Ok(None);
    };
    let phones = families::phones(act.tx, home.family)?;
    Ok(home.people.first().map(|person| Somebody {
        family: Some(home.family),
        person: Some(*person),
        phone: phones
            .first()
            .map(|it| it.digits.clone())
            .unwrap_or_default(),
        from: None,
    }))
}
