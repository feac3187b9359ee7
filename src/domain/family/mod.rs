//! A family, as the Prontuário SUAS identifies it: who lives in it, where, how
//! to reach it. The rules of the household (exactly one reference person; a
//! line that ends stays, with its date and reason) are in `household`.

mod address;
mod fields;
mod household;
pub mod pending;
mod phone;

pub use address::{Address, AddressFacts};
pub use fields::{FamilyFacts, FamilyField};
pub use household::{Household, Member};
pub use pending::Pending;
pub use phone::{NewPhone, PHONES_MAX, Phone};

use chrono::NaiveDate;

use super::codes::Kinship;
use super::id::Id;
use super::person::{DocumentFacts, Who};
use super::staff::Staff;

/// A household beyond this is an institution typed as a family.
pub const MEMBERS_MAX: usize = 40;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    pub id: Id<Family>,
    /// Number of the Prontuário SUAS in this unit.
    pub number: u32,
    pub opened_on: NaiveDate,
    pub facts: FamilyFacts,
    /// Address, phones and places are hidden below técnico.
    pub secret: bool,
    pub technician: Option<Id<Staff>>,
}

/// One person of a family being opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    pub who: Who,
    /// To the reference person.
    pub kinship: Kinship,
    pub documents: Vec<DocumentFacts>,
}

/// A family to be opened in one act; the first member is the reference person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewFamily {
    /// Number that the unit gave on paper; `None` takes the next.
    pub number: Option<u32>,
    pub facts: FamilyFacts,
    pub members: Vec<NewMember>,
    pub address: AddressFacts,
    pub phones: Vec<NewPhone>,
}

impl NewMember {
    pub fn new(who: Who, kinship: Kinship) -> Self {
        Self {
            who,
            kinship,
            documents: Vec::new(),
        }
    }
}
