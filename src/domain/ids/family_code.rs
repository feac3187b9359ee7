//! Código familiar of the Cadastro Único. How many zeros it has in front
//! differs between its files, so it is always compared at eleven digits. No
//! public rule for a check digit could be verified: none is checked.

use super::{is_separator, number, only_digits, padded, problem};

/// Digits of the code in every file, zeros in front included.
const WIDTH: usize = 11;

number! {
    /// Eleven digits, zeros in front brought back.
    CodFamiliar, "00000000000", |digits| digits.to_string()
}

impl CodFamiliar {
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        if typed
            .chars()
            .any(|it| !it.is_ascii_digit() && !is_separator(it))
        {
            return Err("O código familiar só tem números. Confira o que foi digitado.");
        }
        let digits = only_digits(typed);
        let significant = digits.trim_start_matches('0');
        if digits.is_empty() {
            return Err("Digite o código familiar.");
        }
        if significant.is_empty() {
            return Err("Código familiar só de zeros não existe. Confira na folha resumo.");
        }
        if significant.len() > WIDTH {
            return Err("Sobram números: o código familiar tem 11.");
        }
        Ok(Self(padded(significant, WIDTH).0))
    }
}

/// Why a stored code deserves a second look; `None` when fine or blank.
pub fn cod_familiar_problem(digits: &str) -> Option<&'static str> {
    problem(digits, CodFamiliar::parse)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn zeros_in_front_do_not_make_another_family() {
        let short = CodFamiliar::parse("12345678").unwrap();
        assert_eq!(short, CodFamiliar::parse("00012345678").unwrap());
        assert_eq!(short, CodFamiliar::parse("0000012345678").unwrap());
        assert_eq!(short.digits(), "00012345678");
        assert_eq!(short.to_string(), "00012345678");
        assert_eq!(format!("{short:?}"), "CodFamiliar(***)");
        assert_eq!(
            CodFamiliar::parse("1234567-89").unwrap().digits(),
            "00123456789"
        );
    }

    #[test]
    fn what_is_no_code_says_why() {
        let check = |typed: &str, part: &str| {
            let why = CodFamiliar::parse(typed).unwrap_err();
            assert!(why.contains(part), "{typed}: {why}");
        };
        check("", "Digite");
        check("0000", "só de zeros");
        check("123456789012", "Sobram");
        check("12a", "só tem números");
        assert_eq!(cod_familiar_problem(""), None);
        assert_eq!(cod_familiar_problem("12345678"), None);
    }
}
