//! What a family of the CadÚnico base is in the desk's own words: codes mapped,
//! names written as names (the base shouts in capitals), phones read again.

use crate::domain::cecad::{BaseFamily, BasePerson};
use crate::domain::codes::{Disability, Gpte, Kinship, Race, Sex};
use crate::domain::date::Birth;
use crate::domain::family::{AddressFacts, FamilyFacts, NewPhone};
use crate::domain::name::title_case;
use crate::domain::person::{PersonFacts, PersonField};

/// What is changed while a family is confirmed; the default confirms it whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaseEdits {
    /// Rows of members who are not of the family any more.
    pub left_out: Vec<i64>,
    /// Fields of a member typed anew: the row, the field, what was typed.
    pub fields: Vec<(i64, PersonField, String)>,
    /// The address as it is today, when it is another.
    pub address: Option<AddressFacts>,
    /// The phones as they are today, when they are others.
    pub phones: Option<Vec<NewPhone>>,
}

/// A member as a person of ours. The base's one column for "apelido ou nome
/// social" becomes the apelido: which of the two it is, the person says.
pub fn person_of(it: &BasePerson) -> PersonFacts {
    let text = |it: &Option<String>| it.as_deref().map(title_case).unwrap_or_default();
    let number = |it: &Option<String>| it.clone().unwrap_or_default();
    PersonFacts {
        name: title_case(&it.name),
        nickname: text(&it.social),
        mother: text(&it.mother),
        birth: it.birth.map_or(Birth::Unknown, Birth::Known),
        sex: coded(it.sex, Sex::from_code),
        race: coded(it.race, Race::from_code),
        cpf: number(&it.cpf),
        nis: number(&it.nis),
        // The base says that there is one, not which.
        disability: match it.disability {
            Some(true) => vec![Disability::Unspecified],
            Some(false) | None => Vec::new(),
        },
        homeless: it.homeless == Some(true),
        ..PersonFacts::default()
    }
}

/// Kinship codes are the same in both; a blank is "outro parente".
pub fn kinship_of(it: &BasePerson) -> Kinship {
    coded(it.kinship, Kinship::from_code).unwrap_or(Kinship::OtherKin)
}

pub fn family_of(it: &BaseFamily, members: &[BasePerson]) -> FamilyFacts {
    FamilyFacts {
        cod_familiar: it.code.clone(),
        gpte: coded(it.gpte, Gpte::from_code),
        pbf: it.pbf,
        homeless: members.iter().any(|it| it.homeless == Some(true)),
        ..FamilyFacts::default()
    }
}

/// The base keeps the street in three columns and no city name: `city` and `uf`
/// are the unit's.
pub fn address_of(it: &BaseFamily, city: &str, uf: &str) -> AddressFacts {
    let text = |it: &Option<String>| it.as_deref().map(title_case).unwrap_or_default();
    let join = |parts: &[&Option<String>]| {
        let parts = parts.iter().filter_map(|it| it.as_deref());
        title_case(&parts.collect::<Vec<_>>().join(" "))
    };
    let street = join(&[&it.street_kind, &it.street_title, &it.street]);
    let district = text(&it.place);
    // An empty register is no address, and no city either.
    let known = !street.is_empty() || !district.is_empty();
    AddressFacts {
        number: it.number.clone().unwrap_or_default(),
        complement: join(&[&it.complement, &it.complement_more]),
        reference: text(&it.landmark),
        cep: it.cep.clone().unwrap_or_default(),
        city: if known {
            city.to_string()
        } else {
            String::new()
        },
        uf: if known { uf.to_string() } else { String::new() },
        street,
        district,
        ..AddressFacts::default()
    }
}

/// Phones that can be called; the base holds zeros and stumps.
pub fn phones_of(it: &BaseFamily, ddd: &str) -> Vec<NewPhone> {
    let mut out: Vec<NewPhone> = Vec::new();
    for digits in [&it.phone1, &it.phone2].into_iter().flatten() {
        let Ok(phone) = NewPhone::new(digits).tidied(ddd) else {
            continue;
        };
        if !out.contains(&phone) {
            out.push(phone);
        }
    }
    out
}

fn coded<T>(number: Option<u32>, from_code: fn(&str) -> Option<T>) -> Option<T> {
    number.and_then(|it| from_code(&it.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_names_and_codes_become_words() {
        let it = BasePerson {
            name: "MARIA DE LOURDES D'AVILA".to_string(),
            sex: Some(2),
            race: Some(9),
            kinship: Some(1),
            disability: Some(true),
            ..BasePerson::default()
        };
        let facts = person_of(&it);
        assert_eq!(facts.name, "Maria de Lourdes D'Avila");
        assert_eq!((facts.sex, facts.race), (Some(Sex::Female), None));
        assert_eq!(facts.disability, [Disability::Unspecified]);
        assert_eq!(kinship_of(&it), Kinship::Reference);
    }

    #[test]
    fn an_empty_address_stays_empty_and_stumps_are_no_phones() {
        let mut it = BaseFamily::default();
        assert!(address_of(&it, "Aracaju", "SE").is_blank());
        it.street_kind = Some("RUA".to_string());
        it.street = Some("DAS FLORES".to_string());
        it.phone1 = Some("79998123456".to_string());
        it.phone2 = Some("000".to_string());
        let address = address_of(&it, "Aracaju", "SE");
        assert_eq!(address.street, "Rua das Flores");
        assert_eq!(address.city, "Aracaju");
        assert_eq!(phones_of(&it, "79").len(), 1);
    }
}
