//! What was just booked, to be said to the person: when, with whom, the line,
//! what to bring. The next name may be typed over it: it goes to the box.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::draw::{card_lines, paint_lines};
use super::open_appointment;
use crate::app::AppointmentCard;
use crate::domain::agenda::Appointment;
use crate::domain::fault::{Failure, Refused};
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, Screen, Tone, Topic, Topics};

/// Told to the screen below: it is done, and this letter was meant for it.
pub struct WasBooked(pub Option<char>);

pub struct Told {
    card: AppointmentCard,
    /// The days of a row, the first one included.
    days: Vec<NaiveDate>,
    skipped: Vec<NaiveDate>,
    clash: Option<String>,
    moved: bool,
}

impl Told {
    pub fn new(
        card: AppointmentCard,
        all: Vec<Appointment>,
        skipped: Vec<NaiveDate>,
        clash: Option<String>,
        moved: bool,
    ) -> Self {
        Self {
            card,
            days: all.iter().map(|it| it.day).collect(),
            skipped,
            clash,
            moved,
        }
    }

    /// "Agendado: qua 25/11/2026 às 14:00, Rosa Menezes, linha 3."
    pub fn message(&self) -> String {
        let it = &self.card.it;
        let what = if self.moved { "Remarcado" } else { "Agendado" };
        format!(
            "{what}: {} às {}, {}, linha {}.",
            day_title(it.day),
            it.starts,
            it.provider,
            it.line
        )
    }

    fn done(&mut self, cx: &mut Cx<'_>) {
        cx.close_with(WasBooked(None));
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        let id = self.card.it.id;
        cx.ask(
            "imprimir o horário",
            move |desk: &mut Desk| desk.print_appointment(id, false),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }

    fn more(&mut self, cx: &mut Cx<'_>) {
        cx.close_with(WasBooked(None));
        open_appointment(self.card.it.id, cx);
    }
}

pub static KEYS: &[Binding<Told>] = &[
    Binding::new(
        "enter",
        &["F10", "ctrl+y"],
        "pronto",
        "Volta para onde estava.",
        Told::done,
    ),
    Binding::new(
        "F9",
        &["ctrl+p"],
        "imprimir",
        "Imprime o papel do horário, com o que trazer.",
        Told::print,
    ),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "mais",
        "Remarcar, cancelar e o resto deste horário.",
        Told::more,
    ),
];

impl Screen for Told {
    fn title(&self) -> Cow<'_, str> {
        if self.moved {
            "Remarcado".into()
        } else {
            "Agendado".into()
        }
    }

    fn help(&self) -> &str {
        "Diga à pessoa o dia, a hora e o que trazer. Enter volta; se já digitar o próximo nome, \
         ele vai para a caixa da fila. Se foi engano, Ctrl+Z desfaz."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Appointments) {
            let id = self.card.it.id;
            cx.ask_latest(
                "horario",
                "ver o horário",
                move |desk: &mut Desk| match desk.appointment(id) {
                    Ok(card) => Ok(Some(card)),
                    Err(Failure::Refused(_)) => Ok(None),
                    Err(other) => Err(other),
                },
                |it: &mut Self, card, cx| match card {
                    Some(card) => it.card = card,
                    // It was undone: there is nothing to tell any more.
                    None => cx.close(),
                },
            );
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let mut lines = card_lines(&self.card, canvas.look);
        if let Some(clash) = &self.clash {
            let text = format!("Atenção: a pessoa já tem {clash}.");
            lines.push((text, Tone::Warn));
        }
        let listed = |days: &[NaiveDate]| {
            let shown = days.iter().map(|it| it.format("%d/%m").to_string());
            shown.collect::<Vec<_>>().join(", ")
        };
        if self.days.len() > 1 {
            let text = format!("{} vezes: {}", self.days.len(), listed(&self.days));
            lines.push((text, Tone::Plain));
        }
        if !self.skipped.is_empty() {
            let text = format!("Sem vaga, não agendado: {}", listed(&self.skipped));
            lines.push((text, Tone::Warn));
        }
        paint_lines(canvas, area, &lines);
        canvas.cursor(area.x, area.y);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        match key {
            Key::Char(letter) => {
                cx.close_with(WasBooked(Some(letter)));
                Handled::Yes
            }
            Key::Esc => {
                self.done(cx);
                Handled::Yes
            }
            _ => dispatch(KEYS, self, key, cx),
        }
    }
}
