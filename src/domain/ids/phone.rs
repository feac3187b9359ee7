//! Brazilian telephones. Families change number often and files bring them
//! with zeros in front, without DDD or without the ninth digit; all of that is
//! put right where the rule is certain and only pointed out where it is not.
//! Whose phone it is, and whether it only takes messages, is kept beside it.

use super::{is_separator, laid, number};

number! {
    /// DDD and number of 10 or 11 digits, or an 0800.
    Phone, "(00) 00000-0000", mask_phone
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    Mobile,
    Landline,
    /// Eight digits from the time before the ninth one; today nobody answers.
    OldMobile,
    TollFree,
}

/// The 67 area codes in use.
const DDDS: [u8; 67] = [
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33, 34, 35, 37, 38, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 51, 53, 54, 55, 61, 62, 63, 64, 65, 66, 67, 68, 69, 71, 73, 74, 75, 77,
    79, 81, 82, 83, 84, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99,
];

/// Longer than any telephone of the world (15 digits, ITU-T E.164) with its
/// zeros and carrier code in front; what is longer is not one.
const DIGITS_MAX: usize = 20;

const TOLL_FREE: &str = "0800";
const BRAZIL: &str = "55";

impl Phone {
    /// Reads what was typed; `ddd` is the one of the municipality, used when
    /// none was typed, and may be blank.
    ///
    /// # Errors
    /// What is wrong and what to do, for the person at the desk.
    pub fn parse(typed: &str, ddd: &str) -> Result<Self, &'static str> {
        let international = typed.trim_start().starts_with('+');
        let mut digits = String::new();
        for it in typed.chars().filter(|it| !is_separator(*it)) {
            match it {
                '0'..='9' if digits.len() < DIGITS_MAX => digits.push(it),
                '0'..='9' => return Err("Sobram números no telefone. Confira."),
                '(' | ')' | '+' => {}
                _ => return Err("Telefone só tem números; recado vai no campo ao lado."),
            }
        }
        if digits.is_empty() {
            return Err("Digite o telefone com DDD.");
        }
        if is_toll_free(&digits) {
            return Ok(Self(digits));
        }
        let bare = digits.trim_start_matches('0');
        let national = match bare.strip_prefix(BRAZIL) {
            Some(rest) if international || matches!(bare.len(), 12 | 13) => rest,
            Some(_) | None if international => {
                return Err("Telefone de outro país: confira com a pessoa.");
            }
            Some(_) | None => bare,
        };
        let whole = match national.len() {
            8 | 9 if ddd.trim().is_empty() => return Err("Faltou o DDD."),
            8 | 9 => format!("{}{national}", ddd.trim().trim_start_matches('0')),
            10 | 11 => national.to_string(),
            0..8 => return Err("Faltam números no telefone. Confira."),
            12.. => return Err("Sobram números no telefone. Confira."),
        };
        kind_of(&whole).map(|_| Self(whole))
    }

    /// From files that keep DDD and number in two columns, often with zeros in
    /// front of each.
    ///
    /// # Errors
    /// As [`Phone::parse`].
    pub fn from_columns(ddd: &str, number: &str, default: &str) -> Result<Self, &'static str> {
        let own = ddd.trim().trim_start_matches('0');
        Self::parse(number, if own.is_empty() { default } else { own })
    }

    pub fn kind(&self) -> PhoneKind {
        // The invariant of the type: these digits were accepted.
        kind_of(&self.0).unwrap_or(PhoneKind::Landline)
    }
}

impl PhoneKind {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mobile => "celular",
            Self::Landline => "fixo",
            Self::OldMobile => "celular sem o 9",
            Self::TollFree => "0800",
        }
    }
}

/// Stored digits as people write them; as they are when they are no telephone.
pub fn mask_phone(digits: &str) -> String {
    let mask = match digits.len() {
        10 if digits.starts_with(TOLL_FREE) => "0000 00 0000",
        11 if digits.starts_with(TOLL_FREE) => "0000 000 0000",
        8 => "0000-0000",
        9 => "00000-0000",
        10 => "(00) 0000-0000",
        11 => Phone::MASK,
        _ => return digits.to_string(),
    };
    laid(digits, mask).unwrap_or_else(|| digits.to_string())
}

/// Why a stored telephone deserves a second look; `None` when fine or blank.
pub fn phone_problem(digits: &str) -> Option<&'static str> {
    if digits.trim().is_empty() {
        return None;
    }
    match Phone::parse(digits, "") {
        Err(why) => Some(why),
        Ok(phone) => match phone.kind() {
            PhoneKind::OldMobile => Some("Celular antigo, sem o 9 na frente. Confirme o número."),
            PhoneKind::Mobile | PhoneKind::Landline | PhoneKind::TollFree => None,
        },
    }
}

/// Six digits after the prefix in the older ones, seven today.
fn is_toll_free(digits: &str) -> bool {
    digits.starts_with(TOLL_FREE) && matches!(digits.len(), 10 | 11)
}

/// Anatel's numbering plan: mobiles have nine digits and begin with 9,
/// landlines eight and begin with 2 to 5.
fn kind_of(digits: &str) -> Result<PhoneKind, &'static str> {
    if is_toll_free(digits) {
        return Ok(PhoneKind::TollFree);
    }
    let (ddd, number) = digits.split_at_checked(2).unwrap_or(("", digits));
    if !ddd.parse().is_ok_and(|it: u8| DDDS.contains(&it)) {
        return Err("Esse DDD não existe. Confira.");
    }
    match (number.len(), number.bytes().next()) {
        (9, Some(b'9')) => Ok(PhoneKind::Mobile),
        (9, _) => Err("Celular tem 9 números e começa com 9. Confira."),
        (8, Some(b'2'..=b'5')) => Ok(PhoneKind::Landline),
        (8, Some(b'6'..=b'9')) => Ok(PhoneKind::OldMobile),
        (8, _) => Err("Telefone não começa com 0 nem 1. Confira."),
        _ => Err("Telefone tem 8 ou 9 números além do DDD. Confira."),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn telephones_as_they_are_typed() {
        let check = |typed: &str, digits: &str, kind, shown: &str| {
            let phone = Phone::parse(typed, "79").unwrap();
            assert_eq!((phone.digits(), phone.kind()), (digits, kind), "{typed}");
            assert_eq!(phone.to_string(), shown);
            assert_eq!(Phone::parse(shown, "").unwrap(), phone);
        };
        use PhoneKind::*;
        check("(79) 99812-3456", "79998123456", Mobile, "(79) 99812-3456");
        check("079 3179-3469", "7931793469", Landline, "(79) 3179-3469");
        check("79 9812-3456", "7998123456", OldMobile, "(79) 9812-3456");
        check("99812-3456", "79998123456", Mobile, "(79) 99812-3456");
        check("3179.3469", "7931793469", Landline, "(79) 3179-3469");
        check(
            "+55 79 99812-3456",
            "79998123456",
            Mobile,
            "(79) 99812-3456",
        );
        check(
            "0055 79 3179-3469",
            "7931793469",
            Landline,
            "(79) 3179-3469",
        );
        check("55 99812-3456", "55998123456", Mobile, "(55) 99812-3456");
        check("0800 722 1234", "08007221234", TollFree, "0800 722 1234");
        check("0800-12-3456", "0800123456", TollFree, "0800 12 3456");
    }

    #[test]
    fn what_is_no_telephone_says_why() {
        let check = |typed: &str, ddd: &str, part: &str| {
            let why = Phone::parse(typed, ddd).unwrap_err();
            assert!(why.contains(part), "{typed}: {why}");
        };
        check("20 99999-9999", "79", "DDD não existe");
        check("99812-3456", "", "Faltou o DDD");
        check("99812-3456", "10", "DDD não existe");
        check("79 89812-3456", "79", "começa com 9");
        check("79 1179-3469", "79", "0 nem 1");
        check("recado com a vizinha", "79", "recado");
        check("+58 412 1234567", "79", "outro país");
        check("3469", "79", "Faltam");
        check("79 99812-34567", "79", "Sobram");
        check(&"9".repeat(500), "79", "Sobram");
        check("", "79", "Digite");
        check("000", "79", "Faltam");
    }

    #[test]
    fn area_codes_are_the_67_in_use() {
        let valid = |ddd: u8| Phone::parse(&format!("{ddd:02} 3179-3469"), "").is_ok();
        assert_eq!((10..=99).filter(|it| valid(*it)).count(), 67);
        for ddd in [
            10, 20, 23, 25, 26, 29, 30, 36, 39, 40, 50, 52, 56, 57, 58, 59, 60, 70, 72, 76, 78, 80,
            90,
        ] {
            assert!(!valid(ddd), "{ddd}");
        }
        assert!(DDDS.is_sorted());
    }

    #[test]
    fn files_keep_ddd_and_number_apart() {
        let check = |ddd: &str, number: &str, digits: &str| {
            let phone = Phone::from_columns(ddd, number, "79").unwrap();
            assert_eq!(phone.digits(), digits);
        };
        check("079", "031793469", "7931793469");
        check("11", "000998123456", "11998123456");
        check("", "998123456", "79998123456");
        check("00", "998123456", "79998123456");
        check("79", "08007221234", "08007221234");
        assert!(Phone::from_columns("20", "998123456", "79").is_err());
    }

    #[test]
    fn stored_digits_are_shown_and_judged_whatever_they_are() {
        assert_eq!(mask_phone("998123456"), "99812-3456");
        assert_eq!(mask_phone("31793469"), "3179-3469");
        assert_eq!(mask_phone("584121234567"), "584121234567");
        assert_eq!(mask_phone(""), "");
        assert_eq!(phone_problem(""), None);
        assert_eq!(phone_problem("79998123456"), None);
        assert!(phone_problem("7998123456").is_some_and(|it| it.contains("sem o 9")));
        assert!(phone_problem("31793469").is_some_and(|it| it.contains("DDD")));
        let phone = Phone::parse("79998123456", "").unwrap();
        assert_eq!(format!("{phone:?}"), "Phone(***)");
    }
}
