//! What the keys of the agenda do.

use super::calls::Calls;
use super::free::FreeView;
use super::take::{take, take_for};
use super::wish_forms::earlier;
use super::wishes::Wishes;
use super::{Agenda, View, offer};
use crate::app::{Place, Where};
use crate::domain::agenda::{Minute, Provider, Service};
use crate::domain::id::Id;
use crate::ui::screens::booking;
use crate::ui::{Binding, Cx, Desk, PickRow};
use chrono::NaiveDate;

/// Free places that one list shows.
const FREE_MAX: usize = 60;

const ONLY_NUMBERS: &str = "Seu perfil vê os números da agenda, sem nomes.";

pub static KEYS: &[Binding<Agenda>] = &[
    Binding::new(
        "enter",
        &[],
        "abrir",
        "Abre o horário marcado, ou o dia; sobre uma vaga livre, marca-a só com o nome.",
        Agenda::enter,
    ),
    Binding::new(
        "d",
        &[],
        "dia",
        "Mostra o dia por profissional.",
        Agenda::day_view,
    )
    .off(off_numbers),
    Binding::new(
        "s",
        &[],
        "semana",
        "Mostra a semana: marcados, lugares e a primeira vaga de cada dia.",
        Agenda::week_view,
    )
    .off(off_numbers),
    Binding::new(
        "m",
        &[],
        "mês",
        "Mostra o mês com o quanto cada dia está cheio.",
        Agenda::month_view,
    ),
    Binding::new(
        "l",
        &[],
        "livres",
        "Mostra as vagas livres de um serviço, do dia da tela em diante.",
        Agenda::free_view,
    )
    .off(off_numbers),
    Binding::new(
        "e",
        &[],
        "só eu",
        "Mostra só a agenda de quem está usando o programa; de novo, a de todos.",
        Agenda::own,
    )
    .off(off_numbers),
    Binding::new(
        "t",
        &[],
        "telefonar",
        "Mostra quem está marcado para o próximo dia, com telefone e o que dizer.",
        Agenda::calls,
    )
    .off(off_numbers),
    Binding::new(
        "f",
        &[],
        "quem espera",
        "Mostra quem espera por um horário mais cedo, na ordem em que pediu.",
        Agenda::wishes,
    )
    .off(off_numbers),
    Binding::new(
        "c",
        &[],
        "mais cedo",
        "Põe quem está marcado na lista de espera por um horário mais cedo.",
        Agenda::ask_earlier,
    )
    .off(|it| it.marked().is_none().then_some("Escolha alguém no dia.")),
    Binding::new(
        "v",
        &[],
        "oferecer",
        "Mostra a quem da lista de espera oferecer a vaga livre que está marcada.",
        Agenda::offer,
    )
    .off(|it| it.place().is_none().then_some("Escolha uma vaga livre.")),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da família de quem está marcado.",
        Agenda::card,
    )
    .off(|it| it.marked().is_none().then_some("Escolha alguém no dia.")),
    Binding::new(
        "i",
        &[],
        "imprimir",
        "Imprime a agenda do dia, de um profissional ou de todos.",
        Agenda::print,
    )
    .off(|it| (it.view != View::Day).then_some("Abra um dia (D) para imprimir.")),
    Binding::new(
        "h",
        &["home"],
        "hoje",
        "Volta ao dia de hoje.",
        Agenda::today,
    ),
    Binding::new(
        "left",
        &[],
        "antes",
        "Dia, semana ou mês anterior.",
        Agenda::before,
    ),
    Binding::new(
        "right",
        &[],
        "depois",
        "Dia, semana ou mês seguinte.",
        Agenda::after,
    ),
];

fn off_numbers(it: &Agenda) -> Option<&'static str> {
    it.numbers.then_some(ONLY_NUMBERS)
}

impl Agenda {
    fn day_view(&mut self, cx: &mut Cx<'_>) {
        self.show(View::Day, cx);
    }

    fn week_view(&mut self, cx: &mut Cx<'_>) {
        self.show(View::Week, cx);
    }

    fn month_view(&mut self, cx: &mut Cx<'_>) {
        self.show(View::Month, cx);
    }

    fn before(&mut self, cx: &mut Cx<'_>) {
        self.step(false, cx);
    }

    fn after(&mut self, cx: &mut Cx<'_>) {
        self.step(true, cx);
    }

    fn today(&mut self, cx: &mut Cx<'_>) {
        let today = cx.look().today();
        self.go(Some(today), cx);
    }

    fn own(&mut self, cx: &mut Cx<'_>) {
        if self.only.take().is_some() {
            return self.load(cx);
        }
        cx.fetch(
            "abrir a sua agenda",
            |desk: &mut Desk| desk.own_provider(),
            |it: &mut Self, own, cx| match own {
                None => cx.warn("Você não tem horários na agenda. A coordenação é quem os põe."),
                Some(own) => {
                    it.only = Some(own);
                    if it.view == View::Month || it.view == View::Free {
                        it.view = View::Day;
                    }
                    it.load(cx);
                }
            },
        );
    }

    /// Asks for the service, and then shows its places.
    fn free_view(&mut self, cx: &mut Cx<'_>) {
        cx.fetch(
            "ler os serviços",
            |desk: &mut Desk| Ok(desk.supply()?.services),
            |_: &mut Self, mut all: Vec<Service>, cx| {
                all.retain(|it| it.active);
                let rows = all
                    .iter()
                    .map(|it| PickRow {
                        letter: it.letter.chars().next(),
                        text: it.label.clone(),
                    })
                    .collect();
                cx.pick("Vagas de que serviço?", rows, |it: &mut Self, n, cx| {
                    let mut all = all;
                    if n < all.len() {
                        it.free = FreeView::of(all.swap_remove(n));
                        it.show(View::Free, cx);
                    }
                });
            },
        );
    }

    pub(super) fn load_free(&mut self, day: NaiveDate, cx: &mut Cx<'_>) {
        let Some(service) = self.free.service() else {
            self.answered = true;
            return;
        };
        let asked = Where {
            service,
            provider: self.only,
            from: Some((day, Minute::MIDNIGHT)),
            only_day: false,
        };
        cx.ask_latest(
            "agenda",
            "procurar vagas",
            move |desk: &mut Desk| desk.free_slots(asked, None, FREE_MAX),
            |it: &mut Self, slots, _| {
                it.answered = true;
                it.free.set(slots);
            },
        );
    }

    /// Enter on a row of the day or of the free places.
    pub(super) fn open(&mut self, cx: &mut Cx<'_>) {
        if let Some(id) = self.marked().map(|it| it.id) {
            return booking::open_appointment(id, cx);
        }
        match (self.view, self.place(), self.free.selected()) {
            (View::Free, _, Some(slot)) => cx.push(take(slot.clone())),
            (View::Day, Some(place), _) => take_for::<Self>(place, cx),
            (View::Day | View::Week | View::Month | View::Free, ..) => {}
        }
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        match self.marked().map(|it| (it.person, it.family)) {
            Some((person, family)) => super::open_card(person, family, cx),
            None => cx.warn("Escolha alguém no dia."),
        }
    }

    /// Asks whose day when there is more than one on screen.
    fn print(&mut self, cx: &mut Cx<'_>) {
        let all = self.of_day.providers();
        if self.only.is_some() || all.len() < 2 {
            let only = self.only.or(all.first().map(|it| it.0));
            return self.print_of(only, cx);
        }
        let everybody = PickRow {
            letter: Some('t'),
            text: "Todos".to_owned(),
        };
        let each = all.iter().map(|it| PickRow {
            letter: None,
            text: it.1.clone(),
        });
        let rows = std::iter::once(everybody).chain(each).collect();
        cx.pick(
            "Imprimir a agenda de quem?",
            rows,
            move |it: &mut Self, n, cx| {
                let only = n.checked_sub(1).and_then(|n| all.get(n));
                it.print_of(only.map(|it| it.0), cx);
            },
        );
    }

    fn print_of(&mut self, only: Option<Id<Provider>>, cx: &mut Cx<'_>) {
        let day = self.day(cx);
        cx.ask(
            "imprimir a agenda",
            move |desk: &mut Desk| desk.print_agenda(day, only),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }

    /// The agenda's own day when it is still to come, else the next one.
    fn calls(&mut self, cx: &mut Cx<'_>) {
        let day = self.day.filter(|it| *it > cx.look().today());
        cx.push(Calls::on(day));
    }

    fn wishes(&mut self, cx: &mut Cx<'_>) {
        cx.push(Wishes::default());
    }

    fn ask_earlier(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.marked() else {
            return;
        };
        cx.push(earlier(it));
    }

    /// Who waits for the free place under the cursor.
    fn offer(&mut self, cx: &mut Cx<'_>) {
        if let Some(place) = self.place() {
            offer::open::<Self>(place, cx);
        }
    }

    fn place(&self) -> Option<Place> {
        match self.view {
            View::Day => self.of_day.slot().map(Place::from),
            View::Free => self.free.selected().map(|it| Place::from(&it.slot)),
            View::Week | View::Month => None,
        }
    }
}
