//! Both passes over the delivered files. The first settles the forms and
//! refuses what must not be loaded; the second gives every record to a sink.
//! The load and its rehearsal run exactly this, so they tell the same.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::load::{Input, Progress, Stage};
use super::read::{Line, Lines};
use crate::domain::cecad::census::{Census, Sink};
use crate::domain::cecad::header::{self, Kind};
use crate::domain::cecad::line::Splitter;
use crate::domain::cecad::records::Reader;
use crate::domain::cecad::report::{FileReport, MonthFrom, Why};
use crate::domain::cecad::survey::{Survey, is_blank, is_hollow};
use crate::domain::cecad::{Month, Report};
use crate::domain::fault::{Outcome, refused};
use crate::domain::order::sort_by_key;

/// Lines between two reports of progress: a few a second on an old PC.
const STEP_LINES: u64 = 1000;

/// Files that passed the first pass.
pub(super) struct Examined {
    files: Vec<Surveyed>,
    pub month: Month,
    month_from: MonthFrom,
}

struct Surveyed {
    path: PathBuf,
    reader: Reader,
    report: FileReport,
    size: u64,
    month: Option<(Month, MonthFrom)>,
    open_end: bool,
}

/// The first pass.
///
/// # Errors
/// Refused, in words for the person, for every file that must not be loaded.
pub(super) fn examine(
    input: &Input,
    last_year: i32,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Outcome<Examined> {
    let paths: Vec<&Path> = match input {
        Input::Tudo(path) => vec![path],
        Input::Pair(one, other) => vec![one, other],
    };
    let mut opened = Vec::new();
    for path in paths {
        let mut lines = Lines::open(path)?;
        let header = lines.header()?;
        let layout = header::read(&header).or_else(refused)?;
        opened.push((path, lines, layout));
    }
    let kinds: Vec<Kind> = opened.iter().map(|(_, _, layout)| layout.kind).collect();
    check_kinds(&kinds)?;
    // Families first, whichever came first on the command line.
    sort_by_key(&mut opened, |(_, _, layout)| layout.kind == Kind::Pessoa);

    let total = opened.iter().map(|(_, lines, _)| lines.size).sum();
    let mut before = 0;
    let mut files = Vec::new();
    for (path, lines, layout) in opened {
        let size = lines.size;
        let survey = Survey::new(layout, lines.marked, last_year);
        let mut told = |done| {
            progress(Progress {
                stage: Stage::Reading,
                done: before + done,
                total,
            })
        };
        files.push(survey_file(path, lines, survey, &mut told)?);
        before += size;
    }
    let (month, month_from) = one_month(&files)?;
    Ok(Examined {
        files,
        month,
        month_from,
    })
}

fn check_kinds(kinds: &[Kind]) -> Outcome<()> {
    match kinds {
        [Kind::Tudo] | [Kind::Familia, Kind::Pessoa] | [Kind::Pessoa, Kind::Familia] => Ok(()),
        [Kind::Familia] => refused(
            "Este é o arquivo “família”, sem as pessoas. Informe também o arquivo “pessoa” da \
             mesma extração.",
        ),
        [Kind::Pessoa] => refused(
            "Este é o arquivo “pessoa”, sem as famílias. Informe também o arquivo “família” da \
             mesma extração.",
        ),
        [_, _] if kinds.contains(&Kind::Tudo) => {
            refused("Um dos arquivos já é o “tudo”, com famílias e pessoas. Importe-o sozinho.")
        }
        _ => refused("Os dois arquivos são do mesmo tipo. Informe um “família” e um “pessoa”."),
    }
}

fn survey_file(
    path: &Path,
    mut lines: Lines,
    mut survey: Survey,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Outcome<Surveyed> {
    let separator = survey.layout().separator;
    let mut splitter = Splitter::new(separator);
    let width = survey.layout().width;
    let mut open_end = false;
    loop {
        let read = lines.bytes;
        if lines.number.is_multiple_of(STEP_LINES) && progress(read).is_break() {
            return cancelled();
        }
        let number = lines.number + 1;
        match lines.next()? {
            Line::End => break,
            Line::TooLong => survey.see_too_long(),
            // Separators without a line end are the stump of a line.
            Line::Text { bytes, ended }
                if is_hollow(bytes, separator) && (ended || is_blank(bytes)) => {}
            Line::Text { bytes, ended } => {
                open_end = !ended;
                if open_end && splitter.exact(bytes, width).is_err() {
                    return refused(format!(
                        "O arquivo está cortado: acaba no meio da linha {number}. Copie ou baixe \
                         o arquivo de novo. Nada foi mudado."
                    ));
                }
                survey.see(bytes);
            }
        }
    }
    if survey.lines() == 0 {
        return refused("O arquivo só tem os nomes das colunas, nenhuma linha. Nada foi mudado.");
    }
    if survey.is_hopeless() {
        return refused(
            "Mais de um quinto das linhas não tem o número de campos do cabeçalho: o arquivo foi \
             alterado ou não é o que parece. Baixe de novo a extração do CECAD. Nada foi mudado.",
        );
    }
    Ok(Surveyed {
        path: path.to_path_buf(),
        reader: survey.reader(),
        report: survey.report(),
        size: lines.bytes,
        month: survey.month(),
        open_end,
    })
}

fn one_month(files: &[Surveyed]) -> Outcome<(Month, MonthFrom)> {
    let named = |it: &&Surveyed| it.month.is_some_and(|(_, from)| from == MonthFrom::Column);
    let months: Vec<Month> = files
        .iter()
        .filter(named)
        .filter_map(|it| it.month)
        .map(|(month, _)| month)
        .collect();
    match months.as_slice() {
        [one, other] if one != other => refused(format!(
            "Os dois arquivos são de meses diferentes: {} e {}. Use os dois da mesma extração. \
             Nada foi mudado.",
            one.spoken(),
            other.spoken()
        )),
        [month, ..] => Ok((*month, MonthFrom::Column)),
        [] => match files.iter().find_map(|it| it.month) {
            Some(found) => Ok(found),
            None => refused(
                "Não achei no arquivo o mês de referência (coluna ref_cad) nem datas de \
                 atualização. Sem saber de quando é, a base não é trocada.",
            ),
        },
    }
}

/// The second pass.
///
/// # Errors
/// Refused when the files changed since the first pass, held nobody, or the
/// person gave up; what the sink says.
pub(super) fn count<S: Sink>(
    examined: &Examined,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Outcome<Report> {
    let total = examined.files.iter().map(|it| it.size).sum();
    let mut before = 0;
    let mut census = Census::default();
    for file in &examined.files {
        let mut lines = Lines::open(&file.path)?;
        lines.header()?;
        let separator = file.reader.layout.separator;
        let mut splitter = Splitter::new(separator);
        let kind = file.reader.layout.kind;
        loop {
            if lines.number.is_multiple_of(STEP_LINES) {
                let done = before + lines.bytes;
                if progress(Progress {
                    stage: Stage::Storing,
                    done,
                    total,
                })
                .is_break()
                {
                    return cancelled();
                }
            }
            let number = lines.number + 1;
            match lines.next()? {
                Line::End => break,
                Line::TooLong => census.skip(kind, number, Why::TooLong),
                Line::Text { bytes, .. } if is_hollow(bytes, separator) => {}
                Line::Text { bytes, .. } => {
                    let expected = file.reader.layout.width;
                    match splitter.exact(bytes, expected) {
                        Ok(fields) => census.line(&file.reader, &fields, number, sink)?,
                        Err(found) => census.skip(kind, number, Why::Fields { found, expected }),
                    }
                }
            }
        }
        if lines.bytes != file.size {
            return refused(
                "O arquivo mudou enquanto era lido. Espere o fim da cópia ou do download e \
                 importe de novo. Nada foi mudado.",
            );
        }
        before += file.size;
    }
    let (counts, bad) = census.finish();
    if counts.persons == 0 {
        return refused(
            "O arquivo não tem nenhuma pessoa com cadastro ativo que eu consiga ler. Nada foi \
             mudado.",
        );
    }
    Ok(Report {
        month: examined.month,
        month_from: examined.month_from,
        files: examined.files.iter().map(|it| it.report.clone()).collect(),
        counts,
        bad,
        open_end: examined.files.iter().any(|it| it.open_end),
    })
}

pub(super) fn cancelled<T>() -> Outcome<T> {
    refused("Importação interrompida. Nada foi mudado.")
}
