//! `fila`: the day's line as the screens show it, without what the role of
//! whoever asks may not see.

use super::args::{Day, Format, Global, Queue};
use super::end::{self, Done};
use super::{json, open};
use crate::app::DayLine;
use crate::domain::time::{Zone, day_title};
use crate::paper::{Align, Table};

pub fn run(global: &Global, it: &Queue) -> Done {
    let mut desk = open::entered(global)?;
    let today = desk.today();
    let day = match it.day {
        None | Some(Day::Today) => today,
        Some(Day::Yesterday) => today.pred_opt().unwrap_or(today),
        Some(Day::On(day)) => day,
    };
    let line = desk.line_listed(day)?;
    show(global.format, &line, desk.zone())
}

/// Writes the line in the format asked; also what `demo` shows without a
/// terminal.
pub fn show(format: Format, line: &DayLine, zone: Zone) -> Done {
    match format {
        Format::Json => json::print(&json::Queue::of(line, zone)),
        Format::Csv => end::print(&full(line, zone).csv()),
        Format::Text => end::print(&text(line, zone)),
    }
}

/// The line in 80 columns.
pub fn text(line: &DayLine, zone: Zone) -> String {
    let head = format!(
        "Fila de {}: {} em espera, {} em atendimento, {} terminados\n",
        day_title(line.day),
        line.waiting,
        line.in_service,
        line.finished
    );
    if line.rows.is_empty() {
        return format!("{head}Ninguém chegou ainda.\n");
    }
    let mut table = Table::new(&[
        ("Nº", Align::Right),
        ("Senha", Align::Left),
        ("Pri", Align::Left),
        ("Nome", Align::Left),
        ("Demanda", Align::Left),
        ("Situação", Align::Left),
        ("Chegou", Align::Left),
        ("Min", Align::Right),
    ]);
    for it in &line.rows {
        table.push(vec![
            it.line.into(),
            it.code.as_str().into(),
            it.class.mark().into(),
            it.name.as_str().into(),
            it.demand.as_str().into(),
            it.state.label().into(),
            it.arrived_clock(zone).into(),
            it.waited_min.into(),
        ]);
    }
    format!("{head}\n{}", table.text())
}

/// Every column, for the spreadsheet.
fn full(line: &DayLine, zone: Zone) -> Table {
    let mut table = Table::new(&[
        ("Dia", Align::Left),
        ("Linha", Align::Right),
        ("Senha", Align::Left),
        ("Nome", Align::Left),
        ("Pessoas", Align::Right),
        ("Demanda", Align::Left),
        ("Prioridade", Align::Left),
        ("Situação", Align::Left),
        ("Ordem", Align::Right),
        ("Chamadas", Align::Right),
        ("Chegada", Align::Left),
        ("Espera (min)", Align::Right),
        ("Mesa", Align::Left),
        ("Quem atende", Align::Left),
        ("Espera por", Align::Left),
        ("Falta documento", Align::Left),
        ("Encaminhado a", Align::Left),
    ]);
    for it in &line.rows {
        table.push(vec![
            line.day.to_string().into(),
            it.line.into(),
            it.code.as_str().into(),
            it.name.as_str().into(),
            it.party.into(),
            it.demand.as_str().into(),
            it.class.mark().into(),
            it.state.label().into(),
            it.place.into(),
            u32::from(it.calls).into(),
            it.arrived_clock(zone).into(),
            it.waited_min.into(),
            it.seat.as_str().into(),
            it.attendant.as_str().into(),
            it.waits_for.as_str().into(),
            it.missing.as_str().into(),
            it.sent_to.as_str().into(),
        ]);
    }
    table
}
