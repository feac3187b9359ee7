//! What a form asks about a person, field by field. An edit is a field and what
//! was typed, so two desks correcting different fields never write over each
//! other, and somebody who may not see a field never sends it back empty.

use chrono::NaiveDate;

use crate::domain::codes::{Disability, MissingDoc, Occupation, Race, Schooling, Sex};
use crate::domain::date::{self, Birth};
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::ids;
use crate::domain::text::bounded;

/// CadÚnico keeps 70; compound names of two families of four words fit in 120.
pub const NAME_MAX_CHARS: usize = 120;
/// Longest of the other texts.
const TEXT_MAX_CHARS: usize = 200;
/// RFC 5321 allows 254; what people have is far shorter.
const EMAIL_MAX_CHARS: usize = 120;

/// Who sees a field after it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    Plain,
    /// CPF and NIS: masked for those without `Right::SeeNumbers`.
    Number,
    /// Race and disability: hidden from those without `Right::SeeSensitive`.
    Sensitive,
    /// Hidden of a family under secrecy from those without
    /// `Right::SeeSecret`, as its phones are.
    Contact,
}

macro_rules! fields {
    ($($name:ident $column:literal $label:literal $sensitivity:ident;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum PersonField { $($name,)* }

        impl PersonField {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name of the field on forms and in refusals; also its column.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $column,)* }
            }

            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            pub const fn sensitivity(self) -> Sensitivity {
                match self { $(Self::$name => Sensitivity::$sensitivity,)* }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                // The year stands in for the date when only an age is known.
                let name = if name == "birth_year" { "birth" } else { name };
                Self::ALL.iter().copied().find(|it| it.name() == name)
            }
        }
    };
}

fields! {
    Name       "name"        "nome"                        Plain;
    SocialName "social_name" "nome social"                 Plain;
    Nickname   "nickname"    "apelido"                     Plain;
    Mother     "mother"      "nome da mãe"                 Plain;
    Email      "email"       "e-mail"                      Contact;
    Birth      "birth"       "nascimento"                  Plain;
    Sex        "sex"         "sexo"                        Plain;
    Race       "race"        "raça/cor"                    Sensitive;
    Cpf        "cpf"         "CPF"                         Number;
    Nis        "nis"         "NIS"                         Number;
    Disability "disability"  "deficiência"                 Sensitive;
    Support    "support"     "apoio de que precisa"        Plain;
    Schooling  "schooling"   "escolaridade"                Plain;
    Occupation "occupation"  "ocupação"                    Plain;
    Bpc        "bpc"         "recebe BPC"                  Plain;
    Homeless   "homeless"    "situação de rua"             Plain;
    Country    "country"     "país de origem"              Plain;
    Missing    "missing"     "documentos que faltam"       Plain;
    DonorOn    "donor_on"    "última doação de sangue"     Plain;
}

/// Everything a form writes about one person; also what a new one starts from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonFacts {
    /// Civil name: shown only where a document requires it.
    pub name: String,
    pub social_name: String,
    pub nickname: String,
    pub mother: String,
    /// In small letters, as typed: a wrong one warns and is kept.
    pub email: String,
    pub birth: Birth,
    pub sex: Option<Sex>,
    /// Self-declared; never guessed.
    pub race: Option<Race>,
    /// Digits as typed: a wrong check digit warns and is kept.
    pub cpf: String,
    pub nis: String,
    /// Kinds declared; empty = none declared.
    pub disability: Vec<Disability>,
    pub support: String,
    pub schooling: Option<Schooling>,
    pub occupation: Option<Occupation>,
    pub bpc: Option<bool>,
    pub homeless: bool,
    pub country: String,
    /// Civil documents still to be obtained.
    pub missing: Vec<MissingDoc>,
    pub donor_on: Option<NaiveDate>,
}

/// Something to look at before or after saving; saving is never blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub field: PersonField,
    pub text: &'static str,
}

impl PersonFacts {
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Nome social first, everywhere.
    pub fn shown_name(&self) -> &str {
        if self.social_name.is_empty() {
            &self.name
        } else {
            &self.social_name
        }
    }

    /// The one word that a call panel may show.
    pub fn first_name(&self) -> &str {
        self.shown_name().split_whitespace().next().unwrap_or("")
    }

    /// For a list: "Maria da Silva (Lia)".
    pub fn listed_name(&self) -> String {
        listed_name(self.shown_name(), &self.nickname)
    }

    /// Every name by which the search finds this person, the shown one first.
    pub fn searched_names(&self) -> [&str; 3] {
        if self.social_name.is_empty() {
            [&self.name, &self.nickname, ""]
        } else {
            [&self.social_name, &self.name, &self.nickname]
        }
    }

    /// What to look at again; none of it stops anybody from saving.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut out = Vec::new();
        let mut say = |field, text: Option<&'static str>| {
            out.extend(text.map(|text| Warning { field, text }));
        };
        say(PersonField::Cpf, ids::cpf_problem(&self.cpf));
        say(PersonField::Nis, ids::nis_problem(&self.nis));
        say(PersonField::Email, email_problem(&self.email));
        let no_birth = self.birth == Birth::Unknown;
        say(
            PersonField::Birth,
            no_birth.then_some("Sem nascimento: pergunte ao menos a idade aproximada."),
        );
        out
    }

    /// Writes what was typed into one field, tidied.
    ///
    /// # Errors
    /// Refused beside the field, when what was typed cannot be kept at all.
    pub fn set(&mut self, field: PersonField, typed: &str, today: NaiveDate) -> Outcome<()> {
        let at = field.name();
        let long = |max: usize| bounded(at, typed, max);
        match field {
            PersonField::Name => {
                let text = long(NAME_MAX_CHARS)?;
                if !text.chars().any(char::is_alphabetic) {
                    return refused_at(at, "Escreva o nome, ou como a pessoa é chamada.");
                }
                self.name = text;
            }
            PersonField::SocialName => self.social_name = long(NAME_MAX_CHARS)?,
            PersonField::Nickname => self.nickname = long(NAME_MAX_CHARS)?,
            PersonField::Mother => self.mother = long(NAME_MAX_CHARS)?,
            PersonField::Email => self.email = long(EMAIL_MAX_CHARS)?.to_lowercase(),
            PersonField::Birth => {
                self.birth = Birth::parse(typed, today).or_else(|why| refused_at(at, why))?;
            }
            PersonField::Sex => self.sex = pick(at, typed, Sex::from_code, Sex::from_key)?,
            PersonField::Race => self.race = pick(at, typed, Race::from_code, Race::from_key)?,
            PersonField::Cpf => self.cpf = digits(at, typed)?,
            PersonField::Nis => self.nis = digits(at, typed)?,
            PersonField::Disability => {
                self.disability = picks(at, typed, Disability::from_code, Disability::from_key)?;
            }
            PersonField::Support => self.support = long(TEXT_MAX_CHARS)?,
            PersonField::Schooling => {
                self.schooling = pick(at, typed, Schooling::from_code, Schooling::from_key)?;
            }
            PersonField::Occupation => {
                self.occupation = pick(at, typed, Occupation::from_code, Occupation::from_key)?;
            }
            PersonField::Bpc => self.bpc = yes_no(at, typed)?,
            PersonField::Homeless => self.homeless = yes_no(at, typed)?.unwrap_or(false),
            PersonField::Country => self.country = long(TEXT_MAX_CHARS)?,
            PersonField::Missing => {
                self.missing = picks(at, typed, MissingDoc::from_code, MissingDoc::from_key)?;
            }
            PersonField::DonorOn => {
                self.donor_on = match typed.trim() {
                    "" => None,
                    typed => match date::parse_typed(typed, today) {
                        Ok(day) if day <= today => Some(day),
                        Ok(_) => return refused_at(at, "Esta data ainda não chegou. Confira."),
                        Err(why) => return refused_at(at, why),
                    },
                };
            }
        }
        Ok(())
    }

    /// The field as it can be typed again.
    pub fn get(&self, field: PersonField) -> String {
        let yes_no = |it: bool| if it { "s" } else { "n" }.to_string();
        match field {
            PersonField::Name => self.name.clone(),
            PersonField::SocialName => self.social_name.clone(),
            PersonField::Nickname => self.nickname.clone(),
            PersonField::Mother => self.mother.clone(),
            PersonField::Email => self.email.clone(),
            PersonField::Birth => self.birth.typed(),
            PersonField::Sex => self.sex.map_or("", Sex::code).to_string(),
            PersonField::Race => self.race.map_or("", Race::code).to_string(),
            PersonField::Cpf => self.cpf.clone(),
            PersonField::Nis => self.nis.clone(),
            PersonField::Disability => Disability::join(&self.disability),
            PersonField::Support => self.support.clone(),
            PersonField::Schooling => self.schooling.map_or("", Schooling::code).to_string(),
            PersonField::Occupation => self.occupation.map_or("", Occupation::code).to_string(),
            PersonField::Bpc => self.bpc.map(yes_no).unwrap_or_default(),
            PersonField::Homeless => yes_no(self.homeless),
            PersonField::Country => self.country.clone(),
            PersonField::Missing => MissingDoc::join(&self.missing),
            PersonField::DonorOn => self.donor_on.map_or_else(String::new, date::show),
        }
    }

    /// Tidies every field as if typed, so that whatever made these facts (a
    /// form, the base, a sample) ends the same.
    ///
    /// # Errors
    /// Refused beside the field that cannot be kept.
    pub fn tidied(&self, today: NaiveDate) -> Outcome<Self> {
        let mut out = Self {
            // Already parsed: typing an approximate year again changes nothing.
            birth: self.birth,
            ..Self::default()
        };
        for &field in PersonField::ALL {
            if field != PersonField::Birth {
                out.set(field, &self.get(field), today)?;
            }
        }
        Ok(out)
    }
}

/// Somebody, an at and a place with a dot; more than that nobody can tell
/// without writing to it.
fn email_problem(email: &str) -> Option<&'static str> {
    let good = email.split_once('@').is_some_and(|(who, place)| {
        let dotted = place.split_once('.');
        !who.is_empty() && dotted.is_some_and(|it| !it.0.is_empty() && !it.1.is_empty())
    });
    let whole = good && !email.contains(' ') && email.matches('@').count() == 1;
    (!email.is_empty() && !whole).then_some("Este e-mail parece incompleto. Confira.")
}

/// The name shown with the apelido behind it, when there is one.
pub fn listed_name(shown: &str, nickname: &str) -> String {
    if nickname.is_empty() {
        shown.to_string()
    } else {
        format!("{shown} ({nickname})")
    }
}

/// One row of a table, by its code or its letter; nothing is "not asked".
pub(in crate::domain) fn pick<T>(
    at: &'static str,
    typed: &str,
    by_code: fn(&str) -> Option<T>,
    by_key: fn(char) -> Option<T>,
) -> Outcome<Option<T>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let mut letters = typed.chars();
    let key = match (letters.next(), letters.next()) {
        (Some(key), None) => by_key(key),
        _ => None,
    };
    match by_code(typed).or(key) {
        Some(it) => Ok(Some(it)),
        None => refused_at(at, "Esta opção não existe na lista. Escolha pela letra."),
    }
}

/// Several rows, split by spaces, each once.
fn picks<T: PartialEq>(
    at: &'static str,
    typed: &str,
    by_code: fn(&str) -> Option<T>,
    by_key: fn(char) -> Option<T>,
) -> Outcome<Vec<T>> {
    let mut out = Vec::new();
    for word in typed.split_whitespace() {
        if let Some(it) = pick(at, word, by_code, by_key)?
            && !out.contains(&it)
        {
            out.push(it);
        }
    }
    Ok(out)
}

/// Digits of an identifier of 11; spreadsheets eat leading zeros, so a shorter
/// CPF or NIS is kept as typed and warned about, never completed in silence.
fn digits(at: &'static str, typed: &str) -> Outcome<String> {
    let all = ids::only_digits(typed);
    if all.len() > 11 {
        return refused_at(at, "São 11 números; aqui há mais. Confira.");
    }
    Ok(all)
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
