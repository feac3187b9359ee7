//! What people would like to learn, counted: by course, and of the marked one
//! by bairro, age and schooling. Numbers only; it is what a unit takes along
//! when courses are chosen, and a class can be opened from here.

use std::any::Any;
use std::borrow::Cow;

use ratatui::layout::Rect;

use super::card::CourseScreen;
use super::{asked, form};
use crate::app::DemandLine;
use crate::domain::fault::Refused;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
    Topic, Topics,
};

const NONE: &str = "Ninguém pediu curso ainda. O pedido se anota na ficha da pessoa, em «cursos».";
/// Columns of the longest bar.
const BAR_COLUMNS: u32 = 16;

pub struct Demand {
    rows: Finder<Row>,
    answered: bool,
}

struct Row {
    line: DemandLine,
    /// Of the course most asked for.
    most: u32,
}

impl Default for Demand {
    fn default() -> Self {
        let mut rows = Finder::new(|a: &Row, b: &Row| a.line.title == b.line.title)
            .local(|it| it.line.title.clone());
        rows.list.empty = NONE;
        Self {
            rows,
            answered: false,
        }
    }
}

impl Demand {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "procura",
            "contar os pedidos de curso",
            |desk: &mut Desk| desk.demand(),
            |it: &mut Self, lines, _| {
                it.answered = true;
                let most = lines.iter().map(|it| it.many).max().unwrap_or(0);
                let rows = lines.into_iter().map(|line| Row { line, most });
                it.rows.list.set(rows.collect());
            },
        );
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.list.selected() {
            form::open_titled::<Self>(&it.line.title, cx);
        }
    }

    /// The number or the fragment becomes the marked row.
    fn enter(&mut self, cx: &mut Cx<'_>) {
        match self.rows.key(Key::Enter) {
            Found::Row(n) => {
                self.rows.list.select(n);
                self.rows.line.clear();
            }
            Found::Unclear(_) if self.rows.list.is_empty() => cx.warn(NONE),
            Found::Unclear(_) => cx.warn("Não há um só curso assim na lista."),
            Found::Typed | Found::Moved | Found::No => {}
        }
    }

    fn none(&self) -> Option<&'static str> {
        self.rows.list.is_empty().then_some(NONE)
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("Curso", 22, |it: &Row, _| {
        Cell::from(it.line.title.as_str())
    })
    .grow(2),
    Column::new("Pediram", 7, |it: &Row, _| {
        Cell::from(it.line.many.to_string())
    })
    .right(),
    Column::new("", 16, |it: &Row, _| {
        let columns = (it.line.many * BAR_COLUMNS).div_ceil(it.most.max(1));
        Cell::from("█".repeat(usize::try_from(columns).unwrap_or(0)))
    })
    .drop(2),
    Column::new("", 12, |it: &Row, _| match it.line.has_class {
        true => Cell::toned("há turma", Tone::Good),
        false => Cell::toned("sem turma", Tone::Warn),
    })
    .drop(1),
];

pub static KEYS: &[Binding<Demand>] = &[
    Binding::new(
        "enter",
        &[],
        "ver",
        "Mostra embaixo quem pediu o curso do número ou do nome digitado, em números.",
        Demand::enter,
    )
    .off(Demand::none),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "abrir turma",
        "Nova turma com o nome do curso marcado (equipe técnica e coordenação).",
        Demand::add,
    )
    .off(Demand::none),
];

/// "Bairros: Coqueiral 5, Lamarão 3".
fn parts(line: &DemandLine) -> Vec<String> {
    let of = |title: &str, all: &[(String, u32)]| {
        let all = all.iter().map(|(what, many)| format!("{what} {many}"));
        format!("{title}: {}", all.collect::<Vec<_>>().join(", "))
    };
    vec![
        of("Idade", &line.by_age),
        of("Escolaridade", &line.by_schooling),
        of("Bairros", &line.by_district),
    ]
}

impl Screen for Demand {
    fn title(&self) -> Cow<'_, str> {
        "Procura por cursos".into()
    }

    fn help(&self) -> &str {
        "O que as pessoas pediram para aprender, do mais pedido ao menos, e se alguma turma aberta \
         responde. Embaixo, quem pediu o curso marcado: idade, escolaridade, bairro, só em números. \
         Quando a turma abre, quem pediu é chamado primeiro, pela tela da turma."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Courses, Topic::People]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if !self.answered {
            cx.close();
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        if let Ok(it) = answer.downcast::<form::Written>() {
            cx.push(CourseScreen::of(it.0));
            asked::after_opened::<Self>(it.0, cx);
        }
    }

    fn holds(&self, _: Key) -> bool {
        !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let rest = self.rows.draw_box(canvas, area, "Curso");
        let cursor = canvas.cursor_position();
        let told = (self.rows.list.selected()).map_or_else(Vec::new, |it| parts(&it.line));
        let told: Vec<String> = told
            .iter()
            .flat_map(|it| wrap(it, rest.width).into_iter().take(2))
            .collect();
        // Courses keep more than half of a small window.
        let below = u16::try_from(told.len()).unwrap_or(0).min(rest.height / 2);
        let list = Rect {
            height: rest.height - below,
            ..rest
        };
        self.rows.list.draw(canvas, list, COLUMNS);
        for (row, text) in (list.height..rest.height).zip(&told) {
            canvas.line(rest, row, text, Tone::Plain);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.rows.key(key) {
            Found::Typed | Found::Moved | Found::Row(_) | Found::Unclear(_) => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let _ = self.rows.paste(text);
        Handled::Yes
    }
}
