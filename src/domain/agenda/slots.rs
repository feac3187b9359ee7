//! Where somebody can be booked. A slot exists because somebody has hours,
//! gives the service, is not away and the unit is open; it has a place while
//! fewer people than its places are in it. Everything that books asks here,
//! inside the transaction that writes.

use chrono::NaiveDate;

use super::booking::Appointment;
use super::calendar::{Calendar, Closed};
use super::minute::Minute;
use super::supply::{Absence, Provider, Room, Service, Turn, TurnKind};
use crate::domain::id::Id;

/// All that is offered, as the lists stand.
#[derive(Debug, Clone)]
pub struct Supply {
    pub services: Vec<Service>,
    pub providers: Vec<Provider>,
    pub turns: Vec<Turn>,
    pub absences: Vec<Absence>,
    pub rooms: Vec<Room>,
    pub calendar: Calendar,
}

/// One stretch of a day in which somebody is seen, or could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub provider: Id<Provider>,
    pub service: Id<Service>,
    pub day: NaiveDate,
    pub starts: Minute,
    pub ends: Minute,
    pub places: u32,
    pub taken: u32,
    pub kind: TurnKind,
    /// Where, when it is not at the unit.
    pub place: String,
    pub room: Option<Id<Room>>,
}

/// A stretch of work in one go, and the turn it is of.
pub type Hours<'a> = (&'a Turn, Minute, Minute);

/// What takes somebody's time on a day; only what holds its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booked {
    pub provider: Id<Provider>,
    pub service: Id<Service>,
    pub starts: Minute,
    pub ends: Minute,
}

impl From<&Appointment> for Booked {
    fn from(it: &Appointment) -> Self {
        Self {
            provider: it.provider,
            service: it.service,
            starts: it.starts,
            ends: it.ends(),
        }
    }
}

impl Slot {
    pub fn free(&self) -> u32 {
        self.places.saturating_sub(self.taken)
    }
}

impl Supply {
    pub fn service(&self, id: Id<Service>) -> Option<&Service> {
        self.services.iter().find(|it| it.id == id)
    }

    pub fn provider(&self, id: Id<Provider>) -> Option<&Provider> {
        self.providers.iter().find(|it| it.id == id)
    }

    pub fn room(&self, id: Id<Room>) -> Option<&Room> {
        self.rooms.iter().find(|it| it.id == id)
    }

    /// Why nobody is booked on that day, whatever the hours say.
    pub fn closed(&self, day: NaiveDate) -> Option<Closed> {
        self.calendar.closed(day)
    }

    /// The hours that the provider works on that day: turn by turn, breaks,
    /// absences and closed days taken out, in order.
    pub fn hours(&self, provider: Id<Provider>, day: NaiveDate) -> Vec<Hours<'_>> {
        match self.closed(day) {
            Some(_) => Vec::new(),
            None => self.hours_open(provider, day),
        }
    }

    /// The same of a day that is known to be open.
    pub fn hours_open(&self, provider: Id<Provider>, day: NaiveDate) -> Vec<Hours<'_>> {
        let away: Vec<(Minute, Minute)> = self
            .absences
            .iter()
            .filter_map(|it| it.taken(provider, day))
            .collect();
        let mut out: Vec<Hours<'_>> = self
            .turns
            .iter()
            .filter(|it| it.provider == provider && it.is_on(day))
            .flat_map(|turn| {
                let mut left = turn.stretches();
                for hole in &away {
                    left = left.into_iter().flat_map(|it| without(it, *hole)).collect();
                }
                left.into_iter().map(move |it| (turn, it.0, it.1))
            })
            .collect();
        out.sort_by_key(|it| (it.1, it.2));
        out
    }
}

/// What is left of a stretch once a hole is cut in it.
fn without(it: (Minute, Minute), hole: (Minute, Minute)) -> Vec<(Minute, Minute)> {
    if hole.1 <= it.0 || hole.0 >= it.1 {
        return vec![it];
    }
    [(it.0, hole.0), (hole.1, it.1)]
        .into_iter()
        .filter(|left| left.0 < left.1)
        .collect()
}

/// Every slot of the service on that day, full ones too, by hour and then by
/// provider. `only` asks for one provider.
///
/// From the start of each stretch, one slot follows the other; where somebody
/// is seen for another service, the next begins when that ends. A slot in
/// which people are already booked stays where they were told.
pub fn slots(
    supply: &Supply,
    booked: &[Booked],
    service: &Service,
    only: Option<Id<Provider>>,
    day: NaiveDate,
) -> Vec<Slot> {
    let mut out = Vec::new();
    if supply.closed(day).is_some() {
        return out;
    }
    for provider in supply.providers.iter().filter(|it| it.active) {
        if only.is_some_and(|it| it != provider.id) {
            continue;
        }
        let hours = supply.hours_open(provider.id, day);
        let theirs = booked.iter().filter(|it| it.provider == provider.id);
        let theirs: Vec<Booked> = theirs.copied().collect();
        out.extend(slots_of(provider, &hours, &theirs, service, day));
    }
    let order = |id: Id<Provider>| supply.provider(id).map(|it| it.position);
    out.sort_by_key(|it| (it.starts, order(it.provider)));
    out
}

/// The same of one provider, by hour: what they work on that day and who is
/// booked with them are at hand.
pub fn slots_of(
    provider: &Provider,
    hours: &[Hours<'_>],
    theirs: &[Booked],
    service: &Service,
    day: NaiveDate,
) -> Vec<Slot> {
    let mut out = Vec::new();
    // Two turns at once are one pair of hands: the first one has it.
    let mut worked_until = Minute::MIDNIGHT;
    for (turn, from, until) in hours {
        let from = (*from).max(worked_until);
        if from >= *until {
            continue;
        }
        worked_until = *until;
        if !turn.takes(service, provider) {
            continue;
        }
        let places = match turn.places {
            0 => service.places,
            own => own,
        };
        sweep(from, *until, service, theirs, |starts, ends, taken| {
            out.push(Slot {
                provider: provider.id,
                service: service.id,
                day,
                starts,
                ends,
                places,
                taken,
                kind: turn.kind,
                place: turn.place.clone(),
                room: turn.room,
            });
        });
    }
    out
}

fn sweep(
    from: Minute,
    until: Minute,
    service: &Service,
    theirs: &[Booked],
    mut give: impl FnMut(Minute, Minute, u32),
) {
    let mut at = from;
    while let Some(ends) = at.plus(service.minutes).filter(|it| *it <= until) {
        let first = theirs
            .iter()
            .filter(|it| it.starts < ends && it.ends > at)
            .min_by_key(|it| it.starts);
        let Some(first) = first else {
            give(at, ends, 0);
            at = ends;
            continue;
        };
        // A group that shares its hour: it may take more people. Whatever else
        // of theirs runs into that hour leaves room for nobody.
        let inside = first.starts >= at && first.ends <= until;
        let alone = theirs
            .iter()
            .filter(|it| it.starts < first.ends && it.ends > first.starts)
            .all(|it| {
                it.service == service.id && (it.starts, it.ends) == (first.starts, first.ends)
            });
        if inside && alone {
            let taken = theirs
                .iter()
                .filter(|it| it.starts == first.starts && it.service == service.id)
                .count();
            give(
                first.starts,
                first.ends,
                u32::try_from(taken).unwrap_or(u32::MAX),
            );
        }
        at = theirs
            .iter()
            .filter(|it| it.starts <= first.starts && it.ends > at)
            .map(|it| it.ends)
            .max()
            .unwrap_or(first.ends)
            .max(first.ends);
    }
}

/// Whether that very slot exists and has a place.
pub fn has_place(all: &[Slot], provider: Id<Provider>, starts: Minute) -> bool {
    all.iter()
        .any(|it| it.provider == provider && it.starts == starts && it.free() > 0)
}

/// The first slots with a place from that day and hour on, `many` at most, on
/// at most `days` days. `booked_on` is asked day by day, so that a place found
/// early costs one day's reading.
///
/// # Errors
/// What `booked_on` answers.
pub fn next_free<E>(
    supply: &Supply,
    service: &Service,
    only: Option<Id<Provider>>,
    from: (NaiveDate, Minute),
    days: u32,
    many: usize,
    mut booked_on: impl FnMut(NaiveDate) -> Result<Vec<Booked>, E>,
) -> Result<Vec<Slot>, E> {
    let mut found = Vec::new();
    for day in from.0.iter_days().take(days as usize) {
        let works = supply.closed(day).is_none() && supply.turns.iter().any(|it| it.is_on(day));
        if !works {
            continue;
        }
        let booked = booked_on(day)?;
        let all = slots(supply, &booked, service, only, day);
        found.extend(
            all.into_iter()
                .filter(|it| it.free() > 0 && (it.day > from.0 || it.starts >= from.1)),
        );
        if found.len() >= many {
            found.truncate(many);
            break;
        }
    }
    Ok(found)
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
