//! People: registering somebody alone, correcting fields, documents, and
//! showing a CPF or NIS to who may ask for it.

use super::desk::Desk;
use super::families::{person_of, write_who};
use crate::domain::access::Right;
use crate::domain::act::{Access, Act};
use crate::domain::codes::MissingDoc;
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::person::{
    Document, DocumentFacts, Person, PersonFacts, PersonField, Sensitivity, Who,
};
use crate::domain::time::to_ms;
use crate::store::{families, people};

/// CPF and NIS whole, for one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    pub cpf: String,
    pub nis: String,
}

impl Desk {
    /// Registers somebody who is not in a family yet (a name is enough).
    ///
    /// # Errors
    /// Refused beside the field that cannot be kept.
    pub fn register_person(&mut self, facts: &PersonFacts) -> Outcome<Id<Person>> {
        self.require(Right::EditFamilies)?;
        let who = Who::New(Box::new(facts.clone()));
        self.act(Act::PersonChanged, |act| write_who(act, &who))
    }

    /// Corrects fields of a person: each with what was typed.
    ///
    /// # Errors
    /// Refused beside a field; race and disability that are already written
    /// are corrected only by who sees them.
    pub fn edit_person(&mut self, id: Id<Person>, edits: &[(PersonField, String)]) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let sees = self.may(Right::SeeSensitive);
        let reaches = self.may(Right::SeeSecret);
        self.act(Act::PersonChanged, |act| {
            let mut person = person_of(act, id)?;
            let reaches = reaches || !families::secret_of(act.tx, id)?;
            for (field, typed) in edits {
                let hidden = match field.sensitivity() {
                    Sensitivity::Sensitive => !sees,
                    Sensitivity::Contact => !reaches,
                    Sensitivity::Plain | Sensitivity::Number => false,
                };
                if hidden && !person.facts.get(*field).is_empty() {
                    return refused_at(
                        field.name(),
                        "Já está preenchido. Quem vê este dado é que corrige.",
                    );
                }
                person.facts.set(*field, typed, act.today)?;
            }
            let got_cpf = edits.iter().any(|it| it.0 == PersonField::Cpf);
            if got_cpf && !person.facts.cpf.is_empty() {
                person.facts.missing.retain(|it| *it != MissingDoc::Cpf);
            }
            let change = people::save(act.tx, &person, to_ms(act.now))?;
            act.note(change);
            Ok(())
        })
    }

    /// Takes back a death recorded by mistake; the lines of the families that
    /// ended with it are put back by hand or by undo.
    ///
    /// # Errors
    /// Refused when no death is recorded.
    pub fn clear_death(&mut self, id: Id<Person>) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        self.act(Act::PersonChanged, |act| {
            let mut person = person_of(act, id)?;
            if person.died_on.is_none() {
                return refused("Não há registro de óbito desta pessoa.");
            }
            person.died_on = None;
            let change = people::save(act.tx, &person, to_ms(act.now))?;
            act.note(change);
            Ok(())
        })
    }

    /// A paper of the person; one that was missing no longer is.
    ///
    /// # Errors
    /// Refused without a number.
    pub fn add_document(
        &mut self,
        person: Id<Person>,
        facts: DocumentFacts,
    ) -> Outcome<Id<Document>> {
        self.require(Right::EditFamilies)?;
        self.act(Act::DocumentsChanged, |act| {
            let mut it = person_of(act, person)?;
            it.facts.missing.retain(|it| Some(*it) != facts.fills());
            let change = people::save(act.tx, &it, to_ms(act.now))?;
            act.note(change);
            super::families::add_document(act, person, facts)
        })
    }

    /// Corrects a paper.
    ///
    /// # Errors
    /// Refused without a number, or when it is not the person's.
    pub fn edit_document(
        &mut self,
        person: Id<Person>,
        id: Id<Document>,
        facts: DocumentFacts,
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let facts = facts.tidied()?;
        self.act(Act::DocumentsChanged, |act| {
            if !people::documents(act.tx, person)?
                .iter()
                .any(|it| it.id == id)
            {
                return refused("Este documento não está mais no cadastro.");
            }
            let change = people::save_document(act.tx, &Document { id, person, facts })?;
            act.note(change);
            Ok(())
        })
    }

    /// Takes a paper out of sight.
    ///
    /// # Errors
    /// Refused when it is not the person's.
    pub fn remove_document(&mut self, person: Id<Person>, id: Id<Document>) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        self.act(Act::DocumentsChanged, |act| {
            if !people::documents(act.tx, person)?
                .iter()
                .any(|it| it.id == id)
            {
                return refused("Este documento não está mais no cadastro.");
            }
            let change = people::remove_document(act.tx, id)?;
            act.note(change);
            Ok(())
        })
    }

    /// CPF and NIS whole; each look goes to the access log.
    ///
    /// # Errors
    /// Refused by role.
    pub fn reveal(&mut self, id: Id<Person>) -> Outcome<Numbers> {
        self.require(Right::RevealNumbers)?;
        let Some(person) = people::load(self.store.con(), id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        self.look(Access::Revealed, "person", Some(*id.bytes()), "")?;
        Ok(Numbers {
            cpf: person.facts.cpf,
            nis: person.facts.nis,
        })
    }
}
