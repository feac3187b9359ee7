//! `importar`: what the city sends, loaded beside and put in use at the end.

use std::fs;

use super::run::Place;

fn write(place: &Place, name: &str, seed: &str) -> String {
    let path = place.folder.path().join(name).display().to_string();
    let args = [
        "gerar",
        "--familias",
        "10",
        "--semente",
        seed,
        "--cecad",
        &path,
    ];
    place.run(&args).done();
    path
}

#[test]
fn a_delivery_is_rehearsed_loaded_found_and_taken_back() {
    let mut place = Place::with_unit();
    place.now = "2026-09-23T08:00";
    let old = write(&place, "velho.csv", "1");
    place.now = "2026-11-23T08:00";
    let new = write(&place, "novo.csv", "2");

    let tried = place
        .rosa(&["importar", "cecad", &new, "--simular", "--formato", "json"])
        .json();
    assert_eq!(tried["stored"], false);
    assert!(tried["families"].as_u64().unwrap() > 10, "{tried}");
    assert!(
        !place
            .file()
            .parent()
            .unwrap()
            .join("base")
            .join("x")
            .exists()
    );
    let answer = place.rosa(&["buscar", "maria", "--formato", "json"]).json();
    assert_eq!(answer["base_month"], serde_json::Value::Null);

    let text = place.rosa(&["importar", "cecad", &new]).done();
    assert!(
        text.contains("Base do CadÚnico de") && text.contains("Em uso"),
        "{text}"
    );
    let answer = place.rosa(&["buscar", "maria", "--formato", "json"]).json();
    assert_eq!(answer["rows"][0]["source"], "cadunico");
    assert_eq!(answer["rows"][0]["family_code"].as_str().unwrap().len(), 11);
    let month = answer["base_month"].clone();

    let err = place.rosa(&["importar", "cecad", &old]).refused();
    assert!(err.contains("mais antigo"), "{err}");
    place.rosa(&["importar", "cecad", &old, "--forcar"]).done();
    let now = place.rosa(&["buscar", "maria", "--formato", "json"]).json();
    assert_ne!(now["base_month"], month);
    place.rosa(&["importar", "voltar"]).done();
    let now = place.rosa(&["buscar", "maria", "--formato", "json"]).json();
    assert_eq!(now["base_month"], month);
}

#[test]
fn a_wrong_file_changes_nothing() {
    let place = Place::with_unit();
    let path = place.folder.path().join("carta.csv");
    fs::write(&path, "isto;nao;e\numa;base;\n").unwrap();
    let path = path.display().to_string();
    for args in [
        &["importar", "cecad", &path][..],
        &["importar", "folha", &path],
    ] {
        place.rosa(args).refused();
    }
    place.rosa(&["importar", "cecad", "nada.csv"]).refused();
    let err = place
        .run(&["importar", "folha", "a.csv", "b.csv"])
        .wrong_usage();
    assert!(err.contains("um arquivo só"), "{err}");
    place
        .run(&["importar", "cecad", "a", "b", "c"])
        .wrong_usage();
    place.run(&["verificar"]).done();
}
