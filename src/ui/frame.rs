//! The frame that every page shares: one header line (unit, where, who, day
//! and hour), the page, the notice, the keys. Small windows give up the
//! header first, then the footer: the page is what people came for.

use ratatui::layout::Rect;

use super::canvas::{Canvas, columns, cut, wrap};
use super::job::Progress;
use super::keys::Hint;
use super::look::{Tone, Width};
use super::shell::{Notice, NoticeTone};
use super::widgets::progress;
use crate::domain::time::day_title;

/// Rows that a long notice may take from the page.
const NOTICE_ROWS_MAX: u16 = 3;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    pub header: Rect,
    pub inside: Rect,
    pub notice: Rect,
    pub footer: Rect,
}

/// Cuts the screen. `notice_rows` is what the notice would like to have.
pub fn parts(area: Rect, notice_rows: u16) -> Parts {
    let header = u16::from(area.height >= 8);
    let footer = u16::from(area.height >= 5);
    let spare = u16::from(area.height >= 12);
    let notice = notice_rows
        .min(NOTICE_ROWS_MAX)
        .max(spare)
        .min(area.height.saturating_sub(header + footer + 1));
    let inside = area.height - header - footer - notice;
    let row = |y: u16, height: u16| Rect::new(area.x, area.y + y, area.width, height);
    Parts {
        header: row(0, header),
        inside: row(header, inside),
        notice: row(header + inside, notice),
        footer: row(header + inside + notice, footer),
    }
}

/// How many rows a notice needs at this width.
pub fn notice_rows(notice: Option<&Notice>, width: u16) -> u16 {
    notice.map_or(0, |it| {
        u16::try_from(wrap(&notice_text(it), width).len()).unwrap_or(NOTICE_ROWS_MAX)
    })
}

/// "CRAS Norte  Fila            Ana  seg 23/11/2026 08:05".
pub fn header(canvas: &mut Canvas<'_>, area: Rect, path: &str) {
    if area.height == 0 {
        return;
    }
    let look = canvas.look;
    let clock = look.zone.clock(look.now);
    let day = day_title(look.today());
    let right = match look.width {
        Width::Phone => clock,
        Width::Usual | Width::Wide if look.who.is_empty() => format!("{day} {clock}"),
        Width::Usual | Width::Wide => format!("{}  {day} {clock}", look.who),
    };
    let right = format!("{right} ");
    let room = area.width.saturating_sub(columns(&right) + 1);
    // Where one is matters more than in which unit, and than the way here.
    let last = path.rsplit(" > ").next().unwrap_or(path);
    let whole = format!(" {}  {path}", look.unit);
    let short = format!(" {path}");
    let fits = [whole, short]
        .into_iter()
        .skip(usize::from(
            look.width == Width::Phone || look.unit.is_empty(),
        ))
        .find(|it| columns(it) <= room);
    let left = fits.unwrap_or_else(|| format!(" {last}"));
    canvas.line(area, 0, &cut(&left, room), Tone::Plain);
    canvas.right(area, 0, &right, Tone::Plain);
    canvas.tint(area, Tone::Header);
}

pub fn notice(
    canvas: &mut Canvas<'_>,
    area: Rect,
    notice: Option<&Notice>,
    running: Option<(&str, Progress)>,
) {
    if let Some(it) = notice {
        let tone = match it.tone {
            NoticeTone::Said => Tone::Good,
            NoticeTone::Warned => Tone::Warn,
            NoticeTone::Fault => Tone::Bad,
        };
        canvas.wrapped(area, &notice_text(it), tone);
    } else if let Some((label, it)) = running {
        progress::draw(canvas, area, label, it.done, it.total);
    }
}

/// Signs as well as colours: "!" asks for attention.
fn notice_text(it: &Notice) -> String {
    let sign = match it.tone {
        NoticeTone::Said => "",
        NoticeTone::Warned | NoticeTone::Fault => "! ",
    };
    let undo = if it.undo { "  (Ctrl+Z desfaz)" } else { "" };
    format!("{sign}{}{undo}", it.text)
}

/// As many keys as fit; those that are off now are left out. The keys of the
/// house come last but keep their place, because F1 tells all the rest.
pub fn footer(canvas: &mut Canvas<'_>, area: Rect, own: &[Hint], house: &[Hint]) {
    if area.height == 0 {
        return;
    }
    let mut shown: Vec<&Hint> = own.iter().filter(|it| it.off.is_none()).collect();
    let bare = |it: &Hint| columns(&it.key) + 1 + columns(it.label);
    let count = u16::try_from(shown.len() + house.len()).unwrap_or(u16::MAX);
    let all: u16 = shown.iter().copied().chain(house).map(bare).sum();
    // Closer together before leaving one out.
    let airy = all.saturating_add(count.saturating_mul(2)) <= area.width.saturating_add(2);
    let gap = if airy { "  " } else { " " };
    let wide = |it: &Hint| bare(it) + columns(gap);
    let fixed: u16 = house.iter().map(wide).sum();
    let mut room = area.width.saturating_sub(fixed);
    let fits = shown.iter().take_while(|it| {
        let fits = wide(it) <= room;
        room = room.saturating_sub(wide(it));
        fits
    });
    let fits = fits.count();
    shown.truncate(fits);
    let mut x = area.x;
    for hint in shown.into_iter().chain(house) {
        let left = area.right().saturating_sub(x);
        x = canvas.text(x, area.y, left, &hint.key, Tone::Key);
        let left = area.right().saturating_sub(x);
        x = canvas.text(
            x,
            area.y,
            left,
            &format!(" {}{gap}", hint.label),
            Tone::Plain,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_always_fill_the_screen() {
        for height in 0..60 {
            for wanted in 0..5 {
                let it = parts(Rect::new(0, 0, 80, height), wanted);
                let sum = it.header.height + it.inside.height + it.notice.height + it.footer.height;
                assert_eq!(sum, height);
                assert!(height == 0 || it.inside.height > 0, "{height}");
            }
        }
    }
}
