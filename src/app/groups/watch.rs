//! Watching the groups: whoever stopped coming is a task by phone, and what a
//! group lacks is a line of a list. The program counts and tells; the team
//! decides. An orientador sees their own groups.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use rusqlite::Connection;

use super::meetings::calendar;
use crate::app::agenda::called;
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{Minute, Reach};
use crate::domain::fault::{Outcome, refused};
use crate::domain::groups::{
    CALLS_MAX, Enrolment, Group, GroupKind, Mark, MeetingKey, Moment, PRIORITY_PERCENT, Part,
    Quarter, QuarterSpan, Share, absent, over_leaders, planned,
};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::day_title;
use crate::domain::unit::Setting;
use crate::store::groups::{Face, enrolments, list, marks, meetings, situations, watch};

/// Days back in which absences in a row are looked for.
const BACK_DAYS: u64 = 180;
/// Days back in which a meeting that nobody called is told.
const UNCALLED_DAYS: u64 = 28;
/// Absences in a row when the setting says nothing.
const ABSENCES: u32 = 3;

/// Somebody who stopped coming and was not reached since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceTask {
    pub enrolment: Id<Enrolment>,
    pub person: Id<Person>,
    pub name: String,
    pub group: Id<Group>,
    pub group_name: String,
    /// Unjustified absences in a row.
    pub streak: u32,
    /// Day of the first of them.
    pub since: Option<NaiveDate>,
    /// Within half a year; `None` = not once.
    pub last_present: Option<NaiveDate>,
    /// National digits; empty when there is none or it is hidden.
    pub phone: String,
    pub phone_hidden: bool,
    /// How the last call about these absences ended.
    pub reach: Option<Reach>,
    /// Calls in vain about them, of [`CALLS_MAX`].
    pub in_vain: u32,
    /// Técnico de referência of the family; empty = none.
    pub technician: String,
    /// Whoever is logged in is that técnico.
    pub own: bool,
    /// One of their families is under secrecy.
    pub secret: bool,
}

/// What a line of the watch list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AlertKind {
    NotCalled,
    NoPresence,
    OutOfBand,
    TooMany,
    FewPriority,
}

/// One thing to see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub kind: AlertKind,
    pub group: Id<Group>,
    pub group_name: String,
    /// Whom it is about; `None` for the whole group.
    pub person: Option<Id<Person>>,
    pub name: String,
    /// The meeting that was not called.
    pub meeting: Option<MeetingKey>,
    pub text: String,
}

/// The groups as they want to be watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupWatch {
    /// By kind, group and name.
    pub alerts: Vec<Alert>,
    /// Priority public in the SCFV places of the groups reached.
    pub share: Share,
}

impl AlertKind {
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotCalled => "chamada por fazer",
            Self::NoPresence => "sem presença no trimestre",
            Self::OutOfBand => "fora da faixa",
            Self::TooMany => "mais de 30 por orientador",
            Self::FewPriority => "menos da metade prioritária",
        }
    }

    /// As in data for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotCalled => "not_called",
            Self::NoPresence => "no_presence",
            Self::OutOfBand => "out_of_band",
            Self::TooMany => "over_30_per_leader",
            Self::FewPriority => "few_priority",
        }
    }
}

impl Desk {
    /// Who has as many unjustified absences in a row as the unit says, and was
    /// not reached since; the longest streak first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn absence_tasks(&self) -> Outcome<Vec<AbsenceTask>> {
        self.require(Right::SeeGroups)?;
        let con = self.store.con();
        let today = self.today();
        let limit = self.setting(Setting::GroupAbsences)?.parse();
        let limit = limit.unwrap_or(ABSENCES).max(1);
        let groups = self.watched(con)?;
        let from = today.checked_sub_days(Days::new(BACK_DAYS));
        let mut said = marks_by_stay(con, from.unwrap_or(today), today)?;
        let calls = self.calls_by_stay(con)?;
        let technicians = watch::technicians(con)?;
        let phones = watch::phones(con)?;
        let (may_call, me) = (self.may(Right::Enrol), self.session().map(|it| it.staff));
        let mut out = Vec::new();
        for (it, face) in enrolments::faces_of_all(con, today, today)? {
            let Some(group) = groups.get(&it.group) else {
                continue;
            };
            let mut own = said.remove(&(it.group, it.person)).unwrap_or_default();
            own.retain(|mark| it.holds_on(mark.0.0));
            let calls = calls.get(&it.id).map(Vec::as_slice);
            let standing = absent(&own, calls.unwrap_or_default());
            if standing.streak < limit || face.died_on.is_some() || it.until.is_some() {
                continue;
            }
            let technician = technicians.get(&it.person);
            let hidden = !may_call || (face.secret && !self.may(Right::SeeSecret));
            let phone = phones.get(&it.person).filter(|_| !hidden);
            out.push(AbsenceTask {
                enrolment: it.id,
                person: it.person,
                name: self.name_in_list(&face),
                group: it.group,
                group_name: group.name.clone(),
                streak: standing.streak,
                since: standing.since,
                last_present: standing.last_present,
                phone: phone.cloned().unwrap_or_default(),
                phone_hidden: hidden,
                reach: standing.reach,
                in_vain: standing.in_vain,
                technician: technician.map_or(String::new(), |it| it.1.clone()),
                own: technician.is_some_and(|it| Some(it.0) == me),
                secret: face.secret,
            });
        }
        out.sort_by(|a, b| {
            let key = |it: &AbsenceTask| (std::cmp::Reverse(it.streak), it.in_vain >= CALLS_MAX);
            (key(a), &a.group_name, &a.name).cmp(&(key(b), &b.group_name, &b.name))
        });
        Ok(out)
    }

    /// How a call to somebody who stopped coming ended. One that reached them
    /// closes the task until they are absent again.
    ///
    /// # Errors
    /// Refused by role, for a group of another team, and when they left it.
    pub fn note_absence_call(&mut self, id: Id<Enrolment>, reach: Reach) -> Outcome<()> {
        self.require(Right::MarkRoll)?;
        let Some(stay) = enrolments::by_id(self.store.con(), id)? else {
            return refused(GONE);
        };
        self.reached(Right::MarkRoll, self.store.con(), stay.group)?;
        self.act(Act::Contacted, |acting| {
            match enrolments::by_id(acting.tx, id)? {
                Some(it) if it.until.is_none() => called(acting, *id.bytes(), reach),
                Some(_) | None => refused(GONE),
            }
        })
    }

    /// What the groups lack today.
    ///
    /// # Errors
    /// Refused by role.
    pub fn group_watch(&self) -> Outcome<GroupWatch> {
        self.require(Right::SeeGroups)?;
        let con = self.store.con();
        let today = self.today();
        let groups = self.watched(con)?;
        let faces: Vec<(Enrolment, Face)> = enrolments::faces_of_all(con, today, today)?
            .into_iter()
            .filter(|it| groups.contains_key(&it.0.group))
            .collect();
        let priority = situations::priority(con, today)?;
        let mut alerts = self.uncalled(con, &groups)?;
        alerts.extend(self.unseen(con, &groups, &faces)?);
        alerts.extend(self.grown(&groups, &faces));
        alerts.extend(crowded(con, &groups, today)?);
        let (share, low) = shares(&groups, &faces, &priority);
        alerts.extend(low);
        alerts.sort_by(|a, b| {
            (a.kind, &a.group_name, a.meeting, &a.name).cmp(&(
                b.kind,
                &b.group_name,
                b.meeting,
                &b.name,
            ))
        });
        Ok(GroupWatch { alerts, share })
    }

    /// Groups in use that whoever is logged in reaches.
    fn watched(&self, con: &Connection) -> Outcome<HashMap<Id<Group>, Group>> {
        let team = list::team(con)?;
        let reached = |it: &Group| self.reaches_all() || self.works_in(&team, it.id);
        let all = list::all(con)?.into_iter();
        Ok(all
            .filter(|it| it.active && it.kind != GroupKind::OneOff && reached(it))
            .map(|it| (it.id, it))
            .collect())
    }

    fn calls_by_stay(&self, con: &Connection) -> Outcome<HashMap<Id<Enrolment>, Vec<Call>>> {
        let zone = self.zone();
        let mut out: HashMap<_, Vec<Call>> = HashMap::new();
        for it in watch::calls(con)? {
            let when = (zone.day(it.at), Minute::of(zone.time(it.at)));
            out.entry(it.about).or_default().push((when, it.reach));
        }
        Ok(out)
    }

    /// Meetings of the last weeks of which no roll was saved.
    fn uncalled(
        &self,
        con: &Connection,
        groups: &HashMap<Id<Group>, Group>,
    ) -> Outcome<Vec<Alert>> {
        let today = self.today();
        let from = today.checked_sub_days(Days::new(UNCALLED_DAYS));
        let from = from.unwrap_or(today);
        let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let said = meetings::of_all(con, from, yesterday)?;
        let known: HashSet<MeetingKey> = said.iter().map(|it| it.key).collect();
        let calendar = calendar(con, self.unit(), today)?;
        let given = planned(&list::hours(con)?, &calendar, from, yesterday)
            .into_iter()
            .filter(|it| !known.contains(&it.key))
            .map(|it| (it.key, it.key.day));
        let told = said
            .iter()
            .filter(|it| !it.cancelled && it.called_at.is_none())
            .filter(|it| from <= it.day && it.day <= yesterday)
            .map(|it| (it.key, it.day));
        Ok(given
            .chain(told)
            .filter_map(|(key, day)| {
                let group = groups.get(&key.group)?;
                let text = format!("{}: ninguém fez a chamada.", day_title(day));
                Some(Alert {
                    meeting: Some(key),
                    ..alert(AlertKind::NotCalled, group, text)
                })
            })
            .collect())
    }

    /// Who is in an SCFV group and did not come once this quarter.
    fn unseen(
        &self,
        con: &Connection,
        groups: &HashMap<Id<Group>, Group>,
        faces: &[(Enrolment, Face)],
    ) -> Outcome<Vec<Alert>> {
        let today = self.today();
        let span = QuarterSpan::from_setting(&self.setting(Setting::SiscByDeadline)?);
        let (from, to) = Quarter::of(today, span).days(span);
        let came: HashSet<(Id<Group>, Id<Person>)> = marks::presences(con, from, to)?
            .into_iter()
            .map(|it| (it.group, it.person))
            .collect();
        let mut out = Vec::new();
        for (it, face) in faces {
            let Some(group) = groups.get(&it.group) else {
                continue;
            };
            // A meeting or two are always missed by whoever came yesterday.
            let is_new = it.since > from;
            if group.kind != GroupKind::Scfv || is_new || came.contains(&(it.group, it.person)) {
                continue;
            }
            let text = format!("nenhuma presença desde {}.", from.format("%d/%m"));
            out.push(self.alert_of(AlertKind::NoPresence, group, face, text));
        }
        Ok(out)
    }

    /// Whose age is no longer the group's.
    fn grown(&self, groups: &HashMap<Id<Group>, Group>, faces: &[(Enrolment, Face)]) -> Vec<Alert> {
        let today = self.today();
        let out = faces.iter().filter_map(|(it, face)| {
            let group = groups.get(&it.group)?;
            let age = face.age(today)?;
            (!group.takes_age(Some(age))).then(|| {
                let text = format!("{age} anos, e o grupo é de {}.", group.band_text());
                self.alert_of(AlertKind::OutOfBand, group, face, text)
            })
        });
        out.collect()
    }

    fn alert_of(&self, kind: AlertKind, group: &Group, face: &Face, text: String) -> Alert {
        Alert {
            person: Some(face.person),
            name: self.name_in_list(face),
            ..alert(kind, group, text)
        }
    }
}

const GONE: &str = "A pessoa já saiu deste grupo, aqui ou em outra mesa.";

type Call = (Moment, Reach);
type Stay = (Id<Group>, Id<Person>);

fn marks_by_stay(
    con: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> Outcome<HashMap<Stay, Vec<(Moment, Mark)>>> {
    let mut out: HashMap<Stay, Vec<(Moment, Mark)>> = HashMap::new();
    for it in watch::marks(con, from, to)? {
        let own = out.entry((it.group, it.person)).or_default();
        own.push(((it.day, it.starts), it.mark));
    }
    Ok(out)
}

fn crowded(
    con: &Connection,
    groups: &HashMap<Id<Group>, Group>,
    today: NaiveDate,
) -> Outcome<Vec<Alert>> {
    let (taken, team) = (enrolments::taken(con, today)?, list::team(con)?);
    let found = groups.values().filter_map(|group| {
        let lead = |it: &&crate::domain::groups::TeamMember| {
            it.group == group.id && it.part == Part::Leader
        };
        let leaders = u32::try_from(team.iter().filter(lead).count()).unwrap_or(u32::MAX);
        let taken = taken.get(&group.id).copied().unwrap_or(0);
        let over = over_leaders(taken, leaders);
        (over > 0 && group.kind == GroupKind::Scfv).then(|| {
            let text = format!("{taken} pessoas, {over} a mais que 30 por orientador(a).");
            alert(AlertKind::TooMany, group, text)
        })
    });
    Ok(found.collect())
}

/// The share of the unit, each person once, and the groups below the half.
pub(super) fn shares(
    groups: &HashMap<Id<Group>, Group>,
    faces: &[(Enrolment, Face)],
    priority: &HashSet<Id<Person>>,
) -> (Share, Vec<Alert>) {
    let mut by_group: HashMap<Id<Group>, HashSet<Id<Person>>> = HashMap::new();
    let mut everybody = HashSet::new();
    for (it, _) in faces {
        if priority.contains(&it.person) && groups.get(&it.group).is_some_and(is_scfv) {
            everybody.insert(it.person);
            by_group.entry(it.group).or_default().insert(it.person);
        }
    }
    let many = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    let mut share = Share {
        people: many(everybody.len()),
        capacity: 0,
    };
    let mut alerts = Vec::new();
    for group in groups.values().filter(|it| is_scfv(it)) {
        share.capacity = share.capacity.saturating_add(group.capacity);
        let of = Share {
            people: many(by_group.get(&group.id).map_or(0, HashSet::len)),
            capacity: group.capacity,
        };
        if of.is_low() {
            let text = format!(
                "{} de {} vagas ({}%); a meta é {PRIORITY_PERCENT}%.",
                of.people,
                of.capacity,
                of.percent()
            );
            alerts.push(alert(AlertKind::FewPriority, group, text));
        }
    }
    (share, alerts)
}

fn is_scfv(it: &Group) -> bool {
    it.kind == GroupKind::Scfv
}

fn alert(kind: AlertKind, group: &Group, text: String) -> Alert {
    Alert {
        kind,
        group: group.id,
        group_name: group.name.clone(),
        person: None,
        name: String::new(),
        meeting: None,
        text,
    }
}
