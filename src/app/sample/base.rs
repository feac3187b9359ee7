//! The CadÚnico base of the sample day: a small city written as a CECAD file,
//! loaded as any other and attached, in a folder that vanishes. On Unix it is
//! gone as soon as it is attached (open files outlive their names), so that
//! not even a killed demonstration leaves anything; elsewhere with the desk.

use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::NaiveDate;
use uuid::Uuid;

use super::super::desk::Desk;
use super::super::sources::Ids;
use super::day::FAMILIES;
use super::generate::{Order, write_cecad};
use crate::domain::fault::Outcome;
use crate::store::{base, place};

/// A temporary folder, removed with what it holds.
#[derive(Debug)]
pub(in crate::app) struct Folder(PathBuf);

impl Folder {
    fn new(id: Uuid) -> Outcome<Self> {
        let path = std::env::temp_dir().join(format!("acolhida-demo-{id}"));
        place::make_private_folder(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nobody is there to be told; the system empties it in time.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Desk {
    /// Gives the sample day its base: the unit's families as the register has
    /// them, and the city around.
    pub(super) fn attach_sample_base(&mut self, seed: u64, today: NaiveDate) -> Outcome<()> {
        // Never from the seed: two demonstrations may run at once.
        let id = Uuid::from_bytes(Ids::System.bytes());
        let folder = Folder::new(id)?;
        let file = folder.0.join("tudo.csv");
        let city = Order {
            families: FAMILIES,
            months: 0,
            seed,
        };
        write_cecad(&file, &city, today, &mut |_| {})?;
        let order = base::Order {
            input: base::Input::Tudo(file),
            now: self.now(),
            today,
            id,
        };
        let loaded = base::load(&order, &folder.0, &mut |_| Ok(()), &mut |_| {
            ControlFlow::Continue(())
        })?;
        self.bases.cecad = Some(base::attach(self.store.con(), &folder.0, &loaded.file)?);
        self.sample_folder = (!cfg!(unix)).then_some(folder);
        Ok(())
    }
}
