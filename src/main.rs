//! The program: everything is in the library, so that tests reach all of it.

use std::process::ExitCode;

fn main() -> ExitCode {
    acolhida::cli::run(std::env::args_os())
}
