//! What the keys of the booking screen do, and how what is typed is read.

use super::extras::{phone_form, row_form};
use super::told::Told;
use super::{BOTH, BookingScreen, Contact, FamilyAgenda, PLACES, PLACES_MAX, Wanted};
use crate::app::{Booking, BookingAnswer, SlotLine, Veil, Where};
use crate::domain::agenda::{Minute, Provider, Said, Service, said};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::day_title;
use crate::ui::screens::agenda::offer::OfferScreen;
use crate::ui::widgets::list::Match;
use crate::ui::{Binding, Cx, Desk, Handled, Key, PickRow};

pub static KEYS: &[Binding<BookingScreen>] = &[
    Binding::new(
        "enter",
        &[],
        "agendar",
        "Pega a vaga marcada; com algo digitado, vai ao dia, à hora ou à linha.",
        BookingScreen::enter,
    ),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "telefone",
        "Troca o telefone que vale para este horário, ou diz que não tem.",
        BookingScreen::change_phone,
    )
    .off(BookingScreen::off_phone),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "horários",
        "Todos os horários da família, de antes e por vir.",
        BookingScreen::of_family,
    ),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "repetir",
        "O mesmo horário a cada tantas semanas, tantas vezes.",
        BookingScreen::repeat,
    )
    .off(|it| {
        it.moving
            .is_some()
            .then_some("Remarcar é de um horário por vez.")
    }),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "com quem",
        "Mostra só as vagas de um profissional, ou de todos.",
        BookingScreen::choose_provider,
    )
    .off(|it| it.sheet.is_none().then_some("A agenda ainda está abrindo.")),
];

/// The places to show, and why they are not of the day that was said.
pub(super) fn places(
    desk: &mut Desk,
    service: Id<Service>,
    provider: Option<Id<Provider>>,
    person: Option<Id<Person>>,
    wanted: Wanted,
    many: usize,
) -> Outcome<(Vec<SlotLine>, String)> {
    let search = |from, only_day| {
        let asked = Where {
            service,
            provider,
            from,
            only_day,
        };
        desk.free_slots(asked, person, many)
    };
    let (day, hour) = match wanted {
        Wanted::Next => return Ok((search(None, false)?, String::new())),
        Wanted::Day(day) => (day, Minute::MIDNIGHT),
        Wanted::Hour(day, hour) => (day, hour),
    };
    let found = search(Some((day, hour)), true)?;
    if !found.is_empty() {
        return Ok((found, String::new()));
    }
    let closed = desk.supply()?.closed(day);
    let why = match (closed, wanted) {
        (Some(closed), _) => format!("{}: fechado ({}).", day_title(day), closed.name),
        (None, Wanted::Hour(..)) => format!("{}: sem vaga das {hour} em diante.", day_title(day)),
        (None, Wanted::Day(_) | Wanted::Next) => format!("{}: sem vaga.", day_title(day)),
    };
    let later = search(Some((day, hour)), false)?;
    Ok((later, format!("{why} Estas são as próximas.")))
}

impl BookingScreen {
    fn enter(&mut self, cx: &mut Cx<'_>) {
        if self.service.is_none() {
            return self.enter_service(cx);
        }
        let typed = self.line.text().trim().to_owned();
        if typed.is_empty() {
            return self.take(cx);
        }
        let day_known = self.wanted != Wanted::Next;
        match said(&typed, day_known, cx.look().today()) {
            Ok(Said::Line(number)) => match number.checked_sub(1) {
                Some(n) if n < self.places.len() => {
                    self.line.clear();
                    self.places.select(n);
                    self.take(cx);
                }
                Some(_) | None => {
                    cx.warn("Não há essa linha. O dia e a hora levam dois números: 05, 08.");
                }
            },
            Ok(Said::Day(day)) => self.want(Wanted::Day(day), cx),
            Ok(Said::Hour(hour)) => match self.day() {
                Some(day) => self.want(Wanted::Hour(day, hour), cx),
                None => cx.warn("Diga o dia antes da hora."),
            },
            Err(why) => cx.warn(format!("Não entendi: {why}.")),
        }
    }

    fn want(&mut self, wanted: Wanted, cx: &mut Cx<'_>) {
        self.line.clear();
        self.wanted = wanted;
        self.look_for_places(cx);
    }

    /// One step back: what is typed, the day, the service; then the screen.
    pub(super) fn step_back(&mut self, cx: &mut Cx<'_>) -> bool {
        if !self.line.is_empty() {
            self.line.clear();
        } else if self.service.is_none() {
            return false;
        } else if self.wanted != Wanted::Next {
            self.want(Wanted::Next, cx);
        } else if self.moving.is_some() {
            return false;
        } else {
            self.service = None;
            self.note.clear();
            cx.forget("vagas");
            self.answered = true;
        }
        true
    }

    pub(super) fn service_key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if self.services.key(key) {
            return Handled::Yes;
        }
        if let Key::Char(letter) = key
            && letter.is_alphabetic()
        {
            let letter = letter.to_lowercase().to_string();
            let found = (self.services.items().iter()).position(|it| it.letter == letter);
            match found {
                Some(n) => self.choose_service(n, cx),
                None => cx.warn(format!("Nenhum serviço tem a letra {letter}.")),
            }
            return Handled::Yes;
        }
        let edit = self.line.key(key);
        if edit.changed()
            && let Match::One(n) = self.services.find(self.line.text(), |_| String::new())
        {
            self.services.select(n);
        }
        edit.handled()
    }

    fn enter_service(&mut self, cx: &mut Cx<'_>) {
        let typed = self.line.text();
        let at = match self.services.find(typed, |_| String::new()) {
            Match::One(n) => Some(n),
            Match::None | Match::Many(_) if typed.is_empty() => {
                Some(self.services.selected_index())
            }
            Match::None | Match::Many(_) => None,
        };
        match at.filter(|it| *it < self.services.len()) {
            Some(n) => self.choose_service(n, cx),
            None => cx.warn("Não há essa linha."),
        }
    }

    fn choose_service(&mut self, n: usize, cx: &mut Cx<'_>) {
        self.line.clear();
        self.services.select(n);
        self.service = self.services.selected().cloned();
        self.wanted = Wanted::Next;
        self.look_for_places(cx);
    }

    /// Marks the line whose number is typed.
    pub(super) fn point(&mut self) {
        if let Ok(number @ 1..) = self.line.text().parse::<usize>()
            && self.line.text().len() == 1
            && number <= self.places.len()
        {
            self.places.select(number - 1);
        }
    }

    /// Past the last place there may be more.
    pub(super) fn ask_for_more(&mut self, cx: &mut Cx<'_>) {
        let at_end = self.places.selected_index() + 1 >= self.places.len();
        if at_end && self.places.len() >= self.many && self.many < PLACES_MAX {
            self.many += PLACES;
            self.look_again(cx);
        }
    }

    fn take(&mut self, cx: &mut Cx<'_>) {
        let Some(place) = self.places.selected() else {
            cx.warn("Não há vaga. Escolha outro dia, ou outro serviço com Esc.");
            return;
        };
        let it = Booking {
            who: self.who.clone(),
            service: place.slot.service,
            provider: place.slot.provider,
            day: place.slot.day,
            starts: place.slot.starts,
            phone: match &self.phone {
                Contact::Known(it) => it.digits.clone(),
                Contact::Hidden | Contact::Nowhere => String::new(),
            },
            repeat: self.repeat.filter(|_| self.moving.is_none()),
        };
        let moving = self.moving.as_ref().map(|it| it.id);
        cx.write(
            "agendar",
            BOTH,
            move |desk: &mut Desk| {
                let answer = match moving {
                    Some(id) => desk.move_appointment(id, &it)?,
                    None => desk.book(&it)?,
                };
                let card = match &answer {
                    BookingAnswer::Booked { all, .. } => match all.first() {
                        Some(it) => Some(desk.appointment(it.id)?),
                        None => None,
                    },
                    BookingAnswer::Taken { .. } => None,
                };
                // Whoever waits for the place just given back.
                let offer = match moving {
                    Some(id) => desk.freed_by(id)?,
                    None => None,
                };
                Ok((answer, card, offer))
            },
            |it: &mut Self, (answer, card, offer), cx| match (answer, card) {
                (
                    BookingAnswer::Booked {
                        skipped,
                        clash,
                        all,
                        ..
                    },
                    Some(card),
                ) => {
                    let told = Told::new(card, all, skipped, clash, it.moving.is_some());
                    cx.say_undoable(told.message());
                    cx.replace(told);
                    if let Some(offer) = offer {
                        cx.push(OfferScreen::of(offer));
                    }
                }
                (BookingAnswer::Booked { .. }, None) => cx.close(),
                (BookingAnswer::Taken { next }, _) => it.lost(next, cx),
            },
        );
    }

    /// Somebody else was faster: the next place is marked, Enter takes it.
    fn lost(&mut self, next: Option<SlotLine>, cx: &mut Cx<'_>) {
        match next {
            Some(_) => {
                cx.warn("Esta vaga acaba de ser ocupada. A seguinte está marcada: Enter pega.")
            }
            None => cx.warn("Esta vaga acaba de ser ocupada, e não há outra depois dela."),
        }
        let from = self
            .places
            .selected()
            .map(|it| (it.slot.day, it.slot.starts));
        if let Some((day, starts)) = from {
            self.wanted = Wanted::Hour(day, starts);
        }
        self.look_for_places(cx);
    }

    fn off_phone(&self) -> Option<&'static str> {
        match (&self.phone, &self.moving) {
            (_, Some(_)) => Some("O telefone continua o do horário que muda."),
            (Contact::Hidden, None) => Some("Telefone sob sigilo: só a equipe técnica vê e muda."),
            (Contact::Nowhere | Contact::Known(_), None) => None,
        }
    }

    /// One key more says which: another of the family, a new one, none.
    fn change_phone(&mut self, cx: &mut Cx<'_>) {
        let known = match self.sheet.as_ref().map(|it| &it.phones) {
            Some(Veil::Open(all)) => all.clone(),
            Some(Veil::Hidden) | None => Vec::new(),
        };
        let mut rows: Vec<PickRow> = known
            .iter()
            .map(|it| PickRow {
                letter: None,
                text: it.text.clone(),
            })
            .collect();
        for (letter, text) in [('o', "outro número"), ('n', "não tem telefone")] {
            rows.push(PickRow {
                letter: Some(letter),
                text: text.to_owned(),
            });
        }
        cx.pick("Telefone", rows, move |it: &mut Self, n, cx| {
            match (known.get(n), n == known.len()) {
                (Some(phone), _) => it.phone = Contact::Known(phone.clone()),
                (None, true) => cx.push(phone_form()),
                (None, false) => it.phone = Contact::Nowhere,
            }
        });
    }

    fn repeat(&mut self, cx: &mut Cx<'_>) {
        cx.push(row_form());
    }

    fn choose_provider(&mut self, cx: &mut Cx<'_>) {
        let Some(sheet) = &self.sheet else { return };
        let mut all = vec![(None, "todos".to_owned())];
        let named = sheet.providers.iter();
        all.extend(named.map(|it| (Some(it.id), it.name.clone())));
        let rows = all
            .iter()
            .map(|it| PickRow {
                letter: it.0.is_none().then_some('t'),
                text: it.1.clone(),
            })
            .collect();
        cx.pick("Com quem", rows, move |it: &mut Self, n, cx| {
            it.provider = all.get(n).and_then(|it| it.0);
            it.look_for_places(cx);
        });
    }

    fn of_family(&mut self, cx: &mut Cx<'_>) {
        if self.person().is_none() {
            cx.warn("Sem cadastro não há família: os horários estão na agenda do dia.");
            return;
        }
        cx.push(FamilyAgenda::of(self.person(), self.family()));
    }
}
