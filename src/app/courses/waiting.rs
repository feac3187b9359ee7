//! Waiting for a seat as a task by phone: groups of the notice first, then who
//! signed up first; when a seat is free the next three are shown to be called.
//! Nobody is moved by itself, and whoever passes another leaves a reason.

use chrono::{DateTime, NaiveDate, Utc};

use super::apply::ApplyAnswer;
use super::seats::{Moment, Queued, ordered, used};
use crate::app::agenda::{OFFERED_MAX, called, phone_of};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::Reach;
use crate::domain::courses::{Application, Applied, Course};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::text::bounded;
use crate::store::courses::applications::{self, Kept};
use crate::store::courses::list;

const REASON_MAX_CHARS: usize = 120;

/// Somebody who waits for a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatWait {
    pub id: Id<Application>,
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
    /// From 1.
    pub position: u32,
    /// Of a group that the notice puts first.
    pub first: bool,
    pub asked_at: DateTime<Utc>,
    /// National digits; empty when there is none or it is hidden.
    pub phone: String,
    pub phone_hidden: bool,
    /// How the last call ended.
    pub reach: Option<Reach>,
    /// Calls in a row that nobody answered.
    pub unanswered: u32,
    /// Last day to answer the first of the calls in vain.
    pub until: Option<NaiveDate>,
    /// Called in vain too often or for too long: the next may be called.
    pub passed: bool,
}

/// Seats that are free and who is to be called about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatOffer {
    /// Own seats left, and of the pool.
    pub left: (u32, u32),
    pub call: Vec<SeatWait>,
    /// Others who wait too.
    pub more: u32,
}

impl Desk {
    /// Everybody who waits for a seat of that class, in order.
    ///
    /// # Errors
    /// Refused by role, or when the class is gone.
    pub fn waiting_for_seat(&self, id: Id<Course>) -> Outcome<Vec<SeatWait>> {
        self.require(Right::Apply)?;
        let con = self.store.con();
        let of = gone(list::by_id(con, id)?)?;
        let now = Moment::new(con, self.today(), self.zone())?;
        let mut out = Vec::new();
        for (it, position) in ordered(con, &of.course, now.today)?.into_iter().zip(1..) {
            let Queued { kept, face, first } = it;
            let it = kept.application;
            let hidden = face.secret && self.is_secret_here();
            let phone = match hidden {
                true => String::new(),
                false if it.phone.is_empty() => phone_of(con, it.person)?,
                false => it.phone,
            };
            let tried = now.tried(con, it.id.bytes())?;
            out.push(SeatWait {
                id: it.id,
                person: it.person,
                age: face.age(now.today),
                name: self.name_in_list(&face),
                position,
                first,
                asked_at: it.asked_at,
                phone,
                phone_hidden: hidden,
                reach: tried.reach,
                unanswered: tried.unanswered,
                until: tried.until,
                passed: tried.passed,
            });
        }
        Ok(out)
    }

    /// Who is to be called about a free seat; nobody when none is free.
    ///
    /// # Errors
    /// Refused by role, or when the class is gone.
    pub fn seat_offer(&self, id: Id<Course>) -> Outcome<SeatOffer> {
        let mut all = self.waiting_for_seat(id)?;
        let con = self.store.con();
        let of = gone(list::by_id(con, id)?)?;
        let held = applications::held(con)?;
        let left = of.course.seats.left(used(&of, &held), self.today());
        if left == (0, 0) || !of.course.active {
            all.clear();
        }
        let waiting = all.len();
        all.retain(|it| !it.passed);
        all.truncate(OFFERED_MAX);
        Ok(SeatOffer {
            left,
            more: u32::try_from(waiting - all.len()).unwrap_or(u32::MAX),
            call: all,
        })
    }

    /// They said yes: the seat is theirs. Passing somebody who was not yet
    /// called in vain needs a reason; without one nothing is written and the
    /// answer says at which position they stay.
    ///
    /// # Errors
    /// Refused by role, when they wait no more, or when no seat is left.
    pub fn accept_seat(&mut self, id: Id<Application>, reason: &str) -> Outcome<ApplyAnswer> {
        self.require(Right::Apply)?;
        let reason = bounded("motivo", reason, REASON_MAX_CHARS)?;
        let zone = self.zone();
        self.act(Act::Applied, |acting| {
            let today = acting.today;
            let mut it = waits(acting, id)?;
            let of = gone(list::by_id(acting.tx, it.application.course)?)?;
            let held = applications::held(acting.tx)?;
            let Some(seat) = of.course.seats.draw(used(&of, &held), today) else {
                return refused("A vaga foi ocupada em outra mesa. A pessoa continua na lista.");
            };
            let now = Moment::new(acting.tx, today, zone)?;
            let mut ahead: u32 = 0;
            let mut position: u32 = 1;
            for other in ordered(acting.tx, &of.course, today)? {
                let other = other.kept.application.id;
                if other == id {
                    break;
                }
                position += 1;
                ahead += u32::from(!now.tried(acting.tx, other.bytes())?.passed);
            }
            let left = of.course.seats.left(used(&of, &held), today);
            let passes = ahead >= left.0.saturating_add(left.1);
            if passes && reason.is_empty() {
                return Ok(ApplyAnswer::Waiting { id, position });
            }
            it.application.state = Applied::Entered;
            it.application.seat = Some(seat);
            it.application.broken = if passes { reason } else { String::new() };
            it.state_on = today;
            let change = applications::save(acting.tx, &it)?;
            acting.note(change);
            called(acting, *id.bytes(), Reach::Confirmed)?;
            let held = applications::held(acting.tx)?;
            Ok(ApplyAnswer::Seated {
                id,
                seat,
                left: of.course.seats.left(used(&of, &held), today),
            })
        })
    }

    /// A call that did not end in a seat. Whoever wants none any more leaves
    /// the list; everybody else keeps their turn.
    ///
    /// # Errors
    /// Refused by role, and when they wait no more.
    pub fn note_seat_call(&mut self, id: Id<Application>, reach: Reach) -> Outcome<()> {
        self.require(Right::Apply)?;
        if reach == Reach::Confirmed {
            return refused("Quem aceita recebe a vaga: use a tecla de aceitar.");
        }
        self.act(Act::Contacted, |acting| {
            let mut it = waits(acting, id)?;
            if reach == Reach::Refused {
                it.application.state = Applied::GaveUp;
                it.state_on = acting.today;
                let change = applications::save(acting.tx, &it)?;
                acting.note(change);
            }
            called(acting, *id.bytes(), reach)
        })
    }
}

fn waits(acting: &Acting<'_>, id: Id<Application>) -> Outcome<Kept> {
    match applications::by_id(acting.tx, id)? {
        Some(it) if it.application.state == Applied::Waiting => Ok(it),
        Some(_) | None => refused("Esta espera já foi resolvida, aqui ou em outra mesa."),
    }
}

fn gone<T>(it: Option<T>) -> Outcome<T> {
    match it {
        Some(it) => Ok(it),
        None => refused("Esta turma saiu da lista. Escolha outra."),
    }
}
