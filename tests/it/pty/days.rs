//! Days at the desk: the first one, one with a dropped line, ones on old
//! terminals.

use super::{PASSWORD, Terminal, enters, run, unit};

#[test]
fn a_first_day_from_set_up_to_the_end_of_a_service() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dados").join("unidade.db");
    let mut it = Terminal::open(&file, &[]);
    it.sees("Primeira vez aqui")
        .types("CRAS do Porto\rAracaju\rse\t\t\tRosa Menezes\rrosa\r");
    it.types(&format!("{PASSWORD}\r{PASSWORD}\x13"))
        .sees("Ninguém na lista hoje");
    // Everything at once, as a fast hand or a slow machine does.
    it.types("joana da silva\x16\r").sees("Senha CU1, linha 1");
    it.types("\x10Sala 1\r").sees("Chamar CU1: Joana da Silva");
    it.types("\x18").sees("em atendimento");
    it.types("\x04").sees("concluída");
    it.types("\x11");
    let (code, raw) = it.ends();
    assert_eq!(code, 0);
    assert!(raw.contains("\x1b[?1049l"), "the screen is given back");
    assert!(!raw.contains("\x1b]"), "no title is ever set");

    let line = run(&file, &["fila", "--formato", "json"]);
    assert!(
        line.contains(r#""ticket": "CU1""#) && line.contains(r#""state": "done""#),
        "{line}"
    );
    assert!(run(&file, &["verificar"]).contains("certo   diário encadeado"));
}

#[test]
fn a_dropped_line_keeps_what_was_typed_and_offers_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = unit(folder.path());
    let mut it = Terminal::open(&file, &[]);
    enters(&mut it)
        .sees("Buscar")
        .types("\x06")
        .sees("Nova família");
    it.types("Zenaide Canária").sees("Zenaide Canária");
    it.hangs_up();

    let mut it = Terminal::open(&file, &[]);
    enters(&mut it)
        .sees("ascunho")
        .types("\r")
        .sees("Zenaide Canária");
    it.hangs_up();
}

#[test]
fn old_terminals_and_no_colour() {
    let folder = tempfile::tempdir().unwrap();
    let file = unit(folder.path());
    let colours = |raw: &str| {
        let codes = raw
            .split("\x1b[")
            .skip(1)
            .filter_map(|it| it.split_once('m'));
        let of = |it: &str| {
            it.parse::<u8>()
                .is_ok_and(|it| (30..=49).contains(&it) || it >= 90)
        };
        codes.filter(|(it, _)| it.split(';').any(of)).count()
    };
    for (env, coloured) in [
        (&[("TERM", "linux")][..], true),
        (&[("TERM", "xterm"), ("NO_COLOR", "1")][..], false),
        (&[("TERM", "vt100")][..], false),
    ] {
        let mut it = Terminal::open(&file, env);
        enters(&mut it).sees("Buscar").types("\x07").sees("Ajuda");
        it.types("\x11");
        let (_, raw) = it.ends();
        assert_eq!(colours(&raw) > 0, coloured, "{env:?}");
        assert!(!raw.contains("38;5"), "256 colours were never asked for");
        let drawn = raw.contains('│') || raw.contains('┌');
        assert_eq!(drawn, !env.contains(&("TERM", "vt100")), "{env:?}");
    }
}
