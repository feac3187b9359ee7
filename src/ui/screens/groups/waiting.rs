//! Who waits for a place in a group, in order; with a place free, the next ones
//! to call, and one key for how the call ended. Accepting puts them in here;
//! nobody is moved before somebody presses that key.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::enrol::{free_text, waiting_text};
use super::enrol_words;
use crate::app::{PlaceOffer, TRIES_MAX, WaitingLine};
use crate::domain::access::Right;
use crate::domain::agenda::Reach;
use crate::domain::fault::Refused;
use crate::domain::groups::{Group, Waiting};
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::person_card::PersonScreen;
use crate::ui::screens::phone::{self, Calling};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct WaitingScreen {
    group: Id<Group>,
    name: String,
    /// `None` for who calls nobody.
    offer: Option<PlaceOffer>,
    rows: List<Row>,
    answered: bool,
}

#[derive(Clone)]
struct Row {
    line: WaitingLine,
    /// One of those to be called now.
    next: bool,
}

/// The waiting list of a group.
pub fn open(group: Id<Group>, name: String, cx: &mut Cx<'_>) {
    cx.push(WaitingScreen::of(group, name));
}

/// Shows who is to be called when a place of that group is free; nothing when
/// nobody waits. `S` is the screen that asks.
pub fn after_freed<S: Screen>(group: Id<Group>, name: String, cx: &mut Cx<'_>) {
    cx.ask(
        "ver quem espera",
        move |desk: &mut Desk| desk.place_offer(group),
        move |_: &mut S, offer, cx| {
            if !offer.call.is_empty() {
                cx.push(WaitingScreen::of(group, name));
            }
        },
    );
}

impl WaitingScreen {
    pub fn of(group: Id<Group>, name: String) -> Self {
        let mut rows: List<Row> =
            List::new(|a: &Row, b| a.line.id == b.line.id).numbered(|it: &Row| it.line.position);
        rows.empty = "Ninguém espera por vaga neste grupo.";
        Self {
            group,
            name,
            offer: None,
            rows,
            answered: false,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let group = self.group;
        cx.ask_latest(
            "espera",
            "ler a lista de espera",
            move |desk: &mut Desk| {
                let offer = match desk.may(Right::Enrol) {
                    true => Some(desk.place_offer(group)?),
                    false => None,
                };
                Ok((desk.waiting_of(group)?, offer))
            },
            |it: &mut Self, (lines, offer), _| {
                it.answered = true;
                let next = |id: Id<Waiting>| {
                    let call = offer.iter().flat_map(|it| &it.call);
                    call.into_iter().any(|it| it.id == id)
                };
                let rows = lines.into_iter().map(|line| Row {
                    next: next(line.id),
                    line,
                });
                it.rows.set(rows.collect());
                it.offer = offer;
            },
        );
    }

    fn accept(&mut self, cx: &mut Cx<'_>) {
        let Some(Row { line, .. }) = self.rows.selected() else {
            return;
        };
        let (id, name, group) = (line.id, line.name.clone(), self.name.clone());
        let shown = cx.look().name(&name).into_owned();
        cx.write(
            "dar a vaga",
            Topic::Groups,
            move |desk: &mut Desk| desk.accept_place(id, desk.today(), ""),
            move |_: &mut Self, answer, cx| match enrol_words::told(&shown, &group, &answer) {
                Ok(text) => cx.say_undoable(text),
                Err(_) => cx.push(enrol_words::ahead_of_list(id, name, group)),
            },
        );
    }

    fn take_off(&mut self, cx: &mut Cx<'_>) {
        let Some(Row { line, .. }) = self.rows.selected() else {
            return;
        };
        let (id, name) = (line.id, cx.look().name(&line.name).into_owned());
        cx.write(
            "tirar da lista",
            Topic::Groups,
            move |desk: &mut Desk| desk.leave_waiting(id),
            move |_: &mut Self, (), cx| cx.say_undoable(format!("{name} não espera mais.")),
        );
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            cx.push(PersonScreen::of(it.line.person));
        }
    }

    fn off(&self) -> Option<&'static str> {
        match (&self.offer, self.rows.selected()) {
            (_, None) => Some("Ninguém espera por vaga neste grupo."),
            (None, Some(_)) => {
                Some("Quem inscreve é a recepção, a equipe técnica ou a coordenação.")
            }
            (Some(_), Some(_)) => None,
        }
    }

    fn off_full(&self) -> Option<&'static str> {
        let full = (self.offer.as_ref()).is_some_and(|it| it.places.free() == 0);
        self.off()
            .or(full.then_some("Não há vaga livre neste grupo."))
    }

    fn off_card(&self) -> Option<&'static str> {
        let hidden = self.rows.selected().is_some_and(|it| it.line.hidden);
        self.off().or(hidden.then_some("Pessoa sob sigilo."))
    }

    /// "1 vaga livre: chame Fulana, (79) 99991-0000."
    fn headline(&self, canvas: &Canvas<'_>) -> (String, Tone) {
        let waiting = waiting_text(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let Some(offer) = &self.offer else {
            return (format!("«{}»: {waiting}.", self.name), Tone::Strong);
        };
        let free = offer.places.free();
        let text = match (free, offer.call.first()) {
            (0, _) => format!("«{}»: sem vaga, {waiting}.", self.name),
            (_, None) => format!("«{}»: {}, {waiting}.", self.name, free_text(free)),
            (_, Some(it)) => {
                let name = canvas.look.name(&it.name).into_owned();
                let phone = match (it.phone_hidden, it.phone.as_str()) {
                    (true, _) => ", telefone sob sigilo".to_owned(),
                    (false, "") => ", sem telefone".to_owned(),
                    (false, digits) => format!(", {}", mask_phone(digits)),
                };
                let free = match free {
                    1 => "1 vaga livre".to_owned(),
                    many => format!("{many} vagas livres"),
                };
                format!("«{}»: {free}, {waiting}. Chame {name}{phone}.", self.name)
            }
        };
        (text, Tone::Strong)
    }
}

impl Calling for WaitingScreen {
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>) {
        let Some(Row { line, .. }) = self.rows.selected() else {
            return cx.warn("Ninguém espera por vaga neste grupo.");
        };
        if self.offer.is_none() {
            return cx.warn("Seu perfil não faz isto. Peça a quem pode.");
        }
        let (id, name) = (line.id, cx.look().name(&line.name).into_owned());
        let tries = line.unanswered + 1;
        cx.write(
            "anotar o contato",
            Topic::Groups,
            move |desk: &mut Desk| desk.note_place_call(id, reach),
            move |it: &mut Self, (), cx| {
                let what = phone::waited(reach, tries);
                cx.say_undoable(format!("{name}: {what}."));
                it.rows.key(Key::Down);
            },
        );
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("Quem", 14, |it: &Row, _| Cell::name(it.line.name.clone())).grow(2),
    Column::new("Idade", 5, |it: &Row, _| {
        Cell::from(it.line.age.map_or(String::new(), |it| it.to_string()))
    })
    .right()
    .drop(3),
    Column::new("Prior.", 6, |it: &Row, _| {
        Cell::from(if it.line.priority { "sim" } else { "não" })
    })
    .drop(1),
    Column::new("Desde", 8, |it: &Row, look| {
        let day = look.zone.day(it.line.asked_at);
        Cell::from(day.format("%d/%m/%y").to_string())
    })
    .drop(2),
    Column::new("Telefone", 15, |it: &Row, _| {
        phone::number(&it.line.phone, it.line.phone_hidden)
    }),
    Column::new("Ligação", 18, |it: &Row, _| match it.next {
        true if it.line.reach.is_none() => Cell::toned("chamar", Tone::Good),
        _ => phone::outcome_of(it.line.reach, it.line.unanswered, TRIES_MAX),
    }),
];

pub static KEYS: &[Binding<WaitingScreen>] = &[
    Binding::new(
        "enter",
        &["c"],
        "aceitou",
        "Dá a vaga livre à pessoa marcada, desde hoje. Passar à frente pede o motivo.",
        WaitingScreen::accept,
    )
    .off(WaitingScreen::off_full),
    phone::on(
        Reach::Refused,
        "não quer",
        "A pessoa não quer mais e sai da lista.",
    )
    .off(WaitingScreen::off),
    phone::message().off(WaitingScreen::off),
    phone::no_answer("Ninguém atendeu; depois de três vezes chama-se quem vem em seguida.")
        .off(WaitingScreen::off),
    phone::wrong_number().off(WaitingScreen::off),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da pessoa marcada.",
        WaitingScreen::card,
    )
    .off(WaitingScreen::off_card),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "tirar",
        "Tira da lista quem disse no balcão que não quer mais.",
        WaitingScreen::take_off,
    )
    .off(WaitingScreen::off),
];

impl Screen for WaitingScreen {
    fn title(&self) -> Cow<'_, str> {
        "Espera por vaga".into()
    }

    fn help(&self) -> &str {
        "Quem espera, na ordem: público prioritário primeiro, depois quem pediu antes. Com vaga \
         livre, «chamar» marca os próximos. Ligue e anote com uma letra; cada ligação fica \
         registrada. Quem aceita entra no grupo; passar à frente pede o motivo."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Groups, Topic::People]) {
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
        let (text, tone) = self.headline(canvas);
        let used = canvas.wrapped(area, &text, tone);
        let list = Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.rows.key(key).into())
    }
}
