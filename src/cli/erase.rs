//! `eliminar` and `expurgo`: what goes for good. Both count first when asked;
//! the first has to be told in so many words, because nothing brings it back.

use super::args::{Erase, Format, Global};
use super::end::{self, Done, End};
use super::{json, open};
use crate::app::{Desk, Erasure, Source};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::paper::table::TEXT_COLUMNS;
use crate::paper::wrap::words;

pub fn run(global: &Global, it: &Erase) -> Done {
    let mut desk = open::entered(global)?;
    let person = the_one(&mut desk, &it.words.join(" "))?;
    let told = desk.erase_subject(person, &it.reason, it.rehearse)?;
    match global.format {
        Format::Json => json::print(&json::Erased::of(&told)),
        Format::Text | Format::Csv => end::print(&text(&told)),
    }
}

pub fn purge(global: &Global, rehearse: bool) -> Done {
    let mut desk = open::entered(global)?;
    let told = desk.purge_pages(rehearse)?;
    if global.format == Format::Json {
        return json::print(&json::Purged::of(&told));
    }
    let kept = match told.days {
        0 => {
            "As páginas impressas ficam guardadas para sempre (veja as configurações).".to_string()
        }
        days => format!("As páginas impressas ficam guardadas por {days} dias."),
    };
    let kib = told.bytes.div_ceil(1024);
    let gone = match (told.pages, told.done) {
        (0, _) => "Nenhuma passou do prazo.".to_string(),
        (pages, true) => format!("Apagadas: {pages} ({kib} KB)."),
        (pages, false) => format!("Passaram do prazo: {pages} ({kib} KB). Nada foi apagado."),
    };
    end::print(&format!("{kept}\n{gone}\n"))
}

/// The one person of the desk's registry whom the words find.
fn the_one(desk: &mut Desk, typed: &str) -> Result<Id<Person>, End> {
    let found = desk.search_listed(typed)?;
    let mut people: Vec<Id<Person>> = found
        .rows
        .iter()
        .filter_map(|it| match it.source {
            Source::Desk { person, .. } => Some(person),
            Source::Base { .. } => None,
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    match (people[..].first(), people.len()) {
        (Some(one), 1) if !found.more => Ok(*one),
        (None, _) => End::refused(
            "Não achei ninguém no cadastro da unidade. Diga o CPF, o NIS ou o nome; quem só consta \
             na base do CadÚnico não tem cadastro aqui.",
        ),
        (Some(_), many) => End::refused(format!(
            "Achei {many} pessoas. Diga o CPF, o NIS ou mais um pedaço do nome, para ser uma só."
        )),
    }
}

fn text(it: &Erasure) -> String {
    let families: Vec<String> = it.families.iter().map(|it| format!("nº {it}")).collect();
    let counted = [
        ("cadastros da pessoa", it.records.to_string()),
        ("documentos", it.documents.to_string()),
        ("telefones", it.phones.to_string()),
        ("endereços", it.addresses.to_string()),
        ("prontuários em que está só", families.join(", ")),
        ("senhas, que ficam sem nome", it.tickets.to_string()),
        ("horários da agenda, idem", it.appointments.to_string()),
        ("declarações, idem", it.declarations.to_string()),
        ("registros do diário, esvaziados", it.acts.to_string()),
        ("páginas impressas com o nome", it.pages.to_string()),
    ];
    let mut out = String::new();
    for (what, count) in counted {
        if !count.is_empty() && count != "0" {
            out.push_str(&format!("{count:>10}  {what}\n"));
        }
    }
    out.push_str(if it.done {
        "\nEliminado. O diário continua inteiro: «acolhida verificar» confere.\n"
    } else {
        "\nEnsaio: nada foi eliminado. Não haverá volta.\n"
    });
    for line in &it.remains {
        out.push('\n');
        out.push_str(&words(line, TEXT_COLUMNS).join("\n"));
        out.push('\n');
    }
    out
}
