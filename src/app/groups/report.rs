//! Frequency of the groups over a month: for whoever works in them with names,
//! for the management in numbers. Which situation anybody is in has no place
//! here.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{Datelike, Days, Months, NaiveDate};
use rusqlite::Connection;

use super::meetings::calendar;
use super::outside::shortened;
use crate::app::desk::Desk;
use crate::app::print::{Printed, Subject};
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::fault::{Outcome, refused};
use crate::domain::groups::{
    Group, GroupFrequency, GroupKind, Mark, MeetingKey, PersonFrequency, planned,
};
use crate::domain::id::Id;
use crate::domain::name::fold;
use crate::domain::person::Person;
use crate::paper::frequency::Sheet;
use crate::paper::{Page, Table};
use crate::store::groups::{Face, enrolments, list, meetings, watch};

/// A month of the groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frequency {
    /// First and last day.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// By name.
    pub groups: Vec<GroupFrequency>,
}

impl Desk {
    /// The month of that day, of every group reached or of one. Management
    /// gets numbers and nobody's name.
    ///
    /// # Errors
    /// Refused by role, or when the group is not reached.
    pub fn frequency(&self, day: NaiveDate, only: Option<Id<Group>>) -> Outcome<Frequency> {
        let with_names = self.may(Right::SeeGroups);
        if !with_names {
            self.require(Right::SeeGroupNumbers)?;
        }
        let con = self.store.con();
        let (from, to) = month_of(day);
        let team = list::team(con)?;
        let all_reached = !with_names || self.reaches_all();
        let mut groups = list::all(con)?;
        groups.retain(|it| all_reached || self.works_in(&team, it.id));
        groups.retain(|it| only.is_none_or(|only| only == it.id));
        if groups.is_empty() && only.is_some() {
            return refused("Este grupo não está entre os seus. Escolha outro.");
        }
        let mut marks = marks_by_group(con, from, to)?;
        let mut counts = self.meetings_by_group(con, from, to)?;
        let mut faces: HashMap<Id<Group>, Vec<(u32, Face)>> = HashMap::new();
        if with_names {
            for (it, face) in enrolments::faces_of_all(con, from, to)? {
                faces.entry(it.group).or_default().push((it.number, face));
            }
        }
        let mut out = Vec::new();
        for group in groups {
            let counts = counts.remove(&group.id).unwrap_or_default();
            if counts.planned == 0 && !group.active {
                continue;
            }
            let marks = marks.remove(&group.id).unwrap_or_default();
            let faces = faces.remove(&group.id).unwrap_or_default();
            let presences = marks.iter().filter(|it| it.1.is_present()).count();
            out.push(GroupFrequency {
                people: match with_names {
                    true => self.people_of(con, &faces, &marks)?,
                    false => Vec::new(),
                },
                group: group.id,
                planned: counts.planned,
                cancelled: counts.cancelled,
                called: counts.called,
                presences: u32::try_from(presences).unwrap_or(u32::MAX) + counts.heads(&group),
                name: group.name,
            });
        }
        out.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Frequency {
            from,
            to,
            groups: out,
        })
    }

    /// The same as it leaves the screen by a command, with shortened names;
    /// goes to the access log.
    ///
    /// # Errors
    /// As [`Desk::frequency`].
    pub fn frequency_outside(
        &mut self,
        day: NaiveDate,
        only: Option<Id<Group>>,
    ) -> Outcome<Frequency> {
        let mut it = self.frequency(day, only)?;
        let people = it.groups.iter_mut().flat_map(|it| &mut it.people);
        for person in people {
            person.name = shortened(&person.name, person.secret);
        }
        self.look(Access::Listed, "frequency", only.map(|it| *it.bytes()), "")?;
        Ok(it)
    }

    /// The month as a page, as it would be printed.
    ///
    /// # Errors
    /// As [`Desk::frequency`].
    pub fn frequency_page(&self, day: NaiveDate, only: Option<Id<Group>>) -> Outcome<Page> {
        let it = self.frequency(day, only)?;
        Ok(Sheet {
            unit: self.unit().map_or("", |it| it.name.as_str()),
            month: it.from,
            groups: &it.groups,
            footer: self.footer(),
        }
        .page())
    }

    /// Prints that page.
    ///
    /// # Errors
    /// As [`Desk::frequency`] and [`Desk::print`].
    pub fn print_frequency(&mut self, day: NaiveDate, only: Option<Id<Group>>) -> Outcome<Printed> {
        let page = self.frequency_page(day, only)?;
        let label = format!("frequencia-{}", month_of(day).0.format("%Y-%m"));
        self.print(
            &page,
            Subject {
                label: &label,
                kind: "frequency",
                id: only.map(|it| *it.bytes()),
            },
        )
    }

    /// The month as a table, one row a person, or a group without names; goes
    /// to the access log.
    ///
    /// # Errors
    /// As [`Desk::frequency`].
    pub fn frequency_sheet(&mut self, day: NaiveDate, only: Option<Id<Group>>) -> Outcome<Table> {
        let it = self.frequency(day, only)?;
        let id = only.map(|it| *it.bytes());
        self.look(Access::Exported, "frequency", id, "")?;
        Ok(crate::paper::frequency::table(it.from, &it.groups))
    }

    /// The same, kept as a file; answers where.
    ///
    /// # Errors
    /// As [`Desk::frequency`], and when it cannot be written.
    pub fn keep_frequency_sheet(&mut self, day: NaiveDate) -> Outcome<PathBuf> {
        let table = self.frequency_sheet(day, None)?;
        self.keep_sheet(&format!("frequencia-{}", day.format("%Y-%m")), &table)
    }

    /// The group of that name, or of a piece of it, among those reached.
    ///
    /// # Errors
    /// Refused when none or more than one has it.
    pub fn group_named(&self, typed: &str) -> Outcome<Id<Group>> {
        if !self.may(Right::SeeGroups) {
            self.require(Right::SeeGroupNumbers)?;
        }
        let con = self.store.con();
        let team = list::team(con)?;
        let reaches_all = !self.may(Right::SeeGroups) || self.reaches_all();
        let mut all = list::all(con)?;
        all.retain(|it| reaches_all || self.works_in(&team, it.id));
        let wanted = fold(typed);
        let found: Vec<&Group> = all
            .iter()
            .filter(|it| fold(&it.name).contains(&wanted))
            .collect();
        let names = |all: &[&Group]| {
            let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
            names.join(", ")
        };
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => refused(format!(
                "Nenhum grupo se chama assim. Há: {}.",
                names(&all.iter().collect::<Vec<_>>())
            )),
            many => refused(format!("Mais de um grupo se chama assim: {}.", names(many))),
        }
    }

    /// How often each person came, by number, visitors last.
    fn people_of(
        &self,
        con: &Connection,
        faces: &[(u32, Face)],
        marks: &[(Id<Person>, Mark)],
    ) -> Outcome<Vec<PersonFrequency>> {
        let mut at: HashMap<Id<Person>, usize> = HashMap::new();
        let mut out: Vec<PersonFrequency> = Vec::new();
        for (number, face) in faces {
            // Who left and came back is one person with two numbers.
            at.entry(face.person).or_insert_with(|| {
                out.push(PersonFrequency {
                    number: Some(*number),
                    name: self.name_in_list(face),
                    secret: face.secret,
                    ..PersonFrequency::default()
                });
                out.len() - 1
            });
        }
        for (person, mark) in marks {
            let place = match at.get(person) {
                Some(place) => *place,
                None => {
                    let secret = crate::store::families::secret_of(con, *person)?;
                    let name = self.visitor(con, *person, secret)?;
                    out.push(PersonFrequency {
                        name,
                        secret,
                        ..PersonFrequency::default()
                    });
                    at.insert(*person, out.len() - 1);
                    out.len() - 1
                }
            };
            if let Some(it) = out.get_mut(place) {
                it.count(*mark);
            }
        }
        Ok(out)
    }

    fn visitor(&self, con: &Connection, id: Id<Person>, secret: bool) -> Outcome<String> {
        if secret && self.is_secret_here() {
            return Ok(super::seen::UNDER_SECRECY.to_string());
        }
        let found = crate::store::people::load(con, id)?;
        Ok(found.map_or_else(String::new, |it| it.facts.shown_name().to_string()))
    }

    fn meetings_by_group(
        &self,
        con: &Connection,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Outcome<HashMap<Id<Group>, Counts>> {
        let mut out: HashMap<Id<Group>, Counts> = HashMap::new();
        let said = meetings::of_all(con, from, to)?;
        let known: std::collections::HashSet<MeetingKey> = said.iter().map(|it| it.key).collect();
        let calendar = calendar(con, self.unit(), self.today())?;
        for it in planned(&list::hours(con)?, &calendar, from, to) {
            if !known.contains(&it.key) {
                out.entry(it.key.group).or_default().planned += 1;
            }
        }
        for it in said.iter().filter(|it| from <= it.day && it.day <= to) {
            let counts = out.entry(it.key.group).or_default();
            counts.planned += 1;
            counts.cancelled += u32::from(it.cancelled);
            counts.called += u32::from(it.called_at.is_some() && !it.cancelled);
            counts.heads += it.heads.unwrap_or(0);
        }
        Ok(out)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    planned: u32,
    cancelled: u32,
    called: u32,
    heads: u32,
}

impl Counts {
    /// People without a name count in one-off activities alone.
    fn heads(self, group: &Group) -> u32 {
        match group.kind {
            GroupKind::OneOff => self.heads,
            GroupKind::Scfv | GroupKind::Paif => 0,
        }
    }
}

type Marks = HashMap<Id<Group>, Vec<(Id<Person>, Mark)>>;

fn marks_by_group(con: &Connection, from: NaiveDate, to: NaiveDate) -> Outcome<Marks> {
    let mut out = Marks::new();
    for it in watch::marks(con, from, to)? {
        out.entry(it.group).or_default().push((it.person, it.mark));
    }
    Ok(out)
}

fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let from = day.with_day(1).unwrap_or(day);
    let next = from.checked_add_months(Months::new(1)).unwrap_or(from);
    (from, next.checked_sub_days(Days::new(1)).unwrap_or(from))
}
