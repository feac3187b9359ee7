//! The agenda as each role may see it: a line an appointment, a day by
//! professional, a month by its load. Names are for whoever books; management
//! gets numbers.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::agenda::{
    Appointment, Booked, Hours, Minute, Provider, Reach, Service, Slot, Status, Supply, slots_of,
};
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::ticket::Ticket;
use crate::store::agenda::appointments::{self, Listed, Load};

use super::places::place_of;

/// One appointment as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine {
    pub id: Id<Appointment>,
    pub day: NaiveDate,
    pub starts: Minute,
    pub ends: Minute,
    pub line: u32,
    pub name: String,
    pub person: Option<Id<Person>>,
    pub family: Option<Id<Family>>,
    pub service: String,
    pub service_id: Id<Service>,
    pub provider: String,
    pub provider_id: Id<Provider>,
    pub status: Status,
    pub ticket: Option<Id<Ticket>>,
    /// One of a row that repeats.
    pub repeats: bool,
    /// National digits; empty when there is none or the role may not see it.
    pub phone: String,
    /// The family is under secrecy and this role does not see its phone.
    pub phone_hidden: bool,
    /// How the last call about it ended.
    pub reach: Option<Reach>,
}

/// One day of the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaDay {
    pub day: NaiveDate,
    /// Why the unit is closed.
    pub closed: Option<String>,
    pub providers: Vec<ProviderDay>,
    /// Booked with somebody who has no hours that day any more.
    pub adrift: Vec<AgendaLine>,
}

/// One column of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderDay {
    pub id: Id<Provider>,
    pub name: String,
    /// The hours worked, absences and breaks out, with where they are worked.
    pub hours: Vec<(Minute, Minute, String)>,
    pub lines: Vec<AgendaLine>,
    /// Slots with a place, of the first service that fits each.
    pub free: Vec<Slot>,
}

/// How full one day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLoad {
    pub day: NaiveDate,
    /// Why the unit is closed.
    pub closed: Option<String>,
    pub booked: u32,
    /// Minutes worked by everybody, and those that somebody is booked in. Who
    /// is booked outside of the hours worked counts as well, so that `busy`
    /// may be more.
    pub minutes: u32,
    pub busy: u32,
}

impl Desk {
    /// One day by professional. `only` asks for one of them.
    ///
    /// # Errors
    /// Refused by role.
    pub fn agenda_day(&self, day: NaiveDate, only: Option<Id<Provider>>) -> Outcome<AgendaDay> {
        self.require(Right::SeeAgenda)?;
        let con = self.store.con();
        let supply = self.supply_from(con, Some(day.min(self.today())))?;
        let listed = appointments::listed(con, day, day)?;
        Ok(self.day_of(&supply, listed, day, only))
    }

    /// Each day from one to another.
    ///
    /// # Errors
    /// Refused by role.
    pub fn agenda_days(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        only: Option<Id<Provider>>,
    ) -> Outcome<Vec<AgendaDay>> {
        self.require(Right::SeeAgenda)?;
        let con = self.store.con();
        let supply = self.supply_from(con, Some(from.min(self.today())))?;
        let mut listed = appointments::listed(con, from, until)?;
        let mut out = Vec::new();
        for day in from.iter_days().take_while(|it| *it <= until) {
            let rest = listed.split_off(listed.partition_point(|it| it.appointment.day <= day));
            let of_day = std::mem::replace(&mut listed, rest);
            out.push(self.day_of(&supply, of_day, day, only));
        }
        Ok(out)
    }

    /// The same as it goes to paper or over SSH: a look at people, logged.
    pub fn agenda_listed(
        &mut self,
        from: NaiveDate,
        until: NaiveDate,
        only: Option<Id<Provider>>,
    ) -> Outcome<Vec<AgendaDay>> {
        let days = self.agenda_days(from, until, only)?;
        self.look(Access::Listed, "agenda", None, "")?;
        Ok(days)
    }

    /// How full each day is; for management too, since it names nobody.
    ///
    /// # Errors
    /// Refused by role.
    pub fn agenda_loads(&self, from: NaiveDate, until: NaiveDate) -> Outcome<Vec<DayLoad>> {
        if !self.may(Right::SeeAgenda) {
            self.require(Right::SeeAgendaNumbers)?;
        }
        let con = self.store.con();
        let supply = self.supply_from(con, Some(from.min(self.today())))?;
        let taken = appointments::loads(con, from, until)?;
        let days = from.iter_days().take_while(|it| *it <= until);
        Ok(days.map(|day| load(&supply, &taken, day)).collect())
    }

    /// What the family or person is and was booked for, the newest first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn appointments_of(
        &self,
        person: Option<Id<Person>>,
        family: Option<Id<Family>>,
        max: u32,
    ) -> Outcome<Vec<AgendaLine>> {
        self.require(Right::SeeAgenda)?;
        let con = self.store.con();
        let listed = match (family, person) {
            (Some(family), _) => appointments::of_family(con, family, max)?,
            (None, Some(person)) => appointments::of_person(con, person, max)?,
            (None, None) => Vec::new(),
        };
        Ok(lines(
            &self.supply_from(con, Some(self.today()))?,
            listed,
            self,
        ))
    }

    /// The provider that whoever is logged in is, if they have hours.
    pub fn own_provider(&self) -> Outcome<Option<Id<Provider>>> {
        let session = self.require(Right::SeeAgenda)?;
        let all = crate::store::agenda::supply::providers(self.store.con())?;
        let own = all.iter().find(|it| it.staff == Some(session.staff));
        Ok(own.map(|it| it.id))
    }

    fn day_of(
        &self,
        supply: &Supply,
        listed: Vec<Listed>,
        day: NaiveDate,
        only: Option<Id<Provider>>,
    ) -> AgendaDay {
        let closed = supply.closed(day);
        let mut of: HashMap<Id<Provider>, Vec<AgendaLine>> = HashMap::new();
        for line in lines(supply, listed, self) {
            of.entry(line.provider_id).or_default().push(line);
        }
        let (mut providers, mut adrift) = (Vec::new(), Vec::new());
        for provider in &supply.providers {
            if only.is_some_and(|it| it != provider.id) {
                continue;
            }
            let hours = match closed {
                Some(_) => Vec::new(),
                None => supply.hours_open(provider.id, day),
            };
            let lines = of.remove(&provider.id).unwrap_or_default();
            if hours.is_empty() && lines.is_empty() {
                continue;
            }
            let within = |it: &AgendaLine| {
                let mut hours = hours.iter();
                hours.any(|(_, from, until)| *from <= it.starts && it.ends <= *until)
            };
            let expected = |it: &&AgendaLine| it.status == Status::Booked && it.ticket.is_none();
            adrift.extend(
                lines
                    .iter()
                    .filter(expected)
                    .filter(|it| !within(it))
                    .cloned(),
            );
            providers.push(ProviderDay {
                id: provider.id,
                name: provider.name.clone(),
                free: free(supply, provider, &hours, &lines, day),
                hours: (hours.iter())
                    .map(|(turn, from, until)| (*from, *until, place_of(supply, turn)))
                    .collect(),
                lines,
            });
        }
        adrift.sort_by_key(|it| (it.starts, it.line));
        AgendaDay {
            day,
            closed: closed.map(|it| it.name),
            providers,
            adrift,
        }
    }
}

/// Slots with a place: those of the shortest service the provider gives, so
/// that a free half hour shows even where the long service no longer fits.
fn free(
    supply: &Supply,
    provider: &Provider,
    hours: &[Hours<'_>],
    lines: &[AgendaLine],
    day: NaiveDate,
) -> Vec<Slot> {
    if !provider.active {
        return Vec::new();
    }
    let booked: Vec<Booked> = lines
        .iter()
        .filter(|it| it.status.holds_place())
        .map(|it| Booked {
            provider: it.provider_id,
            service: it.service_id,
            starts: it.starts,
            ends: it.ends,
        })
        .collect();
    let mut given: Vec<&Service> = supply.services.iter().filter(|it| it.active).collect();
    given.sort_by_key(|it| it.minutes);
    let mut out: Vec<Slot> = Vec::new();
    for service in given {
        for slot in slots_of(provider, hours, &booked, service, day) {
            let meets = |it: &Slot| it.starts < slot.ends && it.ends > slot.starts;
            if slot.free() > 0 && !out.iter().any(meets) {
                out.push(slot);
            }
        }
    }
    out.sort_by_key(|it| it.starts);
    out
}

fn load(supply: &Supply, taken: &[Load], day: NaiveDate) -> DayLoad {
    let closed = supply.closed(day);
    let open = supply.providers.iter().filter(|_| closed.is_none());
    let minutes = open
        .filter(|it| it.active)
        .flat_map(|it| supply.hours_open(it.id, day))
        .map(|(_, from, until)| until.since(from))
        .sum();
    let found = taken.iter().find(|it| it.day == day);
    DayLoad {
        day,
        closed: closed.map(|it| it.name),
        booked: found.map_or(0, |it| it.booked),
        minutes,
        busy: found.map_or(0, |it| it.minutes),
    }
}

/// Rows of the file as this role may see them.
pub(super) fn lines(supply: &Supply, listed: Vec<Listed>, desk: &Desk) -> Vec<AgendaLine> {
    let sees_secret = desk.may(Right::SeeSecret);
    listed
        .into_iter()
        .map(|listed| {
            let it = listed.appointment;
            let hidden = listed.secret && !sees_secret;
            let service = supply.service(it.service).map(|it| it.label.clone());
            let provider = supply.provider(it.provider).map(|it| it.name.clone());
            AgendaLine {
                id: it.id,
                day: it.day,
                starts: it.starts,
                ends: it.ends(),
                line: it.line,
                name: listed.name,
                person: it.person,
                family: it.family,
                service: service.unwrap_or_default(),
                service_id: it.service,
                provider: provider.unwrap_or_default(),
                provider_id: it.provider,
                status: it.status,
                ticket: it.ticket,
                repeats: it.series.is_some(),
                phone: if hidden { String::new() } else { it.phone },
                phone_hidden: hidden,
                reach: listed.reach,
            }
        })
        .collect()
}
