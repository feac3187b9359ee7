//! Booking for the person on screen: a letter says the service, Enter takes
//! the next free place. A day and an hour may be said before Enter, or the
//! number of a line. The same screen moves what is already booked.

mod acts;
mod appointment;
mod draw;
mod extras;
mod family;
mod told;

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::layout::Rect;

pub use acts::KEYS;
pub use appointment::{AppointmentScreen, KEYS as APPOINTMENT_KEYS};
pub use family::FamilyAgenda;
pub use told::{KEYS as TOLD_KEYS, WasBooked};

use self::extras::{PhoneTyped, RowTyped};
use crate::app::{AgendaLine, BookingSheet, Comer, PhoneChoice, Repeat, SlotLine, Veil};
use crate::domain::agenda::{Appointment, Minute, Provider, Service};
use crate::domain::family::Family;
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::line::Line;
use crate::ui::{Canvas, Cx, Desk, Handled, Hint, Key, List, Screen, Topic, Topics};

/// Books for somebody.
pub fn open(who: Comer, name: String, cx: &mut Cx<'_>) {
    cx.push(BookingScreen::new(who, name, None));
}

/// One appointment and what can be done with it.
pub fn open_appointment(id: Id<Appointment>, cx: &mut Cx<'_>) {
    cx.push(AppointmentScreen::of(id));
}

/// Places shown at first: one digit chooses each.
const PLACES: usize = 9;
/// Places looked for at most, as one goes down the list.
const PLACES_MAX: usize = 63;
/// What an appointment changes, also in the day's list.
const BOTH: Topics = Topics::of(Topic::Line).and(Topics::of(Topic::Appointments));

pub struct BookingScreen {
    who: Comer,
    name: String,
    /// What gets another place, when it is not a new one.
    moving: Option<AgendaLine>,
    sheet: Option<BookingSheet>,
    services: List<Service>,
    service: Option<Service>,
    /// Only with this professional.
    provider: Option<Id<Provider>>,
    wanted: Wanted,
    places: List<SlotLine>,
    /// Places asked for.
    many: usize,
    /// The places on screen are those of what was chosen last.
    answered: bool,
    /// Why the day that was said is not on screen.
    note: String,
    line: Line,
    phone: Contact,
    repeat: Option<Repeat>,
}

/// From when on places are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Next,
    Day(NaiveDate),
    Hour(NaiveDate, Minute),
}

/// Where to call the person about it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Contact {
    /// The family is under secrecy.
    Hidden,
    /// There is none, or nobody said so yet.
    Nowhere,
    Known(PhoneChoice),
}

impl BookingScreen {
    pub fn new(who: Comer, name: String, moving: Option<AgendaLine>) -> Self {
        let mut services: List<Service> = List::new(|a: &Service, b| a.id == b.id);
        services.empty = "Nenhum serviço tem horário ainda. A coordenação põe serviços e horários \
                          no menu (F9).";
        let mut places: List<SlotLine> = List::new(|a: &SlotLine, b| {
            (a.slot.provider, a.slot.day, a.slot.starts)
                == (b.slot.provider, b.slot.day, b.slot.starts)
        });
        places.empty = "Nenhuma vaga nos próximos meses. Esc escolhe outro serviço.";
        Self {
            who,
            name,
            moving,
            sheet: None,
            services,
            service: None,
            provider: None,
            wanted: Wanted::Next,
            places,
            many: PLACES,
            answered: true,
            note: String::new(),
            line: Line::new(12),
            phone: Contact::Nowhere,
            repeat: None,
        }
    }

    fn person(&self) -> Option<Id<Person>> {
        match &self.who {
            Comer::Registered { person, .. } => Some(*person),
            Comer::Said(_) => None,
        }
    }

    fn family(&self) -> Option<Id<Family>> {
        match &self.who {
            Comer::Registered { family, .. } => *family,
            Comer::Said(_) => None,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let (person, family) = (self.person(), self.family());
        cx.fetch(
            "abrir a agenda",
            move |desk: &mut Desk| desk.booking_sheet(person, family),
            Self::loaded,
        );
    }

    fn loaded(&mut self, sheet: BookingSheet, cx: &mut Cx<'_>) {
        self.services.set(sheet.services.clone());
        if self.sheet.is_none() {
            self.phone = match &sheet.phones {
                Veil::Hidden => Contact::Hidden,
                Veil::Open(all) => all
                    .first()
                    .map_or(Contact::Nowhere, |it| Contact::Known(it.clone())),
            };
            if let Some(moving) = &self.moving {
                let same = |it: &&Service| it.id == moving.service_id;
                self.service = sheet.services.iter().find(same).cloned();
            }
        }
        self.sheet = Some(sheet);
        self.look_again(cx);
    }

    /// Places of what was just chosen, the first one marked.
    fn look_for_places(&mut self, cx: &mut Cx<'_>) {
        self.many = PLACES;
        self.places.set(Vec::new());
        self.look_again(cx);
    }

    /// The same places as they are now.
    fn look_again(&mut self, cx: &mut Cx<'_>) {
        let Some(service) = self.service.as_ref().map(|it| it.id) else {
            return;
        };
        self.answered = false;
        let (person, provider, wanted, many) =
            (self.person(), self.provider, self.wanted, self.many);
        cx.ask_latest(
            "vagas",
            "ver as vagas",
            move |desk: &mut Desk| acts::places(desk, service, provider, person, wanted, many),
            |it: &mut Self, (found, note), _| {
                it.answered = true;
                it.places.set(found);
                it.note = note;
            },
        );
    }

    /// The day that an hour typed now is of.
    fn day(&self) -> Option<NaiveDate> {
        match self.wanted {
            Wanted::Next => self.places.selected().map(|it| it.slot.day),
            Wanted::Day(day) | Wanted::Hour(day, _) => Some(day),
        }
    }
}

impl Screen for BookingScreen {
    fn title(&self) -> Cow<'_, str> {
        if self.moving.is_some() {
            "Remarcar".into()
        } else {
            "Agendar".into()
        }
    }

    fn help(&self) -> &str {
        "A letra escolhe o serviço; Enter pega a vaga marcada, a primeira livre. Antes de Enter \
         pode dizer o dia (25, 25/11, +7, ter) e depois a hora (14, 8h, 830), ou o número da \
         linha. Esc volta um passo. Se foi engano, Ctrl+Z desfaz."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Appointments, Topic::People, Topic::Unit]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        self.answered = true;
        cx.warn(&why.text);
        if self.sheet.is_none() {
            cx.close();
        }
    }

    fn returned(&mut self, answer: Box<dyn std::any::Any>, _: &mut Cx<'_>) {
        match answer.downcast::<PhoneTyped>() {
            Ok(it) => self.phone = it.0.map_or(Contact::Nowhere, Contact::Known),
            Err(answer) => {
                if let Ok(it) = answer.downcast::<RowTyped>() {
                    self.repeat = it.0;
                }
            }
        }
    }

    fn holds(&self, key: Key) -> bool {
        let decides = matches!(key, Key::Enter | Key::Down | Key::Up | Key::PageDown);
        decides && !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.paint(canvas, area);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        if key == Key::Esc || key == Key::Ctrl('b') {
            return self.step_back(cx).into();
        }
        if self.service.is_none() {
            return self.service_key(key, cx);
        }
        let editing = !self.line.is_empty() && matches!(key, Key::Home | Key::End);
        if !editing && self.places.key(key) {
            self.ask_for_more(cx);
            return Handled::Yes;
        }
        let edit = self.line.key(key);
        if edit.changed() {
            self.point();
        }
        edit.handled()
    }
}
