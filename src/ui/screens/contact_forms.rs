//! How to reach a family and where it lives. Phones are a list with owners;
//! an address is corrected, or changed and the former one kept.

use super::person_fields;
use crate::app::{Draft, FamilyCard, PhoneLine, Veil};
use crate::domain::codes::{Row, Uf};
use crate::domain::date::parse_typed;
use crate::domain::family::{AddressFacts, Family, NewPhone, PHONES_MAX};
use crate::domain::id::Id;
use crate::domain::name::{first, fold};
use crate::domain::person::Person;
use crate::ui::form::{Field, Form, FormSpec, Section, Side, Spot};
use crate::ui::widgets::masked::{CEP, PHONE};
use crate::ui::{Canvas, Cx, Desk, Screen, Tone, Topic};
use ratatui::layout::Rect;

pub const PHONES_DRAFT: &str = "telefones:";
pub const ADDRESS_DRAFT: &str = "endereco:";

pub struct Contact {
    family: Id<Family>,
    members: Vec<(Id<Person>, String)>,
    had_address: bool,
}

type ContactForm = Form<Contact>;

/// Longest number of a Brazilian phone; a foreign one has a field of its own.
const DIGITS_MAX: usize = 11;
const SECRET: &str = "Contato sob sigilo: só a equipe técnica vê e muda.";

pub fn phones(
    family: Id<Family>,
    phones: &[PhoneLine],
    members: Vec<(Id<Person>, String)>,
) -> ContactForm {
    let state = Contact {
        family,
        members,
        had_address: false,
    };
    let mut form = Form::new(&PHONES, state).draft_as(format!("{PHONES_DRAFT}{family}"));
    for (n, it) in phones.iter().enumerate() {
        let at = |name: &str| format!("telefones.{n}.{name}");
        let field = if it.digits.len() > DIGITS_MAX {
            "abroad"
        } else {
            "phone"
        };
        form = form
            .with(&at(field), &it.digits)
            .with(&at("owner"), &it.owner)
            .with(&at("message"), if it.message { "s" } else { "" });
    }
    form
}

/// What the drafts screen opens.
pub fn restored_phones<S: Screen>(family: Id<Family>, draft: Draft, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir a ficha",
        move |desk: &mut Desk| desk.family_card(family),
        move |_: &mut S, card: FamilyCard, cx| {
            let Veil::Open(now) = &card.phones else {
                cx.warn(SECRET);
                return;
            };
            let mut form = phones(family, now, first_names(&card));
            form.restore(&draft.values);
            cx.push(form);
        },
    );
}

/// What the drafts screen opens.
pub fn restored_address<S: Screen>(family: Id<Family>, draft: Draft, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir a ficha",
        move |desk: &mut Desk| desk.family_card(family),
        move |_: &mut S, card: FamilyCard, cx| {
            let Veil::Open(now) = &card.address else {
                cx.warn(SECRET);
                return;
            };
            let mut form = address(family, now.as_ref());
            form.restore(&draft.values);
            cx.push(form);
        },
    );
}

/// The people of the card by the name they are called.
pub fn first_names(card: &FamilyCard) -> Vec<(Id<Person>, String)> {
    card.members
        .iter()
        .map(|it| (it.person, first(&it.name).to_owned()))
        .collect()
}

static PHONES: FormSpec<Contact> = FormSpec {
    help: "Um telefone por grupo; o primeiro é o principal. De quem é: o primeiro nome de alguém \
           da família, ou de quem dá o recado. Recado é telefone de outra pessoa: não se diz o \
           assunto. Apagar o número tira o telefone.",
    side: Some(Side {
        rows: 1,
        draw: family_names,
    }),
    ..FormSpec::new(
        PHONES_DRAFT,
        "Telefones",
        &[Section::new(
            "telefones",
            "Telefone",
            &[
                Field::masked("phone", "Número", PHONE).hint("com ou sem DDD"),
                Field::text("owner", "De quem é", 60),
                Field::yes_no("message", "Só recado").beside(),
                Field::digits("abroad", "De outro país", 15)
                    .only(no_phone)
                    .hint("com o código do país"),
            ],
        )
        .repeated(PHONES_MAX)],
        save_phones,
    )
};

fn no_phone(form: &ContactForm, spot: Spot) -> bool {
    form.get_at("telefones", spot.item, "phone").is_empty()
}

fn family_names(form: &ContactForm, canvas: &mut Canvas<'_>, area: Rect) {
    let names: Vec<String> = form
        .state
        .members
        .iter()
        .map(|it| canvas.look.name(&it.1).into_owned())
        .collect();
    canvas.line(
        area,
        0,
        &format!("Na família: {}", names.join(", ")),
        Tone::Dim,
    );
}

fn save_phones(form: &mut ContactForm, cx: &mut Cx<'_>) {
    let mut all = Vec::new();
    for item in form.items("telefones") {
        let get = |name| form.get_at("telefones", item, name);
        let digits = [get("phone"), get("abroad")].concat();
        if digits.is_empty() {
            continue;
        }
        let owner = get("owner");
        let whose = form
            .state
            .members
            .iter()
            .find(|it| !owner.is_empty() && fold(&it.1) == fold(&owner));
        all.push(NewPhone {
            person: whose.map(|it| it.0),
            owner: if whose.is_some() {
                String::new()
            } else {
                owner
            },
            message: get("message") == "s",
            ..NewPhone::new(&digits)
        });
    }
    let family = form.state.family;
    cx.write(
        "gravar os telefones",
        Topic::People,
        move |desk: &mut Desk| desk.set_phones(family, &all),
        |form: &mut ContactForm, (), cx| {
            form.done();
            cx.say_undoable("Telefones gravados.");
            cx.close();
        },
    );
}

const AREA: &[Row] = &[
    Row {
        code: "U",
        key: Some('u'),
        label: "urbana",
    },
    Row {
        code: "R",
        key: Some('r'),
        label: "rural",
    },
];

const CHANGE: &[Row] = &[
    Row {
        code: "mudou",
        key: Some('m'),
        label: "a família mudou de casa",
    },
    Row {
        code: "corrige",
        key: Some('c'),
        label: "só correção",
    },
];

pub fn address(family: Id<Family>, now: Option<&AddressFacts>) -> ContactForm {
    let state = Contact {
        family,
        members: Vec::new(),
        had_address: now.is_some(),
    };
    let form = Form::new(&ADDRESS, state).draft_as(format!("{ADDRESS_DRAFT}{family}"));
    let Some(it) = now else { return form };
    form.with("cep", &it.cep)
        .with("street", &it.street)
        .with("number", &it.number)
        .with("complement", &it.complement)
        .with("district", &it.district)
        .with("reference", &it.reference)
        .with("city", &it.city)
        .with("uf", &it.uf)
        .with("area", &it.area)
        .with("shelter", if it.shelter { "s" } else { "" })
}

static ADDRESS: FormSpec<Contact> = FormSpec {
    help: "Ninguém precisa de comprovante de endereço. Quem vive na rua pode dar o endereço da \
           unidade ou do abrigo: marque «acolhimento». Se a família mudou de casa, o endereço \
           antigo fica no histórico.",
    left: Some(person_fields::left),
    ..FormSpec::new(
        ADDRESS_DRAFT,
        "Endereço",
        &[
            Section::new(
                "endereco",
                "",
                &[
                    Field::choice("change", "O que houve", CHANGE).only(had_address),
                    Field::masked("cep", "CEP", CEP),
                    Field::text("street", "Rua", 120),
                    Field::text("number", "Número", 20),
                    Field::text("complement", "Complemento", 60).beside(),
                    Field::text("district", "Bairro", 120),
                    Field::text("reference", "Ponto de referência", 120),
                ],
            ),
            Section::new(
                "mais",
                "Mais",
                &[
                    Field::text("city", "Município", 60),
                    Field::choice("uf", "UF", Uf::ROWS).beside(),
                    Field::choice("area", "Área", AREA),
                    Field::yes_no("shelter", "Acolhimento").beside(),
                    Field::date("since", "Desde quando")
                        .only(has_moved)
                        .hint("em branco: hoje"),
                ],
            ),
        ],
        save_address,
    )
};

fn had_address(form: &ContactForm, _: Spot) -> bool {
    form.state.had_address
}

fn has_moved(form: &ContactForm, _: Spot) -> bool {
    form.get("change") == "mudou"
}

fn save_address(form: &mut ContactForm, cx: &mut Cx<'_>) {
    let facts = person_fields::address(form);
    let moved = form.get("change") == "mudou";
    let today = cx.look().today();
    let since = parse_typed(&form.get("since"), today).ok();
    let family = form.state.family;
    cx.write(
        "gravar o endereço",
        Topic::People,
        move |desk: &mut Desk| {
            if moved {
                desk.change_address(family, &facts, since)
            } else {
                desk.correct_address(family, &facts)
            }
        },
        move |form: &mut ContactForm, (), cx| {
            form.done();
            cx.say_undoable(if moved {
                "Endereço novo gravado; o antigo fica no histórico."
            } else {
                "Endereço gravado."
            });
            cx.close();
        },
    );
}
