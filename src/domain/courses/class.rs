//! A class (turma) as its notice has it, an application to it, and the income
//! somebody declares.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Applied, FirstGroup, SchoolLevel, Seat, Seats};
use crate::domain::agenda::Minute;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;

/// One class of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub id: Id<Course>,
    /// Number that the partner gives the class; may be empty.
    pub code: String,
    pub title: String,
    /// "Senac", "Senai" or whoever gives it.
    pub partner: String,
    pub place: String,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    /// Weekday (1 = Monday), start and end of each meeting of a week.
    pub week: Vec<(u32, Minute, Minute)>,
    /// Carga horária.
    pub hours: Option<u32>,
    /// Completed years on the first day of class.
    pub age_min: Option<u32>,
    pub age_max: Option<u32>,
    pub schooling: Option<SchoolLevel>,
    /// Papers to bring.
    pub papers: Vec<String>,
    pub seats: Seats,
    /// First and last day of sign-up.
    pub opens_on: Option<NaiveDate>,
    pub closes_on: Option<NaiveDate>,
    /// Who comes first if the notice says so; empty = by sign-up alone.
    pub first: Vec<FirstGroup>,
    /// Asks the self-declaration of income of the PSG.
    pub asks_income: bool,
    /// Choices in order that one person may make, 1 to 3.
    pub choices: u32,
    pub contact: String,
    pub active: bool,
}

/// What somebody declared of their family's income.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Income {
    /// Average a month per person, in cents.
    pub per_person: i64,
    pub declared_on: NaiveDate,
}

/// Somebody signed up for a class, or on its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    pub id: Id<Application>,
    pub course: Id<Course>,
    pub person: Id<Person>,
    pub state: Applied,
    /// 1 = first choice.
    pub choice: u32,
    /// Where the seat comes from; `None` without one.
    pub seat: Option<Seat>,
    pub asked_at: DateTime<Utc>,
    pub made_by: Option<Id<Staff>>,
    pub phone: String,
    /// Why it was taken though outside the rule; empty inside it.
    pub exception: String,
    /// Why it got a seat before those ahead of it.
    pub broken: String,
    /// Papers handed over, of those the class asks.
    pub papers: Vec<String>,
    /// Who answers for a minor.
    pub guardian: Option<Id<Person>>,
}

impl Course {
    /// Papers that are still missing.
    pub fn missing<'a>(&'a self, handed: &'a [String]) -> impl Iterator<Item = &'a String> {
        self.papers.iter().filter(|it| !handed.contains(it))
    }
}
