//! Two records of one person, side by side, before they become one; and
//! parting them again. A person decides; the program only shows.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::Twin;
use crate::domain::codes::{Disability, MissingDoc};
use crate::domain::correction::told;
use crate::domain::id::Id;
use crate::domain::person::{Person, PersonField};
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, PickRow, Screen, Tone, Topic,
};

pub struct Merge {
    keep: Id<Person>,
    other: Id<Person>,
    names: (String, String),
    rows: List<Twin>,
}

/// Opens both records side by side.
pub fn open<S: Screen>(keep: Id<Person>, other: Id<Person>, cx: &mut Cx<'_>) {
    if keep == other {
        cx.warn("É o mesmo cadastro. Procure o outro.");
        return;
    }
    cx.fetch(
        "comparar os cadastros",
        move |desk: &mut Desk| {
            let rows = desk.compare(keep, other)?;
            let name = |card: crate::app::PersonCard| card.facts.listed_name();
            let kept = name(desk.person_card(keep)?);
            let gone = name(desk.person_card(other)?);
            Ok((rows, (kept, gone)))
        },
        move |_: &mut S, (rows, names), cx| {
            let mut list: List<Twin> = List::new(|a, b| a.field == b.field);
            list.empty = "Os dois cadastros dizem o mesmo. F10 unifica.";
            list.set(rows);
            cx.push(Merge {
                keep,
                other,
                names,
                rows: list,
            });
        },
    );
}

/// Parts a record that was joined into this person's.
pub fn part<S: Screen>(person: Id<Person>, cx: &mut Cx<'_>) {
    cx.ask(
        "ver o que foi unificado",
        move |desk: &mut Desk| Ok(desk.person_card(person)?.joined),
        |_: &mut S, joined, cx| {
            if joined.is_empty() {
                cx.say("Esta pessoa não tem cadastros unificados.");
                return;
            }
            let look = cx.look().clone();
            let rows = joined
                .iter()
                .map(|it| PickRow {
                    letter: None,
                    text: look.name(&it.1).into_owned(),
                })
                .collect();
            cx.pick("Separar qual cadastro", rows, move |_: &mut S, n, cx| {
                let Some((other, _)) = joined.get(n).cloned() else {
                    return;
                };
                cx.write(
                    "separar os cadastros",
                    Topic::People,
                    move |desk: &mut Desk| desk.unmerge(other),
                    |_: &mut S, (), cx| {
                        cx.say_undoable("Cadastros separados.");
                    },
                );
            });
        },
    );
}

impl Merge {
    fn merge(&mut self, cx: &mut Cx<'_>) {
        let (keep, other) = (self.keep, self.other);
        cx.write(
            "unificar os cadastros",
            Topic::People,
            move |desk: &mut Desk| desk.merge(keep, other),
            |_: &mut Self, (), cx| {
                cx.say_undoable("Cadastros unificados. Dá para separar depois em F8.");
                cx.close();
            },
        );
    }

    /// The other record stays instead of this one.
    fn swap(&mut self, _: &mut Cx<'_>) {
        std::mem::swap(&mut self.keep, &mut self.other);
        let (kept, gone) = std::mem::take(&mut self.names);
        self.names = (gone, kept);
        let rows = self.rows.items().iter().cloned().map(|it| Twin {
            field: it.field,
            kept: it.other,
            other: it.kept,
        });
        self.rows.set(rows.collect());
    }
}

pub static KEYS: &[Binding<Merge>] = &[
    Binding::new(
        "F10",
        &["ctrl+s"],
        "unificar",
        "Junta os dois cadastros no da esquerda; o que falta nele vem do outro.",
        Merge::merge,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "inverter",
        "Fica o da direita em vez do da esquerda.",
        Merge::swap,
    ),
];

const COLUMNS: &[Column<Twin>] = &[
    Column::new("", 12, |it: &Twin, _| {
        Cell::toned(it.field.label(), Tone::Dim)
    })
    .grow(1),
    Column::new("Fica", 16, |it: &Twin, look| Cell {
        tone: Tone::Strong,
        ..said(it.field, &it.kept, look)
    })
    .grow(3),
    Column::new("Entra nele", 16, |it: &Twin, look| {
        said(it.field, &it.other, look)
    })
    .grow(3),
];

/// A value as people read it.
fn said(field: PersonField, value: &str, _: &crate::ui::Look) -> Cell {
    let labels = |all: Vec<&'static str>| all.join(", ");
    match field {
        PersonField::Name
        | PersonField::SocialName
        | PersonField::Nickname
        | PersonField::Mother => Cell::name(value),
        PersonField::Cpf => Cell::from(crate::domain::ids::mask_cpf(value)),
        PersonField::Nis => Cell::from(crate::domain::ids::mask_nis(value)),
        PersonField::Disability => Cell::from(labels(
            Disability::list(value)
                .iter()
                .map(|it| it.label())
                .collect(),
        )),
        PersonField::Missing => Cell::from(labels(
            MissingDoc::list(value).iter().map(|it| it.code()).collect(),
        )),
        PersonField::Bpc | PersonField::Homeless => Cell::from(match value {
            "s" => "sim",
            "n" => "não",
            _ => "",
        }),
        PersonField::Birth
        | PersonField::Email
        | PersonField::Sex
        | PersonField::Race
        | PersonField::Support
        | PersonField::Schooling
        | PersonField::Occupation
        | PersonField::Country
        | PersonField::DonorOn => Cell::from(told("person", field.name(), value)),
    }
}

impl Screen for Merge {
    fn title(&self) -> Cow<'_, str> {
        "Unificar".into()
    }

    fn help(&self) -> &str {
        "Só unifique quando for mesmo a mesma pessoa: confira nascimento, mãe e documentos. O da \
         esquerda fica, e o que lhe falta vem do outro. Famílias, telefones e vindas dos dois \
         ficam juntos. Dá para separar a qualquer tempo."
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let (kept, gone) = (
            canvas.look.name(&self.names.0).into_owned(),
            canvas.look.name(&self.names.1).into_owned(),
        );
        let used = canvas.wrapped(
            area,
            &format!("Fica «{kept}»; «{gone}» entra nele. Diferenças:"),
            Tone::Strong,
        );
        let body = Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        };
        self.rows.draw(canvas, body, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx).or(|| self.rows.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
