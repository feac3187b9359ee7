//! Calling whoever is booked for a day: hour, name, phone and the words to
//! say, with one key for what came of the call. The key notes and nothing
//! else; moving and cancelling are the keys after it.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};
use ratatui::layout::Rect;

use super::offer;
use crate::app::{CallDay, CallLine};
use crate::domain::agenda::Reach;
use crate::domain::time::day_title;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::booking;
use crate::ui::screens::phone::{self, Calling};
use crate::ui::screens::reading::Reading;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct Calls {
    day: Option<NaiveDate>,
    rows: List<CallLine>,
    answered: bool,
}

impl Calls {
    /// Without a day: the next one on which somebody is booked.
    pub fn on(day: Option<NaiveDate>) -> Self {
        let mut rows: List<CallLine> = List::new(|a: &CallLine, b| a.line.id == b.line.id)
            .numbered(|it: &CallLine| it.line.line);
        rows.empty = "Ninguém marcado neste dia. As setas para os lados mudam o dia.";
        Self {
            day,
            rows,
            answered: false,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let day = self.day;
        self.answered = false;
        cx.ask_latest(
            "ligar",
            "ler quem está marcado",
            move |desk: &mut Desk| desk.calls_of(day),
            |it: &mut Self, found: CallDay, _| {
                it.answered = true;
                it.day = Some(found.day);
                it.rows.set(found.lines);
            },
        );
    }

    fn step(&mut self, forward: bool, cx: &mut Cx<'_>) {
        let one = Days::new(1);
        let to = self.day.and_then(|it| match forward {
            true => it.checked_add_days(one),
            false => it.checked_sub_days(one),
        });
        self.day = to.or(self.day);
        self.load(cx);
    }

    fn cancel(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        let (id, name) = (it.line.id, cx.look().name(&it.line.name).into_owned());
        cx.write(
            "cancelar o horário",
            Topic::Appointments,
            move |desk: &mut Desk| desk.cancel_appointment(id),
            move |_: &mut Self, it, cx| {
                cx.say_undoable(format!("{name}: horário cancelado."));
                offer::after_freed::<Self>(it.id, cx);
            },
        );
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        super::open_card(it.line.person, it.line.family, cx);
    }

    fn open(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            booking::open_appointment(it.line.id, cx);
        }
    }

    fn read(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            let help = "O que dizer ao telefone, ou copiar para uma mensagem. Não diz o motivo da \
                        visita.";
            cx.push(Reading::new("O que dizer", help, &it.reminder));
        }
    }

    fn before(&mut self, cx: &mut Cx<'_>) {
        self.step(false, cx);
    }

    fn after(&mut self, cx: &mut Cx<'_>) {
        self.step(true, cx);
    }
}

impl Calling for Calls {
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return cx.warn("Ninguém marcado neste dia.");
        };
        let (id, name) = (it.line.id, cx.look().name(&it.line.name).into_owned());
        let next = match reach {
            Reach::WantsAnother => " F6 abre o horário, para remarcar.",
            Reach::Refused => " F8 cancela o horário.",
            Reach::WrongNumber => " F3 abre a ficha, para corrigir.",
            Reach::Confirmed | Reach::Message | Reach::NoAnswer => "",
        };
        // Whoever needs another key stays under the cursor.
        let done = next.is_empty();
        cx.write(
            "anotar o contato",
            Topic::Appointments,
            move |desk: &mut Desk| desk.note_call(id, reach),
            move |it: &mut Self, (), cx| {
                cx.say_undoable(format!("{name}: {}.{next}", reach.label()));
                if done {
                    it.rows.key(Key::Down);
                }
            },
        );
    }
}

const COLUMNS: &[Column<CallLine>] = &[
    Column::new("Hora", 5, |it: &CallLine, _| {
        Cell::from(it.line.starts.to_string())
    }),
    Column::new("Quem", 14, |it: &CallLine, _| {
        Cell::name(it.line.name.clone())
    })
    .grow(2),
    Column::new("Telefone", 15, |it: &CallLine, _| {
        phone::number(&it.line.phone, it.line.phone_hidden)
    }),
    Column::new("Serviço", 12, |it: &CallLine, _| {
        Cell::from(it.line.service.clone())
    })
    .grow(1)
    .drop(1),
    Column::new("Ligação", 14, |it: &CallLine, _| {
        phone::outcome(it.line.reach, it.tries)
    })
    .grow(1),
];

pub static KEYS: &[Binding<Calls>] = &[
    phone::on(Reach::Confirmed, "confirmou", "A pessoa vem."),
    phone::on(
        Reach::WantsAnother,
        "outro dia",
        "A pessoa quer outro dia; nada muda até remarcar.",
    ),
    phone::on(
        Reach::Refused,
        "não quer",
        "A pessoa não quer mais; nada muda até cancelar.",
    ),
    phone::message(),
    phone::no_answer("Ninguém atendeu."),
    phone::wrong_number(),
    Binding::new(
        "enter",
        &[],
        "texto",
        "Abre o texto para dizer ou copiar.",
        Calls::read,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da família.",
        Calls::card,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "horário",
        "Abre o horário marcado, para remarcar.",
        Calls::open,
    ),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "cancelar",
        "Cancela o horário marcado e mostra quem espera por um.",
        Calls::cancel,
    )
    .off(|it| it.rows.is_empty().then_some("Ninguém marcado neste dia.")),
    Binding::new("left", &[], "antes", "Dia anterior.", Calls::before),
    Binding::new("right", &[], "depois", "Dia seguinte.", Calls::after),
];

impl Screen for Calls {
    fn title(&self) -> Cow<'_, str> {
        "Ligar".into()
    }

    fn help(&self) -> &str {
        "Quem está marcado para o dia, com o telefone e o que dizer. O texto não conta o motivo da \
         visita, porque o telefone pode ser de um vizinho. Uma letra anota como terminou a \
         ligação; remarcar e cancelar são teclas à parte."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Appointments, Topic::Line, Topic::People]) {
            self.load(cx);
        }
    }

    fn holds(&self, _: Key) -> bool {
        !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let count = |reach| {
            let rows = self.rows.items().iter();
            rows.filter(|it| it.line.reach == reach).count()
        };
        let title = self.day.map(day_title).unwrap_or_default();
        let marked = super::marked(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let text = format!(
            "{title}: {marked}; confirmaram: {}, por ligar: {}",
            count(Some(Reach::Confirmed)),
            count(None)
        );
        canvas.line(area, 0, &text, Tone::Strong);
        let said = (self.rows.selected()).map_or_else(String::new, |it| {
            // The name inside the words hides with the others.
            let first = crate::domain::name::first(&it.line.name);
            it.reminder.replacen(first, &canvas.look.name(first), 1)
        });
        let lines = u16::try_from(wrap(&said, area.width).len()).unwrap_or(0);
        let below = if area.height >= 12 {
            lines.min(area.height / 3)
        } else {
            0
        };
        let list = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(2 + below),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
        let at = Rect {
            y: area.bottom().saturating_sub(below),
            height: below,
            ..area
        };
        canvas.wrapped(at, &said, Tone::Plain);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.rows.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
