//! How many of those booked did not come, and what that suggests. Numbers
//! only: nobody's name, and nothing is booked because of them.

use chrono::{Datelike, Months, NaiveDate};

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::agenda::{Rate, Supply, advice, advice_told, rates, slots};
use crate::domain::fault::Outcome;
use crate::store::agenda::appointments;

/// What is looked back on unless asked otherwise.
const BACK_MONTHS: u32 = 6;
/// Days ahead among which an open one of each weekday is found.
const AHEAD_DAYS: usize = 42;
/// More places than a day of one service has.
const PLACES_MAX: u32 = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoShows {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub lines: Vec<RateLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLine {
    pub service: String,
    pub rate: Rate,
    /// Places that such a day has now, of that service alone.
    pub places: u32,
    /// How many more could be booked into them.
    pub more: u32,
    /// The same in words.
    pub told: String,
}

impl Desk {
    /// Who did not come, by service and weekday, from the services' list
    /// downwards. Without days: the last six months up to today.
    ///
    /// # Errors
    /// Refused by role.
    pub fn no_show_rates(
        &self,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
    ) -> Outcome<NoShows> {
        self.require(Right::SeeAgendaNumbers)?;
        let con = self.store.con();
        let today = self.today();
        let until = until.unwrap_or(today);
        let back = until.checked_sub_months(Months::new(BACK_MONTHS));
        let from = from.unwrap_or_else(|| back.unwrap_or(until));
        let supply = self.supply_from(con, Some(today))?;
        let position = |it: &Rate| {
            let at = supply
                .services
                .iter()
                .position(|other| other.id == it.service);
            (at.unwrap_or(usize::MAX), it.weekday)
        };
        let mut found = rates(appointments::ended(con, from, until)?);
        found.sort_by_key(position);
        let lines = found.into_iter().map(|rate| {
            let places = places_on(&supply, &rate, today);
            let more = advice(&rate, places);
            let service = supply.service(rate.service).map(|it| it.label.clone());
            RateLine {
                service: service.unwrap_or_default(),
                rate,
                places,
                more,
                told: advice_told(&rate, places, more),
            }
        });
        Ok(NoShows {
            from,
            until,
            lines: lines.collect(),
        })
    }
}

/// Places of the service on the next open day of that weekday.
fn places_on(supply: &Supply, rate: &Rate, today: NaiveDate) -> u32 {
    let Some(service) = supply.service(rate.service).filter(|it| it.active) else {
        return 0;
    };
    let weekday = |it: &NaiveDate| it.weekday().number_from_monday() == rate.weekday;
    let open = |it: &NaiveDate| supply.closed(*it).is_none();
    let mut days = today.iter_days().take(AHEAD_DAYS);
    let Some(day) = days.find(|it| weekday(it) && open(it)) else {
        return 0;
    };
    let all = slots(supply, &[], service, None, day);
    all.iter().map(|it| it.places).sum::<u32>().min(PLACES_MAX)
}
