//! What this program is and what it stands on, for "Sobre" and for whoever
//! keeps the computer. No personal datum.

use std::path::PathBuf;

use super::desk::Desk;
use crate::domain::unit::Unit;

/// Version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Everything "Sobre" tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub version: &'static str,
    pub sqlite: &'static str,
    pub unit: Option<Unit>,
    pub machine: String,
    /// `None` for a desk in memory.
    pub file: Option<PathBuf>,
    pub bytes: u64,
    pub is_sample: bool,
}

impl Desk {
    /// What this desk is.
    pub fn about(&self) -> About {
        let bytes = self.file().and_then(|it| std::fs::metadata(it).ok());
        About {
            version: VERSION,
            sqlite: rusqlite::version(),
            unit: self.unit().cloned(),
            machine: self.machine.clone(),
            file: self.file().map(std::path::Path::to_path_buf),
            bytes: bytes.map_or(0, |it| it.len()),
            is_sample: self.is_sample(),
        }
    }
}
