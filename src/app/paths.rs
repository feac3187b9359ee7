//! A file's path as a person types it: `~`, and the rest of a name by one key.
//! Looks at names of files only; never opens one.

use crate::domain::order::sort_by;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// Names that are told when several fit.
pub const CHOICES_MAX: usize = 12;

/// What completing gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// The path as far as all that fit agree; never shorter than typed.
    pub text: String,
    /// The names that fit when they are several, at most [`CHOICES_MAX`].
    pub choices: Vec<String>,
    pub found: usize,
}

/// The path behind `~/…`, quotes and blanks around it taken off (a dragged
/// file comes quoted from many terminals).
pub fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim();
    let typed = typed
        .strip_prefix(['\'', '"'])
        .and_then(|it| it.strip_suffix(['\'', '"']))
        .unwrap_or(typed);
    let rest = match typed.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with(['/', MAIN_SEPARATOR]) => rest,
        Some(_) | None => return PathBuf::from(typed),
    };
    let home = ["HOME", "USERPROFILE"]
        .into_iter()
        .find_map(std::env::var_os);
    match home {
        Some(home) => PathBuf::from(home).join(rest.trim_start_matches(['/', MAIN_SEPARATOR])),
        None => PathBuf::from(typed),
    }
}

/// Goes on with the name that was begun, in any case of letters.
pub fn complete(typed: &str) -> Completed {
    let cut = typed
        .rfind(['/', MAIN_SEPARATOR])
        .map_or(0, |it| it.saturating_add(1));
    let (folder, begun) = typed.split_at(cut);
    let place = match folder {
        "" => PathBuf::from("."),
        other => expand(other),
    };
    let mut names = names_in(&place, begun);
    sort_by(&mut names, Ord::cmp);
    let found = names.len();
    let text = match common(&names) {
        Some(name) if name.chars().count() >= begun.chars().count() => format!("{folder}{name}"),
        Some(_) | None => typed.to_string(),
    };
    if found < 2 {
        names.clear();
    }
    names.truncate(CHOICES_MAX);
    Completed {
        text,
        choices: names,
        found,
    }
}

/// Files that can be a delivery, and folders with their separator.
fn names_in(place: &Path, begun: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(place) else {
        return Vec::new();
    };
    let begun = begun.to_lowercase();
    entries
        .filter_map(|it| {
            let it = it.ok()?;
            let mut name = it.file_name().to_str()?.to_string();
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            if hidden || !name.to_lowercase().starts_with(&begun) {
                return None;
            }
            if it.path().is_dir() {
                name.push(MAIN_SEPARATOR);
            }
            Some(name)
        })
        .collect()
}

/// What all names begin with, blind to the case of letters.
fn common(names: &[String]) -> Option<String> {
    let (first, rest) = names.split_first()?;
    let same = |n: usize, c: char| {
        rest.iter().all(|it| {
            it.chars()
                .nth(n)
                .is_some_and(|other| other.to_lowercase().eq(c.to_lowercase()))
        })
    };
    Some(
        first
            .chars()
            .enumerate()
            .take_while(|(n, c)| same(*n, *c))
            .map(|it| it.1)
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_name_goes_on_as_far_as_it_can() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "tudo-2026-05.csv",
            "tudo-2026-06.csv",
            "Folha.csv",
            ".oculto",
        ] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("outros")).unwrap();
        let at = |typed: &str| complete(&format!("{}/{typed}", folder.path().display()));
        let tudo = at("T");
        assert!(tudo.text.ends_with("/tudo-2026-0"), "{}", tudo.text);
        assert_eq!(tudo.choices.len(), 2);
        assert!(at("folha").text.ends_with("/Folha.csv"));
        assert!(at("folha").choices.is_empty());
        assert!(at("ou").text.ends_with(&format!("/outros{MAIN_SEPARATOR}")));
        assert!(at("nada").text.ends_with("/nada"));
        assert_eq!(at("").found, 4);
    }

    #[test]
    fn quotes_of_a_dragged_file_are_taken_off() {
        assert_eq!(expand(" 'a b.csv' "), PathBuf::from("a b.csv"));
        assert_eq!(expand("~outro/x"), PathBuf::from("~outro/x"));
        assert!(!expand("~/x.csv").starts_with("~"));
    }
}
