//! What the program says: everything in pt-BR, wrong usage with the right one
//! beside it, papers for other programs.

use std::process::Stdio;

use super::run::{PROGRAM, Place, finish};

/// Words of the parser's own pages that must not come through.
const ENGLISH: &[&str] = &[
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "error:",
    "tip:",
    "Print help",
    "possible values",
    "default",
    "required",
    "unexpected",
    "unrecognized",
    "subcommand",
    "For more information",
    "help",
];

#[track_caller]
fn check_words(text: &str) {
    let text = text.replace("--help", "");
    for word in ENGLISH {
        assert!(!text.contains(word), "{word}:\n{text}");
    }
}

/// Every command with its parts, as the help itself lists them.
fn commands(place: &Place, path: &[String], out: &mut Vec<Vec<String>>) {
    let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
    args.push("--help");
    let help = place.run(&args).done();
    check_words(&help);
    assert!(help.contains("\nExemplos:\n"), "{help}");
    assert!(help.lines().all(|it| it.chars().count() <= 80), "{help}");
    out.push(path.to_vec());
    let Some((_, list)) = help.split_once("\nComandos:\n") else {
        return;
    };
    for line in list.lines().take_while(|it| !it.is_empty()) {
        // Texts that go on in a next row stand further right.
        let Some(name) = line.strip_prefix("  ").filter(|it| !it.starts_with(' ')) else {
            continue;
        };
        let mut path = path.to_vec();
        path.push(name.split(' ').next().unwrap().to_string());
        commands(place, &path, out);
    }
}

#[test]
fn every_page_of_help_is_in_portuguese_with_examples() {
    let place = Place::empty();
    let mut all = Vec::new();
    commands(&place, &[], &mut all);
    let names: Vec<String> = all.iter().map(|it| it.join(" ")).collect();
    for name in [
        "iniciar",
        "buscar",
        "importar cecad",
        "gerar",
        "demo",
        "fila",
        "agenda",
        "faltas",
        "vagas",
        "sisc",
        "frequencia",
        "cadernos",
        "cadernos ver",
        "leitura",
        "backup",
        "restaurar",
        "verificar",
        "usuarios",
        "usuarios senha",
        "painel",
        "completar",
        "manual",
    ] {
        assert!(names.iter().any(|it| it == name), "{name}: {names:?}");
    }
    assert!(!place.file().exists(), "asking for help makes no file");
}

#[test]
fn wrong_usage_says_the_right_one() {
    let place = Place::empty();
    for (args, says) in [
        (&["filas"][..], "Você quis dizer «fila»?"),
        (
            &["fila", "--formto", "json"],
            "Você quis dizer «--formato»?",
        ),
        (&["fila", "--formato", "xml"], "texto, csv, json"),
        (&["fila", "--formato"], "Falta o valor"),
        (&["fila", "--dia", "trinta"], "diga hoje, ontem ou uma data"),
        (&["fila", "hoje"], "Sobrou uma palavra"),
        (&["fila", "--dia", "hoje", "--dia", "ontem"], "duas vezes"),
        (&["usuarios"], "listar, criar"),
        (&["usuarios", "criar"], "--nome NOME"),
        (
            &["usuarios", "perfil", "joao", "chefe"],
            "os perfis são recepcao",
        ),
        (&["restaurar"], "Falta dizer: ARQUIVO"),
        (&["completar", "powershell"], "bash, zsh, fish"),
        (&["--senha-stdin=x", "fila"], "valores demais"),
    ] {
        let err = place.run(args).wrong_usage();
        assert!(err.contains(says), "{args:?}: {err}");
        assert!(err.contains("Uso: acolhida"), "{args:?}: {err}");
        check_words(&err);
    }
}

#[test]
fn what_is_missing_without_a_terminal_is_asked_for_by_name() {
    let place = Place::with_unit();
    assert!(
        place
            .run(&["fila"])
            .wrong_usage()
            .contains("--usuario LOGIN")
    );
    let err = place.run(&["fila", "--usuario", "rosa"]).wrong_usage();
    assert!(err.contains("--senha-stdin"), "{err}");
    let err = place
        .run(&["fila", "--usuario", "rosa", "--senha-stdin"])
        .wrong_usage();
    assert!(err.contains("acabou sem a senha"), "{err}");
    let mut empty = Place::empty();
    let err = empty.run(&["iniciar", "--unidade", "CRAS"]).wrong_usage();
    assert!(err.contains("--municipio"), "{err}");
    assert!(empty.run(&[]).refused().contains("precisa de um terminal"));
    assert!(empty.run(&["fila"]).refused().contains("acolhida iniciar"));
    assert!(!empty.file().exists());
    empty.now = "ontem";
    let err = Place {
        folder: place.folder,
        now: "ontem",
    }
    .run(&["verificar"])
    .wrong_usage();
    assert!(err.contains("2026-11-23T08:00"), "{err}");
}

#[test]
fn a_password_is_never_an_argument() {
    let place = Place::empty();
    for word in ["--senha", "--password", "--senha=abc"] {
        place.run(&["fila", word]).wrong_usage();
    }
}

#[test]
fn the_version_is_one_line() {
    let place = Place::empty();
    let expected = format!("acolhida {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(place.run(&["--version"]).done(), expected);
    assert_eq!(place.run(&["-V"]).done(), expected);
}

#[test]
fn completions_load_and_the_manual_renders() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish"] {
        let script = place.run(&["completar", shell]).done();
        for command in ["usuarios", "restaurar", "painel"] {
            assert!(script.contains(command), "{shell} {command}");
        }
        if shell == "bash" {
            let mut bash = place.command("bash");
            bash.arg("-n");
            assert_eq!(finish(bash, &script).err, "");
        }
    }
    let page = place.run(&["manual"]).done();
    assert!(page.contains(".TH ACOLHIDA 1"));
    for section in ["NOME", "SINOPSE", "COMANDOS", "EXEMPLOS", "AMBIENTE"] {
        assert!(page.contains(&format!(".SH \"{section}\"")), "{section}");
    }
    check_words(&page.replace("\\-\\-help", ""));
    let mut man = place.command("man");
    man.args(["--warnings", "-l", "-"])
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "80");
    let there = man
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if there.is_ok() {
        let mut man = place.command("man");
        man.args(["--warnings", "-l", "-"])
            .env("LC_ALL", "C.UTF-8")
            .env("MANWIDTH", "80");
        let rendered = finish(man, &page);
        assert_eq!(rendered.err, "");
        assert!(
            rendered.out.contains("CÓDIGOS DE SAÍDA"),
            "{}",
            rendered.out
        );
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let place = Place::empty();
    let mut command = place.command(PROGRAM);
    let mut child = command
        .arg("manual")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
