//! The one sanitiser for text that arrives from a keyboard or a file, and its
//! mirror at the output. Text is stored composed (NFC) and without characters
//! that nobody sees: an escape sequence inside a name would drive the terminal
//! of the next desk, and a direction mark would make one name read as another.
//! Never changes letters, case or accents.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One line of text, ready to be stored: composed, without control or
/// invisible characters, spaces of every kind (tabs and line ends too) folded
/// into single ones, none at the ends. Cleaning twice changes nothing.
pub fn clean(text: &str) -> String {
    if is_plainly_clean(text.as_bytes()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        fold_spaces(text.chars().filter(|it| !is_hidden(*it)), &mut out);
    } else {
        // Hidden characters go first: one of them between a letter and its
        // accent would keep the two from being composed.
        let seen = text.chars().filter(|it| !is_hidden(*it));
        fold_spaces(seen.nfc(), &mut out);
    }
    out
}

/// The same for notes of several lines: each line cleaned, at most one empty
/// line between paragraphs, none at the ends.
pub fn clean_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let line = clean(line);
        if line.is_empty() {
            gap = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        out.push_str(&line);
    }
    out
}

/// Text on its way to a terminal, a page or a table, whatever its origin (a
/// file of somebody else's program, an older base): what would be obeyed is
/// shown instead. ESC becomes `␛`, a line end `␊`; marks of direction and the
/// like become `�`. Costs no allocation when there is nothing to show.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(picture).collect())
}

/// Whether the text is already as `clean` would leave it.
pub fn is_clean(text: &str) -> bool {
    let mut before = ' ';
    for it in text.chars() {
        if is_hidden(it) || (it.is_whitespace() && (it != ' ' || before == ' ')) {
            return false;
        }
        before = it;
    }
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => true,
        IsNormalized::No => false,
        IsNormalized::Maybe => text.nfc().eq(text.chars()),
    };
    composed && !text.ends_with(' ')
}

/// Nearly every text, known by its bytes: letters of ASCII and of U+00C0 to
/// U+02FF (no mark to compose, none hidden, no space), and single spaces.
fn is_plainly_clean(text: &[u8]) -> bool {
    let mut before = b' ';
    for &byte in text {
        match byte {
            b' ' if before == b' ' => return false,
            // The first byte of two, and any second one.
            b' '..=b'~' | 0xC3..=0xCB | 0x80..=0xBF => before = byte,
            _ => return false,
        }
    }
    before != b' ' || text.is_empty()
}

fn fold_spaces(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut gap = false;
    for it in chars {
        if it.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        out.push(it);
    }
}

/// Controls that are not spaces, and everything of no width or that turns the
/// direction of writing.
fn is_hidden(it: char) -> bool {
    (it.is_control() && !it.is_whitespace()) || is_invisible(it)
}

/// What a terminal or a reader would act on instead of showing.
fn is_obeyed(it: char) -> bool {
    it.is_control() || matches!(it, '\u{2028}' | '\u{2029}') || is_invisible(it)
}

fn is_invisible(it: char) -> bool {
    matches!(
        it,
        '\u{00AD}'                      // soft hyphen
        | '\u{034F}'                    // grapheme joiner
        | '\u{061C}'                    // Arabic letter mark
        | '\u{115F}' | '\u{1160}'       // Hangul fillers
        | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'       // zero width, left and right marks
        | '\u{202A}'..='\u{202E}'       // embeddings and overrides
        | '\u{2060}'..='\u{206F}'       // word joiner, isolates
        | '\u{3164}' | '\u{FFA0}'
        | '\u{FE00}'..='\u{FE0F}'       // variation selectors
        | '\u{FEFF}'                    // byte order mark
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}'     // tags
    )
}

fn picture(it: char) -> char {
    match it {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + it as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '␡',
        it if is_obeyed(it) => '\u{FFFD}',
        it => it,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(typed: &str, stored: &str) {
        assert_eq!(clean(typed), stored);
    }

    #[test]
    fn what_nobody_sees_is_not_stored() {
        check("  Maria \t da\r\nSilva ", "Maria da Silva");
        check("Ana\u{1b}[2JBia", "Ana[2JBia");
        check("Ana\u{202e}aiB\u{2069}", "AnaaiB");
        check("Jo\u{200b}a\u{200d}o\u{feff}", "Joao");
        check("Ana\u{7f}\u{9b}1m\u{0}", "Ana1m");
        check("\u{a0}Ana\u{2003}\u{3000}Bia\u{85}", "Ana Bia");
        check("", "");
        check(" \u{200b} ", "");
    }

    #[test]
    fn decomposed_accents_are_composed_even_around_hidden_marks() {
        check("Joa\u{303}o", "João");
        check("Conceic\u{327}a\u{200b}\u{303}o", "Conceição");
    }

    #[test]
    fn letters_of_every_script_stay() {
        check("D'Ávila-Ñuñez ß 李 Øyvind", "D'Ávila-Ñuñez ß 李 Øyvind");
    }

    #[test]
    fn notes_keep_their_lines() {
        let typed = "\n\n um \r\n dois\u{1b} \n\n\n\n três\n ";
        assert_eq!(clean_lines(typed), "um\n\ndois\n\ntrês");
        assert_eq!(clean_lines("um\ndois"), "um\ndois");
    }

    #[test]
    fn at_the_output_orders_become_pictures() {
        assert_eq!(shown("Ana\u{1b}[2J\n\u{7f}\u{9b}\u{202e}"), "Ana␛[2J␊␡��");
        assert!(matches!(shown("Ângela 李"), Cow::Borrowed(_)));
    }

    #[test]
    fn each_letter_below_the_marks_is_its_own_clean_self() {
        for it in '\0'..'\u{2000}' {
            let text = format!("a{it}b");
            if is_plainly_clean(text.as_bytes()) {
                assert!(is_clean(&text), "{it:?}");
            }
        }
        assert!(is_plainly_clean("CONCEIÇÃO D'ÁVILA".as_bytes()));
        for text in [
            " a", "a ", "a  b", "a\tb", "a\u{a0}b", "a\u{ad}", "a\u{301}",
        ] {
            assert!(!is_plainly_clean(text.as_bytes()), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,12}|(?s).{0,24}") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert!(is_clean(&once));
            prop_assert_eq!(is_clean(&text), text == once);
            prop_assert!(!once.chars().any(is_obeyed));
            prop_assert!(matches!(shown(&once), Cow::Borrowed(_)));
        }

        #[test]
        fn lines_are_cleaned_once_and_for_all(text in "[a \n\r\t\u{1b}\u{301}]{0,24}") {
            let once = clean_lines(&text);
            prop_assert_eq!(clean_lines(&once), once.clone());
            prop_assert!(once.split('\n').all(|line| line.is_empty() || is_clean(line)));
        }

        #[test]
        fn nothing_shown_is_obeyed(text in "(?s).{0,24}") {
            prop_assert!(!shown(&text).chars().any(is_obeyed));
        }
    }
}
