//! Correcting what was taken down at arrival.

use crate::app::Veil;
use crate::domain::id::Id;
use crate::domain::priority::{Class, Grounds};
use crate::domain::ticket::{Demand, Ticket};
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section};
use crate::ui::screens::arrival::{KEPT, demand_rows, priority_rows};
use crate::ui::{Binding, Cx, Desk, Topic};

pub struct Correcting {
    ticket: Id<Ticket>,
    demands: Vec<Demand>,
    /// What stays when nothing else is chosen, where it is not told.
    kept: Option<Class>,
}

const FIELDS: [&str; 3] = ["demanda", "demanda2", "demanda3"];

pub fn correct(
    ticket: Id<Ticket>,
    demands: Vec<Demand>,
    chosen: &[Id<Demand>],
    class: Class,
    grounds: &Veil<Grounds>,
) -> Form<Correcting> {
    let kept = grounds.is_hidden().then_some(class);
    let state = Correcting {
        ticket,
        demands,
        kept,
    };
    let mut form = Form::new(&CORRECT, state);
    for (name, id) in FIELDS.into_iter().zip(chosen) {
        form = form.with(name, &id.to_string());
    }
    form.with("prioridade", grounds.open().map_or(KEPT, |it| it.code()))
}

static CORRECT: FormSpec<Correcting> = FormSpec {
    help: "Corrige o que foi anotado na chegada. O número da senha não muda: está no papel de \
           quem espera.",
    keys: &[Binding::new(
        "enter",
        &[],
        "gravar",
        "Grava a correção.",
        save,
    )],
    ..FormSpec::new(
        "",
        "Corrigir a senha",
        &[Section::new(
            "senha",
            "",
            &[
                Field::lookup("demanda", "Demanda", rows).required(),
                Field::lookup("demanda2", "e também", rows),
                Field::lookup("demanda3", "e também", rows),
                Field::lookup("prioridade", "Prioridade", priorities).required(),
            ],
        )],
        save,
    )
};

fn rows(it: &Correcting) -> Vec<LookupRow> {
    demand_rows(&it.demands)
}

fn priorities(it: &Correcting) -> Vec<LookupRow> {
    priority_rows(it.kept, "como anotado")
}

fn save(form: &mut Form<Correcting>, cx: &mut Cx<'_>) {
    let id = form.state.ticket;
    let demands: Vec<Id<Demand>> = FIELDS
        .into_iter()
        .filter_map(|name| Id::parse(&form.get(name)))
        .collect();
    // What was not told is not chosen anew: it stays.
    let grounds = Grounds::from_code(&form.get("prioridade"));
    cx.write(
        "corrigir a senha",
        Topic::Line,
        move |desk: &mut Desk| desk.correct_ticket(id, &demands, grounds),
        |form: &mut Form<Correcting>, (), cx| {
            form.done();
            cx.say_undoable("Senha corrigida.");
            cx.close();
        },
    );
}
