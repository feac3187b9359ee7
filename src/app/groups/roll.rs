//! The roll of one meeting: who is on it by number, what is said of each, and
//! how two people who mark it at once are merged person by person.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::meetings::{MeetingView, standing};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused};
use crate::domain::groups::{Change, Mark, Meeting, MeetingKey, Merged, merge};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::groups::marks::Marked;
use crate::store::groups::{marks, meetings};
use crate::store::{families, people};

/// One person of the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollLine {
    /// As on the printed sheet; `None` for a visitor.
    pub number: Option<u32>,
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
    pub mark: Option<Mark>,
    /// Who marked, and when.
    pub by: String,
    pub at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    pub meeting: MeetingView,
    /// By number, visitors last.
    pub lines: Vec<RollLine>,
}

/// What came of saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollSaved {
    /// Marks that were written.
    pub written: u32,
    /// What another person said meanwhile, left as it stands.
    pub conflicts: Vec<RollConflict>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollConflict {
    pub person: Id<Person>,
    pub name: String,
    pub theirs: Option<Mark>,
    /// Who said it; empty when it was taken away.
    pub by: String,
    pub ours: Option<Mark>,
}

impl Desk {
    /// The roll of a meeting as it stands.
    ///
    /// # Errors
    /// Refused by role, or when the meeting is not in the calendar.
    pub fn roll(&self, key: MeetingKey) -> Outcome<Roll> {
        let con = self.store.con();
        let group = self.reached(Right::SeeGroups, con, key.group)?;
        let Some(meeting) = self.meeting_of(con, &group, key)? else {
            return refused("Este encontro não está mais no calendário do grupo.");
        };
        let mut marked: HashMap<Id<Person>, (Marked, _)> = HashMap::new();
        if let Some(id) = meeting.id {
            for (it, face) in marks::of_meeting(con, id)? {
                marked.insert(it.person, (it, face));
            }
        }
        let mut lines = Vec::new();
        for it in self.names_of_group(con, &group, meeting.day, None)? {
            let mark = marked.remove(&it.person).map(|it| it.0);
            lines.push(RollLine {
                number: Some(it.number),
                person: it.person,
                name: it.name,
                age: it.age,
                by: by(con, mark.as_ref())?,
                at: mark.as_ref().map(|it| it.at),
                mark: mark.map(|it| it.mark),
            });
        }
        let mut visitors: Vec<RollLine> = Vec::new();
        for (mark, face) in marked.into_values() {
            visitors.push(RollLine {
                number: None,
                person: mark.person,
                name: self.name_in_list(&face),
                age: face.age(meeting.day),
                by: by(con, Some(&mark))?,
                at: Some(mark.at),
                mark: Some(mark.mark),
            });
        }
        visitors.sort_by_key(|it| (it.at, it.person));
        lines.extend(visitors);
        Ok(Roll { meeting, lines })
    }

    /// Writes what is said of each person. Only what was changed is looked at;
    /// what another said meanwhile stays and is answered as a conflict. Saving
    /// with nothing changed calls the roll all the same only if somebody is
    /// marked.
    ///
    /// # Errors
    /// Refused by role, for a meeting to come or cancelled, and for somebody
    /// who is no longer registered.
    pub fn save_roll(
        &mut self,
        key: MeetingKey,
        changes: &[Change<Id<Person>>],
    ) -> Outcome<RollSaved> {
        self.reached(Right::MarkRoll, self.store.con(), key.group)?;
        let of = self.unit().cloned();
        let saved = self.act(Act::RollSaved, |acting| {
            let mut meeting = standing(acting, of.as_ref(), key)?;
            if meeting.cancelled {
                return refused("Este encontro foi cancelado. Se aconteceu, remarque-o antes.");
            }
            if meeting.day > acting.today {
                return refused("Este encontro ainda vai acontecer: a chamada é no dia.");
            }
            let now = standing_marks(acting.tx, meeting.id)?;
            let Merged { writes, conflicts } = merge(changes, |it| now.get(&it).map(|it| it.mark));
            if !writes.is_empty() && meeting.called_at.is_none() {
                meeting.called_at = Some(acting.now);
                meeting.called_by = acting.who.as_ref().map(|it| it.staff);
            }
            if !writes.is_empty() {
                let change = meetings::save(acting.tx, &meeting)?;
                acting.note(change);
            }
            for (person, mark) in &writes {
                write(acting, &meeting, *person, *mark)?;
            }
            let mut told = Vec::new();
            for it in conflicts {
                told.push((it, by(acting.tx, now.get(&it.person))?));
            }
            Ok((writes.len(), told))
        });
        let (written, told) = saved?;
        let con = self.store.con();
        let mut conflicts = Vec::new();
        for (it, by) in told {
            let secret = self.is_secret_here() && families::secret_of(con, it.person)?;
            let name = people::load(con, it.person)?
                .filter(|_| !secret)
                .map_or_else(
                    || super::seen::UNDER_SECRECY.to_string(),
                    |it| it.facts.shown_name().to_string(),
                );
            conflicts.push(RollConflict {
                person: it.person,
                name,
                theirs: it.theirs,
                by,
                ours: it.ours,
            });
        }
        Ok(RollSaved {
            written: u32::try_from(written).unwrap_or(u32::MAX),
            conflicts,
        })
    }

    pub(super) fn meeting_of(
        &self,
        con: &Connection,
        group: &crate::domain::groups::Group,
        key: MeetingKey,
    ) -> Outcome<Option<MeetingView>> {
        if let Some(it) = meetings::by_key(con, key)? {
            return Ok(Some(super::meetings::view(group, it)));
        }
        let found = self.meetings_between(con, group, key.day, key.day)?;
        Ok(found.into_iter().find(|it| it.key == key))
    }
}

fn standing_marks(con: &Connection, meeting: Id<Meeting>) -> Outcome<HashMap<Id<Person>, Marked>> {
    let found = marks::of_meeting(con, meeting)?;
    Ok(found.into_iter().map(|it| (it.0.person, it.0)).collect())
}

fn write(
    acting: &mut Acting<'_>,
    meeting: &Meeting,
    person: Id<Person>,
    mark: Option<Mark>,
) -> Outcome<()> {
    let row = marks::row_of(acting.tx, meeting.id, person)?;
    let change = match mark {
        None => match row {
            Some(id) => crate::store::groups::hide(acting.tx, "mark", id.bytes())?,
            None => None,
        },
        Some(mark) => {
            let known = people::load(acting.tx, person)?;
            if known.is_none_or(|it| it.merged_into.is_some()) {
                return refused(
                    "Uma das pessoas da chamada não está mais no cadastro: recarregue.",
                );
            }
            let it = Marked {
                id: row.unwrap_or_else(|| acting.draw()),
                meeting: meeting.id,
                person,
                mark,
                at: acting.now,
                who: acting.who.as_ref().map(|it| it.staff),
            };
            marks::save(acting.tx, &it)?
        }
    };
    acting.note(change);
    Ok(())
}

fn by(con: &Connection, mark: Option<&Marked>) -> Outcome<String> {
    let Some(who) = mark.and_then(|it| it.who) else {
        return Ok(String::new());
    };
    Ok(families::staff_name(con, who.bytes())?.unwrap_or_default())
}
