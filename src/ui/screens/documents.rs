//! The papers of a person, migrants' included: kind, number, country,
//! validity. None of them is a condition for being received.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::{PersonCard, Veil};
use crate::domain::codes::{DocKind, Uf};
use crate::domain::date::{parse_typed, show};
use crate::domain::id::Id;
use crate::domain::ids::rnm_problem;
use crate::domain::person::{Document, DocumentFacts, Person};
use crate::ui::form::{Field, Form, FormSpec, Section, Spot};
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct Documents {
    person: Id<Person>,
    name: String,
    list: List<Document>,
    /// The numbers are not this role's to see; adding still is.
    hidden: bool,
    missing: String,
}

impl Documents {
    pub fn of(person: Id<Person>, name: &str) -> Self {
        let mut list: List<Document> = List::new(|a, b| a.id == b.id);
        list.empty = "Nenhum documento anotado. F2 anota um.";
        Self {
            person,
            name: name.to_owned(),
            list,
            hidden: false,
            missing: String::new(),
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let person = self.person;
        cx.fetch(
            "ver os documentos",
            move |desk: &mut Desk| desk.person_card(person),
            Self::loaded,
        );
    }

    fn loaded(&mut self, card: PersonCard, _: &mut Cx<'_>) {
        let missing: Vec<&str> = card.facts.missing.iter().map(|it| it.label()).collect();
        self.missing = missing.join(", ");
        match card.documents {
            Veil::Open(all) => self.list.set(all),
            Veil::Hidden => {
                self.hidden = true;
                self.list.empty = "Seu perfil não vê os números já anotados. F2 anota mais um.";
            }
        }
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        cx.push(Form::new(
            &DOCUMENT,
            Paper {
                person: self.person,
                document: None,
            },
        ));
    }

    fn edit(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.list.selected().cloned() else {
            return;
        };
        let day = |it: Option<NaiveDate>| it.map_or_else(String::new, show);
        let facts = &it.facts;
        let form = Form::new(
            &DOCUMENT,
            Paper {
                person: self.person,
                document: Some(it.id),
            },
        )
        .with("kind", facts.kind.code())
        .with("number", &facts.number)
        .with("country", &facts.country)
        .with("issuer", &facts.issuer)
        .with("uf", &facts.uf)
        .with("issued_on", &day(facts.issued_on))
        .with("valid_until", &day(facts.valid_until));
        cx.push(form);
    }

    fn remove(&mut self, cx: &mut Cx<'_>) {
        let Some(id) = self.list.selected().map(|it| it.id) else {
            return;
        };
        let person = self.person;
        cx.write(
            "tirar o documento",
            Topic::People,
            move |desk: &mut Desk| desk.remove_document(person, id),
            |_: &mut Self, (), cx| cx.say_undoable("Documento retirado."),
        );
    }

    fn off_empty(&self) -> Option<&'static str> {
        self.list.is_empty().then_some("Não há documento na lista.")
    }
}

pub static KEYS: &[Binding<Documents>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "anotar",
        "Anota um documento da pessoa.",
        Documents::add,
    ),
    Binding::new(
        "enter",
        &["F3", "ctrl+o"],
        "corrigir",
        "Corrige o documento marcado.",
        Documents::edit,
    )
    .off(Documents::off_empty),
    Binding::new(
        "delete",
        &[],
        "tirar",
        "Tira da ficha o documento marcado.",
        Documents::remove,
    )
    .off(Documents::off_empty),
];

const COLUMNS: &[Column<Document>] = &[
    Column::new("Documento", 14, |it: &Document, _| {
        Cell::from(it.facts.kind.label())
    })
    .grow(3),
    Column::new("Número", 14, |it: &Document, _| {
        Cell::from(number(&it.facts))
    })
    .grow(1),
    Column::new("Origem", 8, |it: &Document, _| {
        Cell::from(origin(&it.facts))
    })
    .grow(1)
    .drop(1),
    Column::new("Validade", 18, |it: &Document, look| {
        match it.facts.valid_until {
            Some(day) if day < look.today() => {
                Cell::toned(format!("{} vencido", show(day)), Tone::Warn)
            }
            Some(day) => Cell::from(show(day)),
            None => Cell::from(""),
        }
    })
    .grow(1),
];

fn number(it: &DocumentFacts) -> String {
    match it.kind {
        DocKind::Rnm => crate::domain::ids::mask_rnm(&it.number),
        DocKind::Rg
        | DocKind::Cin
        | DocKind::Ctps
        | DocKind::Titulo
        | DocKind::Birth
        | DocKind::Marriage
        | DocKind::Dprnm
        | DocKind::Refuge
        | DocKind::Passport
        | DocKind::Mercosul
        | DocKind::Other => it.number.clone(),
    }
}

fn origin(it: &DocumentFacts) -> String {
    let parts = [&it.country, &it.issuer, &it.uf];
    let parts: Vec<&str> = parts
        .into_iter()
        .filter(|it| !it.is_empty())
        .map(String::as_str)
        .collect();
    parts.join(" ")
}

impl Screen for Documents {
    fn title(&self) -> Cow<'_, str> {
        "Documentos".into()
    }

    fn help(&self) -> &str {
        "Os papéis da pessoa. Nenhum é condição para ser atendida. Anotar um que faltava tira-o \
         das pendências."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::People) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let name = canvas.look.name(&self.name).into_owned();
        canvas.line(area, 0, &name, Tone::Strong);
        let lacks = !self.missing.is_empty() && area.height > 4;
        if lacks {
            canvas.line(area, 1, &format!("Falta: {}", self.missing), Tone::Warn);
        }
        let used = (1 + u16::from(lacks) + u16::from(area.height > 8)).min(area.height);
        let body = Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        };
        self.list.draw(canvas, body, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx).or(|| self.list.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}

struct Paper {
    person: Id<Person>,
    document: Option<Id<Document>>,
}

type PaperForm = Form<Paper>;

static DOCUMENT: FormSpec<Paper> = FormSpec {
    help: "O tipo é uma letra. Documento de outro país pede o país e a validade; RG pede o órgão. \
           Formato estranho avisa e nunca impede: há papéis de muitos lugares.",
    left: Some(doubt),
    ..FormSpec::new(
        "",
        "Documento",
        &[Section::new(
            "documento",
            "",
            &[
                Field::choice("kind", "Tipo", DocKind::ROWS).required(),
                Field::text("number", "Número", 40).required(),
                Field::text("country", "País", 40).only(is_migrant),
                Field::date("valid_until", "Válido até").only(may_expire),
                Field::text("issuer", "Órgão emissor", 20).only(is_local),
                Field::choice("uf", "UF", Uf::ROWS).only(is_local).beside(),
                Field::date("issued_on", "Emitido em"),
            ],
        )],
        save,
    )
};

fn kind(form: &PaperForm) -> Option<DocKind> {
    DocKind::from_code(&form.get("kind"))
}

fn is_migrant(form: &PaperForm, _: Spot) -> bool {
    kind(form).is_some_and(DocKind::is_migrant)
}

fn may_expire(form: &PaperForm, spot: Spot) -> bool {
    is_migrant(form, spot) || matches!(kind(form), Some(DocKind::Cin | DocKind::Other))
}

fn is_local(form: &PaperForm, spot: Spot) -> bool {
    kind(form).is_some() && !is_migrant(form, spot)
}

fn doubt(form: &mut PaperForm, spot: Spot, cx: &mut Cx<'_>) {
    if form.name(spot) == "number"
        && kind(form) == Some(DocKind::Rnm)
        && let Some(why) = rnm_problem(&plain(&form.get("number")))
    {
        cx.warn(why);
    }
}

fn plain(number: &str) -> String {
    number
        .chars()
        .filter(|it| it.is_alphanumeric())
        .collect::<String>()
        .to_uppercase()
}

fn save(form: &mut PaperForm, cx: &mut Cx<'_>) {
    let Some(kind) = kind(form) else { return };
    let today = cx.look().today();
    let day = |name: &str| parse_typed(&form.get(name), today).ok();
    let typed = form.get("number");
    let number = if kind == DocKind::Rnm {
        plain(&typed)
    } else {
        typed
    };
    let facts = DocumentFacts {
        kind,
        number,
        issuer: form.get("issuer").to_uppercase(),
        uf: form.get("uf"),
        country: crate::domain::name::title_case(&form.get("country")),
        issued_on: day("issued_on"),
        valid_until: day("valid_until"),
    };
    let (person, document) = (form.state.person, form.state.document);
    cx.write(
        "gravar o documento",
        Topic::People,
        move |desk: &mut Desk| match document {
            None => desk.add_document(person, facts).map(drop),
            Some(id) => desk.edit_document(person, id, facts),
        },
        |form: &mut PaperForm, (), cx| {
            form.done();
            cx.say_undoable("Documento gravado.");
            cx.close();
        },
    );
}
