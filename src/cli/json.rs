//! `--formato json`: field names in English, documented here and stable. A
//! field is never renamed, removed or given another meaning; new ones may be
//! added, and readers must skip those they do not know. Instants are RFC 3339
//! with the unit's offset; days are `AAAA-MM-DD`; what is not known is `null`
//! or, in texts, empty.

use chrono::{DateTime, FixedOffset, Offset, Utc};
use serde::Serialize;

use super::end::{self, Done, End};
use crate::app::sample::{self, Generated};
use crate::app::{Copy, DayLine, Hit, LineRow, PanelCall, SearchAnswer, Source, Verdict};
use crate::domain::codes::Kinship;
use crate::domain::priority::Class;
use crate::domain::staff::Staff;
use crate::domain::ticket::State;
use crate::domain::time::Zone;

/// Writes one value, indented, ending in a line end.
pub fn print(value: &impl Serialize) -> Done {
    match serde_json::to_string_pretty(value) {
        Ok(text) => end::print(&(text + "\n")),
        Err(_) => End::refused("Não consegui escrever o resultado em JSON."),
    }
}

/// `iniciar`.
#[derive(Serialize)]
pub struct Started {
    /// Path of the unit's file.
    pub file: String,
    /// Login of the first coordinator.
    pub login: String,
}

/// `fila`.
#[derive(Serialize)]
pub struct Queue<'a> {
    pub day: String,
    /// Tickets waiting now.
    pub waiting: u32,
    /// Called or in service now.
    pub in_service: u32,
    /// Over, whatever the outcome.
    pub finished: u32,
    /// Called and in service first, then in the order of call, then the rest.
    pub tickets: Vec<TicketRow<'a>>,
}

/// One ticket of `fila`.
#[derive(Serialize)]
pub struct TicketRow<'a> {
    /// Fixed number in the day's list, from 1.
    pub line: u32,
    /// What is called: `CU12`, `CUP7`.
    pub ticket: &'a str,
    /// Nome social first; initials for roles that do not see families.
    pub name: &'a str,
    /// People served by this ticket.
    pub people: u32,
    /// Labels joined by ` + `; `assunto reservado` for roles below técnico.
    pub demand: &'a str,
    /// `eighty_plus`, `legal`, `donor`, `conventional`.
    pub priority: &'static str,
    /// Why, in pt-BR.
    pub priority_reason: &'static str,
    pub reserved: bool,
    /// Came back with papers, and goes first within the class.
    pub returned: bool,
    /// `waiting`, `called`, `in_service`, `done`, `papers_missing`,
    /// `sent_out`, `absent`, `gave_up`.
    pub state: &'static str,
    /// Place in the order of call, from 1; only while waiting.
    pub place: Option<u32>,
    /// Times called, up to 3.
    pub calls: u8,
    pub arrived_at: String,
    /// Minutes until now, or until the service began.
    pub waited_minutes: u32,
    /// Desk that called.
    pub seat: &'a str,
    /// Who attends or attended.
    pub attendant: &'a str,
    /// Role or person that it waits for, when not for anybody.
    pub waits_for: &'a str,
    /// Papers that were missing.
    pub missing: &'a str,
    /// Where the person was sent, outside the unit.
    pub sent_to: &'a str,
}

impl<'a> Queue<'a> {
    pub fn of(line: &'a DayLine, zone: Zone) -> Self {
        Self {
            day: line.day.to_string(),
            waiting: line.waiting,
            in_service: line.in_service,
            finished: line.finished,
            tickets: line.rows.iter().map(|it| TicketRow::of(it, zone)).collect(),
        }
    }
}

impl<'a> TicketRow<'a> {
    fn of(it: &'a LineRow, zone: Zone) -> Self {
        Self {
            line: it.line,
            ticket: &it.code,
            name: &it.name,
            people: it.party,
            demand: &it.demand,
            priority: priority(it.grounds.class()),
            priority_reason: it.grounds.label(),
            reserved: it.reserved,
            returned: it.returned,
            state: state(it.state),
            place: it.place,
            calls: it.calls,
            arrived_at: instant(it.arrived_at, zone),
            waited_minutes: it.waited_min,
            seat: &it.seat,
            attendant: &it.attendant,
            waits_for: &it.waits_for,
            missing: &it.missing,
            sent_to: &it.sent_to,
        }
    }
}

/// `buscar`.
#[derive(Serialize)]
pub struct Answer<'a> {
    /// At most 50.
    pub rows: Vec<Found<'a>>,
    /// There may be more than what is shown.
    pub more: bool,
    /// Month of the CadÚnico base that took part, as `05/2026`.
    pub base_month: Option<&'a str>,
}

/// One person of `buscar`, as the role of whoever asks may see them.
#[derive(Serialize)]
pub struct Found<'a> {
    /// `desk` (the unit's own registry) or `cadunico` (the base).
    pub source: &'static str,
    /// Only sounds like what was typed.
    pub similar: bool,
    /// Nome social first, apelido in parentheses.
    pub name: &'a str,
    /// Only when the day is known.
    pub birth: Option<String>,
    /// `43a`, `~40a`, or empty.
    pub age: &'a str,
    /// The middle digits only; empty when there is none.
    pub cpf: &'a str,
    /// Neighbourhood; `null` when the role may not see it.
    pub district: Option<&'a str>,
    /// Number of the family's Prontuário.
    pub family_number: Option<u32>,
    /// Código familiar, for rows of the base.
    pub family_code: Option<&'a str>,
    /// Kinship, in pt-BR.
    pub kinship: Option<&'static str>,
    /// The family's reference person, when it is somebody else.
    pub reference: &'a str,
    /// Receives the Bolsa Família, when known.
    pub pbf: Option<bool>,
    /// Ticket of today.
    pub ticket: Option<&'a str>,
    /// State of that ticket, as in `fila`.
    pub ticket_state: Option<&'static str>,
    pub dead: bool,
    /// Left the family shown.
    pub former: bool,
}

impl<'a> Answer<'a> {
    pub fn of(it: &'a SearchAnswer) -> Self {
        let similar_from = it.similar_from.unwrap_or(usize::MAX);
        Self {
            rows: it
                .rows
                .iter()
                .enumerate()
                .map(|(at, hit)| Found::of(hit, at >= similar_from))
                .collect(),
            more: it.more,
            base_month: it.base_month.as_deref(),
        }
    }
}

impl<'a> Found<'a> {
    fn of(it: &'a Hit, similar: bool) -> Self {
        let (source, family_code) = match &it.source {
            Source::Desk { .. } => ("desk", None),
            Source::Base { code, .. } => ("cadunico", Some(code.as_str())),
        };
        Self {
            source,
            similar,
            name: &it.name,
            birth: it.birth.date().map(|it| it.to_string()),
            age: &it.age,
            cpf: &it.cpf,
            district: it.district.open().map(String::as_str),
            family_number: it.number,
            family_code,
            kinship: it.kinship.map(Kinship::label),
            reference: &it.reference,
            pbf: it.pbf,
            ticket: it.ticket.as_ref().map(|(code, _)| code.as_str()),
            ticket_state: it.ticket.as_ref().map(|(_, it)| state(*it)),
            dead: it.dead,
            former: it.former,
        }
    }
}

/// `painel`: an array, newest call first.
#[derive(Serialize)]
pub struct Call<'a> {
    pub ticket: &'a str,
    pub seat: &'a str,
    /// First name or nome social, only where the unit allows it.
    pub name: Option<&'a str>,
    pub called_at: String,
    /// Times called, up to 3.
    pub calls: u8,
}

impl<'a> Call<'a> {
    pub fn of(it: &'a PanelCall, zone: Zone) -> Self {
        Self {
            ticket: &it.code,
            seat: &it.seat,
            name: it.name.as_deref(),
            called_at: instant(it.called_at, zone),
            calls: it.calls,
        }
    }
}

/// `usuarios listar` (an array), `usuarios perfil|desativar|reativar` (one).
#[derive(Serialize)]
pub struct Colleague<'a> {
    pub login: &'a str,
    pub name: &'a str,
    /// Code of the role, as `--perfil` takes it.
    pub role: &'static str,
    /// Council number or registration of the public servant.
    pub registration: &'a str,
    /// Whether the login still opens.
    pub active: bool,
    /// The password is the drawn one and must be changed first.
    pub must_change_password: bool,
}

impl<'a> Colleague<'a> {
    pub fn of(it: &'a Staff) -> Self {
        Self {
            login: &it.login,
            name: &it.name,
            role: it.role.code(),
            registration: &it.registration,
            active: it.active,
            must_change_password: it.must_change,
        }
    }
}

/// `usuarios criar` and `usuarios senha LOGIN`.
#[derive(Serialize)]
pub struct FirstPassword {
    pub login: String,
    /// Shown once; opens only the change of password.
    pub password: String,
}

/// `gerar`.
#[derive(Serialize)]
pub struct Made {
    /// What filled the unit's file; `null` with `--cecad` alone.
    pub unit: Option<MadeUnit>,
    /// What `--cecad` wrote, or `null`.
    pub cecad: Option<MadeFile>,
}

/// The invented unit of `gerar`.
#[derive(Serialize)]
pub struct MadeUnit {
    pub families: u32,
    pub people: u32,
    pub tickets: u32,
    /// First and last day of the work.
    pub from: String,
    pub until: String,
    /// First passwords; empty when the unit was set up before.
    pub team: Vec<FirstPassword>,
}

/// The CECAD file of `gerar`.
#[derive(Serialize)]
pub struct MadeFile {
    /// Path of the file.
    pub file: String,
    pub families: u64,
}

impl Made {
    pub fn of(unit: Option<&Generated>, file: Option<(String, u64)>) -> Self {
        let team = |it: &Generated| {
            it.team
                .iter()
                .map(|it| FirstPassword {
                    login: it.login.clone(),
                    password: it.password.clone(),
                })
                .collect()
        };
        Self {
            unit: unit.map(|it| MadeUnit {
                families: it.families,
                people: it.people,
                tickets: it.tickets,
                from: it.from.to_string(),
                until: it.until.to_string(),
                team: team(it),
            }),
            cecad: file.map(|(file, families)| MadeFile { file, families }),
        }
    }
}

/// `demo` without a terminal: the sample day.
#[derive(Serialize)]
pub struct SampleDay<'a> {
    pub unit: &'a str,
    /// Município and UF.
    pub place: &'a str,
    /// The hour on the unit's clock, `08:40`.
    pub clock: &'a str,
    pub families: u32,
    pub people: u32,
    /// Tickets of two weeks and of the day.
    pub tickets: u32,
    /// Whom the law puts first now.
    pub next: Option<TicketRow<'a>>,
    /// The day's line, as in `fila`.
    pub queue: Queue<'a>,
    /// The last working day before.
    pub last_day: String,
    /// Its last visits, newest first.
    pub last_visits: Vec<TicketRow<'a>>,
}

impl<'a> SampleDay<'a> {
    pub fn of(it: &'a sample::SampleDay, zone: Zone) -> Self {
        Self {
            unit: &it.unit,
            place: &it.place,
            clock: &it.clock,
            families: it.families,
            people: it.people,
            tickets: it.tickets,
            next: it.next.as_ref().map(|it| TicketRow::of(it, zone)),
            queue: Queue::of(&it.line, zone),
            last_day: it.last_day.to_string(),
            last_visits: it
                .last_visits
                .iter()
                .map(|it| TicketRow::of(it, zone))
                .collect(),
        }
    }
}

/// `verificar`.
#[derive(Serialize)]
pub struct Verified<'a> {
    /// No problem found.
    pub ok: bool,
    pub checks: Vec<Checked<'a>>,
    /// Entries of the journal, and the beginning of the last one's hash.
    pub acts: i64,
    pub acts_tip: &'a str,
    /// Entries of the access log, likewise.
    pub looks: i64,
    pub looks_tip: &'a str,
}

/// One check of `verificar`.
#[derive(Serialize)]
pub struct Checked<'a> {
    /// What was looked at, in pt-BR.
    pub label: &'a str,
    /// In pt-BR; empty when all is well.
    pub problems: &'a [String],
}

impl<'a> Verified<'a> {
    pub fn of(it: &'a Verdict) -> Self {
        Self {
            ok: it.holds(),
            checks: it
                .checks
                .iter()
                .map(|it| Checked {
                    label: it.label,
                    problems: &it.problems,
                })
                .collect(),
            acts: it.acts,
            acts_tip: &it.acts_tip,
            looks: it.looks,
            looks_tip: &it.looks_tip,
        }
    }
}

/// `backup`.
#[derive(Serialize)]
pub struct Copied<'a> {
    /// Path of the copy.
    pub file: String,
    pub bytes: u64,
    /// What was found when the copy was looked over.
    pub verified: Verified<'a>,
}

impl<'a> Copied<'a> {
    pub fn of(it: &'a Copy) -> Self {
        Self {
            file: it.path.display().to_string(),
            bytes: it.bytes,
            verified: Verified::of(&it.verdict),
        }
    }
}

/// `restaurar`.
#[derive(Serialize)]
pub struct Restored {
    /// Path of the unit's file.
    pub file: String,
    /// Path of the copy made of what stood there before.
    pub before: String,
}

/// An instant with the unit's offset.
pub fn instant(at: DateTime<Utc>, zone: Zone) -> String {
    let offset = FixedOffset::east_opt(zone.minutes() * 60).unwrap_or_else(|| Utc.fix());
    at.with_timezone(&offset)
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

pub const fn priority(class: Class) -> &'static str {
    match class {
        Class::EightyPlus => "eighty_plus",
        Class::Legal => "legal",
        Class::Donor => "donor",
        Class::Conventional => "conventional",
    }
}

pub const fn state(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Called => "called",
        State::InService => "in_service",
        State::Done => "done",
        State::PapersMissing => "papers_missing",
        State::SentOut => "sent_out",
        State::Absent => "absent",
        State::GaveUp => "gave_up",
    }
}
