//! Printed pages, which are kept as files until the unit's term is over: they
//! hold names, and nobody needs last year's tickets.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

use super::desk::Desk;
use crate::domain::access::Right;
use crate::domain::fault::Outcome;
use crate::domain::unit::Setting;

/// What the purge took away, or would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purge {
    /// Days that a printed page is kept; 0 for ever.
    pub days: u32,
    pub pages: usize,
    pub bytes: u64,
    pub done: bool,
}

impl Desk {
    /// Takes away the printed pages older than the unit's term, or only counts
    /// them.
    ///
    /// # Errors
    /// Refused by role.
    pub fn purge_pages(&mut self, rehearse: bool) -> Outcome<Purge> {
        self.require(Right::ManageUnit)?;
        self.purge(rehearse)
    }

    /// The same when the program starts, by nobody's order but the setting's,
    /// which is the coordination's.
    pub fn purge_in_passing(&mut self) {
        // A page that cannot go today goes tomorrow; nobody waits for it.
        let _ = self.purge(false);
    }

    fn purge(&mut self, rehearse: bool) -> Outcome<Purge> {
        let days = self.setting(Setting::PagesDays)?;
        let days: u32 = days.trim().parse().unwrap_or(0);
        let before = self.today().checked_sub_days(Days::new(u64::from(days)));
        let old: Vec<Page> = match (before, self.printed_folder()) {
            (Some(before), Some(folder)) if days > 0 => pages(&folder)
                .into_iter()
                .filter(|it| it.day < before)
                .collect(),
            _ => Vec::new(),
        };
        let bytes = old.iter().map(|it| it.bytes).sum();
        let paths: Vec<PathBuf> = old.into_iter().map(|it| it.path).collect();
        let pages = if rehearse {
            paths.len()
        } else {
            remove(&paths)
        };
        Ok(Purge {
            days,
            pages,
            bytes,
            done: !rehearse,
        })
    }

    pub(super) fn printed_folder(&self) -> Option<PathBuf> {
        self.folder().map(|it| it.join(FOLDER))
    }
}

/// Where printed pages are kept, beside the unit's file.
pub(super) const FOLDER: &str = "impressos";

struct Page {
    path: PathBuf,
    day: NaiveDate,
    bytes: u64,
}

/// The files that this program printed: named by their day. Anything else that
/// somebody put there is theirs.
fn pages(folder: &Path) -> Vec<Page> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|it| {
            let name = it.file_name().to_string_lossy().into_owned();
            let day = name.get(..10)?.parse().ok()?;
            let about = it.metadata().ok()?;
            let ours = [".txt", ".pdf", ".csv", ".xlsx"];
            let ours = ours.iter().any(|it| name.ends_with(it));
            (ours && about.is_file()).then(|| Page {
                path: it.path(),
                day,
                bytes: about.len(),
            })
        })
        .collect()
}

/// Pages in which one of the words stands, and their sheets beside them, which
/// say the same.
pub(super) fn naming(folder: Option<&Path>, words: &[String]) -> Vec<PathBuf> {
    let found = folder.map(pages).unwrap_or_default().into_iter();
    found
        .filter(|it| {
            // A workbook of ours is stored as it is, between a few other bytes.
            fs::read(&it.path).is_ok_and(|bytes| {
                let text = String::from_utf8_lossy(&bytes);
                words.iter().any(|word| text.contains(word.as_str()))
            })
        })
        .flat_map(|it| {
            let sheet = it.path.with_extension("pdf");
            [Some(it.path), Some(sheet).filter(|it| it.exists())]
        })
        .flatten()
        .collect()
}

/// Takes the files away; answers how many went.
pub(super) fn remove(paths: &[PathBuf]) -> usize {
    paths
        .iter()
        .filter(|it| fs::remove_file(it).is_ok())
        .count()
}
