//! How a command ends: the three exit codes that scripts rely on, and the one
//! place that writes to the two outputs. A reader that closes the pipe early
//! (`| head`) is no error.

use std::io::{self, Write};

use crate::domain::fault::{Broken, Failure, Refused};
use crate::domain::name::shown;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum End {
    /// 1: the answer is no, and why.
    Refused(String),
    /// 1: a fault of ours; the cause goes to the log of faults.
    Broken(Broken),
    /// 2: the command was written wrong.
    Usage(String),
    /// 0: whoever was reading left.
    Unread,
}

pub type Done = Result<(), End>;

pub const DONE: u8 = 0;
pub const REFUSED: u8 = 1;
pub const USAGE: u8 = 2;

impl From<Failure> for End {
    fn from(it: Failure) -> Self {
        match it {
            Failure::Refused(Refused { text, .. }) => Self::Refused(text),
            Failure::Broken(it) => Self::Broken(it),
        }
    }
}

impl End {
    pub fn refused<T>(text: impl Into<String>) -> Result<T, Self> {
        Err(Self::Refused(text.into()))
    }

    /// Tells the person and gives the exit code.
    pub fn tell(self) -> u8 {
        match self {
            Self::Refused(text) => {
                tell(&text);
                REFUSED
            }
            Self::Broken(it) => {
                tell(&it.to_string());
                REFUSED
            }
            Self::Usage(text) => {
                tell(&text);
                USAGE
            }
            Self::Unread => DONE,
        }
    }
}

/// Writes a result to standard output.
pub fn print(text: &str) -> Done {
    print_bytes(text.as_bytes())
}

/// The same for what is no text.
pub fn print_bytes(bytes: &[u8]) -> Done {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(End::Unread),
        Err(_) => End::refused("Não consegui escrever o resultado. Confira se há espaço no disco."),
    }
}

/// Says something beside the result; nobody may be reading, which is fine.
pub fn tell(text: &str) {
    let safe: Vec<_> = text.lines().map(shown).collect();
    let _ = writeln!(io::stderr().lock(), "{}", safe.join("\n"));
}
