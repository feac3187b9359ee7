//! `verificar --declaracao`: whether the unit gave out a paper with that code.
//! Whoever asks holds the paper, so the answer confirms it and tells no more:
//! the name comes shortened and the document not at all.

use super::args::{Format, Global};
use super::end::{self, Done};
use super::{json, open};
use crate::domain::name::short;

pub fn verify(global: &Global, code: &str) -> Done {
    let mut desk = open::existing(global)?;
    let it = desk.check_declaration(code)?;
    let name = short(&it.name);
    match global.format {
        Format::Json => json::print(&json::Confirmed::of(&it, &name)),
        Format::Text | Format::Csv => end::print(&format!(
            "CONFERE: declaração nº {}, código {}.\n{name}, {}, das {} às {}.\n",
            it.title(),
            it.code_shown(),
            it.day.format("%d/%m/%Y"),
            it.arrived,
            it.left
        )),
    }
}
