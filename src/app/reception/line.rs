//! The day's list as each role may see it, and what the call panel shows.

use chrono::{DateTime, NaiveDate, Utc};

use super::booked::BookedRow;
use crate::app::desk::Desk;
use crate::app::veil::Veil;
use crate::domain::access::{Right, Role};
use crate::domain::act::Access;
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::name::{first, initials, short};
use crate::domain::order::sort_by_key;
use crate::domain::person::Person;
use crate::domain::priority::{Class, Grounds};
use crate::domain::ticket::{Demand, State, Ticket, WaitsFor, in_order};
use crate::domain::time::{Zone, minutes_between};
use crate::domain::unit::Setting;
use crate::store::tickets::Listed;
use crate::store::{demands, staff, tickets, unit};

/// The list of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLine {
    pub day: NaiveDate,
    pub read_at: DateTime<Utc>,
    /// Those to be called first in order, then in service, then the rest by line.
    pub rows: Vec<LineRow>,
    /// Those with an hour today who have not come, by hour.
    pub booked: Vec<BookedRow>,
    pub waiting: u32,
    pub in_service: u32,
    pub finished: u32,
}

/// One line of the list, already without what the role may not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    pub id: Id<Ticket>,
    pub line: u32,
    pub code: String,
    pub name: String,
    pub person: Option<Id<Person>>,
    pub family: Option<Id<Family>>,
    pub party: u32,
    /// Labels joined; "reservado" below técnico.
    pub demand: String,
    pub class: Class,
    pub grounds: Veil<Grounds>,
    pub reserved: bool,
    pub returned: bool,
    pub state: State,
    pub calls: u8,
    /// Place in the order of call, from 1, for those waiting.
    pub place: Option<u32>,
    pub arrived_at: DateTime<Utc>,
    /// Since when it waits: the arrival, or the return with what was missing.
    pub queued_at: DateTime<Utc>,
    /// Minutes waited: until now, or until the service began.
    pub waited_min: u32,
    pub seat: String,
    pub attendant: String,
    /// Whom it waits for, when not for anybody.
    pub waits_for: String,
    pub missing: String,
    pub sent_to: String,
}

/// A ticket named after a step: what anybody at the line may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketView {
    pub id: Id<Ticket>,
    pub line: u32,
    pub code: String,
    pub person: Option<Id<Person>>,
    pub family: Option<Id<Family>>,
    pub said_name: String,
    pub state: State,
    pub calls: u8,
    pub wait: WaitsFor,
}

/// One call on the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelCall {
    pub code: String,
    pub seat: String,
    /// First name or nome social, only where the unit allows it.
    pub name: Option<String>,
    pub called_at: DateTime<Utc>,
    pub calls: u8,
}

/// Calls that the panel keeps in sight.
const PANEL_CALLS: usize = 5;

impl Desk {
    /// Today's list.
    pub fn line(&self) -> Outcome<DayLine> {
        self.line_of(self.today())
    }

    /// The list of any day.
    ///
    /// # Errors
    /// Refused for roles that do not see the line.
    pub fn line_of(&self, day: NaiveDate) -> Outcome<DayLine> {
        let role = self.require(Right::SeeLine)?.role;
        let con = self.store.con();
        let listed = tickets::of_day(con, day)?;
        let demands = demands::all(con)?;
        let team = staff::all(con)?;
        let order: Vec<Id<Ticket>> = in_order(listed.iter().map(|it| &it.ticket))
            .iter()
            .map(|it| it.id)
            .collect();
        let now = self.now();
        let mut rows: Vec<LineRow> = listed
            .iter()
            .map(|it| {
                let place = order.iter().position(|id| *id == it.ticket.id);
                let waits_for = match it.ticket.wait {
                    WaitsFor::Anybody => String::new(),
                    WaitsFor::Role(role) => role.label().to_string(),
                    WaitsFor::Staff(id) => team
                        .iter()
                        .find(|it| it.id == id)
                        .map(|it| it.name.clone())
                        .unwrap_or_default(),
                };
                row(it, &demands, role, now, place, waits_for)
            })
            .collect();
        sort_by_key(&mut rows, |it| {
            (rank(it.state), it.place.unwrap_or(0), it.line)
        });
        let count = |pick: fn(State) -> bool| {
            u32::try_from(rows.iter().filter(|it| pick(it.state)).count()).unwrap_or(u32::MAX)
        };
        Ok(DayLine {
            day,
            read_at: now,
            waiting: count(|it| it == State::Waiting),
            in_service: count(|it| matches!(it, State::Called | State::InService)),
            finished: count(|it| !it.is_open()),
            booked: self.booked_rows(day)?,
            rows,
        })
    }

    /// The list on paper or over SSH is a look at people: it is logged.
    pub fn line_listed(&mut self, day: NaiveDate) -> Outcome<DayLine> {
        let line = self.line_of(day)?;
        self.look(Access::Listed, "line", None, "")?;
        Ok(line)
    }

    /// The same for whoever reads it from outside the counter: names shortened.
    pub fn line_outside(&mut self, day: NaiveDate) -> Outcome<DayLine> {
        let mut line = self.line_listed(day)?;
        for it in &mut line.rows {
            it.name = short(&it.name);
        }
        for it in &mut line.booked {
            it.name = short(&it.name);
        }
        Ok(line)
    }

    /// What the waiting room sees: the last calls, newest first. Needs nobody
    /// logged in, and therefore shows codes and, where allowed, first names.
    pub fn panel(&self) -> Outcome<Vec<PanelCall>> {
        let con = self.store.con();
        let today = self.today();
        let names = unit::setting(con, Setting::PanelNames, today)? == "sim";
        let mut calls: Vec<PanelCall> = tickets::of_day(con, today)?
            .iter()
            .filter_map(|it| {
                Some(PanelCall {
                    code: it.ticket.code(),
                    seat: it.ticket.seat.clone(),
                    name: (names && !it.secret && !it.ticket.reserved)
                        .then(|| first(&it.name).to_string()),
                    called_at: it.ticket.called_at?,
                    calls: it.ticket.calls,
                })
            })
            .collect();
        sort_by_key(&mut calls, |it| std::cmp::Reverse(it.called_at));
        calls.truncate(PANEL_CALLS);
        Ok(calls)
    }
}

/// Which group of the law it is tells of somebody's health or body: the line
/// needs the class, and only who sees sensitive data is told more. Age, a
/// donation and no priority at all are the class itself.
pub(super) fn shown_grounds(role: Role, grounds: Grounds) -> Veil<Grounds> {
    let told_by_class = grounds.class() != Class::Legal;
    Veil::when(told_by_class || role.may(Right::SeeSensitive), || grounds)
}

/// Called and in service on top (they are at the desks now), then the order of
/// call, then who went for papers, then what is over.
const fn rank(state: State) -> u8 {
    match state {
        State::Called => 0,
        State::InService => 1,
        State::Waiting => 2,
        State::PapersMissing => 3,
        State::Done | State::SentOut | State::Absent | State::GaveUp => 4,
    }
}

fn row(
    it: &Listed,
    demands: &[Demand],
    role: Role,
    now: DateTime<Utc>,
    place: Option<usize>,
    waits_for: String,
) -> LineRow {
    let ticket = &it.ticket;
    let hides = ticket.reserved && !role.may(Right::TakeReserved);
    // Whoever only needs to know how full the day is sees no names and nothing
    // of what each one came for.
    let sees = role.may(Right::SeeFamilies);
    let demand = if !sees {
        String::new()
    } else if hides || (ticket.reserved && it.demands.is_empty()) {
        "reservado".to_string()
    } else {
        let labels: Vec<&str> = it
            .demands
            .iter()
            .filter_map(|id| demands.iter().find(|demand| demand.id == *id))
            .map(|demand| demand.label.as_str())
            .collect();
        labels.join(" + ")
    };
    let name = if sees {
        it.name.clone()
    } else {
        initials(&it.name)
    };
    let few_words = |text: &str| match hides || !sees {
        true => String::new(),
        false => text.to_string(),
    };
    let until = match ticket.state {
        State::Waiting | State::PapersMissing => now,
        State::Called => ticket.called_at.unwrap_or(now),
        State::InService | State::Done | State::SentOut | State::Absent | State::GaveUp => {
            ticket.started_at.or(ticket.ended_at).unwrap_or(now)
        }
    };
    LineRow {
        id: ticket.id,
        line: ticket.line,
        code: ticket.code(),
        name,
        person: ticket.person,
        family: ticket.family,
        party: ticket.party,
        demand,
        class: ticket.class(),
        grounds: shown_grounds(role, ticket.grounds),
        reserved: ticket.reserved,
        returned: ticket.returned,
        state: ticket.state,
        calls: ticket.calls,
        place: place.and_then(|it| u32::try_from(it + 1).ok()),
        arrived_at: ticket.arrived_at,
        queued_at: ticket.queued_at,
        waited_min: minutes_between(ticket.queued_at, until),
        seat: ticket.seat.clone(),
        attendant: it.attendant.clone().unwrap_or_default(),
        waits_for,
        missing: few_words(&ticket.missing),
        sent_to: few_words(&ticket.sent_to),
    }
}

impl TicketView {
    pub(super) fn of(it: &Ticket) -> Self {
        Self {
            id: it.id,
            line: it.line,
            code: it.code(),
            person: it.person,
            family: it.family,
            said_name: it.said_name.clone(),
            state: it.state,
            calls: it.calls,
            wait: it.wait,
        }
    }
}

impl LineRow {
    /// The group of the law where it may be told, else only the class.
    pub fn priority_label(&self) -> &'static str {
        self.grounds
            .open()
            .map_or(self.class.label(), |it| it.label())
    }

    /// Goes on counting without asking the file again.
    pub fn wait_until(&mut self, now: DateTime<Utc>) {
        match self.state {
            State::Waiting | State::PapersMissing => {
                self.waited_min = minutes_between(self.queued_at, now);
            }
            State::Called
            | State::InService
            | State::Done
            | State::SentOut
            | State::Absent
            | State::GaveUp => {}
        }
    }

    /// "08:05", in the unit's zone.
    pub fn arrived_clock(&self, zone: Zone) -> String {
        zone.clock(self.arrived_at)
    }
}
