//! The groups of the unit: hours, who leads, places; and what asks for
//! somebody to act: a place is free and somebody waits, too many for the
//! orientadores, too few of the priority public.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::enrol::{free_text, waiting_text};
use super::{card::GroupScreen, form, waiting};
use crate::app::GroupLine;
use crate::domain::fault::Refused;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
    Topic, Topics,
};

pub struct Groups {
    groups: Finder<GroupLine>,
    answered: bool,
}

impl Default for Groups {
    fn default() -> Self {
        let mut groups = Finder::new(|a: &GroupLine, b| a.group.id == b.group.id)
            .local(|it| format!("{} {}", it.group.name, it.leaders));
        groups.list.empty = "Nenhum grupo ainda. F2 põe o primeiro.";
        Self {
            groups,
            answered: false,
        }
    }
}

impl Groups {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "grupos",
            "ver os grupos",
            |desk: &mut Desk| desk.groups(),
            |it: &mut Self, lines: Vec<GroupLine>, _| {
                it.answered = true;
                it.groups.list.set(lines);
            },
        );
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        match self.groups.key(Key::Enter) {
            Found::Row(n) => {
                self.groups.list.select(n);
                self.groups.line.clear();
                if let Some(it) = self.groups.list.selected() {
                    cx.push(GroupScreen::of(it.group.id));
                }
            }
            Found::Unclear(_) if self.groups.list.is_empty() => cx.warn(self.groups.list.empty),
            Found::Unclear(_) => cx.warn("Não há um só grupo assim na lista."),
            Found::Typed | Found::Moved | Found::No => {}
        }
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        form::open_new::<Self>(cx);
    }

    fn change(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.groups.list.selected() {
            form::open::<Self>(it.group.id, cx);
        }
    }

    fn waiting(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.groups.list.selected() {
            waiting::open(it.group.id, it.group.name.clone(), cx);
        }
    }

    fn none(&self) -> Option<&'static str> {
        (self.groups.list.is_empty()).then_some("Nenhum grupo ainda. F2 põe o primeiro.")
    }
}

/// What asks for somebody to act, the most pressing first: for the column, and
/// whole.
fn marks(it: &GroupLine) -> Vec<(&'static str, &'static str)> {
    if !it.group.active {
        return vec![("encerrado", "encerrado")];
    }
    let all = [
        (it.places.to_offer()).then_some(("chamar", "há vaga e quem espere: chamar")),
        (it.is_crowded()).then_some(("mais de 30", "mais de 30 pessoas por orientador")),
        (it.is_below_target())
            .then_some(("prior. <50%", "público prioritário abaixo de 50% das vagas")),
    ];
    all.into_iter().flatten().collect()
}

/// The marks in one line; empty when there is none.
pub(super) fn marked(it: &GroupLine) -> String {
    let all: Vec<&str> = marks(it).into_iter().map(|it| it.1).collect();
    all.join("; ")
}

/// "27 de 30: 3 vagas, 2 esperam; prioritários: 14 (46%)".
pub(super) fn places(it: &GroupLine) -> String {
    let places = it.places;
    let mut text = format!(
        "{} de {}: {}",
        places.taken,
        places.capacity,
        free_text(places.free())
    );
    if places.waiting > 0 {
        text = format!("{text}, {}", waiting_text(places.waiting));
    }
    let share = (it.priority * 100)
        .checked_div(places.capacity)
        .unwrap_or(0);
    format!("{text}; prioritários: {} ({share}%)", it.priority)
}

const COLUMNS: &[Column<GroupLine>] = &[
    Column::new("Grupo", 18, |it: &GroupLine, _| {
        Cell::toned(it.group.name.as_str(), tone(it))
    })
    .grow(2),
    Column::new("Faixa", 16, |it: &GroupLine, _| {
        Cell::from(it.group.band_text())
    })
    .drop(4),
    Column::new("Quando", 18, |it: &GroupLine, _| {
        Cell::from(it.hours.as_str())
    })
    .grow(1)
    .drop(2),
    Column::new("Quem conduz", 14, |it: &GroupLine, _| {
        Cell::name(it.leaders.as_str())
    })
    .grow(1)
    .drop(5),
    Column::new("Onde", 12, |it: &GroupLine, _| {
        Cell::from(it.place.as_str())
    })
    .grow(1)
    .drop(6),
    Column::new("Livres", 9, |it: &GroupLine, _| {
        let places = it.places;
        Cell::from(format!("{} de {}", places.free(), places.capacity))
    })
    .right(),
    Column::new("Espera", 6, |it: &GroupLine, _| {
        let waiting = it.places.waiting;
        Cell::from(if waiting == 0 {
            String::new()
        } else {
            waiting.to_string()
        })
    })
    .right(),
    Column::new("", 11, |it: &GroupLine, _| {
        Cell::toned(marks(it).first().map_or("", |it| it.0), Tone::Warn)
    })
    .grow(1)
    .drop(1),
];

fn tone(it: &GroupLine) -> Tone {
    if it.group.active {
        Tone::Plain
    } else {
        Tone::Dim
    }
}

pub static KEYS: &[Binding<Groups>] = &[
    Binding::new(
        "enter",
        &[],
        "abrir",
        "Abre o grupo da linha: quem está, equipe, percurso.",
        Groups::enter,
    ),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "novo",
        "Põe um grupo na lista (equipe técnica e coordenação).",
        Groups::add,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "alterar",
        "Muda os dados, os horários ou a equipe do grupo marcado.",
        Groups::change,
    )
    .off(Groups::none),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "espera",
        "Quem espera por vaga no grupo marcado, e quem chamar.",
        Groups::waiting,
    )
    .off(Groups::none),
];

impl Screen for Groups {
    fn title(&self) -> Cow<'_, str> {
        "Grupos".into()
    }

    fn help(&self) -> &str {
        "Os grupos da unidade, com as vagas. À direita, o que pede alguém: há vaga e quem espere, \
         mais de 30 pessoas por orientador, público prioritário abaixo da metade das vagas. Enter \
         abre um grupo."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Groups, Topic::Staff, Topic::Unit]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if !self.answered {
            cx.close();
        }
    }

    fn holds(&self, _: Key) -> bool {
        !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let rest = self.groups.draw_box(canvas, area, "Grupo");
        let cursor = canvas.cursor_position();
        let about = self.groups.list.selected().map_or_else(Vec::new, |it| {
            let said = [
                it.group.name.as_str(),
                it.group.band_text(),
                it.leaders.as_str(),
                it.place.as_str(),
            ];
            let said: Vec<&str> = said.into_iter().filter(|it| !it.is_empty()).collect();
            vec![
                (said.join(" · "), Tone::Dim),
                (places(it), Tone::Dim),
                (marked(it), Tone::Warn),
            ]
        });
        let below = if rest.height > 8 { 3 } else { 0 };
        let list = Rect {
            height: rest.height - below,
            ..rest
        };
        self.groups.list.draw(canvas, list, COLUMNS);
        for (row, (text, tone)) in (list.height..rest.height).zip(&about) {
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
        match self.groups.key(key) {
            Found::Typed | Found::Moved | Found::Row(_) | Found::Unclear(_) => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let _ = self.groups.paste(text);
        Handled::Yes
    }
}
