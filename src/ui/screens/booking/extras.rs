//! What may be said beside the place itself: another phone, a row that
//! repeats. Each is one key, and none is asked.

use crate::app::{PhoneChoice, Repeat};
use crate::domain::family::NewPhone;
use crate::domain::fault::Failure;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Cx, Desk};

/// The phone that was typed; `None` when there is none.
pub struct PhoneTyped(pub Option<PhoneChoice>);

pub fn phone_form() -> Form<()> {
    Form::new(&PHONE, ())
}

static PHONE: FormSpec<()> = FormSpec {
    help: "Vale só para este horário. Para guardar no cadastro da família, use a ficha.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Telefone para este horário",
        &[Section::new(
            "telefone",
            "",
            &[Field::text("telefone", "Telefone", 20).hint("em branco: não tem")],
        )],
        save_phone,
    )
};

fn save_phone(form: &mut Form<()>, cx: &mut Cx<'_>) {
    let typed = form.get("telefone");
    if typed.is_empty() {
        form.done();
        return cx.close_with(PhoneTyped(None));
    }
    cx.fetch(
        "conferir o telefone",
        move |desk: &mut Desk| {
            let ddd = desk.unit().map(|it| it.ddd.clone()).unwrap_or_default();
            let digits = match NewPhone::new(&typed).tidied(&ddd) {
                Ok(it) => it.digits,
                Err(Failure::Refused(it)) => {
                    return crate::domain::fault::refused_at("telefone", it.text);
                }
                Err(other) => return Err(other),
            };
            let text = crate::domain::ids::mask_phone(&digits);
            Ok(PhoneChoice { digits, text })
        },
        |form: &mut Form<()>, phone, cx| {
            form.done();
            cx.close_with(PhoneTyped(Some(phone)));
        },
    );
}

/// The row that was said; `None` for one time only.
pub struct RowTyped(pub Option<Repeat>);

pub fn row_form() -> Form<()> {
    Form::new(&ROW, ())
}

static ROW: FormSpec<()> = FormSpec {
    help: "O mesmo dia da semana e a mesma hora. Nos dias sem vaga ou fechados não se agenda, e o \
           programa diz quais foram.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Repetir",
        &[Section::new(
            "repete",
            "",
            &[
                Field::text("vezes", "Vezes ao todo", 2).hint("em branco: uma só"),
                Field::text("semanas", "A cada", 1).hint("quantas semanas; em branco: toda semana"),
            ],
        )],
        save_row,
    )
};

fn save_row(form: &mut Form<()>, cx: &mut Cx<'_>) {
    let number = |name: &str| match form.get(name).as_str() {
        "" => 1,
        typed => typed.parse::<u32>().unwrap_or(0),
    };
    let it = Repeat {
        weeks: number("semanas"),
        times: number("vezes"),
    };
    if !(1..=26).contains(&it.times) {
        return form.pin("vezes", "Diga de 1 a 26 vezes.", cx);
    }
    if !(1..=8).contains(&it.weeks) {
        return form.pin("semanas", "Diga de 1 a 8 semanas.", cx);
    }
    form.done();
    cx.close_with(RowTyped((it.times > 1).then_some(it)));
}
