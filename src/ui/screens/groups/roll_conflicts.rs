//! Where two people marked the same person differently: both marks, who gave
//! the other one, and which stays. Nothing is written over without a key.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::RollConflict;
use crate::domain::groups::{Change, Mark};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{Binding, Canvas, Cell, Column, Cx, Handled, Hint, Key, List, Screen, Tone};

/// The marks to write over the other person's; none when all of theirs stay.
pub struct Decided(pub Vec<Change<Id<Person>>>);

pub struct Conflicts {
    list: List<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    it: RollConflict,
    /// Ours goes over theirs.
    ours: bool,
}

impl Conflicts {
    pub fn new(all: Vec<RollConflict>) -> Self {
        let mut list: List<Row> = List::new(|a: &Row, b| a.it.person == b.it.person);
        list.set(all.into_iter().map(|it| Row { it, ours: false }).collect());
        Self { list }
    }

    fn decide(&mut self, ours: bool) {
        let at = self.list.selected_index();
        let mut rows = self.list.items().to_vec();
        if let Some(row) = rows.get_mut(at) {
            row.ours = ours;
        }
        self.list.set(rows);
        self.list.select(at + 1);
    }

    fn theirs(&mut self, _: &mut Cx<'_>) {
        self.decide(false);
    }

    fn ours(&mut self, _: &mut Cx<'_>) {
        self.decide(true);
    }

    fn done(&mut self, cx: &mut Cx<'_>) {
        let ours = self.list.items().iter().filter(|it| it.ours);
        let changes = ours.map(|Row { it, .. }| Change {
            person: it.person,
            seen: it.theirs,
            mark: it.ours,
        });
        cx.close_with(Decided(changes.collect()));
    }
}

pub static KEYS: &[Binding<Conflicts>] = &[
    Binding::new(
        "o",
        &[],
        "do outro",
        "Fica o que a outra pessoa marcou.",
        Conflicts::theirs,
    ),
    Binding::new(
        "m",
        &[],
        "minha",
        "Fica o que você marcou; a marca anterior continua no histórico.",
        Conflicts::ours,
    ),
    Binding::new(
        "F10",
        &["enter", "ctrl+s"],
        "gravar",
        "Grava as escolhas da coluna «Fica».",
        Conflicts::done,
    ),
];

const COLUMNS: &[Column<Row>] = &[
    Column::new("Nome", 14, |it: &Row, _| Cell::name(it.it.name.clone())).grow(2),
    Column::new("Outra", 9, |it: &Row, _| Cell::from(short(it.it.theirs))),
    Column::new("Quem", 12, |it: &Row, _| Cell::name(it.it.by.clone()))
        .grow(1)
        .drop(1),
    Column::new("Você", 9, |it: &Row, _| Cell::from(short(it.it.ours))),
    Column::new("Fica", 8, |it: &Row, _| match it.ours {
        true => Cell::toned("a minha", Tone::Warn),
        false => Cell::from("a dela"),
    }),
];

fn short(mark: Option<Mark>) -> &'static str {
    match mark {
        None => "sem marca",
        Some(Mark::Present) => "presente",
        Some(Mark::Absent(None)) => "faltou",
        Some(Mark::Absent(Some(_))) => "motivo",
    }
}

fn said(mark: Option<Mark>) -> String {
    mark.map_or_else(|| "sem marca".to_owned(), Mark::text)
}

impl Screen for Conflicts {
    fn title(&self) -> Cow<'_, str> {
        "Marcas diferentes".into()
    }

    fn help(&self) -> &str {
        "Enquanto você marcava, outra pessoa marcou e gravou o mesmo encontro. O que só uma marcou \
         já está gravado. Aqui está onde as duas marcaram diferente: fica a da outra pessoa, a não \
         ser que você tecle m. Enter grava; Esc deixa tudo como a outra marcou."
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let told = "Outra pessoa gravou esta chamada enquanto você marcava.";
        let rows = if area.height > 6 {
            canvas.wrapped(area, told, Tone::Warn) + 1
        } else {
            0
        };
        let last = u16::from(area.height > 4);
        if let Some(Row { it, .. }) = self.list.selected().filter(|_| last > 0) {
            let (theirs, ours) = (said(it.theirs), said(it.ours));
            let name = canvas.look.name(&it.name);
            let text = format!("{name}: {theirs} ({}); você: {ours}.", it.by);
            canvas.line(area, area.height - 1, &text, Tone::Plain);
        }
        let list = Rect {
            y: area.y + rows.min(area.height),
            height: area.height.saturating_sub(rows + last),
            ..area
        };
        self.list.draw(canvas, list, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx).or(|| self.list.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
