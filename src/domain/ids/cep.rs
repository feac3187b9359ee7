//! CEP: eight digits, no check digit. No address service is ever asked: the
//! desk works without a network.

use super::{Words, laid, number, problem, read, text};

number! {
    /// Eight digits that can be a CEP.
    Cep, "00000-000", mask_cep
}

const WORDS: Words = Words {
    blank: "Digite os 8 números do CEP.",
    stranger: "O CEP só tem números. Confira o que foi digitado.",
    short: "Faltam números: o CEP tem 8.",
    zeros: "Faltam números no CEP. Será o zero do começo?",
    long: "Sobram números: o CEP tem 8.",
};

impl Cep {
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        read(typed, &WORDS, check).map(|it| Self(text(&it)))
    }
}

/// Stored digits with the mask; as they are when they are not 8.
pub fn mask_cep(digits: &str) -> String {
    laid(digits, Cep::MASK).unwrap_or_else(|| digits.to_string())
}

/// Why a stored CEP deserves a second look; `None` when fine or blank.
pub fn cep_problem(digits: &str) -> Option<&'static str> {
    problem(digits, Cep::parse)
}

/// The lowest range, of the city of São Paulo, starts at 01000-000.
fn check(digits: &[u8; 8]) -> Result<(), &'static str> {
    if digits[0] == 0 && digits[1] == 0 {
        return Err("Esse CEP não existe. Confira numa conta de luz ou água.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn eight_digits_with_or_without_the_mask() {
        for (typed, shown) in [
            ("49010-390", "49010-390"),
            ("49.010-390", "49010-390"),
            ("01001000", "01001-000"),
        ] {
            let cep = Cep::parse(typed).unwrap();
            assert_eq!(cep.to_string(), shown);
            assert_eq!(Cep::parse(shown).unwrap(), cep);
            assert_eq!(cep_problem(cep.digits()), None);
        }
    }

    #[test]
    fn what_is_not_a_cep_says_why() {
        let check = |typed: &str, part: &str| {
            let why = Cep::parse(typed).unwrap_err();
            assert!(why.contains(part), "{typed}: {why}");
        };
        check("4901-039", "zero do começo");
        check("490", "Faltam números: o CEP tem 8");
        check("00000-000", "não existe");
        check("49010-3901", "Sobram");
        check("49010-39O", "só tem números");
        check("", "Digite");
        assert_eq!(cep_problem(""), None);
        assert!(cep_problem("00000000").is_some());
        assert_eq!(mask_cep("4901"), "4901");
    }
}
