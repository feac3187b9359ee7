//! What is done to a ticket after arrival. The rule is `domain::ticket::step`;
//! here it meets the row as it stands now, inside the transaction.

use super::booked::follow;
use crate::app::desk::{Acting, Desk};
use crate::domain::access::{Right, Role};
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::priority::{Grounds, donation_counts};
use crate::domain::staff::Staff;
use crate::domain::text::needed;
use crate::domain::ticket::{Attendant, Demand, Step, Ticket, WaitsFor, in_order, step};
use crate::store::{demands, staff, tickets};

use super::line::TicketView;

/// A few words, not a case note.
const WORDS_MAX_CHARS: usize = 120;

/// Where a ticket goes on to, inside the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendTo {
    Role(Role),
    Staff(Id<Staff>),
}

impl Desk {
    /// Calls whoever the law puts first among those this person may take.
    ///
    /// # Errors
    /// Refused when nobody waits for this person.
    pub fn call_next(&mut self) -> Outcome<TicketView> {
        let session = self.require(Right::RunLine)?.clone();
        let seat = self.seat.clone();
        let takes_reserved = session.role.may(Right::TakeReserved);
        self.act(Act::Called, |acting| {
            let all = demands::all(acting.tx)?;
            let today = tickets::of_day(acting.tx, acting.today)?;
            let who = Attendant {
                id: session.staff,
                role: session.role,
                handles: &session.handles,
                takes_reserved,
            };
            let next = in_order(today.iter().map(|it| &it.ticket))
                .into_iter()
                .find(|ticket| {
                    let groups: Vec<String> = today
                        .iter()
                        .filter(|it| it.ticket.id == ticket.id)
                        .flat_map(|it| &it.demands)
                        .filter_map(|id| all.iter().find(|demand| demand.id == *id))
                        .map(|demand| demand.group.clone())
                        .collect();
                    ticket.is_for(&who, &groups)
                });
            let Some(next) = next else {
                return refused("Ninguém espera por você agora.");
            };
            let called = match step(next, Step::Call, acting.now, session.staff, &seat) {
                Ok(called) => called,
                Err(why) => return refused(why),
            };
            let change = tickets::save(acting.tx, &called)?;
            acting.note(change);
            Ok(TicketView::of(&called))
        })
    }

    /// Calls this one, out of turn or again.
    pub fn call(&mut self, id: Id<Ticket>) -> Outcome<TicketView> {
        self.take_step(id, Act::Called, Step::Call, |_, _| Ok(()))
    }

    pub fn start(&mut self, id: Id<Ticket>) -> Outcome<TicketView> {
        self.take_step(id, Act::Started, Step::Start, |_, _| Ok(()))
    }

    pub fn finish(&mut self, id: Id<Ticket>) -> Outcome<TicketView> {
        self.take_step(id, Act::Finished, Step::Finish, |_, _| Ok(()))
    }

    /// Somebody goes to fetch papers; back, they wait with priority on the
    /// same ticket.
    ///
    /// # Errors
    /// Refused when it is not said what is missing.
    pub fn miss_papers(&mut self, id: Id<Ticket>, missing: &str) -> Outcome<TicketView> {
        let ask = "Diga qual documento falta, para a pessoa saber.";
        let missing = needed("documentos", missing, WORDS_MAX_CHARS, ask)?;
        self.take_step(id, Act::PapersMissing, Step::MissPapers, |_, it| {
            it.missing = missing;
            Ok(())
        })
    }

    pub fn come_back(&mut self, id: Id<Ticket>) -> Outcome<TicketView> {
        self.take_step(id, Act::CameBack, Step::ComeBack, |_, _| Ok(()))
    }

    /// Sends the ticket on inside the unit: it waits there, keeping its class.
    ///
    /// # Errors
    /// Refused when nobody there attends, or a reserved matter would leave the
    /// técnicos by the hand of somebody else.
    pub fn send_on(&mut self, id: Id<Ticket>, to: SendTo) -> Outcome<TicketView> {
        let takes_reserved = self.may(Right::TakeReserved);
        self.take_step(id, Act::SentOn, Step::SendOn, |acting, it| {
            let (wait, role) = destination(acting, to)?;
            if it.reserved && !takes_reserved && !role.may(Right::TakeReserved) {
                return refused_at(
                    "destino",
                    "Assunto reservado: só se encaminha à equipe técnica.",
                );
            }
            it.wait = wait;
            Ok(())
        })
    }

    /// Sends the person out of the unit; where to is kept in a few words.
    ///
    /// # Errors
    /// Refused when it is not said where to.
    pub fn send_out(&mut self, id: Id<Ticket>, place: &str) -> Outcome<TicketView> {
        let ask = "Diga para onde a pessoa foi encaminhada.";
        let place = needed("destino", place, WORDS_MAX_CHARS, ask)?;
        self.take_step(id, Act::SentOn, Step::SendOut, |_, it| {
            it.sent_to = place;
            Ok(())
        })
    }

    pub fn mark_absent(&mut self, id: Id<Ticket>) -> Outcome<TicketView> {
        self.take_step(id, Act::Absent, Step::MarkAbsent, |_, _| Ok(()))
    }

    pub fn give_up(&mut self, id: Id<Ticket>) -> Outcome<TicketView> {
        self.take_step(id, Act::GaveUp, Step::GiveUp, |_, _| Ok(()))
    }

    /// Corrects what was said at arrival. The number given stays: it is on
    /// paper in somebody's hand. Without `grounds` the priority stays as it is:
    /// whoever may not see which it was can still correct the rest.
    ///
    /// # Errors
    /// Refused without a demand, for a reserved matter below técnico, and for a
    /// donor whose proof was not seen.
    pub fn correct_ticket(
        &mut self,
        id: Id<Ticket>,
        demands: &[Id<Demand>],
        grounds: Option<Grounds>,
    ) -> Outcome<()> {
        self.require(Right::RunLine)?;
        if demands.is_empty() {
            return refused_at("demanda", "Diga ao menos uma demanda.");
        }
        let takes_reserved = self.may(Right::TakeReserved);
        self.act(Act::TicketChanged, |acting| {
            let Some(mut ticket) = tickets::by_id(acting.tx, id)? else {
                return refused("Esta senha foi desfeita em outra mesa.");
            };
            if ticket.reserved && !takes_reserved {
                return refused("Assunto reservado: quem corrige é a equipe técnica.");
            }
            let proved = |day| donation_counts(day, ticket.day);
            if grounds == Some(Grounds::BloodDonor) && !ticket.donor_on.is_some_and(proved) {
                return refused_at(
                    "prioridade",
                    "Falta o comprovante de doação. Desfaça a chegada e registre de novo com a \
                     data.",
                );
            }
            for change in tickets::clear_demands(acting.tx, id)? {
                acting.note(Some(change));
            }
            for (demand, at) in demands.iter().zip(0..) {
                let Some(chosen) = demands::by_id(acting.tx, *demand)? else {
                    return refused_at("demanda", "Esta demanda saiu da lista. Escolha outra.");
                };
                if chosen.reserved && !ticket.reserved {
                    ticket.reserved = true;
                    ticket.wait = WaitsFor::Role(Role::Technician);
                }
                let row = *acting.draw::<Demand>().bytes();
                let change = tickets::add_demand(acting.tx, row, id, *demand, at)?;
                acting.note(change);
            }
            ticket.grounds = grounds.unwrap_or(ticket.grounds);
            let change = tickets::save(acting.tx, &ticket)?;
            acting.note(change);
            Ok(())
        })
    }

    /// What a ticket is for, in the order taken down; nothing of a reserved
    /// matter below técnico.
    pub fn ticket_demands(&self, id: Id<Ticket>) -> Outcome<Vec<Id<Demand>>> {
        self.require(Right::RunLine)?;
        let con = self.store.con();
        match tickets::by_id(con, id)? {
            Some(it) if it.reserved && !self.may(Right::TakeReserved) => Ok(Vec::new()),
            Some(_) => tickets::demands_of(con, id),
            None => refused("Esta senha foi desfeita em outra mesa."),
        }
    }

    /// Who came along with this ticket, by shown name.
    pub fn companions(&self, id: Id<Ticket>) -> Outcome<Vec<String>> {
        self.require(Right::SeeFamilies)?;
        tickets::companions(self.store.con(), id)
    }

    fn take_step(
        &mut self,
        id: Id<Ticket>,
        act: Act,
        wanted: Step,
        change: impl FnOnce(&Acting<'_>, &mut Ticket) -> Outcome<()>,
    ) -> Outcome<TicketView> {
        let session = self.require(Right::RunLine)?.clone();
        let seat = self.seat.clone();
        self.act(act, |acting| {
            let Some(ticket) = tickets::by_id(acting.tx, id)? else {
                return refused("Esta senha foi desfeita em outra mesa.");
            };
            let reserved_elsewhere = ticket.reserved
                && !session.role.may(Right::TakeReserved)
                && !ticket.is_handed_to(session.staff, session.role)
                && matches!(
                    wanted,
                    Step::Call | Step::Start | Step::Finish | Step::MissPapers | Step::SendOut
                );
            if reserved_elsewhere {
                return refused("Assunto reservado: quem atende é a equipe técnica.");
            }
            let taken_by_other = matches!(wanted, Step::Call | Step::Start)
                && ticket.attendant.is_some_and(|it| it != session.staff)
                && !matches!(ticket.state, crate::domain::ticket::State::Waiting);
            if taken_by_other && let Some(other) = ticket.attendant {
                let name = staff::by_id(acting.tx, other)?
                    .map(|it| it.name)
                    .unwrap_or_default();
                return refused(format!("{name} já chamou esta senha em {}.", ticket.seat));
            }
            let mut next = match step(&ticket, wanted, acting.now, session.staff, &seat) {
                Ok(next) => next,
                Err(why) => return refused(why),
            };
            change(acting, &mut next)?;
            let change = tickets::save(acting.tx, &next)?;
            acting.note(change);
            follow(acting, &next)?;
            Ok(TicketView::of(&next))
        })
    }
}

/// Whom the ticket then waits for, and in which role they attend.
fn destination(acting: &Acting<'_>, to: SendTo) -> Outcome<(WaitsFor, Role)> {
    let (wait, role) = match to {
        SendTo::Role(role) => (WaitsFor::Role(role), Some(role)),
        SendTo::Staff(id) => {
            let person = staff::by_id(acting.tx, id)?.filter(|it| it.active);
            (WaitsFor::Staff(id), person.map(|it| it.role))
        }
    };
    match role {
        Some(role) if role.may(Right::RunLine) => Ok((wait, role)),
        Some(_) | None => refused_at(
            "destino",
            "Ninguém atende a fila ali. Escolha outro destino.",
        ),
    }
}
