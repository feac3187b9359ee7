//! Rows that only changed places: a list that lost its first line, a text
//! scrolled by one. Moving them costs some twenty bytes, writing them again
//! forty each. Done as the VT100 did it, by scrolling a part of the screen;
//! never the first row, so that nothing goes to a console's memory of what
//! scrolled away.
//!
//! Only saves bytes: whatever is still wrong afterwards is painted as ever.

use super::ink::Slot;
use super::moves::number;

/// Columns on the left that are not compared: the numbers of a list stay
/// where they are when its lines move.
const NUMBERS: usize = 8;
/// Fewest rows worth moving.
const ROWS_MIN: usize = 2;

/// A part of the screen, first and last row, whose lines go up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub top: usize,
    pub bottom: usize,
    pub by: usize,
    pub up: bool,
}

/// The shift that brings most rows to their place.
pub fn best(wanted: &[Slot], shown: &[Slot], width: usize) -> Option<Shift> {
    let (wanted, shown) = (signs(wanted, width)?, signs(shown, width)?);
    let rows = wanted.len();
    let mut best = (ROWS_MIN - 1, None);
    for by in 1..rows.saturating_sub(ROWS_MIN) {
        for up in [true, false] {
            // Row `n` of the pair: where it stands, and where it belongs.
            let (from, to) = if up { (by, 0) } else { (0, by) };
            let fits = |n: usize| shown[n + from] != 0 && wanted[n + to] == shown[n + from];
            let mut n = 1;
            while n + by < rows {
                let first = n;
                while n + by < rows && fits(n) {
                    n += 1;
                }
                let shift = Shift {
                    top: first,
                    bottom: (n + by).saturating_sub(1),
                    by,
                    up,
                };
                let right = (shift.top..=shift.bottom)
                    .filter(|row| wanted[*row] == shown[*row] && wanted[*row] != 0)
                    .count();
                let gain = (n - first).saturating_sub(right);
                if n > first && gain > best.0 {
                    best = (gain, Some(shift));
                }
                n += 1;
            }
        }
    }
    best.1
}

/// What stands in each row, as one number; 0 is nothing.
fn signs(slots: &[Slot], width: usize) -> Option<Vec<u64>> {
    if width <= NUMBERS {
        return None;
    }
    let sign = |row: &[Slot]| {
        let row = &row[NUMBERS..];
        let end = row.iter().rposition(|it| *it != Slot::BLANK)?;
        let mut sign = 0xcbf2_9ce4_8422_2325_u64;
        for slot in &row[..=end] {
            sign = (sign ^ slot.number()).wrapping_mul(0x0000_0100_0000_01b3);
            sign ^= sign >> 29;
        }
        Some(sign | 1)
    };
    Some(
        slots
            .chunks(width)
            .map(|it| sign(it).unwrap_or(0))
            .collect(),
    )
}

impl Shift {
    /// The bytes for it, in plain ink; the cursor ends who knows where.
    pub fn write(self, out: &mut Vec<u8>) {
        let row = |it: usize| u16::try_from(it + 1).unwrap_or(u16::MAX);
        out.extend_from_slice(b"\x1b[");
        number(row(self.top), out);
        out.push(b';');
        number(row(self.bottom), out);
        out.extend_from_slice(b"r\x1b[");
        number(row(if self.up { self.bottom } else { self.top }), out);
        out.push(b'H');
        for _ in 0..self.by {
            out.extend_from_slice(if self.up { b"\n" } else { b"\x1bM" });
        }
        out.extend_from_slice(b"\x1b[r");
    }

    /// What the terminal shows after it.
    pub fn apply(self, shown: &mut [Slot], width: usize) {
        let part = &mut shown[self.top * width..(self.bottom + 1) * width];
        let by = (self.by * width).min(part.len());
        if self.up {
            part.copy_within(by.., 0);
            let kept = part.len() - by;
            part[kept..].fill(Slot::BLANK);
        } else {
            let kept = part.len() - by;
            part.copy_within(..kept, by);
            part[..by].fill(Slot::BLANK);
        }
    }
}
