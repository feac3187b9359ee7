//! Classes as those who run them see them: every class with what it asks of
//! somebody, and one class with everybody in it. Reads only.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use super::list::CourseLine;
use super::seats::{ordered, used};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::courses::{Application, Applied, Course, Seat, Tally, Todo};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::courses::list::Kept;
use crate::store::courses::{applications, list, tally};
use crate::store::people;

/// Classes that are over, as many as one looks back on.
const FORMER_MAX: usize = 300;

/// A class with what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardLine {
    pub line: CourseLine,
    pub tally: Tally,
    /// The most pressing first.
    pub todo: Vec<Todo>,
    /// Ended, or no longer in use.
    pub over: bool,
}

/// One class with everybody in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseCard {
    pub board: BoardLine,
    /// With a seat by sign-up, then those who wait in order, then the others.
    pub people: Vec<CoursePerson>,
}

/// Somebody of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoursePerson {
    /// Of their sign-up in this class, from 1; stays.
    pub number: u32,
    pub id: Id<Application>,
    pub person: Id<Person>,
    /// Nome social first.
    pub name: String,
    /// The name is not told to this role.
    pub hidden: bool,
    pub age: Option<u32>,
    pub state: Applied,
    pub state_on: NaiveDate,
    /// On the waiting list, from 1.
    pub position: Option<u32>,
    pub choice: u32,
    pub seat: Option<Seat>,
    pub asked_at: DateTime<Utc>,
    /// Why it was taken though outside the rule; empty inside it.
    pub exception: String,
    /// Why it got a seat before those ahead of it.
    pub broken: String,
    /// Papers that are still missing.
    pub missing: Vec<String>,
    /// Who answers for a minor; empty when nobody was named.
    pub guardian: String,
    /// Was a minor on the first day of class.
    pub minor: bool,
    pub certificate_on: Option<NaiveDate>,
}

impl Desk {
    /// Every class with what it asks of somebody: those to come by their
    /// first day, then those that are over, the newest first. A class that is
    /// over and still asks for something stands with the first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn course_board(&self) -> Outcome<Vec<BoardLine>> {
        self.require(Right::SeeCourses)?;
        let con = self.store.con();
        let today = self.today();
        let held = applications::held(con)?;
        let tallies = tally::tallies(con)?;
        let (mut open, mut past) = (Vec::new(), Vec::new());
        for it in list::all(con)? {
            let tally = tallies.get(&it.course.id).copied().unwrap_or_default();
            let left = it.course.seats.left(used(&it, &held), today);
            let it = board_line(it, tally, left, today);
            match it.over && it.todo.is_empty() {
                true => past.push(it),
                false => open.push(it),
            }
        }
        open.sort_by(|a, b| {
            let key = |it: &BoardLine| (it.line.course.starts_on, it.line.course.title.clone());
            key(a).cmp(&key(b))
        });
        past.truncate(FORMER_MAX);
        open.extend(past);
        Ok(open)
    }

    /// One class with everybody in it.
    ///
    /// # Errors
    /// Refused by role, or when it is gone.
    pub fn course_card(&self, id: Id<Course>) -> Outcome<CourseCard> {
        self.require(Right::SeeCourses)?;
        let con = self.store.con();
        let today = self.today();
        let Some(of) = list::by_id(con, id)? else {
            return refused("Esta turma saiu da lista. Escolha outra.");
        };
        let mut tally = Tally::default();
        let places: Vec<Id<Application>> = (ordered(con, &of.course, today)?.into_iter())
            .map(|it| it.kept.application.id)
            .collect();
        let mut people = Vec::new();
        for ((it, face), number) in applications::of_course(con, id)?.into_iter().zip(1..) {
            let at = it.application;
            tally.add(at.state, 1);
            let hidden = face.secret && self.is_secret_here();
            let place = places.iter().position(|it| *it == at.id);
            let starts = face.age(of.course.starts_on);
            people.push(CoursePerson {
                number,
                missing: of.course.missing(&at.papers).cloned().collect(),
                guardian: match at.guardian {
                    Some(id) if !hidden => name_of(con, id)?,
                    Some(_) | None => String::new(),
                },
                minor: starts.is_some_and(|it| it < 18),
                age: face.age(today),
                name: self.name_in_list(&face),
                position: place.and_then(|it| u32::try_from(it + 1).ok()),
                hidden,
                id: at.id,
                person: at.person,
                state: at.state,
                choice: at.choice,
                seat: at.seat,
                asked_at: at.asked_at,
                exception: at.exception,
                broken: at.broken,
                state_on: it.state_on,
                certificate_on: it.certificate_on,
            });
        }
        people.sort_by_key(|it| (rank(it.state), it.position, it.asked_at));
        let held = applications::held(con)?;
        let left = of.course.seats.left(used(&of, &held), today);
        Ok(CourseCard {
            board: board_line(of, tally, left, today),
            people,
        })
    }
}

fn board_line(it: Kept, tally: Tally, left: (u32, u32), today: NaiveDate) -> BoardLine {
    BoardLine {
        todo: it.course.todo(&tally, left, today),
        over: !it.course.active || it.course.is_over(today),
        tally,
        line: CourseLine {
            left,
            waiting: tally.of(Applied::Waiting),
            elsewhere: it.elsewhere,
            course: it.course,
        },
    }
}

/// With a seat, waiting, out.
const fn rank(it: Applied) -> u32 {
    match it {
        it if it.holds_seat() => 0,
        Applied::Waiting => 1,
        Applied::Entered
        | Applied::Chosen
        | Applied::Sent
        | Applied::Enrolled
        | Applied::Finished
        | Applied::Dropped
        | Applied::GaveUp
        | Applied::NoShow
        | Applied::TurnedDown => 2,
    }
}

fn name_of(con: &Connection, id: Id<Person>) -> Outcome<String> {
    let found = people::load(con, id)?;
    Ok(found.map_or_else(String::new, |it| it.facts.shown_name().to_string()))
}
