//! What somebody would like to learn, whether there is a class or not: chosen
//! from what others asked for, or as they say it. This is what the city counts
//! when it chooses its courses.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::domain::courses::{Interest, InterestState, asks_for};
use crate::domain::date::show;
use crate::domain::fault::{Outcome, Refused};
use crate::domain::id::Id;
use crate::domain::name::fold;
use crate::domain::person::Person;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
    Topic, Topics,
};

pub struct InterestScreen {
    person: Id<Person>,
    name: String,
    /// As typed; empty = the family's.
    phone: String,
    /// Titles of the classes that are open.
    classes: Vec<String>,
    loaded: bool,
    titles: Finder<Title>,
}

/// A title, and the person's own wish for it.
struct Title {
    title: String,
    own: Option<Interest>,
}

fn read(desk: &Desk, person: Id<Person>) -> Outcome<Vec<Title>> {
    let own = desk.interests_of(person)?;
    let open = own.into_iter().filter(|it| it.state == InterestState::Open);
    let mut out: Vec<Title> = open
        .map(|it| Title {
            title: it.title.clone(),
            own: Some(it),
        })
        .collect();
    for title in desk.interest_titles()? {
        if out.iter().all(|it| fold(&it.title) != fold(&title)) {
            out.push(Title { title, own: None });
        }
    }
    Ok(out)
}

impl InterestScreen {
    pub fn of(person: Id<Person>, name: String, phone: String, classes: Vec<String>) -> Self {
        let same = |a: &Title, b: &Title| a.title == b.title;
        let mut titles = Finder::new(same).local(|it: &Title| it.title.clone());
        titles.list.empty = "Ninguém pediu nenhum ainda: escreva o curso e tecle Enter.";
        Self {
            person,
            name,
            phone,
            classes,
            loaded: false,
            titles,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let person = self.person;
        cx.fetch(
            "ver os cursos pedidos",
            move |desk: &mut Desk| read(desk, person),
            |it: &mut Self, titles, _| {
                it.loaded = true;
                it.titles.list.set(titles);
            },
        );
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        let typed = self.titles.line.text().trim().to_owned();
        match self.titles.key(Key::Enter) {
            Found::Row(n) => {
                self.titles.list.select(n);
                self.take_marked(cx);
            }
            Found::Unclear(0) if self.titles.is_number() => cx.warn("Não há essa linha."),
            Found::Unclear(0) if typed.is_empty() => {
                cx.warn("Escreva o curso que a pessoa quer aprender.");
            }
            Found::Unclear(0) => self.note(typed, cx),
            Found::Unclear(_) => {
                cx.warn("Há mais de um assim: o número da linha, ou F10 anota como está escrito.");
            }
            Found::Typed | Found::Moved | Found::No => {}
        }
    }

    fn take_marked(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.titles.list.selected() else {
            return;
        };
        match &it.own {
            Some(own) => {
                let day = show(cx.look().zone.day(own.asked_at));
                cx.warn(format!(
                    "Este já está anotado, desde {day}. F7 tira da lista."
                ));
            }
            None => {
                let title = it.title.clone();
                self.note(title, cx);
            }
        }
    }

    fn as_typed(&mut self, cx: &mut Cx<'_>) {
        let typed = self.titles.line.text().trim().to_owned();
        if typed.is_empty() || self.titles.is_number() {
            return cx.warn("Escreva o curso que a pessoa quer aprender.");
        }
        self.note(typed, cx);
    }

    fn note(&mut self, title: String, cx: &mut Cx<'_>) {
        let name = cx.look().name(&self.name).into_owned();
        let class = self.classes.iter().find(|it| asks_for(&title, it));
        let said = match class {
            Some(class) => format!("Anotado: «{title}». Há turma aberta de «{class}»."),
            None => format!("Anotado: {name} quer aprender «{title}»."),
        };
        let (person, phone) = (self.person, self.phone.clone());
        cx.write(
            "anotar o interesse",
            Topic::Courses,
            move |desk: &mut Desk| desk.note_interest(person, &title, &phone),
            move |_: &mut Self, (), cx| {
                cx.say_undoable(said);
                cx.close();
            },
        );
    }

    fn drop_marked(&mut self, cx: &mut Cx<'_>) {
        let Some(own) = self.titles.list.selected().and_then(|it| it.own.as_ref()) else {
            return;
        };
        let (id, title) = (own.id, own.title.clone());
        cx.write(
            "tirar o interesse",
            Topic::Courses,
            move |desk: &mut Desk| desk.drop_interest(id),
            move |it: &mut Self, (), cx| {
                it.titles.line.clear();
                cx.say_undoable(format!("Não quer mais «{title}»."));
            },
        );
    }

    fn off_drop(&self) -> Option<&'static str> {
        match self.titles.list.selected() {
            Some(Title { own: Some(_), .. }) => None,
            Some(_) | None => Some("Marque um curso que esta pessoa pediu."),
        }
    }
}

const COLUMNS: &[Column<Title>] = &[
    Column::new("Curso", 24, |it: &Title, _| Cell::from(it.title.as_str())).grow(1),
    Column::new("Pediu", 16, |it: &Title, look| match &it.own {
        Some(own) => Cell::toned(
            format!("sim, {}", show(look.zone.day(own.asked_at))),
            Tone::Strong,
        ),
        None => Cell::from(""),
    }),
];

pub static KEYS: &[Binding<InterestScreen>] = &[
    Binding::new(
        "enter",
        &[],
        "anotar",
        "Anota o curso da linha; se nenhum é assim, anota o que está escrito.",
        InterestScreen::enter,
    ),
    Binding::new(
        "F10",
        &["ctrl+y"],
        "como escrito",
        "Anota como está escrito, mesmo que haja um parecido na lista.",
        InterestScreen::as_typed,
    ),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "não quer mais",
        "Tira o curso marcado dos que a pessoa quer.",
        InterestScreen::drop_marked,
    )
    .off(InterestScreen::off_drop),
];

impl Screen for InterestScreen {
    fn title(&self) -> Cow<'_, str> {
        "Quer aprender".into()
    }

    fn help(&self) -> &str {
        "Escreva o curso que a pessoa quer, ou escolha um que outras já pediram: assim os pedidos \
         iguais se somam. Quando abrir uma turma, quem pediu é chamado primeiro, e a soma por \
         bairro, idade e escolaridade ajuda a escolher os cursos da cidade."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Courses) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if !self.loaded {
            cx.close();
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.titles
            .draw(canvas, area, "Curso que a pessoa quer", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.titles.key(key) {
            Found::Typed | Found::Moved | Found::Row(_) | Found::Unclear(_) => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let _ = self.titles.paste(text);
        Handled::Yes
    }
}
