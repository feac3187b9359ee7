//! What hands and terminals do to a program: keys before it is ready, accents
//! in two parts, pastes, windows that change size. No key is lost and none
//! lands in another place than the one it was meant for.

use super::{PASSWORD, Terminal, enters, run, unit};

const F2: &str = "\x1bOQ";
const F4: &str = "\x1bOS";
const F5: &str = "\x1b[15~";
const QUIT: &str = "\x11";

fn at_the_line(folder: &tempfile::TempDir) -> Terminal {
    let mut it = Terminal::open(&unit(folder.path()), &[]);
    enters(&mut it).sees("Buscar");
    it
}

fn leaves(mut it: Terminal) -> String {
    it.types(QUIT);
    let (code, raw) = it.ends();
    assert_eq!(code, 0);
    raw
}

/// The whole morning in one breath: who enters, who comes, in what order.
#[test]
fn a_burst_before_the_first_screen_is_used_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = Terminal::open(&unit(folder.path()), &[]);
    it.types(&format!("rosa\r{PASSWORD}\rjoa\u{303}o sou1\r"));
    it.types(&format!("ana luz{F4}\rbia{F4}\r"));
    it.sees("Senha CU3, linha 3: 2 pessoas antes.");
    it.sees("1 CU1     João de Souza")
        .sees("2 CU2     Ana Luz")
        .sees("3 CU3     Bia");
    leaves(it);
}

#[test]
fn a_burst_while_something_is_being_written_is_used_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = unit(folder.path());
    let mut it = Terminal::open(&file, &[]);
    it.sees("Senha");
    // The door takes its time on purpose; leaving waits for its turn as well.
    let people = ["joa\u{303}o sou1\r", "ana luz\x1bOS\r", "bia\x1bOS\r"].concat();
    it.types(&format!("rosa\r{PASSWORD}\r{people}{F5}Sala 3\r"));
    it.sees("Chamar CU1: João de Souza.").sees("Sala 3");
    it.types(&format!("caio{F4}\r{QUIT}"));
    assert_eq!(it.ends().0, 0);
    let line = run(&file, &["fila"]);
    assert!(line.contains("Caio"), "{line}");
}

#[test]
fn escape_and_the_key_after_it_are_two() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = at_the_line(&folder);
    it.types("zzz").sees("Ninguém com esse nome");
    it.types(&format!("\x1b{F5}")).sees("De onde você chama?");
    it.types("\x1b\x06").sees("Nova família");
    it.types("\x1bjoa").sees("Buscar: joa");
    it.types("\x1b\x1b[Ajoana").sees("Buscar: joana");
    it.types("\x1b");
    leaves(it);
}

#[test]
fn accents_in_two_parts_are_one_letter() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = at_the_line(&folder);
    it.types(&format!("Joa\u{303}o da Conceic\u{327}a\u{303}o{F4}\r"));
    it.sees("João da Conceição").sees("linha 1");
    // The accent a moment later, as a slow line sends it; half a letter.
    it.types("Aure").sees("Buscar: Aure");
    it.types("\u{301}lia").sees("Buscar: Aurélia");
    it.sends(b"\x1bAnt\xc3").sees("Buscar: Ant");
    it.sends(b"\xb4nia").sees("Buscar: Antônia");
    // A dead key and a letter that has no such accent come as two marks.
    it.types("\x1b\u{b4}t~x").sees("Buscar: \u{b4}t~x");
    // A terminal set to Latin-1.
    it.sends(b"\x1bConcei\xe7\xe3o").sees("Buscar: Conceição");
    leaves(it);
}

#[test]
fn a_paste_never_presses_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = at_the_line(&folder);
    let pasted = |text: &str| format!("\x1b[200~{text}\x1b[201~");
    it.types(&pasted("Ana\r\nLuz\x1b[31m\x07\x11\x1bOS\u{202e}"))
        .sees("Buscar: Ana Luz[31mOS");
    it.types(&format!("\x1b{}x", pasted(&"ma ria\r\n".repeat(12_500))))
        .sees("ma ria");
    it.types("\x1bsou").sees("Buscar: sou");
    it.types(&format!("\x1b{F2}")).sees("Nova família");
    let hostile = format!("Zélia\tda\rLuz\x1b]0;x\x07\x13{}", "!".repeat(100_000));
    it.types(&pasted(&hostile)).sees("!!!!!!!!!!!!");
    it.types("\x1b[H").sees("Zélia da Luz]0;x!!!");
    // Nothing was saved by it, and the form still listens.
    it.types("\x1b[F\x15Rita").sees(" Rita ");
    // A paste whose end was lost on the way holds the keyboard for a moment.
    it.types("\x15\x1b[200~Olga").sees(" Olga ");
    it.types("\x15Rosa").sees(" Rosa ");
    it.types("\x1b\x1b\x1b");
    let raw = leaves(it);
    assert!(!raw.contains("\x1b]"), "what was pasted is never obeyed");
}

#[test]
fn a_window_that_changes_size_loses_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = at_the_line(&folder);
    it.types("jo").resizes(15, 60).types("ão");
    it.sees("Buscar: joão").sees("João de Souza");
    it.resizes(1, 1).types(" so").resizes(2, 7).types("u");
    it.resizes(24, 80).sees("Buscar: joão sou").sees("F1 ajuda");
    it.types("1").sees("Chegada").resizes(15, 60).types("\r");
    it.sees("linha 1").resizes(24, 80).sees("F1 ajuda");
    leaves(it);
}
