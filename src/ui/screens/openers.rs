//! Who opened a family: the report against curiosity. Only for whoever
//! answers for the access log.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::Looked;
use crate::domain::date::show;
use crate::domain::family::Family;
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::ui::{Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen};

pub struct Openers {
    family: Id<Family>,
    list: List<Looked>,
}

impl Openers {
    pub fn of(family: Id<Family>) -> Self {
        let mut list: List<Looked> = List::new(|a, b| a == b);
        list.empty = "Ninguém abriu esta família ainda.";
        Self { family, list }
    }
}

const COLUMNS: &[Column<Looked>] = &[
    Column::new("Quando", 16, |it: &Looked, look| {
        Cell::from(format!(
            "{} {}",
            show(look.zone.day(it.at)),
            look.zone.clock(it.at)
        ))
    }),
    Column::new("Quem", 14, |it: &Looked, _| Cell::from(it.who.clone())).grow(2),
    Column::new("O que fez", 15, |it: &Looked, _| Cell::from(it.action)),
    Column::new("Máquina", 10, |it: &Looked, _| {
        Cell::from(it.machine.clone())
    })
    .grow(1)
    .drop(1),
];

impl Screen for Openers {
    fn title(&self) -> Cow<'_, str> {
        "Quem abriu".into()
    }

    fn help(&self) -> &str {
        "Quem abriu, revelou ou imprimiu dados desta família e de suas pessoas, do mais novo ao \
         mais antigo. Ninguém pode apagar este registro."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        let family = self.family;
        cx.fetch(
            "ler quem abriu",
            move |desk: &mut Desk| desk.who_opened(family),
            |it: &mut Self, rows, _| it.list.set(rows),
        );
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        cx.close();
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.list.draw(canvas, area, COLUMNS);
    }

    fn key(&mut self, key: Key, _: &mut Cx<'_>) -> Handled {
        self.list.key(key).into()
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain("PgDn", "mais", "Mostra as linhas seguintes.")]
    }
}
