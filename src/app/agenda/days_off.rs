//! The closed days of a year as the coordination sees and changes them.

use chrono::NaiveDate;

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::agenda::{Calendar, Holiday, HolidayKind};
use crate::domain::fault::Outcome;

use super::lists::TakeOut;

/// A day on which the unit closes, or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOff {
    pub day: NaiveDate,
    pub name: String,
    pub kind: HolidayKind,
    /// What the unit wrote about it, if it did.
    pub own: Option<Holiday>,
    /// The unit works on it all the same.
    pub opens: bool,
}

impl Desk {
    /// Every closed day of the year, and those that the unit opens on.
    ///
    /// # Errors
    /// Refused by role.
    pub fn days_off(&self, year: i32) -> Outcome<Vec<DayOff>> {
        let supply = self.supply()?;
        let calendar: &Calendar = &supply.calendar;
        let mut all: Vec<DayOff> = calendar
            .of_year(year)
            .into_iter()
            .map(|(day, it)| DayOff {
                own: calendar.own(day).cloned(),
                day,
                name: it.name,
                kind: it.kind,
                opens: false,
            })
            .collect();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).into_iter();
        let days = first.flat_map(|it| it.iter_days().take(366));
        let same_year = |it: &NaiveDate| chrono::Datelike::year(it) == year;
        for day in days.take_while(same_year) {
            if let Some(own) = calendar.own(day).filter(|it| it.opens) {
                all.push(DayOff {
                    day,
                    name: own.name.clone(),
                    kind: own.kind,
                    own: Some(own.clone()),
                    opens: true,
                });
            }
        }
        all.sort_by_key(|it| it.day);
        Ok(all)
    }

    /// Opens on a closed day, or closes it again.
    ///
    /// # Errors
    /// Refused by role.
    pub fn open_on(&mut self, it: &DayOff, opens: bool) -> Outcome<()> {
        self.require(Right::ManageAgenda)?;
        match &it.own {
            // A day of the law that was opened is closed by what the law says.
            Some(own) if !opens && self.is_known(it.day)? => {
                self.take_out(TakeOut::Holiday(own.id))
            }
            Some(own) => self.save_holiday(&Holiday {
                opens,
                ..own.clone()
            }),
            None => {
                let id = self.new_id();
                self.save_holiday(&Holiday {
                    id,
                    day: it.day.to_string(),
                    name: it.name.clone(),
                    kind: it.kind,
                    opens,
                })
            }
        }
    }

    /// Whether the day is closed without anything that the unit wrote.
    fn is_known(&self, day: NaiveDate) -> Outcome<bool> {
        Ok(self.supply()?.calendar.without_own().closed(day).is_some())
    }
}
