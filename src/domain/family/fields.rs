//! What a form asks about a family as a whole, field by field (see
//! `person::PersonField` for why an edit is a field and what was typed).

use crate::domain::codes::{Gpte, Specificity};
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::person::pick;
use crate::domain::text::bounded;

const NOTE_MAX_CHARS: usize = 300;
const COMMUNITY_MAX_CHARS: usize = 80;
/// Digits of a código familiar; no check digit is known, none is checked.
const COD_DIGITS: usize = 11;

macro_rules! fields {
    ($($name:ident $column:literal $label:literal;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FamilyField { $($name,)* }

        impl FamilyField {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name of the field on forms and in refusals; also its column.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $column,)* }
            }

            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.name() == name)
            }
        }
    };
}

fields! {
    CodFamiliar "cod_familiar" "código familiar";
    Specificity "specificity"  "especificidade social, étnica ou cultural";
    Gpte        "gpte"         "grupo tradicional ou específico";
    Community   "community"    "nome da comunidade";
    Homeless    "homeless"     "família em situação de rua";
    Pbf         "pbf"          "recebe Bolsa Família";
    Note        "note"         "recado para a recepção";
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FamilyFacts {
    /// 11 digits, or empty.
    pub cod_familiar: String,
    pub specificity: Option<Specificity>,
    pub gpte: Option<Gpte>,
    pub community: String,
    pub homeless: bool,
    /// `None`: nobody asked.
    pub pbf: Option<bool>,
    /// What the desk must know to receive this family well; never case notes.
    pub note: String,
}

impl FamilyFacts {
    /// Writes what was typed into one field, tidied.
    ///
    /// # Errors
    /// Refused beside the field, when what was typed cannot be kept at all.
    pub fn set(&mut self, field: FamilyField, typed: &str) -> Outcome<()> {
        let at = field.name();
        let text = |max: usize| bounded(at, typed, max);
        match field {
            FamilyField::CodFamiliar => {
                let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
                if digits.len() > COD_DIGITS {
                    return refused_at(at, "O código familiar tem até 11 números. Confira.");
                }
                self.cod_familiar = if digits.is_empty() {
                    digits
                } else {
                    format!("{digits:0>COD_DIGITS$}")
                };
            }
            FamilyField::Specificity => {
                self.specificity = pick(at, typed, Specificity::from_code, Specificity::from_key)?;
            }
            FamilyField::Gpte => self.gpte = pick(at, typed, Gpte::from_code, Gpte::from_key)?,
            FamilyField::Community => self.community = text(COMMUNITY_MAX_CHARS)?,
            FamilyField::Homeless => self.homeless = yes_no(at, typed)?.unwrap_or(false),
            FamilyField::Pbf => self.pbf = yes_no(at, typed)?,
            FamilyField::Note => self.note = text(NOTE_MAX_CHARS)?,
        }
        Ok(())
    }

    /// The field as it can be typed again.
    pub fn get(&self, field: FamilyField) -> String {
        let yes_no = |it: bool| if it { "s" } else { "n" }.to_string();
        match field {
            FamilyField::CodFamiliar => self.cod_familiar.clone(),
            FamilyField::Specificity => self.specificity.map_or("", Specificity::code).to_string(),
            FamilyField::Gpte => self.gpte.map_or("", Gpte::code).to_string(),
            FamilyField::Community => self.community.clone(),
            FamilyField::Homeless => yes_no(self.homeless),
            FamilyField::Pbf => self.pbf.map(yes_no).unwrap_or_default(),
            FamilyField::Note => self.note.clone(),
        }
    }

    /// Tidies every field as if typed.
    ///
    /// # Errors
    /// Refused beside the field that cannot be kept.
    pub fn tidied(&self) -> Outcome<Self> {
        let mut out = Self::default();
        for &field in FamilyField::ALL {
            out.set(field, &self.get(field))?;
        }
        Ok(out)
    }
}

/// "s", "n" or nothing.
fn yes_no(at: &'static str, typed: &str) -> Outcome<Option<bool>> {
    match typed.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "s" | "sim" | "1" => Ok(Some(true)),
        "n" | "não" | "nao" | "0" => Ok(Some(false)),
        _ => refused_at(at, "Responda s ou n."),
    }
}
