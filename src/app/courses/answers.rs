//! What every open class answers for the person on screen: fits or not and
//! why, seats left in the unit and in the pool, position if waiting.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::seats::{ordered, used};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::courses::{Applied, Asked, Course, Fit, Income, Known, fit};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::unit::Setting;
use crate::store::courses::{applications, incomes, list};
use crate::store::{families, people, unit};

/// The answer of one class for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseAnswer {
    pub course: Course,
    pub fit: Fit,
    /// Own seats left, and of the pool.
    pub left: (u32, u32),
    pub waiting: u32,
    /// What became of the person's own application.
    pub state: Option<Applied>,
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
        let con = self.store.con();
        let today = self.today();
        let Some(person) = people::load(con, id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        let known = known(con, &person, today)?;
        let asked = asked(con, today)?;
        let held = applications::held(con)?;
        let own = applications::of_person(con, id)?;
        let current = list::current(con, today)?;
        let busy: Vec<Course> = current
            .iter()
            .filter(|it| own.iter().any(|own| takes_time(own, it.course.id)))
            .map(|it| it.course.clone())
            .collect();
        let mut answers = Vec::new();
        for it in current {
            let mine = own
                .iter()
                .find(|own| own.application.course == it.course.id && is_open(own));
            let state = mine.map(|it| it.application.state);
            let position = match state {
                Some(Applied::Waiting) => position(con, &it.course, id, today)?,
                Some(_) | None => None,
            };
            let clash = busy
                .iter()
                .filter(|other| other.id != it.course.id)
                .find(|other| share_an_hour(other, &it.course))
                .map(|other| format!("«{}»", other.title));
            let known = Known {
                applied: mine.is_some(),
                clash,
                ..known.clone()
            };
            answers.push(CourseAnswer {
                fit: fit(&it.course, &known, asked),
                left: it.course.seats.left(used(&it, &held), today),
                waiting: held.get(&it.course.id).map_or(0, |it| it.waiting),
                state,
                position,
                course: it.course,
            });
        }
        answers.sort_by_key(|it| (!it.fit.fits(), it.course.starts_on));
        Ok(PersonAnswers {
            person: id,
            name: person.facts.shown_name().to_string(),
            age: person.age(today),
            income: known.income,
            answers,
        })
    }
}

/// What is on record of somebody that a class may ask.
pub(super) fn known(con: &Connection, it: &Person, today: NaiveDate) -> Outcome<Known> {
    let own = applications::of_person(con, it.id)?;
    let dropped = own
        .iter()
        .filter(|it| it.application.state == Applied::Dropped)
        .map(|it| it.state_on);
    let guardian = match it.age(today) {
        Some(age) if age < 18 => has_adult(con, it.id, today)?,
        Some(_) | None => false,
    };
    Ok(Known {
        birth: it.facts.birth,
        schooling: it.facts.schooling,
        instruction: None,
        income: incomes::last(con, it.id)?,
        dropped_on: dropped.max(),
        clash: None,
        applied: false,
        has_guardian: guardian,
    })
}

pub(super) fn asked(con: &Connection, today: NaiveDate) -> Outcome<Asked> {
    let wage = unit::setting(con, Setting::MinimumWage, today)?;
    Ok(Asked {
        today,
        minimum_wage: wage.parse().unwrap_or(0),
    })
}

/// Whether an application stands: whoever gave up may sign up again.
pub(super) fn is_open(it: &applications::Kept) -> bool {
    it.application.state.holds_seat() || it.application.state == Applied::Waiting
}

fn takes_time(it: &applications::Kept, course: Id<Course>) -> bool {
    it.application.course == course && it.application.state.holds_seat()
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

pub(super) fn position(
    con: &Connection,
    of: &Course,
    person: Id<Person>,
    today: NaiveDate,
) -> Outcome<Option<u32>> {
    let at = ordered(con, of, today)?
        .iter()
        .position(|it| it.0.application.person == person);
    Ok(at.and_then(|it| u32::try_from(it + 1).ok()))
}

/// Whether somebody of age lives in the household.
fn has_adult(con: &Connection, person: Id<Person>, today: NaiveDate) -> Outcome<bool> {
    let mut homes = HashSet::new();
    for line in families::lines_of(con, person)? {
        if line.is_current() && homes.insert(line.family) {
            let people = families::people_of(con, line.family)?;
            let adult = |it: &Person| it.id != person && it.age(today).is_some_and(|it| it >= 18);
            if people.iter().any(|it| it.0.is_current() && adult(&it.1)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
