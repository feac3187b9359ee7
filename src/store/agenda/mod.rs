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

/// A column that holds a day. A crowded week has thousands of them: read in
/// place, they cost a fifth of the general way, which takes what this does not.
fn day(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<NaiveDate> {
    let text = row.get_ref(at)?.as_str().unwrap_or_default();
    let part = |from, until| text.get(from..until)?.parse().ok();
    let parts = || Some((text.get(..4)?.parse().ok()?, part(5, 7)?, part(8, 10)?));
    let read = parts().filter(|_| text.len() == 10);
    match read.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day)) {
        Some(day) => Ok(day),
        None => row.get(at),
    }
}
