//! `cadernos`: the shelf of activities, and one of them whole. Opens no unit
//! and asks no password; only the folder beside its file is looked into.

pub mod args;

use self::args::{Activities, What};
use super::args::{Format, Global};
use super::end::{self, Done, End};
use super::{json, open};
use crate::app::shelf_in;
use crate::domain::activities::{Activity, Shelf, Wanted};
use crate::paper::{Align, Table, Width, activity};

pub fn run(global: &Global, it: &Activities) -> Done {
    // A folder that nobody can tell has no books either.
    let file = open::path(global).ok();
    let shelf = shelf_in(file.as_deref().and_then(std::path::Path::parent));
    match &it.what {
        Some(What::Show { code, roll }) => show(&shelf, code, *roll, global.format),
        None => list(&shelf, it, global.format),
    }
}

fn list(shelf: &Shelf, it: &Activities, format: Format) -> Done {
    for fault in &shelf.faults {
        end::tell(&fault.text());
    }
    let found = shelf.find(&Wanted {
        text: it.words.clone(),
        axis: it.axis,
        band: it.band,
    });
    match format {
        Format::Json => json::print(&json::ActivityShelf::of(shelf, &found)),
        Format::Csv => end::print(&full(found.iter().map(AsRef::as_ref)).csv()),
        Format::Text if found.is_empty() => {
            end::print("Nenhuma atividade assim. Tente menos palavras, ou sem --eixo e --faixa.\n")
        }
        Format::Text => {
            let table = short(found.iter().map(AsRef::as_ref));
            end::print(&table.text_in(open::width(it.width)))
        }
    }
}

fn show(shelf: &Shelf, code: &str, roll: bool, format: Format) -> Done {
    let Some(it) = shelf.by_code(code) else {
        return End::refused(format!(
            "Não há atividade com o código «{code}». Veja os códigos com «acolhida cadernos».",
        ));
    };
    let width = if roll { Width::Roll } else { Width::Sheet };
    match format {
        Format::Json => json::print(&json::Activity::whole(it)),
        Format::Csv => Err(End::Usage(
            "Uma atividade inteira sai como texto ou json; o csv é só da lista.".to_string(),
        )),
        Format::Text => end::print(&activity::page(it, width, String::new()).text()),
    }
}

fn short<'a>(all: impl Iterator<Item = &'a Activity>) -> Table {
    let mut table = Table::new(&[
        ("Código", Align::Left),
        ("Atividade", Align::Left),
        ("Idades", Align::Left),
        ("Min", Align::Right),
    ]);
    for it in all {
        table.push(vec![
            it.code.as_str().into(),
            it.title.as_str().into(),
            it.bands_text().into(),
            it.minutes.into(),
        ]);
    }
    table
}

fn full<'a>(all: impl Iterator<Item = &'a Activity>) -> Table {
    let mut table = Table::new(&[
        ("Código", Align::Left),
        ("Atividade", Align::Left),
        ("Eixo", Align::Left),
        ("Idades", Align::Left),
        ("Temas", Align::Left),
        ("Minutos", Align::Right),
        ("Materiais", Align::Left),
        ("Caderno", Align::Left),
    ]);
    for it in all {
        table.push(vec![
            it.code.as_str().into(),
            it.title.as_str().into(),
            it.axis.label().into(),
            it.bands_text().into(),
            it.themes.join(", ").into(),
            it.minutes.into(),
            it.materials.as_str().into(),
            it.book.as_str().into(),
        ]);
    }
    table
}
