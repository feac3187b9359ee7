//! Disks that are full: really, by a limit of the user, at any one write.

use std::path::Path;
use std::process::{Command, Stdio};

use rusqlite::Connection;

use super::{Unit, Worker, nothing_is_lost, rosa, rounds};

/// Check-ins that no small disk takes.
const ENOUGH: usize = 100_000;

/// What a person is told, and that it was an answer and not a death.
#[track_caller]
fn ended_plainly(worker: &mut Worker) {
    let status = worker.finish();
    assert!(status.success(), "{status}");
    let told = worker.refused.as_deref().unwrap_or_default();
    assert!(told.contains("disco"), "{told:?}");
    assert!(!told.contains("sqlite"), "{told:?}");
}

/// Past the limit the system sends a signal that would kill the program.
#[test]
fn a_limit_of_file_size_is_answered_and_nothing_is_lost() {
    let unit = Unit::new();
    let limit = "ulimit -f 2400; exec \"$0\" \"$@\"";
    let mut worker = Worker::under(&["sh", "-c", limit], &unit.file, 0, ENOUGH);
    ended_plainly(&mut worker);
    assert!(worker.acknowledged.len() > 10, "the limit came too soon");
    nothing_is_lost(&unit.file, &worker.acknowledged);
    rosa(&unit.file, 1).unwrap();
}

#[test]
fn a_full_disk_is_answered_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let Some(small) = SmallDisk::mount(folder.path()) else {
        // Only the system's administrator may mount; the limit above and the
        // injected faults below meet the same code.
        return;
    };
    let file = folder.path().join("unidade.db");
    Unit::at(&file);
    // What is left for the day is little.
    let con = Connection::open(&file).unwrap();
    con.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(con);
    let mut worker = Worker::start(&file, 0, ENOUGH);
    ended_plainly(&mut worker);
    assert!(!worker.acknowledged.is_empty(), "the disk was full before");
    small.grow();
    nothing_is_lost(&file, &worker.acknowledged);
}

/// A disk in memory, unmounted at the end.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(at: &'a Path) -> Option<Self> {
        let done = quiet(
            Command::new("mount")
                .args(["-t", "tmpfs", "-o", "size=2m", "none"])
                .arg(at),
        );
        done.then_some(Self(at))
    }

    fn grow(&self) {
        assert!(quiet(
            Command::new("mount")
                .args(["-o", "remount,size=64m"])
                .arg(self.0)
        ));
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        quiet(Command::new("umount").arg(self.0));
    }
}

fn quiet(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|it| it.success())
}

/// From the n-th write on the disk takes nothing more, whichever write it is.
#[test]
fn a_disk_that_fails_at_any_write_loses_nothing() {
    if !quiet(Command::new("strace").args(["-V"])) {
        // `tests/run` installs it; without it the two tests above remain.
        return;
    }
    let unit = Unit::new();
    let steps = rounds(8, 60);
    for step in 1..=steps {
        // A check-in is about eight writes: every place in it, then far later.
        let from = if step < 40 { step * 5 - 4 } else { step * 23 };
        let inject = format!("inject=pwrite64:error=ENOSPC:when={from}+");
        let runner = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", &inject];
        let day = i64::try_from(step).unwrap();
        let mut worker = Worker::under(&runner, &unit.file, day, ENOUGH);
        ended_plainly(&mut worker);
        nothing_is_lost(&unit.file, &worker.acknowledged);
    }
}
