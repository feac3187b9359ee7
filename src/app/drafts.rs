//! Drafts of entry screens: kept while one types, offered again after a power
//! cut, a closed terminal or a dropped SSH line.

use chrono::{DateTime, Utc};

use super::desk::Desk;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::time::{from_ms, to_ms};
use crate::store::drafts;

/// What was being typed: which screen, and its fields as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub id: Id<Draft>,
    pub screen: String,
    pub at: DateTime<Utc>,
    pub payload: String,
}

impl Desk {
    pub fn new_draft_id(&mut self) -> Id<Draft> {
        let now = self.now();
        self.ids.draw(now)
    }

    /// Writes the draft over its former self.
    pub fn keep_draft(&mut self, id: Id<Draft>, screen: &str, payload: &str) -> Outcome<()> {
        let at = to_ms(self.now());
        let who = self.session.as_ref().map(|it| *it.staff.bytes());
        self.store
            .write(|tx| drafts::keep(tx, *id.bytes(), who, screen, at, payload))
    }

    pub fn drop_draft(&mut self, id: Id<Draft>) -> Outcome<()> {
        self.store.write(|tx| drafts::drop_one(tx, *id.bytes()))
    }

    /// The drafts of whoever is logged in, newest first.
    pub fn drafts(&self) -> Outcome<Vec<Draft>> {
        let who = self.session.as_ref().map(|it| *it.staff.bytes());
        Ok(drafts::of(self.store.con(), who)?
            .into_iter()
            .map(|it| Draft {
                id: Id::from_bytes(it.id),
                screen: it.screen,
                at: from_ms(it.at_ms),
                payload: it.payload,
            })
            .collect())
    }
}
