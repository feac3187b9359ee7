//! A person, as the desk knows them. Somebody without a document or without a
//! birth date is registered like anybody else: only a name is asked for, the
//! rest warns and never blocks. Nome social comes first wherever a name is
//! shown (Decreto 8.727/2016). Never reads the clock: today comes in.

mod birth;
mod document;
mod facts;

pub use super::date::Birth;
pub use document::{Document, DocumentFacts};
pub(in crate::domain) use facts::pick;
pub use facts::{NAME_MAX_CHARS, PersonFacts, PersonField, Sensitivity, Warning, listed_name};

use chrono::NaiveDate;

use super::id::Id;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: Id<Person>,
    pub facts: PersonFacts,
    pub died_on: Option<NaiveDate>,
    /// The record that this one was joined into; then only that one is shown.
    pub merged_into: Option<Id<Person>>,
}

/// Somebody to be put into a family: typed now, or already registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    New(Box<PersonFacts>),
    Known(Id<Person>),
}

impl Person {
    /// Age in full years; nobody grows older after death.
    pub fn age(&self, today: NaiveDate) -> Option<u32> {
        self.facts.birth.age(self.died_on.unwrap_or(today))
    }
}
