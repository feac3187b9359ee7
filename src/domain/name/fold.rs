//! Folding: what is left of a name when accents, case and punctuation do not
//! count, which is how people type at a counter. Never used for what is shown.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower-case ASCII words with single spaces between. Accents go; an
/// apostrophe joins ("D'Ávila" → `davila`); a hyphen and every other sign
/// separate. Letters of other scripts have no ASCII twin and go too: a name
/// written only in them folds to nothing and is found by its numbers.
pub fn fold(text: &str) -> String {
    let mut out = Folder::with_capacity(text.len());
    for it in text.chars() {
        match unaccented(it) {
            _ if it.is_ascii() => out.push(it),
            Some(letter) => out.letter(letter),
            // As a sign of its own it would decompose to a space.
            None if it == '´' => {}
            // Marks go, so that the order they would be put in is no matter.
            None => decompose_compatible(it, |it| out.push(it)),
        }
    }
    out.text
}

/// The signs people use for an apostrophe.
pub(super) fn is_apostrophe(it: char) -> bool {
    matches!(it, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}

struct Folder {
    text: String,
    gap: bool,
}

impl Folder {
    fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            gap: false,
        }
    }

    fn push(&mut self, it: char) {
        if it.is_ascii_alphanumeric() {
            self.letter(it.to_ascii_lowercase());
        } else if it == ' ' {
            self.gap = true;
        } else if is_apostrophe(it) || is_combining_mark(it) {
            // Joins.
        } else if let Some(twin) = ascii_twin(it) {
            twin.chars().for_each(|it| self.letter(it));
        } else if !joins(it) {
            self.gap = true;
        }
    }

    fn letter(&mut self, it: char) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push(it);
    }
}

/// The accented letters of Portuguese names and their neighbours, which are
/// nearly all that come: the same as decomposing them.
fn unaccented(it: char) -> Option<char> {
    Some(match it {
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        _ => return None,
    })
}

/// Letters that do not decompose into an ASCII one and a mark.
fn ascii_twin(it: char) -> Option<&'static str> {
    Some(match it {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'ə' | 'Ə' => "e",
        _ => return None,
    })
}

/// Zero-width signs inside a word do not cut it.
fn joins(it: char) -> bool {
    matches!(
        it,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::name::clean;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn the_short_way_of_accents_is_the_long_one() {
        for it in '\u{80}'..'\u{300}' {
            let Some(letter) = unaccented(it) else {
                continue;
            };
            let apart: String = it.nfkd().filter(char::is_ascii).collect();
            assert_eq!(apart.to_ascii_lowercase(), letter.to_string(), "{it}");
        }
    }

    #[track_caller]
    fn check(name: &str, folded: &str) {
        assert_eq!(fold(name), folded);
    }

    #[test]
    fn accents_case_and_signs_do_not_count() {
        check("Conceição DOS Anjos", "conceicao dos anjos");
        check("Joa\u{303}o", "joao");
        check("D'Ávila", "davila");
        check("D’Ávila d´Ávila", "davila davila");
        check("Sant'Ana-Núñez", "santana nunez");
        check("  Ana   (Bia) / Jr. ", "ana bia jr");
        check("Maria 2ª", "maria 2a");
        check("Øyvind Łukasz Straße", "oyvind lukasz strasse");
        check("ＭＡＲＩＡ", "maria");
        check("An\u{200b}a", "ana");
        check("李 明", "");
        check("Ana 李 Lee", "ana lee");
    }

    proptest! {
        #[test]
        fn folding_leaves_ascii_words_and_is_stable(text in "\\PC{0,16}|(?s).{0,24}") {
            let folded = fold(&clean(&text));
            let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b' ';
            prop_assert!(folded.bytes().all(plain));
            prop_assert_eq!(clean(&folded), folded.clone());
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn folding_is_blind_to_composition(text in "[a-zãéçñ' -]{0,16}") {
            let apart: String = text.nfd().collect();
            prop_assert_eq!(fold(&apart), fold(&text));
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
