//! Calling those who are booked: whom, on which phone, with which words, and
//! what came of it. A call changes nothing by itself; moving and cancelling
//! stay acts of their own.

use chrono::NaiveDate;

use super::day::{AgendaLine, lines};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::agenda::{Reach, Reminder, Status, Supply, TurnKind};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::domain::person::Person;
use crate::store::agenda::contacts::Contact;
use crate::store::agenda::{appointments, contacts};
use crate::store::families;

/// Unanswered calls after which the next in order is shown instead.
pub const TRIES_MAX: u32 = 3;

/// Who is to be called about one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallDay {
    pub day: NaiveDate,
    pub lines: Vec<CallLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLine {
    pub line: AgendaLine,
    /// Calls made about it.
    pub tries: u32,
    /// To be read on the phone or pasted into a message.
    pub reminder: String,
}

impl Desk {
    /// Everybody who is still expected on that day, by hour; without a day,
    /// on the next one on which somebody is.
    ///
    /// # Errors
    /// Refused by role.
    pub fn calls_of(&self, day: Option<NaiveDate>) -> Outcome<CallDay> {
        self.require(Right::Book)?;
        let con = self.store.con();
        let today = self.today();
        let next = || today.succ_opt().unwrap_or(today);
        let day = match day {
            Some(day) => day,
            None => appointments::next_day(con, today)?.unwrap_or_else(next),
        };
        let supply = self.supply_from(con, Some(day.min(today)))?;
        let mut listed = appointments::listed(con, day, day)?;
        listed.retain(|it| {
            it.appointment.status == Status::Booked && it.appointment.ticket.is_none()
        });
        let lines = lines(&supply, listed, self);
        let lines = lines.into_iter().map(|line| {
            let tries = contacts::of(con, line.id.bytes())?.len();
            Ok(CallLine {
                reminder: self.reminder(&supply, &line),
                tries: u32::try_from(tries).unwrap_or(u32::MAX),
                line,
            })
        });
        Ok(CallDay {
            day,
            lines: lines.collect::<Outcome<_>>()?,
        })
    }

    fn reminder(&self, supply: &Supply, it: &AgendaLine) -> String {
        let unit = self.unit();
        let papers = supply.service(it.service_id).map(|it| it.papers.as_slice());
        let hours = supply.hours(it.provider_id, it.day);
        // A home visit is nobody else's business: its place is the home.
        let place = hours
            .iter()
            .find(|(_, from, until)| *from <= it.starts && it.starts < *until)
            .filter(|(turn, ..)| turn.kind != TurnKind::HomeVisits)
            .map_or("", |(turn, ..)| turn.place.as_str());
        Reminder {
            name: &it.name,
            day: it.day,
            starts: it.starts,
            unit: unit.map_or("CRAS", |it| it.name.as_str()),
            unit_phone: &unit.map_or_else(String::new, |it| mask_phone(&it.phone)),
            place,
            papers: papers.unwrap_or_default(),
        }
        .text()
    }
}

/// One try to reach somebody, about a row of any table.
pub(in crate::app) fn called(
    acting: &mut Acting<'_>,
    about: [u8; 16],
    reach: Reach,
) -> Outcome<()> {
    let it = Contact {
        id: acting.draw(),
        about,
        at: acting.now,
        who: acting.who.as_ref().map(|it| it.staff),
        reach,
    };
    let change = contacts::add(acting.tx, &it)?;
    acting.note(change);
    Ok(())
}

/// Calls in a row that nobody answered, up to the last; `tries` come oldest
/// first.
pub(in crate::app) fn unanswered(tries: &[Contact]) -> u32 {
    let run = tries.iter().rev();
    let run = run.take_while(|it| it.reach == Reach::NoAnswer).count();
    u32::try_from(run).unwrap_or(u32::MAX)
}

/// Whether somebody on a waiting list was called in vain, so that the next in
/// order may be called; their turn they keep.
pub(in crate::app) fn in_vain(last: Option<Reach>, unanswered: u32) -> bool {
    unanswered >= TRIES_MAX || last == Some(Reach::WrongNumber)
}

/// Where a person is called: their own phone, else the first of the family;
/// empty when there is none. National digits.
pub(in crate::app) fn phone_of(con: &rusqlite::Connection, person: Id<Person>) -> Outcome<String> {
    let lines = families::lines_of(con, person)?;
    let Some(line) = lines.iter().find(|it| it.is_current()) else {
        return Ok(String::new());
    };
    let phones = families::phones(con, line.family)?;
    let own = phones.iter().find(|it| it.person == Some(person));
    Ok(own
        .or(phones.first())
        .map_or_else(String::new, |it| it.digits.clone()))
}
