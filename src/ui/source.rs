//! Where events come from: a thread that reads keys and blocks, one that
//! waits for stop signals, one that waits for the terminal to hang up. Each
//! sends into the one channel; none wakes up without cause. A terminal that
//! goes away must be noticed here, because the key reader spins on it.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use super::app::Event;

/// Starts the threads. `decode` turns a terminal event into ours.
///
/// # Errors
/// When signals cannot be watched.
pub fn keys<D: Send + 'static>(
    send: Sender<Event<D>>,
    decode: fn(crossterm::event::Event) -> Vec<Event<D>>,
) -> io::Result<()> {
    #[cfg(unix)]
    {
        signals(send.clone())?;
        hang_up(send.clone());
    }
    thread::spawn(move || {
        while let Ok(raw) = crossterm::event::read() {
            let resized = matches!(raw, crossterm::event::Event::Resize(..));
            let events = if resized {
                vec![Event::Resize]
            } else {
                decode(raw)
            };
            for event in events {
                if send.send(event).is_err() {
                    return;
                }
            }
        }
        // Nobody to tell if the program has ended by itself.
        let _ = send.send(Event::Gone);
    });
    Ok(())
}

#[cfg(unix)]
fn signals<D: Send + 'static>(send: Sender<Event<D>>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    // A full quota must be an error of the write, not the end of the program,
    // so SIGXFSZ is caught and ignored.
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGXFSZ])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGXFSZ => continue,
                SIGCONT => Event::Resize,
                _ => Event::Gone,
            };
            if send.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Asking for no event at all, `poll` still reports a hang-up.
#[cfg(unix)]
fn hang_up<D: Send + 'static>(send: Sender<Event<D>>) {
    use rustix::event::{PollFd, PollFlags, poll};
    thread::spawn(move || {
        let input = io::stdin();
        loop {
            let mut fds = [PollFd::new(&input, PollFlags::empty())];
            match poll(&mut fds, None) {
                Ok(_) => {
                    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
                    if fds[0].revents().intersects(gone) {
                        let _ = send.send(Event::Gone);
                        return;
                    }
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
        }
    });
}
