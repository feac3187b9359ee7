//! Whole families of the attached base: what the card shows and what a
//! confirmation turns into a family of the desk.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::attach::unread;
use crate::domain::cecad::{BaseFamily, BasePerson};
use crate::domain::fault::Outcome;

/// A family with its members, the reference person first, then by age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseCard {
    pub family: BaseFamily,
    pub members: Vec<BaseMember>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseMember {
    /// Row of the base; good only while this load is attached.
    pub row: i64,
    pub person: BasePerson,
    /// Other families that hold the same CPF (a transfer under way, or a
    /// mistake): their codes and last updates, the newest first.
    pub elsewhere: Vec<(String, Option<NaiveDate>)>,
}

/// The family of that código familiar (11 digits).
///
/// # Errors
/// Refused when the attached file cannot be read.
pub fn card(con: &Connection, code: &str) -> Outcome<Option<BaseCard>> {
    let read = || -> rusqlite::Result<Option<BaseCard>> {
        let mut query = con.prepare_cached("SELECT * FROM base.family WHERE code = ?1")?;
        let Some((id, family)) = query.query_row([code], family_row).optional()? else {
            return Ok(None);
        };
        let mut query = con.prepare_cached(
            "SELECT * FROM base.person WHERE family = ?1
             ORDER BY kinship IS NOT 1, birth IS NULL, birth, id",
        )?;
        let mut members = query
            .query_map([id], person_row)?
            .collect::<Result<Vec<_>, _>>()?;
        for member in &mut members {
            member.elsewhere = elsewhere(con, id, member.person.cpf.as_deref())?;
        }
        Ok(Some(BaseCard { family, members }))
    };
    read().map_err(unread)
}

/// The family of that code without its members.
pub fn family(con: &Connection, code: &str) -> Outcome<Option<BaseFamily>> {
    con.prepare_cached("SELECT * FROM base.family WHERE code = ?1")
        .and_then(|mut query| query.query_row([code], family_row).optional())
        .map(|found| found.map(|(_, it)| it))
        .map_err(unread)
}

/// One member by the row of a hit, with the family's code.
pub fn member(con: &Connection, row: i64) -> Outcome<Option<(String, BaseMember)>> {
    let read = || -> rusqlite::Result<Option<(String, BaseMember)>> {
        let mut query = con.prepare_cached("SELECT * FROM base.person WHERE id = ?1")?;
        let found = query
            .query_row([row], |row| {
                Ok((row.get::<_, i64>("family")?, person_row(row)?))
            })
            .optional()?;
        let Some((id, mut member)) = found else {
            return Ok(None);
        };
        member.elsewhere = elsewhere(con, id, member.person.cpf.as_deref())?;
        let code = con
            .prepare_cached("SELECT code FROM base.family WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        Ok(Some((code, member)))
    };
    read().map_err(unread)
}

fn elsewhere(
    con: &Connection,
    family: i64,
    cpf: Option<&str>,
) -> rusqlite::Result<Vec<(String, Option<NaiveDate>)>> {
    let Some(cpf) = cpf else {
        return Ok(Vec::new());
    };
    con.prepare_cached(
        "SELECT DISTINCT f.code, f.updated FROM base.person p JOIN base.family f ON f.id = p.family
         WHERE p.cpf = ?1 AND p.family <> ?2 ORDER BY f.updated DESC, f.code LIMIT 5",
    )?
    .query_map((cpf, family), |row| {
        Ok((row.get(0)?, date(row, "updated")?))
    })?
    .collect()
}

fn family_row(row: &Row<'_>) -> rusqlite::Result<(i64, BaseFamily)> {
    let it = BaseFamily {
        code: row.get("code")?,
        city: row.get("city")?,
        updated: date(row, "updated")?,
        place: row.get("place")?,
        street_kind: row.get("street_kind")?,
        street_title: row.get("street_title")?,
        street: row.get("street")?,
        number: row.get("number")?,
        complement: row.get("complement")?,
        complement_more: row.get("complement_more")?,
        cep: row.get("cep")?,
        area_code: row.get("area_code")?,
        area: row.get("area")?,
        landmark: row.get("landmark")?,
        centre: row.get("centre")?,
        phone1: row.get("phone1")?,
        phone2: row.get("phone2")?,
        income_cents: row.get("income_cents")?,
        income_band: row.get("income_band")?,
        pbf: row.get("pbf")?,
        gpte: row.get("gpte")?,
    };
    Ok((row.get("id")?, it))
}

fn person_row(row: &Row<'_>) -> rusqlite::Result<BaseMember> {
    Ok(BaseMember {
        row: row.get("id")?,
        person: BasePerson {
            name: row.get("name")?,
            social: row.get("social")?,
            nis: row.get("nis")?,
            cpf: row.get("cpf")?,
            birth: date(row, "birth")?,
            sex: row.get("sex")?,
            race: row.get("race")?,
            kinship: row.get("kinship")?,
            mother: row.get("mother")?,
            disability: row.get("disability")?,
            schooling: row.get("schooling")?,
            school: row.get("school")?,
            homeless: row.get("homeless")?,
        },
        elsewhere: Vec::new(),
    })
}

/// An ISO date; text that is none reads as blank rather than failing a card.
pub(super) fn date(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|it| it.parse().ok()))
}
