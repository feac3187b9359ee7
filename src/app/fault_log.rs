//! The log of faults: one line each in `falhas.log` beside the unit's file, for
//! whoever mends the program. It holds what was being done and a technical
//! cause, never a name, a number or anything typed.

use std::io::Write;
use std::panic;
use std::path::{Path, PathBuf};

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

/// From here on a panic is one plain line on the terminal, and one in the log
/// of faults beside `file`: the place in the sources, never the message, which
/// may hold somebody's data.
pub fn tell_panics(file: Option<PathBuf>) {
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(String::new, |it| {
            format!("{}:{}", source(it.file()), it.line())
        });
        if let Some(file) = &file {
            let why = Broken {
                doing: "defeito do programa",
                cause: format!("panic {place}"),
            };
            log_fault(file, &why);
        }
        // Written by hand: `eprintln!` panics where nobody reads any more.
        let _ = writeln!(
            std::io::stderr(),
            "acolhida: o programa encontrou um defeito ({place}) e parou. O que já estava gravado \
             está a salvo; abra de novo e avise a coordenação."
        );
    }));
}

/// Where in the sources, without the folder of whoever built the program.
fn source(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let from = parts.iter().rposition(|it| *it == "src").unwrap_or(0);
    parts[from.saturating_sub(1)..].join("/")
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
