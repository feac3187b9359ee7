//! Invented data from the command line: the sample day as text where there is
//! no terminal for it, and files of any size.

use std::fmt::Write;
use std::io::IsTerminal;

use super::args::{Format, Generate, Global};
use super::end::{self, Done};
use super::{line, open};
use crate::app::sample::{Order, SampleDay, hour, sample_day, write_cecad};
use crate::app::{Clock, Desk};
use crate::domain::time::{Zone, day_title};

/// The sample day; `ACOLHIDA_AGORA` holds its clock, else it goes on by itself.
pub fn day() -> Result<Desk, end::End> {
    let clock = match open::held_clock()? {
        Some(local) => {
            let zone = crate::domain::time::BRASILIA;
            Clock::held(zone.instant(local.date(), local.time()))
        }
        None => Clock::running(hour()),
    };
    Ok(sample_day(clock)?)
}

/// The whole desk in memory, nothing left behind.
pub fn demo(global: &Global) -> Done {
    let mut desk = day()?;
    let day = desk.day_as_text()?;
    match global.format {
        Format::Text => end::print(&text(&day, desk.zone())),
        Format::Csv | Format::Json => line::show(global.format, &day.line, &desk),
    }
}

fn text(it: &SampleDay, zone: Zone) -> String {
    let mut out = format!(
        "{} · {} · {} · {}\nDia inventado: {} famílias, {} pessoas, {} senhas em duas semanas. \
         Ninguém daqui existe.\n\n",
        it.unit,
        it.place,
        day_title(it.day),
        it.clock,
        it.families,
        it.people,
        it.tickets
    );
    out += &line::text(&it.line, zone);
    // Writing to a String cannot fail.
    if let Some(next) = &it.next {
        let why = next.grounds.label();
        let _ = writeln!(
            out,
            "\nPróxima a chamar: {} {} ({why})",
            next.code, next.name
        );
    }
    let _ = writeln!(out, "\nÚltimos atendimentos de {}", day_title(it.last_day));
    for row in &it.last_visits {
        let arrived = row.arrived_clock(zone);
        let _ = writeln!(
            out,
            "  {arrived}  {:<6} {} – {}",
            row.code, row.name, row.demand
        );
    }
    out + "\nNum terminal, «acolhida demo» abre a mesa com este dia.\n"
}

/// `gerar`: fills an empty file; the first passwords are shown once.
pub fn generate(global: &Global, it: &Generate) -> Done {
    let order = Order {
        families: it.families,
        months: it.months,
        seed: it.seed,
    };
    let mut desk = open::at(&open::path(global)?)?;
    if desk.is_set_up() {
        desk = open::entered(global)?;
    }
    let made = desk.generate(&order, &mut |percent| progress("famílias e dias", percent))?;
    if let Some(path) = &it.cecad {
        let families = write_cecad(path, &order, desk.today(), &mut |percent| {
            progress("arquivo do CECAD", percent);
        })?;
        end::tell(&format!(
            "Arquivo do CECAD com {families} famílias: pronto."
        ));
    }
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
        let _ = writeln!(out, "  {:<8} {:<24} {role}", it.login, it.password);
    }
    end::print(&out)
}

/// One line that rewrites itself, only for somebody who looks.
fn progress(what: &str, percent: u8) {
    if std::io::stderr().is_terminal() {
        let end = if percent == 100 { "\n" } else { "" };
        eprint!("\r{what}: {percent:>3} %{end}");
    }
}
