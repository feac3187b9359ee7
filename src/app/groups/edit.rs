//! What a group is, as its form hands it over: data, weekly hours as typed and
//! team. Hours that no longer hold are ended and stay, because past meetings
//! follow from them.

use chrono::{Days, NaiveDate};
use rusqlite::Connection;

use super::list::week_on;
use super::places::places_of;
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{Room, When, weekday_name};
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::groups::{
    Band, Group, GroupKind, Hours, Part, Places, TeamMember, hours, hours_text, meets,
};
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::domain::text::{bounded, needed};
use crate::store::agenda::supply;
use crate::store::groups::{hide, list};
use crate::store::staff;

const NAME_MAX_CHARS: usize = 60;
const PLACE_MAX_CHARS: usize = 60;
const CAPACITY_MAX: u32 = 500;

/// A group as its form has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSheet {
    /// `None` for a new one.
    pub id: Option<Id<Group>>,
    pub kind: GroupKind,
    pub name: String,
    pub band: Option<Band>,
    pub mixed: bool,
    pub executor: String,
    pub room: Option<Id<Room>>,
    pub place: String,
    pub capacity: u32,
    pub sisc: String,
    pub active: bool,
    /// As typed: "ter qui 8 a 10"; empty for one-off activities.
    pub hours: String,
    /// Day from which those hours hold.
    pub hours_since: NaiveDate,
    pub team: Vec<TeamPick>,
}

/// Somebody with a part in the group: of the team's list, or by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamPick {
    pub part: Part,
    pub staff: Option<Id<Staff>>,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSaved {
    pub id: Id<Group>,
    /// What collides with another group or with the agenda, or no longer fits
    /// the people in it, in words.
    pub clashes: Vec<String>,
}

/// What the form of a group chooses from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupChoices {
    pub rooms: Vec<Room>,
    /// Whoever may work in one.
    pub staff: Vec<Staff>,
}

impl Desk {
    /// What the form of a group chooses from.
    ///
    /// # Errors
    /// Refused by role.
    pub fn group_choices(&self) -> Outcome<GroupChoices> {
        self.require(Right::ManageGroups)?;
        let con = self.store.con();
        let mut staff = staff::all(con)?;
        staff.retain(|it| it.active);
        let mut rooms = supply::rooms(con)?;
        rooms.retain(|it| it.active);
        Ok(GroupChoices { rooms, staff })
    }

    /// The form of a group as it stands.
    ///
    /// # Errors
    /// Refused by role, or when it is gone.
    pub fn group_sheet(&self, id: Id<Group>) -> Outcome<GroupSheet> {
        let con = self.store.con();
        let group = self.reached(Right::ManageGroups, con, id)?;
        let today = self.today();
        let all = list::hours(con)?;
        let since = all
            .iter()
            .filter(|it| it.group == id && it.until.is_none_or(|until| until >= today))
            .map(|it| it.since)
            .max();
        let team = list::team(con)?.into_iter().filter(|it| it.group == id);
        Ok(GroupSheet {
            id: Some(id),
            kind: group.kind,
            name: group.name,
            band: group.band,
            mixed: group.mixed,
            executor: group.executor,
            room: group.room,
            place: group.place,
            capacity: group.capacity,
            sisc: group.sisc,
            active: group.active,
            hours: hours_text(&week_on(&all, id, today)),
            hours_since: since.unwrap_or(today),
            team: team
                .map(|it| TeamPick {
                    part: it.part,
                    staff: it.staff,
                    name: it.name,
                })
                .collect(),
        })
    }

    /// Writes a group, its hours and its team in one act.
    ///
    /// # Errors
    /// Refused by role, or beside a field.
    pub fn save_group(&mut self, it: &GroupSheet) -> Outcome<GroupSaved> {
        self.require(Right::ManageGroups)?;
        let name = needed("nome", &it.name, NAME_MAX_CHARS, "Dê um nome ao grupo.")?;
        let executor = bounded("executora", &it.executor, PLACE_MAX_CHARS)?;
        let place = bounded("lugar", &it.place, PLACE_MAX_CHARS)?;
        let sisc = bounded("sisc", &it.sisc, PLACE_MAX_CHARS)?;
        if !(1..=CAPACITY_MAX).contains(&it.capacity) {
            return refused_at("vagas", "Diga de 1 a 500 vagas.");
        }
        let week = match hours(&it.hours) {
            Ok(week) => week,
            Err(why) => return refused_at("horario", format!("Horário: {why}.")),
        };
        if week.is_empty() && it.kind != GroupKind::OneOff && it.active {
            return refused_at("horario", "Diga os dias e as horas, como «ter qui 8 a 10».");
        }
        self.act(Act::GroupChanged, |acting| {
            let same_name = |other: &Group| other.active && other.name == name;
            let others = list::all(acting.tx)?;
            if others
                .iter()
                .any(|other| Some(other.id) != it.id && it.active && same_name(other))
            {
                return refused_at("nome", "Já há um grupo com este nome.");
            }
            let id = it.id.unwrap_or_else(|| acting.draw());
            let group = Group {
                id,
                kind: it.kind,
                name,
                band: it.band,
                mixed: it.mixed,
                executor,
                room: it.room,
                place,
                capacity: it.capacity,
                sisc,
                active: it.active,
            };
            let change = list::save(acting.tx, &group)?;
            acting.note(change);
            keep_hours(acting, id, &week, it.hours_since)?;
            keep_team(acting, id, &it.team)?;
            let mut clashes = clashes(acting.tx, &group, it.hours_since.max(acting.today))?;
            clashes.extend(crowded(places_of(acting.tx, &group, acting.today)?, &group));
            Ok(GroupSaved { id, clashes })
        })
    }
}

/// What no longer fits the people who are in the group.
fn crowded(places: Places, group: &Group) -> Option<String> {
    let people = match places.taken {
        0 => return None,
        1 => "1 pessoa continua inscrita".to_string(),
        many => format!("{many} pessoas continuam inscritas"),
    };
    if !group.active {
        return Some(format!(
            "{people} no grupo encerrado: registre a saída ou mude de grupo."
        ));
    }
    let room = if places.capacity == 1 {
        "vaga"
    } else {
        "vagas"
    };
    (places.taken > places.capacity).then(|| format!("{people} para {} {room}.", places.capacity))
}

/// Ends the hours that are no longer said and begins those that are new.
fn keep_hours(
    acting: &mut Acting<'_>,
    group: Id<Group>,
    week: &[(
        u32,
        crate::domain::agenda::Minute,
        crate::domain::agenda::Minute,
    )],
    since: NaiveDate,
) -> Outcome<()> {
    let mut missing = week.to_vec();
    for it in list::hours(acting.tx)? {
        if it.group != group || it.until.is_some_and(|until| until < since) {
            continue;
        }
        if let Some(at) = missing.iter().position(|slot| *slot == it.slot()) {
            missing.remove(at);
            let it = Hours {
                since: it.since.min(since),
                until: None,
                ..it
            };
            let change = list::save_hours(acting.tx, &it)?;
            acting.note(change);
        } else if it.since >= since {
            let change = hide(acting.tx, "group_hours", it.id.bytes())?;
            acting.note(change);
        } else {
            let until = since.checked_sub_days(Days::new(1));
            let change = list::save_hours(acting.tx, &Hours { until, ..it })?;
            acting.note(change);
        }
    }
    for (weekday, starts, ends) in missing {
        let it = Hours {
            id: acting.draw(),
            group,
            weekday,
            starts,
            ends,
            since,
            until: None,
        };
        let change = list::save_hours(acting.tx, &it)?;
        acting.note(change);
    }
    Ok(())
}

fn keep_team(acting: &mut Acting<'_>, group: Id<Group>, team: &[TeamPick]) -> Outcome<()> {
    let mut missing = Vec::new();
    for it in team {
        let name = match it.staff {
            Some(_) => String::new(),
            None => needed(
                "equipe",
                &it.name,
                NAME_MAX_CHARS,
                "Diga o nome de quem conduz.",
            )?,
        };
        if let Some(id) = it.staff
            && staff::by_id(acting.tx, id)?.is_none()
        {
            return refused_at("equipe", "Esta pessoa não está mais na equipe.");
        }
        missing.push((it.part, it.staff, name));
    }
    for it in list::team(acting.tx)? {
        if it.group != group {
            continue;
        }
        let name = it.staff.map_or(it.name.clone(), |_| String::new());
        let is_it = (it.part, it.staff, name);
        if let Some(at) = missing.iter().position(|other| *other == is_it) {
            missing.remove(at);
        } else {
            let change = hide(acting.tx, "group_team", it.id.bytes())?;
            acting.note(change);
        }
    }
    for (part, staff, name) in missing {
        let it = TeamMember {
            id: acting.draw(),
            group,
            part,
            staff,
            name,
        };
        let change = list::save_team(acting.tx, &it)?;
        acting.note(change);
    }
    Ok(())
}

/// What a group collides with from that day on: another group or a turn of the
/// agenda in its room, or whoever works in it in two places. Told, never
/// stopped: two groups may well share a yard.
fn clashes(con: &Connection, group: &Group, day: NaiveDate) -> Outcome<Vec<String>> {
    if !group.active {
        return Ok(Vec::new());
    }
    let (all, team) = (list::hours(con)?, list::team(con)?);
    let ours = week_on(&all, group.id, day);
    let works = |group: Id<Group>| -> Vec<(Id<Staff>, &str)> {
        let of = team.iter().filter(|it| it.group == group);
        of.filter_map(|it| Some((it.staff?, it.name.as_str())))
            .collect()
    };
    let us = works(group.id);
    let mut out = Vec::new();
    for other in list::all(con)? {
        if other.id == group.id || !other.active {
            continue;
        }
        let theirs = week_on(&all, other.id, day);
        let mut pairs = ours
            .iter()
            .filter(|one| theirs.iter().any(|two| meets(**one, *two)));
        let Some(slot) = pairs.next() else {
            continue;
        };
        let when = format!("{} às {}", weekday_name(slot.0), slot.1);
        if group.room.is_some() && group.room == other.room {
            out.push(format!("Mesma sala que «{}», {when}.", other.name));
        }
        for (id, name) in &us {
            if works(other.id).iter().any(|it| it.0 == *id) {
                out.push(format!("{name} também está em «{}», {when}.", other.name));
            }
        }
    }
    let providers = supply::providers(con)?;
    for turn in supply::turns(con)? {
        let When::Weekly(weekday) = turn.when else {
            continue;
        };
        let holds = turn.holds_from(day);
        let stretches = turn.stretches();
        let meet = ours.iter().find(|slot| {
            let mut each = stretches.iter();
            holds && each.any(|it| meets(**slot, (weekday, it.0, it.1)))
        });
        let Some(slot) = meet else {
            continue;
        };
        let when = format!("{} às {}", weekday_name(slot.0), slot.1);
        let provider = providers.iter().find(|it| it.id == turn.provider);
        if group.room.is_some() && group.room == turn.room {
            let name = provider.map_or("", |it| it.name.as_str());
            out.push(format!("A sala está na agenda de {name}, {when}."));
        }
        let staff = provider.and_then(|it| it.staff);
        if let Some((_, name)) = us.iter().find(|it| Some(it.0) == staff) {
            out.push(format!("{name} atende pela agenda, {when}."));
        }
    }
    out.dedup();
    Ok(out)
}
