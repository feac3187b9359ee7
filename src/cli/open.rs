//! Which file, which clock, who enters: what every command needs first.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime};

use super::args::Global;
use super::end::End;
use super::secret;
use crate::app::{Clock, Desk, Entered, Ids};
use crate::paper::table::TEXT_COLUMNS;

const FILE_NAME: &str = "unidade.db";

/// The unit's file: `--banco`, `ACOLHIDA_BANCO`, or the user's data folder.
pub fn path(global: &Global) -> Result<PathBuf, End> {
    match chosen(global).or_else(|| data_folder().map(|it| it.join(FILE_NAME))) {
        Some(path) => Ok(path),
        None => End::refused(
            "Não achei a pasta de dados deste usuário. Diga o arquivo com --banco CAMINHO.",
        ),
    }
}

/// The file that somebody named, if anybody did.
pub fn chosen(global: &Global) -> Option<PathBuf> {
    global
        .file
        .clone()
        .or_else(|| std::env::var_os("ACOLHIDA_BANCO").map(PathBuf::from))
        .filter(|it| !it.as_os_str().is_empty())
}

/// The folder that each system expects. On Windows by its variables: what the
/// `directories` library calls there is missing in Windows 7.
fn data_folder() -> Option<PathBuf> {
    #[cfg(windows)]
    {
        ["LOCALAPPDATA", "APPDATA", "USERPROFILE"]
            .into_iter()
            .find_map(std::env::var_os)
            .map(|it| PathBuf::from(it).join("acolhida"))
    }
    #[cfg(not(windows))]
    {
        directories::ProjectDirs::from("br", "", "acolhida").map(|it| it.data_dir().to_path_buf())
    }
}

/// Opens a file that must be there: asking for a list must not make a unit.
pub fn existing(global: &Global) -> Result<Desk, End> {
    let path = path(global)?;
    if !path.exists() {
        return End::refused(format!(
            "Ainda não há arquivo da unidade em {}. Rode «acolhida iniciar», ou diga outro lugar \
             com --banco.",
            path.display()
        ));
    }
    at(&path)
}

/// Opens a file, made when it is not there.
pub fn at(path: &Path) -> Result<Desk, End> {
    let held = held_clock()?;
    let clock = match held {
        None => Clock::System,
        Some(_) => Clock::held(DateTime::UNIX_EPOCH),
    };
    let desk = Desk::open(path, clock, Ids::System)?;
    hold(&desk, held);
    Ok(desk)
}

/// Sets a held clock to the hour of the unit, which is known once it is open.
pub fn hold(desk: &Desk, held: Option<NaiveDateTime>) {
    if let Some(local) = held {
        desk.clock()
            .set(desk.zone().instant(local.date(), local.time()));
    }
}

/// `ACOLHIDA_AGORA=2026-11-23T08:00`, for tests and demonstrations.
pub fn held_clock() -> Result<Option<NaiveDateTime>, End> {
    let Some(text) = std::env::var_os("ACOLHIDA_AGORA").filter(|it| !it.is_empty()) else {
        return Ok(None);
    };
    let text = text.to_string_lossy();
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
        .map(Some)
        .ok_or_else(|| {
            End::Usage("ACOLHIDA_AGORA é uma data e hora como 2026-11-23T08:00.".to_string())
        })
}

/// The unit's desk with somebody at it.
pub fn entered(global: &Global) -> Result<Desk, End> {
    let mut desk = existing(global)?;
    match enter(&mut desk, global)? {
        Entered::Working => Ok(desk),
        Entered::MustChangePassword => End::refused(
            "Sua senha ainda é a provisória. Troque antes com «acolhida usuarios senha --usuario \
             SEU-LOGIN».",
        ),
    }
}

/// Columns of the text: as asked, as the shell says, as the terminal is.
pub fn width(asked: Option<usize>) -> usize {
    let said = || std::env::var("COLUMNS").ok()?.parse().ok();
    let seen = || crossterm::terminal::size().ok().map(|it| usize::from(it.0));
    let width = match asked.or_else(said) {
        Some(width) => width,
        None if std::io::stdout().is_terminal() => seen().unwrap_or(TEXT_COLUMNS),
        None => TEXT_COLUMNS,
    };
    width.clamp(super::parse::WIDTH_MIN, super::parse::WIDTH_MAX)
}

pub fn enter(desk: &mut Desk, global: &Global) -> Result<Entered, End> {
    if !desk.is_set_up() {
        return End::refused("Esta unidade ainda não foi configurada. Rode «acolhida iniciar».");
    }
    let asked = || match global.password_stdin {
        true => None,
        false => secret::ask_open("Usuário: "),
    };
    let Some(login) = global.login.clone().or_else(asked) else {
        return Err(End::Usage(
            "Diga quem usa: --usuario LOGIN. A senha é perguntada, ou lida com --senha-stdin."
                .to_string(),
        ));
    };
    let password = secret::ask(global, &format!("Senha de {login}: "))?;
    Ok(desk.log_in(&login, &password)?)
}

/// Whether a person is at both ends.
pub fn has_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}
