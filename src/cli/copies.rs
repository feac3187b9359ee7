//! `backup`, `restaurar`, `verificar`.

use std::path::Path;

use super::args::{Format, Global};
use super::end::{self, Done, End};
use super::{json, open};
use crate::app::{Desk, Verdict};
use crate::paper::table::TEXT_COLUMNS;
use crate::paper::wrap::words;
use crate::paper::{Align, Table};

pub fn back_up(global: &Global, to: Option<&Path>) -> Done {
    let mut desk = open::entered(global)?;
    let copy = desk.back_up(to)?;
    match global.format {
        Format::Json => json::print(&json::Copied::of(&copy)),
        Format::Text | Format::Csv => end::print(&format!(
            "Cópia feita e conferida: {} ({} KB).\nO arquivo não é cifrado: guarde onde só a \
             coordenação abre.\n",
            copy.path.display(),
            copy.bytes.div_ceil(1024)
        )),
    }
}

/// On a computer without a unit anybody may: that is how a unit comes back.
pub fn restore(global: &Global, from: &Path) -> Done {
    let path = open::path(global)?;
    let mut desk = open::at(&path)?;
    if desk.is_set_up() {
        open::enter(&mut desk, global)?;
    }
    let before = desk.restore(from)?;
    match global.format {
        Format::Json => json::print(&json::Restored {
            file: path.display().to_string(),
            before: before.path.display().to_string(),
        }),
        Format::Text | Format::Csv => end::print(&format!(
            "Cópia restaurada. O que estava no lugar ficou em {}.\n",
            before.path.display()
        )),
    }
}

pub fn verify(global: &Global, copy: Option<&Path>) -> Done {
    let verdict = match copy {
        None => open::existing(global)?.verify()?,
        Some(copy) if !copy.is_file() => {
            return End::refused("Não achei este arquivo. Confira o caminho.");
        }
        Some(copy) => Desk::verify_copy(copy)?,
    };
    match global.format {
        Format::Json => json::print(&json::Verified::of(&verdict))?,
        Format::Csv => end::print(&table(&verdict).csv())?,
        Format::Text => end::print(&text(&verdict))?,
    }
    if verdict.holds() {
        Ok(())
    } else {
        End::refused(
            "Há problemas. Não apague nada e avise a coordenação; o que fazer está em cada um.",
        )
    }
}

fn table(verdict: &Verdict) -> Table {
    let mut table = Table::new(&[("Conferência", Align::Left), ("Problema", Align::Left)]);
    for check in &verdict.checks {
        if check.problems.is_empty() {
            table.push(vec![check.label.into(), "".into()]);
        }
        for problem in &check.problems {
            table.push(vec![check.label.into(), problem.clone().into()]);
        }
    }
    table
}

fn text(verdict: &Verdict) -> String {
    let mut out = String::new();
    for check in &verdict.checks {
        let mark = if check.problems.is_empty() {
            "certo "
        } else {
            "ERRADO"
        };
        out.push_str(&format!("{mark}  {}\n", check.label));
        for problem in &check.problems {
            out.push_str(&format!("        {problem}\n"));
        }
        if !check.problems.is_empty() {
            for line in words(check.next, TEXT_COLUMNS - 8) {
                out.push_str(&format!("        {line}\n"));
            }
        }
    }
    out.push_str(&format!(
        "\nDiário: {} atos, último {}\nAcessos: {}, último {}\n",
        verdict.acts, verdict.acts_tip, verdict.looks, verdict.looks_tip
    ));
    out
}
