//! Which delivery may follow which. CECAD is about two months behind and files
//! lie about in download folders: an older one loaded by mistake would make
//! the desk tell families last year's data.

use super::month::Month;
use crate::domain::fault::{Outcome, refused};

/// How a new delivery relates to the base in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    First,
    Newer,
    /// The same month again: replaces it.
    SameMonth,
    /// Older, and somebody insisted.
    OlderForced,
}

/// May a base of month `new` take the place of `current`?
///
/// # Errors
/// Refused, with the reason, when it is older and nobody insisted (`forced`).
pub fn accept(new: Month, current: Option<Month>, forced: bool) -> Outcome<Delivery> {
    match current {
        None => Ok(Delivery::First),
        Some(current) if new > current => Ok(Delivery::Newer),
        Some(current) if new == current => Ok(Delivery::SameMonth),
        Some(_) if forced => Ok(Delivery::OlderForced),
        Some(current) => refused(format!(
            "Este arquivo é de {}, mais antigo que a base em uso, de {}. Nada foi mudado. Se é \
             isso mesmo que se quer, repita a importação aceitando base antiga.",
            new.spoken(),
            current.spoken()
        )),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_older_delivery_needs_insistence() {
        let may = Month::new(2026, 5).unwrap();
        let june = Month::new(2026, 6).unwrap();
        assert_eq!(accept(may, None, false), Ok(Delivery::First));
        assert_eq!(accept(june, Some(may), false), Ok(Delivery::Newer));
        assert_eq!(accept(may, Some(may), false), Ok(Delivery::SameMonth));
        let why = accept(may, Some(june), false).unwrap_err().text();
        assert!(why.contains("05/2026") && why.contains("06/2026"), "{why}");
        assert_eq!(accept(may, Some(june), true), Ok(Delivery::OlderForced));
    }
}
