//! Booking from a person on screen. What is offered is computed again inside
//! the transaction that writes: of two desks that want the last place one gets
//! it, and the other is told and offered the next.

use chrono::{Days, NaiveDate};

use super::commitments::clash;
use super::places::{SlotLine, slot_line};
use super::supply;
use crate::app::desk::{Acting, Desk};
use crate::app::reception::{Comer, Taker, taker};
use crate::app::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{
    Appointment, Minute, Provider, Service, Slot, Status, Supply, has_place, next_free, slots,
};
use crate::domain::family::{Family, NewPhone, Phone};
use crate::domain::fault::{Failure, Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::unit::Setting;
use crate::store::agenda::appointments;
use crate::store::{families, tickets, unit};

use super::day::{AgendaLine, lines};

/// Appointments of a family that are shown while booking.
const AHEAD_MAX: u32 = 12;
/// Times in a row at most: half a year of weeks.
const REPEAT_MAX: u32 = 26;

/// What the booking screen starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingSheet {
    /// Those in use that somebody gives.
    pub services: Vec<Service>,
    pub providers: Vec<Provider>,
    /// Phones of the family, the person's own first; hidden under secrecy.
    pub phones: Veil<Vec<PhoneChoice>>,
    /// What all members of the family are booked for from today on.
    pub ahead: Vec<AgendaLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneChoice {
    pub digits: String,
    pub text: String,
}

/// What is asked of the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Where {
    pub service: Id<Service>,
    pub provider: Option<Id<Provider>>,
    /// From that day and hour on; past ones count from now.
    pub from: Option<(NaiveDate, Minute)>,
    /// That day and no other.
    pub only_day: bool,
}

/// What the booking screen hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub who: Comer,
    pub service: Id<Service>,
    pub provider: Id<Provider>,
    pub day: NaiveDate,
    pub starts: Minute,
    /// As typed; empty = there is none, and that was asked.
    pub phone: String,
    pub repeat: Option<Repeat>,
}

/// The same hour every so many weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    pub weeks: u32,
    /// How many times in all.
    pub times: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingAnswer {
    Booked {
        /// The first one, and those of the row after it.
        all: Vec<Appointment>,
        provider: String,
        /// Days of the row on which there was no place.
        skipped: Vec<NaiveDate>,
        clash: Option<String>,
    },
    /// Somebody else took it meanwhile.
    Taken { next: Option<SlotLine> },
}

impl Desk {
    /// What is known before the service is chosen.
    ///
    /// # Errors
    /// Refused by role.
    pub fn booking_sheet(
        &self,
        person: Option<Id<Person>>,
        family: Option<Id<Family>>,
    ) -> Outcome<BookingSheet> {
        self.require(Right::Book)?;
        let supply = self.supply()?;
        let con = self.store.con();
        let family = match (family, person) {
            (Some(id), _) => Some(id),
            (None, Some(person)) => families::lines_of(con, person)?
                .iter()
                .find(|it| it.is_current())
                .map(|it| it.family),
            (None, None) => None,
        };
        let mut ahead = match family {
            Some(id) => appointments::of_family(con, id, AHEAD_MAX)?,
            None => match person {
                Some(id) => appointments::of_person(con, id, AHEAD_MAX)?,
                None => Vec::new(),
            },
        };
        let today = self.today();
        ahead.retain(|it| it.appointment.day >= today && it.appointment.status == Status::Booked);
        ahead.reverse();
        let secret = match family {
            Some(id) => families::load(con, id)?.is_some_and(|it| it.secret),
            None => false,
        };
        let phones = match family {
            Some(id) => phones_of(con, id, person)?,
            None => Vec::new(),
        };
        Ok(BookingSheet {
            services: supply
                .services
                .iter()
                .filter(|it| it.active && is_given(&supply, it))
                .cloned()
                .collect(),
            providers: supply
                .providers
                .iter()
                .filter(|it| it.active)
                .cloned()
                .collect(),
            phones: Veil::when(!secret || self.may(Right::SeeSecret), || {
                phones
                    .iter()
                    .map(|it| PhoneChoice {
                        digits: it.digits.clone(),
                        text: it.text(),
                    })
                    .collect()
            }),
            ahead: lines(&supply, ahead, self),
        })
    }

    /// The first slots with a place, `many` at most, with what they clash with
    /// for this person.
    ///
    /// # Errors
    /// Refused by role, or when the service is gone.
    pub fn free_slots(
        &self,
        asked: Where,
        person: Option<Id<Person>>,
        many: usize,
    ) -> Outcome<Vec<SlotLine>> {
        self.require(Right::SeeAgenda)?;
        let con = self.store.con();
        let supply = self.supply()?;
        let found = self.search_slots(con, &supply, asked, many)?;
        found
            .into_iter()
            .map(|slot| {
                let hours = (slot.day, slot.starts, slot.ends);
                let clash = clash(con, &supply, person, hours, None)?;
                Ok(slot_line(&supply, slot, clash))
            })
            .collect()
    }

    fn search_slots(
        &self,
        con: &rusqlite::Connection,
        supply: &Supply,
        asked: Where,
        many: usize,
    ) -> Outcome<Vec<Slot>> {
        let Some(service) = supply.service(asked.service) else {
            return refused("Este serviço saiu da lista. Escolha outro.");
        };
        let now = (self.today(), Minute::of(self.zone().time(self.now())));
        let from = asked.from.map_or(now, |it| it.max(now));
        let days = match asked.only_day {
            true if asked.from.is_some_and(|it| it.0 < now.0) => 0,
            true => 1,
            false => self.horizon()?,
        };
        next_free(supply, service, asked.provider, from, days, many, |day| {
            appointments::booked(con, day)
        })
    }

    fn horizon(&self) -> Outcome<u32> {
        let days = unit::setting(self.store.con(), Setting::AgendaHorizonDays, self.today())?;
        Ok(days.parse().unwrap_or(crate::domain::agenda::HORIZON_DAYS))
    }

    /// Books a slot, and the row after it when asked for.
    ///
    /// # Errors
    /// Refused by role, at the phone's field, and when the hour has passed or
    /// the person cannot be booked. A place that somebody else just took is no
    /// refusal: see [`BookingAnswer::Taken`].
    pub fn book(&mut self, it: &Booking) -> Outcome<BookingAnswer> {
        self.require(Right::Book)?;
        let unit = self.unit().cloned();
        let ddd = unit.as_ref().map_or("", |it| it.ddd.as_str());
        let phone = checked_phone(&it.phone, ddd)?;
        let now = Minute::of(self.zone().time(self.now()));
        let sees_secret = self.may(Right::SeeSecret);
        let answer = self.act(Act::Booked, |acting| {
            let taker = taker(acting, &it.who)?;
            let phone = match taker.family.filter(|_| phone.is_empty() && !sees_secret) {
                Some(family) => unseen_phone(acting.tx, family, taker.person)?,
                None => phone,
            };
            let supply = supply::read(acting.tx, unit.as_ref(), acting.today, Some(acting.today))?;
            let wanted = Wanted {
                taker: &taker,
                service: it.service,
                provider: it.provider,
                starts: it.starts,
                phone: &phone,
            };
            let Some(first) = place(acting, &supply, &wanted, it.day, now)? else {
                return Ok(None);
            };
            let hours = (first.day, first.starts, first.ends());
            let clash = clash(acting.tx, &supply, taker.person, hours, Some(first.id))?;
            let (mut all, mut skipped) = (vec![first], Vec::new());
            if let Some(repeat) = it.repeat {
                row(
                    acting,
                    &supply,
                    &wanted,
                    repeat,
                    now,
                    &mut all,
                    &mut skipped,
                )?;
            }
            let provider = supply.provider(it.provider).map(|it| it.name.clone());
            Ok(Some(BookingAnswer::Booked {
                all,
                provider: provider.unwrap_or_default(),
                skipped,
                clash,
            }))
        })?;
        match answer {
            Some(answer) => self.veiled_answer(answer),
            None => self.taken(it.service, it.day, it.starts),
        }
    }

    pub(super) fn taken(
        &self,
        service: Id<Service>,
        day: NaiveDate,
        starts: Minute,
    ) -> Outcome<BookingAnswer> {
        let asked = Where {
            service,
            provider: None,
            from: Some((day, starts)),
            only_day: false,
        };
        let next = self.free_slots(asked, None, 1)?.pop();
        Ok(BookingAnswer::Taken { next })
    }
}

/// Who, what and at what hour; the day comes apart.
pub(super) struct Wanted<'a> {
    pub taker: &'a Taker,
    pub service: Id<Service>,
    pub provider: Id<Provider>,
    pub starts: Minute,
    pub phone: &'a str,
}

/// Writes the appointment if that very slot has a place now.
pub(super) fn place(
    acting: &mut Acting<'_>,
    supply: &Supply,
    it: &Wanted<'_>,
    day: NaiveDate,
    now: Minute,
) -> Outcome<Option<Appointment>> {
    let Some(service) = supply.service(it.service).filter(|it| it.active) else {
        return refused("Este serviço saiu da lista. Escolha outro.");
    };
    if day < acting.today || (day == acting.today && it.starts < now) {
        return refused("Esta hora já passou. Escolha outra.");
    }
    if let Some(closed) = supply.closed(day) {
        return refused(format!("A unidade não abre nesse dia: {}.", closed.name));
    }
    let booked = appointments::booked(acting.tx, day)?;
    let open = slots(supply, &booked, service, Some(it.provider), day);
    if !has_place(&open, it.provider, it.starts) {
        return Ok(None);
    }
    let ends = open
        .iter()
        .find(|slot| slot.starts == it.starts)
        .map(|it| it.ends);
    let (line, _) = tickets::next_numbers(acting.tx, day, "")?;
    let made = Appointment {
        id: acting.draw(),
        service: it.service,
        provider: it.provider,
        day,
        starts: it.starts,
        minutes: ends.map_or(service.minutes, |ends| ends.since(it.starts)),
        line,
        family: it.taker.family,
        person: it.taker.person,
        said_name: it.taker.said_name.clone(),
        phone: it.phone.to_string(),
        status: Status::Booked,
        moved_from: None,
        fills: None,
        series: None,
        ticket: None,
        booked_at: acting.now,
        booked_by: acting.who.as_ref().map(|it| it.staff),
    };
    let change = appointments::save(acting.tx, &made)?;
    acting.note(change);
    Ok(Some(made))
}

fn row(
    acting: &mut Acting<'_>,
    supply: &Supply,
    it: &Wanted<'_>,
    repeat: Repeat,
    now: Minute,
    all: &mut Vec<Appointment>,
    skipped: &mut Vec<NaiveDate>,
) -> Outcome<()> {
    if !(1..=8).contains(&repeat.weeks) || !(2..=REPEAT_MAX).contains(&repeat.times) {
        return refused_at("repete", "Repita de 2 a 26 vezes, a cada 1 a 8 semanas.");
    }
    let Some(mut first) = all.first().cloned() else {
        return Ok(());
    };
    first.series = Some(first.id);
    let change = appointments::save(acting.tx, &first)?;
    acting.note(change);
    for n in 1..repeat.times {
        let apart = Days::new(u64::from(n * repeat.weeks * 7));
        let Some(day) = first.day.checked_add_days(apart) else {
            break;
        };
        let made = match supply.closed(day) {
            Some(_) => None,
            None => place(acting, supply, it, day, now)?,
        };
        match made {
            Some(mut made) => {
                made.series = Some(first.id);
                let change = appointments::save(acting.tx, &made)?;
                acting.note(change);
                all.push(made);
            }
            None => skipped.push(day),
        }
    }
    if let Some(it) = all.first_mut() {
        *it = first;
    }
    Ok(())
}

/// Phones of the family: the person's own first, then as the card has them.
fn phones_of(
    con: &rusqlite::Connection,
    family: Id<Family>,
    person: Option<Id<Person>>,
) -> Outcome<Vec<Phone>> {
    let mut phones = families::phones(con, family)?;
    phones.sort_by_key(|it| it.person.is_none() || it.person != person);
    Ok(phones)
}

/// Whoever books a family under secrecy sees no phone to choose from: the
/// first one goes with the hour, for those who see it and may have to call.
fn unseen_phone(
    con: &rusqlite::Connection,
    family: Id<Family>,
    person: Option<Id<Person>>,
) -> Outcome<String> {
    if !families::load(con, family)?.is_some_and(|it| it.secret) {
        return Ok(String::new());
    }
    let first = phones_of(con, family, person)?.into_iter().next();
    Ok(first.map_or_else(String::new, |it| it.digits))
}

fn is_given(supply: &Supply, service: &Service) -> bool {
    supply.turns.iter().any(|turn| {
        supply
            .provider(turn.provider)
            .is_some_and(|it| it.active && turn.takes(service, it))
    })
}

/// National digits of what was typed; empty when there is no phone.
pub(in crate::app) fn checked_phone(typed: &str, ddd: &str) -> Outcome<String> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    match NewPhone::new(typed).tidied(ddd) {
        Ok(it) => Ok(it.digits),
        Err(Failure::Refused(it)) => refused_at("telefone", it.text),
        Err(other) => Err(other),
    }
}
