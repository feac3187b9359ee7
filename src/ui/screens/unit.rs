//! The unit's own data: what papers and reports name, whom people write to
//! about their data (LGPD, art. 41), which hour the clock shows.

use crate::app::UnitData;
use crate::domain::codes::{Row, Uf};
use crate::domain::unit::Unit;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Cx, Desk, Topics};

pub fn unit() -> Form<()> {
    Form::new(&UNIT, ())
}

/// Hours of Brazil, by minutes east of Greenwich.
const ZONES: &[Row] = &[
    zone("-180", 'b', "Brasília (−3)"),
    zone("-240", 'm', "Manaus, Cuiabá, Campo Grande (−4)"),
    zone("-300", 'a', "Acre e oeste do Amazonas (−5)"),
    zone("-120", 'n', "Fernando de Noronha (−2)"),
];

const fn zone(code: &'static str, key: char, label: &'static str) -> Row {
    Row {
        code,
        key: Some(key),
        label,
    }
}

static UNIT: FormSpec<()> = FormSpec {
    help: "O que aparece em papéis e relatórios. O encarregado de dados é a pessoa do município a \
           quem se escreve sobre dados pessoais; seu contato sai nos papéis e em «Sobre».",
    opened: Some(fill),
    ..FormSpec::new(
        "",
        "Dados da unidade",
        &[
            Section::new(
                "unidade",
                "",
                &[
                    Field::text("unidade", "Nome", 80)
                        .required()
                        .hint("como está na placa"),
                    Field::text("cadsuas", "Nº no CadSUAS", 20),
                    Field::text("endereco", "Endereço", 120),
                    Field::text("municipio", "Município", 60).required(),
                    Field::choice("uf", "UF", Uf::ROWS).required(),
                    Field::digits("ibge", "Código do IBGE", 7).beside(),
                    Field::text("distrito", "Distrito", 40)
                        .hint("como a cidade agrupa as unidades"),
                    Field::digits("ddd", "DDD", 2),
                    Field::text("telefone", "Telefone", 30).beside(),
                    Field::choice("fuso", "Hora oficial", ZONES).required(),
                ],
            ),
            Section::new(
                "encarregado",
                "Encarregado de dados (LGPD)",
                &[Field::text("encarregado", "Nome e contato", 120)
                    .hint("do município: nome, telefone ou e-mail")],
            ),
        ],
        save,
    )
};

fn fill(_: &mut Form<()>, cx: &mut Cx<'_>) {
    cx.fetch(
        "ver os dados da unidade",
        |desk: &mut Desk| Ok(desk.unit().cloned()),
        |form: &mut Form<()>, unit: Option<Unit>, _| {
            let Some(it) = unit else {
                return;
            };
            let zone = it.zone.minutes().to_string();
            for (name, value) in [
                ("unidade", &it.name),
                ("cadsuas", &it.cadsuas),
                ("endereco", &it.address),
                ("municipio", &it.municipality),
                ("uf", &it.uf),
                ("ibge", &it.ibge),
                ("distrito", &it.district),
                ("ddd", &it.ddd),
                ("telefone", &it.phone),
                ("encarregado", &it.data_officer),
                ("fuso", &zone),
            ] {
                form.set(name, value);
            }
            form.done();
        },
    );
}

fn save(form: &mut Form<()>, cx: &mut Cx<'_>) {
    let it = UnitData {
        name: form.get("unidade"),
        cadsuas: form.get("cadsuas"),
        address: form.get("endereco"),
        municipality: form.get("municipio"),
        uf: form.get("uf"),
        ibge: form.get("ibge"),
        district: form.get("distrito"),
        ddd: form.get("ddd"),
        phone: form.get("telefone"),
        data_officer: form.get("encarregado"),
        zone_minutes: form.get("fuso").parse().ok(),
    };
    cx.write(
        "gravar os dados da unidade",
        Topics::ALL,
        move |desk: &mut Desk| {
            desk.change_unit(&it)?;
            let who = desk.session().map(|it| it.name.clone()).unwrap_or_default();
            Ok((it.name, who, desk.zone()))
        },
        |form: &mut Form<()>, (name, who, zone), cx| {
            form.done();
            cx.set_header(name, crate::domain::name::short(&who));
            cx.set_zone(zone);
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
