//! The desk's registry beside the CadÚnico base: what a family of the base is
//! as one of ours, and in what the two differ. Nothing here writes over
//! anything: a person confirms, accepts or keeps.

mod adopt;
mod differences;

pub use adopt::{BaseEdits, address_of, family_of, kinship_of, person_of, phones_of};
pub use differences::{Difference, Field, Ours, Spot, Theirs, differences, same_member};
