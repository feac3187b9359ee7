//! What is marked of the results of a class and not yet saved. Pure: no key,
//! no question.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::CoursePerson;
use crate::domain::courses::{Application, Applied, Course};
use crate::domain::id::Id;

/// A draft's name begins so; the class follows.
pub const DRAFT: &str = "resultados:";

/// Somebody with a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: Id<Application>,
    pub number: u32,
    pub name: String,
    /// What stood when this desk last looked.
    pub seen: Applied,
    pub ours: Applied,
}

impl Row {
    pub fn is_changed(&self) -> bool {
        self.ours != self.seen
    }
}

/// What a class is about now, which says what most of it will have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before the first day: who goes to the partner.
    Before,
    /// Between first and last day: who began.
    Running,
    /// After the last day: who finished.
    Over,
}

impl Stage {
    pub fn of(course: &Course, today: NaiveDate) -> Self {
        if course.is_over(today) {
            Self::Over
        } else if course.starts_on <= today {
            Self::Running
        } else {
            Self::Before
        }
    }

    /// What holds for the rest.
    pub const fn rest(self) -> Applied {
        match self {
            Self::Before => Applied::Sent,
            Self::Running => Applied::Enrolled,
            Self::Over => Applied::Finished,
        }
    }

    /// What a number says of somebody.
    pub const fn exception(self) -> Applied {
        match self {
            Self::Before => Applied::GaveUp,
            Self::Running => Applied::NoShow,
            Self::Over => Applied::Dropped,
        }
    }

    /// Whether this state leaves the question of the stage open.
    pub const fn is_open(self, it: Applied) -> bool {
        match it {
            Applied::Entered | Applied::Chosen => true,
            Applied::Sent => match self {
                Self::Before => false,
                Self::Running | Self::Over => true,
            },
            Applied::Enrolled => match self {
                Self::Before | Self::Running => false,
                Self::Over => true,
            },
            Applied::Waiting
            | Applied::GaveUp
            | Applied::NoShow
            | Applied::Finished
            | Applied::Dropped
            | Applied::TurnedDown => false,
        }
    }

    pub fn told(self) -> String {
        let what = match self {
            Self::Before => "Antes de começar",
            Self::Running => "Começou",
            Self::Over => "Terminou",
        };
        format!(
            "{what}: * põe «{}» no resto; o número de alguém, «{}»; a letra, outra coisa.",
            self.rest().label(),
            self.exception().label()
        )
    }
}

/// Those with a seat, under what was marked; somebody whose state is now what
/// was marked has nothing left to save.
pub fn kept(people: &[CoursePerson], marked: &[(Id<Application>, Applied)]) -> Vec<Row> {
    let mut rows: Vec<Row> = people
        .iter()
        .filter(|it| it.state.holds_seat())
        .map(|it| Row {
            id: it.id,
            number: it.number,
            name: it.name.clone(),
            seen: it.state,
            ours: (marked.iter())
                .find(|marked| marked.0 == it.id)
                .map_or(it.state, |marked| marked.1),
        })
        .collect();
    rows.sort_by_key(|it| it.number);
    rows
}

/// The marks of a draft.
pub fn read_draft(values: &BTreeMap<String, String>) -> Vec<(Id<Application>, Applied)> {
    let marks = values.iter();
    marks
        .filter_map(|(id, state)| Some((Id::parse(id)?, Applied::from_code(state)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_for_the_rest_is_never_open_in_its_stage() {
        for stage in [Stage::Before, Stage::Running, Stage::Over] {
            assert!(!stage.is_open(stage.rest()));
            assert!(!stage.is_open(stage.exception()));
            assert!(stage.is_open(Applied::Entered));
        }
        assert!(Stage::Over.is_open(Applied::Enrolled));
        assert!(!Stage::Running.is_open(Applied::Enrolled));
    }
}
