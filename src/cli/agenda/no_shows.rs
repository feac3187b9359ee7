//! `faltas`: who was booked and did not come, and who is late today.

use super::args::NoShows;
use super::tables;
use crate::app::{Desk, Missed};
use crate::cli::args::{Format, Global};
use crate::cli::end::{self, Done};
use crate::cli::{json, open};
use crate::paper::{Align, Table};

pub fn run(global: &Global, it: &NoShows) -> Done {
    let mut desk = open::entered(global)?;
    tell(&mut desk, it, global.format)
}

/// The absences to whoever is at the desk, however they came in.
pub fn tell(desk: &mut Desk, it: &NoShows, format: Format) -> Done {
    let today = desk.today();
    let until = it.until.unwrap_or(today);
    let missed = desk.missed_outside(it.from.unwrap_or(until), until)?;
    match format {
        Format::Json => json::print(&json::Absences::of(&missed)),
        Format::Csv => end::print(&missed_table(&missed).csv()),
        Format::Text => end::print(&format!(
            "Não compareceram\n{}",
            tables::missed(&missed, open::width(it.width))
        )),
    }
}

fn missed_table(all: &[Missed]) -> Table {
    let mut table = Table::new(&[
        ("Dia", Align::Left),
        ("Hora", Align::Left),
        ("Nome", Align::Left),
        ("Serviço", Align::Left),
        ("Situação", Align::Left),
    ]);
    for it in all {
        table.push(vec![
            it.line.day.to_string().into(),
            it.line.starts.to_string().into(),
            it.line.name.as_str().into(),
            it.line.service.as_str().into(),
            it.line.status.label().into(),
        ]);
    }
    table
}
