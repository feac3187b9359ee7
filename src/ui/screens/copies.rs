//! Copies of the unit's file: make one now, see which there are, hear in plain
//! words whether one is good. Going back to a copy is a command, not a key:
//! nobody should be at the other desks when it happens.

use std::fmt::Write;

use super::about::size;
use super::catalog::{Catalog, Kept, Read};
use super::reading::Reading;
use crate::app::{CopyFile, Verdict};
use crate::domain::date::show;
use crate::ui::{Binding, Cell, Column, Cx, Desk, Topic};

pub type Copies = Catalog<CopyList>;

pub struct CopyList;

impl Default for Copies {
    fn default() -> Self {
        Self::of(
            CopyList,
            "Nenhuma cópia ainda. F2 faz a primeira; guarde uma fora deste computador.",
            |a, b| a.path == b.path,
            |it| it.name.clone(),
        )
    }
}

const COLUMNS: &[Column<CopyFile>] = &[
    Column::new("Cópia", 28, |it: &CopyFile, _| Cell::from(it.name.clone())).grow(1),
    Column::new("Feita", 16, |it: &CopyFile, look| {
        Cell::from(it.made_at.map_or_else(String::new, |at| {
            format!("{} {}", show(look.zone.day(at)), look.zone.clock(at))
        }))
    })
    .drop(1),
    Column::new("Tamanho", 9, |it: &CopyFile, _| Cell::from(size(it.bytes)))
        .right()
        .drop(2),
];

impl Copies {
    fn make(&mut self, cx: &mut Cx<'_>) {
        cx.write(
            "copiar o arquivo",
            Topic::Unit,
            |desk: &mut Desk| desk.back_up(None),
            |_: &mut Self, copy, cx| {
                let good = if copy.verdict.holds() {
                    "conferida"
                } else {
                    "COM PROBLEMAS: confira com Enter"
                };
                let size = size(copy.bytes);
                cx.say(format!(
                    "Cópia feita e {good} ({size}). Guarde outra em outro lugar."
                ));
            },
        );
    }

    fn check_own(&mut self, cx: &mut Cx<'_>) {
        cx.fetch(
            "conferir o arquivo",
            |desk: &mut Desk| desk.verify(),
            |_: &mut Self, verdict, cx| cx.push(told("o arquivo em uso", &verdict)),
        );
    }
}

/// The verdict in plain words.
fn told(name: &str, it: &Verdict) -> Reading {
    let mut out = format!("# Conferência: {name}\n\n");
    out += if it.holds() {
        "Está tudo certo: nada falta, nada foi mudado por fora.\n\n"
    } else {
        "**Há problemas.** Não apague nada e avise a coordenação.\n\n"
    };
    for check in &it.checks {
        // Writing to a String cannot fail.
        let word = if check.problems.is_empty() {
            "certo"
        } else {
            "PROBLEMA"
        };
        let _ = writeln!(out, "| {word} | {} |", check.label);
        for problem in &check.problems {
            let _ = writeln!(out, "- {problem}");
        }
        if !check.problems.is_empty() {
            let _ = writeln!(out, "\n{}\n", check.next);
        }
    }
    let _ = write!(
        out,
        "\nDiário (atos): {} linhas, fim {}\n\nRegistro de acessos: {} linhas, fim {}\n\n\
         Anotados no papel, estes dois fins provam mais tarde que nada foi cortado do fim.\n",
        it.acts, it.acts_tip, it.looks, it.looks_tip
    );
    Reading::new(
        "Conferência",
        "O que foi conferido e o que se achou. Voltar a uma cópia: saiam todos do programa e rode \
         «acolhida restaurar ARQUIVO».",
        &out,
    )
}

pub static KEYS: &[Binding<Copies>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "copiar agora",
        "Faz uma cópia do arquivo da unidade e a confere.",
        Copies::make,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "conferir o arquivo",
        "Confere o arquivo em uso: se está inteiro e se ninguém mexeu nele por fora.",
        Copies::check_own,
    ),
];

impl Kept for CopyList {
    type Row = CopyFile;

    const TITLE: &'static str = "Cópias";
    const HELP: &'static str = "Faça uma cópia no fim de cada dia e leve uma, toda semana, para \
        fora deste computador: pendrive guardado em lugar fechado. Enter confere a cópia marcada. \
        Para voltar a uma cópia, saiam todos do programa e rode «acolhida restaurar ARQUIVO».";
    const BOX: &'static str = "Cópia";
    const DOING: &'static str = "ver as cópias";
    const ENTER: (&'static str, &'static str) = ("conferir", "Confere a cópia marcada.");

    fn columns(&self) -> &'static [Column<CopyFile>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Copies>] {
        KEYS
    }

    fn read(&self) -> Read<CopyFile> {
        Box::new(|desk: &mut Desk| desk.copies())
    }

    fn open(_: &mut Copies, it: CopyFile, cx: &mut Cx<'_>) {
        cx.fetch(
            "conferir a cópia",
            move |_: &mut Desk| Desk::verify_copy(&it.path),
            move |_: &mut Copies, verdict, cx| cx.push(told(&it.name, &verdict)),
        );
    }
}
