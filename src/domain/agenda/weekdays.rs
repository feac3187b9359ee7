//! Days of the week as people write them: "seg a sex", "ter, qui", "sábado".

/// Monday first, as numbered in the agenda (1 = Monday).
const NAMES: [(&str, &str); 7] = [
    ("seg", "segunda"),
    ("ter", "terça"),
    ("qua", "quarta"),
    ("qui", "quinta"),
    ("sex", "sexta"),
    ("sáb", "sábado"),
    ("dom", "domingo"),
];

const SHAPE: &str = "escreva os dias como «seg a sex» ou «ter qui»";

/// "segunda"; empty beyond the week.
pub fn weekday_name(day: u32) -> &'static str {
    named(day).map_or("", |it| it.1)
}

/// "seg".
pub fn weekday_short(day: u32) -> &'static str {
    named(day).map_or("", |it| it.0)
}

/// The days, each once and in order; empty for an empty text.
///
/// # Errors
/// What to write instead, for the person.
pub fn weekdays(text: &str) -> Result<Vec<u32>, &'static str> {
    let mut out: Vec<u32> = Vec::new();
    let mut from: Option<u32> = None;
    let mut words = text
        .split(|it: char| it == ',' || it == ';' || it == '/' || it.is_whitespace())
        .filter(|it| !it.is_empty() && *it != "e")
        .peekable();
    while let Some(word) = words.next() {
        let day = read(word).ok_or(SHAPE)?;
        match from.take() {
            Some(first) if first < day => out.extend(first..=day),
            Some(_) => return Err(SHAPE),
            None if words
                .next_if(|it| matches!(*it, "a" | "à" | "até" | "-"))
                .is_some() =>
            {
                from = Some(day);
            }
            None => out.push(day),
        }
    }
    if from.is_some() {
        return Err(SHAPE);
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

fn named(day: u32) -> Option<&'static (&'static str, &'static str)> {
    NAMES.get(usize::try_from(day).ok()?.checked_sub(1)?)
}

fn read(word: &str) -> Option<u32> {
    // "segunda-feira" is a Monday like any other.
    let word = crate::domain::name::fold(word.split('-').next().unwrap_or_default());
    if word.chars().count() < 3 {
        return None;
    }
    let at = NAMES
        .iter()
        .position(|it| crate::domain::name::fold(it.1).starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, expected) in [
            ("", Ok(vec![])),
            ("seg a sex", Ok(vec![1, 2, 3, 4, 5])),
            ("ter, qui", Ok(vec![2, 4])),
            ("sexta e segunda-feira", Ok(vec![1, 5])),
            ("Sábado", Ok(vec![6])),
            ("seg até qua sex", Ok(vec![1, 2, 3, 5])),
            ("seg a", Err(SHAPE)),
            ("sex a seg", Err(SHAPE)),
            ("amanhã", Err(SHAPE)),
            ("se", Err(SHAPE)),
        ] {
            assert_eq!(weekdays(text), expected, "{text}");
        }
        for day in 1..=7 {
            assert_eq!(weekdays(weekday_name(day)), Ok(vec![day]));
            assert_eq!(weekdays(weekday_short(day)), Ok(vec![day]));
        }
        assert_eq!((weekday_name(0), weekday_short(8)), ("", ""));
    }
}
