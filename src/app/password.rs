//! Passwords: Argon2id with a cost measured on this machine, never below what
//! OWASP gives as the floor (19 MiB, two passes).

use std::time::{Duration, Instant};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::domain::fault::{Failure, Outcome};

/// Memory of one hash. Five people entering at once must fit an old PC.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES_MIN: u32 = 2;
const PASSES_MAX: u32 = 12;
/// What one try at the door should take.
const TARGET: Duration = Duration::from_millis(300);

/// How many passes a hash takes on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    passes: u32,
}

impl Cost {
    pub const FLOOR: Self = Self { passes: PASSES_MIN };

    /// Measures one hash at the floor and takes as many passes as fit.
    pub fn measured() -> Self {
        let start = Instant::now();
        if hash("medida", &[0; 16], Self::FLOOR).is_err() {
            return Self::FLOOR;
        }
        let one = start.elapsed().max(Duration::from_millis(1));
        let fits = TARGET.as_millis() * u128::from(PASSES_MIN) / one.as_millis();
        let passes = u32::try_from(fits).unwrap_or(PASSES_MAX);
        Self {
            passes: passes.clamp(PASSES_MIN, PASSES_MAX),
        }
    }
}

/// The PHC string to store; slow on purpose.
pub fn hash(password: &str, salt: &[u8; 16], cost: Cost) -> Outcome<String> {
    let params = Params::new(MEMORY_KIB, cost.passes, 1, None)
        .map_err(|e| Failure::broken("proteger a senha", e))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|it: PasswordHash| it.to_string())
        .map_err(|e| Failure::broken("proteger a senha", e))
}

/// Whether the password is the one of the PHC string. `None` (nobody by that
/// name) takes as long as a wrong password, so that the time tells nothing.
pub fn holds(password: &str, phc: Option<&str>) -> bool {
    let Some(phc) = phc else {
        let _ = hash(password, &[7; 16], Cost::FLOOR);
        return false;
    };
    PasswordHash::new(phc).is_ok_and(|it| {
        Argon2::default()
            .verify_password(password.as_bytes(), &it)
            .is_ok()
    })
}

/// A first password that can be read aloud: three words and a number.
pub fn drawn(random: [u8; 4]) -> String {
    const WORDS: [&str; 32] = [
        "caju", "areia", "barco", "bolo", "brisa", "cacto", "canoa", "chuva", "coco", "farol",
        "festa", "flor", "forno", "garoa", "horta", "ilha", "jaca", "lagoa", "lenda", "manga",
        "maré", "milho", "ninho", "palma", "peixe", "ponte", "praia", "rede", "renda", "sino",
        "telha", "vento",
    ];
    let word = |at: usize| WORDS[usize::from(random[at]) % WORDS.len()];
    format!("{}-{}-{}-{:02}", word(0), word(1), word(2), random[3] % 100)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_password_opens_its_own_hash_only() {
        let phc = hash("café com tapioca", &[1; 16], Cost::FLOOR).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(holds("café com tapioca", Some(&phc)));
        assert!(!holds("cafe com tapioca", Some(&phc)));
        assert!(!holds("café com tapioca", None));
        assert!(!holds("café com tapioca", Some("isto não é um hash")));
    }
}
