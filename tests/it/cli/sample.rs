//! `demo` without a terminal, and `gerar`.

use std::fs;

use super::run::{PROGRAM, Place, finish};

#[test]
fn the_sample_day_is_a_living_text_that_leaves_nothing() {
    let place = Place::empty();
    let text = place.run(&["demo"]).done();
    assert!(text.contains("Ninguém daqui existe"), "{text}");
    assert!(text.contains("Próxima a chamar:"), "{text}");
    assert!(text.lines().all(|it| it.chars().count() <= 80), "{text}");
    assert_eq!(place.run(&["demo"]).done(), text, "the same day each time");
    let day = place.run(&["demo", "--formato", "json"]).json();
    let waiting = day["queue"]["waiting"].as_u64().unwrap();
    assert!(waiting > 3, "{day}");
    assert_eq!(day["next"]["place"], 1);
    assert!(day["queue"]["tickets"].as_array().unwrap().len() > 10);
    let csv = place.run(&["demo", "--formato", "csv"]).done();
    assert!(csv.starts_with("Dia,Linha,Senha"), "{csv}");
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 0);
}

#[test]
fn invented_data_never_lands_where_nobody_said() {
    let place = Place::with_unit();
    let mut command = place.command(PROGRAM);
    command
        .env_remove("ACOLHIDA_BANCO")
        .args(["gerar", "--familias", "5"]);
    let err = finish(command, "").wrong_usage();
    assert!(err.contains("--banco CAMINHO"), "{err}");
    // A unit that works asks who is there, and takes none over real people.
    place.run(&["gerar", "--familias", "5"]).wrong_usage();
    let made = place
        .rosa(&[
            "gerar",
            "--familias",
            "5",
            "--meses",
            "0",
            "--formato",
            "json",
        ])
        .json();
    assert_eq!(made["unit"]["families"], 5);
    let err = place.rosa(&["gerar", "--familias", "5"]).refused();
    assert!(err.contains("arquivo vazio"), "{err}");
    place.run(&["verificar"]).done();
}

#[test]
fn the_same_seed_gives_the_same_town() {
    let place = Place::empty();
    let write = |name: &str, seed: &str| {
        place
            .run(&[
                "gerar",
                "--familias",
                "20",
                "--semente",
                seed,
                "--cecad",
                name,
            ])
            .done();
        fs::read(place.folder.path().join(name)).unwrap()
    };
    let (one, two, other) = (
        write("a.csv", "7"),
        write("b.csv", "7"),
        write("c.csv", "8"),
    );
    assert!(one == two && one != other);
    let err = place
        .run(&["gerar", "--familias", "5", "--cecad", "a.csv"])
        .refused();
    assert!(err.contains("já existe"), "{err}");
    let made = place
        .run(&[
            "gerar",
            "--familias",
            "30",
            "--semente",
            "7",
            "--formato",
            "json",
        ])
        .json();
    assert_eq!(made["unit"]["families"], 30);
    let team = made["unit"]["team"].as_array().unwrap();
    assert_eq!(team[0]["login"], "rosa");
    assert!(
        team.iter()
            .all(|it| !it["password"].as_str().unwrap().is_empty())
    );
    place.run(&["verificar"]).done();
}
