//! The agenda on screen: the same days as columns, as a week, as a month, as
//! free places. One box on top takes a date or the number of a line; while it
//! is empty letters choose the view, because nobody types names here.

mod acts;
pub mod calls;
mod day;
mod free;
mod month;
pub mod offer;
pub mod rates;
mod take;
mod week;
pub mod wish_forms;
pub mod wishes;

use std::borrow::Cow;

use chrono::{Datelike, Days, Months, NaiveDate};
use ratatui::layout::Rect;

use self::day::DayView;
use self::free::FreeView;
use self::month::MonthView;
use self::week::WeekView;
use crate::app::AgendaLine;
use crate::domain::agenda::{Minute, Provider};
use crate::domain::date::parse_typed;
use crate::domain::family::Family;
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::family_card;
use crate::ui::widgets::line::Line;
use crate::ui::{Canvas, Cx, Desk, Handled, Hint, Key, Look, Screen, Tone, Topic, Topics};
pub use acts::KEYS;

/// Digits that are a line's number rather than a date.
const LINE_DIGITS_MAX: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Day,
    Week,
    Month,
    Free,
}

pub struct Agenda {
    view: View,
    /// `None` until it is opened: today.
    day: Option<NaiveDate>,
    line: Line,
    /// Only whoever is logged in.
    only: Option<Id<Provider>>,
    /// For management: how full the days are, and nobody's name.
    numbers: bool,
    answered: bool,
    of_day: DayView,
    of_week: WeekView,
    of_month: MonthView,
    free: FreeView,
}

impl Default for Agenda {
    fn default() -> Self {
        Self {
            view: View::Day,
            day: None,
            line: Line::new(10),
            only: None,
            numbers: false,
            answered: false,
            of_day: DayView::default(),
            of_week: WeekView::default(),
            of_month: MonthView::default(),
            free: FreeView::default(),
        }
    }
}

/// The day and minute on the unit's wall.
fn now(look: &Look) -> (NaiveDate, Minute) {
    (look.today(), Minute::of(look.zone.time(look.now)))
}

/// Letters mean the same whatever Caps Lock says.
fn lower(key: Key) -> Key {
    match key {
        Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
        other => other,
    }
}

/// The family's card, if they have one.
fn open_card(person: Option<Id<Person>>, family: Option<Id<Family>>, cx: &mut Cx<'_>) {
    match person {
        Some(person) => family_card::open(person, family, cx),
        None => cx.warn("Esta pessoa ainda não tem cadastro."),
    }
}

/// "1 marcado", "12 marcados".
fn marked(count: u32) -> String {
    match count {
        1 => "1 marcado".to_owned(),
        many => format!("{many} marcados"),
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(back).unwrap_or(day)
}

impl Agenda {
    /// The months by how full they are, and nothing else.
    pub fn numbers() -> Self {
        Self {
            view: View::Month,
            numbers: true,
            ..Self::default()
        }
    }

    fn day(&self, cx: &Cx<'_>) -> NaiveDate {
        self.day.unwrap_or_else(|| cx.look().today())
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let day = self.day(cx);
        self.day = Some(day);
        self.answered = false;
        let only = self.only;
        match self.view {
            View::Day => cx.ask_latest(
                "agenda",
                "ler a agenda",
                move |desk: &mut Desk| desk.agenda_day(day, only),
                |it: &mut Self, found, cx| {
                    it.answered = true;
                    it.of_day.set(found, now(cx.look()));
                },
            ),
            View::Week => {
                let from = monday(day);
                let until = from.checked_add_days(Days::new(6)).unwrap_or(from);
                cx.ask_latest(
                    "agenda",
                    "ler a semana",
                    move |desk: &mut Desk| desk.agenda_days(from, until, only),
                    move |it: &mut Self, days, cx| {
                        it.answered = true;
                        it.of_week.set(&days, day, now(cx.look()));
                    },
                );
            }
            View::Month => {
                let (from, until) = month::bounds(day);
                cx.ask_latest(
                    "agenda",
                    "ler o mês",
                    move |desk: &mut Desk| desk.agenda_loads(from, until),
                    |it: &mut Self, loads, _| {
                        it.answered = true;
                        it.of_month.set(loads);
                    },
                );
            }
            View::Free => self.load_free(day, cx),
        }
    }

    /// Moves by the step of the view; at the ends of the calendar it stays.
    fn step(&mut self, forward: bool, cx: &mut Cx<'_>) {
        let day = self.day(cx);
        let days = |n| match forward {
            true => day.checked_add_days(Days::new(n)),
            false => day.checked_sub_days(Days::new(n)),
        };
        let to = match self.view {
            View::Day | View::Free => days(1),
            View::Week => days(7),
            View::Month if forward => day.checked_add_months(Months::new(1)),
            View::Month => day.checked_sub_months(Months::new(1)),
        };
        self.go(to, cx);
    }

    fn go(&mut self, to: Option<NaiveDate>, cx: &mut Cx<'_>) {
        let same_month =
            |a: NaiveDate, b: NaiveDate| (a.year(), a.month()) == (b.year(), b.month());
        let was = self.day;
        self.day = to.or(was);
        let shown = self.view == View::Month
            && was.zip(self.day).is_some_and(|(a, b)| same_month(a, b))
            && self.answered;
        if !shown {
            self.load(cx);
        }
    }

    fn show(&mut self, view: View, cx: &mut Cx<'_>) {
        self.view = view;
        self.load(cx);
    }

    /// What stands in the box: a day to go to, or a line to open.
    fn typed(&mut self, cx: &mut Cx<'_>) {
        let text = self.line.text().trim().to_owned();
        let is_line = text.len() <= LINE_DIGITS_MAX && text.bytes().all(|it| it.is_ascii_digit());
        if is_line && self.view == View::Day {
            let number = text.parse().unwrap_or(0);
            if !self.of_day.point(number) {
                return cx.warn("Não há essa linha na agenda deste dia.");
            }
            self.line.clear();
            return;
        }
        match parse_typed(&text, cx.look().today()) {
            Ok(day) => {
                self.line.clear();
                self.go(Some(day), cx);
            }
            Err(why) => cx.warn(format!("Para ir a um dia, {why}.")),
        }
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        if !self.line.is_empty() {
            return self.typed(cx);
        }
        match self.view {
            View::Day | View::Free => self.open(cx),
            View::Week => {
                if let Some(day) = self.of_week.selected() {
                    self.day = Some(day);
                    self.show(View::Day, cx);
                }
            }
            View::Month if self.numbers => {}
            View::Month => self.show(View::Day, cx),
        }
    }

    /// The appointment under the cursor, in the day.
    fn marked(&self) -> Option<&AgendaLine> {
        match self.view {
            View::Day => self.of_day.selected(),
            View::Week | View::Month | View::Free => None,
        }
    }

    /// Arrows and pages inside the view.
    fn walk(&mut self, key: Key, cx: &mut Cx<'_>) -> bool {
        match self.view {
            View::Day => self.of_day.key(key),
            View::Week => {
                let moved = self.of_week.key(key);
                self.day = self.of_week.selected().or(self.day);
                moved
            }
            View::Free => self.free.key(key),
            View::Month => {
                let to = self.of_month.walk(key, self.day(cx));
                if to.is_some() {
                    self.go(to, cx);
                }
                to.is_some()
            }
        }
    }
}

impl Screen for Agenda {
    fn title(&self) -> Cow<'_, str> {
        match self.view {
            View::Day => "Agenda: dia".into(),
            View::Week => "Agenda: semana".into(),
            View::Month => "Agenda: mês".into(),
            View::Free => "Agenda: vagas".into(),
        }
    }

    fn help(&self) -> &str {
        if self.numbers {
            return "Quanto de cada dia está ocupado, sem nomes. As setas para os lados mudam o \
                    mês; para ir a um dia, digite a data e Enter.";
        }
        "As setas para os lados mudam o dia, a semana ou o mês; H volta a hoje. Para ir a um dia, \
         digite a data (24112026 ou 24/11/2026) e Enter; um número curto é a linha do dia. Em \
         colunas, Tab passa para a coluna ao lado. Quem ficou marcado com alguém que não atende \
         mais naquele dia aparece no alto: ligue e remarque."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Appointments, Topic::Line, Topic::People, Topic::Unit]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        self.answered = true;
        cx.warn(&why.text);
    }

    fn holds(&self, key: Key) -> bool {
        !self.answered && matches!(key, Key::Enter | Key::F(_) | Key::Up | Key::Down | Key::Tab)
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let day = self.day.unwrap_or_else(|| canvas.look.today());
        let label = if self.numbers {
            "Ir ao dia: "
        } else {
            "Dia ou linha: "
        };
        let after = canvas.text(area.x, area.y, area.width, label, Tone::Title);
        let width = area.right().saturating_sub(after).min(11);
        self.line.draw(
            canvas,
            Rect::new(after, area.y, width, 1.min(area.height)),
            true,
        );
        let cursor = canvas.cursor_position();
        let about = match self.view {
            View::Day => self.of_day.title(day),
            View::Week => self.of_week.title(day),
            View::Month => self.of_month.title(day),
            View::Free => self.free.title(day),
        };
        let own = if self.only.is_some() {
            "só a sua, "
        } else {
            ""
        };
        let room = Rect {
            x: (after + width + 1).min(area.right()),
            width: area.right().saturating_sub(after + width + 1),
            ..area
        };
        canvas.right(room, 0, &format!("{own}{about}"), Tone::Strong);
        let skip = if area.height > 10 { 2 } else { 1 };
        let body = Rect {
            y: area.y + skip.min(area.height),
            height: area.height.saturating_sub(skip),
            ..area
        };
        match self.view {
            View::Day => self.of_day.draw(canvas, body),
            View::Week => self.of_week.draw(canvas, body),
            View::Month => self.of_month.draw(canvas, body, day),
            View::Free => self.free.draw(canvas, body),
        }
        if let Some(cursor) = cursor.filter(|_| !self.line.is_empty()) {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if self.line.is_empty() && dispatch(KEYS, self, lower(key), cx) == Handled::Yes {
            return Handled::Yes;
        }
        match key {
            Key::Enter => {
                self.enter(cx);
                return Handled::Yes;
            }
            Key::Esc if !self.line.is_empty() => {
                self.line.clear();
                return Handled::Yes;
            }
            _ => {}
        }
        if self.walk(key, cx) {
            return Handled::Yes;
        }
        // Only dates and numbers are typed here.
        match key {
            Key::Char(c) if !(c.is_ascii_digit() || matches!(c, '/' | '-' | '.')) => Handled::No,
            _ => self.line.key(key).handled(),
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        self.line.insert(text.trim()).into()
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
