//! Where events come from: a thread that reads keys and one that waits for
//! signals. Each sends into the one channel; none wakes up without cause. What
//! the bytes of a terminal mean is settled in `bytes` (on Windows in `input`);
//! here is only the waiting.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use super::app::Event;

/// Starts the threads.
///
/// # Errors
/// When signals cannot be watched or there is no terminal to read.
pub fn keys<D: Send + 'static>(send: Sender<Event<D>>) -> io::Result<()> {
    #[cfg(unix)]
    {
        signals(send.clone())?;
        let keyboard = keyboard()?;
        thread::spawn(move || {
            // Whatever ended the reading, the terminal is gone; nobody is to
            // be told if the program has ended by itself.
            let _ = read(&keyboard, &send);
            let _ = send.send(Event::Gone);
        });
    }
    #[cfg(not(unix))]
    thread::spawn(move || {
        while let Ok(raw) = crossterm::event::read() {
            let events = match raw {
                crossterm::event::Event::Resize(..) => vec![Event::Resize],
                raw => super::input::decode(raw)
                    .into_iter()
                    .map(Event::Input)
                    .collect(),
            };
            for event in events {
                if send.send(event).is_err() {
                    return;
                }
            }
        }
        let _ = send.send(Event::Gone);
    });
    Ok(())
}

/// The terminal: standard input, or the one behind it.
#[cfg(unix)]
fn keyboard() -> io::Result<std::os::fd::OwnedFd> {
    use std::io::IsTerminal;
    use std::os::fd::AsFd;
    let input = io::stdin();
    if input.is_terminal() {
        return input.as_fd().try_clone_to_owned();
    }
    Ok(std::fs::File::open("/dev/tty")?.into())
}

/// The rest of a sequence follows its Esc within this time, or it was Esc:
/// longer than a slow line takes, shorter than a hand can be.
#[cfg(unix)]
const REST_MS: i64 = 25;
/// The two halves of a letter may come in two packets of a slow line; a
/// terminal that sends Latin-1 shows its letters that much later.
#[cfg(unix)]
const LETTER_MS: i64 = 400;
/// A paste that says nothing for so long has lost its end.
#[cfg(unix)]
const PASTE_MS: i64 = 1000;

/// Sends what is typed until the terminal hangs up or nobody listens.
#[cfg(unix)]
fn read<D>(keyboard: &std::os::fd::OwnedFd, send: &Sender<Event<D>>) -> io::Result<()> {
    use super::bytes::{Awaited, Bytes};
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    let wait = |ms: i64| Timespec {
        tv_sec: ms / 1000,
        tv_nsec: ms % 1000 * 1_000_000,
    };
    let mut bytes = Bytes::default();
    let mut room = [0; 4096];
    loop {
        let patience = match bytes.awaits() {
            Awaited::Nothing => None,
            Awaited::Rest => Some(wait(REST_MS)),
            Awaited::Letter => Some(wait(LETTER_MS)),
            Awaited::Paste => Some(wait(PASTE_MS)),
        };
        let mut fds = [PollFd::new(keyboard, PollFlags::IN)];
        let inputs = match poll(&mut fds, patience.as_ref()) {
            Ok(0) => bytes.quiet(),
            // A hang-up also ends here: nothing more can be read.
            Ok(_) => match rustix::io::read(keyboard, &mut room) {
                Ok(0) => return Ok(()),
                Ok(read) => bytes.feed(&room[..read]),
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(other) => return Err(other.into()),
            },
            Err(Errno::INTR) => continue,
            Err(other) => return Err(other.into()),
        };
        for input in inputs {
            if send.send(Event::Input(input)).is_err() {
                return Ok(());
            }
        }
    }
}

#[cfg(unix)]
fn signals<D: Send + 'static>(send: Sender<Event<D>>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH, SIGXFSZ};
    use signal_hook::iterator::Signals;

    // A full quota must be an error of the write, not the end of the program,
    // so SIGXFSZ is caught and ignored.
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH, SIGXFSZ])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGXFSZ => continue,
                SIGCONT | SIGWINCH => Event::Resize,
                _ => Event::Gone,
            };
            if send.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}
