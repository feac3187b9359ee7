//! Finding somebody registered from inside another screen: the same box, the
//! unit's own people only. Closes with who was chosen.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::columns::HITS;
use crate::app::{Hit, Source};
use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::{Canvas, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen};

/// Who was chosen, for the screen below.
pub struct Chosen {
    pub person: Id<Person>,
    pub family: Option<Id<Family>>,
    pub name: String,
}

pub struct FindPerson {
    title: &'static str,
    finder: Finder<Hit>,
    answered: bool,
}

impl FindPerson {
    pub fn new(title: &'static str) -> Self {
        let mut finder: Finder<Hit> = Finder::new(|a: &Hit, b| a.source == b.source);
        finder.list.empty = "Digite um nome, CPF, NIS ou número do prontuário.";
        Self {
            title,
            finder,
            answered: true,
        }
    }

    fn search(&mut self, cx: &mut Cx<'_>) {
        self.answered = false;
        let typed = self.finder.line.text().to_owned();
        cx.ask_latest(
            "busca",
            "procurar",
            move |desk: &mut Desk| desk.search_desk(&typed),
            |it: &mut Self, answer, _| {
                it.answered = true;
                it.finder.list.set(answer.rows);
                it.finder.list.select(0);
                it.finder.list.empty = "Ninguém com esse nome ou número.";
            },
        );
    }

    fn choose(&mut self, n: usize, cx: &mut Cx<'_>) {
        let Some(hit) = self.finder.list.items().get(n) else {
            return;
        };
        if let Source::Desk { person, family } = hit.source {
            cx.close_with(Chosen {
                person,
                family,
                name: hit.name.clone(),
            });
        }
    }
}

impl Screen for FindPerson {
    fn title(&self) -> Cow<'_, str> {
        self.title.into()
    }

    fn help(&self) -> &str {
        "Digite pedaços do nome, CPF, NIS ou o número do prontuário; setas e Enter escolhem."
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, self.title, HITS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if key == Key::Enter {
            if self.finder.list.is_empty() {
                cx.warn("Ninguém encontrado. Confira o nome ou o número.");
            } else {
                self.choose(self.finder.list.selected_index(), cx);
            }
            return Handled::Yes;
        }
        match self.finder.key(key) {
            Found::Typed => {
                self.search(cx);
                Handled::Yes
            }
            Found::Row(_) | Found::Unclear(_) | Found::Moved => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, cx: &mut Cx<'_>) -> Handled {
        if self.finder.paste(text) == Found::Typed {
            self.search(cx);
        }
        Handled::Yes
    }

    fn holds(&self, key: Key) -> bool {
        matches!(key, Key::Enter | Key::Up | Key::Down) && !self.answered
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain(
            "Enter",
            "escolher",
            "Escolhe a pessoa marcada.",
        )]
    }
}
