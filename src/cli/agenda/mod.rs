//! `agenda`: the day, or the week, as whoever asks may read it from outside.
//! In text it fits a phone; as a calendar it is kept by one.

pub mod args;
mod calendar;
mod no_shows;
mod reading;
mod tables;

use chrono::{Datelike, Days, NaiveDate};

use self::args::{Agenda, NearDay};
use super::args::{Format, Global};
use super::end::{self, Done};
use super::{json, open};
use crate::app::{Desk, Outside};

pub use no_shows::run as no_shows;
pub use reading::run as reading;

/// How the answer comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Plain(Format),
    Calendar,
}

pub fn run(global: &Global, it: &Agenda) -> Done {
    let mut desk = open::entered(global)?;
    let shape = match global.is_calendar() {
        true => Shape::Calendar,
        false => Shape::Plain(global.format),
    };
    tell(&mut desk, it, shape)
}

/// The agenda to whoever is at the desk, however they came in.
fn tell(desk: &mut Desk, it: &Agenda, shape: Shape) -> Done {
    let today = desk.today();
    let day = match it.day {
        None | Some(NearDay::Today) => today,
        Some(NearDay::Yesterday) => today.pred_opt().unwrap_or(today),
        Some(NearDay::Tomorrow) => today.succ_opt().unwrap_or(today),
        Some(NearDay::On(day)) => day,
    };
    let (from, until) = if it.week { week_of(day) } else { (day, day) };
    let only = match &it.provider {
        Some(name) => Some(desk.provider_named(name)?),
        None => None,
    };
    let found = desk.agenda_outside(from, until, only)?;
    let width = open::width(it.width);
    match (&found, shape) {
        (Outside::Days(days), Shape::Calendar) => {
            let unit = desk.unit().map(|it| it.name.as_str()).unwrap_or_default();
            end::print(&calendar::of(unit, days, desk.zone(), desk.now()))
        }
        (Outside::Loads(_), Shape::Calendar) => end::End::refused(
            "Seu perfil vê os números da agenda, que não cabem num calendário. Use --formato \
             texto, csv ou json.",
        ),
        (_, Shape::Plain(Format::Json)) => json::print(&json::Agenda::of(&found, from, until)),
        (Outside::Days(days), Shape::Plain(Format::Csv)) => {
            end::print(&tables::every_line(days).csv())
        }
        (Outside::Loads(loads), Shape::Plain(Format::Csv)) => {
            end::print(&tables::loads(loads).csv())
        }
        (Outside::Loads(loads), Shape::Plain(Format::Text)) => {
            end::print(&tables::loads(loads).text_in(width))
        }
        (Outside::Days(days), Shape::Plain(Format::Text)) if it.week => {
            end::print(&tables::week(days, width))
        }
        (Outside::Days(days), Shape::Plain(Format::Text)) => {
            let all = days.iter().map(|it| tables::day(it, width));
            end::print(&all.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// Monday to Sunday around a day.
fn week_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    let monday = day.checked_sub_days(back).unwrap_or(day);
    (monday, monday.checked_add_days(Days::new(6)).unwrap_or(day))
}
