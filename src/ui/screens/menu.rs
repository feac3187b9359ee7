//! Everything that is not the line: one list, by letter, number or fragment.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::domain::access::{Right, Role};
use crate::domain::name::short;
use crate::ui::route::{HOUSE_KEY, Page, Route};
use crate::ui::{Canvas, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone};

pub struct Menu {
    page: Page,
    finder: Finder<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Go(Route),
    /// The places of the other page.
    House,
    LogOut,
    /// Only in the demonstration, which has no passwords.
    EnterAs(Role),
}

impl Entry {
    fn label(&self) -> String {
        match self {
            Self::Go(route) => route.label().to_string(),
            Self::House => "Ajustes da unidade".to_string(),
            Self::LogOut => "Sair da conta (trocar de pessoa)".to_string(),
            Self::EnterAs(role) => format!("Demonstração: ver como {}", role.label()),
        }
    }

    fn letter(self) -> Option<char> {
        match self {
            Self::Go(route) => Some(route.key()),
            Self::House => Some(HOUSE_KEY),
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
        Self::of(Page::Desk)
    }
}

impl Menu {
    fn of(page: Page) -> Self {
        Self {
            page,
            finder: Finder::new(|a, b| a == b).local(Entry::label),
        }
    }

    fn open(&mut self, entry: Entry, cx: &mut Cx<'_>) {
        match entry {
            Entry::Go(route) => route.open(cx),
            Entry::House => cx.push(Self::of(Page::House)),
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
                move |desk: &mut Desk| {
                    desk.sample_login(role)?;
                    let unit = desk.unit().map(|it| it.name.clone());
                    let who = desk.session().map(|it| short(&it.name));
                    Ok((unit.unwrap_or_default(), who.unwrap_or_default()))
                },
                |_: &mut Self, (unit, who), cx| {
                    cx.set_header(unit, who);
                    cx.touch(crate::ui::Topics::ALL);
                    cx.home();
                },
            ),
        }
    }
}

/// What stands on a page for somebody who has those rights.
fn entries(page: Page, rights: &[Right], is_sample: bool) -> Vec<Entry> {
    let open = |page| {
        (Route::ALL.iter())
            .filter(move |it| it.page() == page)
            .filter(|it| it.right().is_none_or(|right| rights.contains(&right)))
    };
    let mut all: Vec<Entry> = open(page).map(|it| Entry::Go(*it)).collect();
    match page {
        Page::House => return all,
        Page::Desk if open(Page::House).next().is_some() => all.push(Entry::House),
        Page::Desk => {}
    }
    if is_sample {
        all.extend(Role::ALL.map(Entry::EnterAs));
    } else {
        all.push(Entry::LogOut);
    }
    all
}

impl Screen for Menu {
    fn title(&self) -> Cow<'_, str> {
        match self.page {
            Page::Desk => "Menu".into(),
            Page::House => "Ajustes da unidade".into(),
        }
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
                it.finder.list.set(entries(it.page, &rights, is_sample));
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
