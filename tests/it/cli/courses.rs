//! The courses from the command line: names shortened, the list for whoever
//! gives the course in every form, the offer and results of files, numbers.

use std::fs;

use acolhida::app::Applying;
use acolhida::domain::access::Role;
use acolhida::domain::person::PersonField;
use acolhida::paper::wrap::columns;

use super::run::{Place, Ran};
use crate::courses::desks::{applying, course};
use crate::desks::add_staff;
use crate::groups::desks::person;

/// «Informática básica», where Jandira and Bento have the two seats and Caio
/// waits.
fn place_with_courses() -> Place {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    add_staff(&mut desk, Role::Management);
    let id = desk.new_id();
    desk.save_course(&course(id), 0).unwrap();
    for (name, cpf) in [
        ("Jandira Curió Sanhaço", "52998224725"),
        ("Bento Lima Melo", "01234567890"),
        ("Caio Espera Prado", "11144477735"),
    ] {
        let who = person(&mut desk, name, "01/02/1990");
        let edits = [(PersonField::Cpf, cpf.to_string())];
        desk.edit_person(who, &edits).unwrap();
        desk.apply(&Applying {
            ..applying(id, who)
        })
        .unwrap();
    }
    place
}

fn looks(place: &Place) -> u64 {
    let out = place.run(&["verificar", "--formato", "json"]).out;
    let read: serde_json::Value = serde_json::from_str(&out).unwrap();
    read["looks"].as_u64().unwrap_or_default()
}

fn read(ran: &Ran) -> serde_json::Value {
    assert_eq!(ran.code, Some(0), "{ran:?}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_classes_and_one_class_name_nobody_whole() {
    let place = place_with_courses();
    for format in ["texto", "csv", "json"] {
        let all = place.rosa(&["cursos", "--formato", format]);
        assert_eq!(all.code, Some(0), "{all:?}");
        assert!(all.out.contains("Informática básica"), "{}", all.out);
        let one = place.rosa(&["cursos", "ti-01", "--formato", format]);
        assert_eq!(one.code, Some(0), "{one:?}");
        assert!(one.out.contains("Jandira S."), "{}", one.out);
        for hidden in ["Sanhaço", "529", "Melo"] {
            assert!(!one.out.contains(hidden), "{hidden}: {}", one.out);
            assert!(!all.out.contains(hidden), "{hidden}: {}", all.out);
        }
    }
    let before = looks(&place);
    let narrow = place.rosa(&["cursos", "básica", "--largura", "40"]);
    assert!(
        narrow.out.lines().all(|it| columns(it) <= 40),
        "{}",
        narrow.out
    );
    assert!(narrow.out.contains("Lista de espera"), "{}", narrow.out);
    assert!(looks(&place) > before);
    let json = read(&place.rosa(&["cursos", "--formato", "json"]));
    assert_eq!(json["classes"][0]["own_left"], 0);
    assert_eq!(json["classes"][0]["waiting"], 1);
    let none = place.rosa(&["cursos", "xadrez"]);
    assert_eq!(none.code, Some(1));
    assert!(none.err.contains("Nenhuma turma"), "{}", none.err);
}

#[test]
fn the_list_goes_out_as_csv_as_a_workbook_and_as_a_page_and_is_logged() {
    let place = place_with_courses();
    let before = looks(&place);
    let csv = place.rosa(&["cursos", "lista", "TI-01", "--formato", "csv"]);
    assert!(
        csv.out.contains("Bento Lima Melo,,012.345.678-90"),
        "{}",
        csv.out
    );
    assert!(!csv.out.contains("Caio"), "{}", csv.out);
    let page = place.rosa(&["cursos", "lista", "TI-01"]);
    assert!(page.out.contains("CPF 529.982.247-25"), "{}", page.out);
    let json = read(&place.rosa(&["cursos", "lista", "TI-01", "--formato", "json"]));
    assert_eq!(json["rows"][1][1], "Bento Lima Melo");
    let book = [
        "cursos",
        "lista",
        "TI-01",
        "lista.xlsx",
        "--formato",
        "xlsx",
    ];
    assert_eq!(place.rosa(&book).code, Some(0));
    assert!(looks(&place) >= before + 4);
    let file = place.folder.path().join("lista.xlsx");
    assert!(fs::read(&file).unwrap().starts_with(b"PK\x03\x04"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Never over a file that is there.
    assert_eq!(place.rosa(&book).code, Some(1));
    let wrong = place.rosa(&["fila", "--formato", "xlsx"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("lista de uma turma"), "{}", wrong.err);
}

#[test]
fn the_offer_and_the_results_are_rehearsed_and_taken() {
    let place = place_with_courses();
    let file = |name: &str, text: &str| {
        fs::write(place.folder.path().join(name), text).unwrap();
    };
    file(
        "oferta.csv",
        "codigo;titulo;inicio;vagas;unidade\n\
         C1;Confeitaria;14/12/2026;5;CRAS Jardim das Mangueiras\n\
         C2;Porteiro;14/12/2026;5;CRAS Veneza\n",
    );
    let tried = place.rosa(&["cursos", "importar", "oferta.csv", "--simular"]);
    for part in ["Linha 2: nova, C1", "CRAS Veneza", "Ensaio"] {
        assert!(tried.out.contains(part), "{part}: {}", tried.out);
    }
    let json = ["cursos", "importar", "oferta.csv", "--formato", "json"];
    let taken = read(&place.rosa(&json));
    assert_eq!((&taken["added"], &taken["skipped"]), (&1.into(), &1.into()));
    assert_eq!(read(&place.rosa(&json))["kept"], 1);
    file(
        "ruim.csv",
        "codigo;titulo;inicio\nC1;Confeitaria;31/02/2027\n",
    );
    let bad = place.rosa(&["cursos", "importar", "ruim.csv"]);
    assert_eq!(bad.code, Some(1));
    assert!(bad.err.contains("Linha 2: inicio"), "{}", bad.err);
    // What goes out comes back.
    assert_eq!(
        place.rosa(&["cursos", "modelo", "modelo.csv"]).code,
        Some(0)
    );
    let back = place.rosa(&["cursos", "importar", "modelo.csv"]);
    assert!(back.out.contains("Iguais: 2."), "{}", back.out);
    file(
        "senac.csv",
        "cpf;situacao\n1234567890;Evadido\n390.533.447-05;Concluinte\n",
    );
    let done = place.rosa(&["cursos", "resultados", "ti-01", "senac.csv"]);
    for part in [
        "Bento M.",
        "de Inscrito a Evadido",
        "turma aqui: 3",
        "Gravado.",
    ] {
        assert!(done.out.contains(part), "{part}: {}", done.out);
    }
    assert!(!done.out.contains("Lima"), "{}", done.out);
}

#[test]
fn the_year_in_numbers_has_the_goals_beside_it() {
    let place = place_with_courses();
    let set = ["cursos", "metas", "2026", "--inscricoes", "6"];
    let goals = place.rosa(&set);
    assert!(goals.out.contains("Inscrições"), "{}", goals.out);
    assert!(goals.out.contains("50"), "{}", goals.out);
    for width in ["40", "80"] {
        let text = place.rosa(&["cursos", "numeros", "--largura", width]).out;
        let columns_max: usize = width.parse().unwrap();
        assert!(text.lines().all(|it| columns(it) <= columns_max), "{text}");
        for part in ["3 de 6", "#####", "Bairro"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    let csv = place.rosa(&["cursos", "numeros", "--formato", "csv"]).out;
    assert!(csv.starts_with("Unidade,Ano,Recorte,Grupo"), "{csv}");
    let json = read(&place.rosa(&["cursos", "numeros", "2026", "--formato", "json"]));
    assert_eq!(json["total"]["applied"], 3);
    assert_eq!(json["goals"][0]["percent"], 50);
    for hidden in ["Jandira", "Bento", "Caio"] {
        assert!(!csv.contains(hidden) && !json.to_string().contains(hidden));
    }
    let wrong = place.rosa(&["cursos", "numeros", "ontem"]);
    assert_eq!(wrong.code, Some(2));
}
