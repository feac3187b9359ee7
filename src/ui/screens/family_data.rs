//! What is known of a family as a whole, and the few words that help to
//! receive it well.

use crate::app::{Draft, FamilyCard, Veil};
use crate::domain::codes::{Gpte, Specificity};
use crate::domain::family::{Family, FamilyField};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, Section, Spot};
use crate::ui::{Cx, Desk, Screen, Topic};

pub const DRAFT: &str = "familia:";

pub struct FamilyData {
    family: Id<Family>,
    sees_place: bool,
    start: Vec<(FamilyField, String)>,
}

type DataForm = Form<FamilyData>;

pub fn form(card: &FamilyCard) -> DataForm {
    let yes_no = |it: bool| if it { "s" } else { "n" };
    let community = match &card.community {
        Veil::Open(it) => it.as_str(),
        Veil::Hidden => "",
    };
    let values = [
        (FamilyField::Note, card.note.as_str()),
        (FamilyField::Pbf, card.pbf.map_or("", yes_no)),
        (FamilyField::Homeless, yes_no(card.homeless)),
        (
            FamilyField::Specificity,
            card.specificity.map_or("", |it| it.code()),
        ),
        (FamilyField::Gpte, card.gpte.map_or("", |it| it.code())),
        (FamilyField::Community, community),
        (FamilyField::CodFamiliar, card.cod_familiar.as_str()),
    ];
    let state = FamilyData {
        family: card.id,
        sees_place: !card.community.is_hidden(),
        start: Vec::new(),
    };
    let mut form = Form::new(&SPEC, state).draft_as(format!("{DRAFT}{}", card.id));
    for (field, value) in values {
        form = form.with(field.name(), value);
    }
    // As the editors read it back.
    form.state.start = values
        .iter()
        .map(|(field, _)| (*field, form.get(field.name())))
        .collect();
    form
}

/// What the drafts screen opens.
pub fn restored<S: Screen>(family: Id<Family>, draft: Draft, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir a ficha",
        move |desk: &mut Desk| desk.family_card(family),
        move |_: &mut S, card: FamilyCard, cx| {
            let mut form = form(&card);
            form.restore(&draft.values);
            cx.push(form);
        },
    );
}

static SPEC: FormSpec<FamilyData> = FormSpec {
    help: "O recado é o que a recepção precisa saber para receber bem esta família («vem com \
           intérprete», «prefere de manhã»). Nunca o motivo nem o que foi conversado: isso é da \
           equipe técnica.",
    ..FormSpec::new(
        DRAFT,
        "Dados da família",
        &[Section::new(
            "familia",
            "",
            &[
                Field::notes("note", "Recado à recepção", 3, 300),
                Field::yes_no("pbf", "Recebe Bolsa Família"),
                Field::yes_no("homeless", "Em situação de rua"),
                Field::choice("specificity", "Especificidade", Specificity::ROWS),
                Field::choice("gpte", "Grupo (GPTE)", Gpte::ROWS),
                Field::text("community", "Comunidade", 80).only(sees_place),
                Field::digits("cod_familiar", "Código familiar", 11),
            ],
        )],
        save,
    )
};

fn sees_place(form: &DataForm, _: Spot) -> bool {
    form.state.sees_place
}

fn save(form: &mut DataForm, cx: &mut Cx<'_>) {
    let edits: Vec<(FamilyField, String)> = form
        .state
        .start
        .iter()
        .map(|(field, before)| (*field, form.get(field.name()), before))
        .filter(|(_, now, before)| now != *before)
        .map(|(field, now, _)| (field, now))
        .collect();
    if edits.is_empty() {
        form.done();
        cx.say("Nada mudou.");
        cx.close();
        return;
    }
    let family = form.state.family;
    cx.write(
        "gravar a família",
        Topic::People,
        move |desk: &mut Desk| desk.edit_family(family, &edits),
        |form: &mut DataForm, (), cx| {
            form.done();
            cx.say_undoable("Dados da família gravados.");
            cx.close();
        },
    );
}
