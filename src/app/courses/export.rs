//! A class as it leaves the unit: the list for whoever gives the course, with
//! CPF and telephone, and the sheet to sign at the door. Each is in the access
//! log. How somebody under secrecy is reached stays in the unit.

use std::path::PathBuf;

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::Connection;

use super::list::ApplicationLine;
use crate::app::agenda::phone_of;
use crate::app::desk::Desk;
use crate::app::print::{Printed, Subject};
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::courses::{Applied, Course};
use crate::domain::date::show;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{mask_cpf, mask_phone};
use crate::domain::name::{fold, initials, short};
use crate::domain::time::day_spelled;
use crate::paper::courses::Class;
use crate::paper::courses::list::{List, Listed};
use crate::paper::roll::{RollRow, RollSheet};
use crate::paper::{Page, Table};
use crate::store::courses::applications::{self, Kept};
use crate::store::courses::list;
use crate::store::groups::Face;
use crate::store::people;

/// A list as a file for the spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListForm {
    Csv,
    Xlsx,
}

impl Desk {
    /// The list of a class for whoever gives the course: those with a seat, by
    /// choice and by date. Goes to the access log.
    ///
    /// # Errors
    /// Refused by role, or when the class is gone.
    pub fn course_list(&mut self, id: Id<Course>) -> Outcome<Table> {
        let table = self.partner_list(id)?.table();
        self.look(Access::Exported, "course", Some(*id.bytes()), "lista")?;
        Ok(table)
    }

    /// The same as a page; goes to the access log.
    ///
    /// # Errors
    /// As [`Desk::course_list`].
    pub fn course_list_page(&mut self, id: Id<Course>) -> Outcome<Page> {
        let page = self.partner_list(id)?.page();
        self.look(Access::Exported, "course", Some(*id.bytes()), "lista")?;
        Ok(page)
    }

    /// The same, kept as a file; answers where.
    ///
    /// # Errors
    /// As [`Desk::course_list`], and when it cannot be written.
    pub fn keep_course_list(&mut self, id: Id<Course>, form: ListForm) -> Outcome<PathBuf> {
        let table = self.course_list(id)?;
        let label = format!("lista-{}", self.code_of(id)?);
        match form {
            ListForm::Csv => self.keep_sheet(&label, &table),
            ListForm::Xlsx => self.keep_book(&label, &table),
        }
    }

    /// Prints it.
    ///
    /// # Errors
    /// As [`Desk::course_list`] and [`Desk::print`].
    pub fn print_course_list(&mut self, id: Id<Course>) -> Outcome<Printed> {
        let page = self.partner_list(id)?.page();
        self.put_course(id, "lista", &page)
    }

    /// Prints the sheet to sign on that day; without one, on the next day of
    /// class.
    ///
    /// # Errors
    /// Refused by role, when the class is gone, and as [`Desk::print`].
    pub fn print_attendance(&mut self, id: Id<Course>, on: Option<NaiveDate>) -> Outcome<Printed> {
        self.require(Right::SeeCourses)?;
        let con = self.store.con();
        let of = class(con, id)?;
        let day = on.unwrap_or_else(|| next_meeting(&of, self.today()));
        let mut names: Vec<String> = applications::of_course(con, id)?
            .into_iter()
            .filter(|it| sits(it.0.application.state))
            .map(|(_, face)| self.name_in_list(&face))
            .collect();
        names.sort_by_cached_key(|it| fold(it));
        let weekday = day.weekday().number_from_monday();
        let hours = of.week.iter().filter(|it| it.0 == weekday);
        let hours: Vec<String> = hours.map(|it| format!("{} a {}", it.1, it.2)).collect();
        let page = RollSheet {
            unit: self.unit().map(|it| it.name.clone()).unwrap_or_default(),
            group: of.title.clone(),
            day: day_spelled(day),
            hours: hours.join(" e "),
            place: of.place.clone(),
            rows: names
                .into_iter()
                .zip(1..)
                .map(|(name, number)| RollRow {
                    number: Some(number),
                    name,
                    mark: String::new(),
                })
                .collect(),
            footer: self.footer(),
            ..RollSheet::default()
        }
        .page();
        self.put_course(id, &format!("presenca-{day}"), &page)
    }

    /// The class of that code, or of a piece of its title that no other has,
    /// among all that are kept.
    ///
    /// # Errors
    /// Refused when none or more than one has it.
    pub fn course_named(&self, typed: &str) -> Outcome<Id<Course>> {
        if !self.may(Right::SeeCourses) {
            self.require(Right::SeeCourseNumbers)?;
        }
        let wanted = fold(typed.trim());
        let all: Vec<Course> = list::all(self.store.con())?
            .into_iter()
            .map(|it| it.course)
            .collect();
        let by_code: Vec<&Course> = all
            .iter()
            .filter(|it| !it.code.is_empty() && same_code(&it.code, typed))
            .collect();
        let by_title = || all.iter().filter(|it| fold(&it.title).contains(&wanted));
        let found = match by_code.as_slice() {
            [] if wanted.is_empty() => Vec::new(),
            [] => by_title().collect(),
            _ => by_code,
        };
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => refused("Nenhuma turma tem este código nem este nome. Veja «acolhida cursos»."),
            many => {
                let told = many.iter().take(5).map(|it| told(it));
                let told: Vec<String> = told.collect();
                refused(format!(
                    "Mais de uma turma se chama assim: {}. Diga o código.",
                    told.join("; ")
                ))
            }
        }
    }

    /// Everybody of a class as a list leaves the screen: names shortened. Goes
    /// to the access log.
    ///
    /// # Errors
    /// As [`Desk::applications_of`].
    pub fn course_listed(&mut self, id: Id<Course>) -> Outcome<(Course, Vec<ApplicationLine>)> {
        let mut all = self.applications_of(id)?;
        let secret: Vec<_> = applications::of_course(self.store.con(), id)?
            .into_iter()
            .filter(|it| it.1.secret)
            .map(|it| it.1.person)
            .collect();
        for it in &mut all {
            // A reason is written for whoever works here.
            it.exception.clear();
            it.name = match secret.contains(&it.person) {
                true if self.may(Right::SeeSecret) => initials(&it.name),
                // Already without it.
                true => continue,
                false => short(&it.name),
            };
        }
        let of = class(self.store.con(), id)?;
        self.look(Access::Listed, "course", Some(*id.bytes()), "")?;
        Ok((of, all))
    }

    fn partner_list(&self, id: Id<Course>) -> Outcome<List> {
        self.require(Right::ManageCourses)?;
        let con = self.store.con();
        let of = class(con, id)?;
        let mut all = applications::of_course(con, id)?;
        all.retain(|it| it.0.application.state.holds_seat());
        all.sort_by_key(|it| (it.0.application.choice, it.0.application.asked_at));
        let mut out = Vec::new();
        for (it, face) in all {
            out.extend(self.listed(con, &it, &face)?);
        }
        Ok(List {
            unit: self.unit().map(|it| it.name.clone()).unwrap_or_default(),
            class: Class::of(&of),
            people: out,
            footer: self.footer(),
        })
    }

    fn listed(&self, con: &Connection, it: &Kept, face: &Face) -> Outcome<Option<Listed>> {
        let it = &it.application;
        let Some(person) = people::load(con, it.person)? else {
            return Ok(None);
        };
        let facts = &person.facts;
        let phone = match it.phone.as_str() {
            _ if face.secret => String::new(),
            "" => phone_of(con, it.person)?,
            phone => phone.to_string(),
        };
        Ok(Some(Listed {
            name: facts.name.clone(),
            social_name: facts.social_name.clone(),
            cpf: mask_cpf(&facts.cpf),
            birth: facts.birth.text(),
            phone: mask_phone(&phone),
            schooling: facts.schooling.map_or("", |it| it.label()).to_string(),
            disability: (!facts.disability.is_empty()).then_some(true),
            email: match face.secret {
                true => String::new(),
                false => facts.email.clone(),
            },
            choice: it.choice,
            asked_on: show(self.zone().day(it.asked_at)),
            state: it.state.label(),
        }))
    }

    fn put_course(&mut self, id: Id<Course>, paper: &str, page: &Page) -> Outcome<Printed> {
        let label = format!("{paper}-{}", self.code_of(id)?);
        self.print(
            page,
            Subject {
                label: &label,
                kind: "course",
                id: Some(*id.bytes()),
            },
        )
    }

    /// For the names of files.
    fn code_of(&self, id: Id<Course>) -> Outcome<String> {
        let of = class(self.store.con(), id)?;
        Ok(match of.code.as_str() {
            "" => "curso".to_string(),
            code => code.to_string(),
        })
    }
}

/// Whether two codes are one: spreadsheets change letters and eat zeros.
pub(super) fn same_code(one: &str, other: &str) -> bool {
    let bare = |it: &str| {
        let it = fold(it.trim());
        let digits = !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        match digits {
            true => it.trim_start_matches('0').to_string(),
            false => it,
        }
    };
    bare(one) == bare(other)
}

pub(super) fn class(con: &Connection, id: Id<Course>) -> Outcome<Course> {
    match list::by_id(con, id)? {
        Some(it) => Ok(it.course),
        None => refused("Esta turma saiu da lista. Escolha outra."),
    }
}

/// Whether somebody is expected in the room.
const fn sits(state: Applied) -> bool {
    match state {
        Applied::Entered | Applied::Chosen | Applied::Sent | Applied::Enrolled => true,
        Applied::Waiting
        | Applied::GaveUp
        | Applied::NoShow
        | Applied::Finished
        | Applied::Dropped
        | Applied::TurnedDown => false,
    }
}

/// The first day of class from today on; the first or the last of all when
/// there is none.
fn next_meeting(of: &Course, today: NaiveDate) -> NaiveDate {
    let from = today.max(of.starts_on);
    let day = |ahead| from.checked_add_days(Days::new(ahead));
    let meets = |it: &NaiveDate| {
        let weekday = it.weekday().number_from_monday();
        of.week.iter().any(|it| it.0 == weekday)
    };
    let found = (0..7).filter_map(day).find(meets).unwrap_or(from);
    match of.ends_on {
        Some(ends) if found > ends => ends,
        Some(_) | None => found,
    }
}

fn told(it: &Course) -> String {
    let starts = show(it.starts_on);
    match it.code.as_str() {
        "" => format!("{} ({starts})", it.title),
        code => format!("{code} {} ({starts})", it.title),
    }
}
