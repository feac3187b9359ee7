//! Who waits for a place is written down here: somebody who has a later one,
//! or none at all, and the days on which they can come.

use crate::app::{AgendaLine, Comer, NewWish};
use crate::domain::agenda::{Appointment, Service, weekdays};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section};
use crate::ui::{Cx, Desk, Topic};

/// Asks on which days somebody who has an appointment could come earlier.
pub fn earlier(it: &AgendaLine) -> Form<Earlier> {
    let (of, name) = (it.id, it.name.clone());
    Form::new(&EARLIER, Earlier { of, name })
}

/// Whose place is to be earlier.
pub struct Earlier {
    of: Id<Appointment>,
    name: String,
}

static EARLIER: FormSpec<Earlier> = FormSpec {
    help: "Põe quem está marcado na lista de espera por um horário mais cedo do mesmo serviço. O \
           horário que tem continua. Em branco, qualquer dia serve.",
    save_label: "pôr na lista",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Esperar por um horário mais cedo",
        &[Section::new(
            "espera",
            "",
            &[Field::text("dias", "Dias em que pode vir", 40)
                .hint("em branco: qualquer dia; ou seg a qua")],
        )],
        save_earlier,
    )
};

fn save_earlier(form: &mut Form<Earlier>, cx: &mut Cx<'_>) {
    let days = match weekdays(&form.get("dias")) {
        Ok(it) => it,
        Err(why) => return form.pin("dias", why, cx),
    };
    let (of, name) = (form.state.of, cx.look().name(&form.state.name).into_owned());
    cx.write(
        "pôr na lista de espera",
        Topic::Appointments,
        move |desk: &mut Desk| desk.ask_earlier(of, &days),
        move |form: &mut Form<Earlier>, (), cx| {
            form.done();
            cx.say_undoable(format!("{name} espera por um horário mais cedo."));
            cx.close();
        },
    );
}

/// What the form for somebody without an appointment remembers.
pub struct Waiting {
    who: Comer,
    services: Vec<Service>,
}

/// Asks what somebody without an appointment waits for.
pub fn wait_for(who: Comer, mut services: Vec<Service>) -> Form<Waiting> {
    services.retain(|it| it.active);
    Form::new(&WAIT, Waiting { who, services })
}

static WAIT: FormSpec<Waiting> = FormSpec {
    help: "Põe na lista de espera alguém que ainda não tem horário. Os dias em branco querem dizer \
           qualquer dia.",
    ..FormSpec::new(
        "agenda.espera",
        "Esperar por vaga",
        &[Section::new(
            "espera",
            "",
            &[
                Field::text("nome", "Nome", 70)
                    .required()
                    .only(|form, _| matches!(form.state.who, Comer::Said(_))),
                Field::lookup("servico", "Serviço", services).required(),
                Field::text("dias", "Dias em que pode vir", 40).hint("ex.: seg qua sex"),
                Field::text("telefone", "Telefone", 20).hint("para avisar quando abrir"),
            ],
        )],
        save,
    )
};

fn services(it: &Waiting) -> Vec<LookupRow> {
    let row = |it: &Service| LookupRow {
        value: it.id.to_string(),
        letter: it.letter.chars().next(),
        text: it.label.clone(),
    };
    it.services.iter().map(row).collect()
}

fn save(form: &mut Form<Waiting>, cx: &mut Cx<'_>) {
    let weekdays = match weekdays(&form.get("dias")) {
        Ok(it) => it,
        Err(why) => return form.pin("dias", why, cx),
    };
    let service = form.get("servico");
    let found = form
        .state
        .services
        .iter()
        .find(|it| it.id.to_string() == service);
    let Some(service): Option<Id<Service>> = found.map(|it| it.id) else {
        return form.pin("servico", "Escolha o serviço.", cx);
    };
    let who = match &form.state.who {
        Comer::Said(_) => Comer::Said(form.get("nome")),
        other => other.clone(),
    };
    let it = NewWish {
        who,
        service,
        weekdays,
        phone: form.get("telefone"),
    };
    cx.write(
        "pôr na lista de espera",
        Topic::Appointments,
        move |desk: &mut Desk| desk.wait_for_place(&it),
        |form: &mut Form<Waiting>, (), cx| {
            form.done();
            cx.say_undoable("Na lista de espera.");
            cx.close();
        },
    );
}
