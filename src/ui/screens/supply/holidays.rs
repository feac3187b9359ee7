//! The closed days of a year: those of the law and those of the unit.

use crate::app::{DayOff, TakeOut};
use crate::domain::agenda::{Holiday, HolidayKind, weekday_short};
use crate::domain::codes::Row;
use crate::domain::date::show;
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};
use chrono::Datelike;

pub type Holidays = Catalog<HolidayList>;

#[derive(Default)]
pub struct HolidayList {
    /// Years from this one.
    ahead: i32,
    year: String,
}

impl Default for Holidays {
    fn default() -> Self {
        Self::of(
            HolidayList::default(),
            "Nenhum feriado neste ano.",
            |a, b| a.day == b.day,
            |it| format!("{} {}", show(it.day), it.name),
        )
    }
}

const COLUMNS: &[Column<DayOff>] = &[
    Column::new("Dia", 10, |it: &DayOff, _| {
        Cell::toned(show(it.day), tone(it))
    }),
    Column::new("", 3, |it: &DayOff, _| {
        let day = it.day.weekday().number_from_monday();
        Cell::toned(weekday_short(day), Tone::Dim)
    })
    .drop(2),
    Column::new("Feriado", 18, |it: &DayOff, _| {
        Cell::toned(it.name.clone(), tone(it))
    })
    .grow(1),
    Column::new("Tipo", 17, |it: &DayOff, _| {
        Cell::toned(it.kind.label(), tone(it))
    })
    .drop(3),
    Column::new("", 10, |it: &DayOff, _| {
        match (it.opens, it.own.is_some()) {
            (true, _) => Cell::toned("abre", Tone::Warn),
            (false, true) => Cell::toned("da unidade", Tone::Dim),
            (false, false) => Cell::from(""),
        }
    })
    .drop(1),
];

fn tone(it: &DayOff) -> Tone {
    if it.opens { Tone::Dim } else { Tone::Plain }
}

fn add(_: &mut Holidays, cx: &mut Cx<'_>) {
    cx.push(Form::new(&HOLIDAY, None).with("tipo", HolidayKind::Municipal.code()));
}

/// Closes an open day again, opens a closed one.
fn turn(list: &mut Holidays, cx: &mut Cx<'_>) {
    let Some(it) = list.selected() else { return };
    let (name, opens) = (it.name.clone(), !it.opens);
    cx.write(
        "mudar o dia",
        Topic::Unit,
        move |desk: &mut Desk| desk.open_on(&it, opens),
        move |_: &mut Holidays, (), cx| {
            let now = if opens {
                "a unidade abre assim mesmo"
            } else {
                "a unidade fecha"
            };
            cx.say_undoable(format!("{name}: {now}."));
        },
    );
}

fn remove(list: &mut Holidays, cx: &mut Cx<'_>) {
    let Some(own) = list.selected().and_then(|it| it.own) else {
        cx.warn("Este feriado é da lei. Para atender nele, F4 «abre assim mesmo».");
        return;
    };
    cx.write(
        "tirar o feriado",
        Topic::Unit,
        move |desk: &mut Desk| desk.take_out(TakeOut::Holiday(own.id)),
        |_: &mut Holidays, (), cx| cx.say_undoable("Retirado da lista da unidade."),
    );
}

fn before(list: &mut Holidays, cx: &mut Cx<'_>) {
    list.kind.ahead = (list.kind.ahead - 1).max(-5);
    show_year(list, cx);
}

fn after(list: &mut Holidays, cx: &mut Cx<'_>) {
    list.kind.ahead = (list.kind.ahead + 1).min(5);
    show_year(list, cx);
}

fn show_year(list: &mut Holidays, cx: &mut Cx<'_>) {
    list.kind.year = (cx.look().today().year() + list.kind.ahead).to_string();
    list.load(cx);
}

pub static KEYS: &[Binding<Holidays>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "novo",
        "Acrescenta um dia em que a unidade fecha.",
        add,
    ),
    Binding::new(
        "F4",
        &["ctrl+e"],
        "abre assim mesmo",
        "A unidade atende no dia marcado; de novo, volta a fechar.",
        turn,
    )
    .off(Holidays::none),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "ano antes",
        "Mostra o ano anterior.",
        before,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "ano depois",
        "Mostra o ano seguinte.",
        after,
    ),
    Binding::new(
        "delete",
        &["F8", "ctrl+k"],
        "tirar",
        "Tira um dia que a unidade escreveu.",
        remove,
    )
    .off(Holidays::none),
];

impl Kept for HolidayList {
    type Row = DayOff;

    const TITLE: &'static str = "Feriados";
    const HELP: &'static str = "Dias em que não se agenda. Os nacionais e os que mudam com a Páscoa \
        são calculados; os do estado e do município vêm da lista do programa; os outros, a unidade \
        escreve. Ponto facultativo fecha se as configurações disserem. Enter abre um dia que a \
        unidade escreveu.";
    const BOX: &'static str = "Feriado";
    const DOING: &'static str = "ver os feriados";

    fn columns(&self) -> &'static [Column<DayOff>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Holidays>] {
        KEYS
    }

    fn of(&self) -> Option<&str> {
        Some(&self.year)
            .filter(|it| !it.is_empty())
            .map(|it| it.as_str())
    }

    fn read(&self) -> Read<DayOff> {
        let ahead = self.ahead;
        Box::new(move |desk: &mut Desk| desk.days_off(desk.today().year() + ahead))
    }

    fn open(_: &mut Holidays, it: DayOff, cx: &mut Cx<'_>) {
        let Some(own) = it.own else {
            cx.warn("Este feriado é da lei. Para atender nele, F4 «abre assim mesmo».");
            return;
        };
        let yearly = own.day.len() == 5;
        let (name, kind) = (own.name.clone(), own.kind);
        cx.push(
            Form::new(&HOLIDAY, Some((own.id, own.opens)))
                .with("dia", &show(it.day))
                .with("todo", if yearly { "s" } else { "n" })
                .with("nome", &name)
                .with("tipo", kind.code()),
        );
    }
}

const KINDS: &[Row] = &[
    kind(HolidayKind::Municipal, 'm'),
    kind(HolidayKind::State, 'e'),
    kind(HolidayKind::National, 'n'),
    kind(HolidayKind::Optional, 'f'),
];

const fn kind(it: HolidayKind, key: char) -> Row {
    Row {
        code: it.code(),
        key: Some(key),
        label: it.label(),
    }
}

type HolidayForm = Form<Option<(Id<Holiday>, bool)>>;

static HOLIDAY: FormSpec<Option<(Id<Holiday>, bool)>> = FormSpec {
    help: "Um dia que o programa não conhece: o padroeiro, a dedetização. «Todo ano» repete no \
           mesmo dia e mês.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Feriado",
        &[Section::new(
            "feriado",
            "",
            &[
                Field::date("dia", "Dia").required(),
                Field::yes_no("todo", "Todo ano"),
                Field::text("nome", "Nome", 60).required(),
                Field::choice("tipo", "Tipo", KINDS).required(),
            ],
        )],
        save,
    )
};

fn save(form: &mut HolidayForm, cx: &mut Cx<'_>) {
    let Some(day) = form.date("dia") else { return };
    let day = if form.get("todo") == "s" {
        day.format("%m-%d").to_string()
    } else {
        day.to_string()
    };
    let (known, name) = (form.state, form.get("nome"));
    let kind = HolidayKind::from_code(&form.get("tipo")).unwrap_or(HolidayKind::Municipal);
    cx.write(
        "gravar o feriado",
        Topic::Unit,
        move |desk: &mut Desk| {
            let (id, opens) = known.unwrap_or_else(|| (desk.new_id(), false));
            desk.save_holiday(&Holiday {
                id,
                day,
                name,
                kind,
                opens,
            })
        },
        |form: &mut HolidayForm, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
