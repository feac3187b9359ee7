//! Spelling twins of Brazilian names: Souza and Sousa, Luiz and Luís, Thais
//! and Taís, Walter and Valter sound alike and are written as each registry
//! office liked. The sound key is the second pass of the search, always
//! labelled *similar* on screen; it prefers finding too much to missing the
//! family that is there. Never used to decide that two people are the same.
//!
//! It is not the Soundex family, which keeps four letters and cannot answer
//! while somebody is still typing. Here the key of a beginning is, as far as
//! spelling allows, the beginning of the key:
//!
//! - `e i y` are one vowel and `o u` another (Felipe/Filipe, Manoel/Manuel,
//!   Geovana/Giovana, Lourdes/Lurdes); `w`, and `u` opening a word before a
//!   vowel, are `v` (Wesley/Uesley);
//! - `h` is silent (Thiago, Jhonatan, Hellen, Guilherme/Guilerme) but in `ph` =
//!   `f` and `ch sh sch` = `x` (Michele/Mixele, Sheila/Cheila);
//! - `ç`, `ss`, `z`, `sc`, soft `c` are `s`; `q`, `ck`, hard `c` are `k`; soft
//!   `g` is `j` (Jéssica/Gessica); `gu` before `e i` is hard;
//! - `l` closing a syllable is `u` (Elza/Euza), `m` closing one is `n`;
//! - silent consonants go (Baptista, Victor, Ignez, Wellington); `d` before a
//!   consonant takes its vowel (Ednalva/Edinalva), as does `s` opening a word
//!   before `p t` (Stela/Estela);
//! - double letters are one; a final `e` after `t` and `k` goes (Ruth/Rute,
//!   Isaac/Isaque), and so does `d` in a final `id` (David/Davi).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::fold::fold;
use super::key::add_words;

/// The sound key of a person: the keys of the words of all the names given,
/// none twice unless one name repeats it, separated by spaces.
pub fn sound_key(names: &[&str]) -> String {
    if let Some(name) = super::only(names) {
        return joined(&keys_of(name));
    }
    let mut words: Vec<String> = Vec::new();
    for name in names {
        add_words(&mut words, &keys_of(name));
    }
    joined(&words)
}

fn joined(words: &[String]) -> String {
    let most = words.len().min(super::WORDS_MAX);
    words.get(..most).unwrap_or_default().join(" ")
}

/// The keys of the words of one name.
fn keys_of(name: &str) -> Vec<String> {
    // Folding would take the cedilla, which is the sound we are after.
    let soft = if name.is_ascii() {
        fold(name)
    } else {
        // A cedilla of its own is none until composed.
        let composed = match name.contains('\u{327}') {
            true => Cow::Owned(name.nfc().collect()),
            false => Cow::Borrowed(name),
        };
        fold(&composed.replace(['ç', 'Ç'], "s"))
    };
    soft.split(' ')
        .map(|word| encode(word.as_bytes()))
        .filter(|key| !key.is_empty())
        .collect()
}

/// The sound key of what has been typed of a word so far (folded): the part
/// that no next letter could change. `sousa` gives `susa`, `luc` gives `lu`
/// (Lucas or Lúcia?). Empty when nothing is certain: such a fragment asks for
/// nothing. Rare continuations are left out on purpose, because they would cost
/// every fragment its last letter: an `h` or a `t` after `p`, an `h` after `s`.
pub fn sound_word(fragment: &str) -> String {
    let typed = fragment.as_bytes();
    let mut longer = Vec::with_capacity(typed.len() + 1);
    longer.extend_from_slice(typed);
    longer.push(b' ');
    let mut sure = encode(typed);
    for next in b'a'..=b'z' {
        if matches!(
            (typed.last(), next),
            (Some(b'p' | b's'), b'h') | (Some(b'p'), b't')
        ) {
            continue;
        }
        if let Some(last) = longer.last_mut() {
            *last = next;
        }
        let other = encode(&longer);
        let same = sure.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
        sure.truncate(same.count());
    }
    sure
}

/// `c` that lost its cedilla in files of capital letters: closing one of these
/// beginnings (doubles already single) it was one.
const LOST_CEDILLA: [&str; 14] = [
    "gonc",
    "lourenc",
    "mendonc",
    "braganc",
    "esperanc",
    "valenc",
    "grac",
    "conceic",
    "asunc",
    "anunciac",
    "purificac",
    "encarnac",
    "rebouc",
    "consolac",
];

/// `ch` spoken as `k` before a vowel: Rachel, Zacharias, Achilles, Michael.
const HARD_CH: [&str; 4] = ["rach", "zach", "ach", "micha"];

/// The key of a whole word of ASCII lower-case letters and digits.
fn encode(word: &[u8]) -> String {
    let word = plain(word);
    let mut out = String::with_capacity(word.len() + 2);
    let mut at = 0;
    while at < word.len() {
        let (code, used) = step(&word, at);
        for it in code.bytes() {
            if it.is_ascii_digit() || out.as_bytes().last() != Some(&it) {
                out.push(char::from(it));
            }
        }
        at += used;
    }
    let closed = match word.as_slice() {
        [.., b'e'] if out.len() > 3 && (out.ends_with("ti") || out.ends_with("ki")) => 1,
        [.., b'i' | b'y', b'd'] if out.len() > 3 => 1,
        _ => 0,
    };
    out.truncate(out.len() - closed);
    out
}

/// Double letters as one; then `h` only where it changes its neighbour.
fn plain(word: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    let mut before = b' ';
    for &it in word {
        if it == before && it.is_ascii_alphabetic() {
            continue;
        }
        before = it;
        match (out.last(), it) {
            (Some(b'p'), b'h') => {
                out.pop();
                out.push(b'f');
            }
            // `ch`, `sh`, and the hard `gh` of Ghislaine.
            (Some(b'c' | b's' | b'g'), b'h') => out.push(b'h'),
            (_, b'h') => {}
            (_, it) => out.push(it),
        }
    }
    out
}

/// The sound of the letters at one place, and how many of them it took.
fn step(word: &[u8], at: usize) -> (&'static str, usize) {
    let here = word[at];
    let next = word.get(at + 1).copied().unwrap_or(b' ');
    let third = word.get(at + 2).copied().unwrap_or(b' ');
    let first = at == 0;
    match here {
        b'a' => ("a", 1),
        b'e' | b'i' | b'y' => ("i", 1),
        b'o' => ("u", 1),
        b'u' if first && is_vowel(next) => ("v", 1),
        b'u' => ("u", 1),
        b'w' if first || is_vowel(next) => ("v", 1),
        b'w' => ("u", 1),
        b'c' => hard_or_soft_c(word, at, next, third),
        b'd' if is_consonant(next) && next != b'r' => ("di", 1),
        b'd' => ("d", 1),
        b'g' if is_front(next) => ("j", 1),
        b'g' if next == b'h' || (next == b'u' && is_front(third)) => ("g", 2),
        b'g' if next == b'n' && word.starts_with(b"ign") => ("", 1),
        b'g' if next == b't' && !first && word[at - 1] == b'n' => ("", 1),
        b'g' => ("g", 1),
        b'k' if at == 3 && word.starts_with(b"aleks") => ("x", 2),
        b'l' if first || is_vowel(next) => ("l", 1),
        b'l' => ("u", 1),
        b'm' if first || is_vowel(next) => ("m", 1),
        b'm' | b'n' => ("n", 1),
        b'p' if next == b't' => ("", 1),
        b'p' => ("p", 1),
        b'q' if next == b'u' && is_front(third) => ("k", 2),
        b'k' | b'q' => ("k", 1),
        b's' if next == b'h' => ("x", 2),
        b's' if next == b'c' && third == b'h' => ("x", 3),
        b's' if first && matches!(next, b'p' | b't') => ("is", 1),
        b's' | b'z' => ("s", 1),
        b'x' if next == b's' => ("x", 2),
        b'x' => ("x", 1),
        other => (itself(other), 1),
    }
}

fn hard_or_soft_c(word: &[u8], at: usize, next: u8, third: u8) -> (&'static str, usize) {
    let until = |stem: &&str| word.starts_with(stem.as_bytes());
    if next == b'h' {
        let hard = !is_vowel(third)
            || HARD_CH
                .iter()
                .any(|it| until(it) && (at..at + 4).contains(&it.len()));
        return (if hard { "k" } else { "x" }, 2);
    }
    let cedilla = || {
        LOST_CEDILLA
            .iter()
            .any(|it| it.len() == at + 1 && until(it))
    };
    match next {
        b'k' | b'q' | b't' => ("", 1),
        b's' if at == 3 && word.starts_with(b"alecs") => ("x", 2),
        next if is_front(next) || cedilla() => ("s", 1),
        _ => ("k", 1),
    }
}

fn is_vowel(it: u8) -> bool {
    matches!(it, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Vowels that soften `c` and `g`.
fn is_front(it: u8) -> bool {
    matches!(it, b'e' | b'i' | b'y')
}

fn is_consonant(it: u8) -> bool {
    it.is_ascii_lowercase() && !is_vowel(it)
}

/// Letters and digits that stand for themselves.
fn itself(it: u8) -> &'static str {
    const LETTERS: &str = "bfjrtv0123456789";
    LETTERS
        .find(char::from(it))
        .and_then(|at| LETTERS.get(at..=at))
        .unwrap_or("")
}
