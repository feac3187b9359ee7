//! Copies of the unit's file, and the way back. A copy is checked when it is
//! made and before it is restored; restoring keeps what stood there before.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::desk::Desk;
use super::verify::{Verdict, verify};
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::fault::{Failure, Outcome, refused};
use crate::domain::order::sort_by;
use crate::domain::time::to_ms;
use crate::domain::unit::Station;
use crate::store::place::make_private_folder;
use crate::store::record::hex;
use crate::store::{Store, unit};

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub path: PathBuf,
    pub bytes: u64,
    pub verdict: Verdict,
}

/// A copy found in the unit's folder of copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyFile {
    pub path: PathBuf,
    pub name: String,
    pub bytes: u64,
    pub made_at: Option<DateTime<Utc>>,
}

/// Ending of the small file beside a copy, with what it must weigh and hash.
const MANIFEST: &str = "manifesto.json";

impl Desk {
    /// Copies the file to `to` (a folder or a new file), `copias/` by default,
    /// and looks the copy over.
    ///
    /// # Errors
    /// Refused when the target exists or cannot be written.
    pub fn back_up(&mut self, to: Option<&Path>) -> Outcome<Copy> {
        self.require(Right::Backup)?;
        self.copy_file(to, "")
    }

    /// The copies that lie in `copias/`, the newest first. Whether they are
    /// good is another question: see [`Desk::verify_copy`].
    ///
    /// # Errors
    /// Refused by role.
    pub fn copies(&self) -> Outcome<Vec<CopyFile>> {
        self.require(Right::Backup)?;
        let Some(entries) = self
            .folder()
            .and_then(|it| fs::read_dir(it.join("copias")).ok())
        else {
            return Ok(Vec::new());
        };
        let mut out: Vec<CopyFile> = entries
            .filter_map(|it| {
                let it = it.ok()?;
                let about = it.metadata().ok()?;
                let name = it.file_name().to_string_lossy().into_owned();
                (about.is_file() && name.ends_with(".copia")).then(|| CopyFile {
                    path: it.path(),
                    name,
                    bytes: about.len(),
                    made_at: about.modified().ok().map(DateTime::from),
                })
            })
            .collect();
        sort_by(&mut out, |a, b| b.name.cmp(&a.name));
        Ok(out)
    }

    fn copy_file(&mut self, to: Option<&Path>, why: &str) -> Outcome<Copy> {
        let now = self.now();
        let stamp = format!(
            "{}-{}",
            self.today(),
            self.zone().clock(now).replace(':', "")
        );
        let name = |n: u32| match n {
            1 => format!("acolhida-{stamp}{why}.copia"),
            _ => format!("acolhida-{stamp}{why}-{n}.copia"),
        };
        // Two copies in one minute are two files.
        let free = |folder: &Path| (1..).map(|n| folder.join(name(n))).find(|it| !it.exists());
        let path = match (to, self.folder()) {
            (Some(to), _) if to.is_dir() => free(to),
            (Some(to), _) => Some(to.to_path_buf()).filter(|it| !it.exists()),
            (None, Some(folder)) => {
                let folder = folder.join("copias");
                make_private_folder(&folder)?;
                free(&folder)
            }
            (None, None) => return refused("A demonstração não tem o que copiar."),
        };
        let Some(path) = path else {
            return refused("Já existe um arquivo com este nome. Dê outro destino.");
        };
        if self.is_set_up() {
            // Before the copy, which is then on its own record.
            self.look(Access::Exported, "copy", None, "")?;
        }
        let made = self.store.copy_to(&path).and_then(|()| finish(&path));
        if made.is_err() {
            // Half a copy is worse than none.
            let _ = fs::remove_file(&path);
            let _ = fs::remove_file(manifest_of(&path));
        }
        made
    }

    /// Puts a copy back in place of the unit's file. What stood there is kept
    /// first as one more copy; other desks see the restored day at once.
    ///
    /// # Errors
    /// Refused when the copy is damaged, altered or of another unit.
    pub fn restore(&mut self, from: &Path) -> Outcome<Copy> {
        if self.is_set_up() {
            self.require(Right::Backup)?;
        }
        let copy = checked_copy(from)?;
        let ours = self.unit.as_ref().map(|it| it.1.id);
        let theirs = unit::load(copy.con())?.map(|it| it.1.id);
        if theirs.is_none() {
            return refused("Esta cópia está vazia: não há o que restaurar.");
        }
        if ours.is_some() && ours != theirs {
            return refused(
                "Esta cópia é de outra unidade. Confira o arquivo; nada foi mudado aqui.",
            );
        }
        let before = self.copy_file(None, "-antes-de-restaurar")?;
        self.store.copy_from(&copy)?;
        self.new_station()?;
        self.attach_bases()?;
        // Where the chain before the return ended is written down, so that the
        // cut is explained.
        let cut = format!(
            "antes: {} atos, {}",
            before.verdict.acts, before.verdict.acts_tip
        );
        self.look(Access::Restored, "copy", None, &cut)?;
        self.log_out();
        Ok(before)
    }
}

impl Desk {
    /// From here on the file writes as another station. The one in the copy
    /// may go on elsewhere, or may have gone further here: two different acts
    /// of one number would be a forked chain, which nobody can join again.
    fn new_station(&mut self) -> Outcome<()> {
        let now = self.now();
        let Some((old, _)) = unit::load(self.store.con())? else {
            return Ok(());
        };
        let newest = unit::station_made_at(self.store.con(), &old)?;
        let station = Station {
            id: self.ids.draw(now),
            name: old.name,
        };
        // Stations are told apart by age, whatever the clock was set to.
        let made_at = to_ms(now).max(newest.saturating_add(1));
        self.store
            .write(|tx| unit::add_station(tx, &station, made_at))?;
        self.unit = unit::load(self.store.con())?;
        Ok(())
    }
}

/// Closes the copy to others, makes it reach the disk, weighs and checks it.
fn finish(path: &Path) -> Outcome<Copy> {
    let doing = "conferir a cópia";
    let fault = |e: std::io::Error| Failure::broken(doing, e.kind());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(fault)?;
    }
    let file = fs::File::open(path).map_err(fault)?;
    file.sync_all().map_err(fault)?;
    let bytes = file.metadata().map_err(fault)?.len();
    let verdict = verify(&Store::open_copy(path)?)?;
    let manifest = serde_json::json!({
        "sha256": digest(path)?,
        "bytes": bytes,
        "acts": verdict.acts,
        "acts_tip": verdict.acts_tip,
        "looks": verdict.looks,
        "looks_tip": verdict.looks_tip,
    });
    fs::write(manifest_of(path), format!("{manifest:#}\n")).map_err(fault)?;
    Ok(Copy {
        path: path.to_path_buf(),
        bytes,
        verdict,
    })
}

fn checked_copy(path: &Path) -> Outcome<Store> {
    if !path.is_file() {
        return refused("Não achei esta cópia. Confira o caminho.");
    }
    let manifest = fs::read_to_string(manifest_of(path))
        .ok()
        .and_then(|it| serde_json::from_str::<serde_json::Value>(&it).ok());
    if let Some(expected) = manifest.as_ref().and_then(|it| it["sha256"].as_str())
        && expected != digest(path)?
    {
        return refused(
            "Esta cópia mudou depois de feita (o conteúdo não confere com o manifesto). Use outra \
             cópia; nada foi mudado aqui.",
        );
    }
    let copy = Store::open_copy(path)?;
    let verdict = verify(&copy)?;
    if verdict.holds() {
        Ok(copy)
    } else {
        let why: Vec<String> = verdict
            .checks
            .into_iter()
            .flat_map(|it| it.problems)
            .collect();
        refused(format!(
            "Esta cópia está danificada ({}). Use outra; nada foi mudado aqui.",
            why.join("; ")
        ))
    }
}

fn manifest_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(".");
    name.push(MANIFEST);
    PathBuf::from(name)
}

fn digest(path: &Path) -> Outcome<String> {
    let fault = |e: std::io::Error| Failure::broken("ler a cópia", e.kind());
    let mut file = fs::File::open(path).map_err(fault)?;
    let mut sha = Sha256::new();
    let mut block = vec![0; 64 * 1024];
    loop {
        match std::io::Read::read(&mut file, &mut block).map_err(fault)? {
            0 => return Ok(hex(&sha.finalize())),
            read => sha.update(&block[..read]),
        }
    }
}
