//! Who belongs to a family, and the moves that may happen to it. In a family
//! where anybody is, exactly one current line is the reference person: each
//! move here keeps that, or answers why it cannot. A line is never taken away:
//! it ends, with its day and its reason (Prontuário SUAS, composição familiar).

use chrono::NaiveDate;

use super::{Family, MEMBERS_MAX};
use crate::domain::codes::{Kinship, LeaveReason};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::order::sort_by_key;
use crate::domain::person::Person;

/// One line of the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: Id<Member>,
    pub family: Id<Family>,
    pub person: Id<Person>,
    /// To the reference person.
    pub kinship: Kinship,
    pub position: i64,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// Why it ended.
    pub reason: Option<LeaveReason>,
}

impl Member {
    pub fn is_current(&self) -> bool {
        self.until.is_none()
    }

    pub fn is_reference(&self) -> bool {
        self.is_current() && self.kinship == Kinship::Reference
    }
}

/// All lines of one family, current and ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    pub family: Id<Family>,
    pub members: Vec<Member>,
}

impl Household {
    pub fn current(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|it| it.is_current())
    }

    pub fn reference(&self) -> Option<&Member> {
        self.members.iter().find(|it| it.is_reference())
    }

    pub fn of(&self, person: Id<Person>) -> Option<&Member> {
        self.current().find(|it| it.person == person)
    }

    /// What must hold after every move: nobody twice, and exactly one
    /// reference person where anybody is.
    pub fn is_whole(&self) -> bool {
        let references = self.current().filter(|it| it.is_reference()).count();
        let twice = self
            .current()
            .any(|it| self.current().filter(|o| o.person == it.person).count() > 1);
        let expected = usize::from(self.current().next().is_some());
        references == expected && !twice
    }

    /// Somebody comes in. The first of all is the reference person.
    ///
    /// # Errors
    /// Refused for a second reference person or somebody already here.
    pub fn add(
        &mut self,
        line: Id<Member>,
        person: Id<Person>,
        kinship: Kinship,
        today: NaiveDate,
    ) -> Outcome<()> {
        let first = self.current().next().is_none();
        let kinship = if first { Kinship::Reference } else { kinship };
        if !first && kinship == Kinship::Reference {
            return refused_at(
                "kinship",
                "A família já tem pessoa de referência. Para trocar, use a troca de referência.",
            );
        }
        if self.of(person).is_some() {
            return refused("Esta pessoa já está nesta família.");
        }
        if self.current().count() >= MEMBERS_MAX {
            return refused(format!("Uma família tem no máximo {MEMBERS_MAX} pessoas."));
        }
        let position = self.members.iter().map(|it| it.position).max();
        self.members.push(Member {
            id: line,
            family: self.family,
            person,
            kinship,
            position: position.map_or(0, |it| it + 1),
            since: today,
            until: None,
            reason: None,
        });
        Ok(())
    }

    /// Somebody goes out; the line stays, with day and reason. The day may be
    /// before the line's own first day, which is when it was written.
    ///
    /// # Errors
    /// Refused for a day to come, and when the reference person would leave
    /// others behind without `next`.
    pub fn leave(
        &mut self,
        person: Id<Person>,
        reason: LeaveReason,
        day: NaiveDate,
        today: NaiveDate,
        next: Option<Id<Person>>,
    ) -> Outcome<()> {
        if today < day {
            return refused_at("day", "A data da saída ainda não chegou.");
        }
        let Some(line) = self.of(person) else {
            return refused("Esta pessoa não está mais nesta família.");
        };
        let leaves_others = self.current().any(|it| it.person != person);
        if line.is_reference() && leaves_others {
            let Some(next) = next.filter(|&it| it != person) else {
                return refused_at(
                    "next",
                    "É a pessoa de referência. Escolha antes quem fica como referência.",
                );
            };
            self.change_reference(next, &[])?;
        }
        for it in &mut self.members {
            if it.person == person && it.is_current() {
                it.until = Some(day);
                it.reason = Some(reason);
            }
        }
        Ok(())
    }

    /// Another person becomes the reference. Kinship is to the reference, so
    /// `kinships` says the others' again; who is not named keeps theirs, and
    /// the former reference becomes "outro parente" unless named.
    ///
    /// # Errors
    /// Refused when `next` is not here or two would be the reference.
    pub fn change_reference(
        &mut self,
        next: Id<Person>,
        kinships: &[(Id<Person>, Kinship)],
    ) -> Outcome<()> {
        if self.of(next).is_none() {
            return refused_at("next", "Escolha alguém que está na família.");
        }
        for (person, kinship) in kinships {
            if *kinship == Kinship::Reference && *person != next {
                return refused_at("kinship", "Confira os parentescos: só uma referência.");
            }
        }
        for it in self.members.iter_mut().filter(|it| it.is_current()) {
            let said = kinships.iter().find(|said| said.0 == it.person);
            it.kinship = match said {
                _ if it.person == next => Kinship::Reference,
                Some((_, kinship)) if *kinship != Kinship::Reference => *kinship,
                Some(_) => continue,
                None if it.kinship == Kinship::Reference => Kinship::OtherKin,
                None => continue,
            };
        }
        Ok(())
    }

    /// Corrects one kinship; the reference person's changes only by
    /// [`Self::change_reference`].
    ///
    /// # Errors
    /// Refused for the kinship of the reference person.
    pub fn set_kinship(&mut self, person: Id<Person>, kinship: Kinship) -> Outcome<()> {
        if kinship == Kinship::Reference {
            return refused_at(
                "kinship",
                "Escolha o parentesco com a pessoa de referência.",
            );
        }
        let mut line = None;
        for it in &mut self.members {
            if it.person == person && it.is_current() {
                line = Some(it);
            }
        }
        match line {
            Some(it) if it.kinship == Kinship::Reference => refused_at(
                "kinship",
                "É a pessoa de referência. Para mudar, use a troca de referência.",
            ),
            Some(it) => {
                it.kinship = kinship;
                Ok(())
            }
            None => refused("Esta pessoa não está mais nesta família."),
        }
    }

    /// Puts the one-reference rule back after records were joined or parted:
    /// the oldest reference line stays, or the first line becomes it.
    pub fn settle(&mut self) {
        let mut lines: Vec<&mut Member> = self
            .members
            .iter_mut()
            .filter(|it| it.is_current())
            .collect();
        sort_by_key(&mut lines, |it| {
            (it.kinship != Kinship::Reference, it.position, it.since)
        });
        for (at, it) in lines.into_iter().enumerate() {
            if at == 0 {
                it.kinship = Kinship::Reference;
            } else if it.kinship == Kinship::Reference {
                it.kinship = Kinship::OtherKin;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn id<T>(n: u8) -> Id<T> {
        Id::from_bytes([n; 16])
    }

    fn family_of(n: u8) -> Household {
        let mut out = Household {
            family: id(0),
            members: Vec::new(),
        };
        for it in 1..=n {
            out.add(
                id(it),
                id(it),
                if it == 1 {
                    Kinship::Reference
                } else {
                    Kinship::Child
                },
                day("2026-01-01"),
            )
            .unwrap();
        }
        out
    }

    #[test]
    fn the_reference_leaves_only_when_another_takes_the_place() {
        let today = day("2026-11-23");
        let mut home = family_of(3);
        let why = LeaveReason::Separation;
        assert!(home.leave(id(1), why, today, today, None).is_err());
        assert!(home.leave(id(1), why, today, today, Some(id(1))).is_err());
        assert!(home.is_whole());
        home.leave(id(1), why, today, today, Some(id(2))).unwrap();
        assert!(home.is_whole());
        assert_eq!(home.reference().unwrap().person, id(2));
        assert_eq!(home.members.len(), 3, "the line stays");
        home.leave(id(2), why, today, today, Some(id(3))).unwrap();
        home.leave(id(3), why, today, today, None).unwrap();
        assert!(home.is_whole() && home.reference().is_none());
        // Who comes back first is the reference again.
        home.add(id(9), id(3), Kinship::Child, today).unwrap();
        assert!(home.is_whole());
    }

    #[test]
    fn no_second_reference_and_nobody_twice() {
        let today = day("2026-11-23");
        let mut home = family_of(2);
        assert!(home.add(id(7), id(7), Kinship::Reference, today).is_err());
        assert!(home.add(id(7), id(2), Kinship::Child, today).is_err());
        assert!(home.set_kinship(id(1), Kinship::Child).is_err());
        assert!(home.set_kinship(id(2), Kinship::Reference).is_err());
        assert!(home.is_whole());
    }

    #[test]
    fn kinships_are_said_again_or_kept() {
        let mut home = family_of(3);
        home.change_reference(id(2), &[(id(1), Kinship::Parent)])
            .unwrap();
        let kinship = |n: u8| home.of(id(n)).unwrap().kinship;
        assert_eq!(
            [kinship(1), kinship(2), kinship(3)],
            [Kinship::Parent, Kinship::Reference, Kinship::Child]
        );
        let mut home = family_of(2);
        home.change_reference(id(2), &[]).unwrap();
        assert_eq!(home.of(id(1)).unwrap().kinship, Kinship::OtherKin);
    }
}
