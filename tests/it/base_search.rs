//! The box over the CadÚnico base, held against a naive look at every person.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use acolhida::domain::cecad::header::Kind;
use acolhida::domain::cecad::write::{Sheet, Variant};
use acolhida::domain::cecad::{BasePerson, Month};
use acolhida::domain::fault::Outcome;
use acolhida::domain::name::fold;
use acolhida::domain::sample::{self, SampleFamily};
use acolhida::store::base::{self, BaseHit, HITS_MAX, Input, Order};
use rusqlite::Connection;

pub fn by_name(con: &Connection, typed: &str, limit: usize) -> Outcome<Vec<BaseHit>> {
    base::read(con, &base::named(con, typed, limit)?)
}

fn by_sound(con: &Connection, typed: &str, known: &[i64], limit: usize) -> Outcome<Vec<BaseHit>> {
    base::read(con, &base::heard(con, typed, known, limit)?)
}

/// One town for all tests: loaded once, read by each through its own desk.
struct Town {
    home: tempfile::TempDir,
    file: String,
    families: Vec<SampleFamily>,
}

static TOWN: LazyLock<Town> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    let families: Vec<_> = sample::families(11, 1500).collect();
    let sheet = Sheet::new(
        Kind::Tudo,
        &Variant::default(),
        Month::new(2026, 5).unwrap(),
    );
    let mut bytes = Vec::new();
    sheet.header(&mut bytes);
    families
        .iter()
        .for_each(|it| sheet.family(&mut bytes, &it.family, &it.members));
    let path = home.path().join("tudo.csv");
    std::fs::write(&path, bytes).unwrap();
    let order = Order {
        input: Input::Tudo(path),
        now: "2026-07-01T11:00:00Z".parse().unwrap(),
        today: "2026-07-01".parse().unwrap(),
        id: uuid::Uuid::from_u128(1),
    };
    let dir = home.path().join("base");
    let loaded = base::load(&order, &dir, &mut |_| Ok(()), &mut |_| {
        ControlFlow::Continue(())
    });
    Town {
        file: loaded.unwrap().file,
        home,
        families,
    }
});

impl Town {
    fn desk(&self) -> Connection {
        let con = Connection::open_in_memory().unwrap();
        base::attach(&con, &self.home.path().join("base"), &self.file).unwrap();
        con
    }

    fn people(&self) -> impl Iterator<Item = (&SampleFamily, &BasePerson)> {
        self.families
            .iter()
            .flat_map(|it| it.members.iter().map(move |person| (it, person)))
    }
}

fn key(it: &BasePerson) -> String {
    fold(&format!(
        "{} {}",
        it.name,
        it.social.as_deref().unwrap_or_default()
    ))
}

#[test]
fn fragments_in_any_order_find_what_a_naive_look_finds() {
    let con = TOWN.desk();
    let mut typed: Vec<String> = [
        "m", "z w", "mar sou", "sou mar", "MARIA", "José", "xyzzy", "ana q", "maria s",
    ]
    .map(str::to_owned)
    .to_vec();
    for (at, (_, person)) in TOWN.people().enumerate().step_by(37) {
        let name = fold(&person.name);
        let mut words: Vec<&str> = name.split(' ').collect();
        words.retain(|it| it.len() > 3);
        if at % 2 == 0 {
            words.reverse();
        }
        let cut = words
            .iter()
            .take(1 + at % 3)
            .map(|it| &it[..it.len().min(2 + at % 5)]);
        typed.push(cut.collect::<Vec<_>>().join(" "));
    }
    for typed in typed.iter().filter(|it| !it.is_empty()) {
        let folded = fold(typed);
        let fragments: Vec<&str> = folded.split(' ').collect();
        // Fragments that could share a word are another test's business.
        if fragments.iter().enumerate().any(|(at, it)| {
            fragments
                .iter()
                .enumerate()
                .any(|(other, word)| at != other && word.starts_with(it))
        }) {
            continue;
        }
        let naive: Vec<String> = TOWN
            .people()
            .map(|(_, person)| key(person))
            .filter(|key| {
                fragments
                    .iter()
                    .all(|it| key.split(' ').any(|word| word.starts_with(it)))
            })
            .collect();
        let hits = by_name(&con, typed, HITS_MAX).unwrap();
        assert_eq!(hits.len(), naive.len().min(HITS_MAX), "{typed}");
        let rows: BTreeSet<i64> = hits.iter().map(|it| it.row).collect();
        assert_eq!(rows.len(), hits.len(), "nobody twice: {typed}");
        for hit in &hits {
            let name = fold(&format!(
                "{} {}",
                hit.name,
                hit.social.clone().unwrap_or_default()
            ));
            assert!(naive.contains(&name), "{typed} found {name}");
        }
        // Names that begin with all of it come first, alphabetically, then those
        // that begin with the first fragment.
        let in_order =
            |hits: &[base::BaseHit]| hits.is_sorted_by_key(|it| fold(&it.name).replace(' ', "\0"));
        let begun = hits
            .iter()
            .take_while(|it| fold(&it.name).starts_with(&folded))
            .count();
        let so_called = TOWN.people().filter(|(_, it)| key(it).starts_with(&folded));
        assert_eq!(begun, so_called.count().min(HITS_MAX), "{typed}");
        assert!(in_order(&hits[..begun]), "{typed}");
        let firsts = hits
            .iter()
            .take_while(|it| fold(&it.name).starts_with(fragments[0]))
            .count();
        let all = naive
            .iter()
            .filter(|it| it.starts_with(fragments[0]))
            .count();
        assert_eq!(firsts, all.min(HITS_MAX), "{typed}");
        let rest = &hits[begun.min(firsts)..firsts];
        if fragments.len() == 1 {
            assert!(in_order(rest), "{typed}");
        } else {
            // What was typed is most of a short name.
            let letters = |it: &base::BaseHit| {
                let social = it.social.clone().unwrap_or_default();
                fold(format!("{} {social}", it.name).trim()).len()
            };
            assert!(rest.is_sorted_by_key(letters), "{typed}");
        }
    }
}

#[test]
fn two_equal_fragments_ask_for_two_words() {
    let con = TOWN.desk();
    for hit in by_name(&con, "mar mar", HITS_MAX).unwrap() {
        let name = fold(&format!("{} {}", hit.name, hit.social.unwrap_or_default()));
        assert!(
            name.split(' ').filter(|it| it.starts_with("mar")).count() >= 2,
            "{name}"
        );
    }
}

#[test]
fn numbers_go_straight_to_their_people() {
    let con = TOWN.desk();
    for (family, person) in TOWN.people().step_by(23) {
        let found = |hits: Vec<base::BaseHit>| {
            hits.iter()
                .any(|it| it.name == person.name && it.code == family.family.code)
        };
        if let Some(cpf) = &person.cpf {
            assert!(found(base::by_cpf(&con, cpf).unwrap()));
        }
        if let Some(nis) = &person.nis {
            assert!(found(base::by_nis(&con, nis).unwrap()));
        }
        assert!(found(base::by_family(&con, &family.family.code).unwrap()));
        let birth = person.birth.unwrap();
        let born = base::by_birth(&con, birth).unwrap();
        assert!(born.iter().all(|it| it.birth == Some(birth)) && found(born));
        let whole = acolhida::store::base::by_name_and_birth(
            &con,
            &person.name,
            person.social.as_deref(),
            birth,
        );
        assert!(found(whole.unwrap()));
        if let Some(phone) = &family.family.phone1 {
            assert!(found(base::by_phone_end(&con, phone).unwrap()));
            let ends = base::by_phone_end(&con, &phone[phone.len() - 5..]).unwrap();
            assert!(ends.iter().any(|it| it.code == family.family.code));
        }
    }
    assert!(base::by_cpf(&con, "00000000000").unwrap().is_empty());
    assert!(base::by_phone_end(&con, "12").unwrap().is_empty());
    assert!(base::by_phone_end(&con, "12ab").unwrap().is_empty());
}

#[test]
fn twins_of_spelling_are_a_second_question() {
    let con = TOWN.desk();
    let typed = "thiago";
    let letters = by_name(&con, typed, HITS_MAX).unwrap();
    let known: Vec<i64> = letters.iter().map(|it| it.row).collect();
    let similar = by_sound(&con, typed, &known, HITS_MAX).unwrap();
    assert!(similar.iter().all(|it| !known.contains(&it.row)));
    let named = |twin: &str| {
        TOWN.people()
            .filter(|(_, it)| key(it).split(' ').any(|word| word == twin))
            .count()
    };
    assert!(
        named("thiago") > 0 && named("tiago") > 0,
        "the town has twins"
    );
    assert_eq!(known.len(), named("thiago").min(HITS_MAX));
    let found = similar
        .iter()
        .filter(|it| fold(&it.name).contains("tiago"))
        .count();
    assert_eq!(found, named("tiago").min(HITS_MAX));
    assert!(by_sound(&con, "x", &[], HITS_MAX).unwrap().is_empty());
}

#[test]
fn nothing_typed_breaks_the_search() {
    let con = TOWN.desk();
    for typed in [
        "",
        " ",
        "\"",
        "'",
        "a\"b*",
        "-",
        "AND OR NOT",
        "name_key:ana",
        "(",
        "ж",
        "á é",
        "d'avila",
        "^a",
        "a*",
        "+a",
        "{a b}",
        "NEAR(a)",
        "\0",
        "ana\u{301}",
        &"z".repeat(500),
        &"a ".repeat(90),
    ] {
        by_name(&con, typed, HITS_MAX).unwrap();
        by_sound(&con, typed, &[], HITS_MAX).unwrap();
        base::by_cpf(&con, typed).unwrap();
        base::by_phone_end(&con, typed).unwrap();
        base::card(&con, typed).unwrap();
    }
}
