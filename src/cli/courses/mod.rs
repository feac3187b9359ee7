//! `cursos`: classes with their seats, the people of one, the offer of a
//! semester, results, numbers and goals. In text each fits a phone.

pub mod args;
mod tables;

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::path::Path;

use self::args::{ClassFile, Courses, Goals, Of, Results, ToFile, Year};
use super::args::{Format, Global};
use super::end::{self, Done, End};
use super::load_args::SheetFile;
use super::{json, open};
use crate::app::{Desk, OfferChange, OfferDone, ResultsDone};
use crate::domain::courses::Goal;

pub fn run(global: &Global, it: &Courses) -> Done {
    match &it.what {
        None => match &it.class {
            Some(class) => one(global, class, it.width),
            None => all(global, it.width),
        },
        Some(Of::List(it)) => list(global, it),
        Some(Of::Import(it)) => import(global, it),
        Some(Of::Model(it)) => model(global, it),
        Some(Of::Results(it)) => results(global, it),
        Some(Of::Numbers(it)) => numbers(global, it),
        Some(Of::Goals(it)) => goals(global, it),
    }
}

/// The classes to whoever is at the desk, however they came in.
pub fn tell_classes(desk: &Desk, format: Format, width: usize) -> Done {
    let found = desk.courses()?;
    match format {
        Format::Json => json::print(&json::CourseList::of(&found)),
        Format::Csv => end::print(&tables::every_column(&found).csv()),
        Format::Text if found.is_empty() => end::print("Nenhuma turma aberta.\n"),
        Format::Text => end::print(&tables::classes(&found, width)),
    }
}

/// A year in numbers to whoever is at the desk, however they came in.
pub fn tell_numbers(desk: &Desk, year: Option<i32>, format: Format, width: usize) -> Done {
    let found = desk.course_numbers(year)?;
    match format {
        Format::Json => json::print(&json::CourseYear::of(&found)),
        Format::Csv => end::print(&found.table().csv()),
        Format::Text => end::print(&found.bars(width)),
    }
}

fn all(global: &Global, width: Option<usize>) -> Done {
    let desk = open::entered(global)?;
    tell_classes(&desk, global.format, open::width(width))
}

fn one(global: &Global, class: &str, width: Option<usize>) -> Done {
    let mut desk = open::entered(global)?;
    let id = desk.course_named(class)?;
    let (of, people) = desk.course_listed(id)?;
    match global.format {
        Format::Json => json::print(&json::CourseCard::of(&of, &people, desk.zone())),
        Format::Csv => end::print(&tables::people(&people, desk.zone()).csv()),
        Format::Text => end::print(&tables::class(
            &of,
            &people,
            desk.zone(),
            open::width(width),
        )),
    }
}

fn list(global: &Global, it: &ClassFile) -> Done {
    let to_screen = it.to.is_none() && std::io::stdout().is_terminal();
    if global.is_workbook() && to_screen {
        return Err(End::Usage(
            "Uma planilha não cabe no terminal: diga o arquivo, como «acolhida cursos lista TI-01 \
             lista.xlsx --formato xlsx»."
                .to_string(),
        ));
    }
    let mut desk = open::entered(global)?;
    let id = desk.course_named(&it.class)?;
    if global.is_workbook() {
        let bytes = desk.course_list(id)?.xlsx("Lista");
        return put(it.to.as_deref(), &bytes);
    }
    match global.format {
        Format::Csv => put_sheet(it.to.as_deref(), &desk.course_list(id)?.csv()),
        Format::Json => {
            let table = desk.course_list(id)?;
            json::print(&json::PartnerList::of(&table))
        }
        Format::Text => put(
            it.to.as_deref(),
            desk.course_list_page(id)?.text().as_bytes(),
        ),
    }
}

fn import(global: &Global, it: &SheetFile) -> Done {
    let mut desk = open::entered(global)?;
    let done = desk.import_offer(&it.sheet, it.rehearse)?;
    match global.format {
        Format::Json => json::print(&json::OfferLoaded::of(&done)),
        Format::Text | Format::Csv => end::print(&offer_text(&done, it.rehearse)),
    }
}

fn model(global: &Global, it: &ToFile) -> Done {
    let desk = open::entered(global)?;
    put_sheet(it.to.as_deref(), &desk.offer_sheet()?.csv())
}

fn results(global: &Global, it: &Results) -> Done {
    let mut desk = open::entered(global)?;
    let id = desk.course_named(&it.class)?;
    let done = desk.import_results(id, &it.file.sheet, it.file.rehearse)?;
    match global.format {
        Format::Json => json::print(&json::ResultsLoaded::of(&done)),
        Format::Text | Format::Csv => end::print(&results_text(&done, it.file.rehearse)),
    }
}

fn numbers(global: &Global, it: &Year) -> Done {
    let desk = open::entered(global)?;
    tell_numbers(&desk, it.year, global.format, open::width(it.width))
}

fn goals(global: &Global, it: &Goals) -> Done {
    let mut desk = open::entered(global)?;
    let year = desk.course_numbers(it.year)?.year;
    for (goal, target) in [
        (Goal::Applied, it.applied),
        (Goal::Enrolled, it.enrolled),
        (Goal::Finished, it.finished),
    ] {
        if let Some(target) = target {
            desk.set_course_goal(goal, year, target)?;
        }
    }
    let found = desk.course_numbers(Some(year))?;
    match global.format {
        Format::Json => json::print(&json::CourseGoals::of(&found)),
        Format::Csv => end::print(&tables::goals(&found).csv()),
        Format::Text => {
            let text = tables::goals(&found).text();
            end::print(&format!("Metas de {year}, {}\n\n{text}", found.unit))
        }
    }
}

fn offer_text(it: &OfferDone, rehearsed: bool) -> String {
    let mut out = String::new();
    for line in &it.lines {
        let what = match line.change {
            OfferChange::New => "nova",
            OfferChange::Changed => "muda",
            OfferChange::Same => continue,
        };
        out += &format!(
            "Linha {}: {what}, {} {}, {} vagas da unidade e {} comuns.\n",
            line.line, line.code, line.title, line.seats.own, line.seats.pool
        );
    }
    out += &format!(
        "Novas: {}. Mudadas: {}. Iguais: {}.\n",
        it.many(OfferChange::New),
        it.many(OfferChange::Changed),
        it.many(OfferChange::Same)
    );
    if it.skipped > 0 {
        out += &format!(
            "Puladas, de outras unidades: {} ({}).\n",
            it.skipped,
            it.units.join(", ")
        );
    }
    out + stored(it.stored, rehearsed)
}

fn results_text(it: &ResultsDone, rehearsed: bool) -> String {
    let mut out = format!("{}\n", it.title);
    for line in &it.lines {
        out += &format!(
            "Linha {}: {}, de {} a {}{}.\n",
            line.line,
            line.name,
            line.from.label(),
            line.to.label(),
            if line.certificate {
                ", com certificado"
            } else {
                ""
            }
        );
    }
    out += &format!("Mudam: {}. Iguais: {}.\n", it.lines.len(), it.same);
    if !it.strangers.is_empty() {
        let lines: Vec<String> = it.strangers.iter().map(u64::to_string).collect();
        out += &format!(
            "Puladas, de quem não está nesta turma aqui: {}.\n",
            lines.join(", ")
        );
    }
    if it.untold > 0 {
        out += &format!("Com vaga e fora do arquivo: {}.\n", it.untold);
    }
    out + stored(it.stored, rehearsed)
}

const fn stored(stored: bool, rehearsed: bool) -> &'static str {
    match (stored, rehearsed) {
        (true, _) => "Gravado.\n",
        (false, true) => "Ensaio: nada foi gravado.\n",
        (false, false) => "Nada a mudar.\n",
    }
}

/// The mark tells a spreadsheet that the accents of a file are UTF-8.
fn put_sheet(to: Option<&Path>, csv: &str) -> Done {
    match to {
        Some(_) => put(to, format!("\u{feff}{csv}").as_bytes()),
        None => end::print(csv),
    }
}

/// To standard output, or to a file that is not there yet.
fn put(to: Option<&Path>, bytes: &[u8]) -> Done {
    let Some(path) = to else {
        return end::print_bytes(bytes);
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // Names and numbers are in it: for nobody else on this machine.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if written.is_err() {
        return End::refused(
            "Não consegui criar o arquivo: ele já existe ou a pasta não deixa gravar.",
        );
    }
    end::print(&format!("Gravado em {}.\n", path.display()))
}
