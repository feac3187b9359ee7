//! The courses of a year in numbers, with what the unit promised beside them.
//! Nobody's name is in it, so the management reads it too.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};

use crate::app::desk::Desk;
use crate::app::print::{Printed, Subject};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::courses::{Cut, Funnel, Goal, cut_by, percent, total};
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::unit::Setting;
use crate::paper::courses::numbers::{Sheet, table};
use crate::paper::{Page, Table};
use crate::store::courses::numbers;
use crate::store::unit;

/// Promised in one year at most; whole cities promise less.
const GOAL_MAX: u32 = 100_000;

/// The courses that start in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseNumbers {
    pub year: i32,
    /// Name of the unit.
    pub unit: String,
    pub classes: u32,
    /// Seats given to the unit.
    pub seats: u32,
    pub total: Funnel,
    pub goals: Vec<GoalLine>,
    pub cuts: Vec<(Cut, Vec<(String, Funnel)>)>,
}

/// What was promised for the year, and how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalLine {
    pub goal: Goal,
    /// `None` = nothing was promised.
    pub target: Option<u32>,
    pub reached: u32,
}

impl GoalLine {
    /// Whole parts in a hundred.
    pub fn percent(&self) -> Option<u32> {
        percent(self.reached, self.target?)
    }
}

impl Desk {
    /// The courses that start in that year; without one, in this.
    ///
    /// # Errors
    /// Refused by role.
    pub fn course_numbers(&self, year: Option<i32>) -> Outcome<CourseNumbers> {
        self.require(Right::SeeCourseNumbers)?;
        let con = self.store.con();
        let year = year.unwrap_or_else(|| self.today().year());
        let (from, to) = span(year);
        let all = numbers::counted(con, from, to)?;
        let (classes, seats) = numbers::given(con, from, to)?;
        let total = total(&all);
        let mut goals = Vec::new();
        for goal in Goal::ALL {
            goals.push(GoalLine {
                goal,
                target: self.goal(goal, year)?,
                reached: total.of(goal),
            });
        }
        Ok(CourseNumbers {
            year,
            unit: self.unit().map(|it| it.name.clone()).unwrap_or_default(),
            classes,
            seats,
            goals,
            cuts: Cut::ALL.map(|cut| (cut, cut_by(&all, cut))).to_vec(),
            total,
        })
    }

    /// The year as a page.
    ///
    /// # Errors
    /// As [`Desk::course_numbers`].
    pub fn course_numbers_page(&self, year: Option<i32>) -> Outcome<Page> {
        let it = self.course_numbers(year)?;
        Ok(it.sheet(&it.told_goals(), self.footer()).page())
    }

    /// Prints that page.
    ///
    /// # Errors
    /// As [`Desk::course_numbers`] and [`Desk::print`].
    pub fn print_course_numbers(&mut self, year: Option<i32>) -> Outcome<Printed> {
        let page = self.course_numbers_page(year)?;
        let year = year.unwrap_or_else(|| self.today().year());
        self.print(
            &page,
            Subject {
                label: &format!("cursos-{year}"),
                kind: "course",
                id: None,
            },
        )
    }

    /// The year as a spreadsheet, kept as a file; answers where.
    ///
    /// # Errors
    /// As [`Desk::course_numbers`], and when it cannot be written.
    pub fn keep_course_numbers(&self, year: Option<i32>) -> Outcome<PathBuf> {
        let it = self.course_numbers(year)?;
        self.keep_sheet(&format!("cursos-{}", it.year), &it.table())
    }

    /// Promises so much for a year; 0 takes the promise back.
    ///
    /// # Errors
    /// Refused by role, and for a year or a number that makes no sense.
    pub fn set_course_goal(&mut self, goal: Goal, year: i32, target: u32) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        if !(2000..=2199).contains(&year) {
            return refused_at("ano", "Diga o ano, como 2026.");
        }
        if target > GOAL_MAX {
            return refused_at("meta", format!("Diga uma meta de até {GOAL_MAX}."));
        }
        let setting = setting(goal);
        self.act(Act::SettingChanged, |acting| {
            // Over what the year had, on whichever day of it.
            let values = unit::setting_values(acting.tx, setting)?;
            let last = values.iter().rev().find(|it| it.0.year() == year);
            let since = last.map_or(span(year).0, |it| it.0);
            let id = *acting.draw::<Setting>().bytes();
            let change = unit::save_setting(acting.tx, id, setting, since, &target.to_string())?;
            acting.note(change);
            Ok(())
        })
    }

    /// What was promised for that very year.
    fn goal(&self, goal: Goal, year: i32) -> Outcome<Option<u32>> {
        let values = unit::setting_values(self.store.con(), setting(goal))?;
        let last = values.iter().rev().find(|it| it.0.year() == year);
        let target = last.and_then(|it| it.1.parse().ok());
        Ok(target.filter(|it| *it > 0))
    }
}

impl CourseNumbers {
    /// The year for a terminal of so many columns.
    pub fn bars(&self, width: usize) -> String {
        self.sheet(&self.told_goals(), String::new()).bars(width)
    }

    /// The year for a spreadsheet.
    pub fn table(&self) -> Table {
        table(&self.unit, self.year, &self.total, &self.cuts)
    }

    fn sheet<'a>(&'a self, goals: &'a [(&'static str, u32, u32)], footer: String) -> Sheet<'a> {
        Sheet {
            unit: &self.unit,
            year: self.year,
            classes: self.classes,
            seats: self.seats,
            total: &self.total,
            goals,
            cuts: &self.cuts,
            footer,
        }
    }

    /// Label, target and what was reached, of what was promised.
    fn told_goals(&self) -> Vec<(&'static str, u32, u32)> {
        let told = self.goals.iter();
        told.filter_map(|it| Some((it.goal.label(), it.target?, it.reached)))
            .collect()
    }
}

const fn setting(goal: Goal) -> Setting {
    match goal {
        Goal::Applied => Setting::CourseGoalApplied,
        Goal::Enrolled => Setting::CourseGoalEnrolled,
        Goal::Finished => Setting::CourseGoalFinished,
    }
}

/// First and last day of a year.
fn span(year: i32) -> (NaiveDate, NaiveDate) {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    (day(1, 1), day(12, 31))
}
