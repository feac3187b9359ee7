//! Matrícula of a civil certificate: 32 digits since 2010. Older certificates
//! have book, page and term in words and are kept as text.

use super::{Words, laid, number, problem, read, text, weighted};
use crate::domain::codes::DocKind;

number! {
    /// Thirty-two digits whose two check digits are right.
    Certidao, "000000 00 00 0000 0 00000 000 0000000 00", mask_certidao
}

const WORDS: Words = Words {
    blank: "Digite os 32 números da matrícula.",
    stranger: "A matrícula só tem números. Confira o que foi digitado.",
    short: "Faltam números: a matrícula da certidão tem 32.",
    zeros: "Faltam números na matrícula. Serão os zeros do começo?",
    long: "Sobram números: a matrícula da certidão tem 32.",
};

impl Certidao {
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        read(typed, &WORDS, check).map(|it| Self(text(&it)))
    }

    /// Which certificate it is, from the type of the book: 1 births, 2 and 3
    /// marriages; deaths, banns and the rest have no kind of their own here.
    pub fn kind(&self) -> DocKind {
        match self.0.as_bytes().get(BOOK_TYPE_AT) {
            Some(b'1') => DocKind::Birth,
            Some(b'2' | b'3') => DocKind::Marriage,
            Some(_) | None => DocKind::Other,
        }
    }
}

/// After the office (6), the collection (2), the service (2) and the year (4).
const BOOK_TYPE_AT: usize = 14;

/// Stored digits with the mask; as they are when they are not 32.
pub fn mask_certidao(digits: &str) -> String {
    laid(digits, Certidao::MASK).unwrap_or_else(|| digits.to_string())
}

/// Why a stored matrícula deserves a second look; `None` when fine or blank.
pub fn certidao_problem(digits: &str) -> Option<&'static str> {
    problem(digits, Certidao::parse)
}

/// CNJ's rule: weights run 2, 3, …, 10, 0, 1, 2… over 30 digits, then
/// 1, 2, …, 10, 0, 1… over 31; Σ mod 11, where 10 counts as 1.
fn check(digits: &[u8; 32]) -> Result<(), &'static str> {
    let check_digit = |count: usize, start: u32| {
        let weights = (start..).map(|it| it % 11).take(count);
        match weighted(digits, weights) % 11 {
            10 => 1,
            rest => rest,
        }
    };
    if (check_digit(30, 2), check_digit(31, 1)) == (digits[30].into(), digits[31].into()) {
        Ok(())
    } else {
        Err("A matrícula não confere. Compare com a certidão.")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_that_are_right() {
        for (typed, kind) in [
            ("104539 01 55 2013 1 00012 021 0000123 21", DocKind::Birth),
            ("110189 01 55 2019 1 00045 012 0012345 33", DocKind::Birth),
            (
                "110189 01 55 2025 2 00001 001 0000001 82",
                DocKind::Marriage,
            ),
            ("110189 01 55 2020 1 00123 045 0067003 17", DocKind::Birth),
        ] {
            let it = Certidao::parse(typed).unwrap();
            assert_eq!(it.to_string(), typed);
            assert_eq!(it.kind(), kind);
            assert_eq!(Certidao::parse(it.digits()).unwrap(), it);
            assert_eq!(format!("{it:?}"), "Certidao(***)");
        }
    }

    #[test]
    fn numbers_that_are_wrong_say_why() {
        let check = |typed: &str, part: &str| {
            let why = Certidao::parse(typed).unwrap_err();
            assert!(why.contains(part), "{typed}: {why}");
        };
        check("104539 01 55 2013 1 00012 021 0000123 12", "não confere");
        check("104539 01 55 2013 1 00012 021 0000123 2", "Faltam");
        check("104539 01 55 2013 1 00012 021 0000123 211", "Sobram");
        check("livro A", "só tem números");
        check("", "Digite");
        assert_eq!(mask_certidao("12"), "12");
        assert_eq!(certidao_problem(""), None);
    }
}
