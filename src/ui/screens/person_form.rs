//! Correcting one person. Only what changed is sent, so two desks correcting
//! different fields never write over each other, and who may not see a field
//! never sends it back empty.

use super::person_fields::{self, DISABILITY_HINT, KIN, MISSING_HINT, as_stored, as_typed};
use crate::app::{Draft, PersonCard};
use crate::domain::codes::{Kinship, Occupation, Race, Schooling, Sex};
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ids::{mask_cpf, mask_nis};
use crate::domain::person::{Person, PersonField};
use crate::ui::form::{Field, Form, FormSpec, Section, Side, Spot};
use crate::ui::widgets::masked::{CPF, NIS};
use crate::ui::{Canvas, Cx, Desk, Screen, Tone, Topic};
use ratatui::layout::Rect;

/// Drafts are named after this and the person.
pub const DRAFT: &str = "pessoa:";

/// The person as the desk holds them, to tell what was changed.
pub struct Editing {
    card: PersonCard,
    family: Option<(Id<Family>, Kinship)>,
    start: Vec<(PersonField, String)>,
}

type PersonForm = Form<Editing>;

/// Opens the form over a screen.
pub fn open<S: Screen>(person: Id<Person>, family: Option<(Id<Family>, Kinship)>, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir os dados da pessoa",
        move |desk: &mut Desk| desk.person_card(person),
        move |_: &mut S, card, cx| cx.push(form(card, family)),
    );
}

/// What the drafts screen opens.
pub fn restored<S: Screen>(person: Id<Person>, draft: Draft, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir os dados da pessoa",
        move |desk: &mut Desk| {
            let card = desk.person_card(person)?;
            let lines = card.families.iter().find(|it| it.3);
            let family = lines.map(|it| (it.0, it.2));
            Ok((card, family))
        },
        move |_: &mut S, (card, family), cx| {
            let mut form = form(card, family);
            form.restore(&draft.values);
            cx.push(form);
        },
    );
}

fn form(card: PersonCard, family: Option<(Id<Family>, Kinship)>) -> PersonForm {
    let numbers = |field| matches!(field, PersonField::Cpf | PersonField::Nis);
    let start: Vec<(PersonField, String)> = PersonField::ALL
        .iter()
        .map(|&field| {
            let masked = card.numbers_masked && numbers(field);
            let stored = card.facts.get(field);
            let shown = if masked {
                String::new()
            } else {
                as_typed(field, &stored)
            };
            (field, shown)
        })
        .collect();
    let draft = format!("{DRAFT}{}", card.id);
    let mut form = Form::new(
        &SPEC,
        Editing {
            card,
            family,
            start: start.clone(),
        },
    )
    .draft_as(draft);
    for (field, value) in &start {
        form = form.with(field.name(), value);
    }
    if let Some((_, kinship)) = family {
        form = form.with("kinship", kinship.code());
    }
    // As the editors read it back: digits without separators, codes.
    let start = start
        .into_iter()
        .map(|(field, _)| (field, form.get(field.name())))
        .collect();
    form.state.start = start;
    form
}

static SPEC: FormSpec<Editing> = FormSpec {
    help: "Só o que mudar é gravado, e a mudança fica no histórico. O nome social aparece em \
           primeiro lugar em tudo. Deficiência, por letras: c cegueira, b baixa visão, s surdez, l \
           surdez leve, f física, i intelectual, d Down, t transtorno mental, a autismo. Raça/cor é \
           a pessoa quem diz.",
    left: Some(person_fields::left),
    side: Some(Side {
        rows: 2,
        draw: side,
    }),
    ..FormSpec::new(
        DRAFT,
        "Dados da pessoa",
        &[
            Section::new(
                "pessoa",
                "",
                &[
                    Field::person("name", "Nome", 120).required(),
                    Field::person("social_name", "Nome social", 120),
                    Field::person("nickname", "Apelido", 60),
                    Field::birth("birth", "Nascimento").hint("ou só a idade"),
                    Field::choice("sex", "Sexo", Sex::ROWS).beside(),
                    Field::choice("kinship", "Parentesco", KIN).only(is_member),
                    Field::masked("cpf", "CPF", CPF),
                    Field::masked("nis", "NIS", NIS).beside(),
                    Field::choice("race", "Raça/cor", Race::ROWS),
                    Field::person("mother", "Nome da mãe", 120),
                ],
            ),
            Section::new(
                "mais",
                "Mais",
                &[
                    Field::text("missing", "Faltam papéis", 12).hint(MISSING_HINT),
                    Field::text("disability", "Deficiência", 12).hint(DISABILITY_HINT),
                    Field::text("support", "Apoio de que precisa", 200),
                    Field::choice("schooling", "Escolaridade", Schooling::ROWS),
                    Field::choice("occupation", "Ocupação", Occupation::ROWS),
                    Field::yes_no("bpc", "Recebe BPC"),
                    Field::yes_no("homeless", "Em situação de rua").beside(),
                    Field::text("country", "País de origem", 60),
                    Field::text("email", "E-mail", 120),
                    Field::date("donor_on", "Doou sangue em"),
                ],
            ),
        ],
        save,
    )
};

fn is_member(form: &PersonForm, _: Spot) -> bool {
    form.state
        .family
        .is_some_and(|it| it.1 != Kinship::Reference)
}

/// What stands in the record and cannot stand in its field.
fn side(form: &PersonForm, canvas: &mut Canvas<'_>, area: Rect) {
    let card = &form.state.card;
    let mut parts = Vec::new();
    if card.numbers_masked {
        let kept = [("CPF", &card.facts.cpf), ("NIS", &card.facts.nis)];
        let kept = kept.into_iter().filter(|it| !it.1.is_empty());
        let kept: Vec<String> = kept.map(|it| format!("{} {}", it.0, it.1)).collect();
        if !kept.is_empty() {
            parts.push(format!("Gravado: {}. Em branco, fica.", kept.join(", ")));
        }
    }
    if card.sensitive_hidden {
        parts.push("Raça/cor e deficiência gravadas não aparecem aqui.".to_owned());
    }
    for (row, text) in (0..area.height).zip(&parts) {
        canvas.line(area, row, text, Tone::Dim);
    }
}

fn save(form: &mut PersonForm, cx: &mut Cx<'_>) {
    let mut edits = Vec::new();
    for (field, before) in form.state.start.clone() {
        let typed = form.get(field.name());
        if typed == before {
            continue;
        }
        match as_stored(field, &typed) {
            Ok(stored) => edits.push((field, stored)),
            Err(why) => {
                form.pin(field.name(), &why, cx);
                return;
            }
        }
    }
    let person = form.state.card.id;
    let kinship = form.state.family.and_then(|(family, before)| {
        let now = Kinship::from_code(&form.get("kinship"))?;
        (now != before).then_some((family, now))
    });
    if edits.is_empty() && kinship.is_none() {
        form.done();
        cx.say("Nada mudou.");
        cx.close();
        return;
    }
    cx.write(
        "gravar a pessoa",
        Topic::People,
        move |desk: &mut Desk| -> Outcome<()> {
            if !edits.is_empty() {
                desk.edit_person(person, &edits)?;
            }
            match kinship {
                Some((family, now)) => desk.set_kinship(family, person, now),
                None => Ok(()),
            }
        },
        |form: &mut PersonForm, (), cx| {
            form.done();
            cx.say_undoable("Dados gravados.");
            cx.close();
        },
    );
}

/// CPF and NIS whole, for one look that is logged.
pub fn reveal<S: Screen>(person: Id<Person>, cx: &mut Cx<'_>) {
    cx.ask(
        "mostrar os números",
        move |desk: &mut Desk| desk.reveal(person),
        |_: &mut S, it, cx| {
            let said = |label: &str, number: String| match number.as_str() {
                "" => format!("{label}: não tem"),
                number => format!("{label} {number}"),
            };
            cx.say(format!(
                "{}   {}   (fica registrado que você viu)",
                said("CPF", mask_cpf(&it.cpf)),
                said("NIS", mask_nis(&it.nis))
            ));
        },
    );
}
