//! Instants and the unit's own day. Instants are UTC; a day, a month or an
//! hour on a clock exists only in the unit's zone, and is cut here and nowhere
//! else (a visit at 23:30 on the 31st belongs to that month).

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveTime, Utc};

/// Minutes east of UTC. Brazil keeps fixed offsets (no daylight time since
/// Decreto 9.772/2019), so a number says it all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    minutes: i32,
}

/// Aracaju, Brasília and most of the coast: UTC−3.
pub const BRASILIA: Zone = Zone { minutes: -180 };

/// The widest offset any place keeps.
const OFFSET_MAX_MIN: i32 = 14 * 60;

impl Zone {
    /// Offsets that no place keeps become the nearest that one does.
    pub const fn from_minutes(minutes: i32) -> Self {
        let minutes = if minutes > OFFSET_MAX_MIN {
            OFFSET_MAX_MIN
        } else if minutes < -OFFSET_MAX_MIN {
            -OFFSET_MAX_MIN
        } else {
            minutes
        };
        Self { minutes }
    }

    pub const fn minutes(self) -> i32 {
        self.minutes
    }

    /// The civil day at that instant.
    pub fn day(self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date_naive()
    }

    /// The hour on the wall, "08:05".
    pub fn clock(self, at: DateTime<Utc>) -> String {
        self.local(at).format("%H:%M").to_string()
    }

    pub fn time(self, at: DateTime<Utc>) -> NaiveTime {
        self.local(at).time()
    }

    /// The instant at which the unit's clock shows that day and time; at the
    /// very ends of the calendar, the same hour in UTC.
    pub fn instant(self, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let local = day.and_time(time);
        let utc = local.checked_sub_signed(Duration::minutes(i64::from(self.minutes)));
        utc.unwrap_or(local).and_utc()
    }

    /// The first instant of a day.
    pub fn midnight(self, day: NaiveDate) -> DateTime<Utc> {
        self.instant(day, NaiveTime::MIN)
    }

    fn local(self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.minutes * 60);
        // Bounded in the constructor, so the fallback is never taken.
        let offset = offset.unwrap_or_else(|| chrono::Offset::fix(&Utc));
        at.with_timezone(&offset)
    }
}

/// Whole minutes from one instant to a later one; 0 when the clock went back.
pub fn minutes_between(from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
    u32::try_from((to - from).num_minutes()).unwrap_or(0)
}

/// Milliseconds since 1970, as stored.
pub fn to_ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// The instant of stored milliseconds; a number beyond the calendar is 1970.
pub fn from_ms(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

const WEEKDAYS: [&str; 7] = ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"];

const WEEKDAYS_SPELLED: [&str; 7] = [
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
];
const MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];

/// "segunda-feira, 23 de novembro de 2026", for papers that people keep.
pub fn day_spelled(day: NaiveDate) -> String {
    let weekday = WEEKDAYS_SPELLED[day.weekday().num_days_from_monday() as usize];
    format!("{weekday}, {}", date_spelled(day))
}

/// "23 de novembro de 2026"; the first of a month is "1º".
pub fn date_spelled(day: NaiveDate) -> String {
    let month = MONTHS[day.month0() as usize];
    let number = match day.day() {
        1 => "1º".to_string(),
        it => it.to_string(),
    };
    format!("{number} de {month} de {}", day.year())
}

/// "novembro de 2026".
pub fn month_title(day: NaiveDate) -> String {
    format!("{} de {}", MONTHS[day.month0() as usize], day.year())
}

/// "seg 23/11/2026".
pub fn day_title(day: NaiveDate) -> String {
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    format!("{weekday} {}", day.format("%d/%m/%Y"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_late_evening_belongs_to_its_own_day_and_month() {
        let late = at("2026-11-01T02:30:00Z");
        assert_eq!(BRASILIA.day(late).to_string(), "2026-10-31");
        assert_eq!(BRASILIA.clock(late), "23:30");
    }

    #[test]
    fn midnight_is_the_first_instant_of_the_day() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let first = BRASILIA.midnight(day);
        assert_eq!(BRASILIA.day(first), day);
        assert_eq!(
            BRASILIA.day(first - Duration::milliseconds(1)),
            day.pred_opt().unwrap()
        );
        assert_eq!(from_ms(to_ms(first)), first);
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_fault() {
        for zone in [Zone::from_minutes(840), Zone::from_minutes(-840)] {
            zone.midnight(NaiveDate::MIN);
            zone.instant(NaiveDate::MAX, NaiveTime::MIN);
        }
    }

    #[test]
    fn papers_spell_the_day() {
        let day = |text: &str| day_spelled(text.parse().unwrap());
        assert_eq!(day("2026-11-23"), "segunda-feira, 23 de novembro de 2026");
        assert_eq!(day("2026-03-01"), "domingo, 1º de março de 2026");
    }

    #[test]
    fn waiting_is_never_negative() {
        let (a, b) = (at("2026-11-23T11:00:00Z"), at("2026-11-23T11:07:59Z"));
        assert_eq!(minutes_between(a, b), 7);
        assert_eq!(minutes_between(b, a), 0);
    }
}
