//! Where a family lives, and where it lived: a change of address ends one line
//! and begins another. No proof of address is ever asked; people in the street
//! may give the unit or a shelter (`shelter`).

use chrono::NaiveDate;

use super::Family;
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::id::Id;
use crate::domain::text::bounded;

const TEXT_MAX_CHARS: usize = 120;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub id: Id<Address>,
    pub family: Id<Family>,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub facts: AddressFacts,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressFacts {
    pub street: String,
    pub number: String,
    pub complement: String,
    /// Bairro or locality.
    pub district: String,
    /// Ponto de referência.
    pub reference: String,
    pub city: String,
    pub uf: String,
    pub cep: String,
    /// "U" urban, "R" rural, "" not asked.
    pub area: String,
    pub shelter: bool,
}

impl AddressFacts {
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// "Rua das Flores, 12, casa B".
    pub fn street_line(&self) -> String {
        [&self.street, &self.number, &self.complement]
            .into_iter()
            .filter(|it| !it.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Everything in one line.
    pub fn text(&self) -> String {
        let city = match (self.city.as_str(), self.uf.as_str()) {
            ("", uf) => uf.to_string(),
            (city, "") => city.to_string(),
            (city, uf) => format!("{city}/{uf}"),
        };
        let cep = match (self.cep.get(..5), self.cep.get(5..)) {
            (Some(a), Some(b)) if self.cep.len() == 8 => format!("CEP {a}-{b}"),
            _ => String::new(),
        };
        [
            self.street_line(),
            self.district.clone(),
            city,
            cep,
            self.reference.clone(),
        ]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
    }

    /// Tidied texts, digits only in the CEP.
    ///
    /// # Errors
    /// Refused beside a text too long to be an address.
    pub fn tidied(&self) -> Outcome<Self> {
        let tidy = |at: &'static str, text: &str| bounded(at, text, TEXT_MAX_CHARS);
        let area = self.area.trim().to_uppercase();
        if !["", "U", "R"].contains(&area.as_str()) {
            return refused_at("area", "Responda u (urbana) ou r (rural).");
        }
        let uf = tidy("uf", &self.uf)?.to_uppercase();
        if uf.chars().count() > 2 {
            return refused_at("uf", "A UF tem duas letras, como SE.");
        }
        let cep: String = self.cep.chars().filter(char::is_ascii_digit).collect();
        if cep.len() > 8 {
            return refused_at("cep", "O CEP tem 8 números; aqui há mais. Confira.");
        }
        Ok(Self {
            street: tidy("street", &self.street)?,
            number: tidy("number", &self.number)?,
            complement: tidy("complement", &self.complement)?,
            district: tidy("district", &self.district)?,
            reference: tidy("reference", &self.reference)?,
            city: tidy("city", &self.city)?,
            uf,
            cep,
            area,
            shelter: self.shelter,
        })
    }
}
