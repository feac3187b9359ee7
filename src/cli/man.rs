//! The man page, from the same table as the help. One page for the whole
//! program, because its commands are few and are read together.

use clap::{Arg, Command, CommandFactory};

use super::args::Line;
use super::help::{described, examples, usage};

/// The page in roff, section 1.
pub fn page() -> String {
    let root = Line::command();
    let mut out = String::new();
    let version = root.get_version().unwrap_or_default();
    out.push_str(".\\\" acolhida manual > acolhida.1\n");
    out.push_str(&format!(
        ".TH ACOLHIDA 1 \"\" \"acolhida {}\" \"Manual da acolhida\"\n",
        quoted(version)
    ));
    section("NOME", &mut out);
    text(&format!("acolhida - {}", about(&root)), &mut out);
    section("SINOPSE", &mut out);
    bold(&usage(&root, "acolhida"), &mut out);
    section("DESCRIÇÃO", &mut out);
    if let Some(long) = root.get_long_about() {
        text(&long.to_string(), &mut out);
    }
    section("COMANDOS", &mut out);
    for cmd in root.get_subcommands() {
        command(cmd, "acolhida", &mut out);
    }
    section("OPÇÕES DE TODOS OS COMANDOS", &mut out);
    for arg in root.get_arguments() {
        option(arg, &mut out);
    }
    section("CÓDIGOS DE SAÍDA", &mut out);
    for (code, meaning) in [
        ("0", "Feito."),
        ("1", "Recusado; o motivo está na saída de erros."),
        ("2", "Comando escrito errado."),
    ] {
        tagged(code, meaning, &mut out);
    }
    section("AMBIENTE", &mut out);
    tagged(
        "ACOLHIDA_BANCO",
        "Arquivo da unidade, quando não se usa --banco.",
        &mut out,
    );
    tagged(
        "ACOLHIDA_AGORA",
        "Segura o relógio, como em 2026-11-23T08:00 (hora da unidade), para ensaio e demonstração.",
        &mut out,
    );
    section("EXEMPLOS", &mut out);
    code(&examples(&root), &mut out);
    out
}

fn command(cmd: &Command, above: &str, out: &mut String) {
    let path = format!("{above} {}", cmd.get_name());
    out.push_str(&format!(".SS \"{}\"\n", quoted(&usage(cmd, &path))));
    text(&format!("{}.", about(cmd)), out);
    if let Some(long) = cmd.get_long_about() {
        out.push_str(".PP\n");
        text(&long.to_string(), out);
    }
    for arg in cmd.get_arguments() {
        option(arg, out);
    }
    code(&examples(cmd), out);
    for below in cmd.get_subcommands() {
        command(below, &path, out);
    }
}

fn about(cmd: &Command) -> String {
    cmd.get_about().map(ToString::to_string).unwrap_or_default()
}

fn option(arg: &Arg, out: &mut String) {
    let (name, about) = described(arg);
    tagged(&name, &about, out);
}

fn tagged(name: &str, about: &str, out: &mut String) {
    out.push_str(".TP\n");
    bold(name, out);
    text(about, out);
}

fn section(title: &str, out: &mut String) {
    out.push_str(&format!(".SH \"{title}\"\n"));
}

fn bold(name: &str, out: &mut String) {
    out.push_str(&format!(".B \"{}\"\n", quoted(name)));
}

fn code(rows: &[String], out: &mut String) {
    if rows.is_empty() {
        return;
    }
    out.push_str(".PP\n.nf\n");
    for row in rows {
        text(row, out);
    }
    out.push_str(".fi\n");
}

/// A line of text: signs of roff at its beginning must not be obeyed.
fn text(line: &str, out: &mut String) {
    let safe = line.replace('\\', "\\e").replace('-', "\\-");
    if safe.starts_with(['.', '\'']) {
        out.push_str("\\&");
    }
    out.push_str(&safe);
    out.push('\n');
}

fn quoted(word: &str) -> String {
    word.replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('"', "\\(dq")
}
