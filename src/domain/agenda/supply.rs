//! What the unit offers: services, who gives them, in which hours, and when
//! not.

use chrono::{Datelike, NaiveDate};

use super::minute::Minute;
use crate::domain::access::Role;
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::domain::ticket::Demand;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub id: Id<Service>,
    pub code: String,
    /// The letter that picks it when booking; may be empty.
    pub letter: String,
    pub label: String,
    pub minutes: u32,
    /// People seen together in one slot.
    pub places: u32,
    pub papers: Vec<String>,
    /// Item of the RMA it feeds, or empty.
    pub rma: String,
    /// What the ticket is for when the person arrives.
    pub demand: Option<Id<Demand>>,
    pub given_by: Vec<Role>,
    pub active: bool,
    pub position: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    pub id: Id<Room>,
    pub name: String,
    /// 0 = not said.
    pub places: u32,
    pub active: bool,
}

/// Who has hours: somebody of the team, or a desk whoever sits at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    pub id: Id<Provider>,
    pub staff: Option<Id<Staff>>,
    /// As shown: the person's name, or the desk's.
    pub name: String,
    /// Role of the person; `None` for a desk.
    pub role: Option<Role>,
    /// Codes of the services given; empty = those of the role.
    pub services: Vec<String>,
    pub active: bool,
    pub position: i64,
}

/// Which days a turn is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// 1 = Monday, from `since` to `until`.
    Weekly(u32),
    /// On `since` only.
    Once,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TurnKind {
    Unit,
    /// Visits at people's homes: nobody is booked at the counter for them.
    HomeVisits,
    /// CRAS itinerante: the team is somewhere else.
    OffSite,
    /// A campaign: a block of slots for one service.
    Campaign,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub id: Id<Turn>,
    pub provider: Id<Provider>,
    pub when: When,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub starts: Minute,
    pub ends: Minute,
    pub pause: Option<(Minute, Minute)>,
    pub kind: TurnKind,
    pub place: String,
    pub room: Option<Id<Room>>,
    /// Codes of the services given in these hours; empty = all of the provider.
    pub services: Vec<String>,
    /// Places per slot; 0 = as the service says.
    pub places: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub id: Id<Absence>,
    /// `None`: the whole unit is closed.
    pub provider: Option<Id<Provider>>,
    pub since: NaiveDate,
    pub until: NaiveDate,
    /// Hours of each of the days; `None` = all day.
    pub hours: Option<(Minute, Minute)>,
    pub reason: String,
}

impl Service {
    /// Whether this provider gives it at all.
    pub fn is_given_by(&self, it: &Provider) -> bool {
        if it.services.is_empty() {
            it.role.is_some_and(|role| self.given_by.contains(&role))
        } else {
            it.services.contains(&self.code)
        }
    }
}

impl Turn {
    pub fn is_on(&self, day: NaiveDate) -> bool {
        match self.when {
            When::Once => day == self.since,
            When::Weekly(weekday) => {
                day.weekday().number_from_monday() == weekday
                    && day >= self.since
                    && self.until.is_none_or(|until| day <= until)
            }
        }
    }

    /// Whether it is on that day or on any after it.
    pub fn holds_from(&self, day: NaiveDate) -> bool {
        match self.when {
            When::Once => self.since >= day,
            When::Weekly(_) => self.until.is_none_or(|until| until >= day),
        }
    }

    /// Whether people are booked into it for that service.
    pub fn takes(&self, service: &Service, provider: &Provider) -> bool {
        if self.services.is_empty() {
            self.kind != TurnKind::HomeVisits && service.is_given_by(provider)
        } else {
            self.services.contains(&service.code)
        }
    }

    /// The stretches of work, the break taken out.
    pub fn stretches(&self) -> Vec<(Minute, Minute)> {
        match self.pause {
            Some((from, until)) if from < until => [(self.starts, from), (until, self.ends)]
                .into_iter()
                .filter(|it| it.0 < it.1)
                .collect(),
            Some(_) | None => vec![(self.starts, self.ends)],
        }
    }
}

impl Absence {
    /// The hours taken from that provider on that day.
    pub fn taken(&self, provider: Id<Provider>, day: NaiveDate) -> Option<(Minute, Minute)> {
        let concerns = self.provider.is_none_or(|it| it == provider);
        let on = day >= self.since && day <= self.until;
        (concerns && on).then(|| {
            self.hours
                .unwrap_or((Minute::MIDNIGHT, Minute::clamped(24 * 60)))
        })
    }
}

impl TurnKind {
    pub const ALL: [Self; 4] = [Self::Unit, Self::HomeVisits, Self::OffSite, Self::Campaign];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unidade",
            Self::HomeVisits => "visita",
            Self::OffSite => "itinerante",
            Self::Campaign => "mutirao",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Unit => "na unidade",
            Self::HomeVisits => "visita domiciliar",
            Self::OffSite => "CRAS itinerante",
            Self::Campaign => "mutirão",
        }
    }
}
