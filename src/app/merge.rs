//! Two records of one person become one, and can part again at any later time.
//! A person decides; the program only points at who looks alike. Nobody is
//! moved out of a family by a join: who then stands in two is shown as such.

use super::courses::{seats_hold, weaker_twin};
use super::desk::{Acting, Desk};
use super::families::{person_of, save_lines};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::codes::Kinship;
use crate::domain::date::Birth;
use crate::domain::family::Family;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::{Person, PersonField, Sensitivity};
use crate::domain::time::to_ms;
use crate::store::merge::{self, Belonging};
use crate::store::record::{Cell, RowChange, unhex};
use crate::store::{families, journal, people};

/// Journal entries looked through for the join to be taken back.
const HISTORY_MAX: u32 = 500;

/// A field in which the two records differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    pub field: PersonField,
    /// What the kept record says; empty fields take the other's.
    pub kept: String,
    pub other: String,
}

impl Desk {
    /// In what the two records differ, to be looked at before joining them;
    /// both looks are logged.
    ///
    /// # Errors
    /// Refused by role, or when one is gone.
    pub fn compare(&mut self, keep: Id<Person>, other: Id<Person>) -> Outcome<Vec<Twin>> {
        self.require(Right::Merge)?;
        let con = self.store.con();
        let (Some(keep), Some(other)) = (people::load(con, keep)?, people::load(con, other)?)
        else {
            return refused("Um dos cadastros não existe mais. Procure de novo.");
        };
        for it in [&keep, &other] {
            self.opened("person", it.id.bytes())?;
        }
        let con = self.store.con();
        let secret = families::secret_of(con, keep.id)? || families::secret_of(con, other.id)?;
        let contact = self.may(Right::SeeSecret) || !secret;
        let seen = PersonField::ALL.iter().filter(|it| {
            // How to reach them is for whoever sees their phones.
            contact || it.sensitivity() != Sensitivity::Contact
        });
        let twins = seen.map(|&field| Twin {
            field,
            kept: keep.facts.get(field),
            other: other.facts.get(field),
        });
        Ok(twins.filter(|it| it.kept != it.other).collect())
    }

    /// Joins `other` into `keep`: families, phones, documents and tickets are
    /// the kept one's, and its empty fields are filled.
    ///
    /// # Errors
    /// Refused when it is the same record, or one was already joined.
    pub fn merge(&mut self, keep: Id<Person>, other: Id<Person>) -> Outcome<()> {
        self.require(Right::Merge)?;
        if keep == other {
            return refused("É o mesmo cadastro. Escolha o outro.");
        }
        self.act(Act::PersonsMerged, |act| {
            let mut kept = person_of(act, keep)?;
            let mut gone = person_of(act, other)?;
            join_lines(act, keep, other)?;
            for row in merge::belongings(act.tx, other)? {
                if row.table == "member" {
                    continue;
                }
                let twin = merge::is_twin(act.tx, row, keep)?;
                if let Some(weaker) = weaker_twin(act.tx, row, keep)?.filter(|_| twin) {
                    let change = merge::hide(act.tx, weaker)?;
                    act.note(change);
                } else if twin {
                    let change = merge::hide(act.tx, row)?;
                    act.note(change);
                    continue;
                }
                let change = merge::give(act.tx, row, keep)?;
                act.note(change);
            }
            fill(&mut kept, &gone, act.today)?;
            save(act, &kept)?;
            // Whoever was joined into the other follows.
            for mut follower in people::merged_into(act.tx, other)? {
                follower.merged_into = Some(keep);
                save(act, &follower)?;
            }
            gone.merged_into = Some(keep);
            save(act, &gone)
        })
    }

    /// Parts a joined record again. What was changed since stays with the kept
    /// one; everything else goes back.
    ///
    /// # Errors
    /// Refused when it is not joined, or the join's description was erased.
    pub fn unmerge(&mut self, other: Id<Person>) -> Outcome<()> {
        self.require(Right::Merge)?;
        let lines = journal::history(self.store.con(), &[*other.bytes()], HISTORY_MAX)?;
        let join = lines
            .into_iter()
            .find(|it| it.act == Act::PersonsMerged.code() && joins(&it.changes, other));
        let Some(join) = join else {
            return refused("Este cadastro não foi unificado com outro.");
        };
        self.act(Act::PersonsParted, |act| {
            let gone = people::load(act.tx, other)?;
            if gone.is_none_or(|it| it.merged_into.is_none()) {
                return refused("Este cadastro já está separado.");
            }
            let mut touched: Vec<Id<Person>> = Vec::new();
            for change in join.changes.iter().rev() {
                let done = merge::give_back(act.tx, change)?;
                act.note(done);
                let id = unhex(&change.id).and_then(|it| it.try_into().ok());
                if let Some(id) = id
                    && !seats_hold(act.tx, (&change.table, id), act.today)?
                {
                    return refused(
                        "A vaga que os dois cadastros tinham na turma já é de outra pessoa. Abra \
                         uma vaga na turma antes.",
                    );
                }
                if change.table == "person" {
                    touched.extend(id_of(&change.id));
                }
            }
            for id in touched {
                // The search keys follow the names as they are now.
                if let Some(person) = people::load(act.tx, id)? {
                    save(act, &person)?;
                }
            }
            for family in families_in(act, &join.changes)? {
                let before = families::household(act.tx, family)?;
                let mut home = before.clone();
                if !home.is_whole() {
                    home.settle();
                    save_lines(act, &before.members, &home)?;
                }
            }
            Ok(())
        })
    }
}

/// The other's lines in families: one that both have is the kept one's, with
/// the stronger kinship; the rest is given to the kept one.
fn join_lines(act: &mut Acting<'_>, keep: Id<Person>, other: Id<Person>) -> Outcome<()> {
    let kept = families::lines_of(act.tx, keep)?;
    for line in families::lines_of(act.tx, other)? {
        let row = Belonging {
            table: "member",
            id: *line.id.bytes(),
        };
        let both = kept
            .iter()
            .find(|it| it.family == line.family && it.is_current() && line.is_current());
        let change = match both {
            Some(own) => {
                if line.kinship == Kinship::Reference {
                    let mut own = own.clone();
                    own.kinship = Kinship::Reference;
                    let change = families::save_member(act.tx, &own)?;
                    act.note(change);
                }
                merge::hide(act.tx, row)?
            }
            None => merge::give(act.tx, row, keep)?,
        };
        act.note(change);
    }
    Ok(())
}

/// Empty fields of the kept record take what the other knows; a birth known by
/// the day replaces an approximate one.
fn fill(kept: &mut Person, gone: &Person, today: chrono::NaiveDate) -> Outcome<()> {
    for &field in PersonField::ALL {
        let theirs = gone.facts.get(field);
        let is_empty = kept.facts.get(field).is_empty();
        let is_known_now = field == PersonField::Homeless && gone.facts.homeless;
        if (is_empty || is_known_now) && !theirs.is_empty() {
            kept.facts.set(field, &theirs, today)?;
        }
    }
    if let (Birth::About { .. }, Birth::Known(_)) = (kept.facts.birth, gone.facts.birth) {
        kept.facts.birth = gone.facts.birth;
    }
    kept.died_on = kept.died_on.or(gone.died_on);
    Ok(())
}

fn save(act: &mut Acting<'_>, person: &Person) -> Outcome<()> {
    let change = people::save(act.tx, person, to_ms(act.now))?;
    act.note(change);
    Ok(())
}

/// Whether these changes are the ones that joined this record.
fn joins(changes: &[RowChange], other: Id<Person>) -> bool {
    changes.iter().any(|it| {
        it.table == "person"
            && id_of::<Person>(&it.id) == Some(other)
            && matches!(it.after.get("merged_into"), Some(Cell::Blob { .. }))
    })
}

fn id_of<T>(hex: &str) -> Option<Id<T>> {
    let bytes = unhex(hex).and_then(|it| <[u8; 16]>::try_from(it).ok())?;
    Some(Id::from_bytes(bytes))
}

/// Families with a line among these changes.
fn families_in(act: &Acting<'_>, changes: &[RowChange]) -> Outcome<Vec<Id<Family>>> {
    let mut out: Vec<Id<Family>> = Vec::new();
    for change in changes.iter().filter(|it| it.table == "member") {
        let Some(line) = id_of(&change.id) else {
            continue;
        };
        if let Some(family) = families::family_of_line(act.tx, line)?
            && !out.contains(&family)
        {
            out.push(family);
        }
    }
    Ok(out)
}
