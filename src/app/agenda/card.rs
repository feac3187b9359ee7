//! One appointment with all that is known of it, and the tries to reach the
//! person about it.

use chrono::{DateTime, Utc};

use super::calls::called;
use super::change::standing;
use super::day::{AgendaLine, lines};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{Appointment, Reach, Status};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::store::agenda::appointments::{self, Listed};
use crate::store::agenda::contacts;
use crate::store::staff;

/// Rebookings that are followed in each direction.
const CHAIN_MAX: usize = 12;

/// One appointment as its screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentCard {
    pub it: AgendaLine,
    /// "Sala 2", "mutirão: Escola X"; empty at the desk.
    pub place: String,
    /// Documents to bring.
    pub papers: Vec<String>,
    /// Where it was before and where it went, oldest first, without itself.
    pub chain: Vec<AgendaLine>,
    /// Calls about it, oldest first.
    pub tries: Vec<CallTry>,
    /// Those of the same row still booked from this one on.
    pub row_left: u32,
    pub booked_at: DateTime<Utc>,
    /// Name of whoever booked it; empty when it was nobody of the team.
    pub booked_by: String,
}

/// A try to reach somebody by phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallTry {
    pub at: DateTime<Utc>,
    pub reach: Reach,
    /// Who called.
    pub who: String,
}

impl Desk {
    /// One appointment, whatever became of it.
    ///
    /// # Errors
    /// Refused by role, and when it was undone.
    pub fn appointment(&self, id: Id<Appointment>) -> Outcome<AppointmentCard> {
        self.require(Right::SeeAgenda)?;
        let con = self.store.con();
        let Some(own) = appointments::one_listed(con, id)? else {
            return refused("Este horário foi desfeito.");
        };
        let it = own.appointment.clone();
        let chain = chain(con, &it)?;
        let supply = self.supply_from(con, Some(it.day.min(self.today())))?;
        let team = staff::all(con)?;
        let name = |id: Option<Id<Staff>>| {
            let found = team.iter().find(|it| Some(it.id) == id);
            found.map(|it| it.name.clone()).unwrap_or_default()
        };
        let row_left = match it.series {
            Some(series) => appointments::of_series(con, series, it.day)?
                .iter()
                .filter(|it| it.status == Status::Booked && it.ticket.is_none())
                .count(),
            None => 0,
        };
        let place = supply
            .hours(it.provider, it.day)
            .into_iter()
            .find(|(_, from, until)| *from <= it.starts && it.starts < *until)
            .map(|(turn, _, _)| super::places::place_of(&supply, turn));
        let tries = contacts::of(con, id.bytes())?;
        let Some(line) = lines(&supply, vec![own], self).pop() else {
            return refused("Este horário foi desfeito.");
        };
        Ok(AppointmentCard {
            papers: supply
                .service(it.service)
                .map(|it| it.papers.clone())
                .unwrap_or_default(),
            place: place.unwrap_or_default(),
            chain: lines(&supply, chain, self),
            tries: tries
                .into_iter()
                .map(|it| CallTry {
                    at: it.at,
                    reach: it.reach,
                    who: name(it.who),
                })
                .collect(),
            row_left: u32::try_from(row_left).unwrap_or(u32::MAX),
            booked_at: it.booked_at,
            booked_by: name(it.booked_by),
            it: line,
        })
    }

    /// Notes how a call about an appointment ended.
    ///
    /// # Errors
    /// Refused by role, and when the appointment was undone.
    pub fn note_call(&mut self, id: Id<Appointment>, reach: Reach) -> Outcome<()> {
        self.require(Right::Book)?;
        self.act(Act::Contacted, |acting| {
            let about = *standing(acting, id)?.id.bytes();
            called(acting, about, reach)
        })
    }
}

/// The rebookings before and after it, oldest first.
fn chain(con: &rusqlite::Connection, it: &Appointment) -> Outcome<Vec<Listed>> {
    let mut before = Vec::new();
    let mut from = it.moved_from;
    while let Some(id) = from.filter(|_| before.len() < CHAIN_MAX) {
        let Some(it) = appointments::one_listed(con, id)? else {
            break;
        };
        from = it.appointment.moved_from;
        before.push(it);
    }
    before.reverse();
    let mut after = Vec::new();
    let mut last = it.id;
    while let Some(it) = appointments::moved_to(con, last)?.filter(|_| after.len() < CHAIN_MAX) {
        last = it.id;
        after.extend(appointments::one_listed(con, last)?);
    }
    before.extend(after);
    Ok(before)
}
