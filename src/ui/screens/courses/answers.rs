//! The courses for the person on screen: every open class answers at once,
//! numbered, those that fit first and the others with the reason. A number and
//! Enter, and the answer says which seat it is or the place on the list. What
//! is outside the rule asks why and stops nobody.

use std::borrow::Cow;

use ratatui::layout::Rect;

pub use super::answers_acts::KEYS;
use super::answers_told::{self, COLUMNS};
use super::apply_words::{self, IncomeSaid, Next, Pending, PhoneSaid};
use crate::app::{ApplyWay, Applying, CourseAnswer, OwnCourse, PersonAnswers};
use crate::domain::courses::{Course, InterestState};
use crate::domain::fault::{Outcome, Refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Canvas, Cx, Desk, Finder, Found, Handled, Hint, Key, PickRow, Screen, Tone, Topic, Topics,
};

/// Rows that the classes keep when the marked one has much to tell.
const LIST_ROWS_MIN: usize = 6;
const ABOUT_ROWS_MAX: usize = 6;

pub struct AnswersScreen {
    pub(super) person: Id<Person>,
    pub(super) name: String,
    /// As typed, for whoever waits.
    pub(super) phone: String,
    /// Declared on this screen, in cents per person.
    income: Option<i64>,
    pub(super) sheet: Option<Sheet>,
    pub(super) classes: Finder<Row>,
}

/// A class with what the person has of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub answer: CourseAnswer,
    pub own: Option<OwnCourse>,
}

/// What the desk says of one person.
pub(super) struct Sheet {
    answers: PersonAnswers,
    own: Vec<OwnCourse>,
    /// What they would like to learn.
    wanted: Vec<String>,
}

/// The courses for somebody.
pub fn open(person: Id<Person>, name: String, cx: &mut Cx<'_>) {
    cx.push(AnswersScreen::of(person, name));
}

fn read(desk: &Desk, person: Id<Person>) -> Outcome<Sheet> {
    let wanted = desk.interests_of(person)?;
    let open = wanted
        .into_iter()
        .filter(|it| it.state == InterestState::Open);
    Ok(Sheet {
        wanted: open.map(|it| it.title).collect(),
        answers: desk.course_answers(person)?,
        own: desk.courses_of(person)?,
    })
}

impl AnswersScreen {
    pub fn of(person: Id<Person>, name: String) -> Self {
        let same = |a: &Row, b: &Row| a.answer.course.id == b.answer.course.id;
        let mut classes = Finder::new(same).local(|it| it.answer.course.title.clone());
        classes.list.empty = "Nenhuma turma aberta agora. F8 anota o que a pessoa quer aprender.";
        Self {
            person,
            name,
            phone: String::new(),
            income: None,
            sheet: None,
            classes,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let person = self.person;
        cx.fetch(
            "ver os cursos",
            move |desk: &mut Desk| read(desk, person),
            |it: &mut Self, sheet: Sheet, _| it.loaded(sheet),
        );
    }

    fn loaded(&mut self, mut sheet: Sheet) {
        let answers = std::mem::take(&mut sheet.answers.answers);
        let row = |answer: CourseAnswer| {
            let mine = sheet.own.iter().find(|it| Some(it.id) == answer.own);
            Row {
                own: mine.cloned(),
                answer,
            }
        };
        let mut rows: Vec<Row> = answers.into_iter().map(row).collect();
        // A number means the same class while the screen is open: a second
        // choice is typed before the first one's answer is read.
        let shown: Vec<Id<Course>> = (self.classes.list.items().iter())
            .map(|it| it.answer.course.id)
            .collect();
        rows.sort_by_key(|it| {
            let at = shown.iter().position(|id| *id == it.answer.course.id);
            at.unwrap_or(shown.len())
        });
        self.classes.list.set(rows);
        self.sheet = Some(sheet);
    }

    pub(super) fn enter(&mut self, cx: &mut Cx<'_>) {
        match self.classes.key(Key::Enter) {
            Found::Row(n) => {
                self.classes.list.select(n);
                self.classes.line.clear();
                self.sign_up(cx);
            }
            Found::Unclear(_) if self.classes.list.is_empty() => {
                cx.warn(self.classes.list.empty);
            }
            Found::Unclear(0) => cx.warn("Não há essa turma na lista."),
            Found::Unclear(_) => cx.warn("Há mais de uma turma assim. Digite o número da linha."),
            Found::Typed | Found::Moved | Found::No => {}
        }
    }

    fn sign_up(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.classes.list.selected() else {
            return;
        };
        if let Some(own) = &row.own {
            let text = answers_told::own_text(own);
            return cx.warn(format!(
                "Já está nesta turma ({text}): não se inscreve duas vezes."
            ));
        }
        let pending = Pending {
            applying: Applying {
                course: row.answer.course.id,
                person: self.person,
                choice: None,
                phone: self.phone.clone(),
                income: self.income,
                exception: String::new(),
                way: ApplyWay::Usual,
            },
            name: self.name.clone(),
            title: row.answer.course.title.clone(),
            outside: Vec::new(),
        };
        let (left, waiting) = (row.answer.left, row.answer.waiting);
        let free = left.0.saturating_add(left.1);
        match free > 0 && waiting >= free {
            true => self.ask_way(waiting, pending, cx),
            false => self.send(pending, cx),
        }
    }

    fn send(&mut self, pending: Pending, cx: &mut Cx<'_>) {
        let name = cx.look().name(&self.name).into_owned();
        let applying = pending.applying.clone();
        cx.write(
            "inscrever no curso",
            Topic::Courses,
            move |desk: &mut Desk| desk.apply(&applying),
            move |it: &mut Self, answer, cx| match pending.next(&name, answer) {
                Next::Said(text) => {
                    cx.say_undoable(text);
                    it.signed_up();
                }
                Next::Ask(form) => cx.push(*form),
            },
        );
    }

    /// What was declared is on record now.
    fn signed_up(&mut self) {
        self.income = None;
        self.classes.line.clear();
    }

    /// Seats are free, and others wait for them.
    fn ask_way(&mut self, waiting: u32, pending: Pending, cx: &mut Cx<'_>) {
        let rows = vec![
            PickRow {
                letter: Some('e'),
                text: "pôr na lista de espera, na sua ordem".to_owned(),
            },
            PickRow {
                letter: Some('p'),
                text: "passar à frente, com o motivo".to_owned(),
            },
        ];
        let title = match waiting {
            1 => "Há vaga, mas 1 pessoa espera por ela".to_owned(),
            many => format!("Há vaga, mas {many} pessoas esperam por ela"),
        };
        cx.pick(title, rows, move |it: &mut Self, n, cx| match n {
            0 => it.send(pending, cx),
            _ => cx.push(pending.ahead()),
        });
    }
}

impl AnswersScreen {
    /// Who may answer for a minor.
    pub(super) fn guardians(&self) -> &[(Id<Person>, String)] {
        self.sheet
            .as_ref()
            .map_or(&[][..], |it| &it.answers.guardians)
    }

    pub(super) fn is_minor(&self) -> bool {
        let age = self.sheet.as_ref().and_then(|it| it.answers.age);
        age.is_some_and(|it| it < 18)
    }

    /// Titles of the classes that are open.
    pub(super) fn open_titles(&self) -> Vec<String> {
        let rows = self.classes.list.items().iter();
        rows.map(|it| it.answer.course.title.clone()).collect()
    }

    /// The lines over the list, those that matter most first.
    fn head(&self, canvas: &Canvas<'_>) -> Vec<(String, Tone)> {
        let mut out = Vec::new();
        let Some(sheet) = &self.sheet else {
            return out;
        };
        let mut about = vec![canvas.look.name(&sheet.answers.name).into_owned()];
        about.extend(sheet.answers.age.map(|it| format!("{it} anos")));
        match (self.income, sheet.answers.income) {
            (Some(now), _) => about.push(answers_told::income_text(now, None)),
            (None, Some(it)) => {
                about.push(answers_told::income_text(
                    it.per_person,
                    Some(it.declared_on),
                ));
            }
            (None, None) => {}
        }
        about.extend((!self.phone.is_empty()).then(|| self.phone.clone()));
        out.push((about.join(" · "), Tone::Strong));
        if let Some((_, name)) = sheet.answers.guardians.first() {
            let name = canvas.look.name(name);
            out.push((format!("Responsável: {name}"), Tone::Dim));
        }
        out.extend(answers_told::owned(&sheet.own));
        if !sheet.wanted.is_empty() {
            let wanted = sheet.wanted.join("; ");
            out.push((format!("Quer aprender: {wanted}"), Tone::Dim));
        }
        out
    }
}

impl Screen for AnswersScreen {
    fn title(&self) -> Cow<'_, str> {
        "Cursos".into()
    }

    fn help(&self) -> &str {
        "Cada turma aberta responde pela pessoa: «sim», ou «não» e por quê. O número da linha, ou \
         letras do nome, e Enter: inscrita. Sem vaga, vai para a lista de espera e fica sabendo a \
         posição. Fora da regra, o programa pede o motivo e inscreve mesmo assim. A renda só se \
         pergunta quando a turma pede e ainda não foi declarada. Ctrl+Z desfaz."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Courses, Topic::Groups, Topic::People]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.sheet.is_none() {
            cx.close();
        }
    }

    fn returned(&mut self, answer: Box<dyn std::any::Any>, _: &mut Cx<'_>) {
        let answer = match answer.downcast::<apply_words::SignedUp>() {
            Ok(_) => return self.signed_up(),
            Err(answer) => answer,
        };
        let answer = match answer.downcast::<PhoneSaid>() {
            Ok(it) => {
                self.phone = it.0;
                return;
            }
            Err(answer) => answer,
        };
        if let Ok(it) = answer.downcast::<IncomeSaid>() {
            self.income = Some(it.0);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let rest = self.classes.draw_box(canvas, area, "Turma");
        let cursor = canvas.cursor_position();
        let mut used = 0;
        for (text, tone) in self.head(canvas) {
            if used + 3 < rest.height {
                canvas.line(rest, used, &text, tone);
                used += 1;
            }
        }
        let about = self.classes.list.selected();
        let about = about.map_or_else(Vec::new, |it| answers_told::about(it, canvas.look));
        // A reason is worth nothing cut in half.
        let mut about: Vec<(String, Tone)> = (about.into_iter())
            .flat_map(|(text, tone)| {
                let rows = wrap(&text, rest.width);
                rows.into_iter().map(move |row| (row, tone))
            })
            .collect();
        let left = usize::from(rest.height - used);
        let kept = (self.classes.list.len() + 1).min(LIST_ROWS_MIN);
        about.truncate(left.saturating_sub(kept).min(ABOUT_ROWS_MAX));
        let below = u16::try_from(about.len()).unwrap_or(0);
        let list = Rect {
            y: rest.y + used,
            height: rest.height - used - below,
            ..rest
        };
        self.classes.list.draw(canvas, list, COLUMNS);
        for (row, (text, tone)) in (list.height + used..rest.height).zip(&about) {
            canvas.line(rest, row, text, *tone);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.classes.key(key) {
            Found::Typed | Found::Moved | Found::Row(_) | Found::Unclear(_) => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let _ = self.classes.paste(text);
        Handled::Yes
    }
}
