//! `exportar` and `importar` of the lists of the agenda.

use std::fs;

use super::run::Place;

#[test]
fn services_go_out_and_come_back() {
    let place = Place::with_unit();
    let file = place.folder.path().join("servicos.csv");
    let path = file.display().to_string();
    let told = place.rosa(&["exportar", "servicos", &path]).done();
    assert!(told.contains("6 linhas"), "{told}");
    let err = place.rosa(&["exportar", "servicos", &path]).refused();
    assert!(err.contains("já existe"), "{err}");
    let told = place.rosa(&["importar", "servicos", &path]).done();
    assert!(
        told.contains("Iguais: 6") && told.contains("Nada a mudar"),
        "{told}"
    );
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace(",40,", ",50,")).unwrap();
    let args = ["importar", "servicos", &path, "--simular"];
    let told = place.rosa(&args).done();
    assert!(told.contains("Ensaio: nada foi gravado"), "{told}");
    let args = ["importar", "servicos", &path, "--formato", "json"];
    let told = place.rosa(&args).json();
    assert_eq!(told["stored"], true);
    assert_eq!(told["changed"], 3, "{told}");
    let out = place.rosa(&["exportar", "servicos"]).done();
    assert!(
        out.contains(",50,") && out.starts_with("codigo,servico"),
        "{out}"
    );
    fs::write(&file, "codigo;servico\nX Y;\n").unwrap();
    let err = place.rosa(&["importar", "servicos", &path]).refused();
    assert!(err.contains("Linha 2"), "{err}");
}

#[test]
fn hours_are_the_coordinations_and_follow_the_file() {
    let place = Place::with_unit();
    let file = place.folder.path().join("horarios.csv");
    let path = file.display().to_string();
    let out = place.rosa(&["exportar", "horarios"]).done();
    assert_eq!(out.lines().count(), 1, "{out}");
    fs::write(&file, "quem;dia;inicio;fim\nrosa;seg a sex;8;12\n").unwrap();
    let told = place.rosa(&["importar", "horarios", &path]).done();
    assert!(told.contains("Novos: 5"), "{told}");
    let out = place.rosa(&["exportar", "horarios"]).done();
    assert!(out.contains("rosa") && out.contains("quinta"), "{out}");
    fs::write(&file, out).unwrap();
    let told = place.rosa(&["importar", "horarios", &path]).done();
    assert!(told.contains("Iguais: 5"), "{told}");
    place.run(&["verificar"]).done();
}
