//! Letters of a CECAD file. Recent extractions are UTF-8, some with a mark at
//! the start; older ones are Windows-1252. The whole file decides, not a
//! sample: the first accent may come after thousands of plain lines. A library
//! of character sets would weigh more than the one table of 32 rows we need.

use std::borrow::Cow;

/// The mark some programs put before UTF-8 text.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with the mark.
    Utf8Marked,
    Windows1252,
}

impl Encoding {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Marked => "UTF-8 com marca",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// What the first pass over the file has seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence {
    marked: bool,
    utf8_lines: u64,
    other_lines: u64,
}

impl Evidence {
    /// The file opens with the UTF-8 mark.
    pub fn mark(&mut self) {
        self.marked = true;
    }

    /// One line. A line feed is never part of a longer UTF-8 character, so the
    /// file is valid exactly when every line is.
    pub fn see(&mut self, line: &[u8]) {
        if line.is_ascii() {
            return;
        }
        if std::str::from_utf8(line).is_ok() {
            self.utf8_lines += 1;
        } else {
            self.other_lines += 1;
        }
    }

    /// A Windows-1252 file hardly ever has an accented line that is also valid
    /// UTF-8, so a few broken lines among many valid ones are damage (a cut, a
    /// bad disk), not another encoding: one of them must not garble every name.
    pub const fn decide(&self) -> Encoding {
        if self.marked {
            Encoding::Utf8Marked
        } else if self.other_lines == 0 || self.utf8_lines > self.other_lines.saturating_mul(20) {
            Encoding::Utf8
        } else {
            Encoding::Windows1252
        }
    }
}

/// The text of one field. In a UTF-8 file a field that is not valid is read as
/// Windows-1252: it is a damaged or pasted-in piece, and letters are kept.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Marked => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(from_1252(bytes)),
        },
        Encoding::Windows1252 => match std::str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => Cow::Borrowed(text),
            Ok(_) | Err(_) => Cow::Owned(from_1252(bytes)),
        },
    }
}

fn from_1252(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| letter(byte)).collect()
}

/// Bytes 0x80 to 0x9F; the five that Windows leaves undefined keep their own
/// number, as browsers do. All the others are Latin-1, equal to Unicode.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

const fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[(byte - 0x80) as usize],
        0..=0x7F | 0xA0..=0xFF => byte as char,
    }
}

/// The byte of a letter in Windows-1252, for writing test files.
pub fn to_1252(letter: char) -> Option<u8> {
    if let Some(at) = HIGH.iter().position(|&it| it == letter) {
        return u8::try_from(0x80 + at).ok();
    }
    u8::try_from(u32::from(letter))
        .ok()
        .filter(|byte| !(0x80..=0x9F).contains(byte))
}

/// What a file is that is surely no text, from its first bytes, with what to
/// do about it.
pub fn not_text(head: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 6] = [
        (
            b"PK\x03\x04",
            "Este arquivo está compactado (ZIP) ou é uma planilha. Extraia o CSV de dentro dele \
             e importe o CSV.",
        ),
        (
            b"\xD0\xCF\x11\xE0",
            "Este arquivo é uma planilha antiga (XLS). Importe o CSV original, como veio do CECAD.",
        ),
        (
            b"\x1F\x8B",
            "Este arquivo está compactado (GZ). Extraia o CSV e importe o CSV.",
        ),
        (
            b"%PDF",
            "Este arquivo é um PDF. Importe o CSV baixado do CECAD.",
        ),
        (
            b"\xFF\xFE",
            "Este arquivo foi regravado em UTF-16 por outro programa. Importe o CSV original, \
             como veio do CECAD.",
        ),
        (
            b"\xFE\xFF",
            "Este arquivo foi regravado em UTF-16 por outro programa. Importe o CSV original, \
             como veio do CECAD.",
        ),
    ];
    KNOWN
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|&(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(lines: &[&[u8]]) -> Encoding {
        let mut it = Evidence::default();
        for line in lines {
            it.see(line);
        }
        it.decide()
    }

    #[test]
    fn the_whole_file_decides() {
        assert_eq!(decided(&[b"ANA;RUA A"]), Encoding::Utf8);
        assert_eq!(decided(&["JOSÉ".as_bytes()]), Encoding::Utf8);
        assert_eq!(decided(&[b"ANA", b"JOS\xC9"]), Encoding::Windows1252);
        let mut many = vec!["CONCEIÇÃO".as_bytes(); 30];
        many.push(b"JOS\xC9");
        assert_eq!(
            decided(&many),
            Encoding::Utf8,
            "one damaged line garbles nothing"
        );
    }

    #[test]
    fn every_windows_letter_goes_and_returns() {
        for byte in 0..=u8::MAX {
            let text = decode(&[byte], Encoding::Windows1252).into_owned();
            let letter = text.chars().next().unwrap_or('\0');
            assert_eq!(to_1252(letter), Some(byte));
        }
        assert_eq!(
            decode(b"S\xC3O JOS\xC9 \x96 50 \x80", Encoding::Windows1252),
            "SÃO JOSÉ – 50 €"
        );
        assert_eq!(decode(b"JOS\xC9", Encoding::Utf8), "JOSÉ");
        assert_eq!(to_1252('ж'), None);
    }

    #[test]
    fn other_kinds_of_file_are_named() {
        assert!(not_text(b"PK\x03\x04rest").is_some_and(|it| it.contains("planilha")));
        assert!(not_text(b"cd_ibge;").is_none());
    }
}
