//! The courses of a year in numbers: what was promised and how far it is, and
//! bars by class, bairro, sex, age and priority. Nobody's name is in it, so
//! the management reads it too; only the coordination changes the goals.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::CourseNumbers;
use crate::domain::access::Right;
use crate::domain::courses::Goal;
use crate::domain::fault::Outcome;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::reader::Reader;
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, Screen, Topic, Topics};

pub struct Numbers {
    /// `None` until the desk answers: then this year's.
    year: Option<i32>,
    found: Option<CourseNumbers>,
    may_promise: bool,
    reader: Reader,
    /// Columns for which the bars were drawn.
    width: usize,
}

/// Columns that the reader leaves free.
const MARGIN: usize = 4;

impl Default for Numbers {
    fn default() -> Self {
        Self {
            year: None,
            found: None,
            may_promise: false,
            reader: Reader::new(""),
            width: 0,
        }
    }
}

impl Numbers {
    fn load(&mut self, cx: &mut Cx<'_>) {
        let year = self.year;
        cx.ask_latest(
            "números dos cursos",
            "contar os cursos",
            move |desk: &mut Desk| Ok((desk.course_numbers(year)?, desk.may(Right::ManageUnit))),
            |it: &mut Self, (found, may_promise): (CourseNumbers, bool), _| {
                it.year = Some(found.year);
                it.found = Some(found);
                it.may_promise = may_promise;
                it.width = 0;
            },
        );
    }

    fn step(&mut self, by: i32, cx: &mut Cx<'_>) {
        if let Some(year) = self.year {
            self.year = Some((year + by).clamp(2000, 2199));
            self.load(cx);
        }
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        let year = self.year;
        cx.ask(
            "imprimir",
            move |desk: &mut Desk| desk.print_course_numbers(year),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }

    fn export(&mut self, cx: &mut Cx<'_>) {
        let year = self.year;
        cx.ask(
            "exportar",
            move |desk: &mut Desk| desk.keep_course_numbers(year),
            |_: &mut Self, file: std::path::PathBuf, cx| {
                cx.say(format!("Planilha em {}.", file.display()));
            },
        );
    }

    fn promise(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = &self.found else {
            return;
        };
        let mut form = Form::new(&GOALS, it.year);
        for line in &it.goals {
            if let Some(target) = line.target {
                form = form.with(field(line.goal), &target.to_string());
            }
        }
        cx.push(form);
    }
}

const fn field(goal: Goal) -> &'static str {
    match goal {
        Goal::Applied => "inscricoes",
        Goal::Enrolled => "matriculas",
        Goal::Finished => "concluintes",
    }
}

/// The goals of one year.
static GOALS: FormSpec<i32> = FormSpec {
    help: "O que a unidade se comprometeu a fazer no ano. Em branco, sem meta.",
    ..FormSpec::new(
        "",
        "Metas do ano",
        &[Section::new(
            "metas",
            "",
            &[
                Field::digits("inscricoes", "Inscrições", 6),
                Field::digits("matriculas", "Matrículas", 6),
                Field::digits("concluintes", "Concluintes", 6),
            ],
        )],
        save,
    )
};

fn save(form: &mut Form<i32>, cx: &mut Cx<'_>) {
    let year = form.state;
    let typed = Goal::ALL.map(|goal| {
        let target = form.get(field(goal));
        (goal, target.parse().unwrap_or(0))
    });
    cx.write(
        "gravar as metas",
        Topic::Courses,
        move |desk: &mut Desk| -> Outcome<()> {
            for (goal, target) in typed {
                desk.set_course_goal(goal, year, target)?;
            }
            Ok(())
        },
        move |form: &mut Form<i32>, (), cx| {
            form.done();
            cx.say(format!("Metas de {year} gravadas."));
            cx.close();
        },
    );
}

pub static KEYS: &[Binding<Numbers>] = &[
    Binding::new(
        "F4",
        &["ctrl+v"],
        "metas",
        "Muda as metas do ano que está na tela.",
        Numbers::promise,
    )
    .off(|it| (!it.may_promise).then_some("Só a coordenação muda as metas.")),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime os números do ano, com todas as linhas.",
        Numbers::print,
    ),
    Binding::new(
        "e",
        &[],
        "exportar",
        "Grava uma planilha (CSV) na pasta «impressos».",
        Numbers::export,
    ),
    Binding::new(
        "left",
        &[],
        "antes",
        "Ano anterior.",
        |it: &mut Numbers, cx| it.step(-1, cx),
    ),
    Binding::new(
        "right",
        &[],
        "depois",
        "Ano seguinte.",
        |it: &mut Numbers, cx| it.step(1, cx),
    ),
];

impl Screen for Numbers {
    fn title(&self) -> Cow<'_, str> {
        match self.year {
            Some(year) => format!("Números dos cursos, {year}").into(),
            None => "Números dos cursos".into(),
        }
    }

    fn help(&self) -> &str {
        "As turmas que começam no ano: as metas da unidade e, em barras, quantas pessoas se \
         inscreveram, se matricularam e concluíram, por turma, bairro, sexo, idade e prioridade. \
         Não há nome de ninguém. As setas para os lados mudam o ano."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Courses, Topic::People, Topic::Unit]) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let width = usize::from(area.width);
        if let Some(it) = &self.found
            && self.width != width
            && width > 0
        {
            // As the columns are; the window may have changed.
            // The reader keeps a margin on both sides.
            let room = width.saturating_sub(MARGIN);
            self.reader = Reader::new(&format!("```\n{}```", it.bars(room)));
            self.width = width;
        }
        self.reader.draw(canvas, area);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        let key = match key {
            Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
            other => other,
        };
        dispatch(KEYS, self, key, cx).or(|| self.reader.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
