//! RNM, on the card of a migrant (CRNM; formerly RNE). No public rule for its
//! last character was found, so only the form is checked. The other papers of
//! migrants (DPRNM, refugee protocol, passport, Mercosul identity) have no
//! common form and stay text.

use super::{is_separator, number, problem};

number! {
    /// A letter, six digits and a last digit or letter, without the hyphen.
    Rnm, "A000000-X", mask_rnm
}

/// Characters without the hyphen.
const WIDTH: usize = 8;

impl Rnm {
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        let kept: String = typed
            .chars()
            .filter(|it| !is_separator(*it))
            .map(|it| it.to_ascii_uppercase())
            .take(WIDTH + 1)
            .collect();
        if kept.is_empty() {
            return Err("Digite o RNM.");
        }
        if is_rnm(&kept) {
            return Ok(Self(kept));
        }
        Err("O RNM tem uma letra, 6 números e mais um sinal, como V123456-7. Confira na carteira.")
    }
}

/// The stored value with its hyphen; as it is when it has another form.
pub fn mask_rnm(stored: &str) -> String {
    match stored.split_at_checked(WIDTH - 1) {
        Some((body, last)) if is_rnm(stored) => format!("{body}-{last}"),
        Some(_) | None => stored.to_string(),
    }
}

/// Why a stored RNM deserves a second look; `None` when fine or blank.
pub fn rnm_problem(stored: &str) -> Option<&'static str> {
    problem(stored, Rnm::parse)
}

fn is_rnm(kept: &str) -> bool {
    kept.len() == WIDTH
        && kept.bytes().enumerate().all(|(at, it)| match at {
            0 => it.is_ascii_uppercase(),
            1..=6 => it.is_ascii_digit(),
            _ => it.is_ascii_digit() || it.is_ascii_uppercase(),
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_letter_six_digits_and_one_more() {
        for (typed, shown) in [
            ("V123456-7", "V123456-7"),
            ("f000123x", "F000123-X"),
            ("G 123.456 - A", "G123456-A"),
        ] {
            let rnm = Rnm::parse(typed).unwrap();
            assert_eq!(rnm.to_string(), shown);
            assert_eq!(Rnm::parse(shown).unwrap(), rnm);
            assert_eq!(rnm_problem(rnm.digits()), None);
            assert_eq!(format!("{rnm:?}"), "Rnm(***)");
        }
    }

    #[test]
    fn anything_else_says_what_it_looks_like() {
        for typed in [
            "1234567-8",
            "V12345-7",
            "V1234567-8",
            "VV23456-7",
            "Ç123456-7",
            "é",
        ] {
            assert!(
                Rnm::parse(typed).unwrap_err().contains("V123456-7"),
                "{typed}"
            );
            assert_eq!(mask_rnm(typed), typed);
        }
        assert_eq!(Rnm::parse(" ").unwrap_err(), "Digite o RNM.");
        assert_eq!(rnm_problem(""), None);
    }
}
