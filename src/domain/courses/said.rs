//! The income of a self-declaration as people say it: so much for each, or so
//! much for all and how many they are. Never rounds up: a cent too many could
//! put somebody outside the rule.

/// People of one household at most.
const PEOPLE_MAX: i64 = 30;
const HOW: &str = "Diga a renda por pessoa em reais (600), ou a da casa e quantos são (2400/4).";

/// Cents a month per person of "600", "1.200,50", "R$ 600" or "2400/4".
///
/// # Errors
/// What to type instead, for the person.
pub fn per_person(typed: &str) -> Result<i64, &'static str> {
    match typed.split_once('/') {
        None => cents(typed).ok_or(HOW),
        Some((all, people)) => {
            let people: i64 = people.trim().parse().map_err(|_| HOW)?;
            if !(1..=PEOPLE_MAX).contains(&people) {
                return Err("Diga quantas pessoas moram na casa, de 1 a 30.");
            }
            Ok(cents(all).ok_or(HOW)? / people)
        }
    }
}

/// A comma parts the cents; so does a point that is not of the thousands.
fn cents(typed: &str) -> Option<i64> {
    let text = typed.trim().trim_start_matches("R$").trim();
    let (whole, rest) = match text.rsplit_once([',', '.']) {
        Some((whole, rest)) if text.contains(',') || rest.len() != 3 => (whole, rest),
        Some(_) | None => (text, ""),
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let is_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let grouped = groups.iter().skip(1).all(|it| it.len() == 3);
    if !grouped || !groups.iter().all(|it| is_digits(it) && !it.is_empty()) {
        return None;
    }
    let whole: i64 = groups.concat().parse().ok()?;
    let rest: i64 = match (rest.len(), is_digits(rest)) {
        (0, _) => 0,
        (1, true) => rest.parse::<i64>().ok()? * 10,
        (2, true) => rest.parse().ok()?,
        (_, _) => return None,
    };
    whole.checked_mul(100)?.checked_add(rest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn income_is_taken_as_people_say_it() {
        for (typed, expected) in [
            ("600", Some(60_000)),
            ("0", Some(0)),
            ("600,5", Some(60_050)),
            ("600.50", Some(60_050)),
            ("1.200", Some(120_000)),
            ("R$ 1.200,99", Some(120_099)),
            ("2400/4", Some(60_000)),
            ("1000/3", Some(33_333)),
            ("1.621,00 / 2", Some(81_050)),
            ("", None),
            ("/", None),
            ("600/0", None),
            ("600/31", None),
            ("-1", None),
            ("1,2,3", None),
            ("12.34.5", None),
            ("seiscentos", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(per_person(typed).ok(), expected, "{typed:?}");
        }
    }
}
