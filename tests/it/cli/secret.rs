//! A password asked on a real terminal: never shown, and the terminal is given
//! back as it was.

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::run::{PROGRAM, Place};
use crate::desks::PASSWORD;

/// Types `answer` once `question` stands on the terminal; the exit code and
/// everything that was shown.
fn talk(place: &Place, args: &[&str], question: &str, answer: &str) -> (u32, String) {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(args);
    command.cwd(place.folder.path());
    command.env("ACOLHIDA_BANCO", place.file());
    command.env("ACOLHIDA_AGORA", place.now);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let mut shown = Vec::new();
    let mut room = [0; 1024];
    let mut answered = false;
    // The end of a terminal is an error on Linux.
    while let Ok(read @ 1..) = reader.read(&mut room) {
        shown.extend_from_slice(&room[..read]);
        if !answered && String::from_utf8_lossy(&shown).contains(question) {
            answered = true;
            writer.write_all(answer.as_bytes()).unwrap();
        }
    }
    let code = child.wait().unwrap().exit_code();
    (code, String::from_utf8_lossy(&shown).into_owned())
}

#[test]
fn a_password_typed_is_never_shown() {
    let place = Place::with_unit();
    let args = ["fila", "--usuario", "rosa"];
    // A slip, taken back with the same keys as everywhere.
    let typed = format!("xz\u{7f}\u{15}{PASSWORD}\r");
    let (code, shown) = talk(&place, &args, "Senha de rosa: ", &typed);
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("Fila de seg 23/11/2026"), "{shown}");
    assert!(
        !shown.contains("tapioca") && !shown.contains("xz"),
        "{shown}"
    );
    let (code, shown) = talk(&place, &args, "Senha de rosa: ", "caf\u{3}");
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("Cancelado"), "{shown}");
}

#[test]
fn the_set_up_asks_for_what_is_missing() {
    let place = Place::empty();
    let args = [
        "iniciar",
        "--unidade",
        "CRAS",
        "--municipio",
        "Aracaju",
        "--uf",
        "SE",
        "--coordenador",
        "rosa",
        "--senha-stdin",
    ];
    let answer = format!("Rosa Menezes\n{PASSWORD}\n");
    let (code, shown) = talk(&place, &args, "Nome da pessoa", &answer);
    assert_eq!(code, 0, "{shown}");
    assert!(place.file().exists());
}
