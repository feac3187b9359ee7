//! What happened to files as data: `iniciar`, `importar`, `gerar`, `backup`,
//! `restaurar`, `verificar`.

use serde::Serialize;

use super::people::FirstPassword;
use crate::app::sample::Generated;
use crate::app::{Copy, Imported, Verdict};

/// `iniciar`.
#[derive(Serialize)]
pub struct Started {
    /// Path of the unit's file.
    pub file: String,
    /// Login of the first coordinator.
    pub login: String,
}

/// `importar cecad` and `importar folha`.
#[derive(Serialize)]
pub struct Loaded<'a> {
    /// Month of the delivery, `AAAA-MM`.
    pub month: String,
    pub families: u64,
    pub people: u64,
    /// Lines skipped, told by number in `report`.
    pub bad_lines: u64,
    /// Whether it is in use now; `false` after `--simular`.
    pub stored: bool,
    /// The whole report in pt-BR, line by line.
    pub report: &'a [String],
}

impl<'a> Loaded<'a> {
    pub fn of(it: &'a Imported) -> Self {
        Self {
            month: it.month.to_string(),
            families: it.families,
            people: it.persons,
            bad_lines: it.bad_lines,
            stored: it.stored,
            report: &it.lines,
        }
    }
}

/// `importar servicos` and `importar horarios`.
#[derive(Serialize)]
pub struct SheetLoaded {
    pub added: u32,
    pub changed: u32,
    pub kept: u32,
    /// Hours that end because the file no longer has them.
    pub ended: u32,
    /// Pairs of hours that want the same person or room.
    pub clashes: u32,
    /// Whether it was written; `false` after `--simular` or with nothing new.
    pub stored: bool,
}

impl SheetLoaded {
    pub const fn of(it: &crate::app::SheetDone) -> Self {
        Self {
            added: it.added,
            changed: it.changed,
            kept: it.kept,
            ended: it.ended,
            clashes: it.clashes,
            stored: it.stored,
        }
    }
}

/// `importar voltar`.
#[derive(Serialize)]
pub struct BaseInUse {
    /// Month of the base now in use, `AAAA-MM`.
    pub month: String,
}

/// `gerar`.
#[derive(Serialize)]
pub struct Made {
    /// What filled the unit's file; `null` with `--cecad` alone.
    pub unit: Option<MadeUnit>,
    /// What `--cecad` wrote, or `null`.
    pub cecad: Option<MadeFile>,
}

/// The invented unit of `gerar`.
#[derive(Serialize)]
pub struct MadeUnit {
    pub families: u32,
    pub people: u32,
    pub tickets: u32,
    /// First and last day of the work.
    pub from: String,
    pub until: String,
    /// First passwords; empty when the unit was set up before.
    pub team: Vec<FirstPassword>,
}

/// The CECAD file of `gerar`.
#[derive(Serialize)]
pub struct MadeFile {
    /// Path of the file.
    pub file: String,
    pub families: u64,
}

impl Made {
    pub fn of(unit: Option<&Generated>, file: Option<(String, u64)>) -> Self {
        let team = |it: &Generated| {
            it.team
                .iter()
                .map(|it| FirstPassword {
                    login: it.login.clone(),
                    password: it.password.clone(),
                })
                .collect()
        };
        Self {
            unit: unit.map(|it| MadeUnit {
                families: it.families,
                people: it.people,
                tickets: it.tickets,
                from: it.from.to_string(),
                until: it.until.to_string(),
                team: team(it),
            }),
            cecad: file.map(|(file, families)| MadeFile { file, families }),
        }
    }
}

/// `verificar`.
#[derive(Serialize)]
pub struct Verified<'a> {
    /// No problem found.
    pub ok: bool,
    pub checks: Vec<Checked<'a>>,
    /// Entries of the journal, and the beginning of the last one's hash.
    pub acts: i64,
    pub acts_tip: &'a str,
    /// Entries of the access log, likewise.
    pub looks: i64,
    pub looks_tip: &'a str,
}

/// One check of `verificar`.
#[derive(Serialize)]
pub struct Checked<'a> {
    /// What was looked at, in pt-BR.
    pub label: &'a str,
    /// In pt-BR; empty when all is well.
    pub problems: &'a [String],
    /// What to do about them, in pt-BR; empty when all is well.
    pub next: &'a str,
}

impl<'a> Verified<'a> {
    pub fn of(it: &'a Verdict) -> Self {
        Self {
            ok: it.holds(),
            checks: it
                .checks
                .iter()
                .map(|it| Checked {
                    label: it.label,
                    problems: &it.problems,
                    next: if it.problems.is_empty() { "" } else { it.next },
                })
                .collect(),
            acts: it.acts,
            acts_tip: &it.acts_tip,
            looks: it.looks,
            looks_tip: &it.looks_tip,
        }
    }
}

/// `backup`.
#[derive(Serialize)]
pub struct Copied<'a> {
    /// Path of the copy.
    pub file: String,
    pub bytes: u64,
    /// What was found when the copy was looked over.
    pub verified: Verified<'a>,
}

impl<'a> Copied<'a> {
    pub fn of(it: &'a Copy) -> Self {
        Self {
            file: it.path.display().to_string(),
            bytes: it.bytes,
            verified: Verified::of(&it.verdict),
        }
    }
}

/// `restaurar`.
#[derive(Serialize)]
pub struct Restored {
    /// Path of the unit's file.
    pub file: String,
    /// Path of the copy made of what stood there before.
    pub before: String,
}
