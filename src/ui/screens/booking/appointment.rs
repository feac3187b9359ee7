//! One appointment and what can be done to it, a letter each.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::draw::{card_lines, line_of, paint_lines};
use super::{BOTH, BookingScreen, WasBooked};
use crate::app::{AppointmentCard, BookedArrival, Comer};
use crate::domain::agenda::{Appointment, Minute, Reach, Status};
use crate::domain::fault::{Outcome, Refused};
use crate::domain::id::Id;
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::agenda::offer::OfferScreen;
use crate::ui::screens::agenda::wish_forms::earlier;
use crate::ui::screens::arrival::InLine;
use crate::ui::screens::letter_keys;
use crate::ui::{
    Binding, Canvas, Cx, Desk, Handled, Hint, Key, Kind, Look, PickRow, Screen, Tone, Topic, Topics,
};

pub struct AppointmentScreen {
    id: Id<Appointment>,
    card: Option<AppointmentCard>,
    /// Its hour has come; none before the card is here.
    begun: bool,
    /// It is of today.
    today: bool,
}

const LOADING: Option<&str> = Some("O horário ainda está abrindo.");
const ARRIVED: Option<&str> = Some("A pessoa já chegou: o resto se faz na senha dela.");

impl AppointmentScreen {
    pub fn of(id: Id<Appointment>) -> Self {
        Self {
            id,
            card: None,
            begun: false,
            today: false,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.fetch(
            "abrir o horário",
            move |desk: &mut Desk| desk.appointment(id),
            |it: &mut Self, card: AppointmentCard, cx| {
                let look = cx.look();
                let now = (look.today(), Minute::of(look.zone.time(look.now)));
                it.begun = (card.it.day, card.it.starts) <= now;
                it.today = card.it.day == now.0;
                it.card = Some(card);
            },
        );
    }

    /// Why a step is off: what stands is neither changed nor arrived yet.
    fn off(&self, next: Status) -> Option<&'static str> {
        let Some(card) = &self.card else {
            return LOADING;
        };
        if card.it.ticket.is_some() && card.it.status == Status::Booked {
            return ARRIVED;
        }
        card.it.status.may_become(next).err()
    }

    fn off_arrival(&self) -> Option<&'static str> {
        match self.off(Status::Done) {
            None if !self.today => Some("Só no dia do horário. Para hoje, remarque ou dê senha."),
            why => why,
        }
    }

    fn off_missed(&self) -> Option<&'static str> {
        match self.off(Status::NoShow) {
            None if !self.begun => Some("A hora ainda não chegou."),
            why => why,
        }
    }

    fn off_done(&self) -> Option<&'static str> {
        match self.off(Status::Done) {
            None if !self.begun && !self.today => Some("Esse dia ainda não chegou."),
            why => why,
        }
    }

    fn off_row(&self) -> Option<&'static str> {
        match &self.card {
            None => LOADING,
            Some(card) if card.row_left < 2 => Some("Este horário não se repete."),
            Some(_) => self.off(Status::Cancelled),
        }
    }

    fn off_person(&self) -> Option<&'static str> {
        match &self.card {
            None => LOADING,
            Some(card) if card.it.person.is_none() => Some("Agendado só com o nome, sem cadastro."),
            Some(_) => None,
        }
    }

    fn take<T: Send + 'static>(
        &mut self,
        label: &'static str,
        cx: &mut Cx<'_>,
        work: fn(&mut Desk, Id<Appointment>) -> Outcome<T>,
        said: fn(&T) -> String,
    ) {
        let id = self.id;
        cx.write(
            label,
            BOTH,
            move |desk: &mut Desk| work(desk, id),
            move |_: &mut Self, answer, cx| {
                cx.say_undoable(said(&answer));
                cx.close();
            },
        );
    }

    fn arrive(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.write(
            "pôr na fila",
            BOTH,
            move |desk: &mut Desk| desk.arrive_booked(id, &BookedArrival::default()),
            |_: &mut Self, arrived, cx| {
                cx.say_undoable(format!("Senha {}, linha {}.", arrived.code, arrived.line));
                cx.close_with(InLine(arrived));
            },
        );
    }

    fn move_on(&mut self, cx: &mut Cx<'_>) {
        let Some(card) = &self.card else { return };
        let it = card.it.clone();
        let who = match it.person {
            Some(person) => Comer::Registered {
                person,
                family: it.family,
            },
            None => Comer::Said(it.name.clone()),
        };
        cx.replace(BookingScreen::new(who, it.name.clone(), Some(it)));
    }

    fn cancel(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.write(
            "cancelar",
            BOTH,
            move |desk: &mut Desk| Ok((desk.cancel_appointment(id)?, desk.freed_by(id)?)),
            |_: &mut Self, (it, offer), cx| {
                let day = day_title(it.day);
                cx.say_undoable(format!("Cancelado: {day} às {}.", it.starts));
                match offer {
                    Some(offer) => cx.replace(OfferScreen::of(offer)),
                    None => cx.close(),
                }
            },
        );
    }

    fn earlier(&mut self, cx: &mut Cx<'_>) {
        if let Some(card) = &self.card {
            cx.push(earlier(&card.it));
        }
    }

    fn cancel_row(&mut self, cx: &mut Cx<'_>) {
        self.take("cancelar", cx, Desk::cancel_series, |count| {
            format!("Cancelados: {count} horários.")
        });
    }

    fn missed(&mut self, cx: &mut Cx<'_>) {
        self.take("marcar a falta", cx, Desk::mark_missed, |it| {
            format!("Linha {}: não compareceu. A vaga está livre.", it.line)
        });
    }

    fn attended(&mut self, cx: &mut Cx<'_>) {
        self.take("marcar o atendimento", cx, Desk::mark_attended, |it| {
            format!("Linha {}: atendimento realizado.", it.line)
        });
    }

    /// How a call just made ended.
    fn called(&mut self, cx: &mut Cx<'_>) {
        let rows = Reach::ALL.iter().map(|it| PickRow {
            letter: Some(it.key()),
            text: it.label().to_owned(),
        });
        let id = self.id;
        cx.pick("Telefonei e", rows.collect(), move |_: &mut Self, n, cx| {
            let Some(reach) = Reach::ALL.get(n).copied() else {
                return;
            };
            cx.write(
                "anotar o telefonema",
                Topic::Appointments,
                move |desk: &mut Desk| desk.note_call(id, reach),
                move |_: &mut Self, (), cx| {
                    cx.say_undoable(format!("Telefonema: {}.", reach.label()));
                },
            );
        });
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.ask(
            "imprimir o horário",
            move |desk: &mut Desk| desk.print_appointment(id, false),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }

    fn card_of(&mut self, cx: &mut Cx<'_>) {
        if let Some((person, family)) = self
            .card
            .as_ref()
            .and_then(|it| Some((it.it.person?, it.it.family)))
        {
            crate::ui::screens::family_card::open(person, family, cx);
        }
    }

    fn lines(&self, look: &Look) -> Vec<(String, Tone)> {
        let Some(card) = &self.card else {
            return Vec::new();
        };
        let mut out = card_lines(card, look);
        if card.row_left > 1 {
            let text = format!("Repete: {} horários a partir deste.", card.row_left);
            out.push((text, Tone::Plain));
        }
        for it in &card.chain {
            let (line, label) = (line_of(it, look), it.status.label().to_lowercase());
            out.push((format!("{label}: {line}"), Tone::Dim));
        }
        for it in &card.tries {
            let day = super::draw::day_short(look.zone.day(it.at), look.today());
            let clock = look.zone.clock(it.at);
            let text = format!("telefone {day} {clock}: {} ({})", it.reach.label(), it.who);
            out.push((text, Tone::Dim));
        }
        if !card.booked_by.is_empty() {
            let day = look.zone.day(card.booked_at).format("%d/%m/%Y");
            out.push((
                format!("agendado por {} em {day}", card.booked_by),
                Tone::Dim,
            ));
        }
        out
    }
}

pub static KEYS: &[Binding<AppointmentScreen>] = &[
    Binding::new(
        "h",
        &["F6"],
        "chegou",
        "Põe na fila com a linha que já era dela.",
        AppointmentScreen::arrive,
    )
    .off(AppointmentScreen::off_arrival),
    Binding::new(
        "r",
        &["F10"],
        "remarcar",
        "Escolhe outro dia ou hora; este fica como remarcado.",
        AppointmentScreen::move_on,
    )
    .off(|it| it.off(Status::Moved)),
    Binding::new(
        "c",
        &[],
        "cancelar",
        "Devolve a vaga.",
        AppointmentScreen::cancel,
    )
    .off(|it| it.off(Status::Cancelled)),
    Binding::new(
        "t",
        &[],
        "cancelar todos",
        "Cancela este e os que se repetem depois dele.",
        AppointmentScreen::cancel_row,
    )
    .off(AppointmentScreen::off_row),
    Binding::new(
        "n",
        &[],
        "não compareceu",
        "A hora passou e a pessoa não veio.",
        AppointmentScreen::missed,
    )
    .off(AppointmentScreen::off_missed),
    Binding::new(
        "a",
        &["F7"],
        "atendido",
        "Foi atendida sem passar pela fila: visita em casa, fora da unidade.",
        AppointmentScreen::attended,
    )
    .off(AppointmentScreen::off_done),
    Binding::new(
        "l",
        &[],
        "telefonei",
        "Anota como terminou um telefonema sobre este horário.",
        AppointmentScreen::called,
    )
    .off(|it| if it.card.is_none() { LOADING } else { None }),
    Binding::new(
        "e",
        &[],
        "mais cedo",
        "Põe na lista de quem espera por um horário mais cedo.",
        AppointmentScreen::earlier,
    )
    .off(|it| it.off(Status::Cancelled)),
    Binding::new(
        "f",
        &["F3"],
        "ficha",
        "Abre a ficha da família.",
        AppointmentScreen::card_of,
    )
    .off(AppointmentScreen::off_person),
    Binding::new(
        "i",
        &[],
        "imprimir",
        "Imprime o papel do horário, com o que trazer.",
        AppointmentScreen::print,
    )
    .off(|it| it.off(Status::Cancelled)),
];

impl Screen for AppointmentScreen {
    fn title(&self) -> Cow<'_, str> {
        "Horário".into()
    }

    fn help(&self) -> &str {
        "O que fazer com este horário: uma letra cada. Enter, no dia, marca a chegada. Se foi \
         engano, Ctrl+Z desfaz."
    }

    fn kind(&self) -> Kind {
        Kind::Float
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Appointments, Topic::Line]) {
            self.load(cx);
        }
    }

    fn returned(&mut self, answer: Box<dyn std::any::Any>, cx: &mut Cx<'_>) {
        if let Ok(it) = answer.downcast::<WasBooked>() {
            cx.close_with(*it);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.card.is_none() {
            cx.close();
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let keys = self.hints();
        let lines = self.lines(canvas.look);
        let width = area.width.min(70);
        let inner = width.saturating_sub(2);
        let told: usize = (lines.iter())
            .map(|it| crate::ui::canvas::wrap(&it.0, inner).len())
            .sum();
        let rows = letter_keys::rows(&keys);
        let told = u16::try_from(told).unwrap_or(u16::MAX);
        let wanted = told.saturating_add(rows).saturating_add(3);
        let height = area.height.min(wanted.max(12));
        let at = Rect::new(
            area.x + (area.width - width) / 2,
            area.y + (area.height - height) / 2,
            width,
            height,
        );
        canvas.wipe(at);
        let inside = canvas.boxed(at, "Horário");
        // The keys keep their rows; what does not fit above them is old news.
        let keys_rows = rows.min(inside.height);
        let above = Rect {
            height: inside.height - keys_rows,
            ..inside
        };
        paint_lines(canvas, above, &lines);
        let below = Rect {
            y: above.bottom(),
            height: keys_rows,
            ..inside
        };
        letter_keys::paint(canvas, below, &keys);
        canvas.cursor(inside.x, inside.y);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        let key = match key {
            Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
            other => other,
        };
        if key == Key::Enter {
            match self.off_arrival() {
                None => self.arrive(cx),
                Some(_) => cx.close(),
            }
            return Handled::Yes;
        }
        dispatch(KEYS, self, key, cx)
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
