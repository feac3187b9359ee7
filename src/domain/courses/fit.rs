//! Whether somebody fits a class, and why not: told at the counter at once.
//! Nothing here stops anybody but being in the class already; what is outside
//! the rule is taken with a reason, because a notice may allow exceptions.

use chrono::NaiveDate;

use super::{
    Course, DROPPED_DAYS, INCOME_VALID_DAYS, INCOME_WAGES_MAX, Income, Note, PAPERS_VALID_DAYS,
    SchoolLevel,
};
use crate::domain::codes::{Instruction, Schooling};
use crate::domain::date::Birth;

/// What is known of somebody that a class may ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    pub birth: Birth,
    pub schooling: Option<Schooling>,
    /// Of the register, which says what was completed.
    pub instruction: Option<Instruction>,
    pub income: Option<Income>,
    /// Day on which they last dropped out of a free class.
    pub dropped_on: Option<NaiveDate>,
    /// What they are expected at in the hours of the class, in words.
    pub clash: Option<String>,
    /// In the class or on its list already.
    pub applied: bool,
    pub has_guardian: bool,
    /// Other classes that they are in or wait for.
    pub choices: u32,
    /// Papers handed over, and the day.
    pub papers: Vec<(String, NaiveDate)>,
}

/// What is asked besides: the day, and the value of law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub today: NaiveDate,
    /// Minimum wage of the day, in cents.
    pub minimum_wage: i64,
}

/// The answer for one person and one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    pub notes: Vec<Note>,
}

impl Fit {
    /// Within the rule, with nothing left to ask.
    pub fn fits(&self) -> bool {
        self.notes.iter().all(|it| !it.is_outside())
    }

    /// In it already: refused.
    pub fn is_refused(&self) -> bool {
        self.notes.contains(&Note::Applied)
    }

    /// The income is to be asked before signing up.
    pub fn asks_income(&self) -> bool {
        self.notes.contains(&Note::IncomeUnknown)
    }
}

/// Whether somebody fits a class.
pub fn fit(course: &Course, known: &Known, asked: Asked) -> Fit {
    let mut notes = Vec::new();
    if known.applied {
        notes.push(Note::Applied);
    }
    let age = known.birth.age(course.starts_on);
    match age {
        None if course.age_min.is_some() || course.age_max.is_some() => {
            notes.push(Note::AgeUnknown);
        }
        None => {}
        Some(age) => {
            notes.extend(
                course
                    .age_min
                    .filter(|min| age < *min)
                    .map(|min| Note::TooYoung { age, min }),
            );
            notes.extend(
                course
                    .age_max
                    .filter(|max| age > *max)
                    .map(|max| Note::TooOld { age, max }),
            );
        }
    }
    if let Some(asked) = course.schooling {
        notes.extend(match reached(known) {
            Some(level) if level >= Some(asked) => None,
            Some(_) => Some(Note::Schooling { asked }),
            None => Some(Note::SchoolingUnknown { asked }),
        });
    }
    if course.asks_income {
        let max = asked.minimum_wage.saturating_mul(INCOME_WAGES_MAX);
        notes.extend(match income_that_holds(known.income, asked.today) {
            None => Some(Note::IncomeUnknown),
            Some(it) if it.per_person > max => Some(Note::IncomeAbove { max }),
            Some(_) => None,
        });
    }
    if let Some(opens) = course.opens_on.filter(|opens| asked.today < *opens) {
        notes.push(Note::NotOpen { opens });
    }
    if let Some(closed) = course.closes_on.filter(|closed| asked.today > *closed) {
        notes.push(Note::Closed { closed });
    } else if asked.today > course.starts_on {
        notes.push(Note::Started);
    }
    let dropped = known
        .dropped_on
        .filter(|on| (asked.today - *on).num_days() < DROPPED_DAYS);
    notes.extend(dropped.map(|on| Note::Dropped { on }));
    notes.extend(known.clash.clone().map(Note::Clash));
    if age.is_some_and(|age| age < 18) && !known.has_guardian {
        notes.push(Note::NoGuardian);
    }
    if known.choices >= course.choices {
        let max = course.choices;
        notes.push(Note::Choices { max });
    }
    let handed = handed(&known.papers, asked.today);
    let missing: Vec<String> = course.missing(&handed).cloned().collect();
    if !missing.is_empty() {
        notes.push(Note::Papers(missing));
    }
    Fit { notes }
}

/// What was declared, unless so long ago that it is asked again.
pub fn income_that_holds(income: Option<Income>, today: NaiveDate) -> Option<Income> {
    income.filter(|it| (today - it.declared_on).num_days() < INCOME_VALID_DAYS)
}

/// Papers that need not be brought again.
pub fn handed(papers: &[(String, NaiveDate)], today: NaiveDate) -> Vec<String> {
    papers
        .iter()
        .filter(|it| (today - it.1).num_days() < PAPERS_VALID_DAYS)
        .map(|it| it.0.clone())
        .collect()
}

/// The highest level that what is known proves: `None` when nothing is known,
/// `Some(None)` for somebody who learned nothing at school. A year that
/// somebody attends proves that it was begun, no more.
fn reached(known: &Known) -> Option<Option<SchoolLevel>> {
    let by_register = known.instruction.map(|it| match it {
        Instruction::None => None,
        Instruction::PrimaryUnfinished => Some(SchoolLevel::PrimaryBegun),
        Instruction::Primary => Some(SchoolLevel::Primary),
        Instruction::SecondaryUnfinished => Some(SchoolLevel::MiddleBegun),
        Instruction::Secondary => Some(SchoolLevel::Middle),
        Instruction::Higher => Some(SchoolLevel::Higher),
    });
    let by_desk = known.schooling.and_then(|it| match it {
        Schooling::Never | Schooling::Nursery | Schooling::Preschool => Some(None),
        Schooling::Year1
        | Schooling::Year2
        | Schooling::Year3
        | Schooling::Year4
        | Schooling::Year5
        | Schooling::Year6
        | Schooling::Year7
        | Schooling::Year8
        | Schooling::Year9
        | Schooling::AdultPrimary => Some(Some(SchoolLevel::PrimaryBegun)),
        Schooling::Secondary1
        | Schooling::Secondary2
        | Schooling::Secondary3
        | Schooling::AdultSecondary => Some(Some(SchoolLevel::MiddleBegun)),
        Schooling::HigherUnfinished | Schooling::Higher => Some(Some(SchoolLevel::Higher)),
        // What it is, nobody wrote down.
        Schooling::Other => None,
    });
    by_register.max(by_desk)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::courses::Seats;
    use crate::domain::id::Id;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn course() -> Course {
        Course {
            id: Id::from_bytes([1; 16]),
            code: String::new(),
            title: "Informática básica".into(),
            partner: "Senac".into(),
            place: String::new(),
            starts_on: day("2026-03-10"),
            ends_on: None,
            week: Vec::new(),
            hours: Some(40),
            age_min: Some(16),
            age_max: Some(29),
            schooling: Some(SchoolLevel::Primary),
            papers: Vec::new(),
            seats: Seats::default(),
            opens_on: Some(day("2026-02-01")),
            closes_on: Some(day("2026-03-01")),
            first: Vec::new(),
            asks_income: true,
            choices: 3,
            contact: String::new(),
            active: true,
        }
    }

    fn known() -> Known {
        Known {
            birth: Birth::Known(day("2005-03-10")),
            instruction: Some(Instruction::Primary),
            income: Some(Income {
                per_person: 324_200,
                declared_on: day("2026-02-10"),
            }),
            ..Known::default()
        }
    }

    const ASKED: fn(&str) -> Asked = |today| Asked {
        today: today.parse().unwrap(),
        minimum_wage: 162_100,
    };

    #[test]
    fn age_counts_on_the_first_day_of_class() {
        for (birth, expected) in [
            ("2010-03-10", vec![Note::NoGuardian]),
            (
                "2010-03-11",
                vec![Note::TooYoung { age: 15, min: 16 }, Note::NoGuardian],
            ),
            ("1996-03-11", vec![]),
            ("1996-03-10", vec![Note::TooOld { age: 30, max: 29 }]),
        ] {
            let known = Known {
                birth: Birth::Known(day(birth)),
                ..known()
            };
            let told = fit(&course(), &known, ASKED("2026-02-10"));
            assert_eq!(told.notes, expected, "{birth}");
        }
    }

    #[test]
    fn two_minimum_wages_are_within_and_one_cent_more_is_not() {
        let mut it = known();
        assert!(fit(&course(), &it, ASKED("2026-02-10")).fits());
        it.income = Some(Income {
            per_person: 324_201,
            declared_on: day("2026-02-10"),
        });
        let told = fit(&course(), &it, ASKED("2026-02-10"));
        assert_eq!(told.notes, [Note::IncomeAbove { max: 324_200 }]);
        it.income = None;
        let told = fit(&course(), &it, ASKED("2026-02-10"));
        assert!(told.fits() && told.asks_income());
    }

    #[test]
    fn a_declaration_and_a_paper_hold_for_a_year() {
        let mut class = course();
        class.papers = vec!["RG".into(), "CPF".into()];
        let mut it = known();
        it.papers = vec![("RG".into(), day("2025-02-11"))];
        let told = |it: &Known, today| fit(&class, it, ASKED(today)).notes;
        assert_eq!(
            told(&it, "2026-02-10"),
            [Note::Papers(vec!["CPF".into()])],
            "handed 364 days ago"
        );
        it.papers = vec![("RG".into(), day("2025-02-10"))];
        it.income = Some(Income {
            per_person: 1,
            declared_on: day("2025-02-10"),
        });
        assert_eq!(
            told(&it, "2026-02-10"),
            [
                Note::IncomeUnknown,
                Note::Papers(vec!["RG".into(), "CPF".into()])
            ]
        );
    }

    #[test]
    fn one_choice_more_than_the_notice_allows_needs_a_reason() {
        for (choices, fits) in [(2, true), (3, false)] {
            let it = Known { choices, ..known() };
            assert_eq!(fit(&course(), &it, ASKED("2026-02-10")).fits(), fits);
        }
    }

    #[test]
    fn the_window_has_both_its_days() {
        for (today, fits) in [
            ("2026-01-31", false),
            ("2026-02-01", true),
            ("2026-03-01", true),
            ("2026-03-02", false),
        ] {
            let told = fit(&course(), &known(), ASKED(today));
            assert_eq!(told.fits(), fits, "{today}");
        }
    }

    #[test]
    fn schooling_that_is_only_begun_does_not_prove_that_it_was_completed() {
        let with = |schooling, instruction| {
            let known = Known {
                schooling,
                instruction,
                ..known()
            };
            fit(&course(), &known, ASKED("2026-02-10")).notes
        };
        let asked = SchoolLevel::Primary;
        assert_eq!(
            with(Some(Schooling::Year9), None),
            [Note::Schooling { asked }]
        );
        assert_eq!(with(Some(Schooling::Secondary1), None), []);
        assert_eq!(with(None, None), [Note::SchoolingUnknown { asked }]);
        assert_eq!(
            with(Some(Schooling::Other), None),
            [Note::SchoolingUnknown { asked }]
        );
        assert_eq!(
            with(Some(Schooling::Never), None),
            [Note::Schooling { asked }]
        );
        assert_eq!(with(Some(Schooling::Year9), Some(Instruction::Primary)), []);
    }

    #[test]
    fn whoever_dropped_out_is_warned_of_for_a_year() {
        for (on, told) in [("2025-02-11", true), ("2025-02-10", false)] {
            let known = Known {
                dropped_on: Some(day(on)),
                ..known()
            };
            let notes = fit(&course(), &known, ASKED("2026-02-10")).notes;
            assert_eq!(!notes.is_empty(), told, "{on}");
        }
    }
}
