//! A declaração de comparecimento from a visit: everything is filled in, and
//! Enter prints. What can be chosen is the person's own choice.

use crate::app::{DeclarationSheet, Issued, ToDeclare};
use crate::domain::agenda::Minute;
use crate::domain::codes::Row;
use crate::domain::declaration::{Declaration, DocumentOn};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Spot};
use crate::ui::{Binding, Cx, Desk, Look, PickRow, Screen, Topics};

pub type Declaring = Form<DeclarationSheet>;

pub fn declare(sheet: DeclarationSheet) -> Declaring {
    let left = sheet.left.to_string();
    Form::new(&DECLARE, sheet).with("saida", &left)
}

/// Those given out already, the newest first, and last one more.
pub fn choices(sheet: &DeclarationSheet, look: &Look) -> Vec<PickRow> {
    let again = sheet
        .given
        .iter()
        .rev()
        .enumerate()
        .map(|(at, it)| PickRow {
            letter: (at == 0).then_some('r'),
            text: format!(
                "Reimprimir a {}: {}, {} às {}",
                it.title(),
                look.name(&it.name),
                it.arrived,
                it.left
            ),
        });
    let other = PickRow {
        letter: Some('o'),
        text: "Outra declaração".to_owned(),
    };
    again.chain([other]).collect()
}

/// The one given out that the choice is; `None` for one more.
pub fn given(sheet: &DeclarationSheet, choice: usize) -> Option<Id<Declaration>> {
    sheet.given.iter().rev().nth(choice).map(|it| it.id)
}

/// The same paper with the same number, and back from where it was asked.
pub fn print_again<S: Screen>(id: Id<Declaration>, cx: &mut Cx<'_>) {
    cx.write(
        "imprimir de novo",
        Topics::NONE,
        move |desk: &mut Desk| desk.reprint_declaration(id),
        |_: &mut S, printed, cx| {
            cx.say(format!("A mesma declaração. {}", printed.text()));
            cx.close();
        },
    );
}

static DECLARE: FormSpec<DeclarationSheet> = FormSpec {
    help: "Diz que a pessoa esteve aqui e a que horas, nunca por quê. Enter imprime. O número e o \
           código de verificação ficam guardados; a mesma declaração outra vez sai com o mesmo \
           número.",
    save_label: "imprimir",
    keys: &[Binding::new(
        "enter",
        &[],
        "imprimir",
        "Grava e imprime a declaração.",
        save,
    )],
    ..FormSpec::new(
        "",
        "Declaração de comparecimento",
        &[Section::new(
            "declaracao",
            "",
            &[
                Field::lookup("quem", "De quem", people)
                    .required()
                    .default(|_| "0".to_string()),
                Field::choice("nome", "Nome", NAMES)
                    .default(|_| "social".to_string())
                    .only(has_civil),
                Field::choice("documento", "Documento", DOCUMENTS)
                    .default(|_| DocumentOn::Cpf.code().to_string()),
                Field::text("saida", "Saiu às", 5).required(),
            ],
        )],
        save,
    )
};

const NAMES: &[Row] = &[
    Row {
        code: "social",
        key: Some('s'),
        label: "nome social",
    },
    Row {
        code: "civil",
        key: Some('c'),
        label: "nome civil, do documento",
    },
];

const DOCUMENTS: &[Row] = &[
    Row {
        code: "cpf",
        key: Some('i'),
        label: "CPF inteiro",
    },
    Row {
        code: "oculto",
        key: Some('m'),
        label: "só o meio do CPF",
    },
    Row {
        code: "outro",
        key: Some('o'),
        label: "outro documento",
    },
    Row {
        code: "nenhum",
        key: Some('n'),
        label: "nenhum",
    },
];

fn people(it: &DeclarationSheet) -> Vec<LookupRow> {
    let rows = it.people.iter().enumerate();
    rows.map(|(at, it)| LookupRow {
        value: at.to_string(),
        letter: None,
        text: it.name.clone(),
    })
    .collect()
}

fn has_civil(form: &Declaring, _: Spot) -> bool {
    chosen(form).is_some_and(|it| it.has_civil)
}

fn chosen(form: &Declaring) -> Option<&crate::app::Declared> {
    let at: usize = form.get("quem").parse().ok()?;
    form.state.people.get(at)
}

fn save(form: &mut Declaring, cx: &mut Cx<'_>) {
    let Some(person) = chosen(form).map(|it| it.person) else {
        return form.pin("quem", "Diga de quem é a declaração.", cx);
    };
    let left = match Minute::parse(&form.get("saida")) {
        Ok(left) => left,
        Err(why) => return form.pin("saida", why, cx),
    };
    let what = ToDeclare {
        ticket: form.state.ticket,
        person,
        civil_name: form.get("nome") == "civil",
        document: DocumentOn::from_code(&form.get("documento")).unwrap_or(DocumentOn::None),
        left,
    };
    cx.write(
        "dar a declaração",
        Topics::NONE,
        move |desk: &mut Desk| desk.declare(&what),
        |form: &mut Declaring, issued: Issued, cx| {
            form.done();
            match &issued.printed {
                Ok(printed) => cx.say(format!(
                    "Declaração {}. {}",
                    issued.it.title(),
                    printed.text()
                )),
                Err(why) => cx.warn(format!("Declaração {} dada. {why}", issued.it.title())),
            }
            cx.close();
        },
    );
}
