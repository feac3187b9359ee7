//! One family on one card: who, where, how to reach them, what is pending,
//! when they came. One number or fragment chooses a person; Enter puts that
//! person in the line. The card shows what it was given: what the role may not
//! see is not here at all.

mod acts;
mod draw;
mod happened;
mod more;

use std::any::Any;
use std::borrow::Cow;

use ratatui::layout::Rect;

pub use acts::KEYS;
pub use more::MORE;

use super::arrival::{Coming, InLine, arrival};
use super::found::Chosen;
use super::member_forms::Joined;
use super::person_card::PersonScreen;
use crate::app::{Comer, FamilyCard, FormerLine, MemberLine, PersonGroups};
use crate::domain::access::Right;
use crate::domain::codes::Kinship;
use crate::domain::family::Family;
use crate::domain::fault::{Outcome, Refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{Canvas, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Topic, Topics};

/// The card of a person's family; of the person alone when there is none.
pub fn open(person: Id<Person>, family: Option<Id<Family>>, cx: &mut Cx<'_>) {
    match family {
        Some(family) => cx.push(CardScreen::marking(family, person)),
        None => cx.push(PersonScreen::of(person)),
    }
}

pub struct CardScreen {
    family: Id<Family>,
    /// Who is to be marked when the card comes.
    wanted: Option<Id<Person>>,
    sheet: Option<Sheet>,
    people: Finder<Row>,
    /// Groups that each of them is in or waits for.
    groups: Vec<PersonGroups>,
    /// What the person chosen by the search is for.
    seeking: Option<Seeking>,
}

/// The card and what this role may do with it.
#[derive(Clone)]
struct Sheet {
    card: FamilyCard,
    base_month: Option<String>,
    may: Vec<Right>,
}

/// Somebody of the family, now or before.
#[derive(Clone)]
struct Row {
    line: Line,
    /// What this person lacks, in few letters.
    missing: String,
    /// Who comes most.
    usual: bool,
}

#[derive(Clone)]
enum Line {
    Member(Box<MemberLine>),
    Former(FormerLine),
}

/// Why a search was opened from here.
#[derive(Clone, Copy)]
enum Seeking {
    /// The family where this person goes.
    NewHome(Id<Person>),
    /// The other record of this person.
    Twin(Id<Person>),
    /// Somebody registered who comes into this family.
    Newcomer,
}

/// Rights that change what the card offers.
const ASKED: [Right; 7] = [
    Right::MarkSecret,
    Right::SeeSecret,
    Right::Merge,
    Right::SeeAccessLog,
    Right::PrintSubjectData,
    Right::RevealNumbers,
    Right::SeeSituation,
];

impl Row {
    fn person(&self) -> Id<Person> {
        match &self.line {
            Line::Member(it) => it.person,
            Line::Former(it) => it.person,
        }
    }

    fn name(&self) -> &str {
        match &self.line {
            Line::Member(it) => &it.name,
            Line::Former(it) => &it.name,
        }
    }

    fn kinship(&self) -> Kinship {
        match &self.line {
            Line::Member(it) => it.kinship,
            Line::Former(it) => it.kinship,
        }
    }

    fn member(&self) -> Option<&MemberLine> {
        match &self.line {
            Line::Member(it) => Some(it),
            Line::Former(_) => None,
        }
    }
}

impl CardScreen {
    pub fn of(family: Id<Family>) -> Self {
        let mut people =
            Finder::new(|a: &Row, b| a.person() == b.person()).local(|it| it.name().to_owned());
        people.list.empty = "Ninguém nesta família.";
        Self {
            family,
            wanted: None,
            sheet: None,
            people,
            groups: Vec::new(),
            seeking: None,
        }
    }

    /// The card with somebody marked.
    pub fn marking(family: Id<Family>, person: Id<Person>) -> Self {
        Self {
            wanted: Some(person),
            ..Self::of(family)
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let family = self.family;
        cx.fetch(
            "abrir a ficha",
            move |desk: &mut Desk| {
                let may = ASKED.into_iter().filter(|it| desk.may(*it)).collect();
                let card = desk.family_card(family)?;
                let month = desk.bases().cecad.as_ref().map(|it| it.month.spoken());
                Ok(Sheet {
                    card,
                    base_month: month,
                    may,
                })
            },
            Self::loaded,
        );
    }

    fn loaded(&mut self, sheet: Sheet, cx: &mut Cx<'_>) {
        let card = &sheet.card;
        let mut lines: Vec<Line> = Vec::new();
        lines.extend(
            card.members
                .iter()
                .map(|it| Line::Member(Box::new(it.clone()))),
        );
        // Whoever left and came back is a member.
        let back = |it: &&FormerLine| card.members.iter().any(|row| row.person == it.person);
        let gone = card.former.iter().filter(|it| !back(it));
        lines.extend(gone.map(|it| Line::Former(it.clone())));
        let usual = card.usual_visitor.as_ref().map(|it| it.0);
        let rows = lines.into_iter().map(|line| {
            let mut row = Row {
                line,
                missing: String::new(),
                usual: false,
            };
            row.missing = draw::missing_of(card, row.person());
            row.usual = usual == Some(row.person());
            row
        });
        let rows = rows.collect();
        self.people.list.set(rows);
        let wanted = self.wanted.take();
        if let Some(at) = wanted.and_then(|it| self.place(it)) {
            self.people.list.select(at);
        }
        self.sheet = Some(sheet);
        let people = self.people.list.items().iter();
        let people: Vec<Id<Person>> = people.map(Row::person).collect();
        cx.ask_latest(
            "grupos",
            "ver os grupos",
            move |desk: &mut Desk| desk.groups_of_people(&people),
            |it: &mut Self, groups, _| it.groups = groups,
        );
    }

    fn place(&self, person: Id<Person>) -> Option<usize> {
        let rows = self.people.list.items();
        rows.iter().position(|it| it.person() == person)
    }

    fn may(&self, right: Right) -> bool {
        self.sheet
            .as_ref()
            .is_some_and(|it| it.may.contains(&right))
    }

    fn selected(&self) -> Option<&Row> {
        self.people.list.selected()
    }

    fn card(&self) -> Option<&FamilyCard> {
        self.sheet.as_ref().map(|it| &it.card)
    }

    /// The others of the household, for a change of reference.
    fn others(&self, than: Id<Person>) -> Vec<&MemberLine> {
        self.card().map_or_else(Vec::new, |card| {
            card.members.iter().filter(|it| it.person != than).collect()
        })
    }

    fn is_reference(&self, person: Id<Person>) -> bool {
        self.card().is_some_and(|card| {
            card.members
                .iter()
                .any(|it| it.person == person && it.kinship == Kinship::Reference)
        })
    }
}

/// What the check-in of somebody registered starts from.
///
/// # Errors
/// Refused by role.
pub fn coming(
    desk: &mut Desk,
    person: Id<Person>,
    family: Option<Id<Family>>,
    name: String,
) -> Outcome<Coming> {
    Ok(Coming {
        sheet: Some(desk.arrival_sheet(person, family)?),
        demands: desk.demands()?,
        who: Comer::Registered { person, family },
        name,
    })
}

/// Opens the check-in over a screen.
pub fn arrive<S: Screen>(
    person: Id<Person>,
    family: Option<Id<Family>>,
    name: String,
    cx: &mut Cx<'_>,
) {
    cx.fetch(
        "abrir a chegada",
        move |desk: &mut Desk| coming(desk, person, family, name),
        |_: &mut S, coming, cx| cx.push(arrival(coming)),
    );
}

impl Screen for CardScreen {
    fn title(&self) -> Cow<'_, str> {
        match self.card() {
            Some(card) => format!("Prontuário {}", card.number).into(),
            None => "Ficha da família".into(),
        }
    }

    fn help(&self) -> &str {
        "A família inteira numa ficha. Escolha a pessoa pelo número, por um pedaço do nome ou com \
         as setas; Enter dá a senha a quem está marcado. As outras teclas agem sobre a pessoa \
         marcada ou sobre a família. Nada pede confirmação: Ctrl+Z desfaz."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::People, Topic::Base, Topic::Line, Topic::Groups]) {
            self.load(cx);
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        match answer.downcast::<InLine>() {
            Ok(it) => cx.close_with(*it),
            Err(answer) => match answer.downcast::<Chosen>() {
                Ok(chosen) => self.found(*chosen, cx),
                Err(answer) => {
                    if let Ok(joined) = answer.downcast::<Joined>() {
                        self.wanted = Some(joined.0);
                    }
                }
            },
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.sheet.is_none() {
            cx.close();
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.paint(canvas, area);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if key == Key::Esc && !self.people.line.is_empty() {
            self.people.line.clear();
            return Handled::Yes;
        }
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.people.key(key) {
            Found::Typed | Found::Moved => Handled::Yes,
            // Enter is in the table.
            Found::Row(_) | Found::Unclear(_) => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let _ = self.people.paste(text);
        Handled::Yes
    }
}
