//! Families and days of work written many at a time: one journal entry for
//! each day or for a hundred families, each row in it described as always.

use std::collections::HashSet;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::super::desk::{Acting, Desk};
use super::super::families::{save_lines, write_family};
use super::super::reception::RESERVED_GROUP;
use super::team::{Counters, counters};
use crate::domain::access::Role;
use crate::domain::act::Act;
use crate::domain::family::{Address, Family};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::priority::{Grounds, Known, computed};
use crate::domain::sample::rng::Rng;
use crate::domain::sample::shift::{self, Coming, Ending, Queued, Served};
use crate::domain::sample::{self, names, unit};
use crate::domain::staff::Staff;
use crate::domain::ticket::{CALLS_MAX, Demand, State, Ticket, WaitsFor, prefix};
use crate::domain::time::{Zone, to_ms};
use crate::store::{arrivals, demands, families, staff, tickets};

/// A family that is there, with who lives in it.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub family: Id<Family>,
    pub people: Vec<Id<Person>>,
}

/// What a day needs to know beside the families.
pub(super) struct Town {
    pub seed: u64,
    /// The day on which the invented people have their ages.
    today: NaiveDate,
    pub homes: Vec<Home>,
    pub people: u32,
    pub tickets: u32,
    pub counters: Counters,
    demands: Vec<Demand>,
    technicians: Vec<Id<Staff>>,
    ddd: String,
    zone: Zone,
}

impl Town {
    /// Reads lists and team of a desk that is set up.
    pub fn of(desk: &Desk, seed: u64, today: NaiveDate) -> Outcome<Self> {
        let con = desk.store.con();
        let team = staff::all(con)?;
        Ok(Self {
            seed,
            today,
            homes: Vec::new(),
            people: 0,
            tickets: 0,
            counters: counters(&team),
            demands: demands::all(con)?,
            technicians: team
                .iter()
                .filter(|it| it.active && it.role == Role::Technician)
                .map(|it| it.id)
                .collect(),
            ddd: desk.ddd(),
            zone: desk.zone(),
        })
    }
}

impl Desk {
    /// One journal entry: families opened at `opened`, then the day's line as
    /// it stands at `now` (later arrivals have not come yet). The clock must
    /// be a held one.
    pub(super) fn write_sample_day(
        &mut self,
        town: &mut Town,
        opened: &[(u64, DateTime<Utc>)],
        line: Option<(NaiveDate, u64)>,
        now: DateTime<Utc>,
    ) -> Outcome<()> {
        self.clock.set(now);
        self.act(Act::Sampled, |act| {
            let known = town.homes.len();
            for &(index, at) in opened {
                act.now = at;
                act.today = town.zone.day(at);
                open_home(act, town, index)?;
            }
            act.now = now;
            act.today = town.zone.day(now);
            match line {
                Some((day, count)) => write_line(act, town, day, count, known, now),
                None => Ok(()),
            }
        })
    }
}

fn open_home(act: &mut Acting<'_>, town: &mut Town, index: u64) -> Outcome<()> {
    let day = act.today;
    let mut it = unit::local(
        sample::family(town.seed, index, town.today),
        town.seed,
        index,
    );
    // Who was born since is in the register and not yet at the desk.
    it.members
        .retain(|it| it.birth.is_none_or(|born| born <= day));
    let it = unit::desk_family(&it, town.seed, index, day);
    let id = write_family(act, &it.new, &town.ddd, false)?;
    let technician = town
        .technicians
        .get(usize::try_from(index).unwrap_or(0) % town.technicians.len().max(1));
    let technician = technician.copied().filter(|_| it.followed || it.secret);
    if (it.secret || technician.is_some())
        && let Some(mut family) = families::load(act.tx, id)?
    {
        family.secret = it.secret;
        family.technician = technician;
        let change = families::save(act.tx, &family, to_ms(act.now))?;
        act.note(change);
    }
    if let Some(facts) = it.past_address {
        let past = Address {
            id: act.draw(),
            family: id,
            since: day - Duration::days(900),
            until: Some(day),
            facts,
        };
        let change = families::save_address(act.tx, &past)?;
        act.note(change);
    }
    let before = families::household(act.tx, id)?;
    let mut home = before.clone();
    if let Some((at, reason)) = it.left
        && let Some(person) = before.members.get(at).map(|it| it.person)
    {
        home.leave(person, reason, day, day, None)?;
        save_lines(act, &before.members, &home)?;
    }
    town.people += u32::try_from(before.members.len()).unwrap_or(0);
    town.homes.push(Home {
        family: id,
        people: home.current().map(|it| it.person).collect(),
    });
    Ok(())
}

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
}

fn write_line(
    act: &mut Acting<'_>,
    town: &mut Town,
    day: NaiveDate,
    count: u64,
    known: usize,
    now: DateTime<Utc>,
) -> Outcome<()> {
    let at = |seconds: i64| town.zone.instant(day, NaiveTime::MIN) + Duration::seconds(seconds);
    let comers = comers(act, town, day, count, known)?;
    let line: Vec<Queued> = comers
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
    for (comer, served) in comers.iter().zip(&served) {
        if at(comer.coming.at_s) > now {
            continue;
        }
        let ticket = ticket(act, town, comer, served, day, now, &at)?;
        let change = tickets::save(act.tx, &ticket)?;
        act.note(change);
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

fn comers(
    act: &Acting<'_>,
    town: &Town,
    day: NaiveDate,
    count: u64,
    known: usize,
) -> Outcome<Vec<Comer>> {
    let mut rng = Rng::of(
        town.seed ^ 0xC0AE5,
        u64::try_from(day.to_epoch_days()).unwrap_or(0),
    );
    let mut seen: HashSet<usize> = HashSet::new();
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
            None => pick_home(&mut rng, town.homes.len(), &mut seen),
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
        });
    }
    Ok(out)
}

/// Families that came lately come again sooner; nobody twice a day.
fn pick_home(rng: &mut Rng, count: usize, seen: &mut HashSet<usize>) -> Option<usize> {
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
    day: NaiveDate,
    now: DateTime<Utc>,
    at: &dyn Fn(i64) -> DateTime<Utc>,
) -> Outcome<Ticket> {
    let group = match it.demands.first().and_then(|it| town.demands.get(*it)) {
        Some(first) if !it.reserved => first.group.as_str(),
        Some(_) | None => RESERVED_GROUP,
    };
    let prefix = prefix(group, it.grounds.class());
    let (line, seq) = tickets::next_numbers(act.tx, day, &prefix)?;
    let happened = |seconds: i64| Some(at(seconds)).filter(|it| *it <= now);
    let arrived_at = at(it.coming.at_s);
    let counter = match town.counters.desks.get(served.desk) {
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
        wait: if it.reserved {
            WaitsFor::Role(Role::Technician)
        } else {
            WaitsFor::Anybody
        },
        returned: false,
        state: State::Waiting,
        arrived_at,
        queued_at: arrived_at,
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
