//! The shelf of activities: one box, a list, two filters. The same screen
//! chooses one for another screen, which gets it as [`ChosenActivity`]. The
//! shelf is asked for once and looked through here, so that letters answer at
//! once.

mod one;

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::reading::Reading;
use crate::domain::activities::{Activity, Shelf, Wanted};
use crate::domain::codes::{Axis, Band};
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
};

pub use one::{KEYS as ONE_KEYS, One};

/// What was chosen, for the screen that opened [`Activities::choosing`].
pub struct ChosenActivity(pub Arc<Activity>);

pub struct Activities {
    finder: Finder<Arc<Activity>>,
    shelf: Shelf,
    axis: Option<Axis>,
    band: Option<Band>,
    /// For whom it is chosen; `None` when it is only read.
    choosing: bool,
    answered: bool,
}

impl Default for Activities {
    fn default() -> Self {
        let mut finder: Finder<Arc<Activity>> =
            Finder::new(|a: &Arc<Activity>, b| a.code == b.code);
        finder.list.empty = "Nenhuma atividade assim. Tente menos palavras ou mude o filtro.";
        Self {
            finder,
            shelf: Shelf::default(),
            axis: None,
            band: None,
            choosing: false,
            answered: false,
        }
    }
}

const COLUMNS: &[Column<Arc<Activity>>] = &[
    Column::new("Atividade", 22, |it: &Arc<Activity>, _| {
        Cell::from(match it.own {
            true => format!("{} (da unidade)", it.title),
            false => it.title.clone(),
        })
    })
    .grow(1),
    Column::new("Eixo", 14, |it: &Arc<Activity>, _| {
        Cell::from(short(it.axis))
    })
    .drop(1),
    Column::new("Idades", 10, |it: &Arc<Activity>, _| {
        Cell::from(it.bands_text())
    }),
    Column::new("Min", 3, |it: &Arc<Activity>, _| {
        Cell::from(it.minutes.to_string())
    })
    .right(),
];

impl Activities {
    /// To choose one for a group of a band; Esc closes it without an answer.
    pub fn choosing(band: Option<Band>) -> Self {
        Self {
            band,
            choosing: true,
            ..Self::default()
        }
    }

    fn look(&mut self) {
        let typed = match self.finder.is_number() {
            true => "",
            false => self.finder.line.text(),
        };
        let wanted = Wanted {
            text: typed.to_owned(),
            axis: self.axis,
            band: self.band,
        };
        self.finder.list.set(self.shelf.find(&wanted));
    }

    fn next_axis(&mut self, _: &mut Cx<'_>) {
        self.axis = next(Axis::ALL, self.axis);
        self.look();
        self.finder.list.select(0);
    }

    fn next_band(&mut self, _: &mut Cx<'_>) {
        self.band = next(Band::ALL, self.band);
        self.look();
        self.finder.list.select(0);
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        let Found::Row(n) = self.finder.key(Key::Enter) else {
            return cx.warn("Nenhuma atividade nesta linha. Mude as palavras ou o filtro.");
        };
        let Some(it) = self.finder.list.items().get(n).cloned() else {
            return;
        };
        match self.choosing {
            true => cx.close_with(ChosenActivity(it)),
            false => cx.push(One::new(it, false)),
        }
    }

    fn read(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.finder.list.selected().cloned() {
            cx.push(One::new(it, self.choosing));
        }
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.finder.list.selected() {
            one::print::<Self>(&it.code, cx);
        }
    }

    fn faults(&mut self, cx: &mut Cx<'_>) {
        let mut text = String::from(
            "# O que consertar\n\nO resto de cada caderno está na lista. Corrija o arquivo na \
             pasta «cadernos», ao lado do arquivo da unidade, e abra esta tela de novo.\n\n",
        );
        for it in &self.shelf.faults {
            text.push_str(&format!("- {}\n", it.text()));
        }
        cx.push(Reading::new(
            "Cadernos da unidade",
            "O que não pôde ser lido nos cadernos que a unidade escreveu, com arquivo e linha.",
            &text,
        ));
    }

    fn off_empty(&self) -> Option<&'static str> {
        (self.finder.list.is_empty()).then_some("Nenhuma atividade na lista.")
    }

    fn off_whole(&self) -> Option<&'static str> {
        (self.shelf.faults.is_empty()).then_some("Todos os cadernos foram lidos.")
    }

    /// "Eixo: todos   Idades: 6–15   12 atividades".
    fn filters(&self) -> String {
        let axis = self.axis.map_or("todos", Axis::label);
        let band = self.band.map_or("todas", Band::label);
        let count = match self.finder.list.len() {
            1 => "1 atividade".to_owned(),
            n => format!("{n} atividades"),
        };
        format!("Eixo: {axis}   Idades: {band}   {count}")
    }
}

/// For a narrow column.
const fn short(axis: Axis) -> &'static str {
    match axis {
        Axis::Together => "convivência",
        Axis::RightToBe | Axis::Participation => axis.label(),
    }
}

/// The one after it, and none after the last.
fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    match now {
        None => all.first().copied(),
        Some(now) => all.iter().copied().skip_while(|it| *it != now).nth(1),
    }
}

const AXIS: Binding<Activities> = Binding::new(
    "F6",
    &["ctrl+x"],
    "eixo",
    "Mostra só um dos três eixos; de novo, o seguinte; por fim, todos.",
    Activities::next_axis,
);

const BAND: Binding<Activities> = Binding::new(
    "F7",
    &["ctrl+d"],
    "idades",
    "Mostra só uma faixa de idade; de novo, a seguinte; por fim, todas.",
    Activities::next_band,
);

const FAULTS: Binding<Activities> = Binding::new(
    "F8",
    &["ctrl+k"],
    "consertar",
    "Diz o que não pôde ser lido nos cadernos da unidade, com arquivo e linha.",
    Activities::faults,
)
.off(Activities::off_whole);

pub static KEYS: &[Binding<Activities>] = &[
    Binding::new(
        "enter",
        &["F3", "ctrl+o"],
        "ler",
        "Abre a atividade marcada, ou a da linha digitada.",
        Activities::enter,
    )
    .off(Activities::off_empty),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime a atividade marcada.",
        Activities::print,
    )
    .off(Activities::off_empty),
    AXIS,
    BAND,
    FAULTS,
];

/// The keys while one is chosen for another screen.
pub static CHOOSING_KEYS: &[Binding<Activities>] = &[
    Binding::new(
        "enter",
        &[],
        "escolher",
        "Escolhe a atividade marcada, ou a da linha digitada, e volta com ela.",
        Activities::enter,
    )
    .off(Activities::off_empty),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ler",
        "Abre a atividade marcada para ler antes de escolher.",
        Activities::read,
    )
    .off(Activities::off_empty),
    AXIS,
    BAND,
    FAULTS,
];

impl Activities {
    fn keys(&self) -> &'static [Binding<Self>] {
        match self.choosing {
            true => CHOOSING_KEYS,
            false => KEYS,
        }
    }
}

impl Screen for Activities {
    fn title(&self) -> Cow<'_, str> {
        match self.choosing {
            true => "Escolher atividade".into(),
            false => "Cadernos de atividades".into(),
        }
    }

    fn help(&self) -> &str {
        "Atividades prontas para os grupos, nos três eixos do serviço e em todas as idades. \
         Digite palavras do tema, do material ou do texto, com ou sem acento; um número vai à \
         linha. A unidade pode ter cadernos seus: o manual diz como."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        cx.ask(
            "abrir os cadernos",
            |desk: &mut Desk| desk.activity_shelf(),
            |it: &mut Self, shelf, cx| {
                match shelf.faults.as_slice() {
                    [] => {}
                    [one] => cx.warn(one.text()),
                    [one, others @ ..] => {
                        cx.warn(format!("{} F8 mostra mais {}.", one.text(), others.len()))
                    }
                }
                it.shelf = shelf;
                it.answered = true;
                it.look();
            },
        );
    }

    /// What was read was also chosen.
    fn returned(&mut self, answer: Box<dyn std::any::Any>, cx: &mut Cx<'_>) {
        if let Ok(it) = answer.downcast::<ChosenActivity>() {
            cx.close_with(*it);
        }
    }

    fn holds(&self, _: Key) -> bool {
        !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let rest = self.finder.draw_box(canvas, area, "Procurar");
        let cursor = canvas.cursor_position();
        // In the row that the box leaves free.
        if self.answered && rest.y > area.y + 1 {
            canvas.line(area, 1, &self.filters(), Tone::Dim);
        }
        if self.answered {
            self.finder.list.draw(canvas, rest, COLUMNS);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(self.keys(), self, key, cx).or(|| match self.finder.key(key) {
            Found::Typed => {
                self.look();
                if !self.finder.is_number() {
                    self.finder.list.select(0);
                }
                Handled::Yes
            }
            Found::Row(_) | Found::Unclear(_) | Found::Moved => Handled::Yes,
            Found::No => Handled::No,
        })
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        if self.finder.paste(text) == Found::Typed {
            self.look();
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        hints(self.keys(), self)
    }
}
