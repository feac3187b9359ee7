//! The street of a CEP, learnt from the unit's own addresses: the desk works
//! without a network, and a territory has few streets. Families under secrecy
//! teach nothing.

use super::desk::Desk;
use crate::domain::access::Right;
use crate::domain::family::AddressFacts;
use crate::domain::fault::Outcome;
use crate::store::families;

impl Desk {
    /// Street, neighbourhood and city last written with this CEP; number,
    /// complement and reference are never told.
    ///
    /// # Errors
    /// Refused by role.
    pub fn place_of_cep(&self, cep: &str) -> Outcome<Option<AddressFacts>> {
        self.require(Right::SeeAddress)?;
        if cep.len() != 8 {
            return Ok(None);
        }
        families::place_of_cep(self.store.con(), cep)
    }
}
