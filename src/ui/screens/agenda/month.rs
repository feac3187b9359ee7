//! The month with how full each day is, in words and digits; closed days by
//! name. A calendar where it fits, a list of days on a phone. Names nobody.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::layout::Rect;

use crate::app::DayLoad;
use crate::domain::date::YearMonth;
use crate::domain::time::day_title;
use crate::ui::widgets::list::scroll;
use crate::ui::{Canvas, Key, Tone};

const WEEKDAYS: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"];
/// Narrower cells cannot say "23 quase".
const CELL_MIN: u16 = 8;
/// Titles and two rows a week, of six weeks.
const CALENDAR_ROWS_MIN: u16 = 7;

#[derive(Default)]
pub struct MonthView {
    loads: Vec<DayLoad>,
    top: usize,
    /// It was a calendar when last drawn.
    calendar: bool,
}

/// The first and last day of its month.
pub fn bounds(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let month = YearMonth::of(day);
    (month.first_day(), month.last_day())
}

/// How much of a hundred is booked.
fn percent(it: &DayLoad) -> u32 {
    (it.busy.saturating_mul(100))
        .checked_div(it.minutes)
        .unwrap_or(0)
}

/// How full, in a word.
fn word(it: &DayLoad) -> (&'static str, Tone) {
    match (it.minutes, percent(it)) {
        _ if it.closed.is_some() => ("fechado", Tone::Dim),
        (0, _) if it.booked > 0 => ("LIGAR", Tone::Bad),
        (0, _) => ("", Tone::Dim),
        (_, 0) => ("vazio", Tone::Plain),
        (_, ..50) => ("folga", Tone::Good),
        (_, ..80) => ("meio", Tone::Plain),
        (_, ..100) => ("quase", Tone::Warn),
        (_, 100..) => ("cheio", Tone::Bad),
    }
}

/// "18, 95%"; why it is closed.
fn detail(it: &DayLoad) -> String {
    match &it.closed {
        Some(why) if it.booked == 0 => why.clone(),
        Some(why) => format!("{} a remarcar: {why}", it.booked),
        None if it.minutes == 0 && it.booked == 0 => String::new(),
        None if it.minutes == 0 => format!("{} a remarcar", it.booked),
        None => format!("{}, {}%", it.booked, percent(it)),
    }
}

impl MonthView {
    pub fn set(&mut self, loads: Vec<DayLoad>) {
        self.loads = loads;
    }

    pub fn title(&self, day: NaiveDate) -> String {
        let booked: u32 = self.loads.iter().map(|it| it.booked).sum();
        format!("{}: {}", day.format("%m/%Y"), super::marked(booked))
    }

    /// The day that an arrow leads to.
    pub fn walk(&self, key: Key, day: NaiveDate) -> Option<NaiveDate> {
        let row = if self.calendar { 7 } else { 1 };
        match key {
            Key::Up => day.checked_sub_days(Days::new(row)),
            Key::Down => day.checked_add_days(Days::new(row)),
            Key::Tab => day.checked_add_days(Days::new(1)),
            Key::BackTab => day.checked_sub_days(Days::new(1)),
            _ => None,
        }
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, day: NaiveDate) {
        canvas.cursor(area.x, area.y);
        let Some(first) = self.loads.first().map(|it| it.day) else {
            return;
        };
        let offset = first.weekday().num_days_from_monday() as usize;
        let weeks = (offset + self.loads.len()).div_ceil(7);
        let wide = area.width / 7;
        let room = area.height.saturating_sub(1) / u16::try_from(weeks).unwrap_or(6).max(1);
        self.calendar = wide >= CELL_MIN && area.height >= CALENDAR_ROWS_MIN && room >= 1;
        if !self.calendar {
            return self.draw_list(canvas, area, day);
        }
        for (x, name) in (area.x..).step_by(usize::from(wide)).zip(WEEKDAYS) {
            canvas.text(x, area.y, wide, name, Tone::Title);
        }
        let tall = room.min(3);
        for (n, load) in self.loads.iter().enumerate() {
            let (week, weekday) = ((offset + n) / 7, (offset + n) % 7);
            let at = Rect {
                x: area.x + wide * u16::try_from(weekday).unwrap_or(0),
                y: area.y + 1 + tall * u16::try_from(week).unwrap_or(0),
                width: wide - 1,
                height: tall,
            };
            let (word, tone) = word(load);
            let after = canvas.text(
                at.x,
                at.y,
                at.width,
                &format!("{:>2} ", load.day.day()),
                Tone::Strong,
            );
            canvas.text(after, at.y, at.right().saturating_sub(after), word, tone);
            if tall > 1 {
                canvas.line(at, 1, &detail(load), Tone::Dim);
            }
            if load.day == day {
                canvas.tint(Rect { height: 1, ..at }, Tone::Selected);
                canvas.cursor(at.x, at.y);
            }
        }
        // What the marked day's cell has no room for.
        let below = 1 + tall * u16::try_from(weeks).unwrap_or(0);
        if let Some(load) = self.loads.iter().find(|it| it.day == day) {
            canvas.line(area, below, &told(load), Tone::Plain);
        }
    }

    fn draw_list(&mut self, canvas: &mut Canvas<'_>, area: Rect, day: NaiveDate) {
        let at = self.loads.iter().position(|it| it.day == day).unwrap_or(0);
        self.top = scroll(self.top, at, usize::from(area.height), self.loads.len());
        for (row, load) in (0..area.height).zip(self.loads.iter().skip(self.top)) {
            canvas.line(area, row, &told(load), Tone::Plain);
            if load.day == day {
                let at = Rect::new(area.x, area.y + row, area.width, 1);
                canvas.tint(at, Tone::Selected);
                canvas.cursor(at.x, at.y);
            }
        }
    }
}

/// "ter 24/11/2026  quase  18, 95%".
fn told(it: &DayLoad) -> String {
    let (word, detail) = (word(it).0, detail(it));
    let text = format!("{}  {word}  {detail}", day_title(it.day));
    text.trim_end().to_owned()
}
