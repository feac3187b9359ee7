//! How a class went, entered like a roll: `*` says what holds for the rest,
//! then only the numbers of the exceptions; a letter says anything else.
//! Nothing is written before F10; what another desk said of somebody meanwhile
//! is shown and not overwritten unseen.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::result_marks::{DRAFT, Row, Stage, kept};
use super::{import, waiting};
use crate::app::{CourseCard, Ruling};
use crate::domain::courses::{Application, Applied, Course};
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::groups::roll_typed::{Typed, exact, typed};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Draft, Handled, Hint, Key, List, Screen, Tone, Topic,
    Topics,
};

pub struct Results {
    course: Id<Course>,
    name: String,
    stage: Stage,
    rows: List<Row>,
    /// Digits of a number not yet whole.
    digits: String,
    /// Of a draft, until the class is there.
    kept: Vec<(Id<Application>, Applied)>,
    answered: bool,
}

impl Results {
    pub fn of(course: Id<Course>, name: String) -> Self {
        Self::with_draft(course, name, Vec::new())
    }

    /// With marks that were given and not saved.
    pub fn with_draft(
        course: Id<Course>,
        name: String,
        kept: Vec<(Id<Application>, Applied)>,
    ) -> Self {
        let mut rows: List<Row> = List::new(|a: &Row, b| a.id == b.id).numbered(|it| it.number);
        rows.empty = "Ninguém tem vaga nesta turma.";
        Self {
            course,
            name,
            stage: Stage::Before,
            rows,
            digits: String::new(),
            kept,
            answered: false,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.course;
        cx.fetch(
            "abrir a turma",
            move |desk: &mut Desk| desk.course_card(id),
            |it: &mut Self, card: CourseCard, cx| it.took(&card, cx),
        );
    }

    /// The class as the desk has it now, under what was marked here.
    fn took(&mut self, card: &CourseCard, cx: &mut Cx<'_>) {
        let today = cx.look().today();
        let of = &card.board.line.course;
        self.stage = Stage::of(of, today);
        self.name = super::class_words::named(of);
        let mut marked = std::mem::take(&mut self.kept);
        let ours = self.rows.items().iter().filter(|it| it.is_changed());
        marked.extend(ours.map(|it| (it.id, it.ours)));
        self.rows.set(kept(&card.people, &marked));
        self.answered = true;
    }

    /// Changes rows in place; the marked one stays marked.
    fn change(&mut self, mut how: impl FnMut(usize, &mut Row)) {
        let mut rows = self.rows.items().to_vec();
        for (n, row) in rows.iter_mut().enumerate() {
            how(n, row);
        }
        self.rows.set(rows);
    }

    /// Gives a result to the marked row.
    fn give(&mut self, state: Applied, cx: &mut Cx<'_>) {
        let at = self.rows.selected_index();
        self.change(|n, row| {
            if n == at {
                row.ours = state;
            }
        });
        if let Some(it) = self.rows.selected() {
            let name = cx.look().name(&it.name);
            cx.say(format!("{} {name}: {}.", it.number, state.label()));
        }
    }

    fn letter(&mut self, state: Applied, cx: &mut Cx<'_>) {
        self.digits.clear();
        self.give(state, cx);
        self.rows.key(Key::Down);
    }

    fn back(&mut self, cx: &mut Cx<'_>) {
        if let Some(seen) = self.rows.selected().map(|it| it.seen) {
            self.letter(seen, cx);
        }
    }

    fn rest(&mut self, cx: &mut Cx<'_>) {
        self.digits.clear();
        let (stage, rest) = (self.stage, self.stage.rest());
        let mut many: u32 = 0;
        self.change(|_, row| {
            if !row.is_changed() && stage.is_open(row.seen) {
                row.ours = rest;
                many += 1;
            }
        });
        let exception = self.stage.exception();
        match many {
            0 => cx.say("Ninguém está por dizer."),
            1 => cx.say(format!("1 {}. F10 grava.", lower(rest))),
            many => cx.say(format!(
                "{many} de uma vez: {}. Agora os números: {}; F10 grava.",
                rest.label(),
                exception.label()
            )),
        }
    }

    fn numbers(&self) -> Vec<u32> {
        self.rows.items().iter().map(|it| it.number).collect()
    }

    fn digit(&mut self, digit: char, cx: &mut Cx<'_>) {
        if let Some(why) = self.off() {
            return cx.warn(why);
        }
        self.digits.push(digit);
        match typed(&self.digits, &self.numbers()) {
            Typed::Open => {}
            Typed::One(number) => self.number(number, cx),
            Typed::Nobody => {
                let digits = std::mem::take(&mut self.digits);
                cx.warn(format!("Ninguém com vaga tem o número {digits}."));
            }
        }
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        let digits = std::mem::take(&mut self.digits);
        match exact(&digits, &self.numbers()) {
            Some(number) => self.number(number, cx),
            None if digits.is_empty() => {
                cx.say("* vale para o resto; o número, para quem foi exceção; F10 grava.");
            }
            None => cx.warn(format!("Ninguém com vaga tem o número {digits}.")),
        }
    }

    /// The exception; whoever already was it is of the rest, for a slip of
    /// the finger.
    fn number(&mut self, number: u32, cx: &mut Cx<'_>) {
        self.digits.clear();
        if let Some(at) = (self.rows.items().iter()).position(|it| it.number == number) {
            self.rows.select(at);
        }
        let (rest, exception) = (self.stage.rest(), self.stage.exception());
        let was = self.rows.selected().is_some_and(|it| it.ours == exception);
        self.give(if was { rest } else { exception }, cx);
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        self.digits.clear();
        let changed: Vec<Ruling> = (self.rows.items().iter())
            .filter(|it| it.is_changed())
            .map(|it| Ruling {
                id: it.id,
                seen: it.seen,
                state: it.ours,
            })
            .collect();
        if changed.is_empty() {
            cx.say("Nada mudou.");
            return cx.close();
        }
        let course = self.course;
        cx.write(
            "gravar os resultados",
            Topic::Courses,
            move |desk: &mut Desk| {
                let written = desk.set_applications(course, &changed, desk.today())?;
                Ok((desk.course_card(course)?, written))
            },
            Self::saved,
        );
    }

    fn saved(&mut self, (card, written): (CourseCard, bool), cx: &mut Cx<'_>) {
        if !written {
            self.took(&card, cx);
            return cx.warn(
                "Outra mesa mudou alguém desta turma, e nada foi gravado. Confira e grave de novo.",
            );
        }
        let many = self.rows.items().iter().filter(|it| it.is_changed());
        let many = match many.count() {
            1 => "1 resultado gravado".to_owned(),
            many => format!("{many} resultados gravados"),
        };
        self.change(|_, row| row.seen = row.ours);
        cx.say_undoable(format!("«{}»: {many}.", self.name));
        cx.close();
        let board = &card.board;
        if board.line.left != (0, 0) && board.line.waiting > 0 && !board.over {
            waiting::open(self.course, self.name.clone(), cx);
        }
    }

    fn read_file(&mut self, cx: &mut Cx<'_>) {
        import::open_results(self.course, cx);
    }

    fn off(&self) -> Option<&'static str> {
        self.rows
            .is_empty()
            .then_some("Ninguém tem vaga nesta turma.")
    }

    /// "5 Concluinte, 1 Evadido, 2 por dizer".
    fn counts(&self) -> String {
        let rows = self.rows.items();
        let open = rows.iter().filter(|it| self.stage.is_open(it.ours)).count();
        let said = Applied::ALL.iter().filter(|it| !self.stage.is_open(**it));
        let told = said.filter_map(|state| {
            let many = rows.iter().filter(|it| it.ours == *state).count();
            (many > 0).then(|| format!("{}: {many}", state.label()))
        });
        let mut told: Vec<String> = told.collect();
        told.push(format!("por dizer: {open}"));
        told.join(", ")
    }
}

fn lower(it: Applied) -> String {
    it.label().to_lowercase()
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("", 1, |it: &Row, _| {
        Cell::toned(it.ours.key().to_string(), Tone::Key)
    }),
    Column::new("Nome", 20, |it: &Row, _| Cell::name(it.name.clone())).grow(2),
    Column::new("Como foi", 20, |it: &Row, _| {
        let tone = match it.is_changed() {
            true => Tone::Strong,
            false => Tone::Plain,
        };
        Cell::toned(it.ours.label(), tone)
    }),
    Column::new("Antes", 20, |it: &Row, _| {
        let was = if it.is_changed() { it.seen.label() } else { "" };
        Cell::toned(was, Tone::Dim)
    })
    .drop(1),
];

/// The key of a result.
const fn state(
    state: Applied,
    key: &'static str,
    label: &'static str,
    run: fn(&mut Results, &mut Cx<'_>),
) -> Binding<Results> {
    Binding::new(key, &[], label, state.label(), run).off(Results::off)
}

pub static KEYS: &[Binding<Results>] = &[
    Binding::new(
        "F10",
        &["ctrl+s"],
        "gravar",
        "Grava o que foi marcado, tudo de uma vez. Quem ficou sem marca fica como está.",
        Results::save,
    )
    .off(Results::off),
    Binding::new(
        "*",
        &[],
        "o resto",
        "Marca todos os que ainda não têm resposta: encaminhado antes de começar, matriculado \
         durante, concluinte depois do fim. Depois, só os números das exceções.",
        Results::rest,
    )
    .off(Results::off),
    state(Applied::Finished, "c", "concluinte", |it, cx| {
        it.letter(Applied::Finished, cx);
    }),
    state(Applied::Dropped, "v", "evadido", |it, cx| {
        it.letter(Applied::Dropped, cx);
    }),
    state(Applied::Enrolled, "m", "matriculado", |it, cx| {
        it.letter(Applied::Enrolled, cx);
    }),
    state(Applied::NoShow, "n", "não veio", |it, cx| {
        it.letter(Applied::NoShow, cx);
    }),
    state(Applied::GaveUp, "d", "desistiu", |it, cx| {
        it.letter(Applied::GaveUp, cx);
    }),
    state(Applied::TurnedDown, "x", "indeferido", |it, cx| {
        it.letter(Applied::TurnedDown, cx);
    }),
    state(Applied::Sent, "e", "encaminhado", |it, cx| {
        it.letter(Applied::Sent, cx);
    }),
    state(Applied::Chosen, "p", "pré", |it, cx| {
        it.letter(Applied::Chosen, cx);
    }),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "do arquivo",
        "Traz os resultados do arquivo CSV que o parceiro mandou, por CPF.",
        Results::read_file,
    ),
    Binding::new(
        "delete",
        &[],
        "como era",
        "Tira a marca: a pessoa fica como estava.",
        Results::back,
    )
    .off(Results::off),
];

impl Screen for Results {
    fn title(&self) -> Cow<'_, str> {
        "Resultados".into()
    }

    fn help(&self) -> &str {
        "Quem tem vaga, pelo número da inscrição. * vale para todos os que não têm resposta: antes \
         do começo, encaminhado; durante, matriculado; depois do fim, concluinte. Em seguida digite \
         só os números das exceções: desistente, não compareceu ou evadido. Uma letra diz outra \
         coisa de quem está marcado. F10 grava; o número digitado de novo volta atrás."
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

    fn draft(&self) -> Option<Draft> {
        let changed = self.rows.items().iter().filter(|it| it.is_changed());
        let mut values: std::collections::BTreeMap<String, String> = changed
            .map(|it| (it.id.to_string(), it.ours.code().to_owned()))
            .collect();
        if !values.is_empty() {
            values.insert("name".to_owned(), self.name.clone());
        }
        Some(Draft {
            name: format!("{DRAFT}{}", self.course),
            values,
        })
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let title = format!("«{}»: {}", self.name, self.counts());
        let mut used = canvas.wrapped(area, &title, Tone::Strong);
        let (line, tone) = match self.digits.as_str() {
            "" => (self.stage.told(), Tone::Dim),
            digits => (format!("Número: {digits}"), Tone::Strong),
        };
        let lines = wrap(&line, area.width);
        let typed_at = used;
        for text in lines.iter().take(2) {
            if used < area.height {
                canvas.line(area, used, text, tone);
                used += 1;
            }
        }
        let list = Rect {
            y: area.y + used,
            height: area.height.saturating_sub(used),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
        if !self.digits.is_empty() && typed_at < area.height {
            let after = crate::ui::canvas::columns(&line);
            canvas.cursor(area.x + after, area.y + typed_at);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        // A number begun is finished or given up before any letter acts.
        if let Key::Char(it @ '0'..='9') = key {
            self.digit(it, cx);
            return Handled::Yes;
        }
        let begun = !self.digits.is_empty();
        match key {
            Key::Enter | Key::Char(' ') => self.enter(cx),
            Key::Backspace if begun => drop(self.digits.pop()),
            Key::Esc if begun => self.digits.clear(),
            _ => {
                return dispatch(KEYS, self, super::lower(key), cx)
                    .or(|| self.rows.key(key).into());
            }
        }
        Handled::Yes
    }
}
