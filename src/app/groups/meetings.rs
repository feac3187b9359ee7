//! Meetings of a group: those that the hours give, joined with what somebody
//! said of one. A meeting gets its row the first time something is said of it.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{Calendar, Minute};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::groups::{Group, GroupKind, Meeting, MeetingKey, Planned, planned};
use crate::domain::id::Id;
use crate::domain::text::{bounded, needed};
use crate::domain::unit::{Setting, Unit};
use crate::store::agenda::supply;
use crate::store::groups::{list, meetings};
use crate::store::unit;

const REASON_MAX_CHARS: usize = 120;
const THEME_MAX_CHARS: usize = 120;
const MATERIALS_MAX_CHARS: usize = 300;
const REPORT_MAX_CHARS: usize = 2_000;
const HEADS_MAX: u32 = 5_000;

/// A meeting as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingView {
    pub key: MeetingKey,
    /// Once something was said of it.
    pub id: Option<Id<Meeting>>,
    pub group: String,
    pub kind: GroupKind,
    pub day: NaiveDate,
    pub starts: Minute,
    pub ends: Minute,
    pub extra: bool,
    pub cancelled: bool,
    pub moved: bool,
    pub reason: String,
    pub theme: String,
    pub activity: String,
    pub activity_title: String,
    pub materials: String,
    pub report: String,
    pub heads: Option<u32>,
    /// When its roll was first saved; `None` = not called.
    pub called_at: Option<DateTime<Utc>>,
}

/// What is worked on in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingEdit {
    pub theme: String,
    pub activity: String,
    pub activity_title: String,
    pub materials: String,
    pub report: String,
    /// Head count of a one-off activity.
    pub heads: Option<u32>,
}

/// Where a meeting goes instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingMove {
    pub day: NaiveDate,
    pub starts: Minute,
    pub ends: Minute,
    pub reason: String,
}

impl Desk {
    /// The meetings of one group on those days, cancelled ones too.
    ///
    /// # Errors
    /// Refused by role, or when the group is gone.
    pub fn meetings(
        &self,
        group: Id<Group>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Outcome<Vec<MeetingView>> {
        let con = self.store.con();
        let group = self.reached(Right::SeeGroups, con, group)?;
        self.meetings_between(con, &group, from, to)
    }

    /// The meetings of that day in every group reached, by hour.
    ///
    /// # Errors
    /// Refused by role.
    pub fn meetings_on(&self, day: NaiveDate) -> Outcome<Vec<MeetingView>> {
        self.require(Right::SeeGroups)?;
        let con = self.store.con();
        let team = list::team(con)?;
        let mut out = Vec::new();
        for group in list::all(con)? {
            if group.active && (self.reaches_all() || self.works_in(&team, group.id)) {
                out.extend(self.meetings_between(con, &group, day, day)?);
            }
        }
        out.sort_by(|a, b| (a.starts, &a.group).cmp(&(b.starts, &b.group)));
        Ok(out)
    }

    /// Says what is or was worked on in a meeting.
    ///
    /// # Errors
    /// Refused by role, beside a field that is too long, or when the meeting
    /// is no longer there.
    pub fn edit_meeting(&mut self, key: MeetingKey, it: &MeetingEdit) -> Outcome<()> {
        self.reached(Right::MarkRoll, self.store.con(), key.group)?;
        if it.heads.is_some_and(|it| it > HEADS_MAX) {
            return refused_at("pessoas", "Diga até 5000 pessoas.");
        }
        let edit = MeetingEdit {
            theme: bounded("tema", &it.theme, THEME_MAX_CHARS)?,
            activity: bounded("atividade", &it.activity, THEME_MAX_CHARS)?,
            activity_title: bounded("atividade", &it.activity_title, THEME_MAX_CHARS)?,
            materials: bounded("materiais", &it.materials, MATERIALS_MAX_CHARS)?,
            report: bounded("relato", &it.report, REPORT_MAX_CHARS)?,
            heads: it.heads,
        };
        self.change_meeting(key, |meeting, _| {
            meeting.theme = edit.theme;
            meeting.activity = edit.activity;
            meeting.activity_title = edit.activity_title;
            meeting.materials = edit.materials;
            meeting.report = edit.report;
            meeting.heads = edit.heads;
            Ok(())
        })
    }

    /// Puts a meeting on another day or hour, with the reason.
    ///
    /// # Errors
    /// Refused by role, beside a field, and when its roll was called already.
    pub fn move_meeting(&mut self, key: MeetingKey, it: &MeetingMove) -> Outcome<()> {
        self.reached(Right::MarkRoll, self.store.con(), key.group)?;
        let reason = needed("motivo", &it.reason, REASON_MAX_CHARS, WHY)?;
        if it.starts >= it.ends {
            return refused_at("fim", "A hora do fim vem antes da do começo.");
        }
        self.change_meeting(key, |meeting, _| {
            not_called(meeting)?;
            (meeting.day, meeting.starts, meeting.ends) = (it.day, it.starts, it.ends);
            meeting.cancelled = false;
            meeting.reason = reason;
            Ok(())
        })
    }

    /// Says that a meeting does not happen, with the reason.
    ///
    /// # Errors
    /// Refused by role, beside the reason, and when its roll was called.
    pub fn cancel_meeting(&mut self, key: MeetingKey, reason: &str) -> Outcome<()> {
        self.reached(Right::MarkRoll, self.store.con(), key.group)?;
        let reason = needed("motivo", reason, REASON_MAX_CHARS, WHY)?;
        self.change_meeting(key, |meeting, _| {
            not_called(meeting)?;
            meeting.cancelled = true;
            meeting.reason = reason;
            Ok(())
        })
    }

    /// A meeting beside the weekly hours; the only ones of a one-off activity.
    ///
    /// # Errors
    /// Refused by role, beside a field, and when there is one at that hour.
    pub fn add_meeting(
        &mut self,
        group: Id<Group>,
        day: NaiveDate,
        starts: Minute,
        ends: Minute,
    ) -> Outcome<MeetingKey> {
        let of = self.reached(Right::MarkRoll, self.store.con(), group)?;
        if starts >= ends {
            return refused_at("fim", "A hora do fim vem antes da do começo.");
        }
        let there = self.meetings_between(self.store.con(), &of, day, day)?;
        let meets = |it: &MeetingView| !it.cancelled && it.starts < ends && it.ends > starts;
        if there.iter().any(meets) {
            return refused("O grupo já tem encontro nessa hora.");
        }
        let key = MeetingKey { group, day, starts };
        self.act(Act::MeetingChanged, |acting| {
            if meetings::by_key(acting.tx, key)?.is_some() {
                return refused(
                    "Um encontro desse dia e hora foi mudado ou cancelado: abra-o e mude de novo.",
                );
            }
            let row = meetings::row_of_key(acting.tx, key)?;
            let id = row.unwrap_or_else(|| acting.draw());
            let it = Meeting::new(id, Planned { key, ends }, true);
            let change = meetings::save(acting.tx, &it)?;
            acting.note(change);
            Ok(key)
        })
    }

    fn change_meeting(
        &mut self,
        key: MeetingKey,
        change: impl FnOnce(&mut Meeting, &mut Acting<'_>) -> Outcome<()>,
    ) -> Outcome<()> {
        let of = self.unit().cloned();
        self.act(Act::MeetingChanged, |acting| {
            let mut it = standing(acting, of.as_ref(), key)?;
            change(&mut it, acting)?;
            let change = meetings::save(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }

    /// What the hours give and what was said, joined, by day and hour.
    pub(super) fn meetings_between(
        &self,
        con: &Connection,
        group: &Group,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Outcome<Vec<MeetingView>> {
        let said = meetings::of_group(con, group.id, from, to)?;
        let mut hours = list::hours(con)?;
        hours.retain(|it| it.group == group.id);
        let calendar = calendar(con, self.unit(), self.today())?;
        let mut out: Vec<MeetingView> = planned(&hours, &calendar, from, to)
            .into_iter()
            .filter(|it| said.iter().all(|said| said.key != it.key))
            .map(|it| {
                let meeting = Meeting::new(Id::from_bytes([0; 16]), it, false);
                MeetingView {
                    id: None,
                    ..view(group, meeting)
                }
            })
            .collect();
        let within = said.into_iter().filter(|it| from <= it.day && it.day <= to);
        out.extend(within.map(|it| view(group, it)));
        out.sort_by_key(|it| (it.day, it.starts, it.key));
        Ok(out)
    }
}

const WHY: &str = "Diga o motivo em poucas palavras.";

fn not_called(it: &Meeting) -> Outcome<()> {
    match it.called_at {
        Some(_) => refused("A chamada deste encontro já foi feita: ele aconteceu."),
        None => Ok(()),
    }
}

/// The meeting of that key as it stands, or as the hours give it.
pub(super) fn standing(
    acting: &mut Acting<'_>,
    of: Option<&Unit>,
    key: MeetingKey,
) -> Outcome<Meeting> {
    if let Some(it) = meetings::by_key(acting.tx, key)? {
        return Ok(it);
    }
    let mut hours = list::hours(acting.tx)?;
    hours.retain(|it| it.group == key.group);
    let calendar = calendar(acting.tx, of, acting.today)?;
    let given = planned(&hours, &calendar, key.day, key.day);
    let Some(it) = given.into_iter().find(|it| it.key == key) else {
        return refused("Este encontro não está mais no calendário do grupo.");
    };
    let row = meetings::row_of_key(acting.tx, key)?;
    let id = row.unwrap_or_else(|| acting.draw());
    Ok(Meeting::new(id, it, false))
}

/// The days on which the unit opens.
pub(super) fn calendar(con: &Connection, of: Option<&Unit>, today: NaiveDate) -> Outcome<Calendar> {
    let (uf, ibge) = of.map_or(("", ""), |it| (it.uf.as_str(), it.ibge.as_str()));
    let optional = unit::setting(con, Setting::AgendaOptionalDays, today)? == "sim";
    Ok(Calendar::new(supply::holidays(con)?, uf, ibge, optional))
}

pub(super) fn view(group: &Group, it: Meeting) -> MeetingView {
    MeetingView {
        key: it.key,
        id: Some(it.id),
        group: group.name.clone(),
        kind: group.kind,
        day: it.day,
        starts: it.starts,
        ends: it.ends,
        extra: it.extra,
        cancelled: it.cancelled,
        moved: it.is_moved(),
        reason: it.reason,
        theme: it.theme,
        activity: it.activity,
        activity_title: it.activity_title,
        materials: it.materials,
        report: it.report,
        heads: it.heads,
        called_at: it.called_at,
    }
}
