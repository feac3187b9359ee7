//! One day by professional: columns side by side where they fit, one list by
//! hour where they do not. The same rows in both, so that what is marked stays
//! marked when the window changes.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::{AgendaDay, AgendaLine};
use crate::domain::agenda::{Minute, Provider, Reach, Slot, Status};
use crate::domain::id::Id;
use crate::domain::time::day_title;
use crate::ui::canvas::columns;
use crate::ui::widgets::list::scroll;
use crate::ui::{Canvas, Cell, Column, Key, List, Tone};

/// Below these columns a name says nothing any more.
const COLUMN_MIN: u16 = 26;
/// From this width on columns stand side by side.
const SIDE_BY_SIDE_MIN: u16 = 80;

/// One line of the day: somebody, or a place nobody has.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// 0 for those who are adrift, then the professionals in order.
    column: usize,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Booked(Box<AgendaLine>),
    Free(Box<Slot>, String),
}

/// The head of a column.
struct Head {
    id: Id<Provider>,
    name: String,
    hours: String,
}

pub struct DayView {
    rows: List<Row>,
    heads: Vec<Head>,
    closed: Option<String>,
    adrift: usize,
    booked: usize,
    free: usize,
    /// The first visible row of each column, the adrift first.
    tops: Vec<usize>,
    /// Columns were side by side when last drawn.
    side_by_side: bool,
}

impl Default for DayView {
    fn default() -> Self {
        let mut rows: List<Row> = List::new(Row::same).numbered(Row::line);
        rows.empty = "Ninguém marcado e ninguém atende neste dia.";
        Self {
            rows,
            heads: Vec::new(),
            closed: None,
            adrift: 0,
            booked: 0,
            free: 0,
            tops: Vec::new(),
            side_by_side: false,
        }
    }
}

impl Row {
    fn same(&self, other: &Self) -> bool {
        match (&self.what, &other.what) {
            (What::Booked(a), What::Booked(b)) => a.id == b.id,
            (What::Free(a, _), What::Free(b, _)) => {
                (a.provider, a.day, a.starts) == (b.provider, b.day, b.starts)
            }
            (What::Booked(_), What::Free(..)) | (What::Free(..), What::Booked(_)) => false,
        }
    }

    fn line(&self) -> u32 {
        match &self.what {
            What::Booked(it) => it.line,
            What::Free(..) => 0,
        }
    }

    fn starts(&self) -> Minute {
        match &self.what {
            What::Booked(it) => it.starts,
            What::Free(it, _) => it.starts,
        }
    }
}

/// What became of it, in a word; empty for what is still to come.
pub(super) fn word(it: &AgendaLine) -> (&'static str, Tone) {
    match (it.status, it.ticket, it.reach) {
        (Status::Booked, Some(_), _) => ("chegou", Tone::Good),
        (Status::Booked, None, Some(Reach::Confirmed)) => ("confirmou", Tone::Good),
        (Status::Booked, None, Some(Reach::WantsAnother)) => ("outro dia", Tone::Warn),
        (Status::Booked, None, Some(Reach::Refused)) => ("não quer", Tone::Warn),
        (Status::Booked, None, Some(Reach::Message)) => ("recado", Tone::Dim),
        (Status::Booked, None, Some(Reach::NoAnswer)) => ("s/ resposta", Tone::Dim),
        (Status::Booked, None, Some(Reach::WrongNumber)) => ("nº errado", Tone::Warn),
        (Status::Booked, None, None) => ("", Tone::Plain),
        (Status::Done, ..) => ("atendido", Tone::Dim),
        (Status::GaveUp, ..) => ("não aguardou", Tone::Dim),
        (Status::NoShow, ..) => ("faltou", Tone::Warn),
        (Status::Moved, ..) => ("remarcado", Tone::Dim),
        (Status::Cancelled, ..) => ("cancelado", Tone::Dim),
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column::new("Hora", 5, |it: &Row, _| Cell::from(it.starts().to_string())),
    Column::new("Quem", 16, |it: &Row, _| match &it.what {
        What::Booked(line) => Cell::name(line.name.clone()),
        // Where the list is narrow nothing else says with whom.
        What::Free(_, provider) => Cell::toned(format!("livre, {provider}"), Tone::Good),
    })
    .grow(2),
    Column::new("Serviço", 14, |it: &Row, _| match &it.what {
        What::Booked(line) => Cell::from(line.service.clone()),
        What::Free(..) => Cell::from(""),
    })
    .grow(2)
    .drop(1),
    Column::new("Com quem", 10, |it: &Row, _| match &it.what {
        What::Booked(line) => Cell::from(line.provider.clone()),
        What::Free(_, provider) => Cell::toned(provider.clone(), Tone::Dim),
    })
    .grow(1)
    .drop(2),
    Column::new("", 12, |it: &Row, _| match (&it.what, it.column) {
        (What::Booked(_), 0) => Cell::toned("LIGAR", Tone::Bad),
        (What::Booked(line), _) => {
            let (word, tone) = word(line);
            Cell::toned(word, tone)
        }
        (What::Free(..), _) => Cell::from(""),
    }),
];

impl DayView {
    pub fn set(&mut self, day: AgendaDay, now: (NaiveDate, Minute)) {
        let mut rows: Vec<Row> = Vec::new();
        let booked = |column, line: AgendaLine| Row {
            column,
            what: What::Booked(Box::new(line)),
        };
        let adrift: Vec<_> = day.adrift.iter().map(|it| it.id).collect();
        rows.extend(day.adrift.into_iter().map(|it| booked(0, it)));
        self.heads.clear();
        for (column, provider) in (1..).zip(day.providers) {
            let mut hours: Vec<String> = Vec::new();
            for (from, until, place) in &provider.hours {
                let text = format!("{from}–{until} {place}");
                hours.push(text.trim_end().to_owned());
            }
            let ahead = |it: &Slot| (it.day, it.starts) >= now;
            let free = provider.free.into_iter().filter(ahead).map(|it| Row {
                column,
                what: What::Free(Box::new(it), provider.name.clone()),
            });
            rows.extend(free);
            // Moved and cancelled ones left the day.
            let stays = |it: &AgendaLine| !matches!(it.status, Status::Moved | Status::Cancelled);
            let lines = provider.lines.into_iter();
            rows.extend(
                lines
                    .filter(|it| stays(it) && !adrift.contains(&it.id))
                    .map(|it| booked(column, it)),
            );
            self.heads.push(Head {
                id: provider.id,
                name: provider.name,
                hours: hours.join("  "),
            });
        }
        rows.sort_by_key(|it| (it.column > 0, it.starts(), it.column, it.line()));
        self.booked = (rows.iter())
            .filter(|it| matches!(it.what, What::Booked(_)))
            .count();
        self.free = rows.len() - self.booked;
        self.adrift = adrift.len();
        self.closed = day.closed;
        self.tops.resize(self.heads.len() + 1, 0);
        self.rows.set(rows);
    }

    pub fn title(&self, day: NaiveDate) -> String {
        let booked = super::marked(u32::try_from(self.booked).unwrap_or(u32::MAX));
        let free = match self.free {
            1 => "1 vaga".to_owned(),
            many => format!("{many} vagas"),
        };
        format!("{}: {booked}, {free}", day_title(day))
    }

    pub fn selected(&self) -> Option<&AgendaLine> {
        match &self.rows.selected()?.what {
            What::Booked(it) => Some(it),
            What::Free(..) => None,
        }
    }

    /// Who has hours or somebody on that day, in the order of the screen.
    pub fn providers(&self) -> Vec<(Id<Provider>, String)> {
        let heads = self.heads.iter();
        heads.map(|it| (it.id, it.name.clone())).collect()
    }

    pub fn slot(&self) -> Option<&Slot> {
        match &self.rows.selected()?.what {
            What::Free(it, _) => Some(it),
            What::Booked(_) => None,
        }
    }

    /// Marks the line with that number; false when there is none.
    pub fn point(&mut self, number: u32) -> bool {
        let found = self
            .rows
            .items()
            .iter()
            .position(|it| it.line() == number && number > 0);
        if let Some(n) = found {
            self.rows.select(n);
        }
        found.is_some()
    }

    pub fn key(&mut self, key: Key) -> bool {
        if !self.side_by_side {
            return self.rows.key(key);
        }
        let items = self.rows.items();
        let at = self.rows.selected_index();
        let Some(row) = items.get(at) else {
            return matches!(key, Key::Up | Key::Down | Key::Tab | Key::BackTab);
        };
        let beside = |it: &&(usize, &Row)| it.1.column == row.column;
        let all = || items.iter().enumerate();
        let to = match key {
            Key::Down => all().skip(at + 1).find(|it| beside(&it)),
            Key::Up => all().take(at).rev().find(|it| beside(&it)),
            Key::PageDown => all().rev().find(|it| beside(&it)),
            Key::PageUp => all().find(|it| beside(&it)),
            Key::Tab => self.neighbour(row, |other| other > row.column),
            Key::BackTab => self.neighbour(row, |other| other < row.column),
            _ => return false,
        };
        if let Some((n, _)) = to {
            self.rows.select(n);
        }
        true
    }

    /// The row of the next column on that side nearest to the hour.
    fn neighbour(&self, row: &Row, side: impl Fn(usize) -> bool) -> Option<(usize, &Row)> {
        let away = |it: &Row| it.column.abs_diff(row.column);
        let apart = |it: &Row| it.starts().get().abs_diff(row.starts().get());
        (self.rows.items().iter().enumerate())
            .filter(|it| side(it.1.column))
            .min_by_key(|it| (away(it.1), apart(it.1)))
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let mut area = area;
        let mut told = Vec::new();
        if let Some(why) = &self.closed {
            told.push(format!("Fechado neste dia: {why}."));
        }
        if self.adrift > 0 {
            let n = self.adrift;
            told.push(format!(
                "{n} sem quem atenda neste dia: ligue e remarque quem está no alto."
            ));
        }
        for text in told {
            let used = canvas.wrapped(area, &text, Tone::Warn);
            area.y += used;
            area.height -= used;
        }
        let fits = usize::from(area.width / COLUMN_MIN);
        self.side_by_side =
            area.width >= SIDE_BY_SIDE_MIN && self.heads.len() > 1 && area.height > 4;
        if self.side_by_side {
            self.draw_columns(canvas, area, fits);
        } else {
            self.rows.draw(canvas, area, COLUMNS);
        }
    }

    fn draw_columns(&mut self, canvas: &mut Canvas<'_>, area: Rect, fits: usize) {
        let mut area = area;
        canvas.cursor(area.x, area.y);
        if self.adrift > 0 {
            let rows = u16::try_from(self.adrift).unwrap_or(u16::MAX);
            let height = rows.min(area.height / 3).max(1);
            let top = Rect { height, ..area };
            self.draw_rows(canvas, top, 0);
            area.y += height + 1;
            area.height = area.height.saturating_sub(height + 1);
        }
        let current = self.rows.selected().map_or(1, |it| it.column).max(1);
        let shown = fits.clamp(1, self.heads.len());
        let first = current.saturating_sub(shown) + 1;
        let first = first.min(self.heads.len() + 1 - shown);
        let wide = area.width / u16::try_from(shown).unwrap_or(1);
        for (n, column) in (first..first + shown).enumerate() {
            let at = Rect {
                x: area.x + wide * u16::try_from(n).unwrap_or(0),
                width: wide.saturating_sub(1),
                ..area
            };
            if let Some(head) = self.heads.get(column - 1) {
                canvas.line(at, 0, &head.name, Tone::Title);
                canvas.line(at, 1, &head.hours, Tone::Dim);
            }
            let body = Rect {
                y: at.y + 2.min(at.height),
                height: at.height.saturating_sub(2),
                ..at
            };
            self.draw_rows(canvas, body, column);
        }
        let hidden = self.heads.len() - shown;
        if hidden > 0 {
            let more = format!(" Tab: mais {hidden} ");
            let last = area.height.saturating_sub(1);
            canvas.right(area, last, &more, Tone::Dim);
        }
    }

    /// The rows of one column.
    fn draw_rows(&mut self, canvas: &mut Canvas<'_>, area: Rect, column: usize) {
        let marked = self.rows.selected_index();
        let rows: Vec<(usize, &Row)> = (self.rows.items().iter().enumerate())
            .filter(|it| it.1.column == column)
            .collect();
        let at = rows.iter().position(|it| it.0 == marked);
        let page = usize::from(area.height);
        let Some(top) = self.tops.get_mut(column) else {
            return;
        };
        *top = scroll(*top, at.unwrap_or(*top), page, rows.len());
        for (y, (n, row)) in (0..area.height).zip(rows.iter().skip(*top)) {
            draw_row(
                canvas,
                Rect {
                    y: area.y + y,
                    height: 1,
                    ..area
                },
                row,
            );
            if *n == marked {
                let at = Rect::new(area.x, area.y + y, area.width, 1);
                canvas.tint(at, Tone::Selected);
                canvas.cursor(at.x, at.y);
            }
        }
    }
}

/// "08:40 Maria da Silva       chegou".
fn draw_row(canvas: &mut Canvas<'_>, area: Rect, row: &Row) {
    let after = canvas.text(
        area.x,
        area.y,
        area.width,
        &row.starts().to_string(),
        Tone::Dim,
    );
    let x = (after + 1).min(area.right());
    let room = area.right() - x;
    match &row.what {
        What::Free(..) => {
            canvas.text(x, area.y, room, "livre", Tone::Good);
        }
        What::Booked(line) => {
            let (word, tone) = match row.column {
                0 => ("LIGAR", Tone::Bad),
                _ => word(line),
            };
            let taken = if word.is_empty() {
                0
            } else {
                columns(word) + 1
            };
            let name = canvas.look.name(&line.name).into_owned();
            let name = match row.column {
                0 => format!("{name}, {} com {}", line.service, line.provider),
                _ => name,
            };
            canvas.text(x, area.y, room.saturating_sub(taken), &name, Tone::Plain);
            canvas.right(area, 0, word, tone);
        }
    }
}
