//! Learns that another desk wrote, without asking again and again: the kernel
//! says when the WAL changed, and `Desk::others_wrote` tells own writes apart.
//! Where the system gives no such notice, the screen asks while it is shown.

use std::path::Path;

/// A watch over the unit's file, to be waited on from a thread of its own.
pub struct Watch {
    #[cfg(target_os = "linux")]
    notice: std::os::fd::OwnedFd,
}

#[cfg(target_os = "linux")]
impl Watch {
    /// `None` when the system cannot watch (then nothing is lost but speed).
    pub fn over(database: &Path) -> Option<Self> {
        use rustix::fs::inotify;
        let folder = database.parent().filter(|it| !it.as_os_str().is_empty());
        let notice = inotify::init(inotify::CreateFlags::CLOEXEC).ok()?;
        inotify::add_watch(
            &notice,
            folder.unwrap_or(Path::new(".")),
            inotify::WatchFlags::MODIFY | inotify::WatchFlags::MOVED_TO,
        )
        .ok()?;
        Some(Self { notice })
    }

    /// Blocks until some file of the folder changed; `false` when the watch
    /// broke and there is nothing more to wait for.
    pub fn wait(&self) -> bool {
        let mut room = [0_u8; 4096];
        loop {
            match rustix::io::read(&self.notice, &mut room) {
                Ok(0) => return false,
                Ok(_) => return true,
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return false,
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Watch {
    pub fn over(_: &Path) -> Option<Self> {
        None
    }

    pub fn wait(&self) -> bool {
        false
    }
}
