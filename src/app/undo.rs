//! Undo instead of "are you sure?". The last acts of whoever is logged in are
//! taken back one by one, newest first; the act and its undoing both stay in
//! the journal. What another desk changed since is never touched.

use super::desk::Desk;
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused};
use crate::domain::time::to_ms;
use crate::store::record::{RowChange, revert, unhex};
use crate::store::{check, journal, unit};

/// How far back the key reaches, in acts of the same day.
pub const UNDO_MAX: u32 = 20;

impl Desk {
    /// Takes back the newest act of today that can be; answers what it was.
    ///
    /// # Errors
    /// Refused when there is nothing to undo, or somebody changed it since.
    pub fn undo(&mut self) -> Outcome<&'static str> {
        let session = self.working()?.0.clone();
        let since = to_ms(self.zone().midnight(self.today()));
        let lines = journal::latest_of(self.store.con(), session.staff.bytes(), since, UNDO_MAX)?;
        let newest = lines.into_iter().find_map(|it| {
            Act::from_code(&it.act)
                .filter(|act| act.undoable())
                .map(|act| (act, it))
        });
        let Some((act, line)) = newest else {
            return refused("Não há nada de hoje para desfazer.");
        };
        self.take_back(line.n, &line.changes)?;
        // It may have been the unit's own data.
        self.unit = unit::load(self.store.con())?;
        Ok(act.label())
    }

    /// Takes back one journal entry whole or not at all.
    pub(super) fn take_back(&mut self, n: i64, changes: &[RowChange]) -> Outcome<()> {
        self.act(Act::Undone, |acting| {
            for change in changes.iter().rev() {
                let Some(undone) = revert(acting.tx, change)? else {
                    return refused(
                        "Isto já foi mudado depois, aqui ou em outra mesa: não dá para desfazer \
                         sem perder a mudança. Corrija pela ficha.",
                    );
                };
                if change.before.is_none()
                    && let Some(what) = used_by(acting.tx, change)?
                {
                    return refused(format!(
                        "Este cadastro já tem {what}, que veio depois. Desfaça isso primeiro, ou \
                         corrija pela ficha."
                    ));
                }
                acting.note(Some(undone));
            }
            acting.undoes(n);
            Ok(())
        })
    }
}

/// What stands on a record about to vanish, in words. Rows of the same act are
/// gone already: changes are taken back from the last to the first.
fn used_by(tx: &rusqlite::Transaction<'_>, change: &RowChange) -> Outcome<Option<&'static str>> {
    match unhex(&change.id).and_then(|it| <[u8; 16]>::try_from(it).ok()) {
        Some(id) => check::used_by(tx, &change.table, &id),
        None => Ok(None),
    }
}
