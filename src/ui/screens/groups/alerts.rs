//! What the groups lack today, a line each: rolls that nobody called, ages out
//! of the band, people who never came this quarter, too many for one
//! orientador, too few of the priority public. Enter goes where it is put
//! right; the list changes nothing.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::{grid, roll};
use crate::app::{Alert, AlertKind, GroupWatch};
use crate::domain::groups::{PRIORITY_PERCENT, Share};
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::family_card;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct Alerts {
    rows: List<Alert>,
    share: Share,
    answered: bool,
}

impl Default for Alerts {
    fn default() -> Self {
        let mut rows: List<Alert> = List::new(|a: &Alert, b| {
            (a.kind, a.group, a.person, a.meeting) == (b.kind, b.group, b.person, b.meeting)
        });
        rows.empty = "Nada por fazer nos grupos.";
        Self {
            rows,
            share: Share::default(),
            answered: false,
        }
    }
}

const COLUMNS: &[Column<Alert>] = &[
    Column::new("O quê", 17, |it: &Alert, _| Cell::from(it.kind.label()))
        .grow(1)
        .drop(1),
    Column::new("Grupo", 12, |it: &Alert, _| {
        Cell::from(it.group_name.clone())
    })
    .grow(1),
    Column::new("Quem", 12, |it: &Alert, _| Cell::name(it.name.clone())).grow(1),
    Column::new("Como está", 20, |it: &Alert, _| {
        Cell::from(it.text.clone())
    })
    .grow(2),
];

impl Alerts {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "pendências dos grupos",
            "ver o que falta nos grupos",
            |desk: &mut Desk| desk.group_watch(),
            |it: &mut Self, found: GroupWatch, _| {
                it.answered = true;
                it.share = found.share;
                it.rows.set(found.alerts);
            },
        );
    }

    fn open(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        match (it.kind, it.meeting, it.person) {
            (AlertKind::NotCalled, Some(key), _) => cx.push(roll::RollScreen::new(key)),
            (AlertKind::OutOfBand, _, Some(person)) => family_card::open(person, None, cx),
            _ => cx.push(grid::GridScreen::new(it.group)),
        }
    }
}

pub static KEYS: &[Binding<Alerts>] = &[Binding::new(
    "enter",
    &["F3", "ctrl+o"],
    "abrir",
    "Abre a chamada, a ficha ou a frequência do grupo, onde aquilo se resolve.",
    Alerts::open,
)
.off(|it| it.rows.is_empty().then_some("Nada por fazer nos grupos."))];

impl Screen for Alerts {
    fn title(&self) -> Cow<'_, str> {
        "Pendências dos grupos".into()
    }

    fn help(&self) -> &str {
        "O que os grupos pedem hoje: chamadas das últimas quatro semanas que ninguém fez, quem está \
         num grupo do SCFV e não veio no trimestre, idades fora da faixa, grupos com mais de 30 por \
         orientador e os que têm menos da metade das vagas com o público prioritário. Só avisa."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Groups, Topic::People]) {
            self.load(cx);
        }
    }

    fn holds(&self, _: Key) -> bool {
        !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.line(area, 0, &share_text(self.share), Tone::Strong);
        let last = u16::from(area.height > 6);
        let list = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1 + last),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
        if let Some(it) = self.rows.selected().filter(|_| last > 0) {
            // The marked line whole, whatever the columns have room for.
            let name = canvas.look.name(&it.name).into_owned();
            let who = if name.is_empty() {
                name
            } else {
                format!("{name}: ")
            };
            let text = format!("{}. {who}{}", it.group_name, it.text);
            canvas.line(area, area.height - 1, &text, Tone::Plain);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx).or(|| self.rows.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}

/// "Público prioritário: 16 de 30 vagas, 53% (meta 50%)".
pub fn share_text(it: Share) -> String {
    format!(
        "Público prioritário: {} de {} vagas, {}% (meta {PRIORITY_PERCENT}%)",
        it.people,
        it.capacity,
        it.percent()
    )
}
