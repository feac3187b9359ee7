//! Who works here: one list, one form. A password drawn by the program is
//! shown once, in a box of its own, and is nowhere afterwards.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::team_form::{FirstPassword, known, new};
use crate::app::StaffData;
use crate::domain::order::sort_by;
use crate::domain::staff::Staff;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
    Topic, Topics,
};

pub struct Team {
    finder: Finder<Staff>,
}

impl Default for Team {
    fn default() -> Self {
        let mut finder: Finder<Staff> = Finder::new(|a: &Staff, b| a.id == b.id)
            .local(|it| format!("{} {} {}", it.name, it.login, it.role.label()));
        finder.list.empty = "Ninguém ainda.";
        Self { finder }
    }
}

const COLUMNS: &[Column<Staff>] = &[
    Column::new("Nome", 14, |it: &Staff, _| Cell {
        tone: tone(it),
        ..Cell::name(it.name.clone())
    })
    .grow(1),
    Column::new("Entra como", 10, |it: &Staff, _| {
        Cell::toned(it.login.clone(), tone(it))
    }),
    Column::new("Perfil", 16, |it: &Staff, _| {
        Cell::toned(it.role.label(), tone(it))
    })
    .grow(3),
    Column::new("Atende", 6, |it: &Staff, _| {
        let all = it.handles.is_empty();
        Cell::toned(
            if all {
                "tudo".into()
            } else {
                it.handles.join(" ")
            },
            tone(it),
        )
    })
    .drop(2),
    Column::new("", 10, |it: &Staff, _| match (it.active, it.must_change) {
        (false, _) => Cell::toned("desligada", Tone::Dim),
        (true, true) => Cell::toned("senha nova", Tone::Warn),
        (true, false) => Cell::from(""),
    })
    .drop(1),
];

fn tone(it: &Staff) -> Tone {
    if it.active { Tone::Plain } else { Tone::Dim }
}

impl Team {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "equipe",
            "ver a equipe",
            |desk: &mut Desk| desk.team(),
            |it: &mut Self, mut team, _| {
                sort_by(&mut team, |a, b| {
                    (!a.active, &a.name).cmp(&(!b.active, &b.name))
                });
                it.finder.list.set(team);
            },
        );
    }

    fn none(&self) -> Option<&'static str> {
        self.finder.list.is_empty().then_some("A lista está vazia.")
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        cx.push(new());
    }

    fn edit(&mut self, cx: &mut Cx<'_>) {
        self.finder.line.clear();
        if let Some(it) = self.finder.list.selected() {
            cx.push(known(it));
        }
    }

    fn new_password(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.finder.list.selected() else {
            return;
        };
        let (id, name, login) = (it.id, it.name.clone(), it.login.clone());
        cx.write(
            "fazer a senha nova",
            Topic::Staff,
            move |desk: &mut Desk| desk.reset_password(id),
            move |_: &mut Self, password, cx| {
                cx.push(FirstPassword {
                    name,
                    login,
                    password,
                });
            },
        );
    }

    /// Takes the door key away, or gives it back.
    fn turn(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.finder.list.selected().cloned() else {
            return;
        };
        let data = StaffData {
            login: it.login.clone(),
            name: it.name.clone(),
            role: it.role,
            registration: it.registration.clone(),
            handles: it.handles.clone(),
        };
        cx.write(
            "mudar a equipe",
            Topic::Staff,
            move |desk: &mut Desk| desk.change_staff(it.id, &data, !it.active),
            move |_: &mut Self, (), cx| {
                let now = if it.active {
                    "não entra mais no programa"
                } else {
                    "volta a entrar com a senha que tinha"
                };
                cx.say(format!("{} {now}.", cx.look().name(&it.name)));
            },
        );
    }
}

pub static KEYS: &[Binding<Team>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "nova pessoa",
        "Põe alguém na equipe; o programa faz a primeira senha e a mostra uma vez.",
        Team::add,
    ),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "senha nova",
        "Faz outra senha para quem esqueceu a sua; aparece uma vez.",
        Team::new_password,
    )
    .off(Team::none),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "desligar/religar",
        "Quem saiu da unidade deixa de entrar; o que fez continua registrado.",
        Team::turn,
    )
    .off(Team::none),
];

impl Screen for Team {
    fn title(&self) -> Cow<'_, str> {
        "Equipe".into()
    }

    fn help(&self) -> &str {
        "Quem trabalha na unidade e o que cada perfil pode ver. Cada pessoa tem seu nome de \
         entrada e sua senha: ninguém usa a de outro. Enter abre os dados da linha marcada."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Staff) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Equipe", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.finder.key(key) {
            Found::Row(n) => {
                self.finder.list.select(n);
                self.edit(cx);
            }
            Found::Unclear(_) => cx.warn("Não há uma só pessoa assim na lista."),
            Found::Typed | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![Hint::plain(
            "Enter",
            "abrir",
            "Abre os dados da pessoa marcada.",
        )];
        all.extend(hints(KEYS, self));
        all
    }
}
