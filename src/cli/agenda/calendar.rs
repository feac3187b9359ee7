//! The days as a calendar file. What was moved or cancelled goes along as
//! cancelled, so that the calendar that has it takes it out.

use chrono::{DateTime, Utc};

use super::tables::lines;
use crate::app::{AgendaDay, AgendaLine};
use crate::domain::agenda::Status;
use crate::domain::time::Zone;
use crate::paper::ics::{Event, calendar};

pub fn of(unit: &str, days: &[AgendaDay], zone: Zone, now: DateTime<Utc>) -> String {
    let events: Vec<Event> = lines(days)
        .map(|it| Event {
            uid: format!("{}@acolhida", it.id),
            starts: zone.instant(it.day, it.starts.time()),
            ends: zone.instant(it.day, it.ends.time()),
            summary: format!("{}: {}", it.service, it.name),
            place: place(days, it),
            cancelled: gone(it.status),
        })
        .collect();
    calendar(&format!("Agenda, {unit}"), now, &events)
}

/// Where those hours are worked; empty in the unit.
fn place(days: &[AgendaDay], it: &AgendaLine) -> String {
    let columns = days.iter().filter(|day| day.day == it.day);
    let mut hours = columns
        .flat_map(|day| &day.providers)
        .filter(|column| column.id == it.provider_id)
        .flat_map(|column| &column.hours);
    hours
        .find(|(from, until, _)| *from <= it.starts && it.ends <= *until)
        .map(|it| it.2.clone())
        .unwrap_or_default()
}

const fn gone(status: Status) -> bool {
    match status {
        Status::Moved | Status::Cancelled => true,
        Status::Booked | Status::Done | Status::GaveUp | Status::NoShow => false,
    }
}
