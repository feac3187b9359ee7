//! Somebody comes in: what is already known about them, and their ticket.

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::desk::{Acting, Desk};
use crate::app::veil::Veil;
use crate::domain::access::{Right, Role};
use crate::domain::act::Act;
use crate::domain::codes::AccessForm;
use crate::domain::family::Family;
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::person::{NAME_MAX_CHARS, Person};
use crate::domain::priority::{Class, Grounds, computed, donation_counts};
use crate::domain::text::needed;
use crate::domain::ticket::{Demand, PARTY_MAX, State, Ticket, WaitsFor, prefix};
use crate::domain::unit::Setting;
use crate::store::{arrivals, demands, families, people, tickets, unit};

use super::demand_list::checked_demand;
use super::line::{TicketView, shown_grounds};

/// Who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comer {
    Registered {
        person: Id<Person>,
        family: Option<Id<Family>>,
    },
    /// Somebody without a record: the name as said is enough.
    Said(String),
}

/// What the check-in screen hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    pub who: Comer,
    pub companions: Vec<Id<Person>>,
    /// The first one opens the ticket number.
    pub demands: Vec<Id<Demand>>,
    /// Code of the forma de acesso.
    pub access: String,
    /// What the person at the desk chose instead of what was computed.
    pub grounds: Option<Grounds>,
    pub donor_on: Option<NaiveDate>,
    /// "Assunto reservado": straight to a técnico, nothing else asked.
    pub reserved: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub id: Id<Ticket>,
    pub code: String,
    pub line: u32,
    pub class: Class,
    /// How many are to be called before, as the line stands.
    pub ahead: u32,
}

/// What the check-in screen starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalSheet {
    /// What the law gives by what is on record.
    pub class: Class,
    pub grounds: Veil<Grounds>,
    /// What the family came for last, else the unit's usual demand.
    pub demands: Vec<Id<Demand>>,
    /// The ticket this person already has open today.
    pub open: Option<TicketView>,
    pub household: Vec<Companion>,
}

/// Somebody of the household who may have come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
}

/// Neutral initials of a ticket under "assunto reservado": the panel in the
/// waiting room must not tell what somebody came for.
pub(in crate::app) const RESERVED_GROUP: &str = "AT";

impl Desk {
    /// Every demand of the unit's list, those in use first.
    pub fn demands(&self) -> Outcome<Vec<Demand>> {
        demands::all(self.store.con())
    }

    /// Adds a demand or corrects one; a new one comes with a fresh id.
    ///
    /// # Errors
    /// Refused at the field: initials, letter or code taken by another.
    pub fn save_demand(&mut self, it: &Demand) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        let it = checked_demand(it)?;
        self.act(Act::DemandChanged, |acting| {
            for other in demands::all(acting.tx)?
                .iter()
                .filter(|other| other.id != it.id)
            {
                if other.code == it.code {
                    return refused_at("codigo", "Outra demanda já tem este código.");
                }
                if !it.letter.is_empty() && other.active && other.letter == it.letter {
                    return refused_at("letra", "Outra demanda já usa esta letra.");
                }
            }
            // A code that was added and undone comes back on its own row.
            let id = demands::undone(acting.tx, &it.code)?.unwrap_or(it.id);
            let change = demands::save(acting.tx, &Demand { id, ..it })?;
            acting.note(change);
            Ok(())
        })
    }

    /// A fresh id for a demand about to be added.
    pub fn new_demand_id(&mut self) -> Id<Demand> {
        let now = self.now();
        self.ids.draw(now)
    }

    /// What is known before anything is asked.
    pub fn arrival_sheet(
        &self,
        person: Id<Person>,
        family: Option<Id<Family>>,
    ) -> Outcome<ArrivalSheet> {
        let role = self.require(Right::RunLine)?.role;
        let con = self.store.con();
        let today = self.today();
        let mut demands = match family {
            Some(family) => arrivals::last_demands(con, family.bytes())?,
            None => Vec::new(),
        };
        if demands.is_empty() {
            demands.extend(self.usual_demand()?);
        }
        let household = match family {
            None => Vec::new(),
            Some(family) => arrivals::household(con, family.bytes())?
                .into_iter()
                .filter(|it| it.person != person)
                .map(|it| Companion {
                    person: it.person,
                    age: it.birth.and_then(|birth| today.years_since(birth)),
                    name: it.name,
                })
                .collect(),
        };
        let grounds = known_grounds(con, person, None, today)?;
        let open = tickets::open_of_person(con, today, person)?;
        Ok(ArrivalSheet {
            class: grounds.class(),
            grounds: shown_grounds(role, grounds),
            demands,
            open: open.as_ref().map(TicketView::of),
            household,
        })
    }

    /// The demand that a person without history starts from.
    pub fn usual_demand(&self) -> Outcome<Option<Id<Demand>>> {
        let con = self.store.con();
        let code = unit::setting(con, Setting::DefaultDemand, self.today())?;
        let all = demands::all(con)?;
        let found = all.iter().find(|it| it.active && it.code == code);
        Ok(found.or(all.first()).map(|it| it.id))
    }

    /// Puts somebody in today's line and gives the ticket.
    ///
    /// # Errors
    /// Refused when the same person already has an open ticket today, when no
    /// demand was chosen, or the donation's proof is too old.
    pub fn arrive(&mut self, it: &Arrival) -> Outcome<Arrived> {
        self.require(Right::RunLine)?;
        if it.demands.is_empty() && !it.reserved {
            return refused_at(
                "demanda",
                "Diga ao menos uma demanda, ou use «assunto reservado».",
            );
        }
        if AccessForm::from_code(&it.access).is_none() {
            return refused_at("acesso", "Diga como a pessoa chegou à unidade.");
        }
        let mut arrived = self.act(Act::Arrived, |acting| {
            let comer = taker(acting, &it.who)?;
            if let Some(person) = comer.person
                && let Some(open) = tickets::open_of_person(acting.tx, acting.today, person)?
            {
                return refused(format!(
                    "Esta pessoa já está na lista de hoje: linha {}, senha {}.",
                    open.line,
                    open.code()
                ));
            }
            let grounds = grounds(acting, it, comer.person)?;
            let companions = companions(acting, it, comer.person)?;
            let companions = &companions;
            take_ticket(acting, it, &comer, grounds, companions, None)
        })?;
        // Counted once the other desks may write again; and a count that fails
        // takes nothing away from a ticket that was given.
        arrived.ahead = self.ahead_of(arrived.id).unwrap_or(0);
        Ok(arrived)
    }

    pub(super) fn ahead_of(&self, id: Id<Ticket>) -> Outcome<u32> {
        let con = self.store.con();
        let Some(own) = tickets::by_id(con, id)? else {
            return Ok(0);
        };
        let waiting = tickets::places(con, own.day)?;
        let ahead = waiting.iter().filter(|it| **it < own.place()).count();
        Ok(u32::try_from(ahead).unwrap_or(u32::MAX))
    }
}

/// Who takes the ticket or the appointment, as the records are now.
#[derive(Debug, Clone)]
pub(in crate::app) struct Taker {
    pub person: Option<Id<Person>>,
    pub family: Option<Id<Family>>,
    pub said_name: String,
}

/// Whoever was chosen, as the records are now.
///
/// # Errors
/// Refused without a name, and for a record that is gone or of the dead.
pub(in crate::app) fn taker(acting: &Acting<'_>, who: &Comer) -> Outcome<Taker> {
    match who {
        Comer::Said(name) => Ok(Taker {
            person: None,
            family: None,
            said_name: needed(
                "nome",
                name,
                NAME_MAX_CHARS,
                "Diga ao menos um nome, como a pessoa quer ser chamada.",
            )?,
        }),
        Comer::Registered { person, family } => {
            let person = living(acting, *person)?;
            // Not told which: the one where they are, whose secrecy counts.
            let family = match family {
                Some(id) if families::load(acting.tx, *id)?.is_some() => Some(*id),
                Some(_) => return refused("Esta família não está mais no cadastro."),
                None => {
                    let lines = families::lines_of(acting.tx, person)?;
                    lines.iter().find(|it| it.is_current()).map(|it| it.family)
                }
            };
            Ok(Taker {
                person: Some(person),
                family,
                said_name: String::new(),
            })
        }
    }
}

/// The record that stands for this person now, when they can have come.
pub(super) fn living(acting: &Acting<'_>, id: Id<Person>) -> Outcome<Id<Person>> {
    let found = match people::load(acting.tx, id)? {
        Some(it) => match it.merged_into {
            Some(kept) => people::load(acting.tx, kept)?,
            None => Some(it),
        },
        None => None,
    };
    match found {
        Some(it) if it.died_on.is_some() => {
            refused("Há registro de óbito desta pessoa. Se foi engano, corrija antes.")
        }
        Some(it) => Ok(it.id),
        None => refused("Não achei mais esta pessoa. Procure de novo."),
    }
}

/// Who came along, each once; the comer is not their own companion.
pub(super) fn companions(
    acting: &Acting<'_>,
    it: &Arrival,
    comer: Option<Id<Person>>,
) -> Outcome<Vec<Id<Person>>> {
    let mut out = Vec::new();
    for id in &it.companions {
        let id = living(acting, *id)?;
        if Some(id) != comer && !out.contains(&id) {
            out.push(id);
        }
    }
    if out.len() >= PARTY_MAX as usize {
        return refused("São mais de 30 pessoas numa senha só: divida em duas.");
    }
    Ok(out)
}

/// Chosen at the desk, or computed from the record; a donation needs its proof
/// (Lei 14.626/2023: 120 days).
pub(super) fn grounds(
    acting: &Acting<'_>,
    it: &Arrival,
    person: Option<Id<Person>>,
) -> Outcome<Grounds> {
    let chosen = match (it.grounds, person) {
        (Some(chosen), _) => chosen,
        (None, Some(person)) => known_grounds(acting.tx, person, it.donor_on, acting.today)?,
        (None, None) => Grounds::Conventional,
    };
    if chosen == Grounds::BloodDonor {
        match it.donor_on {
            Some(day) if !donation_counts(day, acting.today) => {
                return refused_at(
                    "doacao",
                    "O comprovante de doação vale 120 dias. Com este, a senha é convencional.",
                );
            }
            None if it.grounds.is_some() => {
                return refused_at("doacao", "Diga a data do comprovante de doação de sangue.");
            }
            Some(_) | None => {}
        }
    }
    Ok(chosen)
}

pub(super) fn known_grounds(
    con: &rusqlite::Connection,
    person: Id<Person>,
    donor_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Outcome<Grounds> {
    let Some(mut known) = arrivals::known(con, person, today)? else {
        return refused("Não achei mais esta pessoa. Procure de novo.");
    };
    known.donated_on = donor_on.or(known.donated_on);
    Ok(computed(known, today))
}

/// What an appointment already settled for the ticket.
pub(super) struct Settled {
    /// Number of the line in the day's list.
    pub line: u32,
    /// From when it counts as waiting: the hour it was booked for.
    pub queued_at: DateTime<Utc>,
    /// Who is to attend, when it is somebody and not a desk.
    pub wait: WaitsFor,
}

pub(super) fn take_ticket(
    acting: &mut Acting<'_>,
    it: &Arrival,
    taker: &Taker,
    grounds: Grounds,
    companions: &[Id<Person>],
    settled: Option<Settled>,
) -> Outcome<Arrived> {
    let mut chosen: Vec<Demand> = Vec::new();
    for id in &it.demands {
        chosen.extend(demands::by_id(acting.tx, *id)?);
    }
    let reserved = it.reserved || chosen.iter().any(|it| it.reserved);
    let group = match chosen.first() {
        _ if reserved => RESERVED_GROUP,
        Some(first) => &first.group,
        None => return refused_at("demanda", "Esta demanda saiu da lista. Escolha outra."),
    };
    let prefix = prefix(group, grounds.class());
    let (next, seq) = tickets::next_numbers(acting.tx, acting.today, &prefix)?;
    let line = settled.as_ref().map_or(next, |it| it.line);
    let queued_at = settled.as_ref().map_or(acting.now, |it| it.queued_at);
    let undone = match &settled {
        Some(it) => tickets::undone_of_line(acting.tx, acting.today, it.line)?,
        None => None,
    };
    if let Some(id) = undone {
        let change = tickets::bring_back(acting.tx, id)?;
        acting.note(change);
    }
    let ticket = Ticket {
        id: undone.unwrap_or_else(|| acting.draw()),
        day: acting.today,
        line,
        prefix,
        seq,
        family: taker.family,
        person: taker.person,
        said_name: taker.said_name.clone(),
        party: 1 + u32::try_from(companions.len()).unwrap_or(0),
        access: it.access.clone(),
        grounds,
        donor_on: it.donor_on,
        reserved,
        wait: match settled.map(|it| it.wait) {
            Some(wait @ (WaitsFor::Staff(_) | WaitsFor::Role(_))) => wait,
            Some(WaitsFor::Anybody) | None if reserved => WaitsFor::Role(Role::Technician),
            Some(WaitsFor::Anybody) | None => WaitsFor::Anybody,
        },
        returned: false,
        state: State::Waiting,
        arrived_at: acting.now,
        queued_at,
        calls: 0,
        called_at: None,
        started_at: None,
        ended_at: None,
        seat: String::new(),
        attendant: None,
        missing: String::new(),
        sent_to: String::new(),
    };
    let change = tickets::save(acting.tx, &ticket)?;
    acting.note(change);
    for (demand, at) in chosen.iter().zip(0..) {
        let id = *acting.draw::<Demand>().bytes();
        let change = tickets::add_demand(acting.tx, id, ticket.id, demand.id, at)?;
        acting.note(change);
    }
    for person in companions {
        let id = *acting.draw::<Person>().bytes();
        let change = tickets::add_companion(acting.tx, id, ticket.id, *person)?;
        acting.note(change);
    }
    Ok(Arrived {
        id: ticket.id,
        code: ticket.code(),
        line,
        class: ticket.class(),
        ahead: 0,
    })
}
