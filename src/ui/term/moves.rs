//! Where the cursor goes, in the fewest bytes. Only the moves that every
//! terminal has had since the VT100, and none that scrolls or tabs.

/// Writes the shortest way from one cell (`None`: not known) to another, both
/// as column and row from 0.
pub fn shortest(from: Option<(u16, u16)>, (x, y): (u16, u16), out: &mut Vec<u8>) {
    let absolute = match (x, y) {
        (0, 0) => 3,
        (0, _) => 3 + digits(y + 1),
        _ => 4 + digits(y + 1) + digits(x + 1),
    };
    if let Some((from_x, from_y)) = from {
        if from_y == y && from_x < x {
            // Never longer than the absolute way.
            return forward(x - from_x, out);
        }
        if from_y == y {
            let back = usize::from(from_x - x);
            let anew = 1 + forward_bytes(x);
            if back <= anew && back < absolute {
                out.resize(out.len() + back, 0x08);
                return;
            }
            if anew < absolute {
                out.push(b'\r');
                return forward(x, out);
            }
        } else if from_y + 1 == y && 2 + forward_bytes(x) < absolute {
            out.extend_from_slice(b"\r\n");
            return forward(x, out);
        }
    }
    out.extend_from_slice(b"\x1b[");
    if (x, y) != (0, 0) {
        number(y + 1, out);
    }
    if x > 0 {
        out.push(b';');
        number(x + 1, out);
    }
    out.push(b'H');
}

/// Decimal digits, as every code of a terminal has its numbers.
pub fn number(it: u16, out: &mut Vec<u8>) {
    if it >= 10 {
        number(it / 10, out);
    }
    out.push(b'0' + (it % 10) as u8);
}

fn forward(columns: u16, out: &mut Vec<u8>) {
    if columns > 0 {
        out.extend_from_slice(b"\x1b[");
        if columns > 1 {
            number(columns, out);
        }
        out.push(b'C');
    }
}

fn forward_bytes(columns: u16) -> usize {
    match columns {
        0 => 0,
        1 => 3,
        n => 3 + digits(n),
    }
}

fn digits(it: u16) -> usize {
    it.checked_ilog10().map_or(1, |it| it as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Option<(u16, u16)>, to: (u16, u16), expected: &str) {
        let mut out = Vec::new();
        shortest(from, to, &mut out);
        assert_eq!(String::from_utf8_lossy(&out), expected, "{from:?} {to:?}");
    }

    #[test]
    fn the_shortest_way_is_taken() {
        check(None, (0, 0), "\x1b[H");
        check(None, (0, 9), "\x1b[10H");
        check(None, (4, 9), "\x1b[10;5H");
        check(Some((3, 2)), (4, 2), "\x1b[C");
        check(Some((3, 2)), (30, 2), "\x1b[27C");
        check(Some((5, 2)), (3, 2), "\x08\x08");
        check(Some((70, 2)), (0, 2), "\r");
        check(Some((70, 2)), (5, 2), "\r\x1b[5C");
        check(Some((70, 2)), (0, 3), "\r\n");
        check(Some((70, 2)), (5, 3), "\x1b[4;6H");
        check(Some((70, 8)), (5, 9), "\r\n\x1b[5C");
        check(Some((70, 2)), (5, 5), "\x1b[6;6H");
    }

    #[test]
    fn numbers_are_decimal() {
        let mut out = Vec::new();
        for it in [0, 7, 10, 209, 65535] {
            number(it, &mut out);
            out.push(b' ');
        }
        assert_eq!(out, b"0 7 10 209 65535 ");
    }
}
