//! One line per shape that people type in the box, and what it must mean.

#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Readings and pick in one line: "words mar sil | line 3 # 1".
fn told(typed: &str) -> String {
    let needle = Needle::parse(typed, today());
    let readings: Vec<String> = needle
        .readings
        .iter()
        .map(|it| match it {
            Reading::Words(words) => format!("words {}", words.join(" ")),
            Reading::Line(number) => format!("line {number}"),
            Reading::Ticket(code) => format!("ticket {code}"),
            Reading::Eleven(digits) => format!("eleven {digits}"),
            Reading::Birth(day) => format!("birth {day}"),
            Reading::PhoneEnd(digits) => format!("phone {digits}"),
            Reading::FamilyCode(digits) => format!("family {digits}"),
        })
        .collect();
    let pick = needle.pick.map(|it| format!(" # {it}"));
    readings.join(" | ") + &pick.unwrap_or_default()
}

#[track_caller]
fn check(typed: &str, expected: &str) {
    assert_eq!(told(typed), expected, "{typed}");
}

#[test]
fn letters_are_fragments_of_names() {
    check("", "");
    check("  ", "");
    check("mar sil", "words mar sil");
    check(" Conceição  D'ÁVILA ", "words conceicao davila");
    check("Ana-Clara", "words ana clara");
    check("李", "");
    check("李 3", "");
}

#[test]
fn a_number_after_the_letters_picks_a_row() {
    check("mar sou1", "words mar sou # 1");
    check("mar sou 12", "words mar sou # 12");
    check("ana2", "words ana # 2");
    check("ana 0", "words ana 0");
    check("ana 1984", "words ana 1984");
    check("2a ana", "words 2a ana");
}

#[test]
fn a_ticket_may_also_be_a_fragment_and_a_row() {
    check("CU12", "ticket CU12 | words cu # 12");
    check("cu-012", "ticket CU12 | words cu # 12");
    check("cu 7", "ticket CU7 | words cu # 7");
    check("CUP7", "ticket CUP7 | words cup # 7");
    check("lu1", "ticket LU1 | words lu # 1");
    check("CU1234", "ticket CU1234 | words cu1234");
    check("cu0", "words cu0");
    check("c1", "words c # 1");
    check("cux1", "words cux # 1");
    check("a b1", "words a b # 1");
}

#[test]
fn digits_are_read_by_length() {
    check("7", "line 7");
    check("123", "line 123");
    check("0", "");
    check("3456", "phone 3456");
    check("1234567", "phone 1234567");
    check(
        "03011984",
        "birth 1984-01-03 | family 00003011984 | phone 03011984",
    );
    check("12345678", "family 00012345678 | phone 12345678");
    check("998123456", "phone 998123456 | family 00998123456");
    check("123456789", "family 00123456789 | phone 123456789");
    check("7931793469", "family 07931793469 | phone 7931793469");
    check("12345678909", "eleven 12345678909 | phone 12345678909");
    check("07931793469", "eleven 07931793469 | phone 7931793469");
    check("5579998123456", "phone 79998123456");
    check("123456789012345678", "");
}

#[test]
fn masks_say_what_is_meant() {
    check("123.456.789-09", "eleven 12345678909");
    check("123456789-09", "eleven 12345678909");
    check("120.34567.89-9", "eleven 12034567899");
    check("(79) 99812-3456", "phone 79998123456");
    check("+55 79 99812-3456", "phone 79998123456");
    check("99812-3456", "phone 998123456");
    check("3179-3469", "phone 31793469");
    check("3/1/1984", "birth 1984-01-03");
    check("03-01-1984", "birth 1984-01-03");
    check("03 01 1984", "birth 1984-01-03");
    check("1984-01-03", "birth 1984-01-03");
    check("03/01/84", "birth 1984-01-03");
    check("-", "");
}

#[test]
fn a_date_that_does_not_exist_says_so() {
    let needle = Needle::parse("30/02/1984", today());
    assert_eq!(needle.readings, []);
    assert_eq!(needle.hint, Some(date::NO_SUCH_DAY));
    let needle = Needle::parse("24/11/2026", today());
    assert_eq!(needle.hint, Some(date::IN_THE_FUTURE));
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "(?s).{0,40}|[a-z0-9 ./()+-]{0,24}|\\PC{0,300}") {
        let needle = Needle::parse(&text, today());
        let words = needle.words().unwrap_or_default();
        prop_assert!(words.len() <= FRAGMENTS_MAX);
        prop_assert!(words.iter().all(|it| !it.is_empty() && fold(it) == *it));
        prop_assert!(needle.pick.is_none_or(|it| (1..=999).contains(&it)));
        for it in &needle.readings {
            let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
            let sound = match it {
                Reading::Words(words) => !words.is_empty(),
                Reading::Line(number) => (1..=999).contains(number),
                Reading::Ticket(code) => code.is_ascii() && code.len() <= 7,
                Reading::Eleven(it) | Reading::FamilyCode(it) => it.len() == 11 && digits(it),
                Reading::Birth(day) => *day <= today(),
                Reading::PhoneEnd(it) => (4..=11).contains(&it.len()) && digits(it),
            };
            prop_assert!(sound);
        }
    }

    #[test]
    fn eleven_digits_are_always_tried_as_documents(digits in "[0-9]{11}") {
        let needle = Needle::parse(&digits, today());
        prop_assert_eq!(needle.readings.first(), Some(&Reading::Eleven(digits)));
    }
}
