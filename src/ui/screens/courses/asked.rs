//! Who asked for such a course before there was a class: the first to be
//! called when it opens. Who wants it is signed up as at the counter, with the
//! same questions; nobody is signed up before somebody presses that key.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::apply_words::{Next, Pending};
use super::class_words::{free_text, named};
use crate::app::{ApplyWay, Applying, InterestCall, TRIES_MAX};
use crate::domain::agenda::Reach;
use crate::domain::courses::Course;
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::person_card::PersonScreen;
use crate::ui::screens::phone::{self, Calling};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

const NOBODY: &str = "Ninguém fora da turma pediu este curso.";

pub struct AskedScreen {
    course: Id<Course>,
    name: String,
    left: (u32, u32),
    rows: List<InterestCall>,
    answered: bool,
}

/// Shows who asked for the class that was just opened; nothing when nobody
/// did. `S` is the screen that asks.
pub fn after_opened<S: Screen>(course: Id<Course>, cx: &mut Cx<'_>) {
    cx.ask(
        "ver quem pediu o curso",
        move |desk: &mut Desk| {
            let asked = desk.interested_in(course)?;
            let card = desk.course_card(course)?;
            Ok((asked.is_empty(), named(&card.board.line.course)))
        },
        move |_: &mut S, (none, name), cx| {
            if !none {
                cx.push(AskedScreen::of(course, name));
            }
        },
    );
}

impl AskedScreen {
    pub fn of(course: Id<Course>, name: String) -> Self {
        let mut rows: List<InterestCall> = List::new(|a: &InterestCall, b| a.id == b.id);
        rows.empty = NOBODY;
        Self {
            course,
            name,
            left: (0, 0),
            rows,
            answered: false,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let course = self.course;
        cx.ask_latest(
            "pediram",
            "ver quem pediu o curso",
            move |desk: &mut Desk| {
                let left = desk.course_card(course)?.board.line.left;
                Ok((desk.interested_in(course)?, left))
            },
            |it: &mut Self, (lines, left), _| {
                it.answered = true;
                it.rows.set(lines);
                it.left = left;
            },
        );
    }

    /// Signs the marked person up, or asks what is still to be said.
    fn wants(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        let name = cx.look().name(&it.name).into_owned();
        let pending = Pending {
            applying: Applying {
                course: self.course,
                person: it.person,
                choice: None,
                phone: it.phone.clone(),
                income: None,
                exception: String::new(),
                way: ApplyWay::Usual,
            },
            name: it.name.clone(),
            title: self.name.clone(),
            outside: Vec::new(),
        };
        let applying = pending.applying.clone();
        cx.write(
            "inscrever no curso",
            Topic::Courses,
            move |desk: &mut Desk| desk.apply(&applying),
            move |_: &mut Self, answer, cx| match pending.next(&name, answer) {
                Next::Said(text) => cx.say_undoable(text),
                Next::Ask(form) => cx.push(*form),
            },
        );
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            cx.push(PersonScreen::of(it.person));
        }
    }

    fn off(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some(NOBODY)
    }

    fn off_hidden(&self) -> Option<&'static str> {
        let hidden = (self.rows.selected()).is_some_and(|it| it.phone_hidden);
        let why = "Pessoa sob sigilo: quem inscreve é a equipe técnica.";
        self.off().or(hidden.then_some(why))
    }

    /// "«Porteiro»: 3 vagas livres, 2 pediram. Chame Fulana, (79) 9999-0001."
    fn headline(&self, canvas: &Canvas<'_>) -> String {
        let asked = match self.rows.len() {
            1 => "1 pessoa pediu".to_owned(),
            many => format!("{many} pessoas pediram"),
        };
        let free = free_text(self.left);
        let next = (self.rows.items().iter()).find(|it| it.unanswered < TRIES_MAX);
        match next {
            None => format!("«{}»: {free}, {asked}.", self.name),
            Some(it) => {
                let phone = match (it.phone_hidden, it.phone.as_str()) {
                    (true, _) => ", telefone sob sigilo".to_owned(),
                    (false, "") => ", sem telefone".to_owned(),
                    (false, digits) => format!(", {}", mask_phone(digits)),
                };
                let name = canvas.look.name(&it.name);
                format!("«{}»: {free}, {asked}. Chame {name}{phone}.", self.name)
            }
        }
    }
}

impl Calling for AskedScreen {
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return cx.warn(NOBODY);
        };
        let (id, name) = (it.id, cx.look().name(&it.name).into_owned());
        let tries = it.unanswered + 1;
        cx.write(
            "anotar o contato",
            Topic::Courses,
            move |desk: &mut Desk| desk.note_interest_call(id, reach),
            move |it: &mut Self, (), cx| {
                let what = match reach {
                    Reach::NoAnswer => phone::unanswered_of(tries, TRIES_MAX),
                    Reach::Refused => "não quer mais este curso".to_owned(),
                    Reach::Confirmed
                    | Reach::WantsAnother
                    | Reach::Message
                    | Reach::WrongNumber => reach.label().to_owned(),
                };
                cx.say_undoable(format!("{name}: {what}."));
                it.rows.key(Key::Down);
            },
        );
    }
}

const COLUMNS: &[Column<InterestCall>] = &[
    Column::new("Quem", 14, |it: &InterestCall, _| {
        Cell::name(it.name.clone())
    })
    .grow(2),
    Column::new("Idade", 5, |it: &InterestCall, _| {
        Cell::from(it.age.map_or(String::new(), |it| it.to_string()))
    })
    .right()
    .drop(3),
    Column::new("Pediu", 12, |it: &InterestCall, _| {
        Cell::from(it.title.clone())
    })
    .grow(1)
    .drop(2),
    Column::new("Em", 8, |it: &InterestCall, look| {
        let day = look.zone.day(it.asked_at);
        Cell::from(day.format("%d/%m/%y").to_string())
    })
    .drop(1),
    Column::new("Telefone", 15, |it: &InterestCall, _| {
        phone::number(&it.phone, it.phone_hidden)
    }),
    Column::new("Ligação", 18, |it: &InterestCall, _| {
        phone::outcome_of(it.reach, it.unanswered, TRIES_MAX)
    }),
];

pub static KEYS: &[Binding<AskedScreen>] = &[
    Binding::new(
        "enter",
        &["c"],
        "quer",
        "Inscreve a pessoa marcada; pergunta a renda ou o motivo, se faltar.",
        AskedScreen::wants,
    )
    .off(AskedScreen::off_hidden),
    phone::on(
        Reach::Refused,
        "não quer",
        "A pessoa não quer mais este curso e sai desta lista.",
    )
    .off(AskedScreen::off),
    phone::message().off(AskedScreen::off),
    phone::no_answer("Ninguém atendeu; depois de três vezes chama-se quem vem em seguida.")
        .off(AskedScreen::off),
    phone::wrong_number().off(AskedScreen::off),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da pessoa marcada.",
        AskedScreen::card,
    )
    .off(AskedScreen::off_hidden),
];

impl Screen for AskedScreen {
    fn title(&self) -> Cow<'_, str> {
        "Quem pediu o curso".into()
    }

    fn help(&self) -> &str {
        "Quem pediu este curso antes de haver turma, quem pediu primeiro na frente. Ligue e anote \
         com uma letra; Enter inscreve quem quer, com as mesmas perguntas do balcão. Sem vaga, a \
         pessoa entra na lista de espera."
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
        if !self.answered {
            cx.close();
        }
    }

    fn holds(&self, _: Key) -> bool {
        !self.answered
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
