//! Undo instead of "are you sure?". The last acts of whoever is logged in are
//! taken back one by one, newest first; the act and its undoing both stay in
//! the journal. What another desk changed since is never touched: the key says
//! so and goes on to the act before, else one such act would hold up the rest.

use super::agenda::still_fits;
use super::courses::seats_hold;
use super::desk::Desk;
use crate::domain::act::Act;
use crate::domain::fault::{Failure, Outcome, refused};
use crate::domain::id::Id;
use crate::domain::time::to_ms;
use crate::store::record::{RowChange, revert, unhex};
use crate::store::{check, journal, unit};

/// How far back the key reaches, in acts of the same day.
pub const UNDO_MAX: u32 = 20;

/// Acts that could not be taken back, which the key passes over next time:
/// until somebody else writes, and they may be free again.
#[derive(Debug, Default)]
pub(super) struct Stuck {
    /// End of the journal when this was noted.
    at: i64,
    acts: Vec<i64>,
}

impl Desk {
    /// Takes back the newest act of today that can be; answers what it was.
    ///
    /// # Errors
    /// Refused when there is nothing to undo, or the newest cannot be undone:
    /// why, and which one the key takes next.
    pub fn undo(&mut self) -> Outcome<&'static str> {
        let session = self.working()?.0.clone();
        let since = to_ms(self.zone().midnight(self.today()));
        if self.stuck.at != self.journal_end()? {
            self.stuck.acts.clear();
        }
        let lines = journal::latest_of(
            self.store.con(),
            &self.station()?,
            session.staff.bytes(),
            since,
            UNDO_MAX,
        )?;
        let mut left = lines.into_iter().filter_map(|it| {
            Act::from_code(&it.act)
                .filter(|act| act.undoable() && !self.stuck.acts.contains(&it.n))
                .map(|act| (act, it))
        });
        let (newest, before) = (left.next(), left.next());
        drop(left);
        let Some((act, line)) = newest else {
            return refused(if self.stuck.acts.is_empty() {
                "Não há nada de hoje para desfazer."
            } else {
                "Não há mais nada de hoje que se possa desfazer. O resto se corrige pela ficha."
            });
        };
        let done = self.take_back(line.n, &line.changes);
        if let Err(Failure::Refused(why)) = &done {
            self.stuck.acts.push(line.n);
            self.stuck.at = self.journal_end()?;
            let next = before.map_or_else(String::new, |(act, _)| {
                format!(" Ctrl+Z de novo desfaz o anterior: {}.", act.label())
            });
            return refused(format!("«{}» fica: {}{next}", act.label(), why.text));
        }
        done?;
        self.stuck.at = self.journal_end()?;
        // It may have been the unit's own data.
        self.unit = unit::load(self.store.con())?;
        Ok(act.label())
    }

    fn journal_end(&self) -> Outcome<i64> {
        Ok(journal::tip(self.store.con(), "journal", &self.station()?)?.n)
    }

    /// Takes back one journal entry whole or not at all.
    fn take_back(&mut self, n: i64, changes: &[RowChange]) -> Outcome<()> {
        self.act(Act::Undone, |acting| {
            for change in changes.iter().rev() {
                let Some(undone) = revert(acting.tx, change)? else {
                    return refused("já foi mudado depois, aqui ou em outra mesa.");
                };
                if change.before.is_none()
                    && let Some(what) = used_by(acting.tx, change)?
                {
                    return refused(format!("o cadastro já tem {what}, que veio depois."));
                }
                acting.note(Some(undone));
            }
            for change in changes {
                let Some(id) = id_of(change) else { continue };
                if change.table == "appointment" && !still_fits(acting.tx, Id::from_bytes(id))? {
                    return refused(
                        "a vaga deste horário já foi dada a outra pessoa; agende outra.",
                    );
                }
                if !seats_hold(acting.tx, (&change.table, id), acting.today)? {
                    return refused("a vaga na turma já é de outra inscrição.");
                }
            }
            acting.undoes(n);
            Ok(())
        })
    }
}

/// What stands on a record about to vanish, in words. Rows of the same act are
/// gone already: changes are taken back from the last to the first.
fn used_by(tx: &rusqlite::Transaction<'_>, change: &RowChange) -> Outcome<Option<&'static str>> {
    match id_of(change) {
        Some(id) => check::used_by(tx, &change.table, &id),
        None => Ok(None),
    }
}

fn id_of(change: &RowChange) -> Option<[u8; 16]> {
    unhex(&change.id).and_then(|it| it.try_into().ok())
}
