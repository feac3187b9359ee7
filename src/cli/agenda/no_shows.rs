//! `faltas`: who was booked today and did not come, and how often that happens
//! by service and weekday, with what it suggests.

use super::args::NoShows;
use super::tables;
use crate::app::{self, Desk, Missed};
use crate::cli::args::{Format, Global};
use crate::cli::end::{self, Done};
use crate::cli::{json, open};
use crate::domain::access::Right;
use crate::paper::{Align, Table};

const WEEKDAYS: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"];

pub fn run(global: &Global, it: &NoShows) -> Done {
    let mut desk = open::entered(global)?;
    tell(&mut desk, it, global.format)
}

pub fn tell(desk: &mut Desk, it: &NoShows, format: Format) -> Done {
    let today = desk.today();
    // Names only for whoever sees the agenda, numbers for whoever answers for
    // them: the coordination has both.
    let missed = match desk.may(Right::SeeAgenda) {
        true => Some(desk.missed_outside(it.from.unwrap_or(today), it.until.unwrap_or(today))?),
        false => None,
    };
    let rates = match desk.may(Right::SeeAgendaNumbers) || missed.is_none() {
        true => Some(desk.no_show_rates(it.from, it.until)?),
        false => None,
    };
    match format {
        Format::Json => json::print(&json::Absences::of(missed.as_deref(), rates.as_ref())),
        Format::Csv => end::print(&match &rates {
            Some(rates) => rates_table(rates).csv(),
            None => missed_table(missed.as_deref().unwrap_or_default()).csv(),
        }),
        Format::Text => end::print(&text(
            missed.as_deref(),
            rates.as_ref(),
            open::width(it.width),
        )),
    }
}

fn text(missed: Option<&[Missed]>, rates: Option<&app::NoShows>, width: usize) -> String {
    let mut out = String::new();
    if let Some(missed) = missed {
        out.push_str("Não compareceram\n");
        out.push_str(&tables::missed(missed, width));
    }
    if let Some(rates) = rates {
        let shown = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
        let head = format!("Faltas de {} a {}\n", shown(rates.from), shown(rates.until));
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&head);
        if rates.lines.is_empty() {
            out.push_str("Ninguém faltou nem veio nesses dias.\n");
        }
        out.push_str(&rates_table(rates).text_in(width));
        for it in rates.lines.iter().filter(|it| it.more > 0) {
            let told = format!("{}, {}: {}", it.service, weekday(it.rate.weekday), it.told);
            for row in crate::paper::wrap::words(&told, width) {
                out.push_str(&row);
                out.push('\n');
            }
        }
    }
    out
}

fn rates_table(it: &app::NoShows) -> Table {
    let mut table = Table::new(&[
        ("Serviço", Align::Left),
        ("Dia", Align::Left),
        ("Marc", Align::Right),
        ("Falt", Align::Right),
        ("%", Align::Right),
    ]);
    for it in &it.lines {
        table.push(vec![
            it.service.as_str().into(),
            weekday(it.rate.weekday).into(),
            it.rate.expected.into(),
            it.rate.missed.into(),
            it.rate.percent().into(),
        ]);
    }
    table
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

fn weekday(number: u32) -> &'static str {
    let at = number
        .checked_sub(1)
        .and_then(|it| usize::try_from(it).ok());
    at.and_then(|it| WEEKDAYS.get(it).copied()).unwrap_or("")
}
