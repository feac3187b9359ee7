//! Who waits for a seat of a class, in order; with a seat free, the next ones
//! to call, and one key for how the call ended. Accepting gives the seat;
//! nobody is moved before somebody presses that key.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::class_words::{free_text, waiting_text};
use super::passing;
use crate::app::{SeatOffer, SeatWait, TRIES_MAX};
use crate::domain::agenda::Reach;
use crate::domain::courses::{Application, Course};
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::person_card::PersonScreen;
use crate::ui::screens::phone::{self, Calling};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

const NOBODY: &str = "Ninguém espera por vaga nesta turma.";

pub struct WaitingScreen {
    course: Id<Course>,
    name: String,
    offer: Option<SeatOffer>,
    rows: List<Row>,
}

#[derive(Clone)]
struct Row {
    line: SeatWait,
    /// One of those to be called now.
    next: bool,
}

/// The waiting list of a class.
pub fn open(course: Id<Course>, name: String, cx: &mut Cx<'_>) {
    cx.push(WaitingScreen::of(course, name));
}

/// Shows who is to be called when a seat of that class is free; nothing when
/// nobody waits. `S` is the screen that asks.
pub fn after_freed<S: Screen>(course: Id<Course>, name: String, cx: &mut Cx<'_>) {
    cx.ask(
        "ver quem espera",
        move |desk: &mut Desk| desk.seat_offer(course),
        move |_: &mut S, offer, cx| {
            if !offer.call.is_empty() {
                cx.push(WaitingScreen::of(course, name));
            }
        },
    );
}

impl WaitingScreen {
    pub fn of(course: Id<Course>, name: String) -> Self {
        let mut rows: List<Row> =
            List::new(|a: &Row, b| a.line.id == b.line.id).numbered(|it: &Row| it.line.position);
        rows.empty = NOBODY;
        Self {
            course,
            name,
            offer: None,
            rows,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let course = self.course;
        cx.ask_latest(
            "espera",
            "ler a lista de espera",
            move |desk: &mut Desk| Ok((desk.waiting_for_seat(course)?, desk.seat_offer(course)?)),
            |it: &mut Self, (lines, offer), _| {
                let next = |id: Id<Application>| offer.call.iter().any(|it| it.id == id);
                let rows = lines.into_iter().map(|line| Row {
                    next: next(line.id),
                    line,
                });
                it.rows.set(rows.collect());
                it.offer = Some(offer);
            },
        );
    }

    fn accept(&mut self, cx: &mut Cx<'_>) {
        let Some(Row { line, .. }) = self.rows.selected() else {
            return;
        };
        let (id, name, course) = (line.id, line.name.clone(), self.name.clone());
        let shown = cx.look().name(&name).into_owned();
        cx.write(
            "dar a vaga",
            Topic::Courses,
            move |desk: &mut Desk| desk.accept_seat(id, ""),
            move |_: &mut Self, answer, cx| match passing::told(&shown, &course, &answer) {
                Some(text) => cx.say_undoable(text),
                None => cx.push(passing::ahead_of_list(id, name, course)),
            },
        );
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            cx.push(PersonScreen::of(it.line.person));
        }
    }

    fn off(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some(NOBODY)
    }

    fn off_full(&self) -> Option<&'static str> {
        let full = self.offer.as_ref().is_some_and(|it| it.left == (0, 0));
        self.off()
            .or(full.then_some("Não há vaga livre nesta turma."))
    }

    fn off_card(&self) -> Option<&'static str> {
        let hidden = (self.rows.selected()).is_some_and(|it| it.line.phone_hidden);
        self.off().or(hidden.then_some("Pessoa sob sigilo."))
    }

    /// "1 vaga livre, 4 esperam. Chame Fulana, (79) 99991-0000."
    fn headline(&self, canvas: &Canvas<'_>) -> String {
        let waiting = waiting_text(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let Some(offer) = &self.offer else {
            return format!("«{}»", self.name);
        };
        let free = free_text(offer.left);
        match offer.call.first() {
            None => format!("«{}»: {free}, {waiting}.", self.name),
            Some(it) => {
                let name = canvas.look.name(&it.name);
                let phone = match (it.phone_hidden, it.phone.as_str()) {
                    (true, _) => ", telefone sob sigilo".to_owned(),
                    (false, "") => ", sem telefone".to_owned(),
                    (false, digits) => format!(", {}", mask_phone(digits)),
                };
                format!("«{}»: {free}, {waiting}. Chame {name}{phone}.", self.name)
            }
        }
    }
}

impl Calling for WaitingScreen {
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>) {
        let Some(Row { line, .. }) = self.rows.selected() else {
            return cx.warn(NOBODY);
        };
        let (id, name) = (line.id, cx.look().name(&line.name).into_owned());
        let tries = line.unanswered + 1;
        cx.write(
            "anotar o contato",
            Topic::Courses,
            move |desk: &mut Desk| desk.note_seat_call(id, reach),
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
    Column::new("Edital", 8, |it: &Row, _| {
        Cell::from(if it.line.first { "primeiro" } else { "" })
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
    Column::new("Até", 5, |it: &Row, _| match it.line.until {
        None => Cell::from(""),
        Some(day) => {
            let tone = if it.line.passed {
                Tone::Dim
            } else {
                Tone::Warn
            };
            Cell::toned(day.format("%d/%m").to_string(), tone)
        }
    })
    .drop(1),
    Column::new("Ligação", 18, |it: &Row, _| match it.next {
        true if it.line.reach.is_none() => Cell::toned("chamar", Tone::Good),
        false if it.line.passed && it.line.unanswered < TRIES_MAX => {
            Cell::toned("passou o prazo", Tone::Dim)
        }
        _ => phone::outcome_of(it.line.reach, it.line.unanswered, TRIES_MAX),
    }),
];

pub static KEYS: &[Binding<WaitingScreen>] = &[
    Binding::new(
        "enter",
        &["c"],
        "aceitou",
        "Dá a vaga livre à pessoa marcada. Passar à frente pede o motivo.",
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
];

impl Screen for WaitingScreen {
    fn title(&self) -> Cow<'_, str> {
        "Espera por vaga".into()
    }

    fn help(&self) -> &str {
        "Quem espera, na ordem: primeiro os grupos que o edital põe à frente, depois quem se \
         inscreveu antes. Com vaga livre, «chamar» marca os próximos. Ligue e anote com uma letra; \
         cada ligação fica registrada. «Até» é o último dia para responder à primeira ligação: \
         depois dele, ou de três sem resposta, chama-se quem vem em seguida. Passar à frente pede o motivo."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Courses, Topic::People]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.offer.is_none() {
            cx.close();
        }
    }

    fn holds(&self, _: Key) -> bool {
        self.offer.is_none()
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let text = self.headline(canvas);
        let used = canvas.wrapped(area, &text, Tone::Strong);
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
