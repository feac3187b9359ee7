//! A month of the groups: meetings and how many came, read on the screen,
//! printed, or taken to a spreadsheet. The management sees the numbers without
//! the names, and has only this of the groups.

use std::borrow::Cow;

use chrono::{Months, NaiveDate};
use ratatui::layout::Rect;

use super::grid;
use crate::app::Frequency;
use crate::domain::access::Right;
use crate::domain::groups::GroupFrequency;
use crate::domain::time::month_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::reading::Reading;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct Month {
    day: Option<NaiveDate>,
    rows: List<GroupFrequency>,
    with_names: bool,
    answered: bool,
}

impl Default for Month {
    fn default() -> Self {
        let mut rows: List<GroupFrequency> = List::new(|a: &GroupFrequency, b| a.group == b.group);
        rows.empty = "Nenhum grupo neste mês. As setas para os lados mudam o mês.";
        Self {
            day: None,
            rows,
            with_names: false,
            answered: false,
        }
    }
}

const COLUMNS: &[Column<GroupFrequency>] = &[
    Column::new("Grupo", 14, |it: &GroupFrequency, _| {
        Cell::from(it.name.clone())
    })
    .grow(1),
    Column::new("Encontros", 9, |it: &GroupFrequency, _| {
        Cell::from(it.planned.to_string())
    })
    .right(),
    Column::new("Chamadas", 8, |it: &GroupFrequency, _| {
        Cell::from(it.called.to_string())
    })
    .right(),
    Column::new("Cancelados", 10, |it: &GroupFrequency, _| {
        Cell::from(it.cancelled.to_string())
    })
    .right()
    .drop(1),
    Column::new("Média", 6, |it: &GroupFrequency, _| {
        Cell::from(it.mean_text())
    })
    .right(),
];

impl Month {
    fn load(&mut self, cx: &mut Cx<'_>) {
        let day = self.day.unwrap_or_else(|| cx.look().today());
        self.day = Some(day);
        cx.ask_latest(
            "frequência do mês",
            "contar a frequência",
            move |desk: &mut Desk| Ok((desk.frequency(day, None)?, desk.may(Right::SeeGroups))),
            |it: &mut Self, (found, with_names): (Frequency, bool), _| {
                it.answered = true;
                it.with_names = with_names;
                it.rows.set(found.groups);
            },
        );
    }

    fn step(&mut self, forward: bool, cx: &mut Cx<'_>) {
        let one = Months::new(1);
        let to = self.day.and_then(|it| match forward {
            true => it.checked_add_months(one),
            false => it.checked_sub_months(one),
        });
        self.day = to.or(self.day);
        self.load(cx);
    }

    fn read(&mut self, cx: &mut Cx<'_>) {
        let (Some(it), Some(day)) = (self.rows.selected(), self.day) else {
            return;
        };
        let group = it.group;
        cx.fetch(
            "ler a frequência",
            move |desk: &mut Desk| Ok(desk.frequency_page(day, Some(group))?.text()),
            |_: &mut Self, text: String, cx| {
                let help = "A frequência do grupo no mês: P veio, F faltou, J faltou com motivo.";
                // As it is on paper, its columns kept.
                cx.push(Reading::new(
                    "Frequência do mês",
                    help,
                    &format!("```\n{text}```"),
                ));
            },
        );
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        let Some(day) = self.day else {
            return;
        };
        cx.ask(
            "imprimir",
            move |desk: &mut Desk| desk.print_frequency(day, None),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }

    fn export(&mut self, cx: &mut Cx<'_>) {
        let Some(day) = self.day else {
            return;
        };
        cx.ask(
            "exportar",
            move |desk: &mut Desk| desk.keep_frequency_sheet(day),
            |_: &mut Self, file: std::path::PathBuf, cx| {
                cx.say(format!("Planilha em {}.", file.display()));
            },
        );
    }

    fn grid(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            cx.push(grid::GridScreen::new(it.group));
        }
    }

    fn off_empty(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some("Nenhum grupo neste mês.")
    }
}

pub static KEYS: &[Binding<Month>] = &[
    Binding::new(
        "enter",
        &[],
        "ver",
        "Mostra o mês do grupo, com as pessoas para quem pode vê-las.",
        Month::read,
    )
    .off(Month::off_empty),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "corrigir",
        "Abre a frequência do grupo, pessoas e datas.",
        Month::grid,
    )
    .off(|it| {
        let none = (!it.with_names).then_some("Seu perfil vê só os números.");
        none.or_else(|| it.off_empty())
    }),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime o mês de todos os grupos da lista.",
        Month::print,
    ),
    Binding::new(
        "e",
        &[],
        "exportar",
        "Grava uma planilha (CSV) na pasta «impressos».",
        Month::export,
    ),
    Binding::new(
        "left",
        &[],
        "antes",
        "Mês anterior.",
        |it: &mut Month, cx| it.step(false, cx),
    ),
    Binding::new(
        "right",
        &[],
        "depois",
        "Mês seguinte.",
        |it: &mut Month, cx| it.step(true, cx),
    ),
];

impl Screen for Month {
    fn title(&self) -> Cow<'_, str> {
        "Frequência do mês".into()
    }

    fn help(&self) -> &str {
        "De cada grupo, os encontros do mês, quantos tiveram chamada e a média de presentes. Enter \
         mostra as pessoas: P veio, F faltou, J faltou com motivo. A gestão vê só os números. As \
         setas para os lados mudam o mês."
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
        let title = self.day.map(month_title).unwrap_or_default();
        canvas.line(area, 0, &title, Tone::Strong);
        let list = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.rows.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
