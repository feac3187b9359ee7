//! What other programs need of the command table: completions and the manual.

use clap::ValueEnum;

use super::end::{self, Done};
use super::{help, man};

/// Shells that can complete the commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    #[value(name = "bash")]
    Bash,
    #[value(name = "zsh")]
    Zsh,
    #[value(name = "fish")]
    Fish,
}

pub fn complete(shell: Shell) -> Done {
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut help::table(), "acolhida", &mut out);
    end::print(&String::from_utf8_lossy(&out))
}

pub fn manual() -> Done {
    end::print(&man::page())
}
