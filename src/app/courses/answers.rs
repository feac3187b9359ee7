//! What every open class answers for the person on screen: fits or not and
//! why, seats left in the unit and in the pool, position if waiting.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::expected::{group_clash, group_hours};
use super::household::{MAJORITY, guardians, phones};
use super::seats::{position, used};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::codes::Instruction;
use crate::domain::courses::{Application, Applied, Asked, Course, Fit, Income, Known, fit};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::Zone;
use crate::domain::unit::Setting;
use crate::store::courses::{applications, incomes, list};
use crate::store::{base, people, unit};

/// The answer of one class for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseAnswer {
    pub course: Course,
    pub fit: Fit,
    /// Own seats left, and of the pool.
    pub left: (u32, u32),
    pub waiting: u32,
    /// The person's own application that stands, and what became of it.
    pub own: Option<Id<Application>>,
    pub state: Option<Applied>,
    /// Its place among the person's choices, from 1.
    pub choice: Option<u32>,
    /// Where they stand on the list, from 1.
    pub position: Option<u32>,
}

/// All answers for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAnswers {
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
    pub income: Option<Income>,
    /// Who answers for a minor, the reference person first; empty from 18 on.
    pub guardians: Vec<(Id<Person>, String)>,
    /// Phones that may be called, the own one first; national digits.
    pub phones: Vec<String>,
    /// Those that fit first, then by start.
    pub answers: Vec<CourseAnswer>,
}

impl Desk {
    /// Every open class for that person.
    ///
    /// # Errors
    /// Refused by role, or when the person is gone.
    pub fn course_answers(&self, id: Id<Person>) -> Outcome<PersonAnswers> {
        self.require(Right::Apply)?;
        self.told_where(id)?;
        let con = self.store.con();
        let today = self.today();
        let Some(person) = people::load(con, id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        let own = applications::of_person(con, id)?;
        let current = list::current(con, today)?;
        let known = known(
            con,
            &person,
            self.instruction_of(&person)?,
            (self.zone(), today),
        )?;
        let asked = asked(con, today)?;
        let held = applications::held(con)?;
        let busy: Vec<Course> = current
            .iter()
            .filter(|it| own.iter().any(|own| takes_time(own, it.course.id)))
            .map(|it| it.course.clone())
            .collect();
        let ids: Vec<Id<Course>> = current.iter().map(|it| it.course.id).collect();
        let groups = group_hours(con, id)?;
        let mut answers = Vec::new();
        for it in current {
            let mine = own
                .iter()
                .find(|own| own.application.course == it.course.id && own.is_open());
            let state = mine.map(|it| it.application.state);
            let position = match state {
                Some(Applied::Waiting) => position(con, &it.course, id, today)?,
                Some(_) | None => None,
            };
            let other = busy
                .iter()
                .filter(|other| other.id != it.course.id)
                .find(|other| share_an_hour(other, &it.course))
                .map(|other| format!("«{}»", other.title));
            let clash = other.or_else(|| group_clash(&groups, &it.course));
            let known = Known {
                applied: mine.is_some(),
                choices: u32::try_from(choices(&own, it.course.id, &ids).len()).unwrap_or(u32::MAX),
                clash,
                ..known.clone()
            };
            answers.push(CourseAnswer {
                fit: fit(&it.course, &known, asked),
                left: it.course.seats.left(used(&it, &held), today),
                waiting: held.get(&it.course.id).map_or(0, |it| it.waiting),
                own: mine.map(|it| it.application.id),
                choice: mine.map(|it| it.application.choice),
                state,
                position,
                course: it.course,
            });
        }
        answers.sort_by_key(|it| (!it.fit.fits(), it.course.starts_on));
        let minor = person.age(today).is_some_and(|it| it < MAJORITY);
        Ok(PersonAnswers {
            person: id,
            name: person.facts.shown_name().to_string(),
            age: person.age(today),
            income: known.income,
            guardians: if minor {
                guardians(con, id, today)?
            } else {
                Vec::new()
            },
            phones: phones(con, id)?,
            answers,
        })
    }

    /// Schooling as the city's register has it; `None` without a base.
    pub(super) fn instruction_of(&self, it: &Person) -> Outcome<Option<Instruction>> {
        if self.bases.cecad.is_none() {
            return Ok(None);
        }
        let found = base::schooling_of(self.store.con(), &it.facts.cpf, &it.facts.nis)?;
        Ok(found.and_then(|it| Instruction::from_code(&it.to_string())))
    }
}

/// What is on record of somebody that a class may ask.
pub(super) fn known(
    con: &Connection,
    it: &Person,
    instruction: Option<Instruction>,
    (zone, today): (Zone, NaiveDate),
) -> Outcome<Known> {
    let own = applications::of_person(con, it.id)?;
    let dropped = own
        .iter()
        .filter(|it| it.application.state == Applied::Dropped)
        .map(|it| it.state_on);
    let papers = own.iter().flat_map(|it| {
        let day = zone.day(it.application.asked_at);
        let papers = it.application.papers.iter();
        papers.map(move |paper| (paper.clone(), day))
    });
    let has_guardian = match it.age(today) {
        Some(age) if age < MAJORITY => !guardians(con, it.id, today)?.is_empty(),
        Some(_) | None => false,
    };
    Ok(Known {
        birth: it.facts.birth,
        schooling: it.facts.schooling,
        instruction,
        income: incomes::last(con, it.id)?,
        dropped_on: dropped.max(),
        clash: None,
        applied: false,
        has_guardian,
        choices: 0,
        papers: papers.collect(),
    })
}

/// The choices that somebody made among the other classes that have not ended.
pub(super) fn choices(
    own: &[applications::Kept],
    but: Id<Course>,
    current: &[Id<Course>],
) -> Vec<u32> {
    own.iter()
        .map(|it| &it.application)
        .filter(|it| it.state.attends() || it.state == Applied::Waiting)
        .filter(|it| it.course != but && current.contains(&it.course))
        .map(|it| it.choice)
        .collect()
}

pub(super) fn asked(con: &Connection, today: NaiveDate) -> Outcome<Asked> {
    let wage = unit::setting(con, Setting::MinimumWage, today)?;
    Ok(Asked {
        today,
        minimum_wage: wage.parse().unwrap_or(0),
    })
}

fn takes_time(it: &applications::Kept, course: Id<Course>) -> bool {
    it.application.course == course && it.application.state.attends()
}

fn share_an_hour(one: &Course, other: &Course) -> bool {
    let ends = |it: &Course| it.ends_on.unwrap_or(it.starts_on);
    let same_days = one.starts_on <= ends(other) && other.starts_on <= ends(one);
    let meets = |a: &(u32, _, _), b: &(u32, _, _)| crate::domain::groups::meets(*a, *b);
    same_days
        && one
            .week
            .iter()
            .any(|a| other.week.iter().any(|b| meets(a, b)))
}
