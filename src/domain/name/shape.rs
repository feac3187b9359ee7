//! How a name is written and shortened: title case for names that arrive in
//! capitals, initials for the key that blanks the screen, the surname a child
//! may inherit. Never guesses what a name means beyond its last words.

use unicode_segmentation::UnicodeSegmentation;

use super::fold::is_apostrophe;

const PARTICLES: [&str; 7] = ["da", "de", "do", "das", "dos", "e", "del"];
/// Words that tell generations apart and are not inherited.
const GENERATIONS: [&str; 8] = [
    "filho", "filha", "neto", "neta", "júnior", "junior", "sobrinho", "jr",
];
const NUMERALS: [&str; 5] = ["ii", "iii", "iv", "vi", "vii"];

/// A name as people write it: "MARIA DAS DORES D'ÁVILA" → "Maria das Dores
/// D'Ávila". Words somebody wrote with their own capitals ("McDonald") stay.
pub fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let last = name.split_whitespace().count().saturating_sub(1);
    for (at, word) in name.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let lower = word.to_lowercase();
        if at > 0 && at < last && PARTICLES.contains(&lower.as_str()) {
            out.push_str(&lower);
        } else if at > 0 && at == last && NUMERALS.contains(&lower.as_str()) {
            out.push_str(&word.to_uppercase());
        } else if has_own_capitals(word) {
            out.push_str(word);
        } else {
            capitalise(&lower, &mut out);
        }
    }
    out
}

/// "Maria das Dores Silva" → "M. D. S.": enough to tell two people of the line
/// apart, too little for who looks over the shoulder.
pub fn initials(name: &str) -> String {
    let letters: Vec<String> = significant(name).map(initial).collect();
    letters.join(" ")
}

/// "Maria das Dores Silva Filha" → "Maria S.": the first name and the initial
/// of the last surname. A single name stays as it is.
pub fn short(name: &str) -> String {
    let first = first(name);
    let surnames = significant(name).skip(1);
    match surnames.filter(|it| !is_generation(it)).last() {
        Some(last) => format!("{first} {}", initial(last)),
        None => first.to_string(),
    }
}

/// The first word: what is called aloud.
pub fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or("")
}

/// What a relative being registered probably shares, offered and never
/// imposed: the last word, or the last two of four and more, with their
/// particles and without "Filho" or "Neto". "José Carlos dos Santos Souza" →
/// "dos Santos Souza"; "Maria" → nothing. Where the given names end cannot be
/// known, so this stays on the safe side.
pub fn surname_of(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|it| is_generation(it)) {
        words.pop();
    }
    let places: Vec<usize> = (0..words.len())
        .filter(|at| !is_particle(words[*at]))
        .collect();
    let taken = match places.len() {
        0 | 1 => return String::new(),
        2 | 3 => 1,
        _ => 2,
    };
    let mut from = places[places.len() - taken];
    while from > 1 && is_particle(words[from - 1]) {
        from -= 1;
    }
    // "Silva e Souza" is one surname of two words.
    if words[from].eq_ignore_ascii_case("e") {
        let joined = from > 1 && places.len() > 2;
        from = if joined { from - 1 } else { from + 1 };
    }
    words.get(from..).unwrap_or_default().join(" ")
}

fn significant(name: &str) -> impl Iterator<Item = &str> {
    name.split_whitespace().filter(|it| !is_particle(it))
}

fn is_particle(word: &str) -> bool {
    PARTICLES.iter().any(|it| it.eq_ignore_ascii_case(word))
}

fn is_generation(word: &str) -> bool {
    let lower = word.to_lowercase();
    GENERATIONS.contains(&lower.trim_end_matches('.'))
}

/// The first sign a person sees as one, in capitals, with a point.
fn initial(word: &str) -> String {
    let sign = word.graphemes(true).next().unwrap_or("");
    format!("{}.", sign.to_uppercase())
}

/// Capitals inside a word that is not all capitals and not a slip of the
/// capitals key ("mARIA").
fn has_own_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|it| it.is_alphabetic());
    let first_lower = letters.next().is_none_or(char::is_lowercase);
    let (mut upper, mut lower) = (false, false);
    for it in letters {
        upper |= it.is_uppercase();
        lower |= it.is_lowercase();
    }
    lower && (upper || !first_lower)
}

/// Capitals at the start, after a hyphen, and after an apostrophe when more
/// than one letter follows ("Sant'Ana", but "Xica's").
fn capitalise(lower: &str, out: &mut String) {
    let mut start = true;
    for (at, it) in lower.char_indices() {
        if start && it.is_alphabetic() {
            out.extend(it.to_uppercase());
            start = false;
            continue;
        }
        let long = || {
            let rest = lower.get(at + it.len_utf8()..).unwrap_or("");
            rest.chars().take_while(|it| it.is_alphabetic()).count() > 1
        };
        start = start || matches!(it, '-' | '.' | '(' | '/') || (is_apostrophe(it) && long());
        out.push(it);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_in_capitals_become_names() {
        #[track_caller]
        fn check(typed: &str, written: &str) {
            assert_eq!(title_case(typed), written);
        }
        check("MARIA DAS DORES D'ÁVILA", "Maria das Dores D'Ávila");
        check("joão de souza e silva", "João de Souza e Silva");
        check("ÂNGELA SANT’ANA-NÚÑEZ", "Ângela Sant’Ana-Núñez");
        check("mARIA dA SILVA", "Maria da Silva");
        check("Ana McDonald DiCaprio", "Ana McDonald DiCaprio");
        check("DE JESUS", "De Jesus");
        check("ANA E", "Ana E");
        check("joão paulo ii", "João Paulo II");
        check("o'brien xica's", "O'Brien Xica's");
        check("  ana   bia ", "Ana Bia");
        check("ß 李 2x", "SS 李 2X");
        check("", "");
    }

    #[test]
    fn shorter_forms() {
        assert_eq!(initials("Maria das Dores Ávila"), "M. D. Á.");
        assert_eq!(initials(""), "");
        assert_eq!(short("Maria das Dores Silva"), "Maria S.");
        assert_eq!(short("José Souza Filho"), "José S.");
        assert_eq!(short("José Filho"), "José");
        assert_eq!(short("Maria"), "Maria");
        assert_eq!(short(""), "");
        assert_eq!(first("  Ana Bia"), "Ana");
        assert_eq!(first(" "), "");
        // A decomposed accent stays on its letter.
        assert_eq!(initials("A\u{301}vila"), "A\u{301}.");
    }

    #[test]
    fn what_a_child_may_inherit() {
        #[track_caller]
        fn check(name: &str, surname: &str) {
            assert_eq!(surname_of(name), surname);
        }
        check("José Carlos dos Santos Souza", "dos Santos Souza");
        check("Maria Silva", "Silva");
        check("Maria da Silva", "da Silva");
        check("Maria Clara Silva", "Silva");
        check("Maria Clara Santos da Silva", "Santos da Silva");
        check("José Souza Filho", "Souza");
        check("José Carlos Lima Souza Jr.", "Lima Souza");
        check("Ana Souza e Silva", "Souza e Silva");
        check("Ana e Silva", "Silva");
        check("Maria", "");
        check("Maria Filha", "");
        check("da Silva", "");
        check("de", "");
        check("", "");
    }

    proptest! {
        #[test]
        fn any_text_can_be_shortened(name in "\\PC{0,24}|(da|de|e|Ana|Filho| ){0,9}") {
            let _ = (initials(&name), short(&name), first(&name), title_case(&name));
            let surname = surname_of(&name);
            let words: Vec<&str> = name.split_whitespace().collect();
            prop_assert!(words.join(" ").contains(&surname));
        }

        #[test]
        fn a_written_name_stays_as_written(name in "[a-zA-ZçãÉ'-]{1,6}( (da|e|[A-Z]{2,5}|[a-z]{2,5})){0,4}") {
            let once = title_case(&name);
            prop_assert_eq!(title_case(&once), once);
        }
    }
}
