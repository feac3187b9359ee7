//! Título de eleitor. A CRAS rarely needs it; a course form asks for it now
//! and then, so it is optional everywhere.

use super::{Words, laid, number, problem, read, text, weighted};
use crate::domain::codes::Uf;

number! {
    /// Twelve digits whose check digits are right, or the thirteen of an older
    /// title of SP or MG, for which only the form is known.
    Titulo, "0000 0000 0000", mask_titulo
}

const WORDS: Words = Words {
    blank: "Digite os 12 números do título.",
    stranger: "O título só tem números. Confira o que foi digitado.",
    short: "Faltam números: o título tem 12.",
    zeros: "Faltam números no título. Serão os zeros do começo?",
    long: "Sobram números: o título tem 12.",
};

const OLD_MASK: &str = "00000 0000 0000";

/// The state code inside the number is the place in this list, from 1.
const STATES: [Uf; 28] = [
    Uf::Sp,
    Uf::Mg,
    Uf::Rj,
    Uf::Rs,
    Uf::Ba,
    Uf::Pr,
    Uf::Ce,
    Uf::Pe,
    Uf::Sc,
    Uf::Go,
    Uf::Ma,
    Uf::Pb,
    Uf::Pa,
    Uf::Es,
    Uf::Pi,
    Uf::Rn,
    Uf::Al,
    Uf::Mt,
    Uf::Ms,
    Uf::Df,
    Uf::Se,
    Uf::Am,
    Uf::Ro,
    Uf::Ac,
    Uf::Ap,
    Uf::Rr,
    Uf::To,
    Uf::Abroad,
];

impl Titulo {
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        match read(typed, &WORDS, check) {
            Ok(digits) => Ok(Self(text(&digits))),
            Err(why) if why == WORDS.long => read(typed, &WORDS, check_old)
                .map(|it| Self(text(&it)))
                .map_err(|_| why),
            Err(why) => Err(why),
        }
    }

    /// The state that issued it.
    pub fn uf(&self) -> Option<Uf> {
        // The state is the two digits before the two check digits.
        let code = self.0.get(self.0.len().checked_sub(4)?..)?.get(..2)?;
        let place = code.parse::<usize>().ok()?.checked_sub(1)?;
        STATES.get(place).copied()
    }
}

/// Stored digits with the mask; as they are when they are not 12 or 13.
pub fn mask_titulo(digits: &str) -> String {
    laid(digits, Titulo::MASK)
        .or_else(|| laid(digits, OLD_MASK))
        .unwrap_or_else(|| digits.to_string())
}

/// Why a stored title deserves a second look; `None` when fine or blank.
pub fn titulo_problem(digits: &str) -> Option<&'static str> {
    problem(digits, Titulo::parse)
}

/// TSE's rule: weights 2…9 over the eight digits of the sequence, then 7, 8, 9
/// over state and first check digit; Σ mod 11, where 10 counts as 0. In SP and
/// MG a remainder of 0 becomes 1.
fn check(digits: &[u8; 12]) -> Result<(), &'static str> {
    let state = digits[8] * 10 + digits[9];
    if !(1..=28).contains(&state) {
        return Err("O título não confere: o estado não existe. Compare com o documento.");
    }
    let check_digit = |sum: u32| match sum % 11 {
        0 if state <= 2 => 1,
        rest => rest % 10,
    };
    let first = check_digit(weighted(digits, 2..=9));
    let second = check_digit(weighted(&digits[8..11], 7..=9));
    if (first, second) == (digits[10].into(), digits[11].into()) {
        Ok(())
    } else {
        Err("O título não confere. Compare com o documento.")
    }
}

fn check_old(digits: &[u8; 13]) -> Result<(), &'static str> {
    match (digits[9], digits[10]) {
        (0, 1 | 2) => Ok(()),
        _ => Err(WORDS.long),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_that_are_right() {
        for (typed, uf) in [
            ("0043 5687 0906", Uf::Sc),
            ("1066 4444 0302", Uf::Rj),
            ("1023 8501 0671", Uf::Pr),
            ("0012 3456 2100", Uf::Se),
            ("1234 5678 2194", Uf::Se),
            ("1000 0001 0116", Uf::Sp),
            ("1000 0001 2100", Uf::Se),
            ("1000 0007 2100", Uf::Se),
        ] {
            let titulo = Titulo::parse(typed).unwrap();
            assert_eq!(titulo.to_string(), typed);
            assert_eq!(Titulo::parse(titulo.digits()).unwrap(), titulo);
            assert_eq!(titulo.uf(), Some(uf));
            assert_eq!(titulo_problem(titulo.digits()), None);
        }
    }

    #[test]
    fn numbers_that_are_wrong_say_why() {
        let check = |typed: &str, part: &str| {
            let why = Titulo::parse(typed).unwrap_err();
            assert!(why.contains(part), "{typed}: {why}");
        };
        check("0043 5687 0907", "não confere");
        check("1023 8501 0607", "não confere");
        check("1234 5678 2100", "não confere");
        check("1234 5678 0094", "estado");
        check("1234 5678 2994", "estado");
        check("4356870906", "zeros do começo");
        check("4356", "Faltam números: o título tem 12");
        check("0043 5687 0906 12", "Sobram");
        check("0043 5687 O906", "só tem números");
        check("", "Digite");
    }

    #[test]
    fn older_titles_of_sp_and_mg_have_thirteen_digits() {
        let titulo = Titulo::parse("1234567890167").unwrap();
        assert_eq!(titulo.to_string(), "12345 6789 0167");
        assert_eq!(titulo.uf(), Some(Uf::Sp));
        assert_eq!(Titulo::parse(&titulo.to_string()).unwrap(), titulo);
        assert!(Titulo::parse("1234567892167").is_err());
        assert_eq!(mask_titulo("123"), "123");
        assert_eq!(format!("{titulo:?}"), "Titulo(***)");
    }
}
