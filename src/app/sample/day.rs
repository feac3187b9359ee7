//! The living day of `demo`: a unit, its families, two weeks of work and a
//! morning in full swing, in memory. Nothing is left behind.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::super::desk::Desk;
use super::super::reception::{DayLine, LineRow};
use super::super::sources::{Clock, Ids};
use super::town::Town;
use super::{cast, script, script_agenda};
use crate::domain::access::Role;
use crate::domain::fault::Outcome;
use crate::domain::order::sort_by_key;
use crate::domain::sample::shift;
use crate::domain::ticket::State;
use crate::domain::time::BRASILIA;
use crate::store::sample::counts;

const SEED: u64 = 2026;
/// Families beside the cast.
pub(super) const FAMILIES: u32 = 28;
const HISTORY_DAYS: i64 = 14;
const DAILY: u64 = 21;
/// Days before those with fewer people, so that the agenda has a past: whoever
/// is booked does not come on so many days that a weekday shows it.
const EARLIER_DAYS: i64 = 35;
/// Since when the unit has had its file.
const OPENED_DAYS: i64 = 365;
const EARLIER_DAILY: u64 = 2;
/// Visits told in the text, at most.
const LAST_VISITS: usize = 6;

/// The day as data, for a terminal that shows no screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleDay {
    pub unit: String,
    /// Município and UF.
    pub place: String,
    pub day: NaiveDate,
    /// The hour on the wall, "08:40".
    pub clock: String,
    /// As the reception sees it.
    pub line: DayLine,
    /// Whom the law puts first now.
    pub next: Option<LineRow>,
    /// The last visits of the last working day, newest first.
    pub last_day: NaiveDate,
    pub last_visits: Vec<LineRow>,
    pub families: u32,
    pub people: u32,
    /// Tickets of two weeks and today.
    pub tickets: u32,
}

/// The hour at which the demonstration opens: Monday, 23 November 2026, 8:40
/// in Aracaju.
pub fn hour() -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let time = NaiveTime::from_hms_opt(8, 40, 0).unwrap_or_default();
    BRASILIA.instant(day, time)
}

/// The sample day as it stands at `clock`, with the reception at the desk. A
/// running clock goes on from there; a held one holds it for tests.
pub fn sample_day(clock: Clock) -> Outcome<Desk> {
    let now = clock.now();
    let mut desk = Desk::in_memory(Clock::held(now), Ids::Seeded(SEED))?;
    let today = desk.today();
    let first = today - Duration::days(HISTORY_DAYS);
    // A year ago the unit's file was opened, then the families came.
    desk.clock.set(now - Duration::days(OPENED_DAYS));
    desk.set_up_sample()?;
    desk.sit_down("rosa")?;
    let earlier = first - Duration::days(EARLIER_DAYS);
    desk.write_sample_offer(earlier, today)?;
    let mut town = Town::of(&desk, SEED, today)?;
    desk.write_before(&mut town, u64::from(FAMILIES), earlier, &mut |_| {})?;
    let generated = town.homes.clone();
    let opening = first - Duration::days(7);
    let before = open_days(earlier, opening);
    desk.write_days(&mut town, &before, 0, EARLIER_DAILY, now, &mut |_| {})?;
    desk.clock.set(now - (today - opening));
    let cast = cast::write(&mut desk, SEED)?;
    town.homes.extend(cast.homes.iter().cloned());
    let before = open_days(opening, first);
    desk.write_days(&mut town, &before, 0, EARLIER_DAILY, now, &mut |_| {})?;
    let days = open_days(first, today);
    desk.write_days(&mut town, &days, 0, DAILY, now, &mut |_| {})?;
    script_agenda::book(&mut desk, &cast, &generated, now)?;
    script::play(&mut desk, &cast, &generated, now)?;
    desk.write_ahead(&mut town, DAILY)?;
    desk.write_comers(&mut town, now)?;
    desk.write_groups(&town, earlier)?;
    desk.write_courses(&town, today - Duration::days(OPENED_DAYS))?;
    // No room for temporary files is no reason to show no day.
    let _ = desk.attach_sample_base(SEED, today);
    desk.clock = clock;
    desk.sit_down("lia")?;
    Ok(desk)
}

/// Days on which the unit opens, `until` left out.
fn open_days(from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    from.iter_days()
        .take_while(|it| *it < until)
        .filter(|it| shift::is_open(*it))
        .collect()
}

impl Desk {
    /// The sample day as data.
    ///
    /// # Errors
    /// Refused when the desk is not the sample's.
    pub fn day_as_text(&mut self) -> Outcome<SampleDay> {
        self.sample_login(Role::Reception)?;
        self.sit_down("lia")?;
        let line = self.line()?;
        let next = line
            .rows
            .iter()
            .find(|it| it.state == State::Waiting && it.place == Some(1));
        let next = next.cloned();
        let today = self.today();
        let last_day = (1..=HISTORY_DAYS)
            .filter_map(|ago| today.checked_sub_signed(Duration::days(ago)))
            .find(|it| shift::is_open(*it))
            .unwrap_or(today);
        let mut last_visits = self.line_of(last_day)?.rows;
        last_visits.retain(|it| it.state == State::Done);
        sort_by_key(&mut last_visits, |it| std::cmp::Reverse(it.line));
        last_visits.truncate(LAST_VISITS);
        let counts = counts(self.store.con())?;
        let unit = self.unit();
        Ok(SampleDay {
            unit: unit.map(|it| it.name.clone()).unwrap_or_default(),
            place: unit
                .map(|it| format!("{}/{}", it.municipality, it.uf))
                .unwrap_or_default(),
            day: today,
            clock: self.zone().clock(self.now()),
            line,
            next,
            last_day,
            last_visits,
            families: counts.families,
            people: counts.people,
            tickets: counts.tickets,
        })
    }
}
