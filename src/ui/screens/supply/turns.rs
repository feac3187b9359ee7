//! The hours of one provider: each week, or on one day only.

use super::turn_form;
use crate::app::TakeOut;
use crate::domain::agenda::{Clash, Provider, Turn, TurnKind, What, When, weekday_short};
use crate::domain::date::show;
use crate::domain::id::Id;
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Turns = Catalog<TurnList>;

pub struct TurnList {
    provider: Id<Provider>,
    name: String,
}

#[derive(Clone)]
pub struct Row {
    pub turn: Turn,
    room: String,
    clash: &'static str,
}

impl Turns {
    pub fn of_provider(provider: Id<Provider>, name: String) -> Self {
        Self::of(
            TurnList { provider, name },
            "Nenhum horário ainda. F2 põe o primeiro.",
            |a, b| a.turn.id == b.turn.id,
            |it| format!("{} {} {}", day(&it.turn), it.turn.kind.label(), it.room),
        )
    }
}

fn day(it: &Turn) -> String {
    match it.when {
        When::Weekly(day) => weekday_short(day).to_owned(),
        When::Once => show(it.since),
    }
}

fn since(it: &Turn) -> String {
    let until = it.until.map(|it| format!(" até {}", show(it)));
    match it.when {
        When::Weekly(_) => format!("desde {}{}", show(it.since), until.unwrap_or_default()),
        When::Once => "só esse dia".to_owned(),
    }
}

fn place(it: &Row) -> String {
    let parts = [
        match it.turn.kind {
            TurnKind::Unit => "",
            TurnKind::HomeVisits | TurnKind::OffSite | TurnKind::Campaign => it.turn.kind.label(),
        },
        it.turn.place.as_str(),
        it.room.as_str(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(", ")
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("Dia", 10, |it: &Row, _| Cell::from(day(&it.turn))),
    Column::new("Horas", 11, |it: &Row, _| {
        Cell::from(format!("{}–{}", it.turn.starts, it.turn.ends))
    }),
    Column::new("Pausa", 11, |it: &Row, _| {
        Cell::from(
            it.turn
                .pause
                .map_or_else(String::new, |it| format!("{}–{}", it.0, it.1)),
        )
    })
    .drop(3),
    Column::new("Onde", 12, |it: &Row, _| Cell::from(place(it))).grow(2),
    Column::new("Serviços", 8, |it: &Row, _| {
        Cell::from(it.turn.services.join(" "))
    })
    .grow(1)
    .drop(2),
    Column::new("Vale", 16, |it: &Row, _| Cell::from(since(&it.turn)))
        .grow(1)
        .drop(4),
    Column::new("", 11, |it: &Row, _| Cell::toned(it.clash, Tone::Warn)).drop(1),
];

fn add(list: &mut Turns, cx: &mut Cx<'_>) {
    turn_form::open(list.kind.provider, None, cx);
}

fn copy(list: &mut Turns, cx: &mut Cx<'_>) {
    if let Some(it) = list.selected() {
        turn_form::open_copy(it.turn, cx);
    }
}

fn remove(list: &mut Turns, cx: &mut Cx<'_>) {
    let Some(id) = list.selected().map(|it| it.turn.id) else {
        return;
    };
    cx.write(
        "tirar o horário",
        Topic::Unit,
        move |desk: &mut Desk| desk.take_out(TakeOut::Turn(id)),
        |_: &mut Turns, (), cx| {
            cx.say_undoable("Horário retirado; o que já estava marcado fica na agenda.");
        },
    );
}

pub static KEYS: &[Binding<Turns>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "novo",
        "Acrescenta um horário: de toda semana, de um dia só, visita, itinerante ou mutirão.",
        add,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "copiar",
        "Começa um horário novo igual ao marcado: só mude o que for diferente.",
        copy,
    )
    .off(Turns::none),
    Binding::new(
        "delete",
        &["F8", "ctrl+k"],
        "tirar",
        "Tira o horário marcado; quem já estava agendado continua na agenda.",
        remove,
    )
    .off(Turns::none),
];

impl Kept for TurnList {
    type Row = Row;

    const TITLE: &'static str = "Horários";
    const HELP: &'static str = "Os horários de quem atende. «colide» diz que a mesma pessoa, ou a \
        mesma sala, está em outro horário ao mesmo tempo. Um horário que acaba ganha o último dia \
        em «até»: o passado continua como foi. Enter abre a linha marcada.";
    const BOX: &'static str = "Horário";
    const DOING: &'static str = "ver os horários";

    fn columns(&self) -> &'static [Column<Row>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Turns>] {
        KEYS
    }

    fn of(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn read(&self) -> Read<Row> {
        let provider = self.provider;
        Box::new(move |desk: &mut Desk| {
            let (supply, clashes) = (desk.supply()?, desk.turn_clashes()?);
            let today = desk.today();
            let (mut now, over): (Vec<Turn>, Vec<Turn>) = supply
                .turns
                .iter()
                .filter(|it| it.provider == provider)
                .cloned()
                .partition(|it| it.holds_from(today));
            now.extend(over);
            Ok(now
                .into_iter()
                .map(|turn| Row {
                    room: turn
                        .room
                        .and_then(|it| supply.room(it))
                        .map_or_else(String::new, |it| it.name.clone()),
                    clash: clash_word(&clashes, turn.id),
                    turn,
                })
                .collect())
        })
    }

    fn open(list: &mut Turns, row: Row, cx: &mut Cx<'_>) {
        turn_form::open(list.kind.provider, Some(row.turn), cx);
    }
}

fn clash_word(all: &[Clash], id: Id<Turn>) -> &'static str {
    let mine = all.iter().find(|it| it.one == id || it.other == id);
    match mine.map(|it| it.what) {
        Some(What::Provider) => "colide",
        Some(What::Room) => "colide: sala",
        None => "",
    }
}
