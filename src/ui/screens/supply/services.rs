//! What people are booked for: how long it takes, what to bring, who gives it.

use super::words;
use crate::domain::access::Role;
use crate::domain::agenda::Service;
use crate::domain::id::Id;
use crate::domain::ticket::Demand;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section};
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::screens::demands::RMA;
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Services = Catalog<ServiceList>;

pub struct ServiceList;

impl Default for Services {
    fn default() -> Self {
        Self::of(
            ServiceList,
            "Nenhum serviço ainda. F2 põe o primeiro.",
            |a, b| a.id == b.id,
            |it| format!("{} {}", it.code, it.label),
        )
    }
}

fn tone(it: &Service) -> Tone {
    if it.active { Tone::Plain } else { Tone::Dim }
}

const COLUMNS: &[Column<Service>] = &[
    Column::new("Letra", 5, |it: &Service, _| {
        Cell::toned(it.letter.clone(), Tone::Key)
    })
    .drop(2),
    Column::new("Serviço", 20, |it: &Service, _| {
        Cell::toned(it.label.clone(), tone(it))
    })
    .grow(1),
    Column::new("Código", 8, |it: &Service, _| {
        Cell::toned(it.code.clone(), tone(it))
    })
    .drop(4),
    Column::new("Min", 3, |it: &Service, _| {
        Cell::toned(it.minutes.to_string(), tone(it))
    })
    .right(),
    Column::new("Lug", 3, |it: &Service, _| {
        Cell::toned(it.places.to_string(), tone(it))
    })
    .right()
    .drop(3),
    Column::new("RMA", 4, |it: &Service, _| {
        Cell::toned(it.rma.clone(), tone(it))
    })
    .drop(5),
    Column::new("Quem dá", 8, |it: &Service, _| {
        Cell::toned(roles(it), tone(it))
    })
    .drop(6),
    Column::new("", 4, |it: &Service, _| {
        Cell::toned(if it.active { "" } else { "fora" }, Tone::Dim)
    })
    .drop(1),
];

fn roles(it: &Service) -> String {
    let codes: Vec<&str> = it.given_by.iter().map(|it| it.code()).collect();
    codes.join(" ")
}

fn add(list: &mut Services, cx: &mut Cx<'_>) {
    let last = list.finder.list.items().iter().map(|it| it.position).max();
    let position = last.map_or(0, |it| it.saturating_add(1));
    cx.fetch(
        "começar um serviço",
        |desk: &mut Desk| Ok((desk.new_id(), desk.demands()?)),
        move |_: &mut Services, (id, demands), cx| {
            let service = Service {
                id,
                code: String::new(),
                letter: String::new(),
                label: String::new(),
                minutes: 30,
                places: 1,
                papers: Vec::new(),
                rma: String::new(),
                demand: None,
                given_by: vec![Role::Technician],
                active: true,
                position,
            };
            cx.push(form(service, demands));
        },
    );
}

fn turn(list: &mut Services, cx: &mut Cx<'_>) {
    let Some(it) = list.selected() else { return };
    let (label, active) = (it.label.clone(), !it.active);
    cx.write(
        "mudar a lista",
        Topic::Unit,
        move |desk: &mut Desk| desk.save_service(&Service { active, ..it }),
        move |_: &mut Services, (), cx| {
            let now = if active {
                "volta à lista"
            } else {
                "não é mais agendado; o que já está marcado fica"
            };
            cx.say_undoable(format!("{label}: {now}."));
        },
    );
}

pub static KEYS: &[Binding<Services>] = &[
    Binding::new("F2", &["ctrl+f"], "novo", "Acrescenta um serviço.", add),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "pôr/tirar",
        "Deixa de agendar o serviço, sem apagar o que já está marcado; de novo, volta.",
        turn,
    )
    .off(Services::none),
];

impl Kept for ServiceList {
    type Row = Service;

    const TITLE: &'static str = "Serviços da agenda";
    const HELP: &'static str = "Para que se marca hora. A letra escolhe o serviço ao agendar; os \
        documentos vão no papel da pessoa; «quem dá» são os perfis que atendem. Só se oferece o \
        serviço que alguém dá em seus horários. Enter abre a linha marcada.";
    const BOX: &'static str = "Serviço";
    const DOING: &'static str = "ver os serviços";

    fn columns(&self) -> &'static [Column<Service>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Services>] {
        KEYS
    }

    fn read(&self) -> Read<Service> {
        Box::new(|desk: &mut Desk| Ok(desk.supply()?.services))
    }

    fn open(_: &mut Services, it: Service, cx: &mut Cx<'_>) {
        cx.fetch(
            "abrir o serviço",
            |desk: &mut Desk| desk.demands(),
            move |_: &mut Services, demands, cx| cx.push(form(it, demands)),
        );
    }
}

struct Editing {
    service: Service,
    demands: Vec<Demand>,
}

fn form(service: Service, demands: Vec<Demand>) -> Form<Editing> {
    let it = service.clone();
    let demand = it.demand.map(|it| it.to_string()).unwrap_or_default();
    Form::new(&SERVICE, Editing { service, demands })
        .with("rotulo", &it.label)
        .with("codigo", &it.code)
        .with("letra", &it.letter)
        .with("minutos", &it.minutes.to_string())
        .with("lugares", &it.places.to_string())
        .with("quem", &roles(&it))
        .with("demanda", &demand)
        .with("rma", &it.rma)
        .with("documentos", &it.papers.join("; "))
}

static SERVICE: FormSpec<Editing> = FormSpec {
    help: "«Lugares» é quanta gente se atende junta num horário: 1 na mesa, mais numa roda de \
           conversa. «Quem dá» são perfis: cadunico, tecnico, recepcao, orientador, coordenacao.",
    ..FormSpec::new(
        "",
        "Serviço",
        &[Section::new(
            "servico",
            "",
            &[
                Field::text("rotulo", "Serviço", 60).required(),
                Field::text("codigo", "Código", 12)
                    .required()
                    .hint("ex.: CAD-ATU"),
                Field::text("letra", "Letra", 1).hint("escolhe ao agendar; pode ficar em branco"),
                Field::digits("minutos", "Minutos", 3).required(),
                Field::digits("lugares", "Lugares", 3).required(),
                Field::text("quem", "Quem dá", 60).hint("ex.: cadunico tecnico"),
                Field::lookup("demanda", "Demanda", demands).hint("do que se dá senha ao chegar"),
                Field::choice("rma", "Item do RMA", RMA),
                Field::text("documentos", "Documentos", 400).hint("separe com ponto e vírgula"),
            ],
        )],
        save,
    )
};

fn demands(it: &Editing) -> Vec<LookupRow> {
    let used = it.demands.iter().filter(|it| it.active && !it.reserved);
    used.map(|it| LookupRow {
        value: it.id.to_string(),
        letter: it.letter.chars().next(),
        text: it.label.clone(),
    })
    .collect()
}

fn save(form: &mut Form<Editing>, cx: &mut Cx<'_>) {
    let mut given_by = Vec::new();
    for word in words(&form.get("quem")) {
        match Role::from_code(&word.to_lowercase()) {
            Some(role) => given_by.push(role),
            None => {
                let why = format!("«{}» não é um perfil.", word.to_lowercase());
                form.pin("quem", &why, cx);
                return;
            }
        }
    }
    let number = |form: &Form<Editing>, name: &str| form.get(name).parse().unwrap_or(0);
    let papers = form.get("documentos");
    let it = Service {
        label: form.get("rotulo"),
        code: form.get("codigo"),
        letter: form.get("letra"),
        minutes: number(form, "minutos"),
        places: number(form, "lugares"),
        rma: form.get("rma"),
        demand: Id::parse(&form.get("demanda")),
        papers: papers.split(';').map(|it| it.trim().to_owned()).collect(),
        given_by,
        ..form.state.service.clone()
    };
    cx.write(
        "gravar o serviço",
        Topic::Unit,
        move |desk: &mut Desk| desk.save_service(&it),
        |form: &mut Form<Editing>, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
