//! A group, who works in it and who is in it.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Axis, Band, GroupKind, GroupLeave, Part};
use crate::domain::agenda::{Minute, Room};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::staff::Staff;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub id: Id<Group>,
    pub kind: GroupKind,
    pub name: String,
    /// `None`: not by age.
    pub band: Option<Band>,
    /// Intergenerational, whatever its band: nobody's age is out of it.
    pub mixed: bool,
    /// Who runs it; empty = the unit itself.
    pub executor: String,
    pub room: Option<Id<Room>>,
    /// Where it meets when not in a room of the unit.
    pub place: String,
    pub capacity: u32,
    /// Its name or number in the SISC.
    pub sisc: String,
    pub active: bool,
}

/// Somebody who works in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    pub id: Id<TeamMember>,
    pub group: Id<Group>,
    pub part: Part,
    pub staff: Option<Id<Staff>>,
    /// As shown: of the team's list, or somebody from outside.
    pub name: String,
}

/// What a group works on for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percurso {
    pub id: Id<Percurso>,
    pub group: Id<Group>,
    pub title: String,
    pub goal: String,
    pub axes: Vec<Axis>,
    pub themes: Vec<String>,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// One stay of one person in one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    pub id: Id<Enrolment>,
    pub group: Id<Group>,
    pub person: Id<Person>,
    /// Number on the roll.
    pub number: u32,
    pub since: NaiveDate,
    /// Last day in the group.
    pub until: Option<NaiveDate>,
    pub reason: Option<GroupLeave>,
    pub moved_from: Option<Id<Enrolment>>,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<Id<Staff>>,
}

/// Turno, by the hour at which it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shift {
    Morning,
    Afternoon,
    Evening,
}

impl Group {
    /// Whether that age is where the group is for; not known counts as in.
    pub fn takes_age(&self, age: Option<u32>) -> bool {
        match (self.band, age) {
            (Some(band), Some(age)) => self.mixed || band.takes(age),
            _ => true,
        }
    }

    /// "6 a 15 anos", "intergeracional"; empty when not by age.
    pub fn band_text(&self) -> &'static str {
        match self.band {
            _ if self.mixed => "intergeracional",
            Some(band) => band.label(),
            None => "",
        }
    }
}

impl Percurso {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl Enrolment {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether any day of it is within those, both counted.
    pub fn meets(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.since <= to && self.until.is_none_or(|until| until >= from)
    }
}

impl Shift {
    pub const fn of(starts: Minute) -> Self {
        match starts.get() {
            0..720 => Self::Morning,
            720..1080 => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// "manhã", "manhã e tarde"; empty without hours.
    pub fn of_week(week: &[(u32, Minute, Minute)]) -> String {
        let mut shifts: Vec<Self> = week.iter().map(|it| Self::of(it.1)).collect();
        shifts.sort_unstable();
        shifts.dedup();
        let shifts: Vec<&str> = shifts.into_iter().map(Self::label).collect();
        shifts.join(" e ")
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Morning => "manhã",
            Self::Afternoon => "tarde",
            Self::Evening => "noite",
        }
    }
}
