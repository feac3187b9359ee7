//! Leaving a group with a reason, and passing to another one. Both keep the
//! history; the screen below hears that a place is free.

use crate::app::RollName;
use crate::domain::codes::Row;
use crate::domain::date::parse_typed;
use crate::domain::groups::{Enrolment, Group, GroupLeave};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Side};
use crate::ui::{Canvas, Cx, Desk, Screen, Tone, Topic};
use ratatui::layout::Rect;

/// Somebody left: a place may be free.
pub struct Left;

pub struct Leaving {
    enrolment: Id<Enrolment>,
    name: String,
}

pub struct Moving {
    enrolment: Id<Enrolment>,
    name: String,
    /// Where they may go: name, hours and places.
    groups: Vec<(Id<Group>, String)>,
}

/// Reasons other than another group, which is a key of its own.
const REASONS: &[Row] = &[
    reason(GroupLeave::Reached),
    reason(GroupLeave::Age),
    reason(GroupLeave::Moved),
    reason(GroupLeave::Working),
    reason(GroupLeave::OwnWish),
    reason(GroupLeave::Absences),
    reason(GroupLeave::Died),
    reason(GroupLeave::Other),
];

const fn reason(it: GroupLeave) -> Row {
    Row {
        code: it.code(),
        key: Some(it.key()),
        label: it.label(),
    }
}

pub fn leave(enrolment: Id<Enrolment>, name: String) -> Form<Leaving> {
    Form::new(&LEAVE, Leaving { enrolment, name })
}

static LEAVE: FormSpec<Leaving> = FormSpec {
    help: "O motivo é uma letra. O dia é o último no grupo; em branco, hoje. As presenças que já \
           teve continuam contando.",
    enter_saves: true,
    side: Some(Side {
        rows: 1,
        draw: |form, canvas, area| who(&form.state.name, canvas, area),
    }),
    ..FormSpec::new(
        "",
        "Desligar do grupo",
        &[Section::new(
            "saida",
            "",
            &[
                Field::choice("motivo", "Motivo", REASONS).required(),
                Field::date("dia", "Último dia").hint("em branco: hoje"),
            ],
        )],
        save_leave,
    )
};

fn who(name: &str, canvas: &mut Canvas<'_>, area: Rect) {
    let name = canvas.look.name(name).into_owned();
    canvas.line(area, 0, &name, Tone::Strong);
}

fn save_leave(form: &mut Form<Leaving>, cx: &mut Cx<'_>) {
    let Some(reason) = GroupLeave::from_code(&form.get("motivo")) else {
        return;
    };
    let today = cx.look().today();
    let day = parse_typed(&form.get("dia"), today).unwrap_or(today);
    let (id, name) = (
        form.state.enrolment,
        cx.look().name(&form.state.name).into_owned(),
    );
    cx.write(
        "desligar do grupo",
        Topic::Groups,
        move |desk: &mut Desk| desk.leave_group(id, day, reason),
        move |form: &mut Form<Leaving>, (), cx| {
            form.done();
            cx.say_undoable(format!("{name} saiu do grupo: {}.", reason.label()));
            cx.close_with(Left);
        },
    );
}

/// Asks where somebody goes, from what is open to them.
pub fn transfer<S: Screen>(who: &RollName, from: Id<Group>, cx: &mut Cx<'_>) {
    let (enrolment, person, name) = (who.enrolment, who.person, who.name.clone());
    cx.fetch(
        "ver os grupos",
        move |desk: &mut Desk| desk.enrol_sheet(person),
        move |_: &mut S, sheet, cx| {
            let open = sheet.lines.into_iter();
            let open = open.filter(|it| it.group != from && it.places.open());
            let groups: Vec<_> = open
                .map(|it| {
                    let free = super::enrol::free_text(it.places.free());
                    (it.group, format!("{} ({}), {free}", it.name, it.hours))
                })
                .collect();
            if groups.is_empty() {
                return cx.warn("Nenhum outro grupo tem vaga agora.");
            }
            let moving = Moving {
                enrolment,
                name,
                groups,
            };
            cx.push(Form::new(&MOVE, moving));
        },
    );
}

static MOVE: FormSpec<Moving> = FormSpec {
    help: "Os grupos com vaga, os da idade primeiro. A pessoa sai deste na véspera e entra no outro \
           com o número que lá estiver livre.",
    enter_saves: true,
    side: Some(Side {
        rows: 1,
        draw: |form, canvas, area| who(&form.state.name, canvas, area),
    }),
    ..FormSpec::new(
        "",
        "Transferir de grupo",
        &[Section::new(
            "grupo",
            "",
            &[
                Field::lookup("grupo", "Para o grupo", groups).required(),
                Field::date("dia", "Desde").hint("em branco: hoje"),
            ],
        )],
        save_move,
    )
};

fn groups(it: &Moving) -> Vec<LookupRow> {
    let rows = it.groups.iter().map(|(id, text)| LookupRow {
        value: id.to_string(),
        letter: None,
        text: text.clone(),
    });
    rows.collect()
}

fn save_move(form: &mut Form<Moving>, cx: &mut Cx<'_>) {
    let Some(to) = Id::parse(&form.get("grupo")) else {
        return;
    };
    let today = cx.look().today();
    let day = parse_typed(&form.get("dia"), today).unwrap_or(today);
    let (id, name) = (
        form.state.enrolment,
        cx.look().name(&form.state.name).into_owned(),
    );
    cx.write(
        "transferir de grupo",
        Topic::Groups,
        move |desk: &mut Desk| desk.move_to_group(id, to, day),
        move |form: &mut Form<Moving>, number, cx| {
            form.done();
            cx.say_undoable(format!("{name} está no outro grupo, número {number}."));
            cx.close_with(Left);
        },
    );
}
