//! What people come for: the unit's own list, in its own order, each with the
//! item of the monthly form (RMA) that it feeds.

use super::catalog::{Catalog, Kept, Read};
use crate::domain::codes::Row;
use crate::domain::ticket::Demand;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Demands = Catalog<DemandList>;

pub struct DemandList;

impl Default for Demands {
    fn default() -> Self {
        Self::of(
            DemandList,
            "Nenhuma demanda ainda. F2 põe a primeira.",
            |a, b| a.id == b.id,
            |it| format!("{} {}", it.code, it.label),
        )
    }
}

const COLUMNS: &[Column<Demand>] = &[
    Column::new("Letra", 5, |it: &Demand, _| {
        Cell::toned(it.letter.clone(), Tone::Key)
    })
    .drop(2),
    Column::new("Demanda", 20, |it: &Demand, _| {
        Cell::toned(it.label.clone(), tone(it))
    })
    .grow(1),
    Column::new("Código", 7, |it: &Demand, _| {
        Cell::toned(it.code.clone(), tone(it))
    })
    .drop(3),
    Column::new("Senha", 5, |it: &Demand, _| {
        Cell::toned(it.group.clone(), tone(it))
    })
    .drop(4),
    Column::new("RMA", 4, |it: &Demand, _| {
        Cell::toned(it.rma.clone(), tone(it))
    }),
    Column::new("", 9, |it: &Demand, _| match (it.active, it.reserved) {
        (false, _) => Cell::toned("fora", Tone::Dim),
        (true, true) => Cell::toned("reservado", Tone::Warn),
        (true, false) => Cell::from(""),
    })
    .drop(1),
];

fn tone(it: &Demand) -> Tone {
    if it.active { Tone::Plain } else { Tone::Dim }
}

impl Demands {
    fn add(&mut self, cx: &mut Cx<'_>) {
        let last = self.finder.list.items().iter().map(|it| it.position).max();
        let position = last.map_or(0, |it| it.saturating_add(1));
        cx.fetch(
            "começar uma demanda",
            |desk: &mut Desk| Ok(desk.new_demand_id()),
            move |_: &mut Self, id, cx| {
                let new = Demand {
                    id,
                    code: String::new(),
                    group: String::new(),
                    letter: String::new(),
                    label: String::new(),
                    rma: String::new(),
                    papers: Vec::new(),
                    reserved: false,
                    active: true,
                    position,
                };
                cx.push(form(new));
            },
        );
    }

    fn up(&mut self, cx: &mut Cx<'_>) {
        self.shift(true, cx);
    }

    fn down(&mut self, cx: &mut Cx<'_>) {
        self.shift(false, cx);
    }

    fn shift(&mut self, up: bool, cx: &mut Cx<'_>) {
        if let Some(id) = self.finder.list.selected().map(|it| it.id) {
            cx.write(
                "mudar a ordem",
                Topic::Unit,
                move |desk: &mut Desk| desk.move_demand(id, up),
                |_: &mut Self, (), _| {},
            );
        }
    }

    fn turn(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.finder.list.selected().cloned() {
            let label = it.label.clone();
            let changed = Demand {
                active: !it.active,
                ..it
            };
            let now = if changed.active {
                "volta à lista"
            } else {
                "sai da lista"
            };
            cx.write(
                "mudar a lista",
                Topic::Unit,
                move |desk: &mut Desk| desk.save_demand(&changed),
                move |_: &mut Self, (), cx| cx.say_undoable(format!("{label}: {now}.")),
            );
        }
    }
}

pub static KEYS: &[Binding<Demands>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "nova",
        "Acrescenta uma demanda à lista.",
        Demands::add,
    ),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "sobe",
        "Sobe a demanda marcada: a recepção a vê antes.",
        Demands::up,
    )
    .off(Demands::none),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "desce",
        "Desce a demanda marcada.",
        Demands::down,
    )
    .off(Demands::none),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "pôr/tirar",
        "Tira da lista sem apagar o que já foi contado; de novo, põe de volta.",
        Demands::turn,
    )
    .off(Demands::none),
];

impl Kept for DemandList {
    type Row = Demand;

    const TITLE: &'static str = "Demandas";
    const HELP: &'static str = "Por que as pessoas vêm. A letra escolhe a demanda na chegada; as \
        duas iniciais abrem o número da senha; o item do RMA diz onde o atendimento é contado no \
        mês. Enter abre a linha marcada.";
    const BOX: &'static str = "Demanda";
    const DOING: &'static str = "ver as demandas";

    fn columns(&self) -> &'static [Column<Demand>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Demands>] {
        KEYS
    }

    fn read(&self) -> Read<Demand> {
        Box::new(|desk: &mut Desk| desk.demands())
    }

    fn open(_: &mut Demands, it: Demand, cx: &mut Cx<'_>) {
        cx.push(form(it));
    }
}

fn form(it: Demand) -> Form<Demand> {
    let yes_no = |it: bool| if it { "s" } else { "n" };
    let (label, code, group, letter) = (
        it.label.clone(),
        it.code.clone(),
        it.group.clone(),
        it.letter.clone(),
    );
    let (rma, papers, reserved) = (it.rma.clone(), it.papers.join("; "), it.reserved);
    Form::new(&DEMAND, it)
        .with("rotulo", &label)
        .with("codigo", &code)
        .with("grupo", &group)
        .with("letra", &letter)
        .with("rma", &rma)
        .with("documentos", &papers)
        .with("reservada", yes_no(reserved))
}

/// Block C of the RMA's form 1, as the 2017 form words it (shortened).
pub(super) const RMA: &[Row] = &[
    item("C.1", '1', "C.1 atendimento particularizado"),
    item("C.2", '2', "C.2 inclusão no Cadastro Único"),
    item("C.3", '3', "C.3 atualização no Cadastro Único"),
    item("C.4", '4', "C.4 acesso ao BPC"),
    item("C.5", '5', "C.5 encaminhada ao CREAS"),
    item("C.6", '6', "C.6 visita domiciliar"),
    item("C.7", '7', "C.7 auxílio-natalidade"),
    item("C.8", '8', "C.8 auxílio-funeral"),
    item("C.9", '9', "C.9 outros benefícios eventuais"),
];

const fn item(code: &'static str, key: char, label: &'static str) -> Row {
    Row {
        code,
        key: Some(key),
        label,
    }
}

static DEMAND: FormSpec<Demand> = FormSpec {
    help: "«Reservada» manda direto à equipe técnica: a recepção vê só «assunto reservado» e a \
           senha não diz o motivo. Sem item do RMA, o atendimento só entra no total.",
    ..FormSpec::new(
        "",
        "Demanda",
        &[Section::new(
            "demanda",
            "",
            &[
                Field::text("rotulo", "Demanda", 60).required(),
                Field::text("codigo", "Código", 12)
                    .required()
                    .hint("ex.: CU-ATU"),
                Field::text("grupo", "Iniciais", 2)
                    .required()
                    .hint("abrem a senha: CU"),
                Field::text("letra", "Letra", 1).hint("escolhe na chegada; pode ficar em branco"),
                Field::choice("rma", "Item do RMA", RMA),
                Field::text("documentos", "Documentos", 200).hint("separe com ponto e vírgula"),
                Field::yes_no("reservada", "Reservada"),
            ],
        )],
        save,
    )
};

fn save(form: &mut Form<Demand>, cx: &mut Cx<'_>) {
    let it = Demand {
        label: form.get("rotulo"),
        code: form.get("codigo"),
        group: form.get("grupo"),
        letter: form.get("letra"),
        rma: form.get("rma"),
        papers: form
            .get("documentos")
            .split(';')
            .map(|it| it.trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect(),
        reserved: form.get("reservada") == "s",
        ..form.state.clone()
    };
    cx.write(
        "gravar a demanda",
        Topic::Unit,
        move |desk: &mut Desk| desk.save_demand(&it),
        |form: &mut Form<Demand>, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
