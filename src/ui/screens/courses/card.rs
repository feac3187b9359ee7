//! One class: everybody in it by the number of their sign-up, what became of
//! each, what is missing. Digits go to a number; a letter says what became of
//! whoever is marked; the F keys are for the class.

use std::any::Any;
use std::borrow::Cow;

use ratatui::layout::Rect;

use super::card_told::{COLUMNS, LETTERS, head, whole};
use super::class_words::named;
use super::papers::PapersScreen;
use super::results::Results;
use super::{answers, asked, form, waiting};
use crate::app::{CourseCard, CoursePerson, ListForm};
use crate::domain::access::Right;
use crate::domain::courses::{Applied, Course};
use crate::domain::fault::{Outcome, Refused};
use crate::domain::id::Id;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::found::{Chosen, FindPerson};
use crate::ui::screens::person_card::PersonScreen;
use crate::ui::widgets::number::Number;
use crate::ui::{
    Binding, Canvas, Cx, Desk, Handled, Hint, Key, List, PickRow, Screen, Tone, Topic, Topics,
};

const NOBODY: &str = "Ninguém se inscreveu nesta turma ainda.";
const NOT_YOURS: &str = "Seu perfil não faz isto. Peça a quem pode.";

pub struct CourseScreen {
    id: Id<Course>,
    card: Option<CourseCard>,
    /// How many asked for such a course and are not in it.
    asked: usize,
    may: Vec<Right>,
    number: Number,
    people: List<CoursePerson>,
}

const ASKED: [Right; 3] = [Right::Apply, Right::ManageCourses, Right::SeeFamilies];

impl CourseScreen {
    pub fn of(id: Id<Course>) -> Self {
        let mut people: List<CoursePerson> =
            List::new(|a: &CoursePerson, b| a.id == b.id).numbered(|it| it.number);
        people.empty = "Ninguém se inscreveu nesta turma ainda. = inscreve.";
        Self {
            id,
            card: None,
            asked: 0,
            may: Vec::new(),
            number: Number::default(),
            people,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.fetch(
            "abrir a turma",
            move |desk: &mut Desk| {
                let may: Vec<Right> = ASKED.into_iter().filter(|it| desk.may(*it)).collect();
                let card = desk.course_card(id)?;
                let asked = match may.contains(&Right::Apply) && !card.board.over {
                    true => desk.interested_in(id)?.len(),
                    false => 0,
                };
                Ok((card, asked, may))
            },
            |it: &mut Self, (card, asked, may), _| {
                it.asked = asked;
                it.people.set(card.people.clone());
                it.card = Some(card);
                it.may = may;
            },
        );
    }

    fn name(&self) -> String {
        let card = self.card.as_ref();
        card.map_or_else(String::new, |it| named(&it.board.line.course))
    }

    /// Whoever is marked, unless the digits typed are of nobody.
    fn chosen(&mut self, cx: &mut Cx<'_>) -> Option<&CoursePerson> {
        match self.number.settle(&self.people) {
            Ok(()) => self.people.selected(),
            Err(why) => {
                cx.warn(why);
                None
            }
        }
    }

    /// What became of whoever is marked; a seat given back is offered.
    fn set(&mut self, state: Applied, cx: &mut Cx<'_>) {
        let Some(it) = self.chosen(cx) else {
            return;
        };
        let (id, name) = (it.id, cx.look().name(&it.name).into_owned());
        if it.state == state {
            return cx.say(format!("{name}: já era assim."));
        }
        let freed = it.state.holds_seat() && !state.holds_seat();
        cx.write(
            "dizer o que houve",
            Topic::Courses,
            move |desk: &mut Desk| desk.set_application(id, state, desk.today()),
            move |it: &mut Self, (), cx| {
                let seat = if freed { " A vaga está livre." } else { "" };
                cx.say_undoable(format!("{name}: {}.{seat}", state.label()));
                if freed {
                    waiting::after_freed::<Self>(it.id, it.name(), cx);
                }
            },
        );
    }

    fn open_person(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.chosen(cx) {
            cx.push(PersonScreen::of(it.person));
        }
    }

    fn change(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = &self.card {
            form::open::<Self>(&it.board.line, cx);
        }
    }

    fn waiting(&mut self, cx: &mut Cx<'_>) {
        waiting::open(self.id, self.name(), cx);
    }

    fn results(&mut self, cx: &mut Cx<'_>) {
        cx.push(Results::of(self.id, self.name()));
    }

    fn asked(&mut self, cx: &mut Cx<'_>) {
        cx.push(asked::AskedScreen::of(self.id, self.name()));
    }

    /// Handed over today; pressed again, not handed over.
    fn certificate(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.chosen(cx) else {
            return;
        };
        let (id, name) = (it.id, cx.look().name(&it.name).into_owned());
        let given = it.certificate_on.is_none();
        cx.write(
            "anotar o certificado",
            Topic::Courses,
            move |desk: &mut Desk| desk.set_certificate(id, given.then(|| desk.today())),
            move |it: &mut Self, (), cx| {
                let what = match given {
                    true => "certificado entregue",
                    false => "certificado não entregue",
                };
                cx.say_undoable(format!("{name}: {what}."));
                it.people.key(Key::Down);
            },
        );
    }

    fn papers(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.chosen(cx) else {
            return;
        };
        let (id, person, name) = (it.id, it.person, it.name.clone());
        cx.fetch(
            "ver os documentos",
            move |desk: &mut Desk| desk.courses_of(person),
            move |_: &mut Self, own, cx| match own.iter().find(|it| it.id == id) {
                Some(own) if own.papers.is_empty() => cx.say("Esta turma não pede documentos."),
                Some(own) => cx.push(PapersScreen::of(own, name)),
                None => cx.warn("Esta inscrição não está mais na lista."),
            },
        );
    }

    /// Somebody else is signed up: every open class answers for them.
    fn sign_up(&mut self, cx: &mut Cx<'_>) {
        cx.push(FindPerson::new("Quem se inscreve"));
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        let row = |letter, text: &str| PickRow {
            letter: Some(letter),
            text: text.to_owned(),
        };
        let rows = vec![
            row('l', "imprimir a lista para o parceiro"),
            row('x', "guardar a lista em planilha (XLSX)"),
            row('c', "guardar a lista em CSV"),
            row('a', "imprimir a lista de presença"),
        ];
        let id = self.id;
        cx.pick("Lista da turma", rows, move |_: &mut Self, n, cx| {
            let work = move |desk: &mut Desk| match n {
                0 => Ok(desk.print_course_list(id)?.text()),
                1 => kept(desk, id, ListForm::Xlsx),
                2 => kept(desk, id, ListForm::Csv),
                _ => Ok(desk.print_attendance(id, None)?.text()),
            };
            cx.ask("fazer a lista", work, |it: &mut Self, text: String, cx| {
                cx.say(text);
                it.load(cx);
            });
        });
    }

    fn off_certificate(&self) -> Option<&'static str> {
        let finished = (self.people.selected()).is_some_and(|it| it.state == Applied::Finished);
        self.off_person(Right::Apply)
            .or((!finished).then_some("Só quem concluiu recebe certificado."))
    }

    fn off_asked(&self) -> Option<&'static str> {
        self.may(Right::Apply)
            .or((self.asked == 0).then_some("Ninguém fora da turma pediu este curso."))
    }

    fn may(&self, right: Right) -> Option<&'static str> {
        match &self.card {
            None => Some("A turma ainda está abrindo."),
            Some(_) if !self.may.contains(&right) => Some(NOT_YOURS),
            Some(_) => None,
        }
    }

    /// Why a key on whoever is marked does nothing.
    fn off_person(&self, right: Right) -> Option<&'static str> {
        self.may(right).or(match self.people.selected() {
            None => Some(NOBODY),
            Some(it) if it.hidden => Some("Pessoa sob sigilo: só com a equipe técnica."),
            Some(_) => None,
        })
    }
}

/// Where a list was kept, in words.
fn kept(desk: &mut Desk, id: Id<Course>, form: ListForm) -> Outcome<String> {
    let path = desk.keep_course_list(id, form)?;
    Ok(format!("Guardada em {}.", path.display()))
}

/// The key of a state of somebody.
const fn state(
    state: Applied,
    key: &'static str,
    label: &'static str,
    run: fn(&mut CourseScreen, &mut Cx<'_>),
) -> Binding<CourseScreen> {
    let help = match state {
        Applied::Entered => "Inscrito: tem vaga e ainda não foi encaminhado.",
        Applied::Waiting => "Volta à lista de espera; a vaga fica livre.",
        Applied::Chosen => "Pré-selecionado pelo parceiro.",
        Applied::Sent => "Encaminhado ao Senac ou a outro parceiro.",
        Applied::Enrolled => "Matriculado no parceiro.",
        Applied::GaveUp => "Desistente antes de começar; a vaga fica livre e mostra quem espera.",
        Applied::NoShow => "Não compareceu; a vaga fica livre e mostra quem espera.",
        Applied::Finished => "Concluinte.",
        Applied::Dropped => {
            "Evadido: começou e não terminou. Por um ano avisa em novas inscrições."
        }
        Applied::TurnedDown => "Indeferido pelo parceiro; a vaga fica livre e mostra quem espera.",
    };
    Binding::new(key, &[], label, help, run).off(|it| it.off_person(Right::Apply))
}

pub static KEYS: &[Binding<CourseScreen>] = &[
    Binding::new(
        "enter",
        &["F3", "ctrl+o"],
        "ficha",
        "Abre a ficha da pessoa marcada.",
        CourseScreen::open_person,
    )
    .off(|it| it.off_person(Right::SeeFamilies)),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "alterar",
        "Muda os dados, as vagas ou os prazos da turma.",
        CourseScreen::change,
    )
    .off(|it| it.may(Right::ManageCourses)),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "espera",
        "Quem espera por vaga nesta turma, e quem chamar.",
        CourseScreen::waiting,
    )
    .off(|it| it.may(Right::Apply)),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "lista",
        "A lista para o parceiro (impressa, planilha ou CSV) e a lista de presença.",
        CourseScreen::print,
    )
    .off(|it| it.may(Right::Apply)),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "resultados",
        "Diz de uma vez quem foi encaminhado, matriculado, concluinte ou evadido.",
        CourseScreen::results,
    )
    .off(|it| it.may(Right::Apply)),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "documentos",
        "Marca os documentos que a pessoa marcada entregou.",
        CourseScreen::papers,
    )
    .off(|it| it.off_person(Right::Apply)),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "certificado",
        "Anota que a pessoa marcada recebeu o certificado; de novo, tira.",
        CourseScreen::certificate,
    )
    .off(CourseScreen::off_certificate),
    Binding::new(
        "F9",
        &["ctrl+r"],
        "pediram",
        "Quem pediu este curso antes de haver turma: para chamar primeiro.",
        CourseScreen::asked,
    )
    .off(CourseScreen::off_asked),
    Binding::new(
        "=",
        &[],
        "inscrever",
        "Procura alguém e mostra as turmas para inscrever.",
        CourseScreen::sign_up,
    )
    .off(|it| it.may(Right::Apply)),
    state(Applied::Entered, "i", "inscrito", |it, cx| {
        it.set(Applied::Entered, cx);
    }),
    state(Applied::Chosen, "p", "pré", |it, cx| {
        it.set(Applied::Chosen, cx);
    }),
    state(Applied::Sent, "e", "encaminhado", |it, cx| {
        it.set(Applied::Sent, cx);
    }),
    state(Applied::Enrolled, "m", "matriculado", |it, cx| {
        it.set(Applied::Enrolled, cx);
    }),
    state(Applied::Finished, "c", "concluinte", |it, cx| {
        it.set(Applied::Finished, cx);
    }),
    state(Applied::Dropped, "v", "evadido", |it, cx| {
        it.set(Applied::Dropped, cx);
    }),
    state(Applied::NoShow, "n", "não veio", |it, cx| {
        it.set(Applied::NoShow, cx);
    }),
    state(Applied::GaveUp, "d", "desistiu", |it, cx| {
        it.set(Applied::GaveUp, cx);
    }),
    state(Applied::TurnedDown, "x", "indeferido", |it, cx| {
        it.set(Applied::TurnedDown, cx);
    }),
    state(Applied::Waiting, "l", "lista", |it, cx| {
        it.set(Applied::Waiting, cx);
    }),
];

impl Screen for CourseScreen {
    fn title(&self) -> Cow<'_, str> {
        "Turma".into()
    }

    fn help(&self) -> &str {
        "Quem se inscreveu, pelo número da inscrição: com vaga, depois quem espera na ordem, depois \
         quem saiu. O número leva à pessoa; uma letra diz o que houve com ela (i p e m c v n d x l). \
         Quem perde a vaga a deixa livre, e a tela mostra quem chamar. «A ver»: o que falta trazer, \
         menor sem responsável, quem passou à frente ou entrou fora da regra, com o motivo embaixo."
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
        if self.card.is_none() {
            cx.close();
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        if let Ok(it) = answer.downcast::<Chosen>() {
            answers::open(it.person, it.name, cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let x = canvas.text(area.x, area.y, area.width, "Nº: ", Tone::Title);
        let room = area.right().saturating_sub(x).min(4);
        self.number.draw(canvas, Rect::new(x, area.y, room, 1));
        let cursor = canvas.cursor_position();
        let Some(card) = &self.card else { return };
        // People keep at least half of a small window.
        let max = (area.height / 2).saturating_sub(1);
        let mut used = 1;
        for (text, tone) in head(card, self.asked) {
            for text in wrap(&text, area.width).into_iter().take(2) {
                if used <= max {
                    canvas.line(area, used, &text, tone);
                    used += 1;
                }
            }
        }
        let used = used.min(area.height);
        let left = area.height - used;
        let mut below = Vec::new();
        for (text, tone) in
            (self.people.selected().into_iter()).flat_map(|it| whole(it, canvas.look))
        {
            let lines = wrap(&text, area.width).into_iter().take(2);
            below.extend(lines.map(|it| (it, tone)));
        }
        if left > 12 && !self.people.is_empty() && self.may.contains(&Right::Apply) {
            let letters = wrap(LETTERS, area.width).into_iter();
            below.extend(letters.map(|it| (it, Tone::Dim)));
        }
        let under = match left {
            0..=6 => 0,
            _ => u16::try_from(below.len()).unwrap_or(0).min(left / 2),
        };
        let rest = Rect {
            y: area.y + used,
            height: left - under,
            ..area
        };
        self.people.draw(canvas, rest, COLUMNS);
        for (row, (text, tone)) in (area.height - under..area.height).zip(&below) {
            canvas.line(area, row, text, *tone);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if self.number.gives_up(key) {
            return Handled::Yes;
        }
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.number.key(key, &mut self.people))
    }
}
