//! The agenda for whoever reads it from outside the counter: by a command, by
//! SSH, in the calendar of a phone. Names come shortened, documents, phones
//! and addresses not at all, and each reading is in the access log. Nothing
//! can be written through here.

use chrono::NaiveDate;

use super::day::{AgendaDay, AgendaLine, DayLoad};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::agenda::{Minute, Provider, Status};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::name::{fold, initials, short};
use crate::domain::unit::Setting;

/// What the role may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    Days(Vec<AgendaDay>),
    /// Management: how full, and nobody's name.
    Loads(Vec<DayLoad>),
}

/// Somebody who did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    pub line: AgendaLine,
    /// Late today and not marked by anybody yet.
    pub still_may_come: bool,
}

impl Desk {
    /// The days from one to another as this role may read them from outside.
    ///
    /// # Errors
    /// Refused by role.
    pub fn agenda_outside(
        &mut self,
        from: NaiveDate,
        until: NaiveDate,
        only: Option<Id<Provider>>,
    ) -> Outcome<Outside> {
        if !self.may(Right::SeeAgenda) {
            let loads = self.agenda_loads(from, until)?;
            self.look(Access::Listed, "agenda", None, "números")?;
            return Ok(Outside::Loads(loads));
        }
        let mut days = self.agenda_listed(from, until, only)?;
        let today = self.today();
        let now = Minute::of(self.zone().time(self.now()));
        for day in &mut days {
            // An hour that has passed is nobody's any more.
            let gone = |starts: Minute| day.day < today || (day.day == today && starts < now);
            for column in &mut day.providers {
                column.free.retain(|it| !gone(it.starts));
            }
            let columns = day.providers.iter_mut().flat_map(|it| &mut it.lines);
            columns.chain(&mut day.adrift).for_each(shorten);
        }
        Ok(Outside::Days(days))
    }

    /// Who was booked between those days and did not come.
    ///
    /// # Errors
    /// Refused by role.
    pub fn missed_outside(&mut self, from: NaiveDate, until: NaiveDate) -> Outcome<Vec<Missed>> {
        let days = self.agenda_listed(from, until, None)?;
        let today = self.today();
        let now = Minute::of(self.zone().time(self.now()));
        let tolerance: u32 = self
            .setting(Setting::AgendaTolerance)?
            .parse()
            .unwrap_or(crate::domain::agenda::TOLERANCE_MIN);
        let mut out = Vec::new();
        for mut line in days
            .into_iter()
            .flat_map(|it| it.providers)
            .flat_map(|it| it.lines)
        {
            let late = match line.day.cmp(&today) {
                std::cmp::Ordering::Less => true,
                std::cmp::Ordering::Equal => now.since(line.starts) >= tolerance,
                std::cmp::Ordering::Greater => false,
            };
            let still_may_come = match line.status {
                Status::NoShow => false,
                Status::Booked if line.ticket.is_none() && late => true,
                Status::Booked
                | Status::Done
                | Status::Moved
                | Status::GaveUp
                | Status::Cancelled => continue,
            };
            shorten(&mut line);
            out.push(Missed {
                line,
                still_may_come,
            });
        }
        Ok(out)
    }

    /// The professional or desk of that name, or of a piece of it.
    ///
    /// # Errors
    /// Refused by role, and when nobody or more than one has it.
    pub fn provider_named(&self, typed: &str) -> Outcome<Id<Provider>> {
        let supply = self.supply()?;
        let wanted = fold(typed);
        let found: Vec<&Provider> = supply
            .providers
            .iter()
            .filter(|it| it.active && fold(&it.name).contains(&wanted))
            .collect();
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => {
                let names: Vec<&str> = supply.providers.iter().map(|it| &*it.name).collect();
                refused(format!(
                    "Ninguém da agenda tem esse nome. Há: {}.",
                    names.join(", ")
                ))
            }
            several => {
                let names: Vec<&str> = several.iter().map(|it| &*it.name).collect();
                refused(format!("Qual? {}.", names.join(", ")))
            }
        }
    }
}

fn shorten(it: &mut AgendaLine) {
    it.name = if it.phone_hidden {
        initials(&it.name)
    } else {
        short(&it.name)
    };
    it.phone = String::new();
}
