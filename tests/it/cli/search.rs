//! `buscar`: what the box finds, as the role may see it.

use super::run::Place;
use crate::families::family_of;

fn town() -> Place {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    for names in [
        &["Maria de Souza Canário", "Beto de Souza Canário"][..],
        &["Lourdes =1+1"],
    ] {
        desk.open_family(family_of(names)).unwrap();
    }
    place
}

#[test]
fn fragments_find_people_in_every_format() {
    let place = town();
    let before = place.run(&["verificar", "--formato", "json"]).json();
    let text = place.rosa(&["buscar", "can", "mar"]).done();
    assert!(
        text.contains("Maria de Souza Canário") && !text.contains("Beto"),
        "{text}"
    );
    assert!(text.lines().all(|it| it.chars().count() <= 80), "{text}");
    let json = place.rosa(&["buscar", "souz", "--formato", "json"]).json();
    assert_eq!(json["rows"].as_array().unwrap().len(), 2);
    let first = &json["rows"][0];
    assert_eq!(first["source"], "desk");
    assert_eq!(first["similar"], false);
    assert_eq!(first["birth"], "1990-05-12");
    assert_eq!(first["district"], "Bairro Canário");
    let csv = place.rosa(&["buscar", "lurdes", "--formato", "csv"]).done();
    assert!(csv.contains("Lourdes"), "{csv}");
    assert!(
        place
            .rosa(&["buscar", "zzyx"])
            .done()
            .contains("Ninguém encontrado")
    );
    // Each run is an entrance and a list in the access log.
    let after = place.run(&["verificar", "--formato", "json"]).json();
    assert_eq!(
        after["looks"].as_i64().unwrap(),
        before["looks"].as_i64().unwrap() + 8
    );
}
