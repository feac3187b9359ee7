//! Values of the domain as columns hold them.

use chrono::NaiveDate;
use rusqlite::types::Value;

use crate::domain::agenda::Minute;
use crate::domain::id::Id;

pub(super) fn text(it: &str) -> Value {
    Value::Text(it.to_string())
}

pub(super) fn int(it: impl Into<i64>) -> Value {
    Value::Integer(it.into())
}

pub(super) fn id<T>(it: Option<&Id<T>>) -> Value {
    it.map_or(Value::Null, |it| Value::Blob(it.bytes().to_vec()))
}

pub(super) fn date(it: Option<NaiveDate>) -> Value {
    it.map_or(Value::Null, |it| Value::Text(it.to_string()))
}

pub(super) fn minute(it: Option<Minute>) -> Value {
    it.map_or(Value::Null, |it| Value::Integer(i64::from(it.get())))
}

pub(super) fn words(it: &str, by: char) -> Vec<String> {
    let each = it.split(by).filter(|it| !it.is_empty());
    each.map(str::to_string).collect()
}

/// A column that may hold an id.
pub(super) fn maybe<T>(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<Id<T>>> {
    Ok(row.get::<_, Option<[u8; 16]>>(at)?.map(Id::from_bytes))
}

/// A column that holds a day. A crowded week has thousands of them: read in
/// place, they cost a fifth of the general way, which takes what this does not.
pub(super) fn day(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<NaiveDate> {
    let text = row.get_ref(at)?.as_str().unwrap_or_default();
    let part = |from, until| text.get(from..until)?.parse().ok();
    let parts = || Some((text.get(..4)?.parse().ok()?, part(5, 7)?, part(8, 10)?));
    let read = parts().filter(|_| text.len() == 10);
    match read.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day)) {
        Some(day) => Ok(day),
        None => row.get(at),
    }
}
