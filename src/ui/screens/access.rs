//! Who looked at what, a day at a time: for the coordination, and for whoever
//! answers when a person asks who saw their data.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};
use ratatui::layout::Rect;

use crate::app::{ACCESSES_MAX, AccessLine};
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::list::fits;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
};

pub struct Accesses {
    /// `None` until the first answer: today.
    day: Option<NaiveDate>,
    today: Option<NaiveDate>,
    all: Vec<AccessLine>,
    finder: Finder<AccessLine>,
}

impl Default for Accesses {
    fn default() -> Self {
        let mut finder: Finder<AccessLine> = Finder::new(|a: &AccessLine, b| a == b);
        finder.list.empty = "Nenhum acesso assim neste dia.";
        Self {
            day: None,
            today: None,
            all: Vec::new(),
            finder,
        }
    }
}

const COLUMNS: &[Column<AccessLine>] = &[
    Column::new("Hora", 5, |it: &AccessLine, look| {
        Cell::from(look.zone.clock(it.at))
    }),
    Column::new("Quem", 12, |it: &AccessLine, _| Cell::from(it.who.clone())).grow(1),
    Column::new("Fez", 15, |it: &AccessLine, _| {
        let refused = it.who.is_empty();
        Cell::toned(it.action, if refused { Tone::Warn } else { Tone::Plain })
    }),
    Column::new("O quê", 12, |it: &AccessLine, _| {
        Cell::from(it.what.clone())
    })
    .grow(1)
    .drop(1),
    Column::new("De quem", 12, |it: &AccessLine, _| {
        Cell::name(it.name.clone())
    })
    .grow(2)
    .drop(2),
    Column::new("Máquina", 8, |it: &AccessLine, _| {
        Cell::toned(it.machine.clone(), Tone::Dim)
    })
    .drop(3),
];

impl Accesses {
    fn load(&mut self, cx: &mut Cx<'_>) {
        let today = cx.look().today();
        let day = self.day.unwrap_or(today);
        (self.day, self.today) = (Some(day), Some(today));
        cx.ask_latest(
            "acessos",
            "ler os acessos",
            move |desk: &mut Desk| desk.accesses(day),
            |it: &mut Self, lines, _| {
                it.all = lines;
                it.filter();
            },
        );
    }

    fn filter(&mut self) {
        let typed = self.finder.line.text();
        let rows = self.all.iter().filter(|it| {
            fits(
                &format!("{} {} {} {}", it.who, it.action, it.what, it.name),
                typed,
            )
        });
        let rows = rows.cloned().collect();
        self.finder.list.set(rows);
    }

    fn go(&mut self, to: Option<NaiveDate>, cx: &mut Cx<'_>) {
        self.day = to.or(self.day);
        self.load(cx);
    }

    fn before(&mut self, cx: &mut Cx<'_>) {
        self.go(
            self.day.and_then(|it| it.checked_sub_days(Days::new(1))),
            cx,
        );
    }

    fn after(&mut self, cx: &mut Cx<'_>) {
        self.go(
            self.day.and_then(|it| it.checked_add_days(Days::new(1))),
            cx,
        );
    }
}

pub static KEYS: &[Binding<Accesses>] = &[
    Binding::new(
        "F5",
        &["ctrl+p"],
        "dia antes",
        "Mostra o dia anterior.",
        Accesses::before,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "dia depois",
        "Mostra o dia seguinte.",
        Accesses::after,
    )
    .off(|it| (it.day >= it.today).then_some("Hoje é o último dia.")),
];

impl Screen for Accesses {
    fn title(&self) -> Cow<'_, str> {
        "Acessos".into()
    }

    fn help(&self) -> &str {
        "Quem entrou, abriu fichas, revelou CPF, imprimiu ou copiou, dia a dia. Digite um nome ou \
         um pedaço para ver só essas linhas. Ninguém apaga este registro; ver esta tela também \
         fica nele."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let body = self.finder.draw_box(canvas, area, "Quem");
        let cursor = canvas.cursor_position();
        let shown = self.finder.list.len();
        let most = u32::try_from(self.all.len()).unwrap_or(u32::MAX) >= ACCESSES_MAX;
        let more = if most { "ou mais" } else { "" };
        let title = self.day.map(day_title).unwrap_or_default();
        let word = if shown == 1 { "acesso" } else { "acessos" };
        let text = format!("{title}: {shown} {word} {more}");
        canvas.right(area, 0, text.trim_end(), Tone::Dim);
        self.finder.list.draw(canvas, body, COLUMNS);
        if let Some(it) = cursor {
            canvas.cursor(it.x, it.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.finder.key(key) {
            Found::Typed => self.filter(),
            Found::Row(_) | Found::Unclear(_) | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
