//! What is pending in a family, said at the counter in few words. Detected and
//! shown; a person acts. Nothing confidential is ever a pendência.

use chrono::{Datelike, NaiveDate};

use super::{Household, Phone};
use crate::domain::codes::MissingDoc;
use crate::domain::date::months_at;
use crate::domain::id::Id;
use crate::domain::person::{Birth, Person};
use crate::domain::priority::{DONATION_DAYS, donation_counts};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pending {
    /// The CadÚnico register is older than the term; full months since.
    Stale {
        months: u32,
    },
    /// Not found in the current base.
    NotInBase,
    NoCpf {
        person: Id<Person>,
        name: String,
    },
    MissingDocs {
        person: Id<Person>,
        name: String,
        docs: Vec<MissingDoc>,
    },
    NoBirth {
        person: Id<Person>,
        name: String,
    },
    /// The joined record stands in another family too.
    TwoFamilies {
        person: Id<Person>,
        name: String,
    },
    NoPhone,
    NoAddress,
    /// The donation that gave priority counts until that day.
    Donor {
        person: Id<Person>,
        name: String,
        until: NaiveDate,
    },
    /// Differences from the CadÚnico base waiting for somebody to look.
    Differences {
        count: usize,
    },
}

impl Pending {
    /// For the card; short enough for half a line of 80.
    pub fn text(&self) -> String {
        match self {
            Self::Stale { months } => format!("Cadastro Único desatualizado há {months} meses"),
            Self::NotInBase => "Não está na base do Cadastro Único".to_string(),
            Self::NoCpf { name, .. } => format!("{name}: falta o CPF"),
            Self::MissingDocs { name, docs, .. } => {
                let docs: Vec<&str> = docs.iter().map(|it| it.code()).collect();
                format!("{name}: falta {}", docs.join(", "))
            }
            Self::NoBirth { name, .. } => format!("{name}: falta o nascimento"),
            Self::TwoFamilies { name, .. } => format!("{name} está em duas famílias"),
            Self::NoPhone => "Sem telefone".to_string(),
            Self::NoAddress => "Sem endereço".to_string(),
            Self::Donor { name, until, .. } => {
                format!(
                    "{name}: doação de sangue vale até {}",
                    until.format("%d/%m")
                )
            }
            Self::Differences { count: 1 } => "1 diferença com o Cadastro Único".to_string(),
            Self::Differences { count } => format!("{count} diferenças com o Cadastro Único"),
        }
    }
}

/// What the people of the household still need. `people` are the current
/// members; whoever died needs nothing.
pub fn of_people(home: &Household, people: &[Person], today: NaiveDate) -> Vec<Pending> {
    let mut out = Vec::new();
    for it in people
        .iter()
        .filter(|it| it.died_on.is_none() && home.of(it.id).is_some())
    {
        let (person, name) = (it.id, it.facts.first_name().to_string());
        if it.facts.cpf.is_empty() {
            out.push(Pending::NoCpf {
                person,
                name: name.clone(),
            });
        }
        // The CPF was just said; the list of papers says the others.
        let mut docs = it.facts.missing.clone();
        docs.retain(|it| *it != MissingDoc::Cpf);
        if !docs.is_empty() {
            out.push(Pending::MissingDocs {
                person,
                name: name.clone(),
                docs,
            });
        }
        if it.facts.birth == Birth::Unknown {
            out.push(Pending::NoBirth {
                person,
                name: name.clone(),
            });
        }
        if let Some(day) = it.facts.donor_on.filter(|&it| donation_counts(it, today))
            && let Some(until) = day.checked_add_days(chrono::Days::new(DONATION_DAYS))
        {
            out.push(Pending::Donor {
                person,
                name,
                until,
            });
        }
    }
    out
}

/// Whether anybody can be reached, and where they live.
pub fn of_contact(phones: &[Phone], has_address: bool) -> Vec<Pending> {
    let mut out = Vec::new();
    if phones.is_empty() {
        out.push(Pending::NoPhone);
    }
    if !has_address {
        out.push(Pending::NoAddress);
    }
    out
}

/// Full months since the register was updated, when they pass the term (24
/// months by Decreto 11.016/2022; the unit's setting says how many now).
pub fn stale_months(updated: NaiveDate, today: NaiveDate, term_months: u32) -> Option<u32> {
    let whole = months_at(updated, today);
    let is_past = whole == term_months && today.day() != updated.day();
    (whole > term_months || is_past).then_some(whole)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_register_is_stale_the_day_after_its_term() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let check = |updated: &str, expected: Option<u32>| {
            assert_eq!(
                stale_months(day(updated), day("2026-11-23"), 24),
                expected,
                "{updated}"
            );
        };
        check("2026-11-23", None);
        check("2024-11-23", None);
        check("2024-11-22", Some(24));
        check("2024-10-23", Some(25));
        check("2027-01-01", None);
    }
}
