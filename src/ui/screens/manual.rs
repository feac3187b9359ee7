//! The manual, the same file as in the repository; its tables of keys are made
//! from the tables that dispatch them, and a test compares.

use super::reading::Reading;

pub const TEXT: &str = include_str!("../../../assets/manual.md");

pub fn manual() -> Reading {
    Reading::new(
        "Manual",
        "O manual inteiro. Digite uma palavra do que procura e Enter vai à próxima vez que ela \
         aparece; F3 mostra os capítulos.",
        TEXT,
    )
}
