//! The groups of the people on a card, in words: where they are and which
//! place they wait for. Under secrecy the counter is told nothing of it.

use std::collections::HashMap;

use super::places::position;
use crate::app::desk::Desk;
use crate::app::veil::Veil;
use crate::domain::access::Right;
use crate::domain::fault::Outcome;
use crate::domain::groups::WaitingState;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::families;
use crate::store::groups::{enrolments, list, waiting};

/// One person's groups, as a card tells them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonGroups {
    pub person: Id<Person>,
    /// "«Violão» (nº 4)", "espera por «Coral» (2ª)"; hidden under secrecy.
    pub told: Veil<Vec<String>>,
}

impl Desk {
    /// The groups that these people are in or wait for.
    ///
    /// # Errors
    /// Refused by role.
    pub fn groups_of_people(&self, people: &[Id<Person>]) -> Outcome<Vec<PersonGroups>> {
        self.require(Right::Enrol)?;
        let con = self.store.con();
        let today = self.today();
        let groups: HashMap<_, _> = list::all(con)?.into_iter().map(|it| (it.id, it)).collect();
        let mut out = Vec::new();
        for &person in people {
            if self.is_secret_here() && families::secret_of(con, person)? {
                let told = Veil::Hidden;
                out.push(PersonGroups { person, told });
                continue;
            }
            let mut told = Vec::new();
            for it in enrolments::of_person(con, person)? {
                let now = it.until.is_none_or(|until| until >= today);
                if let (true, Some(group)) = (now, groups.get(&it.group)) {
                    told.push(format!("«{}» (nº {})", group.name, it.number));
                }
            }
            for it in waiting::of_person(con, person)? {
                let group = groups.get(&it.group);
                let (WaitingState::Waiting, Some(group)) = (it.state, group) else {
                    continue;
                };
                if let Some(at) = position(con, group, today, person)? {
                    told.push(format!("espera por «{}» ({at}ª)", group.name));
                }
            }
            let told = Veil::Open(told);
            out.push(PersonGroups { person, told });
        }
        Ok(out)
    }
}
