//! Copies of the unit's file by SQLite's own means: a plain copy of the main
//! file would miss what still stands in the WAL.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::{Store, broken, outcome};
use crate::domain::fault::{Outcome, refused};

/// Pages copied between two breaths, so that the desks go on writing.
const PAGES_PER_STEP: i32 = 256;
const BREATH: Duration = Duration::from_millis(1);

impl Store {
    /// Writes a whole, single-file copy to `to`, which must not exist yet.
    pub fn copy_to(&self, to: &Path) -> Outcome<()> {
        let doing = "copiar o arquivo da unidade";
        let mut target = outcome(
            doing,
            Connection::open_with_flags(
                to,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            ),
        )?;
        outcome(
            doing,
            Backup::new(self.con(), &mut target)
                .and_then(|it| it.run_to_completion(PAGES_PER_STEP, BREATH, None)),
        )?;
        // One file, with nothing beside it.
        outcome(
            doing,
            target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())),
        )?;
        target.close().map_err(|(_, e)| broken(doing, e))
    }

    /// Writes a copy's content over this file, as one write that the other
    /// desks see whole.
    pub fn copy_from(&mut self, from: &Store) -> Outcome<()> {
        let doing = "restaurar a cópia";
        {
            let it = outcome(doing, Backup::new(from.con(), self.con_mut()))?;
            // All pages in one step: nobody ever reads half of each.
            match outcome(doing, it.step(-1))? {
                rusqlite::backup::StepResult::Done => {}
                _ => {
                    return refused(
                        "Outra mesa está gravando agora. Feche as outras mesas e restaure de novo.",
                    );
                }
            }
        }
        outcome(
            doing,
            self.con_mut()
                .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())),
        )?;
        super::migrate::run(self.con_mut())
    }
}
