//! How an answer about a seat is told, and the reason of whoever is given one
//! before those ahead of them.

use ratatui::layout::Rect;

use super::class_words::left_text;
use crate::app::ApplyAnswer;
use crate::domain::courses::{Application, Seat};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, Section, Side};
use crate::ui::{Canvas, Cx, Desk, Tone, Topic};

/// Who passes, into which class.
pub struct Passing {
    id: Id<Application>,
    name: String,
    course: String,
}

/// A seat that was given, in words; `None` when nothing was written because
/// others are ahead.
pub fn told(name: &str, course: &str, answer: &ApplyAnswer) -> Option<String> {
    match answer {
        ApplyAnswer::Seated { seat, left, id: _ } => {
            let whose = match seat {
                Seat::Own => "da unidade",
                Seat::Pool => "comum",
            };
            let left = match left {
                (0, 0) => "Era a última.".to_owned(),
                left => format!("Livres: {}.", left_text(*left)),
            };
            Some(format!("{name} tem vaga {whose} em «{course}». {left}"))
        }
        ApplyAnswer::Waiting { .. } | ApplyAnswer::Outside(_) | ApplyAnswer::AskIncome => None,
    }
}

/// Why somebody of the list is put before those ahead of them.
pub fn ahead_of_list(id: Id<Application>, name: String, course: String) -> Form<Passing> {
    Form::new(&AHEAD, Passing { id, name, course })
}

static AHEAD: FormSpec<Passing> = FormSpec {
    help: "A ordem da lista é a do edital: os grupos que ele põe primeiro, depois a inscrição. \
           Passar à frente pode ser justo; o motivo fica registrado e aparece na turma.",
    enter_saves: true,
    side: Some(Side { rows: 1, draw: who }),
    ..FormSpec::new(
        "",
        "Passar à frente",
        &[Section::new(
            "motivo",
            "",
            &[Field::text("motivo", "Motivo", 120)
                .required()
                .hint("ex.: encaminhamento do Conselho Tutelar")],
        )],
        save,
    )
};

fn who(form: &Form<Passing>, canvas: &mut Canvas<'_>, area: Rect) {
    let it = &form.state;
    let text = format!("{} em «{}»", canvas.look.name(&it.name), it.course);
    canvas.line(area, 0, &text, Tone::Strong);
}

fn save(form: &mut Form<Passing>, cx: &mut Cx<'_>) {
    let (id, reason) = (form.state.id, form.get("motivo"));
    let name = cx.look().name(&form.state.name).into_owned();
    let course = form.state.course.clone();
    cx.write(
        "dar a vaga",
        Topic::Courses,
        move |desk: &mut Desk| desk.accept_seat(id, &reason),
        move |form: &mut Form<Passing>, answer, cx| {
            form.done();
            if let Some(text) = told(&name, &course, &answer) {
                cx.say_undoable(text);
            }
            cx.close();
        },
    );
}
