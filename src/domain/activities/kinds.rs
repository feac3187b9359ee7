//! The axes of the service and its bands of age as a book and a search say
//! them. The tables themselves are those of the groups.

use crate::domain::codes::{Axis, Band};
use crate::domain::name::fold;

/// By its code or its name, with or without accents: `direito`, `Convivência`.
pub fn parse_axis(typed: &str) -> Option<Axis> {
    /// Letters from which the beginning of a name is enough.
    const BEGUN_MIN: usize = 6;
    let typed = fold(typed);
    Axis::ALL.iter().copied().find(|it| {
        let label = fold(it.label());
        let begun = typed.len() >= BEGUN_MIN && label.starts_with(&typed);
        typed == it.code() || typed == label || begun
    })
}

/// By its ages, in whatever way they are written: `6-15`, `6 a 15 anos`,
/// `até 6 anos`, `60+`.
pub fn parse_band(typed: &str) -> Option<Band> {
    let (ages, folded) = (numbers(typed), fold(typed));
    Band::ALL.iter().copied().find(|it| {
        let same = !ages.is_empty() && ages == numbers(it.code());
        same || fold(it.label()).strip_suffix(" anos") == Some(folded.trim_end_matches(" anos"))
    })
}

/// What people call those in a band, for the search.
pub(super) const fn called(band: Band) -> &'static str {
    match band {
        Band::Small => "bebes primeira infancia mae pai crianca pequena",
        Band::Children => "criancas adolescentes",
        Band::Teens => "adolescentes jovens",
        Band::Young => "jovens adultos",
        Band::Adults => "adultos",
        Band::Elderly => "idosos idosas pessoas velhice",
    }
}

/// Bands in order, neighbours joined: "6–17", "18+", "6–15, 60+", "todas".
pub(super) fn spans(bands: &[Band]) -> String {
    let mut spans: Vec<(Band, Band)> = Vec::new();
    for &band in bands {
        match spans.last_mut() {
            Some((_, last)) if *last as usize + 1 == band as usize => *last = band,
            _ => spans.push((band, band)),
        }
    }
    let shown = spans.into_iter().map(|(first, last)| match (first, last) {
        (Band::Small, Band::Elderly) => "todas".to_string(),
        (first, Band::Elderly) => format!("{}+", first.ages().0),
        (first, last) => format!("{}–{}", first.ages().0, last.ages().1),
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// The whole numbers of a text, in order; longer than any fact needs is none.
pub(super) fn numbers(text: &str) -> Vec<u32> {
    text.split(|it: char| !it.is_ascii_digit())
        .filter_map(|it| it.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_and_bands_are_read_as_people_write_them() {
        for &axis in Axis::ALL {
            assert_eq!(parse_axis(axis.code()), Some(axis));
            assert_eq!(parse_axis(&axis.label().to_uppercase()), Some(axis));
        }
        assert_eq!(parse_axis("Convivência"), Some(Axis::Together));
        assert_eq!(parse_axis("direito"), Some(Axis::RightToBe));
        assert_eq!(parse_axis(""), None);
        assert_eq!(parse_axis("direitos humanos"), None);
        for &band in Band::ALL {
            for text in [band.code(), band.label()] {
                assert_eq!(parse_band(text), Some(band), "{text}");
            }
        }
        for (text, band) in [
            ("6–15", Some(Band::Children)),
            ("0 a 6 anos com quem cuida", Some(Band::Small)),
            ("Até 6", Some(Band::Small)),
            ("60", Some(Band::Elderly)),
            ("6", None),
            ("", None),
            ("99999999999999", None),
        ] {
            assert_eq!(parse_band(text), band, "{text}");
        }
    }

    #[test]
    fn neighbouring_bands_are_said_as_one() {
        assert_eq!(spans(Band::ALL), "todas");
        assert_eq!(spans(&[Band::Children, Band::Teens]), "6–17");
        assert_eq!(spans(&[Band::Children, Band::Elderly]), "6–15, 60+");
        assert_eq!(spans(&[Band::Young, Band::Adults, Band::Elderly]), "18+");
        assert_eq!(spans(&[]), "");
    }
}
