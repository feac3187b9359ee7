//! One class: everybody in it by the number of their sign-up, what became of
//! each, what is missing. Digits go to a number; a letter says what became of
//! whoever is marked; the F keys are for the class.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::class_words::{about, asks, named, seats, todos};
use super::{form, waiting};
use crate::app::{CourseCard, CoursePerson};
use crate::domain::access::Right;
use crate::domain::courses::{Applied, Course, Seat};
use crate::domain::date::show;
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::person_card::PersonScreen;
use crate::ui::widgets::line::Line;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Look, Screen, Tone, Topic,
    Topics,
};

/// Digits of a number of sign-up.
const NUMBER_DIGITS_MAX: usize = 3;
const NOBODY: &str = "Ninguém se inscreveu nesta turma ainda.";
const NOT_YOURS: &str = "Seu perfil não faz isto. Peça a quem pode.";

pub struct CourseScreen {
    id: Id<Course>,
    card: Option<CourseCard>,
    may: Vec<Right>,
    line: Line,
    people: List<CoursePerson>,
}

const ASKED: [Right; 3] = [Right::Apply, Right::ManageCourses, Right::SeeFamilies];

impl CourseScreen {
    pub fn of(id: Id<Course>) -> Self {
        let mut people: List<CoursePerson> =
            List::new(|a: &CoursePerson, b| a.id == b.id).numbered(|it| it.number);
        people.empty = NOBODY;
        Self {
            id,
            card: None,
            may: Vec::new(),
            line: Line::new(NUMBER_DIGITS_MAX),
            people,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.fetch(
            "abrir a turma",
            move |desk: &mut Desk| {
                let may: Vec<Right> = ASKED.into_iter().filter(|it| desk.may(*it)).collect();
                Ok((desk.course_card(id)?, may))
            },
            |it: &mut Self, (card, may), _| {
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

    /// What became of whoever is marked; a seat given back is offered.
    fn set(&mut self, state: Applied, cx: &mut Cx<'_>) {
        self.line.clear();
        let Some(it) = self.people.selected() else {
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
        self.line.clear();
        if let Some(it) = self.people.selected() {
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

const COLUMNS: &[Column<CoursePerson>] = &[
    Column::new("Nome", 18, |it: &CoursePerson, _| {
        Cell::name(it.name.clone())
    })
    .grow(2),
    Column::new("Idade", 5, |it: &CoursePerson, _| {
        Cell::from(it.age.map_or(String::new(), |it| it.to_string()))
    })
    .right()
    .drop(2),
    Column::new("Situação", 20, |it: &CoursePerson, _| {
        Cell::toned(standing(it), tone(it.state))
    }),
    Column::new("Desde", 8, |it: &CoursePerson, _| {
        Cell::from(it.state_on.format("%d/%m/%y").to_string())
    })
    .drop(3),
    Column::new("Opção", 5, |it: &CoursePerson, _| {
        Cell::from(format!("{}ª", it.choice))
    })
    .drop(5),
    Column::new("A ver", 22, |it: &CoursePerson, _| {
        Cell::toned(to_see(it), Tone::Warn)
    })
    .grow(1)
    .drop(1),
];

/// "Lista de espera, 2ª".
fn standing(it: &CoursePerson) -> String {
    match it.position {
        Some(position) => format!("{}, {position}ª", it.state.label()),
        None => it.state.label().to_owned(),
    }
}

fn tone(it: Applied) -> Tone {
    match it {
        Applied::Entered | Applied::Chosen | Applied::Sent | Applied::Waiting => Tone::Plain,
        Applied::Enrolled | Applied::Finished => Tone::Good,
        Applied::Dropped => Tone::Warn,
        Applied::GaveUp | Applied::NoShow | Applied::TurnedDown => Tone::Dim,
    }
}

/// What somebody at the desk should look at, the most pressing first.
fn to_see(it: &CoursePerson) -> String {
    let mut out = Vec::new();
    if is_open(it.state) {
        if it.minor && it.guardian.is_empty() && !it.hidden {
            out.push("sem resp.".to_owned());
        }
        if !it.missing.is_empty() {
            out.push(format!("falta {}", it.missing.join(", ")));
        }
    }
    out.extend((!it.broken.is_empty()).then(|| "passou à frente".to_owned()));
    out.extend((!it.exception.is_empty()).then(|| "fora da regra".to_owned()));
    out.join("; ")
}

/// Whether papers are still asked of them.
const fn is_open(it: Applied) -> bool {
    match it {
        Applied::Entered
        | Applied::Waiting
        | Applied::Chosen
        | Applied::Sent
        | Applied::Enrolled => true,
        Applied::GaveUp
        | Applied::NoShow
        | Applied::Finished
        | Applied::Dropped
        | Applied::TurnedDown => false,
    }
}

/// The marked person whole, in the lines under the list.
fn whole(it: &CoursePerson, look: &Look) -> Vec<(String, Tone)> {
    let mut first = vec![look.name(&it.name).into_owned()];
    first.extend(it.age.map(|it| format!("{it} anos")));
    first.push(format!("{} desde {}", standing(it), show(it.state_on)));
    first.extend(it.seat.map(|it| match it {
        Seat::Own => "vaga da unidade".to_owned(),
        Seat::Pool => "vaga comum".to_owned(),
    }));
    first.push(format!("inscrição em {}", show(look.zone.day(it.asked_at))));
    first.extend((it.choice > 1).then(|| format!("{}ª opção", it.choice)));
    let certificate = it.certificate_on;
    first.extend(certificate.map(|it| format!("certificado entregue em {}", show(it))));
    let mut out = vec![(first.join(", "), Tone::Dim)];
    let mut more = Vec::new();
    if it.minor && !it.hidden {
        more.push(match it.guardian.as_str() {
            "" => "menor sem responsável".to_owned(),
            name => format!("responsável: {}", look.name(name)),
        });
    }
    if !it.missing.is_empty() {
        more.push(format!("falta trazer {}", it.missing.join(", ")));
    }
    for (what, why) in [
        ("passou à frente", &it.broken),
        ("fora da regra", &it.exception),
    ] {
        if !why.is_empty() {
            more.push(format!("{what}: {why}"));
        }
    }
    out.push((more.join("; "), Tone::Warn));
    out
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

/// The letters of the states, for whoever does not know them by heart.
const LETTERS: &str = "i inscrito  p pré  e encaminhado  m matriculado  c concluinte  v evadido  \
    n não veio  d desistiu  x indeferido  l lista";

/// The lines over the list, the most needed first.
fn head(card: &CourseCard) -> Vec<(String, Tone)> {
    let of = &card.board.line.course;
    let mut out = vec![
        (format!("{}: {}", named(of), about(of)), Tone::Strong),
        (seats(&card.board), Tone::Plain),
    ];
    let asked = todos(&card.board);
    out.extend((!asked.is_empty()).then(|| (format!("! {asked}"), Tone::Warn)));
    let asks = asks(of);
    out.extend((!asks.is_empty()).then_some((asks, Tone::Dim)));
    out
}

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

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let x = canvas.text(area.x, area.y, area.width, "Nº: ", Tone::Title);
        let room = area.right().saturating_sub(x).min(4);
        self.line.draw(canvas, Rect::new(x, area.y, room, 1), true);
        let cursor = canvas.cursor_position();
        let Some(card) = &self.card else { return };
        // People keep at least half of a small window.
        let max = (area.height / 2).saturating_sub(1);
        let mut used = 1;
        for (text, tone) in head(card) {
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
        if key == Key::Esc && !self.line.is_empty() {
            self.line.clear();
            return Handled::Yes;
        }
        if dispatch(KEYS, self, super::lower(key), cx) == Handled::Yes {
            return Handled::Yes;
        }
        if self.people.key(key) {
            return Handled::Yes;
        }
        if matches!(key, Key::Char(c) if !c.is_ascii_digit()) {
            return Handled::No;
        }
        let edit = self.line.key(key);
        let number = self.line.text().parse::<u32>();
        let at = (self.people.items().iter()).position(|it| Ok(it.number) == number);
        if let Some(at) = at {
            self.people.select(at);
        }
        edit.handled()
    }
}
