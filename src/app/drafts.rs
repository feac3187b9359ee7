//! Drafts of entry screens: kept while one types, offered again after a power
//! cut, a closed terminal or a dropped SSH line. A draft is known by whose it
//! is and which form it belongs to.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::desk::Desk;
use crate::domain::fault::{Failure, Outcome};
use crate::domain::time::{from_ms, to_ms};
use crate::store::drafts;

/// What was being typed: which form, of whom, and its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub form: String,
    pub at: DateTime<Utc>,
    pub values: BTreeMap<String, String>,
}

impl Desk {
    /// Writes the draft over its former self; nothing typed takes it away.
    pub fn keep_draft(&mut self, form: &str, values: &BTreeMap<String, String>) -> Outcome<()> {
        let now = self.now();
        let who = self.session.as_ref().map(|it| *it.staff.bytes());
        let id = *self.ids.draw::<Draft>(now).bytes();
        let payload =
            serde_json::to_string(values).map_err(|e| Failure::broken("guardar o rascunho", e))?;
        self.store.write(|tx| {
            if values.is_empty() {
                drafts::take_away(tx, who, form)
            } else {
                drafts::keep(tx, id, who, form, to_ms(now), &payload)
            }
        })
    }

    /// The drafts of whoever is logged in, newest first.
    pub fn drafts(&self) -> Outcome<Vec<Draft>> {
        let who = self.session.as_ref().map(|it| *it.staff.bytes());
        Ok(drafts::of(self.store.con(), who)?
            .into_iter()
            .map(|it| Draft {
                form: it.form,
                at: from_ms(it.at_ms),
                values: serde_json::from_str(&it.payload).unwrap_or_default(),
            })
            .collect())
    }
}
