//! The unit, its station, its settings and its neighbourhoods.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::outcome;
use super::record::{RowChange, put};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::time::Zone;
use crate::domain::unit::{Setting, Station, Unit};

/// The unit of this file and the station that writes now (the newest: a file
/// that was restored goes on as another); `None` before the first set-up.
pub fn load(con: &Connection) -> Outcome<Option<(Station, Unit)>> {
    outcome(
        "ler os dados da unidade",
        con.query_row(
            "SELECT station.id, station.name, unit.id, unit.name, cadsuas, address, municipality,
                    uf, ibge, district, ddd, phone, data_officer, utc_offset_min
             FROM station, unit ORDER BY station.created_at DESC, station.id DESC LIMIT 1",
            [],
            |row| {
                let station = Station {
                    id: Id::from_bytes(row.get(0)?),
                    name: row.get(1)?,
                };
                let unit = Unit {
                    id: Id::from_bytes(row.get(2)?),
                    name: row.get(3)?,
                    cadsuas: row.get(4)?,
                    address: row.get(5)?,
                    municipality: row.get(6)?,
                    uf: row.get(7)?,
                    ibge: row.get(8)?,
                    district: row.get(9)?,
                    ddd: row.get(10)?,
                    phone: row.get(11)?,
                    data_officer: row.get(12)?,
                    zone: Zone::from_minutes(row.get(13)?),
                };
                Ok((station, unit))
            },
        )
        .optional(),
    )
}

/// The station is written before the journal that names it can exist.
pub fn add_station(tx: &Transaction<'_>, station: &Station, at_ms: i64) -> Outcome<()> {
    outcome(
        "configurar a unidade",
        tx.execute(
            "INSERT INTO station (id, name, created_at) VALUES (?1, ?2, ?3)",
            params![&station.id.bytes()[..], station.name, at_ms],
        ),
    )
    .map(drop)
}

/// Every station that wrote into this file, the newest first.
pub fn stations(con: &Connection) -> Outcome<Vec<[u8; 16]>> {
    outcome(
        "ler os dados da unidade",
        con.prepare("SELECT id FROM station ORDER BY created_at DESC, id DESC")
            .and_then(|mut it| it.query_map([], |row| row.get(0))?.collect()),
    )
}

/// When a station began to write, in ms UTC.
pub fn station_made_at(con: &Connection, station: &Station) -> Outcome<i64> {
    outcome(
        "ler os dados da unidade",
        con.query_row(
            "SELECT created_at FROM station WHERE id = ?1",
            [&station.id.bytes()[..]],
            |row| row.get(0),
        ),
    )
}

pub fn save(tx: &Transaction<'_>, unit: &Unit, at_ms: i64) -> Outcome<Option<RowChange>> {
    let is_new: bool = outcome(
        "gravar os dados da unidade",
        tx.query_row("SELECT count(*) = 0 FROM unit", [], |row| row.get(0)),
    )?;
    let text = |it: &str| Value::Text(it.to_string());
    let mut values = vec![
        ("name", text(&unit.name)),
        ("cadsuas", text(&unit.cadsuas)),
        ("address", text(&unit.address)),
        ("municipality", text(&unit.municipality)),
        ("uf", text(&unit.uf)),
        ("ibge", text(&unit.ibge)),
        ("district", text(&unit.district)),
        ("ddd", text(&unit.ddd)),
        ("phone", text(&unit.phone)),
        ("data_officer", text(&unit.data_officer)),
        (
            "utc_offset_min",
            Value::Integer(i64::from(unit.zone.minutes())),
        ),
    ];
    if is_new {
        values.push(("created_at", Value::Integer(at_ms)));
    }
    put(tx, "unit", unit.id.bytes(), &values)
}

/// What the setting says on `day`: the newest value from that day or before.
pub fn setting(con: &Connection, setting: Setting, day: NaiveDate) -> Outcome<String> {
    let found: Option<String> = outcome(
        "ler a configuração",
        con.prepare_cached(
            "SELECT value FROM setting WHERE key = ?1 AND since <= ?2 AND void = 0
             ORDER BY since DESC LIMIT 1",
        )
        .and_then(|mut it| {
            it.query_row(params![setting.key(), day], |row| row.get(0))
                .optional()
        }),
    )?;
    Ok(found.unwrap_or_else(|| setting.default().to_string()))
}

/// Every value the setting was given, the oldest first.
pub fn setting_values(con: &Connection, setting: Setting) -> Outcome<Vec<(NaiveDate, String)>> {
    outcome(
        "ler a configuração",
        con.prepare_cached(
            "SELECT since, value FROM setting WHERE key = ?1 AND void = 0 ORDER BY since",
        )
        .and_then(|mut it| {
            it.query_map([setting.key()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        }),
    )
}

/// Gives the setting a value from `since` on; the same day is written over.
pub fn save_setting(
    tx: &Transaction<'_>,
    new_id: [u8; 16],
    setting: Setting,
    since: NaiveDate,
    value: &str,
) -> Outcome<Option<RowChange>> {
    let found: Option<[u8; 16]> = outcome(
        "gravar a configuração",
        tx.query_row(
            "SELECT id FROM setting WHERE key = ?1 AND since = ?2 AND void = 0",
            params![setting.key(), since],
            |row| row.get(0),
        )
        .optional(),
    )?;
    let values = [
        ("key", Value::Text(setting.key().to_string())),
        ("since", Value::Text(since.to_string())),
        ("value", Value::Text(value.to_string())),
    ];
    put(tx, "setting", &found.unwrap_or(new_id), &values)
}

/// A neighbourhood of the unit and the days it belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    pub id: [u8; 16],
    pub name: String,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
}

pub fn districts(con: &Connection) -> Outcome<Vec<District>> {
    outcome(
        "ler os bairros",
        con.prepare_cached(
            "SELECT id, name, since, until FROM district WHERE void = 0 ORDER BY name, since",
        )
        .and_then(|mut it| {
            it.query_map([], |row| {
                Ok(District {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    since: row.get(2)?,
                    until: row.get(3)?,
                })
            })?
            .collect()
        }),
    )
}

pub fn save_district(tx: &Transaction<'_>, it: &District) -> Outcome<Option<RowChange>> {
    let until = it
        .until
        .map_or(Value::Null, |day| Value::Text(day.to_string()));
    let values = [
        ("name", Value::Text(it.name.clone())),
        ("since", Value::Text(it.since.to_string())),
        ("until", until),
    ];
    put(tx, "district", &it.id, &values)
}
