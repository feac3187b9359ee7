//! Invented families, as many as asked, the same for the same seed on every
//! machine: for tests, measurements, `demo` and `gerar`. Each family is made
//! from its seed and index alone, so memory stays constant. Nobody here exists;
//! no list holds a real person's whole name.

pub mod booked;
pub mod courses;
pub mod groups;
pub mod names;
pub mod numbers;
pub mod rng;
pub mod shift;
pub mod unit;

use chrono::{Days, Months, NaiveDate};

use super::cecad::{BaseFamily, BasePerson};
use rng::Rng;

/// Most members of one family.
const MEMBERS_MAX: usize = 12;

/// Room between the document numbers of two families.
const ORDINALS: u64 = 16;

/// GPTE codes of the register, fishing first: it is Aracaju.
const GPTE: [u32; 9] = [202, 202, 202, 306, 306, 203, 204, 205, 303];

const LANDMARKS: [&str; 8] = [
    "perto da escola",
    "em frente ao mercadinho",
    "atrás da igreja",
    "ao lado do posto de saúde",
    "casa de portão verde",
    "fim da linha do ônibus",
    "perto da ponte",
    "vila, casa do fundo",
];

/// A family of the register with its members, the reference person first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFamily {
    pub family: BaseFamily,
    pub members: Vec<BasePerson>,
}

/// The day up to which [`families`] have lived: the last of May 2026.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 31).unwrap_or_default()
}

/// `n` families; 2.6 members each on average.
pub fn families(seed: u64, n: u64) -> impl Iterator<Item = SampleFamily> {
    families_at(seed, n, day())
}

/// `n` families as they stand at a given day.
pub fn families_at(seed: u64, n: u64, day: NaiveDate) -> impl Iterator<Item = SampleFamily> {
    (0..n).map(move |index| family(seed, index, day))
}

/// The family of that index alone.
pub fn family(seed: u64, index: u64, day: NaiveDate) -> SampleFamily {
    let mut rng = Rng::of(seed, index);
    let homeless = rng.below(1000) < 8;
    let abroad = rng.below(1000) < 6;
    let accents = rng.percent(40);
    let members = Household {
        seed,
        index,
        day,
        homeless,
        abroad,
        accents,
    }
    .members(&mut rng);
    let family = dwelling(&mut rng, seed, index, day, homeless, accents, members.len());
    SampleFamily { family, members }
}

fn dwelling(
    rng: &mut Rng,
    seed: u64,
    index: u64,
    day: NaiveDate,
    homeless: bool,
    accents: bool,
    members: usize,
) -> BaseFamily {
    let write = |text: &str| Some(names::register(text, accents));
    let (place, centre) = names::place(rng);
    let reais = match rng.below(10) {
        0..=3 => rng.between(0, 109),
        4..=6 => rng.between(110, 218),
        7..=8 => rng.between(219, 810),
        _ => rng.between(811, 2500),
    };
    let income_band = match reais {
        ..=109 => 1,
        110..=218 => 2,
        219..=810 => 3,
        _ => 4,
    };
    let phone = |rng: &mut Rng| match rng.below(20) {
        0..=15 => Some(format!("799{:08}", 80_000_000 + rng.below(19_999_999))),
        16 => Some(format!("793{:07}", 1_000_000 + rng.below(8_999_999))),
        _ => None,
    };
    let kind = rng.pick(&[
        "RUA",
        "RUA",
        "RUA",
        "RUA",
        "AVENIDA",
        "TRAVESSA",
        "LOTEAMENTO",
        "VILA",
    ]);
    let title = rng
        .percent(6)
        .then(|| rng.pick(&["DOUTOR", "PROFESSORA", "PADRE", "DONA"]));
    let street = names::street(rng);
    let updated = day
        .checked_sub_days(Days::new(rng.below(1000)))
        .unwrap_or(day);
    BaseFamily {
        code: numbers::family_code(index, seed),
        city: Some("2800308".to_owned()),
        updated: Some(updated),
        place: write(place),
        street_kind: (!homeless).then(|| kind.to_owned()),
        street_title: title.filter(|_| !homeless).map(str::to_owned),
        street: write(street).filter(|_| !homeless),
        number: (!homeless && rng.percent(85)).then(|| (1 + rng.below(1900)).to_string()),
        complement: rng
            .percent(20)
            .then(|| format!("CASA {}", 1 + rng.below(9))),
        complement_more: None,
        cep: (!homeless).then(|| format!("49{:06}", rng.below(98_999))),
        area_code: None,
        area: None,
        landmark: rng
            .percent(35)
            .then(|| rng.pick(&LANDMARKS))
            .and_then(write),
        centre: (rng.percent(90) && !centre.is_empty()).then(|| names::register(centre, accents)),
        phone1: phone(rng),
        phone2: phone(rng).filter(|_| rng.percent(20)),
        income_cents: Some(reais * 100 + if members > 2 { rng.between(0, 99) } else { 0 }),
        income_band: Some(income_band),
        pbf: Some(income_band <= 2 && rng.percent(85)),
        gpte: rng.percent(3).then(|| rng.pick(&GPTE)),
    }
}

/// What all members share.
struct Household {
    seed: u64,
    index: u64,
    day: NaiveDate,
    homeless: bool,
    abroad: bool,
    accents: bool,
}

impl Household {
    fn members(&self, rng: &mut Rng) -> Vec<BasePerson> {
        let surname = names::surname(rng, self.abroad);
        let mother_surname = names::surname(rng, self.abroad);
        let alone = self.homeless || rng.percent(22);
        let age = if alone {
            rng.between(19, 88)
        } else {
            rng.between(18, 62)
        };
        let female = rng.percent(if alone { 50 } else { 88 });
        let family_name = format!("{mother_surname} {surname}");
        let mut out = vec![self.person(rng, 0, 1, female, age, &family_name, None)];
        if alone {
            return out;
        }
        let head = out.first().map(|it| it.name.clone()).unwrap_or_default();
        if rng.percent(34) {
            let age = (age + rng.between(-6, 9)).max(18);
            let other = names::surname(rng, self.abroad);
            out.push(self.person(rng, 1, 2, !female, age, &other, None));
        }
        let children = match rng.below(100) {
            0..=27 => 0,
            28..=61 => 1,
            62..=83 => 2,
            84..=93 => 3,
            _ => 4 + rng.below(4),
        };
        for _ in 0..children {
            let age = rng.between(0, (age - 15).clamp(0, 30));
            let girl = rng.percent(50);
            let kinship = if rng.percent(93) { 3 } else { 4 };
            out.push(self.person(
                rng,
                out.len(),
                kinship,
                girl,
                age,
                &family_name,
                Some(&head),
            ));
        }
        if age > 45 && rng.percent(30) {
            let kinship = rng.pick(&[5, 5, 8, 10]);
            let age = rng.between(0, 25);
            let girl = rng.percent(50);
            out.push(self.person(rng, out.len(), kinship, girl, age, &surname, None));
        }
        if rng.percent(8) {
            let age = age + rng.between(17, 30);
            out.push(self.person(rng, out.len(), 6, true, age, &mother_surname, None));
        }
        out.truncate(MEMBERS_MAX);
        out
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one person's seven facts, private to this file"
    )]
    fn person(
        &self,
        rng: &mut Rng,
        place: usize,
        kinship: u32,
        female: bool,
        age: i64,
        surname: &str,
        mother: Option<&str>,
    ) -> BasePerson {
        let ordinal = self.index * ORDINALS + place as u64;
        let write = |text: &str| names::register(text, self.accents);
        let months = u32::try_from(age * 12 + rng.between(0, 11)).unwrap_or(0);
        let birth = self
            .day
            .checked_sub_months(Months::new(months))
            .and_then(|it| it.checked_sub_days(Days::new(rng.below(28))));
        let name = write(&format!("{} {surname}", names::given(rng, female)));
        let mother = match mother {
            Some(mother) => mother.to_owned(),
            None => write(&format!(
                "{} {}",
                names::given(rng, true),
                names::surname(rng, self.abroad)
            )),
        };
        let without_cpf = rng.percent(if self.abroad {
            30
        } else if age < 2 {
            12
        } else {
            2
        });
        BasePerson {
            name,
            social: rng.percent(3).then(|| write(&names::given(rng, !female))),
            nis: (!rng.percent(4)).then(|| numbers::nis(ordinal, self.seed)),
            cpf: numbers::cpf(ordinal, self.seed).filter(|_| !without_cpf),
            birth,
            sex: Some(if female { 2 } else { 1 }),
            race: Some(rng.pick(&[4, 4, 4, 4, 4, 2, 2, 1, 1, 1, 3, 5])),
            kinship: Some(kinship),
            mother: rng.percent(97).then_some(mother),
            disability: Some(rng.percent(6)),
            schooling: (age > 5).then(|| rng.pick(&[1, 2, 2, 2, 3, 4, 5, 5, 6])),
            school: Some(match age {
                0..=3 => 4,
                4..=17 => 1,
                _ => 3,
            }),
            homeless: Some(self.homeless),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_town() {
        let some: Vec<_> = families(7, 200).collect();
        assert!(
            some.iter()
                .eq(families(7, 300).take(200).collect::<Vec<_>>().iter())
        );
        assert_ne!(some.first(), families(8, 1).next().as_ref());
    }

    #[test]
    fn it_looks_like_a_town() {
        let all: Vec<_> = families(2026, 5000).collect();
        let persons: Vec<_> = all.iter().flat_map(|it| &it.members).collect();
        let mean = persons.len() as f64 / all.len() as f64;
        assert!((2.2..2.9).contains(&mean), "{mean}");
        assert!(
            persons
                .iter()
                .any(|it| it.cpf.is_none() && it.nis.is_none())
        );
        assert!(persons.iter().any(|it| it.social.is_some()));
        assert!(persons.iter().any(|it| it.homeless == Some(true)));
        assert!(all.iter().any(|it| it.family.gpte.is_some()));
        assert!(all.iter().any(|it| it.members.len() >= 6));
        for it in &all {
            assert_eq!(
                it.members.iter().filter(|it| it.kinship == Some(1)).count(),
                1
            );
            assert!(
                it.members
                    .iter()
                    .all(|it| it.birth.is_some_and(|born| born <= day()))
            );
        }
    }
}
