//! Situações prioritárias, recorded by technicians and coordination with the
//! paper that proves them (Resolução CNAS 1/2013). Everybody else is told yes
//! or no, by the other use cases.

use chrono::NaiveDate;

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::{Access, Act};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::groups::Situation;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::text::bounded;
use crate::store::groups::situations::{self, Noted};
use crate::store::{families, people};

const PROOF_MAX_CHARS: usize = 120;

/// A situation of somebody, for who may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SituationLine {
    pub id: Id<Noted>,
    pub situation: Situation,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// The paper that proves it; empty = none yet.
    pub proof: String,
    pub by: String,
}

/// What the form hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSituation {
    pub person: Id<Person>,
    pub situation: Situation,
    pub since: NaiveDate,
    pub proof: String,
}

impl Desk {
    /// The situations of one person, past ones too; the look is logged.
    ///
    /// # Errors
    /// Refused by role.
    pub fn situations(&mut self, person: Id<Person>) -> Outcome<Vec<SituationLine>> {
        self.require(Right::SeeSituation)?;
        let con = self.store.con();
        let mut out = Vec::new();
        for it in situations::of_person(con, person)? {
            let by = match it.noted_by {
                Some(who) => families::staff_name(con, who.bytes())?,
                None => None,
            };
            out.push(SituationLine {
                id: it.id,
                situation: it.situation,
                since: it.since,
                until: it.until,
                proof: it.proof,
                by: by.unwrap_or_default(),
            });
        }
        self.look(Access::Opened, "situation", Some(*person.bytes()), "")?;
        Ok(out)
    }

    /// Records a situation, or corrects day and proof of one that holds.
    ///
    /// # Errors
    /// Refused by role or beside a field.
    pub fn note_situation(&mut self, it: &NewSituation) -> Outcome<()> {
        self.require(Right::SeeSituation)?;
        let proof = bounded("prova", &it.proof, PROOF_MAX_CHARS)?;
        if it.since > self.today() {
            return refused_at("desde", "O dia ainda não chegou.");
        }
        self.act(Act::SituationNoted, |acting| {
            if people::load(acting.tx, it.person)?.is_none() {
                return refused("Esta pessoa não está mais no cadastro.");
            }
            let standing = situations::of_person(acting.tx, it.person)?
                .into_iter()
                .find(|other| other.situation == it.situation && other.until.is_none());
            let noted = Noted {
                id: standing.map_or_else(|| acting.draw(), |it| it.id),
                person: it.person,
                situation: it.situation,
                since: it.since,
                until: None,
                proof,
                noted_at: acting.now,
                noted_by: acting.who.as_ref().map(|it| it.staff),
            };
            let change = situations::save(acting.tx, &noted)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Says that a situation no longer holds; `on` is its last day.
    ///
    /// # Errors
    /// Refused by role, or when it ended already.
    pub fn end_situation(
        &mut self,
        person: Id<Person>,
        id: Id<Noted>,
        on: NaiveDate,
    ) -> Outcome<()> {
        self.require(Right::SeeSituation)?;
        self.act(Act::SituationNoted, |acting| {
            let found = situations::of_person(acting.tx, person)?
                .into_iter()
                .find(|it| it.id == id && it.until.is_none());
            let Some(it) = found else {
                return refused("Esta situação já foi encerrada.");
            };
            if on < it.since {
                return refused_at("dia", "O fim vem antes do começo.");
            }
            let ended = Noted {
                until: Some(on),
                ..it
            };
            let change = situations::save(acting.tx, &ended)?;
            acting.note(change);
            Ok(())
        })
    }
}
