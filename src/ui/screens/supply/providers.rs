//! Who attends with an hour: people of the team, and desks whoever sits there.

use super::turns::Turns;
use super::words;
use crate::domain::agenda::{Clash, Provider, Turn};
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Spot};
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Providers = Catalog<ProviderList>;

pub struct ProviderList;

#[derive(Clone)]
pub struct Row {
    it: Provider,
    /// Turns a week, and those of one day that are still to come.
    turns: usize,
    collides: bool,
}

impl Default for Providers {
    fn default() -> Self {
        Self::of(
            ProviderList,
            "Ninguém atende com hora marcada ainda. F2 põe alguém.",
            |a, b| a.it.id == b.it.id,
            |it| it.it.name.clone(),
        )
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("Quem atende", 16, |it: &Row, _| {
        let tone = if it.it.active { Tone::Plain } else { Tone::Dim };
        Cell::toned(it.it.name.clone(), tone)
    })
    .grow(2),
    Column::new("Perfil", 10, |it: &Row, _| {
        Cell::from(it.it.role.map_or("guichê", |it| it.label()))
    })
    .grow(1)
    .drop(2),
    Column::new("Serviços", 9, |it: &Row, _| match it.it.services.len() {
        0 => Cell::toned("do perfil", Tone::Dim),
        _ => Cell::from(it.it.services.join(" ")),
    })
    .grow(1)
    .drop(3),
    Column::new("Horários", 8, |it: &Row, _| match it.turns {
        0 => Cell::toned("nenhum", Tone::Warn),
        turns => Cell::from(turns.to_string()),
    })
    .right(),
    Column::new("", 6, |it: &Row, _| match (it.it.active, it.collides) {
        (false, _) => Cell::toned("fora", Tone::Dim),
        (true, true) => Cell::toned("colide", Tone::Warn),
        (true, false) => Cell::from(""),
    }),
];

fn add(_: &mut Providers, cx: &mut Cx<'_>) {
    cx.fetch(
        "ver a equipe",
        |desk: &mut Desk| Ok((desk.team()?, desk.supply()?.providers)),
        |_: &mut Providers, (team, there), cx| {
            let free = team
                .into_iter()
                .filter(|it| it.active && !there.iter().any(|one| one.staff == Some(it.id)))
                .collect();
            let last = there.iter().map(|it| it.position).max();
            cx.push(Form::new(
                &PROVIDER,
                Editing {
                    known: None,
                    team: free,
                    position: last.map_or(0, |it| it.saturating_add(1)),
                },
            ));
        },
    );
}

fn edit(list: &mut Providers, cx: &mut Cx<'_>) {
    let Some(Row { it, .. }) = list.selected() else {
        return;
    };
    let (name, services) = (it.name.clone(), it.services.join(" "));
    let state = Editing {
        position: it.position,
        known: Some(it),
        team: Vec::new(),
    };
    cx.push(
        Form::new(&PROVIDER, state)
            .with("nome", &name)
            .with("servicos", &services),
    );
}

fn turn(list: &mut Providers, cx: &mut Cx<'_>) {
    let Some(Row { it, .. }) = list.selected() else {
        return;
    };
    let (name, active) = (it.name.clone(), !it.active);
    cx.write(
        "mudar a lista",
        Topic::Unit,
        move |desk: &mut Desk| desk.save_provider(&Provider { active, ..it }),
        move |_: &mut Providers, (), cx| {
            let now = if active {
                "volta a ter horários"
            } else {
                "não é mais agendado; o que já está marcado fica"
            };
            cx.say_undoable(format!("{}: {now}.", cx.look().name(&name)));
        },
    );
}

pub static KEYS: &[Binding<Providers>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "pôr alguém",
        "Põe na agenda alguém da equipe, ou um guichê sem dono.",
        add,
    ),
    Binding::new(
        "F4",
        &["ctrl+e"],
        "serviços",
        "Diz que serviços só esta pessoa ou guichê atende.",
        edit,
    )
    .off(Providers::none),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "pôr/tirar",
        "Deixa de oferecer os horários; de novo, volta a oferecer.",
        turn,
    )
    .off(Providers::none),
];

impl Kept for ProviderList {
    type Row = Row;

    const TITLE: &'static str = "Quem atende e quando";
    const HELP: &'static str = "Quem atende com hora marcada. Enter abre os horários da linha \
        marcada. «colide» avisa que a mesma pessoa ou a mesma sala está em dois horários ao mesmo \
        tempo: nada muda sozinho.";
    const BOX: &'static str = "Quem";
    const DOING: &'static str = "ver quem atende";
    const ENTER: (&'static str, &'static str) = ("horários", "Abre os horários de quem atende.");

    fn columns(&self) -> &'static [Column<Row>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Providers>] {
        KEYS
    }

    fn read(&self) -> Read<Row> {
        Box::new(|desk: &mut Desk| {
            let (supply, clashes) = (desk.supply()?, desk.turn_clashes()?);
            let today = desk.today();
            Ok(supply
                .providers
                .iter()
                .map(|it| {
                    let mine: Vec<&Turn> = supply
                        .turns
                        .iter()
                        .filter(|turn| turn.provider == it.id && turn.holds_from(today))
                        .collect();
                    let hit = |clash: &Clash| {
                        mine.iter()
                            .any(|it| it.id == clash.one || it.id == clash.other)
                    };
                    Row {
                        it: it.clone(),
                        turns: mine.len(),
                        collides: clashes.iter().any(hit),
                    }
                })
                .collect())
        })
    }

    fn open(_: &mut Providers, row: Row, cx: &mut Cx<'_>) {
        cx.push(Turns::of_provider(row.it.id, row.it.name));
    }
}

struct Editing {
    known: Option<Provider>,
    team: Vec<Staff>,
    position: i64,
}

type ProviderForm = Form<Editing>;

static PROVIDER: FormSpec<Editing> = FormSpec {
    help: "Alguém da equipe, ou um guichê em que cada dia senta uma pessoa: então dê um nome a \
           ele. Sem serviços, valem os do perfil da pessoa; um guichê precisa dizer os seus.",
    ..FormSpec::new(
        "",
        "Quem atende",
        &[Section::new(
            "quem",
            "",
            &[
                Field::lookup("equipe", "Da equipe", team).only(is_new),
                Field::text("nome", "ou guichê", 60).only(may_be_desk),
                Field::text("servicos", "Serviços", 120).hint("códigos; em branco, os do perfil"),
            ],
        )],
        save,
    )
};

fn is_new(form: &ProviderForm, _: Spot) -> bool {
    form.state.known.is_none()
}

fn may_be_desk(form: &ProviderForm, _: Spot) -> bool {
    match &form.state.known {
        Some(it) => it.staff.is_none(),
        None => form.raw("equipe").is_empty(),
    }
}

fn team(it: &Editing) -> Vec<LookupRow> {
    it.team
        .iter()
        .map(|it| LookupRow {
            value: it.id.to_string(),
            letter: None,
            text: format!("{}, {}", it.name, it.role.label()),
        })
        .collect()
}

fn save(form: &mut ProviderForm, cx: &mut Cx<'_>) {
    let services = words(&form.get("servicos"));
    let staff: Option<Id<Staff>> = match &form.state.known {
        Some(it) => it.staff,
        None => Id::parse(&form.get("equipe")),
    };
    if staff.is_none() && services.is_empty() {
        form.pin("servicos", "Diga os códigos do que este guichê atende.", cx);
        return;
    }
    let (known, name, position) = (
        form.state.known.clone(),
        form.get("nome"),
        form.state.position,
    );
    cx.write(
        "gravar quem atende",
        Topic::Unit,
        move |desk: &mut Desk| {
            let id = known.as_ref().map(|it| it.id);
            let it = Provider {
                id: id.unwrap_or_else(|| desk.new_id()),
                staff,
                name,
                role: None,
                services,
                active: known.is_none_or(|it| it.active),
                position,
            };
            desk.save_provider(&it)
        },
        |form: &mut ProviderForm, (), cx| {
            form.done();
            cx.say_undoable("Gravado. Enter na linha abre os horários.");
            cx.close();
        },
    );
}
