//! Runs the real program in a folder of its own, with the clock held still.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use acolhida::app::{Desk, StaffData};
use acolhida::domain::access::Role;
use argon2::PasswordHasher;
use tempfile::TempDir;

use crate::desks::{PASSWORD, desk_on, monday_at_8, set_up};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_acolhida");

/// A folder with a unit's file, or none yet.
pub struct Place {
    pub folder: TempDir,
    pub now: &'static str,
}

/// A unit's file as it is after the first day, made once.
static UNIT: OnceLock<Vec<u8>> = OnceLock::new();

/// Its password is kept by a hash at the floor of the cost: dozens of entrances
/// at the cost of a real door would take most of the suite's time.
fn unit() -> Vec<u8> {
    let place = Place::empty();
    place.desk().set_up(&set_up()).unwrap();
    let params = argon2::Params::new(19 * 1024, 2, 1, None).unwrap();
    let phc = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_with_salt(PASSWORD.as_bytes(), b"a salt of sample")
        .unwrap()
        .to_string();
    let con = rusqlite::Connection::open(place.file()).unwrap();
    con.execute("UPDATE credential SET password = ?1", [phc])
        .unwrap();
    con.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(con);
    fs::read(place.file()).unwrap()
}

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            now: "2026-11-23T08:00",
        }
    }

    /// A unit set up, rosa coordinating.
    pub fn with_unit() -> Self {
        let place = Self::empty();
        let file = place.file();
        fs::create_dir(file.parent().unwrap()).unwrap();
        fs::write(file, UNIT.get_or_init(unit)).unwrap();
        place
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("dados/unidade.db")
    }

    /// The same file through the library, to lay things out.
    pub fn desk(&self) -> Desk {
        desk_on(&self.file(), monday_at_8())
    }

    /// The same, with rosa at it.
    pub fn rosas_desk(&self) -> Desk {
        let mut desk = self.desk();
        desk.log_in("rosa", PASSWORD).unwrap();
        desk
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("ACOLHIDA_BANCO", self.file())
            .env("ACOLHIDA_AGORA", self.now)
            .current_dir(self.folder.path());
        command
    }

    /// Runs with nothing on the standard input.
    pub fn run(&self, args: &[&str]) -> Ran {
        let mut command = self.command(PROGRAM);
        command.args(args);
        finish(command, "")
    }

    /// Runs as rosa, her password on the standard input.
    pub fn rosa(&self, args: &[&str]) -> Ran {
        self.with_password(PASSWORD, args)
    }

    pub fn with_password(&self, password: &str, args: &[&str]) -> Ran {
        let mut command = self.command(PROGRAM);
        command
            .args(args)
            .args(["--usuario", "rosa", "--senha-stdin"]);
        finish(command, &format!("{password}\n"))
    }
}

pub fn finish(mut command: Command, input: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses early reads nothing, which is its right.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    ran(child.wait_with_output().unwrap())
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    /// The words of a refusal: exit 1, nothing on standard output.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        self.err
    }

    #[track_caller]
    pub fn wrong_usage(self) -> String {
        assert_eq!(self.code, Some(2), "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        self.err
    }

    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.done()).unwrap()
    }
}

/// Somebody of the team, by role.
pub fn colleague(login: &str, name: &str, role: Role) -> StaffData {
    StaffData {
        login: login.into(),
        name: name.into(),
        role,
        registration: String::new(),
        handles: Vec::new(),
    }
}

/// Permission bits of a file.
#[cfg(unix)]
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
