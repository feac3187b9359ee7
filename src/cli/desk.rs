//! The commands that open a screen, and what they show where there is none:
//! the desk, the call panel.

use super::args::{Format, Global};
use super::end::{self, Done, End};
use super::{json, open};
use crate::paper::{Align, Table};
use crate::ui::Desk;
use crate::ui::screens::start;

const NO_TERMINAL: &str =
    "A mesa precisa de um terminal. Sem ele, use os comandos: veja «acolhida --help».";

/// The desk itself; a file that is not there yet starts with the set-up.
pub fn work(global: &Global) -> Done {
    if !open::has_terminal() {
        return End::refused(NO_TERMINAL);
    }
    let path = open::path(global)?;
    let mut desk = open::at(&path)?;
    desk.purge_in_passing();
    run(desk)
}

/// A desk on this terminal, until the person leaves it.
pub fn run(desk: Desk) -> Done {
    match start::run_desk(desk) {
        Ok(_) => Ok(()),
        Err(_) => End::refused(NO_TERMINAL),
    }
}

/// The call panel: needs nobody logged in.
pub fn panel(global: &Global) -> Done {
    let desk = open::existing(global)?;
    if global.format == Format::Text && open::has_terminal() {
        return match start::run_panel(desk) {
            Ok(_) => Ok(()),
            Err(_) => End::refused(NO_TERMINAL),
        };
    }
    let calls = desk.panel()?;
    let zone = desk.zone();
    if global.format == Format::Json {
        let rows: Vec<json::Call<'_>> = calls.iter().map(|it| json::Call::of(it, zone)).collect();
        return json::print(&rows);
    }
    let mut table = Table::new(&[
        ("Senha", Align::Left),
        ("Mesa", Align::Left),
        ("Nome", Align::Left),
        ("Hora", Align::Left),
    ]);
    for it in &calls {
        table.push(vec![
            it.code.as_str().into(),
            it.seat.as_str().into(),
            it.name.clone().into(),
            zone.clock(it.called_at).into(),
        ]);
    }
    end::print(&match global.format {
        Format::Csv => table.csv(),
        Format::Text | Format::Json if calls.is_empty() => {
            "Ninguém foi chamado hoje.\n".to_string()
        }
        Format::Text | Format::Json => table.text(),
    })
}
