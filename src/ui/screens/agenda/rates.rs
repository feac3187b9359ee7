//! How many of those booked did not come, by service and weekday, with the
//! advice that follows. For the coordination and management: no names, and
//! nothing is booked because of it.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::Agenda;
use crate::app::{NoShows, RateLine};
use crate::domain::date::show;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

const WEEKDAYS: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"];

pub struct Rates {
    about: String,
    rows: List<RateLine>,
}

impl Default for Rates {
    fn default() -> Self {
        let mut rows: List<RateLine> = List::new(|a: &RateLine, b| {
            (a.rate.service, a.rate.weekday) == (b.rate.service, b.rate.weekday)
        });
        rows.empty = "Ainda não há horários que já passaram.";
        Self {
            about: String::new(),
            rows,
        }
    }
}

const COLUMNS: &[Column<RateLine>] = &[
    Column::new("Serviço", 16, |it: &RateLine, _| {
        Cell::from(it.service.clone())
    })
    .grow(1),
    Column::new("Dia", 3, |it: &RateLine, _| {
        let at = (it.rate.weekday as usize).wrapping_sub(1);
        Cell::from(WEEKDAYS.get(at).copied().unwrap_or(""))
    }),
    Column::new("Marcados", 8, |it: &RateLine, _| {
        Cell::from(it.rate.expected.to_string())
    })
    .right()
    .drop(1),
    Column::new("Faltas", 6, |it: &RateLine, _| {
        Cell::from(it.rate.missed.to_string())
    })
    .right(),
    Column::new("%", 4, |it: &RateLine, _| {
        Cell::from(format!("{}%", it.rate.percent()))
    })
    .right(),
    Column::new("O que isso sugere", 22, |it: &RateLine, _| {
        let tone = if it.rate.says_enough() {
            Tone::Plain
        } else {
            Tone::Dim
        };
        Cell::toned(it.told.clone(), tone)
    })
    .grow(1)
    .drop(2),
];

impl Rates {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "faltas",
            "contar as faltas",
            |desk: &mut Desk| desk.no_show_rates(None, None),
            |it: &mut Self, found: NoShows, _| {
                it.about = format!("De {} a {}", show(found.from), show(found.until));
                it.rows.set(found.lines);
            },
        );
    }

    fn months(&mut self, cx: &mut Cx<'_>) {
        cx.push(Agenda::numbers());
    }
}

pub static KEYS: &[Binding<Rates>] = &[Binding::new(
    "m",
    &[],
    "meses",
    "Mostra os meses com o quanto cada dia está cheio, sem nomes.",
    Rates::months,
)];

impl Screen for Rates {
    fn title(&self) -> Cow<'_, str> {
        "Faltas na agenda".into()
    }

    fn help(&self) -> &str {
        "De quem estava marcado nos últimos seis meses, quantos não vieram, por serviço e dia da \
         semana. O que foi remarcado ou cancelado a tempo não conta. A sugestão diz quantas \
         pessoas a mais caberiam sem que, em mais de um dia em dez, venha gente demais. É só uma \
         sugestão: quem decide é a coordenação."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Appointments, Topic::Line, Topic::Unit]) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.line(area, 0, &self.about, Tone::Strong);
        let last = u16::from(area.height > 6);
        let list = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1 + last),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
        if last > 0 {
            let advice = self.rows.selected().filter(|it| it.more > 0);
            let text = match advice {
                Some(it) => format!("{}; quem decide é a coordenação.", it.told),
                None => "É só uma sugestão; quem decide é a coordenação.".to_owned(),
            };
            canvas.line(area, area.height - 1, &text, Tone::Dim);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.rows.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
