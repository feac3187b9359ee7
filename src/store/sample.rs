//! How much a file holds, asked before invented data go into it and told
//! about it afterwards.

use rusqlite::Connection;

use super::outcome;
use crate::domain::fault::Outcome;

/// Rows in sight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub families: u32,
    pub people: u32,
    pub tickets: u32,
}

pub fn counts(con: &Connection) -> Outcome<Counts> {
    outcome(
        "contar o que o arquivo tem",
        con.query_row(
            "SELECT (SELECT count(*) FROM family WHERE void = 0),
                    (SELECT count(*) FROM person WHERE void = 0),
                    (SELECT count(*) FROM ticket WHERE void = 0)",
            [],
            |row| {
                Ok(Counts {
                    families: row.get(0)?,
                    people: row.get(1)?,
                    tickets: row.get(2)?,
                })
            },
        ),
    )
}
