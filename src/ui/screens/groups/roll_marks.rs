//! What is marked on a roll and not yet saved, beside what the desk last said
//! of it. Pure: no key, no question. A mark given here stays when the roll is
//! asked again; what another desk wrote meanwhile is found when it is saved.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::{MeetingView, Roll, RollLine};
use crate::domain::agenda::Minute;
use crate::domain::groups::{Change, Mark, MeetingKey};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::{Draft, Key};

/// A draft's name begins so; the meeting follows.
pub const DRAFT: &str = "chamada:";
/// Where a draft keeps the name of a visitor who is not on the roll.
const VISITOR: &str = "visitante.";

/// One line of the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub number: Option<u32>,
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
    /// Who gave the mark that stands, and when; empty when nobody did.
    pub said: Option<(String, chrono::DateTime<chrono::Utc>)>,
    /// What stood when this desk last looked, before it marked.
    pub seen: Option<Mark>,
    pub ours: Option<Mark>,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub present: usize,
    pub absent: usize,
    pub excused: usize,
    pub open: usize,
}

#[derive(Default)]
pub struct Marks {
    meeting: Option<MeetingView>,
    rows: Vec<Row>,
    at: usize,
    /// The day of the meeting is still to come.
    ahead: bool,
    /// Of a draft, until the roll is there.
    kept: Vec<Row>,
}

impl Row {
    fn is_changed(&self) -> bool {
        self.ours != self.seen
    }

    /// "P", "F", "J", "·".
    pub fn letter(&self) -> char {
        self.ours.map_or('·', Mark::letter)
    }
}

impl From<RollLine> for Row {
    fn from(it: RollLine) -> Self {
        Self {
            number: it.number,
            person: it.person,
            name: it.name,
            age: it.age,
            said: it.at.map(|at| (it.by, at)),
            seen: it.mark,
            ours: it.mark,
        }
    }
}

impl Counts {
    pub const fn said(self) -> usize {
        self.present + self.absent + self.excused
    }

    /// "20 presentes, 5 faltas, 1 com motivo".
    pub fn text(self) -> String {
        let many = |n: usize, one: &str, more: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {more}"),
        };
        let mut parts = vec![
            many(self.present, "presente", "presentes"),
            many(self.absent, "falta", "faltas"),
        ];
        if self.excused > 0 {
            parts.push(format!("{} com motivo", self.excused));
        }
        if self.open > 0 {
            parts.push(format!("{} sem marca", self.open));
        }
        parts.join(", ")
    }
}

impl Marks {
    pub fn with_draft(kept: Vec<Row>) -> Self {
        Self {
            kept,
            ..Self::default()
        }
    }

    /// The roll as the desk has it now, under what was marked here.
    pub fn set(&mut self, roll: Roll, today: NaiveDate) {
        let marked = self.selected().map(|it| it.person);
        let mut ours: Vec<Row> = std::mem::take(&mut self.rows);
        ours.append(&mut self.kept);
        ours.retain(Row::is_changed);
        self.rows = roll.lines.into_iter().map(Row::from).collect();
        for it in ours {
            match self.rows.iter_mut().find(|row| row.person == it.person) {
                Some(row) => {
                    row.ours = it.ours;
                    if row.seen != it.ours {
                        row.seen = it.seen;
                    }
                }
                None => self.rows.push(it),
            }
        }
        self.ahead = roll.meeting.day > today;
        self.meeting = Some(roll.meeting);
        let at = self.rows.iter().position(|it| Some(it.person) == marked);
        self.at = at.unwrap_or(self.at).min(self.rows.len().saturating_sub(1));
    }

    /// What was marked here is written, or given up.
    pub fn forget(&mut self) {
        for it in &mut self.rows {
            it.seen = it.ours;
        }
        self.kept.clear();
    }

    pub fn meeting(&self) -> Option<&MeetingView> {
        self.meeting.as_ref()
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.at)
    }

    pub fn numbers(&self) -> Vec<u32> {
        self.rows.iter().filter_map(|it| it.number).collect()
    }

    pub fn select_number(&mut self, number: u32) {
        if let Some(at) = self.rows.iter().position(|it| it.number == Some(number)) {
            self.at = at;
        }
    }

    /// Gives a mark to the selected row, which is answered.
    pub fn give(&mut self, mark: Option<Mark>) -> Option<&Row> {
        let row = self.rows.get_mut(self.at)?;
        row.ours = mark;
        Some(row)
    }

    /// How many got a mark by it.
    pub fn rest_present(&mut self) -> usize {
        let open = self.rows.iter_mut().filter(|it| it.ours.is_none());
        open.map(|it| it.ours = Some(Mark::Present)).count()
    }

    /// Somebody who came without being on the roll, present and selected.
    pub fn visitor(&mut self, person: Id<Person>, name: String) {
        if let Some(at) = self.rows.iter().position(|it| it.person == person) {
            self.at = at;
        } else {
            self.rows.push(visitor(person, name));
            self.at = self.rows.len() - 1;
        }
        self.give(Some(Mark::Present));
    }

    pub fn step(&mut self, by: usize) {
        self.at = (self.at + by).min(self.rows.len().saturating_sub(1));
    }

    /// Arrows; the sideways ones go to the other column of names.
    pub fn travel(&mut self, key: Key, page: usize) -> bool {
        match key {
            Key::Up => self.at = self.at.saturating_sub(1),
            Key::Down => self.step(1),
            Key::Left | Key::PageUp => self.at = self.at.saturating_sub(page),
            Key::Right | Key::PageDown => self.step(page),
            Key::Home | Key::Top => self.at = 0,
            Key::End | Key::Bottom => self.step(self.rows.len()),
            _ => return false,
        }
        true
    }

    pub fn changes(&self) -> Vec<Change<Id<Person>>> {
        let changed = self.rows.iter().filter(|it| it.is_changed());
        let changes = changed.map(|it| Change {
            person: it.person,
            seen: it.seen,
            mark: it.ours,
        });
        changes.collect()
    }

    pub fn counts(&self) -> Counts {
        let mut out = Counts::default();
        for it in &self.rows {
            match it.ours {
                None => out.open += 1,
                Some(Mark::Present) => out.present += 1,
                Some(Mark::Absent(None)) => out.absent += 1,
                Some(Mark::Absent(Some(_))) => out.excused += 1,
            }
        }
        out
    }

    /// Why nobody can be marked.
    pub fn off(&self) -> Option<&'static str> {
        let it = self.meeting.as_ref()?;
        if it.cancelled {
            Some("Este encontro foi cancelado. Se aconteceu, remarque-o em «encontros».")
        } else if self.ahead {
            Some("Este encontro ainda vai acontecer: a chamada é no dia.")
        } else {
            None
        }
    }

    /// What would be lost if the power went now.
    pub fn draft(&self, key: MeetingKey) -> Draft {
        let mut values = BTreeMap::new();
        for it in self
            .rows
            .iter()
            .chain(&self.kept)
            .filter(|it| it.is_changed())
        {
            let value = format!("{} {}", code(it.seen), code(it.ours));
            values.insert(it.person.to_string(), value);
            if it.number.is_none() {
                values.insert(format!("{VISITOR}{}", it.person), it.name.clone());
            }
        }
        if let Some(meeting) = self.meeting.as_ref().filter(|_| !values.is_empty()) {
            values.insert("name".to_owned(), meeting.group.clone());
        }
        Draft {
            name: format!("{DRAFT}{}|{}|{}", key.group, key.day, key.starts.get()),
            values,
        }
    }
}

/// The meeting behind [`DRAFT`] and the marks of a draft.
pub fn read_draft(name: &str, values: &BTreeMap<String, String>) -> Option<(MeetingKey, Vec<Row>)> {
    let mut parts = name.split('|');
    let key = MeetingKey {
        group: Id::parse(parts.next()?)?,
        day: parts.next()?.parse().ok()?,
        starts: Minute::new(parts.next()?.parse().ok()?)?,
    };
    let mut rows = Vec::new();
    for (name, value) in values {
        let (Some(person), Some((seen, ours))) = (Id::parse(name), value.split_once(' ')) else {
            continue;
        };
        let name = values.get(&format!("{VISITOR}{person}"));
        rows.push(Row {
            seen: mark(seen),
            ours: mark(ours),
            ..visitor(person, name.cloned().unwrap_or_default())
        });
    }
    Some((key, rows))
}

fn visitor(person: Id<Person>, name: String) -> Row {
    Row {
        number: None,
        person,
        name,
        age: None,
        said: None,
        seen: None,
        ours: None,
    }
}

fn code(it: Option<Mark>) -> String {
    match it.map(Mark::columns) {
        None => "-".to_owned(),
        Some((true, _)) => "P".to_owned(),
        Some((false, reason)) => format!("F{reason}"),
    }
}

fn mark(code: &str) -> Option<Mark> {
    match code.split_at_checked(1)? {
        ("P", _) => Some(Mark::Present),
        ("F", reason) => Some(Mark::of(false, reason)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::groups::AwayReason;

    #[test]
    fn a_mark_survives_a_draft() {
        for it in [
            None,
            Some(Mark::Present),
            Some(Mark::Absent(None)),
            Some(Mark::Absent(Some(AwayReason::Health))),
        ] {
            assert_eq!(mark(&code(it)), it);
        }
        assert_eq!(mark(""), None);
        assert_eq!(mark("ção"), None);
    }

    #[test]
    fn counts_are_told_in_words() {
        let counts = Counts {
            present: 20,
            absent: 1,
            excused: 0,
            open: 2,
        };
        assert_eq!(counts.text(), "20 presentes, 1 falta, 2 sem marca");
    }
}
