//! Papers of the courses: what somebody signs and takes home when they sign
//! up, and what the partner receives of a class. A form carries what the
//! partner asks to enrol somebody and nothing of the family's matters.

pub mod form;
pub mod income;
pub mod list;
pub mod numbers;
pub mod slip;

use super::page::Line;
use crate::domain::courses::Course;
use crate::domain::date::show;
use crate::domain::groups::hours_text;

/// A line to write on by hand.
const BLANK: &str = "______________________";

/// A class as papers name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    pub title: String,
    pub code: String,
    pub partner: String,
    pub place: String,
    /// "07/12/2026 a 26/02/2027".
    pub days: String,
    /// "seg e qua 08:00–12:00".
    pub hours: String,
    /// Carga horária.
    pub workload: Option<u32>,
}

impl Class {
    pub fn of(it: &Course) -> Self {
        let starts = show(it.starts_on);
        Self {
            title: it.title.clone(),
            code: it.code.clone(),
            partner: it.partner.clone(),
            place: it.place.clone(),
            days: match it.ends_on {
                Some(ends) if ends != it.starts_on => format!("{starts} a {}", show(ends)),
                Some(_) | None => starts,
            },
            hours: hours_text(&it.week),
            workload: it.hours,
        }
    }

    /// What is known of it, a fact a line.
    fn lines(&self) -> Vec<Line> {
        facts(&[
            ("Curso", &self.title),
            ("Turma", &self.code),
            ("Oferecido por", &self.partner),
            ("Local", &self.place),
            ("Datas", &self.days),
            ("Horário", &self.hours),
            (
                "Carga horária",
                &self.workload.map_or(String::new(), |it| format!("{it} h")),
            ),
        ])
    }
}

/// The facts that say something.
fn facts(all: &[(&str, &str)]) -> Vec<Line> {
    let told = all.iter().filter(|it| !it.1.is_empty());
    told.map(|(label, value)| Line::fact(label, value))
        .collect()
}

/// The value, or a line to write it on.
fn or_blank(value: &str) -> &str {
    if value.is_empty() { BLANK } else { value }
}

/// A place to sign.
fn signature(who: &str) -> [Line; 4] {
    [
        Line::Blank,
        Line::Blank,
        Line::Centered("_".repeat(40)),
        Line::Centered(who.to_string()),
    ]
}
