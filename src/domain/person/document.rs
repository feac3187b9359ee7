//! Papers of a person other than CPF and NIS, those of migrants included. All
//! of them are text: forms differ by state, country and year, so nothing here
//! is refused for its shape.

use chrono::NaiveDate;

use super::Person;
use crate::domain::codes::{DocKind, MissingDoc};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::text::{bounded, needed};

/// The longest is the 32 digits of a certidão with its marks.
const NUMBER_MAX_CHARS: usize = 60;
const TEXT_MAX_CHARS: usize = 80;
const UF_MAX_CHARS: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: Id<Document>,
    pub person: Id<Person>,
    pub facts: DocumentFacts,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFacts {
    pub kind: DocKind,
    pub number: String,
    /// Órgão emissor.
    pub issuer: String,
    pub uf: String,
    pub country: String,
    pub issued_on: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
}

impl DocumentFacts {
    pub fn new(kind: DocKind, number: impl Into<String>) -> Self {
        Self {
            kind,
            number: number.into(),
            issuer: String::new(),
            uf: String::new(),
            country: String::new(),
            issued_on: None,
            valid_until: None,
        }
    }

    /// Every text cleaned; a passport or a process number is free text, so only
    /// its length is bounded.
    ///
    /// # Errors
    /// Refused beside the field: no number, or a text too long to be one.
    pub fn tidied(&self) -> Outcome<Self> {
        let ask = "Escreva o número do documento.";
        Ok(Self {
            kind: self.kind,
            number: needed("number", &self.number, NUMBER_MAX_CHARS, ask)?,
            issuer: bounded("issuer", &self.issuer, TEXT_MAX_CHARS)?,
            uf: bounded("uf", &self.uf, UF_MAX_CHARS)?.to_uppercase(),
            country: bounded("country", &self.country, TEXT_MAX_CHARS)?,
            issued_on: self.issued_on,
            valid_until: self.valid_until,
        })
    }

    /// "RG 1.234.567 SSP/SE", "PASS AB123 (Venezuela)".
    pub fn text(&self) -> String {
        let mut out = format!("{} {}", self.kind.code(), self.number);
        match (self.issuer.as_str(), self.uf.as_str()) {
            ("", "") => {}
            (issuer, "") => out.push_str(&format!(" {issuer}")),
            ("", uf) => out.push_str(&format!(" {uf}")),
            (issuer, uf) => out.push_str(&format!(" {issuer}/{uf}")),
        }
        if !self.country.is_empty() {
            out.push_str(&format!(" ({})", self.country));
        }
        out
    }

    /// The document that is no longer missing once this one is written.
    pub const fn fills(&self) -> Option<MissingDoc> {
        match self.kind {
            DocKind::Rg | DocKind::Cin => Some(MissingDoc::Rg),
            DocKind::Ctps => Some(MissingDoc::Ctps),
            DocKind::Titulo => Some(MissingDoc::Titulo),
            DocKind::Birth | DocKind::Marriage => Some(MissingDoc::Birth),
            DocKind::Rnm
            | DocKind::Dprnm
            | DocKind::Refuge
            | DocKind::Passport
            | DocKind::Mercosul
            | DocKind::Other => None,
        }
    }
}
