//! How far a long work is, in words, a number and a bar. Drawn from whole
//! percents, so that a fast work does not flood a slow line.

use ratatui::layout::Rect;

use crate::ui::canvas::{Canvas, columns};
use crate::ui::look::Tone;

const BAR_COLUMNS_MAX: u16 = 40;

/// `total` 0 means that the whole is not known.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, label: &str, done: u64, total: u64) {
    if area.is_empty() {
        return;
    }
    if total == 0 {
        canvas.line(area, 0, &format!("{label}: {done}"), Tone::Plain);
        return;
    }
    let percent = percent(done, total);
    let words = format!("{label}: {percent:>3}%  ");
    let x = canvas.text(area.x, area.y, area.width, &words, Tone::Plain);
    let room = area
        .width
        .saturating_sub(columns(&words))
        .min(BAR_COLUMNS_MAX);
    let full = u16::try_from(u64::from(room) * percent / 100).unwrap_or(room);
    let bar = "█".repeat(usize::from(full)) + &"░".repeat(usize::from(room - full));
    canvas.text(x, area.y, room, &bar, Tone::Good);
}

/// Never 100 before the end.
pub fn percent(done: u64, total: u64) -> u64 {
    if total == 0 {
        return 0;
    }
    u64::try_from(u128::from(done.min(total)) * 100 / u128::from(total)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_whole_and_honest() {
        assert_eq!(
            [percent(0, 3), percent(2, 3), percent(3, 3), percent(9, 3)],
            [0, 66, 100, 100]
        );
        assert_eq!(percent(u64::MAX - 1, u64::MAX), 99);
        assert_eq!(percent(1, 0), 0);
    }
}
