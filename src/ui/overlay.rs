//! Floats that any screen can have over it: the help of F1, computed from the
//! keys that hold now, and the pick list.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::Desk;
use super::canvas::{Canvas, columns, wrap};
use super::cx::Cx;
use super::house;
use super::input::Key;
use super::job::{Effect, effect};
use super::keys::Hint;
use super::look::Tone;
use super::screen::{Handled, Kind, Screen};
use super::widgets::line::Line;
use super::widgets::list::{self, List, Match};

/// What this screen does and which keys hold now.
pub struct Help {
    title: String,
    rows: Vec<HelpRow>,
    text: String,
    top: usize,
    page: usize,
}

struct HelpRow {
    keys: String,
    what: String,
    off: bool,
}

impl Help {
    pub fn new<D: 'static>(of: &dyn Screen<D>) -> Self {
        let hints = of.hints().into_iter().chain(house::hints());
        let rows = hints.map(help_row).collect();
        Self {
            title: of.title().into_owned(),
            rows,
            text: of.help().to_owned(),
            top: 0,
            page: 1,
        }
    }
}

fn help_row(hint: Hint) -> HelpRow {
    let mut keys = hint.key;
    for also in hint.also {
        keys.push_str(" ou ");
        keys.push_str(&also);
    }
    let what = match hint.off {
        Some(why) => format!("{} (agora não: {why})", hint.help),
        None => hint.help.to_owned(),
    };
    HelpRow {
        keys,
        what,
        off: hint.off.is_some(),
    }
}

impl<D: 'static> Screen<D> for Help {
    fn title(&self) -> Cow<'_, str> {
        Cow::Borrowed("Ajuda")
    }

    fn kind(&self) -> Kind {
        Kind::Float
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.wipe(area);
        let inside = canvas.boxed(area, &format!("Ajuda: {}", self.title));
        let keys = self
            .rows
            .iter()
            .map(|it| columns(&it.keys))
            .max()
            .unwrap_or(0)
            .min(inside.width / 3);
        let mut lines: Vec<(String, String, Tone)> = Vec::new();
        for row in wrap(&self.text, inside.width) {
            lines.push((String::new(), row, Tone::Plain));
        }
        if !lines.is_empty() {
            lines.push((String::new(), String::new(), Tone::Plain));
        }
        let intro = lines.len();
        for row in &self.rows {
            let tone = if row.off { Tone::Dim } else { Tone::Plain };
            let mut name = row.keys.clone();
            for what in wrap(&row.what, inside.width.saturating_sub(keys + 2)) {
                lines.push((std::mem::take(&mut name), what, tone));
            }
        }
        self.page = usize::from(inside.height.max(1));
        self.top = self.top.min(lines.len().saturating_sub(self.page));
        for (n, (name, what, tone)) in lines.iter().enumerate().skip(self.top).take(self.page) {
            let y = inside.y + u16::try_from(n - self.top).unwrap_or(0);
            let x = if n < intro {
                inside.x
            } else {
                inside.x + keys + 2
            };
            canvas.text(inside.x, y, keys, name, Tone::Key);
            canvas.text(x, y, inside.right().saturating_sub(x), what, *tone);
        }
        canvas.cursor(inside.x, inside.y);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_, D>) -> Handled {
        match key {
            Key::Up => self.top = self.top.saturating_sub(1),
            Key::Down => self.top += 1,
            Key::PageUp => self.top = self.top.saturating_sub(self.page),
            Key::PageDown | Key::Char(' ') => self.top += self.page,
            Key::Home | Key::Top => self.top = 0,
            Key::End | Key::Bottom => self.top = usize::MAX,
            Key::Enter | Key::F(1) | Key::Ctrl('g') => cx.close(),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain(
            "PgDn",
            "mais",
            "Mostra a página seguinte da ajuda.",
        )]
    }
}

/// One line of a pick list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickRow {
    /// The letter that chooses it at once, if it has one.
    pub letter: Option<char>,
    pub text: String,
}

/// Chooses one of a few rows: by letter, by number, by a fragment, by arrows.
pub struct Pick<D: 'static = Desk> {
    title: String,
    /// Rows with their place in `all`, because two may read the same.
    list: List<(usize, PickRow)>,
    all: Vec<PickRow>,
    line: Line,
    owner: u64,
    then: Option<Chosen<D>>,
}

/// Turns the number of the chosen row into what it does to the owner.
type Chosen<D> = Box<dyn FnOnce(usize) -> Effect<D>>;

impl<D: 'static> Cx<'_, D> {
    /// Opens a pick list over this screen; `then` gets the row's index.
    pub fn pick<S: Screen<D>>(
        &mut self,
        title: impl Into<String>,
        rows: Vec<PickRow>,
        then: impl FnOnce(&mut S, usize, &mut Cx<'_, D>) + Send + 'static,
    ) {
        let mut list = List::new(|a: &(usize, PickRow), b| a.0 == b.0);
        list.set(rows.iter().cloned().enumerate().collect());
        self.push(Pick {
            title: title.into(),
            list,
            all: rows,
            line: Line::new(40),
            owner: self.at,
            then: Some(Box::new(move |n| effect(n, then))),
        });
    }
}

impl<D: 'static> Pick<D> {
    fn choose(&mut self, index: usize, cx: &mut Cx<'_, D>) {
        if let Some(then) = self.then.take() {
            cx.close_then(self.owner, then(index));
        }
    }

    fn narrow(&mut self) {
        let text = self.line.text();
        let number = text.chars().all(|c| c.is_ascii_digit());
        let rows = self.all.iter().cloned().enumerate();
        self.list.set(
            rows.filter(|(_, it)| number || list::fits(&it.text, text))
                .collect(),
        );
    }

    /// What Enter chooses: the number typed, or the row under the cursor.
    fn aimed(&self) -> Option<usize> {
        let typed = self.line.text();
        let number = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit());
        match self.list.find(typed, |it| it.1.text.clone()) {
            Match::One(n) => self.list.items().get(n).map(|it| it.0),
            Match::None | Match::Many(_) if number => None,
            Match::None | Match::Many(_) => self.list.selected().map(|it| it.0),
        }
    }
}

impl<D: 'static> Screen<D> for Pick<D> {
    fn title(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.title)
    }

    fn help(&self) -> &str {
        "Escolha pela letra, pelo número da linha, por um pedaço do texto ou com as setas e Enter."
    }

    fn kind(&self) -> Kind {
        Kind::Float
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let rows = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        let widest = self
            .all
            .iter()
            .map(|it| columns(&it.text))
            .max()
            .unwrap_or(0);
        let width = widest
            .max(columns(&self.title))
            .saturating_add(12)
            .clamp(24, 70)
            .min(area.width);
        let height = rows.saturating_add(3).min(area.height);
        let x = area.x + (area.width - width) / 2;
        let y = area.y + (area.height - height) / 2;
        let at = Rect::new(x, y, width, height);
        canvas.wipe(at);
        let inside = canvas.boxed(at, &self.title);
        if inside.is_empty() {
            canvas.cursor(at.x, at.y);
            return;
        }
        let body = Rect::new(inside.x, inside.y + 1, inside.width, inside.height - 1);
        self.list
            .draw_plain(canvas, body, |(_, it)| match it.letter {
                Some(letter) => format!("{letter}  {}", it.text),
                None => it.text.clone(),
            });
        self.line
            .draw(canvas, Rect::new(inside.x, inside.y, inside.width, 1), true);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_, D>) -> Handled {
        if let (Key::Char(c), true) = (key, self.line.text().is_empty()) {
            let lower = |c: char| c.to_lowercase().next();
            let hit = |it: &PickRow| it.letter.is_some_and(|letter| lower(letter) == lower(c));
            if let Some(index) = self.all.iter().position(hit) {
                self.choose(index, cx);
                return Handled::Yes;
            }
        }
        if key == Key::Enter {
            match self.aimed() {
                Some(index) => self.choose(index, cx),
                None => cx.warn("Não há linha com esse número."),
            }
            return Handled::Yes;
        }
        if self.list.key(key) {
            return Handled::Yes;
        }
        let edit = self.line.key(key);
        if edit.changed() {
            self.narrow();
        }
        edit.handled()
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain("Enter", "escolher", "Escolhe a linha marcada.")]
    }
}
