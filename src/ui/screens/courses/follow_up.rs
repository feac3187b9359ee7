//! Three and six months after a course: whoever finished is called to hear how
//! it goes, if the unit wants to know. One key for a call that brought no
//! answer, one for the answer.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::{FollowUpDue, TRIES_MAX};
use crate::domain::agenda::Reach;
use crate::domain::courses::FollowOutcome;
use crate::domain::date::show;
use crate::domain::fault::Refused;
use crate::domain::ids::mask_phone;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::person_card::PersonScreen;
use crate::ui::screens::phone::{self, Calling};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, PickRow, Screen, Tone,
    Topic, Topics,
};

const NOBODY: &str = "Ninguém a chamar agora. Quem conclui um curso aparece aqui 3 e 6 meses \
                      depois do fim.";

pub struct FollowUps {
    rows: List<FollowUpDue>,
    answered: bool,
}

impl Default for FollowUps {
    fn default() -> Self {
        let mut rows: List<FollowUpDue> =
            List::new(|a: &FollowUpDue, b| (a.application, a.months) == (b.application, b.months));
        rows.empty = NOBODY;
        Self {
            rows,
            answered: false,
        }
    }
}

impl FollowUps {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "depois",
            "ver quem chamar",
            |desk: &mut Desk| desk.follow_ups_due(),
            |it: &mut Self, lines, _| {
                it.answered = true;
                it.rows.set(lines);
            },
        );
    }

    /// They answered: what they do now, in a letter.
    fn told(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return;
        };
        let (id, months) = (it.application, it.months);
        let name = cx.look().name(&it.name).into_owned();
        let rows = FollowOutcome::ALL.iter().map(|it| PickRow {
            letter: Some(it.key()),
            text: it.label().to_owned(),
        });
        let title = format!("{name}, {months} meses depois");
        cx.pick(title, rows.collect(), move |_: &mut Self, n, cx| {
            let Some(outcome) = FollowOutcome::ALL.get(n).copied() else {
                return;
            };
            cx.write(
                "anotar a resposta",
                Topic::Courses,
                move |desk: &mut Desk| desk.note_follow_up(id, months, outcome),
                move |_: &mut Self, (), cx| {
                    cx.say_undoable(format!("{name}: {}.", outcome.label()));
                },
            );
        });
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            cx.push(PersonScreen::of(it.person));
        }
    }

    fn off(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some("Ninguém a chamar agora.")
    }

    fn off_card(&self) -> Option<&'static str> {
        let hidden = (self.rows.selected()).is_some_and(|it| it.phone_hidden);
        self.off().or(hidden.then_some("Pessoa sob sigilo."))
    }

    /// "3 a chamar. Fulana concluiu «Porteiro», 3 meses em 02/03/2027."
    fn headline(&self, canvas: &Canvas<'_>) -> String {
        let Some(it) = self.rows.selected() else {
            return String::new();
        };
        let many = match self.rows.len() {
            1 => "1 pessoa a chamar".to_owned(),
            many => format!("{many} pessoas a chamar"),
        };
        let phone = match (it.phone_hidden, it.phone.as_str()) {
            (true, _) => "telefone sob sigilo".to_owned(),
            (false, "") => "sem telefone".to_owned(),
            (false, digits) => mask_phone(digits),
        };
        format!(
            "{many}. {} ({phone}) concluiu «{}»: {} meses em {}. Pergunte se trabalha, procura ou \
             estuda.",
            canvas.look.name(&it.name),
            it.course,
            it.months,
            show(it.due_on)
        )
    }
}

impl Calling for FollowUps {
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return cx.warn("Ninguém a chamar agora.");
        };
        let (id, name) = (it.application, cx.look().name(&it.name).into_owned());
        let tries = it.unanswered + 1;
        cx.write(
            "anotar o contato",
            Topic::Courses,
            move |desk: &mut Desk| desk.note_follow_up_call(id, reach),
            move |it: &mut Self, (), cx| {
                let what = match reach {
                    Reach::NoAnswer if tries >= TRIES_MAX => format!(
                        "{}. Enter e «s» dizem que não se conseguiu contato",
                        phone::unanswered_of(tries, TRIES_MAX)
                    ),
                    Reach::NoAnswer => phone::unanswered_of(tries, TRIES_MAX),
                    Reach::Confirmed
                    | Reach::WantsAnother
                    | Reach::Refused
                    | Reach::Message
                    | Reach::WrongNumber => reach.label().to_owned(),
                };
                cx.say_undoable(format!("{name}: {what}."));
                if tries < TRIES_MAX || reach != Reach::NoAnswer {
                    it.rows.key(Key::Down);
                }
            },
        );
    }
}

const COLUMNS: &[Column<FollowUpDue>] = &[
    Column::new("Quem", 14, |it: &FollowUpDue, _| {
        Cell::name(it.name.clone())
    })
    .grow(2),
    Column::new("Curso", 14, |it: &FollowUpDue, _| {
        Cell::from(it.course.clone())
    })
    .grow(1)
    .drop(2),
    Column::new("Depois", 7, |it: &FollowUpDue, _| {
        Cell::from(format!("{} meses", it.months))
    })
    .drop(1),
    Column::new("Telefone", 15, |it: &FollowUpDue, _| {
        phone::number(&it.phone, it.phone_hidden)
    }),
    Column::new("Ligação", 18, |it: &FollowUpDue, _| {
        phone::outcome_of(it.reach, it.unanswered, TRIES_MAX)
    }),
];

pub static KEYS: &[Binding<FollowUps>] = &[
    Binding::new(
        "enter",
        &["c"],
        "contou",
        "A pessoa atendeu: a letra seguinte diz o que faz agora (t trabalha, p procura…).",
        FollowUps::told,
    )
    .off(FollowUps::off),
    phone::message().off(FollowUps::off),
    phone::no_answer("Ninguém atendeu; depois de três vezes, Enter e «s».").off(FollowUps::off),
    phone::wrong_number().off(FollowUps::off),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da pessoa marcada.",
        FollowUps::card,
    )
    .off(FollowUps::off_card),
];

impl Screen for FollowUps {
    fn title(&self) -> Cow<'_, str> {
        "Depois do curso".into()
    }

    fn help(&self) -> &str {
        "Quem concluiu um curso há 3 ou 6 meses, quem espera há mais tempo primeiro. Ligue e \
         pergunte se trabalha. Enter e uma letra guardam a resposta, e a pessoa sai da lista; as \
         outras letras anotam a ligação sem resposta. É uma tarefa opcional: passados três meses \
         ninguém mais é chamado por aquela data."
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
        let used = match text.as_str() {
            "" => 0,
            text => canvas.wrapped(area, text, Tone::Strong),
        };
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
