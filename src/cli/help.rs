//! Help in pt-BR. The parser's own pages carry English words that no setting
//! removes, so the pages are written here from the parser's own table and
//! handed back to it: one table, no word typed twice. 80 columns, no colour.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Line;
use crate::paper::wrap::{columns, left, words};

const WIDTH: usize = 80;
/// Columns of the left side of a list, at most.
const LEFT_MAX: usize = 26;

/// The parser alone. Pages are written only for whoever asks for one: they
/// were two thirds of what the program did before its first frame.
pub fn table() -> Command {
    without_own_words(Line::command())
}

/// The parser, with every page of help in place.
pub fn command() -> Command {
    let root = Line::command();
    let globals: Vec<Arg> = root
        .get_arguments()
        .filter(|it| it.is_global_set())
        .cloned()
        .collect();
    with_pages(without_own_words(root), "", &globals)
}

/// Help and version are options of ours.
fn without_own_words(cmd: Command) -> Command {
    cmd.disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_subcommands(without_own_words)
}

fn with_pages(cmd: Command, above: &str, globals: &[Arg]) -> Command {
    let path = path_of(&cmd, above);
    let page = page(&cmd, &path, globals);
    let below = path.clone();
    cmd.override_help(page)
        .mut_subcommands(|it| with_pages(it, &below, globals))
}

fn path_of(cmd: &Command, above: &str) -> String {
    if above.is_empty() {
        cmd.get_name().to_string()
    } else {
        format!("{above} {}", cmd.get_name())
    }
}

/// One command's page.
pub fn page(cmd: &Command, path: &str, globals: &[Arg]) -> String {
    let mut out = String::new();
    let about = cmd.get_about().map(ToString::to_string).unwrap_or_default();
    paragraph(&format!("{path}: {}.", lower_first(&about)), &mut out);
    if let Some(long) = cmd.get_long_about() {
        out.push('\n');
        paragraph(&long.to_string(), &mut out);
    }
    out.push('\n');
    paragraph(&format!("Uso: {}", usage(cmd, path)), &mut out);
    let commands: Vec<(String, String)> = cmd
        .get_subcommands()
        .map(|it| {
            let about = it.get_about().map(ToString::to_string).unwrap_or_default();
            (it.get_name().to_string(), about)
        })
        .collect();
    list("Comandos:", &commands, &mut out);
    let given: Vec<(String, String)> = cmd.get_positionals().map(described).collect();
    list("Argumentos:", &given, &mut out);
    let own: Vec<(String, String)> = cmd
        .get_arguments()
        .filter(|it| !it.is_positional() && !it.is_global_set())
        .map(described)
        .collect();
    list("Opções:", &own, &mut out);
    let shared: Vec<(String, String)> = globals.iter().map(described).collect();
    list("Opções de todos os comandos:", &shared, &mut out);
    let examples = examples(cmd);
    if !examples.is_empty() {
        out.push_str("\nExemplos:\n");
        for example in examples {
            for (at, row) in words(&example, WIDTH - 8).into_iter().enumerate() {
                out.push_str(if at == 0 { "  " } else { "      " });
                out.push_str(&row);
                out.push('\n');
            }
        }
    }
    out
}

/// The examples of a command, one a line as typed.
pub fn examples(cmd: &Command) -> Vec<String> {
    cmd.get_after_help()
        .map(|it| it.to_string().lines().map(str::to_string).collect())
        .unwrap_or_default()
}

/// "acolhida fila [OPÇÕES]".
pub fn usage(cmd: &Command, path: &str) -> String {
    let mut out = format!("{path} [OPÇÕES]");
    if cmd.has_subcommands() {
        out.push_str(if cmd.is_subcommand_required_set() {
            " COMANDO"
        } else {
            " [COMANDO]"
        });
    }
    for arg in cmd.get_positionals() {
        let name = value_of(arg);
        let many = if is_many(arg) { "…" } else { "" };
        if arg.is_required_set() {
            out.push_str(&format!(" {name}{many}"));
        } else {
            out.push_str(&format!(" [{name}]{many}"));
        }
    }
    for arg in cmd.get_arguments() {
        if !arg.is_positional() && arg.is_required_set() {
            out.push_str(&format!(" {}", signature(arg)));
        }
    }
    out
}

/// What is typed, and what it is for.
pub fn described(arg: &Arg) -> (String, String) {
    let mut about = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if arg.get_action().takes_values() {
        let values: Vec<String> = arg
            .get_possible_values()
            .iter()
            .map(|it| it.get_name().to_string())
            .collect();
        if !values.is_empty() {
            about.push_str(&format!(": {}", values.join(", ")));
        }
        let defaults: Vec<_> = arg
            .get_default_values()
            .iter()
            .map(|it| it.to_string_lossy())
            .collect();
        if !defaults.is_empty() && !arg.is_hide_default_value_set() {
            about.push_str(&format!(" (sem ela: {})", defaults.join(", ")));
        }
    }
    let left = if arg.is_positional() {
        value_of(arg)
    } else {
        signature(arg)
    };
    (left, about)
}

fn signature(arg: &Arg) -> String {
    let mut out = String::new();
    if let Some(short) = arg.get_short() {
        out.push_str(&format!("-{short}, "));
    }
    if let Some(long) = arg.get_long() {
        out.push_str(&format!("--{long}"));
    }
    for alias in arg.get_visible_aliases().unwrap_or_default() {
        out.push_str(&format!(", --{alias}"));
    }
    if arg.get_action().takes_values() {
        out.push(' ');
        out.push_str(&value_of(arg));
    }
    out
}

fn value_of(arg: &Arg) -> String {
    arg.get_value_names()
        .and_then(<[_]>::first)
        .map_or_else(|| arg.get_id().to_string(), ToString::to_string)
}

fn is_many(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn paragraph(text: &str, out: &mut String) {
    for row in words(text, WIDTH) {
        out.push_str(&row);
        out.push('\n');
    }
}

fn list(title: &str, rows: &[(String, String)], out: &mut String) {
    if rows.is_empty() {
        return;
    }
    out.push('\n');
    out.push_str(title);
    out.push('\n');
    let wide = rows
        .iter()
        .map(|(it, _)| columns(it))
        .max()
        .unwrap_or(0)
        .min(LEFT_MAX);
    for (name, about) in rows {
        let indent = wide + 4;
        let mut texts = words(about, WIDTH - indent).into_iter();
        if columns(name) > wide {
            out.push_str(&format!("  {name}\n"));
        } else {
            let first = texts.next().unwrap_or_default();
            out.push_str(&format!("  {}  {first}\n", left(name, wide)));
        }
        for text in texts {
            out.push_str(&format!("{}{text}\n", " ".repeat(indent)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(cmd: &Command, path: &str, see: &mut dyn FnMut(&Command, &str)) {
        see(cmd, path);
        for it in cmd.get_subcommands() {
            each(it, &path_of(it, path), see);
        }
    }

    #[test]
    fn every_page_fits_and_every_command_has_an_example() {
        each(&Line::command(), "acolhida", &mut |cmd, path| {
            let text = page(cmd, path, &[]);
            assert!(text.lines().all(|it| columns(it) <= WIDTH), "{text}");
            assert!(!examples(cmd).is_empty(), "{path}");
            assert!(
                examples(cmd).iter().all(|it| it.starts_with("acolhida")),
                "{path}"
            );
            for arg in cmd.get_arguments() {
                assert!(arg.get_help().is_some(), "{path} {}", arg.get_id());
            }
        });
    }

    #[test]
    fn the_table_holds_together() {
        command().debug_assert();
    }
}
