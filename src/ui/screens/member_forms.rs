//! One more in the family: the first name, a key for the surname, the letters.

use super::person_fields::{self, DISABILITY_HINT, KIN, MISSING_HINT};
use super::suspects::{self, Typing};
use crate::app::{Draft, Hit};
use crate::domain::codes::{Kinship, Race, Sex};
use crate::domain::family::{Family, NewMember};
use crate::domain::id::Id;
use crate::domain::name::surname_of;
use crate::domain::person::Who;
use crate::ui::form::{Field, Form, FormSpec, Section, Side, Spot};
use crate::ui::widgets::masked::{CPF, NIS};
use crate::ui::{Binding, Canvas, Cx, Desk, Screen, Topic};
use ratatui::layout::Rect;

pub const DRAFT: &str = "membro:";

pub struct Joining {
    family: Id<Family>,
    /// Name of the reference person, whose surname may be inherited.
    reference: String,
    alike: Vec<Hit>,
}

type MemberForm = Form<Joining>;

pub fn form(family: Id<Family>, reference: String) -> MemberForm {
    let state = Joining {
        family,
        reference,
        alike: Vec::new(),
    };
    Form::new(&SPEC, state).draft_as(format!("{DRAFT}{family}"))
}

/// What the drafts screen opens.
pub fn restored<S: Screen>(family: Id<Family>, draft: Draft, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir a ficha",
        move |desk: &mut Desk| Ok(desk.family_card(family)?.title),
        move |_: &mut S, title, cx| {
            let mut form = form(family, title);
            form.restore(&draft.values);
            cx.push(form);
        },
    );
}

static SPEC: FormSpec<Joining> = FormSpec {
    help: "Escreva o primeiro nome e F4 repete o sobrenome de quem responde pela família. No \
           nascimento cabe também só a idade. Se a pessoa já tem cadastro, F6 a põe na família \
           sem digitar de novo.",
    changed: Some(changed),
    left: Some(person_fields::left),
    keys: &[Binding::new(
        "F6",
        &["ctrl+d"],
        "parecidos",
        "Abre o cadastro parecido que já existe, ou põe a pessoa já cadastrada na família.",
        suspects::jump,
    )
    .off(|it| {
        it.state
            .alike
            .is_empty()
            .then_some("Ninguém parecido no cadastro.")
    })],
    side: Some(Side {
        rows: suspects::ROWS,
        draw: side,
    }),
    ..FormSpec::new(
        DRAFT,
        "Novo membro",
        &[
            Section::new(
                "membro",
                "",
                &[
                    Field::person("name", "Nome", 120)
                        .required()
                        .hint("F4 repete o sobrenome")
                        .copy(surname),
                    Field::birth("birth", "Nascimento").hint("ou só a idade: 40"),
                    Field::choice("kinship", "Parentesco", KIN),
                    Field::choice("sex", "Sexo", Sex::ROWS),
                    Field::choice("race", "Raça/cor", Race::ROWS),
                    Field::masked("cpf", "CPF", CPF),
                ],
            ),
            Section::new(
                "mais",
                "Mais",
                &[
                    Field::masked("nis", "NIS", NIS),
                    Field::person("social_name", "Nome social", 120),
                    Field::person("nickname", "Apelido", 60),
                    Field::person("mother", "Nome da mãe", 120),
                    Field::text("missing", "Faltam papéis", 12).hint(MISSING_HINT),
                    Field::text("disability", "Deficiência", 12).hint(DISABILITY_HINT),
                    Field::text("country", "Veio de outro país", 40).hint("qual país"),
                ],
            ),
        ],
        save,
    )
};

impl Typing for Joining {
    fn alike(&self) -> &[Hit] {
        &self.alike
    }

    fn set_alike(&mut self, hits: Vec<Hit>) {
        self.alike = hits;
    }

    /// The registered person comes in as they are; only the kinship is asked.
    fn take(form: &mut Form<Self>, hit: &Hit, cx: &mut Cx<'_>) {
        let Some(person) = suspects::person(hit) else {
            return;
        };
        let kinship = Kinship::from_code(&form.get("kinship"));
        match kinship {
            Some(kinship) => join(form, Who::Known(person), kinship, cx),
            None => super::kin::pick::<Form<Self>>(
                "O que é de quem responde",
                cx,
                move |form, kinship, cx| join(form, Who::Known(person), kinship, cx),
            ),
        }
    }
}

fn surname(form: &MemberForm, _: Spot) -> Option<String> {
    Some(surname_of(&form.state.reference)).filter(|it| !it.is_empty())
}

fn changed(form: &mut MemberForm, spot: Spot, cx: &mut Cx<'_>) {
    if matches!(form.name(spot).as_str(), "name" | "birth" | "cpf" | "nis") {
        suspects::look(form, "", cx);
    }
}

fn side(form: &MemberForm, canvas: &mut Canvas<'_>, area: Rect) {
    let _ = suspects::draw(form, canvas, area);
}

fn save(form: &mut MemberForm, cx: &mut Cx<'_>) {
    match person_fields::facts(form, "", cx.look().today()) {
        Ok(facts) => {
            let kinship = Kinship::from_code(&form.get("kinship")).unwrap_or(Kinship::OtherKin);
            join(form, Who::New(Box::new(facts)), kinship, cx);
        }
        Err((field, why)) => form.pin(&field, &why, cx),
    }
}

fn join(form: &MemberForm, who: Who, kinship: Kinship, cx: &mut Cx<'_>) {
    let family = form.state.family;
    let new = NewMember::new(who, kinship);
    cx.write(
        "pôr na família",
        Topic::People,
        move |desk: &mut Desk| desk.add_member(family, &new),
        |form: &mut MemberForm, person, cx| {
            form.done();
            cx.say_undoable("Entrou na família.");
            cx.close_with(Joined(person));
        },
    );
}

/// For the card: who is to be marked.
pub struct Joined(pub Id<crate::domain::person::Person>);
