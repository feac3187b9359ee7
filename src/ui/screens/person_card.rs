//! One person who is in no family: what is known, and the ways into one. Who
//! does have a family is shown on its card instead.

use std::any::Any;
use std::borrow::Cow;

use ratatui::layout::Rect;

use super::arrival::InLine;
use super::courses::answers;
use super::documents::Documents;
use super::family_card::{CardScreen, arrive};
use super::found::{Chosen, FindPerson};
use super::groups::enrol;
use super::groups::situation::Situations;
use super::{family_new, history, kin, merge, person_form, subject};
use crate::app::{PersonCard, PersonGroups, Veil};
use crate::domain::access::Right;
use crate::domain::codes::{Kinship, MissingDoc};
use crate::domain::family::{Family, NewMember};
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::domain::person::{Person, Who};
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cx, Desk, Handled, Hint, Key, Look, PickRow, Screen, Tone, Topic, Topics,
};

pub struct PersonScreen {
    person: Id<Person>,
    card: Option<PersonCard>,
    /// What they are in or wait for.
    groups: Vec<String>,
    /// May see the priority situation.
    trusted: bool,
    joining: bool,
}

impl PersonScreen {
    pub fn of(person: Id<Person>) -> Self {
        Self {
            person,
            card: None,
            groups: Vec::new(),
            trusted: false,
            joining: false,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let person = self.person;
        cx.fetch(
            "abrir a ficha",
            move |desk: &mut Desk| {
                let family = desk.family_of_person(person)?;
                let card = match family {
                    Some(_) => None,
                    None => Some((desk.person_card(person)?, desk.groups_of_people(&[person])?)),
                };
                Ok((family, card, desk.may(Right::SeeSituation)))
            },
            |it: &mut Self, (family, card, trusted), cx| match (family, card) {
                (Some(family), _) => cx.replace(CardScreen::marking(family, it.person)),
                (None, Some((card, groups))) => {
                    it.trusted = trusted;
                    it.took(card, groups);
                }
                (None, None) => {}
            },
        );
    }

    fn took(&mut self, card: PersonCard, groups: Vec<PersonGroups>) {
        let told = groups.into_iter().filter_map(|it| match it.told {
            Veil::Open(told) => Some(told),
            Veil::Hidden => None,
        });
        self.groups = told.flatten().collect();
        self.card = Some(card);
    }

    fn name(&self) -> String {
        self.card
            .as_ref()
            .map_or_else(String::new, |it| it.facts.listed_name())
    }

    fn arrive(&mut self, cx: &mut Cx<'_>) {
        arrive::<Self>(self.person, None, self.name(), cx);
    }

    fn edit(&mut self, cx: &mut Cx<'_>) {
        person_form::open::<Self>(self.person, None, cx);
    }

    fn open_family(&mut self, cx: &mut Cx<'_>) {
        family_new::open_for(self.person, &self.name(), cx);
    }

    fn join(&mut self, cx: &mut Cx<'_>) {
        self.joining = true;
        cx.push(FindPerson::new("Entra na família de quem"));
    }

    fn enter(&mut self, family: Id<Family>, whose: &str, cx: &mut Cx<'_>) {
        let person = self.person;
        let title = format!(
            "O que é de quem responde na família de {}",
            crate::domain::name::first(whose)
        );
        kin::pick::<Self>(&title, cx, move |_, kinship: Kinship, cx| {
            let new = NewMember::new(Who::Known(person), kinship);
            cx.write(
                "pôr na família",
                Topic::People,
                move |desk: &mut Desk| desk.add_member(family, &new),
                |_: &mut Self, _, cx| cx.say_undoable("Entrou na família."),
            );
        });
    }

    fn documents(&mut self, cx: &mut Cx<'_>) {
        cx.push(Documents::of(self.person, &self.name()));
    }

    fn enrol(&mut self, cx: &mut Cx<'_>) {
        enrol::open(self.person, self.name(), cx);
    }

    fn courses(&mut self, cx: &mut Cx<'_>) {
        answers::open(self.person, self.name(), cx);
    }

    fn more(&mut self, cx: &mut Cx<'_>) {
        let open: Vec<&'static Binding<Self>> =
            MORE.iter().filter(|it| (it.off)(self).is_none()).collect();
        let rows = open
            .iter()
            .map(|it| PickRow {
                letter: it.key.chars().next(),
                text: it.label.to_owned(),
            })
            .collect();
        cx.pick("Mais", rows, move |it: &mut Self, n, cx| {
            if let Some(binding) = open.get(n) {
                (binding.run)(it, cx);
            }
        });
    }

    fn reveal(&mut self, cx: &mut Cx<'_>) {
        person_form::reveal::<Self>(self.person, cx);
    }

    fn situations(&mut self, cx: &mut Cx<'_>) {
        cx.push(Situations::of_person(self.person, self.name()));
    }

    fn history(&mut self, cx: &mut Cx<'_>) {
        cx.push(history::History::of_person(self.person));
    }

    fn subject(&mut self, cx: &mut Cx<'_>) {
        subject::open::<Self>(self.person, cx);
    }

    fn unify(&mut self, cx: &mut Cx<'_>) {
        self.joining = false;
        cx.push(FindPerson::new("O outro cadastro da mesma pessoa"));
    }

    fn part(&mut self, cx: &mut Cx<'_>) {
        merge::part::<Self>(self.person, cx);
    }

    fn off(&self) -> Option<&'static str> {
        self.card.is_none().then_some("A ficha ainda está abrindo.")
    }
}

pub static KEYS: &[Binding<PersonScreen>] = &[
    Binding::new(
        "enter",
        &["F10", "ctrl+s"],
        "chegada",
        "Dá a senha a esta pessoa.",
        PersonScreen::arrive,
    )
    .off(PersonScreen::off),
    Binding::new(
        "+",
        &[],
        "grupos",
        "Inscreve a pessoa num grupo, ou põe na lista de espera.",
        PersonScreen::enrol,
    )
    .off(PersonScreen::off),
    Binding::new(
        "=",
        &[],
        "cursos",
        "Diz em que cursos a pessoa pode entrar, e inscreve.",
        PersonScreen::courses,
    )
    .off(PersonScreen::off),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "abrir família",
        "Abre um prontuário para esta pessoa e os seus.",
        PersonScreen::open_family,
    )
    .off(PersonScreen::off),
    Binding::new(
        "F5",
        &["ctrl+e"],
        "entrar em família",
        "Põe a pessoa numa família que já tem ficha.",
        PersonScreen::join,
    )
    .off(PersonScreen::off),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "pessoa",
        "Corrige os dados da pessoa.",
        PersonScreen::edit,
    )
    .off(PersonScreen::off),
    Binding::new(
        "F9",
        &["ctrl+p"],
        "documentos",
        "Documentos da pessoa, também os de migrantes.",
        PersonScreen::documents,
    )
    .off(PersonScreen::off),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "mais",
        "CPF e NIS inteiros, histórico, dados que temos, unificar.",
        PersonScreen::more,
    )
    .off(PersonScreen::off),
];

pub static MORE: &[Binding<PersonScreen>] = &[
    Binding::new(
        "n",
        &[],
        "mostrar CPF e NIS",
        "Mostra os números inteiros; fica registrado quem viu.",
        PersonScreen::reveal,
    ),
    Binding::new(
        "p",
        &[],
        "situação prioritária",
        "As situações prioritárias da pessoa e sua comprovação (equipe técnica).",
        PersonScreen::situations,
    )
    .off(|it| (!it.trusted).then_some("Seu perfil não faz isto. Peça a quem pode.")),
    Binding::new(
        "h",
        &[],
        "histórico",
        "O que foi corrigido: antes, depois, quem e quando.",
        PersonScreen::history,
    ),
    Binding::new(
        "l",
        &[],
        "dados que temos desta pessoa",
        "O papel que a LGPD garante à pessoa.",
        PersonScreen::subject,
    ),
    Binding::new(
        "u",
        &[],
        "unificar com outro cadastro",
        "A pessoa tem dois cadastros: junta num só.",
        PersonScreen::unify,
    ),
    Binding::new(
        "e",
        &[],
        "separar cadastros unificados",
        "Desfaz uma unificação.",
        PersonScreen::part,
    ),
];

/// Label and value, only what is known.
fn facts(card: &PersonCard, look: &Look) -> Vec<(&'static str, String)> {
    let it = &card.facts;
    let missing: Vec<&str> = it
        .missing
        .iter()
        .map(|it: &MissingDoc| it.label())
        .collect();
    let documents: Vec<String> = match &card.documents {
        Veil::Open(all) => all.iter().map(|it| it.facts.text()).collect(),
        Veil::Hidden => Vec::new(),
    };
    let civil = if it.social_name.is_empty() {
        String::new()
    } else {
        look.name(&it.name).into_owned()
    };
    let died = card.died_on.map(crate::domain::date::show);
    let mut out = vec![
        ("nome civil", civil),
        ("nascimento", it.birth.text()),
        (
            "idade",
            it.birth.age_text(card.died_on.unwrap_or(look.today())),
        ),
        ("óbito", died.unwrap_or_default()),
        ("sexo", it.sex.map_or("", |it| it.label()).to_owned()),
        ("mãe", look.name(&it.mother).into_owned()),
        ("CPF", it.cpf.clone()),
        ("NIS", it.nis.clone()),
        ("documentos", documents.join(", ")),
        ("falta", missing.join(", ")),
        ("país de origem", it.country.clone()),
    ];
    out.retain(|it| !it.1.is_empty());
    out
}

impl Screen for PersonScreen {
    fn title(&self) -> Cow<'_, str> {
        "Ficha da pessoa".into()
    }

    fn help(&self) -> &str {
        "Esta pessoa ainda não está em nenhuma família. Enter dá a senha assim mesmo; F2 abre uma \
         família para ela, F5 a põe numa que já existe."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::People, Topic::Groups]) {
            self.load(cx);
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        match answer.downcast::<InLine>() {
            Ok(it) => cx.close_with(*it),
            Err(answer) => {
                let Ok(chosen) = answer.downcast::<Chosen>() else {
                    return;
                };
                match (self.joining, chosen.family) {
                    (false, _) => merge::open::<Self>(self.person, chosen.person, cx),
                    (true, Some(family)) => self.enter(family, &chosen.name, cx),
                    (true, None) => cx.warn("Esta pessoa também não tem família. F2 abre uma."),
                }
            }
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.card.is_none() {
            cx.close();
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.cursor(area.x, area.y);
        let Some(card) = &self.card else { return };
        let name = canvas.look.name(&card.facts.listed_name()).into_owned();
        canvas.line(area, 0, &name, Tone::Strong);
        canvas.line(
            area,
            1,
            "Sem família: F2 abre uma, F5 entra numa que já existe.",
            Tone::Warn,
        );
        let mut all = facts(card, canvas.look);
        all.extend((!self.groups.is_empty()).then(|| ("grupos", self.groups.join("; "))));
        for (row, (label, value)) in (3..area.height).zip(all) {
            let after = canvas.text(area.x, area.y + row, 16, label, Tone::Dim);
            let at = after.max(area.x + 16);
            let width = area.right().saturating_sub(at);
            canvas.text(at, area.y + row, width, &value, Tone::Plain);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx)
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
