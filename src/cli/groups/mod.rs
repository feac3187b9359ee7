//! `vagas`, `sisc`, `frequencia`, and the part of `faltas` that is about the
//! groups. In text each fits a phone.

pub mod args;

use self::args::{Frequency, Places, Sisc};
use super::args::{Format, Global};
use super::end::{self, Done};
use super::{json, open};
use crate::app::{AbsenceTask, Desk, PlaceLine, SiscQuarter};
use crate::domain::access::Right;
use crate::domain::groups::CALLS_MAX;
use crate::paper::frequency::bars;
use crate::paper::wrap::words;
use crate::paper::{Align, Table};

/// Fewer columns than these are a phone: what a glance needs, and no more.
const WIDE: usize = 64;

pub fn places(global: &Global, it: &Places) -> Done {
    let mut desk = open::entered(global)?;
    tell_places(&mut desk, global.format, open::width(it.width))
}

/// The places to whoever is at the desk, however they came in.
pub fn tell_places(desk: &mut Desk, format: Format, width: usize) -> Done {
    let found = desk.places_outside()?;
    match format {
        Format::Json => json::print(&json::GroupPlaces::of(&found)),
        Format::Csv => end::print(&places_table(&found, true).csv()),
        Format::Text if found.is_empty() => end::print("Nenhum grupo do SCFV em funcionamento.\n"),
        Format::Text => end::print(&places_text(&found, width)),
    }
}

pub fn sisc(global: &Global, it: &Sisc) -> Done {
    let mut desk = open::entered(global)?;
    match global.format {
        Format::Csv => end::print(&desk.sisc_sheet(it.quarter)?.csv()),
        Format::Json => json::print(&json::SiscNumbers::of(&desk.sisc_quarter(it.quarter)?)),
        Format::Text => end::print(&sisc_text(&desk.sisc_quarter(it.quarter)?)),
    }
}

pub fn frequency(global: &Global, it: &Frequency) -> Done {
    let mut desk = open::entered(global)?;
    let month = it.month.unwrap_or_else(|| desk.today());
    let only = match &it.group {
        Some(name) => Some(desk.group_named(name)?),
        None => None,
    };
    match global.format {
        Format::Csv => end::print(&desk.frequency_sheet(month, only)?.csv()),
        Format::Json => {
            let found = desk.frequency_outside(month, only)?;
            json::print(&json::GroupMonth::of(&found))
        }
        Format::Text => {
            let found = desk.frequency_outside(month, only)?;
            let head = crate::domain::time::month_title(found.from);
            let text = bars(&found.groups, open::width(it.width));
            end::print(&format!("Frequência de {head}\n\n{text}"))
        }
    }
}

/// Who stopped coming to the groups, for whoever sees them; `None` for the
/// others.
pub fn absences(desk: &mut Desk) -> Result<Option<Vec<AbsenceTask>>, end::End> {
    Ok(match desk.may(Right::SeeGroups) {
        true => Some(desk.absences_outside()?),
        false => None,
    })
}

/// "Ana S., Violão: 3 faltas desde 03/11".
pub fn absences_text(all: &[AbsenceTask], width: usize) -> String {
    if all.is_empty() {
        return "Ninguém para procurar.\n".to_string();
    }
    if width >= WIDE {
        return absences_table(all).text_in(width);
    }
    let mut out = String::new();
    for it in all {
        let told = format!(
            "{}, {}: {} faltas desde {}{}",
            it.name,
            it.group_name,
            it.streak,
            it.since
                .map_or(String::new(), |it| it.format("%d/%m").to_string()),
            match it.reach {
                Some(reach) => format!(" ({} {} de {CALLS_MAX})", reach.label(), it.in_vain),
                None => String::new(),
            }
        );
        put(&told, width, &mut out);
    }
    out
}

pub fn absences_table(all: &[AbsenceTask]) -> Table {
    let mut table = Table::new(&[
        ("Nome", Align::Left),
        ("Grupo", Align::Left),
        ("Faltas", Align::Right),
        ("Desde", Align::Left),
        ("Última presença", Align::Left),
        ("Contato", Align::Left),
    ]);
    for it in all {
        let day = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
        table.push(vec![
            it.name.as_str().into(),
            it.group_name.as_str().into(),
            it.streak.into(),
            it.since.map(day).into(),
            it.last_present.map(day).into(),
            it.reach
                .map(|reach| format!("{} {} de {CALLS_MAX}", reach.label(), it.in_vain))
                .into(),
        ]);
    }
    table
}

fn places_text(all: &[PlaceLine], width: usize) -> String {
    if width >= WIDE {
        return places_table(all, true).text_in(width);
    }
    let mut out = places_table(all, false).text_in(width);
    let call: u32 = all.iter().map(|it| it.to_call).sum();
    if call > 0 {
        put(&format!("Para chamar: {call}"), width, &mut out);
    }
    out
}

fn places_table(all: &[PlaceLine], wide: bool) -> Table {
    let mut columns = vec![("Grupo", Align::Left)];
    if wide {
        columns.extend([("Faixa", Align::Left), ("Horário", Align::Left)]);
    }
    columns.extend([
        ("Vagas", Align::Right),
        ("Ocup", Align::Right),
        ("Livr", Align::Right),
        ("Esp", Align::Right),
    ]);
    if wide {
        columns.push(("Chamar", Align::Right));
    }
    let mut table = Table::new(&columns);
    for it in all {
        let mut row = vec![it.name.as_str().into()];
        if wide {
            row.extend([it.band.into(), it.hours.as_str().into()]);
        }
        row.extend([
            it.places.capacity.into(),
            it.places.taken.into(),
            it.places.free().into(),
            it.places.waiting.into(),
        ]);
        if wide {
            row.push(it.to_call.into());
        }
        table.push(row);
    }
    table
}

fn sisc_text(it: &SiscQuarter) -> String {
    let left = match it.days_left {
        0 => "vence hoje".to_string(),
        1 => "falta 1 dia".to_string(),
        left if left > 0 => format!("faltam {left} dias"),
        left => format!("venceu há {} dias", -left),
    };
    format!(
        "SISC, {}\n\
         Prazo: {} ({left})\n\
         A confirmar: {} ({} já digitadas)\n\
         A verificar, sem presença: {}\n\
         Sem NIS: {}\n\
         Público prioritário: {} de {} vagas ({}%){}\n",
        it.quarter.shown(),
        it.deadline.format("%d/%m/%Y"),
        it.confirm.len(),
        it.typed(),
        it.check.len(),
        it.without_nis.len(),
        it.share.people,
        it.share.capacity,
        it.share.percent(),
        if it.share.is_low() {
            ", abaixo da meta de 50%"
        } else {
            ""
        }
    )
}

fn put(text: &str, width: usize, out: &mut String) {
    for row in words(text, width) {
        out.push_str(&row);
        out.push('\n');
    }
}
