//! One family on one card.

use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::Cx;

pub fn open(person: Id<Person>, family: Option<Id<Family>>, cx: &mut Cx<'_>) {
    let _ = (person, family);
    cx.warn("em construção");
}
