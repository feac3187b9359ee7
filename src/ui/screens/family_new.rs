//! A new family, typed: the whole of it on one form, the least that is needed
//! first, everything else behind it. Only a name is required; numbers warn and
//! never block, somebody without birth date gets an approximate age.

use super::family_card::CardScreen;
use super::person_fields::{self, KIN, MISSING_HINT, Wrong, surname};
use super::suspects::{self, Typing};
use crate::app::{Draft, Hit};
use crate::domain::codes::{Kinship, Race, Sex, Specificity};
use crate::domain::family::{FamilyField, MEMBERS_MAX, NewFamily, NewMember, NewPhone};
use crate::domain::fault::{Failure, Outcome};
use crate::domain::id::Id;
use crate::domain::person::{Person, Who};
use crate::ui::form::{Field, Form, FormSpec, Section, Side, Spot};
use crate::ui::widgets::masked::{CEP, CPF, NIS, PHONE};
use crate::ui::{Binding, Canvas, Cx, Desk, Tone, Topic};
use ratatui::layout::Rect;

pub const DRAFT: &str = "familia.nova";

/// What the form remembers besides what is typed.
#[derive(Default)]
pub struct NewFamilyState {
    alike: Vec<Hit>,
    /// Left half-typed before; a key brings it back.
    draft: Option<Draft>,
}

type NewForm = Form<NewFamilyState>;

/// The form with the name of the box already in it.
pub fn open(name: &str, cx: &mut Cx<'_>) {
    cx.push(form().with("name", name));
}

/// The same for somebody who is registered and in no family.
pub fn open_for(person: Id<Person>, name: &str, cx: &mut Cx<'_>) {
    cx.push(form().with("name", name).with("known", &person.to_string()));
}

pub fn form() -> NewForm {
    Form::new(&SPEC, NewFamilyState::default())
}

static SPEC: FormSpec<NewFamilyState> = FormSpec {
    help: "Só o nome é obrigatório; F10 grava de qualquer campo. No nascimento cabe também só a \
           idade (40) ou o ano (1986). Nos membros, escreva o primeiro nome e F4 repete o \
           sobrenome. Enter num membro em branco segue adiante; PgDn pula um grupo inteiro. A \
           raça/cor é a pessoa quem diz: leia as opções.",
    changed: Some(changed),
    left: Some(person_fields::left),
    opened: Some(look_for_draft),
    returned: Some(checked_in),
    keys: &[
        Binding::new(
            "F6",
            &["ctrl+d"],
            "parecidos",
            "Abre o cadastro parecido que já existe, ou põe a pessoa já cadastrada nesta família.",
            suspects::jump,
        )
        .off(|it| {
            it.state
                .alike
                .is_empty()
                .then_some("Ninguém parecido no cadastro.")
        }),
        Binding::new(
            "F8",
            &["ctrl+r"],
            "rascunho",
            "Traz de volta o que ficou digitado e não foi gravado.",
            take_draft,
        )
        .off(|it| {
            it.state
                .draft
                .is_none()
                .then_some("Não há rascunho guardado.")
        }),
    ],
    side: Some(Side {
        rows: suspects::ROWS,
        draw: side,
    }),
    ..FormSpec::new(
        DRAFT,
        "Nova família",
        &[
            Section::new(
                "referencia",
                "Quem responde pela família",
                &[
                    Field::person("name", "Nome", 120).required(),
                    Field::text("known", "", 40).only(never),
                    Field::birth("birth", "Nascimento")
                        .only(is_new)
                        .hint("ou só a idade: 40"),
                    Field::choice("sex", "Sexo", Sex::ROWS)
                        .only(is_new)
                        .beside(),
                    Field::choice("race", "Raça/cor", Race::ROWS).only(is_new),
                    Field::masked("cpf", "CPF", CPF).only(is_new),
                    Field::masked("phone", "Telefone", PHONE).beside(),
                ],
            ),
            Section::new(
                "endereco",
                "Onde mora (PgDn pula, se não tem endereço)",
                &[
                    Field::masked("cep", "CEP", CEP),
                    Field::text("street", "Rua", 120),
                    Field::text("number", "Número", 20),
                    Field::text("district", "Bairro", 120).beside(),
                ],
            ),
            Section::new(
                "membros",
                "Membro",
                &[
                    Field::person("name", "Nome", 120)
                        .required()
                        .hint("F4 repete o sobrenome")
                        .copy(surname_of_reference),
                    Field::text("known", "", 40).only(never),
                    Field::birth("birth", "Nascimento").only(is_new),
                    Field::choice("sex", "Sexo", Sex::ROWS)
                        .only(is_new)
                        .beside(),
                    Field::choice("kinship", "Parentesco", KIN),
                    Field::choice("race", "Raça/cor", Race::ROWS).only(is_new),
                    Field::masked("cpf", "CPF", CPF).only(is_new),
                ],
            )
            .repeated(MEMBERS_MAX - 1),
            Section::new(
                "mais",
                "Mais de quem responde",
                &[
                    Field::person("social_name", "Nome social", 120),
                    Field::person("nickname", "Apelido", 60),
                    Field::person("mother", "Nome da mãe", 120),
                    Field::masked("nis", "NIS", NIS),
                    Field::text("missing", "Faltam papéis", 12).hint(MISSING_HINT),
                    Field::text("country", "Veio de outro país", 40).hint("qual país"),
                ],
            ),
            Section::new(
                "contato",
                "Mais do contato",
                &[
                    Field::text("owner", "Telefone de quem", 60).hint("se não é da família"),
                    Field::yes_no("message", "Só para recado").beside(),
                    Field::masked("phone2", "Outro telefone", PHONE),
                    Field::text("complement", "Complemento", 60),
                    Field::text("reference", "Ponto de referência", 120),
                ],
            ),
            Section::new(
                "familia",
                "A família",
                &[
                    Field::yes_no("street_life", "Em situação de rua"),
                    Field::yes_no("pbf", "Recebe Bolsa Família").beside(),
                    Field::choice("specificity", "Especificidade", Specificity::ROWS),
                    Field::text("community", "Comunidade", 80),
                    Field::digits("prontuario", "Nº do prontuário", 7)
                        .hint("se já existe no papel"),
                ],
            ),
        ],
        save,
    )
};

impl Typing for NewFamilyState {
    fn alike(&self) -> &[Hit] {
        &self.alike
    }

    fn set_alike(&mut self, hits: Vec<Hit>) {
        self.alike = hits;
    }

    fn take(form: &mut Form<Self>, hit: &Hit, cx: &mut Cx<'_>) {
        let focused = form.focused();
        let item = item_of(&focused).to_owned();
        let Some(person) = suspects::person(hit) else {
            return;
        };
        form.set(&format!("{item}name"), &hit.name);
        form.set(&format!("{item}known"), &person.to_string());
        form.state.alike.clear();
        cx.say("O cadastro que já existe entra nesta família.");
    }
}

fn never(_: &NewForm, _: Spot) -> bool {
    false
}

/// A registered person's own facts are not typed again.
fn is_new(form: &NewForm, spot: Spot) -> bool {
    let full = form.name(spot);
    form.raw(&format!("{}known", item_of(&full))).is_empty()
}

/// "membros.2.name" → "membros.2."; "name" → "".
fn item_of(full: &str) -> &str {
    full.rfind('.').map_or("", |at| &full[..=at])
}

fn surname_of_reference(form: &NewForm, _: Spot) -> Option<String> {
    surname(form, "name")
}

fn changed(form: &mut NewForm, spot: Spot, cx: &mut Cx<'_>) {
    let full = form.name(spot);
    let (item, name) = full.split_at(item_of(&full).len());
    if name == "name" && !form.raw(&format!("{item}known")).is_empty() {
        // Another name is another person.
        form.set(&format!("{item}known"), "");
    }
    if matches!(name, "name" | "birth" | "cpf" | "nis") {
        suspects::look(form, item, cx);
    }
}

fn look_for_draft(form: &mut NewForm, cx: &mut Cx<'_>) {
    if !form.get("name").is_empty() && form.raw("known").is_empty() {
        suspects::look(form, "", cx);
    }
    cx.ask(
        "ver os rascunhos",
        |desk: &mut Desk| Ok(desk.drafts()?.into_iter().find(|it| it.form == DRAFT)),
        |form: &mut NewForm, draft, _| form.state.draft = draft,
    );
}

fn take_draft(form: &mut NewForm, cx: &mut Cx<'_>) {
    if let Some(draft) = form.state.draft.take() {
        form.restore(&draft.values);
        form.focus_on("name");
        cx.say("O rascunho voltou. Confira e grave com F10.");
    }
}

fn side(form: &NewForm, canvas: &mut Canvas<'_>, area: Rect) {
    if suspects::draw(form, canvas, area) {
        return;
    }
    if let Some(draft) = form.state.draft.as_ref().filter(|_| !form.is_dirty()) {
        let clock = canvas.look.zone.clock(draft.at);
        let text = format!("Há uma família que ficou por gravar ({clock}). F8 traz de volta.");
        canvas.line(area, 0, &text, Tone::Warn);
    }
}

/// Somebody alike was opened from here and is in the line now: what was typed
/// is needed no more.
fn checked_in(form: &mut NewForm, answer: Box<dyn std::any::Any>, cx: &mut Cx<'_>) {
    if let Ok(it) = answer.downcast::<super::arrival::InLine>() {
        form.done();
        cx.close_with(*it);
    }
}

fn save(form: &mut NewForm, cx: &mut Cx<'_>) {
    let new = match family(form, cx) {
        Ok(new) => new,
        Err((field, why)) => {
            form.pin(&field, &why, cx);
            return;
        }
    };
    cx.write(
        "cadastrar a família",
        Topic::People,
        move |desk: &mut Desk| desk.open_family(new),
        |form: &mut NewForm, id, cx| {
            form.done();
            cx.replace(CardScreen::of(id));
            cx.say_undoable("Família cadastrada. Enter dá a senha a quem está marcado");
        },
    );
}

fn family(form: &NewForm, cx: &Cx<'_>) -> Result<NewFamily, Wrong> {
    let mut new = NewFamily {
        number: form.get("prontuario").parse().ok(),
        address: person_fields::address(form),
        ..NewFamily::default()
    };
    new.members.push(member(form, "", Kinship::Reference, cx)?);
    for item in form.items("membros") {
        let item = format!("membros.{item}.");
        let kinship = Kinship::from_code(&form.get(&format!("{item}kinship")));
        // Nobody asked: the weakest thing that is surely true.
        let kinship = kinship.unwrap_or(Kinship::OtherKin);
        new.members.push(member(form, &item, kinship, cx)?);
    }
    let homeless = form.get("street_life");
    for (field, typed) in [
        (FamilyField::Homeless, homeless.as_str()),
        (FamilyField::Pbf, &form.get("pbf")),
        (FamilyField::Specificity, &form.get("specificity")),
        (FamilyField::Community, &form.get("community")),
    ] {
        pinned(new.facts.set(field, typed), field.name())?;
    }
    new.phones = phones(form);
    Ok(new)
}

fn member(form: &NewForm, item: &str, kinship: Kinship, cx: &Cx<'_>) -> Result<NewMember, Wrong> {
    if let Some(id) = Id::parse(&form.raw(&format!("{item}known"))) {
        return Ok(NewMember::new(Who::Known(id), kinship));
    }
    let mut facts = person_fields::facts(form, item, cx.look().today())?;
    facts.homeless |= item.is_empty() && form.get("street_life") == "s";
    Ok(NewMember::new(Who::New(Box::new(facts)), kinship))
}

fn phones(form: &NewForm) -> Vec<NewPhone> {
    let mut out = Vec::new();
    for name in ["phone", "phone2"] {
        let digits = form.get(name);
        if digits.is_empty() {
            continue;
        }
        let first = out.is_empty();
        out.push(NewPhone {
            owner: Some(form.get("owner"))
                .filter(|_| first)
                .unwrap_or_default(),
            message: first && form.get("message") == "s",
            ..NewPhone::new(&digits)
        });
    }
    out
}

fn pinned(outcome: Outcome<()>, name: &str) -> Result<(), Wrong> {
    match outcome {
        Ok(()) => Ok(()),
        Err(Failure::Refused(why)) => Err((name.to_owned(), why.text)),
        Err(Failure::Broken(why)) => Err((name.to_owned(), why.to_string())),
    }
}

/// What the drafts screen opens.
pub fn restored(draft: &Draft, cx: &mut Cx<'_>) {
    let mut it = form();
    it.restore(&draft.values);
    cx.push(it);
}
