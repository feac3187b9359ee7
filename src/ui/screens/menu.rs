//! Everything that is not the line: one list, by letter, number or fragment.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::domain::access::{Right, Role};
use crate::ui::route::Route;
use crate::ui::{Canvas, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone};

pub struct Menu {
    finder: Finder<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Go(Route),
    LogOut,
    /// Only in the demonstration, which has no passwords.
    EnterAs(Role),
}

impl Entry {
    fn label(&self) -> String {
        match self {
            Self::Go(route) => route.label().to_string(),
            Self::LogOut => "Sair da conta (trocar de pessoa)".to_string(),
            Self::EnterAs(role) => format!("Demonstração: ver como {}", role.label()),
        }
    }

    fn letter(self) -> Option<char> {
        match self {
            Self::Go(route) => Some(route.key()),
            Self::LogOut => Some('x'),
            Self::EnterAs(_) => None,
        }
    }
}

const COLUMNS: &[Column<Entry>] = &[
    Column::new("", 1, |it: &Entry, _| match it.letter() {
        Some(letter) => crate::ui::Cell::toned(letter.to_string(), Tone::Key),
        None => crate::ui::Cell::from(""),
    }),
    Column::new("", 20, |it: &Entry, _| crate::ui::Cell::from(it.label())).grow(1),
];

impl Default for Menu {
    fn default() -> Self {
        Self {
            finder: Finder::new(|a, b| a == b).local(Entry::label),
        }
    }
}

impl Menu {
    fn open(&mut self, entry: Entry, cx: &mut Cx<'_>) {
        match entry {
            Entry::Go(route) => route.open(cx),
            Entry::LogOut => cx.ask(
                "sair da conta",
                |desk: &mut Desk| {
                    desk.log_out();
                    Ok(())
                },
                |_: &mut Self, (), cx| super::start::restart(cx),
            ),
            Entry::EnterAs(role) => cx.ask(
                "trocar de papel",
                move |desk: &mut Desk| desk.sample_login(role),
                |_: &mut Self, (), cx| {
                    super::start::settle(cx);
                    cx.touch(crate::ui::Topics::ALL);
                    cx.home();
                },
            ),
        }
    }
}

impl Screen for Menu {
    fn title(&self) -> Cow<'_, str> {
        "Menu".into()
    }

    fn help(&self) -> &str {
        "Escolha pela letra, pelo número, por um pedaço do nome ou com as setas e Enter. Só \
         aparece o que o seu perfil pode fazer."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        cx.ask(
            "abrir o menu",
            |desk: &mut Desk| {
                let rights: Vec<Right> = Route::ALL
                    .iter()
                    .filter_map(|it| it.right())
                    .filter(|it| desk.may(*it))
                    .collect();
                Ok((rights, desk.is_sample()))
            },
            |it: &mut Self, (rights, is_sample), _| {
                let mut entries: Vec<Entry> = Route::ALL
                    .iter()
                    .filter(|it| it.right().is_none_or(|right| rights.contains(&right)))
                    .map(|it| Entry::Go(*it))
                    .collect();
                if is_sample {
                    entries.extend(Role::ALL.map(Entry::EnterAs));
                } else {
                    entries.push(Entry::LogOut);
                }
                it.finder.list.set(entries);
            },
        );
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Abrir", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if let (Key::Char(c), true) = (key, self.finder.line.is_empty()) {
            let c = c.to_ascii_lowercase();
            let hit = self
                .finder
                .list
                .items()
                .iter()
                .copied()
                .find(|it| it.letter() == Some(c));
            if let Some(entry) = hit {
                self.open(entry, cx);
                return Handled::Yes;
            }
        }
        match self.finder.key(key) {
            Found::Row(n) => {
                if let Some(entry) = self.finder.list.items().get(n).copied() {
                    self.open(entry, cx);
                }
                Handled::Yes
            }
            Found::Unclear(_) => {
                cx.warn("Não há essa linha no menu.");
                Handled::Yes
            }
            Found::Typed | Found::Moved => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn holds(&self, _: Key) -> bool {
        self.finder.list.is_empty()
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain("Enter", "abrir", "Abre a linha marcada.")]
    }
}
