//! Whether the unit gave out a declaration: somebody calls and reads the code
//! of the paper they were handed.

use ratatui::layout::Rect;

use crate::domain::date::show;
use crate::domain::declaration::Declaration;
use crate::ui::form::{Field, Form, FormSpec, Section, Side};
use crate::ui::{Canvas, Cx, Desk, Tone, Topics};

pub type Checking = Form<Option<Declaration>>;

pub fn check() -> Checking {
    Form::new(&CHECK, None)
}

static CHECK: FormSpec<Option<Declaration>> = FormSpec {
    help: "Quem recebeu a declaração lê o código que está nela. Confirme só o que a pessoa já tem \
           no papel; não diga mais nada. A consulta fica registrada.",
    save_label: "conferir",
    enter_saves: true,
    side: Some(Side {
        rows: 6,
        draw: answer,
    }),
    ..FormSpec::new(
        "",
        "Conferir declaração",
        &[Section::new(
            "declaracao",
            "",
            &[Field::text("codigo", "Código de verificação", 15)
                .required()
                .hint("ex.: ABCDE-FGH23")],
        )],
        save,
    )
};

fn save(form: &mut Checking, cx: &mut Cx<'_>) {
    let code = form.get("codigo");
    form.state = None;
    cx.write(
        "conferir a declaração",
        Topics::NONE,
        move |desk: &mut Desk| desk.check_declaration(&code),
        |form: &mut Checking, found, _| form.state = Some(found),
    );
}

fn answer(form: &Checking, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(it) = &form.state else {
        return;
    };
    let name = canvas.look.name(&it.name).into_owned();
    let rows = [
        format!("CONFERE: declaração nº {}.", it.title()),
        name,
        it.document.clone(),
        format!("{}, das {} às {}", show(it.day), it.arrived, it.left),
    ];
    let told = rows.iter().filter(|it| !it.is_empty());
    for (row, text) in (0..).zip(told) {
        let tone = if row == 0 { Tone::Strong } else { Tone::Plain };
        canvas.line(area, row, text, tone);
    }
}
