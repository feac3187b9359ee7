//! Single values of CECAD files: codes, numbers that lost their zeros in a
//! spreadsheet, money, phones. Everything here gives `None` for what cannot be
//! trusted; nothing is ever guessed into a person's record.

use super::month::Month;

/// Blanks and the spellings of "nothing" that database tools leave behind.
pub fn is_null(value: &str) -> bool {
    let value = value.trim();
    if value.len() > 4 {
        return false;
    }
    value.is_empty()
        || value == "\\N"
        || ["null", "nan", "none"]
            .iter()
            .any(|it| value.eq_ignore_ascii_case(it))
}

/// A code of a table: `1`, `01` and `1.0` are the same.
pub fn code(value: &str) -> Option<u32> {
    let value = whole(value);
    if value.is_empty() || value.len() > 9 || !value.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    value.parse().ok()
}

/// A mark or a yes/no: 1 is yes, 0 and 2 are no.
pub fn yes(value: &str) -> Option<bool> {
    match code(value)? {
        1 => Some(true),
        0 | 2 => Some(false),
        _ => None,
    }
}

/// A number of exactly `length` digits, with the zeros a spreadsheet ate put
/// back and the dots and dashes of a mask let go. `None` for zeros only, for
/// letters, for more digits, and for `1,23E+10` (its last digits are lost).
pub fn padded(value: &str, length: usize) -> Option<String> {
    let mut digits = String::with_capacity(length);
    for byte in whole(value).bytes() {
        match byte {
            b'0' if digits.is_empty() => {}
            b'0'..=b'9' => digits.push(char::from(byte)),
            b'.' | b'-' | b'/' | b' ' => {}
            _ => return None,
        }
    }
    if digits.is_empty() || digits.len() > length {
        return None;
    }
    let zeros = length - digits.len();
    digits.insert_str(0, &"0".repeat(zeros));
    Some(digits)
}

/// The value was shown as `1,23457E+10` when the file was saved again.
pub fn is_scientific(value: &str) -> bool {
    let value = value.trim();
    value.split_once(['E', 'e']).is_some_and(|(number, power)| {
        number.starts_with(|it: char| it.is_ascii_digit())
            && number
                .bytes()
                .all(|it| it.is_ascii_digit() || matches!(it, b',' | b'.'))
            && power
                .trim_start_matches('+')
                .bytes()
                .all(|it| it.is_ascii_digit())
            && power.len() > 1
    })
}

/// DDD and number in one, digits only; the number alone when no DDD is given.
/// The files put zeros before both. `None` when no telephone is that long.
pub fn phone(ddd: &str, number: &str) -> Option<String> {
    let strip = |value: &str| -> String {
        let digits: String = whole(value).chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_owned()
    };
    let (ddd, number) = (strip(ddd), strip(number));
    match (ddd.len(), number.len()) {
        (2, 8 | 9) => Some(ddd + &number),
        // Some files repeat the DDD inside the number, or give none at all.
        (_, 8..=11) => Some(number),
        _ => None,
    }
}

/// Spreadsheets and data frames write whole numbers as `123.0`.
fn whole(value: &str) -> &str {
    let value = value.trim();
    value.strip_suffix(".0").unwrap_or(value)
}

/// Which sign separates the cents, seen over a whole column.
#[derive(Debug, Clone, Copy, Default)]
pub struct MoneyEvidence {
    comma: u64,
    point: u64,
}

impl MoneyEvidence {
    pub fn see(&mut self, value: &str) {
        let value = value.trim();
        let Some(at) = value.rfind([',', '.']) else {
            return;
        };
        let (before, after) = value.split_at(at);
        // One sign with three digits after it may part thousands: no evidence,
        // unless another sign stands before it.
        if after.len() == 4 && !before.contains([',', '.']) {
            return;
        }
        if after.starts_with(',') {
            self.comma += 1;
        } else {
            self.point += 1;
        }
    }

    /// The comma when nothing speaks: the files are Brazilian.
    pub const fn decide(&self) -> Money {
        if self.point > self.comma {
            Money::Point
        } else {
            Money::Comma
        }
    }
}

/// How a column writes money: `1234,56` or `1234.56`. Whole numbers are reais.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Money {
    Comma,
    Point,
}

impl Money {
    /// The value in cents, halves of a cent up.
    pub fn cents(self, value: &str) -> Option<i64> {
        let value = value.trim().trim_start_matches("R$").trim_start();
        let (decimal, thousands) = match self {
            Self::Comma => (',', '.'),
            Self::Point => ('.', ','),
        };
        let (reais, cents) = match value.rsplit_once(decimal) {
            Some((reais, cents)) => (reais, cents),
            // Against the habit of its column, but no thousands are two digits.
            None => match value.rsplit_once(thousands) {
                Some((reais, cents)) if cents.len() <= 2 => (reais, cents),
                Some(_) | None => (value, ""),
            },
        };
        if !cents.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let digits: String = reais
            .chars()
            .filter(|&it| it != thousands && it != ' ')
            .collect();
        if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let reais: i64 = digits.parse().ok()?;
        let digit = |at: usize| {
            cents
                .as_bytes()
                .get(at)
                .map_or(0, |it| i64::from(it - b'0'))
        };
        Some(reais * 100 + digit(0) * 10 + digit(1) + i64::from(digit(2) >= 5))
    }
}

/// A reference month: `AAAAMM`, `MMAAAA`, `MM/AAAA`, `AAAA-MM`, or a whole date
/// in one of the four forms. The year (1990 or later, up to next year) tells
/// the forms apart.
pub fn month(value: &str, last_year: i32) -> Option<Month> {
    let value = whole(value);
    let value = value.split([' ', 'T']).next()?;
    let year = |text: &str| -> Option<i32> {
        let year = (text.len() == 4).then(|| text.parse().ok()).flatten()?;
        (1990..=last_year + 1).contains(&year).then_some(year)
    };
    let month = |text: &str| -> Option<u32> {
        let month = (1..=2)
            .contains(&text.len())
            .then(|| text.parse().ok())
            .flatten()?;
        (1..=12).contains(&month).then_some(month)
    };
    let both = |y: &str, m: &str| Month::new(year(y)?, month(m)?);
    let parts: Vec<&str> = value.split(['-', '/']).collect();
    match parts.as_slice() {
        [one] if one.is_ascii() => match one.len() {
            5 => both(one.get(1..)?, one.get(..1)?),
            6 => both(one.get(..4)?, one.get(4..)?).or_else(|| both(one.get(2..)?, one.get(..2)?)),
            7 => both(one.get(3..)?, one.get(1..3)?),
            8 => {
                both(one.get(..4)?, one.get(4..6)?).or_else(|| both(one.get(4..)?, one.get(2..4)?))
            }
            _ => None,
        },
        [a, b] => both(a, b).or_else(|| both(b, a)),
        [a, b, c] => both(a, b).or_else(|| both(c, b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_and_marks() {
        for (value, expected) in [
            ("1", Some(1)),
            ("01", Some(1)),
            (" 11 ", Some(11)),
            ("1.0", Some(1)),
            ("", None),
            ("A", None),
            ("-1", None),
        ] {
            assert_eq!(code(value), expected, "{value}");
        }
        assert_eq!(
            (yes("1"), yes("2"), yes("00"), yes("7"), yes("")),
            (Some(true), Some(false), Some(false), None, None)
        );
    }

    #[test]
    fn lost_zeros_return() {
        for (value, length, expected) in [
            ("12345678", 11, Some("00012345678")),
            ("00012345678", 11, Some("00012345678")),
            ("012.345.678-90", 11, Some("01234567890")),
            ("1234567890", 11, Some("01234567890")),
            ("1001000", 8, Some("01001000")),
            ("49010-390", 8, Some("49010390")),
            ("12034567899.0", 11, Some("12034567899")),
            ("00000000000", 11, None),
            ("123456789012", 11, None),
            ("1,23457E+10", 11, None),
            ("", 11, None),
        ] {
            assert_eq!(padded(value, length).as_deref(), expected, "{value}");
        }
        assert!(is_scientific("1,23457E+10") && is_scientific("1.2e10"));
        assert!(!is_scientific("12345") && !is_scientific("E10") && !is_scientific("1E"));
    }

    #[test]
    fn phones_drop_zeros() {
        for (ddd, number, expected) in [
            ("79", "998123456", Some("79998123456")),
            ("079", "0031793469", Some("7931793469")),
            ("", "0998123456", Some("998123456")),
            ("79", "79998123456", Some("79998123456")),
            ("79", "", None),
            ("79", "1234", None),
            ("0", "0", None),
        ] {
            assert_eq!(phone(ddd, number).as_deref(), expected, "{ddd} {number}");
        }
    }

    #[test]
    fn money_by_column() {
        let decide = |values: &[&str]| {
            let mut it = MoneyEvidence::default();
            values.iter().for_each(|value| it.see(value));
            it.decide()
        };
        assert_eq!(decide(&["1234,56", "7"]), Money::Comma);
        assert_eq!(decide(&["1234.56", "1.234"]), Money::Point);
        assert_eq!(decide(&["1.234", "218"]), Money::Comma);
        assert_eq!(decide(&["1,234.56"]), Money::Point);
        for (money, value, expected) in [
            (Money::Comma, "1234,56", Some(123_456)),
            (Money::Comma, "1.234,5", Some(123_450)),
            (Money::Comma, "1.234", Some(123_400)),
            (Money::Comma, "218", Some(21_800)),
            (Money::Comma, "12.50", Some(1_250)),
            (Money::Point, "1234.565", Some(123_457)),
            (Money::Point, "72.66666667", Some(7_267)),
            (Money::Point, "R$ 1,234.00", Some(123_400)),
            (Money::Comma, "", None),
            (Money::Comma, "-5", None),
            (Money::Comma, "1.2,x", None),
        ] {
            assert_eq!(money.cents(value), expected, "{value}");
        }
    }

    #[test]
    fn reference_months() {
        for value in [
            "202605",
            "052026",
            "52026",
            "05/2026",
            "5/2026",
            "2026-05",
            "2026-05-31",
            "31/05/2026",
            "20260531",
            "31052026",
            "2026-05-31 00:00:00",
            "1/5/2026",
            "1052026",
        ] {
            assert_eq!(month(value, 2026), Month::new(2026, 5), "{value}");
        }
        for value in ["", "maio", "202613", "1", "99999999", "1980-05"] {
            assert_eq!(month(value, 2026), None, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,14}", more in "[0-9eE.,/ -]{0,14}") {
            for text in [&text, &more] {
                let _ = (code(text), padded(text, 11), phone(text, &more), month(text, 2026), is_scientific(text));
                let _ = (Money::Comma.cents(text), Money::Point.cents(text));
                MoneyEvidence::default().see(text);
            }
        }
    }
}
