//! Document numbers for invented people: right by their rule, different for
//! everybody within one seed. There is no range of CPFs reserved for tests
//! (any valid one may be somebody's), so they only ever stand beside invented
//! names.

/// A number of `digits` digits for the `ordinal`th of a series: a bijection,
/// so no two ordinals meet.
fn spread(ordinal: u64, seed: u64, digits: u32) -> u64 {
    let room = 10u128.pow(digits);
    // Odd and no multiple of five: prime to every power of ten.
    let spread = (u128::from(ordinal) + u128::from(seed)) * 618_033_988_749 % room;
    u64::try_from(spread).unwrap_or(0)
}

/// Código familiar, 11 digits. About one in ten starts with a zero.
pub fn family_code(ordinal: u64, seed: u64) -> String {
    format!("{:011}", spread(ordinal + 1, seed, 11))
}

/// A CPF with right check digits; `None` for the ten that repeat one digit.
pub fn cpf(ordinal: u64, seed: u64) -> Option<String> {
    let mut digits = digits(spread(ordinal + 1, seed, 9), 9);
    if digits.windows(2).all(|it| it.first() == it.last()) {
        return None;
    }
    for top in [10u32, 11] {
        let sum: u32 = digits
            .iter()
            .zip((2..=top).rev())
            .map(|(digit, weight)| digit * weight)
            .sum();
        digits.push(sum * 10 % 11 % 10);
    }
    Some(text(&digits))
}

/// A social NIS with a right check digit.
pub fn nis(ordinal: u64, seed: u64) -> String {
    const WEIGHTS: [u32; 10] = [3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    let mut digits = digits(spread(ordinal + 1, seed, 9), 9);
    digits.insert(0, if ordinal.is_multiple_of(3) { 2 } else { 1 });
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = 11 - sum % 11;
    digits.push(if check > 9 { 0 } else { check });
    text(&digits)
}

fn digits(number: u64, width: usize) -> Vec<u32> {
    format!("{number:0width$}")
        .bytes()
        .map(|it| u32::from(it - b'0'))
        .collect()
}

fn text(digits: &[u32]) -> String {
    digits
        .iter()
        .filter_map(|&it| char::from_digit(it, 10))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn all_different_and_right_by_rule() {
        let (mut cpfs, mut codes, mut nises) = (HashSet::new(), HashSet::new(), HashSet::new());
        for ordinal in 0..5000 {
            let cpf = cpf(ordinal, 42).unwrap_or_default();
            assert!(is_right(&cpf), "{cpf}");
            let nis = nis(ordinal, 42);
            assert_eq!((nis.len(), family_code(ordinal, 42).len()), (11, 11));
            assert!(
                cpfs.insert(cpf) && nises.insert(nis) && codes.insert(family_code(ordinal, 42))
            );
        }
        assert!(codes.iter().any(|it| it.starts_with('0')));
    }

    /// The rule told backwards: both check digits make the weighted sums 0 mod 11.
    fn is_right(cpf: &str) -> bool {
        let d: Vec<u32> = cpf.chars().filter_map(|it| it.to_digit(10)).collect();
        let check = |n: usize| {
            let sum: u32 = d
                .iter()
                .take(n)
                .enumerate()
                .map(|(at, it)| it * (n as u32 + 1 - at as u32))
                .sum();
            d.get(n).copied() == Some(sum * 10 % 11 % 10)
        };
        d.len() == 11 && check(9) && check(10)
    }
}
