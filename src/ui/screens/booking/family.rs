//! All that one family, or one person, is and was booked for.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::draw::day_short;
use super::open_appointment;
use crate::app::AgendaLine;
use crate::domain::agenda::Status;
use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::{
    Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone, Topic, Topics,
};

/// Appointments shown, newest first: years of a family that comes often.
const SHOWN_MAX: u32 = 200;

pub struct FamilyAgenda {
    person: Option<Id<Person>>,
    family: Option<Id<Family>>,
    finder: Finder<AgendaLine>,
}

impl FamilyAgenda {
    pub fn of(person: Option<Id<Person>>, family: Option<Id<Family>>) -> Self {
        let mut finder: Finder<AgendaLine> = Finder::new(|a: &AgendaLine, b| a.id == b.id)
            .local(|it| format!("{} {}", it.name, it.service));
        finder.list.empty = "Ainda não teve nenhum horário.";
        Self {
            person,
            family,
            finder,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let (person, family) = (self.person, self.family);
        cx.ask_latest(
            "horarios",
            "ver os horários",
            move |desk: &mut Desk| desk.appointments_of(person, family, SHOWN_MAX),
            |it: &mut Self, rows, _| it.finder.list.set(rows),
        );
    }
}

const COLUMNS: &[Column<AgendaLine>] = &[
    Column::new("Dia", 9, |it: &AgendaLine, look| {
        Cell::toned(day_short(it.day, look.today()), tone(it))
    })
    .grow(1),
    Column::new("Hora", 5, |it: &AgendaLine, _| {
        Cell::toned(it.starts.to_string(), tone(it))
    }),
    Column::new("Quem", 16, |it: &AgendaLine, _| Cell {
        tone: tone(it),
        ..Cell::name(it.name.clone())
    })
    .grow(3),
    Column::new("Serviço", 14, |it: &AgendaLine, _| {
        Cell::toned(it.service.clone(), tone(it))
    })
    .grow(3)
    .drop(2),
    Column::new("Com", 12, |it: &AgendaLine, _| {
        Cell::toned(it.provider.clone(), tone(it))
    })
    .grow(2)
    .drop(3),
    Column::new("Situação", 14, |it: &AgendaLine, _| {
        Cell::toned(it.status.label(), tone(it))
    })
    .grow(1)
    .drop(1),
];

fn tone(it: &AgendaLine) -> Tone {
    if it.status == Status::Booked {
        Tone::Plain
    } else {
        Tone::Dim
    }
}

impl Screen for FamilyAgenda {
    fn title(&self) -> Cow<'_, str> {
        "Horários da família".into()
    }

    fn help(&self) -> &str {
        "O que cada pessoa da família tem e teve marcado, o mais novo em cima. Enter abre o \
         horário: remarcar, cancelar, faltas, telefonemas."
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain("Enter", "abrir", "Abre o horário marcado.")]
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Appointments) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Horário", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        match self.finder.key(key) {
            Found::Row(n) => {
                if let Some(it) = self.finder.list.items().get(n) {
                    open_appointment(it.id, cx);
                }
                self.finder.line.clear();
            }
            Found::Unclear(_) => cx.warn("Não há um só horário assim na lista."),
            Found::Typed | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }
}
