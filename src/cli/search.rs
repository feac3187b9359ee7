//! `buscar`: the box of the screens, without a screen. What the role may not
//! see is not in the answer; a list of people is a look, and is logged.

use super::args::{Format, Global, Search};
use super::end::{self, Done};
use super::{json, open};
use crate::app::{Hit, SearchAnswer, Source};
use crate::paper::{Align, Cell, Table};

pub fn run(global: &Global, it: &Search) -> Done {
    let mut desk = open::entered(global)?;
    let answer = desk.search_listed(&it.words.join(" "))?;
    match global.format {
        Format::Json => json::print(&json::Answer::of(&answer)),
        Format::Csv => end::print(&full(&answer).csv()),
        Format::Text => end::print(&text(&answer)),
    }
}

fn text(answer: &SearchAnswer) -> String {
    if answer.rows.is_empty() {
        return "Ninguém encontrado. Tente menos letras, ou outro número.\n".to_string();
    }
    let similar_from = answer.similar_from.unwrap_or(answer.rows.len());
    let (sure, similar) = answer.rows.split_at(similar_from.min(answer.rows.len()));
    let mut out = short(sure).text();
    if !similar.is_empty() {
        out.push_str("\nNomes parecidos:\n");
        out.push_str(&short(similar).text());
    }
    if answer.more {
        out.push_str("\nHá mais gente: acrescente um pedaço do nome.\n");
    }
    if let Some(month) = &answer.base_month {
        out.push_str(&format!("\nBase do CadÚnico de {month}.\n"));
    }
    out
}

fn short(rows: &[Hit]) -> Table {
    let mut table = Table::new(&[
        ("Nome", Align::Left),
        ("Idade", Align::Right),
        ("CPF", Align::Left),
        ("Bairro", Align::Left),
        ("Família", Align::Left),
        ("Hoje", Align::Left),
    ]);
    for it in rows {
        table.push(vec![
            name(it),
            it.age.as_str().into(),
            it.cpf.as_str().into(),
            it.district.open().map_or("•••", String::as_str).into(),
            family(it),
            it.ticket.as_ref().map(|(code, _)| code.as_str()).into(),
        ]);
    }
    table
}

fn full(answer: &SearchAnswer) -> Table {
    let mut table = Table::new(&[
        ("Nome", Align::Left),
        ("Nascimento", Align::Left),
        ("Idade", Align::Left),
        ("CPF", Align::Left),
        ("Bairro", Align::Left),
        ("Família", Align::Left),
        ("Parentesco", Align::Left),
        ("Pessoa de referência", Align::Left),
        ("Senha de hoje", Align::Left),
        ("Parecido", Align::Left),
    ]);
    let similar_from = answer.similar_from.unwrap_or(usize::MAX);
    for (at, it) in answer.rows.iter().enumerate() {
        table.push(vec![
            name(it),
            it.birth.date().map(|it| it.to_string()).into(),
            it.age.as_str().into(),
            it.cpf.as_str().into(),
            it.district.open().map(String::as_str).into(),
            family(it),
            it.kinship.map(|it| it.label()).into(),
            it.reference.as_str().into(),
            it.ticket.as_ref().map(|(code, _)| code.as_str()).into(),
            if at >= similar_from { "sim" } else { "" }.into(),
        ]);
    }
    table
}

fn name(it: &Hit) -> Cell {
    match (it.dead, it.former) {
        (true, _) => format!("{} (óbito)", it.name),
        (false, true) => format!("{} (saiu da família)", it.name),
        (false, false) => it.name.clone(),
    }
    .into()
}

/// Number of the Prontuário, or the código familiar of the base.
fn family(it: &Hit) -> Cell {
    match &it.source {
        Source::Desk { .. } => it.number.map(|it| format!("nº {it}")).into(),
        Source::Base { code, .. } => format!("CadÚnico {code}").into(),
    }
}
