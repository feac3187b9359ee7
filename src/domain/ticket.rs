//! A ticket of the line: what may happen to it, and who is called next. Order
//! is law (priority groups), so it is computed here and nowhere else. Never
//! reads the clock.

use chrono::{DateTime, NaiveDate, Utc};

use super::access::Role;
use super::family::Family;
use super::id::Id;
use super::person::Person;
use super::priority::{Class, Grounds};
use super::staff::Staff;
use crate::domain::order::sort_by_key;

/// Calls after which somebody who does not come is marked absent.
pub const CALLS_MAX: u8 = 3;
/// People that may come along in one ticket.
pub const PARTY_MAX: u32 = 30;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    pub id: Id<Demand>,
    pub code: String,
    /// Two initials that open the ticket number ("CU12").
    pub group: String,
    /// The letter that picks it at check-in; may be empty.
    pub letter: String,
    pub label: String,
    /// Item of the RMA it feeds, or empty.
    pub rma: String,
    pub papers: Vec<String>,
    pub reserved: bool,
    pub active: bool,
    pub position: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    Waiting,
    Called,
    InService,
    Done,
    /// Went to fetch papers; comes back to the front of the class.
    PapersMissing,
    /// Sent outside the unit from the desk.
    SentOut,
    Absent,
    GaveUp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    pub id: Id<Ticket>,
    pub day: NaiveDate,
    /// Fixed number of the line in the day's list.
    pub line: u32,
    pub prefix: String,
    pub seq: u32,
    pub family: Option<Id<Family>>,
    pub person: Option<Id<Person>>,
    pub said_name: String,
    pub party: u32,
    /// Code of the forma de acesso (Prontuário SUAS).
    pub access: String,
    pub grounds: Grounds,
    pub donor_on: Option<NaiveDate>,
    pub reserved: bool,
    pub wait: WaitsFor,
    pub returned: bool,
    pub state: State,
    pub arrived_at: DateTime<Utc>,
    /// When it took its place in the line it is in now.
    pub queued_at: DateTime<Utc>,
    pub calls: u8,
    pub called_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub seat: String,
    pub attendant: Option<Id<Staff>>,
    pub missing: String,
    pub sent_to: String,
}

/// Place in the line, lower is called first: class of law, then whoever came
/// back with papers, then the hour of joining it, then the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    class: Class,
    joined_later: bool,
    queued_at: DateTime<Utc>,
    line: u32,
}

impl Place {
    pub fn new(class: Class, returned: bool, queued_at: DateTime<Utc>, line: u32) -> Self {
        Self {
            class,
            joined_later: !returned,
            queued_at,
            line,
        }
    }
}

/// Whose turn it is to take the ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    Anybody,
    Role(Role),
    Staff(Id<Staff>),
}

/// Who asks for the next one.
#[derive(Debug, Clone, Copy)]
pub struct Attendant<'a> {
    pub id: Id<Staff>,
    pub role: Role,
    /// Groups of demand taken; empty = all.
    pub handles: &'a [String],
    pub takes_reserved: bool,
}

impl Ticket {
    /// "CU12", "CUP7": initials of the demand, P of priority, number.
    pub fn code(&self) -> String {
        format!("{}{}", self.prefix, self.seq)
    }

    pub fn class(&self) -> Class {
        self.grounds.class()
    }

    pub fn place(&self) -> Place {
        Place::new(self.class(), self.returned, self.queued_at, self.line)
    }

    /// Whether a reserved matter was handed to this very role or person by
    /// somebody who takes them; without that it stays with the técnicos.
    pub fn is_handed_to(&self, id: Id<Staff>, role: Role) -> bool {
        match self.wait {
            WaitsFor::Anybody => false,
            WaitsFor::Role(to) => to == role,
            WaitsFor::Staff(to) => to == id,
        }
    }

    /// Whether this attendant may take it.
    pub fn is_for(&self, who: &Attendant<'_>, groups: &[String]) -> bool {
        let addressed = match self.wait {
            WaitsFor::Anybody => !self.reserved || who.takes_reserved,
            WaitsFor::Role(role) => role == who.role || who.takes_reserved,
            WaitsFor::Staff(id) => id == who.id,
        };
        // A ticket sent to somebody is theirs whatever its demand.
        let handled = !matches!(self.wait, WaitsFor::Anybody)
            || who.handles.is_empty()
            || groups.iter().any(|it| who.handles.contains(it));
        addressed && handled
    }
}

/// The order in which those waiting are called.
pub fn in_order<'a>(tickets: impl Iterator<Item = &'a Ticket>) -> Vec<&'a Ticket> {
    let mut waiting: Vec<&Ticket> = tickets.filter(|it| it.state == State::Waiting).collect();
    sort_by_key(&mut waiting, |it| it.place());
    waiting
}

/// The prefix of the ticket number.
pub fn prefix(group: &str, class: Class) -> String {
    if class.is_priority() {
        format!("{group}P")
    } else {
        group.to_string()
    }
}

/// What can be done to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Call,
    Start,
    Finish,
    MissPapers,
    ComeBack,
    SendOn,
    SendOut,
    MarkAbsent,
    GiveUp,
}

impl Step {
    pub const ALL: [Self; 9] = [
        Self::Call,
        Self::Start,
        Self::Finish,
        Self::MissPapers,
        Self::ComeBack,
        Self::SendOn,
        Self::SendOut,
        Self::MarkAbsent,
        Self::GiveUp,
    ];
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Called,
        Self::InService,
        Self::Done,
        Self::PapersMissing,
        Self::SentOut,
        Self::Absent,
        Self::GaveUp,
    ];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "espera",
            Self::Called => "chamado",
            Self::InService => "atendimento",
            Self::Done => "concluido",
            Self::PapersMissing => "documentos",
            Self::SentOut => "encaminhado",
            Self::Absent => "ausente",
            Self::GaveUp => "desistiu",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Waiting => "espera",
            Self::Called => "chamado",
            Self::InService => "em atendimento",
            Self::Done => "concluído",
            Self::PapersMissing => "faltou documento",
            Self::SentOut => "encaminhado",
            Self::Absent => "não compareceu",
            Self::GaveUp => "não aguardou",
        }
    }

    /// Whether the person is still in the unit's care today.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Called | Self::InService | Self::PapersMissing => true,
            Self::Done | Self::SentOut | Self::Absent | Self::GaveUp => false,
        }
    }
}

/// Whether `step` may be taken now; otherwise what to tell the person at the
/// desk and what to do instead.
pub fn allowed(state: State, calls: u8, step: Step) -> Result<(), &'static str> {
    const OVER: &str = "Este atendimento já terminou. Se foi engano, desfaça com Ctrl+Z.";
    match (step, state) {
        (Step::Call, State::Waiting) => Ok(()),
        (Step::Call, State::Called) if calls < CALLS_MAX => Ok(()),
        (Step::Call, State::Called) => {
            Err("Já foi chamada três vezes. Atenda, ou marque que não compareceu.")
        }
        (Step::Call, State::InService) => Err("Já está em atendimento."),
        (Step::Call, State::PapersMissing) => {
            Err("Foi buscar documento. Quando voltar, marque a volta antes de chamar.")
        }
        (Step::Start, State::Waiting | State::Called) => Ok(()),
        (Step::Start, State::InService) => Err("Já está em atendimento."),
        (Step::Start, State::PapersMissing) => {
            Err("Foi buscar documento. Marque a volta antes de atender.")
        }
        (
            Step::Finish | Step::MissPapers | Step::SendOn | Step::SendOut,
            State::InService | State::Called | State::Waiting,
        ) => Ok(()),
        (Step::Finish, State::PapersMissing) => Ok(()),
        (Step::MissPapers | Step::SendOn | Step::SendOut, State::PapersMissing) => {
            Err("Foi buscar documento. Marque a volta antes.")
        }
        (Step::ComeBack, State::PapersMissing) => Ok(()),
        (Step::ComeBack, State::Waiting | State::Called | State::InService) => {
            Err("Esta pessoa não saiu para buscar documento.")
        }
        (Step::MarkAbsent, State::Called) => Ok(()),
        (Step::MarkAbsent, State::Waiting) => Err("Chame antes de marcar que não compareceu."),
        (Step::MarkAbsent, State::InService | State::PapersMissing) => {
            Err("Esta pessoa já foi atendida hoje; não cabe marcar falta.")
        }
        (Step::GiveUp, State::Waiting | State::Called | State::PapersMissing) => Ok(()),
        (Step::GiveUp, State::InService) => {
            Err("Está em atendimento; conclua ou desfaça o início.")
        }
        (
            Step::Call
            | Step::Start
            | Step::Finish
            | Step::MissPapers
            | Step::ComeBack
            | Step::SendOn
            | Step::SendOut
            | Step::MarkAbsent
            | Step::GiveUp,
            State::Done | State::SentOut | State::Absent | State::GaveUp,
        ) => Err(OVER),
    }
}

/// Takes the step: pure, so that every desk and every test agrees.
///
/// # Errors
/// What to say when the step does not fit the state.
pub fn step(
    it: &Ticket,
    step: Step,
    now: DateTime<Utc>,
    who: Id<Staff>,
    seat: &str,
) -> Result<Ticket, &'static str> {
    allowed(it.state, it.calls, step)?;
    let mut next = it.clone();
    let takes = |next: &mut Ticket| {
        next.attendant = Some(who);
        next.seat = seat.to_string();
    };
    match step {
        Step::Call => {
            next.state = State::Called;
            next.calls += 1;
            next.called_at = Some(now);
            takes(&mut next);
        }
        Step::Start => {
            next.state = State::InService;
            next.started_at = Some(now);
            takes(&mut next);
        }
        Step::Finish | Step::SendOut | Step::MissPapers => {
            next.state = match step {
                Step::SendOut => State::SentOut,
                Step::MissPapers => State::PapersMissing,
                Step::Call
                | Step::Start
                | Step::Finish
                | Step::ComeBack
                | Step::SendOn
                | Step::MarkAbsent
                | Step::GiveUp => State::Done,
            };
            // Attended without a call: it began when it ended.
            next.started_at = it.started_at.or(Some(now));
            next.ended_at = Some(now);
            // Whoever called or began attended, even if another desk closes it.
            if next.attendant.is_none() {
                takes(&mut next);
            }
        }
        Step::ComeBack => requeue(&mut next, now, true),
        Step::SendOn => requeue(&mut next, now, false),
        Step::MarkAbsent | Step::GiveUp => {
            next.state = if step == Step::GiveUp {
                State::GaveUp
            } else {
                State::Absent
            };
            next.ended_at = Some(now);
        }
    }
    Ok(next)
}

fn requeue(next: &mut Ticket, now: DateTime<Utc>, returned: bool) {
    next.state = State::Waiting;
    next.returned = returned;
    next.queued_at = now;
    next.calls = 0;
    next.called_at = None;
    next.started_at = None;
    next.ended_at = None;
    next.seat = String::new();
    next.attendant = None;
}
