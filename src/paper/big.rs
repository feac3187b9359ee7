//! Letters of five rows drawn with one sign, for the ticket number: any printer
//! has the sign, whatever its table of characters.

/// Rows of a letter.
pub const TALL: usize = 5;
/// Columns of a letter; the lowest bits of each row, the left one first.
const WIDE: usize = 5;
const GAP: &str = "  ";

/// A to Z, then 0 to 9.
#[rustfmt::skip]
const SHAPES: [[u8; TALL]; 36] = [
    [0b01110, 0b10001, 0b11111, 0b10001, 0b10001], // A
    [0b11110, 0b10001, 0b11110, 0b10001, 0b11110], // B
    [0b01111, 0b10000, 0b10000, 0b10000, 0b01111], // C
    [0b11110, 0b10001, 0b10001, 0b10001, 0b11110], // D
    [0b11111, 0b10000, 0b11110, 0b10000, 0b11111], // E
    [0b11111, 0b10000, 0b11110, 0b10000, 0b10000], // F
    [0b01111, 0b10000, 0b10011, 0b10001, 0b01111], // G
    [0b10001, 0b10001, 0b11111, 0b10001, 0b10001], // H
    [0b01110, 0b00100, 0b00100, 0b00100, 0b01110], // I
    [0b00111, 0b00010, 0b00010, 0b10010, 0b01100], // J
    [0b10001, 0b10010, 0b11100, 0b10010, 0b10001], // K
    [0b10000, 0b10000, 0b10000, 0b10000, 0b11111], // L
    [0b10001, 0b11011, 0b10101, 0b10001, 0b10001], // M
    [0b10001, 0b11001, 0b10101, 0b10011, 0b10001], // N
    [0b01110, 0b10001, 0b10001, 0b10001, 0b01110], // O
    [0b11110, 0b10001, 0b11110, 0b10000, 0b10000], // P
    [0b01110, 0b10001, 0b10101, 0b10010, 0b01101], // Q
    [0b11110, 0b10001, 0b11110, 0b10010, 0b10001], // R
    [0b01111, 0b10000, 0b01110, 0b00001, 0b11110], // S
    [0b11111, 0b00100, 0b00100, 0b00100, 0b00100], // T
    [0b10001, 0b10001, 0b10001, 0b10001, 0b01110], // U
    [0b10001, 0b10001, 0b10001, 0b01010, 0b00100], // V
    [0b10001, 0b10001, 0b10101, 0b11011, 0b10001], // W
    [0b10001, 0b01010, 0b00100, 0b01010, 0b10001], // X
    [0b10001, 0b01010, 0b00100, 0b00100, 0b00100], // Y
    [0b11111, 0b00010, 0b00100, 0b01000, 0b11111], // Z
    [0b01110, 0b10011, 0b10101, 0b11001, 0b01110], // 0
    [0b00100, 0b01100, 0b00100, 0b00100, 0b01110], // 1
    [0b11110, 0b00001, 0b01110, 0b10000, 0b11111], // 2
    [0b11110, 0b00001, 0b01110, 0b00001, 0b11110], // 3
    [0b10010, 0b10010, 0b11111, 0b00010, 0b00010], // 4
    [0b11111, 0b10000, 0b11110, 0b00001, 0b11110], // 5
    [0b01110, 0b10000, 0b11110, 0b10001, 0b01110], // 6
    [0b11111, 0b00010, 0b00100, 0b01000, 0b10000], // 7
    [0b01110, 0b10001, 0b01110, 0b10001, 0b01110], // 8
    [0b01110, 0b10001, 0b01111, 0b00001, 0b01110], // 9
];

/// The five rows of a text of letters and digits; any other sign is a blank.
/// Up to seven letters fit the roll of 48 columns.
pub fn rows(text: &str) -> [String; TALL] {
    let mut out: [String; TALL] = Default::default();
    for (at, letter) in text.chars().enumerate() {
        let shape = shape(letter);
        for (row, bits) in out.iter_mut().zip(shape) {
            if at > 0 {
                row.push_str(GAP);
            }
            for column in (0..WIDE).rev() {
                row.push(if bits >> column & 1 == 1 { '#' } else { ' ' });
            }
        }
    }
    out
}

fn shape(letter: char) -> [u8; TALL] {
    let index = match letter.to_ascii_uppercase() {
        it @ 'A'..='Z' => it as usize - 'A' as usize,
        it @ '0'..='9' => it as usize - '0' as usize + 26,
        _ => return [0; TALL],
    };
    SHAPES.get(index).copied().unwrap_or([0; TALL])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ticket_number_fits_the_roll() {
        assert!(rows("CUP9999").iter().all(|it| it.len() <= 48));
    }

    #[test]
    fn letters_are_drawn() {
        let drawn = rows("L7");
        assert_eq!(drawn[0], "#      #####");
        assert_eq!(drawn[4], "#####  #    ");
    }

    #[test]
    fn no_two_signs_look_alike() {
        for (at, one) in SHAPES.iter().enumerate() {
            assert!(!SHAPES[..at].contains(one));
        }
    }
}
