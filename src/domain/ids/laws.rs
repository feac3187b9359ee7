//! What must hold for every number, and a second opinion on the check digits:
//! `validador-br` was written by others from the same rules. Where it is laxer
//! (it takes repeated digits and all zeros, knows no SP/MG rule and no list of
//! states) the comparison leaves those values out and says so.

use super::*;
use proptest::prelude::*;
use validador_br::{Cpf as TheirCpf, Pis, TituloEleitor, Validador};

/// The number with whatever last digits make it right.
fn completed<T>(body: &str, dvs: usize, parse: fn(&str) -> Result<T, &'static str>) -> Option<T> {
    (0..10_usize.pow(u32::try_from(dvs).ok()?))
        .find_map(|dv| parse(&format!("{body}{dv:0dvs$}")).ok())
}

/// `digits` with `delta` (1 to 9) added to one place, modulo 10.
fn altered(digits: &str, place: usize, delta: u8) -> String {
    digits
        .bytes()
        .enumerate()
        .map(|(at, it)| match at == place {
            true => char::from(b'0' + (it - b'0' + delta) % 10),
            false => char::from(it),
        })
        .collect()
}

fn equal_digits(digits: &str) -> bool {
    let first = digits.chars().next();
    digits.chars().all(|it| Some(it) == first)
}

#[test]
fn two_cpfs_that_differ_in_one_digit() {
    // The arithmetic cannot tell these apart: the first digit has weight 11 in
    // the second sum, and remainders 10 and 0 share the digit 0 in the first.
    assert!(Cpf::parse("100.000.001-08").is_ok());
    assert!(Cpf::parse("200.000.001-08").is_ok());
}

proptest! {
    #[test]
    fn any_nine_digits_have_one_cpf(body in "[0-9]{9}") {
        prop_assume!(!equal_digits(&body));
        let right = (0..100).filter(|dv| Cpf::parse(&format!("{body}{dv:02}")).is_ok());
        prop_assert_eq!(right.count(), 1);
    }

    #[test]
    fn a_slip_in_a_cpf_is_seen(body in "[0-9]{9}", place in 0..11_usize, delta in 1..10_u8) {
        let Some(cpf) = completed(&body, 2, Cpf::parse) else { return Ok(()) };
        let slip = altered(cpf.digits(), place, delta);
        if Cpf::parse(&slip).is_ok() {
            // Remainders 10 and 0 give the same digit. In the first place the
            // first sum alone must cross; in the sixth, both (a step of ±2).
            let zeros = (&cpf.digits()[9..10], &cpf.digits()[10..]);
            prop_assert_eq!(zeros.0, "0");
            prop_assert!(place == 0 || (place == 5 && zeros.1 == "0"));
        }
    }

    #[test]
    fn any_ten_digits_have_one_nis(body in "[0-9]{10}") {
        prop_assume!(body != "0000000000");
        let right = (0..10).filter(|dv| Nis::parse(&format!("{body}{dv}")).is_ok());
        prop_assert_eq!(right.count(), 1);
    }

    #[test]
    fn a_slip_in_a_nis_is_seen(body in "[0-9]{10}", place in 0..11_usize, delta in 1..10_u8) {
        let Some(nis) = completed(&body, 1, Nis::parse) else { return Ok(()) };
        if Nis::parse(&altered(nis.digits(), place, delta)).is_ok() {
            // Remainders 0 and 1 share the digit 0; only there can it hide.
            prop_assert!(nis.digits().ends_with('0') && place < 10);
        }
    }

    #[test]
    fn what_is_shown_is_read_back(body in "[0-9]{30}", ddd in 11..100_u8) {
        if let Some(it) = completed(&body[..9], 2, Cpf::parse) {
            prop_assert_eq!(Cpf::parse(&it.to_string()), Ok(it));
        }
        if let Some(it) = completed(&body[..10], 1, Nis::parse) {
            prop_assert_eq!(Nis::parse(&it.to_string()), Ok(it));
        }
        if let Some(it) = completed(&body[..10], 2, Titulo::parse) {
            prop_assert_eq!(Titulo::parse(&it.to_string()), Ok(it));
        }
        let certidao = completed(&body, 2, Certidao::parse);
        prop_assert!(certidao.is_some());
        if let Some(it) = certidao {
            prop_assert_eq!(Certidao::parse(&it.to_string()), Ok(it));
        }
        if let Ok(it) = Cep::parse(&body[..8]) {
            prop_assert_eq!(Cep::parse(&it.to_string()), Ok(it));
        }
        if let Ok(it) = CodFamiliar::parse(&body[..11]) {
            prop_assert_eq!(CodFamiliar::parse(&it.to_string()), Ok(it));
        }
        for length in [8, 9] {
            if let Ok(it) = Phone::parse(&format!("{ddd}{}", &body[..length]), "") {
                prop_assert_eq!(Phone::parse(&it.to_string(), ""), Ok(it));
            }
        }
    }

    #[test]
    fn no_text_makes_a_check_fail(typed in ".{0,60}") {
        sees_all(&typed);
    }

    #[test]
    fn no_digits_make_a_check_fail(typed in "[-+0-9A-Z(). ]{0,40}") {
        sees_all(&typed);
    }

    #[test]
    fn hidden_numbers_keep_at_most_the_middle(digits in "[0-9]{0,14}") {
        let shown = |it: String| it.chars().filter(char::is_ascii_digit).count();
        prop_assert!(shown(hide_cpf(&digits)) <= 6);
        prop_assert!(shown(hide_nis(&digits)) <= 5);
    }

    #[test]
    fn others_agree_on_the_cpf(digits in "[0-9]{11}", right in any::<bool>()) {
        let digits = match completed(&digits[..9], 2, Cpf::parse) {
            Some(it) if right => it.digits().to_string(),
            Some(_) | None => digits,
        };
        // They take eleven equal digits; nobody has such a number.
        prop_assume!(!equal_digits(&digits));
        prop_assert_eq!(Cpf::parse(&digits).is_ok(), TheirCpf::is_valid(&digits));
    }

    #[test]
    fn others_agree_on_the_nis(digits in "[0-9]{11}") {
        // They take eleven zeros.
        prop_assume!(digits != "00000000000");
        for dv in 0..10 {
            let digits = format!("{}{dv}", &digits[..10]);
            prop_assert_eq!(Nis::parse(&digits).is_ok(), Pis::is_valid(&digits));
        }
    }

    #[test]
    fn others_agree_on_the_titulo(body in "[0-9]{8}", state in 1..29_u8) {
        for dv in 0..100 {
            let digits = format!("{body}{state:02}{dv:02}");
            let ours = Titulo::parse(&digits).is_ok();
            let theirs = TituloEleitor::is_valid(&digits);
            // They do not know that SP and MG write 1 for a remainder of 0:
            // there a number of theirs has a 0, and a number of ours a 1,
            // where the two differ.
            let own_rule = state <= 2 && (dv / 10 <= 1 || dv % 10 <= 1);
            prop_assert!(ours == theirs || own_rule, "state {}", state);
        }
    }
}

/// Every door of this module; the laws are that none panics and that a
/// problem and its type say the same.
fn sees_all(typed: &str) {
    let blank = typed.trim().is_empty();
    let agree = |ok: bool, problem: Option<&str>| assert!(ok || blank || problem.is_some());
    agree(Cpf::parse(typed).is_ok(), cpf_problem(typed));
    agree(Nis::parse(typed).is_ok(), nis_problem(typed));
    agree(Cep::parse(typed).is_ok(), cep_problem(typed));
    agree(Titulo::parse(typed).is_ok(), titulo_problem(typed));
    agree(Certidao::parse(typed).is_ok(), certidao_problem(typed));
    agree(
        CodFamiliar::parse(typed).is_ok(),
        cod_familiar_problem(typed),
    );
    agree(Rnm::parse(typed).is_ok(), rnm_problem(typed));
    agree(Phone::parse(typed, "").is_ok(), phone_problem(typed));
    let _ = (
        Phone::parse(typed, typed),
        Phone::from_columns(typed, typed, typed),
    );
    for mask in [
        mask_cpf,
        mask_nis,
        mask_cep,
        mask_phone,
        mask_titulo,
        mask_certidao,
        mask_rnm,
        hide_cpf,
        hide_nis,
    ] {
        let _ = mask(typed);
    }
    for kind in DocKind::ALL {
        let _ = document_problem(*kind, typed);
    }
    let (padded, changed) = padded(typed, 11);
    assert!(!changed || (padded.len() == 11 && padded.bytes().all(|it| it.is_ascii_digit())));
}
