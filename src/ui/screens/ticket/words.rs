//! What a step of the ticket asks in one line of text: which paper is missing,
//! where the person was sent to.

use crate::app::TicketView;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ticket::Ticket;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Cx, Desk, Topic};

/// About which ticket.
type Asked = Id<Ticket>;

pub fn papers(ticket: Id<Ticket>) -> Form<Asked> {
    Form::new(&PAPERS, ticket)
}

pub fn place(ticket: Id<Ticket>) -> Form<Asked> {
    Form::new(&PLACE, ticket)
}

static PAPERS: FormSpec<Asked> = FormSpec {
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Falta documento",
        &[Section::new(
            "papeis",
            "",
            &[Field::text("documentos", "O que falta", 120)
                .required()
                .hint("ex.: certidão da criança; CPF")],
        )],
        save_papers,
    )
};

static PLACE: FormSpec<Asked> = FormSpec {
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Encaminhar para fora",
        &[Section::new(
            "destino",
            "",
            &[Field::text("destino", "Para onde", 120)
                .required()
                .hint("ex.: USF, INSS, Caixa")],
        )],
        save_place,
    )
};

fn save_papers(form: &mut Form<Asked>, cx: &mut Cx<'_>) {
    let (id, words) = (form.state, form.get("documentos"));
    write_words(cx, "anotar o documento", move |desk| {
        desk.miss_papers(id, &words)
    });
}

fn save_place(form: &mut Form<Asked>, cx: &mut Cx<'_>) {
    let (id, words) = (form.state, form.get("destino"));
    write_words(cx, "encaminhar", move |desk| desk.send_out(id, &words));
}

fn write_words(
    cx: &mut Cx<'_>,
    label: &'static str,
    work: impl FnOnce(&mut Desk) -> Outcome<TicketView> + Send + 'static,
) {
    cx.write(
        label,
        Topic::Line,
        work,
        |form: &mut Form<Asked>, ticket: TicketView, cx| {
            form.done();
            cx.say_undoable(format!("{}: {}.", ticket.code, ticket.state.label()));
            cx.close();
        },
    );
}
