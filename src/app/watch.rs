//! Learns that another desk wrote, without asking again and again: the kernel
//! says when the file's folder changed, and `Desk::others_wrote` tells own
//! writes apart. Where the system gives no such notice, the screen asks while
//! it is shown.
//!
//! The notice comes when the WAL is written, a moment before the commit can be
//! read (the disk confirms in between). So each notice has echoes: one look at
//! once and three later. Nothing wakes up while nobody writes.

use std::path::Path;

/// A watch over the unit's file, to be waited on from a thread of its own.
pub struct Watch {
    #[cfg(target_os = "linux")]
    notice: std::os::fd::OwnedFd,
    /// Echoes still to come of the last notice.
    #[cfg(target_os = "linux")]
    echoes: &'static [i64],
}

/// Milliseconds from a notice, and then from one echo to the next: a fast disk
/// has confirmed by the first, a slow one by the second, and one that is busy
/// with something else by the third, as long as a desk waits for a write.
#[cfg(target_os = "linux")]
const ECHOES_MS: &[i64] = &[120, 780, 4_100];

#[cfg(target_os = "linux")]
impl Watch {
    /// `None` when the system cannot watch (then nothing is lost but speed).
    pub fn over(database: &Path) -> Option<Self> {
        use rustix::fs::inotify;
        let folder = database.parent().filter(|it| !it.as_os_str().is_empty());
        let flags = inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK;
        let notice = inotify::init(flags).ok()?;
        inotify::add_watch(
            &notice,
            folder.unwrap_or(Path::new(".")),
            inotify::WatchFlags::MODIFY | inotify::WatchFlags::MOVED_TO,
        )
        .ok()?;
        Some(Self {
            notice,
            echoes: &[],
        })
    }

    /// Blocks until it is time to look; `false` when the watch broke and there
    /// is nothing more to wait for.
    pub fn wait(&mut self) -> bool {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use rustix::io::Errno;
        loop {
            let next = self.echoes.split_first();
            let limit = next.map(|(ms, _)| Timespec {
                tv_sec: ms / 1_000,
                tv_nsec: (ms % 1_000) * 1_000_000,
            });
            let mut waiting = [PollFd::new(&self.notice, PollFlags::IN)];
            match poll(&mut waiting, limit.as_ref()) {
                Ok(0) => {
                    self.echoes = next.map_or(&[], |it| it.1);
                    return true;
                }
                Ok(_) => {
                    // What happened does not matter, only that it did.
                    let mut room = [0_u8; 4096];
                    while matches!(rustix::io::read(&self.notice, &mut room), Ok(read) if read > 0)
                    {
                    }
                    self.echoes = ECHOES_MS;
                    return true;
                }
                Err(Errno::INTR) => {}
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

    pub fn wait(&mut self) -> bool {
        false
    }
}
