//! The classes of the partners: when, seats left, who waits; and what asks for
//! somebody to act. Those that are over stand at the end, to be copied.

use std::any::Any;
use std::borrow::Cow;

use ratatui::layout::Rect;

use super::class_words::{about, named, seats, todo, todos};
use super::{asked, card::CourseScreen, form, import, waiting};
use crate::app::BoardLine;
use crate::domain::fault::Refused;
use crate::domain::groups::hours_text;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
    Topic, Topics,
};

const NONE: &str = "Nenhuma turma ainda. F2 põe a primeira.";

pub struct Courses {
    courses: Finder<BoardLine>,
    answered: bool,
}

impl Default for Courses {
    fn default() -> Self {
        let same = |a: &BoardLine, b: &BoardLine| a.line.course.id == b.line.course.id;
        let mut courses = Finder::new(same).local(|it| {
            let of = &it.line.course;
            format!("{} {} {} {}", of.title, of.code, of.partner, of.place)
        });
        courses.list.empty = NONE;
        Self {
            courses,
            answered: false,
        }
    }
}

impl Courses {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "cursos",
            "ver as turmas",
            |desk: &mut Desk| desk.course_board(),
            |it: &mut Self, lines: Vec<BoardLine>, _| {
                it.answered = true;
                it.courses.list.set(lines);
            },
        );
    }

    fn selected(&self) -> Option<&BoardLine> {
        self.courses.list.selected()
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        match self.courses.key(Key::Enter) {
            Found::Row(n) => {
                self.courses.list.select(n);
                self.courses.line.clear();
                if let Some(it) = self.selected() {
                    cx.push(CourseScreen::of(it.line.course.id));
                }
            }
            Found::Unclear(_) if self.courses.list.is_empty() => cx.warn(NONE),
            Found::Unclear(0) => cx.warn("Não há turma assim na lista."),
            Found::Unclear(_) => cx.warn("Há mais de uma turma assim: use as setas ou o número."),
            Found::Typed | Found::Moved | Found::No => {}
        }
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        form::open_new::<Self>(cx);
    }

    fn change(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.selected() {
            form::open::<Self>(&it.line, cx);
        }
    }

    fn copy(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.selected() {
            form::open_copy::<Self>(&it.line.course, cx);
        }
    }

    fn waiting(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.selected() {
            waiting::open(it.line.course.id, named(&it.line.course), cx);
        }
    }

    fn none(&self) -> Option<&'static str> {
        self.courses.list.is_empty().then_some(NONE)
    }
}

const COLUMNS: &[Column<BoardLine>] = &[
    Column::new("Curso", 16, |it: &BoardLine, _| {
        Cell::toned(it.line.course.title.as_str(), tone(it))
    })
    .grow(2),
    Column::new("Turma", 7, |it: &BoardLine, _| {
        Cell::toned(it.line.course.code.as_str(), Tone::Dim)
    })
    .drop(4),
    Column::new("Começa", 8, |it: &BoardLine, _| {
        let day = it.line.course.starts_on.format("%d/%m/%y");
        Cell::toned(day.to_string(), tone(it))
    }),
    Column::new("Quando", 15, |it: &BoardLine, _| {
        Cell::from(hours_text(&it.line.course.week))
    })
    .grow(1)
    .drop(3),
    Column::new("Onde", 12, |it: &BoardLine, _| {
        Cell::from(it.line.course.place.as_str())
    })
    .grow(1)
    .drop(5),
    Column::new("Livres", 6, |it: &BoardLine, _| match it.line.left {
        _ if it.over => Cell::from(""),
        (0, 0) => Cell::from("cheia"),
        (own, pool) => Cell::from(format!("{own}+{pool}")),
    })
    .right(),
    Column::new("Espera", 6, |it: &BoardLine, _| {
        Cell::from(match it.line.waiting {
            0 => String::new(),
            many => many.to_string(),
        })
    })
    .right()
    .drop(2),
    Column::new("", 12, |it: &BoardLine, _| match it.todo.first() {
        Some(it) => Cell::toned(todo(*it).0, Tone::Warn),
        None if it.over => Cell::toned("encerrada", Tone::Dim),
        None => Cell::from(""),
    })
    .drop(1),
];

fn tone(it: &BoardLine) -> Tone {
    match it.over {
        true => Tone::Dim,
        false => Tone::Plain,
    }
}

pub static KEYS: &[Binding<Courses>] = &[
    Binding::new(
        "enter",
        &[],
        "abrir",
        "Abre a turma da linha: quem está, quem espera, como foi.",
        Courses::enter,
    ),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "nova",
        "Põe uma turma na lista (equipe técnica e coordenação).",
        Courses::add,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "alterar",
        "Muda os dados, as vagas ou os prazos da turma marcada.",
        Courses::change,
    )
    .off(Courses::none),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "espera",
        "Quem espera por vaga na turma marcada, e quem chamar.",
        Courses::waiting,
    )
    .off(Courses::none),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "oferta",
        "Traz a oferta do semestre de um arquivo CSV, primeiro só para conferir.",
        |_: &mut Courses, cx| import::open(cx),
    ),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "copiar",
        "Nova turma com os dados da marcada, também de uma encerrada; só os dias se dizem de novo.",
        Courses::copy,
    )
    .off(Courses::none),
];

impl Screen for Courses {
    fn title(&self) -> Cow<'_, str> {
        "Cursos".into()
    }

    fn help(&self) -> &str {
        "As turmas dos parceiros, pelo começo; as encerradas ficam no fim. Livres: da unidade + \
         comuns, de todas. À direita, o que pede alguém: há vaga e quem espere, a lista por \
         enviar, resultados por dizer, vagas que voltam. Enter abre uma turma."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Courses, Topic::Unit]) {
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
        let rest = self.courses.draw_box(canvas, area, "Curso");
        let cursor = canvas.cursor_position();
        let told = self.selected().map_or_else(Vec::new, |it| {
            let of = &it.line.course;
            vec![
                (format!("{}: {}", named(of), about(of)), Tone::Dim),
                (seats(it), Tone::Dim),
                (todos(it), Tone::Warn),
            ]
        });
        let below = if rest.height > 8 { 3 } else { 0 };
        let list = Rect {
            height: rest.height - below,
            ..rest
        };
        self.courses.list.draw(canvas, list, COLUMNS);
        for (row, (text, tone)) in (list.height..rest.height).zip(&told) {
            canvas.line(rest, row, text, *tone);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.courses.key(key) {
            Found::Typed | Found::Moved | Found::Row(_) | Found::Unclear(_) => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let _ = self.courses.paste(text);
        Handled::Yes
    }
}
