//! CPF: the number by which the Cadastro Único identifies a person since
//! 17/03/2025 (Lei 14.534/2023). The ninth digit names a fiscal region and is
//! not checked; nor is there any reserved range of numbers for tests.

use super::{Words, laid, number, problem, read, text, weighted};

number! {
    /// Eleven digits whose two check digits are right.
    Cpf, "000.000.000-00", mask_cpf
}

const WORDS: Words = Words {
    blank: "Digite os 11 números do CPF.",
    stranger: "O CPF só tem números. Confira o que foi digitado.",
    short: "Faltam números: o CPF tem 11. Confira no documento.",
    zeros: "Faltam números no CPF. Será o zero do começo?",
    long: "Sobram números: o CPF tem 11. Confira no documento.",
};

impl Cpf {
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        read(typed, &WORDS, check).map(|it| Self(text(&it)))
    }
}

/// Stored digits with the mask; as they are when they are not 11.
pub fn mask_cpf(digits: &str) -> String {
    laid(digits, Cpf::MASK).unwrap_or_else(|| digits.to_string())
}

/// The middle only, as public bodies print it; nothing at all of a number
/// with the wrong length, where the middle is not known.
pub fn hide_cpf(digits: &str) -> String {
    hidden(digits, "***.000.000-**")
}

/// Why a stored CPF deserves a second look; `None` when fine or blank.
pub fn cpf_problem(digits: &str) -> Option<&'static str> {
    problem(digits, Cpf::parse)
}

pub(super) fn hidden(digits: &str, mask: &str) -> String {
    let blank = digits.trim().is_empty();
    laid(digits, mask).unwrap_or_else(|| if blank { "" } else { "***" }.to_string())
}

/// Receita Federal's rule: weights 10…2 over nine digits, then 11…2 over ten;
/// Σ × 10 mod 11, where 10 counts as 0. Eleven equal digits pass the
/// arithmetic and are nobody's number.
fn check(digits: &[u8; 11]) -> Result<(), &'static str> {
    if digits.iter().all(|it| *it == digits[0]) {
        return Err("CPF de números repetidos não existe. Confira no documento.");
    }
    let first = weighted(digits, (2..=10).rev()) * 10 % 11 % 10;
    let second = weighted(digits, (2..=11).rev()) * 10 % 11 % 10;
    if (first, second) == (digits[9].into(), digits[10].into()) {
        Ok(())
    } else {
        Err("O CPF não confere. Compare com o documento.")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_that_are_right() {
        for (typed, digits) in [
            ("111.444.777-35", "11144477735"),
            ("529.982.247-25", "52998224725"),
            ("123.456.789-09", "12345678909"),
            ("935.411.347-80", "93541134780"),
            ("390.533.447-05", "39053344705"),
            ("012.345.678-90", "01234567890"),
            ("000.000.001-91", "00000000191"),
            ("100.000.001-08", "10000000108"),
            ("200.000.003-70", "20000000370"),
            ("  529 982 247 25\u{200e}", "52998224725"),
            ("529.982.247\u{2013}25", "52998224725"),
        ] {
            let cpf = Cpf::parse(typed).unwrap();
            assert_eq!(cpf.digits(), digits);
            assert_eq!(Cpf::parse(&cpf.to_string()).unwrap(), cpf);
            assert_eq!(cpf_problem(digits), None);
        }
        assert_eq!(
            Cpf::parse("01234567890").unwrap().to_string(),
            "012.345.678-90"
        );
    }

    #[test]
    fn numbers_that_are_wrong_say_why() {
        let check = |typed: &str, part: &str| {
            let why = Cpf::parse(typed).unwrap_err();
            assert!(why.contains(part), "{typed}: {why}");
        };
        check("123.456.789-00", "não confere");
        check("529.982.247-26", "não confere");
        check("390.533.447-50", "não confere");
        check("1234567890", "zero do começo");
        check("12345", "Faltam números: o CPF tem 11");
        check("123.456.789-099", "Sobram");
        check("12A.456.789-09", "só tem números");
        check("１２３.456.789-09", "só tem números");
        check("", "Digite");
        check(" .-", "Digite");
        for digit in "0123456789".chars() {
            check(&String::from(digit).repeat(11), "repetidos");
        }
    }

    #[test]
    fn the_mask_shows_and_hides_stored_digits() {
        assert_eq!(mask_cpf("12345678909"), "123.456.789-09");
        assert_eq!(mask_cpf("12345678900"), "123.456.789-00");
        assert_eq!(mask_cpf("123"), "123");
        assert_eq!(mask_cpf(""), "");
        assert_eq!(hide_cpf("12345678909"), "***.456.789-**");
        assert_eq!(hide_cpf("123"), "***");
        assert_eq!(hide_cpf(""), "");
        assert_eq!(cpf_problem(""), None);
        assert!(cpf_problem("12345678900").is_some());
    }

    #[test]
    fn a_number_never_reaches_a_log() {
        let cpf = Cpf::parse("52998224725").unwrap();
        assert_eq!(
            format!("{cpf:?} {:?}", Some(&cpf)),
            "Cpf(***) Some(Cpf(***))"
        );
    }
}
