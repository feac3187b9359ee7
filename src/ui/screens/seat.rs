//! Where this desk calls people to: asked once, remembered for this person on
//! this machine, said by the panel at each call.

use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Cx, Desk, Topics};

/// What the screen below gets back: the seat is known now.
pub struct Seated {
    /// It was asked on the way to calling somebody.
    pub calling: bool,
}

pub fn seat(calling: bool) -> Form<bool> {
    Form::new(&SEAT, calling)
}

static SEAT: FormSpec<bool> = FormSpec {
    help: "É o que o painel mostra a quem foi chamado. Fica guardado; muda-se com Ctrl+A na tela \
           da fila.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "De onde você chama?",
        &[Section::new(
            "guiche",
            "",
            &[Field::text("guiche", "Guichê, mesa ou sala", 20)
                .required()
                .hint("ex.: Guichê 1")],
        )],
        save,
    )
};

fn save(form: &mut Form<bool>, cx: &mut Cx<'_>) {
    let seat = form.get("guiche");
    cx.write(
        "guardar o guichê",
        Topics::NONE,
        move |desk: &mut Desk| desk.set_seat(&seat),
        |form: &mut Form<bool>, (), cx| {
            form.done();
            cx.close_with(Seated {
                calling: form.state,
            });
        },
    );
}
