//! `exportar`, and `importar` of the lists of the agenda: spreadsheets that
//! go out and come back.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::args::{Export, ExportTo, Format, Global, SheetFile};
use super::end::{self, Done, End};
use super::{json, open};
use crate::app::SheetDone;
use crate::paper::Table;

pub fn export(global: &Global, what: &Export) -> Done {
    let desk = open::entered(global)?;
    match what {
        Export::Services(to) => write(&desk.services_sheet()?, to),
        Export::Hours(to) => write(&desk.hours_sheet()?, to),
    }
}

pub fn services(global: &Global, it: &SheetFile) -> Done {
    let mut desk = open::entered(global)?;
    let done = desk.import_services(&it.sheet, it.rehearse)?;
    told(global.format, &done, it.rehearse)
}

pub fn hours(global: &Global, it: &SheetFile) -> Done {
    let mut desk = open::entered(global)?;
    let done = desk.import_hours(&it.sheet, it.rehearse)?;
    told(global.format, &done, it.rehearse)
}

/// Always CSV: it is what comes back. Never over a file that is there.
fn write(table: &Table, to: &ExportTo) -> Done {
    let Some(path) = &to.to else {
        return end::print(&table.csv());
    };
    if new_file(path, &table.csv()).is_err() {
        return End::refused(
            "Não consegui criar o arquivo: ele já existe ou a pasta não deixa gravar.",
        );
    }
    let rows = table.rows.len();
    end::print(&format!("{}: {rows} linhas.\n", path.display()))
}

fn new_file(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    // The mark tells a spreadsheet that the accents are UTF-8.
    file.write_all("\u{feff}".as_bytes())?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn told(format: Format, it: &SheetDone, rehearsed: bool) -> Done {
    if format == Format::Json {
        return json::print(&json::SheetLoaded::of(it));
    }
    let mut out = format!(
        "Novos: {}. Mudados: {}. Iguais: {}.",
        it.added, it.changed, it.kept
    );
    if it.ended > 0 {
        out += &format!(" Terminam: {}.", it.ended);
    }
    out.push('\n');
    if it.clashes > 0 {
        out += &format!(
            "Atenção: {} colisões de pessoa ou de sala; veja em «Quem atende e quando».\n",
            it.clashes
        );
    }
    out += match (it.stored, rehearsed) {
        (true, _) => "Gravado.\n",
        (false, true) => "Ensaio: nada foi gravado.\n",
        (false, false) => "Nada a mudar.\n",
    };
    end::print(&out)
}
