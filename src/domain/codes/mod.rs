//! The closed tables of the forms: official code, the label people read and
//! one letter for entry, in one row, so that a form, a file and a printed page
//! can never disagree about what "3" means.
//!
//! Letters are always letters and the numeric codes always digits: a field may
//! take either without guessing. What is stored is `code()`; a blank means
//! "not asked" and is never a row of a table.

mod courses;
mod document;
mod family;
mod groups;
mod person;

pub use courses::{Applied, FirstGroup, FollowOutcome, InterestState, SchoolLevel};
pub use document::{DocKind, MissingDoc, Uf};
pub use family::{AccessForm, Gpte, LeaveReason, Specificity};
pub use groups::{AwayReason, Axis, Band, GroupKind, GroupLeave, Part, Situation};
pub use person::{Disability, Instruction, Kinship, Occupation, Race, Schooling, Sex};

/// One line of a table, for pick lists that do not care which table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub code: &'static str,
    /// The letter that chooses it; `None` in tables longer than the alphabet.
    pub key: Option<char>,
    pub label: &'static str,
}

/// Makes the enum of a table. A row is `Name = "code" 'letter' "label";`.
/// Without letters (`Name = "code" "label";`) the table has no `key`.
macro_rules! codes {
    ($(#[$doc:meta])* $table:ident { $($(#[$row:meta])* $name:ident = $code:literal $key:literal $label:literal;)+ }) => {
        $crate::domain::codes::codes! {
            @table $(#[$doc])* $table { $($(#[$row])* $name = $code (Some($key)) $label;)+ }
        }

        impl $table {
            /// The letter that chooses this row.
            pub const fn key(self) -> char {
                match self { $(Self::$name => $key,)+ }
            }

            /// The row of a letter; capital letters count too, because Caps
            /// Lock is often on at a desk.
            pub fn from_key(key: char) -> Option<Self> {
                let key = key.to_ascii_lowercase();
                Self::ALL.iter().copied().find(|it| it.key() == key)
            }
        }
    };
    ($(#[$doc:meta])* $table:ident { $($(#[$row:meta])* $name:ident = $code:literal $label:literal;)+ }) => {
        $crate::domain::codes::codes! {
            @table $(#[$doc])* $table { $($(#[$row])* $name = $code (None) $label;)+ }
        }
    };
    (@table $(#[$doc:meta])* $table:ident { $($(#[$row:meta])* $name:ident = $code:literal ($key:expr) $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $table { $($(#[$row])* $name,)+ }

        impl $table {
            /// Every row, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The same rows as plain data, for pick lists.
            pub const ROWS: &'static [$crate::domain::codes::Row] = &[
                $($crate::domain::codes::Row { code: $code, key: $key, label: $label },)+
            ];

            /// As stored and as in the official files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// As people read it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }

            /// The row of a code. Files write `1` or `01`; both are the same.
            /// `None` for a blank or a code the table does not have.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|it| $crate::domain::codes::same_code(it.code(), code))
            }

            /// Codes split by blanks, as one column keeps several. What the
            /// table does not know is left out.
            pub fn list(stored: &str) -> Vec<Self> {
                stored.split_whitespace().filter_map(Self::from_code).collect()
            }

            /// The column value for several rows; in table order, each once.
            pub fn join(chosen: &[Self]) -> String {
                let mut out = String::new();
                for it in Self::ALL.iter().filter(|it| chosen.contains(it)) {
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    out.push_str(it.code());
                }
                out
            }
        }
    };
}
pub(in crate::domain) use codes;

pub(in crate::domain) fn same_code(own: &str, given: &str) -> bool {
    let given = given.trim();
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    if digits(own) && digits(given) {
        return own.trim_start_matches('0') == given.trim_start_matches('0');
    }
    own.eq_ignore_ascii_case(given)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    fn check_rows(table: &str, rows: &[Row]) {
        let mut codes = BTreeSet::new();
        let mut labels = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for row in rows {
            let code = row.code.trim_start_matches('0').to_lowercase();
            assert!(codes.insert(code), "{table}: two rows {:?}", row.code);
            assert!(labels.insert(row.label), "{table}: two {:?}", row.label);
            assert!(!row.code.is_empty() && !row.code.contains(' '), "{table}");
            assert_eq!(row.label, row.label.trim(), "{table}");
            assert!(row.label.chars().count() <= 132, "{table}: {:?}", row.label);
            let Some(key) = row.key else { continue };
            assert!(key.is_ascii_lowercase(), "{table}: {key:?}");
            assert!(keys.insert(key), "{table}: two rows take {key:?}");
        }
        assert!(
            keys.is_empty() || keys.len() == rows.len(),
            "{table}: some rows have no letter"
        );
    }

    macro_rules! every_table {
        ($($table:ident)+) => {
            #[test]
            fn codes_letters_and_labels_are_unique_in_every_table() {
                $(check_rows(stringify!($table), $table::ROWS);)+
            }

            #[test]
            fn every_row_is_found_by_its_code_and_survives_a_column() {
                $(
                    for (it, row) in $table::ALL.iter().copied().zip($table::ROWS) {
                        assert_eq!((it.code(), it.label()), (row.code, row.label));
                        assert_eq!($table::from_code(it.code()), Some(it));
                        assert_eq!($table::from_code(&format!(" {} ", it.code())), Some(it));
                        if it.code().bytes().all(|b| b.is_ascii_digit()) {
                            assert_eq!($table::from_code(&format!("0{}", it.code())), Some(it));
                        }
                    }
                    assert_eq!($table::ALL.len(), $table::ROWS.len());
                    assert_eq!($table::list(&$table::join($table::ALL)), $table::ALL);
                    assert_eq!($table::join(&[]), "");
                    for nothing in ["", " ", "-1", "1234", "é", "0x1", "00A"] {
                        assert_eq!($table::from_code(nothing), None, "{nothing:?}");
                    }
                )+
            }
        };
    }

    macro_rules! every_lettered_table {
        ($($table:ident)+) => {
            #[test]
            fn every_letter_finds_its_row_in_either_case() {
                $(
                    for (it, row) in $table::ALL.iter().copied().zip($table::ROWS) {
                        assert_eq!(row.key, Some(it.key()));
                        assert_eq!($table::from_key(it.key()), Some(it));
                        assert_eq!($table::from_key(it.key().to_ascii_uppercase()), Some(it));
                    }
                    assert_eq!($table::from_key('1'), None);
                    assert_eq!($table::from_key('ç'), None);
                )+
            }
        };
    }

    every_table! {
        AccessForm Applied AwayReason Axis Band Disability DocKind FirstGroup Gpte GroupKind GroupLeave Instruction
        Kinship LeaveReason MissingDoc Occupation Part Race SchoolLevel Schooling Sex Situation Specificity Uf
    }

    every_lettered_table! {
        AccessForm Applied AwayReason Axis Band Disability DocKind FirstGroup Gpte GroupKind GroupLeave Instruction
        Kinship LeaveReason MissingDoc Occupation Part Race SchoolLevel Schooling Sex Situation Specificity
    }

    #[test]
    fn tables_have_the_rows_of_the_forms() {
        let count = |rows: &[Row], expected: usize| assert_eq!(rows.len(), expected);
        count(Kinship::ROWS, 11);
        count(Race::ROWS, 5);
        count(Schooling::ROWS, 20);
        count(Instruction::ROWS, 6);
        count(AccessForm::ROWS, 11);
        count(Specificity::ROWS, 7);
        count(Gpte::ROWS, 13);
        count(Occupation::ROWS, 12);
        count(Uf::ROWS, 28);
    }

    #[test]
    fn zero_is_a_code_and_a_blank_is_not() {
        assert_eq!(Schooling::from_code("0"), Some(Schooling::Never));
        assert_eq!(Schooling::from_code("00"), Some(Schooling::Never));
        assert_eq!(Schooling::from_code("1"), Some(Schooling::Nursery));
        assert_eq!(Occupation::from_code("0"), Some(Occupation::None));
        assert_eq!(Gpte::from_code("000"), Some(Gpte::None));
        assert_eq!(Gpte::from_code(""), None);
    }

    #[test]
    fn several_documents_share_one_column() {
        assert_eq!(
            MissingDoc::list("CPF  te XX"),
            [MissingDoc::Cpf, MissingDoc::Titulo]
        );
        assert_eq!(
            MissingDoc::join(&[MissingDoc::Titulo, MissingDoc::Birth, MissingDoc::Titulo]),
            "CN TE"
        );
    }
}
