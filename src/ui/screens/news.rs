//! What changed, told to the people at the desk.

use super::reading::Reading;

pub const TEXT: &str = include_str!("../../../assets/novidades.md");

pub fn news() -> Reading {
    Reading::new(
        "Novidades",
        "O que mudou em cada versão, para quem usa o programa.",
        TEXT,
    )
}
