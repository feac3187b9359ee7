//! Every variant of file met in the field gives the same base.

use acolhida::domain::cecad::dates::DateForm;
use acolhida::domain::cecad::encoding::Encoding;
use acolhida::domain::cecad::header::Kind;
use acolhida::domain::cecad::report::Report;
use acolhida::domain::cecad::values::Money;
use acolhida::domain::cecad::write::Variant;
use acolhida::domain::sample;
use acolhida::store::base::{self, Input};

use crate::base_town::{Town, bytes_of, dump, may};

/// Each form of each thing at least once, and the awkward ones together.
pub fn variants() -> Vec<Variant> {
    let plain = Variant::default();
    let mut all = vec![plain.clone()];
    for dates in [DateForm::YearFirst, DateForm::Iso, DateForm::Slashed] {
        all.push(Variant {
            dates,
            ..plain.clone()
        });
    }
    all.push(Variant {
        encoding: Encoding::Utf8Marked,
        crlf: true,
        ..plain.clone()
    });
    all.push(Variant {
        encoding: Encoding::Windows1252,
        money: Money::Point,
        ..plain.clone()
    });
    all.push(Variant {
        prefixes: false,
        quotes: true,
        junk_columns: 3,
        ..plain.clone()
    });
    all.push(Variant {
        lost_zeros: true,
        shuffle_seed: 9,
        loud_header: true,
        ..plain.clone()
    });
    all.push(Variant {
        wide_codes: true,
        separator: b',',
        money: Money::Point,
        ..plain.clone()
    });
    all.push(Variant {
        all_columns: true,
        separator: b'\t',
        ..plain.clone()
    });
    all.push(Variant {
        encoding: Encoding::Windows1252,
        dates: DateForm::Slashed,
        prefixes: false,
        shuffle_seed: 4,
        lost_zeros: true,
        quotes: true,
        crlf: true,
        all_columns: true,
        junk_columns: 7,
        ..plain
    });
    all
}

/// Loads it, holds it against the first one, and throws it away.
struct Same {
    town: Town,
    first: Option<String>,
}

impl Same {
    fn new() -> Self {
        Self {
            town: Town::new(),
            first: None,
        }
    }

    fn as_ever(&mut self, input: Input, told: &str) -> Report {
        let loaded = self.town.load(input).unwrap();
        assert_eq!(
            loaded.report.counts.bad_lines, 0,
            "{told}: {:?}",
            loaded.report.bad
        );
        assert_eq!(loaded.month, may());
        let dumped = dump(&self.town.desk(&loaded.file));
        let first = self.first.get_or_insert_with(|| dumped.clone());
        assert!(*first == dumped, "{told}");
        base::keep_only(&self.town.dir(), &[]).unwrap();
        loaded.report
    }

    fn tudo(&mut self, variant: &Variant, families: u64) -> Report {
        let path = self
            .town
            .put("tudo.csv", &bytes_of(Kind::Tudo, variant, families));
        self.as_ever(Input::Tudo(path), &format!("{variant:?}"))
    }

    fn pair(&mut self, variant: &Variant, families: u64) -> Report {
        let family = self
            .town
            .put("f.csv", &bytes_of(Kind::Familia, variant, families));
        let person = self
            .town
            .put("p.csv", &bytes_of(Kind::Pessoa, variant, families));
        self.as_ever(Input::Pair(person, family), "the pair, persons first")
    }
}

/// Everything that can meet: letters, dates, cents, zeros, prefixes, order.
fn mixed(nth: u64) -> Variant {
    let one = |every: u64| nth / every;
    Variant {
        encoding: [Encoding::Utf8, Encoding::Utf8Marked, Encoding::Windows1252][(nth % 3) as usize],
        dates: [
            DateForm::DayFirst,
            DateForm::YearFirst,
            DateForm::Iso,
            DateForm::Slashed,
        ][(one(3) % 4) as usize],
        money: if one(12) % 2 == 0 {
            Money::Comma
        } else {
            Money::Point
        },
        lost_zeros: one(24) % 2 == 0,
        prefixes: one(48) % 3 != 0,
        shuffle_seed: one(48) % 3 * nth,
        quotes: nth.is_multiple_of(5),
        crlf: nth.is_multiple_of(7),
        wide_codes: nth.is_multiple_of(11),
        ..Variant::default()
    }
}

/// Every single variant of 20,000 people is in `town_shift`; here are the two
/// files of the pair and, where there is time, what can meet in one file.
#[test]
fn twenty_thousand_people_are_the_same_base_however_delivered() {
    let mut same = Same::new();
    let families = 8100;
    let all = variants();
    let plain = same.tudo(&all[0], families);
    assert!(plain.counts.persons >= 20_000, "{:?}", plain.counts);
    let lost_zeros = Variant {
        lost_zeros: true,
        ..Variant::default()
    };
    assert_eq!(same.pair(&lost_zeros, families).counts, plain.counts);
    if std::env::var_os("ACOLHIDA_TEST_LONG").is_some() {
        let worst = all.last().unwrap();
        assert_eq!(same.pair(worst, families).counts, plain.counts);
        // Five has no part with the lengths of the wheels: each form of each
        // thing meets each form of the others.
        for nth in (0..144).step_by(5) {
            assert_eq!(same.tudo(&mixed(nth), families).counts, plain.counts);
        }
    }
}

#[test]
fn every_variant_is_the_same_base() {
    let mut same = Same::new();
    for variant in variants() {
        same.tudo(&variant, 60);
        same.pair(&variant, 60);
    }
    for nth in 0..144 {
        same.tudo(&mixed(nth), 60);
    }
}

/// What was written is what is read, field by field.
#[test]
fn a_family_comes_back_whole() {
    let mut town = Town::new();
    let path = town.put("tudo.csv", &bytes_of(Kind::Tudo, &Variant::default(), 300));
    let loaded = town.load(Input::Tudo(path)).unwrap();
    let con = town.desk(&loaded.file);
    for it in sample::families(2026, 300) {
        let card = base::card(&con, &it.family.code).unwrap().unwrap();
        assert_eq!(card.family, it.family);
        assert_eq!(
            base::family(&con, &it.family.code).unwrap().as_ref(),
            Some(&it.family)
        );
        assert_eq!(card.members.len(), it.members.len());
        assert_eq!(card.members[0].person, it.members[0]);
        for member in &it.members {
            assert!(card.members.iter().any(|have| have.person == *member));
        }
        let (code, member) = base::member(&con, card.members[0].row).unwrap().unwrap();
        assert_eq!(
            (code, member),
            (it.family.code.clone(), card.members[0].clone())
        );
    }
    assert_eq!(base::card(&con, "00000000001").unwrap(), None);
}
