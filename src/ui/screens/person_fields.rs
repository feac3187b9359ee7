//! What every form about people shares: names written as people write them,
//! the facts behind the fields, the street behind a CEP. Fields carry the
//! names of `PersonField`, so that a refusal finds its place by itself.

use chrono::NaiveDate;

use super::letters;
use crate::domain::codes::{Disability, Kinship, MissingDoc, Row};
use crate::domain::family::AddressFacts;
use crate::domain::fault::Failure;
use crate::domain::name::title_case;
use crate::domain::person::{PersonFacts, PersonField};
use crate::ui::form::{Form, Spot};
use crate::ui::{Cx, Desk};

/// Kinships to the reference person, without the reference itself.
pub const KIN: &[Row] = Kinship::ROWS.split_at(1).1;

/// Letters of the papers, said while the field is blank.
pub const MISSING_HINT: &str = "n certidão, r RG, t trabalho, c CPF, e título";
pub const DISABILITY_HINT: &str = "letras; ? no F1 diz quais";

/// Where the person's fields stand and what is wrong there.
pub type Wrong = (String, String);

/// What was typed about one person; `item` is "" or "membros.0.".
///
/// # Errors
/// The full name of the field that cannot be kept, and why.
pub fn facts<S>(form: &Form<S>, item: &str, today: NaiveDate) -> Result<PersonFacts, Wrong> {
    let mut facts = PersonFacts::default();
    for &field in PersonField::ALL {
        let at = format!("{item}{}", field.name());
        let typed = form.get(&at);
        if typed.is_empty() {
            continue;
        }
        let typed = as_stored(field, &typed).map_err(|why| (at.clone(), why))?;
        match facts.set(field, &typed, today) {
            Ok(()) => {}
            Err(Failure::Refused(why)) => return Err((at, why.text)),
            Err(Failure::Broken(why)) => return Err((at, why.to_string())),
        }
    }
    Ok(facts)
}

/// Names get their capitals, letters become codes; the rest is as typed.
///
/// # Errors
/// Which letter says nothing.
pub fn as_stored(field: PersonField, typed: &str) -> Result<String, String> {
    let codes = |rows: &[Row]| {
        letters::told(rows, typed)?;
        Ok(letters::codes(rows, typed).unwrap_or_default())
    };
    match field {
        PersonField::Name
        | PersonField::SocialName
        | PersonField::Nickname
        | PersonField::Mother
        | PersonField::Country => Ok(title_case(typed)),
        PersonField::Missing => codes(MissingDoc::ROWS),
        PersonField::Disability => codes(Disability::ROWS),
        PersonField::Birth
        | PersonField::Email
        | PersonField::Sex
        | PersonField::Race
        | PersonField::Cpf
        | PersonField::Nis
        | PersonField::Support
        | PersonField::Schooling
        | PersonField::Occupation
        | PersonField::Bpc
        | PersonField::Homeless
        | PersonField::DonorOn => Ok(typed.to_owned()),
    }
}

/// The stored value as the form shows it.
pub fn as_typed(field: PersonField, stored: &str) -> String {
    match field {
        PersonField::Missing => letters::letters(MissingDoc::ROWS, stored),
        PersonField::Disability => letters::letters(Disability::ROWS, stored),
        PersonField::Name
        | PersonField::SocialName
        | PersonField::Nickname
        | PersonField::Mother
        | PersonField::Country
        | PersonField::Email
        | PersonField::Birth
        | PersonField::Sex
        | PersonField::Race
        | PersonField::Cpf
        | PersonField::Nis
        | PersonField::Support
        | PersonField::Schooling
        | PersonField::Occupation
        | PersonField::Bpc
        | PersonField::Homeless
        | PersonField::DonorOn => stored.to_owned(),
    }
}

/// When a field is left: capitals of a name, what letters say, what a short
/// birth means, the street of a CEP.
pub fn left<S: 'static>(form: &mut Form<S>, spot: Spot, cx: &mut Cx<'_>) {
    let full = form.name(spot);
    let name = full.rsplit('.').next().unwrap_or_default().to_owned();
    let typed = form.get(&full);
    if typed.is_empty() {
        return;
    }
    match name.as_str() {
        "name" | "social_name" | "nickname" | "mother" | "country" | "street" | "district"
        | "reference" | "city" => {
            let cased = if matches!(name.as_str(), "reference") {
                typed.clone()
            } else {
                title_case(&typed)
            };
            if cased != typed {
                form.set(&full, &cased);
            }
        }
        "missing" => say_letters(MissingDoc::ROWS, "Falta", &typed, cx),
        "disability" => say_letters(Disability::ROWS, "Deficiência", &typed, cx),
        "birth" if typed.len() <= 3 => {
            cx.say(format!("Idade aproximada: cerca de {typed} anos."));
        }
        "cep" => street_of(form, &full, typed, cx),
        _ => {}
    }
}

fn say_letters(rows: &[Row], label: &str, typed: &str, cx: &mut Cx<'_>) {
    match letters::told(rows, typed) {
        Ok(said) => cx.say(format!("{label}: {said}.")),
        Err(why) => cx.warn(why),
    }
}

/// Fills what is blank of the address; what was typed stays.
fn street_of<S: 'static>(form: &Form<S>, full: &str, cep: String, cx: &mut Cx<'_>) {
    if !form.get("street").is_empty() || full != "cep" {
        return;
    }
    cx.fetch(
        "ver a rua do CEP",
        move |desk: &mut Desk| desk.place_of_cep(&cep),
        |form: &mut Form<S>, place, _| {
            let Some(place) = place else { return };
            for (name, value) in [
                ("street", &place.street),
                ("district", &place.district),
                ("city", &place.city),
                ("uf", &place.uf),
            ] {
                if form.get(name).is_empty() {
                    form.set(name, value);
                }
            }
        },
    );
}

/// The address as typed; `false` for "no address".
pub fn address<S>(form: &Form<S>) -> AddressFacts {
    let get = |name: &str| form.get(name);
    AddressFacts {
        street: title_case(&get("street")),
        number: get("number"),
        complement: get("complement"),
        district: title_case(&get("district")),
        reference: get("reference"),
        city: title_case(&get("city")),
        uf: get("uf"),
        cep: get("cep"),
        area: get("area").to_uppercase(),
        shelter: get("shelter") == "s",
    }
}

/// Which reference a name of a relative may inherit from.
pub fn surname<S>(form: &Form<S>, of: &str) -> Option<String> {
    let name = title_case(&form.get(of));
    Some(crate::domain::name::surname_of(&name)).filter(|it| !it.is_empty())
}
