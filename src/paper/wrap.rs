//! Cutting text to columns by what the terminal and the printer show, which is
//! not the length of the string: accents may be two characters and a wide
//! letter takes two columns. Never cuts inside what a person reads as one
//! letter.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that the text takes.
pub fn columns(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Lines of at most `max` columns, broken between words; a word longer than
/// the line is cut. An empty text is one empty line.
pub fn words(text: &str, max: usize) -> Vec<String> {
    let max = max.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|it| !it.is_empty()) {
        let wide = columns(word);
        if used > 0 && used + 1 + wide > max {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= max {
            line.push_str(word);
            used += wide;
            continue;
        }
        for letter in word.graphemes(true) {
            // A letter and its marks wider than the line: no such name exists.
            let letter = if columns(letter) > max { "?" } else { letter };
            let wide = columns(letter);
            if used + wide > max {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(letter);
            used += wide;
        }
    }
    lines.push(line);
    lines
}

/// The text in at most `max` columns; what was cut leaves `…` behind.
pub fn cut(text: &str, max: usize) -> String {
    if columns(text) <= max {
        return text.to_string();
    }
    let mut out = String::new();
    let mut used = 0;
    for letter in text.graphemes(true) {
        let wide = columns(letter);
        if used + wide + 1 > max {
            break;
        }
        out.push_str(letter);
        used += wide;
    }
    if max > 0 {
        out.push('…');
    }
    out
}

/// The text with blanks after it up to `width` columns.
pub fn left(text: &str, width: usize) -> String {
    let mut out = cut(text, width);
    let missing = width.saturating_sub(columns(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// The text with blanks before it up to `width` columns.
pub fn right(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let missing = width.saturating_sub(columns(&text));
    format!("{}{text}", " ".repeat(missing))
}

/// The text in the middle of `width` columns, without blanks after it.
pub fn centered(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let missing = width.saturating_sub(columns(&text));
    format!("{}{text}", " ".repeat(missing / 2))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_between_words_and_long_words_are_cut() {
        assert_eq!(words("", 10), [""]);
        assert_eq!(words("um dois três", 8), ["um dois", "três"]);
        assert_eq!(words("inconstitucional", 6), ["incons", "tituci", "onal"]);
        assert_eq!(words("李李李 a", 4), ["李李", "李 a"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("Conceição", 9), "Conceição");
        assert_eq!(cut("Conceição", 5), "Conc…");
        assert_eq!(cut("李李李", 4), "李…");
        assert_eq!(cut("a", 0), "");
        assert_eq!(right("7", 3), "  7");
        assert_eq!(centered("CRAS", 8), "  CRAS");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,60}", max in 2_usize..30) {
            prop_assert!(words(&text, max).iter().all(|it| columns(it) <= max));
            prop_assert!(columns(&cut(&text, max)) <= max);
            prop_assert!(columns(&left(&text, max)) <= max);
        }
    }
}
