//! What was corrected, by whom and when; and who looked. Both come from the
//! journal and the access log, filtered like the card: a value hidden today is
//! hidden in the past too.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::desk::Desk;
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::correction::{Sight, born, named, summary, told};
use crate::domain::family::Family;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{hide_cpf, hide_nis, mask_cpf, mask_nis};
use crate::domain::person::Person;
use crate::domain::time::from_ms;
use crate::store::journal::{self, Line};
use crate::store::looks::{self, Looked};
use crate::store::record::{Cell, RowChange, unhex};
use crate::store::{families, people};

/// Acts that one history looks back on.
const ACTS_MAX: u32 = 300;
/// Looks that one report shows.
const LOOKS_MAX: u32 = 500;

/// One field, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub at: DateTime<Utc>,
    pub who: String,
    /// What was being done ("mudança de endereço").
    pub act: &'static str,
    /// Whose: name of the person, or empty for the family as a whole.
    pub whose: String,
    pub field: String,
    /// Empty when the row is new.
    pub old: Veil<String>,
    pub new: Veil<String>,
}

impl Desk {
    /// Everything corrected in a family and its people, newest first.
    ///
    /// # Errors
    /// Refused by role, or when the family is gone.
    pub fn family_history(&mut self, id: Id<Family>) -> Outcome<Vec<Correction>> {
        self.require(Right::SeeFamilies)?;
        let con = self.store.con();
        let Some(family) = families::load(con, id)? else {
            return refused("Esta família não está mais no cadastro.");
        };
        let rows = families::rows_of(con, id)?;
        let out = self.corrections(&rows, family.secret)?;
        self.opened("history", id.bytes())?;
        Ok(out)
    }

    /// Everything corrected in a person, newest first.
    ///
    /// # Errors
    /// Refused by role, or when the person is gone.
    pub fn person_history(&mut self, id: Id<Person>) -> Outcome<Vec<Correction>> {
        self.require(Right::SeeFamilies)?;
        let con = self.store.con();
        if people::load(con, id)?.is_none() {
            return refused("Esta pessoa não está mais no cadastro.");
        }
        let rows = people::rows_of(con, id)?;
        let secret = families::secret_of(con, id)?;
        let out = self.corrections(&rows, secret)?;
        self.opened("history", id.bytes())?;
        Ok(out)
    }

    /// Who opened this family or its people, newest first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn who_opened(&self, id: Id<Family>) -> Outcome<Vec<Looked>> {
        self.require(Right::SeeAccessLog)?;
        let con = self.store.con();
        let home = families::household(con, id)?;
        let mut subjects = vec![*id.bytes()];
        subjects.extend(home.members.iter().map(|it| *it.person.bytes()));
        looks::at(con, &subjects, LOOKS_MAX)
    }

    pub(super) fn corrections(&self, rows: &[[u8; 16]], secret: bool) -> Outcome<Vec<Correction>> {
        let con = self.store.con();
        let sight = Sees {
            numbers: self.may(Right::SeeNumbers),
            sensitive: self.may(Right::SeeSensitive),
            places: !secret || self.may(Right::SeeSecret),
        };
        let mut names = Names::default();
        let mut out = Vec::new();
        for line in journal::history(con, rows, ACTS_MAX)? {
            let who = match &line.who {
                Some(who) => names.staff(con, who)?,
                None => String::new(),
            };
            for change in &line.changes {
                let Some(id) = bytes_of(&change.id).filter(|it| rows.contains(it)) else {
                    continue;
                };
                let whose = names.owner(con, change, &id)?;
                for (field, old, new) in fields(con, change, sight, &mut names)? {
                    out.push(Correction {
                        at: from_ms(line.at_ms),
                        who: who.clone(),
                        act: label(&line),
                        whose: whose.clone(),
                        field,
                        old,
                        new,
                    });
                }
            }
        }
        Ok(out)
    }
}

#[derive(Clone, Copy)]
struct Sees {
    numbers: bool,
    sensitive: bool,
    places: bool,
}

impl Sees {
    const fn may(self, sight: Sight) -> bool {
        match sight {
            Sight::Plain => true,
            Sight::Number => self.numbers,
            Sight::Sensitive => self.sensitive,
            Sight::Place => self.places,
        }
    }
}

fn label(line: &Line) -> &'static str {
    Act::from_code(&line.act).map_or("", Act::label)
}

type Told = (String, Veil<String>, Veil<String>);

/// The changed fields of one row in words.
fn fields(
    con: &rusqlite::Connection,
    change: &RowChange,
    sees: Sees,
    names: &mut Names,
) -> Outcome<Vec<Told>> {
    let mut out = Vec::new();
    let table = change.table.as_str();
    let Some(before) = &change.before else {
        let Some(field) = born(table) else {
            return Ok(out);
        };
        let mut parts = Vec::new();
        let mut open = true;
        for column in summary(table) {
            let cell = change.after.get(*column);
            let sight = named(table, column).map_or(Sight::Plain, |it| it.sight);
            open &= sees.may(sight);
            parts.extend(cell.and_then(text).map(|it| told(table, column, &it)));
        }
        let new = Veil::when(open, || parts.join(", "));
        out.push((field.to_string(), Veil::Open(String::new()), new));
        return Ok(out);
    };
    for (column, after) in &change.after {
        let Some(it) = named(table, column) else {
            continue;
        };
        // That a disability was written down is told by the line alone.
        if it.sight == Sight::Sensitive && !sees.sensitive {
            continue;
        }
        let mut say = |cell: Option<&Cell>| -> Outcome<Veil<String>> {
            let Some(cell) = cell else {
                return Ok(Veil::Open(String::new()));
            };
            let value = match (column.as_str(), cell) {
                ("person" | "merged_into", Cell::Blob { hex }) => names.person(con, hex)?,
                ("technician", Cell::Blob { hex }) => match bytes_of(hex) {
                    Some(who) => names.staff(con, &who)?,
                    None => String::new(),
                },
                _ => text(cell).map_or_else(String::new, |it| told(table, column, &it)),
            };
            Ok(number(column, value, it.sight, sees))
        };
        let (old, new) = (say(before.get(column))?, say(Some(after))?);
        // A row told anew after an erasure says what it said.
        if old == new && !old.is_hidden() || before.get(column) == Some(after) {
            continue;
        }
        out.push((it.label.to_string(), old, new));
    }
    Ok(out)
}

/// A CPF or NIS keeps its mask; anything else hidden is not there.
fn number(column: &str, value: String, sight: Sight, sees: Sees) -> Veil<String> {
    match (column, sees.may(sight)) {
        ("cpf", true) => Veil::Open(mask_cpf(&value)),
        ("nis", true) => Veil::Open(mask_nis(&value)),
        ("cpf", false) => Veil::Open(hide_cpf(&value)),
        ("nis", false) => Veil::Open(hide_nis(&value)),
        (_, open) => Veil::when(open, || value),
    }
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Null(()) | Cell::Blob { .. } => None,
        Cell::Int(it) => Some(it.to_string()),
        Cell::Text(it) => Some(it.clone()),
    }
}

fn bytes_of(hex: &str) -> Option<[u8; 16]> {
    unhex(hex).and_then(|it| it.try_into().ok())
}

/// Names already looked up for this history.
#[derive(Default)]
struct Names {
    known: BTreeMap<[u8; 16], String>,
}

impl Names {
    fn staff(&mut self, con: &rusqlite::Connection, who: &[u8; 16]) -> Outcome<String> {
        if let Some(name) = self.known.get(who) {
            return Ok(name.clone());
        }
        let name = families::staff_name(con, who)?.unwrap_or_default();
        self.known.insert(*who, name.clone());
        Ok(name)
    }

    fn person(&mut self, con: &rusqlite::Connection, hex: &str) -> Outcome<String> {
        let Some(id) = bytes_of(hex) else {
            return Ok(String::new());
        };
        if let Some(name) = self.known.get(&id) {
            return Ok(name.clone());
        }
        let found = people::load(con, Id::from_bytes(id))?;
        let name = found.map_or_else(String::new, |it| it.facts.shown_name().to_string());
        self.known.insert(id, name.clone());
        Ok(name)
    }

    /// Whose row this is: a person's own, or one that belongs to them.
    fn owner(
        &mut self,
        con: &rusqlite::Connection,
        change: &RowChange,
        id: &[u8; 16],
    ) -> Outcome<String> {
        let person = match change.table.as_str() {
            "person" => Some(*id),
            "member" | "document" => people::owner_of(con, &change.table, id)?,
            _ => None,
        };
        match person {
            Some(id) => self.person(con, &crate::store::record::hex(&id)),
            None => Ok(String::new()),
        }
    }
}
