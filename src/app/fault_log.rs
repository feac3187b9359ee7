//! The log of faults: one line each in `falhas.log` beside the unit's file, for
//! whoever mends the program. It holds what was being done and a technical
//! cause, never a name, a number or anything typed.

use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::desk::Desk;
use super::sources::Clock;
use crate::domain::fault::Broken;
use crate::domain::name::shown;

/// A log past this size starts again, with the old one kept beside it.
const BYTES_MAX: u64 = 256 * 1024;

impl Desk {
    /// Writes the fault down; a log that cannot be written is no new fault.
    pub fn log_fault(&self, why: &Broken) {
        if let Some(folder) = self.folder() {
            write(folder, self.now(), why);
        }
    }
}

/// The same where the desk is gone, or could not even be opened: beside the
/// unit's file, when there is one.
pub fn log_fault(file: &Path, why: &Broken) {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    if file.exists() {
        write(folder.unwrap_or(Path::new(".")), Clock::System.now(), why);
    }
}

fn write(folder: &Path, at: DateTime<Utc>, why: &Broken) {
    let path = folder.join("falhas.log");
    if path.metadata().is_ok_and(|it| it.len() > BYTES_MAX) {
        let _ = std::fs::rename(&path, folder.join("falhas.anterior.log"));
    }
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if let Ok(mut file) = options.open(path) {
        let at = at.format("%Y-%m-%dT%H:%M:%SZ");
        let _ = writeln!(file, "{at} {} | {}", shown(why.doing), shown(&why.cause));
    }
}
