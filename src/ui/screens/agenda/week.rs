//! The week: a row a day, with what is booked, what there is, and the first
//! place still free.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::app::AgendaDay;
use crate::domain::agenda::{Minute, Status};
use crate::domain::time::day_title;
use crate::ui::{Canvas, Cell, Column, Key, List, Tone};

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    day: NaiveDate,
    booked: u32,
    /// Booked and free together.
    places: u32,
    first: Option<(Minute, String)>,
    /// Why there is nothing, or what is wrong.
    said: String,
    bad: bool,
}

pub struct WeekView {
    rows: List<Row>,
}

impl Default for WeekView {
    fn default() -> Self {
        Self {
            rows: List::new(|a: &Row, b| a.day == b.day),
        }
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("Dia", 14, |it: &Row, _| Cell::from(day_title(it.day))),
    Column::new("Marcados", 8, |it: &Row, _| {
        Cell::from(it.booked.to_string())
    })
    .right(),
    Column::new("Lugares", 7, |it: &Row, _| match it.places {
        0 => Cell::from(""),
        places => Cell::from(places.to_string()),
    })
    .right()
    .drop(1),
    Column::new("Primeira vaga", 12, |it: &Row, _| match &it.first {
        Some((at, who)) => Cell::from(format!("{at} {who}")),
        None => Cell::from(""),
    })
    .grow(1),
    Column::new("", 14, |it: &Row, _| {
        let tone = if it.bad { Tone::Bad } else { Tone::Warn };
        Cell::toned(it.said.clone(), tone)
    })
    .grow(1),
];

impl WeekView {
    pub fn set(&mut self, days: &[AgendaDay], marked: NaiveDate, now: (NaiveDate, Minute)) {
        let rows: Vec<Row> = days.iter().map(|it| row(it, now)).collect();
        let at = rows.iter().position(|it| it.day == marked);
        self.rows.set(rows);
        self.rows.select(at.unwrap_or(0));
    }

    pub fn title(&self, day: NaiveDate) -> String {
        let items = self.rows.items();
        let booked: u32 = items.iter().map(|it| it.booked).sum();
        let week = day.iso_week().week();
        format!("semana {week}: {}", super::marked(booked))
    }

    pub fn selected(&self) -> Option<NaiveDate> {
        self.rows.selected().map(|it| it.day)
    }

    pub fn key(&mut self, key: Key) -> bool {
        self.rows.key(key)
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.rows.draw(canvas, area, COLUMNS);
    }
}

fn row(it: &AgendaDay, now: (NaiveDate, Minute)) -> Row {
    let lines = it.providers.iter().flat_map(|it| &it.lines);
    let booked = count(lines.filter(|it| it.status.holds_place()).count());
    let free: u32 = (it.providers.iter().flat_map(|it| &it.free))
        .map(|it| it.free())
        .sum();
    let first = (it.providers.iter())
        .flat_map(|provider| provider.free.iter().map(move |slot| (slot, provider)))
        .filter(|(slot, _)| (slot.day, slot.starts) >= now)
        .min_by_key(|(slot, _)| slot.starts)
        .map(|(slot, provider)| (slot.starts, provider.name.clone()));
    let works = it.providers.iter().any(|it| !it.hours.is_empty());
    let missed = (it.providers.iter().flat_map(|it| &it.lines))
        .filter(|it| it.status == Status::NoShow)
        .count();
    let said = match (&it.closed, it.adrift.len(), works, missed) {
        (Some(why), 0, ..) => format!("fechado: {why}"),
        (Some(why), n, ..) => format!("fechado: {why}; {n} a remarcar"),
        (None, 0, false, _) => "ninguém atende".to_owned(),
        (None, 0, true, 0) if it.day >= now.0 && first.is_none() => "cheio".to_owned(),
        (None, 0, true, 0) => String::new(),
        (None, 0, true, 1) => "1 falta".to_owned(),
        (None, 0, true, n) => format!("{n} faltas"),
        (None, n, ..) => format!("{n} a remarcar: LIGAR"),
    };
    Row {
        day: it.day,
        booked,
        places: if works { booked + free } else { 0 },
        first,
        said,
        bad: !it.adrift.is_empty(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
