//! Numbers of the roll as they are typed: with or without the zero in front,
//! taken as soon as no other number can be meant. «3» is 3 where nobody has 30
//! to 39; «03» is 3 everywhere.

/// Fewest digits of a number written with zeros in front.
const DIGITS_MIN: usize = 2;

/// What the digits say so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// More digits, or Enter.
    Open,
    One(u32),
    /// Nobody has a number like this.
    Nobody,
}

pub fn typed(digits: &str, numbers: &[u32]) -> Typed {
    let wide = wide(numbers);
    let mut fit = numbers.iter().filter(|it| {
        it.to_string().starts_with(digits) || format!("{it:0wide$}").starts_with(digits)
    });
    match (fit.next(), fit.next()) {
        (None, _) => Typed::Nobody,
        (Some(one), None) if digits.parse() == Ok(*one) => Typed::One(*one),
        (Some(_), _) if digits.len() >= wide => {
            exact(digits, numbers).map_or(Typed::Nobody, Typed::One)
        }
        (Some(_), _) => Typed::Open,
    }
}

/// The number that the digits are, when somebody says that they are all.
pub fn exact(digits: &str, numbers: &[u32]) -> Option<u32> {
    let number = digits.parse().ok()?;
    numbers.contains(&number).then_some(number)
}

fn wide(numbers: &[u32]) -> usize {
    let highest = numbers.iter().max().copied().unwrap_or(0);
    highest.to_string().len().max(DIGITS_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_taken_when_no_other_can_be_meant() {
        let numbers: Vec<u32> = (1..=25).collect();
        for (digits, expected) in [
            ("3", Typed::One(3)),
            ("1", Typed::Open),
            ("2", Typed::Open),
            ("0", Typed::Open),
            ("03", Typed::One(3)),
            ("12", Typed::One(12)),
            ("26", Typed::Nobody),
            ("00", Typed::Nobody),
        ] {
            assert_eq!(typed(digits, &numbers), expected, "{digits}");
        }
        assert_eq!(exact("1", &numbers), Some(1));
        assert_eq!(exact("30", &numbers), None);
    }

    proptest! {
        #[test]
        fn two_digits_always_reach_their_number_and_none_reaches_another(
            numbers in prop::collection::btree_set(1u32..=99, 1..40)
        ) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            for number in &numbers {
                let all = format!("{number:02}");
                let first = typed(&all[..1], &numbers);
                // One digit alone is enough only when it is the number.
                prop_assert!(first == Typed::Open || first == Typed::One(*number)
                    || all[..1].parse::<u32>().is_ok_and(|it| first == Typed::One(it) && it > 0));
                if first == Typed::Open {
                    prop_assert_eq!(typed(&all, &numbers), Typed::One(*number));
                }
            }
        }
    }
}
