//! The resting screen: one box, always listening, and under it the day's line;
//! while a name or a number is typed, whoever it may be.

mod acts;
mod day;
mod row;
mod search;

use std::any::Any;
use std::borrow::Cow;

use chrono::{DateTime, Utc};
use ratatui::layout::Rect;

use super::arrival::InLine;
use super::booking::WasBooked;
use super::columns::{HITS, LINE};
use super::drafts::TypedAhead;
use super::seat::Seated;
use super::ticket::TicketScreen;
use super::tour::TourBox;
use crate::app::{DayLine, HITS_MAX, Hit, HoleLine, LineRow, SearchAnswer};
use crate::domain::needle::Needle;
use crate::domain::tour::Fact;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::line::Line;
use crate::ui::{Canvas, Cx, Handled, Hint, Key, List, Screen, Tone, Topic, Topics};
pub use acts::KEYS;
pub use row::DayRow;

/// Rows of the screen that are never lines of the answer.
const FRAME_ROWS: u16 = 5;
/// Fewest lines asked for, on the smallest window.
const ROOM_MIN: usize = 12;

pub struct Home {
    line: Line,
    needle: Needle,
    day: Option<DayLine>,
    rows: List<DayRow>,
    /// Places that somebody left, and who of the line could take them.
    holes: Vec<HoleLine>,
    answer: SearchAnswer,
    hits: List<Hit>,
    /// The answer on screen is to what stands in the box now.
    answered: bool,
    /// The answer awaited is to what the person typed, so it may open what was
    /// picked; news from another desk only bring the rows up to date.
    newly_typed: bool,
    /// Lines asked for: a screenful, or all once somebody goes past its end.
    room: usize,
    greeted: bool,
    /// The guided first shift, in the demonstration only.
    tour: Option<TourBox>,
}

impl Default for Home {
    fn default() -> Self {
        let mut rows: List<DayRow> = List::new(DayRow::is_same).numbered(DayRow::line);
        rows.empty = "Ninguém na lista hoje. Digite um nome ou CPF para dar a primeira senha.";
        let mut hits: List<Hit> = List::new(|a, b| a.source == b.source);
        hits.empty = "Ninguém com esse nome ou número.";
        Self {
            line: Line::new(80),
            needle: Needle::default(),
            day: None,
            rows,
            holes: Vec::new(),
            answer: SearchAnswer::default(),
            hits,
            answered: true,
            newly_typed: false,
            room: HITS_MAX,
            greeted: false,
            tour: None,
        }
    }
}

impl Home {
    /// With the guided first shift beside the line.
    pub fn guided() -> Self {
        Self {
            tour: Some(TourBox::default()),
            ..Self::default()
        }
    }

    pub(super) fn tour_mut(&mut self) -> Option<&mut TourBox> {
        self.tour.as_mut()
    }

    fn note(&mut self, fact: Fact) {
        if let Some(tour) = &mut self.tour {
            tour.note(fact);
        }
    }

    /// Keys of the guided shift, and those that only it must hear of.
    fn tour_key(&mut self, key: Key) -> Handled {
        let somebody = if self.searching() {
            !self.hits.is_empty()
        } else {
            self.rows.selected().is_some_and(|it| it.person().is_some())
        };
        let Some(tour) = self.tour.as_mut().filter(|it| it.is_open()) else {
            return Handled::No;
        };
        match key {
            Key::Esc if self.line.is_empty() => tour.leave(),
            Key::Tab => tour.skip(),
            Key::F(3) | Key::Ctrl('o') if somebody => {
                tour.note(Fact::CardSeen);
                return Handled::No;
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn open_ticket(&mut self, row: LineRow, cx: &mut Cx<'_>) {
        self.clear(cx);
        cx.push(TicketScreen::new(row));
    }
}

impl Screen for Home {
    fn title(&self) -> Cow<'_, str> {
        "Fila".into()
    }

    fn help(&self) -> &str {
        if self.tour.as_ref().is_some_and(TourBox::is_open) {
            return super::tour::HELP;
        }
        "Digite pedaços do nome em qualquer ordem (mar sou), CPF, NIS, código familiar, \
         nascimento ou o fim do telefone. O número da linha depois do nome abre a chegada \
         (mar sou1). Só um número é a linha da lista de hoje; CU12 é a senha. Quem tem hora e \
         ainda não veio mostra a hora no lugar da senha: o número da linha e Enter marca a chegada."
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = hints(KEYS, self);
        all.extend(self.tour.iter().flat_map(TourBox::hints));
        all
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
        if let Some(tour) = &mut self.tour {
            tour.ask(cx);
        }
        if !self.greeted {
            self.greeted = true;
            super::start::settle(cx);
        }
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if let Some(tour) = &mut self.tour {
            tour.ask(cx);
        }
        if topics.any(&[Topic::Line, Topic::People, Topic::Unit, Topic::Appointments]) {
            self.load(cx);
        }
        if self.searching() && topics.any(&[Topic::People, Topic::Base, Topic::Line]) {
            self.ask(cx, Self::found);
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        let answer = match answer.downcast::<TypedAhead>() {
            Ok(it) => {
                let _ = self.line.key(Key::Char(it.0));
                self.typed(cx);
                return;
            }
            Err(answer) => answer,
        };
        let answer = match answer.downcast::<Seated>() {
            Ok(it) if it.calling => return self.call_next(cx),
            Ok(_) => return cx.say("Guichê anotado."),
            Err(other) => other,
        };
        match answer.downcast::<InLine>() {
            Ok(it) => self.arrived(&it.0, cx),
            Err(answer) => {
                if let Ok(it) = answer.downcast::<WasBooked>() {
                    self.line.clear();
                    let _ = it.0.map(|letter| self.line.key(Key::Char(letter)));
                    self.typed(cx);
                }
            }
        }
    }

    fn refused(&mut self, why: &crate::domain::fault::Refused, cx: &mut Cx<'_>) {
        self.answered = true;
        cx.warn(&why.text);
    }

    fn holds(&self, key: Key) -> bool {
        let decides = matches!(
            key,
            Key::Enter | Key::F(_) | Key::Up | Key::Down | Key::Char('+' | '=')
        );
        decides && (!self.answered || self.day.is_none())
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if self.tour_key(key) == Handled::Yes || dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match key {
            Key::Enter => {
                self.enter(cx);
                return Handled::Yes;
            }
            Key::Esc if !self.line.is_empty() => {
                self.clear(cx);
                return Handled::Yes;
            }
            _ => {}
        }
        let editing = !self.line.is_empty() && matches!(key, Key::Home | Key::End);
        let moved = !editing
            && if self.searching() {
                self.hits.key(key)
            } else {
                self.rows.key(key)
            };
        if moved {
            if self.searching() {
                self.ask_for_all(cx);
            }
            return Handled::Yes;
        }
        let edit = self.line.key(key);
        if edit.changed() {
            self.typed(cx);
        }
        edit.handled()
    }

    fn paste(&mut self, text: &str, cx: &mut Cx<'_>) -> Handled {
        if self.line.insert(text.trim()) {
            self.typed(cx);
        }
        Handled::Yes
    }

    fn due(&self) -> Option<DateTime<Utc>> {
        self.next_frame()
    }

    fn tick(&mut self, cx: &mut Cx<'_>) {
        self.count_on(cx);
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let area = match &mut self.tour {
            Some(tour) => {
                let (line, aside) = tour.split(area);
                tour.draw(canvas, aside);
                line
            }
            None => area,
        };
        let after = canvas.text(area.x, area.y, area.width, "Buscar: ", Tone::Title);
        let right = self.counts();
        let room = area.right().saturating_sub(after);
        let width = room.saturating_sub(crate::ui::canvas::columns(&right) + 1);
        let wide_enough = width >= 20;
        let width = if wide_enough { width } else { room };
        self.line
            .draw(canvas, Rect::new(after, area.y, width, 1), true);
        let cursor = canvas.cursor_position();
        if wide_enough {
            canvas.right(area, 0, &right, Tone::Dim);
        }
        let hole = self.hole_text();
        let skip = if area.height > 10 || hole.is_some() {
            2
        } else {
            1
        };
        if let Some(text) = hole.filter(|_| !self.searching()) {
            canvas.line(area, 1, &text, Tone::Warn);
        }
        let body = Rect {
            y: area.y + skip.min(area.height),
            height: area.height.saturating_sub(skip),
            ..area
        };
        if self.searching() {
            self.draw_hits(canvas, body);
        } else {
            self.rows.draw(canvas, body, LINE);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }
}

impl Home {
    fn counts(&self) -> String {
        self.day.as_ref().map_or_else(String::new, |it| {
            format!(
                "{} na espera, {} em atendimento, {} concluídos",
                it.waiting, it.in_service, it.finished
            )
        })
    }

    fn draw_hits(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let note = match (self.answer.similar_from, self.answer.more) {
            // "Nobody" is an answer, and this one is still on its way.
            _ if !self.answered && self.hits.is_empty() => return,
            (Some(0), _) => "Ninguém com estas letras; estes nomes são parecidos.",
            (Some(_), _) => "As linhas com ~ são de nomes parecidos.",
            (None, true) => "Há mais gente: digite mais letras.",
            (None, false) => "",
        };
        let rows = u16::from(!note.is_empty());
        if rows > 0 && area.height > 0 {
            canvas.line(area, area.height - 1, note, Tone::Dim);
        }
        let list = Rect {
            height: area.height.saturating_sub(rows),
            ..area
        };
        self.hits.draw(canvas, list, HITS);
    }
}
