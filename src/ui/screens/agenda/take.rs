//! A free place given to somebody on the phone, by name alone. Whoever has a
//! record is booked from it, where the household and its phones are known.

use crate::app::{Booking, BookingAnswer, Comer, Place, SlotLine, Where};
use crate::domain::agenda::Service;
use crate::domain::time::day_title;
use crate::ui::form::{Field, Form, FormSpec, Section, Side};
use crate::ui::{Canvas, Cx, Desk, PickRow, Screen, Tone, Topic, Topics};
use ratatui::layout::Rect;

/// Asks who takes the place.
pub fn take(slot: SlotLine) -> Form<SlotLine> {
    Form::new(&TAKE, slot)
}

/// Asks for which service, among those given there then, and then who takes
/// the place. `S` is the screen that asks.
pub fn take_for<S: Screen>(place: Place, cx: &mut Cx<'_>) {
    cx.fetch(
        "ler os serviços",
        move |desk: &mut Desk| {
            let supply = desk.supply()?;
            let given = |service: &Service| {
                let provider = supply.provider(place.provider);
                let mut turns = supply.turns.iter().filter(|it| it.is_on(place.day));
                provider.is_some_and(|who| {
                    turns.any(|it| it.provider == who.id && it.takes(service, who))
                })
            };
            let all = supply.services.iter();
            let all = all.filter(|it| it.active && given(it)).cloned();
            Ok(all.collect::<Vec<Service>>())
        },
        move |_: &mut S, all: Vec<Service>, cx| {
            let rows = all.iter().map(|it| PickRow {
                letter: it.letter.chars().next(),
                text: it.label.clone(),
            });
            let rows = rows.collect();
            cx.pick(
                "Marcar para que serviço?",
                rows,
                move |_: &mut S, n, cx| {
                    if let Some(service) = all.get(n).map(|it| it.id) {
                        take_first::<S>(Place { service, ..place }, cx);
                    }
                },
            );
        },
    );
}

/// The place itself, or the next one of that day where it is too short.
fn take_first<S: Screen>(place: Place, cx: &mut Cx<'_>) {
    let asked = Where {
        service: place.service,
        provider: Some(place.provider),
        from: Some((place.day, place.starts)),
        only_day: true,
    };
    cx.fetch(
        "procurar vaga",
        move |desk: &mut Desk| desk.free_slots(asked, None, 1),
        move |_: &mut S, found, cx| match found.into_iter().next() {
            Some(slot) => {
                if slot.slot.starts != place.starts {
                    let (wanted, next) = (place.starts, slot.slot.starts);
                    cx.warn(format!(
                        "Às {wanted} não cabe. A vaga seguinte é às {next}."
                    ));
                }
                cx.push(take(slot));
            }
            None => cx.warn("Este serviço não cabe mais neste dia. Escolha outra vaga."),
        },
    );
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
