//! People as data: `buscar`, `usuarios`.

use serde::Serialize;

use super::day::state;
use crate::app::{Hit, SearchAnswer, Source};
use crate::domain::codes::Kinship;
use crate::domain::staff::Staff;

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
