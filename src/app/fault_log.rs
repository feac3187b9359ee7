//! The log of faults: one line each in `falhas.log` beside the unit's file, for
//! whoever mends the program. It holds what was being done and a technical
//! cause, never a name, a number or anything typed.

use std::io::Write;

use super::desk::Desk;
use crate::domain::fault::Broken;
use crate::domain::name::shown;

/// A log past this size starts again, with the old one kept beside it.
const BYTES_MAX: u64 = 256 * 1024;

impl Desk {
    /// Writes the fault down; a log that cannot be written is no new fault.
    pub fn log_fault(&self, why: &Broken) {
        let Some(folder) = self.folder() else {
            return;
        };
        let path = folder.join("falhas.log");
        if path.metadata().is_ok_and(|it| it.len() > BYTES_MAX) {
            let _ = std::fs::rename(&path, folder.join("falhas.anterior.log"));
        }
        let mut options = std::fs::OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        if let Ok(mut file) = options.open(path) {
            let at = self.now().format("%Y-%m-%dT%H:%M:%SZ");
            let _ = writeln!(file, "{at} {} | {}", shown(why.doing), shown(&why.cause));
        }
    }
}
