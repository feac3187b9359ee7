//! Other processes and what the system tells about them: this program again as
//! one of its parts, a real pseudo-terminal, memory, switches, instructions.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const ROWS: NonZeroU16 = NonZeroU16::new(24).unwrap();
const COLUMNS: NonZeroU16 = NonZeroU16::new(80).unwrap();

/// Names the part that a child of this program plays.
pub const PART: &str = "ACOLHIDA_BENCH_PART";

/// This program again, as one part.
pub fn part(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.env(PART, name).args(args);
    command
}

/// Runs a part to its end and gives what it printed.
pub fn told(mut command: Command) -> String {
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "{command:?}");
    String::from_utf8(output.stdout).unwrap()
}

pub fn has(tool: &str) -> bool {
    Command::new(tool)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// Instructions of a part, all of the process; `None` without valgrind.
pub fn instructions(name: &str, args: &[&str]) -> Option<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().ok()?)
        .args(args)
        .env(PART, name)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().find(|it| it.contains("Collected : "))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// Calls of fsync and fdatasync that a part makes; `None` without strace.
pub fn fsyncs(name: &str, args: &[&str]) -> Option<u64> {
    let output = Command::new("strace")
        .args(["-f", "-e", "trace=fsync,fdatasync", "-e", "signal=none"])
        .arg(std::env::current_exe().ok()?)
        .args(args)
        .env(PART, name)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let calls = text.lines().filter(|it| it.contains("sync("));
    u64::try_from(calls.count()).ok()
}

/// A field of `/proc/PID/status` in KiB ("VmRSS", "VmHWM").
pub fn memory(pid: &str, field: &str) -> Option<f64> {
    number(
        &fs::read_to_string(format!("/proc/{pid}/status")).ok()?,
        field,
    )
}

/// Times that any thread of the process went to sleep and woke up again.
pub fn switches(pid: u32) -> Option<f64> {
    let mut all = 0.0;
    for task in fs::read_dir(format!("/proc/{pid}/task")).ok()? {
        let path = task.ok()?.path().join("status");
        all += number(&fs::read_to_string(path).ok()?, "voluntary_ctxt_switches")?;
    }
    Some(all)
}

fn number(status: &str, field: &str) -> Option<f64> {
    let line = status.lines().find(|it| {
        it.strip_prefix(field)
            .is_some_and(|rest| rest.starts_with(':'))
    })?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// A program in a pseudo-terminal of 80 by 24, read by an emulator.
pub struct Screen {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    begun: Instant,
    last: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    pub fn start(program: &str, env: &[(&str, &str)], args: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "pt_BR.UTF-8");
        for (name, value) in env {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (send, chunks) = channel();
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        thread::spawn(move || {
            let mut room = [0; 16 * 1024];
            while let Ok(read @ 1..) = reader.read(&mut room) {
                if send.send((Instant::now(), room[..read].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            writer,
            chunks,
            parser: vt100::Parser::new(ROWS, COLUMNS, 0),
            begun,
            last: begun,
            _master: pair.master,
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits for the text and then for silence; time from the start of the
    /// program to the last byte before it.
    pub fn shows(&mut self, text: &str) -> Duration {
        const DEADLINE: Duration = Duration::from_secs(60);
        const SILENCE: Duration = Duration::from_millis(80);
        let asked = Instant::now();
        loop {
            let there = self.parser.screen().contents().contains(text);
            let wait = if there { SILENCE } else { DEADLINE };
            match self.chunks.recv_timeout(wait) {
                Ok((at, bytes)) => {
                    self.last = at;
                    self.parser.process(&bytes);
                }
                Err(_) if there => return self.last - self.begun,
                Err(why) => panic!(
                    "{text:?} never came ({why}):\n{}",
                    self.parser.screen().contents()
                ),
            }
            assert!(asked.elapsed() < DEADLINE, "{text:?} never settled");
        }
    }

    pub fn keys(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
