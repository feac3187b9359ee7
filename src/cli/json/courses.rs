//! The courses as data: `cursos` and what is under it.

use serde::Serialize;

use super::instant;
use crate::app::{ApplicationLine, CourseLine, CourseNumbers, OfferChange, OfferDone, ResultsDone};
use crate::domain::courses::{Applied, Course, Funnel};
use crate::domain::groups::hours_text;
use crate::domain::time::Zone;
use crate::paper::Table;

/// `cursos`.
#[derive(Serialize)]
pub struct CourseList<'a> {
    pub classes: Vec<Class<'a>>,
}

#[derive(Serialize)]
pub struct Class<'a> {
    pub code: &'a str,
    pub title: &'a str,
    pub partner: &'a str,
    pub place: &'a str,
    pub starts_on: String,
    pub ends_on: Option<String>,
    /// Last day of sign-up.
    pub closes_on: Option<String>,
    /// Weekdays and hours, in words.
    pub hours: String,
    /// Seats given to this unit, and common to all units.
    pub own_seats: u32,
    pub pool_seats: u32,
    /// `null` where only the class itself is told.
    pub own_left: Option<u32>,
    pub pool_left: Option<u32>,
    pub waiting: Option<u32>,
}

/// `cursos TURMA`.
#[derive(Serialize)]
pub struct CourseCard<'a> {
    pub class: Class<'a>,
    pub people: Vec<Candidate<'a>>,
}

#[derive(Serialize)]
pub struct Candidate<'a> {
    /// First name and initial; initials of families under secrecy.
    pub name: &'a str,
    pub age: Option<u32>,
    pub state: &'static str,
    pub state_on: String,
    /// 1 = first choice.
    pub choice: u32,
    pub asked_at: String,
    /// Papers still to be brought.
    pub missing: &'a [String],
    pub certificate_on: Option<String>,
}

/// `cursos lista`: heads and rows as in the spreadsheet.
#[derive(Serialize)]
pub struct PartnerList {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// `cursos importar`.
#[derive(Serialize)]
pub struct OfferLoaded<'a> {
    pub stored: bool,
    pub added: usize,
    pub changed: usize,
    pub kept: usize,
    /// Rows of other units.
    pub skipped: u32,
    pub other_units: &'a [String],
    pub lines: Vec<OfferRow<'a>>,
}

#[derive(Serialize)]
pub struct OfferRow<'a> {
    pub line: u64,
    pub code: &'a str,
    pub title: &'a str,
    /// `new`, `changed`, `same`.
    pub change: &'static str,
    pub own_seats: u32,
    pub pool_seats: u32,
}

/// `cursos resultados`.
#[derive(Serialize)]
pub struct ResultsLoaded<'a> {
    pub class: &'a str,
    pub stored: bool,
    pub changed: Vec<ResultRow<'a>>,
    pub same: u32,
    /// Lines with a CPF that nobody of the class has in this unit.
    pub skipped_lines: &'a [u64],
    /// With a seat, and not in the file.
    pub untold: u32,
}

#[derive(Serialize)]
pub struct ResultRow<'a> {
    pub line: u64,
    /// First name and initial.
    pub name: &'a str,
    pub from: &'static str,
    pub to: &'static str,
    pub certificate: bool,
}

/// `cursos numeros`.
#[derive(Serialize)]
pub struct CourseYear<'a> {
    pub year: i32,
    pub unit: &'a str,
    pub classes: u32,
    /// Given to the unit.
    pub seats: u32,
    pub total: Counts,
    pub goals: Vec<GoalRow>,
    pub cuts: Vec<CutRows<'a>>,
}

#[derive(Serialize)]
pub struct CutRows<'a> {
    /// `class`, `district`, `sex`, `age`, `priority`.
    pub by: &'static str,
    pub rows: Vec<CutRow<'a>>,
}

#[derive(Serialize)]
pub struct CutRow<'a> {
    pub name: &'a str,
    #[serde(flatten)]
    pub counts: Counts,
}

#[derive(Serialize)]
pub struct Counts {
    pub applied: u32,
    pub waiting: u32,
    pub seated: u32,
    pub enrolled: u32,
    pub finished: u32,
    pub certified: u32,
    pub dropped: u32,
    pub left: u32,
    pub turned_down: u32,
}

/// `cursos metas`.
#[derive(Serialize)]
pub struct CourseGoals {
    pub year: i32,
    pub goals: Vec<GoalRow>,
}

#[derive(Serialize)]
pub struct GoalRow {
    /// `applied`, `enrolled`, `finished`.
    pub goal: &'static str,
    /// `null` = nothing was promised.
    pub target: Option<u32>,
    pub reached: u32,
    pub percent: Option<u32>,
}

impl<'a> CourseList<'a> {
    pub fn of(all: &'a [CourseLine]) -> Self {
        let class = |it: &'a CourseLine| Class {
            own_left: Some(it.left.0),
            pool_left: Some(it.left.1),
            waiting: Some(it.waiting),
            ..Class::of(&it.course)
        };
        Self {
            classes: all.iter().map(class).collect(),
        }
    }
}

impl<'a> Class<'a> {
    fn of(it: &'a Course) -> Self {
        Self {
            code: &it.code,
            title: &it.title,
            partner: &it.partner,
            place: &it.place,
            starts_on: it.starts_on.to_string(),
            ends_on: it.ends_on.map(|it| it.to_string()),
            closes_on: it.closes_on.map(|it| it.to_string()),
            hours: hours_text(&it.week),
            own_seats: it.seats.own,
            pool_seats: it.seats.pool,
            own_left: None,
            pool_left: None,
            waiting: None,
        }
    }
}

impl<'a> CourseCard<'a> {
    pub fn of(class: &'a Course, people: &'a [ApplicationLine], zone: Zone) -> Self {
        let candidate = |it: &'a ApplicationLine| Candidate {
            name: &it.name,
            age: it.age,
            state: state(it.state),
            state_on: it.state_on.to_string(),
            choice: it.choice,
            asked_at: instant(it.asked_at, zone),
            missing: &it.missing,
            certificate_on: it.certificate_on.map(|it| it.to_string()),
        };
        Self {
            class: Class::of(class),
            people: people.iter().map(candidate).collect(),
        }
    }
}

impl PartnerList {
    pub fn of(table: &Table) -> Self {
        Self {
            columns: table.columns.iter().map(|it| it.head).collect(),
            rows: table.plain_rows(),
        }
    }
}

impl<'a> OfferLoaded<'a> {
    pub fn of(it: &'a OfferDone) -> Self {
        Self {
            stored: it.stored,
            added: it.many(OfferChange::New),
            changed: it.many(OfferChange::Changed),
            kept: it.many(OfferChange::Same),
            skipped: it.skipped,
            other_units: &it.units,
            lines: it
                .lines
                .iter()
                .map(|it| OfferRow {
                    line: it.line,
                    code: &it.code,
                    title: &it.title,
                    change: match it.change {
                        OfferChange::New => "new",
                        OfferChange::Changed => "changed",
                        OfferChange::Same => "same",
                    },
                    own_seats: it.seats.own,
                    pool_seats: it.seats.pool,
                })
                .collect(),
        }
    }
}

impl<'a> ResultsLoaded<'a> {
    pub fn of(it: &'a ResultsDone) -> Self {
        Self {
            class: &it.title,
            stored: it.stored,
            changed: it
                .lines
                .iter()
                .map(|it| ResultRow {
                    line: it.line,
                    name: &it.name,
                    from: state(it.from),
                    to: state(it.to),
                    certificate: it.certificate,
                })
                .collect(),
            same: it.same,
            skipped_lines: &it.strangers,
            untold: it.untold,
        }
    }
}

impl<'a> CourseYear<'a> {
    pub fn of(it: &'a CourseNumbers) -> Self {
        let rows = |all: &'a [(String, Funnel)]| {
            let row = |it: &'a (String, Funnel)| CutRow {
                name: &it.0,
                counts: Counts::of(&it.1),
            };
            all.iter().map(row).collect()
        };
        Self {
            year: it.year,
            unit: &it.unit,
            classes: it.classes,
            seats: it.seats,
            total: Counts::of(&it.total),
            goals: goals(it),
            cuts: it
                .cuts
                .iter()
                .map(|(cut, all)| CutRows {
                    by: cut.code(),
                    rows: rows(all),
                })
                .collect(),
        }
    }
}

impl CourseGoals {
    pub fn of(it: &CourseNumbers) -> Self {
        Self {
            year: it.year,
            goals: goals(it),
        }
    }
}

impl Counts {
    const fn of(it: &Funnel) -> Self {
        Self {
            applied: it.applied,
            waiting: it.waiting,
            seated: it.seated,
            enrolled: it.enrolled,
            finished: it.finished,
            certified: it.certified,
            dropped: it.dropped,
            left: it.left,
            turned_down: it.turned_down,
        }
    }
}

fn goals(it: &CourseNumbers) -> Vec<GoalRow> {
    let row = |it: &crate::app::GoalLine| GoalRow {
        goal: it.goal.code(),
        target: it.target,
        reached: it.reached,
        percent: it.percent(),
    };
    it.goals.iter().map(row).collect()
}

const fn state(it: Applied) -> &'static str {
    match it {
        Applied::Entered => "entered",
        Applied::Waiting => "waiting",
        Applied::Chosen => "chosen",
        Applied::Sent => "sent",
        Applied::Enrolled => "enrolled",
        Applied::GaveUp => "gave_up",
        Applied::NoShow => "no_show",
        Applied::Finished => "finished",
        Applied::Dropped => "dropped",
        Applied::TurnedDown => "turned_down",
    }
}
