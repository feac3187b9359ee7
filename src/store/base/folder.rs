//! The folder of loads: names, leftovers, and the throwing away of old ones.
//! File names hold a month and an id, never anything about a person.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::domain::cecad::Month;
use crate::domain::fault::{Failure, Outcome, refused};
use crate::store::place;

/// The ending of files being built.
const BUILDING: &str = "carga";

/// Held by the one process that loads.
const LOCK: &str = "importando";

/// The folder of loads beside the unit's file.
pub fn folder(unit_file: &Path) -> PathBuf {
    unit_file.with_file_name("base")
}

/// Makes the folder if needed, takes the one lock of those who load, and
/// removes what killed loads left: whoever holds the lock is alone, so every
/// unfinished file is a leftover. The lock dies with its process.
fn enter(dir: &Path) -> Outcome<fs::File> {
    if !dir.exists() {
        place::make_private_folder(dir)?;
    }
    let lock = make_private(&dir.join(LOCK))?;
    if lock.try_lock().is_err() {
        return refused("Outra mesa está importando agora. Espere ela acabar e tente de novo.");
    }
    for path in files(dir)? {
        if path.extension().is_some_and(|it| it == BUILDING) {
            let _ = fs::remove_file(path);
        }
    }
    Ok(lock)
}

/// Removes every load that is not named: the caller keeps the current one and
/// the one before, of base and payroll alike. What cannot be removed now (open
/// elsewhere, on Windows) is removed another time.
pub fn keep_only(dir: &Path, names: &[&str]) -> Outcome<()> {
    for path in files(dir)? {
        let name = path
            .file_name()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        if name.ends_with(".db") && !names.contains(&name) {
            let _ = fs::remove_file(&path);
        }
    }
    Ok(())
}

fn files(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let fault = |e: std::io::Error| Failure::broken("olhar a pasta da base do CadÚnico", e.kind());
    if !dir.exists() {
        return Ok(Vec::new());
    }
    fs::read_dir(dir)
        .map_err(fault)?
        .map(|entry| entry.map(|it| it.path()).map_err(fault))
        .collect()
}

/// A file being built. Dropped without [`Building::finish`], it is removed.
pub(super) struct Building {
    dir: PathBuf,
    _lock: fs::File,
    pub path: PathBuf,
    /// Room for a second file that is thrown away at the end.
    pub aside: PathBuf,
}

impl Building {
    pub fn new(dir: &Path, id: Uuid) -> Outcome<Self> {
        let it = Self {
            _lock: enter(dir)?,
            dir: dir.to_path_buf(),
            path: dir.join(format!("{id}.{BUILDING}")),
            aside: dir.join(format!("{id}-nomes.{BUILDING}")),
        };
        make_private(&it.path)?;
        make_private(&it.aside)?;
        Ok(it)
    }

    /// The file is whole: on the disk first, then under its name, then the
    /// name on the disk. The order is what makes a power cut harmless.
    pub fn finish(self, prefix: &str, month: Month, id: Uuid) -> Outcome<String> {
        let fault = |e: std::io::Error| Failure::broken("guardar a base do CadÚnico", e.kind());
        let name = format!("{prefix}{month}-{id}.db");
        fs::File::options()
            .write(true)
            .open(&self.path)
            .and_then(|it| it.sync_all())
            .map_err(fault)?;
        fs::rename(&self.path, self.dir.join(&name)).map_err(fault)?;
        #[cfg(unix)]
        fs::File::open(&self.dir)
            .and_then(|it| it.sync_all())
            .map_err(fault)?;
        Ok(name)
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(&self.aside);
    }
}

fn make_private(path: &Path) -> Outcome<fs::File> {
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => Ok(file),
        Err(e) if e.kind() == std::io::ErrorKind::StorageFull => {
            refused("O disco está cheio. Libere espaço e importe de novo; nada foi mudado.")
        }
        Err(e) => Err(Failure::broken(
            "criar o arquivo da base do CadÚnico",
            e.kind(),
        )),
    }
}
