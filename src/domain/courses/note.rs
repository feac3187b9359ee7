//! What a class answers about somebody, one thing at a time, in the words of
//! the counter.

use chrono::NaiveDate;

use super::SchoolLevel;
use crate::domain::cecad::payroll::reais;
use crate::domain::date::show;

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Twice in one class: the only one that stops.
    Applied,
    TooYoung {
        age: u32,
        min: u32,
    },
    TooOld {
        age: u32,
        max: u32,
    },
    AgeUnknown,
    Schooling {
        asked: SchoolLevel,
    },
    SchoolingUnknown {
        asked: SchoolLevel,
    },
    /// The income has to be asked.
    IncomeUnknown,
    IncomeAbove {
        max: i64,
    },
    NotOpen {
        opens: NaiveDate,
    },
    Closed {
        closed: NaiveDate,
    },
    Started,
    Clash(String),
    Dropped {
        on: NaiveDate,
    },
    NoGuardian,
    /// As many choices made as the class allows.
    Choices {
        max: u32,
    },
    /// Papers to bring.
    Papers(Vec<String>),
}

impl Note {
    /// Whether it is outside the rule, so that a reason is asked; the others
    /// are only to be seen to.
    pub const fn is_outside(&self) -> bool {
        match self {
            Self::Applied
            | Self::TooYoung { .. }
            | Self::TooOld { .. }
            | Self::Schooling { .. }
            | Self::IncomeAbove { .. }
            | Self::NotOpen { .. }
            | Self::Closed { .. }
            | Self::Started
            | Self::Dropped { .. }
            | Self::Choices { .. } => true,
            Self::AgeUnknown
            | Self::SchoolingUnknown { .. }
            | Self::IncomeUnknown
            | Self::Clash(_)
            | Self::NoGuardian
            | Self::Papers(_) => false,
        }
    }

    /// Papers to bring, if that is what it tells.
    pub fn papers(&self) -> &[String] {
        if let Self::Papers(all) = self {
            all
        } else {
            &[]
        }
    }

    /// As it is said at the counter.
    pub fn text(&self) -> String {
        match self {
            Self::Applied => "já está nesta turma".to_string(),
            Self::TooYoung { age, min } => {
                format!("terá {age} anos no início; a turma pede {min}")
            }
            Self::TooOld { age, max } => {
                format!("terá {age} anos no início; a turma vai até {max}")
            }
            Self::AgeUnknown => "sem nascimento: confira a idade".to_string(),
            Self::Schooling { asked } => format!("a turma pede {}", asked.label()),
            Self::SchoolingUnknown { asked } => {
                format!("confira a escolaridade: pede {}", asked.label())
            }
            Self::IncomeUnknown => "falta a declaração de renda".to_string(),
            Self::IncomeAbove { max } => format!("renda por pessoa acima de {}", reais(*max)),
            Self::NotOpen { opens } => format!("inscrições a partir de {}", show(*opens)),
            Self::Closed { closed } => format!("inscrições até {}", show(*closed)),
            Self::Started => "a turma já começou".to_string(),
            Self::Clash(what) => format!("no mesmo horário: {what}"),
            Self::Dropped { on } => format!("desistiu de um curso em {}", show(*on)),
            Self::NoGuardian => "menor sem responsável".to_string(),
            Self::Choices { max: 1 } => "já tem uma turma; o edital aceita uma".to_string(),
            Self::Choices { max } => format!("já tem {max} opções; o edital aceita {max}"),
            Self::Papers(all) => format!("traga: {}", all.join(", ")),
        }
    }
}
