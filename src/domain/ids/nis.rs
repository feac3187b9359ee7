//! NIS, also called PIS, PASEP or NIT: still the key of the payroll and SISC
//! files, though no longer of the Cadastro Único. Which prefix a number has is
//! not checked: it only tells who issued it.

use super::cpf::hidden;
use super::{Words, laid, number, read, text, weighted};

number! {
    /// Eleven digits whose check digit is right.
    Nis, "000.00000.00-0", mask_nis
}

const WORDS: Words = Words {
    blank: "Digite os 11 números do NIS.",
    stranger: "O NIS só tem números. Confira o que foi digitado.",
    short: "Faltam números: o NIS tem 11. Confira no cartão.",
    zeros: "Faltam números no NIS. Será o zero do começo?",
    long: "Sobram números: o NIS tem 11. Confira no cartão.",
};

/// More zeros in front than any number issued has: a short value that was
/// filled up, or a made-up one.
const SUSPICIOUS_START: &str = "00000";

impl Nis {
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        read(typed, &WORDS, check).map(|it| Self(text(&it)))
    }
}

/// Stored digits with the mask; as they are when they are not 11.
pub fn mask_nis(digits: &str) -> String {
    laid(digits, Nis::MASK).unwrap_or_else(|| digits.to_string())
}

/// The middle only; nothing at all of a number with the wrong length.
pub fn hide_nis(digits: &str) -> String {
    hidden(digits, "***.00000.**-*")
}

/// Why a stored NIS deserves a second look; `None` when fine or blank. A right
/// number may be suspicious all the same.
pub fn nis_problem(digits: &str) -> Option<&'static str> {
    if digits.trim().is_empty() {
        return None;
    }
    match Nis::parse(digits) {
        Err(why) => Some(why),
        Ok(nis) => nis
            .digits()
            .starts_with(SUSPICIOUS_START)
            .then_some("Este NIS começa com zeros demais. Confira no cartão."),
    }
}

/// Caixa's rule: weights 3, 2, 9…2 over ten digits; 11 − Σ mod 11, where 10
/// and 11 count as 0. Eleven zeros pass the arithmetic and are no number.
fn check(digits: &[u8; 11]) -> Result<(), &'static str> {
    if digits.iter().all(|it| *it == 0) {
        return Err("NIS só de zeros não existe. Confira no cartão.");
    }
    let rest = weighted(digits, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let expected = if rest < 2 { 0 } else { 11 - rest };
    if expected == u32::from(digits[10]) {
        Ok(())
    } else {
        Err("O NIS não confere. Compare com o cartão.")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_that_are_right() {
        for typed in [
            "120.34567.89-9",
            "12000000012",
            "16067890128",
            "16051234560",
            "16000000040",
            "20987654327",
            "12345678900",
            "12345678919",
            "17000333454",
        ] {
            let nis = Nis::parse(typed).unwrap();
            assert_eq!(Nis::parse(&nis.to_string()).unwrap(), nis);
            assert_eq!(nis_problem(typed), None);
        }
        let nis = Nis::parse("12034567899").unwrap();
        assert_eq!(nis.to_string(), "120.34567.89-9");
        assert_eq!(format!("{nis:?}"), "Nis(***)");
    }

    #[test]
    fn numbers_that_are_wrong_say_why() {
        let check = |typed: &str, part: &str| {
            let why = Nis::parse(typed).unwrap_err();
            assert!(why.contains(part), "{typed}: {why}");
        };
        check("12034567890", "não confere");
        check("12345678901", "não confere");
        check("00000000000", "só de zeros");
        check("1203456789", "Faltam");
        check("120345678999", "Sobram");
        check("120.34567.8B-9", "só tem números");
        check("", "Digite");
    }

    #[test]
    fn a_right_number_may_be_suspicious() {
        assert!(Nis::parse("00000000019").is_ok());
        assert!(nis_problem("00000000019").is_some());
        assert_eq!(nis_problem(""), None);
    }

    #[test]
    fn the_mask_shows_and_hides_stored_digits() {
        assert_eq!(mask_nis("12034567890"), "120.34567.89-0");
        assert_eq!(mask_nis("120"), "120");
        assert_eq!(hide_nis("12034567899"), "***.34567.**-*");
        assert_eq!(hide_nis("120"), "***");
        assert_eq!(hide_nis(""), "");
    }
}
