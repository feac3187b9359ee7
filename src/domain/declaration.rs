//! Declaração de comparecimento: that somebody was in the unit on a day, from
//! an hour to another. It never tells why (LGPD, art. 6º: necessity); the code
//! on it is drawn from its own words, so that whoever receives the paper can
//! ask the unit whether it gave out exactly these.

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use super::agenda::Minute;
use super::id::Id;
use super::person::Person;
use super::staff::Staff;
use super::ticket::Ticket;

/// A declaration as it was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    pub id: Id<Declaration>,
    pub year: i32,
    /// Without gaps within the year.
    pub number: u32,
    /// As stored: ten letters without the hyphen.
    pub code: String,
    pub ticket: Id<Ticket>,
    pub person: Option<Id<Person>>,
    /// As printed.
    pub name: String,
    /// As printed: "CPF 529.982.247-25", or empty.
    pub document: String,
    pub day: NaiveDate,
    pub arrived: Minute,
    pub left: Minute,
    pub issued_at: DateTime<Utc>,
    pub issued_by: Option<Id<Staff>>,
}

/// What of a document goes on the paper; whoever takes it home decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentOn {
    /// The CPF whole: their own paper, and what employers and schools ask for.
    Cpf,
    /// The middle of the CPF.
    Masked,
    /// The first other document on record.
    Other,
    None,
}

/// Letters and digits that nobody takes for one another on bad paper or on
/// the phone: no I, O, 0 or 1.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LETTERS: usize = 10;

impl Declaration {
    /// "12/2026".
    pub fn title(&self) -> String {
        format!("{}/{}", self.number, self.year)
    }

    /// "ABCDE-FGHJK".
    pub fn code_shown(&self) -> String {
        let (one, other) = self.code.split_at_checked(5).unwrap_or((&self.code, ""));
        format!("{one}-{other}")
    }

    /// The code that these words make. The id has random bytes that are on no
    /// paper, so nobody can make a code for words of their own.
    pub fn made_code(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.id.bytes());
        for part in [
            self.title().as_str(),
            &self.name,
            &self.document,
            &self.day.to_string(),
            &self.arrived.to_string(),
            &self.left.to_string(),
        ] {
            // With its length, so that no letter slides between two parts.
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        let hash = hasher.finalize();
        let mut bits = hash
            .iter()
            .take(8)
            .fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
        let mut out = String::with_capacity(CODE_LETTERS);
        for _ in 0..CODE_LETTERS {
            out.push(char::from(ALPHABET[(bits >> 59) as usize]));
            bits <<= 5;
        }
        out
    }

    /// Whether the words are those that the code was made of.
    pub fn holds(&self) -> bool {
        self.made_code() == self.code
    }
}

/// A code as typed: capitals or not, with hyphen, blanks or nothing.
///
/// # Errors
/// What to do, for the person.
pub fn parse_code(typed: &str) -> Result<String, &'static str> {
    let letters: String = typed
        .chars()
        .filter(|it| !it.is_whitespace() && !matches!(it, '-' | '–' | '.'))
        .flat_map(char::to_uppercase)
        .collect();
    let known = letters.bytes().all(|it| ALPHABET.contains(&it));
    if letters.chars().count() != CODE_LETTERS {
        return Err("O código tem 10 letras e números, como ABCDE-FGH23. Confira no papel.");
    }
    if !known {
        return Err("O código não tem I, O, zero nem um. Confira no papel.");
    }
    Ok(letters)
}

impl DocumentOn {
    pub const ALL: [Self; 4] = [Self::Cpf, Self::Masked, Self::Other, Self::None];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Cpf => "cpf",
            Self::Masked => "oculto",
            Self::Other => "outro",
            Self::None => "nenhum",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn one() -> Declaration {
        let mut it = Declaration {
            id: Id::from_bytes([7; 16]),
            year: 2026,
            number: 12,
            code: String::new(),
            ticket: Id::from_bytes([1; 16]),
            person: None,
            name: "Conceição Canário".to_string(),
            document: String::new(),
            day: "2026-11-23".parse().unwrap(),
            arrived: Minute::parse("8:05").unwrap(),
            left: Minute::parse("9:10").unwrap(),
            issued_at: DateTime::UNIX_EPOCH,
            issued_by: None,
        };
        it.code = it.made_code();
        it
    }

    #[test]
    fn the_code_is_bound_to_every_word() {
        let it = one();
        assert!(it.holds());
        assert_eq!(it.code_shown().len(), 11);
        let changes: [fn(&mut Declaration); 6] = [
            |it| it.number = 13,
            |it| it.name.push('s'),
            |it| it.document = "CPF ***".to_string(),
            |it| it.day = it.day.succ_opt().unwrap(),
            |it| it.arrived = Minute::parse("8:06").unwrap(),
            |it| it.left = Minute::parse("17").unwrap(),
        ];
        for change in changes {
            let mut other = it.clone();
            change(&mut other);
            assert!(!other.holds(), "{other:?}");
        }
        // Two records of one person may be joined: the paper stays right.
        let mut joined = it.clone();
        joined.person = Some(Id::from_bytes([9; 16]));
        assert!(joined.holds());
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let it = one();
        let small = it.code_shown().to_lowercase();
        assert_eq!(parse_code(&small), Ok(it.code.clone()));
        assert_eq!(parse_code(&format!(" {} ", it.code)), Ok(it.code));
        assert!(parse_code("ABC").unwrap_err().contains("10 letras"));
        assert!(parse_code("ABCDE-FGHI0").unwrap_err().contains("zero"));
    }

    proptest! {
        #[test]
        fn no_typing_breaks_it(typed in "\\PC{0,20}") {
            if let Ok(code) = parse_code(&typed) {
                prop_assert_eq!(code.len(), CODE_LETTERS);
            }
        }
    }
}
