//! Waiting for a place as a task by phone: the order is priority public first,
//! then who asked first; when a place frees, the next three are shown to be
//! called. Nobody is moved by itself, and whoever passes another leaves a
//! reason.

use chrono::{DateTime, NaiveDate, Utc};

use super::enrol::EnrolAnswer;
use super::places::{ahead, close_wait, may_enter, open_group, ordered, places_of, put_in};
use super::seen::UNDER_SECRECY;
use crate::app::agenda::{OFFERED_MAX, called, in_vain, phone_of, unanswered};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::Reach;
use crate::domain::fault::{Outcome, refused};
use crate::domain::groups::{Group, Places, Waiting, WaitingState};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::text::bounded;
use crate::store::agenda::contacts;
use crate::store::groups::{situations, waiting};

const REASON_MAX_CHARS: usize = 120;

/// Somebody who waits, as the list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLine {
    pub id: Id<Waiting>,
    pub person: Id<Person>,
    pub name: String,
    /// Who it is is not told here.
    pub hidden: bool,
    pub age: Option<u32>,
    /// From 1.
    pub position: u32,
    /// Of the priority public: yes or no.
    pub priority: bool,
    pub asked_at: DateTime<Utc>,
    /// National digits; empty when there is none or it is hidden.
    pub phone: String,
    pub phone_hidden: bool,
    /// How the last call ended.
    pub reach: Option<Reach>,
    /// Calls in a row that nobody answered.
    pub unanswered: u32,
}

/// Places that are free and who is to be called about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceOffer {
    pub places: Places,
    /// The next ones, in order.
    pub call: Vec<WaitingLine>,
    /// Others who wait too.
    pub more: u32,
}

impl Desk {
    /// Everybody who waits for that group, in order.
    ///
    /// # Errors
    /// Refused by role, or when the group is gone.
    pub fn waiting_of(&self, group: Id<Group>) -> Outcome<Vec<WaitingLine>> {
        let con = self.store.con();
        let group = self.reached(Right::SeeGroups, con, group)?;
        let phones = self.may(Right::Enrol);
        let today = self.today();
        let priority = situations::priority(con, today)?;
        let mut out = Vec::new();
        for ((it, face), position) in ordered(con, &group, &priority)?.into_iter().zip(1..) {
            let hidden = !phones || (face.secret && !self.may(Right::SeeSecret));
            let phone = match hidden {
                true => String::new(),
                false if it.phone.is_empty() => phone_of(con, it.person)?,
                false => it.phone.clone(),
            };
            let tries = contacts::of(con, it.id.bytes())?;
            out.push(WaitingLine {
                id: it.id,
                person: it.person,
                name: match face.secret && self.is_secret_here() {
                    true => UNDER_SECRECY.to_string(),
                    false => face.name.clone(),
                },
                hidden: face.secret && self.is_secret_here(),
                age: face.age(today),
                position,
                priority: priority.contains(&it.person),
                asked_at: it.asked_at,
                phone,
                phone_hidden: hidden,
                reach: tries.last().map(|it| it.reach),
                unanswered: unanswered(&tries),
            });
        }
        Ok(out)
    }

    /// Who is to be called about a free place of that group; nobody when none
    /// is free.
    ///
    /// # Errors
    /// Refused by role, or when the group is gone.
    pub fn place_offer(&self, group: Id<Group>) -> Outcome<PlaceOffer> {
        let con = self.store.con();
        let of = self.reached(Right::Enrol, con, group)?;
        let places = places_of(con, &of, self.today())?;
        let mut all = self.waiting_of(group)?;
        if !places.to_offer() || !of.active {
            all.clear();
        }
        let waiting = all.len();
        all.retain(|it| !in_vain(it.reach, it.unanswered));
        all.truncate(OFFERED_MAX);
        Ok(PlaceOffer {
            places,
            more: u32::try_from(waiting - all.len()).unwrap_or(u32::MAX),
            call: all,
        })
    }

    /// They said yes: into the group, off the list. Passing somebody who was
    /// not yet called in vain needs a reason; `Behind` says so and writes
    /// nothing.
    ///
    /// # Errors
    /// Refused by role, when they wait no more, or when no place is left.
    pub fn accept_place(
        &mut self,
        id: Id<Waiting>,
        since: NaiveDate,
        reason: &str,
    ) -> Outcome<EnrolAnswer> {
        self.require(Right::Enrol)?;
        let reason = bounded("motivo", reason, REASON_MAX_CHARS)?;
        self.act(Act::Enrolled, |acting| {
            let wait = still_waiting(acting, id)?;
            let group = open_group(acting, wait.group)?;
            may_enter(acting, &group, wait.person, since)?;
            let places = places_of(acting.tx, &group, acting.today)?;
            if places.free() == 0 {
                return refused("A vaga foi ocupada em outra mesa. A pessoa continua na lista.");
            }
            let before = ahead(acting.tx, &group, acting.today, wait.person)?;
            let passed = before >= places.free();
            if passed && reason.is_empty() {
                return Ok(EnrolAnswer::Behind { waiting: before });
            }
            called(acting, *id.bytes(), Reach::Confirmed)?;
            let made = put_in(acting, &group, wait.person, since, None)?;
            close_wait(acting, &made, if passed { &reason } else { "" })?;
            Ok(EnrolAnswer::Enrolled {
                number: made.number,
                places: places_of(acting.tx, &group, acting.today)?,
            })
        })
    }

    /// A call that did not end in a place. Whoever wants none any more leaves
    /// the list; everybody else keeps their turn.
    ///
    /// # Errors
    /// Refused by role, and when they wait no more.
    pub fn note_place_call(&mut self, id: Id<Waiting>, reach: Reach) -> Outcome<()> {
        self.require(Right::Enrol)?;
        if reach == Reach::Confirmed {
            return refused("Quem aceita é inscrito na vaga: use a tecla de aceitar.");
        }
        self.act(Act::Contacted, |acting| {
            let wait = still_waiting(acting, id)?;
            if reach == Reach::Refused {
                give_up(acting, wait)?;
            }
            called(acting, *id.bytes(), reach)
        })
    }

    /// Takes somebody off the list at the counter.
    ///
    /// # Errors
    /// Refused by role, and when they wait no more.
    pub fn leave_waiting(&mut self, id: Id<Waiting>) -> Outcome<()> {
        self.require(Right::Enrol)?;
        self.act(Act::PlaceDeclined, |acting| {
            let wait = still_waiting(acting, id)?;
            give_up(acting, wait)
        })
    }
}

fn give_up(acting: &mut Acting<'_>, it: Waiting) -> Outcome<()> {
    let ended = Waiting {
        state: WaitingState::GaveUp,
        ..it
    };
    let change = waiting::save(acting.tx, &ended)?;
    acting.note(change);
    Ok(())
}

fn still_waiting(acting: &Acting<'_>, id: Id<Waiting>) -> Outcome<Waiting> {
    match waiting::by_id(acting.tx, id)? {
        Some(it) if it.state == WaitingState::Waiting => Ok(it),
        Some(_) | None => refused("Esta espera já foi resolvida, aqui ou em outra mesa."),
    }
}
