//! The first day and the team, by commands alone.

use acolhida::domain::access::Role;

use super::run::{PROGRAM, Place, Ran, colleague, finish};
use crate::desks::PASSWORD;

fn start(place: &Place, password: &str) -> Ran {
    let mut command = place.command(PROGRAM);
    command.args([
        "iniciar",
        "--senha-stdin",
        "--unidade",
        "CRAS Jurubeba",
        "--municipio",
        "Aracaju",
        "--uf",
        "se",
        "--coordenador",
        "rosa",
        "--nome",
        "Rosa Menezes",
    ]);
    finish(command, &format!("{password}\n"))
}

#[test]
fn a_unit_starts_and_works_without_a_screen() {
    let place = Place::empty();
    assert!(
        start(&place, "12345678")
            .refused()
            .contains("Escolha outra")
    );
    assert!(start(&place, PASSWORD).done().contains("Pronto"));
    assert!(
        start(&place, PASSWORD)
            .refused()
            .contains("já está configurada")
    );

    let added = place
        .rosa(&[
            "usuarios",
            "criar",
            "joao",
            "--nome",
            "João Canário",
            "--perfil",
            "recepcao",
            "--formato",
            "json",
        ])
        .json();
    assert_eq!(added["login"], "joao");
    let first = added["password"].as_str().unwrap().to_string();

    // The drawn password opens only the change of password.
    let mut command = place.command(PROGRAM);
    command.args(["fila", "--usuario", "joao", "--senha-stdin"]);
    let err = finish(command, &format!("{first}\n")).refused();
    assert!(err.contains("provisória"), "{err}");
    let mut command = place.command(PROGRAM);
    command.args(["usuarios", "senha", "--usuario", "joao", "--senha-stdin"]);
    finish(command, &format!("{first}\ntapioca com café\n")).done();
    let mut command = place.command(PROGRAM);
    command.args([
        "fila",
        "--usuario",
        "joao",
        "--senha-stdin",
        "--formato",
        "json",
    ]);
    let line = finish(command, "tapioca com café\n").json();
    assert_eq!(line["day"], "2026-11-23");
    assert_eq!(line["tickets"].as_array().unwrap().len(), 0);
}

#[test]
fn the_team_changes_by_commands() {
    let place = Place::with_unit();
    place
        .rosas_desk()
        .add_staff(&colleague("joao", "João Canário", Role::Reception))
        .unwrap();
    let now = place
        .rosa(&["usuarios", "perfil", "joao", "tecnico", "--formato", "json"])
        .json();
    assert_eq!(now["role"], "tecnico");
    let now = place
        .rosa(&["usuarios", "desativar", "joao", "--formato", "json"])
        .json();
    assert_eq!(now["active"], false);
    let now = place
        .rosa(&["usuarios", "reativar", "joao", "--formato", "json"])
        .json();
    assert_eq!(now["active"], true);
    let err = place.rosa(&["usuarios", "desativar", "rosa"]).refused();
    assert!(err.contains("coordenação"), "{err}");
    let err = place.rosa(&["usuarios", "senha", "ninguem"]).refused();
    assert!(err.contains("Ninguém da equipe"), "{err}");
    let text = place.rosa(&["usuarios", "listar"]).done();
    assert!(
        text.contains("João Canário  Técnico(a) de referência"),
        "{text}"
    );
}

#[test]
fn a_role_that_may_not_is_told_so() {
    let place = Place::with_unit();
    let mut desk = place.rosas_desk();
    let first = desk
        .add_staff(&colleague("joao", "João", Role::Reception))
        .unwrap();
    desk.log_in("joao", &first).unwrap();
    desk.change_password(&first, "tapioca com café").unwrap();
    let mut command = place.command(PROGRAM);
    command.args(["backup", "--usuario", "joao", "--senha-stdin"]);
    let err = finish(command, "tapioca com café\n").refused();
    assert!(err.contains("Recepção") && err.contains("copiar"), "{err}");
}

#[test]
fn wrong_passwords_make_the_next_try_wait() {
    let mut place = Place::with_unit();
    let answers: Vec<String> = (0..5)
        .map(|_| place.with_password("errada demais", &["fila"]).refused())
        .collect();
    for plain in &answers[..4] {
        assert!(plain.contains("não conferem"), "{plain}");
    }
    assert!(answers[4].contains("Espere 16 segundos"), "{}", answers[4]);
    // Even the right one waits, and the clock opens the door again.
    assert!(place.rosa(&["fila"]).refused().contains("Espere"));
    place.now = "2026-11-23T08:01";
    place.rosa(&["fila"]).done();
}
