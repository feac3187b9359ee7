//! Families and days of work written many at a time: one journal entry for
//! each day or for a hundred families, each row in it described as always.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::super::agenda::read_supply;
use super::super::desk::{Acting, Desk};
use super::super::families::{save_lines, write_family};
use super::booked::Moved;
use super::line::write_line;
use super::team::{Counters, counters};
use crate::domain::access::Role;
use crate::domain::act::Act;
use crate::domain::agenda::Supply;
use crate::domain::family::{Address, Family};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::sample::{self, unit};
use crate::domain::staff::Staff;
use crate::domain::ticket::Demand;
use crate::domain::time::{Zone, to_ms};
use crate::store::{demands, families, staff};

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
    pub demands: Vec<Demand>,
    pub supply: Supply,
    /// Who asked for another day and has none yet.
    pub moved: Vec<Moved>,
    technicians: Vec<Id<Staff>>,
    ddd: String,
    pub zone: Zone,
}

impl Town {
    /// Reads lists, hours and team of a desk that is set up.
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
            supply: read_supply(con, desk.unit(), today, None)?,
            moved: Vec::new(),
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
