//! What people would like to learn, asked before a class exists: a city chooses
//! its courses by it, and a class that opens begins by calling those who asked.

use chrono::{DateTime, Utc};

use super::InterestState;
use crate::domain::id::Id;
use crate::domain::name::fold;
use crate::domain::person::Person;

/// A course that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    pub id: Id<Interest>,
    pub person: Id<Person>,
    pub title: String,
    pub asked_at: DateTime<Utc>,
    pub state: InterestState,
    /// National digits; empty = the family's first.
    pub phone: String,
}

/// Words that say nothing of what is taught.
const EMPTY: &[&str] = &["curso", "de", "do", "da", "dos", "das", "e", "em", "para"];

/// Whether a class of that title answers the wish: each word asked begins a
/// word of the title, whatever the accents, order or endings ("informática"
/// asks for "Informática básica").
pub fn asks_for(asked: &str, title: &str) -> bool {
    let (asked, title) = (fold(asked), fold(title));
    let asked: Vec<&str> = words(&asked).collect();
    !asked.is_empty() && (asked.iter()).all(|it| words(&title).any(|of| of.starts_with(stem(it))))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|it| !EMPTY.contains(it))
}

/// Without the ending that number and gender change ("salgados", "salgado").
fn stem(word: &str) -> &str {
    let bare = word.trim_end_matches('s');
    let bare = bare.trim_end_matches(['a', 'o', 'e']);
    if bare.len() < 4 { word } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_finds_its_class_whatever_the_spelling() {
        for (asked, title, answers) in [
            ("informatica", "Informática básica", true),
            ("Curso de Informática Básica", "INFORMÁTICA BÁSICA", true),
            ("salgados", "Confeitaria e salgado", true),
            ("cuidadora de idosos", "Cuidador de idoso", true),
            ("espanhol", "Espanhol Instrumental", true),
            ("informática avançada", "Informática básica", false),
            ("inglês", "Espanhol Instrumental", false),
            ("curso de", "Barbeiro", false),
            ("", "Barbeiro", false),
        ] {
            assert_eq!(asks_for(asked, title), answers, "{asked} / {title}");
        }
    }
}
