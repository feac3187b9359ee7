//! `cadernos`: without a unit, without a password, with the unit's own books.

use std::fs;

use super::run::Place;

#[test]
fn the_shelf_is_listed_in_every_format_without_a_unit() {
    let place = Place::empty();
    let text = place
        .run(&["cadernos", "--buscar", "trabalho infantil"])
        .done();
    assert!(text.contains("ajudar-ou-trabalhar"), "{text}");
    assert!(text.lines().all(|it| it.chars().count() <= 80), "{text}");
    let narrowed = place.run(&["cadernos", "--eixo", "participação", "--faixa", "60"]);
    let narrowed = narrowed.done();
    assert!(narrowed.contains("praca-que-a-gente-quer"), "{narrowed}");
    assert!(!narrowed.contains("objeto-que-fala"), "{narrowed}");
    let json = place.run(&["cadernos", "--formato", "json"]).json();
    assert!(json["activities"].as_array().unwrap().len() >= 44);
    assert_eq!(json["problems"].as_array().unwrap().len(), 0);
    let csv = place.run(&["cadernos", "--formato", "csv"]).done();
    assert!(csv.starts_with("Código,Atividade,Eixo"), "{csv}");
    let none = place.run(&["cadernos", "--buscar", "xilofone"]).done();
    assert!(none.contains("Nenhuma atividade assim"));
    assert!(!place.file().exists() && !place.file().parent().unwrap().exists());
}

#[test]
fn one_is_shown_whole() {
    let place = Place::empty();
    let text = place.run(&["cadernos", "ver", "saudade-tem-lugar"]).done();
    assert!(text.contains("COMO FAZER\n1.  Avise antes"), "{text}");
    let roll = place.run(&["cadernos", "ver", "saudade-tem-lugar", "--bobina"]);
    assert!(roll.done().lines().all(|it| it.chars().count() <= 48));
    let json = place.run(&["cadernos", "ver", "saudade-tem-lugar", "--formato", "json"]);
    assert_eq!(json.json()["parts"][3]["kind"], "care");
    let gone = place.run(&["cadernos", "ver", "nao-ha"]).refused();
    assert!(gone.contains("Veja os códigos"), "{gone}");
    for (args, says) in [
        (
            &["cadernos", "ver", "termometro-do-dia", "--formato", "csv"][..],
            "só da lista",
        ),
        (
            &["cadernos", "--buscar", "luto", "ver", "saudade-tem-lugar"],
            "não combina",
        ),
        (&["cadernos", "--eixo", "lazer"], "os eixos são convivencia"),
        (&["cadernos", "--faixa", "velhos"], "as faixas são 0-6"),
    ] {
        let err = place.run(args).wrong_usage();
        assert!(err.contains(says), "{err}");
    }
}

#[test]
fn a_bad_book_of_the_unit_is_told_of_beside_the_list() {
    let place = Place::with_unit();
    let folder = place.file().parent().unwrap().join("cadernos");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("nosso.md"),
        "# Nosso\n\n## Roda \u{1b}[31m\n\nsem nada\n",
    )
    .unwrap();
    let ran = place.run(&["cadernos", "--buscar", "saudade"]);
    assert!(
        ran.err.contains("nosso.md, linha 5: aqui vão os dados"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains('\u{1b}'));
    assert!(ran.done().contains("saudade-tem-lugar"));
    let json = place.run(&["cadernos", "--formato", "json"]).json();
    assert!(!json["problems"].as_array().unwrap().is_empty());
}
