//! Leaving a family and dying: the day, the reason, and who answers for those
//! who stay. The line of who left stays in the card, with day and reason.

use super::kin::{Asked, Kinships};
use crate::app::{Leaving, MemberLine};
use crate::domain::codes::{LeaveReason, Row};
use crate::domain::date::parse_typed;
use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Side, Spot};
use crate::ui::{Canvas, Cx, Desk, Tone, Topic};
use ratatui::layout::Rect;

/// Who goes, and who stays without a reference person.
pub struct Going {
    pub family: Id<Family>,
    pub person: Id<Person>,
    pub name: String,
    /// Empty unless somebody must be named in their place.
    pub others: Vec<MemberLine>,
}

type GoingForm = Form<Going>;

/// Reasons other than death, which is an act of its own.
const REASONS: &[Row] = &[
    reason(LeaveReason::Separation),
    reason(LeaveReason::Division),
    reason(LeaveReason::Moved),
    reason(LeaveReason::Mistake),
    reason(LeaveReason::Other),
];

const fn reason(it: LeaveReason) -> Row {
    Row {
        code: it.code(),
        key: Some(it.key()),
        label: it.label(),
    }
}

pub fn leave(going: Going) -> GoingForm {
    Form::new(&LEAVE, going)
}

pub fn death(going: Going) -> GoingForm {
    Form::new(&DEATH, going)
}

static LEAVE: FormSpec<Going> = FormSpec {
    help: "O motivo é uma letra; o dia em branco é hoje. Quem sai continua na ficha, riscado, com \
           o dia e o motivo.",
    enter_saves: true,
    side: Some(Side { rows: 2, draw: who }),
    ..FormSpec::new(
        "",
        "Saiu da família",
        &[Section::new(
            "saida",
            "",
            &[
                Field::choice("reason", "Motivo", REASONS).required(),
                Field::lookup("next", "Quem responde agora", others)
                    .required()
                    .only(must_follow),
                Field::date("day", "Desde quando").hint("em branco: hoje"),
            ],
        )],
        save_leave,
    )
};

static DEATH: FormSpec<Going> = FormSpec {
    help: "O dia em branco é hoje. O cadastro fica; a pessoa deixa de contar na família.",
    enter_saves: true,
    side: Some(Side { rows: 2, draw: who }),
    ..FormSpec::new(
        "",
        "Faleceu",
        &[Section::new(
            "obito",
            "",
            &[
                Field::lookup("next", "Quem responde agora", others)
                    .required()
                    .only(must_follow),
                Field::date("day", "Dia do óbito").hint("em branco: hoje"),
            ],
        )],
        save_death,
    )
};

fn others(it: &Going) -> Vec<LookupRow> {
    it.others
        .iter()
        .map(|it| LookupRow {
            value: it.person.to_string(),
            letter: None,
            text: it.name.clone(),
        })
        .collect()
}

fn must_follow(form: &GoingForm, _: Spot) -> bool {
    !form.state.others.is_empty()
}

fn who(form: &GoingForm, canvas: &mut Canvas<'_>, area: Rect) {
    let name = canvas.look.name(&form.state.name).into_owned();
    canvas.line(area, 0, &name, Tone::Strong);
    if !form.state.others.is_empty() {
        let text = "É quem responde pela família: diga quem fica no lugar.";
        canvas.line(area, 1, text, Tone::Dim);
    }
}

/// A household's line as the question about kinship starts from.
pub fn asked(it: &MemberLine) -> Asked {
    Asked {
        person: it.person,
        name: it.name.clone(),
        before: it.kinship,
        now: None,
    }
}

fn save_leave(form: &mut GoingForm, cx: &mut Cx<'_>) {
    let Some(reason) = LeaveReason::from_code(&form.get("reason")) else {
        return;
    };
    send(form, Some(reason), cx);
}

fn save_death(form: &mut GoingForm, cx: &mut Cx<'_>) {
    send(form, None, cx);
}

fn send(form: &GoingForm, reason: Option<LeaveReason>, cx: &mut Cx<'_>) {
    let today = cx.look().today();
    let day = parse_typed(&form.get("day"), today).unwrap_or(today);
    let next = Id::parse(&form.get("next"));
    let (family, person) = (form.state.family, form.state.person);
    let name = cx.look().name(&form.state.name).into_owned();
    cx.write(
        "anotar a saída",
        Topic::People,
        move |desk: &mut Desk| match reason {
            None => desk.record_death(person, day, next),
            Some(reason) => desk.leave_family(Leaving {
                person,
                family,
                reason,
                day,
                next,
            }),
        },
        move |form: &mut GoingForm, (), cx| {
            form.done();
            cx.say_undoable(match reason {
                None => format!("Óbito de {name} anotado."),
                Some(_) => format!("{name} saiu da família."),
            });
            match next.and_then(|next| ask_again(&form.state, next)) {
                Some(screen) => cx.replace(screen),
                None => cx.close(),
            }
        },
    );
}

/// With another reference person every kinship is another.
fn ask_again(going: &Going, next: Id<Person>) -> Option<Kinships> {
    let new = going.others.iter().find(|it| it.person == next)?;
    let rest: Vec<Asked> = going
        .others
        .iter()
        .filter(|it| it.person != next)
        .map(asked)
        .collect();
    if rest.is_empty() {
        return None;
    }
    Some(Kinships::of(
        going.family,
        next,
        &new.name,
        new.kinship,
        rest,
    ))
}
