//! Numbers of people and places, as their papers write them. A type here is
//! the proof that the number was checked; whoever holds a [`Cpf`] need not
//! look again.
//!
//! Checks warn and never block: people arrive without documents and files
//! bring bad values, so a stored number may be wrong. The free functions
//! (`mask_…`, `hide_…`, `…_problem`) therefore take any stored text and never
//! fail. `Debug` never shows a number, because logs and faults print `Debug`.

mod cep;
mod certidao;
mod cpf;
mod family_code;
#[cfg(test)]
mod laws;
mod migrant;
mod nis;
mod phone;
mod titulo;

pub use cep::{Cep, cep_problem, mask_cep};
pub use certidao::{Certidao, certidao_problem, mask_certidao};
pub use cpf::{Cpf, cpf_problem, hide_cpf, mask_cpf};
pub use family_code::{CodFamiliar, cod_familiar_problem};
pub use migrant::{Rnm, mask_rnm, rnm_problem};
pub use nis::{Nis, hide_nis, mask_nis, nis_problem};
pub use phone::{Phone, PhoneKind, mask_phone, phone_problem};
pub use titulo::{Titulo, mask_titulo, titulo_problem};

use crate::domain::codes::DocKind;

/// What can be said about the number of a document, given its kind. Kinds with
/// no public rule (RG, CTPS, passport, refugee protocol…) are free text.
/// `None` when it is fine, blank, or not ours to judge.
pub fn document_problem(kind: DocKind, number: &str) -> Option<&'static str> {
    match kind {
        // The number of the CIN is the CPF (Lei 14.534/2023).
        DocKind::Cin => cpf_problem(number),
        DocKind::Titulo => titulo_problem(number),
        // Certificates older than 2010 have book, page and term only.
        DocKind::Birth | DocKind::Marriage => {
            let long = only_digits(number).len() >= MATRICULA_DIGITS_MIN;
            long.then(|| certidao_problem(number)).flatten()
        }
        DocKind::Rnm => rnm_problem(number),
        DocKind::Rg
        | DocKind::Ctps
        | DocKind::Dprnm
        | DocKind::Refuge
        | DocKind::Passport
        | DocKind::Mercosul
        | DocKind::Other => None,
    }
}

/// From this many digits on, the number of a certificate is meant to be the
/// matrícula of 32 and not an old book, page and term.
const MATRICULA_DIGITS_MIN: usize = 20;

/// Digits of a file that lost its leading zeros in a spreadsheet, brought back
/// to `width`; the flag says that zeros were added. Separators go, and so does
/// the `.0` of a number that was taken for a quantity. A blank stays blank;
/// what is longer or is no number (`1,2E+10`) stays as it is, for the check to
/// complain about: dropping its letters would make up another number.
pub fn padded(digits: &str, width: usize) -> (String, bool) {
    let given = digits.trim();
    let given = given.strip_suffix(".0").unwrap_or(given);
    if given
        .chars()
        .any(|it| !it.is_ascii_digit() && !is_separator(it))
    {
        return (given.to_string(), false);
    }
    let kept = only_digits(given);
    let missing = width.saturating_sub(kept.len());
    if kept.is_empty() || missing == 0 {
        return (kept, false);
    }
    (format!("{}{kept}", "0".repeat(missing)), true)
}

/// What is kept of a number that was typed, right or wrong: its digits.
pub fn only_digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

/// Why a text is not `N` digits.
enum Shape<const N: usize> {
    Blank,
    /// Something that is neither a digit nor a separator.
    Stranger,
    /// Fewer digits; here with zeros in front, to ask whether those are missing.
    Short([u8; N]),
    Long,
}

/// The sentences for each [`Shape`] of one kind of number.
struct Words {
    blank: &'static str,
    stranger: &'static str,
    short: &'static str,
    /// Instead of `short` when zeros in front would make the number right.
    zeros: &'static str,
    long: &'static str,
}

/// Reads exactly `N` digits and has them checked. Nothing is allocated: files
/// have hundreds of thousands of these.
fn read<const N: usize>(
    typed: &str,
    words: &Words,
    check: fn(&[u8; N]) -> Result<(), &'static str>,
) -> Result<[u8; N], &'static str> {
    match shape(typed) {
        Ok(digits) => check(&digits).map(|()| digits),
        Err(Shape::Blank) => Err(words.blank),
        Err(Shape::Stranger) => Err(words.stranger),
        Err(Shape::Short(padded)) if check(&padded).is_ok() => Err(words.zeros),
        Err(Shape::Short(_)) => Err(words.short),
        Err(Shape::Long) => Err(words.long),
    }
}

fn shape<const N: usize>(typed: &str) -> Result<[u8; N], Shape<N>> {
    let mut digits = [0; N];
    let mut count = 0;
    for it in typed.chars().filter(|it| !is_separator(*it)) {
        let Some(digit) = it.to_digit(10).and_then(|it| u8::try_from(it).ok()) else {
            return Err(Shape::Stranger);
        };
        let Some(cell) = digits.get_mut(count) else {
            return Err(Shape::Long);
        };
        *cell = digit;
        count += 1;
    }
    if count == 0 {
        return Err(Shape::Blank);
    }
    if count < N {
        digits.rotate_right(N - count);
        return Err(Shape::Short(digits));
    }
    Ok(digits)
}

/// What people and web pages put between digits, invisible marks of pasted
/// text included.
fn is_separator(it: char) -> bool {
    it.is_whitespace()
        || matches!(it, '.' | '-' | '/' | '\u{2010}'..='\u{2015}')
        || matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Σ digit × weight, over the shorter of the two.
fn weighted(digits: &[u8], weights: impl IntoIterator<Item = u32>) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum()
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(|it| char::from(b'0' + it % 10)).collect()
}

/// Stored digits laid over a mask: each `0` of the mask takes one, `*` hides
/// one. `None` when they are not exactly as many digits as the mask has places.
fn laid(digits: &str, mask: &str) -> Option<String> {
    let places = |it: char| it == '0' || it == '*';
    let right = digits.len() == mask.chars().filter(|it| places(*it)).count()
        && digits.bytes().all(|it| it.is_ascii_digit());
    if !right {
        return None;
    }
    let mut given = digits.chars();
    mask.chars()
        .map(|it| match it {
            '0' => given.next(),
            '*' => given.next().map(|_| '*'),
            other => Some(other),
        })
        .collect()
}

/// Blank is fine; the rest is what the check says.
fn problem<T>(stored: &str, parse: fn(&str) -> Result<T, &'static str>) -> Option<&'static str> {
    if stored.trim().is_empty() {
        return None;
    }
    parse(stored).err()
}

/// A checked number: private digits, the mask as its `Display`, and a `Debug`
/// that says nothing.
macro_rules! number {
    ($(#[$doc:meta])* $name:ident, $mask:literal, $show:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The shape people know: `0` is a digit, `A` a letter, `X` either.
            pub const MASK: &'static str = $mask;

            /// As stored: without the mask, leading zeros kept.
            pub fn digits(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let show: fn(&str) -> String = $show;
                f.pad(&show(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    };
}
use number;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_lost_in_a_spreadsheet_come_back() {
        let check = |digits: &str, width, expected: &str, changed| {
            assert_eq!(padded(digits, width), (expected.to_string(), changed));
        };
        check("1234567890", 11, "01234567890", true);
        check("01234567890", 11, "01234567890", false);
        check("12345678", 11, "00012345678", true);
        check("1001000", 8, "01001000", true);
        check("49010-390", 8, "49010390", false);
        check("", 11, "", false);
        check("   ", 11, "", false);
        check("123456789012", 11, "123456789012", false);
        check("1234567890.0", 11, "01234567890", true);
        check("1,23457E+10", 11, "1,23457E+10", false);
        check("12A.456.789-09", 11, "12A.456.789-09", false);
    }

    #[test]
    fn documents_are_judged_by_their_kind() {
        let fine = |kind, number| assert_eq!(document_problem(kind, number), None);
        let odd = |kind, number| assert!(document_problem(kind, number).is_some());
        fine(DocKind::Cin, "529.982.247-25");
        odd(DocKind::Cin, "529.982.247-26");
        fine(DocKind::Titulo, "1234 5678 2194");
        odd(DocKind::Titulo, "1234 5678 2100");
        fine(DocKind::Birth, "livro A-12 folha 33 termo 1234");
        fine(DocKind::Birth, "104539 01 55 2013 1 00012 021 0000123 21");
        odd(DocKind::Birth, "104539 01 55 2013 1 00012 021 0000123 12");
        odd(DocKind::Marriage, "104539 01 55 2013 1 00012 021 0000123 2");
        fine(DocKind::Rnm, "V123456-7");
        odd(DocKind::Rnm, "1234567");
        fine(DocKind::Rg, "3.123.456-X SSP");
        fine(DocKind::Refuge, "08000.012345/2025-11");
        for kind in DocKind::ALL {
            fine(*kind, "");
            fine(*kind, "  ");
        }
    }
}
