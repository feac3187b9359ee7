//! Who is called first, by law. The class is computed from what is known and
//! said; the person at the desk changes it with one letter, never argues it.

use chrono::{Days, NaiveDate};

use super::codes::codes;

/// Order of call: the lower class first, then the order of arrival.
///
/// Lei 10.048/2000, art. 1º (wording of Lei 14.626/2023): priority persons are
/// served before the others, blood donors after the other legal groups. Lei
/// 13.466/2017: within the elderly, 80 or more come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    EightyPlus,
    Legal,
    Donor,
    Conventional,
}

codes! {
    /// Why somebody has priority (Lei 10.048/2000, art. 1º). No national order
    /// exists among the groups of one class.
    Grounds {
        EightyPlus = "oitenta" 'o' "80 anos ou mais";
        Elderly = "idoso" 'i' "60 anos ou mais";
        Disability = "pcd" 'd' "pessoa com deficiência";
        Autism = "tea" 't' "pessoa com TEA (autismo)";
        Pregnant = "gestante" 'g' "gestante";
        Nursing = "lactante" 'l' "lactante";
        ChildInArms = "colo" 'c' "com criança de colo";
        Obesity = "obesidade" 'b' "pessoa obesa";
        ReducedMobility = "mobilidade" 'm' "mobilidade reduzida";
        BloodDonor = "doador" 's' "doador(a) de sangue";
        Conventional = "comum" 'n' "sem prioridade";
    }
}

/// A donation counts for 120 days (Lei 14.626/2023).
pub const DONATION_DAYS: u64 = 120;

/// Ages of the Estatuto da Pessoa Idosa (Lei 10.741/2003, arts. 1º and 3º §2º).
pub const ELDERLY_AGE_YEARS: u32 = 60;
pub const ELDEST_AGE_YEARS: u32 = 80;

impl Class {
    pub const ALL: [Self; 4] = [
        Self::EightyPlus,
        Self::Legal,
        Self::Donor,
        Self::Conventional,
    ];

    /// As stored: 1 to 4, called in that order.
    pub const fn number(self) -> i64 {
        match self {
            Self::EightyPlus => 1,
            Self::Legal => 2,
            Self::Donor => 3,
            Self::Conventional => 4,
        }
    }

    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }

    /// Short mark for the list; says it without colour.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::EightyPlus => "80+",
            Self::Legal => "PRI",
            Self::Donor => "DOA",
            Self::Conventional => "",
        }
    }

    /// The class in words, which tell no more than the order of call does.
    pub const fn label(self) -> &'static str {
        match self {
            Self::EightyPlus => Grounds::EightyPlus.label(),
            Self::Legal => "prioridade legal",
            Self::Donor => Grounds::BloodDonor.label(),
            Self::Conventional => Grounds::Conventional.label(),
        }
    }

    /// Whether the ticket number carries the P of priority.
    pub const fn is_priority(self) -> bool {
        !matches!(self, Self::Conventional)
    }
}

impl Grounds {
    pub const fn class(self) -> Class {
        match self {
            Self::EightyPlus => Class::EightyPlus,
            Self::Elderly
            | Self::Disability
            | Self::Autism
            | Self::Pregnant
            | Self::Nursing
            | Self::ChildInArms
            | Self::Obesity
            | Self::ReducedMobility => Class::Legal,
            Self::BloodDonor => Class::Donor,
            Self::Conventional => Class::Conventional,
        }
    }
}

/// What is known of the person without asking anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Age in full years today, known or approximate.
    pub age: Option<u32>,
    pub disability: bool,
    pub donated_on: Option<NaiveDate>,
}

/// The grounds the desk starts from; what nobody can see or knows is said by
/// the person and typed as one letter.
pub fn computed(known: Known, today: NaiveDate) -> Grounds {
    match known.age {
        Some(age) if age >= ELDEST_AGE_YEARS => Grounds::EightyPlus,
        Some(age) if age >= ELDERLY_AGE_YEARS => Grounds::Elderly,
        Some(_) | None if known.disability => Grounds::Disability,
        Some(_) | None
            if known
                .donated_on
                .is_some_and(|it| donation_counts(it, today)) =>
        {
            Grounds::BloodDonor
        }
        Some(_) | None => Grounds::Conventional,
    }
}

/// Whether a donation still gives priority: the day itself and the 120 that
/// follow. A date to come is a slip of the keys and does not count.
pub fn donation_counts(donated: NaiveDate, today: NaiveDate) -> bool {
    donated <= today
        && donated
            .checked_add_days(Days::new(DONATION_DAYS))
            .is_some_and(|last| today <= last)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_class_follows_from_age_disability_and_donation() {
        let today = day("2026-11-23");
        let check = |age, disability, donated: Option<&str>, expected: Grounds| {
            let known = Known {
                age,
                disability,
                donated_on: donated.map(day),
            };
            assert_eq!(computed(known, today), expected, "{known:?}");
        };
        check(Some(80), false, None, Grounds::EightyPlus);
        check(Some(79), true, None, Grounds::Elderly);
        check(Some(60), false, None, Grounds::Elderly);
        check(Some(59), false, None, Grounds::Conventional);
        check(None, true, None, Grounds::Disability);
        check(Some(30), true, Some("2026-11-01"), Grounds::Disability);
        check(Some(30), false, Some("2026-11-01"), Grounds::BloodDonor);
        check(None, false, Some("2026-07-26"), Grounds::BloodDonor);
        check(None, false, Some("2026-07-25"), Grounds::Conventional);
        check(None, false, Some("2026-11-24"), Grounds::Conventional);
    }

    #[test]
    fn donors_come_after_the_other_groups_and_before_the_rest() {
        assert!(Class::EightyPlus < Class::Legal);
        assert!(Class::Legal < Class::Donor);
        assert!(Class::Donor < Class::Conventional);
        // In words, the groups of one class are not told apart.
        assert_eq!(Class::Legal.label(), "prioridade legal");
    }

    #[test]
    fn classes_are_stored_by_their_number() {
        for it in Class::ALL {
            assert_eq!(Class::from_number(it.number()), Some(it));
        }
    }
}
