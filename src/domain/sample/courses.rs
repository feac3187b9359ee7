//! Invented classes of a sample unit, one of each stage: open, full with people
//! waiting, not yet open, running, ended. Pure; days count from the day of the
//! sample.

use chrono::{Days, NaiveDate};

use crate::domain::agenda::Minute;
use crate::domain::courses::{Course, FirstGroup, SchoolLevel, Seats};
use crate::domain::id::Id;

/// One class of the sample unit.
#[derive(Debug, Clone, Copy)]
pub struct CoursePlan {
    pub code: &'static str,
    pub title: &'static str,
    pub partner: &'static str,
    pub place: &'static str,
    /// First day and last day, from the day of the sample.
    pub days: (i64, i64),
    /// 1 = Monday.
    pub weekdays: &'static [u32],
    pub hours: (i64, i64),
    pub total_hours: u32,
    pub age_min: u32,
    pub schooling: Option<SchoolLevel>,
    pub own: u32,
    pub pool: u32,
    /// Days from the day of the sample on which sign-up opens and closes.
    pub window: (i64, i64),
    pub first: &'static [FirstGroup],
    pub asks_income: bool,
    /// Seats that somebody has, and how many wait.
    pub taken: usize,
    pub waiting: usize,
}

const SENAC: &str = "Senac";
const PAPERS: [&str; 4] = [
    "RG",
    "CPF",
    "comprovante de residência",
    "comprovante de escolaridade",
];

pub const COURSES: [CoursePlan; 6] = [
    CoursePlan {
        code: "INF-07",
        title: "Informática básica",
        partner: SENAC,
        place: "Senac, unidade Centro",
        days: (14, 60),
        weekdays: &[2, 4],
        hours: (14, 17),
        total_hours: 40,
        age_min: 14,
        schooling: Some(SchoolLevel::PrimaryBegun),
        own: 8,
        pool: 6,
        window: (-10, 10),
        first: &[],
        asks_income: true,
        taken: 5,
        waiting: 0,
    },
    CoursePlan {
        code: "CUI-03",
        title: "Cuidador de idoso",
        partner: SENAC,
        place: "Senac, unidade Centro",
        days: (21, 110),
        weekdays: &[1, 3, 5],
        hours: (8, 12),
        total_hours: 160,
        age_min: 18,
        schooling: Some(SchoolLevel::Primary),
        own: 5,
        pool: 2,
        window: (-20, 12),
        first: &[FirstGroup::Pbf],
        asks_income: true,
        // One of the seven gave the seat back.
        taken: 6,
        waiting: 5,
    },
    CoursePlan {
        code: "BAR-01",
        title: "Barbeiro",
        partner: "Senai",
        place: "Salão do CRAS",
        days: (9, 40),
        weekdays: &[6],
        hours: (8, 12),
        total_hours: 60,
        age_min: 16,
        schooling: None,
        own: 10,
        pool: 0,
        window: (-5, 7),
        first: &[],
        asks_income: false,
        taken: 3,
        waiting: 0,
    },
    CoursePlan {
        code: "ADM-12",
        title: "Auxiliar administrativo",
        partner: SENAC,
        place: "Senac, unidade Centro",
        days: (35, 120),
        weekdays: &[1, 2, 3, 4],
        hours: (18, 21),
        total_hours: 160,
        age_min: 16,
        schooling: Some(SchoolLevel::MiddleBegun),
        own: 6,
        pool: 10,
        window: (4, 25),
        first: &[FirstGroup::Youth],
        asks_income: true,
        taken: 0,
        waiting: 0,
    },
    CoursePlan {
        code: "PAO-02",
        title: "Panificação",
        partner: SENAC,
        place: "Senac, carreta-escola na praça",
        days: (-18, 30),
        weekdays: &[2, 3],
        hours: (8, 12),
        total_hours: 60,
        age_min: 16,
        schooling: None,
        own: 6,
        pool: 2,
        window: (-50, -25),
        first: &[],
        asks_income: true,
        taken: 8,
        waiting: 0,
    },
    CoursePlan {
        code: "MAN-05",
        title: "Manicure e pedicure",
        partner: SENAC,
        place: "Salão do CRAS",
        days: (-150, -94),
        weekdays: &[2, 4],
        hours: (14, 17),
        total_hours: 80,
        age_min: 16,
        schooling: None,
        own: 8,
        pool: 0,
        window: (-180, -155),
        first: &[],
        asks_income: true,
        taken: 8,
        waiting: 0,
    },
];

/// What people ask for that no class teaches yet, or that one will.
pub const WISHES: [&str; 10] = [
    "Espanhol Instrumental",
    "Corte e costura",
    "Auxiliar administrativo",
    "Espanhol Instrumental",
    "Confeitaria",
    "auxiliar administrativo",
    "Corte e costura",
    "Eletricista",
    "Espanhol Instrumental",
    "Auxiliar de limpeza",
];

impl CoursePlan {
    /// The class as its notice has it.
    pub fn course(&self, id: Id<Course>, today: NaiveDate) -> Course {
        let hour = |it: i64| Minute::clamped(it * 60);
        let day = |it: i64| shifted(today, it);
        let (starts, ends) = (hour(self.hours.0), hour(self.hours.1));
        Course {
            id,
            code: self.code.to_string(),
            title: self.title.to_string(),
            partner: self.partner.to_string(),
            place: self.place.to_string(),
            starts_on: day(self.days.0),
            ends_on: Some(day(self.days.1)),
            week: self.weekdays.iter().map(|it| (*it, starts, ends)).collect(),
            hours: Some(self.total_hours),
            age_min: Some(self.age_min),
            age_max: None,
            schooling: self.schooling,
            papers: PAPERS.map(str::to_string).to_vec(),
            seats: Seats {
                own: self.own,
                pool: self.pool,
                returns_on: (self.pool > 0).then(|| day(self.window.1 - 2)),
            },
            opens_on: Some(day(self.window.0)),
            closes_on: Some(day(self.window.1)),
            first: self.first.to_vec(),
            asks_income: self.asks_income,
            choices: 3,
            contact: format!("{}, (79) 3299-0000", self.partner),
            active: true,
        }
    }
}

/// That many days later, or earlier.
pub fn shifted(day: NaiveDate, by: i64) -> NaiveDate {
    let days = Days::new(by.unsigned_abs());
    let moved = match by < 0 {
        true => day.checked_sub_days(days),
        false => day.checked_add_days(days),
    };
    moved.unwrap_or(day)
}
