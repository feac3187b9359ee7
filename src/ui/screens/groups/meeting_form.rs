//! The entry screens of a meeting: what is worked on in it, where it goes
//! instead, why it does not happen, and one more beside the weekly hours.

use std::any::Any;

use chrono::NaiveDate;

use crate::app::{MeetingEdit, MeetingMove, MeetingView};
use crate::domain::agenda::Minute;
use crate::domain::date::show;
use crate::domain::groups::{Band, Group, GroupKind, MeetingKey};
use crate::domain::id::Id;
use crate::domain::time::day_title;
use crate::ui::form::{Field, Form, FormSpec, Section, Side};
use crate::ui::screens::activities::{Activities, ChosenActivity};
use crate::ui::{Binding, Canvas, Cx, Desk, Screen, Tone, Topic};
use ratatui::layout::Rect;

/// What a form of one meeting remembers.
pub struct Of {
    key: MeetingKey,
    kind: GroupKind,
    title: String,
    band: Option<Band>,
    /// Code and title of the activity chosen.
    activity: (String, String),
}

type MeetingForm = Form<Of>;

impl Of {
    fn new(it: &MeetingView) -> Self {
        Self {
            key: it.key,
            kind: it.kind,
            title: format!(
                "{}, {} {}–{}",
                it.group,
                day_title(it.day),
                it.starts,
                it.ends
            ),
            band: None,
            activity: (it.activity.clone(), it.activity_title.clone()),
        }
    }
}

/// Theme, activity, materials, report.
pub fn edit(it: &MeetingView, cx: &mut Cx<'_>) {
    let heads = it.heads.map(|it| it.to_string()).unwrap_or_default();
    cx.push(
        Form::new(&EDIT, Of::new(it))
            .with("tema", &it.theme)
            .with("atividade", &it.activity_title)
            .with("materiais", &it.materials)
            .with("relato", &it.report)
            .with("pessoas", &heads),
    );
}

/// Another day or hour.
pub fn shift(it: &MeetingView, cx: &mut Cx<'_>) {
    cx.push(
        Form::new(&SHIFT, Of::new(it))
            .with("dia", &show(it.day))
            .with("inicio", &it.starts.to_string())
            .with("fim", &it.ends.to_string()),
    );
}

pub fn cancel(it: &MeetingView, cx: &mut Cx<'_>) {
    cx.push(Form::new(&CANCEL, Of::new(it)));
}

/// One more, beside the weekly hours.
pub fn add(group: Id<Group>, cx: &mut Cx<'_>) {
    let today = cx.look().today();
    cx.push(Form::new(&ADD, group).with("dia", &show(today)));
}

const SIDE: Side<Of> = Side {
    rows: 1,
    draw: told,
};

fn told(form: &MeetingForm, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.line(area, 0, &form.state.title, Tone::Strong);
}

static EDIT: FormSpec<Of> = FormSpec {
    help: "O que o grupo faz ou fez neste encontro. F6 escolhe uma atividade dos cadernos. No \
           relato, conte o encontro, e não a vida das pessoas: quem trabalha no grupo lê.",
    side: Some(SIDE),
    keys: EDIT_KEYS,
    opened: Some(ask_band),
    returned: Some(chosen),
    ..FormSpec::new(
        "",
        "Encontro",
        &[Section::new(
            "encontro",
            "",
            &[
                Field::text("tema", "Tema", 120),
                Field::text("atividade", "Atividade", 120).hint("F6 escolhe nos cadernos"),
                Field::notes("materiais", "Materiais", 2, 300),
                Field::notes("relato", "Relato", 5, 2_000),
                Field::digits("pessoas", "Pessoas contadas", 4)
                    .hint("sem nome na lista")
                    .only(|form, _| form.state.kind == GroupKind::OneOff),
            ],
        )],
        save_edit,
    )
};

pub static EDIT_KEYS: &[Binding<MeetingForm>] = &[
    Binding::new(
        "F6",
        &["ctrl+x"],
        "cadernos",
        "Escolhe a atividade nos cadernos.",
        choose,
    ),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "ler",
        "Abre a atividade escolhida, para ler ou imprimir.",
        read,
    )
    .off(|it| {
        (it.state.activity.0.is_empty()).then_some("Nenhuma atividade dos cadernos foi escolhida.")
    }),
];

/// The shelf shows first what is for the group's age.
fn ask_band(form: &mut MeetingForm, cx: &mut Cx<'_>) {
    let group = form.state.key.group;
    cx.ask(
        "ver o grupo",
        move |desk: &mut Desk| Ok(desk.group_card(group)?.line.group.band),
        |form: &mut MeetingForm, band, _| form.state.band = band,
    );
}

fn choose(form: &mut MeetingForm, cx: &mut Cx<'_>) {
    cx.push(Activities::choosing(form.state.band));
}

fn read(form: &mut MeetingForm, cx: &mut Cx<'_>) {
    let code = form.state.activity.0.clone();
    cx.fetch(
        "abrir a atividade",
        move |desk: &mut Desk| desk.activity(&code),
        |_: &mut MeetingForm, it, cx| {
            cx.push(crate::ui::screens::activities::One::new(it, false));
        },
    );
}

fn chosen(form: &mut MeetingForm, answer: Box<dyn Any>, _: &mut Cx<'_>) {
    if let Ok(it) = answer.downcast::<ChosenActivity>() {
        form.set("atividade", &it.0.title);
        if form.get("materiais").is_empty() {
            form.set("materiais", &it.0.materials);
        }
        form.state.activity = (it.0.code.clone(), it.0.title.clone());
        form.focus_on("materiais");
    }
}

fn save_edit(form: &mut MeetingForm, cx: &mut Cx<'_>) {
    let (key, title) = (form.state.key, form.get("atividade"));
    // Written over by hand, it is no longer the one of the books.
    let (code, of_books) = &form.state.activity;
    let activity = if *of_books == title {
        code.clone()
    } else {
        String::new()
    };
    let it = MeetingEdit {
        theme: form.get("tema"),
        activity,
        activity_title: title,
        materials: form.get("materiais"),
        report: form.get("relato"),
        heads: form.get("pessoas").parse().ok(),
    };
    write(
        form,
        "gravar o encontro",
        "Encontro gravado.",
        cx,
        move |desk| desk.edit_meeting(key, &it),
    );
}

static SHIFT: FormSpec<Of> = FormSpec {
    help: "O encontro continua o mesmo, em outro dia ou hora; a lista diz de onde veio e por quê. \
           Um encontro cancelado volta a valer.",
    side: Some(SIDE),
    ..FormSpec::new(
        "",
        "Mudar encontro",
        &[Section::new(
            "mudanca",
            "",
            &[
                Field::date("dia", "Dia").required(),
                Field::text("inicio", "Das", 5).required(),
                Field::text("fim", "Às", 5).required().beside(),
                Field::text("motivo", "Motivo", 120).required(),
            ],
        )],
        save_shift,
    )
};

fn save_shift(form: &mut MeetingForm, cx: &mut Cx<'_>) {
    let Some((day, starts, ends)) = when(form, cx) else {
        return;
    };
    let (key, reason) = (form.state.key, form.get("motivo"));
    let it = MeetingMove {
        day,
        starts,
        ends,
        reason,
    };
    write(
        form,
        "mudar o encontro",
        "Encontro mudado.",
        cx,
        move |desk| desk.move_meeting(key, &it),
    );
}

static CANCEL: FormSpec<Of> = FormSpec {
    help: "O encontro fica na lista como cancelado, com o motivo, e não conta falta de ninguém.",
    side: Some(SIDE),
    enter_saves: true,
    save_label: "cancelar o encontro",
    ..FormSpec::new(
        "",
        "Cancelar encontro",
        &[Section::new(
            "cancelar",
            "",
            &[Field::text("motivo", "Motivo", 120)
                .required()
                .hint("ex.: falta de água, capacitação da equipe")],
        )],
        save_cancel,
    )
};

fn save_cancel(form: &mut MeetingForm, cx: &mut Cx<'_>) {
    let (key, reason) = (form.state.key, form.get("motivo"));
    write(
        form,
        "cancelar o encontro",
        "Encontro cancelado.",
        cx,
        move |desk| desk.cancel_meeting(key, &reason),
    );
}

static ADD: FormSpec<Id<Group>> = FormSpec {
    help: "Um encontro fora das horas da semana: passeio, reposição, a palestra de uma atividade \
           avulsa. Pode ser de um dia que já passou.",
    ..FormSpec::new(
        "",
        "Encontro extra",
        &[Section::new(
            "extra",
            "",
            &[
                Field::date("dia", "Dia").required(),
                Field::text("inicio", "Das", 5).required(),
                Field::text("fim", "Às", 5).required().beside(),
            ],
        )],
        save_add,
    )
};

fn save_add(form: &mut Form<Id<Group>>, cx: &mut Cx<'_>) {
    let Some((day, starts, ends)) = when(form, cx) else {
        return;
    };
    let group = form.state;
    write(
        form,
        "marcar o encontro",
        "Encontro marcado.",
        cx,
        move |desk| desk.add_meeting(group, day, starts, ends).map(drop),
    );
}

/// Day and hours of the form; what is wrong is told at its field.
fn when<S>(form: &mut Form<S>, cx: &mut Cx<'_>) -> Option<(NaiveDate, Minute, Minute)> {
    let Some(day) = form.date("dia") else {
        form.pin("dia", "Escreva o dia: 24/11/2026.", cx);
        return None;
    };
    let mut hour = |name: &str| match Minute::parse(&form.get(name)) {
        Ok(it) => Some(it),
        Err(why) => {
            form.pin(name, why, cx);
            None
        }
    };
    Some((day, hour("inicio")?, hour("fim")?))
}

fn write<S: 'static>(
    _: &Form<S>,
    label: &'static str,
    said: &'static str,
    cx: &mut Cx<'_>,
    work: impl FnOnce(&mut Desk) -> crate::domain::fault::Outcome<()> + Send + 'static,
) where
    Form<S>: Screen,
{
    cx.write(
        label,
        Topic::Groups,
        work,
        move |form: &mut Form<S>, (), cx| {
            form.done();
            cx.say_undoable(said);
            cx.close();
        },
    );
}
