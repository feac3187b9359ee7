//! What happened to somebody of the family: went away, moved, died, became
//! the reference, came back. One list, one letter each; each is an act that
//! one key takes back.

use super::acts::first;
use super::{CardScreen, Row, Seeking};
use crate::app::{MemberLine, MoveTo};
use crate::domain::codes::Kinship;
use crate::domain::family::{AddressFacts, Family, NewMember};
use crate::domain::id::Id;
use crate::domain::person::{Person, Who};
use crate::ui::screens::{family_new, kin, moves};
use crate::ui::{Binding, Cx, Desk, PickRow, Topic};

/// What may have happened, in the order of the counter.
static HAPPENED: &[Binding<CardScreen>] = &[
    Binding::new(
        "s",
        &[],
        "saiu da família",
        "Saiu: dia e motivo.",
        CardScreen::left,
    )
    .off(CardScreen::off_former),
    Binding::new(
        "m",
        &[],
        "mudou para outra família daqui",
        "Vai para outra família cadastrada.",
        CardScreen::moved,
    )
    .off(CardScreen::off_former),
    Binding::new(
        "p",
        &[],
        "formou família própria",
        "Sai e abre um prontuário novo.",
        CardScreen::own_home,
    )
    .off(CardScreen::off_alone),
    Binding::new("f", &[], "faleceu", "Óbito: o dia.", CardScreen::died)
        .off(CardScreen::off_former),
    Binding::new(
        "r",
        &[],
        "passou a responder pela família",
        "Nova pessoa de referência.",
        CardScreen::leads,
    )
    .off(CardScreen::off_reference),
    Binding::new(
        "v",
        &[],
        "voltou para esta família",
        "Volta a ser membro.",
        CardScreen::came_back,
    )
    .off(CardScreen::off_member),
    Binding::new(
        "n",
        &[],
        "abriu família nova",
        "Quem saiu abre um prontuário.",
        CardScreen::opens_new,
    )
    .off(CardScreen::off_member),
];

impl CardScreen {
    pub(super) fn happened(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.take() else { return };
        let open: Vec<&'static Binding<Self>> = HAPPENED
            .iter()
            .filter(|it| (it.off)(self).is_none())
            .collect();
        let rows = open
            .iter()
            .map(|it| PickRow {
                letter: it.key.chars().next(),
                text: it.label.to_owned(),
            })
            .collect();
        let name = cx.look().name(&first(row.name())).into_owned();
        cx.pick(
            format!("O que aconteceu com {name}?"),
            rows,
            move |it: &mut Self, n, cx| {
                if let Some(binding) = open.get(n) {
                    (binding.run)(it, cx);
                }
            },
        );
    }

    fn off_former(&self) -> Option<&'static str> {
        match self.selected().map(Row::member) {
            Some(Some(_)) => None,
            Some(None) | None => Some("Não está mais nesta família."),
        }
    }

    fn off_member(&self) -> Option<&'static str> {
        match self.selected().map(Row::member) {
            Some(None) => None,
            Some(Some(_)) | None => Some("Está nesta família."),
        }
    }

    fn off_reference(&self) -> Option<&'static str> {
        match self.selected().and_then(Row::member) {
            Some(it) if it.kinship == Kinship::Reference => Some("Já responde pela família."),
            Some(_) => None,
            None => Some("Não está mais nesta família."),
        }
    }

    /// Alone in the family already.
    fn off_alone(&self) -> Option<&'static str> {
        let alone = self.card().is_some_and(|it| it.members.len() < 2);
        match self.off_former() {
            None if alone => Some("Já é família própria."),
            other => other,
        }
    }

    fn going(&self) -> Option<moves::Going> {
        let row = self.selected()?;
        let person = row.person();
        let others: Vec<MemberLine> = self.others(person).into_iter().cloned().collect();
        let leads = self.is_reference(person) && !others.is_empty();
        Some(moves::Going {
            family: self.family,
            person,
            name: row.name().to_owned(),
            others: if leads { others } else { Vec::new() },
        })
    }

    fn left(&mut self, cx: &mut Cx<'_>) {
        if let Some(going) = self.going() {
            cx.push(moves::leave(going));
        }
    }

    fn died(&mut self, cx: &mut Cx<'_>) {
        if let Some(going) = self.going() {
            cx.push(moves::death(going));
        }
    }

    fn moved(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.selected() {
            self.seek(Seeking::NewHome(row.person()), cx);
        }
    }

    /// Asks the kinship there, and who follows here when it must be said.
    pub(super) fn move_to(
        &mut self,
        person: Id<Person>,
        home: Id<Family>,
        whose: &str,
        cx: &mut Cx<'_>,
    ) {
        if home == self.family {
            cx.warn("É esta mesma família. Procure a outra.");
            return;
        }
        let title = format!("O que é de quem responde na família de {}", first(whose));
        kin::pick::<Self>(&title, cx, move |it, kinship, cx| {
            it.with_next(person, MoveTo::Family { id: home, kinship }, cx);
        });
    }

    fn own_home(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.selected() {
            let to = MoveTo::New {
                address: Box::<AddressFacts>::default(),
            };
            self.with_next(row.person(), to, cx);
        }
    }

    /// The reference person leaves others: who answers for them now?
    fn with_next(&mut self, person: Id<Person>, to: MoveTo, cx: &mut Cx<'_>) {
        let others: Vec<MemberLine> = self.others(person).into_iter().cloned().collect();
        if !self.is_reference(person) || others.is_empty() {
            self.go(person, to, None, cx);
            return;
        }
        let look = cx.look().clone();
        let rows = others
            .iter()
            .map(|it| PickRow {
                letter: None,
                text: format!("{}, {}", look.name(&it.name), it.age),
            })
            .collect();
        cx.pick(
            "Quem responde agora pela família",
            rows,
            move |it: &mut Self, n, cx| {
                if let Some(next) = others.get(n) {
                    it.go(person, to, Some(next.person), cx);
                }
            },
        );
    }

    fn go(&mut self, person: Id<Person>, to: MoveTo, next: Option<Id<Person>>, cx: &mut Cx<'_>) {
        let from = self.family;
        cx.write(
            "mudar de família",
            Topic::People,
            move |desk: &mut Desk| desk.move_member(person, from, &to, next),
            move |_: &mut Self, home, cx| {
                cx.say_undoable("Mudou de família. Esta é a ficha de agora.");
                super::open(person, Some(home), cx);
            },
        );
    }

    fn leads(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.selected().and_then(Row::member) else {
            return;
        };
        let others = self.others(it.person);
        let others = others.into_iter().map(moves::asked).collect();
        cx.push(kin::Kinships::of(
            self.family,
            it.person,
            &it.name,
            it.kinship,
            others,
        ));
    }

    fn came_back(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.selected() else { return };
        let (family, person) = (self.family, row.person());
        let empty = self.card().is_none_or(|it| it.members.is_empty());
        if empty {
            self.enter(family, person, Kinship::Reference, cx);
            return;
        }
        let title = format!("O que {} é de quem responde", first(row.name()));
        kin::pick::<Self>(&title, cx, move |it, kinship, cx| {
            it.enter(family, person, kinship, cx);
        });
    }

    fn enter(&mut self, family: Id<Family>, person: Id<Person>, kinship: Kinship, cx: &mut Cx<'_>) {
        let new = NewMember::new(Who::Known(person), kinship);
        self.wanted = Some(person);
        self.write(
            "pôr na família",
            "Voltou para a família.".to_owned(),
            cx,
            move |desk| desk.add_member(family, &new).map(drop),
        );
    }

    fn opens_new(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.selected() {
            family_new::open_for(row.person(), row.name(), cx);
        }
    }
}
