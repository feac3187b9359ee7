//! A free place given to somebody on the phone, by name alone. Whoever has a
//! record is booked from it, where the household and its phones are known.

use crate::app::{Booking, BookingAnswer, Comer, SlotLine};
use crate::domain::time::day_title;
use crate::ui::form::{Field, Form, FormSpec, Section, Side};
use crate::ui::{Canvas, Cx, Desk, Tone, Topic, Topics};
use ratatui::layout::Rect;

/// Asks who takes the place.
pub fn take(slot: SlotLine) -> Form<SlotLine> {
    Form::new(&TAKE, slot)
}

static TAKE: FormSpec<SlotLine> = FormSpec {
    help: "Marca a vaga para quem ainda não tem cadastro, só com o nome. Quem tem cadastro se \
           agenda pela ficha ou pela fila, onde estão a família e os telefones.",
    side: Some(Side {
        rows: 2,
        draw: told,
    }),
    save_label: "marcar",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Marcar esta vaga",
        &[Section::new(
            "vaga",
            "",
            &[
                Field::text("nome", "Nome", 70).required(),
                Field::text("telefone", "Telefone", 20).hint("em branco: não tem"),
            ],
        )],
        save,
    )
};

fn told(form: &Form<SlotLine>, canvas: &mut Canvas<'_>, area: Rect) {
    let it = &form.state;
    let text = format!(
        "{} às {}, com {} {}",
        day_title(it.slot.day),
        it.slot.starts,
        it.provider,
        it.place
    );
    canvas.line(area, 0, text.trim_end(), Tone::Strong);
}

fn save(form: &mut Form<SlotLine>, cx: &mut Cx<'_>) {
    let slot = &form.state.slot;
    let it = Booking {
        who: Comer::Said(form.get("nome")),
        service: slot.service,
        provider: slot.provider,
        day: slot.day,
        starts: slot.starts,
        phone: form.get("telefone"),
        repeat: None,
    };
    cx.write(
        "marcar a vaga",
        Topics::of(Topic::Appointments).and(Topics::of(Topic::Line)),
        move |desk: &mut Desk| desk.book(&it),
        |form: &mut Form<SlotLine>, answer, cx| {
            form.done();
            match answer {
                BookingAnswer::Booked { all, .. } => {
                    let line = all.first().map_or(0, |it| it.line);
                    cx.say_undoable(format!("Marcado, linha {line}."));
                }
                BookingAnswer::Taken { .. } => {
                    cx.warn("Outra mesa acaba de ocupar esta vaga. Escolha outra.");
                }
            }
            cx.close();
        },
    );
}
