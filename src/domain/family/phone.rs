//! How a family is reached. A phone belongs to the family and may belong to one
//! of its people; a "recado" is somebody else's phone, to whom nothing of the
//! matter is said.

use chrono::NaiveDate;

use super::Family;
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::id::Id;
use crate::domain::ids;
use crate::domain::person::Person;
use crate::domain::text::bounded;

/// Phones of one family at the same time.
pub const PHONES_MAX: usize = 8;
const OWNER_MAX_CHARS: usize = 60;
const DIGITS_MIN: usize = 8;
const DIGITS_MAX: usize = 15;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    pub id: Id<Phone>,
    pub family: Id<Family>,
    pub person: Option<Id<Person>>,
    pub digits: String,
    /// Whose phone it is, when it is nobody's of the family.
    pub owner: String,
    pub message: bool,
    pub position: i64,
    pub until: Option<NaiveDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPhone {
    pub digits: String,
    pub person: Option<Id<Person>>,
    pub owner: String,
    /// Only to leave a message.
    pub message: bool,
}

impl NewPhone {
    pub fn new(digits: &str) -> Self {
        Self {
            digits: digits.to_string(),
            ..Self::default()
        }
    }

    /// National digits with area code (a number without one takes the unit's).
    /// What is no Brazilian telephone, a foreign one for instance, is kept as
    /// typed: the card warns, the desk does not block.
    ///
    /// # Errors
    /// Refused when there are too few or too many digits to call anybody.
    pub fn tidied(&self, ddd: &str) -> Outcome<Self> {
        let digits = match ids::Phone::parse(&self.digits, ddd) {
            Ok(phone) => phone.digits().to_string(),
            Err(why) => {
                let kept = ids::only_digits(&self.digits);
                if !(DIGITS_MIN..=DIGITS_MAX).contains(&kept.len()) {
                    return refused_at("phone", why);
                }
                kept
            }
        };
        Ok(Self {
            digits,
            person: self.person,
            owner: bounded("owner", &self.owner, OWNER_MAX_CHARS)?,
            message: self.message,
        })
    }
}

impl Phone {
    /// "(79) 99812-3456".
    pub fn text(&self) -> String {
        ids::mask_phone(&self.digits)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn phones_end_as_national_digits() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(NewPhone::new(typed).tidied("79").unwrap().digits, expected);
        };
        check("(79) 99812-3456", "79998123456");
        check("079 3179-3469", "7931793469");
        check("+55 79 99812-3456", "79998123456");
        check("99812-3456", "79998123456");
        check("+58 412 555 1234", "584125551234");
        assert!(NewPhone::new("3456").tidied("79").is_err());
    }
}
