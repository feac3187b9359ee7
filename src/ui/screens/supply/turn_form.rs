//! One turn of work as a form; several days of the week are typed at once.

use chrono::NaiveDate;

use super::turns::Turns;
use super::{minute, words};
use crate::domain::agenda::{
    Clash, Provider, Room, Turn, TurnKind, What, When, weekday_short, weekdays,
};
use crate::domain::codes::Row;
use crate::domain::date::show;
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Spot};
use crate::ui::{Cx, Desk, Topic};

pub struct Editing {
    provider: Id<Provider>,
    known: Option<Id<Turn>>,
    rooms: Vec<Room>,
}

type TurnForm = Form<Editing>;

/// A new turn of that provider, or one of theirs.
pub fn open(provider: Id<Provider>, turn: Option<Turn>, cx: &mut Cx<'_>) {
    let known = turn.as_ref().map(|it| it.id);
    start(provider, known, turn, cx);
}

/// A new turn that begins as that one.
pub fn open_copy(turn: Turn, cx: &mut Cx<'_>) {
    start(turn.provider, None, Some(turn), cx);
}

fn start(provider: Id<Provider>, known: Option<Id<Turn>>, turn: Option<Turn>, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir o horário",
        |desk: &mut Desk| Ok(desk.supply()?.rooms),
        move |_: &mut Turns, rooms, cx| {
            let state = Editing {
                provider,
                known,
                rooms,
            };
            let form = Form::new(&TURN, state);
            cx.push(match turn {
                Some(it) => filled(form, &it),
                None => form.with("tipo", TurnKind::Unit.code()),
            });
        },
    );
}

fn filled(form: TurnForm, it: &Turn) -> TurnForm {
    let days = match it.when {
        When::Weekly(day) => weekday_short(day),
        When::Once => "",
    };
    let day = |it: Option<NaiveDate>| it.map(show).unwrap_or_default();
    let pause = |at: usize| {
        it.pause
            .map(|it| if at == 0 { it.0 } else { it.1 }.to_string())
            .unwrap_or_default()
    };
    let places = match it.places {
        0 => String::new(),
        places => places.to_string(),
    };
    form.with("dias", days)
        .with("desde", &show(it.since))
        .with("ate", &day(it.until))
        .with("inicio", &it.starts.to_string())
        .with("fim", &it.ends.to_string())
        .with("pausa", &pause(0))
        .with("volta", &pause(1))
        .with("tipo", it.kind.code())
        .with("lugar", &it.place)
        .with(
            "sala",
            &it.room.map(|it| it.to_string()).unwrap_or_default(),
        )
        .with("servicos", &it.services.join(" "))
        .with("lugares", &places)
}

const KINDS: &[Row] = &[
    kind(TurnKind::Unit, 'u'),
    kind(TurnKind::HomeVisits, 'v'),
    kind(TurnKind::OffSite, 'i'),
    kind(TurnKind::Campaign, 'm'),
];

const fn kind(it: TurnKind, key: char) -> Row {
    Row {
        code: it.code(),
        key: Some(key),
        label: it.label(),
    }
}

static TURN: FormSpec<Editing> = FormSpec {
    help: "Vários dias de uma vez: «seg a sex», «ter qui». Em branco, vale só no dia de «desde»: \
           um itinerante, um mutirão. Num mutirão diga o serviço e quantos lugares há por horário. \
           As horas se escrevem 8, 1330 ou 13:30.",
    ..FormSpec::new(
        "",
        "Horário",
        &[Section::new(
            "horario",
            "",
            &[
                Field::text("dias", "Dias", 40).hint("ex.: seg a sex; em branco, um dia só"),
                Field::date("desde", "Desde").hint("em branco: hoje"),
                Field::date("ate", "Até")
                    .hint("em branco: continua")
                    .only(is_weekly),
                Field::text("inicio", "Começa", 5).required(),
                Field::text("fim", "Termina", 5).required().beside(),
                Field::text("pausa", "Pausa às", 5),
                Field::text("volta", "Volta às", 5).beside(),
                Field::choice("tipo", "Tipo", KINDS).required(),
                Field::text("lugar", "Lugar", 60).only(is_away),
                Field::lookup("sala", "Sala", rooms),
                Field::text("servicos", "Serviços", 120).hint("códigos; em branco, todos"),
                Field::digits("lugares", "Lugares", 3).hint("por horário; em branco, do serviço"),
            ],
        )],
        save,
    )
};

fn is_weekly(form: &TurnForm, _: Spot) -> bool {
    !form.raw("dias").trim().is_empty()
}

fn is_away(form: &TurnForm, _: Spot) -> bool {
    form.get("tipo") != TurnKind::Unit.code()
}

fn rooms(it: &Editing) -> Vec<LookupRow> {
    let used = it.rooms.iter().filter(|it| it.active);
    used.map(|it| LookupRow {
        value: it.id.to_string(),
        letter: None,
        text: it.name.clone(),
    })
    .collect()
}

fn save(form: &mut TurnForm, cx: &mut Cx<'_>) {
    let Some(turns) = read(form, cx) else { return };
    let known = form.state.known;
    cx.write(
        "gravar o horário",
        Topic::Unit,
        move |desk: &mut Desk| {
            let mut turns = turns;
            // The one on screen keeps its id; the other days are new.
            for (n, it) in turns.iter_mut().enumerate() {
                it.id = match known {
                    Some(id) if n == 0 => id,
                    Some(_) | None => desk.new_id(),
                };
            }
            desk.save_turns(&turns)
        },
        |form: &mut TurnForm, clashes: Vec<Clash>, cx| {
            form.done();
            match told(&clashes) {
                Some(text) => cx.warn(text),
                None => cx.say_undoable("Gravado."),
            }
            cx.close();
        },
    );
}

fn told(clashes: &[Clash]) -> Option<&'static str> {
    let first = clashes.first()?;
    Some(match first.what {
        What::Provider => {
            "Gravado, mas colide: a mesma pessoa já está em outro horário. Veja as linhas marcadas."
        }
        What::Room => {
            "Gravado, mas colide: a sala já está ocupada nessa hora. Veja as linhas marcadas."
        }
    })
}

/// The turns typed, one a day; `None` when something was told at a field.
fn read(form: &mut TurnForm, cx: &mut Cx<'_>) -> Option<Vec<Turn>> {
    let days = match weekdays(&form.get("dias")) {
        Ok(days) => days,
        Err(why) => {
            form.pin("dias", why, cx);
            return None;
        }
    };
    let starts = minute(form, "inicio", cx).ok()??;
    let ends = minute(form, "fim", cx).ok()??;
    let pause = match (
        minute(form, "pausa", cx).ok()?,
        minute(form, "volta", cx).ok()?,
    ) {
        (None, None) => None,
        (Some(from), Some(until)) => Some((from, until)),
        (Some(_), None) => {
            form.pin("volta", "Diga a que horas volta da pausa.", cx);
            return None;
        }
        (None, Some(_)) => {
            form.pin("pausa", "Diga a que horas começa a pausa.", cx);
            return None;
        }
    };
    let base = Turn {
        // The right one is drawn as it is written.
        id: Id::from_bytes([0; 16]),
        provider: form.state.provider,
        when: When::Once,
        since: form.date("desde").unwrap_or(cx.look().today()),
        until: form.date("ate"),
        starts,
        ends,
        pause,
        kind: TurnKind::from_code(&form.get("tipo")).unwrap_or(TurnKind::Unit),
        place: form.get("lugar"),
        room: Id::parse(&form.get("sala")),
        services: words(&form.get("servicos")),
        places: form.get("lugares").parse().unwrap_or(0),
    };
    if days.is_empty() {
        return Some(vec![Turn {
            until: None,
            ..base
        }]);
    }
    let each = days.into_iter().map(|day| Turn {
        when: When::Weekly(day),
        ..base.clone()
    });
    Some(each.collect())
}
