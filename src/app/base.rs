//! The CadÚnico base and the payroll in use: files beside the unit's own,
//! attached read-only. Without them, or with one that is damaged, the desk
//! works on with its own registry and says so.

use super::desk::Desk;
use crate::domain::fault::{Failure, Outcome};
use crate::store::base::{self, Attached};
use crate::store::loads::{self, Kind};

/// What is attached to a desk, and why not when it should be.
#[derive(Debug, Default)]
pub struct Bases {
    pub cecad: Option<Attached>,
    pub payroll: Option<Attached>,
    /// What to tell the person when a load cannot be read.
    pub problem: Option<String>,
    files: (Option<String>, Option<String>),
}

impl Bases {
    /// Name of the load of the CadÚnico base that is attached.
    pub(super) fn cecad_file(&self) -> Option<&str> {
        self.files.0.as_deref()
    }
}

impl Desk {
    pub fn bases(&self) -> &Bases {
        &self.bases
    }

    /// Attaches the loads that the file says are in use. Called at the start
    /// and when another desk wrote; does nothing when they are the same.
    pub(super) fn attach_bases(&mut self) -> Outcome<()> {
        let Some(folder) = self.base_folder() else {
            return Ok(());
        };
        let con = self.store.con();
        let wanted = (
            loads::current(con, Kind::Cecad)?.map(|it| it.file),
            loads::current(con, Kind::Payroll)?.map(|it| it.file),
        );
        if wanted == self.bases.files {
            return Ok(());
        }
        base::detach(con)?;
        base::detach_payroll(con)?;
        let mut bases = Bases::default();
        let mut problems = Vec::new();
        if let Some(file) = &wanted.0 {
            bases.cecad = told(base::attach(con, &folder, file), &mut problems);
        }
        if let Some(file) = &wanted.1 {
            bases.payroll = told(base::attach_payroll(con, &folder, file), &mut problems);
        }
        bases.problem = problems.into_iter().next();
        bases.files = wanted;
        self.bases = bases;
        self.forget_protected();
        Ok(())
    }
}

/// A base that cannot be read is no reason to stop the desk.
fn told(attached: Outcome<Attached>, problems: &mut Vec<String>) -> Option<Attached> {
    attached
        .map_err(|why| match why {
            Failure::Refused(it) => problems.push(it.text),
            Failure::Broken(it) => problems.push(it.to_string()),
        })
        .ok()
}
