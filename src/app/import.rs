//! Loading a CadÚnico extract or a payroll. The long part writes a file beside
//! the unit's; what makes it current is one small act at the end, so a wrong or
//! cut-off file changes nothing and no desk waits.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::cecad::{Month, Report, delivery};
use crate::domain::fault::{Failure, Outcome, refused};
use crate::store::base::{self, Delivered, Input, Order, PayrollReport, Progress};
use crate::store::loads::{self, Kind, Load, State};

/// How to import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Import {
    /// Read and tell, store nothing.
    pub simulate: bool,
    /// Take a delivery older than the one in use.
    pub accept_older: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub month: Month,
    pub families: u64,
    pub persons: u64,
    pub bad_lines: u64,
    /// The report as plain lines.
    pub lines: Vec<String>,
    pub stored: bool,
}

pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

impl Desk {
    /// Loads a CECAD extract (one file, or the pair) and puts it in use; the
    /// one before stays at hand.
    ///
    /// # Errors
    /// Refused by role, for a file that is none, and for an older delivery
    /// unless it is accepted.
    pub fn import_cecad(
        &mut self,
        input: &Input,
        how: Import,
        progress: OnProgress<'_>,
    ) -> Outcome<Imported> {
        self.require(Right::ImportBase)?;
        let order = Order {
            input: input.clone(),
            now: self.now(),
            today: self.today(),
            id: self.load_id(),
        };
        let current = self.current_month(Kind::Cecad)?;
        let mut accept = |month| delivery::accept(month, current, how.accept_older).map(drop);
        if how.simulate {
            let report = base::simulate(&order, &mut accept, progress)?;
            return Ok(told(&report, false));
        }
        let dir = self.loads_folder()?;
        let loaded = base::load(&order, &dir, &mut accept, progress)?;
        let told = told(&loaded.report, true);
        self.put_in_use(Kind::Cecad, &loaded.file, order.id, &told, how.accept_older)?;
        Ok(told)
    }

    /// Loads a payroll list (SIBEC) and puts it in use.
    ///
    /// # Errors
    /// As [`Self::import_cecad`].
    pub fn import_payroll(
        &mut self,
        path: &Path,
        how: Import,
        progress: OnProgress<'_>,
    ) -> Outcome<Imported> {
        self.require(Right::ImportBase)?;
        let (now, today, id) = (self.now(), self.today(), self.load_id());
        let current = self.current_month(Kind::Payroll)?;
        let mut accept = |month| delivery::accept(month, current, how.accept_older).map(drop);
        if how.simulate {
            let report = base::simulate_payroll(path, today, progress)?;
            accept(report.month)?;
            return Ok(payroll_told(&report, false));
        }
        let dir = self.loads_folder()?;
        let loaded = base::load_payroll(path, &dir, id, now, today, &mut accept, progress)?;
        let told = payroll_told(&loaded.report, true);
        self.put_in_use(Kind::Payroll, &loaded.file, id, &told, how.accept_older)?;
        Ok(told)
    }

    /// What a delivered file is, by its content.
    ///
    /// # Errors
    /// Refused by role, and for a file that is none.
    pub fn delivered(&self, path: &Path) -> Outcome<Delivered> {
        self.require(Right::ImportBase)?;
        base::kind(path)
    }

    /// Goes back to the base that was in use before; doing it twice returns.
    ///
    /// # Errors
    /// Refused by role, or when there is none.
    pub fn restore_previous_base(&mut self) -> Outcome<Month> {
        self.require(Right::ImportBase)?;
        let month = self.act(Act::BaseRestored, |act| {
            let kind = Kind::Cecad;
            let Some(mut back) = loads::previous(act.tx, kind)? else {
                return refused("Não há base anterior guardada. Importe o arquivo de novo.");
            };
            if let Some(mut now) = loads::current(act.tx, kind)? {
                now.state = State::Previous;
                let change = loads::save(act.tx, &now)?;
                act.note(change);
            }
            back.state = State::Current;
            let change = loads::save(act.tx, &back)?;
            act.note(change);
            month_of(&back)
        })?;
        self.attach_bases()?;
        Ok(month)
    }

    /// Gives a desk in memory a folder for loads, which whoever made it throws
    /// away; a desk over a file keeps its own.
    pub fn keep_loads_in(&mut self, folder: &Path) {
        self.loads_aside = Some(folder.to_path_buf());
    }

    /// The month of the base that can be given back.
    pub fn previous_base(&self) -> Outcome<Option<Month>> {
        let previous = loads::previous(self.store.con(), Kind::Cecad)?;
        Ok(previous.and_then(|it| Month::parse(&it.month)))
    }

    fn loads_folder(&self) -> Outcome<PathBuf> {
        match self.base_folder() {
            Some(it) => Ok(it),
            None => refused("A demonstração não guarda base. Abra o arquivo da unidade."),
        }
    }

    fn current_month(&self, kind: Kind) -> Outcome<Option<Month>> {
        let current = loads::current(self.store.con(), kind)?;
        Ok(current.and_then(|it| Month::parse(&it.month)))
    }

    fn load_id(&mut self) -> Uuid {
        let now = self.now();
        Uuid::from_bytes(*self.ids.draw::<Load>(now).bytes())
    }

    /// The one small write, then the new file instead of the old one.
    fn put_in_use(
        &mut self,
        kind: Kind,
        file: &str,
        id: Uuid,
        told: &Imported,
        accept_older: bool,
    ) -> Outcome<()> {
        let number = |it: u64| u32::try_from(it).unwrap_or(u32::MAX);
        let folder = self.loads_folder()?;
        let done = self.act(Act::BaseLoaded, |act| {
            // Nothing named it until now: the tidying of another desk that
            // ended first may have taken it for a leftover.
            if !folder.join(file).exists() {
                return refused("Outra mesa importou ao mesmo tempo. Importe de novo.");
            }
            let current = loads::current(act.tx, kind)?;
            // Another desk may have imported a newer one meanwhile.
            let month = current.as_ref().and_then(|it| Month::parse(&it.month));
            delivery::accept(told.month, month, accept_older)?;
            if let Some(mut old) = loads::previous(act.tx, kind)? {
                old.state = State::Removed;
                let change = loads::save(act.tx, &old)?;
                act.note(change);
            }
            if let Some(mut now) = current {
                now.state = State::Previous;
                let change = loads::save(act.tx, &now)?;
                act.note(change);
            }
            let new = Load {
                id: *id.as_bytes(),
                kind,
                month: told.month.to_string(),
                file: file.to_string(),
                loaded_at: act.now,
                families: number(told.families),
                persons: number(told.persons),
                bad_lines: number(told.bad_lines),
                state: State::Current,
            };
            let change = loads::save(act.tx, &new)?;
            act.note(change);
            Ok(())
        });
        self.attach_bases()?;
        // With the file held for writing, so that no desk records a load while
        // the list of those to keep grows old.
        self.store.write(|tx| {
            let kept = loads::kept_files(tx)?;
            let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
            base::keep_only(&folder, &kept)
        })?;
        done
    }
}

fn month_of(load: &Load) -> Outcome<Month> {
    match Month::parse(&load.month) {
        Some(it) => Ok(it),
        None => Err(Failure::broken("ver a base em uso", "month")),
    }
}

fn told(report: &Report, stored: bool) -> Imported {
    Imported {
        month: report.month,
        families: report.counts.families,
        persons: report.counts.persons,
        bad_lines: report.counts.bad_lines,
        lines: report.told(),
        stored,
    }
}

fn payroll_told(report: &PayrollReport, stored: bool) -> Imported {
    Imported {
        month: report.month,
        families: report.families,
        persons: 0,
        bad_lines: report.bad_lines,
        lines: report.told(),
        stored,
    }
}
