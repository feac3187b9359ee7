//! Settings and neighbourhoods, each from a day on.

use chrono::NaiveDate;

use super::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::text::{bounded, needed};
use crate::domain::unit::Setting;
use crate::store::unit;

pub use crate::store::unit::District;

/// A command with its arguments is the longest value.
const VALUE_MAX_CHARS: usize = 200;
const NAME_MAX_CHARS: usize = 120;

/// A setting as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingLine {
    pub setting: Setting,
    /// What holds today.
    pub value: String,
    /// Since when; `None` while nobody decided and the default holds.
    pub since: Option<NaiveDate>,
    /// What was decided for a day to come.
    pub next: Option<(NaiveDate, String)>,
}

impl Desk {
    /// What a setting says today.
    pub fn setting(&self, setting: Setting) -> Outcome<String> {
        unit::setting(self.store.con(), setting, self.today())
    }

    /// Whether a yes/no setting says yes.
    pub fn setting_is_on(&self, setting: Setting) -> Outcome<bool> {
        Ok(self.setting(setting)? == "sim")
    }

    /// Every setting with its value of today and since when it holds.
    pub fn settings(&self) -> Outcome<Vec<SettingLine>> {
        let today = self.today();
        Setting::ALL
            .iter()
            .map(|setting| {
                let mut line = SettingLine {
                    setting: *setting,
                    value: setting.default().to_string(),
                    since: None,
                    next: None,
                };
                for (since, value) in unit::setting_values(self.store.con(), *setting)? {
                    if since <= today {
                        (line.since, line.value) = (Some(since), value);
                    } else if line.next.is_none() {
                        line.next = Some((since, value));
                    }
                }
                Ok(line)
            })
            .collect()
    }

    /// Gives a setting a value from today on.
    ///
    /// # Errors
    /// Refused at the setting's field when the value makes no sense there.
    pub fn change_setting(&mut self, setting: Setting, value: &str) -> Outcome<()> {
        self.change_setting_from(setting, value, self.today())
    }

    /// Gives a setting a value from a day on: a decree names the day, and what
    /// was decided for it before is written over.
    ///
    /// # Errors
    /// As [`Desk::change_setting`].
    pub fn change_setting_from(
        &mut self,
        setting: Setting,
        value: &str,
        since: NaiveDate,
    ) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        let value = bounded(setting.key(), value, VALUE_MAX_CHARS)?;
        if let Some(problem) = problem(setting, &value) {
            return refused_at(setting.key(), problem);
        }
        if setting == Setting::KeyAccess
            && let Some(stranger) = self.strangers(&value)?.first()
        {
            return refused_at(
                setting.key(),
                format!(
                    "Ninguém da equipe entra como «{stranger}». Escreva os nomes de entrada, separados por espaço."
                ),
            );
        }
        self.act(Act::SettingChanged, |acting| {
            let id = *acting.draw::<Setting>().bytes();
            let change = unit::save_setting(acting.tx, id, setting, since, &value)?;
            acting.note(change);
            Ok(())
        })
    }

    pub fn districts(&self) -> Outcome<Vec<District>> {
        unit::districts(self.store.con())
    }

    /// Adds a neighbourhood from a day on, or ends it on one.
    pub fn save_district(
        &mut self,
        id: Option<[u8; 16]>,
        name: &str,
        since: NaiveDate,
        until: Option<NaiveDate>,
    ) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        let name = needed("bairro", name, NAME_MAX_CHARS, "Diga o nome do bairro.")?;
        if until.is_some_and(|it| it < since) {
            return refused_at("ate", "O fim vem antes do começo.");
        }
        self.act(Act::DistrictChanged, |acting| {
            let id = id.unwrap_or_else(|| *acting.draw::<District>().bytes());
            let district = District {
                id,
                name,
                since,
                until,
            };
            let change = unit::save_district(acting.tx, &district)?;
            acting.note(change);
            Ok(())
        })
    }
}

fn problem(setting: Setting, value: &str) -> Option<&'static str> {
    let number_within =
        |lo: i64, hi: i64| !value.parse::<i64>().is_ok_and(|it| (lo..=hi).contains(&it));
    match setting {
        Setting::IdleLockMinutes => number_within(1, 120).then_some("Diga de 1 a 120 minutos."),
        Setting::AgendaTolerance => number_within(0, 120).then_some("Diga de 0 a 120 minutos."),
        Setting::AgendaHorizonDays => number_within(1, 365).then_some("Diga de 1 a 365 dias."),
        Setting::SeatDays => number_within(1, 30).then_some("Diga de 1 a 30 dias."),
        Setting::CourseGoalApplied | Setting::CourseGoalEnrolled | Setting::CourseGoalFinished => {
            number_within(0, 100_000).then_some("Diga a meta do ano, ou 0 para nenhuma.")
        }
        Setting::GroupAbsences => number_within(1, 30).then_some("Diga de 1 a 30 faltas."),
        Setting::PanelNames
        | Setting::PanelBell
        | Setting::PrintOnArrival
        | Setting::PrinterPdf
        | Setting::PrinterRoll
        | Setting::SlipProvider
        | Setting::AgendaOptionalDays
        | Setting::SiscByDeadline => {
            (!matches!(value, "sim" | "nao")).then_some("Diga sim ou nao.")
        }
        Setting::PrinterKind => (!matches!(value, "arquivo" | "comando" | "fila"))
            .then_some("Diga arquivo, comando ou fila."),
        Setting::PrinterTarget | Setting::KeyAccess => None,
        Setting::DefaultDemand => value
            .is_empty()
            .then_some("Diga o código da demanda, como CU-ATU."),
        Setting::PagesDays => number_within(0, 3650).then_some("Diga de 0 a 3650 dias."),
        Setting::UpdateTermMonths => number_within(1, 120).then_some("Diga de 1 a 120 meses."),
        Setting::MinimumWage | Setting::PovertyLine => {
            number_within(0, 10_000_000).then_some("Diga o valor em centavos, como 162100.")
        }
    }
}
