//! Columns that know how much room they need and which of them may go when
//! there is little: 80 columns, a phone, a wide window. Pure arithmetic and
//! drawing; the list holds the rows.

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;
use crate::ui::look::{Look, Tone};

/// Columns between two columns.
const GAP: u16 = 2;

pub struct Column<T> {
    pub title: &'static str,
    /// Columns below which it is useless.
    pub min: u16,
    /// Share of the room that is left over; 0 stays at `min`.
    pub grow: u16,
    /// 0 never goes; the highest goes first.
    pub drop: u8,
    /// Numbers stand against the right.
    pub right: bool,
    pub cell: fn(&T, &Look) -> Cell,
}

impl<T> Column<T> {
    pub const fn new(title: &'static str, min: u16, cell: fn(&T, &Look) -> Cell) -> Self {
        Self {
            title,
            min,
            grow: 0,
            drop: 0,
            right: false,
            cell,
        }
    }

    #[must_use]
    pub const fn grow(mut self, share: u16) -> Self {
        self.grow = share;
        self
    }

    #[must_use]
    pub const fn drop(mut self, order: u8) -> Self {
        self.drop = order;
        self
    }

    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// One cell's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub tone: Tone,
    /// A person's name, shown as initials when names are hidden.
    pub name: bool,
}

impl Cell {
    pub fn name(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Plain,
            name: true,
        }
    }

    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
            name: false,
        }
    }
}

impl<S: Into<String>> From<S> for Cell {
    fn from(text: S) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

/// The width of each column in `room`, `None` for those that had to go.
pub fn widths<T>(cols: &[Column<T>], room: u16) -> Vec<Option<u16>> {
    let mut kept: Vec<usize> = (0..cols.len()).collect();
    let need = |kept: &[usize]| -> u32 {
        let gaps = kept.len().saturating_sub(1) as u32 * u32::from(GAP);
        gaps + kept.iter().map(|n| u32::from(cols[*n].min)).sum::<u32>()
    };
    while need(&kept) > u32::from(room) {
        // The last of the most droppable goes first.
        let Some(gone) = kept
            .iter()
            .copied()
            .filter(|n| cols[*n].drop > 0)
            .max_by_key(|n| (cols[*n].drop, *n))
        else {
            break;
        };
        kept.retain(|n| *n != gone);
    }
    let shares: u32 = kept.iter().map(|n| u32::from(cols[*n].grow)).sum();
    let spare = u32::from(room).saturating_sub(need(&kept));
    let mut given = 0;
    let mut out = vec![None; cols.len()];
    for n in kept {
        let share = (spare * u32::from(cols[n].grow))
            .checked_div(shares)
            .unwrap_or(0);
        given += share;
        out[n] = Some(cols[n].min + u16::try_from(share).unwrap_or(0));
    }
    // What division left over goes to the first growing column.
    let first = (0..cols.len()).find(|n| out[*n].is_some() && cols[*n].grow > 0);
    if let Some(width) = first.and_then(|n| out[n].as_mut()) {
        *width += u16::try_from(spare.saturating_sub(given)).unwrap_or(0);
    }
    out
}

pub fn titles<T>(canvas: &mut Canvas<'_>, area: Rect, cols: &[Column<T>], widths: &[Option<u16>]) {
    each(area, cols, widths, |at, col| {
        place(canvas, at, col.title, col.right, Tone::Dim)
    });
}

pub fn row<T>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    cols: &[Column<T>],
    widths: &[Option<u16>],
    item: &T,
) {
    each(area, cols, widths, |at, col| {
        let cell = (col.cell)(item, canvas.look);
        if cell.name {
            let look = canvas.look;
            place(canvas, at, &look.name(&cell.text), col.right, cell.tone);
        } else {
            place(canvas, at, &cell.text, col.right, cell.tone);
        }
    });
}

fn each<T>(
    area: Rect,
    cols: &[Column<T>],
    widths: &[Option<u16>],
    mut draw: impl FnMut(Rect, &Column<T>),
) {
    let mut x = area.x;
    for (col, width) in cols.iter().zip(widths) {
        if let Some(width) = width {
            let left = area.right().saturating_sub(x);
            draw(Rect::new(x, area.y, (*width).min(left), 1), col);
            x = x.saturating_add(width + GAP);
        }
    }
}

fn place(canvas: &mut Canvas<'_>, at: Rect, text: &str, right: bool, tone: Tone) {
    if right {
        canvas.right(at, 0, text, tone);
    } else {
        canvas.line(at, 0, text, tone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLS: &[Column<()>] = &[
        Column::new("Senha", 5, |(), _| "".into()),
        Column::new("Nome", 20, |(), _| "".into()).grow(2),
        Column::new("Bairro", 12, |(), _| "".into()).grow(1).drop(2),
        Column::new("Espera", 6, |(), _| "".into()).right().drop(1),
    ];

    #[test]
    fn columns_share_the_room_and_go_in_order() {
        assert_eq!(widths(COLS, 79), [Some(5), Some(40), Some(22), Some(6)]);
        assert_eq!(widths(COLS, 49), [Some(5), Some(20), Some(12), Some(6)]);
        assert_eq!(widths(COLS, 48), [Some(5), Some(33), None, Some(6)]);
        assert_eq!(widths(COLS, 30), [Some(5), Some(23), None, None]);
        assert_eq!(widths(COLS, 3), [Some(5), Some(20), None, None]);
    }

    #[test]
    fn the_whole_room_is_used() {
        for room in 49..200 {
            let sum: u16 = widths(COLS, room).iter().flatten().sum();
            assert_eq!(sum + 3 * GAP, room);
        }
    }
}
