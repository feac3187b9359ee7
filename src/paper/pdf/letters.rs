//! The two fonts that every PDF reader has, in the character set of Portuguese
//! (WinAnsi): how wide each letter is, and which one stands in for a letter
//! that the set lacks. Widths are Adobe's for Helvetica, in thousandths of the
//! size; an accented letter is as wide as its base.

use unicode_normalization::UnicodeNormalization;

use crate::domain::cecad::encoding::to_1252;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    Plain,
    Bold,
}

/// From the blank to the tilde.
const PLAIN: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// What no reader draws and no set has.
const UNKNOWN: u8 = b'?';

/// The text in the bytes of the font. A letter outside the set becomes its
/// base letter where there is one, so that a name can still be read.
pub fn encode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for it in text.nfc() {
        match encoded(it) {
            Some(byte) => out.push(byte),
            None => stand_in(it, &mut out),
        }
    }
    out
}

/// Width at that size, in points.
pub fn width(bytes: &[u8], font: Font, size: f32) -> f32 {
    let units: u32 = bytes.iter().map(|it| u32::from(units(*it, font))).sum();
    units as f32 * size / 1000.0
}

fn encoded(it: char) -> Option<u8> {
    // Five places of the set are empty, and orders are no letters.
    to_1252(it).filter(|byte| !matches!(byte, 0..0x20 | 0x7F | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
}

fn stand_in(it: char, out: &mut Vec<u8>) {
    let plain = match it {
        '→' | '▸' | '►' => "->",
        '←' => "<-",
        '≤' => "<=",
        '≥' => ">=",
        '−' | '‐' | '‑' => "-",
        '✓' | '✔' => "x",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'ı' => "i",
        'ħ' => "h",
        _ => "",
    };
    if !plain.is_empty() {
        return out.extend_from_slice(plain.as_bytes());
    }
    let before = out.len();
    out.extend(std::iter::once(it).nfkd().filter_map(encoded));
    let is_mark = unicode_width::UnicodeWidthChar::width(it) == Some(0);
    if out.len() == before && !is_mark {
        out.push(UNKNOWN);
    }
}

fn units(byte: u8, font: Font) -> u16 {
    let bold = font == Font::Bold;
    let pick = |plain: u16, heavy: u16| if bold { heavy } else { plain };
    match byte {
        0x20..=0x7E => {
            let table = if bold { &BOLD } else { &PLAIN };
            table[usize::from(byte - 0x20)]
        }
        0xC0..=0xFF => latin(byte, font),
        0x85 | 0x89 | 0x8C | 0x97 | 0x99 => 1000,
        0x82 | 0x91 | 0x92 => pick(222, 278),
        0x84 | 0x93 | 0x94 => pick(333, 500),
        0x88 | 0x8B | 0x98 | 0x9B | 0xA1 | 0xA8 | 0xAD | 0xAF | 0xB2..=0xB4 | 0xB8 | 0xB9 => 333,
        0x8A | 0x9F => 667,
        0x8E => 611,
        0x95 => 350,
        0x9A => pick(500, 556),
        0x9C => 944,
        0x9E => 500,
        0xA0 | 0xB7 => 278,
        0xA6 => pick(260, 280),
        0xA9 | 0xAE => 737,
        0xAA => 370,
        0xAC | 0xB1 => 584,
        0xB0 => 400,
        0xB5 => pick(556, 611),
        0xB6 => pick(537, 556),
        0xBA => 365,
        0xBC..=0xBE => 834,
        0xBF => 611,
        0x00..=0x1F | 0x7F..=0xFF => 556,
    }
}

/// The accented letters: as their base, but for those that have none and for
/// the i, which loses its dot and not its width.
fn latin(byte: u8, font: Font) -> u16 {
    let bold = font == Font::Bold;
    match byte {
        0xC6 => 1000,
        0xD0 => 722,
        0xD7 | 0xF7 => 584,
        0xD8 => 778,
        0xDE => 667,
        0xE6 => 889,
        0xEC..=0xEF => 278,
        0xDF | 0xF8 => 611,
        0xF0 | 0xFE => {
            if bold {
                611
            } else {
                556
            }
        }
        it => {
            let base = std::iter::once(char::from(it)).nfd().next();
            let base = base.and_then(|it| u8::try_from(it).ok());
            base.filter(|it| (0x20..=0x7E).contains(it))
                .map_or(556, |it| units(it, font))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portuguese_is_in_the_set_and_other_letters_stay_legible() {
        assert_eq!(encode("Conceição"), b"Concei\xE7\xE3o");
        // Typed with loose accents, as some SSH clients send them.
        assert_eq!(encode("a\u{303}"), b"\xE3");
        assert_eq!(encode("«–» …"), b"\xAB\x96\xBB \x85");
        assert_eq!(encode("Łukasz Đorđe Čapek"), b"Lukasz Dorde Capek");
        assert_eq!(encode("李 Ana"), b"? Ana");
        assert_eq!(encode("8:00 → 9:00"), b"8:00 -> 9:00");
        // An order for a printer is no letter.
        assert_eq!(encode("\u{1b}A\u{7f}"), b"?A?");
    }

    #[test]
    fn an_accent_costs_no_room() {
        for font in [Font::Plain, Font::Bold] {
            let wide = |text: &str| width(&encode(text), font, 10.0);
            assert_eq!(wide("Ação"), wide("Acao"));
            assert_eq!(wide("Índio"), wide("Indio"));
            assert_eq!(wide(""), 0.0);
        }
        assert_eq!(width(b"A", Font::Plain, 10.0), 6.67);
        assert_eq!(width(b"A", Font::Bold, 10.0), 7.22);
    }
}
