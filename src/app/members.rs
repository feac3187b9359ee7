//! Who belongs to a family: coming in, going out, moving, death, change of
//! reference person. The rules are the household's; here they are written.

use chrono::NaiveDate;

use super::desk::{Acting, Desk};
use super::families::{family_of, person_of, save_lines, write_family, write_who};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::codes::{Kinship, LeaveReason};
use crate::domain::family::{AddressFacts, Family, Household, NewFamily, NewMember};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::person::{Person, Who};
use crate::domain::time::to_ms;
use crate::store::{families, people};

/// Somebody leaves a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    pub person: Id<Person>,
    pub family: Id<Family>,
    pub reason: LeaveReason,
    pub day: NaiveDate,
    /// Who becomes the reference, when the reference person leaves others.
    pub next: Option<Id<Person>>,
}

/// Where somebody goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveTo {
    /// Into a family of this unit, with this kinship to its reference.
    Family { id: Id<Family>, kinship: Kinship },
    /// Into a family of their own, as its reference person.
    New { address: Box<AddressFacts> },
}

impl Desk {
    /// One more in the family.
    ///
    /// # Errors
    /// Refused as `Household::add` says, or when the person is in another
    /// family.
    pub fn add_member(&mut self, family: Id<Family>, new: &NewMember) -> Outcome<Id<Person>> {
        self.require(Right::EditFamilies)?;
        self.act(Act::MemberAdded, |act| {
            family_of(act, family)?;
            let person = write_who(act, &new.who)?;
            for document in &new.documents {
                super::families::add_document(act, person, document.clone())?;
            }
            change_home(act, family, |act, home| {
                let line = act.draw();
                home.add(line, person, new.kinship, act.today)
            })?;
            Ok(person)
        })
    }

    /// Corrects the kinship of somebody who is not the reference person.
    ///
    /// # Errors
    /// Refused as `Household::set_kinship` says.
    pub fn set_kinship(
        &mut self,
        family: Id<Family>,
        person: Id<Person>,
        kinship: Kinship,
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        self.act(Act::FamilyChanged, |act| {
            change_home(act, family, |_, home| home.set_kinship(person, kinship))
        })
    }

    /// Somebody left; the line stays struck through with its day and reason.
    ///
    /// # Errors
    /// Refused as `Household::leave` says; a death is recorded as one.
    pub fn leave_family(&mut self, leaving: Leaving) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        if leaving.reason == LeaveReason::Death {
            return self.record_death(leaving.person, leaving.day, leaving.next);
        }
        self.act(Act::MemberLeft, |act| leave(act, leaving))
    }

    /// Somebody goes to another family of the unit, or to one of their own.
    /// Answers the family where they are now.
    ///
    /// # Errors
    /// Refused when they would leave others without a reference person.
    pub fn move_member(
        &mut self,
        person: Id<Person>,
        from: Id<Family>,
        to: &MoveTo,
        next: Option<Id<Person>>,
    ) -> Outcome<Id<Family>> {
        self.require(Right::EditFamilies)?;
        if matches!(to, MoveTo::Family { id, .. } if *id == from) {
            return refused("É a mesma família.");
        }
        let ddd = self.ddd();
        self.act(Act::MemberMoved, |act| {
            let secret = family_of(act, from)?.secret;
            let day = act.today;
            let reason = LeaveReason::Moved;
            leave(
                act,
                Leaving {
                    person,
                    family: from,
                    reason,
                    day,
                    next,
                },
            )?;
            match to {
                MoveTo::Family { id, kinship } => {
                    family_of(act, *id)?;
                    change_home(act, *id, |act, home| {
                        let line = act.draw();
                        home.add(line, person, *kinship, act.today)
                    })?;
                    Ok(*id)
                }
                MoveTo::New { address } => {
                    let new = NewFamily {
                        members: vec![NewMember::new(Who::Known(person), Kinship::Reference)],
                        address: AddressFacts::clone(address),
                        ..NewFamily::default()
                    };
                    write_family(act, &new, &ddd, secret)
                }
            }
        })
    }

    /// Somebody died: every family's line ends that day, and the record stays.
    ///
    /// # Errors
    /// Refused for a day to come or before the birth, and when others would be
    /// left without a reference person.
    pub fn record_death(
        &mut self,
        person: Id<Person>,
        day: NaiveDate,
        next: Option<Id<Person>>,
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        self.act(Act::PersonDied, |act| {
            let mut it = person_of(act, person)?;
            if act.today < day {
                return refused_at("day", "A data do óbito ainda não chegou.");
            }
            if it.facts.birth.date().is_some_and(|birth| day < birth) {
                return refused_at("day", "A data do óbito é anterior ao nascimento. Confira.");
            }
            it.died_on = Some(day);
            let change = people::save(act.tx, &it, to_ms(act.now))?;
            act.note(change);
            let lines = families::lines_of(act.tx, person)?;
            for line in lines.iter().filter(|it| it.is_current()) {
                leave(
                    act,
                    Leaving {
                        person,
                        family: line.family,
                        reason: LeaveReason::Death,
                        day,
                        next,
                    },
                )?;
            }
            Ok(())
        })
    }

    /// Another reference person. `kinships` says the others' kinship to the
    /// new one; those not named keep theirs.
    ///
    /// # Errors
    /// Refused when `next` is not in the family.
    pub fn change_reference(
        &mut self,
        family: Id<Family>,
        next: Id<Person>,
        kinships: &[(Id<Person>, Kinship)],
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        self.act(Act::ReferenceChanged, |act| {
            change_home(act, family, |_, home| home.change_reference(next, kinships))
        })
    }
}

fn leave(act: &mut Acting<'_>, it: Leaving) -> Outcome<()> {
    change_home(act, it.family, |act, home| {
        home.leave(it.person, it.reason, it.day, act.today, it.next)
    })
}

/// Takes one move on the household as it is in this transaction.
fn change_home(
    act: &mut Acting<'_>,
    family: Id<Family>,
    change: impl FnOnce(&mut Acting<'_>, &mut Household) -> Outcome<()>,
) -> Outcome<()> {
    family_of(act, family)?;
    let before = families::household(act.tx, family)?;
    let mut home = before.clone();
    change(act, &mut home)?;
    save_lines(act, &before.members, &home)
}
