//! The groups as a list and one of them as a card.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::meetings::MeetingView;
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::fault::Outcome;
use crate::domain::groups::{
    Enrolment, Group, GroupKind, Hours, PER_LEADER, PRIORITY_PERCENT, Part, Percurso, Places,
    Shift, TeamMember, hours_text,
};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::agenda::supply;
use crate::store::groups::{enrolments, list, situations, waiting};

/// Days ahead in which the next meeting of a group is looked for.
const NEXT_DAYS: u64 = 35;

/// A group as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLine {
    pub group: Group,
    /// "ter e qui 08:00–10:00"; empty without hours.
    pub hours: String,
    /// Turno: "manhã", "manhã e tarde".
    pub shift: String,
    /// Names of whoever leads it, by commas.
    pub leaders: String,
    /// Room of the unit, or the other place.
    pub place: String,
    pub places: Places,
    /// Orientadores of it.
    pub leading: u32,
    /// How many of those in it are of the priority public.
    pub priority: u32,
    /// Whoever is logged in works in it.
    pub own: bool,
}

/// A group, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCard {
    pub line: GroupLine,
    pub week: Vec<Hours>,
    pub team: Vec<TeamMember>,
    /// The newest first.
    pub percursos: Vec<Percurso>,
    /// Who is in it, by number.
    pub people: Vec<RollName>,
    pub next: Option<MeetingView>,
}

/// Somebody in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollName {
    pub enrolment: Id<Enrolment>,
    pub person: Id<Person>,
    pub number: u32,
    pub name: String,
    /// Who it is is not told here.
    pub hidden: bool,
    pub age: Option<u32>,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// Their age is no longer the group's.
    pub out_of_band: bool,
    /// Without it nobody enters the SISC.
    pub has_nis: bool,
    /// Of the priority public; which situation is never here.
    pub priority: bool,
    /// The reference técnico of their family; empty = none.
    pub technician: String,
}

impl GroupLine {
    /// More people than its orientadores answer for.
    pub fn is_crowded(&self) -> bool {
        self.group.kind == GroupKind::Scfv && self.places.taken > PER_LEADER * self.leading.max(1)
    }

    /// The priority public fills less of it than it should.
    pub fn is_below_target(&self) -> bool {
        self.group.kind == GroupKind::Scfv
            && self.priority * 100 < self.places.capacity * PRIORITY_PERCENT
    }
}

impl Desk {
    /// The groups that whoever is logged in reaches, those in use first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn groups(&self) -> Outcome<Vec<GroupLine>> {
        self.require(Right::SeeGroups)?;
        let mut all = self.lines_of_groups(self.store.con())?;
        if !self.reaches_all() {
            all.retain(|it| it.own);
        }
        Ok(all)
    }

    /// One of them, with the people in it.
    ///
    /// # Errors
    /// Refused by role, or when it is gone.
    pub fn group_card(&self, id: Id<Group>) -> Outcome<GroupCard> {
        let con = self.store.con();
        self.reached(Right::SeeGroups, con, id)?;
        let today = self.today();
        let Some(line) = self
            .lines_of_groups(con)?
            .into_iter()
            .find(|it| it.group.id == id)
        else {
            return crate::domain::fault::refused("Este grupo saiu da lista. Escolha outro.");
        };
        let far = today.checked_add_days(chrono::Days::new(NEXT_DAYS));
        let next = self
            .meetings_between(con, &line.group, today, far.unwrap_or(today))?
            .into_iter()
            .find(|it| !it.cancelled);
        Ok(GroupCard {
            week: list::hours(con)?
                .into_iter()
                .filter(|it| it.group == id && it.until.is_none_or(|until| until >= today))
                .collect(),
            team: list::team(con)?
                .into_iter()
                .filter(|it| it.group == id)
                .collect(),
            percursos: list::percursos(con)?
                .into_iter()
                .filter(|it| it.group == id)
                .collect(),
            people: self.names_of_group(con, &line.group, today, None)?,
            next,
            line,
        })
    }

    pub(super) fn lines_of_groups(&self, con: &Connection) -> Outcome<Vec<GroupLine>> {
        let today = self.today();
        let (hours, team) = (list::hours(con)?, list::team(con)?);
        let taken = enrolments::taken(con, today)?;
        let waiting = waiting::counts(con)?;
        let priority = situations::priority_by_group(con, today)?;
        let rooms: HashMap<_, _> = supply::rooms(con)?
            .into_iter()
            .map(|it| (it.id, it.name))
            .collect();
        let lines = list::all(con)?.into_iter().map(|group| {
            let leaders: Vec<&str> = team
                .iter()
                .filter(|it| it.group == group.id && it.part == Part::Leader)
                .map(|it| it.name.as_str())
                .collect();
            let room = group.room.and_then(|it| rooms.get(&it));
            let week = week_on(&hours, group.id, today);
            GroupLine {
                hours: hours_text(&week),
                shift: Shift::of_week(&week),
                leading: u32::try_from(leaders.len()).unwrap_or(u32::MAX),
                leaders: leaders.join(", "),
                priority: priority.get(&group.id).copied().unwrap_or(0),
                place: room.unwrap_or(&group.place).clone(),
                places: Places {
                    capacity: group.capacity,
                    taken: taken.get(&group.id).copied().unwrap_or(0),
                    waiting: waiting.get(&group.id).copied().unwrap_or(0),
                },
                own: self.works_in(&team, group.id),
                group,
            }
        });
        Ok(lines.collect())
    }

    /// Who is in the group on `day`, or on any day up to `until`.
    pub(super) fn names_of_group(
        &self,
        con: &Connection,
        group: &Group,
        day: NaiveDate,
        until: Option<NaiveDate>,
    ) -> Outcome<Vec<RollName>> {
        let priority = situations::priority(con, day)?;
        let mut technicians = enrolments::technicians(con, group.id)?;
        let faces = enrolments::faces(con, group.id, day, until.unwrap_or(day))?;
        let names = faces.into_iter().map(|(it, face)| {
            let age = face.age(day);
            RollName {
                enrolment: it.id,
                person: it.person,
                number: it.number,
                name: self.name_in_list(&face),
                hidden: face.secret && self.is_secret_here(),
                technician: match face.secret && self.is_secret_here() {
                    true => String::new(),
                    false => technicians.remove(&it.person).unwrap_or_default(),
                },
                age,
                since: it.since,
                until: it.until,
                out_of_band: !group.takes_age(age),
                has_nis: !face.nis.is_empty(),
                priority: priority.contains(&it.person),
            }
        });
        Ok(names.collect())
    }
}

/// The week of a group as it holds on that day, or as it will first hold.
pub(super) fn week_on(
    hours: &[Hours],
    group: Id<Group>,
    day: NaiveDate,
) -> Vec<(
    u32,
    crate::domain::agenda::Minute,
    crate::domain::agenda::Minute,
)> {
    let of = |it: &&Hours| it.group == group && it.until.is_none_or(|until| until >= day);
    let mut now: Vec<_> = hours
        .iter()
        .filter(of)
        .filter(|it| it.since <= day)
        .map(Hours::slot)
        .collect();
    if now.is_empty() {
        now = hours.iter().filter(of).map(Hours::slot).collect();
    }
    now.sort_unstable();
    now
}
