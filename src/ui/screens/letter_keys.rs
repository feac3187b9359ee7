//! The keys of a float, two beside each other: a letter and what it does; dim
//! when it does nothing now.

use ratatui::layout::Rect;

use crate::ui::{Canvas, Hint, Tone};

/// Rows that so many keys need.
pub fn rows(keys: &[Hint]) -> u16 {
    u16::try_from(keys.len().div_ceil(2)).unwrap_or(u16::MAX)
}

pub fn paint(canvas: &mut Canvas<'_>, area: Rect, keys: &[Hint]) {
    let half = area.width / 2;
    for (at, hint) in (0_u16..).zip(keys) {
        let (x, row) = (area.x + (at % 2) * half, at / 2);
        if row >= area.height {
            break;
        }
        let (key, label) = if hint.off.is_some() {
            (Tone::Dim, Tone::Dim)
        } else {
            (Tone::Key, Tone::Plain)
        };
        let after = canvas.text(x, area.y + row, half, &hint.key, key);
        let left = (x + half).saturating_sub(after);
        canvas.text(
            after,
            area.y + row,
            left,
            &format!("  {}", hint.label),
            label,
        );
    }
}
