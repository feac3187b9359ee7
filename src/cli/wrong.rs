//! A command line written wrong, answered in plain pt-BR with the nearest
//! right one. Also where help and version come out, which the parser gives as
//! errors. What was typed is shown only where it names an option or a command.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::end::{self, Done, End};
use super::help;

/// Prints help or version; anything else becomes a usage error.
pub fn answer(error: &Error, args: &[OsString]) -> Done {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.to_string();
            end::print(&format!("{}\n", text.trim_end()))
        }
        kind => {
            let path = path_of(args);
            let usage = usage_of(&path);
            let text = told(kind, error, &path);
            Err(End::Usage(format!(
                "{text}\nUso: {usage}\nMais: {path} --help"
            )))
        }
    }
}

fn told(kind: ErrorKind, error: &Error, path: &str) -> String {
    let arg = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let meant = |kind| match nearest(error, kind) {
        None => String::new(),
        Some(it) => format!(" Você quis dizer «{it}»?"),
    };
    match kind {
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            format!(
                "Não conheço a opção «{arg}».{}",
                meant(ContextKind::SuggestedArg)
            )
        }
        ErrorKind::UnknownArgument => "Sobrou uma palavra neste comando.".to_string(),
        ErrorKind::InvalidSubcommand => format!(
            "Não conheço o comando «{}».{}",
            text(error, ContextKind::InvalidSubcommand),
            meant(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("Falta o valor de «{arg}».{}", choices(error))
        }
        ErrorKind::InvalidValue => format!(
            "«{arg}» não aceita esse valor.{}{}",
            choices(error),
            meant(ContextKind::SuggestedValue)
        ),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string);
            format!(
                "«{arg}»: {}.",
                why.unwrap_or_else(|| "valor errado".to_string())
            )
        }
        ErrorKind::MissingRequiredArgument => format!("Falta dizer: {arg}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let names: Vec<String> = named(path)
                .get_subcommands()
                .map(|it| it.get_name().to_string())
                .collect();
            format!("Falta dizer o que fazer: {}.", names.join(", "))
        }
        ErrorKind::ArgumentConflict => match text(error, ContextKind::PriorArg) {
            other if other.is_empty() || other == arg => format!("«{arg}» foi dita duas vezes."),
            other => format!("«{arg}» não combina com «{other}»."),
        },
        ErrorKind::TooManyValues => format!("«{arg}» recebeu valores demais."),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("«{arg}» recebeu valores de menos, ou demais.")
        }
        ErrorKind::InvalidUtf8 => "O texto do comando não está em UTF-8.".to_string(),
        // The parser's list of kinds is open; ours need not tell them apart.
        _ => "Não entendi o comando.".to_string(),
    }
}

fn choices(error: &Error) -> String {
    match text(error, ContextKind::ValidValue) {
        it if it.is_empty() => String::new(),
        it => format!(" Os valores são: {it}."),
    }
}

/// The parser's word for it, without the angle brackets of its own language.
fn text(error: &Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::String(it)) => it.clone(),
        Some(ContextValue::Strings(it)) => it.join(", "),
        Some(_) | None => String::new(),
    };
    text.replace(['<', '>'], "")
}

/// The commands named in the line, for the usage that follows the answer.
fn path_of(args: &[OsString]) -> String {
    let mut at = help::table();
    let mut path = at.get_name().to_string();
    for word in args.iter().skip(1).filter_map(|it| it.to_str()) {
        if let Some(next) = at.find_subcommand(word).cloned() {
            path.push(' ');
            path.push_str(next.get_name());
            at = next;
        }
    }
    path
}

fn usage_of(path: &str) -> String {
    help::usage(&named(path), path)
}

fn named(path: &str) -> Command {
    let mut at = help::table();
    for word in path.split(' ').skip(1) {
        if let Some(next) = at.find_subcommand(word).cloned() {
            at = next;
        }
    }
    at
}

/// The likest of the known words; the parser lists it last.
fn nearest(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(it)) => Some(it.clone()),
        Some(ContextValue::Strings(it)) => it.last().cloned(),
        Some(_) | None => None,
    }
}
