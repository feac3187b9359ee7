//! What the unit offers, read whole: the lists are short and a booking needs
//! all of them.

use chrono::NaiveDate;

use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::agenda::{Calendar, Service, Supply};
use crate::domain::fault::Outcome;
use crate::domain::unit::Setting;
use crate::store::agenda::supply;
use crate::store::{demands, unit};

impl Desk {
    /// Services, who gives them, their hours, absences and closed days.
    ///
    /// # Errors
    /// Refused for roles that do not see the agenda.
    pub fn supply(&self) -> Outcome<Supply> {
        self.require(Right::SeeAgenda)?;
        self.supply_from(self.store.con(), Some(self.today()))
    }

    /// The same with what ended before today too, for views of past days.
    pub(in crate::app) fn supply_from(
        &self,
        con: &rusqlite::Connection,
        from: Option<NaiveDate>,
    ) -> Outcome<Supply> {
        read(con, self.unit(), self.today(), from)
    }
}

/// As the file stands inside `con`, which may be a transaction.
pub(in crate::app) fn read(
    con: &rusqlite::Connection,
    of: Option<&crate::domain::unit::Unit>,
    today: NaiveDate,
    from: Option<NaiveDate>,
) -> Outcome<Supply> {
    let (uf, ibge) = of.map_or(("", ""), |it| (it.uf.as_str(), it.ibge.as_str()));
    let optional = unit::setting(con, Setting::AgendaOptionalDays, today)? == "sim";
    Ok(Supply {
        services: supply::services(con)?,
        providers: supply::providers(con)?,
        turns: supply::turns(con)?,
        absences: supply::absences(con, from)?,
        rooms: supply::rooms(con)?,
        calendar: Calendar::new(supply::holidays(con)?, uf, ibge, optional),
    })
}

/// The services that a new unit starts from.
pub(in crate::app) fn start_agenda(acting: &mut Acting<'_>) -> Outcome<()> {
    let all = demands::all(acting.tx)?;
    for (service, demand) in supply::starting() {
        let demand = all.iter().find(|it| it.code == demand).map(|it| it.id);
        let id = acting.draw();
        let change = supply::save_service(
            acting.tx,
            &Service {
                id,
                demand,
                ..service
            },
        )?;
        acting.note(change);
    }
    Ok(())
}
