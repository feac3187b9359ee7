//! The papers that a class asks of somebody: ticked as they are handed over,
//! so that what is missing is known at the counter and not on the first day.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::OwnCourse;
use crate::domain::courses::Application;
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic,
};

pub struct PapersScreen {
    of: Id<Application>,
    name: String,
    title: String,
    list: List<Paper>,
    changed: bool,
    /// Going back without saving was warned of.
    warned: bool,
}

struct Paper {
    name: String,
    handed: bool,
}

impl PapersScreen {
    pub fn of(own: &OwnCourse, name: String) -> Self {
        let mut list: List<Paper> = List::new(|a, b| a.name == b.name);
        let papers = own.papers.iter().map(|(name, handed)| Paper {
            name: name.clone(),
            handed: *handed,
        });
        list.set(papers.collect());
        Self {
            of: own.id,
            name,
            title: own.title.clone(),
            list,
            changed: false,
            warned: false,
        }
    }

    fn handed(&self) -> Vec<String> {
        let handed = self.list.items().iter().filter(|it| it.handed);
        handed.map(|it| it.name.clone()).collect()
    }

    /// Turns the tick of some rows.
    fn turn(&mut self, which: impl Fn(usize) -> bool, to: impl Fn(bool) -> bool) {
        let at = self.list.selected_index();
        let papers = self.list.items().iter().enumerate().map(|(n, it)| Paper {
            name: it.name.clone(),
            handed: if which(n) { to(it.handed) } else { it.handed },
        });
        let papers = papers.collect();
        self.list.set(papers);
        self.list.select(at);
        self.changed = true;
        self.warned = false;
    }

    fn tick(&mut self, _: &mut Cx<'_>) {
        let at = self.list.selected_index();
        self.turn(|n| n == at, |handed| !handed);
    }

    fn all(&mut self, _: &mut Cx<'_>) {
        self.turn(|_| true, |_| true);
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let (of, papers) = (self.of, self.handed());
        let missing = self.list.len() - papers.len();
        let name = cx.look().name(&self.name).into_owned();
        cx.write(
            "anotar os documentos",
            Topic::Courses,
            move |desk: &mut Desk| desk.hand_papers(of, &papers),
            move |_: &mut Self, (), cx| {
                cx.say_undoable(match missing {
                    0 => format!("{name} entregou todos os documentos."),
                    1 => format!("Anotado: falta 1 documento de {name}."),
                    many => format!("Anotado: faltam {many} documentos de {name}."),
                });
                cx.close();
            },
        );
    }
}

const COLUMNS: &[Column<Paper>] = &[
    Column::new("", 3, |it: &Paper, _| {
        Cell::from(if it.handed { "[x]" } else { "[ ]" })
    }),
    Column::new("Documento", 20, |it: &Paper, _| {
        Cell::from(it.name.as_str())
    })
    .grow(1),
    Column::new("", 8, |it: &Paper, _| match it.handed {
        true => Cell::toned("entregue", Tone::Good),
        false => Cell::toned("falta", Tone::Warn),
    }),
];

pub static KEYS: &[Binding<PapersScreen>] = &[
    Binding::new(
        "enter",
        &["F10", "ctrl+y"],
        "gravar",
        "Grava o que está marcado e volta.",
        PapersScreen::save,
    ),
    Binding::new(
        " ",
        &[],
        "entregou",
        "Marca o documento da linha como entregue, ou tira a marca.",
        PapersScreen::tick,
    ),
    Binding::new(
        "*",
        &["t"],
        "todos",
        "Marca todos como entregues.",
        PapersScreen::all,
    ),
];

impl Screen for PapersScreen {
    fn title(&self) -> Cow<'_, str> {
        "Documentos do curso".into()
    }

    fn help(&self) -> &str {
        "Espaço ou o número da linha marca o que a pessoa entregou; * marca todos; Enter grava. O \
         que já foi entregue em outra inscrição dos últimos 12 meses vem marcado."
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = hints(KEYS, self);
        all.push(Hint::plain(
            "1 a 9",
            "nº da linha",
            "O número da linha marca aquele documento.",
        ));
        all
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let text = format!("{} em «{}»", canvas.look.name(&self.name), self.title);
        canvas.line(area, 0, &text, Tone::Strong);
        let head = 2.min(area.height);
        let list = Rect {
            y: area.y + head,
            height: area.height - head,
            ..area
        };
        self.list.draw(canvas, list, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match key {
            Key::Char(digit @ '1'..='9') => {
                let at = digit as usize - '1' as usize;
                if at < self.list.len() {
                    self.list.select(at);
                    self.turn(|n| n == at, |handed| !handed);
                } else {
                    cx.warn("Não há essa linha.");
                }
                Handled::Yes
            }
            Key::Esc if self.changed && !self.warned => {
                self.warned = true;
                cx.warn("Enter grava o que foi marcado; Esc de novo sai sem gravar.");
                Handled::Yes
            }
            other => self.list.key(other).into(),
        }
    }
}
