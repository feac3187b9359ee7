//! The agenda in rows: a day for a screen of 40 columns and up, the week in
//! numbers, every appointment for the spreadsheet.

use chrono::NaiveDate;

use crate::app::{AgendaDay, AgendaLine, DayLoad, Missed};
use crate::domain::agenda::Status;
use crate::domain::time::day_title;
use crate::paper::wrap::{columns, cut, words};
use crate::paper::{Align, Table};

/// Fewer columns than these are a phone: what a glance needs, and no more.
const WIDE: usize = 64;
/// Columns of what is said of somebody late.
const DAY_WORD_MAX: usize = 9;

/// One day: who is booked with whom, and which hours are free.
pub fn day(it: &AgendaDay, width: usize) -> String {
    let booked = it.providers.iter().flat_map(|it| &it.lines);
    let booked = booked.filter(|it| it.status.holds_place()).count();
    let free: usize = it.providers.iter().map(|it| it.free.len()).sum();
    let mut out = format!(
        "Agenda de {}\n{}, {}\n",
        day_title(it.day),
        counted(booked, "marcado", "marcados"),
        counted(free, "hora livre", "horas livres")
    );
    if let Some(why) = &it.closed {
        put(&format!("A unidade está fechada: {why}."), width, &mut out);
    }
    for provider in &it.providers {
        out.push('\n');
        put(&provider.name, width, &mut out);
        let lines: Vec<&AgendaLine> = provider.lines.iter().filter(|it| stays(it)).collect();
        if !lines.is_empty() {
            out.push_str(&lined(&lines, width).text_in(width));
        }
        if !provider.free.is_empty() {
            let hours: Vec<String> = provider
                .free
                .iter()
                .map(|it| it.starts.to_string())
                .collect();
            put(&format!("Livres: {}", hours.join(" ")), width, &mut out);
        }
    }
    if !it.adrift.is_empty() {
        let text = format!(
            "{} com quem não atende mais nessa hora: remarque.",
            counted(it.adrift.len(), "pessoa marcada", "pessoas marcadas")
        );
        out.push('\n');
        put(&text, width, &mut out);
    }
    out
}

/// The week in numbers, by day and professional.
pub fn week(days: &[AgendaDay], width: usize) -> String {
    let mut table = Table::new(&[
        ("Dia", Align::Left),
        ("Quem", Align::Left),
        ("Marc", Align::Right),
        ("Falt", Align::Right),
        ("Livr", Align::Right),
    ]);
    let mut closed = String::new();
    for day in days {
        if let Some(why) = &day.closed {
            let text = format!("{}: fechada, {why}.", day_title(day.day));
            put(&text, width, &mut closed);
        }
        for it in &day.providers {
            let count = |pick: fn(&AgendaLine) -> bool| {
                u32::try_from(it.lines.iter().filter(|it| pick(it)).count()).unwrap_or(u32::MAX)
            };
            table.push(vec![
                short_day(day.day).into(),
                it.name.as_str().into(),
                count(|it| it.status.holds_place()).into(),
                count(|it| it.status == Status::NoShow).into(),
                u32::try_from(it.free.len()).unwrap_or(u32::MAX).into(),
            ]);
        }
    }
    let first = days.first().map(|it| day_title(it.day)).unwrap_or_default();
    let none = "Ninguém tem horário nem agendamento nesta semana.\n";
    let rows = table.text_in(width);
    let rows = if rows.is_empty() {
        none.to_string()
    } else {
        rows
    };
    format!("Semana de {first}\n\n{rows}{closed}")
}

/// Who did not come.
pub fn missed(all: &[Missed], width: usize) -> String {
    if all.is_empty() {
        return "Ninguém faltou.\n".to_string();
    }
    // Of one day, the name needs those columns more.
    let one_day = all
        .first()
        .is_none_or(|one| all.iter().all(|it| it.line.day == one.line.day));
    let mut table = Table::new(&[
        ("Dia", Align::Left),
        ("Hora", Align::Left),
        ("Nome", Align::Left),
        ("Serviço", Align::Left),
        ("", Align::Left),
    ]);
    let days = if one_day { 0 } else { 11 };
    let names = all.iter().map(|it| it.line.name.as_str());
    let room = service_room(width, names, DAY_WORD_MAX + days);
    for it in all {
        let late = if it.still_may_come { "em atraso" } else { "" };
        table.push(vec![
            (!one_day).then(|| short_day(it.line.day)).into(),
            it.line.starts.to_string().into(),
            it.line.name.as_str().into(),
            cut(&it.line.service, room).into(),
            late.into(),
        ]);
    }
    table.text_in(width)
}

/// Every appointment, for the spreadsheet.
pub fn every_line(days: &[AgendaDay]) -> Table {
    let mut table = Table::new(&[
        ("Dia", Align::Left),
        ("Linha", Align::Right),
        ("Início", Align::Left),
        ("Fim", Align::Left),
        ("Nome", Align::Left),
        ("Serviço", Align::Left),
        ("Profissional", Align::Left),
        ("Situação", Align::Left),
        ("Chegou", Align::Left),
    ]);
    for it in lines(days) {
        table.push(vec![
            it.day.to_string().into(),
            it.line.into(),
            it.starts.to_string().into(),
            it.ends.to_string().into(),
            it.name.as_str().into(),
            it.service.as_str().into(),
            it.provider.as_str().into(),
            it.status.label().into(),
            if it.ticket.is_some() { "sim" } else { "" }.into(),
        ]);
    }
    table
}

/// How full, without names.
pub fn loads(all: &[DayLoad]) -> Table {
    let mut table = Table::new(&[
        ("Dia", Align::Left),
        ("Marcados", Align::Right),
        ("Minutos", Align::Right),
        ("", Align::Left),
    ]);
    for it in all {
        table.push(vec![
            day_title(it.day).into(),
            it.booked.into(),
            it.minutes.into(),
            it.closed.clone().into(),
        ]);
    }
    table
}

/// Every line of some days, in their order.
pub fn lines(days: &[AgendaDay]) -> impl Iterator<Item = &AgendaLine> {
    days.iter()
        .flat_map(|it| &it.providers)
        .flat_map(|it| &it.lines)
}

fn lined(all: &[&AgendaLine], width: usize) -> Table {
    let wide = width >= WIDE;
    let mut table = Table::new(&[
        ("Hora", Align::Left),
        ("Nº", Align::Right),
        ("Nome", Align::Left),
        ("Serviço", Align::Left),
        ("", Align::Left),
    ]);
    let said = all.iter().map(|it| columns(word(it))).max().unwrap_or(0);
    let names = all.iter().map(|it| it.name.as_str());
    let room = service_room(width, names, said + if wide { 5 } else { 0 });
    for it in all {
        let number = wide.then_some(it.line);
        table.push(vec![
            it.starts.to_string().into(),
            number.into(),
            it.name.as_str().into(),
            cut(&it.service, room).into(),
            word(it).into(),
        ]);
    }
    table
}

/// What became of it, in a word.
fn word(it: &AgendaLine) -> &'static str {
    match it.status {
        Status::Booked if it.ticket.is_some() => "chegou",
        Status::Booked => "",
        Status::Done => "atendido",
        Status::Moved => "remarcado",
        Status::GaveUp => "não aguardou",
        Status::NoShow => "faltou",
        Status::Cancelled => "cancelado",
    }
}

/// What was moved or cancelled is no longer of the day.
fn stays(it: &AgendaLine) -> bool {
    it.status.holds_place() || it.status == Status::NoShow
}

/// Columns left for the service, which gives way before a name does.
fn service_room<'a>(width: usize, names: impl Iterator<Item = &'a str>, others: usize) -> usize {
    let longest = names.map(columns).max().unwrap_or(0);
    // The hour, and the gaps between four columns.
    width.saturating_sub(5 + 6 + longest + others).max(4)
}

/// "seg 23/11".
fn short_day(day: NaiveDate) -> String {
    day_title(day).chars().take(9).collect()
}

fn counted(many: usize, one: &str, more: &str) -> String {
    match many {
        1 => format!("1 {one}"),
        many => format!("{many} {more}"),
    }
}

fn put(text: &str, width: usize, out: &mut String) {
    for row in words(text, width) {
        out.push_str(&row);
        out.push('\n');
    }
}
