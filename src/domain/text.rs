//! One line of text as it is typed into a field: cleaned, and no longer than
//! the field. In one place, so that no field is left without a bound.

use super::fault::{Outcome, refused_at};
use super::name::clean;

/// Cleaned text of at most `max` letters.
///
/// # Errors
/// Refused beside the field when it is longer.
pub fn bounded(at: &'static str, typed: &str, max: usize) -> Outcome<String> {
    let text = clean(typed);
    if text.chars().count() > max {
        return refused_at(at, format!("Passou de {max} letras. Abrevie."));
    }
    Ok(text)
}

/// The same, for a field that cannot stay empty: `ask` says what to write.
///
/// # Errors
/// Refused beside the field when it is empty or longer.
pub fn needed(at: &'static str, typed: &str, max: usize, ask: &str) -> Outcome<String> {
    match bounded(at, typed, max)? {
        text if text.is_empty() => refused_at(at, ask),
        text => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_not_bytes_and_nothing_hidden_counts() {
        assert_eq!(bounded("x", " maçã\u{202e} ", 4), Ok("maçã".to_string()));
        assert!(bounded("x", "maçãs", 4).is_err());
        assert!(needed("x", "\u{200b} ", 4, "Diga o nome.").is_err());
    }
}
