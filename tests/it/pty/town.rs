//! A city's file and somebody of it, from the first command to the last, in a
//! real terminal.

use acolhida::domain::cecad::write::Variant;

use super::{PASSWORD, Terminal, enters, run, unit};
use crate::base_variants::variants;
use crate::town_shift::{delivery, row_of};

#[test]
fn from_the_citys_file_to_the_end_of_a_service() {
    let folder = tempfile::tempdir().unwrap();
    let file = unit(folder.path());
    let worst: Variant = variants().pop().unwrap();
    let tudo = delivery(folder.path(), &worst).display().to_string();

    let mut it = Terminal::with(
        &file,
        &["importar", "cecad", &tudo, "--usuario", "rosa"],
        &[],
    );
    it.sees("Senha de rosa").types(&format!("{PASSWORD}\r"));
    let (code, told) = it.ends();
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("Base do CadÚnico de 05/2026"), "{told}");
    assert!(!told.contains(PASSWORD), "a password is never shown");

    let mut it = Terminal::open(&file, &[]);
    enters(&mut it)
        .sees("Buscar")
        .types("mar sou")
        .sees("Maria D Souza");
    let row = row_of("Maria D Souza", &it.shown());
    it.types(&format!("{row}")).sees("Família do CadÚnico");
    it.types("\r").sees("Chegada").types("\r").sees("linha 1");
    it.types("\x1b[15~Sala 3\r")
        .sees("Chamar CU1: Maria D Souza.");
    it.types("\x1b[17~").sees("em atendimento");
    it.types("\x1b[18~").sees("CU1: concluída").types("\x11");
    assert_eq!(it.ends().0, 0);

    let line = run(&file, &["fila", "--formato", "json"]);
    for part in [
        r#""ticket": "CU1""#,
        r#""name": "Maria D Souza""#,
        r#""state": "done""#,
    ] {
        assert!(line.contains(part), "{line}");
    }
    let found = run(&file, &["buscar", "mar", "d", "sou", "--formato", "json"]);
    assert!(
        found.contains(r#""source": "desk""#),
        "she is ours now: {found}"
    );
    let verdict = run(&file, &["verificar"]);
    assert!(verdict.contains("certo   diário encadeado"), "{verdict}");
    assert!(!verdict.contains("ERRADO"), "{verdict}");
}
