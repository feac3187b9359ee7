//! Invented data from the command line: the sample day as text where there is
//! no terminal for it, and files of any size. Never into the place where a unit
//! works by default: somebody would go on working over people who do not exist.

use std::path::Path;

use super::args::{Format, Generate, Global};
use super::bar::Bar;
use super::end::{self, Done, End};
use super::{desk as screen, json, line, open};
use crate::app::sample::{Generated, Order, SampleDay, hour, sample_day, write_cecad};
use crate::app::{Clock, Desk};
use crate::domain::time::{BRASILIA, Zone, day_title};
use crate::paper::table::TEXT_COLUMNS;
use crate::paper::wrap::words;
use crate::paper::{Align, Table};

/// The sample day; `ACOLHIDA_AGORA` holds its clock, else it goes on by itself.
pub fn day() -> Result<Desk, End> {
    let clock = match open::held_clock()? {
        Some(local) => Clock::held(BRASILIA.instant(local.date(), local.time())),
        None => Clock::running(hour()),
    };
    Ok(sample_day(clock)?)
}

/// The whole desk in memory, nothing left behind.
pub fn demo(global: &Global) -> Done {
    let mut desk = day()?;
    if global.format == Format::Text && open::has_terminal() {
        return screen::run(desk);
    }
    let day = desk.day_as_text()?;
    let zone = desk.zone();
    match global.format {
        Format::Json => json::print(&json::SampleDay::of(&day, zone)),
        Format::Csv => line::show(Format::Csv, &day.line, zone),
        Format::Text => end::print(&text(&day, zone)),
    }
}

fn text(it: &SampleDay, zone: Zone) -> String {
    let head = format!(
        "{} ({}), {} às {}. Dia inventado: {} famílias, {} pessoas, {} senhas em duas semanas. \
         Ninguém daqui existe.",
        it.unit,
        it.place,
        day_title(it.day),
        it.clock,
        it.families,
        it.people,
        it.tickets
    );
    let head = words(&head, TEXT_COLUMNS).join("\n");
    let mut out = format!("{head}\n\n{}", line::text(&it.line, zone));
    if let Some(next) = &it.next {
        let why = next.priority_label();
        out += &format!("\nPróxima a chamar: {} {} ({why})\n", next.code, next.name);
    }
    if !it.last_visits.is_empty() {
        let mut visits = Table::new(&[
            ("Chegou", Align::Left),
            ("Senha", Align::Left),
            ("Nome", Align::Left),
            ("Demanda", Align::Left),
        ]);
        for row in &it.last_visits {
            visits.push(vec![
                row.arrived_clock(zone).into(),
                row.code.as_str().into(),
                row.name.as_str().into(),
                row.demand.as_str().into(),
            ]);
        }
        let day = day_title(it.last_day);
        out += &format!("\nÚltimos atendimentos de {day}\n{}", visits.text());
    }
    out + "\nNum terminal, «acolhida demo» abre a mesa com este dia.\n"
}

/// `gerar`: fills an empty file that somebody named, or writes a CECAD file;
/// both with `--cecad` and `--banco` together.
pub fn generate(global: &Global, it: &Generate) -> Done {
    let order = Order {
        families: it.families,
        months: it.months,
        seed: it.seed,
    };
    let file = match &it.cecad {
        Some(path) => Some(cecad(path, &order)?),
        None => None,
    };
    let unit = match (&it.cecad, &global.file) {
        (Some(_), None) => None,
        (Some(_) | None, _) => Some(fill(global, &order)?),
    };
    match global.format {
        Format::Json => json::print(&json::Made::of(unit.as_ref(), file)),
        Format::Text | Format::Csv => {
            let mut out = unit.as_ref().map(told).unwrap_or_default();
            if let Some((path, families)) = file {
                out += &format!("Arquivo do CECAD com {families} famílias inventadas: {path}\n");
            }
            end::print(&out)
        }
    }
}

fn cecad(path: &Path, order: &Order) -> Result<(String, u64), End> {
    let today = match open::held_clock()? {
        Some(held) => held.date(),
        None => BRASILIA.day(Clock::System.now()),
    };
    let mut bar = Bar::new();
    let families = write_cecad(path, order, today, &mut |percent| {
        bar.show(percent, "arquivo do CECAD");
    })?;
    Ok((path.display().to_string(), families))
}

fn fill(global: &Global, order: &Order) -> Result<Generated, End> {
    let Some(path) = open::chosen(global) else {
        return Err(End::Usage(
            "Diga em que arquivo novo ficam os dados inventados: --banco CAMINHO. O arquivo da \
             unidade nunca os recebe por engano."
                .to_string(),
        ));
    };
    let mut desk = open::at(&path)?;
    if desk.is_set_up() {
        desk = open::entered(global)?;
    }
    let mut bar = Bar::new();
    let made = desk.generate(order, &mut |percent| bar.show(percent, "famílias e dias"))?;
    Ok(made)
}

fn told(made: &Generated) -> String {
    let mut out = format!(
        "Gerado: {} famílias, {} pessoas, {} senhas, de {} a {}. Ninguém daqui existe.\n",
        made.families,
        made.people,
        made.tickets,
        made.from.format("%d/%m/%Y"),
        made.until.format("%d/%m/%Y")
    );
    if !made.team.is_empty() {
        out += "\nEquipe inventada; cada senha serve uma vez e não será mostrada de novo:\n";
    }
    for it in &made.team {
        let role = it.role.label();
        out += &format!("  {:<8} {:<24} {role}\n", it.login, it.password);
    }
    out
}
