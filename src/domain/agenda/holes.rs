//! Places that somebody booked and did not come to. About two in five bookings
//! of a CadÚnico desk do not come (figure of one city); the hole is offered to
//! whoever waits in the line for that very thing. The person at the desk
//! accepts or not; nothing moves by itself.

use super::booking::Appointment;
use super::minute::Minute;
use super::slots::Supply;
use super::status::Status;
use super::supply::{Provider, Service};
use crate::domain::id::Id;
use crate::domain::ticket::{Demand, Ticket};

pub use super::TOLERANCE_MIN as HOLE_AFTER_MIN;

/// A place free now, and who of the line could take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    pub missed: Id<Appointment>,
    pub provider: Id<Provider>,
    pub service: Id<Service>,
    pub starts: Minute,
    pub free_until: Minute,
    /// In the order of the law.
    pub fits: Vec<Id<Ticket>>,
}

/// The holes of the day at `now`. `waiting` are the walk-ins in their order of
/// call, with what they came for; those who are booked themselves are not in it.
pub fn holes(
    supply: &Supply,
    of_day: &[Appointment],
    waiting: &[(Id<Ticket>, Vec<Id<Demand>>)],
    now: Minute,
    tolerance: u32,
) -> Vec<Hole> {
    let mut out: Vec<Hole> = of_day
        .iter()
        .filter(|it| match it.status {
            Status::Booked => it.ticket.is_none() && it.late(now) >= tolerance,
            Status::NoShow => now >= it.starts,
            Status::Done | Status::Moved | Status::GaveUp | Status::Cancelled => false,
        })
        .filter(|it| {
            !of_day
                .iter()
                .any(|other| other.fills == Some(it.id) && other.status.holds_place())
        })
        .filter_map(|it| {
            let service = supply.service(it.service)?;
            let free_until = free_until(supply, of_day, it)?;
            // Half of the time is the least in which something can be done.
            let enough = free_until.since(now) >= service.minutes.div_ceil(2);
            let fits = waiting
                .iter()
                .filter(|(_, demands)| service.demand.is_some_and(|it| demands.contains(&it)))
                .map(|it| it.0)
                .collect();
            enough.then_some(Hole {
                missed: it.id,
                provider: it.provider,
                service: it.service,
                starts: it.starts,
                free_until,
                fits,
            })
        })
        .collect();
    out.sort_by_key(|it| (it.starts, it.free_until));
    out
}

/// Until whoever would have attended is expected elsewhere: the next one who is
/// booked, else the end of their stretch of work.
fn free_until(supply: &Supply, of_day: &[Appointment], missed: &Appointment) -> Option<Minute> {
    let next = of_day
        .iter()
        .filter(|it| it.provider == missed.provider && it.id != missed.id)
        .filter(|it| it.status.holds_place() && it.starts > missed.starts)
        .map(|it| it.starts)
        .min();
    let end = supply
        .hours(missed.provider, missed.day)
        .into_iter()
        .find(|it| it.1 <= missed.starts && it.2 > missed.starts)
        .map(|it| it.2)?;
    Some(next.map_or(end, |it| it.min(end)))
}
