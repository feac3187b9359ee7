//! `fila`: the day's line as the screens show it, without what the role of
//! whoever asks may not see.

use super::args::{Day, Format, Global, Queue};
use super::end::{self, Done};
use super::{json, open};
use crate::app::{BookedRow, DayLine};
use crate::domain::agenda::Status;
use crate::domain::time::{Zone, day_title};
use crate::paper::table::TEXT_COLUMNS;
use crate::paper::wrap::words;
use crate::paper::{Align, Table};

/// Fewer columns than these are a phone.
const WIDE: usize = 64;

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
    show_in(format, line, zone, TEXT_COLUMNS)
}

/// The same in so many columns.
pub fn show_in(format: Format, line: &DayLine, zone: Zone, width: usize) -> Done {
    match format {
        Format::Json => json::print(&json::Queue::of(line, zone)),
        Format::Csv => end::print(&full(line, zone).csv()),
        Format::Text => end::print(&text_in(line, zone, width)),
    }
}

/// The line in 80 columns.
pub fn text(line: &DayLine, zone: Zone) -> String {
    text_in(line, zone, TEXT_COLUMNS)
}

/// A narrow screen gets what a glance needs.
fn text_in(line: &DayLine, zone: Zone, width: usize) -> String {
    let head = format!(
        "Fila de {}: {} em espera, {} em atendimento, {} terminados",
        day_title(line.day),
        line.waiting,
        line.in_service,
        line.finished
    );
    let head = words(&head, width).join("\n") + "\n";
    let expected = expected(line, width);
    if line.rows.is_empty() {
        return format!("{head}Ninguém chegou ainda.\n{expected}");
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
    let wide = width >= WIDE;
    for it in &line.rows {
        table.push(vec![
            it.line.into(),
            it.code.as_str().into(),
            it.class.mark().into(),
            it.name.as_str().into(),
            wide.then(|| it.demand.clone()).into(),
            it.state.label().into(),
            wide.then(|| it.arrived_clock(zone)).into(),
            it.waited_min.into(),
        ]);
    }
    format!("{head}\n{}{expected}", table.text_in(width))
}

/// Those with an hour who have no ticket; nothing when there are none.
fn expected(line: &DayLine, width: usize) -> String {
    if line.booked.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[
        ("Nº", Align::Right),
        ("Hora", Align::Left),
        ("Nome", Align::Left),
        ("Serviço", Align::Left),
        ("Com", Align::Left),
        ("Situação", Align::Left),
    ]);
    let wide = width >= WIDE;
    for it in &line.booked {
        table.push(vec![
            it.line.into(),
            it.starts.to_string().into(),
            it.name.as_str().into(),
            it.service.as_str().into(),
            wide.then(|| it.provider.clone()).into(),
            situation(it).into(),
        ]);
    }
    format!("\nCom hora marcada, sem senha:\n{}", table.text_in(width))
}

/// "Agendado", "atrasado 12 min", "Não compareceu".
fn situation(it: &BookedRow) -> String {
    match it.late {
        late @ 1.. if it.status == Status::Booked => format!("atrasado {late} min"),
        _ => it.status.label().to_string(),
    }
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
        ("Hora marcada", Align::Left),
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
            "".into(),
        ]);
    }
    for it in &line.booked {
        table.push(vec![
            line.day.to_string().into(),
            it.line.into(),
            "".into(),
            it.name.as_str().into(),
            "".into(),
            it.service.as_str().into(),
            "".into(),
            situation(it).into(),
            "".into(),
            "".into(),
            "".into(),
            "".into(),
            "".into(),
            it.provider.as_str().into(),
            "".into(),
            "".into(),
            "".into(),
            it.starts.to_string().into(),
        ]);
    }
    table
}
