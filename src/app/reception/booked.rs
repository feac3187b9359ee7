//! Whoever is booked stands in the day's list before they come: the line they
//! will have is theirs since the booking. Here they arrive, are missed, and the
//! place they left is offered to somebody who waits.

use chrono::{DateTime, NaiveDate, Utc};

use super::arrival::{Arrival, Arrived, Comer, Settled, companions, grounds, take_ticket, taker};
use super::line::TicketView;
use crate::app::agenda::{become_, read_supply, standing};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{Appointment, Hole, Minute, Status, Supply, holes};
use crate::domain::codes::AccessForm;
use crate::domain::family::Family;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::priority::Grounds;
use crate::domain::ticket::{Demand, State, Ticket, WaitsFor, in_order};
use crate::domain::time::minutes_between;
use crate::domain::unit::Setting;
use crate::store::agenda::appointments;
use crate::store::tickets;

/// Somebody expected today who has not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookedRow {
    pub id: Id<Appointment>,
    pub line: u32,
    pub starts: Minute,
    pub name: String,
    pub person: Option<Id<Person>>,
    pub family: Option<Id<Family>>,
    pub service: String,
    pub provider: String,
    pub status: Status,
    /// The instant of the hour, and the one until which the unit waits.
    pub at: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// Minutes past the hour, 0 before it.
    pub late: u32,
    /// Late by more than the unit tolerates: the place may be offered.
    pub overdue: bool,
}

impl BookedRow {
    /// Goes on counting without asking the file again.
    pub fn late_until(&mut self, now: DateTime<Utc>) {
        if self.status == Status::Booked {
            self.late = minutes_between(self.at, now);
            self.overdue = now >= self.until;
        }
    }
}

/// A place that somebody left, and who of the line could take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoleLine {
    pub hole: Hole,
    /// Of whoever was missed.
    pub line: u32,
    pub service: String,
    pub provider: String,
    /// Ticket, code and name of those who fit, in their order.
    pub fits: Vec<(Id<Ticket>, String, String)>,
}

/// What the key beside a booked line hands over; everything else is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookedArrival {
    pub companions: Vec<Id<Person>>,
    /// What the person at the desk chose instead of what was computed.
    pub grounds: Option<Grounds>,
    pub donor_on: Option<NaiveDate>,
}

impl Desk {
    /// Those expected on that day who have no ticket, by hour.
    pub(super) fn booked_rows(&self, day: NaiveDate) -> Outcome<Vec<BookedRow>> {
        if !self.may(Right::SeeAgenda) {
            return Ok(Vec::new());
        }
        let con = self.store.con();
        let listed = appointments::listed(con, day, day)?;
        let expected: Vec<_> = listed
            .into_iter()
            .filter(|it| it.appointment.ticket.is_none())
            .filter(|it| matches!(it.appointment.status, Status::Booked | Status::NoShow))
            .collect();
        if expected.is_empty() {
            return Ok(Vec::new());
        }
        let supply = self.supply_from(con, Some(day))?;
        let now = self.minute_of(day);
        let tolerance = self.tolerance()?;
        Ok(expected
            .into_iter()
            .map(|it| {
                let late = it.appointment.late(now);
                let at = self.zone().instant(day, it.appointment.starts.time());
                BookedRow {
                    id: it.appointment.id,
                    line: it.appointment.line,
                    starts: it.appointment.starts,
                    name: it.name,
                    person: it.appointment.person,
                    family: it.appointment.family,
                    service: label(&supply, &it.appointment),
                    provider: provider(&supply, &it.appointment),
                    status: it.appointment.status,
                    at,
                    until: at + chrono::Duration::minutes(i64::from(tolerance)),
                    late,
                    overdue: it.appointment.status == Status::Booked && late >= tolerance,
                }
            })
            .collect())
    }

    /// Today's places that were left, with who could take each.
    ///
    /// # Errors
    /// Refused by role.
    pub fn holes(&self) -> Outcome<Vec<HoleLine>> {
        self.require(Right::RunLine)?;
        let con = self.store.con();
        let today = self.today();
        let of_day = appointments::of_day(con, today)?;
        if of_day.is_empty() {
            return Ok(Vec::new());
        }
        let supply = self.supply_from(con, Some(today))?;
        let line = tickets::of_day(con, today)?;
        let waiting: Vec<(Id<Ticket>, Vec<Id<Demand>>)> =
            in_order(line.iter().map(|it| &it.ticket))
                .into_iter()
                .filter(|ticket| is_walk_in(ticket, &of_day))
                .filter_map(|ticket| {
                    let listed = line.iter().find(|it| it.ticket.id == ticket.id)?;
                    Some((ticket.id, listed.demands.clone()))
                })
                .collect();
        let now = self.minute_of(today);
        let found = holes(&supply, &of_day, &waiting, now, self.tolerance()?);
        Ok(found
            .into_iter()
            .filter_map(|hole| {
                let missed = of_day.iter().find(|it| it.id == hole.missed)?;
                let fits = hole.fits.iter().filter_map(|id| {
                    let listed = line.iter().find(|it| it.ticket.id == *id)?;
                    Some((*id, listed.ticket.code(), listed.name.clone()))
                });
                Some(HoleLine {
                    line: missed.line,
                    service: label(&supply, missed),
                    provider: provider(&supply, missed),
                    fits: fits.collect(),
                    hole,
                })
            })
            .collect())
    }

    /// Whoever is booked has come: the ticket takes the line they had, the
    /// demand of the service, and the place in the order that their hour gives.
    ///
    /// # Errors
    /// Refused on another day, for whoever arrived already, and as any arrival.
    pub fn arrive_booked(&mut self, id: Id<Appointment>, how: &BookedArrival) -> Outcome<Arrived> {
        self.require(Right::RunLine)?;
        let unit = self.unit().cloned();
        let usual = self.usual_demand()?;
        let zone = self.zone();
        let tolerance = self.tolerance()?;
        let mut arrived = self.act(Act::BookedArrived, |acting| {
            let mut booked = standing(acting, id)?;
            if booked.day != acting.today {
                return refused(format!(
                    "O horário é {}, não hoje. Para atender hoje, dê uma senha ou remarque.",
                    crate::domain::time::day_title(booked.day)
                ));
            }
            if booked.ticket.is_some() || booked.status != Status::Booked {
                return already(acting, &booked);
            }
            let supply = read_supply(acting.tx, unit.as_ref(), acting.today, Some(acting.today))?;
            let demand = supply
                .service(booked.service)
                .and_then(|it| it.demand)
                .or(usual);
            let who = match booked.person {
                Some(person) => Comer::Registered {
                    person,
                    family: booked.family,
                },
                None => Comer::Said(booked.said_name.clone()),
            };
            let taker = taker(acting, &who)?;
            if let Some(person) = taker.person
                && let Some(open) = tickets::open_of_person(acting.tx, acting.today, person)?
            {
                return refused(format!(
                    "Esta pessoa já está na lista de hoje: linha {}, senha {}.",
                    open.line,
                    open.code()
                ));
            }
            let hour = zone.instant(booked.day, booked.starts.time());
            let in_time = acting.now <= hour + chrono::Duration::minutes(i64::from(tolerance));
            let staff = supply.provider(booked.provider).and_then(|it| it.staff);
            let settled = Settled {
                line: booked.line,
                queued_at: if in_time { hour } else { acting.now },
                wait: staff.map_or(WaitsFor::Anybody, WaitsFor::Staff),
            };
            let it = arrival(&who, demand, how);
            let grounds = grounds(acting, &it, taker.person)?;
            let companions = companions(acting, &it, taker.person)?;
            let arrived = take_ticket(acting, &it, &taker, grounds, &companions, Some(settled))?;
            booked.ticket = Some(arrived.id);
            let change = appointments::save(acting.tx, &booked)?;
            acting.note(change);
            Ok(arrived)
        })?;
        arrived.ahead = self.ahead_of(arrived.id).unwrap_or(0);
        Ok(arrived)
    }

    /// Gives the place of whoever was missed to somebody of the line: the
    /// missed one is marked, and the ticket waits for that professional.
    ///
    /// # Errors
    /// Refused when the missed one came after all, the place was given to
    /// somebody else, or the ticket no longer waits.
    pub fn fill_hole(
        &mut self,
        missed: Id<Appointment>,
        ticket: Id<Ticket>,
    ) -> Outcome<TicketView> {
        self.require(Right::RunLine)?;
        let unit = self.unit().cloned();
        let now = self.minute_of(self.today());
        let tolerance = self.tolerance()?;
        self.act(Act::HoleFilled, |acting| {
            let missed = standing(acting, missed)?;
            let of_day = appointments::of_day(acting.tx, acting.today)?;
            let Some(mut taken) = tickets::by_id(acting.tx, ticket)? else {
                return refused("Esta senha foi desfeita em outra mesa.");
            };
            if taken.state != State::Waiting || !is_walk_in(&taken, &of_day) {
                return refused("Esta senha já não espera. Escolha outra.");
            }
            let supply = read_supply(acting.tx, unit.as_ref(), acting.today, Some(acting.today))?;
            let demands = tickets::demands_of(acting.tx, ticket)?;
            let waiting = [(ticket, demands)];
            let open = holes(&supply, &of_day, &waiting, now, tolerance);
            let Some(hole) = open.iter().find(|it| it.missed == missed.id) else {
                return refused("Esta vaga já não está livre: a pessoa chegou, ou outra a pegou.");
            };
            if hole.fits.is_empty() {
                return refused("Esta pessoa veio por outra coisa. Escolha outra senha.");
            }
            let filler = Appointment {
                id: acting.draw(),
                line: taken.line,
                family: taken.family,
                person: taken.person,
                said_name: taken.said_name.clone(),
                phone: String::new(),
                status: Status::Booked,
                moved_from: None,
                fills: Some(missed.id),
                series: None,
                ticket: Some(ticket),
                booked_at: acting.now,
                booked_by: acting.who.as_ref().map(|it| it.staff),
                ..missed.clone()
            };
            if missed.status == Status::Booked {
                become_(acting, missed.clone(), Status::NoShow)?;
            }
            let change = appointments::save(acting.tx, &filler)?;
            acting.note(change);
            let staff = supply.provider(missed.provider).and_then(|it| it.staff);
            if let Some(staff) = staff {
                taken.wait = WaitsFor::Staff(staff);
            }
            let change = tickets::save(acting.tx, &taken)?;
            acting.note(change);
            Ok(TicketView::of(&taken))
        })
    }

    fn tolerance(&self) -> Outcome<u32> {
        let minutes = self.setting(Setting::AgendaTolerance)?;
        Ok(minutes
            .parse()
            .unwrap_or(crate::domain::agenda::TOLERANCE_MIN))
    }

    /// The minute of now within that day: its start for a day to come, its end
    /// for a past one.
    fn minute_of(&self, day: NaiveDate) -> Minute {
        match day.cmp(&self.today()) {
            std::cmp::Ordering::Less => Minute::clamped(i64::from(crate::domain::agenda::DAY_END)),
            std::cmp::Ordering::Equal => Minute::of(self.zone().time(self.now())),
            std::cmp::Ordering::Greater => Minute::MIDNIGHT,
        }
    }
}

/// What an outcome of the ticket makes of the appointment it is the arrival
/// of; in the same act, so that one undo takes both back.
pub(super) fn follow(acting: &mut Acting<'_>, ticket: &Ticket) -> Outcome<()> {
    let Some(booked) = appointments::of_ticket(acting.tx, ticket.id)? else {
        return Ok(());
    };
    let next = match ticket.state {
        State::Done | State::SentOut => Status::Done,
        // Came, and was not there when called.
        State::GaveUp | State::Absent => Status::GaveUp,
        State::Waiting | State::Called | State::InService | State::PapersMissing => return Ok(()),
    };
    if booked.status == Status::Booked {
        become_(acting, booked, next)?;
    }
    Ok(())
}

fn arrival(who: &Comer, demand: Option<Id<Demand>>, how: &BookedArrival) -> Arrival {
    Arrival {
        who: who.clone(),
        companions: how.companions.clone(),
        demands: demand.into_iter().collect(),
        access: AccessForm::Spontaneous.code().to_string(),
        grounds: how.grounds,
        donor_on: how.donor_on,
        reserved: false,
    }
}

fn already<T>(acting: &Acting<'_>, booked: &Appointment) -> Outcome<T> {
    let ticket = match booked.ticket {
        Some(id) => tickets::by_id(acting.tx, id)?,
        None => None,
    };
    match ticket {
        Some(it) => refused(format!(
            "Já chegou: senha {}, linha {}.",
            it.code(),
            it.line
        )),
        None => refused(format!(
            "Este horário está como «{}». Dê uma senha pela busca do nome.",
            booked.status.label()
        )),
    }
}

fn is_walk_in(ticket: &Ticket, of_day: &[Appointment]) -> bool {
    !of_day.iter().any(|it| it.ticket == Some(ticket.id))
}

fn label(supply: &Supply, it: &Appointment) -> String {
    supply
        .service(it.service)
        .map_or_else(String::new, |it| it.label.clone())
}

fn provider(supply: &Supply, it: &Appointment) -> String {
    supply
        .provider(it.provider)
        .map_or_else(String::new, |it| it.name.clone())
}
