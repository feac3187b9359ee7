//! All books together. Looking is blind to accents and tolerant of plurals,
//! and what has the words in its title comes before what only mentions them.

use std::sync::Arc;

use super::{Activity, BUILT_IN, Book, Wrong, read};
use crate::domain::codes::{Axis, Band};
use crate::domain::name::fold;
use crate::domain::order::sort_by_key;

/// Every activity there is, in the order of the books.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    pub activities: Vec<Arc<Activity>>,
    /// What could not be put on it.
    pub faults: Vec<Fault>,
}

/// Something in a file of the unit that has to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    pub wrong: Wrong,
}

/// What somebody looks for. Empty finds everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub text: String,
    pub axis: Option<Axis>,
    pub band: Option<Band>,
}

impl Fault {
    /// "meu.md, linha 12: falta a parte «### Objetivo»."
    pub fn text(&self) -> String {
        match self.wrong.line {
            0 => format!("{}: {}.", self.file, self.wrong.text),
            line => format!("{}, linha {line}: {}.", self.file, self.wrong.text),
        }
    }
}

impl Shelf {
    /// The books of the program.
    pub fn built_in() -> Self {
        let mut out = Self::default();
        for (file, text) in BUILT_IN {
            out.put(file, read(text.as_bytes(), file, false));
        }
        out
    }

    /// Puts a book on the shelf. A code that is there already stays with
    /// whom it belongs to: a meeting may have kept it.
    pub fn put(&mut self, file: &str, book: Book) {
        let fault = |wrong| Fault {
            file: file.to_string(),
            wrong,
        };
        self.faults.extend(book.wrong.into_iter().map(fault));
        for it in book.activities {
            if self.by_code(&it.code).is_some() {
                self.faults.push(fault(Wrong {
                    line: 0,
                    text: format!(
                        "«{}» tem o código «{}», que já é de outra atividade; escreva outro em «- \
                         Código: …»",
                        it.title, it.code
                    ),
                }));
            } else {
                self.activities.push(Arc::new(it));
            }
        }
    }

    pub fn by_code(&self, code: &str) -> Option<&Arc<Activity>> {
        self.activities.iter().find(|it| it.code == code)
    }

    /// The best first; without words, in the order of the shelf.
    pub fn find(&self, wanted: &Wanted) -> Vec<Arc<Activity>> {
        let words: Vec<String> = fold(&wanted.text)
            .split_whitespace()
            .take(WORDS_MAX)
            .map(|it| format!(" {}", stem(it)))
            .collect();
        let mut hits: Vec<(usize, Arc<Activity>)> = self
            .activities
            .iter()
            .filter(|it| wanted.axis.is_none_or(|axis| it.axis == axis))
            .filter(|it| wanted.band.is_none_or(|band| it.bands.contains(&band)))
            .filter_map(|it| Some((rank(it, &words)?, Arc::clone(it))))
            .collect();
        sort_by_key(&mut hits, |it| it.0);
        hits.into_iter().map(|it| it.1).collect()
    }
}

/// Words of a search that count.
const WORDS_MAX: usize = 8;

/// How far from the title the words are; `None` when one is nowhere.
fn rank(it: &Activity, words: &[String]) -> Option<usize> {
    let keys = [&it.keys.title, &it.keys.about, &it.keys.text];
    let place = |word: &String| keys.iter().position(|key| key.contains(word.as_str()));
    words.iter().map(place).sum()
}

/// A word without its plural: what is left begins both forms. Short words
/// stay, or they would begin everything.
fn stem(word: &str) -> &str {
    /// An ending, and how much of it stays.
    const ENDINGS: [(&str, usize); 7] = [
        ("oes", 0),
        ("aes", 0),
        ("res", 1),
        ("zes", 1),
        ("ais", 1),
        ("ns", 0),
        ("s", 0),
    ];
    const LETTERS_MIN: usize = 3;
    ENDINGS
        .iter()
        .find_map(|(ending, stays)| {
            let length = word.strip_suffix(ending)?.len() + stays;
            word.get(..length).filter(|it| it.len() >= LETTERS_MIN)
        })
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn plurals_begin_as_their_singulars_do() {
        for (many, one) in [
            ("mulheres", "mulher"),
            ("direitos", "direito"),
            ("profissoes", "profissao"),
            ("digitais", "digital"),
            ("jovens", "jovem"),
            ("vezes", "vez"),
            ("paes", "paes"),
            ("mais", "mais"),
        ] {
            assert!(one.starts_with(stem(many)), "{many} {}", stem(many));
        }
    }

    #[test]
    fn a_search_is_blind_to_accents_and_titles_come_first() {
        let shelf = Shelf::built_in();
        let find = |text: &str| {
            shelf.find(&Wanted {
                text: text.to_string(),
                ..Wanted::default()
            })
        };
        assert_eq!(find("").len(), shelf.activities.len());
        let plain: Vec<_> = find("violencia").iter().map(|it| it.code.clone()).collect();
        let marked: Vec<_> = find("VIOLÊNCIAS")
            .iter()
            .map(|it| it.code.clone())
            .collect();
        assert!(!plain.is_empty() && plain == marked);
        for it in find("idosos participação") {
            assert_eq!(
                (it.axis, it.bands.contains(&Band::Elderly)),
                (Axis::Participation, true)
            );
        }
        assert!(find("xilofone quantico").is_empty());
        let narrowed = shelf.find(&Wanted {
            axis: Some(Axis::RightToBe),
            band: Some(Band::Small),
            ..Wanted::default()
        });
        assert!(narrowed.len() >= 3);
        for it in narrowed {
            assert!(it.axis == Axis::RightToBe && it.bands.contains(&Band::Small));
        }
    }
}
