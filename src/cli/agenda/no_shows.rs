//! `faltas`: who was booked today and did not come, how often that happens by
//! service and weekday, with what it suggests, and who stopped coming to the
//! groups.

use super::args::NoShows;
use super::tables;
use crate::app::{self, Desk, Missed};
use crate::cli::args::{Format, Global};
use crate::cli::end::{self, Done, End};
use crate::cli::{groups, json, open};
use crate::domain::access::Right;
use crate::paper::{Align, Table};

const WEEKDAYS: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"];

pub fn run(global: &Global, it: &NoShows) -> Done {
    let mut desk = open::entered(global)?;
    tell(&mut desk, it, global.format)
}

pub fn tell(desk: &mut Desk, it: &NoShows, format: Format) -> Done {
    let today = desk.today();
    let agenda = desk.may(Right::SeeAgenda) || desk.may(Right::SeeAgendaNumbers);
    // Names only for whoever sees the agenda, numbers for whoever answers for
    // them: the coordination has both. An orientador has groups and no agenda.
    let missed = match desk.may(Right::SeeAgenda) && !it.groups {
        true => Some(desk.missed_outside(it.from.unwrap_or(today), it.until.unwrap_or(today))?),
        false => None,
    };
    let numbers = desk.may(Right::SeeAgendaNumbers) && !it.groups;
    let groups = groups::absences(desk)?;
    let rates = match numbers || (!agenda && groups.is_none()) {
        true => Some(desk.no_show_rates(it.from, it.until)?),
        false => None,
    };
    if it.groups && groups.is_none() {
        return End::refused("Seu perfil não vê quem falta aos grupos.");
    }
    match format {
        Format::Json => json::print(&json::Absences::of(
            missed.as_deref(),
            rates.as_ref(),
            groups.as_deref(),
        )),
        // One table a file: the groups have theirs with --grupos.
        Format::Csv => end::print(&match (&rates, &missed) {
            (Some(rates), _) => rates_table(rates).csv(),
            (None, Some(missed)) => missed_table(missed).csv(),
            (None, None) => groups::absences_table(groups.as_deref().unwrap_or_default()).csv(),
        }),
        Format::Text => {
            let width = open::width(it.width);
            let mut out = text(missed.as_deref(), rates.as_ref(), width);
            if let Some(all) = groups {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.push_str("Faltas seguidas nos grupos, sem motivo\n");
                out.push_str(&groups::absences_text(&all, width));
            }
            end::print(&out)
        }
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
