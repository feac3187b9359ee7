//! What the guided first shift learns from the desk: which of its steps were
//! really written, read from the journal, so that no screen has to tell.

use super::desk::Desk;
use crate::domain::act::Act;
use crate::domain::fault::Outcome;
use crate::domain::tour::Fact;
use crate::store::journal;

/// Acts that a step of the tour waits for.
const WAITED: &[(Act, Fact)] = &[
    (Act::Arrived, Fact::Arrived),
    (Act::Called, Fact::Called),
    (Act::Started, Fact::Started),
    (Act::Finished, Fact::Finished),
    (Act::Undone, Fact::Undone),
    (Act::FamilyOpened, Fact::FamilyOpened),
    (Act::Applied, Fact::SignedUp),
    (Act::BaseAdopted, Fact::FamilyOpened),
];

impl Desk {
    /// What was done after entry `n` of the journal, oldest first, and the
    /// entry to ask from next time; without `n` only that entry.
    pub fn tour_facts(&self, n: Option<i64>) -> Outcome<(i64, Vec<Fact>)> {
        let station = self.station()?;
        let con = self.store.con();
        let last = journal::tip(con, "journal", &station)?.n;
        let mut facts = Vec::new();
        for n in n.map_or(last, |it| it)..last {
            if let Some(line) = journal::line(con, &station, n + 1)? {
                let act = Act::from_code(&line.act);
                facts.extend(
                    WAITED
                        .iter()
                        .filter(|(waited, _)| act == Some(*waited))
                        .map(|it| it.1),
                );
            }
        }
        Ok((last, facts))
    }
}
