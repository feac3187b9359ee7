//! Who is away, or the unit closed for a while; whoever is booked in it is
//! told with the phone to ring.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::minute;
use crate::app::{AgendaLine, TakeOut};
use crate::domain::agenda::{Absence, Provider};
use crate::domain::date::show;
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section};
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic,
};

pub type Absences = Catalog<AbsenceList>;

pub struct AbsenceList;

#[derive(Clone)]
pub struct Row {
    it: Absence,
    who: String,
    booked: usize,
}

impl Default for Absences {
    fn default() -> Self {
        Self::of(
            AbsenceList,
            "Ninguém vai faltar. F2 anota uma ausência.",
            |a, b| a.it.id == b.it.id,
            |it| format!("{} {}", it.who, it.it.reason),
        )
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("Quem", 14, |it: &Row, _| Cell::from(it.who.clone())).grow(1),
    Column::new("Dias", 10, |it: &Row, _| {
        Cell::from(if it.it.since == it.it.until {
            show(it.it.since)
        } else {
            format!("{} a {}", show(it.it.since), show(it.it.until))
        })
    })
    .grow(1),
    Column::new("Horas", 11, |it: &Row, _| match it.it.hours {
        Some((from, until)) => Cell::from(format!("{from}–{until}")),
        None => Cell::toned("o dia todo", Tone::Dim),
    })
    .drop(1),
    Column::new("Motivo", 10, |it: &Row, _| Cell::from(it.it.reason.clone()))
        .grow(1)
        .drop(2),
    Column::new("Marcados", 8, |it: &Row, _| match it.booked {
        0 => Cell::from(""),
        booked => Cell::toned(booked.to_string(), Tone::Warn),
    })
    .right(),
];

fn add(_: &mut Absences, cx: &mut Cx<'_>) {
    open(None, cx);
}

fn booked(list: &mut Absences, cx: &mut Cx<'_>) {
    let Some(Row { it, .. }) = list.selected() else {
        return;
    };
    cx.fetch(
        "ver quem está marcado",
        move |desk: &mut Desk| desk.booked_in(&it),
        |_: &mut Absences, lines, cx| cx.push(BookedIn::of(lines)),
    );
}

fn remove(list: &mut Absences, cx: &mut Cx<'_>) {
    let Some(id) = list.selected().map(|it| it.it.id) else {
        return;
    };
    cx.write(
        "tirar a ausência",
        Topic::Unit,
        move |desk: &mut Desk| desk.take_out(TakeOut::Absence(id)),
        |_: &mut Absences, (), cx| cx.say_undoable("Ausência retirada."),
    );
}

pub static KEYS: &[Binding<Absences>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "nova",
        "Anota quem não vem, em que dias ou horas; ou a unidade toda.",
        add,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "marcados",
        "Mostra quem está marcado na ausência, com o telefone para avisar.",
        booked,
    )
    .off(Absences::none),
    Binding::new(
        "delete",
        &["F8", "ctrl+k"],
        "tirar",
        "Tira a ausência: as horas voltam a ser oferecidas.",
        remove,
    )
    .off(Absences::none),
];

impl Kept for AbsenceList {
    type Row = Row;

    const TITLE: &'static str = "Ausências";
    const HELP: &'static str = "Férias, licenças, capacitações, a unidade fechada por um dia. \
        Ninguém é agendado nelas; quem já estava marcado continua e aparece em «marcados»: avise \
        e remarque. Enter abre a linha marcada.";
    const BOX: &'static str = "Ausência";
    const DOING: &'static str = "ver as ausências";

    fn columns(&self) -> &'static [Column<Row>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Absences>] {
        KEYS
    }

    fn read(&self) -> Read<Row> {
        Box::new(|desk: &mut Desk| {
            let supply = desk.supply()?;
            supply
                .absences
                .iter()
                .map(|it| {
                    let who = match it.provider {
                        Some(id) => supply.provider(id).map_or("", |it| it.name.as_str()),
                        None => "a unidade toda",
                    };
                    Ok(Row {
                        it: it.clone(),
                        who: who.to_owned(),
                        booked: desk.booked_in(it)?.len(),
                    })
                })
                .collect()
        })
    }

    fn open(_: &mut Absences, row: Row, cx: &mut Cx<'_>) {
        open(Some(row.it), cx);
    }
}

struct Editing {
    known: Option<Id<Absence>>,
    providers: Vec<Provider>,
}

type AbsenceForm = Form<Editing>;

/// What stands for everybody in the list of who is away.
const UNIT: &str = "unidade";

fn open(it: Option<Absence>, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir a ausência",
        |desk: &mut Desk| Ok(desk.supply()?.providers),
        move |_: &mut Absences, providers, cx| {
            let known = it.as_ref().map(|it| it.id);
            let mut form = Form::new(&ABSENCE, Editing { known, providers });
            if let Some(it) = it {
                let who = it.provider.map_or(UNIT.to_owned(), |it| it.to_string());
                let hour = |at: fn((_, _)) -> crate::domain::agenda::Minute| {
                    it.hours.map(|it| at(it).to_string()).unwrap_or_default()
                };
                form = form
                    .with("quem", &who)
                    .with("desde", &show(it.since))
                    .with("ate", &show(it.until))
                    .with("inicio", &hour(|it| it.0))
                    .with("fim", &hour(|it| it.1))
                    .with("motivo", &it.reason);
            }
            cx.push(form);
        },
    );
}

static ABSENCE: FormSpec<Editing> = FormSpec {
    help: "Sem horas, vale o dia todo. O motivo só aparece para a equipe: não escreva doença.",
    ..FormSpec::new(
        "",
        "Ausência",
        &[Section::new(
            "ausencia",
            "",
            &[
                Field::lookup("quem", "Quem", who).required(),
                Field::date("desde", "Desde").required(),
                Field::date("ate", "Até").hint("em branco: só esse dia"),
                Field::text("inicio", "Das", 5).hint("em branco: o dia todo"),
                Field::text("fim", "Às", 5).beside(),
                Field::text("motivo", "Motivo", 60).hint("ex.: férias, capacitação"),
            ],
        )],
        save,
    )
};

fn who(it: &Editing) -> Vec<LookupRow> {
    let unit = LookupRow {
        value: UNIT.to_owned(),
        letter: None,
        text: "a unidade toda".to_owned(),
    };
    let each = it.providers.iter().filter(|it| it.active);
    let each = each.map(|it| LookupRow {
        value: it.id.to_string(),
        letter: None,
        text: it.name.clone(),
    });
    each.chain(std::iter::once(unit)).collect()
}

fn save(form: &mut AbsenceForm, cx: &mut Cx<'_>) {
    let Some(since) = form.date("desde") else {
        return;
    };
    let (Ok(from), Ok(to)) = (minute(form, "inicio", cx), minute(form, "fim", cx)) else {
        return;
    };
    let hours = match (from, to) {
        (None, None) => None,
        (Some(from), Some(to)) => Some((from, to)),
        (Some(_), None) | (None, Some(_)) => {
            form.pin("fim", "Diga das e às, ou deixe as duas em branco.", cx);
            return;
        }
    };
    let (known, provider) = (form.state.known, Id::parse(&form.get("quem")));
    let (until, reason) = (form.date("ate").unwrap_or(since), form.get("motivo"));
    cx.write(
        "gravar a ausência",
        Topic::Unit,
        move |desk: &mut Desk| {
            let id = known.unwrap_or_else(|| desk.new_id());
            desk.save_absence(&Absence {
                id,
                provider,
                since,
                until,
                hours,
                reason,
            })
        },
        |form: &mut AbsenceForm, lines, cx| {
            form.done();
            if lines.is_empty() {
                cx.say_undoable("Gravado. Ninguém está marcado nesses dias.");
                cx.close();
                return;
            }
            let count = lines.len();
            cx.replace(BookedIn::of(lines));
            cx.warn(format!(
                "Gravado. Marcados nesses dias: {count}. Ligue e remarque cada um."
            ));
        },
    );
}

/// Who is booked where nobody will be.
struct BookedIn {
    list: List<AgendaLine>,
}

impl BookedIn {
    fn of(lines: Vec<AgendaLine>) -> Self {
        let mut list: List<AgendaLine> = List::new(|a, b| a.id == b.id);
        list.empty = "Ninguém está marcado nesses dias.";
        list.set(lines);
        Self { list }
    }
}

const BOOKED: &[Column<AgendaLine>] = &[
    Column::new("Dia", 10, |it: &AgendaLine, _| Cell::from(show(it.day))),
    Column::new("Hora", 5, |it: &AgendaLine, _| {
        Cell::from(it.starts.to_string())
    }),
    Column::new("Nome", 14, |it: &AgendaLine, _| Cell::name(it.name.clone())).grow(2),
    Column::new("Telefone", 15, |it: &AgendaLine, _| {
        match (it.phone_hidden, it.phone.is_empty()) {
            (true, _) => Cell::toned("sob sigilo", Tone::Dim),
            (false, true) => Cell::toned("não tem", Tone::Dim),
            (false, false) => Cell::from(crate::domain::ids::mask_phone(&it.phone)),
        }
    }),
    Column::new("Com", 10, |it: &AgendaLine, _| {
        Cell::from(it.provider.clone())
    })
    .grow(1)
    .drop(1),
];

impl Screen for BookedIn {
    fn title(&self) -> Cow<'_, str> {
        "Marcados na ausência".into()
    }

    fn help(&self) -> &str {
        "Quem está marcado em horas em que ninguém vai atender. Ligue, e remarque cada um pela \
         agenda do dia ou pela ficha."
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.list.draw(canvas, area, BOOKED);
    }

    fn key(&mut self, key: Key, _: &mut Cx<'_>) -> Handled {
        self.list.key(key).into()
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain("PgDn", "mais", "Mostra as linhas seguintes.")]
    }
}
