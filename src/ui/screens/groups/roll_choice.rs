//! Which roll is called: the meetings of today, the one going on first, and
//! under them those of the last days that nobody called. Enter takes the
//! first.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::{grid, meetings, roll};
use crate::app::MeetingView;
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
    Topic, Topics,
};

pub struct RollChoice {
    finder: Finder<MeetingView>,
}

/// Opens it from any screen; with nothing to call it only says so.
pub fn open<S: Screen>(cx: &mut Cx<'_>) {
    cx.fetch(
        "ver as chamadas",
        |desk: &mut Desk| desk.rolls_at_hand(),
        |_: &mut S, found, cx| {
            if found.is_empty() {
                cx.warn(
                    "Nenhum grupo se encontra hoje e nenhuma chamada ficou por fazer. Os outros \
                     dias estão em Grupos, no menu (F9).",
                );
                return;
            }
            let mut finder: Finder<MeetingView> =
                Finder::new(|a: &MeetingView, b| a.key == b.key).local(|it| it.group.clone());
            finder.list.empty = "Nenhum encontro por chamar.";
            finder.list.set(found);
            cx.push(RollChoice { finder });
        },
    );
}

impl RollChoice {
    fn enter(&mut self, cx: &mut Cx<'_>) {
        let at = match self.finder.key(Key::Enter) {
            Found::Row(n) => n,
            // Several days of one group: the marked one, which is the newest.
            Found::Unclear(many) if many > 1 => self.finder.list.selected_index(),
            Found::Unclear(_) | Found::Typed | Found::Moved | Found::No => {
                return cx.warn("Não há esse grupo na lista.");
            }
        };
        if let Some(it) = self.finder.list.items().get(at) {
            // Whoever saved is back where they came from.
            cx.replace(roll::RollScreen::new(it.key));
        }
    }

    fn meetings(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.finder.list.selected() {
            cx.push(meetings::Meetings::new(it.key.group));
        }
    }

    fn grid(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.finder.list.selected() {
            cx.push(grid::GridScreen::new(it.key.group));
        }
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.finder.list.selected() {
            roll::print::<Self>(it.key, cx);
        }
    }

    fn off(&self) -> Option<&'static str> {
        self.finder.list.is_empty().then_some("A lista está vazia.")
    }
}

pub static KEYS: &[Binding<RollChoice>] = &[
    Binding::new(
        "enter",
        &[],
        "chamada",
        "Abre a chamada do encontro marcado, ou do número ou nome digitado.",
        RollChoice::enter,
    )
    .off(RollChoice::off),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "encontros",
        "Todos os encontros do grupo: tema, atividade, mudar, cancelar.",
        RollChoice::meetings,
    )
    .off(RollChoice::off),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime a lista para assinar, ou a chamada como está.",
        RollChoice::print,
    )
    .off(RollChoice::off),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "grade",
        "A frequência do grupo no trimestre, pessoa por pessoa.",
        RollChoice::grid,
    )
    .off(RollChoice::off),
];

const COLUMNS: &[Column<MeetingView>] = &[
    Column::new("Grupo", 16, |it: &MeetingView, _| {
        Cell::from(it.group.clone())
    })
    .grow(3),
    Column::new("Dia", 14, |it: &MeetingView, look| {
        match it.day == look.today() {
            true => Cell::toned("hoje", Tone::Strong),
            false => Cell::from(day_title(it.day)),
        }
    }),
    Column::new("Horas", 11, |it: &MeetingView, _| {
        Cell::from(format!("{}–{}", it.starts, it.ends))
    }),
    Column::new("Chamada", 9, |it: &MeetingView, _| match it.called_at {
        Some(_) => Cell::toned("feita", Tone::Good),
        None => Cell::toned("por fazer", Tone::Warn),
    }),
];

impl Screen for RollChoice {
    fn title(&self) -> Cow<'_, str> {
        "Chamada".into()
    }

    fn help(&self) -> &str {
        "Os encontros de hoje, primeiro o de agora; depois os dos últimos 14 dias cuja chamada não \
         foi feita. Enter abre a marcada. Um número ou um pedaço do nome vai ao grupo."
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Groups) {
            cx.ask_latest(
                "chamadas",
                "ver as chamadas",
                |desk: &mut Desk| desk.rolls_at_hand(),
                |it: &mut Self, found, _| it.finder.list.set(found),
            );
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Grupo", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx).or(|| match self.finder.key(key) {
            Found::No => Handled::No,
            Found::Typed | Found::Row(_) | Found::Unclear(_) | Found::Moved => Handled::Yes,
        })
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
