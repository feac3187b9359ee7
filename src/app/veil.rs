//! What a role may not see is not there: a view carries [`Veil::Hidden`] in its
//! place, so no screen, paper or export can show it by mistake.

/// A value, or the fact that this role does not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Veil<T> {
    Open(T),
    Hidden,
}

impl<T> Veil<T> {
    pub fn when(open: bool, value: impl FnOnce() -> T) -> Self {
        if open {
            Self::Open(value())
        } else {
            Self::Hidden
        }
    }

    pub fn open(&self) -> Option<&T> {
        match self {
            Self::Open(it) => Some(it),
            Self::Hidden => None,
        }
    }

    pub fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden)
    }
}
