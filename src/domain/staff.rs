//! People who work in the unit, and the rules for their passwords.

use chrono::{DateTime, Duration, Utc};

use super::access::Role;
use super::id::Id;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: Id<Staff>,
    pub login: String,
    pub name: String,
    pub role: Role,
    /// Number at the council or of the public servant.
    pub registration: String,
    /// Initials of the groups of demand this person takes; empty = all.
    pub handles: Vec<String>,
    pub active: bool,
    /// The first password was drawn by the program and serves once.
    pub must_change: bool,
}

/// Whoever is at the keyboard now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub staff: Id<Staff>,
    pub login: String,
    pub name: String,
    pub role: Role,
    pub handles: Vec<String>,
}

pub const PASSWORD_MIN_CHARS: usize = 8;
pub const PASSWORD_MAX_CHARS: usize = 128;
pub const LOGIN_MAX_CHARS: usize = 20;

/// Passwords that everybody tries first, here and in any CRAS.
const OBVIOUS: &[&str] = &[
    "12345678",
    "123456789",
    "1234567890",
    "password",
    "qwertyui",
    "abcd1234",
    "senha123",
    "senha1234",
    "acolhida",
    "acolhida1",
    "cras1234",
    "cras2024",
    "cras2025",
    "cras2026",
    "recepcao",
    "recepcao1",
    "coordenacao",
    "assistencia",
    "bolsafamilia",
    "cadunico",
    "aracaju1",
    "aracaju123",
    "mudar123",
    "trocar123",
    "brasil123",
    "11111111",
    "00000000",
];

/// Why a password will not do; `None` when it will. Length and the obvious
/// ones only: no rules of composition, no forced change (ASVS 5.0, 6.2).
pub fn password_problem(password: &str, login: &str, unit_words: &[&str]) -> Option<&'static str> {
    let count = password.chars().count();
    if count < PASSWORD_MIN_CHARS {
        return Some("A senha precisa de pelo menos 8 caracteres; uma frase curta é boa ideia.");
    }
    if count > PASSWORD_MAX_CHARS {
        return Some("A senha passou de 128 caracteres.");
    }
    let lower = password.to_lowercase();
    let same = |word: &str| !word.is_empty() && lower == word.to_lowercase();
    let of_one_key = lower.chars().all(|it| lower.starts_with(it));
    if of_one_key
        || OBVIOUS.contains(&lower.as_str())
        || same(login)
        || unit_words.iter().any(|it| same(it))
    {
        return Some("Essa senha é das primeiras que alguém tentaria. Escolha outra.");
    }
    None
}

/// Tries that cost nothing, so that a slip of the keys is no punishment.
pub const FREE_TRIES: u32 = 3;

/// How long the next try waits after `wrong` wrong ones in a row: nothing up
/// to [`FREE_TRIES`], then doubling from 15 s (30 s at the fifth), at
/// most 15 min.
pub fn wait_after(wrong: u32) -> Duration {
    const FIRST_SECONDS: i64 = 15;
    const LONGEST_SECONDS: i64 = 15 * 60;
    match wrong.checked_sub(FREE_TRIES) {
        None | Some(0) => Duration::zero(),
        Some(over) => {
            let doubled = FIRST_SECONDS.saturating_mul(1 << (over - 1).min(10));
            Duration::seconds(doubled.min(LONGEST_SECONDS))
        }
    }
}

/// Whether a login is one: short, plain letters, digits, dot or dash.
pub fn login_problem(login: &str) -> Option<&'static str> {
    let fits = (2..=LOGIN_MAX_CHARS).contains(&login.len());
    let plain = login
        .chars()
        .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '.' || it == '-');
    (!fits || !plain).then_some(
        "O nome de entrada tem de 2 a 20 letras minúsculas sem acento, números, ponto ou traço.",
    )
}

/// Whether the clock says that the wait is over.
pub fn may_try(wait_until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    // A clock set far back must not lock somebody out for years.
    now >= wait_until || wait_until - now > Duration::hours(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stops_growing() {
        let seconds: Vec<i64> = (0..12).map(|it| wait_after(it).num_seconds()).collect();
        assert_eq!(&seconds[..7], &[0, 0, 0, 0, 15, 30, 60]);
        assert!(seconds.is_sorted());
        assert_eq!(seconds[11], 900);
        assert_eq!(wait_after(u32::MAX).num_seconds(), 900);
    }

    #[test]
    fn obvious_passwords_are_refused_and_phrases_are_not() {
        for bad in ["curta", "11111111", "CRAS2026", "rosamaria", "Jurubeba"] {
            assert!(
                password_problem(bad, "rosamaria", &["jurubeba"]).is_some(),
                "{bad}"
            );
        }
        assert_eq!(password_problem("café com tapioca", "rosa", &[]), None);
    }
}
