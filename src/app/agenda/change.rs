//! What becomes of an appointment: another day, cancelled, missed, attended
//! away from the desk. Each is one act and one key of undo.

use super::book::{Booking, BookingAnswer, Wanted, place};
use super::commitments::clash;
use super::supply;
use crate::app::desk::{Acting, Desk};
use crate::app::reception::Taker;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{Appointment, Minute, Status};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::store::agenda::{appointments, supply as store};
use crate::store::families;

impl Desk {
    /// Takes the person to another slot; the old one stays as "Remarcado" and
    /// the new one leads back to it. Only where and when are read of `to`.
    ///
    /// # Errors
    /// Refused when it is no longer booked, or the hour has passed.
    pub fn move_appointment(
        &mut self,
        id: Id<Appointment>,
        to: &Booking,
    ) -> Outcome<BookingAnswer> {
        self.require(Right::Book)?;
        let unit = self.unit().cloned();
        let now = Minute::of(self.zone().time(self.now()));
        let answer = self.act(Act::Rebooked, |acting| {
            let old = standing(acting, id)?;
            let taker = Taker {
                person: old.person,
                family: old.family,
                said_name: old.said_name.clone(),
            };
            let phone = old.phone.clone();
            // The old place is given back first: the new one may be beside it.
            become_(acting, old.clone(), Status::Moved)?;
            let supply = supply::read(acting.tx, unit.as_ref(), acting.today, Some(acting.today))?;
            let wanted = Wanted {
                taker: &taker,
                service: to.service,
                provider: to.provider,
                starts: to.starts,
                phone: &phone,
            };
            let Some(mut made) = place(acting, &supply, &wanted, to.day, now)? else {
                return Err(Gone.into());
            };
            made.moved_from = Some(old.id);
            made.series = old.series;
            let change = appointments::save(acting.tx, &made)?;
            acting.note(change);
            let hours = (made.day, made.starts, made.ends());
            let clash = clash(acting.tx, &supply, taker.person, hours, Some(made.id))?;
            let provider = supply.provider(to.provider).map(|it| it.name.clone());
            Ok(BookingAnswer::Booked {
                all: vec![made],
                provider: provider.unwrap_or_default(),
                skipped: Vec::new(),
                clash,
            })
        });
        match answer {
            Err(failure) if Gone::is(&failure) => self.taken(to.service, to.day, to.starts),
            other => self.veiled_answer(other?),
        }
    }

    /// The place is free again, and the appointment stays as "Cancelado".
    ///
    /// # Errors
    /// Refused when it is no longer booked.
    pub fn cancel_appointment(&mut self, id: Id<Appointment>) -> Outcome<Appointment> {
        self.require(Right::Book)?;
        self.act(Act::BookingCancelled, |acting| {
            let it = standing(acting, id)?;
            if it.ticket.is_some() {
                return refused("A pessoa já chegou. O que houver se marca na senha dela.");
            }
            become_(acting, it, Status::Cancelled)
        })
        .and_then(|it| self.veiled(it))
    }

    /// Cancels this one and those after it in the same row; answers how many.
    ///
    /// # Errors
    /// As [`Desk::cancel_appointment`].
    pub fn cancel_series(&mut self, id: Id<Appointment>) -> Outcome<u32> {
        self.require(Right::Book)?;
        self.act(Act::BookingCancelled, |acting| {
            let it = standing(acting, id)?;
            let Some(series) = it.series else {
                become_(acting, it, Status::Cancelled)?;
                return Ok(1);
            };
            let rest = appointments::of_series(acting.tx, series, it.day)?;
            let mut count = 0;
            for it in rest {
                if it.status == Status::Booked && it.ticket.is_none() {
                    become_(acting, it, Status::Cancelled)?;
                    count += 1;
                }
            }
            Ok(count)
        })
    }

    /// The hour came and the person did not.
    ///
    /// # Errors
    /// Refused before the hour, and for whoever has arrived.
    pub fn mark_missed(&mut self, id: Id<Appointment>) -> Outcome<Appointment> {
        self.require(Right::Book)?;
        let now = Minute::of(self.zone().time(self.now()));
        self.act(Act::BookingMissed, |acting| {
            let it = standing(acting, id)?;
            if it.ticket.is_some() {
                return refused("A pessoa já chegou. O que houver se marca na senha dela.");
            }
            if (it.day, it.starts) > (acting.today, now) {
                return refused(format!(
                    "O horário é {} às {}: ainda não chegou.",
                    crate::domain::time::day_title(it.day),
                    it.starts
                ));
            }
            become_(acting, it, Status::NoShow)
        })
        .and_then(|it| self.veiled(it))
    }

    /// Attended without passing the desk: a home visit, a turn off site.
    ///
    /// # Errors
    /// Refused before its day, and when it is no longer booked.
    pub fn mark_attended(&mut self, id: Id<Appointment>) -> Outcome<Appointment> {
        self.require(Right::Book)?;
        self.act(Act::BookingDone, |acting| {
            let it = standing(acting, id)?;
            if it.ticket.is_some() {
                return refused("A pessoa chegou pela recepção. Conclua a senha dela.");
            }
            if it.day > acting.today {
                return refused("Esse dia ainda não chegou.");
            }
            become_(acting, it, Status::Done)
        })
        .and_then(|it| self.veiled(it))
    }

    /// The same of a booking.
    pub(super) fn veiled_answer(&self, mut it: BookingAnswer) -> Outcome<BookingAnswer> {
        if let BookingAnswer::Booked { all, .. } = &mut it {
            let veiled: Outcome<Vec<Appointment>> =
                all.drain(..).map(|it| self.veiled(it)).collect();
            *all = veiled?;
        }
        Ok(it)
    }

    /// The answer to a key tells no phone that the lists keep under secrecy.
    fn veiled(&self, mut it: Appointment) -> Outcome<Appointment> {
        let con = self.store.con();
        let of_family = match it.family {
            Some(id) => families::load(con, id)?.is_some_and(|it| it.secret),
            None => false,
        };
        let of_person = match it.person {
            Some(id) => families::secret_of(con, id)?,
            None => false,
        };
        if (of_family || of_person) && !self.may(Right::SeeSecret) {
            it.phone.clear();
        }
        Ok(it)
    }
}

/// The appointment as it stands in the file now.
pub(in crate::app) fn standing(acting: &Acting<'_>, id: Id<Appointment>) -> Outcome<Appointment> {
    match appointments::by_id(acting.tx, id)? {
        Some(it) => Ok(it),
        None => refused("Este horário foi desfeito em outra mesa."),
    }
}

/// Writes the new state, if the old one lets it.
pub(in crate::app) fn become_(
    acting: &mut Acting<'_>,
    mut it: Appointment,
    next: Status,
) -> Outcome<Appointment> {
    if let Err(why) = it.status.may_become(next) {
        return refused(why);
    }
    it.status = next;
    let change = appointments::save(acting.tx, &it)?;
    acting.note(change);
    Ok(it)
}

/// Whether an appointment just brought back by the undo key still has its
/// place: another desk may have given it away since.
pub(in crate::app) fn still_fits(con: &rusqlite::Connection, id: Id<Appointment>) -> Outcome<bool> {
    let Some(it) = appointments::by_id(con, id)?.filter(|it| it.status.holds_place()) else {
        return Ok(true);
    };
    let of_day = appointments::of_day(con, it.day)?;
    let beside: Vec<&Appointment> = of_day
        .iter()
        .filter(|other| other.provider == it.provider && other.status.holds_place())
        .filter(|other| other.starts < it.ends() && other.ends() > it.starts)
        .collect();
    let together = |other: &&&Appointment| {
        (other.service, other.starts, other.minutes) == (it.service, it.starts, it.minutes)
    };
    let services = store::services(con)?;
    let service = services.iter().find(|other| other.id == it.service);
    let turns = store::turns(con)?;
    let wider = turns
        .iter()
        .filter(|turn| turn.provider == it.provider && turn.is_on(it.day))
        .map(|turn| turn.places)
        .max();
    let places = service.map_or(1, |it| it.places).max(wider.unwrap_or(0));
    Ok(beside.iter().all(|other| together(&other)) && beside.len() <= places as usize)
}

/// The place went while the act was under way: everything of it is taken back,
/// and the person is offered the next place instead.
pub(super) struct Gone;

impl Gone {
    const TEXT: &'static str = "Esta vaga acaba de ser ocupada.";

    pub(super) fn is(failure: &crate::domain::fault::Failure) -> bool {
        matches!(failure, crate::domain::fault::Failure::Refused(it) if it.text == Self::TEXT)
    }
}

impl From<Gone> for crate::domain::fault::Failure {
    fn from(_: Gone) -> Self {
        Self::Refused(crate::domain::fault::Refused {
            text: Gone::TEXT.to_string(),
            field: None,
        })
    }
}
