//! The rooms, so that two turns in one room are told.

use crate::domain::agenda::Room;
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Rooms = Catalog<RoomList>;

pub struct RoomList;

impl Default for Rooms {
    fn default() -> Self {
        Self::of(
            RoomList,
            "Nenhuma sala ainda. F2 põe a primeira.",
            |a, b| a.id == b.id,
            |it| it.name.clone(),
        )
    }
}

fn tone(it: &Room) -> Tone {
    if it.active { Tone::Plain } else { Tone::Dim }
}

const COLUMNS: &[Column<Room>] = &[
    Column::new("Sala", 20, |it: &Room, _| {
        Cell::toned(it.name.clone(), tone(it))
    })
    .grow(1),
    Column::new("Lugares", 7, |it: &Room, _| match it.places {
        0 => Cell::from(""),
        places => Cell::toned(places.to_string(), tone(it)),
    })
    .right(),
    Column::new("", 4, |it: &Room, _| {
        Cell::toned(if it.active { "" } else { "fora" }, Tone::Dim)
    })
    .drop(1),
];

fn add(_: &mut Rooms, cx: &mut Cx<'_>) {
    cx.push(Form::new(&ROOM, None));
}

fn turn(list: &mut Rooms, cx: &mut Cx<'_>) {
    let Some(it) = list.selected() else { return };
    let (name, active) = (it.name.clone(), !it.active);
    cx.write(
        "mudar a sala",
        Topic::Unit,
        move |desk: &mut Desk| desk.save_room(&Room { active, ..it }),
        move |_: &mut Rooms, (), cx| {
            let now = if active {
                "volta à lista"
            } else {
                "sai da lista"
            };
            cx.say_undoable(format!("{name}: {now}."));
        },
    );
}

pub static KEYS: &[Binding<Rooms>] = &[
    Binding::new("F2", &["ctrl+f"], "nova", "Acrescenta uma sala.", add),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "pôr/tirar",
        "Tira a sala da lista; de novo, põe de volta.",
        turn,
    )
    .off(Rooms::none),
];

impl Kept for RoomList {
    type Row = Room;

    const TITLE: &'static str = "Salas";
    const HELP: &'static str = "As salas em que se atende. Dois horários na mesma sala ao mesmo \
        tempo são avisados ao gravar e marcados na lista de horários. Enter abre a linha marcada.";
    const BOX: &'static str = "Sala";
    const DOING: &'static str = "ver as salas";

    fn columns(&self) -> &'static [Column<Room>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Rooms>] {
        KEYS
    }

    fn read(&self) -> Read<Room> {
        Box::new(|desk: &mut Desk| Ok(desk.supply()?.rooms))
    }

    fn open(_: &mut Rooms, it: Room, cx: &mut Cx<'_>) {
        let places = match it.places {
            0 => String::new(),
            places => places.to_string(),
        };
        let name = it.name.clone();
        cx.push(
            Form::new(&ROOM, Some((it.id, it.active)))
                .with("sala", &name)
                .with("lugares", &places),
        );
    }
}

type RoomForm = Form<Option<(Id<Room>, bool)>>;

static ROOM: FormSpec<Option<(Id<Room>, bool)>> = FormSpec {
    help: "O nome como está na porta, e quantas pessoas cabem, se importa.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Sala",
        &[Section::new(
            "sala",
            "",
            &[
                Field::text("sala", "Sala", 60).required(),
                Field::digits("lugares", "Lugares", 4).hint("pode ficar em branco"),
            ],
        )],
        save,
    )
};

fn save(form: &mut RoomForm, cx: &mut Cx<'_>) {
    let (known, name) = (form.state, form.get("sala"));
    let places = form.get("lugares").parse().unwrap_or(0);
    cx.write(
        "gravar a sala",
        Topic::Unit,
        move |desk: &mut Desk| {
            let (id, active) = known.unwrap_or_else(|| (desk.new_id(), true));
            desk.save_room(&Room {
                id,
                name,
                places,
                active,
            })
        },
        |form: &mut RoomForm, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
