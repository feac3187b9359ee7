//! The groups for whoever reads them from outside the counter: by a command or
//! by SSH. Names come shortened, phones not at all, and each reading is in the
//! access log. Nothing can be written through here.

use super::seen::UNDER_SECRECY;
use super::watch::AbsenceTask;
use crate::app::agenda::OFFERED_MAX;
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::fault::Outcome;
use crate::domain::groups::{GroupKind, Places};
use crate::domain::name::{initials, short};

/// A group of the SCFV with its places; nobody's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceLine {
    pub name: String,
    pub band: &'static str,
    /// "ter e qui 08:00–10:00"
    pub hours: String,
    /// Turno: "manhã", "manhã e tarde".
    pub shift: String,
    pub places: Places,
    /// How many of those who wait are to be called now.
    pub to_call: u32,
}

impl Desk {
    /// Places of the groups of the SCFV, by name; the orientador's own.
    ///
    /// # Errors
    /// Refused by role.
    pub fn places_outside(&mut self) -> Outcome<Vec<PlaceLine>> {
        let own_only = self.may(Right::SeeGroups) && !self.reaches_all();
        if !self.may(Right::SeeGroups) {
            self.require(Right::SeeGroupNumbers)?;
        }
        let offered = u32::try_from(OFFERED_MAX).unwrap_or(u32::MAX);
        let lines = self.lines_of_groups(self.store.con())?.into_iter();
        let out = lines
            .filter(|it| it.group.active && it.group.kind == GroupKind::Scfv)
            .filter(|it| it.own || !own_only)
            .map(|it| PlaceLine {
                band: it.group.band_text(),
                name: it.group.name,
                hours: it.hours,
                shift: it.shift,
                to_call: match it.places.to_offer() {
                    true => it.places.waiting.min(offered),
                    false => 0,
                },
                places: it.places,
            })
            .collect();
        self.look(Access::Listed, "groups", None, "vagas")?;
        Ok(out)
    }

    /// Who stopped coming to the groups, with shortened names and no phone.
    ///
    /// # Errors
    /// Refused by role.
    pub fn absences_outside(&mut self) -> Outcome<Vec<AbsenceTask>> {
        let mut all = self.absence_tasks()?;
        for it in &mut all {
            it.name = shortened(&it.name, it.secret);
            it.phone = String::new();
            it.phone_hidden = true;
        }
        self.look(Access::Listed, "groups", None, "faltas")?;
        Ok(all)
    }
}

/// First name and initial; initials of families under secrecy.
pub(super) fn shortened(name: &str, secret: bool) -> String {
    match (name, secret) {
        (UNDER_SECRECY, _) => UNDER_SECRECY.to_string(),
        (name, true) => initials(name),
        (name, false) => short(name),
    }
}
