//! Copies of the unit's file: make one now, see which there are, hear in plain
//! words whether one is good. Going back to a copy is a command, not a key:
//! nobody should be at the other desks when it happens.

use std::borrow::Cow;
use std::fmt::Write;

use ratatui::layout::Rect;

use super::about::size;
use super::reading::Reading;
use crate::app::{CopyFile, Verdict};
use crate::domain::date::show;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Topic,
    Topics,
};

pub struct Copies {
    finder: Finder<CopyFile>,
}

impl Default for Copies {
    fn default() -> Self {
        let mut finder: Finder<CopyFile> =
            Finder::new(|a: &CopyFile, b| a.path == b.path).local(|it| it.name.clone());
        finder.list.empty =
            "Nenhuma cópia ainda. F2 faz a primeira; guarde uma fora deste computador.";
        Self { finder }
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
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "copias",
            "ver as cópias",
            |desk: &mut Desk| desk.copies(),
            |it: &mut Self, list, _| it.finder.list.set(list),
        );
    }

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

    fn check(&mut self, n: usize, cx: &mut Cx<'_>) {
        let Some(it) = self.finder.list.items().get(n) else {
            return;
        };
        let (path, name) = (it.path.clone(), it.name.clone());
        self.finder.line.clear();
        cx.fetch(
            "conferir a cópia",
            move |_: &mut Desk| Desk::verify_copy(&path),
            move |_: &mut Self, verdict, cx| cx.push(told(&name, &verdict)),
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

impl Screen for Copies {
    fn title(&self) -> Cow<'_, str> {
        "Cópias".into()
    }

    fn help(&self) -> &str {
        "Faça uma cópia no fim de cada dia e leve uma, toda semana, para fora deste computador: \
         pendrive guardado em lugar fechado. Enter confere a cópia marcada. Para voltar a uma \
         cópia, saiam todos do programa e rode «acolhida restaurar ARQUIVO»."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Unit) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Cópia", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.finder.key(key) {
            Found::Row(n) => self.check(n, cx),
            Found::Unclear(_) if self.finder.list.is_empty() => {
                cx.warn("Nenhuma cópia ainda: F2 faz a primeira.");
            }
            Found::Unclear(_) => cx.warn("Não há uma só cópia assim na lista."),
            Found::Typed | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![Hint::plain("Enter", "conferir", "Confere a cópia marcada.")];
        all.extend(hints(KEYS, self));
        all
    }
}
