//! What the process asks of the system before it touches a file.

use crate::store::place::private_umask;

/// Closes what this process makes to other users, and turns the signal of a
/// file past its size limit into the plain error of a full disk: killed in the
/// middle, the terminal would stay broken and the person would not know why.
pub fn harden() {
    private_umask();
    #[cfg(unix)]
    {
        use std::sync::Arc;
        use std::sync::atomic::AtomicBool;
        // A handler is enough: the write then answers with an error. The flag
        // is never read.
        let _ = signal_hook::flag::register(
            rustix::process::Signal::XFSZ.as_raw(),
            Arc::new(AtomicBool::new(false)),
        );
    }
}
