//! The command line: the same use cases as the screens, for scripts and for
//! whoever keeps the computer.
//!
//! ```text
//! args     the table of commands       help, man, wrong   its words in pt-BR
//! open     which file, which clock, who enters            secret   passwords
//! end      exit codes and the two outputs                 json     field names
//! activities   the books of activities
//! courses  classes, offer, results, numbers and goals of the courses
//! agenda   the agenda, absences, what a key of SSH may ask, declarations
//! groups   places, the quarter of the SISC, frequency
//! line, search, load, sheets, sample, copies, erase, team, start, shell, desk   the commands
//! ```
//!
//! Results go to standard output, everything else to the other one. Never
//! asks in the middle of a pipe, never shows a stack trace.

mod activities;
mod agenda;
mod args;
mod bar;
mod copies;
mod courses;
mod declaration;
mod desk;
mod end;
mod erase;
mod groups;
mod help;
mod json;
mod line;
mod load;
mod load_args;
mod man;
mod open;
mod parse;
mod sample;
mod search;
mod secret;
mod sheets;
mod shell;
mod start;
mod team;
mod team_args;
mod wrong;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::ErrorKind;

use args::{Command, Line};
use end::{Done, End};

/// Runs one command line, program name first, and gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    crate::app::harden();
    crate::app::tell_panics(None);
    let args: Vec<OsString> = args.into_iter().collect();
    let code = panic::catch_unwind(AssertUnwindSafe(|| match obey(args) {
        Ok(()) => end::DONE,
        Err(end) => end.tell(),
    }));
    ExitCode::from(code.unwrap_or(end::REFUSED))
}

fn obey(args: Vec<OsString>) -> Done {
    let read = |table: clap::Command| {
        let matches = table.try_get_matches_from(&args);
        matches.and_then(|it| Line::from_arg_matches(&it))
    };
    let line = match read(help::table()) {
        Err(e) if e.kind() == ErrorKind::DisplayHelp => read(help::command()),
        line => line,
    };
    match line {
        Ok(line) => {
            let file = open::path(&line.global);
            // Before any screen: its own hook gives the terminal back and then
            // calls this one.
            crate::app::tell_panics(file.as_ref().ok().cloned());
            let done = dispatch(line);
            if let (Err(End::Broken(why)), Ok(file)) = (&done, file) {
                crate::app::log_fault(&file, why);
            }
            done
        }
        Err(e) => wrong::answer(&e, &args),
    }
}

fn dispatch(line: Line) -> Done {
    let mut global = line.global;
    global.settle_format(
        matches!(line.command, Some(Command::Agenda(_))),
        matches!(&line.command, Some(Command::Courses(it)) if it.is_list()),
    )?;
    match line.command {
        None => desk::work(&global),
        Some(Command::Start(it)) => start::run(&global, *it),
        Some(Command::Search(it)) => search::run(&global, &it),
        Some(Command::Demo) => sample::demo(&global),
        Some(Command::Generate(it)) => sample::generate(&global, &it),
        Some(Command::Queue(it)) => line::run(&global, &it),
        Some(Command::Agenda(it)) => agenda::run(&global, &it),
        Some(Command::NoShows(it)) => agenda::no_shows(&global, &it),
        Some(Command::Places(it)) => groups::places(&global, &it),
        Some(Command::Sisc(it)) => groups::sisc(&global, &it),
        Some(Command::Frequency(it)) => groups::frequency(&global, &it),
        Some(Command::Courses(it)) => courses::run(&global, &it),
        Some(Command::Activities(it)) => activities::run(&global, &it),
        Some(Command::Reading(it)) => agenda::reading(&global, &it),
        Some(Command::Import { what }) => load::run(&global, what),
        Some(Command::Export { what }) => sheets::export(&global, &what),
        Some(Command::Backup { to }) => copies::back_up(&global, to.as_deref()),
        Some(Command::Restore { from }) => copies::restore(&global, &from),
        Some(Command::Verify {
            declaration: Some(code),
            ..
        }) => declaration::verify(&global, &code),
        Some(Command::Verify { copy, .. }) => copies::verify(&global, copy.as_deref()),
        Some(Command::Team { what }) => team::run(&global, what),
        Some(Command::Erase(it)) => erase::run(&global, &it),
        Some(Command::Purge { rehearse }) => erase::purge(&global, rehearse),
        Some(Command::Panel) => desk::panel(&global),
        Some(Command::Complete { shell }) => shell::complete(shell),
        Some(Command::Manual) => shell::manual(),
    }
}
