//! The real program on a real pseudo-terminal: keys go in as bytes, the screen
//! is what a terminal would show. Each step waits for what must appear, never
//! for a time; one deadline ends a script that hangs.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use acolhida::app::{Clock, Desk, Ids};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::desks::{PASSWORD, monday_at_8, set_up};
use crate::families::family_of;

mod days;
mod town;
mod typing;

const PROGRAM: &str = env!("CARGO_BIN_EXE_acolhida");
/// A whole script on a busy machine; a step that passes takes milliseconds.
const DEADLINE: Duration = Duration::from_secs(60);
const ROWS: u16 = 24;
const COLUMNS: u16 = 80;

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Everything the program wrote, as it was.
    raw: Vec<u8>,
    child: Box<dyn Child + Send + Sync>,
    deadline: Instant,
}

impl Terminal {
    fn open(file: &Path, env: &[(&str, &str)]) -> Self {
        Self::with(file, &[], env)
    }

    fn with(file: &Path, args: &[&str], env: &[(&str, &str)]) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(args);
        command.cwd("/");
        command.env("ACOLHIDA_BANCO", file);
        command.env("LANG", "C.UTF-8");
        command.env("TERM", "xterm");
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut room = [0; 4096];
            // The end of a terminal is an error on Linux.
            while let Ok(read @ 1..) = reader.read(&mut room) {
                if send.send(room[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            keys: pair.master.take_writer().unwrap(),
            master: pair.master,
            bytes,
            screen: vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0),
            raw: Vec::new(),
            child,
            deadline: Instant::now() + DEADLINE,
        }
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.sends(keys.as_bytes())
    }

    fn sends(&mut self, bytes: &[u8]) -> &mut Self {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Another size of window, told as a terminal tells it.
    fn resizes(&mut self, rows: u16, cols: u16) -> &mut Self {
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        self.master.resize(size).unwrap();
        self.screen
            .screen_mut()
            .set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        self
    }

    fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads until the text stands on the screen.
    fn sees(&mut self, text: &str) -> &mut Self {
        while !self.screen.screen().contents().contains(text) {
            let left = self.deadline.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("never saw {text:?} in\n{}", self.screen.screen().contents())
                }
            }
        }
        self
    }

    /// Waits for the program to end; its exit code and all it wrote.
    fn ends(mut self) -> (u32, String) {
        let code = self.child.wait().unwrap().exit_code();
        for bytes in self.bytes.iter() {
            self.raw.extend(bytes);
        }
        (code, String::from_utf8_lossy(&self.raw).into_owned())
    }

    /// The line drops: the system tells the program by SIGHUP.
    fn hangs_up(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A unit with the family of Maria de Souza and nobody logged in.
pub fn unit(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("unidade.db");
    let mut desk = Desk::open(&file, Clock::held(monday_at_8()), Ids::System).unwrap();
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    desk.open_family(family_of(&["Maria de Souza", "João de Souza"]))
        .unwrap();
    file
}

pub fn enters(terminal: &mut Terminal) -> &mut Terminal {
    terminal.sees("Senha").types(&format!("rosa\r{PASSWORD}\r"))
}

pub fn run(file: &Path, args: &[&str]) -> String {
    use std::process::Stdio;
    let mut child = Command::new(PROGRAM)
        .args(args)
        .args(["--usuario", "rosa", "--senha-stdin"])
        .env("ACOLHIDA_BANCO", file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{PASSWORD}").unwrap();
    drop(stdin);
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}
