//! Any text to be read, full screen, with a search: the manual, the news,
//! "Sobre", what a check found. The text may have to be asked of the desk.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::domain::fault::Outcome;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::line::Line;
use crate::ui::widgets::reader::Reader;
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, PickRow, Screen, Tone};

pub struct Reading {
    title: Cow<'static, str>,
    help: &'static str,
    reader: Reader,
    line: Line,
    ask: Option<Ask>,
}

/// Makes the text when the screen opens.
type Ask = fn(&mut Desk) -> Outcome<String>;

const SEARCH_CHARS_MAX: usize = 40;

impl Reading {
    /// `markdown` is the little that `Reader` understands.
    pub fn new(title: impl Into<Cow<'static, str>>, help: &'static str, markdown: &str) -> Self {
        Self {
            title: title.into(),
            help,
            reader: Reader::new(markdown),
            line: Line::new(SEARCH_CHARS_MAX),
            ask: None,
        }
    }

    /// The text comes from the desk.
    pub fn asked(title: &'static str, help: &'static str, ask: Ask) -> Self {
        Self {
            ask: Some(ask),
            ..Self::new(title, help, "")
        }
    }

    fn search(&mut self, again: bool, cx: &mut Cx<'_>) {
        if !self.reader.find(self.line.text(), again) {
            cx.warn(format!("Não há «{}» neste texto.", self.line.text()));
        }
    }

    fn again(&mut self, cx: &mut Cx<'_>) {
        self.search(true, cx);
    }

    fn chapters(&mut self, cx: &mut Cx<'_>) {
        let rows = self
            .reader
            .headings()
            .into_iter()
            .map(|(level, text)| PickRow {
                letter: None,
                text: format!("{}{text}", "  ".repeat(level.saturating_sub(1))),
            });
        cx.pick("Capítulos", rows.collect(), |it: &mut Self, n, _| {
            it.reader.to_heading(n);
        });
    }
}

pub static KEYS: &[Binding<Reading>] = &[
    Binding::new(
        "enter",
        &[],
        "próxima",
        "Vai ao próximo lugar do texto que tem o que foi digitado.",
        Reading::again,
    )
    .off(|it| {
        it.line
            .is_empty()
            .then_some("Digite uma palavra do que procura.")
    }),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "capítulos",
        "Mostra os capítulos e vai ao escolhido.",
        Reading::chapters,
    )
    .off(|it| {
        let few = it.reader.headings().len() < 2;
        few.then_some("Este texto não tem capítulos.")
    }),
];

impl Screen for Reading {
    fn title(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.title)
    }

    fn help(&self) -> &str {
        self.help
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        if let Some(ask) = self.ask {
            cx.ask("abrir o texto", ask, |it: &mut Self, text, _| {
                it.reader = Reader::new(&text);
            });
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.height < 3 {
            self.reader.draw(canvas, area);
            canvas.cursor(area.x, area.y);
            return;
        }
        let x = canvas.text(area.x, area.y, area.width, "Procurar: ", Tone::Title);
        let gap = u16::from(area.height > 8);
        let body = Rect {
            y: area.y + 1 + gap,
            height: area.height - 1 - gap,
            ..area
        };
        self.reader.draw(canvas, body);
        let at = Rect::new(x, area.y, area.right().saturating_sub(x), 1);
        self.line.draw(canvas, at, true);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        match key {
            Key::Esc if !self.line.is_empty() => {
                self.line.clear();
                self.search(false, cx);
                return Handled::Yes;
            }
            // A blank box is no text to be edited: Home and End move the page.
            Key::Home if self.line.is_empty() => return self.reader.key(Key::Top).into(),
            Key::End if self.line.is_empty() => return self.reader.key(Key::Bottom).into(),
            Key::Char(' ') if self.line.is_empty() => {
                return self.reader.key(Key::PageDown).into();
            }
            _ => {}
        }
        if dispatch(KEYS, self, key, cx) == Handled::Yes || self.reader.key(key) {
            return Handled::Yes;
        }
        let edit = self.line.key(key);
        if edit.changed() {
            cx.hush();
            self.search(false, cx);
        }
        edit.handled()
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![Hint::plain(
            "PgDn",
            "mais",
            "Página seguinte; PgUp volta. Setas andam uma linha.",
        )];
        all.extend(hints(KEYS, self));
        all
    }
}
