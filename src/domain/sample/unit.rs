//! The families that a sample unit sees to: those of the sample town, moved
//! into the unit's neighbourhoods, and as the desk itself would have written
//! them down. What a register does not hold (nickname, an approximate age,
//! documents still missing, a message for the desk) is added here.

use chrono::{Days, Months, NaiveDate};

use super::rng::Rng;
use super::{SampleFamily, names};
use crate::domain::codes::{
    Disability, DocKind, Gpte, Kinship, LeaveReason, MissingDoc, Race, Schooling, Sex, Specificity,
};
use crate::domain::family::{AddressFacts, FamilyFacts, NewFamily, NewMember, NewPhone};
use crate::domain::name;
use crate::domain::person::{DocumentFacts, PersonFacts, PersonField, Who};

/// An invented unit: no CRAS of Aracaju has this name.
pub const UNIT: &str = "CRAS Jardim das Mangueiras";

/// Real neighbourhoods of Aracaju, the commonest first.
pub const DISTRICTS: [&str; 5] = [
    "Santa Maria",
    "17 de Março",
    "Aeroporto",
    "São Conrado",
    "Marivan",
];

const NICKNAMES: [&str; 10] = [
    "Neném",
    "Lia",
    "Zezinho",
    "Dona Nina",
    "Preta",
    "Bibi",
    "Tonho",
    "Didi",
    "Duda",
    "Galego",
];

const NOTES: [&str; 6] = [
    "Prefere ser chamada pelo apelido.",
    "Ouve pouco do lado direito: falar de frente.",
    "Vem sempre com a filha, que anota as datas.",
    "Só atende telefone depois das 17h.",
    "Não lê: explicar o papel em voz alta.",
    "Trabalha de manhã; marcar à tarde.",
];

/// A family as the desk has it, with what happened to it since it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskFamily {
    pub new: NewFamily,
    /// Under secrecy.
    pub secret: bool,
    /// Followed by a técnico of reference.
    pub followed: bool,
    /// Where it lived before.
    pub past_address: Option<AddressFacts>,
    /// Who left it: place in `new.members`, and why.
    pub left: Option<(usize, LeaveReason)>,
}

/// The family of the register, living in one of the unit's neighbourhoods and
/// with this unit written as its own.
pub fn local(mut it: SampleFamily, seed: u64, index: u64) -> SampleFamily {
    let mut rng = Rng::of(seed ^ 0x10CA1, index);
    let accents = !it.members.iter().all(|it| it.name.is_ascii());
    let place = if rng.percent(45) {
        DISTRICTS.first().copied().unwrap_or_default()
    } else {
        rng.pick(&DISTRICTS)
    };
    it.family.place = Some(names::register(place, accents));
    it.family.centre = Some(names::register(UNIT, accents));
    it
}

/// The same family as the desk wrote it down on `day`.
pub fn desk_family(it: &SampleFamily, seed: u64, index: u64, day: NaiveDate) -> DeskFamily {
    let mut rng = Rng::of(seed ^ 0xDE5C, index);
    let family = &it.family;
    let homeless = it.members.iter().any(|it| it.homeless == Some(true));
    let members: Vec<NewMember> = it
        .members
        .iter()
        .map(|person| {
            let facts = person_facts(&mut rng, person, day);
            let documents = documents(&mut rng, &facts, day);
            let kinship = person.kinship.map(|it| it.to_string());
            let kinship = kinship.and_then(|it| Kinship::from_code(&it));
            NewMember {
                who: Who::New(Box::new(facts)),
                kinship: kinship.unwrap_or(Kinship::OtherKin),
                documents,
            }
        })
        .collect();
    let address = address(it);
    let mut phones: Vec<NewPhone> = family.phone1.iter().map(|it| NewPhone::new(it)).collect();
    if let Some(phone) = &family.phone2 {
        let known = members.len() > 1;
        phones.push(NewPhone {
            owner: if known {
                String::new()
            } else {
                "vizinha".to_owned()
            },
            message: true,
            ..NewPhone::new(phone)
        });
    }
    let left = (members.len() > 2 && rng.percent(5)).then(|| {
        let reason = [
            LeaveReason::Separation,
            LeaveReason::Moved,
            LeaveReason::Division,
        ];
        (
            members.len() - 1,
            reason[usize::try_from(rng.below(3)).unwrap_or(0)],
        )
    });
    let past_address = (!homeless && rng.percent(8)).then(|| AddressFacts {
        street: format!("Rua {}", names::street(&mut rng)),
        number: (1 + rng.below(900)).to_string(),
        district: name::title_case(names::place(&mut rng).0),
        ..address.clone()
    });
    DeskFamily {
        secret: rng.below(1000) < 7,
        followed: rng.percent(9),
        past_address,
        left,
        new: NewFamily {
            number: None,
            facts: FamilyFacts {
                cod_familiar: if rng.percent(92) {
                    family.code.clone()
                } else {
                    String::new()
                },
                specificity: homeless.then_some(Specificity::Street),
                gpte: family.gpte.and_then(|it| Gpte::from_code(&it.to_string())),
                community: String::new(),
                homeless,
                pbf: family.pbf.filter(|_| rng.percent(90)),
                note: if rng.percent(6) {
                    rng.pick(&NOTES).to_owned()
                } else {
                    String::new()
                },
            },
            members,
            address,
            phones,
        },
    }
}

fn person_facts(
    rng: &mut Rng,
    it: &crate::domain::cecad::BasePerson,
    day: NaiveDate,
) -> PersonFacts {
    let name = name::title_case(&it.name);
    let age = it.birth.and_then(|born| day.years_since(born)).unwrap_or(0);
    let mut facts = PersonFacts::named(name);
    facts.mother = it
        .mother
        .as_deref()
        .map(name::title_case)
        .unwrap_or_default();
    facts.sex = it.sex.and_then(|it| Sex::from_code(&it.to_string()));
    facts.race = it.race.and_then(|it| Race::from_code(&it.to_string()));
    facts.cpf = it.cpf.clone().unwrap_or_default();
    facts.nis = it.nis.clone().unwrap_or_default();
    facts.homeless = it.homeless == Some(true);
    let birth = match it.birth {
        // Without documents an age is often all that is known.
        Some(_) if facts.cpf.is_empty() && facts.nis.is_empty() => format!("{age} anos"),
        Some(born) => born.format("%d/%m/%Y").to_string(),
        None => String::new(),
    };
    // An age or a date of somebody alive is always read.
    let _ = facts.set(PersonField::Birth, &birth, day);
    if let Some(social) = &it.social {
        let social = name::title_case(social);
        if rng.percent(25) {
            facts.social_name = format!("{social} {}", name::surname_of(&facts.name));
        } else {
            facts.nickname = social;
        }
    } else if age > 15 && rng.percent(4) {
        facts.nickname = rng.pick(&NICKNAMES).to_owned();
    }
    if it.disability == Some(true) {
        facts.disability = vec![disability(rng, age)];
        if rng.percent(20) {
            facts.support = "acompanhante".to_owned();
        }
    }
    facts.bpc = (age >= 65 || it.disability == Some(true)).then(|| rng.percent(40));
    facts.schooling = schooling(rng, age);
    if facts.cpf.is_empty() {
        facts.missing.push(MissingDoc::Cpf);
    }
    if age >= 16 && rng.percent(2) {
        facts.missing.push(MissingDoc::Titulo);
    }
    if (18..60).contains(&age) && rng.below(1000) < 8 {
        facts.donor_on = day.checked_sub_days(Days::new(rng.below(300)));
    }
    facts
}

fn disability(rng: &mut Rng, age: u32) -> Disability {
    const ALL: [Disability; 6] = [
        Disability::Physical,
        Disability::Intellectual,
        Disability::LowVision,
        Disability::Deaf,
        Disability::Psychosocial,
        Disability::Physical,
    ];
    if age < 18 && rng.percent(55) {
        return Disability::Autism;
    }
    ALL[usize::try_from(rng.below(ALL.len() as u64)).unwrap_or(0)]
}

fn schooling(rng: &mut Rng, age: u32) -> Option<Schooling> {
    const YEARS: [Schooling; 12] = [
        Schooling::Year1,
        Schooling::Year2,
        Schooling::Year3,
        Schooling::Year4,
        Schooling::Year5,
        Schooling::Year6,
        Schooling::Year7,
        Schooling::Year8,
        Schooling::Year9,
        Schooling::Secondary1,
        Schooling::Secondary2,
        Schooling::Secondary3,
    ];
    const ADULTS: [Schooling; 6] = [
        Schooling::Year4,
        Schooling::Year5,
        Schooling::Year9,
        Schooling::Secondary3,
        Schooling::Never,
        Schooling::AdultPrimary,
    ];
    let adult = ADULTS[usize::try_from(rng.below(ADULTS.len() as u64)).unwrap_or(0)];
    match age {
        0..=3 => None,
        4..=5 => Some(Schooling::Preschool),
        6..=17 => YEARS.get(usize::try_from(age - 6).unwrap_or(0)).copied(),
        _ => rng.percent(70).then_some(adult),
    }
}

fn documents(rng: &mut Rng, facts: &PersonFacts, day: NaiveDate) -> Vec<DocumentFacts> {
    if !rng.percent(12) || facts.cpf.is_empty() {
        return Vec::new();
    }
    let back = Months::new(u32::try_from(6 + rng.below(120)).unwrap_or(6));
    vec![DocumentFacts {
        issuer: "SSP".to_owned(),
        uf: "SE".to_owned(),
        issued_on: day.checked_sub_months(back),
        ..DocumentFacts::new(DocKind::Rg, (1_000_000 + rng.below(8_999_999)).to_string())
    }]
}

fn address(it: &SampleFamily) -> AddressFacts {
    let family = &it.family;
    let words = |text: &Option<String>| text.as_deref().map(name::title_case).unwrap_or_default();
    let street = [&family.street_kind, &family.street_title, &family.street]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    AddressFacts {
        street: name::title_case(&street),
        number: family.number.clone().unwrap_or_default(),
        complement: words(&family.complement),
        district: words(&family.place),
        reference: family
            .landmark
            .as_deref()
            .map(str::to_lowercase)
            .unwrap_or_default(),
        city: "Aracaju".to_owned(),
        uf: "SE".to_owned(),
        cep: family.cep.clone().unwrap_or_default(),
        area: "U".to_owned(),
        shelter: false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::{ids, sample};

    #[test]
    fn the_desk_keeps_every_kind_of_family() {
        let day: NaiveDate = "2026-11-23".parse().unwrap();
        let all: Vec<DeskFamily> = (0..3000)
            .map(|at| {
                let it = local(sample::family(5, at, day), 5, at);
                desk_family(&it, 5, at, day)
            })
            .collect();
        let people: Vec<&PersonFacts> = all
            .iter()
            .flat_map(|it| &it.new.members)
            .filter_map(|it| match &it.who {
                Who::New(facts) => Some(&**facts),
                Who::Known(_) => None,
            })
            .collect();
        assert!(all.iter().any(|it| it.secret) && all.iter().any(|it| it.followed));
        assert!(all.iter().any(|it| it.past_address.is_some()));
        assert!(all.iter().any(|it| it.left.is_some()));
        assert!(people.iter().any(|it| !it.social_name.is_empty()));
        assert!(
            people
                .iter()
                .any(|it| it.birth.age_text(day).starts_with("cerca"))
        );
        assert!(people.iter().any(|it| it.donor_on.is_some()));
        for it in &people {
            assert!(it.cpf.is_empty() || ids::cpf_problem(&it.cpf).is_none());
            assert!(it.nis.is_empty() || ids::nis_problem(&it.nis).is_none());
        }
        for it in &all {
            assert!(it.new.address.tidied().is_ok() && it.new.facts.tidied().is_ok());
        }
    }
}
