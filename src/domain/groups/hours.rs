//! Weekly hours of a group, as people write them: "ter qui 8 a 10; sex 14-16".

use chrono::NaiveDate;

use super::Group;
use crate::domain::agenda::{Minute, weekday_short, weekdays};
use crate::domain::id::Id;

const SHAPE: &str = "escreva os dias e as horas como «ter qui 8 a 10»; outras horas depois de «;»";

/// One meeting a week, from `since` to `until`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    pub id: Id<Hours>,
    pub group: Id<Group>,
    /// 1 = Monday.
    pub weekday: u32,
    pub starts: Minute,
    pub ends: Minute,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// Weekday and hours of each meeting of a week.
pub type Week = Vec<(u32, Minute, Minute)>;

impl Hours {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }

    pub fn slot(&self) -> (u32, Minute, Minute) {
        (self.weekday, self.starts, self.ends)
    }
}

/// Whether two weekly hours take the same time of some week.
pub fn meets(one: (u32, Minute, Minute), other: (u32, Minute, Minute)) -> bool {
    one.0 == other.0 && one.1 < other.2 && one.2 > other.1
}

/// The meetings of a week, in order; empty for an empty text.
///
/// # Errors
/// What to write instead, for the person.
pub fn hours(text: &str) -> Result<Week, &'static str> {
    let mut out = Week::new();
    for part in text.split(';').map(str::trim).filter(|it| !it.is_empty()) {
        let at = part.find(|it: char| it.is_ascii_digit()).ok_or(SHAPE)?;
        let (days, times) = part.split_at(at);
        let days = days.trim().trim_end_matches("das").trim_end_matches("às");
        let days = weekdays(days.trim_end_matches([',', ' ']))?;
        if days.is_empty() {
            return Err(SHAPE);
        }
        let (starts, ends) = ["às", "as", "até", "a", "-", "–"]
            .iter()
            .find_map(|by| times.split_once(by))
            .ok_or(SHAPE)?;
        let (starts, ends) = (Minute::parse(starts)?, Minute::parse(ends)?);
        if starts >= ends {
            return Err("a hora do fim vem antes da do começo");
        }
        for day in days {
            let slot = (day, starts, ends);
            if out.iter().any(|it| meets(*it, slot)) {
                return Err("o mesmo dia e hora está duas vezes");
            }
            out.push(slot);
        }
    }
    out.sort_unstable();
    Ok(out)
}

/// "ter e qui 08:00–10:00; sex 14:00–16:00".
pub fn hours_text(week: &[(u32, Minute, Minute)]) -> String {
    let mut times: Vec<(Minute, Minute)> = Vec::new();
    for it in week {
        if !times.contains(&(it.1, it.2)) {
            times.push((it.1, it.2));
        }
    }
    let parts: Vec<String> = times
        .iter()
        .map(|(starts, ends)| {
            let same = week.iter().filter(|it| (it.1, it.2) == (*starts, *ends));
            let days: Vec<&str> = same.map(|it| weekday_short(it.0)).collect();
            let days = match days.split_last() {
                Some((last, [])) => (*last).to_string(),
                Some((last, rest)) => format!("{} e {last}", rest.join(", ")),
                None => String::new(),
            };
            format!("{days} {starts}–{ends}")
        })
        .collect();
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn minute(hour: u32) -> Minute {
        Minute::new(hour * 60).unwrap()
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let two = vec![(2, minute(8), minute(10)), (4, minute(8), minute(10))];
        for text in [
            "ter qui 8 a 10",
            "ter e qui das 8 às 10",
            "ter, qui 8h-10h",
            "terça quinta 08:00 – 10:00",
            "qui 8-10; ter 8 até 10;",
        ] {
            assert_eq!(hours(text), Ok(two.clone()), "{text}");
        }
        assert_eq!(hours(" "), Ok(vec![]));
        for wrong in [
            "ter",
            "8 a 10",
            "ter 10 a 8",
            "ter 8",
            "xyz 8 a 10",
            "ter 8 a 10; ter 9 a 11",
        ] {
            assert!(hours(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for text in [
            "ter e qui 08:00–10:00",
            "seg 14:00–16:00",
            "seg, qua e sex 08:00–09:30; ter 14:00–16:00",
        ] {
            let week = hours(text).unwrap();
            assert_eq!(hours(&hours_text(&week)), Ok(week.clone()));
        }
        assert_eq!(
            hours_text(&hours("sex 14-16; ter qui 8 a 10").unwrap()),
            "ter e qui 08:00–10:00; sex 14:00–16:00"
        );
    }
}
