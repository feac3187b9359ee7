//! The order of the unit's list of demands, which the reception reads from top
//! to bottom.

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ticket::Demand;
use crate::store::demands;

impl Desk {
    /// Moves a demand one place up or down, among those in use or among those
    /// that are not; at the end of the list nothing happens.
    ///
    /// # Errors
    /// Refused by role.
    pub fn move_demand(&mut self, id: Id<Demand>, up: bool) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        self.act(Act::DemandChanged, |acting| {
            let mut all = demands::all(acting.tx)?;
            let Some(at) = all.iter().position(|it| it.id == id) else {
                return Ok(());
            };
            let to = if up {
                at.checked_sub(1)
            } else {
                at.checked_add(1)
            };
            let Some(to) = to.filter(|to| {
                all.get(*to)
                    .is_some_and(|other| other.active == all[at].active)
            }) else {
                return Ok(());
            };
            all.swap(at, to);
            for (place, demand) in (0..).zip(all) {
                if demand.position != place {
                    let moved = Demand {
                        position: place,
                        ..demand
                    };
                    let change = demands::save(acting.tx, &moved)?;
                    acting.note(change);
                }
            }
            Ok(())
        })
    }
}
