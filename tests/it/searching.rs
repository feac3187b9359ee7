//! The box over the desk's own registry.

use acolhida::app::{Desk, Source};
use acolhida::domain::codes::Kinship;
use acolhida::domain::date::Birth;
use acolhida::domain::family::NewFamily;
use acolhida::domain::name::{fold, matches, required};
use acolhida::domain::person::PersonFacts;
use proptest::prelude::*;

use crate::desks::desk;
use crate::families::{family_of, member, person};

fn names(desk: &Desk, typed: &str) -> Vec<String> {
    let rows = desk.search_desk(typed).unwrap().rows;
    rows.into_iter().map(|it| it.name).collect()
}

#[test]
fn fragments_in_any_order_blind_to_accents_best_first() {
    let mut desk = desk();
    for name in [
        "João Marcos da Silva",
        "Mariana Silveira",
        "Maria da Silva",
        "Marta Sila Maria",
    ] {
        desk.open_family(family_of(&[name])).unwrap();
    }
    assert_eq!(names(&desk, "maria silva"), ["Maria da Silva"]);
    assert_eq!(
        names(&desk, "sil mar").len(),
        4,
        "the order typed is no matter"
    );
    assert_eq!(names(&desk, "silva da mar")[0], "Maria da Silva");
    assert_eq!(names(&desk, "joao"), ["João Marcos da Silva"]);
    // Two fragments are two words.
    assert_eq!(names(&desk, "mar mar"), ["Marta Sila Maria"]);
    assert!(names(&desk, "zz").is_empty());
    assert!(names(&desk, "\" OR * NEAR(").is_empty());
}

#[test]
fn spelling_twins_come_second_and_say_so() {
    let mut desk = desk();
    for name in ["Lurdes Sousa", "Thiago Luiz", "Lourdes Souza"] {
        desk.open_family(family_of(&[name])).unwrap();
    }
    let answer = desk.search_desk("lourdes souza").unwrap();
    let found: Vec<&str> = answer.rows.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(found, ["Lourdes Souza", "Lurdes Sousa"]);
    assert_eq!(answer.similar_from, Some(1));
    let answer = desk.search_desk("tiago luis").unwrap();
    assert_eq!(
        (answer.rows[0].name.as_str(), answer.similar_from),
        ("Thiago Luiz", Some(0))
    );
}

#[test]
fn eleven_digits_are_a_cpf_a_nis_and_a_family_code_at_once() {
    const DIGITS: &str = "12345678909";
    let mut desk = desk();
    let mut new = family_of(&["Família Código", "Filho Código"]);
    new.facts.cod_familiar = DIGITS.into();
    desk.open_family(new).unwrap();
    let with = |desk: &mut Desk, facts: PersonFacts| {
        let new = NewFamily {
            members: vec![member(facts, Kinship::Reference)],
            ..NewFamily::default()
        };
        desk.open_family(new).unwrap();
    };
    with(
        &mut desk,
        PersonFacts {
            cpf: DIGITS.into(),
            ..person("Dona Cpf", "1980-01-01")
        },
    );
    with(
        &mut desk,
        PersonFacts {
            nis: DIGITS.into(),
            ..person("Seu Nis", "1980-01-02")
        },
    );
    for typed in [DIGITS, "123.456.789-09", "123.45678.90-9"] {
        let mut found = names(&desk, typed);
        found.sort();
        assert_eq!(
            found,
            ["Dona Cpf", "Família Código", "Filho Código", "Seu Nis"],
            "{typed}"
        );
    }
}

#[test]
fn births_phones_and_numbers_of_prontuario() {
    let mut desk = desk();
    desk.open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    assert_eq!(names(&desk, "12/05/1990").len(), 2);
    assert_eq!(
        names(&desk, "7734"),
        ["Ana Melo"],
        "the family's phone is its reference's"
    );
    assert_eq!(names(&desk, "998127734"), ["Ana Melo"]);
    assert_eq!(names(&desk, "1"), ["Ana Melo", "Beto Melo"]);
    assert!(names(&desk, "8834").is_empty());
    let hit = desk.search_desk("beto").unwrap().rows.remove(0);
    assert!(matches!(
        hit.source,
        Source::Desk {
            family: Some(_),
            ..
        }
    ));
    assert_eq!(
        (hit.reference.as_str(), hit.age.as_str()),
        ("Ana Melo", "36a")
    );
}

#[test]
fn suspects_are_offered_while_the_name_is_typed() {
    let mut desk = desk();
    desk.open_family(family_of(&["Maria de Lourdes Souza"]))
        .unwrap();
    let check = |name: &str, birth: Birth, cpf: &str, expected: usize| {
        let found = desk.suspects(name, birth, cpf, "").unwrap();
        assert_eq!(found.len(), expected, "{name} {birth:?} {cpf}");
    };
    let day = |text: &str| Birth::Known(crate::families::day(text));
    check("Maria Lurdes Sousa", Birth::Unknown, "", 1);
    check("Maria Lurdes Sousa", day("1990-05-12"), "", 1);
    check("Maria Lurdes Sousa", day("1990-12-05"), "", 1);
    check("Maria Lurdes Sousa", day("1975-03-01"), "", 0);
    check("Maria", Birth::Unknown, "", 0);
    check("Josefa Reis", Birth::Unknown, "", 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_index_and_a_walk_over_everybody_agree(
        people in prop::collection::vec("(Ana|José|Luã|D'Ávila|Sá)( (de|e))?( (Silva|Sousa|Reis|Sá|Ávila)){1,2}", 1..30),
        typed in prop::collection::vec("[a-zãáé]{1,4}", 1..4),
    ) {
        let mut desk = desk();
        for name in &people {
            let new = NewFamily {
                members: vec![member(PersonFacts::named(name), Kinship::Reference)],
                ..NewFamily::default()
            };
            desk.open_family(new).unwrap();
        }
        let typed = typed.join(" ");
        let folded = fold(&typed);
        let fragments: Vec<&str> = folded.split_whitespace().collect();
        let wanted = required(&fragments);
        let mut expected: Vec<String> = people
            .iter()
            .filter(|it| matches(&acolhida::domain::name::name_key(&[it]), &wanted))
            .cloned()
            .collect();
        let answer = desk.search_desk(&typed).unwrap();
        let sure = answer.similar_from.unwrap_or(answer.rows.len());
        let mut found: Vec<String> = answer.rows[..sure].iter().map(|it| it.name.clone()).collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}
