//! "Dados que temos desta pessoa", on the screen as it goes to paper, and the
//! key that prints it.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::paper::subject::page;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, Screen, Tone};

pub struct SubjectScreen {
    person: Id<Person>,
    text: String,
    top: usize,
    page: usize,
}

/// Opens the text over a screen; the look is logged.
pub fn open<S: Screen>(person: Id<Person>, cx: &mut Cx<'_>) {
    cx.fetch(
        "juntar os dados da pessoa",
        move |desk: &mut Desk| {
            let data = desk.subject_data(person)?;
            Ok(page(&data, desk.footer()).text())
        },
        move |_: &mut S, text, cx| {
            cx.push(SubjectScreen {
                person,
                text,
                top: 0,
                page: 1,
            });
        },
    );
}

impl SubjectScreen {
    fn print(&mut self, cx: &mut Cx<'_>) {
        let person = self.person;
        cx.ask(
            "imprimir",
            move |desk: &mut Desk| desk.print_subject(person),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }
}

pub static KEYS: &[Binding<SubjectScreen>] = &[Binding::new(
    "F5",
    &["ctrl+p"],
    "imprimir",
    "Imprime esta página para entregar à pessoa.",
    SubjectScreen::print,
)];

impl Screen for SubjectScreen {
    fn title(&self) -> Cow<'_, str> {
        "Dados que temos".into()
    }

    fn help(&self) -> &str {
        "Tudo o que a unidade guarda sobre a pessoa, para que, quem viu e o que ela pode pedir \
         (LGPD, artigos 18 e 19). Leia com ela ou imprima."
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        // The page is laid out for paper; a narrow window wraps it again.
        let rows: Vec<String> = self
            .text
            .lines()
            .flat_map(|line| {
                if crate::ui::canvas::columns(line) <= area.width {
                    vec![line.to_owned()]
                } else {
                    wrap(line, area.width)
                }
            })
            .collect();
        self.page = usize::from(area.height.max(1));
        self.top = self.top.min(rows.len().saturating_sub(self.page));
        for (row, line) in (0..area.height).zip(rows.iter().skip(self.top)) {
            canvas.line(area, row, line, Tone::Plain);
        }
        canvas.cursor(area.x, area.y);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        match key {
            Key::Up => self.top = self.top.saturating_sub(1),
            Key::Down => self.top += 1,
            Key::PageUp => self.top = self.top.saturating_sub(self.page),
            Key::PageDown | Key::Char(' ') => self.top += self.page,
            Key::Home | Key::Top => self.top = 0,
            Key::End | Key::Bottom => self.top = usize::MAX,
            Key::Enter => cx.close(),
            key => return dispatch(KEYS, self, key, cx),
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = hints(KEYS, self);
        all.push(Hint::plain("PgDn", "mais", "Mostra a página seguinte."));
        all
    }
}
