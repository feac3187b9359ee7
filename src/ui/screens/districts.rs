//! The neighbourhoods that belong to the unit and the days they belong to it:
//! borders between units move, and old months keep the border they had.

use super::catalog::{Catalog, Kept, Read};
use crate::app::District;
use crate::domain::date::show;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Districts = Catalog<DistrictList>;

pub struct DistrictList;

impl Default for Districts {
    fn default() -> Self {
        Self::of(
            DistrictList,
            "Nenhum bairro ainda. F2 põe o primeiro.",
            |a, b| a.id == b.id,
            |it| it.name.clone(),
        )
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

fn add(_: &mut Districts, cx: &mut Cx<'_>) {
    cx.push(Form::new(&DISTRICT, None));
}

pub static KEYS: &[Binding<Districts>] = &[Binding::new(
    "F2",
    &["ctrl+f"],
    "novo",
    "Põe um bairro no território da unidade.",
    add,
)];

impl Kept for DistrictList {
    type Row = District;

    const TITLE: &'static str = "Bairros";
    const HELP: &'static str = "O território da unidade. Um bairro que passou a outra unidade \
        ganha o último dia em «até»: os meses de antes continuam como eram. Enter abre a linha \
        marcada.";
    const BOX: &'static str = "Bairro";
    const DOING: &'static str = "ver os bairros";

    fn columns(&self) -> &'static [Column<District>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Districts>] {
        KEYS
    }

    fn read(&self) -> Read<District> {
        Box::new(|desk: &mut Desk| desk.districts())
    }

    fn open(_: &mut Districts, it: District, cx: &mut Cx<'_>) {
        let until = it.until.map(show).unwrap_or_default();
        cx.push(
            Form::new(&DISTRICT, Some(it.id))
                .with("bairro", &it.name)
                .with("desde", &show(it.since))
                .with("ate", &until),
        );
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
