//! The keys of the card, and what each does to the person marked or to the
//! family.

use super::{CardScreen, Row, Seeking, arrive};
use crate::app::{Comer, Veil};
use crate::domain::family::NewMember;
use crate::domain::fault::Outcome;
use crate::domain::person::Who;
use crate::ui::screens::courses::answers;
use crate::ui::screens::found::{Chosen, FindPerson};
use crate::ui::screens::groups::enrol;
use crate::ui::screens::{
    booking, contact_forms, differences, documents, family_data, kin, member_forms, merge,
    person_form,
};
use crate::ui::{Binding, Cx, Desk, Found, Key, Topic};

pub static KEYS: &[Binding<CardScreen>] = &[
    Binding::new(
        "enter",
        &["ctrl+s"],
        "chegada",
        "Dá a senha à pessoa marcada.",
        CardScreen::arrive_selected,
    )
    .off(CardScreen::off_nobody),
    Binding::new(
        "F10",
        &["ctrl+y"],
        "agendar",
        "Marca um horário para a pessoa marcada.",
        CardScreen::book,
    )
    .off(CardScreen::off_nobody),
    Binding::new(
        "+",
        &[],
        "grupos",
        "Inscreve a pessoa marcada num grupo, ou põe na lista de espera.",
        CardScreen::enrol,
    )
    .off(CardScreen::off_nobody),
    Binding::new(
        "=",
        &[],
        "cursos",
        "Diz em que cursos a pessoa marcada pode entrar, e inscreve.",
        CardScreen::courses,
    )
    .off(CardScreen::off_nobody),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "pessoa",
        "Corrige os dados da pessoa marcada.",
        CardScreen::edit_person,
    )
    .off(CardScreen::off_nobody),
    Binding::new(
        "F7",
        &["ctrl+a"],
        "aconteceu",
        "O que aconteceu com a pessoa marcada: saiu, mudou, faleceu, virou referência.",
        CardScreen::happened,
    )
    .off(CardScreen::off_nobody),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "mais",
        "Tudo o mais: dados da família, sigilo, histórico, dados da pessoa, unificar.",
        CardScreen::more,
    )
    .off(CardScreen::off_loading),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "novo membro",
        "Põe mais alguém na família.",
        CardScreen::new_member,
    )
    .off(CardScreen::off_loading),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "telefones",
        "Telefones da família: de quem é, se é só recado.",
        CardScreen::phones,
    )
    .off(CardScreen::off_secret),
    Binding::new(
        "F5",
        &["ctrl+e"],
        "endereço",
        "Corrige o endereço ou anota a mudança.",
        CardScreen::address,
    )
    .off(CardScreen::off_secret),
    Binding::new(
        "F6",
        &["ctrl+d"],
        "CadÚnico",
        "O que a base do CadÚnico diz diferente, para aceitar ou manter, um por um.",
        CardScreen::differences,
    )
    .off(CardScreen::off_loading),
    Binding::new(
        "F9",
        &["ctrl+p"],
        "documentos",
        "Documentos da pessoa marcada, também os de migrantes.",
        CardScreen::documents,
    )
    .off(CardScreen::off_nobody),
];

impl CardScreen {
    pub(super) fn off_loading(&self) -> Option<&'static str> {
        self.sheet
            .is_none()
            .then_some("A ficha ainda está abrindo.")
    }

    pub(super) fn off_nobody(&self) -> Option<&'static str> {
        match (&self.sheet, self.selected()) {
            (None, _) => Some("A ficha ainda está abrindo."),
            (Some(_), None) => Some("Não há ninguém nesta família. F2 põe alguém."),
            (Some(_), Some(_)) => None,
        }
    }

    fn off_secret(&self) -> Option<&'static str> {
        match self.card() {
            None => Some("A ficha ainda está abrindo."),
            Some(card) if card.phones.is_hidden() => {
                Some("Contato sob sigilo: só a equipe técnica vê e muda.")
            }
            Some(_) => None,
        }
    }

    /// Who the keys act on; the box is emptied, its number has been used.
    pub(super) fn take(&mut self) -> Option<Row> {
        self.people.line.clear();
        self.selected().cloned()
    }

    /// Enter also says when the box names nobody.
    fn arrive_selected(&mut self, cx: &mut Cx<'_>) {
        match self.people.key(Key::Enter) {
            Found::Unclear(0) => {
                cx.warn("Não há essa linha nesta família.");
                return;
            }
            Found::Unclear(_) => {
                cx.warn("Há mais de uma pessoa assim. Digite mais letras ou o número.");
                return;
            }
            Found::Row(n) => self.people.list.select(n),
            Found::Typed | Found::Moved | Found::No => {}
        }
        let Some(row) = self.take() else { return };
        // Whoever left is in no family: the line does not count them here.
        let family = row.member().map(|_| self.family);
        arrive::<Self>(row.person(), family, row.name().to_owned(), cx);
    }

    fn book(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.take() else { return };
        let who = Comer::Registered {
            person: row.person(),
            family: row.member().map(|_| self.family),
        };
        booking::open(who, row.name().to_owned(), cx);
    }

    fn enrol(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.take() else { return };
        enrol::open(row.person(), row.name().to_owned(), cx);
    }

    fn courses(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.take() else { return };
        answers::open(row.person(), row.name().to_owned(), cx);
    }

    fn edit_person(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.take() else { return };
        let kinship = row.member().map(|it| (self.family, it.kinship));
        person_form::open::<Self>(row.person(), kinship, cx);
    }

    fn new_member(&mut self, cx: &mut Cx<'_>) {
        let Some(card) = self.card() else { return };
        let title = card.title.clone();
        cx.push(member_forms::form(self.family, title));
    }

    fn phones(&mut self, cx: &mut Cx<'_>) {
        let Some(card) = self.card() else { return };
        let Veil::Open(phones) = &card.phones else {
            return;
        };
        let members = contact_forms::first_names(card);
        cx.push(contact_forms::phones(self.family, phones, members));
    }

    fn address(&mut self, cx: &mut Cx<'_>) {
        let Some(card) = self.card() else { return };
        let Veil::Open(address) = &card.address else {
            return;
        };
        cx.push(contact_forms::address(self.family, address.as_ref()));
    }

    fn documents(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.take() else { return };
        cx.push(documents::Documents::of(row.person(), row.name()));
    }

    fn differences(&mut self, cx: &mut Cx<'_>) {
        cx.push(differences::Differences::of(self.family));
    }

    pub(super) fn data(&mut self, cx: &mut Cx<'_>) {
        let Some(card) = self.card() else { return };
        cx.push(family_data::form(card));
    }

    /// Opens the search; who is found comes back in `returned`.
    pub(super) fn seek(&mut self, why: Seeking, cx: &mut Cx<'_>) {
        self.seeking = Some(why);
        let title = match why {
            Seeking::NewHome(_) => "Para a família de quem",
            Seeking::Twin(_) => "O outro cadastro da mesma pessoa",
            Seeking::Newcomer => "Quem entra na família",
        };
        cx.push(FindPerson::new(title));
    }

    pub(super) fn found(&mut self, chosen: Chosen, cx: &mut Cx<'_>) {
        match self.seeking.take() {
            Some(Seeking::Twin(person)) => merge::open::<Self>(person, chosen.person, cx),
            Some(Seeking::Newcomer) => {
                let family = self.family;
                let person = chosen.person;
                kin::pick::<Self>(
                    &format!("O que {} é de quem responde", first(&chosen.name)),
                    cx,
                    move |_, kinship, cx| {
                        let new = NewMember::new(Who::Known(person), kinship);
                        cx.write(
                            "pôr na família",
                            Topic::People,
                            move |desk: &mut Desk| desk.add_member(family, &new),
                            move |it: &mut Self, id, cx| {
                                it.wanted = Some(id);
                                cx.say_undoable("Entrou na família.");
                            },
                        );
                    },
                );
            }
            Some(Seeking::NewHome(person)) => match chosen.family {
                Some(home) => self.move_to(person, home, &chosen.name, cx),
                None => cx.warn("Esta pessoa não está em nenhuma família."),
            },
            None => {}
        }
    }

    pub(super) fn write(
        &mut self,
        label: &'static str,
        said: String,
        cx: &mut Cx<'_>,
        work: impl FnOnce(&mut Desk) -> Outcome<()> + Send + 'static,
    ) {
        cx.write(label, Topic::People, work, move |_: &mut Self, (), cx| {
            cx.say_undoable(said);
        });
    }
}

pub(super) fn first(name: &str) -> String {
    crate::domain::name::first(name).to_owned()
}
