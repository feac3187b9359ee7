//! Families with their addresses, phones and members.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::outcome;
use super::people::{self, blob, day, flag, text};
use super::record::{RowChange, put};
use crate::domain::codes::{Gpte, Kinship, LeaveReason, Specificity};
use crate::domain::family::{Address, AddressFacts, Family, FamilyFacts, Household, Member, Phone};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::order::sort_by_key;
use crate::domain::person::Person;
use crate::domain::staff::Staff;

const FAMILY: &str = "id, number, opened_on, cod_familiar, specificity, gpte, community, homeless, \
     pbf, note, secret, technician";

pub fn load(con: &Connection, id: Id<Family>) -> Outcome<Option<Family>> {
    one(con, "id = ?1 AND void = 0", &id.bytes()[..])
}

/// The family of this number of Prontuário.
pub fn by_number(con: &Connection, number: u32) -> Outcome<Option<Family>> {
    one(con, "number = ?1 AND void = 0", number)
}

/// The newest family with this código familiar.
pub fn by_code(con: &Connection, code: &str) -> Outcome<Option<Family>> {
    one(
        con,
        "cod_familiar = ?1 AND cod_familiar <> '' AND void = 0 ORDER BY number DESC",
        code,
    )
}

fn one(con: &Connection, which: &str, key: impl rusqlite::ToSql) -> Outcome<Option<Family>> {
    let sql = format!("SELECT {FAMILY} FROM family WHERE {which} LIMIT 1");
    outcome(
        "ler a família",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_row([key], read_family).optional()),
    )
}

/// The number after the highest; numbers of undone families stay used.
pub fn next_number(con: &Connection) -> Outcome<u32> {
    outcome(
        "numerar o prontuário",
        con.query_row(
            "SELECT coalesce(max(number), 0) + 1 FROM family",
            [],
            |row| row.get(0),
        ),
    )
}

/// Whether a family, undone ones included, has this number.
pub fn number_taken(con: &Connection, number: u32) -> Outcome<bool> {
    outcome(
        "numerar o prontuário",
        con.query_row(
            "SELECT count(*) > 0 FROM family WHERE number = ?1",
            [number],
            |row| row.get(0),
        ),
    )
}

/// Writes a family; `created_ms` counts only for a new one.
pub fn save(tx: &Transaction<'_>, it: &Family, created_ms: i64) -> Outcome<Option<RowChange>> {
    let facts = &it.facts;
    let mut values = vec![
        ("number", Value::Integer(i64::from(it.number))),
        ("opened_on", text(&it.opened_on.to_string())),
        ("cod_familiar", text(&facts.cod_familiar)),
        ("secret", Value::Integer(i64::from(it.secret))),
        (
            "specificity",
            text(facts.specificity.map_or("", Specificity::code)),
        ),
        ("gpte", text(facts.gpte.map_or("", Gpte::code))),
        ("community", text(&facts.community)),
        ("homeless", Value::Integer(i64::from(facts.homeless))),
        ("pbf", flag(facts.pbf)),
        ("technician", blob(it.technician.as_ref().map(Id::bytes))),
        ("note", text(&facts.note)),
    ];
    if load(tx, it.id)?.is_none() {
        values.push(("created_at", Value::Integer(created_ms)));
    }
    put(tx, "family", it.id.bytes(), &values)
}

/// Addresses, the current one first, then the newest of the past.
pub fn addresses(con: &Connection, family: Id<Family>) -> Outcome<Vec<Address>> {
    outcome(
        "ler o endereço",
        con.prepare_cached(
            "SELECT id, family, since, until, street, number, complement, district, reference,
                    city, uf, cep, area, shelter
             FROM address WHERE family = ?1 AND void = 0
             ORDER BY until IS NOT NULL, until DESC, since DESC, id DESC",
        )
        .and_then(|mut it| {
            it.query_map([&family.bytes()[..]], |row| {
                Ok(Address {
                    id: Id::from_bytes(row.get(0)?),
                    family: Id::from_bytes(row.get(1)?),
                    since: row.get(2)?,
                    until: row.get(3)?,
                    facts: AddressFacts {
                        street: row.get(4)?,
                        number: row.get(5)?,
                        complement: row.get(6)?,
                        district: row.get(7)?,
                        reference: row.get(8)?,
                        city: row.get(9)?,
                        uf: row.get(10)?,
                        cep: row.get(11)?,
                        area: row.get(12)?,
                        shelter: row.get(13)?,
                    },
                })
            })?
            .collect()
        }),
    )
}

/// Street, neighbourhood and city of the newest open address with this CEP.
pub fn place_of_cep(con: &Connection, cep: &str) -> Outcome<Option<AddressFacts>> {
    outcome(
        "ler o endereço",
        con.prepare_cached(
            "SELECT a.street, a.district, a.city, a.uf
             FROM address a JOIN family f ON f.id = a.family
             WHERE a.cep = ?1 AND a.street <> '' AND a.void = 0 AND f.void = 0 AND f.secret = 0
             ORDER BY a.since DESC, a.id DESC LIMIT 1",
        )
        .and_then(|mut it| {
            it.query_row([cep], |row| {
                Ok(AddressFacts {
                    street: row.get(0)?,
                    district: row.get(1)?,
                    city: row.get(2)?,
                    uf: row.get(3)?,
                    cep: cep.to_string(),
                    ..AddressFacts::default()
                })
            })
            .optional()
        }),
    )
}

pub fn save_address(tx: &Transaction<'_>, it: &Address) -> Outcome<Option<RowChange>> {
    let facts = &it.facts;
    let values = [
        ("family", blob(Some(it.family.bytes()))),
        ("since", text(&it.since.to_string())),
        ("until", day(it.until)),
        ("street", text(&facts.street)),
        ("number", text(&facts.number)),
        ("complement", text(&facts.complement)),
        ("district", text(&facts.district)),
        ("reference", text(&facts.reference)),
        ("city", text(&facts.city)),
        ("uf", text(&facts.uf)),
        ("cep", text(&facts.cep)),
        ("area", text(&facts.area)),
        ("shelter", Value::Integer(i64::from(facts.shelter))),
    ];
    put(tx, "address", it.id.bytes(), &values)
}

/// Phones in use, in the family's order.
pub fn phones(con: &Connection, family: Id<Family>) -> Outcome<Vec<Phone>> {
    outcome(
        "ler os telefones",
        con.prepare_cached(
            "SELECT id, family, person, digits, owner, message, position, until
             FROM phone WHERE family = ?1 AND void = 0 AND until IS NULL ORDER BY position, id",
        )
        .and_then(|mut it| {
            it.query_map([&family.bytes()[..]], |row| {
                Ok(Phone {
                    id: Id::from_bytes(row.get(0)?),
                    family: Id::from_bytes(row.get(1)?),
                    person: row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes),
                    digits: row.get(3)?,
                    owner: row.get(4)?,
                    message: row.get(5)?,
                    position: row.get(6)?,
                    until: row.get(7)?,
                })
            })?
            .collect()
        }),
    )
}

pub fn save_phone(tx: &Transaction<'_>, it: &Phone) -> Outcome<Option<RowChange>> {
    let reversed: String = it.digits.chars().rev().collect();
    let values = [
        ("family", blob(Some(it.family.bytes()))),
        ("person", blob(it.person.as_ref().map(Id::bytes))),
        ("digits", text(&it.digits)),
        ("reversed", text(&reversed)),
        ("owner", text(&it.owner)),
        ("message", Value::Integer(i64::from(it.message))),
        ("position", Value::Integer(it.position)),
        ("until", day(it.until)),
    ];
    put(tx, "phone", it.id.bytes(), &values)
}

const MEMBER: &str = "id, family, person, kinship, position, since, until, reason";

/// Every line of the household, current and ended, in order.
pub fn household(con: &Connection, family: Id<Family>) -> Outcome<Household> {
    let members = members(con, "family = ?1 AND void = 0", family.bytes())?;
    Ok(Household { family, members })
}

/// Every line of one person, in whatever family; the current ones first.
pub fn lines_of(con: &Connection, person: Id<Person>) -> Outcome<Vec<Member>> {
    let mut all = members(con, "person = ?1 AND void = 0", person.bytes())?;
    sort_by_key(&mut all, |it| {
        (it.until.is_some(), std::cmp::Reverse(it.since))
    });
    Ok(all)
}

fn members(con: &Connection, which: &str, key: &[u8; 16]) -> Outcome<Vec<Member>> {
    let sql = format!("SELECT {MEMBER} FROM member WHERE {which} ORDER BY position, id");
    outcome(
        "ler a composição familiar",
        con.prepare_cached(&sql)
            .and_then(|mut it| it.query_map([&key[..]], read_member)?.collect()),
    )
}

pub fn save_member(tx: &Transaction<'_>, it: &Member) -> Outcome<Option<RowChange>> {
    let values = [
        ("family", blob(Some(it.family.bytes()))),
        ("person", blob(Some(it.person.bytes()))),
        ("kinship", text(it.kinship.code())),
        ("position", Value::Integer(it.position)),
        ("since", text(&it.since.to_string())),
        ("until", day(it.until)),
        ("reason", text(it.reason.map_or("", LeaveReason::code))),
    ];
    put(tx, "member", it.id.bytes(), &values)
}

/// The family of one line, whatever became of it.
pub fn family_of_line(con: &Connection, line: Id<Member>) -> Outcome<Option<Id<Family>>> {
    outcome(
        "ler a composição familiar",
        con.prepare_cached("SELECT family FROM member WHERE id = ?1")
            .and_then(|mut it| {
                it.query_row([&line.bytes()[..]], |row| Ok(Id::from_bytes(row.get(0)?)))
                    .optional()
            }),
    )
}

/// Members of a family with their people, in the household's order.
pub fn people_of(con: &Connection, family: Id<Family>) -> Outcome<Vec<(Member, Person)>> {
    let sql = format!(
        "SELECT {}, m.id, m.family, m.person, m.kinship, m.position, m.since, m.until, m.reason
         FROM member AS m JOIN person AS p ON p.id = m.person
         WHERE m.family = ?1 AND m.void = 0 AND p.void = 0
         ORDER BY m.position, m.id",
        people::COLUMNS
    );
    outcome(
        "ler a composição familiar",
        con.prepare_cached(&sql).and_then(|mut it| {
            it.query_map([&family.bytes()[..]], |row| {
                Ok((read_member_at(row, 23)?, people::read(row)?))
            })?
            .collect()
        }),
    )
}

/// How many families are known.
pub fn count(con: &Connection) -> Outcome<u32> {
    outcome(
        "contar as famílias",
        con.query_row("SELECT count(*) FROM family WHERE void = 0", [], |row| {
            row.get(0)
        }),
    )
}

/// The ids of every row that says something of this family and its people,
/// ended or taken back included.
pub fn rows_of(con: &Connection, family: Id<Family>) -> Outcome<Vec<[u8; 16]>> {
    outcome(
        "ler o histórico",
        con.prepare_cached(
            "SELECT ?1
             UNION SELECT id FROM address WHERE family = ?1
             UNION SELECT id FROM phone WHERE family = ?1
             UNION SELECT id FROM member WHERE family = ?1
             UNION SELECT person FROM member WHERE family = ?1
             UNION SELECT document.id FROM member
                   JOIN document ON document.person = member.person WHERE family = ?1",
        )
        .and_then(|mut it| {
            it.query_map([&family.bytes()[..]], |row| row.get(0))?
                .collect()
        }),
    )
}

/// Everybody who is in a family under secrecy now. They are few and the index
/// finds them: a list asks once, not person by person.
pub(in crate::store) const SECRET_PEOPLE: &str = "SELECT m.person FROM family AS f
    CROSS JOIN member AS m ON m.family = f.id
    WHERE f.secret = 1 AND f.void = 0 AND m.until IS NULL AND m.void = 0";

/// Whether any current family of this person is under secrecy.
pub fn secret_of(con: &Connection, person: Id<Person>) -> Outcome<bool> {
    outcome(
        "ler a família",
        con.prepare_cached(
            "SELECT count(*) > 0 FROM member AS m JOIN family AS f ON f.id = m.family
             WHERE m.person = ?1 AND m.until IS NULL AND m.void = 0
               AND f.void = 0 AND f.secret = 1",
        )
        .and_then(|mut it| it.query_row(params![&person.bytes()[..]], |row| row.get(0))),
    )
}

/// The name of somebody who may be a reference técnico, `None` when they are
/// not at work here as one.
pub fn technician_name(con: &Connection, who: Id<Staff>) -> Outcome<Option<String>> {
    outcome(
        "ler a equipe",
        con.prepare_cached(
            "SELECT name FROM staff
             WHERE id = ?1 AND role IN ('tecnico', 'coordenacao') AND active = 1 AND void = 0",
        )
        .and_then(|mut it| {
            it.query_row([&who.bytes()[..]], |row| row.get(0))
                .optional()
        }),
    )
}

/// The name of somebody of the team, whatever they do and whether still here.
pub fn staff_name(con: &Connection, who: &[u8; 16]) -> Outcome<Option<String>> {
    outcome(
        "ler a equipe",
        con.prepare_cached("SELECT name FROM staff WHERE id = ?1")
            .and_then(|mut it| it.query_row([&who[..]], |row| row.get(0)).optional()),
    )
}

fn read_family(row: &Row<'_>) -> rusqlite::Result<Family> {
    Ok(Family {
        id: Id::from_bytes(row.get(0)?),
        number: row.get(1)?,
        opened_on: row.get(2)?,
        facts: FamilyFacts {
            cod_familiar: row.get(3)?,
            specificity: Specificity::from_code(&row.get::<_, String>(4)?),
            gpte: Gpte::from_code(&row.get::<_, String>(5)?),
            community: row.get(6)?,
            homeless: row.get(7)?,
            pbf: row.get(8)?,
            note: row.get(9)?,
        },
        secret: row.get(10)?,
        technician: row.get::<_, Option<[u8; 16]>>(11)?.map(Id::from_bytes),
    })
}

fn read_member(row: &Row<'_>) -> rusqlite::Result<Member> {
    read_member_at(row, 0)
}

fn read_member_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Member> {
    Ok(Member {
        id: Id::from_bytes(row.get(at)?),
        family: Id::from_bytes(row.get(at + 1)?),
        person: Id::from_bytes(row.get(at + 2)?),
        kinship: Kinship::from_code(&row.get::<_, String>(at + 3)?).unwrap_or(Kinship::OtherKin),
        position: row.get(at + 4)?,
        since: row.get(at + 5)?,
        until: row.get(at + 6)?,
        reason: LeaveReason::from_code(&row.get::<_, String>(at + 7)?),
    })
}
