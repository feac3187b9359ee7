//! `leitura LOGIN`: what a key of SSH may ask. The line that the person wrote
//! after the address comes in `SSH_ORIGINAL_COMMAND`; it is matched against a
//! closed list here and never reaches a shell. No password is asked: the key
//! is the person's, and the coordination marked whose keys may read.

use super::args::{Agenda, NearDay, NoShows, Reading};
use super::{Shape, no_shows, tell};
use crate::cli::args::{Format, Global};
use crate::cli::end::{self, Done, End};
use crate::cli::{courses, groups, line, open, parse};

/// A line longer than this is not one of ours.
const WORDS_MAX: usize = 4;
const CHARS_MAX: usize = 80;

const ANSWERED: &str = "Daqui se pergunta:\n\
                        agenda\n\
                        agenda amanha\n\
                        agenda semana\n\
                        agenda 2026-11-23\n\
                        agenda amanha ics (ou csv, json)\n\
                        faltas\n\
                        faltas grupos\n\
                        vagas\n\
                        cursos\n\
                        cursos numeros\n\
                        fila\n";

/// One question of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Question {
    Agenda {
        day: Option<NearDay>,
        week: bool,
        shape: Shape,
    },
    NoShows {
        groups: bool,
        format: Format,
    },
    Places(Format),
    Courses(Format),
    CourseNumbers(Format),
    Line(Format),
    Help,
}

pub fn run(global: &Global, it: &Reading) -> Done {
    let asked = std::env::var_os("SSH_ORIGINAL_COMMAND").unwrap_or_default();
    let Some(question) = understood(&asked.to_string_lossy()) else {
        return Err(End::Usage(format!("Não entendi a pergunta. {ANSWERED}")));
    };
    let mut desk = open::existing(global)?;
    desk.enter_by_key(&it.login)?;
    match question {
        Question::Help => end::print(ANSWERED),
        Question::Line(format) => {
            let today = desk.today();
            let day = desk.line_outside(today)?;
            line::show_in(format, &day, desk.zone(), open::width(it.width))
        }
        Question::Places(format) => groups::tell_places(&mut desk, format, open::width(it.width)),
        Question::Courses(format) => courses::tell_classes(&desk, format, open::width(it.width)),
        Question::CourseNumbers(format) => {
            courses::tell_numbers(&desk, None, format, open::width(it.width))
        }
        Question::NoShows { groups, format } => {
            let asked = NoShows {
                width: it.width,
                groups,
                ..NoShows::default()
            };
            no_shows::tell(&mut desk, &asked, format)
        }
        Question::Agenda { day, week, shape } => {
            let asked = Agenda {
                day,
                week,
                width: it.width,
                provider: None,
            };
            tell(&mut desk, &asked, shape)
        }
    }
}

/// The question, if it is one of the list. Nothing else is ever done with the
/// words; `acolhida` may stand before them, as people type it.
fn understood(line: &str) -> Option<Question> {
    if line.chars().count() > CHARS_MAX {
        return None;
    }
    let mut words: Vec<&str> = line.split_ascii_whitespace().collect();
    if words.first() == Some(&"acolhida") {
        words.remove(0);
    }
    if words.len() > WORDS_MAX {
        return None;
    }
    let agenda = |day, week, shape| Question::Agenda { day, week, shape };
    let no_shows = |groups, format| Question::NoShows { groups, format };
    let text = Shape::Plain(Format::Text);
    Some(match words.as_slice() {
        [] | ["agenda"] => agenda(None, false, text),
        ["agenda", "semana"] => agenda(None, true, text),
        ["agenda", "semana", shape] => agenda(None, true, shaped(shape)?),
        ["agenda", word] => match parse::near_day(word) {
            Ok(day) => agenda(Some(day), false, text),
            Err(_) => agenda(None, false, shaped(word)?),
        },
        ["agenda", day, shape] => agenda(Some(parse::near_day(day).ok()?), false, shaped(shape)?),
        ["faltas"] => no_shows(false, Format::Text),
        ["faltas", "grupos"] => no_shows(true, Format::Text),
        ["faltas", "grupos", shape] => no_shows(true, plain(shape)?),
        ["faltas", shape] => no_shows(false, plain(shape)?),
        ["vagas"] => Question::Places(Format::Text),
        ["vagas", shape] => Question::Places(plain(shape)?),
        ["cursos"] => Question::Courses(Format::Text),
        ["cursos", "numeros"] => Question::CourseNumbers(Format::Text),
        ["cursos", "numeros", shape] => Question::CourseNumbers(plain(shape)?),
        ["cursos", shape] => Question::Courses(plain(shape)?),
        ["fila"] => Question::Line(Format::Text),
        ["fila", shape] => Question::Line(plain(shape)?),
        ["ajuda"] => Question::Help,
        _ => return None,
    })
}

fn shaped(word: &str) -> Option<Shape> {
    match word {
        "ics" => Some(Shape::Calendar),
        other => plain(other).map(Shape::Plain),
    }
}

fn plain(word: &str) -> Option<Format> {
    match word {
        "texto" => Some(Format::Text),
        "csv" => Some(Format::Csv),
        "json" => Some(Format::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_list_is_understood() {
        for line in [
            "",
            "agenda",
            "acolhida agenda amanha",
            "agenda semana",
            "agenda semana ics",
            "agenda 2026-11-23 json",
            "agenda ics",
            "faltas",
            "faltas grupos json",
            "vagas",
            "vagas csv",
            "cursos",
            "cursos json",
            "cursos numeros",
            "cursos numeros csv",
            "fila csv",
            "ajuda",
        ] {
            assert!(understood(line).is_some(), "{line}");
        }
        for line in [
            "sh",
            "agenda; rm -rf .",
            "agenda $(id)",
            "agenda --banco outro.db",
            "fila ics",
            "vagas ics",
            "cursos TI-01",
            "cursos lista TI-01",
            "cursos metas",
            "sisc",
            "frequencia",
            "usuarios listar",
            "agenda amanha ics extra",
            "acolhida acolhida agenda",
            &"agenda ".repeat(40),
        ] {
            assert_eq!(understood(line), None, "{line}");
        }
    }
}
