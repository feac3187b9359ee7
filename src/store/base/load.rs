//! A load from the delivered file to a named file in `base/`, and its rehearsal.
//! Nothing is in use until the caller records the name it gets back.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use uuid::Uuid;

use super::build::Builder;
use super::examine::{cancelled, count, examine};
use super::folder::Building;
use crate::domain::cecad::census::Nowhere;
use crate::domain::cecad::{Month, Report};
use crate::domain::fault::Outcome;

/// What was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One row per person with the family's columns repeated.
    Tudo(PathBuf),
    /// The family file and the person file, in either order.
    Pair(PathBuf, PathBuf),
}

/// A load to be made; clock and id come from the caller.
#[derive(Debug, Clone)]
pub struct Order {
    pub input: Input,
    pub now: DateTime<Utc>,
    /// The unit's day; no date after its year is believed.
    pub today: NaiveDate,
    /// Becomes part of the file's name.
    pub id: Uuid,
}

/// Where a load stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    /// Bytes while reading and storing, else steps.
    pub done: u64,
    pub total: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Reading,
    Storing,
    Sorting,
    Indexing,
}

impl Stage {
    pub const fn told(self) -> &'static str {
        match self {
            Self::Reading => "conferindo o arquivo",
            Self::Storing => "lendo famílias e pessoas",
            Self::Sorting => "pondo os nomes em ordem",
            Self::Indexing => "preparando a busca",
        }
    }

    /// Hundredths of the whole work before and after this stage, as measured.
    const fn span(self) -> (u64, u64) {
        match self {
            Self::Reading => (0, 10),
            Self::Storing => (10, 50),
            Self::Sorting => (50, 85),
            Self::Indexing => (85, 100),
        }
    }
}

impl Progress {
    /// 0 to 100 over all stages; never goes back.
    pub fn percent(self) -> u8 {
        let (from, to) = self.stage.span();
        let done = self.done.min(self.total) * (to - from) / self.total.max(1);
        u8::try_from(from + done).unwrap_or(100)
    }
}

/// A load that waits to be recorded as current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Name of the file inside `base/`.
    pub file: String,
    pub month: Month,
    pub report: Report,
}

/// Builds the load's file in `dir`. `accept` sees the month after the first
/// pass and may refuse it (an older delivery) before anything is written.
/// Breaking from `progress` gives up.
///
/// # Errors
/// Refused with the reason, or broken; either way nothing is left behind and
/// nothing in use has changed.
pub fn load(
    order: &Order,
    dir: &Path,
    accept: &mut dyn FnMut(Month) -> Outcome<()>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Outcome<Loaded> {
    let examined = examine(&order.input, order.today.year(), progress)?;
    accept(examined.month)?;
    let building = Building::new(dir, order.id)?;
    let mut builder = Builder::new(&building)?;
    let report = count(&examined, &mut builder, progress)?;
    let filled = builder.sort(progress)?;
    filled.index(progress)?;
    filled.finish(order, &report)?;
    let whole = Progress {
        stage: Stage::Indexing,
        done: 1,
        total: 1,
    };
    if progress(whole).is_break() {
        return cancelled();
    }
    let file = building.finish("", report.month, order.id)?;
    Ok(Loaded {
        file,
        month: report.month,
        report,
    })
}

/// The same reading and the same report, and nothing written anywhere.
///
/// # Errors
/// As [`load`].
pub fn simulate(
    order: &Order,
    accept: &mut dyn FnMut(Month) -> Outcome<()>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Outcome<Report> {
    let examined = examine(&order.input, order.today.year(), progress)?;
    accept(examined.month)?;
    count(&examined, &mut Nowhere, progress)
}
