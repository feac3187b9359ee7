//! How the typed fragments find a name: the key that is stored and indexed,
//! and the rule that the rows found by the index are held against. The index
//! says "every fragment begins some word"; only here is it settled that they
//! begin *different* words, and which of the rows comes first.

use super::fold::{fold, is_apostrophe};

/// Words of one key that take part; the longest civil names have about 15.
pub const WORDS_MAX: usize = 64;
/// Fragments of one search that take part; nobody types more.
pub const FRAGMENTS_MAX: usize = 12;

/// Particles are searchable, but may be missing from the name as registered.
const PARTICLES: [&str; 5] = ["da", "de", "do", "das", "dos"];

/// The search key of a person: the folded words of all the names given (civil,
/// social, nickname; the one shown first goes first), separated by spaces.
/// A word already there is not repeated, unless one name itself repeats it
/// ("Silva e Silva"). `D'Ávila` is found as `davila` and as `avila`.
pub fn name_key(names: &[&str]) -> String {
    // One name alone is its own key: it repeats only what it repeats itself.
    if let Some(name) = super::only(names)
        && !name.contains(is_apostrophe)
    {
        let key = fold(name);
        if key.len() < WORDS_MAX * 2 {
            return key;
        }
    }
    let mut words: Vec<String> = Vec::new();
    for name in names {
        add_words(&mut words, &words_of(name));
    }
    words.truncate(WORDS_MAX);
    words.join(" ")
}

/// Adds to a key the words it does not have yet, as often as the name has them.
pub(super) fn add_words(key: &mut Vec<String>, name: &[String]) {
    for (at, word) in name.iter().enumerate() {
        let needed = name[..=at].iter().filter(|it| *it == word).count();
        let there = key.iter().filter(|it| *it == word).count();
        if there < needed {
            key.push(word.clone());
        }
    }
}

/// The folded words of one name; the part after an apostrophe also counts.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = fold(name).split(' ').map(String::from).collect();
    for word in name
        .split_whitespace()
        .filter(|it| it.contains(is_apostrophe))
    {
        let tails = word.split(is_apostrophe).skip(1);
        words.extend(tails.map(fold).filter(|it| it.len() > 1));
    }
    words.retain(|it| !it.is_empty());
    words
}

/// Whether each fragment begins a word of the key, no two of them the same
/// word, in any order. Both are folded text. Empty fragments ask for nothing.
pub fn matches(key: &str, fragments: &[&str]) -> bool {
    Words::of(key).hold(fragments)
}

/// [`rank`] of a key that [`matches()`] what is required: both in one look, for
/// the hundreds of rows of a search.
pub fn rank_if(key: &str, required: &[&str], fragments: &[&str]) -> Option<u32> {
    let words = Words::of(key);
    words.hold(required).then(|| words.rank(fragments))
}

/// The fragments that must be found. A particle between two others is not
/// among them ("maria de souza" finds a "Maria Souza"); at the end it is,
/// because it may be the beginning of "Denise".
pub fn required<'a>(fragments: &[&'a str]) -> Vec<&'a str> {
    let inner = 1..fragments.len().saturating_sub(1);
    let all = fragments.iter().enumerate();
    all.filter(|(at, it)| !(inner.contains(at) && PARTICLES.contains(it)))
        .map(|(_, it)| *it)
        .collect()
}

/// Order of the rows found, lower is better: fragments not found at all, then
/// how many are only the beginning of their word, then how often they are out
/// of order, then how far from the start of the name the first one is, then
/// the shorter name. Equal ranks are for the caller to settle (by name).
pub fn rank(key: &str, fragments: &[&str]) -> u32 {
    Words::of(key).rank(fragments)
}

/// The words of a key on the stack: this runs for every row of every search.
struct Words<'a> {
    list: [&'a str; WORDS_MAX],
    len: usize,
}

impl<'a> Words<'a> {
    fn of(key: &'a str) -> Self {
        let mut list = [""; WORDS_MAX];
        let mut len = 0;
        for (place, word) in list.iter_mut().zip(key.split_ascii_whitespace()) {
            *place = word;
            len += 1;
        }
        Self { list, len }
    }

    fn each(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.list.iter().copied().take(self.len).enumerate()
    }

    fn hold(&self, fragments: &[&str]) -> bool {
        // A fragment that finds its words taken asks their fragments to move over
        // (augmenting paths), so the answer is exact: "mar maria" finds "Maria
        // Marta" whichever was typed first.
        let mut owner = [None; WORDS_MAX];
        let asked = fragments.iter().take(FRAGMENTS_MAX).enumerate();
        asked
            .filter(|(_, it)| !it.is_empty())
            .all(|(at, _)| self.seat(at, fragments, &mut owner, &mut 0))
    }

    fn rank(&self, fragments: &[&str]) -> u32 {
        let mut taken: u64 = 0;
        let mut before: Option<usize> = None;
        let (mut missing, mut partial, mut jumps, mut start) = (0, 0, 0, 0);
        for (nth, fragment) in fragments.iter().take(FRAGMENTS_MAX).enumerate() {
            let Some((at, whole)) = self.best(fragment, taken, before) else {
                missing += 1;
                continue;
            };
            taken |= 1 << at;
            partial += u32::from(!whole);
            jumps += u32::from(before.is_some_and(|it| at < it));
            if nth == 0 {
                start = u32::try_from(at).unwrap_or(0);
            }
            before = Some(at);
        }
        let length = u32::try_from(self.len).unwrap_or(0);
        (((missing * 16 + partial) * 16 + jumps) * 64 + start) * 128 + length
    }

    fn seat(
        &self,
        fragment: usize,
        fragments: &[&str],
        owner: &mut [Option<usize>; WORDS_MAX],
        tried: &mut u64,
    ) -> bool {
        for (at, word) in self.each() {
            if *tried & (1 << at) != 0 || !word.starts_with(fragments[fragment]) {
                continue;
            }
            *tried |= 1 << at;
            let free = match owner[at] {
                None => true,
                Some(other) => self.seat(other, fragments, owner, tried),
            };
            if free {
                owner[at] = Some(fragment);
                return true;
            }
        }
        false
    }

    /// A whole word before a beginning, one after the last before any other.
    fn best(&self, fragment: &str, taken: u64, before: Option<usize>) -> Option<(usize, bool)> {
        let open = self.each().filter(|(at, word)| {
            taken & (1 << at) == 0 && !fragment.is_empty() && word.starts_with(fragment)
        });
        open.map(|(at, word)| (at, word.len() == fragment.len()))
            .min_by_key(|(at, whole)| (!whole, before.is_some_and(|it| *at < it), *at))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_key_holds_every_word_by_which_a_person_is_known() {
        let key = |names: &[&str]| name_key(names);
        assert_eq!(
            key(&["Maria da Conceição Souza"]),
            "maria da conceicao souza"
        );
        assert_eq!(
            key(&["Luíza Souza", "Luís Souza", "Lu", ""]),
            "luiza souza luis lu"
        );
        assert_eq!(key(&["Ana Silva e Silva", "Silva"]), "ana silva e silva");
        assert_eq!(key(&["Sant'Ana D'Ávila"]), "santana davila ana avila");
        assert_eq!(key(&["Ana-Clara"]), "ana clara");
        assert_eq!(key(&[]), "");
        assert_eq!(key(&["'", " - "]), "");
    }

    #[track_caller]
    fn finds(key: &str, typed: &str, expected: bool) {
        let fragments: Vec<&str> = typed.split_ascii_whitespace().collect();
        assert_eq!(matches(key, &fragments), expected, "{typed} in {key}");
    }

    #[test]
    fn fragments_begin_different_words_in_any_order() {
        finds("maria da silva", "mar sil", true);
        finds("maria da silva", "sil mar", true);
        finds("maria da silva", "mar mar", false);
        finds("maria marta", "mar maria", true);
        finds("maria marta", "maria mar", true);
        finds("maria marta", "mar mar mar", false);
        finds("maria da silva", "d m s", true);
        finds("maria da silva", "aria", false);
        finds("maria da silva", "", true);
        finds("", "a", false);
        finds("silva e silva", "silva silva", true);
    }

    #[test]
    fn a_particle_inside_need_not_be_registered() {
        assert_eq!(required(&["maria", "de", "souza"]), ["maria", "souza"]);
        assert_eq!(required(&["maria", "de"]), ["maria", "de"]);
        assert_eq!(required(&["de", "mar"]), ["de", "mar"]);
        assert_eq!(required(&["mar", "d", "sou"]), ["mar", "d", "sou"]);
        assert!(required(&[]).is_empty());
    }

    #[track_caller]
    fn order(typed: &[&str], keys: &[&str]) {
        let ranks: Vec<u32> = keys.iter().map(|it| rank(it, typed)).collect();
        assert!(ranks.is_sorted_by(|a, b| a < b), "{typed:?}: {ranks:?}");
    }

    #[test]
    fn the_likeliest_comes_first() {
        order(
            &["ana", "sil"],
            &[
                "ana silva",
                "ana da silva",
                "bia ana silva",
                "silva ana",
                "anabela silva",
                "silvana anabel",
                "ana souza",
            ],
        );
        order(
            &["maria", "de", "souza"],
            &["maria de souza", "maria souza"],
        );
        order(
            &["sou"],
            &["sousa ana", "ana souza", "ana bia souza", "ana"],
        );
    }

    /// Every way of giving each fragment a word of its own, one after another.
    fn by_hand(words: &[&str], fragments: &[&str]) -> bool {
        let Some((first, rest)) = fragments.split_first() else {
            return true;
        };
        (0..words.len()).any(|at| {
            let mut others = words.to_vec();
            words[at].starts_with(first) && {
                others.remove(at);
                by_hand(&others, rest)
            }
        })
    }

    proptest! {
        #[test]
        fn matching_equals_trying_every_permutation(
            words in proptest::collection::vec("[ab]{1,3}", 0..6),
            fragments in proptest::collection::vec("[ab]{1,3}", 0..6),
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let fragments: Vec<&str> = fragments.iter().map(String::as_str).collect();
            let found = matches(&words.join(" "), &fragments);
            prop_assert_eq!(found, by_hand(&words, &fragments));
        }

        #[test]
        fn no_text_breaks_the_search(key in "\\PC{0,300}", fragments in proptest::collection::vec("\\PC{0,4}", 0..20)) {
            let fragments: Vec<&str> = fragments.iter().map(String::as_str).collect();
            let _ = (matches(&key, &fragments), rank(&key, &fragments), name_key(&[&key]));
        }

        #[test]
        fn a_key_is_already_folded(names in proptest::collection::vec("[A-Za-zãÇ' -]{0,20}", 0..4)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let key = name_key(&names);
            prop_assert_eq!(fold(&key), key);
        }
    }
}
