//! What was being typed when the power went, the line dropped or somebody was
//! called away: one row each, opened as it was left or thrown away.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::arrival::InLine;
use super::courses::result_marks;
use super::courses::results::Results;
use super::groups::roll::RollScreen;
use super::groups::roll_marks;
use super::{contact_forms, family_data, family_new, member_forms, person_form};
use crate::app::Draft;
use crate::domain::date::show;
use crate::domain::id::Id;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Look, Screen, Tone, Topics,
};

pub struct Drafts {
    list: List<Draft>,
}

/// A letter that was meant for the screen below.
pub struct TypedAhead(pub char);

impl Default for Drafts {
    fn default() -> Self {
        let mut list: List<Draft> = List::new(|a: &Draft, b| a.form == b.form);
        list.empty = "Nenhum rascunho. Nada ficou por gravar.";
        Self { list }
    }
}

/// A form's name in a draft begins with one of these.
type Opens = (&'static str, &'static str, fn(Draft, &str, &mut Cx<'_>));

const FORMS: &[Opens] = &[
    (family_new::DRAFT, "Nova família", |draft, _, cx| {
        family_new::restored(&draft, cx);
    }),
    (
        person_form::DRAFT,
        "Dados de uma pessoa",
        |draft, id, cx| {
            if let Some(id) = Id::parse(id) {
                person_form::restored::<Drafts>(id, draft, cx);
            }
        },
    ),
    (member_forms::DRAFT, "Novo membro", |draft, id, cx| {
        if let Some(id) = Id::parse(id) {
            member_forms::restored::<Drafts>(id, draft, cx);
        }
    }),
    (contact_forms::PHONES_DRAFT, "Telefones", |draft, id, cx| {
        if let Some(id) = Id::parse(id) {
            contact_forms::restored_phones::<Drafts>(id, draft, cx);
        }
    }),
    (
        contact_forms::ADDRESS_DRAFT,
        "Endereço",
        |draft, id, cx| {
            if let Some(id) = Id::parse(id) {
                contact_forms::restored_address::<Drafts>(id, draft, cx);
            }
        },
    ),
    (family_data::DRAFT, "Dados da família", |draft, id, cx| {
        if let Some(id) = Id::parse(id) {
            family_data::restored::<Drafts>(id, draft, cx);
        }
    }),
    (
        result_marks::DRAFT,
        "Resultados de um curso",
        |draft, of, cx| {
            if let Some(course) = Id::parse(of) {
                let name = draft.values.get("name").cloned().unwrap_or_default();
                let marks = result_marks::read_draft(&draft.values);
                cx.push(Results::with_draft(course, name, marks));
            }
        },
    ),
    (roll_marks::DRAFT, "Chamada de um grupo", |draft, of, cx| {
        if let Some((key, rows)) = roll_marks::read_draft(of, &draft.values) {
            cx.push(RollScreen::with_draft(key, rows));
        }
    }),
];

/// Which form a draft is of, and of whom.
fn form_of(draft: &Draft) -> Option<(&'static Opens, &str)> {
    // "familia.nova" before "familia:".
    FORMS
        .iter()
        .find_map(|it| Some((it, draft.form.strip_prefix(it.0)?)))
}

impl Drafts {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.fetch(
            "ver os rascunhos",
            |desk: &mut Desk| desk.drafts(),
            |it: &mut Self, mut rows, _| {
                // Of a form that an older program had, nothing can be opened.
                rows.retain(|it| form_of(it).is_some());
                it.list.set(rows);
            },
        );
    }

    fn open(&mut self, cx: &mut Cx<'_>) {
        let Some(draft) = self.list.selected().cloned() else {
            return;
        };
        if let Some((opens, id)) = form_of(&draft) {
            (opens.2)(draft.clone(), id, cx);
            cx.say("Voltou o que estava digitado. Confira e grave com F10.");
        }
    }

    fn throw_away(&mut self, cx: &mut Cx<'_>) {
        let Some(draft) = self.list.selected().cloned() else {
            return;
        };
        cx.write(
            "jogar fora o rascunho",
            Topics::NONE,
            move |desk: &mut Desk| {
                desk.keep_draft(&draft.form, &BTreeMap::new())?;
                desk.drafts()
            },
            |it: &mut Self, rows, cx| {
                it.list.set(rows);
                cx.say("Rascunho jogado fora.");
            },
        );
    }

    fn off(&self) -> Option<&'static str> {
        self.list.is_empty().then_some("Não há rascunho.")
    }
}

pub static KEYS: &[Binding<Drafts>] = &[
    Binding::new(
        "enter",
        &["F3", "ctrl+o"],
        "retomar",
        "Abre o que estava sendo digitado, como ficou.",
        Drafts::open,
    )
    .off(Drafts::off),
    Binding::new(
        "delete",
        &["ctrl+d"],
        "jogar fora",
        "Joga fora o rascunho marcado.",
        Drafts::throw_away,
    )
    .off(Drafts::off),
];

const COLUMNS: &[Column<Draft>] = &[
    Column::new("Quando", 16, |it: &Draft, look: &Look| {
        let (day, clock) = (look.zone.day(it.at), look.zone.clock(it.at));
        Cell::toned(format!("{} {clock}", show(day)), Tone::Dim)
    }),
    Column::new("O que era", 20, |it: &Draft, _| {
        Cell::from(form_of(it).map_or("", |it| it.0.1))
    })
    .grow(1),
    Column::new("Começa por", 14, |it: &Draft, _| {
        Cell::name(it.values.get("name").cloned().unwrap_or_default())
    })
    .grow(2),
];

impl Screen for Drafts {
    fn title(&self) -> Cow<'_, str> {
        "Rascunhos".into()
    }

    fn help(&self) -> &str {
        "O que ficou digitado sem gravar: a luz caiu, a conexão caiu ou alguém chamou. Enter abre \
         como ficou; Del joga fora. Gravar também tira daqui."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if !topics.is_empty() {
            self.load(cx);
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        if let Ok(it) = answer.downcast::<InLine>() {
            cx.close_with(*it);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.list.draw(canvas, area, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if let Key::Char(letter) = key {
            // Typed for the box below, before this list came up by itself.
            cx.close_with(TypedAhead(letter));
            return Handled::Yes;
        }
        dispatch(KEYS, self, key, cx).or(|| self.list.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
