//! The first start: which unit this is, and who coordinates it. One form; all
//! the rest has a default that works and can be changed later.

use super::home::Home;
use crate::app::{SetUp, UnitData};
use crate::domain::codes::Uf;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Cx, Desk, Topics};

pub fn set_up() -> Form<()> {
    Form::new(&SET_UP, ())
}

static SET_UP: FormSpec<()> = FormSpec {
    help: "É a primeira vez que o programa abre neste arquivo. Diga qual é a unidade e quem a \
           coordena; o resto tem um padrão que funciona e se muda depois, no menu. Se já existe \
           uma cópia da unidade, saia com Ctrl+Q e use «acolhida restaurar».",
    save_label: "abrir a unidade",
    ..FormSpec::new(
        "",
        "Primeira vez aqui",
        &[
            Section::new(
                "unidade",
                "A unidade",
                &[
                    Field::text("unidade", "Nome da unidade", 80)
                        .required()
                        .hint("como está na placa, ex.: CRAS Jardim das Mangueiras"),
                    Field::text("municipio", "Município", 60).required(),
                    Field::choice("uf", "UF", Uf::ROWS).required(),
                    Field::digits("ddd", "DDD", 2).beside(),
                    Field::text("endereco", "Endereço", 120),
                    Field::text("cadsuas", "Nº no CadSUAS", 20),
                ],
            ),
            Section::new(
                "coordenacao",
                "Quem coordena",
                &[
                    Field::text("nome", "Nome", 80).required(),
                    Field::text("login", "Nome de entrada", 20)
                        .required()
                        .hint("curto, sem acento, ex.: rosa"),
                    Field::secret("senha", "Senha").required(),
                    Field::secret("de_novo", "Senha, outra vez").required(),
                ],
            ),
        ],
        save,
    )
};

fn save(form: &mut Form<()>, cx: &mut Cx<'_>) {
    let password = form.raw("senha");
    if password != form.raw("de_novo") {
        form.pin(
            "de_novo",
            "As duas senhas não são iguais. Digite de novo.",
            cx,
        );
        return;
    }
    let it = SetUp {
        unit: UnitData {
            name: form.get("unidade"),
            municipality: form.get("municipio"),
            uf: form.get("uf"),
            ddd: form.get("ddd"),
            address: form.get("endereco"),
            cadsuas: form.get("cadsuas"),
            ..UnitData::default()
        },
        login: form.get("login"),
        name: form.get("nome"),
        password,
    };
    cx.write(
        "abrir a unidade",
        Topics::ALL,
        move |desk: &mut Desk| {
            desk.set_up(&it)?;
            desk.log_in(&it.login, &it.password)
        },
        |form: &mut Form<()>, _, cx| {
            form.done();
            cx.say("Unidade aberta. Cadastre a equipe em F9, «Equipe».");
            cx.replace(Home::default());
        },
    );
}
