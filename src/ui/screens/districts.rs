//! The neighbourhoods that belong to the unit and the days they belong to it:
//! borders between units move, and old months keep the border they had.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::District;
use crate::domain::date::show;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone,
    Topic, Topics,
};

pub struct Districts {
    finder: Finder<District>,
}

impl Default for Districts {
    fn default() -> Self {
        let mut finder: Finder<District> =
            Finder::new(|a: &District, b| a.id == b.id).local(|it| it.name.clone());
        finder.list.empty = "Nenhum bairro ainda. F2 põe o primeiro.";
        Self { finder }
    }
}

const COLUMNS: &[Column<District>] = &[
    Column::new("Bairro", 20, |it: &District, look| {
        let over = it.until.is_some_and(|day| day < look.today());
        Cell::toned(it.name.clone(), if over { Tone::Dim } else { Tone::Plain })
    })
    .grow(1),
    Column::new("Desde", 10, |it: &District, _| Cell::from(show(it.since))),
    Column::new("Até", 10, |it: &District, _| {
        Cell::from(it.until.map(show).unwrap_or_default())
    }),
];

impl Districts {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "bairros",
            "ver os bairros",
            |desk: &mut Desk| desk.districts(),
            |it: &mut Self, list, _| it.finder.list.set(list),
        );
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        cx.push(Form::new(&DISTRICT, None));
    }

    fn edit(&mut self, n: usize, cx: &mut Cx<'_>) {
        if let Some(it) = self.finder.list.items().get(n) {
            let until = it.until.map(show).unwrap_or_default();
            cx.push(
                Form::new(&DISTRICT, Some(it.id))
                    .with("bairro", &it.name)
                    .with("desde", &show(it.since))
                    .with("ate", &until),
            );
            self.finder.line.clear();
        }
    }
}

pub static KEYS: &[Binding<Districts>] = &[Binding::new(
    "F2",
    &["ctrl+f"],
    "novo",
    "Põe um bairro no território da unidade.",
    Districts::add,
)];

impl Screen for Districts {
    fn title(&self) -> Cow<'_, str> {
        "Bairros".into()
    }

    fn help(&self) -> &str {
        "O território da unidade. Um bairro que passou a outra unidade ganha o último dia em \
         «até»: os meses de antes continuam como eram. Enter abre a linha marcada."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Unit) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Bairro", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.finder.key(key) {
            Found::Row(n) => self.edit(n, cx),
            Found::Unclear(_) => cx.warn("Não há um só bairro assim na lista."),
            Found::Typed | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![Hint::plain("Enter", "abrir", "Abre o bairro marcado.")];
        all.extend(hints(KEYS, self));
        all
    }
}

type DistrictForm = Form<Option<[u8; 16]>>;

static DISTRICT: FormSpec<Option<[u8; 16]>> = FormSpec {
    help: "Desde quando, e até quando se já não é desta unidade.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Bairro",
        &[Section::new(
            "bairro",
            "",
            &[
                Field::text("bairro", "Bairro", 60).required(),
                Field::date("desde", "Desde").hint("em branco: hoje"),
                Field::date("ate", "Até").hint("em branco: continua na unidade"),
            ],
        )],
        save,
    )
};

fn save(form: &mut DistrictForm, cx: &mut Cx<'_>) {
    let since = form.date("desde").unwrap_or(cx.look().today());
    let (id, name, until) = (form.state, form.get("bairro"), form.date("ate"));
    cx.write(
        "gravar o bairro",
        Topic::Unit,
        move |desk: &mut Desk| desk.save_district(id, &name, since, until),
        |form: &mut DistrictForm, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
