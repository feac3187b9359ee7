//! Who looked at what in the unit, a day at a time: what the coordination and
//! the encarregado read when somebody asks (LGPD, arts. 37 and 46). Reading it
//! is a look too, and is logged as one.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::fault::Outcome;
use crate::domain::time::to_ms;
use crate::store::looks::{self, LookLine};

/// Looks of one day that one reading gives; a busy unit has a few hundred.
pub const ACCESSES_MAX: u32 = 2_000;

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessLine {
    pub at: DateTime<Utc>,
    /// Empty when nobody was logged in (a refused password).
    pub who: String,
    pub machine: String,
    pub action: &'static str,
    /// What was looked at, in words, without the name.
    pub what: String,
    /// Whose; empty where there is no such thing or the role sees no names.
    pub name: String,
}

impl Desk {
    /// The looks of one day, the newest first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn accesses(&mut self, day: NaiveDate) -> Outcome<Vec<AccessLine>> {
        self.require(Right::SeeAccessLog)?;
        let zone = self.zone();
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let (since, until) = (to_ms(zone.midnight(day)), to_ms(zone.midnight(next)));
        let names = self.may(Right::SeeFamilies);
        let found = looks::between(self.store.con(), since, until, ACCESSES_MAX)?;
        self.look(Access::Listed, "access", None, "")?;
        Ok(found.into_iter().map(|it| told(it, names)).collect())
    }
}

fn told(it: LookLine, names: bool) -> AccessLine {
    let what = match it.kind.as_str() {
        "person" => "pessoa",
        "family" => "família",
        "history" => "correções",
        "compare" => "comparação com o CadÚnico",
        "base" => "base do CadÚnico",
        "line" => "lista do dia",
        "people" | "search" => "pessoas",
        "ticket" => "senha",
        "appointment" => "horário marcado",
        "declaration" => "declaração de comparecimento",
        "roll" => "chamada de grupo",
        "application" => "inscrição em curso",
        "course" => "turma de curso",
        "copy" => "cópia",
        "activity" => "atividade",
        "access" => "acessos",
        "erasure" => "eliminação, ensaio",
        "staff" => "",
        other => other,
    };
    let what = match (what, it.reason.as_str()) {
        (what, "") => what.to_string(),
        ("", reason) => reason.to_string(),
        (what, reason) => format!("{what}: {reason}"),
    };
    AccessLine {
        at: it.at,
        who: it.who,
        machine: it.machine,
        action: it.action.map_or("", Access::label),
        what,
        name: if names { it.name } else { String::new() },
    }
}
