//! The applications of a year as they are counted: one query, nobody's name.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use crate::domain::codes::{Applied, Sex};
use crate::domain::courses::{Counted, Standing};
use crate::domain::fault::Outcome;
use crate::store::outcome;
use crate::store::people::birth;

/// Every application to a class that starts in that span of days.
pub fn counted(con: &Connection, from: NaiveDate, to: NaiveDate) -> Outcome<Vec<Counted>> {
    outcome(
        "contar as inscrições dos cursos",
        con.prepare_cached(
            "SELECT it.state, it.certificate_on IS NOT NULL,
                    trim(course.code || ' ' || course.title), course.starts_on,
                    person.sex, person.birth, person.birth_year,
                    coalesce(person.disability, '') <> '',
                    person.nis <> '' OR coalesce(family.cod_familiar, '') <> '',
                    coalesce(family.pbf, 0),
                    CASE WHEN family.secret = 1 THEN '' ELSE coalesce((
                      SELECT district FROM address
                      WHERE address.family = family.id AND until IS NULL AND void = 0
                      ORDER BY since DESC, id DESC LIMIT 1), '') END
             FROM application AS it
             JOIN course ON course.id = it.course
             JOIN person ON person.id = it.person
             LEFT JOIN family ON family.id = (
               SELECT m.family FROM member AS m
               WHERE m.person = it.person AND m.until IS NULL AND m.void = 0
               ORDER BY m.since DESC, m.id DESC LIMIT 1)
             WHERE it.void = 0 AND course.void = 0 AND course.starts_on BETWEEN ?1 AND ?2
             ORDER BY it.asked_at, it.id",
        )
        .and_then(|mut it| it.query_map(params![from, to], read)?.collect()),
    )
}

/// Own seats and those of the pool of the classes of those days, and how many
/// classes there are.
pub fn given(con: &Connection, from: NaiveDate, to: NaiveDate) -> Outcome<(u32, u32)> {
    outcome(
        "contar as vagas dos cursos",
        con.prepare_cached(
            "SELECT count(*), coalesce(sum(own), 0) FROM course
             WHERE void = 0 AND starts_on BETWEEN ?1 AND ?2",
        )
        .and_then(|mut it| it.query_row(params![from, to], |row| Ok((row.get(0)?, row.get(1)?)))),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Counted> {
    let state: String = row.get(0)?;
    let starts_on: NaiveDate = row.get(3)?;
    let sex: Option<String> = row.get(4)?;
    Ok(Counted {
        // The CHECK of the table bounds it.
        state: Applied::from_code(&state).unwrap_or(Applied::TurnedDown),
        certified: row.get(1)?,
        class: row.get(2)?,
        district: row.get(10)?,
        standing: Standing {
            cadunico: row.get(8)?,
            pbf: row.get(9)?,
            disability: row.get(7)?,
            age: birth(row.get(5)?, row.get(6)?).age(starts_on),
            sex: sex.as_deref().and_then(Sex::from_code),
        },
    })
}
