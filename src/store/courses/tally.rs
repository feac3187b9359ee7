//! How many of each class are in each state, for lists of classes.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::domain::courses::{Applied, Course, Tally};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::store::outcome;

/// Of every class with anybody in it.
pub fn tallies(con: &Connection) -> Outcome<HashMap<Id<Course>, Tally>> {
    let rows: Vec<([u8; 16], String, u32)> = outcome(
        "contar as inscrições dos cursos",
        con.prepare_cached(
            "SELECT course, state, count(*) FROM application WHERE void = 0
             GROUP BY course, state",
        )
        .and_then(|mut it| {
            it.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        }),
    )?;
    let mut out: HashMap<Id<Course>, Tally> = HashMap::new();
    for (course, state, many) in rows {
        if let Some(state) = Applied::from_code(&state) {
            out.entry(Id::from_bytes(course))
                .or_default()
                .add(state, many);
        }
    }
    Ok(out)
}
