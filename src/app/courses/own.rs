//! The courses of one person: what they signed up for, where they stand and
//! which papers are still to come.

use chrono::NaiveDate;

use super::seats::position;
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::courses::{Application, Applied, Course};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::courses::{applications, list};
use crate::store::{families, people};

/// One application of somebody, whatever became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCourse {
    pub id: Id<Application>,
    pub course: Id<Course>,
    pub title: String,
    pub starts_on: NaiveDate,
    pub state: Applied,
    pub state_on: NaiveDate,
    pub choice: u32,
    /// Where they stand on the list, from 1.
    pub position: Option<u32>,
    /// What the class asks, and whether it was handed over.
    pub papers: Vec<(String, bool)>,
    /// Who answers for a minor.
    pub guardian: Option<(Id<Person>, String)>,
}

impl OwnCourse {
    /// In the class or on its list, as against what is over.
    pub const fn stands(&self) -> bool {
        match self.state {
            Applied::Entered
            | Applied::Waiting
            | Applied::Chosen
            | Applied::Sent
            | Applied::Enrolled => true,
            Applied::GaveUp
            | Applied::NoShow
            | Applied::Finished
            | Applied::Dropped
            | Applied::TurnedDown => false,
        }
    }

    /// Papers that are still missing.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let missing = self.papers.iter().filter(|it| !it.1);
        missing.map(|it| it.0.as_str())
    }
}

impl Desk {
    /// What somebody signed up for, the newest first.
    ///
    /// # Errors
    /// Refused by role, and at the counter for somebody under secrecy.
    pub fn courses_of(&self, id: Id<Person>) -> Outcome<Vec<OwnCourse>> {
        self.require(Right::Apply)?;
        self.told_where(id)?;
        let con = self.store.con();
        let today = self.today();
        let mut out = Vec::new();
        for kept in applications::of_person(con, id)? {
            let it = kept.application;
            let Some(of) = list::by_id(con, it.course)? else {
                continue;
            };
            let position = match it.state {
                Applied::Waiting => position(con, &of.course, id, today)?,
                Applied::Entered
                | Applied::Chosen
                | Applied::Sent
                | Applied::Enrolled
                | Applied::GaveUp
                | Applied::NoShow
                | Applied::Finished
                | Applied::Dropped
                | Applied::TurnedDown => None,
            };
            let papers = of.course.papers.iter().map(|paper| {
                let handed = it.papers.contains(paper);
                (paper.clone(), handed)
            });
            out.push(OwnCourse {
                id: it.id,
                course: it.course,
                papers: papers.collect(),
                title: of.course.title,
                starts_on: of.course.starts_on,
                state: it.state,
                state_on: kept.state_on,
                choice: it.choice,
                position,
                guardian: match it.guardian {
                    Some(guardian) => self.guardian_named(guardian)?,
                    None => None,
                },
            });
        }
        Ok(out)
    }

    fn guardian_named(&self, id: Id<Person>) -> Outcome<Option<(Id<Person>, String)>> {
        let con = self.store.con();
        let Some(it) = people::load(con, id)? else {
            return Ok(None);
        };
        let hidden = self.is_secret_here() && families::secret_of(con, id)?;
        let name = match hidden {
            true => "(sob sigilo)".to_string(),
            false => it.facts.shown_name().to_string(),
        };
        Ok(Some((id, name)))
    }
}
