//! How a roll is drawn: numbers, marks and names in as many columns as it
//! takes to see everybody at once, as on the printed sheet. The letter says
//! the mark; colour only repeats it.

use ratatui::layout::Rect;

use super::roll::RollScreen;
use super::roll_marks::{Counts, Row};
use crate::domain::date::show;
use crate::domain::groups::Mark;
use crate::ui::canvas::columns;
use crate::ui::{Canvas, Tone};

/// A column of names narrower than this says too little.
const NAME_COLUMNS_MIN: u16 = 21;
/// Marker, number, space, mark, two spaces.
const FRONT_COLUMNS: u16 = 8;

impl RollScreen {
    pub(super) fn paint(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(meeting) = self.marks.meeting() else {
            return;
        };
        let hours = format!("{}–{}", meeting.starts, meeting.ends);
        let title = format!("{}, {hours}", meeting.group);
        let counts = short(self.marks.counts());
        let room = area.width.saturating_sub(columns(&counts) + 2);
        if room >= 12 {
            canvas.right(area, 0, &counts, Tone::Strong);
            canvas.text(area.x, area.y, room, &title, Tone::Title);
        } else {
            canvas.line(area, 0, &title, Tone::Title);
        }
        let (line, tone) = match self.off() {
            Some(why) => (why.to_owned(), Tone::Warn),
            None if !self.digits.is_empty() => (format!("Número: {}", self.digits), Tone::Strong),
            None => (about(meeting), Tone::Dim),
        };
        canvas.line(area, 1, &line, tone);
        // The last row tells the marked person whole.
        let body = Rect {
            y: area.y.saturating_add(2),
            height: area.height.saturating_sub(4),
            ..area
        };
        self.rows(canvas, body);
        if let Some(row) = self.marks.selected().filter(|_| area.height > 4) {
            let text = whole(row, canvas);
            canvas.line(area, area.height - 1, &text, Tone::Plain);
        }
        if !self.digits.is_empty() && area.height > 1 {
            let after = columns(&format!("Número: {}", self.digits));
            canvas.cursor(area.x + after, area.y + 1);
        }
    }

    fn rows(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.is_empty() {
            canvas.cursor(area.x, area.y);
            return;
        }
        let rows = self.marks.rows();
        if rows.is_empty() {
            let text = "Ninguém está inscrito neste grupo neste dia.";
            canvas.wrapped(area, text, Tone::Dim);
            canvas.cursor(area.x, area.y);
            return;
        }
        let height = usize::from(area.height);
        let fit = usize::from((area.width / (FRONT_COLUMNS + NAME_COLUMNS_MIN)).max(1));
        let wanted = rows.len().div_ceil(height).clamp(1, fit);
        // Columns of one length, so that the other column is one key away.
        let high = rows.len().div_ceil(wanted).min(height);
        let page = high * wanted;
        let first = self.marks.at() / page * page;
        let wide = area.width / u16::try_from(wanted).unwrap_or(1).max(1);
        for (n, row) in rows.iter().enumerate().skip(first).take(page) {
            let (column, line) = ((n - first) / high, (n - first) % high);
            let at = Rect {
                x: area.x + wide * u16::try_from(column).unwrap_or(0),
                y: area.y + u16::try_from(line).unwrap_or(0),
                width: wide.saturating_sub(u16::from(column + 1 < wanted)),
                height: 1,
            };
            draw_row(canvas, at, row, n == self.marks.at());
        }
        self.page_rows = high;
    }
}

fn draw_row(canvas: &mut Canvas<'_>, at: Rect, row: &Row, chosen: bool) {
    let number = row
        .number
        .map_or_else(|| "vis".to_owned(), |it| it.to_string());
    let marker = if chosen { '>' } else { ' ' };
    let after = canvas.text(
        at.x,
        at.y,
        at.width,
        &format!("{marker}{number:>3} "),
        Tone::Dim,
    );
    let left = |x: u16| at.right().saturating_sub(x);
    let letter = row.letter().to_string();
    let after = canvas.text(after, at.y, left(after), &letter, tone(row.ours));
    let name = canvas.look.name(&row.name).into_owned();
    let after = (after + 2).min(at.right());
    canvas.text(after, at.y, left(after), &name, Tone::Plain);
    if chosen {
        canvas.tint(at, Tone::Selected);
        canvas.cursor(at.x, at.y);
    }
}

pub(super) fn tone(mark: Option<Mark>) -> Tone {
    match mark {
        None => Tone::Dim,
        Some(Mark::Present) => Tone::Good,
        Some(Mark::Absent(None)) => Tone::Bad,
        Some(Mark::Absent(Some(_))) => Tone::Warn,
    }
}

/// "20 P  5 F  0 J  0 ·".
fn short(it: Counts) -> String {
    format!(
        "{} P  {} F  {} J  {} ·",
        it.present, it.absent, it.excused, it.open
    )
}

/// The line under the title.
fn about(it: &crate::app::MeetingView) -> String {
    let mut parts = Vec::new();
    if it.called_at.is_none() {
        parts.push("não chamada".to_owned());
    }
    if it.moved {
        parts.push(format!("era em {}: {}", show(it.key.day), it.reason));
    }
    for text in [&it.theme, &it.activity_title] {
        if !text.is_empty() {
            parts.push(text.clone());
        }
    }
    parts.join(" - ")
}

/// "Ana Lima, 16 anos: faltou: saúde (Rosa, 19/11/2026 16:02)".
fn whole(row: &Row, canvas: &Canvas<'_>) -> String {
    let mut text = canvas.look.name(&row.name).into_owned();
    if let Some(age) = row.age {
        text.push_str(&format!(", {age} anos"));
    }
    if row.number.is_none() {
        text.push_str(", visitante");
    }
    let mark = row
        .ours
        .map_or_else(|| "não chamado(a)".to_owned(), Mark::text);
    text.push_str(&format!(": {mark}"));
    if row.ours != row.seen {
        text.push_str(", por gravar");
    } else if let Some((by, at)) = &row.said {
        let zone = canvas.look.zone;
        text.push_str(&format!(
            " ({by}, {} {})",
            show(zone.day(*at)),
            zone.clock(*at)
        ));
    }
    text
}
