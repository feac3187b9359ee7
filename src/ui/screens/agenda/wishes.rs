//! Who waits for an earlier place, in the order they asked. Enter looks for a
//! place that is free before theirs; the list itself moves nobody.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::offer::OfferScreen;
use super::wish_forms::wait_for;
use crate::app::{Comer, Place, Where, WishLine};
use crate::domain::agenda::{Reach, weekday_short};
use crate::domain::date::show;
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::phone;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};
use chrono::Datelike;

/// Free places looked at to find one on a day that suits.
const LOOKED_AT_MAX: usize = 200;

pub struct Wishes {
    rows: List<WishLine>,
    answered: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        let mut rows: List<WishLine> = List::new(|a: &WishLine, b| a.id == b.id);
        rows.empty = "Ninguém espera por vaga. Na agenda do dia, C põe na lista quem está marcado.";
        Self {
            rows,
            answered: false,
        }
    }
}

/// "seg qua"; "qualquer dia".
fn weekdays(it: &WishLine) -> String {
    if it.weekdays.is_empty() {
        return "qualquer dia".to_owned();
    }
    let names: Vec<&str> = it.weekdays.iter().map(|it| weekday_short(*it)).collect();
    names.join(" ")
}

const COLUMNS: &[Column<WishLine>] = &[
    Column::new("Quem", 14, |it: &WishLine, _| Cell::name(it.name.clone())).grow(2),
    Column::new("Serviço", 14, |it: &WishLine, _| {
        Cell::from(it.service.clone())
    })
    .grow(1),
    Column::new("Marcado para", 14, |it: &WishLine, _| match it.booked {
        Some((day, _)) => Cell::from(day_title(day)),
        None => Cell::toned("sem horário", Tone::Dim),
    }),
    Column::new("Pode", 12, |it: &WishLine, _| Cell::from(weekdays(it)))
        .grow(1)
        .drop(3),
    Column::new("Pediu", 10, |it: &WishLine, look| {
        Cell::from(show(look.zone.day(it.asked_at)))
    })
    .drop(2),
    Column::new("Ligação", 12, |it: &WishLine, _| told(it)).drop(1),
    Column::new("Telefone", 15, |it: &WishLine, _| {
        phone::number(&it.phone, it.phone_hidden)
    })
    .drop(4),
];

/// How the calls went, unanswered ones counted.
pub(super) fn told(it: &WishLine) -> Cell {
    phone::outcome_of(it.reach, it.unanswered, crate::app::TRIES_MAX)
}

impl Wishes {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "espera",
            "ler a lista de espera",
            |desk: &mut Desk| desk.waiting_wishes(),
            |it: &mut Self, rows, _| {
                it.answered = true;
                it.rows.set(rows);
            },
        );
    }

    /// A place free before theirs, on a day that suits.
    fn look(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected().cloned() else {
            return;
        };
        let asked = Where {
            service: it.service_id,
            provider: None,
            from: None,
            only_day: false,
        };
        cx.fetch(
            "procurar vaga",
            move |desk: &mut Desk| {
                let all = desk.free_slots(asked, None, LOOKED_AT_MAX)?;
                let suits = |day: chrono::NaiveDate| {
                    let weekday = day.weekday().number_from_monday();
                    it.weekdays.is_empty() || it.weekdays.contains(&weekday)
                };
                let found = all.iter().map(|it| &it.slot).find(|slot| {
                    suits(slot.day)
                        && it
                            .booked
                            .is_none_or(|booked| booked > (slot.day, slot.starts))
                });
                match found.map(Place::from) {
                    Some(place) => desk.offer_to(&place),
                    None => Ok(None),
                }
            },
            |_: &mut Self, offer, cx| match offer {
                Some(offer) => cx.push(OfferScreen::of(offer)),
                None => cx.say("Ainda não há vaga antes. Quando abrir uma, a lista aparece."),
            },
        );
    }

    fn drop_it(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        let (id, name) = (it.id, cx.look().name(&it.name).into_owned());
        cx.write(
            "tirar da lista",
            Topic::Appointments,
            move |desk: &mut Desk| desk.note_wish_call(id, Reach::Refused),
            move |_: &mut Self, (), cx| cx.say_undoable(format!("{name} não espera mais.")),
        );
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            super::open_card(it.person, it.family, cx);
        }
    }

    fn new_one(&mut self, cx: &mut Cx<'_>) {
        cx.fetch(
            "ler os serviços",
            |desk: &mut Desk| Ok(desk.supply()?.services),
            |_: &mut Self, services, cx| cx.push(wait_for(Comer::Said(String::new()), services)),
        );
    }
}

pub static KEYS: &[Binding<Wishes>] = &[
    Binding::new(
        "enter",
        &[],
        "procurar vaga",
        "Procura uma vaga livre antes da que a pessoa tem e mostra quem chamar.",
        Wishes::look,
    )
    .off(Wishes::off_empty),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "novo",
        "Põe na lista alguém que ainda não tem horário.",
        Wishes::new_one,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da família.",
        Wishes::card,
    )
    .off(Wishes::off_empty),
    Binding::new(
        "delete",
        &[],
        "não espera",
        "Tira da lista quem não quer mais; o horário que tem continua.",
        Wishes::drop_it,
    )
    .off(Wishes::off_empty),
];

impl Wishes {
    fn off_empty(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some("Ninguém espera por vaga.")
    }
}

impl Screen for Wishes {
    fn title(&self) -> Cow<'_, str> {
        "Espera por vaga".into()
    }

    fn help(&self) -> &str {
        "Quem pediu um horário mais cedo, ou qualquer um, na ordem em que pediu. Quando um horário \
         é cancelado ou remarcado, aparecem os três primeiros que esperam por aquele serviço. \
         Ninguém passa à frente nem é marcado sozinho: a pessoa aceita ao telefone."
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
        self.rows.draw(canvas, area, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx).or(|| self.rows.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
