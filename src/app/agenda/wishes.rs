//! Who waits for an earlier place, or for any. When a place frees, the first
//! three who asked for that service are shown to be called; whoever accepts is
//! booked and gives the old place back in the same act. Nobody is promoted by
//! itself.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rusqlite::Connection;

use super::book::{BookingAnswer, Wanted, checked_phone, place};
use super::calls::{called, in_vain, unanswered};
use super::change::{Gone, become_, standing};
use super::commitments::clash;
use super::places::SlotLine;
use super::places::slot_line;
use super::supply;
use crate::app::desk::{Acting, Desk};
use crate::app::reception::{Comer, Taker, taker};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{
    Appointment, Minute, Provider, Reach, Service, Slot, Status, Supply, Wish, WishState, slots,
};
use crate::domain::family::Family;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::agenda::wishes::Listed;
use crate::store::agenda::{appointments, contacts, wishes};

/// How many are shown to be called about one place.
pub const OFFERED_MAX: usize = 3;
/// How often an appointment may have been moved since it was asked about.
const MOVES_MAX: u32 = 50;

/// A place as it may be offered: that service, with somebody, at that hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub service: Id<Service>,
    pub provider: Id<Provider>,
    pub day: NaiveDate,
    pub starts: Minute,
}

impl From<&Slot> for Place {
    fn from(it: &Slot) -> Self {
        Self {
            service: it.service,
            provider: it.provider,
            day: it.day,
            starts: it.starts,
        }
    }
}

/// Somebody who waits, as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishLine {
    pub id: Id<Wish>,
    pub name: String,
    pub person: Option<Id<Person>>,
    pub family: Option<Id<Family>>,
    pub service: String,
    pub service_id: Id<Service>,
    /// Days of the week they can come, 1 = Monday; empty = any.
    pub weekdays: Vec<u32>,
    pub asked_at: DateTime<Utc>,
    /// What they are booked for meanwhile.
    pub booked: Option<(NaiveDate, Minute)>,
    /// National digits; empty when there is none or the role may not see it.
    pub phone: String,
    pub phone_hidden: bool,
    /// How the last call ended.
    pub reach: Option<Reach>,
    /// Calls in a row that nobody answered.
    pub unanswered: u32,
}

/// A free place and who of the list it could be given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub slot: SlotLine,
    pub service: String,
    /// The first ones to call, in the order they asked.
    pub call: Vec<WishLine>,
    /// Others who wait for it too.
    pub more: u32,
}

/// Somebody without an appointment who waits for any place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWish {
    pub who: Comer,
    pub service: Id<Service>,
    pub weekdays: Vec<u32>,
    /// As typed.
    pub phone: String,
}

impl Desk {
    /// Puts whoever has this appointment on the list for an earlier place of
    /// the same service.
    ///
    /// # Errors
    /// Refused by role, when it is no longer booked, or already on the list.
    pub fn ask_earlier(&mut self, id: Id<Appointment>, weekdays: &[u32]) -> Outcome<()> {
        self.require(Right::Book)?;
        self.act(Act::WishNoted, |acting| {
            let it = standing(acting, id)?;
            if it.status != Status::Booked || it.ticket.is_some() {
                return refused("Só quem ainda está marcado pode pedir um horário mais cedo.");
            }
            let wish = Wish {
                id: acting.draw(),
                service: it.service,
                family: it.family,
                person: it.person,
                said_name: it.said_name,
                phone: it.phone,
                appointment: Some(it.id),
                weekdays: weekdays.to_vec(),
                asked_at: acting.now,
                state: WishState::Waiting,
            };
            save_new(acting, &wish)
        })
    }

    /// Puts somebody who has no appointment on the list.
    ///
    /// # Errors
    /// Refused by role, at the phone's field, or when already on the list.
    pub fn wait_for_place(&mut self, it: &NewWish) -> Outcome<()> {
        self.require(Right::Book)?;
        let phone = checked_phone(&it.phone, self.unit().map_or("", |it| it.ddd.as_str()))?;
        self.act(Act::WishNoted, |acting| {
            let taker = taker(acting, &it.who)?;
            let wish = Wish {
                id: acting.draw(),
                service: it.service,
                family: taker.family,
                person: taker.person,
                said_name: taker.said_name,
                phone,
                appointment: None,
                weekdays: it.weekdays.clone(),
                asked_at: acting.now,
                state: WishState::Waiting,
            };
            save_new(acting, &wish)
        })
    }

    /// Everybody who still waits, the first to ask first. Whoever was seen
    /// meanwhile waits no more.
    ///
    /// # Errors
    /// Refused by role.
    pub fn waiting_wishes(&self) -> Outcome<Vec<WishLine>> {
        self.require(Right::SeeAgenda)?;
        let supply = self.supply()?;
        let mut out = Vec::new();
        for it in wishes::waiting(self.store.con())? {
            out.extend(self.wish_line(&supply, it)?);
        }
        Ok(out)
    }

    /// Who could be called about a place: `None` when it is no longer free or
    /// has passed.
    ///
    /// # Errors
    /// Refused by role.
    pub fn offer_to(&self, it: &Place) -> Outcome<Option<Offer>> {
        self.require(Right::Book)?;
        let con = self.store.con();
        let supply = self.supply()?;
        let now = (self.today(), Minute::of(self.zone().time(self.now())));
        let Some(service) = supply.service(it.service).filter(|it| it.active) else {
            return Ok(None);
        };
        let booked = appointments::booked(con, it.day)?;
        let all = slots(&supply, &booked, service, Some(it.provider), it.day);
        let free = |slot: &Slot| slot.starts == it.starts && slot.free() > 0;
        let Some(slot) = all
            .into_iter()
            .find(free)
            .filter(|_| (it.day, it.starts) >= now)
        else {
            return Ok(None);
        };
        let mut fit = self.waiting_wishes()?;
        let weekday = it.day.weekday().number_from_monday();
        fit.retain(|wish| {
            wish.service_id == it.service
                && (wish.weekdays.is_empty() || wish.weekdays.contains(&weekday))
                && wish
                    .booked
                    .is_none_or(|booked| booked > (it.day, it.starts))
        });
        let waiting = fit.len();
        fit.retain(|wish| !in_vain(wish.reach, wish.unanswered));
        fit.truncate(OFFERED_MAX);
        Ok(Some(Offer {
            slot: slot_line(&supply, slot, None),
            service: service.label.clone(),
            more: u32::try_from(waiting - fit.len()).unwrap_or(u32::MAX),
            call: fit,
        }))
    }

    /// Who could be called now that this appointment gave its place back;
    /// `None` when nobody waits for it.
    ///
    /// # Errors
    /// Refused by role.
    pub fn freed_by(&self, id: Id<Appointment>) -> Outcome<Option<Offer>> {
        self.require(Right::Book)?;
        let Some(it) = appointments::by_id(self.store.con(), id)? else {
            return Ok(None);
        };
        if it.status.holds_place() {
            return Ok(None);
        }
        let place = Place {
            service: it.service,
            provider: it.provider,
            day: it.day,
            starts: it.starts,
        };
        Ok(self.offer_to(&place)?.filter(|it| !it.call.is_empty()))
    }

    /// They said yes: booked there, the old place given back, off the list.
    /// One act, so that one key takes all of it back.
    ///
    /// # Errors
    /// Refused by role, and when they wait no more. A place that somebody else
    /// took meanwhile is no refusal: see [`BookingAnswer::Taken`].
    pub fn accept_offer(&mut self, id: Id<Wish>, it: &Place) -> Outcome<BookingAnswer> {
        self.require(Right::Book)?;
        let unit = self.unit().cloned();
        let now = Minute::of(self.zone().time(self.now()));
        let has_place =
            wishes::by_id(self.store.con(), id)?.is_some_and(|it| it.appointment.is_some());
        let act = if has_place {
            Act::Rebooked
        } else {
            Act::Booked
        };
        let answer = self.act(act, |acting| {
            let mut wish = waiting(acting, id)?;
            let old = match wish.appointment {
                Some(old) => last_of(acting.tx, old)?,
                None => None,
            };
            let old = old.filter(|it| it.status == Status::Booked && it.ticket.is_none());
            if let Some(old) = &old {
                become_(acting, old.clone(), Status::Moved)?;
            }
            let supply = supply::read(acting.tx, unit.as_ref(), acting.today, Some(acting.today))?;
            let taker = Taker {
                person: wish.person,
                family: wish.family,
                said_name: wish.said_name.clone(),
            };
            let wanted = Wanted {
                taker: &taker,
                service: it.service,
                provider: it.provider,
                starts: it.starts,
                phone: &wish.phone,
            };
            let Some(mut made) = place(acting, &supply, &wanted, it.day, now)? else {
                return Err(Gone.into());
            };
            if let Some(old) = &old {
                made.moved_from = Some(old.id);
                made.series = old.series;
                let change = appointments::save(acting.tx, &made)?;
                acting.note(change);
            }
            wish.state = WishState::Booked;
            let change = wishes::save(acting.tx, &wish)?;
            acting.note(change);
            called(acting, *id.bytes(), Reach::Confirmed)?;
            let hours = (made.day, made.starts, made.ends());
            let clash = clash(acting.tx, &supply, taker.person, hours, Some(made.id))?;
            let provider = supply.provider(it.provider).map(|it| it.name.clone());
            Ok(BookingAnswer::Booked {
                all: vec![made],
                provider: provider.unwrap_or_default(),
                skipped: Vec::new(),
                clash,
            })
        });
        match answer {
            Err(failure) if Gone::is(&failure) => self.taken(it.service, it.day, it.starts),
            other => self.veiled_answer(other?),
        }
    }

    /// A call that did not end in a booking. Whoever wants none any more
    /// leaves the list; everybody else keeps their turn.
    ///
    /// # Errors
    /// Refused by role, and when they wait no more.
    pub fn note_wish_call(&mut self, id: Id<Wish>, reach: Reach) -> Outcome<()> {
        self.require(Right::Book)?;
        if reach == Reach::Confirmed {
            return refused("Quem aceita é marcado na vaga: use a tecla de aceitar.");
        }
        self.act(Act::Contacted, |acting| {
            let mut wish = waiting(acting, id)?;
            if reach == Reach::Refused {
                wish.state = WishState::GaveUp;
                let change = wishes::save(acting.tx, &wish)?;
                acting.note(change);
            }
            called(acting, *id.bytes(), reach)
        })
    }

    fn wish_line(&self, supply: &Supply, listed: Listed) -> Outcome<Option<WishLine>> {
        let con = self.store.con();
        let it = listed.wish;
        let last = match it.appointment {
            Some(id) => last_of(con, id)?,
            None => None,
        };
        let seen = |it: &Appointment| {
            it.ticket.is_some() || matches!(it.status, Status::Done | Status::GaveUp)
        };
        if last.as_ref().is_some_and(seen) {
            return Ok(None);
        }
        let today = self.today();
        let booked = last.filter(|it| it.status == Status::Booked && it.day >= today);
        let tries = contacts::of(con, it.id.bytes())?;
        let hidden = listed.secret && !self.may(Right::SeeSecret);
        let service = supply.service(it.service).map(|it| it.label.clone());
        Ok(Some(WishLine {
            id: it.id,
            name: listed.name,
            person: it.person,
            family: it.family,
            service: service.unwrap_or_default(),
            service_id: it.service,
            weekdays: it.weekdays,
            asked_at: it.asked_at,
            booked: booked.map(|it| (it.day, it.starts)),
            phone: if hidden { String::new() } else { it.phone },
            phone_hidden: hidden,
            reach: tries.last().map(|it| it.reach),
            unanswered: unanswered(&tries),
        }))
    }
}

/// What became of an appointment however often it was moved.
fn last_of(con: &Connection, id: Id<Appointment>) -> Outcome<Option<Appointment>> {
    let mut found = appointments::by_id(con, id)?;
    for _ in 0..MOVES_MAX {
        let Some(it) = found.as_ref().filter(|it| it.status == Status::Moved) else {
            break;
        };
        match appointments::moved_to(con, it.id)? {
            Some(next) => found = Some(next),
            None => break,
        }
    }
    Ok(found)
}

fn waiting(acting: &Acting<'_>, id: Id<Wish>) -> Outcome<Wish> {
    match wishes::by_id(acting.tx, id)? {
        Some(it) if it.state == WishState::Waiting => Ok(it),
        Some(_) | None => refused("Esta espera já foi resolvida, aqui ou em outra mesa."),
    }
}

fn save_new(acting: &mut Acting<'_>, wish: &Wish) -> Outcome<()> {
    for other in wishes::waiting(acting.tx)? {
        let other = other.wish;
        let same = match (wish.person, wish.appointment) {
            (Some(person), _) => other.person == Some(person),
            (None, Some(id)) => other.appointment == Some(id),
            (None, None) => false,
        };
        if same && other.service == wish.service {
            return refused("Já está na lista de espera deste serviço.");
        }
    }
    let change = wishes::save(acting.tx, wish)?;
    acting.note(change);
    Ok(())
}
