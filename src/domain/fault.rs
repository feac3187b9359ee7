//! The two ways in which something does not happen. A refusal is an answer to
//! the person at the desk; a fault is ours. They never mix, because one is
//! shown beside the field and the other is told once while nothing typed is
//! lost. Neither ever carries a name, a number or any other personal datum.

use std::fmt;

/// An answer: what is wrong, in plain pt-BR, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub text: String,
    /// The form field it belongs to, when there is one.
    pub field: Option<&'static str>,
}

/// A fault: what was being done, and the technical cause for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub doing: &'static str,
    pub cause: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    Refused(Refused),
    Broken(Broken),
}

pub type Outcome<T> = Result<T, Failure>;

/// A refusal with no field of its own.
pub fn refused<T>(text: impl Into<String>) -> Outcome<T> {
    Err(Failure::Refused(Refused {
        text: text.into(),
        field: None,
    }))
}

/// A refusal that belongs beside one field of the form.
pub fn refused_at<T>(field: &'static str, text: impl Into<String>) -> Outcome<T> {
    Err(Failure::Refused(Refused {
        text: text.into(),
        field: Some(field),
    }))
}

impl Failure {
    pub fn broken(doing: &'static str, cause: impl fmt::Display) -> Self {
        Self::Broken(Broken {
            doing,
            cause: cause.to_string(),
        })
    }

    /// What the person reads, whichever it was.
    pub fn text(&self) -> String {
        match self {
            Self::Refused(it) => it.text.clone(),
            Self::Broken(it) => it.to_string(),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Não consegui {}. Nada do que foi digitado se perdeu; tente de novo \
             e, se continuar, avise a coordenação.",
            self.doing
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for Refused {}
impl std::error::Error for Broken {}
impl std::error::Error for Failure {}
