//! The three axes of the SCFV and its bands of age (Resolução CNAS 109/2009,
//! with the 18 to 59 years of Resolução CNAS 13/2014). Bands overlap at 6 and
//! 15 years on purpose.

use crate::domain::name::fold;

/// What a percurso is built on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    Together,
    RightToBe,
    TakePart,
}

/// Whom a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// Up to 6 years, with those who care for them.
    Small,
    Children,
    Teens,
    Young,
    Adults,
    Elders,
}

impl Axis {
    pub const ALL: [Self; 3] = [Self::Together, Self::RightToBe, Self::TakePart];

    /// As typed on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Together => "convivencia",
            Self::RightToBe => "direito",
            Self::TakePart => "participacao",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Together => "convivência social",
            Self::RightToBe => "direito de ser",
            Self::TakePart => "participação",
        }
    }

    /// For a narrow column.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Together => "convivência",
            Self::RightToBe => "direito de ser",
            Self::TakePart => "participação",
        }
    }

    /// By its code or its name, with or without accents.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = fold(typed);
        Self::ALL.into_iter().find(|it| {
            let label = fold(it.label());
            typed == it.code() || typed == label || (typed.len() >= 6 && label.starts_with(&typed))
        })
    }
}

impl Band {
    pub const ALL: [Self; 6] = [
        Self::Small,
        Self::Children,
        Self::Teens,
        Self::Young,
        Self::Adults,
        Self::Elders,
    ];

    /// As typed on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Small => "0-6",
            Self::Children => "6-15",
            Self::Teens => "15-17",
            Self::Young => "18-29",
            Self::Adults => "30-59",
            Self::Elders => "60+",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Small => "0 a 6 anos com cuidadores",
            Self::Children => "6 a 15 anos",
            Self::Teens => "15 a 17 anos",
            Self::Young => "18 a 29 anos",
            Self::Adults => "30 a 59 anos",
            Self::Elders => "60 anos ou mais",
        }
    }

    /// First and last age in years; nobody is older than the last.
    pub const fn ages(self) -> (u32, u32) {
        match self {
            Self::Small => (0, 6),
            Self::Children => (6, 15),
            Self::Teens => (15, 17),
            Self::Young => (18, 29),
            Self::Adults => (30, 59),
            Self::Elders => (60, 150),
        }
    }

    /// What people call those in it, for the search.
    pub(super) const fn called(self) -> &'static str {
        match self {
            Self::Small => "bebes primeira infancia mae pai crianca pequena",
            Self::Children => "criancas adolescentes",
            Self::Teens => "adolescentes jovens",
            Self::Young => "jovens adultos",
            Self::Adults => "adultos",
            Self::Elders => "idosos idosas pessoas velhice",
        }
    }

    /// By its ages, in whatever way they are written: `6-15`, `6 a 15 anos`,
    /// `60+`.
    pub fn parse(typed: &str) -> Option<Self> {
        let ages = numbers(typed);
        Self::ALL
            .into_iter()
            .find(|it| !ages.is_empty() && ages == numbers(it.code()))
    }
}

/// Bands in order, neighbours joined: "6–17", "18+", "6–15, 60+".
pub(super) fn spans(bands: &[Band]) -> String {
    let mut spans: Vec<(Band, Band)> = Vec::new();
    for &band in bands {
        match spans.last_mut() {
            Some((_, last)) if *last as usize + 1 == band as usize => *last = band,
            _ => spans.push((band, band)),
        }
    }
    let shown = spans.into_iter().map(|(first, last)| match (first, last) {
        (Band::Small, Band::Elders) => "todas".to_string(),
        (first, Band::Elders) => format!("{}+", first.ages().0),
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
        for axis in Axis::ALL {
            assert_eq!(Axis::parse(axis.code()), Some(axis));
            assert_eq!(Axis::parse(&axis.label().to_uppercase()), Some(axis));
        }
        assert_eq!(Axis::parse("Convivência"), Some(Axis::Together));
        assert_eq!(Axis::parse(""), None);
        assert_eq!(Axis::parse("direitos humanos"), None);
        for band in Band::ALL {
            for text in [band.code(), band.label()] {
                assert_eq!(Band::parse(text), Some(band), "{text}");
            }
        }
        assert_eq!(spans(&Band::ALL), "todas");
        assert_eq!(spans(&[Band::Children, Band::Teens]), "6–17");
        assert_eq!(spans(&[Band::Children, Band::Elders]), "6–15, 60+");
        assert_eq!(spans(&Band::ALL[3..]), "18+");
        assert_eq!(Band::parse("6–15"), Some(Band::Children));
        assert_eq!(Band::parse("60"), Some(Band::Elders));
        assert_eq!(Band::parse("6"), None);
        assert_eq!(Band::parse("99999999999999"), None);
    }
}
