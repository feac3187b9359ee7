//! Where the unit's file may live: a folder of its own, closed to other users
//! of the machine, on a disk of this machine. SQLite's WAL does not work over
//! a network share, and a source tree is where files get published by mistake.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::fault::{Failure, Outcome, refused};

/// Makes the folder (0700) and the file (0600) when they are not there, and
/// refuses places where data would be lost or seen. What is there already is
/// left as it is: it may be somebody else's (see [`close`]).
pub fn prepare(path: &Path) -> Outcome<()> {
    let folder = folder_of(path);
    if folder.ancestors().any(|it| it.join(".git").exists()) {
        return refused(
            "Esta pasta é de um repositório de código, que pode ser publicado por engano. Guarde \
             o arquivo da unidade em outra pasta.",
        );
    }
    if !folder.exists() {
        make_private_folder(&folder)?;
    }
    refuse_network(&folder)?;
    match fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => refused(
            "O caminho dado em --banco é uma pasta ou um aparelho, e não um arquivo. Diga também \
             o nome do arquivo, como em PASTA/unidade.db.",
        ),
        Err(_) => make_private_file(path),
    }
}

/// The whole path, links followed: what is kept beside the file (base, copies)
/// is then the same for every desk, and no name is read as a web address.
pub fn real(path: &Path) -> PathBuf {
    let seen = if path.is_symlink() {
        path.canonicalize()
    } else {
        std::path::absolute(path)
    };
    seen.unwrap_or_else(|_| path.to_path_buf())
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(it) if !it.as_os_str().is_empty() => it.to_path_buf(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// A folder that only this user opens.
pub fn make_private_folder(folder: &Path) -> Outcome<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).or_else(|e| cannot_write(&e))
}

fn cannot_write<T>(error: &std::io::Error) -> Outcome<T> {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => refused(
            "Este usuário não pode gravar na pasta de dados. Peça a quem cuida do computador \
             permissão de escrita, ou escolha outra pasta com --banco.",
        ),
        ErrorKind::StorageFull => {
            refused("O disco está cheio: libere espaço e abra o programa de novo.")
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            refused("O caminho dado em --banco não existe. Confira se está escrito certo.")
        }
        _ => Err(Failure::broken("abrir a pasta de dados", error.kind())),
    }
}

/// Nothing this process makes is readable by others: SQLite's own side files
/// would otherwise be 0644.
pub fn private_umask() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

/// Closes the file to other users; only once it is known to be ours.
pub fn close(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = fs::metadata(path).is_ok_and(|it| it.permissions().mode() & 0o077 != 0);
        if open {
            // Best effort: on a read-only disk the next write answers.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

fn make_private_file(path: &Path) -> Outcome<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).or_else(|e| cannot_write(&e))
}

#[cfg(target_os = "linux")]
fn refuse_network(folder: &Path) -> Outcome<()> {
    // Magic numbers of statfs(2): NFS, SMB, CIFS, SMB2, FUSE, 9P, AFS, Ceph.
    const SHARED: [i64; 8] = [
        0x6969,
        0x517B,
        0xFF53_4D42,
        0xFE53_4D42,
        0x6573_5546,
        0x0102_1997,
        0x5346_414F,
        0x00C3_6400,
    ];
    let Ok(found) = rustix::fs::statfs(folder) else {
        return Ok(());
    };
    // The type's width and sign differ between architectures; its bits do not.
    #[allow(clippy::unnecessary_cast, reason = "i32 on some architectures")]
    let kind = (found.f_type as i64) & 0xFFFF_FFFF;
    if SHARED.contains(&kind) {
        return refused(
            "Esta pasta está na rede (ou num disco emprestado), onde duas mesas ao mesmo tempo \
             perderiam dados. Guarde o arquivo no disco deste computador; as outras mesas entram \
             nele por SSH.",
        );
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn refuse_network(_: &Path) -> Outcome<()> {
    Ok(())
}
