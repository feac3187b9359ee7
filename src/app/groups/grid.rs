//! The grid of a group: people × meetings of a time, and what was said of one
//! cell before. Read whole in a fixed number of questions, whatever its size.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::meetings::MeetingView;
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::fault::Outcome;
use crate::domain::groups::{Enrolment, Group, Mark, MeetingKey, streak};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::from_ms;
use crate::store::groups::{Face, enrolments, marks, meetings};
use crate::store::record::{Cell, hex};
use crate::store::{families, journal};

/// Acts that the history of one mark looks back on.
const ACTS_MAX: u32 = 50;

/// Marks of a group over a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupGrid {
    pub group: Group,
    /// Those that happened or should have, oldest first; no cancelled ones.
    pub meetings: Vec<MeetingView>,
    /// By number, visitors last.
    pub lines: Vec<GridLine>,
}

/// One person of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridLine {
    /// As on the printed sheet; `None` for a visitor.
    pub number: Option<u32>,
    pub person: Id<Person>,
    pub name: String,
    /// One for each meeting.
    pub cells: Vec<GridCell>,
    pub present: u32,
    /// Absences that nobody explained.
    pub absent: u32,
    pub excused: u32,
    /// Absences in a row without a reason, up to the last roll.
    pub streak: u32,
}

/// What stands of one person at one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridCell {
    /// Not in the group on that day.
    Outside,
    NotCalled,
    Said(Mark),
}

/// What was said of one cell, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkSaid {
    /// `None`: taken away.
    pub mark: Option<Mark>,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl GridCell {
    pub const fn mark(self) -> Option<Mark> {
        match self {
            Self::Said(mark) => Some(mark),
            Self::Outside | Self::NotCalled => None,
        }
    }
}

impl Desk {
    /// The grid of a group on those days, no day after today.
    ///
    /// # Errors
    /// Refused by role, or when the group is gone.
    pub fn group_grid(
        &self,
        group: Id<Group>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Outcome<GroupGrid> {
        let con = self.store.con();
        let _view = self.store.view()?;
        let group = self.reached(Right::SeeGroups, con, group)?;
        let to = to.min(self.today());
        let mut meetings = self.meetings_between(con, &group, from, to)?;
        meetings.retain(|it| !it.cancelled);
        let mut said: HashMap<Id<Person>, HashMap<_, Mark>> = HashMap::new();
        for it in marks::of_group(con, group.id, from, to)? {
            let of_person = said.entry(it.person).or_default();
            of_person.insert(it.meeting, it.mark);
        }
        let mut lines: Vec<GridLine> = Vec::new();
        let stays = enrolments::faces(con, group.id, from, to)?;
        for (person, face, own) in by_person(&stays) {
            let marks = said.remove(&person).unwrap_or_default();
            let cells = meetings.iter().map(|it| {
                let mark = it.id.and_then(|id| marks.get(&id)).copied();
                let inside = own.iter().any(|stay| stay.holds_on(it.day));
                match mark {
                    Some(mark) => GridCell::Said(mark),
                    None if inside => GridCell::NotCalled,
                    None => GridCell::Outside,
                }
            });
            let number = own.last().map(|it| it.number);
            let name = self.name_in_list(face);
            lines.push(line(number, person, name, cells.collect()));
        }
        if !said.is_empty() {
            for face in marks::visitors(con, group.id, from, to)? {
                let Some(marks) = said.remove(&face.person) else {
                    continue;
                };
                let cells = meetings.iter().map(|it| {
                    let mark = it.id.and_then(|id| marks.get(&id)).copied();
                    mark.map_or(GridCell::Outside, GridCell::Said)
                });
                let name = self.name_in_list(&face);
                lines.push(line(None, face.person, name, cells.collect()));
            }
        }
        lines.sort_by_key(|it| (it.number.is_none(), it.number));
        Ok(GroupGrid {
            group,
            meetings,
            lines,
        })
    }

    /// Everything that was ever said of one person at one meeting, newest
    /// first: the first line is what stands.
    ///
    /// # Errors
    /// Refused by role, or when the group is gone.
    pub fn mark_history(&self, key: MeetingKey, person: Id<Person>) -> Outcome<Vec<MarkSaid>> {
        let con = self.store.con();
        self.reached(Right::SeeGroups, con, key.group)?;
        let Some(meeting) = meetings::by_key(con, key)? else {
            return Ok(Vec::new());
        };
        let Some(row) = marks::row_of(con, meeting.id, person)? else {
            return Ok(Vec::new());
        };
        let id = hex(row.bytes());
        // Oldest first, because an act tells only the columns that it changed.
        let mut lines = journal::history(con, &[*row.bytes()], ACTS_MAX)?;
        lines.reverse();
        let (mut now, mut out) = (HashMap::new(), Vec::<MarkSaid>::new());
        for line in &lines {
            for change in line.changes.iter().filter(|it| it.id == id) {
                now.extend(change.after.iter().map(|it| (it.0.as_str(), it.1)));
            }
            let mark = mark_in(&now);
            if out.last().is_some_and(|it| it.mark == mark) {
                continue;
            }
            let by = match &line.who {
                Some(who) => families::staff_name(con, who)?.unwrap_or_default(),
                None => String::new(),
            };
            out.push(MarkSaid {
                mark,
                by,
                at: from_ms(line.at_ms),
            });
        }
        out.reverse();
        Ok(out)
    }
}

/// The mark that the columns of a row say.
fn mark_in(row: &HashMap<&str, &Cell>) -> Option<Mark> {
    if row.get("void") == Some(&&Cell::Int(1)) {
        return None;
    }
    let reason = match row.get("reason") {
        Some(Cell::Text(it)) => it.as_str(),
        Some(Cell::Null(()) | Cell::Int(_) | Cell::Blob { .. }) | None => "",
    };
    match row.get("present") {
        Some(Cell::Int(it)) => Some(Mark::of(*it == 1, reason)),
        Some(Cell::Null(()) | Cell::Text(_) | Cell::Blob { .. }) | None => None,
    }
}

/// Somebody who left and came back is one line, under the last number.
fn by_person(stays: &[(Enrolment, Face)]) -> Vec<(Id<Person>, &Face, Vec<&Enrolment>)> {
    let mut at: HashMap<Id<Person>, usize> = HashMap::new();
    let mut out: Vec<(Id<Person>, &Face, Vec<&Enrolment>)> = Vec::new();
    for (it, face) in stays {
        match at.get(&it.person).and_then(|n| out.get_mut(*n)) {
            Some(known) => known.2.push(it),
            None => {
                at.insert(it.person, out.len());
                out.push((it.person, face, vec![it]));
            }
        }
    }
    for it in &mut out {
        it.2.sort_by_key(|it| it.since);
    }
    out
}

fn line(number: Option<u32>, person: Id<Person>, name: String, cells: Vec<GridCell>) -> GridLine {
    let marks = || cells.iter().filter_map(|it| it.mark());
    let count = |is: fn(&Mark) -> bool| {
        let many = marks().filter(is).count();
        u32::try_from(many).unwrap_or(u32::MAX)
    };
    GridLine {
        number,
        person,
        name,
        present: count(|it| it.is_present()),
        absent: count(|it| it.is_unjustified()),
        excused: count(|it| !it.is_present() && !it.is_unjustified()),
        streak: streak(marks().collect::<Vec<_>>().into_iter()),
        cells,
    }
}
