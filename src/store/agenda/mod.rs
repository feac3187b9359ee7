//! The agenda's tables, one file an aggregate: what is offered, what is
//! booked, who waits for an earlier place, which calls were made.

pub mod appointments;
pub mod contacts;
pub mod declarations;
pub mod supply;
pub mod wishes;

use chrono::NaiveDate;
use rusqlite::types::Value;

use crate::domain::agenda::Minute;
use crate::domain::id::Id;

fn text(it: &str) -> Value {
    Value::Text(it.to_string())
}

fn int(it: impl Into<i64>) -> Value {
    Value::Integer(it.into())
}

fn id<T>(it: Option<&Id<T>>) -> Value {
    it.map_or(Value::Null, |it| Value::Blob(it.bytes().to_vec()))
}

fn date(it: Option<NaiveDate>) -> Value {
    it.map_or(Value::Null, |it| Value::Text(it.to_string()))
}

fn minute(it: Option<Minute>) -> Value {
    it.map_or(Value::Null, |it| Value::Integer(i64::from(it.get())))
}

fn words(it: &str, by: char) -> Vec<String> {
    let each = it.split(by).filter(|it| !it.is_empty());
    each.map(str::to_string).collect()
}

/// A column that may hold an id.
fn maybe<T>(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<Id<T>>> {
    Ok(row.get::<_, Option<[u8; 16]>>(at)?.map(Id::from_bytes))
}
