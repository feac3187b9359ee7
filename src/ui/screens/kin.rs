//! Kinship asked by one letter, and asked again of everybody when another
//! person becomes the reference.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::person_fields::KIN;
use crate::domain::codes::Kinship;
use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::canvas::columns;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, PickRow, Screen, Tone, Topic,
};

/// Asks what somebody is of the reference person.
pub fn pick<S: Screen>(
    title: &str,
    cx: &mut Cx<'_>,
    then: impl FnOnce(&mut S, Kinship, &mut Cx<'_>) + Send + 'static,
) {
    let rows = KIN
        .iter()
        .map(|it| PickRow {
            letter: it.key,
            text: it.label.to_owned(),
        })
        .collect();
    cx.pick(title, rows, move |it: &mut S, n, cx| {
        if let Some(kinship) = KIN.get(n).and_then(|it| Kinship::from_code(it.code)) {
            then(it, kinship, cx);
        }
    });
}

/// In the room of a column.
pub const fn short(it: Kinship) -> &'static str {
    match it {
        Kinship::Reference => "Referência",
        Kinship::Spouse => "Cônjuge",
        Kinship::Child => "Filho(a)",
        Kinship::Stepchild => "Enteado(a)",
        Kinship::Grandchild => "Neto(a)",
        Kinship::Parent => "Pai/mãe",
        Kinship::ParentInLaw => "Sogro(a)",
        Kinship::Sibling => "Irmão/irmã",
        Kinship::ChildInLaw => "Genro/nora",
        Kinship::OtherKin => "Parente",
        Kinship::NotKin => "Não parente",
    }
}

/// One of the household, and what they are of the new reference person.
#[derive(Clone)]
pub struct Asked {
    pub person: Id<Person>,
    pub name: String,
    /// To the reference so far.
    pub before: Kinship,
    pub now: Option<Kinship>,
}

/// What each one is of the new reference person, a letter each.
pub struct Kinships {
    family: Id<Family>,
    next: Id<Person>,
    name: String,
    people: List<Asked>,
}

impl Kinships {
    /// `people` are the others of the household.
    pub fn of(
        family: Id<Family>,
        next: Id<Person>,
        name: &str,
        was: Kinship,
        people: Vec<Asked>,
    ) -> Self {
        let mut list: List<Asked> = List::new(|a, b| a.person == b.person);
        list.empty = "Não há mais ninguém. Enter grava.";
        list.set(
            people
                .into_iter()
                .map(|it| Asked {
                    now: seen_from(was, it.before),
                    ..it
                })
                .collect(),
        );
        Self {
            family,
            next,
            name: name.to_owned(),
            people: list,
        }
    }

    fn choose(&mut self, kinship: Kinship) {
        let at = self.people.selected_index();
        let mut all = self.people.items().to_vec();
        if let Some(it) = all.get_mut(at) {
            it.now = Some(kinship);
        }
        self.people.set(all);
        self.people.select(at + 1);
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let (family, next) = (self.family, self.next);
        let kinships: Vec<(Id<Person>, Kinship)> = self
            .people
            .items()
            .iter()
            .filter_map(|it| Some((it.person, it.now?)))
            .collect();
        let name = cx.look().name(&self.name).into_owned();
        cx.write(
            "trocar a referência",
            Topic::People,
            move |desk: &mut Desk| desk.change_reference(family, next, &kinships),
            move |_: &mut Self, (), cx| {
                cx.say_undoable(format!("{name} é a pessoa de referência."));
                cx.close();
            },
        );
    }
}

/// What can be known without asking: children of a couple stay children, who
/// was child of the old reference has it as parent.
fn seen_from(next_was: Kinship, other_was: Kinship) -> Option<Kinship> {
    match (next_was, other_was) {
        (Kinship::Spouse, Kinship::Reference) => Some(Kinship::Spouse),
        (Kinship::Child, Kinship::Reference) => Some(Kinship::Parent),
        (Kinship::Child, Kinship::Child) => Some(Kinship::Sibling),
        (Kinship::Parent, Kinship::Reference) => Some(Kinship::Child),
        (Kinship::Sibling, Kinship::Reference | Kinship::Sibling) => Some(Kinship::Sibling),
        (Kinship::Grandchild, Kinship::Reference) => Some(Kinship::OtherKin),
        (_, Kinship::NotKin) => Some(Kinship::NotKin),
        _ => None,
    }
}

const COLUMNS: &[Column<Asked>] = &[
    Column::new("Nome", 16, |it: &Asked, _| Cell::name(it.name.clone())).grow(3),
    Column::new("Era", 10, |it: &Asked, _| {
        Cell::toned(short(it.before), Tone::Dim)
    })
    .grow(1)
    .drop(1),
    Column::new("É", 12, |it: &Asked, _| match it.now {
        Some(kinship) => Cell::from(kinship.label()),
        None => Cell::toned("? diga a letra", Tone::Warn),
    })
    .grow(2),
];

/// The letters in rows, none broken from its word.
fn letters(width: u16) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for it in KIN
        .iter()
        .filter_map(|it| Some(format!("{} {}", it.key?, it.label)))
    {
        match rows.last_mut() {
            Some(row) if columns(row) + columns(&it) + 3 <= width => {
                row.push_str("   ");
                row.push_str(&it);
            }
            Some(_) | None => rows.push(it),
        }
    }
    rows
}

pub static KEYS: &[Binding<Kinships>] = &[Binding::new(
    "F10",
    &["enter", "ctrl+s"],
    "gravar",
    "Grava a nova referência e os parentescos; quem ficar em branco mantém o que tinha.",
    Kinships::save,
)];

impl Screen for Kinships {
    fn title(&self) -> Cow<'_, str> {
        "Nova referência".into()
    }

    fn help(&self) -> &str {
        "O parentesco é sempre com a pessoa de referência; trocando a referência, ele muda. Para \
         cada um, digite a letra do que é da nova referência. O que dá para saber já vem \
         preenchido."
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let name = canvas.look.name(&self.name).into_owned();
        let used = canvas.wrapped(
            area,
            &format!("{name} passa a responder pela família. O que cada um é de {name}?"),
            Tone::Strong,
        );
        let letters = letters(area.width);
        let wanted = u16::try_from(letters.len()).unwrap_or(0);
        let rest = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used),
            ..area
        };
        let shown = if rest.height > wanted + 3 { wanted } else { 0 };
        let body = Rect {
            height: rest.height - shown,
            ..rest
        };
        self.people.draw(canvas, body, COLUMNS);
        for (row, line) in (0..shown).zip(&letters) {
            canvas.text(rest.x, body.bottom() + row, rest.width, line, Tone::Dim);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if let Key::Char(c) = key {
            match Kinship::from_key(c).filter(|it| *it != Kinship::Reference) {
                Some(kinship) => self.choose(kinship),
                None => cx.warn("Nenhum parentesco tem essa letra."),
            }
            return Handled::Yes;
        }
        dispatch(KEYS, self, key, cx).or(|| self.people.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
