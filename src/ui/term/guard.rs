//! Taking the terminal and giving it back. What was shown is personal data,
//! so leaving wipes the screen (a console has no second one to return to).
//! The state is one flag, so that drop, a panic and a stop signal can each
//! restore without knowing of the others.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::layout::Size;

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Alternate screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// Plain ink, wipe, no paste brackets, cursor, first screen.
const LEAVE: &[u8] = b"\x1b[m\x1b[H\x1b[2J\x1b[?2004l\x1b[?25h\x1b[?1049l";

pub struct Guard(());

impl Guard {
    /// # Errors
    /// When there is no terminal to take.
    pub fn enter() -> io::Result<Self> {
        install_hook();
        crossterm::terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        let mut out = io::stdout();
        #[cfg(windows)]
        crossterm::execute!(out, crossterm::terminal::EnterAlternateScreen)?;
        #[cfg(not(windows))]
        out.write_all(ENTER)?;
        out.flush()?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, once; later calls do nothing.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        // If the terminal is gone there is nobody to tell.
        #[cfg(windows)]
        let _ = crossterm::execute!(
            out,
            crossterm::terminal::LeaveAlternateScreen,
            crossterm::cursor::Show
        );
        #[cfg(not(windows))]
        let _ = out.write_all(LEAVE);
        let _ = out.flush();
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

thread_local! {
    /// A panic here is somebody's to handle: say nothing on the terminal.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work`; a panic inside becomes the place in the sources where it
/// happened (never its message, which may hold somebody's data).
///
/// # Errors
/// The place, as "file:line", or an empty text when the hook is not installed.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = QUIET.with(|it| it.replace(true));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.with(|it| it.set(before));
    result.map_err(|_| PLACE.with(RefCell::take))
}

/// From here on a panic gives the terminal back first; the hook from before,
/// which is the program's, then says what happened in plain words and logs it.
pub fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let place = info
                .location()
                .map(|it| format!("{}:{}", it.file(), it.line()));
            let place = place.unwrap_or_default();
            if QUIET.with(Cell::get) {
                PLACE.with(|it| it.replace(place));
            } else {
                restore();
                usual(info);
            }
        }));
    });
}

/// Standard output without a buffer in between: one frame, one write.
#[cfg(unix)]
pub struct Out(std::os::fd::OwnedFd);

#[cfg(unix)]
impl Out {
    pub fn new() -> io::Result<Self> {
        use std::os::fd::AsFd;
        Ok(Self(io::stdout().as_fd().try_clone_to_owned()?))
    }
}

#[cfg(unix)]
impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, poll};
        use rustix::io::Errno;
        loop {
            match rustix::io::write(&self.0, bytes) {
                Ok(n) => return Ok(n),
                Err(Errno::INTR) => {}
                // Another program left the terminal non-blocking.
                Err(Errno::AGAIN) => {
                    poll(&mut [PollFd::new(&self.0, PollFlags::OUT)], None)?;
                }
                Err(other) => return Err(other.into()),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Columns and rows; a serial line that does not know them has 80 by 24.
#[cfg(unix)]
pub fn size() -> io::Result<Size> {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((0, 0));
    if columns == 0 || rows == 0 {
        return Ok(Size::new(80, 24));
    }
    Ok(Size::new(columns, rows))
}
