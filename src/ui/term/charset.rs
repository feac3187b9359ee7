//! What a terminal can show, and what is sent in place of what it cannot.
//! Every cell passes here on its way out, so a control character, a bidi
//! override or a zero-width joiner that came in with somebody's name never
//! reaches the terminal (stored text stays as it was: only the output is
//! cleaned). Never changes the width of a cell.

use ratatui::buffer::Buffer;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

/// What may be sent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset {
    /// Line drawing and blocks.
    pub lines: bool,
    /// Typographic marks (long dash, middle dot, ellipsis, arrows), which
    /// console fonts lack.
    pub marks: bool,
    /// Letters beyond ASCII.
    pub letters: bool,
}

impl Charset {
    pub const FULL: Self = Self {
        lines: true,
        marks: true,
        letters: true,
    };
    /// The Linux console: letters and lines, few marks.
    pub const CONSOLE: Self = Self {
        lines: true,
        marks: false,
        letters: true,
    };
    /// Accents yes, drawing no: TERM=vt100 and `ACOLHIDA_ASCII=1`.
    pub const PLAIN: Self = Self {
        lines: false,
        marks: false,
        letters: true,
    };
    /// Seven bits: a locale that is not UTF-8.
    pub const ASCII: Self = Self {
        lines: false,
        marks: false,
        letters: false,
    };
}

/// The text to send for one cell: same width as the cell, nothing hostile.
/// `scratch` only spares an allocation for the rare cell that must change.
pub fn shown<'a>(symbol: &'a str, charset: Charset, scratch: &'a mut String) -> &'a str {
    if let [byte] = symbol.as_bytes() {
        return if (0x20..0x7f).contains(byte) {
            symbol
        } else {
            "?"
        };
    }
    if symbol.is_empty() {
        return " ";
    }
    if charset == Charset::FULL && symbol.chars().all(harmless) {
        return symbol;
    }
    scratch.clear();
    for c in symbol.chars().filter(|c| harmless(*c)) {
        scratch.push(c);
    }
    if scratch.is_empty() || scratch.width() != symbol.width() {
        return "?";
    }
    if let Some(one) = single(scratch).and_then(|c| substitute(c, charset)) {
        return one;
    }
    if charset.letters || scratch.is_ascii() {
        return scratch;
    }
    let base = scratch.nfd().find(char::is_ascii_graphic);
    scratch.clear();
    scratch.push(base.unwrap_or('?'));
    scratch
}

/// False for what a terminal would obey or what would turn the text around.
pub fn harmless(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{061c}')
}

/// Whatever a screen put into a cell, nothing in the picture can move the
/// cursor or turn the text around; and what hides behind a wide letter is
/// blank, so that two pictures differ only where it shows.
pub fn clean(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width.max(1));
    for n in 0..buffer.content.len() {
        let cell = &mut buffer.content[n];
        if matches!(cell.symbol().as_bytes(), [0x20..0x7f]) {
            continue;
        }
        if !cell.symbol().chars().all(harmless) {
            cell.set_symbol("?");
        }
        if cell.symbol().width() == 2 && (n + 1) % width != 0 {
            let style = cell.style();
            buffer.content[n + 1].reset();
            buffer.content[n + 1].set_style(style);
        }
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

fn substitute(c: char, charset: Charset) -> Option<&'static str> {
    let plain = match c {
        '─' | '━' | '═' | '╌' | '┄' | '╴' | '╶' if !charset.lines => "-",
        '│' | '┃' | '║' | '▏' | '▕' if !charset.lines => "|",
        '█' | '▓' | '▀' | '▄' | '▌' | '▐' if !charset.lines => "#",
        '▒' | '░' if !charset.lines => ":",
        '\u{2500}'..='\u{257f}' if !charset.lines => "+",
        '\u{2580}'..='\u{259f}' if !charset.lines => "#",
        '—' | '–' | '‑' | '‒' | '−' if !charset.marks => "-",
        '·' | '•' | '∙' if !charset.marks => ".",
        '…' if !charset.marks => "~",
        '“' | '”' | '„' if !charset.marks => "\"",
        '‘' | '’' if !charset.marks => "'",
        '→' | '►' | '▶' | '›' if !charset.marks => ">",
        '←' | '◄' | '◀' | '‹' if !charset.marks => "<",
        '↑' | '▲' if !charset.marks => "^",
        '↓' | '▼' if !charset.marks => "v",
        '✓' | '✔' | '×' if !charset.marks => "x",
        'º' | '°' if !charset.letters => "o",
        'ª' if !charset.letters => "a",
        _ => return None,
    };
    Some(plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(symbol: &str, charset: Charset, expected: &str) {
        assert_eq!(
            shown(symbol, charset, &mut String::new()),
            expected,
            "{symbol:?}"
        );
    }

    #[test]
    fn nothing_hostile_passes() {
        for hostile in ["\x1b", "\u{9b}", "\u{202e}", "\r", "\u{7f}", "\u{200d}"] {
            check(hostile, Charset::FULL, "?");
        }
        check("", Charset::FULL, " ");
        check("e\u{301}", Charset::FULL, "e\u{301}");
    }

    #[test]
    fn lines_and_accents_fall_back() {
        check("┌", Charset::PLAIN, "+");
        check("─", Charset::PLAIN, "-");
        check("─", Charset::CONSOLE, "─");
        check("—", Charset::CONSOLE, "-");
        check("ç", Charset::PLAIN, "ç");
        check("ç", Charset::ASCII, "c");
        check("º", Charset::ASCII, "o");
        check("語", Charset::ASCII, "?");
    }
}
