//! What an enrolment asks in words, and how its answer is told: the reason of
//! whoever passes those who wait, the phone for the waiting list.

use crate::app::{EnrolAnswer, NewEnrolment, Way};
use crate::domain::groups::Waiting;
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, Section, Side};
use crate::ui::{Canvas, Cx, Desk, Tone, Topic};
use ratatui::layout::Rect;

/// A place was given; the screen below is done.
pub struct Entered;

/// The phone that was typed, for the waiting list.
pub struct PhoneSaid(pub String);

/// Who passes, into which place.
pub struct Passing {
    what: Pass,
    name: String,
    group: String,
}

#[derive(Clone)]
enum Pass {
    New(NewEnrolment),
    FromList(Id<Waiting>),
}

/// The answer of an enrolment; the error is how many wait for the place, when
/// nothing was written.
pub fn told(name: &str, group: &str, answer: &EnrolAnswer) -> Result<String, u32> {
    match answer {
        EnrolAnswer::Enrolled { number, places } => {
            let left = match places.free() {
                0 => "Era a última vaga.".to_owned(),
                1 => "Resta 1 vaga.".to_owned(),
                many => format!("Restam {many} vagas."),
            };
            Ok(format!("{name} está em «{group}», número {number}. {left}"))
        }
        EnrolAnswer::Waiting { position, places } => Ok(format!(
            "{name} espera por «{group}»: {position}ª de {}.",
            places.waiting
        )),
        EnrolAnswer::Behind { waiting } => Err(*waiting),
    }
}

/// Why somebody new gets a place before those who wait.
pub fn ahead(new: NewEnrolment, name: String, group: String) -> Form<Passing> {
    let what = Pass::New(new);
    Form::new(&AHEAD, Passing { what, name, group })
}

/// Why somebody of the list is put before those ahead of them.
pub fn ahead_of_list(id: Id<Waiting>, name: String, group: String) -> Form<Passing> {
    let what = Pass::FromList(id);
    Form::new(&AHEAD, Passing { what, name, group })
}

static AHEAD: FormSpec<Passing> = FormSpec {
    help: "A ordem da lista é de quem é prioritário e pediu antes. Passar à frente pode ser justo; \
           o motivo fica registrado.",
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
        save_ahead,
    )
};

fn who(form: &Form<Passing>, canvas: &mut Canvas<'_>, area: Rect) {
    let it = &form.state;
    let text = format!("{} em «{}»", canvas.look.name(&it.name), it.group);
    canvas.line(area, 0, &text, Tone::Strong);
}

fn save_ahead(form: &mut Form<Passing>, cx: &mut Cx<'_>) {
    let (reason, what) = (form.get("motivo"), form.state.what.clone());
    let name = cx.look().name(&form.state.name).into_owned();
    let group = form.state.group.clone();
    cx.write(
        "inscrever no grupo",
        Topic::Groups,
        move |desk: &mut Desk| match what {
            Pass::New(new) => desk.enrol(&NewEnrolment {
                way: Way::Ahead(reason),
                ..new
            }),
            Pass::FromList(id) => desk.accept_place(id, desk.today(), &reason),
        },
        move |form: &mut Form<Passing>, answer, cx| {
            form.done();
            if let Ok(text) = told(&name, &group, &answer) {
                cx.say_undoable(text);
            }
            cx.close_with(Entered);
        },
    );
}

/// Where to call, if it comes to waiting.
pub fn phone(now: &str) -> Form<()> {
    Form::new(&PHONE, ()).with("telefone", now)
}

static PHONE: FormSpec<()> = FormSpec {
    help: "Vale só para a lista de espera deste grupo. Para guardar no cadastro da família, use a \
           ficha.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Telefone para a lista de espera",
        &[Section::new(
            "telefone",
            "",
            &[Field::text("telefone", "Telefone", 20).hint("em branco: o da família")],
        )],
        save_phone,
    )
};

fn save_phone(form: &mut Form<()>, cx: &mut Cx<'_>) {
    let typed = form.get("telefone");
    form.done();
    cx.close_with(PhoneSaid(typed));
}
