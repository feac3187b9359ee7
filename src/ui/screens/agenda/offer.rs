//! A place that came free, and the first who wait for it, to be called in the
//! order they asked. Accepting books them here and gives their old place back;
//! nothing happens before somebody presses that key.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::wishes::told;
use crate::app::{BookingAnswer, Offer, Place, WishLine};
use crate::domain::agenda::{Appointment, Reach};
use crate::domain::id::Id;
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::phone::{self, Calling};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct OfferScreen {
    place: Place,
    title: String,
    more: u32,
    rows: List<WishLine>,
}

/// Shows who waits for the place of an appointment that gave it back; nothing
/// when nobody does. `S` is the screen that asks.
pub fn after_freed<S: Screen>(id: Id<Appointment>, cx: &mut Cx<'_>) {
    cx.ask(
        "ver quem espera",
        move |desk: &mut Desk| desk.freed_by(id),
        |_: &mut S, offer, cx| {
            if let Some(offer) = offer {
                cx.push(OfferScreen::of(offer));
            }
        },
    );
}

/// Shows who waits for a free place, and says so when nobody does.
pub fn open<S: Screen>(place: Place, cx: &mut Cx<'_>) {
    cx.fetch(
        "ver quem espera",
        move |desk: &mut Desk| desk.offer_to(&place),
        |_: &mut S, offer: Option<Offer>, cx| match offer {
            Some(offer) if offer.call.is_empty() => {
                cx.say("Ninguém espera por esta vaga.");
            }
            Some(offer) => cx.push(OfferScreen::of(offer)),
            None => cx.warn("Esta vaga não está mais livre."),
        },
    );
}

impl OfferScreen {
    pub fn of(offer: Offer) -> Self {
        let mut rows: List<WishLine> = List::new(|a: &WishLine, b| a.id == b.id);
        rows.empty = "Ninguém mais a chamar para esta vaga. Esc volta.";
        let mut it = Self {
            place: Place::from(&offer.slot.slot),
            title: String::new(),
            more: 0,
            rows,
        };
        it.set(offer);
        it
    }

    fn set(&mut self, offer: Offer) {
        let slot = &offer.slot.slot;
        self.title = format!(
            "Vaga livre: {} às {}, {}, com {}",
            day_title(slot.day),
            slot.starts,
            offer.service,
            offer.slot.provider
        );
        self.more = offer.more;
        self.rows.set(offer.call);
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let place = self.place;
        cx.ask_latest(
            "oferta",
            "ver quem espera",
            move |desk: &mut Desk| desk.offer_to(&place),
            |it: &mut Self, offer, cx| match offer {
                Some(offer) => it.set(offer),
                None => cx.close(),
            },
        );
    }

    fn accept(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        let (id, name, place) = (it.id, cx.look().name(&it.name).into_owned(), self.place);
        cx.write(
            "marcar na vaga",
            Topic::Appointments,
            move |desk: &mut Desk| desk.accept_offer(id, &place),
            move |_: &mut Self, answer, cx| match answer {
                BookingAnswer::Booked { all, clash, .. } => {
                    let line = all.first().map_or(0, |it| it.line);
                    let clash = clash.map(|it| format!(" Atenção: já tem {it}."));
                    let clash = clash.unwrap_or_default();
                    cx.say_undoable(format!("Vaga dada a {name}, linha {line}.{clash}"));
                    cx.close();
                }
                BookingAnswer::Taken { .. } => {
                    cx.warn("Outra mesa acaba de ocupar esta vaga. Ninguém foi mudado.");
                    cx.close();
                }
            },
        );
    }
}

impl Calling for OfferScreen {
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        let (id, name) = (it.id, cx.look().name(&it.name).into_owned());
        let tries = it.unanswered + 1;
        cx.write(
            "anotar o contato",
            Topic::Appointments,
            move |desk: &mut Desk| desk.note_wish_call(id, reach),
            move |it: &mut Self, (), cx| {
                let what = phone::waited(reach, tries);
                cx.say_undoable(format!("{name}: {what}."));
                it.rows.key(Key::Down);
            },
        );
    }
}

const COLUMNS: &[Column<WishLine>] = &[
    Column::new("Quem", 16, |it: &WishLine, _| Cell::name(it.name.clone())).grow(2),
    Column::new("Telefone", 15, |it: &WishLine, _| {
        phone::number(&it.phone, it.phone_hidden)
    }),
    Column::new("Hoje marcado para", 20, |it: &WishLine, _| {
        match it.booked {
            Some((day, starts)) => Cell::from(format!("{} {starts}", day_title(day))),
            None => Cell::toned("sem horário", Tone::Dim),
        }
    })
    .drop(1),
    Column::new("Ligação", 19, |it: &WishLine, _| told(it)),
];

pub static KEYS: &[Binding<OfferScreen>] = &[
    Binding::new(
        "enter",
        &["c"],
        "aceitou",
        "Marca a pessoa nesta vaga e libera o horário que ela tinha.",
        OfferScreen::accept,
    ),
    phone::on(
        Reach::WantsAnother,
        "não pode nesta",
        "A pessoa não pode nesta vaga e continua na lista.",
    ),
    phone::on(
        Reach::Refused,
        "não quer",
        "A pessoa não quer mais e sai da lista; o horário que tem continua.",
    ),
    phone::message(),
    phone::no_answer("Ninguém atendeu; depois de três vezes aparece quem pediu em seguida."),
    phone::wrong_number(),
];

impl Screen for OfferScreen {
    fn title(&self) -> Cow<'_, str> {
        "Quem espera".into()
    }

    fn help(&self) -> &str {
        "Abriu uma vaga. Aqui estão, na ordem em que pediram, os três primeiros que esperam por \
         ela. Ligue e anote com uma letra; só quem aceita muda de horário. Esc deixa a vaga livre."
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Appointments, Topic::Line, Topic::People]) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let used = canvas.wrapped(area, &self.title, Tone::Strong);
        let more = u16::from(self.more > 0);
        let list = Rect {
            y: area.y + used,
            height: area.height.saturating_sub(used + more),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
        if more > 0 && area.height > used {
            let text = match self.more {
                1 => "Mais 1 pessoa espera por este serviço.".to_owned(),
                many => format!("Mais {many} pessoas esperam por este serviço."),
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
