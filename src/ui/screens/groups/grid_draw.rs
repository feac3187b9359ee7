//! How the grid is drawn: dates over the columns, a letter a cell, sums at the
//! right and under, and the marked cell in words with what it said before.

use chrono::Datelike;
use ratatui::layout::Rect;

use super::grid::GridScreen;
use super::roll_draw::tone;
use crate::app::{GridCell, MarkSaid};
use crate::domain::groups::{Mark, Quarter};
use crate::domain::time::day_title;
use crate::ui::widgets::list::scroll;
use crate::ui::{Canvas, Tone};

/// Marker, number and a space.
const NUMBER_COLUMNS: u16 = 5;
const NAME_COLUMNS: u16 = 20;
const NAME_COLUMNS_MAX: u16 = 34;
/// " 17" over " 11".
const CELL_COLUMNS: u16 = 3;
/// Presences, absences, with a reason, in a row.
const TOTAL_COLUMNS: u16 = 14;

impl GridScreen {
    pub(super) fn paint(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(grid) = &self.grid else {
            return;
        };
        let quarter = self.quarter.map(Quarter::shown).unwrap_or_default();
        let title = format!("{}: {quarter}", grid.group.name);
        canvas.line(area, 0, &title, Tone::Title);
        if let Some(why) = self.off() {
            let rest = below(area, 2);
            canvas.wrapped(rest, why, Tone::Dim);
            return canvas.cursor(rest.x, rest.y);
        }
        let total = if area.width >= Self::totals_from() {
            TOTAL_COLUMNS
        } else {
            0
        };
        // Names get what the meetings leave.
        let all = u16::try_from(grid.meetings.len()).unwrap_or(u16::MAX);
        let taken = all
            .saturating_mul(CELL_COLUMNS)
            .saturating_add(NUMBER_COLUMNS + total);
        let name = (area.width.saturating_sub(taken))
            .clamp(NAME_COLUMNS, NAME_COLUMNS_MAX)
            .min(area.width / 2);
        let front = NUMBER_COLUMNS + name;
        let room = area.width.saturating_sub(front + total);
        let columns = usize::from((room / CELL_COLUMNS).max(1));
        self.left = scroll(self.left, self.column, columns, grid.meetings.len());
        // Title, two rows of dates above; sums and two rows of the cell below.
        let body = below(area, 3);
        let body = Rect {
            height: body.height.saturating_sub(4),
            ..body
        };
        self.page = usize::from(body.height.max(1));
        self.top = scroll(self.top, self.row, self.page, grid.lines.len());
        let x_of = |n: usize| {
            let n = u16::try_from(n - self.left).unwrap_or(u16::MAX);
            area.x + front + n.saturating_mul(CELL_COLUMNS)
        };
        let shown = self.left..grid.meetings.len().min(self.left + columns);
        for (n, it) in shown.clone().zip(&grid.meetings[shown.clone()]) {
            let tone = if n == self.column {
                Tone::Strong
            } else {
                Tone::Dim
            };
            for (row, text) in [(1, it.day.day()), (2, it.day.month())] {
                canvas.text(
                    x_of(n),
                    area.y + row,
                    CELL_COLUMNS,
                    &format!(" {text:02}"),
                    tone,
                );
            }
            let came = grid
                .lines
                .iter()
                .filter(|line| line.cells.get(n).and_then(|it| it.mark()) == Some(Mark::Present));
            let sum = match it.called_at {
                Some(_) => format!(" {:>2}", came.count()),
                None => "  ·".to_owned(),
            };
            if body.height > 0 {
                canvas.text(x_of(n), body.bottom(), CELL_COLUMNS, &sum, Tone::Dim);
            }
        }
        if body.height > 0 {
            canvas.text(area.x, body.bottom(), front, "     presentes", Tone::Dim);
        }
        if total > 0 {
            let x = area.right() - TOTAL_COLUMNS;
            canvas.text(x, area.y + 2, TOTAL_COLUMNS, "   P  F  J seg", Tone::Dim);
        }
        for (n, line) in grid.lines.iter().enumerate().skip(self.top).take(self.page) {
            let y = body.y + u16::try_from(n - self.top).unwrap_or(0);
            if y >= body.bottom() {
                break;
            }
            let chosen = n == self.row;
            let marker = if chosen { '>' } else { ' ' };
            let number = line
                .number
                .map_or_else(|| "vis".to_owned(), |it| it.to_string());
            let number = format!("{marker}{number:>3} ");
            canvas.text(area.x, y, NUMBER_COLUMNS, &number, Tone::Dim);
            let shown_name = canvas.look.name(&line.name).into_owned();
            canvas.text(area.x + NUMBER_COLUMNS, y, name, &shown_name, Tone::Plain);
            for at in shown.clone() {
                let (letter, tone) = sign(line.cells.get(at).copied());
                let x = x_of(at) + CELL_COLUMNS - 1;
                canvas.text(x, y, 1, letter, tone);
                if chosen && at == self.column {
                    canvas.tint(Rect::new(x - 1, y, CELL_COLUMNS - 1, 1), Tone::Selected);
                    canvas.cursor(x, y);
                }
            }
            if total > 0 {
                let sums = format!(
                    " {:>3}{:>3}{:>3}{:>4}",
                    line.present, line.absent, line.excused, line.streak
                );
                let x = area.right() - TOTAL_COLUMNS;
                canvas.text(x, y, TOTAL_COLUMNS, &sums, Tone::Plain);
            }
        }
        if area.height > 6 {
            let (now, before) = self.told(canvas);
            canvas.line(area, area.height - 2, &now, Tone::Plain);
            canvas.line(area, area.height - 1, &before, Tone::Dim);
        }
    }

    const fn totals_from() -> u16 {
        NUMBER_COLUMNS + NAME_COLUMNS + TOTAL_COLUMNS + 6 * CELL_COLUMNS
    }

    /// The marked cell in words, and what it said before.
    fn told(&self, canvas: &Canvas<'_>) -> (String, String) {
        let Some((line, meeting, cell)) = self.cell() else {
            return Default::default();
        };
        let look = canvas.look;
        let said = match cell {
            GridCell::Outside => "não estava no grupo".to_owned(),
            GridCell::NotCalled => "não chamado(a)".to_owned(),
            GridCell::Said(mark) => mark.text(),
        };
        let name = look.name(&line.name);
        let mut now = format!("{name}, {}: {said}", day_title(meeting.day));
        let by = |it: &MarkSaid| {
            let (day, clock) = (look.zone.day(it.at), look.zone.clock(it.at));
            format!("por {}, {} {clock}", it.by, day.format("%d/%m"))
        };
        if let Some(it) = self.history.first() {
            now.push_str(&format!(" ({})", by(it)));
        }
        let before = self.history.get(1).map(|it| {
            let said = it.mark.map_or_else(|| "sem marca".to_owned(), Mark::text);
            format!("antes: {said}, {}", by(it))
        });
        (now, before.unwrap_or_default())
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

fn sign(cell: Option<GridCell>) -> (&'static str, Tone) {
    match cell {
        None | Some(GridCell::Outside) => (" ", Tone::Dim),
        Some(GridCell::NotCalled) => ("·", Tone::Dim),
        Some(GridCell::Said(mark)) => {
            let letter = match mark {
                Mark::Present => "P",
                Mark::Absent(None) => "F",
                Mark::Absent(Some(_)) => "J",
            };
            (letter, tone(Some(mark)))
        }
    }
}
